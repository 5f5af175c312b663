//! Where a row of a register stands in its file: what later stations find out about the row is told there.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A register as it stands in a workbook's sheet or in a text file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterTable {
    pub file: Arc<str>,
    /// `None` in a text file.
    pub sheet: Option<Arc<str>>,
    /// The columns that its header row has, counted from 1, by their headings.
    pub columns: BTreeMap<&'static str, u32>,
}

/// One of its rows, by the number that its file counts.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RegisterRow {
    pub table: Arc<RegisterTable>,
    pub number: u32,
}

impl fmt::Debug for RegisterRow {
    /// The same for the same row whatever file it stands in.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "row {}", self.number)
    }
}
