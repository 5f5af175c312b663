//! One file of the ledger: its header found, its fields read by the contract.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::settings::{ExportContract, ExportField};
use crate::finding::{Findings, LedgerProblem, Place};
use crate::intake::amount;
use crate::intake::columns::{self, Columns};
use crate::raw::{RawRecord, RawText};

/// One row as booked, in the file's own sign. A field the file does not have is an empty code.
pub(super) struct Booked {
    pub ansvar: Code,
    pub account: Code,
    pub project: Code,
    pub counterpart: Code,
    pub period: LedgerPeriod,
    pub voucher: Code,
    pub amount: Money,
    pub line: u32,
}

pub(super) struct File {
    pub name: Arc<str>,
    pub rows: Vec<Booked>,
    /// Some row, or all of the file, could not be read.
    pub unreadable: bool,
}

impl File {
    pub fn line(&self, line: u32) -> Place {
        Place::Line { file: self.name.clone(), line: u64::from(line), column: None }
    }
}

/// Reads the rows that can be read and tells every fault.
pub(super) fn read(text: &RawText, contract: &ExportContract, findings: &mut Findings) -> File {
    let mut file = File { name: text.file.clone(), rows: Vec::new(), unreadable: false };
    let headings: Vec<Vec<&str>> =
        text.records.iter().take(columns::HEADER_ROWS).map(|record| record.fields().collect()).collect();
    let (header, columns) = match columns::find(&headings, contract) {
        Ok(found) => found,
        Err((header, columns)) => {
            let line = text.records.get(header).map_or(1, |record| record.line);
            let found = columns::shown(headings.get(header).map_or(&[], Vec::as_slice));
            findings.add(file.line(line), LedgerProblem::MissingColumns { columns, found });
            file.unreadable = true;
            return file;
        }
    };
    let width = headings[header].len();
    let mut codes = Codes::default();
    let mut faulty: u64 = 0;
    for record in &text.records[header + 1..] {
        let mut faults = Findings::default();
        match row(record, width, &columns, contract, &mut codes, &file, &mut faults) {
            Some(row) => file.rows.push(row),
            None => faulty += 1,
        }
        if faulty <= columns::ROWS_TOLD {
            findings.extend(faults);
        }
    }
    file.unreadable = faulty > 0;
    if faulty > columns::ROWS_TOLD {
        let rows = faulty - columns::ROWS_TOLD;
        findings.add(Place::File { file: file.name.clone() }, LedgerProblem::MoreRows { rows });
    }
    file
}

fn row(
    record: &RawRecord,
    width: usize,
    columns: &Columns,
    contract: &ExportContract,
    codes: &mut Codes,
    file: &File,
    findings: &mut Findings,
) -> Option<Booked> {
    let too_many = record.fields().skip(width).any(|field| !field.trim().is_empty());
    if record.len() < width || too_many {
        let problem = LedgerProblem::UnreadableRow { expected: width, found: record.len() };
        findings.add(file.line(record.line), problem);
        return None;
    }
    booked(record, columns, contract, codes, file, findings)
}

fn booked(
    record: &RawRecord,
    columns: &Columns,
    contract: &ExportContract,
    codes: &mut Codes,
    file: &File,
    findings: &mut Findings,
) -> Option<Booked> {
    let field = |field| columns.index(field).and_then(|at| record.get(at)).unwrap_or_default().trim();
    let place = |field| Place::Line {
        file: file.name.clone(),
        line: u64::from(record.line),
        column: contract.column(field).map(Arc::from),
    };
    let amount = amount::read(field(ExportField::Amount), contract);
    if amount.is_none() {
        let found = field(ExportField::Amount).to_string();
        findings.add(place(ExportField::Amount), LedgerProblem::NotAnAmount { found });
    }
    let period = LedgerPeriod::parse(field(ExportField::Period));
    if period.is_none() {
        let found = field(ExportField::Period).to_string();
        findings.add(place(ExportField::Period), LedgerProblem::NotAPeriod { found });
    }
    Some(Booked {
        ansvar: codes.code(field(ExportField::Ansvar)),
        account: codes.code(field(ExportField::Account)),
        project: codes.code(field(ExportField::Project)),
        counterpart: codes.code(field(ExportField::Counterpart)),
        period: period?,
        voucher: codes.code(field(ExportField::Voucher)),
        amount: amount?,
        line: record.line,
    })
}

/// The same code is one allocation, however many rows have it. Only looked up, never listed.
#[derive(Default)]
struct Codes(HashMap<Box<str>, Code>);

impl Codes {
    fn code(&mut self, text: &str) -> Code {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let code = Code::new(text);
        self.0.insert(Box::from(text), code.clone());
        code
    }
}
