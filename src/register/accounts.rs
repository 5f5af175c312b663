//! Konton and Noter: each account on exactly one line, each cost type on exactly one line.

use std::collections::{BTreeMap, BTreeSet};

use super::org::shown;
use super::read::{Desk, unknown};
use super::table::Row;
use crate::domain::account::{AccountPlan, AccountRow, CostType, LineId, MemoRow, NoteRow, class};
use crate::domain::code::{Code, CodeRange, CodeSet};
use crate::domain::statement::{Draw, DrawOf, Layout, LineKind};
use crate::finding::{Expected, RegisterProblem};

const TABLE: &str = "Konton";

pub(super) fn read(desk: &mut Desk, layouts: &[Layout]) -> AccountPlan {
    let mut read = Vec::new();
    let mut wrong = Vec::new();
    for row in desk.rows(TABLE) {
        match account_row(row) {
            Some(Ok(account_row)) => read.push((row.number, account_row)),
            Some(Err(found)) => wrong.push((row.number, found)),
            None => {}
        }
    }
    for (row, found) in wrong {
        let problem = RegisterProblem::WrongValue {
            table: TABLE.into(),
            column: "Till".into(),
            found,
            expected: Expected::Codes,
        };
        desk.fault(TABLE, row, "Till", problem);
    }
    check_overlaps(&read, desk);
    check_cost_types(&read, layouts, desk);
    check_lines(&read, layouts, desk);
    let memos = desk.rows("Noter").iter().filter_map(memo_row).collect();
    AccountPlan::new(read.into_iter().map(|(_, row)| row).collect(), memos)
}

/// `Err`: the last account is before the first, or of another length.
fn account_row(row: &Row) -> Option<Result<AccountRow, String>> {
    let from = row.code("Från")?;
    let to = row.code("Till").unwrap_or_else(|| from.clone());
    if from.as_str().len() != to.as_str().len() || to < from {
        return Some(Err(to.to_string()));
    }
    let note = match (row.text("Not"), row.text("Notrad")) {
        (Some(note), Some(text)) => Some(NoteRow { note, text }),
        _ => None,
    };
    Some(Ok(AccountRow {
        accounts: CodeRange { from, to },
        line: LineId(row.code("Rad")?),
        cost_type: row.text("Kostnadsslag").map(|name| CostType(Code::new(&name))),
        note,
        cash_flow: row.code("Kassaflödesrad").map(LineId),
        internal: row.truth("Intern"),
        from_year: row.year("Från år"),
        to_year: row.year("Till år"),
    }))
}

fn memo_row(row: &Row) -> Option<MemoRow> {
    let accounts: CodeSet = row.codes("Konton")?.clone();
    Some(MemoRow { row: NoteRow { note: row.text("Not")?, text: row.text("Notrad")? }, accounts })
}

fn check_overlaps(read: &[(u32, AccountRow)], desk: &mut Desk) {
    for (at, (number, row)) in read.iter().enumerate() {
        if let Some((first_row, _)) = read[..at].iter().find(|(_, other)| overlap(row, other)) {
            let problem = RegisterProblem::OverlappingCodes {
                table: TABLE.into(),
                codes: shown(&row.accounts.from, &row.accounts.to),
                first_row: *first_row,
            };
            desk.fault(TABLE, *number, "Från", problem);
        }
    }
}

/// Some account belongs to both rows in some year, for the same kind of counterpart.
fn overlap(a: &AccountRow, b: &AccountRow) -> bool {
    let begins_in_time = |from: Option<i32>, to: Option<i32>| match (from, to) {
        (Some(from), Some(to)) => from <= to,
        _ => true,
    };
    let same_counterpart = match (a.internal, b.internal) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    a.accounts.overlaps(&b.accounts)
        && same_counterpart
        && begins_in_time(a.from_year, b.to_year)
        && begins_in_time(b.from_year, a.to_year)
}

/// A line that no layout has is its own fault, and says nothing about where the cost type belongs.
fn check_cost_types(read: &[(u32, AccountRow)], layouts: &[Layout], desk: &mut Desk) {
    let drawn = Drawn::of(layouts);
    let mut lines: BTreeMap<&CostType, (u32, &LineId)> = BTreeMap::new();
    for (number, row) in read.iter().filter(|(_, row)| drawn.lines.contains(&row.line)) {
        let Some(cost_type) = &row.cost_type else { continue };
        let (first_row, first_line) = *lines.entry(cost_type).or_insert((*number, &row.line));
        if *first_line != row.line {
            let problem = RegisterProblem::CostTypeOnTwoLines {
                cost_type: cost_type.0.to_string(),
                line: row.line.0.to_string(),
                first_line: first_line.0.to_string(),
                first_row,
            };
            desk.fault(TABLE, *number, "Kostnadsslag", problem);
        }
    }
}

/// The lines that accounts can be posted to: those that some layout draws on.
pub(super) struct Drawn<'a> {
    pub lines: BTreeSet<&'a LineId>,
    pub cash_flow: BTreeSet<&'a LineId>,
}

impl Drawn<'_> {
    pub fn of(layouts: &[Layout]) -> Drawn<'_> {
        let mut drawn = Drawn { lines: BTreeSet::new(), cash_flow: BTreeSet::new() };
        for draw in layouts.iter().flat_map(|layout| &layout.lines).flat_map(|line| draws(&line.kind)) {
            match &draw.of {
                DrawOf::Line(id) => drawn.lines.insert(id),
                DrawOf::CashFlow(id) => drawn.cash_flow.insert(id),
                DrawOf::Income => false,
            };
        }
        drawn
    }
}

/// Every line and cash flow line of Konton is one that a layout draws on.
fn check_lines(read: &[(u32, AccountRow)], layouts: &[Layout], desk: &mut Desk) {
    let drawn = Drawn::of(layouts);
    for (number, row) in read {
        if row.is_excluded() && may_be_excluded(&row.accounts) {
            continue;
        }
        if !drawn.lines.contains(&row.line) {
            let problem =
                unknown(TABLE, "Rad", row.line.0.as_str(), LAYOUTS_NAME, drawn.lines.iter().map(|id| &id.0));
            desk.fault(TABLE, *number, "Rad", problem);
        }
        if let Some(id) = row.cash_flow.as_ref().filter(|id| !drawn.cash_flow.contains(id)) {
            let known = drawn.cash_flow.iter().map(|id| &id.0);
            let problem = unknown(TABLE, "Kassaflödesrad", id.0.as_str(), LAYOUTS_NAME, known);
            desk.fault(TABLE, *number, "Kassaflödesrad", problem);
        }
    }
}

/// Classes 1–8 are the accounts of the statements: none of them can be kept out.
fn may_be_excluded(accounts: &CodeRange) -> bool {
    !matches!(class(&accounts.from), Some(1..=8)) && !matches!(class(&accounts.to), Some(1..=8))
}

/// What findings call the layouts.
pub(super) const LAYOUTS_NAME: &str = "uppställningarna";

fn draws(kind: &LineKind) -> &[Draw] {
    match kind {
        LineKind::Post(draws) | LineKind::Memo(draws, _) => draws,
        _ => &[],
    }
}
