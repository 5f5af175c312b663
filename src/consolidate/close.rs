//! From facts and answers to the cube of a period: forecasts put in, gaps said or stood in for.

use super::cube::Cube;
use super::forecast::{Answers, Gap, facts, gaps, given_in, stand_in_facts};
use crate::domain::fact::Facts;
use crate::domain::period::{Month, PeriodKind};
use crate::domain::registers::Registers;

/// The facts of a period with its forecasts.
#[derive(Clone, Debug, Default)]
pub struct Closed {
    pub facts: Facts,
    /// In which month the forecasts were given; `None` at year end and before the first of the year.
    pub forecast: Option<Month>,
    pub gaps: Vec<Gap>,
}

/// Adds the forecasts that the report shows to the facts of ledger and budget.
pub fn close(
    registers: &Registers,
    booked: Facts,
    answers: &Answers,
    period: Month,
    kind: PeriodKind,
) -> Closed {
    let given = if kind == PeriodKind::Year { None } else { given_in(answers, period) };
    let Some(given) = given else { return Closed { facts: booked, ..Closed::default() } };
    let gaps = gaps(registers, &Cube::roll_up(&booked, registers, &[]), answers, given);
    let none = Vec::new();
    let mut all = booked;
    for part in [facts(answers.get(&given).unwrap_or(&none), given), stand_in_facts(&gaps, given)] {
        for (key, amount) in part.iter() {
            all.add(key.clone(), amount);
        }
    }
    Closed { facts: all, forecast: Some(given), gaps }
}
