//! Sentences for findings of the avstämning.

use crate::finding::ReconciliationProblem;
use crate::text::format::kr_ore;

use super::Told;

pub(super) fn told(problem: &ReconciliationProblem) -> Told {
    match problem {
        ReconciliationProblem::Differs { station, what, left, right } => Told::new(
            format!("Avstämningen vid {station} går inte ihop: {what} är {} kr.", kr_ore(*right)),
            format!("{} kr, räknat direkt ur filerna.", kr_ore(*left)),
            "Det här är ett fel i programmet, inte i filerna. Inga rapporter är skrivna. Anmäl felet.",
        ),
    }
}
