//! An export whose months hold the year from January on: each month less the one before it, code string by code string.
//! The rows go on as those of a monthly export, so that everything after reads and counts them alike. Opening balances
//! (period 00) stand by themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::rows::{self, Header, Periods, Row};
use crate::domain::account::is_balance;
use crate::domain::code::Code;
use crate::domain::exact::Exact;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::finding::{BooksProblem, Findings, Place, Unreadable};
use crate::intake::code_cell;
use crate::raw::{Batch, Batches, Postings, RawRecord, RawText, Record};

/// The files themselves, or their months made out of their sums: a profile's files together, for each may hold one month.
pub fn monthly(
    files: Vec<Box<dyn Postings>>,
    registers: &Registers,
    findings: &mut Findings,
) -> Vec<Box<dyn Postings>> {
    let is_cumulative =
        |file: &dyn Postings| registers.contract_for(file.name()).is_some_and(|contract| contract.cumulative);
    // What cannot be read is told when the file is read as it is.
    let sums = |file: &dyn Postings| is_cumulative(file).then(|| Sums::of(file, registers)).flatten();
    let all: Vec<Option<Sums>> = files.iter().map(|file| sums(&**file)).collect();
    let made: Vec<Option<Months>> = (0..files.len())
        .map(|at| {
            let own = all[at].as_ref()?;
            let others = (0..).zip(&all).filter_map(|(place, one)| Some((place, one.as_ref()?)));
            let of_profile = |one: &(usize, &Sums)| one.1.profile() == own.profile();
            Some(own.months(at, &Profile(others.filter(of_profile).collect())))
        })
        .collect();
    stands_still(&files, &all, findings);
    let file = |(file, made): (Box<dyn Postings>, Option<Months>)| -> Box<dyn Postings> {
        let Some(Months { records, gone }) = made else { return file };
        findings.extend(told(&*file, &gone));
        Box::new(Monthly { text: RawText { file: file.name().clone(), records }, of: file })
    };
    files.into_iter().zip(made).map(file).collect()
}

/// The rows of the months, from the headings on, and the code strings that are gone from a later month.
struct Months {
    records: Vec<RawRecord>,
    gone: Vec<Gone>,
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

    fn profile(&self) -> &str {
        &self.header.contract.profile
    }

    fn amount(&self, codes: &Codes, period: LedgerPeriod) -> Option<Exact> {
        self.codes.get(codes)?.get(&period).map(|sum| sum.amount)
    }

    /// Each month less the one before it, which may stand in another file; `at` is the file's place among them.
    fn months(&self, at: usize, profile: &Profile) -> Months {
        let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
        let mut gone = Vec::new();
        let codes: BTreeSet<&Codes> = profile.0.iter().flat_map(|(_, one)| one.codes.keys()).collect();
        for (period, written) in &self.periods {
            let before = profile.before(*period);
            for codes in &codes {
                let so_far = before.map_or(Exact::ZERO, |before| profile.so_far(self, codes, before));
                let own = self.codes.get(*codes).and_then(|sums| sums.get(period));
                if own.is_none() && (so_far.is_zero() || !profile.loses(at, codes, *period, before)) {
                    continue;
                }
                let amount = own.map_or(Exact::ZERO, |sum| sum.amount) - so_far;
                let last = before.and_then(|before| self.codes.get(*codes)?.get(&before));
                let (line, fields) = match own.or(last) {
                    Some(row) => (row.line, row.fields.clone()),
                    None => (self.headings.0, self.fields_of(codes)),
                };
                rows.push((line, self.header.rewritten(&fields, written, amount)));
                if own.is_none() {
                    gone.push(Gone { codes: (*codes).clone(), period: *period, amount: so_far, line });
                }
            }
        }
        rows.sort();
        let records = [self.headings.clone()].into_iter().chain(rows);
        let record =
            |(line, fields): (u32, Vec<String>)| RawRecord::new(line, fields.iter().map(String::as_str));
        Months { records: records.filter_map(record).collect(), gone }
    }

    /// A row with nothing but the codes.
    fn fields_of(&self, codes: &Codes) -> Vec<String> {
        let mut fields = vec![String::new(); self.headings.1.len()];
        for (at, code) in self.header.codes().into_iter().zip(codes) {
            if let Some(field) = at.and_then(|at| fields.get_mut(at)) {
                field.clone_from(code);
            }
        }
        fields
    }
}

