//! Findings about goals, indicators, ratings and the limits of the finance policy: codes M01 and on.

use rust_decimal::Decimal;

use super::{Problem, Severity};
use crate::domain::finance_policy::{Lack, Measure, Since};
use crate::domain::goal::Condition;
use crate::domain::period::Month;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoalProblem {
    /// A goal without a rating by the municipality for the period.
    NoRating { goal: String },
    /// A rating that departs from what the indicators show, without a reason.
    UnexplainedDeparture { goal: String, rating: String },
    /// A limit of the finance policy is breached, and since when without a break.
    LimitBreached { measure: Measure, condition: Condition, limit: Decimal, value: Decimal, since: Since },
    /// A limit of the finance policy that has nothing to be measured by.
    LimitNotMeasured { measure: Measure, month: Month, lack: Lack },
}

impl GoalProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            GoalProblem::NoRating { .. } => 1,
            GoalProblem::UnexplainedDeparture { .. } => 2,
            GoalProblem::LimitBreached { .. } => 20,
            GoalProblem::LimitNotMeasured { .. } => 21,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            GoalProblem::NoRating { .. } | GoalProblem::LimitNotMeasured { .. } => Severity::Note,
            GoalProblem::UnexplainedDeparture { .. } | GoalProblem::LimitBreached { .. } => Severity::Warning,
        }
    }
}

impl From<GoalProblem> for Problem {
    fn from(problem: GoalProblem) -> Problem {
        Problem::Goal(problem)
    }
}
