//! The decisions behind the budget: a transfer sums to zero, and the rows come to what Budgetbeslut says.

use std::collections::BTreeMap;

use super::row::BudgetRow;
use crate::domain::budget::{BudgetDecision, BudgetKind};
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::Month;
use crate::domain::registers::Registers;
use crate::finding::{BudgetProblem, Findings, Place};

/// A year's decision; the original budget is one whole, whatever its rows call it.
type Key = (i32, BudgetKind, Code);

/// What the rows of a decision come to.
struct Sum {
    rows: u64,
    all: Money,
    result: Money,
    first: Place,
}

#[derive(Default)]
pub(super) struct Decisions(BTreeMap<Key, Sum>);

fn key(year: i32, kind: BudgetKind, decision: &Code) -> Key {
    let decision = if kind == BudgetKind::Original { Code::new("") } else { decision.clone() };
    (year, kind, decision)
}

impl Decisions {
    pub fn add(&mut self, row: &BudgetRow, registers: &Registers) {
        let sum = self.0.entry(key(row.year, row.kind, &row.decision)).or_insert_with(|| Sum {
            rows: 0,
            all: Money::ZERO,
            result: Money::ZERO,
            first: row.account_place.clone(),
        });
        sum.rows += 1;
        sum.all += row.total();
        if row.is_result(registers) {
            sum.result += row.total();
        }
    }

    pub fn tell(&self, listed: &[BudgetDecision], findings: &mut Findings) {
        self.transfers(findings);
        let mut by_key: BTreeMap<Key, Vec<&BudgetDecision>> = BTreeMap::new();
        for decision in listed {
            by_key.entry(key(decision.year, decision.kind, &decision.name)).or_default().push(decision);
        }
        for (key, rows) in &by_key {
            self.against_register(key, rows, findings);
        }
        for ((year, kind, name), sum) in &self.0 {
            let used = listed.iter().any(|decision| decision.year == *year);
            if used && !by_key.contains_key(&(*year, *kind, name.clone())) {
                let (decision, year) = (name.to_string(), *year);
                let problem =
                    BudgetProblem::DecisionNotListed { decision, year, rows: sum.rows, sum: sum.all };
                findings.add(sum.first.clone(), problem);
            }
        }
    }

    /// The decisions that were made after the period and are in its budget all the same.
    pub fn tell_later(&self, listed: &[BudgetDecision], period: Month, findings: &mut Findings) {
        let of_year = listed.iter().filter(|one| one.year == period.year);
        for (decision, date) in of_year.filter_map(|one| Some((one, one.date?))) {
            let counted = self.0.get(&key(decision.year, decision.kind, &decision.name));
            if let Some(sum) = counted.filter(|_| date > period.last_day()) {
                let decision = decision.name.to_string();
                let problem = BudgetProblem::DecisionAfter { decision, date, period, sum: sum.result };
                findings.add(sum.first.clone(), problem);
            }
        }
    }

    fn transfers(&self, findings: &mut Findings) {
        for ((year, kind, name), sum) in &self.0 {
            if *kind == BudgetKind::Transfer && !sum.all.is_zero() {
                let (decision, year, remainder) = (name.to_string(), *year, sum.all);
                findings.add(sum.first.clone(), BudgetProblem::TransferNotZero { decision, year, remainder });
            }
        }
    }

    /// The register's rows of one decision against the files' rows of it. A decision without a sum is only listed.
    fn against_register(&self, key: &Key, rows: &[&BudgetDecision], findings: &mut Findings) {
        let (year, _, name) = key;
        let (decision, year) = (name.to_string(), *year);
        let Some(sum) = self.0.get(key) else {
            findings.add(Place::Folder, BudgetProblem::DecisionWithoutRows { decision, year });
            return;
        };
        let sums: Option<Vec<Money>> = rows.iter().map(|row| row.result).collect();
        let expected = sums.map(|sums| sums.into_iter().sum::<Money>());
        if let Some(expected) = expected.filter(|expected| *expected != sum.result) {
            let found = sum.result;
            let problem = BudgetProblem::DecisionDiffers { decision, year, expected, found };
            findings.add(sum.first.clone(), problem);
        }
    }
}
