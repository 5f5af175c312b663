//! Findings about the filled templates: codes K01 and on.

use super::{Problem, Severity};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TemplateProblem {
    /// A file that cannot be opened or read.
    UnreadableFile { why: super::Unreadable },
}

impl TemplateProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            TemplateProblem::UnreadableFile { .. } => 1,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            TemplateProblem::UnreadableFile { .. } => Severity::Fault,
        }
    }
}

impl From<TemplateProblem> for Problem {
    fn from(problem: TemplateProblem) -> Problem {
        Problem::Template(problem)
    }
}
