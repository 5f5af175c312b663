//! `#PSALDO` as rows by ansvar and month. Two conventions are in use: the row without objects is the account's total
//! and the rows with objects repeat it, or all rows are apart and add up. Which one a file follows is told by
//! arithmetic: by what the accounts changed during the year. What fits neither is a fault.

use std::collections::{BTreeMap, BTreeSet};

use super::understand::{PeriodRow, Year};
use crate::domain::account::is_balance;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::ExportField;
use crate::domain::sie::SieUnfit;
use crate::finding::SieProblem;
use crate::raw::sie::SieRecord;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Convention {
    /// Rows without objects hold everything.
    Total,
    /// All rows add up.
    Apart,
}

/// What each account changed during the year, by records that have no objects; `None` when nothing tells.
pub(super) struct Movement<'a>(Option<BTreeMap<&'a str, Money>>);

impl<'a> Movement<'a> {
    /// By the year's own balances: `#RES`, and `#UB` less `#IB`.
    pub fn of_balances(year: &Year<'a>) -> Movement<'a> {
        if year.closing.is_empty() && year.result.is_empty() {
            return Movement(None);
        }
        let mut moved = year.result.clone();
        for (account, amount) in &year.closing {
            *moved.entry(account).or_default() += *amount;
        }
        for (record, amount) in &year.opening {
            *moved.entry(record.field(1)).or_default() += -*amount;
        }
        Movement(Some(moved))
    }

    pub fn of_rows(moved: BTreeMap<&'a str, Money>) -> Movement<'a> {
        Movement(Some(moved))
    }

    fn of(&self, account: &str) -> Option<Money> {
        self.0.as_ref().map(|moved| moved.get(account).copied().unwrap_or_default())
    }
}

/// The sums of an account: rows without objects, and rows with them.
type Sides<'a> = BTreeMap<&'a str, (Money, Money, bool)>;

fn sides<'a>(rows: &[PeriodRow<'a>]) -> Sides<'a> {
    let mut sides = Sides::new();
    for row in rows {
        let side = sides.entry(row.account).or_default();
        if row.record.has_objects() {
            side.1 += row.amount;
            side.2 = true;
        } else {
            side.0 += row.amount;
        }
    }
    sides
}

/// The convention of a year's rows, or the first account that fits neither.
pub(super) fn convention(
    rows: &[PeriodRow],
    movement: &Movement,
    year: i32,
) -> Result<Convention, SieProblem> {
    let sides = sides(rows);
    let split: Vec<_> = sides.iter().filter(|(_, (_, _, objects))| *objects).collect();
    let fits = |total: bool| {
        split.iter().all(|(account, (plain, objects, _))| {
            movement.of(account) == Some(if total { *plain } else { *plain + *objects })
        })
    };
    if split.is_empty() || fits(true) {
        return Ok(Convention::Total);
    }
    if fits(false) {
        return Ok(Convention::Apart);
    }
    let neither = |(account, (plain, objects, _)): &&(&&str, &(Money, Money, bool))| {
        let moved = movement.of(account);
        moved != Some(*plain) && moved != Some(*plain + *objects)
    };
    let (account, (total, objects, _)) =
        split.iter().find(neither).or(split.first()).copied().ok_or(SieProblem::NoMonths)?;
    let (account, expected) = (account.to_string(), movement.of(account));
    Err(SieProblem::UnclearBalances { account, year, total: *total, objects: *objects, expected })
}

/// Σ by account and month, each amount once.
pub(super) fn totals<'a>(
    rows: &[PeriodRow<'a>],
    convention: Convention,
) -> BTreeMap<(&'a str, LedgerPeriod), Money> {
    let mut totals = BTreeMap::new();
    for row in rows.iter().filter(|row| convention == Convention::Apart || !row.record.has_objects()) {
        *totals.entry((row.account, row.period)).or_default() += row.amount;
    }
    totals
}

/// One row of the ledger made of balances; `record` is where it stands, `objects` whose objects it has.
pub(super) struct Part<'a> {
    pub record: &'a SieRecord,
    pub account: &'a str,
    pub period: LedgerPeriod,
    pub amount: Money,
    pub with_objects: bool,
}

/// The rows by ansvar, and what is left of each account's month without one.
pub(super) fn parts<'a>(
    rows: &[PeriodRow<'a>],
    convention: Convention,
    registers: &Registers,
) -> Result<Vec<Part<'a>>, SieProblem> {
    let part = |row: &PeriodRow<'a>| Part {
        record: row.record,
        account: row.account,
        period: row.period,
        amount: row.amount,
        with_objects: true,
    };
    if convention == Convention::Apart {
        return Ok(rows.iter().map(part).collect());
    }
    let wanted = dimension(rows, registers);
    let has = |record: &SieRecord| {
        wanted.is_some_and(|wanted| record.objects().any(|(number, _)| number == wanted))
    };
    projects_alone(rows, &has, registers)?;
    let mut parts: Vec<Part> = rows.iter().filter(|row| has(row.record)).map(part).collect();
    let mut left = totals(rows, Convention::Total);
    for one in &parts {
        *left.entry((one.account, one.period)).or_default() += -one.amount;
    }
    for ((account, period), amount) in left.into_iter().filter(|(_, amount)| !amount.is_zero()) {
        let here = |row: &&PeriodRow<'a>| (row.account, row.period) == (account, period);
        let plain = rows.iter().filter(here).min_by_key(|row| row.record.has_objects());
        if let Some(row) = plain {
            parts.push(Part { record: row.record, account, period, amount, with_objects: false });
        }
    }
    parts.sort_by_key(|part| part.record.line());
    Ok(parts)
}

/// Rows of one dimension repeat those of another: the first of the ansvar's that the year has rows for is taken.
fn dimension<'r>(rows: &[PeriodRow], registers: &'r Registers) -> Option<&'r str> {
    let there: BTreeSet<&str> =
        rows.iter().flat_map(|row| row.record.objects().map(|(number, _)| number)).collect();
    let wanted = registers.sie.dimensions_of(ExportField::Ansvar);
    wanted.iter().map(String::as_str).find(|number| there.contains(number))
}

/// Costs of an investment project that has no ansvar in the file would pass for drift.
fn projects_alone(
    rows: &[PeriodRow],
    has_ansvar: &impl Fn(&SieRecord) -> bool,
    registers: &Registers,
) -> Result<(), SieProblem> {
    let numbers = registers.sie.dimensions_of(ExportField::Project);
    let alone = rows.iter().filter(|row| !has_ansvar(row.record) && !is_balance(&Code::new(row.account)));
    let objects = alone.flat_map(|row| row.record.objects());
    let projects: BTreeSet<&str> = objects
        .filter(|(number, object)| {
            numbers.iter().any(|own| own == number) && registers.is_investment(&Code::new(object))
        })
        .map(|(_, object)| object)
        .collect();
    if projects.is_empty() {
        return Ok(());
    }
    let projects = projects.into_iter().map(str::to_string).collect();
    Err(SieProblem::Unfit { why: SieUnfit::ProjectsAlone { projects } })
}
