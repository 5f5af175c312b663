//! Goals put together: what the indicators show and what the dialogue decided, side by side. The municipality's
//! rating is its own row in Bedömningar and is never computed.

use rust_decimal::Decimal;

use super::plan::{Dropped, dropped};
use crate::domain::code::Code;
use crate::domain::disclosure;
use crate::domain::goal::{
    Goal, Indicator, IndicatorKind, IndicatorState, Rating, RatingShape, Reading, Trend, state, trend,
};
use crate::domain::indicator::{Comparison, Peer};
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
    /// What the value is held against; never a hidden one.
    pub earlier: Option<&'a Reading>,
    /// The value is not shown, for the sake of persons.
    pub masked: bool,
    pub state: IndicatorState,
    pub trend: Option<Trend>,
}

/// One goal at a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed<'a> {
    pub goal: &'a Goal,
    pub measured: Vec<Measured<'a>>,
    /// Indicators of the plan that are followed no more.
    pub dropped: Vec<Dropped<'a>>,
    /// `None`: bedömning saknas.
    pub rating: Option<&'a Rating>,
}

/// How many indicators stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub all: usize,
    /// With a value that is shown.
    pub measured: usize,
    /// With a value and a target.
    pub judged: usize,
    pub met: usize,
    /// Without a value, and none due.
    pub later: usize,
    /// With a value that is not shown.
    pub hidden: usize,
    /// Of the plan, followed no more.
    pub dropped: usize,
}

impl Counts {
    /// Without a value, though one is due.
    pub fn missing(self) -> usize {
        self.all - self.measured - self.later - self.hidden
    }

    fn of(measured: &[Measured], dropped: usize) -> Counts {
        use IndicatorState::{Close, Hidden, Met, NoTarget, NotDue, NotMet};
        let count =
            |states: &[IndicatorState]| measured.iter().filter(|one| states.contains(&one.state)).count();
        Counts {
            all: measured.len(),
            measured: count(&[Met, Close, NotMet, NoTarget]),
            judged: count(&[Met, Close, NotMet]),
            met: count(&[Met]),
            later: count(&[NotDue]),
            hidden: count(&[Hidden]),
            dropped,
        }
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(each: I) -> Counts {
        each.fold(Counts::default(), |sum, one| Counts {
            all: sum.all + one.all,
            measured: sum.measured + one.measured,
            judged: sum.judged + one.judged,
            met: sum.met + one.met,
            later: sum.later + one.later,
            hidden: sum.hidden + one.hidden,
            dropped: sum.dropped + one.dropped,
        })
    }
}

impl Followed<'_> {
    pub fn counts(&self) -> Counts {
        Counts::of(&self.measured, self.dropped.len())
    }
}

/// All readings, the register's and those that came in templates, with those marked that are not to be shown.
pub fn readings(registers: &Registers, answers: &[Submission]) -> Vec<Reading> {
    let handed_in = answers.iter().flat_map(|answer| answer.readings.iter().cloned());
    let mut all: Vec<Reading> = registers.readings.iter().cloned().chain(handed_in).collect();
    disclosure::hide(&registers.indicators, &mut all, registers.settings.smallest_group);
    all
}

/// The goals that hold in a period, in the register's order.
pub fn follow<'a>(registers: &'a Registers, readings: &'a [Reading], period: Month) -> Vec<Followed<'a>> {
    let goals = registers.goals.iter().filter(|goal| goal.validity.covers(period));
    let follow = goals.map(|goal| {
        let indicators = registers.indicators.iter();
        let own =
            indicators.filter(|one| one.goal.as_ref() == Some(&goal.code) && one.validity.covers(period));
        Followed {
            goal,
            measured: own.map(|one| measure(one, None, readings, period)).collect(),
            dropped: dropped(registers, goal, period),
            rating: rating(registers, &goal.code, period),
        }
    });
    follow.collect()
}

/// The municipality's rating of a goal.
pub fn rating<'a>(registers: &'a Registers, goal: &Code, period: Month) -> Option<&'a Rating> {
    registers.ratings.iter().find(|one| one.goal == *goal && one.unit.is_none() && one.period == period)
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
            found.push(measure(indicator, None, readings, period));
        }
        for unit in &indicator.units {
            found.push(measure(indicator, Some(unit), readings, period));
        }
    }
    found
}

