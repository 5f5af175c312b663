//! The cube: every sum a report can ask for, rolled up once from the facts.

use std::collections::{BTreeMap, BTreeSet};

use super::given::{self, GivenKey};
use super::lookup::{bases, belongs, scopes};
use crate::domain::code::Code;
use crate::domain::fact::Facts;
use crate::domain::money::Money;
use crate::domain::period::{LedgerPeriod, Month};
use crate::domain::query::{Basis, FactQuery, Pick, Query};
use crate::domain::registers::Registers;
use crate::domain::submission::Submission;

/// What a sum is of: content, organisation node (`None` = the municipality), basis.
pub type SumKey = (Pick, Option<Code>, Basis);

/// Sums by key, then by period and internal/external.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cube {
    sums: BTreeMap<SumKey, BTreeMap<(LedgerPeriod, bool), Money>>,
    given: BTreeMap<GivenKey, Money>,
}

impl Cube {
    /// Rolls the facts up over organisation and content; beside them what registers and the period's answers give.
    pub fn roll_up(facts: &Facts, registers: &Registers, answers: &[Submission]) -> Cube {
        let mut cube = Cube { given: given::amounts(registers, answers), ..Cube::default() };
        for (key, amount) in facts.iter() {
            let belongs = belongs(registers, &key.subject, key.period);
            let scopes = scopes(registers, belongs.unit.as_ref());
            for pick in &belongs.picks {
                for scope in &scopes {
                    for basis in bases(&key.measure) {
                        let sums = cube.sums.entry((pick.clone(), scope.clone(), basis)).or_default();
                        *sums.entry((key.period, belongs.internal)).or_default() += amount;
                    }
                }
            }
        }
        cube
    }

    /// The value of a query; `None` when nothing is known about it (absent is not zero).
    pub fn value(&self, query: &Query) -> Option<Money> {
        match query {
            Query::Facts(query) => self.sum(query),
            Query::Counted { .. } => None,
            Query::Given { table, row, column } => {
                self.given.get(&(table.clone(), row.clone(), column.clone())).copied()
            }
            Query::Net { plus, minus } => {
                let plus: Vec<Money> = plus.iter().filter_map(|part| self.value(part)).collect();
                let minus: Vec<Money> = minus.iter().filter_map(|part| self.value(part)).collect();
                let known = !plus.is_empty() || !minus.is_empty();
                known.then(|| plus.into_iter().sum::<Money>() - minus.into_iter().sum::<Money>())
            }
        }
    }

    fn sum(&self, query: &FactQuery) -> Option<Money> {
        let sums = self.sums.get(&(query.pick.clone(), query.org.clone(), query.basis.clone()))?;
        let mut known = false;
        let mut total = Money::ZERO;
        for ((period, internal), amount) in sums {
            let asked = query.internal.is_none_or(|only| only == *internal);
            known |= asked && period.year == query.span.year;
            if asked && query.span.contains(*period) {
                total += *amount;
            }
        }
        known.then_some(total)
    }

    /// The sums themselves, for a mutation test to alter.
    pub fn sums_mut(&mut self) -> &mut BTreeMap<SumKey, BTreeMap<(LedgerPeriod, bool), Money>> {
        &mut self.sums
    }

    /// The later budget decisions of a year, in order.
    pub fn decisions(&self, year: i32) -> BTreeSet<&Code> {
        let of_year =
            |sums: &BTreeMap<(LedgerPeriod, bool), Money>| sums.keys().any(|(period, _)| period.year == year);
        let found = self.sums.iter().filter_map(|((_, org, basis), sums)| match basis {
            Basis::BudgetDecision(decision) if org.is_none() && of_year(sums) => Some(decision),
            _ => None,
        });
        found.collect()
    }

    /// The months of a year, before the month itself, in which forecasts of it were given.
    pub fn forecasts(&self, before: Month) -> BTreeSet<Month> {
        let given = self.sums.keys().filter_map(|(_, org, basis)| match basis {
            Basis::Forecast { given } if org.is_none() => Some(*given),
            _ => None,
        });
        given.filter(|given| given.year == before.year && *given < before).collect()
    }

    /// The content keys that have sums on a node in a basis, in order.
    pub fn picks_on(&self, org: Option<&Code>, basis: &Basis) -> impl Iterator<Item = &Pick> {
        let here = self.sums.keys().filter(move |(_, on, of)| on.as_ref() == org && of == basis);
        here.map(|(pick, _, _)| pick)
    }
}
