//! Text files cut into records and fields: what the left side of the avstämning counts and the facts are read from.

use std::sync::Arc;

/// A text file with separated fields. Blank records are absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawText {
    pub file: Arc<str>,
    pub records: Vec<RawRecord>,
}

/// One record: the line it begins on, from 1, and its fields as written, without the quotes around them.
///
/// The fields lie in one string, so that a large ledger costs two allocations a row and not ten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRecord {
    pub line: u32,
    text: Box<str>,
    /// Where each field ends in `text`; ascending, on character boundaries.
    ends: Box<[u32]>,
}

impl RawText {
    /// One of the program's own templates: `;` between fields, no quotes, no blank lines that count.
    pub fn of_template(file: &str, text: &str) -> RawText {
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let records = lines.filter_map(|(number, line)| RawRecord::new(number, line.split(';'))).collect();
        RawText { file: Arc::from(file), records }
    }
}

impl RawRecord {
    /// `None` when the fields together are longer than 4 GB.
    pub fn new<'a>(
        line: u32,
        fields: impl IntoIterator<Item = &'a str, IntoIter: Clone>,
    ) -> Option<RawRecord> {
        let fields = fields.into_iter();
        // Measured first: each row is then two allocations of the right size.
        let (count, length) =
            fields.clone().fold((0, 0), |(count, length), field| (count + 1, length + field.len()));
        let mut text = String::with_capacity(length);
        let mut ends = Vec::with_capacity(count);
        for field in fields {
            text.push_str(field);
            ends.push(u32::try_from(text.len()).ok()?);
        }
        Some(RawRecord { line, text: text.into_boxed_str(), ends: ends.into_boxed_slice() })
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A field by its index from 0.
    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        Some(&self.text[start..end])
    }

    pub fn fields(&self) -> impl Iterator<Item = &str> + Clone {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The same record with one field exchanged; an index outside leaves it as it is.
    pub fn with(&self, index: usize, field: &str) -> RawRecord {
        let fields = self.fields().enumerate().map(|(at, own)| if at == index { field } else { own });
        RawRecord::new(self.line, fields).unwrap_or_else(|| self.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::RawRecord;

    #[test]
    fn fields_keep_their_borders() {
        let record = RawRecord::new(7, ["å", "", "  b ", "c"]).expect("a short record");
        assert_eq!(record.fields().collect::<Vec<_>>(), ["å", "", "  b ", "c"]);
        assert_eq!(record.get(4), None);
        assert_eq!(record.with(1, "ny").fields().collect::<Vec<_>>(), ["å", "ny", "  b ", "c"]);
        assert!(!record.is_blank());
        assert!(RawRecord::new(1, ["", " "]).expect("a short record").is_blank());
    }
}
