//! From facts and answers to the cube of a period: forecasts put in, gaps said or stood in for.

use super::cube::Cube;
use super::forecast::{Answers, Forecasts, Gap, facts, gaps, given_in, stand_in_facts};
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
    /// The forecasts of the year that were given before, oldest first: what this one or the outcome is held against.
    pub earlier: Vec<Forecasts>,
}

impl Closed {
    /// Every forecast that is in the facts, with what was missing in it.
    pub fn forecasts(&self) -> impl Iterator<Item = (Month, &[Gap])> {
        let earlier = self.earlier.iter().map(|one| (one.given, one.gaps.as_slice()));
        earlier.chain(self.forecast.map(|given| (given, self.gaps.as_slice())))
    }
}

/// Adds the forecasts of the year to the facts of ledger and budget, each with what stands in for its own gaps: the one that
/// the report shows, and those before it. What stands in by the budget does so by the budget of today.
pub fn close(
    registers: &Registers,
    booked: Facts,
    answers: &Answers,
    period: Month,
    kind: PeriodKind,
) -> Closed {
    let mut months = given_in(answers, period);
    // What is answered at the end of the year is no forecast of it.
    months.retain(|month| kind != PeriodKind::Year || *month < period);
    let cube = Cube::roll_up(&booked, registers, &[]);
    let (none, mut all) = (Vec::new(), booked);
    let mut earlier: Vec<Forecasts> = Vec::new();
    for given in months {
        let gaps = gaps(registers, &cube, answers, given);
        for part in [facts(answers.get(&given).unwrap_or(&none), given), stand_in_facts(&gaps, given)] {
            for (key, amount) in part.iter() {
                all.add(key.clone(), amount);
            }
        }
        earlier.push(Forecasts { given, gaps });
    }
    let shown = if kind == PeriodKind::Year { None } else { earlier.pop() };
    let (forecast, gaps) = shown.map(|one| (one.given, one.gaps)).unzip();
    Closed { facts: all, forecast, gaps: gaps.unwrap_or_default(), earlier }
}
