//! A SIE file cut into records: label, fields and object list as they stand, each with its line.

use std::sync::Arc;

use super::RawRecord;
use crate::domain::money::Money;
use crate::domain::sie::{SieEncoding, SieFlaw};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sie {
    pub file: Arc<str>,
    pub encoding: SieEncoding,
    pub records: Vec<SieRecord>,
    /// Lines that are no records, in the file's order.
    pub flaws: Vec<(u32, SieFlaw)>,
    pub counted: Counted,
}

/// The rows `#TRANS` of the file, counted as they were cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub rows: u64,
    pub sum: Money,
}

/// One record. The label is its first field; the items of its object list follow where the list stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SieRecord {
    fields: RawRecord,
    /// Where the object list begins among the fields, and how many they are.
    list: (usize, usize),
    /// The record `#VER` it stands below, by its index.
    pub voucher: Option<usize>,
}

impl SieRecord {
    /// `None` when the fields together are longer than 4 GB.
    pub fn new(
        line: u32,
        fields: &[String],
        list: (usize, usize),
        voucher: Option<usize>,
    ) -> Option<SieRecord> {
        let fields = RawRecord::new(line, fields.iter().map(String::as_str))?;
        Some(SieRecord { fields, list, voucher })
    }

    pub fn line(&self) -> u32 {
        self.fields.line
    }

    /// Without its `#`.
    pub fn label(&self) -> &str {
        self.fields.get(0).unwrap_or_default()
    }

    /// A field after the label by its index from 0, the object list passed over; what is not there is empty.
    pub fn field(&self, index: usize) -> &str {
        let (start, length) = self.list;
        let at = index + 1;
        let at = if at >= start { at + length } else { at };
        self.fields.get(at).unwrap_or_default().trim()
    }

    /// The object list as pairs of dimension and object.
    pub fn objects(&self) -> impl Iterator<Item = (&str, &str)> {
        let (start, length) = self.list;
        let item = |at: usize| self.fields.get(at).unwrap_or_default().trim();
        (start..start + length).step_by(2).map(move |at| (item(at), item(at + 1)))
    }

    pub fn has_objects(&self) -> bool {
        self.list.1 > 0
    }

    /// The fields after the label, those of the object list among them.
    pub fn contents(&self) -> impl Iterator<Item = &str> {
        self.fields.fields().skip(1)
    }
}
