//! Findings about goals, indicators, ratings and the limits of the finance policy: codes M01 and on.

use rust_decimal::Decimal;

use super::{Problem, Severity, Unreadable};
use crate::domain::finance_policy::{Lack, Measure, Since};
use crate::domain::goal::Condition;
use crate::domain::period::Month;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoalProblem {
    /// A goal without a rating by the municipality for the period.
    NoRating { goal: String },
    /// A rating that departs from what the indicators show, without a reason.
    UnexplainedDeparture { goal: String, rating: String },
    /// A limit of the finance policy is breached, and since when without a break; with the rows of Avsteg that explain it.
    LimitBreached {
        measure: Measure,
        condition: Condition,
        limit: Decimal,
        value: Decimal,
        since: Since,
        explained: Vec<u32>,
    },
    /// A limit of the finance policy that has nothing to be measured by.
    LimitNotMeasured { measure: Measure, month: Month, lack: Lack },
    /// An indicator of the plan for a year (`this_year`: the period's own) that is followed no more.
    Dropped { indicator: String, plan: i32, this_year: bool, replaced_by: Option<String> },
    /// An indicator that is worded otherwise than in the plan.
    Reworded { indicator: String, adopted: String },
    /// An indicator of a goal without a target.
    NoTarget { indicator: String },
    /// A protected value that does not say how many persons stand behind it.
    GroupUnknown { indicator: String },
    /// A file with measured values that cannot be opened or read.
    UnreadableFile { why: Unreadable },
    /// A file from Kolada without the columns that say of whom, when and what.
    KoladaColumns { missing: Vec<String> },
    /// Key figures that no indicator has, in a file.
    KoladaUnmapped { ids: Vec<String> },
    /// A cell that is no year, no gender or no number.
    KoladaValue { column: String, found: String },
    /// Two values of the same year.
    KoladaTwice { indicator: String, year: i32, one: Decimal, other: Decimal },
    /// A file that has rows of the indicators, and none of the municipality's own.
    KoladaNoOwn { names: Vec<String> },
    /// Mätvärden says otherwise.
    KoladaDiffers { indicator: String, year: i32, register: Decimal, kolada: Decimal },
}

impl GoalProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            GoalProblem::NoRating { .. } => 1,
            GoalProblem::UnexplainedDeparture { .. } => 2,
            GoalProblem::LimitBreached { .. } => 20,
            GoalProblem::LimitNotMeasured { .. } => 21,
            GoalProblem::Dropped { .. } => 3,
            GoalProblem::Reworded { .. } => 4,
            GoalProblem::NoTarget { .. } => 5,
            GoalProblem::GroupUnknown { .. } => 6,
            GoalProblem::UnreadableFile { .. } => 10,
            GoalProblem::KoladaColumns { .. } => 11,
            GoalProblem::KoladaUnmapped { .. } => 12,
            GoalProblem::KoladaValue { .. } => 13,
            GoalProblem::KoladaTwice { .. } => 14,
            GoalProblem::KoladaNoOwn { .. } => 15,
            GoalProblem::KoladaDiffers { .. } => 16,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            GoalProblem::NoRating { .. }
            | GoalProblem::LimitNotMeasured { .. }
            | GoalProblem::Dropped { this_year: false, .. }
            | GoalProblem::KoladaUnmapped { .. } => Severity::Note,
            _ => Severity::Warning,
        }
    }
}

impl From<GoalProblem> for Problem {
    fn from(problem: GoalProblem) -> Problem {
        Problem::Goal(problem)
    }
}