/// One indicator against its target and its latest earlier value.
pub fn measure<'a>(
    indicator: &'a Indicator,
    unit: Option<&Code>,
    readings: &'a [Reading],
    period: Month,
) -> Measured<'a> {
    let own = || readings.iter().filter(|one| one.indicator == indicator.code && one.unit.as_ref() == unit);
    let now = own().find(|one| one.period == period && one.value.is_some());
    // Values that grow over the year are held against the same period; only without one against the latest before.
    let before = || own().filter(|one| one.period < period && one.value.is_some() && !one.hidden);
    let same_period = before().find(|one| one.period == period.year_before());
    let earlier = same_period.or_else(|| before().max_by_key(|one| one.period));
    let masked = now.is_some_and(|one| one.hidden);
    let value: Option<Decimal> = now.and_then(|one| one.value);
    let trend = match (earlier.and_then(|one| one.value), value) {
        (Some(then), Some(now)) if !masked => Some(trend(indicator, then, now)),
        _ => None,
    };
    let last = own().filter(|one| one.period < period && one.value.is_some()).map(|one| one.period).max();
    let due = indicator.frequency.is_none_or(|frequency| frequency.is_due(period, last));
    let state = match state(indicator, value) {
        _ if masked => IndicatorState::Hidden,
        IndicatorState::NotMeasured if !due => IndicatorState::NotDue,
        state => state,
    };
    Measured { indicator, unit: unit.cloned(), now, earlier, masked, state, trend }
}

/// The latest of what others have, up to a period.
pub fn compared<'a>(
    registers: &'a Registers,
    indicator: &Indicator,
    peer: Peer,
    period: Month,
) -> Option<&'a Comparison> {
    let own = registers.comparisons.iter().filter(|one| one.indicator == indicator.code && one.peer == peer);
    own.filter(|one| one.period <= period).max_by_key(|one| one.period)
}

/// What is to be remarked on in the goals of a period: what became of the plan's indicators, goals without a rating, and
/// ratings that depart from what the indicators show without a reason.
pub fn check(registers: &Registers, readings: &[Reading], period: Month) -> Findings {
    let mut findings = Findings::default();
    for one in follow(registers, readings, period) {
        for (place, problem) in of_indicators(&one, readings) {
            findings.add(place, problem);
        }
        let Some(rating) = one.rating else {
            let place = Place::in_row(&one.goal.at, "Mål");
            findings.add(place, GoalProblem::NoRating { goal: one.goal.text.clone() });
            continue;
        };
        let step =
            registers.settings.scale.iter().find(|step| step.word.eq_ignore_ascii_case(rating.word.trim()));
        if step.is_some_and(|step| departs(&one, step.shape)) && rating.reason.is_empty() {
            let place = Place::in_row(&rating.at, "Skäl");
            let (goal, rating) = (one.goal.text.clone(), rating.word.clone());
            findings.add(place, GoalProblem::UnexplainedDeparture { goal, rating });
        }
    }
    for measured in other_indicators(registers, readings, period) {
        if let Some((place, problem)) = group_unknown(&measured, readings) {
            findings.add(place, problem);
        }
    }
    findings
}

/// Each with the cell of Mått that it is about.
fn of_indicators(one: &Followed, readings: &[Reading]) -> Vec<(Place, GoalProblem)> {
    let dropped = one.dropped.iter();
    let mut problems: Vec<(Place, GoalProblem)> =
        dropped.map(|one| (Place::in_row(&one.indicator.at, "Giltig till"), one.problem())).collect();
    for measured in &one.measured {
        let indicator = measured.indicator;
        if let Some(adopted) = indicator.adopted_text.clone().filter(|_| indicator.reworded()) {
            let problem = GoalProblem::Reworded { indicator: indicator.text.clone(), adopted };
            problems.push((Place::in_row(&indicator.at, "Text"), problem));
        }
        if indicator.target.is_none() {
            let problem = GoalProblem::NoTarget { indicator: indicator.text.clone() };
            problems.push((Place::in_row(&indicator.at, "Målvärde"), problem));
        }
        problems.extend(group_unknown(measured, readings));
    }
    problems
}

fn group_unknown(measured: &Measured, readings: &[Reading]) -> Option<(Place, GoalProblem)> {
    let indicator = measured.indicator;
    let unknown = measured.now.is_some_and(|now| disclosure::lacks_size(indicator, now, readings));
    let problem = || GoalProblem::GroupUnknown { indicator: indicator.text.clone() };
    unknown.then(|| (Place::in_row(&indicator.at, "Skydd"), problem()))
}

/// The best rating though no measured indicator reaches its target, or the worst though all do.
fn departs(one: &Followed, shape: RatingShape) -> bool {
    let Counts { met, judged, .. } = one.counts();
    judged > 0 && (shape == RatingShape::Full && met == 0 || shape == RatingShape::Empty && met == judged)
}
