//! One table: its header row found by the columns' names, its cells read by kind, its keys checked. All findings of
//! the table come at once; a row with a fault stands for its keys but gives no record.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::schema::{self, Column, Kind, Table};
use super::value::{self, Value};
use crate::domain::code::{Code, CodeSet};
use crate::domain::money::Money;
use crate::domain::period::{Date, Month, Validity};
use crate::domain::register_row::{RegisterRow, RegisterTable};
use crate::finding::{Findings, Place, RegisterProblem};
use crate::raw::{RawGrid, RawRow};

/// A header stands among the first rows: a title and an explanation may stand above it.
const HEADER_ROWS: usize = 20;

/// A table as read.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    pub table: &'static Table,
    home: Arc<RegisterTable>,
    pub list: Vec<Row>,
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    pub number: u32,
    values: BTreeMap<&'static str, Value>,
    home: Arc<RegisterTable>,
}

/// Reads a grid as a table.
pub(super) fn read(table: &'static Table, grid: &RawGrid, findings: &mut Findings) -> Rows {
    let home = RegisterTable { file: grid.file.clone(), sheet: grid.sheet.clone(), columns: BTreeMap::new() };
    let mut rows = Rows { table, home: Arc::new(home), list: Vec::new() };
    let Some(header_at) = header(table, grid) else {
        let columns = required(table).map(|column| column.name.to_string()).collect();
        findings
            .add(rows.place_of_all(), RegisterProblem::MissingColumns { table: table.name.into(), columns });
        return rows;
    };
    let header = &grid.rows[header_at];
    read_header(&mut rows, header, findings);
    for raw in &grid.rows[header_at + 1..] {
        if grid.sheet.is_none() && raw.cells.keys().any(|column| !header.cells.contains_key(column)) {
            let (expected, found) = (last(header), last(raw));
            let problem = RegisterProblem::UnreadableRow { table: table.name.into(), expected, found };
            findings.add(rows.place(raw.number, None), problem);
            continue;
        }
        if let Some(row) = read_row(&rows, raw, findings) {
            rows.list.push(row);
        }
    }
    check_keys(&rows, findings);
    check_validity(&rows, findings);
    rows
}

fn required(table: &Table) -> impl Iterator<Item = &Column> {
    table.columns.iter().filter(|column| column.required)
}

fn last(row: &RawRow) -> usize {
    row.cells.keys().next_back().map_or(0, |column| *column as usize)
}

fn same_name(heading: &str, name: &str) -> bool {
    heading.trim().to_lowercase() == name.to_lowercase()
}

/// The row among the first that names most of the table's columns.
fn header(table: &Table, grid: &RawGrid) -> Option<usize> {
    let named = |row: &RawRow| {
        let names = |heading: &str| table.columns.iter().any(|column| same_name(heading, column.name));
        row.cells.values().filter(|cell| names(&value::as_text(cell))).count()
    };
    let best = grid.rows.iter().take(HEADER_ROWS).enumerate().map(|(at, row)| (named(row), at));
    // The earliest of the best: `max_by_key` would take the last.
    best.filter(|(count, _)| *count > 0).min_by_key(|(count, at)| (usize::MAX - count, *at)).map(|(_, at)| at)
}

