//! What has changed in the goals since the last report on them.

use super::goals::{Followed, Measured, follow};
use crate::domain::goal::{Goal, IndicatorState, Rating, Reading};
use crate::domain::period::{Month, PeriodKind};
use crate::domain::registers::Registers;

/// What changed between the period of the last report and this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes<'a> {
    pub since: Month,
    /// Goals whose rating is another, or there now and not then, or the other way round.
    pub ratings: Vec<RatingChange<'a>>,
    /// Indicators with a value that they did not have then.
    pub indicators: Vec<IndicatorChange<'a>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingChange<'a> {
    pub goal: &'a Goal,
    pub before: Option<&'a Rating>,
    pub now: Option<&'a Rating>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorChange<'a> {
    pub before: Measured<'a>,
    pub now: Measured<'a>,
}

impl IndicatorChange<'_> {
    /// It was judged by its target then and is now, and otherwise.
    pub fn turned(&self) -> bool {
        use IndicatorState::{Close, Met, NotMet};
        let judged = |one: &Measured| matches!(one.state, Met | Close | NotMet);
        judged(&self.before) && judged(&self.now) && self.before.state != self.now.state
    }
}

/// `None`: Tidplan has no earlier period with goals.
pub fn changes<'a>(registers: &'a Registers, readings: &'a [Reading], period: Month) -> Option<Changes<'a>> {
    let schedule = registers.schedule.iter().filter(|row| row.kind != PeriodKind::Month);
    let since = schedule.map(|row| row.period).filter(|earlier| *earlier < period).max()?;
    let then = follow(registers, readings, since);
    let mut changes = Changes { since, ratings: Vec::new(), indicators: Vec::new() };
    for now in follow(registers, readings, period) {
        let Some(before) = then.iter().find(|one| one.goal.code == now.goal.code) else { continue };
        let word = |one: &Followed| one.rating.map(|rating| rating.word.to_lowercase());
        if word(before) != word(&now) {
            changes.ratings.push(RatingChange { goal: now.goal, before: before.rating, now: now.rating });
        }
        changes.indicators.extend(now.measured.into_iter().filter_map(|now| renewed(&before.measured, now)));
    }
    Some(changes)
}

fn renewed<'a>(before: &[Measured<'a>], now: Measured<'a>) -> Option<IndicatorChange<'a>> {
    let before = before.iter().find(|one| one.indicator.code == now.indicator.code)?;
    let value = |one: &Measured| one.now.and_then(|reading| reading.value);
    let another = !now.masked && !before.masked && now.now.is_some() && value(before) != value(&now);
    another.then(|| IndicatorChange { before: before.clone(), now })
}
