//! A run that cannot go on: what is wrong, and what had come in from the units by then.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::consolidate::board::{State, UnitState};
use crate::domain::code::Code;
use crate::domain::period::{Date, Month};
use crate::domain::registers::Registers;
use crate::domain::submission::{Received, Submission};
use crate::finding::Findings;
use crate::form::Issued;
use crate::source::folder::Seen;

/// What was handed out for a period, and what came in that may be an answer to it and was not read.
#[derive(Clone, Debug, Default)]
pub struct HandedOut {
    pub issued: Issued,
    /// The register of issued templates is there, whether it can be read or not.
    pub written: bool,
    pub unread: BTreeMap<Code, Vec<Arc<str>>>,
}

impl HandedOut {
    /// Whose answer was asked for and has not been read.
    pub fn waits_for(&self, unit: &UnitState) -> bool {
        unit.state == State::Missing && self.issued.content(&unit.unit).is_some()
    }

    /// The unread files of a unit, by their own names.
    pub fn unread_of(&self, unit: &Code) -> Vec<String> {
        let files = self.unread.get(unit).into_iter().flatten();
        files.map(|file| crate::report::board::file_name(file).to_string()).collect()
    }
}

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
    pub handed_out: HandedOut,
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
