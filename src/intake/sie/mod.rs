//! SIE files as rows of the ledger. A year's months are taken from vouchers when any file has them, else from
//! `#PSALDO`; the opening from `#IB`. All other balances are held against these, never added.

mod balances;
mod budget;
mod checks;
mod outline;
mod rows;
mod sums;
mod teller;
mod understand;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::ExportField;
use crate::domain::sie::{SieRecordKind, SieSource};
use crate::finding::{BooksProblem, Findings, SieProblem};
use crate::intake::ledger::counterpart;
use crate::raw::RawText;
use crate::raw::sie::{Sie, SieRecord};
use balances::{Convention, Movement};
use rows::Rows;
use teller::Teller;
use understand::{Understood, understand};

pub use budget::budget;
pub use outline::{Dimension, Outline, outline};
pub use sums::{Sums, sums};

/// The rows of all SIE files, one table a file.
#[derive(Clone, Debug, Default)]
pub struct Read {
    pub texts: Vec<RawText>,
    /// `#TRANS` as they were counted when the file was cut, and as they are handed on.
    pub handed: Vec<Handed>,
    pub findings: Findings,
}

/// The two sides of one file's own proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    pub file: String,
    pub cut: (u64, Money),
    pub given: (u64, Money),
}

pub fn read(files: &[Sie], registers: &Registers) -> Read {
    let understood: Vec<Understood> = files.iter().map(understand).collect();
    let moved = Moved::of(&understood);
    let mut owners = Owners::default();
    let mut read = Read::default();
    for (sie, own) in files.iter().zip(&understood) {
        let mut told = Teller::new(&sie.file);
        read.findings.extend(own.findings.clone());
        let mut rows = Rows::new(&sie.file, registers);
        let mut used = Used::default();
        for row in &own.rows {
            rows.voucher_row(row);
            *used.vouchers.entry(row.period().year).or_default() += 1;
        }
        let given = rows.given();
        for (year, content) in &own.years {
            if !moved.has(*year) && !content.period_balances.is_empty() {
                used.balances(*year, own, content, &mut owners, &mut rows, &mut told);
            }
        }
        for (year, content) in own.years.iter().filter(|(_, content)| !content.opening.is_empty()) {
            let has_months = moved.has(*year) || used.periods.contains_key(year);
            if has_months && owners.opening(*year, own, content, &mut told) {
                rows.opening(*year, content);
                used.openings.push(*year);
            }
        }
        if !own.findings.has_fault() {
            checks::against_balances(own, &moved, &mut told);
        }
        used.tell(own, budget::is_asked(sie, registers), &mut told);
        if let Some(problem) = unread_counterpart(sie, registers) {
            told.of_file(problem);
        }
        read.findings.extend(told.into_findings());
        if !own.findings.has_fault() {
            let cut = (sie.counted.rows, sie.counted.sum);
            read.handed.push(Handed { file: sie.file.to_string(), cut, given });
        }
        read.texts.push(rows.into_text());
    }
    read
}

/// The dimension of counterparts by its name, when rows have it and the profile does not.
fn unread_counterpart(sie: &Sie, registers: &Registers) -> Option<BooksProblem> {
    let read = registers.sie.dimensions_of(ExportField::Counterpart);
    let named = |record: &&SieRecord| {
        matches!(record.label(), "DIM" | "UNDERDIM") && counterpart::is_named(record.field(1))
    };
    let used = |record: &&SieRecord| {
        sie.records.iter().any(|row| row.objects().any(|(number, _)| number == record.field(0)))
    };
    let dimension = sie.records.iter().filter(named).find(used).filter(|_| read.is_empty())?;
    Some(BooksProblem::CounterpartUnread {
        profile: registers.sie.contract.profile.clone(),
        name: dimension.field(1).to_string(),
        dimension: Some(dimension.field(0).to_string()),
    })
}

/// Σ of all vouchers by account and month, whichever files they stand in.
struct Moved<'a>(BTreeMap<LedgerPeriod, BTreeMap<&'a str, Money>>);

