//! The rows of a ledger file: its header found, its rows told apart, their fields read by the contract.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::counterpart;
use crate::domain::exact::Exact;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, ExportField, PeriodForm, SEPARATORS};
use crate::finding::{Findings, LedgerProblem, Place};
use crate::intake::amount::{self, Misread};
use crate::intake::cells::Fields;
use crate::intake::columns::{self, Columns};
use crate::intake::row_kind::{RowKind, RowKinds};
use crate::intake::{control, period};
use crate::raw::{Batch, Encoding, Record};

/// What the header row says of the rows of a file.
pub(super) struct Header<'c> {
    pub contract: &'c ExportContract,
    pub ansvar: Option<usize>,
    pub account: Option<usize>,
    pub project: Option<usize>,
    pub counterpart: Option<usize>,
    pub voucher: Option<usize>,
    pub date: Option<usize>,
    pub text: Option<usize>,
    /// The column of the periods, or of the dates that stand for them.
    period: (ExportField, Option<usize>),
    amount: Amount,
    kinds: RowKinds,
    width: usize,
    /// The first row below the headings in the first piece.
    first: usize,
    /// As the left side has found it, by its own code.
    pub left: Option<control::Positions>,
}

/// Where a row's amount stands.
#[derive(Clone, Copy)]
enum Amount {
    One(Option<usize>),
    /// Debit less credit.
    Sides(Option<usize>, Option<usize>),
}

/// What a row is found to be.
pub(super) enum Row {
    Posting(LedgerPeriod, Exact),
    /// Counted and told, never summed; the amount is that of a total.
    LeftOut(RowKind, Exact),
    Faulty,
}

/// What is wrong with a row, and the heading of the column it stands in.
pub(super) type Fault = (Option<Arc<str>>, LedgerProblem);

/// Finds the header in the first piece of a file; all missing columns are told together.
pub(super) fn header<'c>(
    batch: &Batch,
    registers: &'c Registers,
    findings: &mut Findings,
) -> Option<Header<'c>> {
    // The register reader demands the profile.
    let contract = registers.contract_for(&batch.file)?;
    let headings: Vec<Vec<Cow<str>>> =
        batch.records().take(columns::HEADER_ROWS).map(|record| record.texts().collect()).collect();
    let found = columns::find(&headings, contract);
    let row = headings.get(found.row).map_or([].as_slice(), Vec::as_slice);
    let doubled = columns::doubled(row, contract);
    let whole = found.missing.is_empty() && doubled.is_empty();
    let problems: Vec<LedgerProblem> = if found.missing.is_empty() {
        let doubled =
            doubled.into_iter().map(|(heading, columns)| LedgerProblem::DoubledColumn { heading, columns });
        doubled.chain(without(&found, row, contract)).collect()
    } else {
        vec![not_a_header(&found, &headings, contract)]
    };
    if let Some(problem) = counterpart::unread(row.iter().map(AsRef::as_ref), contract).filter(|_| whole) {
        findings.add(Place::File { file: batch.file.clone() }, problem);
    }
    let line = batch.get(found.row).map_or(1, Record::line);
    for problem in problems {
        let place = Place::Line { file: batch.file.clone(), line: u64::from(line), column: None };
        findings.add(place, problem);
    }
    whole.then(|| Header::new(contract, &found, row, control::positions(batch, contract)))
}

/// Columns that the file may be without, and is.
fn without(header: &columns::Header, row: &[Cow<str>], contract: &ExportContract) -> Option<LedgerProblem> {
    let (columns, found) = (header.without.clone(), columns::shown(row));
    let profile = contract.profile.clone();
    (!columns.is_empty()).then_some(LedgerProblem::WithoutColumns { columns, found, profile })
}

/// Why the needed columns are not found: the file has another separator than its profile, or lacks them.
fn not_a_header(
    header: &columns::Header,
    rows: &[Vec<Cow<str>>],
    contract: &ExportContract,
) -> LedgerProblem {
    let profile = contract.profile.clone();
    for found in SEPARATORS.into_iter().filter(|one| *one != contract.separator) {
        let split = |row: &Vec<Cow<str>>| {
            let line = row.join(&*char::from(contract.separator).to_string());
            line.split(char::from(found)).map(|field| field.trim_matches('"').to_string()).collect()
        };
        let rows: Vec<Vec<String>> = rows.iter().map(split).collect();
        if columns::find(&rows, contract).missing.is_empty() {
            return LedgerProblem::OtherSeparator { found, expected: contract.separator, profile };
        }
    }
    let others = header.without.iter().map(|(_, heading)| heading.clone()).collect();
    let found = columns::shown(rows.get(header.row).map_or(&[], Vec::as_slice));
    LedgerProblem::MissingColumns { columns: header.missing.clone(), others, found, profile }
}

