//! Rows of Avsteg that no report prints: words are printed as long as the breach lasts that their month is of.

use super::limits::tried;
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
    match tried(registers, cube, row.measure, row.from) {
        None => Some(Unprinted::NoLimit),
        Some((_, LimitState::Held)) => Some(Unprinted::Held),
        // Of earlier years the registers need not say all that the limit was measured by.
        Some((_, LimitState::NotMeasured)) => {
            (row.from.year == period.year).then_some(Unprinted::NotMeasured)
        }
        Some((_, LimitState::Breached)) => None,
    }
}
