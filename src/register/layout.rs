//! Statement layouts (uppställningar): the program's own, or the folder's where it has a file of that name.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{of_template, own, unknown};
use super::schema;
use super::table::{self, Row, Rows};
use crate::domain::account::LineId;
use crate::domain::period::{Date, Validity};
use crate::domain::statement::{Draw, DrawOf, Extent, Layout, LayoutLine, LineKind, StatementKind};
use crate::finding::{Expected, Findings, Place, RegisterProblem};
use crate::raw::{RawGrid, RawText};

const KINDS: [StatementKind; 3] = [StatementKind::Income, StatementKind::Balance, StatementKind::CashFlow];
const OWN: [&str; 3] = [
    include_str!("../../templates/uppstallningar/resultatrakning.csv"),
    include_str!("../../templates/uppstallningar/balansrakning.csv"),
    include_str!("../../templates/uppstallningar/kassaflode.csv"),
];

/// All layouts, each statement in as many spans as its lines' validity cuts time into.
pub(super) fn read(texts: &[RawText], findings: &mut Findings) -> Vec<Layout> {
    let stem = |text: &RawText| {
        let name = text.file.rsplit('/').next().unwrap_or_default();
        schema::file_stem(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
    };
    for text in texts {
        let name = stem(text);
        if !schema::LAYOUTS.iter().any(|table| table.name == name) {
            let place = Place::File { file: text.file.clone() };
            findings.add(place, RegisterProblem::UnknownTable { name });
        }
    }
    let mut layouts = Vec::new();
    for ((kind, table), template) in KINDS.into_iter().zip(schema::LAYOUTS).zip(OWN) {
        let rows = match texts.iter().find(|text| stem(text) == table.name) {
            Some(text) => table::read(table, &RawGrid::of_text(text), findings),
            None => of_template(table, &own(table.name), template),
        };
        layouts.extend(layouts_of(kind, &rows, findings));
    }
    layouts
}

fn layouts_of(kind: StatementKind, rows: &Rows, findings: &mut Findings) -> Vec<Layout> {
    let ids: BTreeSet<LineId> = rows.list.iter().filter_map(|row| row.code("Rad").map(LineId)).collect();
    let default = match kind {
        StatementKind::Balance => Extent::Closing,
        StatementKind::Income | StatementKind::CashFlow => Extent::Movement,
    };
    let mut lines: Vec<(Validity, u32, LayoutLine)> = Vec::new();
    for row in &rows.list {
        let Some(line) = line(row, rows, &ids, default, findings) else { continue };
        let earlier =
            lines.iter().find(|(other, _, known)| known.id == line.id && other.overlaps(row.validity()));
        if let Some((_, first_row, _)) = earlier {
            let key = line.id.0.to_string();
            let problem =
                RegisterProblem::DuplicateKey { table: rows.table.name.into(), key, first_row: *first_row };
            findings.add(rows.place(row.number, Some("Rad")), problem);
        }
        lines.push((row.validity(), row.number, line));
    }
    spans(&lines)
        .into_iter()
        .map(|validity| Layout { kind, validity, lines: valid(&lines, validity) })
        .collect()
}

/// The lines that hold in a span; what no longer holds is no part of a sum either.
fn valid(lines: &[(Validity, u32, LayoutLine)], span: Validity) -> Vec<LayoutLine> {
    let mut held: Vec<LayoutLine> = lines
        .iter()
        .filter(|(validity, ..)| validity.overlaps(span))
        .map(|(.., line)| line.clone())
        .collect();
    let ids: BTreeSet<LineId> = held.iter().map(|line| line.id.clone()).collect();
    for line in &mut held {
        if let LineKind::Sum(parts) | LineKind::Memo(_, parts) = &mut line.kind {
            parts.retain(|(id, _)| ids.contains(id));
        }
    }
    held
}

/// The spans of time between which no line begins or ends.
fn spans(lines: &[(Validity, u32, LayoutLine)]) -> Vec<Validity> {
    let mut starts: BTreeSet<Date> = BTreeSet::new();
    for (validity, ..) in lines {
        starts.extend(validity.from);
        starts.extend(validity.to.and_then(Date::next_day));
    }
    let mut spans = Vec::new();
    let mut from = None;
    for start in starts {
        spans.push(Validity { from, to: start.previous_day() });
        from = Some(start);
    }
    spans.push(Validity { from, to: None });
    spans
}

fn line(
    row: &Row,
    rows: &Rows,
    ids: &BTreeSet<LineId>,
    default: Extent,
    findings: &mut Findings,
) -> Option<LayoutLine> {
    let id = LineId(row.code("Rad")?);
    let word = row.choice("Slag", schema::LINE_KINDS)?;
    let source = row.words("Hämtas");
    let kind = match kind(word, &id, &source, ids, default) {
        Ok(kind) => kind,
        Err(Wrong::Unreadable) => {
            let problem = RegisterProblem::WrongValue {
                table: rows.table.name.into(),
                column: "Hämtas".into(),
                found: source,
                expected: Expected::Draws,
            };
            findings.add(rows.place(row.number, Some("Hämtas")), problem);
            return None;
        }
        Err(Wrong::NoSuchLine(found)) => {
            let problem =
                unknown(rows.table.name, "Hämtas", &found, rows.table.name, ids.iter().map(|id| &id.0));
            findings.add(rows.place(row.number, Some("Hämtas")), problem);
            return None;
        }
    };
    Some(LayoutLine {
        id,
        text: row.text("Text")?,
        interim_text: row.text("Text under året"),
        kind,
        note: row.text("Not"),
        depth: u8::try_from(row.whole("Nivå").unwrap_or(0)).unwrap_or(u8::MAX),
        total: row.truth("Slutrad").unwrap_or(false),
        memo: word.ends_with("varav"),
    })
}

enum Wrong {
    Unreadable,
    NoSuchLine(String),
}

fn kind(
    word: &str,
    own_id: &LineId,
    source: &str,
    ids: &BTreeSet<LineId>,
    default: Extent,
) -> Result<LineKind, Wrong> {
    match word {
        "rubrik" => Ok(LineKind::Heading),
        "post" => Ok(LineKind::Post(draws(source, default)?)),
        "summa" => Ok(LineKind::Sum(parts(source, ids)?)),
        "varav" => {
            let terms = terms(source)?;
            let of_lines = terms.iter().all(|(name, _)| {
                let id = LineId::new(name);
                id != *own_id && ids.contains(&id)
            });
            if of_lines {
                Ok(LineKind::Memo(Vec::new(), parts(source, ids)?))
            } else {
                Ok(LineKind::Memo(draws(source, default)?, Vec::new()))
            }
        }
        _ if source.is_empty() => Err(Wrong::Unreadable),
        _ => Ok(LineKind::Given(source.to_string())),
    }
}

/// `A + B - C` → names with whether they are subtracted.
fn terms(source: &str) -> Result<Vec<(String, bool)>, Wrong> {
    let mut terms: Vec<(String, bool)> = Vec::new();
    let mut name = String::new();
    let mut negative = false;
    // A sign may open the source; after that each sign must follow a name.
    let mut opening = true;
    for c in source.chars().chain(['+']) {
        match c {
            '+' | '-' => {
                if name.trim().is_empty() && !(opening && c == '-') {
                    return Err(Wrong::Unreadable);
                }
                if !name.trim().is_empty() {
                    terms.push((name.trim().to_string(), negative));
                }
                name.clear();
                negative = c == '-';
                opening = false;
            }
            other => {
                name.push(other);
            }
        }
    }
    if terms.iter().any(|(name, _)| name.contains(char::is_whitespace)) {
        return Err(Wrong::Unreadable);
    }
    Ok(terms)
}

fn parts(source: &str, ids: &BTreeSet<LineId>) -> Result<Vec<(LineId, bool)>, Wrong> {
    let known = |(name, negative): (String, bool)| {
        let id = LineId::new(&name);
        if ids.contains(&id) { Ok((id, negative)) } else { Err(Wrong::NoSuchLine(name)) }
    };
    terms(source)?.into_iter().map(known).collect()
}

fn draws(source: &str, default: Extent) -> Result<Vec<Draw>, Wrong> {
    let extents: BTreeMap<&str, Extent> = BTreeMap::from([
        (schema::OPENING, Extent::Opening),
        (schema::MOVEMENT, Extent::Movement),
        (schema::CLOSING, Extent::Closing),
    ]);
    let draw = |(name, turned): (String, bool)| {
        let (name, extent) = match name.split_once('/') {
            Some((name, word)) => (name, *extents.get(word).ok_or(Wrong::Unreadable)?),
            None => (name.as_str(), default),
        };
        let of = match name.strip_prefix(schema::CASH_FLOW_PREFIX) {
            Some(id) => DrawOf::CashFlow(LineId::new(id)),
            None if name == schema::INCOME_RESULT => DrawOf::Income,
            None => DrawOf::Line(LineId::new(name)),
        };
        Ok(Draw { of, extent, turned })
    };
    terms(source)?.into_iter().map(draw).collect()
}

#[cfg(test)]
mod tests {
    use super::{kind, read};
    use crate::domain::account::LineId;
    use crate::domain::period::Month;
    use crate::domain::statement::{Draw, DrawOf, Extent, LineKind, StatementKind};
    use crate::finding::Findings;
    use crate::raw::RawText;
    use std::collections::BTreeSet;

    fn draw(name: &str, extent: Extent, turned: bool) -> Draw {
        Draw { of: DrawOf::Line(LineId::new(name)), extent, turned }
    }

    #[test]
    fn the_own_layouts_are_faultless() {
        let mut findings = Findings::default();
        let layouts = read(&[], &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        let balance = layouts.iter().find(|layout| layout.kind == StatementKind::Balance).expect("a layout");
        let line = |id: &str| balance.line(&LineId::new(id)).expect("a line");
        assert_eq!(line("IMM").kind, LineKind::Post(vec![draw("IMM", Extent::Closing, true)]));
        assert_eq!(line("RUR").kind, LineKind::Memo(vec![draw("RUR", Extent::Closing, false)], vec![]));
        let parts = vec![(LineId::new("EKS"), false), (LineId::new("RUR"), true)];
        assert_eq!(line("OVREK").kind, LineKind::Memo(vec![], parts));
        assert!(line("PENSFL").memo && !line("PENSF").memo && line("STILL").total);
        let LineKind::Post(result) = &line("ARES").kind else { panic!("a post") };
        assert_eq!(
            result.last(),
            Some(&Draw { of: DrawOf::Income, extent: Extent::Movement, turned: false })
        );
        let cash = layouts.iter().find(|layout| layout.kind == StatementKind::CashFlow).expect("a layout");
        let opening = &cash.line(&LineId::new("LMB")).expect("a line").kind;
        assert_eq!(*opening, LineKind::Post(vec![draw("KASSA", Extent::Opening, true)]));
    }

    #[test]
    fn a_line_that_ends_leaves_its_sums() {
        let text = "Rad;Text;Slag;Hämtas;Giltig från;Giltig till\n\
                    A;a;post;A;;\nB;b;post;B;;2023-12-31\nC;c;summa;A + B;;\n";
        let own = RawText::of_template("uppstallningar/resultatrakning.csv", text);
        let mut findings = Findings::default();
        let layouts = read(&[own], &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        let parts = |year| {
            let month = Month::new(year, 6).expect("a month");
            let mut held = layouts.iter().filter(|layout| layout.kind == StatementKind::Income);
            let held = held.find(|layout| layout.validity.covers(month)).expect("a layout");
            match &held.line(&LineId::new("C")).expect("a line").kind {
                LineKind::Sum(parts) => parts.len(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!((parts(2023), parts(2024)), (2, 1));
    }

    #[test]
    fn what_is_no_source_is_told() {
        let ids = BTreeSet::from([LineId::new("A")]);
        for (word, source) in [
            ("post", ""),
            ("post", "A B"),
            ("post", "A + + B"),
            ("post", "A/ub +"),
            ("post", "A/mitt"),
            ("summa", "A + X"),
            ("fakta", ""),
        ] {
            let read = kind(word, &LineId::new("Z"), source, &ids, Extent::Movement);
            assert!(read.is_err(), "{word} {source}");
        }
    }
}
