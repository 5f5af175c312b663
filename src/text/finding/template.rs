//! Sentences for findings about the filled templates.

use crate::finding::TemplateProblem;

use super::{Told, unreadable};

pub(super) fn told(problem: &TemplateProblem) -> Told {
    match problem {
        TemplateProblem::UnreadableFile { why } => unreadable(*why),
    }
}

/// One example of every problem, for the test that lists all codes.
#[cfg(test)]
pub(super) fn examples() -> Vec<TemplateProblem> {
    vec![TemplateProblem::UnreadableFile { why: crate::finding::Unreadable::Damaged }]
}