fn read_header(rows: &mut Rows, header: &RawRow, findings: &mut Findings) {
    let name = || rows.table.name.to_string();
    let mut columns: BTreeMap<&'static str, u32> = BTreeMap::new();
    for (at, cell) in &header.cells {
        let heading = value::as_text(cell);
        match rows.table.columns.iter().find(|column| same_name(&heading, column.name)) {
            Some(column) if columns.contains_key(column.name) => {
                let problem = RegisterProblem::DuplicateKey {
                    table: name(),
                    key: column.name.to_string(),
                    first_row: header.number,
                };
                findings.add(place(&rows.home, header.number, Some((*at, &heading))), problem);
            }
            Some(column) => {
                columns.insert(column.name, *at);
            }
            None => {
                let place = place(&rows.home, header.number, Some((*at, &heading)));
                findings
                    .add(place, RegisterProblem::UnknownColumn { table: name(), column: heading.clone() });
            }
        }
    }
    let table = rows.table;
    let header_place = || place(&rows.home, header.number, None);
    let indispensable =
        |column: &Column| column.required || schema::INDISPENSABLE.contains(&(table.name, column.name));
    let missing = table.columns.iter().filter(|column| !columns.contains_key(column.name));
    let (missing, optional): (Vec<&Column>, Vec<&Column>) = missing.partition(|column| indispensable(column));
    // The layouts are the programmer's tables: a row without an end needs no column for it.
    let told = optional.into_iter().filter(|_| schema::table(table.name).is_some());
    let told: Vec<String> = told.map(|column| column.name.to_string()).collect();
    if !told.is_empty() {
        let problem = RegisterProblem::MissingOptionalColumns { table: name(), columns: told };
        findings.add(header_place(), problem);
    }
    let missing: Vec<String> = missing.into_iter().map(|column| column.name.to_string()).collect();
    if !missing.is_empty() {
        let problem = RegisterProblem::MissingColumns { table: name(), columns: missing };
        findings.add(header_place(), problem);
    }
    rows.home = Arc::new(RegisterTable { columns, ..RegisterTable::clone(&rows.home) });
}

/// `None`: the row holds nothing under the table's headings.
fn read_row(rows: &Rows, raw: &RawRow, findings: &mut Findings) -> Option<Row> {
    let mut row = Row { number: raw.number, values: BTreeMap::new(), home: rows.home.clone() };
    let mut faults = Findings::default();
    let mut blank = true;
    for column in rows.table.columns {
        let Some(at) = rows.home.columns.get(column.name) else { continue };
        let table = || rows.table.name.to_string();
        let cell = raw.cells.get(at);
        match cell.map_or(Ok(None), |cell| value::read(column.kind, cell)) {
            Ok(Some(value)) => {
                blank = false;
                row.values.insert(column.name, value);
            }
            Ok(None) if column.required => {
                let problem = RegisterProblem::MissingValue { table: table(), column: column.name.into() };
                faults.add(rows.place(raw.number, Some(column.name)), problem);
            }
            Ok(None) => {}
            Err(expected) => {
                blank = false;
                let problem = RegisterProblem::WrongValue {
                    table: table(),
                    column: column.name.into(),
                    found: cell.map(value::as_text).unwrap_or_default(),
                    expected,
                };
                faults.add(rows.place(raw.number, Some(column.name)), problem);
            }
        }
    }
    if blank {
        return None;
    }
    findings.extend(faults);
    Some(row)
}

fn check_keys(rows: &Rows, findings: &mut Findings) {
    if rows.table.key.is_empty() {
        return;
    }
    let mut seen: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    for row in &rows.list {
        let key: Vec<String> = rows.table.key.iter().map(|column| key_part(rows, row, column)).collect();
        // A key with a faulty or missing part has its own finding already.
        let whole = rows.table.key.iter().all(|column| {
            row.values.contains_key(column)
                || rows.table.columns.iter().any(|known| known.name == *column && !known.required)
        });
        if !whole {
            continue;
        }
        match seen.get(&key) {
            Some(first_row) => {
                let shown: Vec<&str> =
                    key.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
                let problem = RegisterProblem::DuplicateKey {
                    table: rows.table.name.into(),
                    key: shown.join(" "),
                    first_row: *first_row,
                };
                findings.add(rows.place(row.number, rows.table.key.first().copied()), problem);
            }
            None => {
                seen.insert(key, row.number);
            }
        }
    }
}

/// A column of a key as the user has written it: a choice is its word.
fn key_part(rows: &Rows, row: &Row, column: &str) -> String {
    let kind = rows.table.columns.iter().find(|known| known.name == column).map(|known| known.kind);
    match (kind, row.values.get(column)) {
        (Some(Kind::Choice(words)), Some(Value::Choice(at))) => {
            words.get(*at).copied().unwrap_or_default().to_string()
        }
        _ => row.shown(column),
    }
}

