//! Findings about the budget files: codes B01 and on.

use super::{Problem, Severity};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BudgetProblem {
    /// No budget file in the folder.
    NoFiles,
    /// Columns of the contract that the header row lacks, all of them.
    MissingColumns { columns: Vec<String> },
    /// An amount that cannot be read by the contract.
    NotAnAmount { found: String },
    /// A code no register knows.
    UnknownCodes { kind: super::CodeKind, code: String, rows: u64, sum: crate::domain::money::Money },
    /// A profile the register Profiler does not have.
    UnknownProfile { found: String },
    /// A cell that cannot be read as what the column holds.
    WrongValue { column: String, found: String },
    /// A row with another number of fields than the header.
    UnreadableRow { expected: usize, found: usize },
    /// A file that cannot be opened or read.
    UnreadableFile { why: super::Unreadable },
}

impl BudgetProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            BudgetProblem::NoFiles => 1,
            BudgetProblem::MissingColumns { .. } => 2,
            BudgetProblem::NotAnAmount { .. } => 3,
            BudgetProblem::UnknownCodes { .. } => 4,
            BudgetProblem::UnknownProfile { .. } => 5,
            BudgetProblem::WrongValue { .. } => 6,
            BudgetProblem::UnreadableRow { .. } => 7,
            BudgetProblem::UnreadableFile { .. } => 8,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            BudgetProblem::NoFiles => Severity::Fault,
            BudgetProblem::MissingColumns { .. } => Severity::Fault,
            BudgetProblem::NotAnAmount { .. } => Severity::Fault,
            BudgetProblem::UnknownCodes { .. } => Severity::Fault,
            BudgetProblem::UnknownProfile { .. } => Severity::Fault,
            BudgetProblem::WrongValue { .. } => Severity::Fault,
            BudgetProblem::UnreadableRow { .. } => Severity::Fault,
            BudgetProblem::UnreadableFile { .. } => Severity::Fault,
        }
    }
}

impl From<BudgetProblem> for Problem {
    fn from(problem: BudgetProblem) -> Problem {
        Problem::Budget(problem)
    }
}
