//! The starter folder as plain tables that a case alters, and the findings as the user reads them.

use uppfolj::finding::Findings;
use uppfolj::raw::{RawRecord, RawRegisters, RawText};
use uppfolj::register::starter;
use uppfolj::text::finding::line;

/// The tables of grunddata as rows of text; the first row of each names the columns.
#[derive(Clone)]
pub struct Grunddata(pub Vec<(String, Vec<Vec<String>>)>);

impl Grunddata {
    pub fn starter() -> Grunddata {
        Grunddata(starter::tables().into_iter().map(|(name, rows)| (name.to_string(), rows)).collect())
    }

    pub fn table(&mut self, name: &str) -> &mut Vec<Vec<String>> {
        &mut self.0.iter_mut().find(|(known, _)| known == name).expect("a table of the starter").1
    }

    fn column(&mut self, table: &str, name: &str) -> usize {
        self.table(table)[0].iter().position(|heading| heading == name).expect("a column of the table")
    }

    /// Sets a cell; rows are lines of the file, the header is line 1.
    pub fn set(&mut self, table: &str, row: usize, column: &str, value: &str) -> &mut Grunddata {
        let column = self.column(table, column);
        self.table(table)[row - 1][column] = value.to_string();
        self
    }

    /// Adds a row from `column=value` pairs and tells its line.
    pub fn add(&mut self, table: &str, cells: &[(&str, &str)]) -> usize {
        let width = self.table(table)[0].len();
        self.table(table).push(vec![String::new(); width]);
        let row = self.table(table).len();
        for (column, value) in cells {
            self.set(table, row, column, value);
        }
        row
    }

    /// The line on which a column has a value.
    pub fn line_of(&mut self, table: &str, column: &str, value: &str) -> usize {
        let column = self.column(table, column);
        self.table(table).iter().position(|row| row[column] == value).expect("a row with the value") + 1
    }

    pub fn remove(&mut self, name: &str) -> &mut Grunddata {
        self.0.retain(|(known, _)| known != name);
        self
    }

    /// As the text files of `grunddata/`.
    pub fn raw(&self) -> RawRegisters {
        let tables = self.0.iter().map(|(name, rows)| text(&format!("grunddata/{name}.csv"), rows)).collect();
        RawRegisters { tables, ..RawRegisters::default() }
    }
}

pub fn text(file: &str, rows: &[Vec<String>]) -> RawText {
    let record = |(line, row): (u32, &Vec<String>)| {
        RawRecord::new(line, row.iter().map(String::as_str)).expect("a short record")
    };
    RawText { file: file.into(), records: (1..).zip(rows).map(record).collect() }
}

/// The first lines of all findings, in their listed order: severity, code, place, what was found and expected;
/// no-break spaces as plain ones.
pub fn lines(findings: &Findings) -> Vec<String> {
    let first = |text: String| text.lines().next().unwrap_or_default().replace('\u{a0}', " ");
    findings.sorted().into_iter().map(|finding| first(line(finding))).collect()
}
