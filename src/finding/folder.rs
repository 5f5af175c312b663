//! Findings about files of the folder that are neither registers nor figures: codes A50–A53 and A60–A62.

use std::collections::BTreeSet;

use super::{Problem, Severity};

/// None of them stops a report: it is written without the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FolderProblem {
    /// The logo is neither PNG nor SVG, by its bytes.
    LogoFormat,
    /// The logo begins as a PNG or an SVG and cannot be read.
    LogoDamaged,
    /// More pixels than paper shows, and the most that are taken.
    LogoTooLarge { width: u32, height: u32, most: u32 },
    /// Several files are called logotyp; which is used.
    SeveralLogos { used: Option<String> },
    /// An SVG that is more than filled outlines and strokes.
    LogoHolds { what: BTreeSet<Undrawable> },
    /// An SVG with more elements or points than a mark on paper needs.
    LogoTooDetailed { most_bytes: usize, most_elements: u32, most_points: usize },
    /// An SVG in which nothing is drawn.
    LogoEmpty,
}

/// What an SVG may hold that is no filled outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Undrawable {
    /// Letters in a typeface that the file does not carry.
    Text,
    /// A photograph, or another file's picture.
    Picture,
    /// Gradients and patterns.
    Gradient,
    Transparency,
    /// Shadows, blur.
    Filter,
    /// Masks, and clipping to anything but the paper's edge.
    Mask,
    /// Arrow heads and the like on lines.
    Marker,
    Dashes,
    /// Scripts and animations.
    Moving,
    /// A reference to another file.
    Outside,
}

impl FolderProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            FolderProblem::LogoFormat => 50,
            FolderProblem::LogoDamaged => 51,
            FolderProblem::LogoTooLarge { .. } => 52,
            FolderProblem::SeveralLogos { .. } => 53,
            FolderProblem::LogoHolds { .. } => 60,
            FolderProblem::LogoTooDetailed { .. } => 61,
            FolderProblem::LogoEmpty => 62,
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
