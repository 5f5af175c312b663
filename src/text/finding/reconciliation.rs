//! Sentences for findings of the avstämning.

use crate::finding::ReconciliationProblem;
use crate::text::format::kr_ore;

use super::Told;

pub(super) fn told(problem: &ReconciliationProblem) -> Told {
    match problem {
        ReconciliationProblem::InternalForecasts { remainder, .. } => Told::new(
            format!(
                "Enheternas interna prognoser tar inte ut varandra: {} kr blir över.",
                kr_ore(*remainder)
            ),
            "interna intäkter och interna kostnader som tillsammans är noll.",
            "Be säljande och köpande enhet stämma av sina interna prognoser med varandra och lämna mallarna på nytt.",
        ),
    }
}
