//! Sentences for findings of the avstämning.

use crate::finding::ReconciliationProblem;
use crate::text::format::kr_ore;

use super::{Told, listed};

pub(super) fn told(problem: &ReconciliationProblem) -> Told {
    match problem {
        ReconciliationProblem::InternalForecasts { remainder, rounding, absent, .. } => Told::new(
            format!(
                "Enheternas interna prognoser tar inte ut varandra: {} kr blir över.{}{}",
                kr_ore(*remainder),
                if *rounding {
                    " Det ryms i avrundning: mindre än tusen kronor per enhet som svarat."
                } else {
                    ""
                },
                if absent.is_empty() {
                    String::new()
                } else {
                    format!(" Utan egen intern prognos: {}.", listed(absent))
                }
            ),
            "interna intäkter och interna kostnader som tillsammans är noll.",
            if *rounding {
                "Inget behöver göras. Resten är redovisad här."
            } else {
                "Be säljande och köpande enhet stämma av sina interna prognoser med varandra och lämna mallarna på nytt."
            },
        ),
    }
}
