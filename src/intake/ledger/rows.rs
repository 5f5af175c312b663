//! The rows of a ledger file: its header found, its fields read by the contract.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, ExportField};
use crate::finding::{Findings, LedgerProblem, Place};
use crate::intake::columns;
use crate::intake::{amount, control};
use crate::raw::{Batch, Record};

/// What the header row says of the rows of a file.
pub(super) struct Header<'c> {
    pub contract: &'c ExportContract,
    pub ansvar: Option<usize>,
    pub account: Option<usize>,
    pub project: Option<usize>,
    pub counterpart: Option<usize>,
    pub period: Option<usize>,
    pub voucher: Option<usize>,
    pub date: Option<usize>,
    pub text: Option<usize>,
    amount: Option<usize>,
    width: usize,
    /// The first row of postings in the first piece.
    first: usize,
    /// As the left side has found it, by its own code.
    pub left: Option<control::Positions>,
}

/// Finds the header in the first piece of a file; all missing columns are told together.
pub(super) fn header<'c>(
    batch: &Batch,
    registers: &'c Registers,
    findings: &mut Findings,
) -> Option<Header<'c>> {
    // The register reader demands the profile.
    let contract = registers.contract_for(&batch.file)?;
    let headings: Vec<Vec<_>> =
        batch.records().take(columns::HEADER_ROWS).map(|record| record.texts().collect()).collect();
    match columns::find(&headings, contract) {
        Ok((at, columns)) => {
            let [ansvar, account, project, counterpart, period, voucher, date, text, amount] = [
                ExportField::Ansvar,
                ExportField::Account,
                ExportField::Project,
                ExportField::Counterpart,
                ExportField::Period,
                ExportField::Voucher,
                ExportField::Date,
                ExportField::Text,
                ExportField::Amount,
            ]
            .map(|field| columns.index(field));
            let (width, first, left) = (headings[at].len(), at + 1, control::positions(batch, contract));
            Some(Header {
                contract,
                ansvar,
                account,
                project,
                counterpart,
                period,
                voucher,
                date,
                text,
                amount,
                width,
                first,
                left,
            })
        }
        Err((header, columns)) => {
            let line = batch.line(header, &mut Default::default());
            let found = columns::shown(headings.get(header).map_or(&[], Vec::as_slice));
            let place = Place::Line { file: batch.file.clone(), line: u64::from(line), column: None };
            findings.add(place, LedgerProblem::MissingColumns { columns, found });
            None
        }
    }
}

impl Header<'_> {
    /// The rows of a piece that hold postings, by their place in it.
    pub fn postings(&self, batch: &Batch) -> std::ops::Range<usize> {
        let first = if batch.number == 0 { self.first } else { 0 };
        first.min(batch.len())..batch.len()
    }

    /// A row with as many fields as the header; blank ones may follow.
    pub fn fits(&self, record: Record) -> bool {
        let beyond = || (self.width..record.len()).any(|field| !record.text(field).trim().is_empty());
        record.len() == self.width || record.len() > self.width && !beyond()
    }

    pub fn misfit(&self, record: Record) -> LedgerProblem {
        LedgerProblem::UnreadableRow { expected: self.width, found: record.len() }
    }

    /// Amounts as most are written are read from their bytes; all others, and those with a fault, as text.
    pub fn amount(&self, record: Record) -> Option<Money> {
        let field = self.amount?;
        let plain = amount::plain(record.bytes(field), self.contract);
        plain.or_else(|| amount::read(record.text(field).trim(), self.contract))
    }

    /// Why a row's amount or period cannot be read.
    pub fn faults(&self, record: Record, file: &Arc<str>, line: u32, findings: &mut Findings) {
        let text = |field: Option<usize>| {
            field.map(|field| record.text(field).trim().to_string()).unwrap_or_default()
        };
        let place = |field| Place::Line {
            file: file.clone(),
            line: u64::from(line),
            column: self.contract.column(field).map(Arc::from),
        };
        if self.amount(record).is_none() {
            let found = text(self.amount);
            findings.add(place(ExportField::Amount), LedgerProblem::NotAnAmount { found });
        }
        if LedgerPeriod::parse(&text(self.period)).is_none() {
            let found = text(self.period);
            findings.add(place(ExportField::Period), LedgerProblem::NotAPeriod { found });
        }
    }
}

/// The periods of a ledger by the bytes they are written with.
#[derive(Default)]
pub(super) struct Periods(FxHashMap<Box<[u8]>, LedgerPeriod>);

impl Periods {
    pub fn read(&mut self, record: Record, field: Option<usize>) -> Option<LedgerPeriod> {
        let field = field?;
        let written = record.written(field);
        if let Some(period) = self.0.get(written) {
            return Some(*period);
        }
        let period = LedgerPeriod::parse(record.text(field).trim())?;
        self.0.insert(Box::from(written), period);
        Some(period)
    }
}
