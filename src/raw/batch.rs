//! A piece of a text file cut into records, without a copy of its text: the bytes as they were read, and where each
//! field begins. Fields stay bytes until somebody wants to see them.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Encoding, RawText};
use crate::finding::{Place, Unreadable};

/// Records that stand together in a file.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    pub file: Arc<str>,
    /// Which piece of the file it is, from 0.
    pub number: u32,
    encoding: Encoding,
    bytes: Vec<u8>,
    /// Where the fields of all records begin, and one past the separator that ends the last of each record.
    marks: Vec<u32>,
    cuts: Vec<Cut>,
    /// The first mark of the record that is begun, and how many lines into the piece it begins.
    open: (u32, u32),
    /// The line that `bytes` begins on.
    first_line: u32,
    /// How often records were altered, which only tests do.
    alterations: u32,
}

#[derive(Clone, Copy, Debug)]
struct Cut {
    /// The record's first mark, and how many fields it has.
    mark: u32,
    fields: u32,
    /// The line it begins on.
    line: u32,
    /// The fields stand without the quotes around them.
    plain: bool,
}

/// One record of a batch.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    batch: &'a Batch,
    marks: &'a [u32],
    line: u32,
    plain: bool,
}

/// Why a file cannot be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    Unreadable(Unreadable),
    /// A quote opens on the line and swallows what follows.
    OpenQuote {
        line: u32,
    },
}

/// A file as pieces, first to last.
pub trait Batches: Send {
    /// Fills the batch with the next records; `false` when there are none left.
    fn next(&mut self, batch: &mut Batch) -> Result<bool, Stop>;
}

/// A file of postings that can be gone through more than once.
pub trait Postings: Sync {
    fn name(&self) -> &Arc<str>;
    fn open(&self) -> Result<Box<dyn Batches + '_>, Unreadable>;
    /// The same for files with the same content.
    fn fingerprint(&self) -> String;
    fn size(&self) -> u64;
    /// Where a row, and the cell of a heading in it, are shown to stand.
    fn place(&self, row: u64, heading: Option<Arc<str>>) -> Place {
        Place::Line { file: self.name().clone(), line: row, column: heading }
    }
    /// Whether what stands there has been told as a fault before the rows are read.
    fn is_told(&self, _place: &Place) -> bool {
        false
    }
}

impl Batch {
    /// Empties the batch for the next piece and gives its buffer, to be filled and handed back by [`Batch::hold`].
    pub fn begin(&mut self, file: &Arc<str>, number: u32, encoding: Encoding, first_line: u32) -> Vec<u8> {
        if *self.file != **file {
            self.file = file.clone();
        }
        (self.number, self.encoding, self.first_line) = (number, encoding, first_line);
        self.alterations = 0;
        self.marks.clear();
        self.cuts.clear();
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        bytes
    }

    /// The bytes that the records of this batch are cut from.
    pub fn hold(&mut self, bytes: Vec<u8>) {
        self.bytes = bytes;
    }

    /// Begins a record of the bytes as they are written, so many lines after them.
    #[inline]
    pub fn begin_record(&mut self, start: usize, after: u32) {
        self.open = (self.marks.len() as u32, after);
        self.marks.push(start as u32);
    }

    /// Ends a field of it; the next one begins behind the byte there.
    #[inline]
    pub fn end_field(&mut self, at: usize) {
        self.marks.push(at as u32 + 1);
    }

    /// Ends fields of it at the places behind `base` that have a bit. Eight are written and those kept that are some: how
    /// many stand in a piece of a row is not to be guessed.
    #[inline]
    pub fn end_fields(&mut self, base: usize, mut places: u64) {
        loop {
            let (known, found) = (self.marks.len(), places.count_ones() as usize);
            let eight: [u32; 8] = std::array::from_fn(|_| {
                let at = places.trailing_zeros();
                places &= places.wrapping_sub(1);
                base as u32 + at + 1
            });
            self.marks.extend_from_slice(&eight);
            if found <= eight.len() {
                return self.marks.truncate(known + found);
            }
        }
    }

    /// Ends the record and gives the number of its fields. One that is not ended is none.
    #[inline]
    pub fn end_record(&mut self) -> usize {
        let (mark, after) = self.open;
        let fields = self.marks.len() - mark as usize - 1;
        let line = self.first_line.saturating_add(after);
        self.cuts.push(Cut { mark, fields: fields as u32, line, plain: false });
        fields
    }

    /// A record of the bytes as they are written, from the lengths of its fields.
    #[cfg(test)]
    pub fn push_written(&mut self, start: usize, after: u32, lengths: &[usize]) {
        self.begin_record(start, after);
        let mut at = start;
        for length in lengths {
            self.end_field(at + length);
            at += length + 1;
        }
        self.end_record();
    }

