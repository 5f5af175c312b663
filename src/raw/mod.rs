//! What stands in a file, before anything is understood: plain cells with absolute addresses.

pub mod batch;
mod encoding;
pub mod limits;
pub mod sie;
mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::domain::period::Date;

pub use batch::{Batch, Batches, Postings, Record, Stop};
pub use encoding::Encoding;
pub use text::{RawRecord, RawText};

/// What a cell holds. Numbers have passed the one door from Excel's binary floats (15 significant digits).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RawValue {
    Text(String),
    Number(Decimal),
    Date(Date),
    Bool(bool),
    /// `#DIV/0!`, a number that is not finite, an unknown error.
    Error(String),
}

/// A workbook as it came. Rows and columns count from 1; an absent key is an empty cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawWorkbook {
    pub file: Arc<str>,
    pub sheets: Vec<RawSheet>,
    /// Defined names and what they refer to, as written; the same name may stand twice (a copied sheet).
    pub names: Vec<(String, String)>,
    pub properties: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawSheet {
    pub name: Arc<str>,
    pub hidden: bool,
    pub cells: BTreeMap<(u32, u32), RawValue>,
    /// The formula of each cell that has one, cached value or not.
    pub formulas: BTreeMap<(u32, u32), String>,
}

/// A sheet or a text file as rows of cells, before its header row is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawGrid {
    pub file: Arc<str>,
    /// `None` for a text file.
    pub sheet: Option<Arc<str>>,
    /// In the file's order; blank rows are absent.
    pub rows: Vec<RawRow>,
}

/// One row: its number in the file (row or line, from 1) and its cells by column, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRow {
    pub number: u32,
    pub cells: BTreeMap<u32, RawValue>,
}

impl RawGrid {
    /// A formula without a computed value stands as an error: it must not pass for an empty cell.
    pub fn of_sheet(file: &Arc<str>, sheet: &RawSheet) -> RawGrid {
        let mut rows: BTreeMap<u32, BTreeMap<u32, RawValue>> = BTreeMap::new();
        for ((row, column), value) in &sheet.cells {
            rows.entry(*row).or_default().insert(*column, value.clone());
        }
        for ((row, column), formula) in &sheet.formulas {
            let cells = rows.entry(*row).or_default();
            cells.entry(*column).or_insert_with(|| RawValue::Error(format!("={formula}")));
        }
        RawGrid {
            file: file.clone(),
            sheet: Some(sheet.name.clone()),
            rows: rows.into_iter().map(|(number, cells)| RawRow { number, cells }).collect(),
        }
    }

    pub fn of_text(text: &RawText) -> RawGrid {
        let row = |record: &RawRecord| RawRow {
            number: record.line,
            cells: (1..)
                .zip(record.fields())
                .filter(|(_, field)| !field.trim().is_empty())
                .map(|(column, field)| (column, RawValue::Text(field.to_string())))
                .collect(),
        };
        RawGrid { file: text.file.clone(), sheet: None, rows: text.records.iter().map(row).collect() }
    }
}

/// What the folder holds of grunddata: the workbook, or text files in `grunddata/`, and own statement layouts.
#[derive(Clone, Debug, Default)]
pub struct RawRegisters {
    pub books: Vec<RawWorkbook>,
    pub tables: Vec<RawText>,
    pub layouts: Vec<RawText>,
}
