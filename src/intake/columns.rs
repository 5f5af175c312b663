//! The columns of an export, resolved once from its header row; all that are missing are named together.

use crate::domain::settings::{ExportContract, ExportField};

/// A report may print its name and selections above the header.
pub const HEADER_ROWS: usize = 30;

/// Rows of a file whose faults are told one by one; the others are counted.
pub const ROWS_TOLD: u64 = 50;

/// Where each field of the contract stands.
#[derive(Clone, Debug)]
pub struct Columns(Vec<(ExportField, usize)>);

impl Columns {
    pub fn of(found: Vec<(ExportField, usize)>) -> Columns {
        Columns(found)
    }

    pub fn positions(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|(_, at)| *at)
    }

    pub fn index(&self, field: ExportField) -> Option<usize> {
        self.0.iter().find(|(known, _)| *known == field).map(|(_, at)| *at)
    }
}

/// The row among the first that names most of the contract's columns. `Err`: the row, and the headings it lacks.
pub fn find<T: AsRef<str>>(
    rows: &[Vec<T>],
    contract: &ExportContract,
) -> Result<(usize, Columns), (usize, Vec<String>)> {
    let at = |row: &[T], heading: &str| row.iter().position(|known| same(known.as_ref(), heading));
    let named = |row: &[T]| contract.columns.iter().filter(|(_, heading)| at(row, heading).is_some()).count();
    // The earliest of the best: a header repeated on every page of a report is met first.
    let best = rows.iter().enumerate().max_by_key(|(index, row)| (named(row), usize::MAX - index));
    let (index, row) = best.map_or((0, [].as_slice()), |(index, row)| (index, row.as_slice()));
    let mut columns = Vec::new();
    let mut missing = Vec::new();
    for (field, heading) in &contract.columns {
        match at(row, heading) {
            Some(at) => columns.push((*field, at)),
            None => missing.push(heading.clone()),
        }
    }
    if missing.is_empty() { Ok((index, Columns(columns))) } else { Err((index, missing)) }
}

/// Headings of the contract that stand twice in the header row, each with its columns from 1: which is meant cannot be
/// told.
pub fn doubled<T: AsRef<str>>(header: &[T], contract: &ExportContract) -> Vec<(String, Vec<usize>)> {
    let places = |heading: &str| -> Vec<usize> {
        (1..).zip(header).filter(|(_, known)| same(known.as_ref(), heading)).map(|(at, _)| at).collect()
    };
    let headings = contract.columns.iter().map(|(_, heading)| (heading.clone(), places(heading)));
    headings.filter(|(_, places)| places.len() > 1).collect()
}

/// The headings of a row as a finding names them: without the empty ones.
pub fn shown<T: AsRef<str>>(row: &[T]) -> Vec<String> {
    let headings = row.iter().map(|heading| heading.as_ref().trim());
    headings.filter(|heading| !heading.is_empty()).map(str::to_string).collect()
}

fn same(heading: &str, name: &str) -> bool {
    heading.trim().to_lowercase() == name.trim().to_lowercase()
}