    /// A record whose fields have been read already, added behind the bytes; it begins so many lines after them.
    pub fn push_plain<'f>(&mut self, after: u32, fields: impl Iterator<Item = &'f [u8]>) {
        let cut = self.plain(self.first_line.saturating_add(after), fields);
        self.cuts.push(cut);
    }

    fn plain<'f>(&mut self, line: u32, fields: impl Iterator<Item = &'f [u8]>) -> Cut {
        let mark = self.marks.len();
        self.marks.push(self.bytes.len() as u32);
        for field in fields {
            self.bytes.extend_from_slice(field);
            self.bytes.push(b'\n');
            self.marks.push(self.bytes.len() as u32);
        }
        let fields = self.marks.len() - mark - 1;
        Cut { mark: mark as u32, fields: fields as u32, line, plain: true }
    }

    pub fn len(&self) -> usize {
        self.cuts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.cuts.is_empty()
    }

    /// Bytes that the batch holds.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How often a record was taken away, doubled or exchanged since the piece was cut.
    pub fn alterations(&self) -> u32 {
        self.alterations
    }

    #[inline]
    pub fn get(&self, at: usize) -> Option<Record<'_>> {
        self.cuts.get(at).map(|cut| self.record(*cut))
    }

    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        self.cuts.iter().map(|cut| self.record(*cut))
    }

    #[inline]
    fn record(&self, cut: Cut) -> Record<'_> {
        let from = cut.mark as usize;
        let marks = &self.marks[from..=from + cut.fields as usize];
        Record { batch: self, marks, line: cut.line, plain: cut.plain }
    }

    /// Takes a record away: what a test does after the rows are counted.
    pub fn remove(&mut self, at: usize) {
        self.cuts.remove(at);
        self.alterations += 1;
    }

    /// Adds a record once more, at the end.
    pub fn double(&mut self, at: usize) {
        self.cuts.extend(self.cuts.get(at).copied());
        self.alterations += 1;
    }

    /// Exchanges a field for another text, in letters that all encodings share.
    pub fn exchange(&mut self, at: usize, field: usize, text: &str) {
        let Some(record) = self.get(at) else { return };
        let line = record.line();
        let own = (0..record.len()).map(|of| if of == field { text.as_bytes() } else { record.bytes(of) });
        let own: Vec<Vec<u8>> = own.map(<[u8]>::to_vec).collect();
        self.cuts[at] = self.plain(line, own.iter().map(Vec::as_slice));
        self.alterations += 1;
    }
}

impl<'a> Record<'a> {
    pub fn len(self) -> usize {
        self.marks.len() - 1
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// A field as it is written, with its quotes; empty when the record is short.
    #[inline]
    pub fn written(self, field: usize) -> &'a [u8] {
        match (self.marks.get(field), self.marks.get(field + 1)) {
            (Some(from), Some(to)) => &self.batch.bytes[*from as usize..*to as usize - 1],
            _ => &[],
        }
    }

    /// A field without the quotes around it; doubled quotes inside stand doubled.
    #[inline]
    pub fn bytes(self, field: usize) -> &'a [u8] {
        match self.written(field) {
            [b'"', inner @ .., b'"'] if !self.plain => inner,
            other => other,
        }
    }

    /// A field of at most seven bytes as a number that no other such field has; an absent one is empty.
    #[inline]
    pub fn word(self, field: usize) -> Option<u64> {
        let (Some(from), Some(to)) = (self.marks.get(field), self.marks.get(field + 1)) else {
            return Some(0);
        };
        let (from, to) = (*from as usize, *to as usize - 1);
        let length = to - from;
        if length > 7 {
            return None;
        }
        // The bytes behind the field are at hand; at the end of the piece they are not.
        let word = match self.batch.bytes.get(from..).and_then(<[u8]>::first_chunk) {
            Some(eight) => u64::from_le_bytes(*eight) & ((1 << (8 * length)) - 1),
            None => {
                self.batch.bytes[from..to].iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
            }
        };
        Some(word | (length as u64) << 56)
    }

    /// The eight bytes before the last `behind` of a field, the last of them as the highest; they may begin before the field.
    #[inline]
    pub fn eight_before(self, field: usize, behind: usize) -> Option<u64> {
        let end = (*self.marks.get(field + 1)? as usize).checked_sub(behind + 1)?;
        let from = end.checked_sub(8)?;
        self.batch.bytes[..end].get(from..)?.first_chunk().map(|eight| u64::from_le_bytes(*eight))
    }

    /// The line it begins on.
    pub fn line(self) -> u32 {
        self.line
    }

    /// As [`Record::word`]; a column that is not there is empty.
    #[inline]
    pub fn word_of(self, field: Option<usize>) -> Option<u64> {
        field.map_or(Some(0), |field| self.word(field))
    }

    pub fn encoding(self) -> Encoding {
        self.batch.encoding
    }

    /// Whether a quote at the beginning of a field belongs to the text.
    pub fn is_plain(self) -> bool {
        self.plain
    }

    /// A field as text.
    pub fn text(self, field: usize) -> Cow<'a, str> {
        let (written, bytes) = (self.written(field), self.bytes(field));
        let text = self.batch.encoding.decode(bytes);
        let doubled = written.len() != bytes.len() && bytes.contains(&b'"');
        if doubled { Cow::Owned(text.replace("\"\"", "\"")) } else { text }
    }

    pub fn texts(self) -> impl Iterator<Item = Cow<'a, str>> {
        (0..self.len()).map(move |field| self.text(field))
    }
}