impl<'c> Header<'c> {
    fn new(
        contract: &'c ExportContract,
        found: &columns::Header,
        row: &[Cow<str>],
        left: Option<control::Positions>,
    ) -> Header<'c> {
        let columns: &Columns = &found.columns;
        let at = |field| columns.index(field);
        let time = contract.column(ExportField::Period).map_or(ExportField::Date, |_| ExportField::Period);
        let amount = match contract.column(ExportField::Amount) {
            Some(_) => Amount::One(at(ExportField::Amount)),
            None => Amount::Sides(at(ExportField::Debit), at(ExportField::Credit)),
        };
        Header {
            contract,
            ansvar: at(ExportField::Ansvar),
            account: at(ExportField::Account),
            project: at(ExportField::Project),
            counterpart: at(ExportField::Counterpart),
            voucher: at(ExportField::Voucher),
            date: at(ExportField::Date),
            text: at(ExportField::Text),
            period: (time, at(time)),
            amount,
            kinds: RowKinds::new(row, columns),
            width: row.len(),
            first: found.row + 1,
            left,
        }
    }

    /// Where the codes stand that decide what a row is booked on.
    pub fn codes(&self) -> Fields {
        [self.ansvar, self.account, self.project, self.counterpart]
    }

    /// The place of the headings in the first piece.
    pub fn headings(&self) -> usize {
        self.first - 1
    }

    /// A row's period as it is written.
    pub fn period_text(&self, record: Record) -> String {
        self.written(record, self.period.1)
    }

    /// The fields of a row with another period and amount in their places, as the contract reads them.
    pub fn rewritten(&self, fields: &[String], period: &str, amount: Exact) -> Vec<String> {
        let mut fields = fields.to_vec();
        let mut put = |at: Option<usize>, text: String| {
            if let Some(field) = at.and_then(|at| fields.get_mut(at)) {
                *field = text;
            }
        };
        put(self.period.1, period.to_string());
        match self.amount {
            Amount::One(at) => put(at, amount::written(amount, self.contract)),
            Amount::Sides(debit, credit) => {
                let (side, other) = if amount < Exact::ZERO { (credit, debit) } else { (debit, credit) };
                let size = if amount < Exact::ZERO { -amount } else { amount };
                put(side, amount::written(size, self.contract));
                put(other, String::new());
            }
        }
        fields
    }

    /// The rows of a piece below the headings, by their place in it.
    pub fn below(&self, batch: &Batch) -> std::ops::Range<usize> {
        let first = if batch.number == 0 { self.first } else { 0 };
        first.min(batch.len())..batch.len()
    }

    /// Reads a row. Nearly all are read from their bytes, without their texts.
    pub fn row(&self, record: Record, periods: &mut Periods) -> Row {
        if self.fits(record)
            && let Some(amount) = self.plain(record)
            && let Some(period) = periods.read(record, self)
            && self.kinds.is_plainly_posting(|at| record.bytes(at), record.len())
        {
            return Row::Posting(period, amount);
        }
        match self.kind(record) {
            RowKind::Posting if !self.fits(record) => Row::Faulty,
            RowKind::Posting => match (self.amount(record, false), periods.read(record, self)) {
                (Ok(amount), Some(period)) => Row::Posting(period, amount),
                _ => Row::Faulty,
            },
            kind @ RowKind::Total { .. } => {
                self.amount(record, true).map_or(Row::Faulty, |amount| Row::LeftOut(kind, amount))
            }
            kind => Row::LeftOut(kind, Exact::ZERO),
        }
    }

    fn kind(&self, record: Record) -> RowKind {
        let texts: Vec<Cow<str>> = record.texts().collect();
        let cell = |at: usize| texts.get(at).map_or("", |text| text.as_ref());
        match self.kinds.of(cell, texts.len()) {
            // A row that is cut short in its middle would pass for a text.
            RowKind::Text if !self.fits(record) && self.account.is_some_and(|at| is_number(cell(at))) => {
                RowKind::Posting
            }
            kind => kind,
        }
    }

    /// A row with as many fields as the header; blank ones may follow.
    fn fits(&self, record: Record) -> bool {
        let beyond = || (self.width..record.len()).any(|field| !record.text(field).trim().is_empty());
        record.len() == self.width || record.len() > self.width && !beyond()
    }

    /// An amount as most are written.
    fn plain(&self, record: Record) -> Option<Exact> {
        let read = |at: usize| amount::plain(record.bytes(at), self.contract).map(Exact::from);
        match self.amount {
            Amount::One(at) => read(at?),
            Amount::Sides(debit, credit) => match (record.bytes(debit?), record.bytes(credit?)) {
                (_, b"") => read(debit?),
                (b"", _) => read(credit?).map(|credit| -credit),
                _ => None,
            },
        }
    }

    /// A row's amount in the file's sign. Only a total has sums on both sides.
    fn amount(&self, record: Record, total: bool) -> Result<Exact, Fault> {
        let (debit, credit) = match self.amount {
            Amount::One(at) => return self.read_amount(record, ExportField::Amount, at),
            Amount::Sides(debit, credit) => (debit, credit),
        };
        let side = |field, at: Option<usize>| match self.written(record, at) {
            empty if empty.is_empty() => Ok(None),
            _ => self.read_amount(record, field, at).map(Some),
        };
        match (side(ExportField::Debit, debit)?, side(ExportField::Credit, credit)?) {
            (None, None) => self.read_amount(record, ExportField::Debit, debit),
            (Some(a), Some(b)) if !total && !a.is_zero() && !b.is_zero() => {
                let (debit, credit) = (self.written(record, debit), self.written(record, credit));
                Err((self.heading(ExportField::Debit), LedgerProblem::BothSides { debit, credit }))
            }
            (debit, credit) => Ok(debit.unwrap_or_default() - credit.unwrap_or_default()),
        }
    }

    fn read_amount(&self, record: Record, field: ExportField, at: Option<usize>) -> Result<Exact, Fault> {
        let found = self.written(record, at);
        amount::exact(&found, self.contract).map_err(|why| {
            let profile = self.contract.profile.clone();
            let problem = match why {
                Misread::NotANumber => LedgerProblem::NotAnAmount { found, profile },
                Misread::Unclear(readings) => LedgerProblem::UnclearAmount { found, readings },
            };
            (self.heading(field), problem)
        })
    }

    fn written(&self, record: Record, at: Option<usize>) -> String {
        at.map(|at| record.text(at).trim().to_string()).unwrap_or_default()
    }

    fn heading(&self, field: ExportField) -> Option<Arc<str>> {
        self.contract.column(field).map(Arc::from)
    }

    /// Everything that is wrong with a row; nothing when it can be read.
    pub fn faults(&self, record: Record) -> Vec<Fault> {
        let kind = self.kind(record);
        if kind == RowKind::Posting && !self.fits(record) {
            return vec![(None, LedgerProblem::UnreadableRow { expected: self.width, found: record.len() })];
        }
        let mut faults = Vec::new();
        faults.extend(self.amount(record, kind != RowKind::Posting).err());
        let (field, at) = self.period;
        let found = self.written(record, at);
        if kind == RowKind::Posting && period::read(&found, self.contract.periods).is_none() {
            faults.push((self.heading(field), LedgerProblem::NotAPeriod { found }));
        }
        faults
    }
}

