//! Last year's season: how the outcome of a unit's cost type fell on the months of the last whole year.
//!
//! The rule: a month weighs as much as its outcome, closing entries (period 13) with December; a month whose outcome has
//! the other sign than the year's weighs nothing. A unit and cost type without outcome has no season.

use std::collections::BTreeMap;

use super::spread::Weights;
use crate::domain::account::{CostType, is_balance};
use crate::domain::code::Code;
use crate::domain::fact::{Facts, Measure, Subject};
use crate::domain::money::Money;
use crate::domain::period::Month;
use crate::domain::registers::Registers;

/// The outcome by month of the year that seasons are taken from.
pub(super) struct Seasons {
    pub year: i32,
    months: BTreeMap<(Code, CostType), [Money; 12]>,
}

impl Seasons {
    /// The last whole year is the one before that of the period.
    pub fn of(outcome: &Facts, registers: &Registers, period: Month) -> Seasons {
        let year = period.year - 1;
        let mut months: BTreeMap<(Code, CostType), [Money; 12]> = BTreeMap::new();
        for (key, amount) in outcome.iter() {
            let Subject::Coded { ansvar, account, project: None, internal } = &key.subject else { continue };
            let booked = key.measure == Measure::Outcome && key.period.year == year;
            if !booked || key.period.is_opening() {
                continue;
            }
            if let Some(place) = place(registers, ansvar, account, *internal, key.period.month()) {
                let month = usize::from(key.period.month().month - 1);
                months.entry(place).or_default()[month] += amount;
            }
        }
        Seasons { year, months }
    }

    /// The season that a budget row follows, by its unit and cost type in the budget's year.
    pub fn weights(
        &self,
        registers: &Registers,
        (ansvar, account, internal): (&Code, &Code, bool),
        year: i32,
    ) -> Option<Weights> {
        let mut in_year = (1..=12).filter_map(|month| Month::new(year, month));
        let place = in_year.find_map(|month| place(registers, ansvar, account, internal, month))?;
        let months = self.months.get(&place)?;
        let total: Money = months.iter().copied().sum();
        let with_the_year = |month: Money| month.ore().signum() == total.ore().signum();
        let weights = months.map(|month| if with_the_year(month) { month.abs().ore() } else { 0 });
        weights.iter().any(|weight| *weight > 0).then_some(weights)
    }
}

/// The unit and cost type of a code string.
fn place(
    registers: &Registers,
    ansvar: &Code,
    account: &Code,
    internal: bool,
    month: Month,
) -> Option<(Code, CostType)> {
    if is_balance(account) {
        return None;
    }
    let unit = registers.org.of_ansvar(ansvar, month)?;
    let row = registers.accounts.row(account, internal, month.year)?;
    Some((unit.code.clone(), row.cost_type.clone()?))
}