/// Files that stand in memory already.
impl Postings for RawText {
    fn name(&self) -> &Arc<str> {
        &self.file
    }

    fn open(&self) -> Result<Box<dyn Batches + '_>, Unreadable> {
        Ok(Box::new(Ready { text: self, at: 0, number: 0 }))
    }

    fn fingerprint(&self) -> String {
        use std::hash::{DefaultHasher, Hasher};
        let mut hasher = DefaultHasher::new();
        for record in &self.records {
            record.fields().for_each(|field| {
                hasher.write(field.as_bytes());
                hasher.write_u8(b'\n');
            });
            hasher.write_u32(record.line);
        }
        format!("{:016x}", hasher.finish())
    }

    fn size(&self) -> u64 {
        self.records.len() as u64
    }
}

struct Ready<'a> {
    text: &'a RawText,
    at: usize,
    number: u32,
}

impl Batches for Ready<'_> {
    fn next(&mut self, batch: &mut Batch) -> Result<bool, Stop> {
        const RECORDS: usize = 10_000;
        let records = &self.text.records[self.at..];
        let records = &records[..records.len().min(RECORDS)];
        let bytes = batch.begin(&self.text.file, self.number, Encoding::Utf8, 1);
        batch.hold(bytes);
        for record in records {
            batch.push_plain(record.line.saturating_sub(1), record.fields().map(str::as_bytes));
        }
        self.at += records.len();
        self.number += 1;
        Ok(!records.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::{Batch, Encoding};

    fn batch() -> Batch {
        let mut batch = Batch::default();
        let mut bytes = batch.begin(&"a.csv".into(), 0, Encoding::Windows1252, 7);
        bytes.extend_from_slice(b"\xE5;\"b \"\"c\"\"\"\r\n\r\n1;2\r3;4");
        batch.hold(bytes);
        batch.push_written(0, 0, &[1, 9]);
        batch.push_written(15, 2, &[1, 1]);
        batch.push_written(19, 3, &[1, 1]);
        batch
    }

    fn rows(batch: &Batch) -> Vec<(u32, Vec<String>)> {
        batch.records().map(|record| (record.line(), record.texts().map(String::from).collect())).collect()
    }

    fn row(line: u32, fields: [&str; 2]) -> (u32, Vec<String>) {
        (line, fields.map(str::to_string).to_vec())
    }

    #[test]
    fn fields_are_shown_without_quotes() {
        assert_eq!(rows(&batch()), [row(7, ["å", "b \"c\""]), row(9, ["1", "2"]), row(10, ["3", "4"])]);
    }

    #[test]
    fn a_short_field_is_a_number_of_its_own_wherever_it_stands() {
        let mut batch = Batch::default();
        let mut bytes = batch.begin(&"a.csv".into(), 0, Encoding::Utf8, 1);
        bytes.extend_from_slice(b"4010;12345678;\0;;4010");
        batch.hold(bytes);
        batch.push_written(0, 0, &[4, 8, 1, 0, 4]);
        let record = batch.get(0).expect("a record");
        let words: Vec<Option<u64>> = (0..6).map(|field| record.word(field)).collect();
        assert_eq!(words, [words[4], None, Some(1 << 56), Some(0), words[0], Some(0)]);
        assert_eq!(words[0], Some(u64::from_le_bytes(*b"4010\0\0\0\x04")));
    }

    #[test]
    fn a_record_may_be_taken_away_doubled_or_altered() {
        let mut altered = batch();
        altered.exchange(1, 1, "20");
        altered.double(0);
        altered.remove(2);
        assert_eq!(rows(&altered), [row(7, ["å", "b \"c\""]), row(9, ["1", "20"]), row(7, ["å", "b \"c\""])]);
    }
}