fn check_validity(rows: &Rows, findings: &mut Findings) {
    for row in &rows.list {
        let Validity { from: Some(from), to: Some(to) } = row.validity() else { continue };
        if to < from {
            let problem = RegisterProblem::TurnedValidity {
                table: rows.table.name.into(),
                from: from.to_string(),
                to: to.to_string(),
            };
            findings.add(rows.place(row.number, Some("Giltig till")), problem);
        }
    }
}

/// A place by sheet and cell, or by line and heading.
fn place(home: &RegisterTable, row: u32, column: Option<(u32, &str)>) -> Place {
    Place::in_table(&home.file, home.sheet.as_ref(), row, column)
}

impl Rows {
    /// The place of a row's cell in a column of the table.
    pub fn place(&self, row: u32, column: Option<&str>) -> Place {
        match column {
            Some(column) => Place::in_row(&RegisterRow { table: self.home.clone(), number: row }, column),
            None => place(&self.home, row, None),
        }
    }

    pub fn place_of_all(&self) -> Place {
        let file = self.home.file.clone();
        match &self.home.sheet {
            Some(sheet) => Place::Sheet { file, sheet: sheet.clone() },
            None => Place::File { file },
        }
    }
}

impl Row {
    /// Where it stands, for those who find something in it when it meets the figures.
    pub fn at(&self) -> RegisterRow {
        RegisterRow { table: self.home.clone(), number: self.number }
    }

    /// The value as text, for keys and findings.
    pub fn shown(&self, column: &str) -> String {
        match self.values.get(column) {
            None => String::new(),
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Code(code)) => code.to_string(),
            Some(Value::Codes(_)) => String::new(),
            Some(Value::Amount(amount)) => amount.ore().to_string(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Whole(number)) => number.to_string(),
            Some(Value::Date(date)) => date.to_string(),
            Some(Value::Month(month)) => month.to_string(),
            Some(Value::Year(year)) => year.to_string(),
            Some(Value::Truth(truth)) => truth.to_string(),
            Some(Value::Choice(index)) => index.to_string(),
        }
    }

    pub fn text(&self, column: &str) -> Option<String> {
        match self.values.get(column)? {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// Empty when there is none: for columns that need not be filled.
    pub fn words(&self, column: &str) -> String {
        self.text(column).unwrap_or_default()
    }

    pub fn code(&self, column: &str) -> Option<Code> {
        match self.values.get(column)? {
            Value::Code(code) => Some(code.clone()),
            _ => None,
        }
    }

    pub fn codes(&self, column: &str) -> Option<&CodeSet> {
        match self.values.get(column)? {
            Value::Codes(codes) => Some(codes),
            _ => None,
        }
    }

    pub fn amount(&self, column: &str) -> Option<Money> {
        match self.values.get(column)? {
            Value::Amount(amount) => Some(*amount),
            _ => None,
        }
    }

    pub fn number(&self, column: &str) -> Option<Decimal> {
        match self.values.get(column)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn whole(&self, column: &str) -> Option<u32> {
        match self.values.get(column)? {
            Value::Whole(number) => Some(*number),
            _ => None,
        }
    }

    pub fn date(&self, column: &str) -> Option<Date> {
        match self.values.get(column)? {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }

    pub fn month(&self, column: &str) -> Option<Month> {
        match self.values.get(column)? {
            Value::Month(month) => Some(*month),
            _ => None,
        }
    }

    pub fn year(&self, column: &str) -> Option<i32> {
        match self.values.get(column)? {
            Value::Year(year) => Some(*year),
            _ => None,
        }
    }

    pub fn truth(&self, column: &str) -> Option<bool> {
        match self.values.get(column)? {
            Value::Truth(truth) => Some(*truth),
            _ => None,
        }
    }

    /// One of `of`, which lists the domain's values in the order of the column's words.
    pub fn choice<T: Copy>(&self, column: &str, of: &[T]) -> Option<T> {
        match self.values.get(column)? {
            Value::Choice(index) => of.get(*index).copied(),
            _ => None,
        }
    }

    pub fn validity(&self) -> Validity {
        Validity { from: self.date("Giltig från"), to: self.date("Giltig till") }
    }
}

/// The kinds whose cells are numbers in a workbook; the others are text or dates.
pub fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Amount | Kind::Number | Kind::Whole | Kind::Year)
}
