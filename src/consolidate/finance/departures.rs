//! Rows of Avsteg that no report prints: their month is neither of a breach nor after one that has ended in its year.

use super::limits::{Tested, test, tried};
use crate::consolidate::cube::Cube;
use crate::domain::finance_policy::{Departure, LimitState, Unprinted};
use crate::domain::period::Month;
use crate::domain::registers::Registers;
use crate::finding::{Findings, Place, RegisterProblem};

/// Each such row up to the period. What is written for a later period of Tidplan is not tried yet.
pub fn check(registers: &Registers, cube: &Cube, period: Month) -> Findings {
    let mut findings = Findings::default();
    for row in &registers.finances.departures {
        let Some(why) = unprinted(registers, cube, row, period) else { continue };
        let column = if why == Unprinted::NoLimit { "Mått" } else { "Period" };
        let (measure, month) = (row.measure, row.from);
        let problem = RegisterProblem::DepartureUnprinted { measure, month, why };
        findings.add(Place::in_row(&row.at, column), problem);
    }
    findings
}

fn unprinted(registers: &Registers, cube: &Cube, row: &Departure, period: Month) -> Option<Unprinted> {
    if row.from > period {
        let planned = registers.schedule.iter().any(|scheduled| row.from <= scheduled.period);
        return (!planned).then_some(Unprinted::NoPeriod);
    }
    let why = match tried(registers, cube, row.measure, row.from) {
        None => Unprinted::NoLimit,
        Some((_, LimitState::Held)) => Unprinted::Held,
        // Of earlier years the registers need not say all that the limit was measured by.
        Some((_, LimitState::NotMeasured)) if row.from.year < period.year => return None,
        Some((_, LimitState::NotMeasured)) => Unprinted::NotMeasured,
        Some((_, LimitState::Breached)) => return None,
    };
    (!is_printed(registers, cube, row)).then_some(why)
}

/// Whether the report of the row's own month prints it: also of a breach that has ended by then.
fn is_printed(registers: &Registers, cube: &Cube, row: &Departure) -> bool {
    let tested = test(registers, cube, row.from);
    let printed = |one: &Tested| one.words.iter().chain(&one.ended.words).any(|own| own.at == row.at);
    tested.iter().any(printed)
}
