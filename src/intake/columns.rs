//! The columns of an export, resolved once from its header row; all that are missing are named together.

use crate::domain::settings::{ExportContract, ExportField};

/// A report may print its name and selections above the header.
pub const HEADER_ROWS: usize = 30;

/// Faults of a file that are told one by one; the others are counted.
pub const ROWS_TOLD: u64 = 50;

/// Where each field of the contract stands.
#[derive(Clone, Debug, Default)]
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

/// The header row of a file, and the columns of the contract that it has and has not.
#[derive(Clone, Debug, Default)]
pub struct Header {
    pub row: usize,
    pub columns: Columns,
    /// Headings without which no row can be read.
    pub missing: Vec<String>,
    /// Headings that a file may be without.
    pub without: Vec<(ExportField, String)>,
}

impl Header {
    /// Whether the row is a header at all: it names a column of the contract.
    pub fn names_any(&self) -> bool {
        !self.columns.0.is_empty()
    }
}

/// The row among the first that names most of the contract's columns.
pub fn find<T: AsRef<str>>(rows: &[Vec<T>], contract: &ExportContract) -> Header {
    let at = |row: &[T], heading: &str| row.iter().position(|known| same(known.as_ref(), heading));
    let named = |row: &[T]| contract.columns.iter().filter(|(_, heading)| at(row, heading).is_some()).count();
    // The earliest of the best: a header repeated on every page of a report is met first.
    let best = rows.iter().enumerate().max_by_key(|(index, row)| (named(row), usize::MAX - index));
    let (index, row) = best.map_or((0, [].as_slice()), |(index, row)| (index, row.as_slice()));
    let found = contract.columns.iter().filter_map(|(field, heading)| Some((*field, at(row, heading)?)));
    let mut header = Header { row: index, columns: Columns(found.collect()), ..Header::default() };
    for (field, heading) in &contract.columns {
        if header.columns.index(*field).is_some() {
        } else if is_needed(*field, contract, &header.columns) {
            header.missing.push(heading.clone());
        } else {
            header.without.push((*field, heading.clone()));
        }
    }
    header
}

/// Whether no row can be read without the column. An amount may stand in twelve months instead, and a date stands for
/// the period only where the contract has no period.
fn is_needed(field: ExportField, contract: &ExportContract, columns: &Columns) -> bool {
    let has = |field| columns.index(field).is_some();
    let mut months = (1..=12).map(ExportField::Month);
    match field {
        ExportField::Ansvar | ExportField::Account | ExportField::Period => true,
        ExportField::Year => contract.column(ExportField::Period).is_none(),
        ExportField::Date => {
            [ExportField::Period, ExportField::Year].into_iter().all(|time| contract.column(time).is_none())
        }
        ExportField::Amount => !months.all(has),
        ExportField::Debit | ExportField::Credit => contract.column(ExportField::Amount).is_none(),
        ExportField::Month(_) => months.any(has) || !has(ExportField::Amount),
        _ => false,
    }
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

/// Whether two names are one, small letters or large.
pub fn same(heading: &str, name: &str) -> bool {
    heading.trim().to_lowercase() == name.trim().to_lowercase()
}
