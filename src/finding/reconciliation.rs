//! Findings about the reconciliation (avstämning): codes A01 and on.

use super::{Problem, Severity};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReconciliationProblem {
    /// Two sides that must meet do not.
    Differs {
        station: String,
        what: String,
        left: crate::domain::money::Money,
        right: crate::domain::money::Money,
    },
}

impl ReconciliationProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            ReconciliationProblem::Differs { .. } => 1,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            ReconciliationProblem::Differs { .. } => Severity::Fault,
        }
    }
}

impl From<ReconciliationProblem> for Problem {
    fn from(problem: ReconciliationProblem) -> Problem {
        Problem::Reconciliation(problem)
    }
}
