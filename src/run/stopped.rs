//! A run that cannot go on: what is wrong, and what had come in from the units by then.

use crate::domain::period::{Date, Month};
use crate::domain::registers::Registers;
use crate::domain::submission::{Received, Submission};
use crate::finding::Findings;
use crate::source::folder::Seen;

/// What came in from the units for a period.
#[derive(Clone, Debug)]
pub struct Inbox {
    pub registers: Registers,
    pub period: Month,
    /// Of the documents.
    pub date: Date,
    pub received: Vec<Received>,
    /// The answers that count.
    pub answers: Vec<Submission>,
    /// The files as they were when they were read.
    pub seen: Vec<Seen>,
}

/// Why a run stopped. Faults in ledger or budget are nothing that the units have to wait for.
#[derive(Clone, Debug)]
pub struct Stopped {
    pub findings: Findings,
    /// `None` when the registers could not be used.
    pub inbox: Option<Box<Inbox>>,
}

impl From<Findings> for Stopped {
    fn from(findings: Findings) -> Stopped {
        Stopped { findings, inbox: None }
    }
}
