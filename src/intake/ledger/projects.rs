//! Project codes that have lost their zeros on the way, 07101 to 7101: no investment has that code, so that the project's
//! rows would be drift without a word.

use std::collections::{BTreeMap, BTreeSet};

use super::fold::Fold;
use super::rows::{self, Periods, Row};
use crate::domain::code::Code;
use crate::domain::exact::Exact;
use crate::domain::registers::Registers;
use crate::domain::settings::ExportField;
use crate::finding::{Findings, LedgerProblem, Place};
use crate::intake::{code_cell, lost_zeros};
use crate::raw::{Batch, Postings, Record};

/// What the rows of a code come to in a file, and where the first of them stands.
struct Met {
    rows: u64,
    sum: Exact,
    place: Place,
}

/// Each code, in each file, that is an investment's but for its zeros. The files are gone through again only if there is
/// one.
pub(super) fn check(folds: &[Fold], files: &[&dyn Postings], registers: &Registers, findings: &mut Findings) {
    let codes: BTreeSet<&Code> = folds.iter().flat_map(Fold::projects).collect();
    let meant = |code: &Code| lost_zeros::meant(code.as_str(), ExportField::Project, registers);
    let lost: BTreeMap<&str, Vec<String>> = codes
        .into_iter()
        .map(|code| (code.as_str(), meant(code)))
        .filter(|(_, meant)| !meant.is_empty())
        .collect();
    if lost.is_empty() {
        return;
    }
    for file in files {
        for (code, Met { rows, sum, place }) in met(*file, registers, &lost).unwrap_or_default() {
            let codes = lost[code.as_str()].clone();
            let sum = sum.rounded();
            findings.add(place, LedgerProblem::ProjectWithoutZeros { found: code, codes, rows, sum });
        }
    }
}

/// `None`: the file cannot be read, which is told where it is.
fn met(
    file: &dyn Postings,
    registers: &Registers,
    lost: &BTreeMap<&str, Vec<String>>,
) -> Option<BTreeMap<String, Met>> {
    let mut found: BTreeMap<String, Met> = BTreeMap::new();
    let mut pieces = file.open().ok()?;
    let mut batch = Batch::default();
    if !pieces.next(&mut batch).ok()? {
        return None;
    }
    let header = rows::header(&batch, registers, &mut Findings::default())?;
    let at = header.project?;
    let heading = header.contract.column(ExportField::Project);
    let mut periods = Periods::default();
    loop {
        for record in header.below(&batch).filter_map(|row| batch.get(row)) {
            let (Some(code), Row::Posting(_, amount)) =
                (lost_code(record, at, lost), header.row(record, &mut periods))
            else {
                continue;
            };
            let place = || file.place(u64::from(record.line()), heading.map(Into::into));
            let met = found.entry(code).or_insert_with(|| Met { rows: 0, sum: Exact::ZERO, place: place() });
            met.rows += 1;
            met.sum += amount;
        }
        if !pieces.next(&mut batch).ok()? {
            return Some(found);
        }
    }
}

fn lost_code(record: Record, at: usize, lost: &BTreeMap<&str, Vec<String>>) -> Option<String> {
    let text = record.text(at);
    let code = Code::new(code_cell::code(&text).0);
    lost.contains_key(code.as_str()).then(|| code.to_string())
}
