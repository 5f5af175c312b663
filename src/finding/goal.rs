//! Findings about goals, indicators and ratings: codes M01 and on.

use super::{Problem, Severity};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoalProblem {
    /// A goal without a rating by the municipality for the period.
    NoRating { goal: String },
    /// A rating that departs from what the indicators show, without a reason.
    UnexplainedDeparture { goal: String, rating: String },
}

impl GoalProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            GoalProblem::NoRating { .. } => 1,
            GoalProblem::UnexplainedDeparture { .. } => 2,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            GoalProblem::NoRating { .. } => Severity::Note,
            GoalProblem::UnexplainedDeparture { .. } => Severity::Warning,
        }
    }
}

impl From<GoalProblem> for Problem {
    fn from(problem: GoalProblem) -> Problem {
        Problem::Goal(problem)
    }
}
