//! `#PBUDGET` as tables of the budget, where the register Exporter asks for it: amounts of months, in debit. What stands
//! without objects beside the same account and month with objects is their total, and not read: it is held against them.

use std::collections::BTreeMap;

use super::rows::Rows;
use super::teller::Teller;
use super::understand::money;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::finding::{Findings, SieProblem};
use crate::raw::RawGrid;
use crate::raw::sie::{Sie, SieRecord};

const LABEL: &str = "PBUDGET";

/// `#PBUDGET 0 202001 5010 {1 "310"} -100.00`
struct Row<'a> {
    record: &'a SieRecord,
    account: &'a str,
    period: LedgerPeriod,
    amount: Money,
}

/// Whether a file's budget is to be read, and it has one.
pub(super) fn is_asked(sie: &Sie, registers: &Registers) -> bool {
    registers.sie.budget && sie.records.iter().any(|record| record.label() == LABEL)
}

/// The budget of the files, in the form of their ledger rows; nothing where it is not asked for.
pub fn budget(files: &[Sie], registers: &Registers) -> (Vec<RawGrid>, Findings) {
    let (mut grids, mut findings) = (Vec::new(), Findings::default());
    for sie in files.iter().filter(|sie| is_asked(sie, registers)) {
        let mut told = Teller::new(&sie.file);
        let records = sie.records.iter().filter(|record| record.label() == LABEL);
        let all: Vec<Option<Row>> = records.map(|record| row(record, &mut told)).collect();
        // With rows that cannot be read, totals would differ from what is left.
        if let Some(all) = all.into_iter().collect() {
            let mut rows = Rows::new(&sie.file, registers);
            for Row { record, account, period, amount } in without_totals(all, &mut told) {
                rows.budgeted(record, account, period, amount);
            }
            grids.push(RawGrid::of_text(&rows.into_text()));
        }
        findings.extend(told.into_findings());
    }
    (grids, findings)
}

fn row<'a>(record: &'a SieRecord, told: &mut Teller) -> Option<Row<'a>> {
    let (written, found) = (record.field(1), record.field(3));
    let period = LedgerPeriod::parse(written).filter(|period| (1..=12).contains(&period.number));
    if period.is_none() {
        let problem = SieProblem::NotAMonth { label: LABEL.to_string(), found: written.to_string() };
        told.fault(record.line(), problem);
    }
    let amount = money(found);
    if amount.is_none() {
        let problem = SieProblem::NotAnAmount { label: LABEL.to_string(), found: found.to_string() };
        told.fault(record.line(), problem);
    }
    Some(Row { record, account: record.field(2), period: period?, amount: amount? })
}

/// The rows that are no totals of others. A total that its parts do not come to is told.
fn without_totals<'a>(rows: Vec<Row<'a>>, told: &mut Teller) -> Vec<Row<'a>> {
    // Σ of the rows without objects and of those with objects.
    let mut sums: BTreeMap<(&str, LedgerPeriod), [Option<Money>; 2]> = BTreeMap::new();
    for row in &rows {
        let sums = sums.entry((row.account, row.period)).or_default();
        *sums[usize::from(row.record.has_objects())].get_or_insert(Money::ZERO) += row.amount;
    }
    for ((account, period), sums) in &sums {
        if let [Some(total), Some(objects)] = *sums
            && total != objects
        {
            let account = (*account).to_string();
            told.difference(SieProblem::UnclearBudget { account, period: *period, total, objects });
        }
    }
    let is_total = |row: &Row| {
        let has_parts = sums.get(&(row.account, row.period)).is_some_and(|[_, objects]| objects.is_some());
        has_parts && !row.record.has_objects()
    };
    rows.into_iter().filter(|row| !is_total(row)).collect()
}
