//! What became of the indicators that the plan was adopted with: auditors look for each of them.

use crate::domain::goal::{Goal, Indicator};
use crate::domain::period::Month;
use crate::domain::registers::Registers;
use crate::finding::GoalProblem;

/// An indicator of a plan that is followed no more, though its goal holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped<'a> {
    pub indicator: &'a Indicator,
    /// The year of the last plan it was in.
    pub plan: i32,
    /// That plan is the period's own: it was dropped after the plan was adopted.
    pub this_year: bool,
    pub replaced_by: Option<&'a Indicator>,
}

/// The indicators of a goal that were in the plan of the period's year or of the year before, and have ended.
pub fn dropped<'a>(registers: &'a Registers, goal: &Goal, period: Month) -> Vec<Dropped<'a>> {
    let own = registers.indicators.iter().filter(|one| one.goal.as_ref() == Some(&goal.code));
    let ended = own.filter(|one| one.validity.to.is_some_and(|last| last < period.first_day()));
    let dropped = ended.filter_map(|indicator| {
        let in_plan = |year: &i32| indicator.validity.covers_year(*year);
        let plan = [period.year, period.year - 1].into_iter().find(in_plan)?;
        let mut later = registers.indicators.iter().filter(|one| one.validity.covers(period));
        let replaced_by = later.find(|one| one.replaces.as_ref() == Some(&indicator.code));
        Some(Dropped { indicator, plan, this_year: plan == period.year, replaced_by })
    });
    dropped.collect()
}

impl Dropped<'_> {
    pub fn problem(&self) -> GoalProblem {
        GoalProblem::Dropped {
            indicator: self.indicator.text.clone(),
            plan: self.plan,
            this_year: self.this_year,
            replaced_by: self.replaced_by.map(|other| other.text.clone()),
        }
    }
}
