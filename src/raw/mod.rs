//! What stands in a file, before anything is understood: plain cells with absolute addresses.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::domain::period::Date;

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

/// A table of a register or a budget, from a sheet or a text file: a header row and data rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawTable {
    pub file: Arc<str>,
    /// `None` for a text file.
    pub sheet: Option<Arc<str>>,
    pub header: RawRow,
    pub rows: Vec<RawRow>,
}

/// One row: its number in the file (row or line, from 1) and its cells by column, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRow {
    pub number: u32,
    pub cells: BTreeMap<u32, RawValue>,
}
