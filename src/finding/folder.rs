//! Findings about files of the folder that are neither registers nor figures: codes A50 and on.

use super::{Problem, Severity};

/// None of them stops a report: it is written without the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FolderProblem {
    /// The logo is not a PNG, by its bytes.
    LogoFormat { svg: bool },
    /// The logo begins as a PNG and cannot be read.
    LogoDamaged,
    /// More pixels than paper shows, and the most that are taken.
    LogoTooLarge { width: u32, height: u32, most: u32 },
    /// Several files are called logotyp; which is used.
    SeveralLogos { used: Option<String> },
}

impl FolderProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            FolderProblem::LogoFormat { .. } => 50,
            FolderProblem::LogoDamaged => 51,
            FolderProblem::LogoTooLarge { .. } => 52,
            FolderProblem::SeveralLogos { .. } => 53,
        }
    }

    pub fn severity(&self) -> Severity {
        Severity::Warning
    }
}

impl From<FolderProblem> for Problem {
    fn from(problem: FolderProblem) -> Problem {
        Problem::Folder(problem)
    }
}