/// The files of one profile, by their places.
struct Profile<'a>(Vec<(usize, &'a Sums<'a>)>);

impl Profile<'_> {
    /// The month before a period in the year, in whichever file.
    fn before(&self, period: LedgerPeriod) -> Option<LedgerPeriod> {
        let periods = self.0.iter().flat_map(|(_, one)| one.periods.keys());
        let earlier = |one: &&LedgerPeriod| {
            one.year == period.year && **one < period && !one.is_opening() && !period.is_opening()
        };
        periods.filter(earlier).max().copied()
    }

    /// What a code string had come to: as the file itself has it when it holds that month, else as the others do; of
    /// files that replace each other, the last.
    fn so_far(&self, own: &Sums, codes: &Codes, before: LedgerPeriod) -> Exact {
        if own.periods.contains_key(&before) {
            return own.amount(codes, before).unwrap_or(Exact::ZERO);
        }
        let mut amounts = self.0.iter().filter_map(|(_, one)| one.amount(codes, before));
        match own.header.contract.replaces {
            true => amounts.next_back().unwrap_or(Exact::ZERO),
            false => amounts.sum(),
        }
    }

    /// Whether it is this file that tells that a code string is gone: it held the month before itself, or no file of the
    /// month has the code string, and this is the last of them.
    fn loses(&self, at: usize, codes: &Codes, period: LedgerPeriod, before: Option<LedgerPeriod>) -> bool {
        let of_month = || self.0.iter().filter(|(_, one)| one.periods.contains_key(&period));
        let holds = |one: &Sums| before.is_some_and(|before| one.periods.contains_key(&before));
        let own = self.0.iter().find(|(place, _)| *place == at);
        own.is_some_and(|(_, one)| holds(one))
            || (of_month().all(|(_, one)| one.amount(codes, period).is_none())
                && of_month().next_back().is_some_and(|(place, _)| *place == at))
    }
}

/// With fewer months or accounts a level that stands still may be chance.
const FEWEST: usize = 3;

/// A year that is said to hold sums from January on and does not grow with its months: its months hold themselves alone.
fn stands_still(files: &[Box<dyn Postings>], all: &[Option<Sums>], findings: &mut Findings) {
    let read = || files.iter().zip(all).filter_map(|(file, sums)| Some((file, sums.as_ref()?)));
    let profiles: BTreeSet<&str> = read().map(|(_, sums)| sums.profile()).collect();
    for profile in profiles {
        let own = || read().filter(|(_, sums)| sums.profile() == profile);
        // By year, month and account, of accounts whose sums grow as the year goes.
        let mut sums: BTreeMap<i32, BTreeMap<LedgerPeriod, BTreeMap<&str, Exact>>> = BTreeMap::new();
        for (codes, periods) in own().flat_map(|(_, one)| &one.codes) {
            let months = periods.iter().filter(|(period, _)| (1..=12).contains(&period.number));
            for (period, sum) in months.filter(|_| !is_balance(&Code::new(&codes[1]))) {
                let month = sums.entry(period.year).or_default().entry(*period).or_default();
                *month.entry(codes[1].as_str()).or_default() += sum.amount;
            }
        }
        for months in sums.values() {
            let size = |accounts: &BTreeMap<&str, Exact>| -> Money {
                accounts.values().map(|sum| sum.rounded().abs()).sum()
            };
            let accounts: BTreeSet<&&str> = months.values().flat_map(BTreeMap::keys).collect();
            let (Some((first, small)), Some((last, large))) =
                (months.first_key_value(), months.last_key_value())
            else {
                continue;
            };
            let (small, large, count) = (size(small), size(large), months.len() as i128);
            let enough = months.len() >= FEWEST && accounts.len() >= FEWEST;
            if enough && large.ore() * 2 < small.ore() * count {
                let problem = BooksProblem::NotCumulative { first: (*first, small), last: (*last, large) };
                if let Some((file, _)) = own().next_back() {
                    findings.add(Place::File { file: file.name().clone() }, problem);
                }
            }
        }
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
