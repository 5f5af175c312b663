//! What would be counted without anyone meaning it: the same rows in two files or sheets, or twice in one, and, the other
//! way, rows of years that the report does not show.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::row::BudgetRow;
use crate::domain::code::Code;
use crate::domain::fact::Measure;
use crate::domain::money::Money;
use crate::domain::sie::is_named;
use crate::finding::{BudgetProblem, Findings, Place};
use crate::intake::grid::shown;
use crate::raw::{RawGrid, RawRow};

/// What makes a row of the budget the same as another: its time, codes and decision. The amount does not.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    year: i32,
    month: Option<u8>,
    ansvar: Code,
    account: Code,
    project: Code,
    counterpart: Code,
    measure: Measure,
}

/// The rows of each key: the table that has it first, and the rows of other tables. Tables go by their order.
#[derive(Default)]
pub(super) struct Doubles<'a> {
    first: BTreeMap<Key, (usize, Place)>,
    again: BTreeMap<(usize, usize), Again>,
    tables: BTreeMap<usize, &'a RawGrid>,
}

/// What two tables have in common: rows and their sum, where the first stands in each.
struct Again {
    rows: u64,
    sum: Money,
    place: Place,
    other: Place,
}

impl<'a> Doubles<'a> {
    pub fn add(&mut self, table: usize, grid: &'a RawGrid, row: &BudgetRow) {
        self.tables.insert(table, grid);
        let key = Key {
            year: row.year,
            month: row.month,
            ansvar: row.ansvar.clone(),
            account: row.account.clone(),
            project: row.project.clone(),
            counterpart: row.counterpart.clone(),
            measure: row.measure(),
        };
        let (first, other) = self.first.entry(key).or_insert_with(|| (table, row.account_place.clone()));
        if *first == table {
            return;
        }
        let again = self.again.entry((*first, table)).or_insert_with(|| Again {
            rows: 0,
            sum: Money::ZERO,
            place: row.account_place.clone(),
            other: other.clone(),
        });
        again.rows += 1;
        again.sum += row.total();
    }

    /// Files with the same content have their own finding.
    pub fn tell(self, findings: &mut Findings) {
        let same_content = |a: usize, b: usize| match (self.tables.get(&a), self.tables.get(&b)) {
            (Some(a), Some(b)) => a.file != b.file && a.rows == b.rows,
            _ => false,
        };
        for ((first, table), again) in self.again {
            if !same_content(first, table) {
                let Again { rows, sum, place, other } = again;
                findings.add(place, BudgetProblem::SameRows { other, rows, sum });
            }
        }
    }
}

/// Rows of one table that are like an earlier one in every cell. Two that are meant so do occur.
#[derive(Default)]
pub(super) struct Repeated<'a> {
    met: BTreeMap<Vec<(u32, String)>, &'a RawRow>,
    /// How many, their sum, where the first stands and which row it repeats.
    again: Option<(u64, Money, Place, u32)>,
}

impl<'a> Repeated<'a> {
    pub fn add(&mut self, row: &'a RawRow, read: &BudgetRow) {
        let cells = row.cells.iter().map(|(column, value)| (*column, shown(value))).collect();
        let first = *self.met.entry(cells).or_insert(row);
        if first.number == row.number || read.total().is_zero() {
            return;
        }
        let place = || read.account_place.clone();
        let (rows, sum, ..) = self.again.get_or_insert_with(|| (0, Money::ZERO, place(), first.number));
        *rows += 1;
        *sum += read.total();
    }

    pub fn tell(self, findings: &mut Findings) {
        if let Some((rows, sum, place, first)) = self.again {
            findings.add(place, BudgetProblem::RepeatedRows { rows, sum, first });
        }
    }
}

/// Rows and amounts by file and year.
#[derive(Default)]
pub(super) struct Years(BTreeMap<(Arc<str>, i32), (u64, Money)>);

impl Years {
    pub fn add(&mut self, row: &BudgetRow) {
        let (rows, sum) = self.0.entry((row.file(), row.year)).or_default();
        *rows += 1;
        *sum += row.total();
    }

    /// A year's budget that stands both in a SIE file and in a table of its own would count twice.
    pub fn tell_of_two_kinds(&self, findings: &mut Findings) {
        for (file, year) in self.0.keys().filter(|(file, _)| is_named(file)) {
            let table = self.0.keys().find(|(other, of)| of == year && !is_named(other));
            if let Some((other, _)) = table {
                let (other, year) = (other.to_string(), *year);
                findings
                    .add(Place::File { file: file.clone() }, BudgetProblem::BudgetOfTwoKinds { year, other });
            }
        }
    }

    /// A report's year without any budget.
    pub fn tell_missing(&self, year: i32, findings: &mut Findings) {
        if !self.0.keys().any(|(_, known)| *known == year) {
            let years = self.0.keys().map(|(_, year)| *year).collect::<BTreeSet<_>>().into_iter().collect();
            findings.add(Place::Folder, BudgetProblem::NoBudgetOfYear { year, years });
        }
    }

    /// A report shows its own year, the one before and the two of the plan.
    pub fn tell(&self, of_period: i32, findings: &mut Findings) {
        for ((file, year), (rows, sum)) in &self.0 {
            if !(of_period - 1..=of_period + 2).contains(year) {
                let problem = BudgetProblem::UnusedYear { year: *year, rows: *rows, sum: *sum };
                findings.add(Place::File { file: file.clone() }, problem);
            }
        }
    }
}
