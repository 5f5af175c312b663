//! What a table of the ledger or of the budget holds besides its rows, and what it says of itself there.

use super::Severity;
use crate::domain::money::Money;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOutProblem {
    /// Rows that are not counted: headings again, texts, and totals with their sum.
    Rows { headings: u64, texts: u64, totals: u64, sum: Money },
    /// The total that a file gives of itself is not the sum of its rows.
    TotalDiffers { expected: Money, found: Money },
    /// The number of rows that a file gives of itself is not that of its rows.
    CountDiffers { expected: u64, found: u64 },
}

impl LeftOutProblem {
    pub(super) fn severity(&self) -> Severity {
        match self {
            LeftOutProblem::Rows { .. } => Severity::Note,
            LeftOutProblem::TotalDiffers { .. } | LeftOutProblem::CountDiffers { .. } => Severity::Fault,
        }
    }
}
