//! Rows of a budget table that cannot be read. The same fault on many rows is one thing to mend: it is told once, where it
//! stands first, with the rows that follow.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{BudgetProblem, Findings, Place, Problem};
use crate::intake::columns::ROWS_TOLD;

/// Rows that are told of a fault that stands on many, besides the first.
const LINES_TOLD: usize = 5;

/// Rows with the same fault in the same column.
struct Alike {
    first: Place,
    rows: Vec<u32>,
}

/// The faults of one table.
#[derive(Default)]
pub(super) struct Faults(BTreeMap<(Option<String>, BudgetProblem), Alike>);

impl Faults {
    pub fn add(&mut self, row: u32, findings: &Findings) {
        for finding in findings.sorted() {
            let Problem::Budget(problem) = &finding.problem else { continue };
            let key = (column(&finding.place), problem.clone());
            let alike =
                self.0.entry(key).or_insert_with(|| Alike { first: finding.place.clone(), rows: Vec::new() });
            alike.rows.push(row);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells as many as are told one by one, and counts the rows of the others.
    pub fn tell(self, file: &Arc<str>, findings: &mut Findings) {
        let mut faults: Vec<(BudgetProblem, Alike)> =
            self.0.into_iter().map(|((_, problem), alike)| (problem, alike)).collect();
        faults.sort_by_key(|(_, alike)| alike.rows.first().copied());
        let mut more = 0;
        for (told, (problem, alike)) in (0..).zip(faults) {
            if told >= ROWS_TOLD {
                more += alike.rows.len() as u64;
                continue;
            }
            findings.add(alike.first.clone(), alike.of(problem));
        }
        if more > 0 {
            findings.add(Place::File { file: file.clone() }, BudgetProblem::MoreRows { rows: more });
        }
    }
}

impl Alike {
    fn of(self, problem: BudgetProblem) -> BudgetProblem {
        let others = self.rows.len().saturating_sub(1) as u64;
        if others == 0 {
            return problem;
        }
        let lines = self.rows.into_iter().skip(1).take(LINES_TOLD).collect();
        BudgetProblem::OnRows { problem: Box::new(problem), others, lines }
    }
}

fn column(place: &Place) -> Option<String> {
    match place {
        Place::Line { column, .. } => column.as_ref().map(ToString::to_string),
        Place::Cell { column, .. } => Some(column.to_string()),
        Place::Folder | Place::File { .. } | Place::Sheet { .. } => None,
    }
}
