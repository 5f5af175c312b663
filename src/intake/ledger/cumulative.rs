//! An export whose months hold the year from January on: each month less the one before it, code string by code string.
//! The rows go on as those of a monthly export, so that everything after reads and counts them alike. Opening balances
//! (period 00) stand by themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::rows::{self, Header, Periods, Row};
use crate::domain::exact::Exact;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::finding::{BooksProblem, Findings, Place, Unreadable};
use crate::intake::code_cell;
use crate::raw::{Batch, Batches, Postings, RawRecord, RawText, Record};

/// The file itself, or its months made out of its sums.
pub fn monthly(file: Box<dyn Postings>, registers: &Registers, findings: &mut Findings) -> Box<dyn Postings> {
    let cumulative = registers.contract_for(file.name()).is_some_and(|contract| contract.cumulative);
    let sums = cumulative.then(|| Sums::of(&*file, registers)).flatten();
    // What cannot be read is told when the file is read as it is.
    let Some(sums) = sums else { return file };
    let (records, gone) = sums.months();
    findings.extend(told(&*file, &gone));
    Box::new(Monthly { text: RawText { file: file.name().clone(), records }, of: file })
}

/// The months of a cumulative file. Its rows stand where those of the file stand.
struct Monthly {
    of: Box<dyn Postings>,
    text: RawText,
}

impl Postings for Monthly {
    fn name(&self) -> &Arc<str> {
        self.of.name()
    }

    fn open(&self) -> Result<Box<dyn Batches + '_>, Unreadable> {
        self.text.open()
    }

    fn fingerprint(&self) -> String {
        self.of.fingerprint()
    }

    fn size(&self) -> u64 {
        self.of.size()
    }

    fn place(&self, row: u64, heading: Option<Arc<str>>) -> Place {
        self.of.place(row, heading)
    }

    fn is_told(&self, place: &Place) -> bool {
        self.of.is_told(place)
    }
}

/// A code string as the file carries it.
type Codes = [String; 4];

/// What a code string has in a period, and the first row that says so.
struct Sum {
    amount: Exact,
    line: u32,
    fields: Vec<String>,
}

struct Sums<'r> {
    header: Header<'r>,
    headings: (u32, Vec<String>),
    codes: BTreeMap<Codes, BTreeMap<LedgerPeriod, Sum>>,
    /// How each period of the file is written.
    periods: BTreeMap<LedgerPeriod, String>,
}

/// A code string that a later month of the file is without.
struct Gone {
    codes: Codes,
    period: LedgerPeriod,
    amount: Exact,
    line: u32,
}

impl<'r> Sums<'r> {
    /// `None`: some row has a fault, or the file cannot be read.
    fn of(file: &dyn Postings, registers: &'r Registers) -> Option<Sums<'r>> {
        let mut pieces = file.open().ok()?;
        let mut batch = Batch::default();
        if !pieces.next(&mut batch).ok()? {
            return None;
        }
        let header = rows::header(&batch, registers, &mut Findings::default())?;
        let at = header.headings();
        let headings = batch.get(at).map(|record| (record.line(), texts(record)))?;
        let mut sums = Sums { header, headings, codes: BTreeMap::new(), periods: BTreeMap::new() };
        let mut periods = Periods::default();
        loop {
            sums.take_in(&batch, &mut periods)?;
            if !pieces.next(&mut batch).ok()? {
                return Some(sums);
            }
        }
    }

    fn take_in(&mut self, batch: &Batch, periods: &mut Periods) -> Option<()> {
        for at in self.header.below(batch) {
            let record = batch.get(at)?;
            match self.header.row(record, periods) {
                Row::Posting(period, amount) => self.add(record, period, amount, record.line()),
                Row::LeftOut(..) => {}
                Row::Faulty => return None,
            }
        }
        Some(())
    }

    fn add(&mut self, record: Record, period: LedgerPeriod, amount: Exact, line: u32) {
        let header = &self.header;
        let code = |at: Option<usize>| {
            at.map_or_else(String::new, |at| code_cell::code(&record.text(at)).0.to_string())
        };
        let codes = [header.ansvar, header.account, header.project, header.counterpart].map(code);
        self.periods.entry(period).or_insert_with(|| header.period_text(record));
        let of_code = self.codes.entry(codes).or_default();
        let new = || Sum { amount: Exact::ZERO, line, fields: texts(record) };
        of_code.entry(period).or_insert_with(new).amount += amount;
    }

    /// The rows of the months, from the headings on, and the code strings that are gone from a later month.
    fn months(self) -> (Vec<RawRecord>, Vec<Gone>) {
        let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
        let mut gone = Vec::new();
        for (codes, sums) in &self.codes {
            // What the year has come to so far, and the row that said it last.
            let mut before: Option<(i32, &Sum)> = None;
            for (period, written) in &self.periods {
                let so_far = before.filter(|(year, _)| *year == period.year && !period.is_opening());
                let (last, so_far) =
                    (so_far.map(|(_, sum)| sum), so_far.map_or(Exact::ZERO, |one| one.1.amount));
                let own = sums.get(period);
                let Some(row) = own.or(last.filter(|_| !so_far.is_zero())) else { continue };
                let amount = own.map_or(Exact::ZERO, |sum| sum.amount);
                rows.push((row.line, self.header.rewritten(&row.fields, written, amount - so_far)));
                if own.is_none() {
                    gone.push(Gone { codes: codes.clone(), period: *period, amount: so_far, line: row.line });
                }
                before = own.filter(|_| !period.is_opening()).map(|sum| (period.year, sum));
            }
        }
        rows.sort();
        let records = [self.headings].into_iter().chain(rows);
        let record =
            |(line, fields): (u32, Vec<String>)| RawRecord::new(line, fields.iter().map(String::as_str));
        (records.filter_map(record).collect(), gone)
    }
}

fn texts(record: Record) -> Vec<String> {
    record.texts().map(String::from).collect()
}

/// All that are gone as one finding, where the largest of them stands.
fn told(file: &dyn Postings, gone: &[Gone]) -> Findings {
    let mut findings = Findings::default();
    if let Some(largest) = gone.iter().max_by_key(|one| one.amount.rounded().abs()) {
        let [ansvar, account, ..] = &largest.codes;
        let all: BTreeSet<&Codes> = gone.iter().map(|one| &one.codes).collect();
        let problem = BooksProblem::CumulativeGone {
            codes: all.len() as u64,
            ansvar: ansvar.clone(),
            account: account.clone(),
            period: largest.period,
            amount: largest.amount.rounded(),
        };
        findings.add(file.place(u64::from(largest.line), None), problem);
    }
    findings
}
