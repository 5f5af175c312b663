//! Codes that Excel has made numbers of: "0110" typed or opened as a number is 110. What the registers do not know as
//! it stands, and know with zeros in front in one way only, is that code; known in several ways it is none of them.

use std::collections::BTreeMap;

use super::columns::{self, Columns};
use super::grid::{headings, shown};
use crate::domain::code::Code;
use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, ExportField};
use crate::finding::{Findings, LedgerProblem, Place};
use crate::raw::{RawGrid, RawValue};

/// The fields whose codes the registers know.
const FIELDS: [ExportField; 4] =
    [ExportField::Ansvar, ExportField::Account, ExportField::Project, ExportField::Counterpart];

/// No code is longer.
const LONGEST: usize = 12;

/// As [`restore`], of every sheet that has the headings of the contract.
pub fn restore_all(grids: &mut [RawGrid], contract: &ExportContract, registers: &Registers) -> Findings {
    let mut findings = Findings::default();
    for grid in grids {
        let header = columns::find(&headings(grid), contract);
        if header.missing.is_empty() {
            restore(grid, header.row, &header.columns, registers, &mut findings);
        }
    }
    findings
}

/// Gives the codes below the header row, counted from 0, their zeros back, and tells which they are.
pub fn restore(
    grid: &mut RawGrid,
    header: usize,
    columns: &Columns,
    registers: &Registers,
    findings: &mut Findings,
) {
    for field in FIELDS {
        let column = columns.index(field).and_then(|at| u32::try_from(at + 1).ok());
        if let Some(column) = column {
            restore_column(grid, header, (field, column), registers, findings);
        }
    }
}

fn restore_column(
    grid: &mut RawGrid,
    header: usize,
    (field, column): (ExportField, u32),
    registers: &Registers,
    findings: &mut Findings,
) {
    let heading = grid.rows[header].cells.get(&column).map(shown).unwrap_or_default();
    let RawGrid { file, sheet, rows } = grid;
    let mut met: BTreeMap<String, (Vec<String>, u64, Place)> = BTreeMap::new();
    for row in rows.iter_mut().skip(header + 1) {
        let Some(cell @ RawValue::Number(_)) = row.cells.get_mut(&column) else { continue };
        let found = shown(cell);
        let (codes, cells, _) = met.entry(found.clone()).or_insert_with(|| {
            let place = Place::in_table(file, sheet.as_ref(), row.number, Some((column, &heading)));
            (meant(&found, field, registers), 0, place)
        });
        *cells += 1;
        if let [code] = codes.as_slice() {
            *cell = RawValue::Text(code.clone());
        }
    }
    tell(heading, met, findings);
}

/// The codes that a number can have been; none when it is known as it stands, or not at all.
pub(super) fn meant(found: &str, field: ExportField, registers: &Registers) -> Vec<String> {
    let known = |code: &str| knows(registers, field, &Code::new(code));
    if known(found) || !found.bytes().all(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let longer = (found.len() + 1..=LONGEST).map(|length| format!("{found:0>length$}"));
    longer.filter(|code| known(code)).collect()
}

/// Whether a register has the code, at any time.
fn knows(registers: &Registers, field: ExportField, code: &Code) -> bool {
    match field {
        ExportField::Ansvar => registers.org.nodes().iter().any(|node| node.ansvar.contains(code)),
        ExportField::Account => registers.accounts.rows().iter().any(|row| row.accounts.contains(code)),
        ExportField::Project => registers.is_investment(code),
        ExportField::Counterpart => registers.settings.internal_counterparts.contains(code),
        _ => false,
    }
}

/// All cells of a column that were given their zeros in one finding at the first of them, each number with several codes
/// in one of its own.
fn tell(heading: String, met: BTreeMap<String, (Vec<String>, u64, Place)>, findings: &mut Findings) {
    let mut restored: u64 = 0;
    let mut first: Option<(Place, String, String)> = None;
    for (found, (mut codes, cells, place)) in met {
        match codes.len() {
            0 => {}
            1 => {
                restored += cells;
                if first.as_ref().is_none_or(|(known, ..)| place < *known) {
                    first = Some((place, found, codes.swap_remove(0)));
                }
            }
            _ => findings.add(place, LedgerProblem::UnclearZeros { found, codes }),
        }
    }
    if let Some((place, first, code)) = first {
        findings.add(place, LedgerProblem::LostZeros { heading, cells: restored, first, code });
    }
}
