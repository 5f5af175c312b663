//! Which profile of the register Exporter a file is read by.

use std::sync::Arc;

use crate::domain::registers::Registers;
use crate::finding::{BooksProblem, Findings, Place};

/// Tells files that more than one profile names: which of them is meant is not for the program to choose.
pub fn check<'a>(files: impl Iterator<Item = &'a Arc<str>>, registers: &Registers, findings: &mut Findings) {
    for file in files {
        let named: Vec<String> = registers
            .exports
            .iter()
            .filter(|contract| contract.is_for(file))
            .map(|contract| contract.profile.clone())
            .collect();
        if named.len() > 1 {
            let place = Place::File { file: file.clone() };
            findings.add(place, BooksProblem::SeveralProfiles { profiles: named });
        }
    }
}
