//! What a command comes to: exit code, findings, what was written, and the closing sentence.

use crate::consolidate::board::Board;
use crate::finding::{Finding, Findings, Severity};
use crate::report::behind::Behind;

/// The program's exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing wrong, or warnings only.
    Clean,
    /// A fault in what the users gave.
    Faults,
    /// Wrong use of the command line.
    WrongUse,
    /// Disk, permission, or our own invariant broken.
    Broken,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Faults => 1,
            Exit::WrongUse => 2,
            Exit::Broken => 3,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub exit: Exit,
    /// Sorted by severity, place and code.
    pub findings: Vec<Finding>,
    /// Who has answered, for the commands that tell it.
    pub board: Option<Board>,
    /// The rows behind a figure, and whether all of them are shown.
    pub listing: Option<(Behind, bool)>,
    /// Files written, relative to the folder, in order.
    pub written: Vec<String>,
    /// What happened and what to do next, in Swedish.
    pub closing: Vec<String>,
}

impl Outcome {
    pub fn new(findings: &Findings, closing: Vec<String>) -> Outcome {
        let findings: Vec<Finding> = findings.sorted().into_iter().cloned().collect();
        let fault = findings.iter().any(|finding| finding.severity() == Severity::Fault);
        Outcome {
            exit: if fault { Exit::Faults } else { Exit::Clean },
            findings,
            board: None,
            listing: None,
            written: Vec::new(),
            closing,
        }
    }

    /// The program itself could not do its work.
    pub fn broken(said: String) -> Outcome {
        Outcome {
            exit: Exit::Broken,
            findings: Vec::new(),
            board: None,
            listing: None,
            written: Vec::new(),
            closing: vec![said],
        }
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity() == severity).count()
    }
}