impl<'a> Moved<'a> {
    fn of(files: &[Understood<'a>]) -> Moved<'a> {
        let mut moved: BTreeMap<LedgerPeriod, BTreeMap<&'a str, Money>> = BTreeMap::new();
        for row in files.iter().flat_map(|file| &file.rows) {
            *moved.entry(row.period()).or_default().entry(row.account).or_default() += row.amount;
        }
        Moved(moved)
    }

    fn has(&self, year: i32) -> bool {
        self.0.keys().any(|period| period.year == year)
    }

    /// Σ by account through a month of a year.
    fn through(&self, year: i32, last: u8) -> BTreeMap<&'a str, Money> {
        let mut sums = BTreeMap::new();
        for (_, accounts) in self.0.iter().filter(|(period, _)| period.year == year && period.number <= last)
        {
            for (account, amount) in accounts {
                *sums.entry(*account).or_default() += *amount;
            }
        }
        sums
    }

    fn of_month(&self, account: &str, period: LedgerPeriod) -> Money {
        self.0.get(&period).and_then(|accounts| accounts.get(account)).copied().unwrap_or_default()
    }

    fn periods(&self) -> impl Iterator<Item = (&'a str, LedgerPeriod)> {
        self.0.iter().flat_map(|(period, accounts)| accounts.keys().map(|account| (*account, *period)))
    }
}

/// Σ by account and month.
type Months<'a> = BTreeMap<(&'a str, LedgerPeriod), Money>;

/// Which file gave the opening and the months of a year: another that says the same gives nothing, one that says
/// otherwise is told.
#[derive(Default)]
struct Owners<'a> {
    openings: BTreeMap<i32, (&'a str, BTreeMap<&'a str, Money>)>,
    months: BTreeMap<i32, (&'a str, Months<'a>)>,
}

impl<'a> Owners<'a> {
    fn opening(
        &mut self,
        year: i32,
        own: &Understood<'a>,
        content: &understand::Year<'a>,
        told: &mut Teller,
    ) -> bool {
        let mut sums: BTreeMap<&str, Money> = BTreeMap::new();
        for (record, amount) in &content.opening {
            *sums.entry(record.field(1)).or_default() += *amount;
        }
        sums.retain(|_, amount| !amount.is_zero());
        first(&mut self.openings, year, own.file, sums, SieRecordKind::Opening, told)
    }

    fn months(&mut self, year: i32, own: &Understood<'a>, mut sums: Months<'a>, told: &mut Teller) -> bool {
        sums.retain(|_, amount| !amount.is_zero());
        first(&mut self.months, year, own.file, sums, SieRecordKind::PeriodBalance, told)
    }
}

fn first<'a, T: PartialEq>(
    owners: &mut BTreeMap<i32, (&'a str, T)>,
    year: i32,
    file: &'a str,
    sums: T,
    record: SieRecordKind,
    told: &mut Teller,
) -> bool {
    match owners.get(&year) {
        None => {
            owners.insert(year, (file, sums));
            true
        }
        Some((other, theirs)) => {
            if *theirs != sums {
                told.of_file(SieProblem::FilesDiffer { record, other: other.to_string(), year });
            }
            false
        }
    }
}

/// What is read from one file.
#[derive(Default)]
struct Used {
    vouchers: BTreeMap<i32, u64>,
    periods: BTreeMap<i32, u64>,
    /// Years whose months another file has given, with the same sums.
    repeated: BTreeSet<i32>,
    openings: Vec<i32>,
    /// A year's balances fit no reading, which is told.
    unfit: bool,
}

impl Used {
    fn balances<'a>(
        &mut self,
        year: i32,
        own: &Understood<'a>,
        content: &understand::Year<'a>,
        owners: &mut Owners<'a>,
        rows: &mut Rows,
        told: &mut Teller,
    ) {
        let list = &content.period_balances;
        let movement = Movement::of_balances(content);
        let parts = balances::convention(list, &movement, year).and_then(|convention: Convention| {
            Ok((balances::totals(list, convention), balances::parts(list, convention, rows.registers())?))
        });
        match parts {
            Err(problem) => {
                self.unfit = true;
                told.of_file(problem);
            }
            Ok((totals, parts)) => {
                if owners.months(year, own, totals, told) {
                    self.periods.insert(year, parts.len() as u64);
                    parts.iter().for_each(|part| rows.balance_part(part));
                } else {
                    self.repeated.insert(year);
                }
            }
        }
    }

    /// `budget`: the file is read for that too.
    fn tell(&self, own: &Understood, budget: bool, told: &mut Teller) {
        let vouchers = self.vouchers.iter().map(|(year, rows)| (*year, SieSource::Vouchers, *rows));
        let periods = self.periods.iter().map(|(year, rows)| (*year, SieSource::PeriodBalances, *rows));
        let years: Vec<_> = vouchers.chain(periods).collect();
        let any_months = own.years.values().any(|year| !year.period_balances.is_empty());
        if years.is_empty() && !any_months && !own.findings.has_fault() {
            if !budget {
                told.of_file(SieProblem::NoMonths);
            }
        } else if !(own.findings.has_fault() || years.is_empty() && self.unfit) {
            told.of_file(SieProblem::Used { years, openings: self.openings.clone() });
        }
    }
}
