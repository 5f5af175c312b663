//! Findings about the registers (grunddata): codes R01 and on.

use super::{Problem, Severity};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RegisterProblem {
    /// A required table is not in the folder.
    MissingTable { table: String },
    /// Required columns that the header row lacks, all of them.
    MissingColumns { table: String, columns: Vec<String> },
    /// A column the table does not have.
    UnknownColumn { table: String, column: String },
    /// A required cell is empty.
    MissingValue { table: String, column: String },
    /// A cell that cannot be read as what the column holds; `expected` is one of the schema's kinds.
    WrongValue { table: String, column: String, found: String, expected: String },
    /// A key that stands on an earlier row.
    DuplicateKey { table: String, key: String, first_row: u32 },
    /// A code that the table it refers to does not have.
    UnknownReference { table: String, column: String, found: String, refers_to: String },
    /// A code range that an earlier row already covers.
    OverlappingCodes { table: String, codes: String, first_row: u32 },
    /// A file that cannot be opened or read; `why` is a key of `text::finding`.
    UnreadableFile { why: super::Unreadable },
}

impl RegisterProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            RegisterProblem::MissingTable { .. } => 1,
            RegisterProblem::MissingColumns { .. } => 2,
            RegisterProblem::UnknownColumn { .. } => 3,
            RegisterProblem::MissingValue { .. } => 4,
            RegisterProblem::WrongValue { .. } => 5,
            RegisterProblem::DuplicateKey { .. } => 6,
            RegisterProblem::UnknownReference { .. } => 7,
            RegisterProblem::OverlappingCodes { .. } => 8,
            RegisterProblem::UnreadableFile { .. } => 9,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            RegisterProblem::MissingTable { .. } => Severity::Fault,
            RegisterProblem::MissingColumns { .. } => Severity::Fault,
            RegisterProblem::UnknownColumn { .. } => Severity::Warning,
            RegisterProblem::MissingValue { .. } => Severity::Fault,
            RegisterProblem::WrongValue { .. } => Severity::Fault,
            RegisterProblem::DuplicateKey { .. } => Severity::Fault,
            RegisterProblem::UnknownReference { .. } => Severity::Fault,
            RegisterProblem::OverlappingCodes { .. } => Severity::Fault,
            RegisterProblem::UnreadableFile { .. } => Severity::Fault,
        }
    }
}

impl From<RegisterProblem> for Problem {
    fn from(problem: RegisterProblem) -> Problem {
        Problem::Register(problem)
    }
}
