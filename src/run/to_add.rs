//! Rows for the registers of codes that they lack, ready to be pasted into grunddata: proposals after the nearest code
//! that the register has.

use std::collections::BTreeMap;

use crate::doc::{ColumnKind, Role, Row, RowKey, Table};
use crate::domain::account::{AccountRow, class};
use crate::domain::code::{Code, CodeRange};
use crate::domain::org::{OrgNode, TemplateKind};
use crate::domain::registers::Registers;
use crate::finding::{BudgetProblem, CodeKind, Findings, LedgerProblem, Problem, WhyUnknown};
use crate::register::schema;
use crate::report::build::{column, text, word_table};
use crate::text::phrase::phrase;

/// One table for each register that lacks codes, with the register's own columns.
pub fn tables(registers: &Registers, findings: &Findings) -> Vec<Table> {
    let mut unknown: BTreeMap<(CodeKind, Code), String> = BTreeMap::new();
    for (code, name) in findings.iter().filter_map(|one| self::unknown(&one.problem)) {
        let known = unknown.entry(code).or_default();
        if known.is_empty() {
            *known = name;
        }
    }
    let of = |wanted: CodeKind| unknown.iter().filter(move |((kind, _), _)| *kind == wanted);
    let units = of(CodeKind::Ansvar).map(|((_, code), name)| unit(registers, code, name));
    let accounts = of(CodeKind::Account).map(|((_, code), _)| account(registers, code));
    [
        ("Organisation", phrase("att_lägga_till.organisation"), units.collect::<Vec<_>>()),
        ("Konton", phrase("att_lägga_till.konton"), accounts.collect()),
    ]
    .into_iter()
    .filter_map(|(name, caption, rows)| table(name, caption, rows))
    .collect()
}

/// A code that no register has, with the name a file gives it.
fn unknown(problem: &Problem) -> Option<((CodeKind, Code), String)> {
    let (kind, code, name, why) = match problem {
        Problem::Ledger(LedgerProblem::UnknownCodes { kind, code, name, why, .. }) => {
            (kind, code, &**name, why)
        }
        Problem::Budget(BudgetProblem::UnknownCodes { kind, code, why, .. }) => (kind, code, "", why),
        _ => return None,
    };
    (**why == WhyUnknown::Nowhere).then(|| ((*kind, Code::new(code)), name.to_string()))
}

/// Column and value; the others are left empty.
type Proposal = Vec<(&'static str, String)>;

fn unit(registers: &Registers, code: &Code, name: &str) -> Proposal {
    let nodes = registers.org.nodes().iter().filter(|node| !node.ansvar.is_empty());
    let near = nodes.max_by_key(|node| node.ansvar.0.iter().map(|range| nearness(range, code)).max());
    let of = |value: fn(&OrgNode) -> String| near.map(value).unwrap_or_default();
    vec![
        ("Kod", code.to_string()),
        ("Namn", if name.is_empty() { phrase("att_lägga_till.namn") } else { name }.to_string()),
        ("Nivå", of(|node| node.level.clone())),
        ("Överordnad", of(|node| node.parent.as_ref().map(Code::to_string).unwrap_or_default())),
        ("Ansvar", code.to_string()),
        ("Anslagsnivå", schema::YES_NO[1].to_string()),
        ("Mall", of(|node| template(node.template))),
    ]
}

fn template(kind: Option<TemplateKind>) -> String {
    let at = match kind {
        Some(TemplateKind::Unit) => 0,
        Some(TemplateKind::Finance) => 1,
        None => return String::new(),
    };
    schema::TEMPLATE_KINDS.get(at).map(ToString::to_string).unwrap_or_default()
}

fn account(registers: &Registers, code: &Code) -> Proposal {
    let rows = registers.accounts.rows().iter();
    let near = rows
        .filter(|row| class(&row.accounts.from) == class(code) && row.internal != Some(true))
        .max_by_key(|row| nearness(&row.accounts, code));
    let of = |value: fn(&AccountRow) -> String| near.map(value).unwrap_or_default();
    vec![
        ("Från", code.to_string()),
        ("Till", code.to_string()),
        ("Rad", of(|row| row.line.0.to_string())),
        ("Kostnadsslag", of(|row| row.cost_type.as_ref().map(|kind| kind.0.to_string()).unwrap_or_default())),
        ("Not", of(|row| row.note.as_ref().map(|note| note.note.clone()).unwrap_or_default())),
        ("Notrad", of(|row| row.note.as_ref().map(|note| note.text.clone()).unwrap_or_default())),
        (
            "Kassaflödesrad",
            of(|row| row.cash_flow.as_ref().map(|line| line.0.to_string()).unwrap_or_default()),
        ),
    ]
}

/// How near a code is to a range: digits in common from the left, then how far apart as numbers.
fn nearness(range: &CodeRange, code: &Code) -> (usize, i64) {
    let one = |end: &Code| {
        let common = end.as_str().bytes().zip(code.as_str().bytes()).take_while(|(a, b)| a == b).count();
        let number = |code: &Code| code.as_str().parse::<i64>().unwrap_or_default();
        (common, -(number(end) - number(code)).abs())
    };
    one(&range.from).max(one(&range.to))
}

fn table(name: &str, caption: &str, proposals: Vec<Proposal>) -> Option<Table> {
    let register = schema::table(name).filter(|_| !proposals.is_empty())?;
    let kind = ColumnKind::Text { wide: false };
    let columns = register.columns.iter().map(|own| column(own.name, own.name, kind)).collect();
    let row = |(at, proposal): (usize, Proposal)| {
        let value =
            |name: &str| proposal.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
        let cells = register.columns.iter().map(|own| text(value(own.name).unwrap_or_default())).collect();
        Row { key: RowKey::Other(format!("{name} {at}")), role: Role::Item, depth: 0, cells }
    };
    Some(word_table(name, caption, columns, proposals.into_iter().enumerate().map(row).collect()))
}
