//! The findings of one SIE file: faults of rows one by one as far as they can be read, then counted.

use std::sync::Arc;

use crate::finding::{Findings, LedgerProblem, Place, Problem, SieProblem};
use crate::intake::columns::ROWS_TOLD;

pub(super) struct Teller {
    file: Arc<str>,
    findings: Findings,
    faults: u64,
}

impl Teller {
    pub fn new(file: &Arc<str>) -> Teller {
        Teller { file: file.clone(), findings: Findings::default(), faults: 0 }
    }

    pub fn remark(&mut self, line: u32, problem: SieProblem) {
        let place = Place::Line { file: self.file.clone(), line: u64::from(line), column: None };
        self.findings.add(place, problem);
    }

    pub fn fault(&mut self, line: u32, problem: SieProblem) {
        self.faults += 1;
        if self.faults <= ROWS_TOLD {
            self.remark(line, problem);
        }
    }

    pub fn of_file(&mut self, problem: impl Into<Problem>) {
        self.findings.add(Place::File { file: self.file.clone() }, problem);
    }

    /// As many differences as can be read.
    pub fn difference(&mut self, problem: SieProblem) {
        self.faults += 1;
        if self.faults <= ROWS_TOLD {
            self.of_file(problem);
        }
    }

    pub fn into_findings(mut self) -> Findings {
        if self.faults > ROWS_TOLD {
            let rows = self.faults - ROWS_TOLD;
            self.findings.add(Place::File { file: self.file.clone() }, LedgerProblem::MoreRows { rows });
        }
        self.findings
    }
}
