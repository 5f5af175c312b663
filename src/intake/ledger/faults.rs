//! Rows that cannot be read. The same fault on many rows, an empty period on each of them, is one thing to mend: it is
//! told once, where it stands first, with the rows that follow.

use std::collections::BTreeMap;

use super::rows::Fault;
use crate::finding::{Findings, LedgerProblem, Place};
use crate::intake::columns::ROWS_TOLD;
use crate::raw::Postings;

/// Different faults that are kept; in a file with more nobody looks for the last.
const MOST: usize = 1 << 16;
/// Lines that are told of a fault that stands on many, besides the first.
const LINES_TOLD: usize = 5;

/// Rows with the same fault.
#[derive(Clone, Debug, Default)]
struct Alike {
    rows: u64,
    /// The first of them, ascending.
    lines: Vec<u32>,
}

/// The faults of the files' rows, in the order of their columns and problems.
#[derive(Clone, Debug, Default)]
pub(super) struct Faults {
    alike: BTreeMap<usize, BTreeMap<Fault, Alike>>,
    /// Rows with faults beyond those that are kept.
    untold: BTreeMap<usize, u64>,
}

impl Faults {
    pub fn add(&mut self, file: usize, line: u32, fault: Fault) {
        let own = self.alike.entry(file).or_default();
        if own.len() >= MOST && !own.contains_key(&fault) {
            *self.untold.entry(file).or_default() += 1;
            return;
        }
        own.entry(fault).or_default().add(1, &[line]);
    }

    pub fn merge(&mut self, other: Faults) {
        for (file, faults) in other.alike {
            let own = self.alike.entry(file).or_default();
            for (fault, alike) in faults {
                own.entry(fault).or_default().add(alike.rows, &alike.lines);
            }
        }
        for (file, rows) in other.untold {
            *self.untold.entry(file).or_default() += rows;
        }
    }

    /// The files that have some.
    pub fn files(&self) -> impl Iterator<Item = usize> {
        self.alike.keys().copied()
    }

    /// Tells the faults of each file by their first rows, as many as are told, and counts the rows of the others.
    pub fn tell(self, files: &[&dyn Postings], findings: &mut Findings) {
        for (at, faults) in self.alike {
            let Some(file) = files.get(at).map(|file| file.name().clone()) else { continue };
            let mut faults: Vec<(Fault, Alike)> = faults.into_iter().collect();
            faults.sort_by_key(|(_, alike)| alike.lines.first().copied());
            let mut more = self.untold.get(&at).copied().unwrap_or_default();
            for (told, ((column, problem), alike)) in (0..).zip(faults) {
                if told >= ROWS_TOLD {
                    more += alike.rows;
                    continue;
                }
                let line = u64::from(alike.lines.first().copied().unwrap_or_default());
                let place = Place::Line { file: file.clone(), line, column };
                findings.add(place, alike.of(problem));
            }
            if more > 0 {
                findings.add(Place::File { file }, LedgerProblem::MoreRows { rows: more });
            }
        }
    }
}

impl Alike {
    fn add(&mut self, rows: u64, lines: &[u32]) {
        self.rows += rows;
        self.lines.extend_from_slice(lines);
        self.lines.sort_unstable();
        self.lines.truncate(1 + LINES_TOLD);
    }

    fn of(self, problem: LedgerProblem) -> LedgerProblem {
        if self.rows == 1 {
            return problem;
        }
        let lines = self.lines.into_iter().skip(1).collect();
        LedgerProblem::OnRows { problem: Box::new(problem), others: self.rows - 1, lines }
    }
}