fn is_number(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The periods of a ledger by the bytes they are written with.
#[derive(Default)]
pub(super) struct Periods {
    known: FxHashMap<Box<[u8]>, LedgerPeriod>,
    /// What the bytes mean depends on these.
    of: (PeriodForm, Encoding),
    /// The word that was read last: rows of a period mostly stand together.
    last: Option<(u64, LedgerPeriod)>,
}

impl Periods {
    fn read(&mut self, record: Record, header: &Header) -> Option<LedgerPeriod> {
        let field = header.period.1?;
        let of = (header.contract.periods, record.encoding());
        if self.of != of {
            *self = Periods { of, ..Periods::default() };
        }
        let word = record.word(field);
        if let Some((_, period)) = self.last.filter(|(last, _)| Some(*last) == word) {
            return Some(period);
        }
        let period = self.look_up(record, field, header)?;
        self.last = word.map(|word| (word, period));
        Some(period)
    }

    fn look_up(&mut self, record: Record, field: usize, header: &Header) -> Option<LedgerPeriod> {
        let written = record.written(field);
        if let Some(period) = self.known.get(written) {
            return Some(*period);
        }
        let period = period::read(&record.text(field), header.contract.periods)?;
        self.known.insert(Box::from(written), period);
        Some(period)
    }
}
