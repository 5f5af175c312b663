//! Goals put together: what the indicators show and what the dialogue decided, side by side. The municipality's
//! rating is its own row in Bedömningar and is never computed.

use rust_decimal::Decimal;

use crate::domain::code::Code;
use crate::domain::goal::{
    Goal, Indicator, IndicatorKind, IndicatorState, Rating, RatingShape, Reading, Trend, state, trend,
};
use crate::domain::period::Month;
use crate::domain::registers::Registers;
use crate::domain::submission::Submission;
use crate::finding::{Findings, GoalProblem, Place};

/// One indicator at a period, for the municipality or a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured<'a> {
    pub indicator: &'a Indicator,
    pub unit: Option<Code>,
    pub now: Option<&'a Reading>,
    pub earlier: Option<&'a Reading>,
    /// Too few persons stand behind the value for it to be shown.
    pub masked: bool,
    pub state: IndicatorState,
    pub trend: Option<Trend>,
}

/// One goal at a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed<'a> {
    pub goal: &'a Goal,
    pub measured: Vec<Measured<'a>>,
    /// `None`: bedömning saknas.
    pub rating: Option<&'a Rating>,
}

impl Followed<'_> {
    /// How many indicators reach their target, and how many have a value.
    pub fn met_of_measured(&self) -> (usize, usize) {
        let with_value = |state: IndicatorState| state != IndicatorState::NotMeasured;
        let met = self.measured.iter().filter(|one| one.state == IndicatorState::Met).count();
        (met, self.measured.iter().filter(|one| with_value(one.state)).count())
    }
}

/// All readings: the register's and those that came in templates.
pub fn readings(registers: &Registers, answers: &[Submission]) -> Vec<Reading> {
    let handed_in = answers.iter().flat_map(|answer| answer.readings.iter().cloned());
    registers.readings.iter().cloned().chain(handed_in).collect()
}

/// The goals that hold in a period, in the register's order.
pub fn follow<'a>(registers: &'a Registers, readings: &'a [Reading], period: Month) -> Vec<Followed<'a>> {
    let goals = registers.goals.iter().filter(|goal| goal.validity.covers(period));
    let follow = goals.map(|goal| {
        let indicators = registers.indicators.iter();
        let own =
            indicators.filter(|one| one.goal.as_ref() == Some(&goal.code) && one.validity.covers(period));
        let rating = registers.ratings.iter();
        let mut rating =
            rating.filter(|one| one.goal == goal.code && one.unit.is_none() && one.period == period);
        Followed {
            goal,
            measured: own.map(|one| measure(registers, one, None, readings, period)).collect(),
            rating: rating.next(),
        }
    });
    follow.collect()
}

/// Volumes and staff indicators that hold in a period.
pub fn other_indicators<'a>(
    registers: &'a Registers,
    readings: &'a [Reading],
    period: Month,
) -> Vec<Measured<'a>> {
    let others = registers.indicators.iter().filter(|one| one.kind != IndicatorKind::Goal);
    let valid = others.filter(|one| one.validity.covers(period));
    let mut found = Vec::new();
    for indicator in valid {
        if indicator.units.is_empty() {
            found.push(measure(registers, indicator, None, readings, period));
        }
        for unit in &indicator.units {
            found.push(measure(registers, indicator, Some(unit), readings, period));
        }
    }
    found
}

/// One indicator against its target, its latest earlier value and the limit for small groups.
pub fn measure<'a>(
    registers: &Registers,
    indicator: &'a Indicator,
    unit: Option<&Code>,
    readings: &'a [Reading],
    period: Month,
) -> Measured<'a> {
    let own = || readings.iter().filter(|one| one.indicator == indicator.code && one.unit.as_ref() == unit);
    let now = own().find(|one| one.period == period && one.value.is_some());
    let small = |one: &Reading| one.group_size.is_some_and(|size| size < registers.settings.smallest_group);
    // Values that grow over the year are held against the same period; only without one against the latest before.
    // A small group is no less protected because its value is old.
    let before = || own().filter(|one| one.period < period && one.value.is_some() && !small(one));
    let same_period = before().find(|one| one.period == period.year_before());
    let earlier = same_period.or_else(|| before().max_by_key(|one| one.period));
    let masked = now.is_some_and(small);
    let value: Option<Decimal> = now.and_then(|one| one.value);
    let trend = match (earlier.and_then(|one| one.value), value) {
        (Some(then), Some(now)) if !masked => Some(trend(indicator, then, now)),
        _ => None,
    };
    Measured { indicator, unit: unit.cloned(), now, earlier, masked, state: state(indicator, value), trend }
}

/// Goals without a rating, and ratings that depart from what the indicators show without a reason.
pub fn check(registers: &Registers, readings: &[Reading], period: Month) -> Findings {
    let mut findings = Findings::default();
    for one in follow(registers, readings, period) {
        let Some(rating) = one.rating else {
            findings.add(Place::Folder, GoalProblem::NoRating { goal: one.goal.text.clone() });
            continue;
        };
        let step =
            registers.settings.scale.iter().find(|step| step.word.eq_ignore_ascii_case(rating.word.trim()));
        if step.is_some_and(|step| departs(&one, step.shape)) && rating.reason.is_empty() {
            let (goal, rating) = (one.goal.text.clone(), rating.word.clone());
            findings.add(Place::Folder, GoalProblem::UnexplainedDeparture { goal, rating });
        }
    }
    findings
}

/// The best rating though no measured indicator reaches its target, or the worst though all do.
fn departs(one: &Followed, shape: RatingShape) -> bool {
    let (met, measured) = one.met_of_measured();
    measured > 0 && (shape == RatingShape::Full && met == 0 || shape == RatingShape::Empty && met == measured)
}
