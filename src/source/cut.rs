//! Bytes cut into records. Most records are cut by a fast tokeniser that copies nothing; each is looked over for quotes
//! and line ends it may have taken for something else. From the first such record the rest of the piece is read by the
//! strict reader, for which a quote opens only at the beginning of a field: 5" rör is text.

use csv_core::{ReadRecordResult, ReaderBuilder};
use memchr::{memchr2, memchr3_iter};

use crate::raw::Batch;
use crate::raw::batch::line_ends;

pub(super) struct Cutter {
    separator: u8,
    /// Fields of the last record that stands on one line.
    width: usize,
    lengths: Vec<usize>,
}

/// How far a reading of a piece has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reached {
    /// All records before this place are cut; what follows has no end yet.
    Cut(usize),
    /// The record that begins here is for the strict reader.
    Irregular(usize),
    /// The quote of the record that begins here swallows others.
    Swallows(usize),
}

/// What the quotes of a record are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quotes {
    /// Around whole fields, or none; whether a field goes on over a line end.
    Regular { lines: bool },
    /// A quote or a line end where the two readers differ.
    Irregular,
    /// The last one has no end.
    Open,
}

/// A record read by the strict reader: where it begins, and its fields one after the other with their ends.
struct Strict {
    start: usize,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Cutter {
    pub fn new(separator: u8) -> Cutter {
        Cutter { separator, width: 0, lengths: Vec::new() }
    }

    /// Cuts a piece into the batch. What has no end goes to `rest`, unless the piece is the last. Gives the line ends that
    /// are passed; `Err` those before a record whose quote swallows others.
    pub fn cut(
        &mut self,
        bytes: Vec<u8>,
        last: bool,
        batch: &mut Batch,
        rest: &mut Vec<u8>,
    ) -> Result<u32, u32> {
        let mut strict = Vec::new();
        let reached = match self.fast(&bytes, last, batch) {
            Reached::Irregular(at) => self.strict(&bytes, at, last, &mut strict),
            reached => reached,
        };
        let at = match reached {
            Reached::Cut(at) | Reached::Irregular(at) => at,
            Reached::Swallows(at) => return Err(line_ends(&bytes, 0, at)),
        };
        // Half a line end is counted with its other half.
        let half = !last && at == bytes.len() && bytes.ends_with(b"\r");
        let at = at - usize::from(half);
        rest.extend_from_slice(&bytes[at..]);
        let (mut counted, mut lines) = (0, 0);
        let mut passed = |to: usize| {
            lines += line_ends(&bytes, counted, to);
            counted = to;
            lines
        };
        let numbered: Vec<(u32, Strict)> = strict.into_iter().map(|one| (passed(one.start), one)).collect();
        let lines = passed(at);
        batch.hold(bytes);
        for (after, record) in numbered {
            let mut from = 0;
            let fields = record.ends.iter().map(|end| &record.text[std::mem::replace(&mut from, *end)..*end]);
            batch.push_plain(after, fields);
        }
        Ok(lines)
    }

    /// The fast reading, up to the first record that is not for it.
    fn fast(&mut self, bytes: &[u8], last: bool, batch: &mut Batch) -> Reached {
        let mut reader = simd_csv::ZeroCopyReaderBuilder::with_capacity(bytes.len().max(1))
            .delimiter(self.separator)
            .quote(b'"')
            .flexible(true)
            .has_headers(false)
            .from_reader(bytes);
        // The tokeniser passes by a mark at the beginning, and tells a record's end but not where it begins.
        let mut begin = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        // Bytes in memory are read without an error.
        while let Ok(Some(record)) = reader.read_byte_record() {
            self.lengths.clear();
            self.lengths.extend(record.iter().map(<[u8]>::len));
            let end = usize::try_from(reader.position()).unwrap_or(bytes.len());
            let start =
                begin + bytes[begin..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            begin = end;
            let written = &bytes[start..without_line_end(bytes, end).max(start)];
            let quotes = quotes(written, self.separator);
            let blank = self.is_blank(written);
            let swallows = quotes == Quotes::Regular { lines: true } && self.swallows(written);
            // A carriage return at the end of a piece may be half a line end.
            let half = written.ends_with(b"\r");
            let ended = last || end < bytes.len() || bytes.ends_with(b"\n");
            match quotes {
                Quotes::Irregular if ended || !half => return Reached::Irregular(start),
                Quotes::Open if last => return Reached::Swallows(start),
                Quotes::Open => return Reached::Cut(start),
                _ if !ended => return Reached::Cut(start),
                _ if swallows => return Reached::Swallows(start),
                Quotes::Regular { lines } if !blank => {
                    // The end of the first record is not told exactly.
                    let others = self.lengths.iter().rev().skip(1).map(|length| length + 1).sum::<usize>();
                    if let Some(ending) = self.lengths.last_mut() {
                        *ending = written.len().saturating_sub(others);
                    }
                    batch.push_written(start, self.lengths.iter().copied());
                    if !lines {
                        self.width = self.lengths.len();
                    }
                }
                _ => {}
            }
        }
        Reached::Cut(bytes.len())
    }

    /// The strict reading from a place on.
    fn strict(&mut self, bytes: &[u8], from: usize, last: bool, records: &mut Vec<Strict>) -> Reached {
        let mut reader = ReaderBuilder::new().delimiter(self.separator).build();
        let mut at = from;
        loop {
            at += bytes[at..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let mut one = Strict { start: at, text: vec![0; 256], ends: vec![0; 16] };
            let (mut text, mut ends) = (0, 0);
            loop {
                let input = &bytes[at..];
                let (result, read, wrote, ended) =
                    reader.read_record(input, &mut one.text[text..], &mut one.ends[ends..]);
                (at, text, ends) = (at + read, text + wrote, ends + ended);
                match result {
                    ReadRecordResult::InputEmpty if last => {}
                    ReadRecordResult::InputEmpty => return Reached::Cut(one.start),
                    ReadRecordResult::OutputFull => one.text.resize(one.text.len() * 2, 0),
                    ReadRecordResult::OutputEndsFull => one.ends.resize(one.ends.len() * 2, 0),
                    ReadRecordResult::Record => break,
                    ReadRecordResult::End => return Reached::Cut(bytes.len()),
                }
            }
            // Half a line end is no end.
            if !last && at == bytes.len() && bytes.ends_with(b"\r") {
                return Reached::Cut(one.start);
            }
            let written = &bytes[one.start..without_line_end(bytes, at).max(one.start)];
            if self.swallows(written) {
                return Reached::Swallows(one.start);
            }
            one.text.truncate(text);
            one.ends.truncate(ends);
            if memchr2(b'\n', b'\r', written).is_none() {
                self.width = ends;
            }
            if !self.is_blank(written) {
                records.push(one);
            }
        }
    }

    /// Whether a quoted field goes on over line ends in a way that text does not: it has no end, something stands between
    /// its end and the separator, or one of its lines has as many separators as a row.
    fn swallows(&self, written: &[u8]) -> bool {
        if memchr2(b'\n', b'\r', written).is_none() {
            return quotes(written, self.separator) == Quotes::Open;
        }
        let mut rest = written;
        loop {
            let Some(quoted) = rest.strip_prefix(b"\"") else {
                match memchr::memchr(self.separator, rest) {
                    Some(end) => rest = &rest[end + 1..],
                    None => return false,
                }
                continue;
            };
            let Some(end) = closing_quote(quoted) else { return true };
            let (field, after) = (&quoted[..end], &quoted[end + 1..]);
            let lines = memchr2(b'\n', b'\r', field).is_some();
            let row = |line: &[u8]| {
                line.iter().filter(|byte| **byte == self.separator).count() + 1 >= self.width.max(3)
            };
            if lines && field.split(|byte| matches!(byte, b'\n' | b'\r')).any(row) {
                return true;
            }
            match after {
                [] => return false,
                [next, ..] if *next == self.separator => rest = &after[1..],
                _ if lines => return true,
                _ => match memchr::memchr(self.separator, after) {
                    Some(end) => rest = &after[end + 1..],
                    None => return false,
                },
            }
        }
    }

    /// Nothing but separators, blanks and empty quotes.
    fn is_blank(&self, written: &[u8]) -> bool {
        let says_nothing = |field: &[u8]| matches!(field.trim_ascii(), b"" | b"\"\"");
        written.first().is_none_or(|first| *first == self.separator || matches!(first, b' ' | b'\t' | b'"'))
            && written.split(|byte| *byte == self.separator).all(says_nothing)
    }
}

/// Where the quote stands that closes a field; doubled ones do not.
fn closing_quote(quoted: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr(b'"', &quoted[at..])?;
        if quoted.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// The end of a record without the line end behind it.
fn without_line_end(bytes: &[u8], end: usize) -> usize {
    match &bytes[..end] {
        [.., b'\r', b'\n'] => end - 2,
        [.., b'\n'] => end - 1,
        _ => end,
    }
}

/// Looks over the quotes and line ends of a record.
fn quotes(written: &[u8], separator: u8) -> Quotes {
    let (mut open, mut lines, mut doubled) = (false, false, None);
    for at in memchr3_iter(b'"', b'\r', b'\n', written) {
        let next = written.get(at + 1);
        match written[at] {
            b'"' if doubled == Some(at) => {}
            b'"' if !open => {
                if at > 0 && written[at - 1] != separator {
                    return Quotes::Irregular;
                }
                open = true;
            }
            b'"' if next == Some(&b'"') => doubled = Some(at + 1),
            b'"' => {
                if next.is_some_and(|next| *next != separator) {
                    return Quotes::Irregular;
                }
                open = false;
            }
            _ if open => lines = true,
            _ => return Quotes::Irregular,
        }
    }
    if open { Quotes::Open } else { Quotes::Regular { lines } }
}

#[cfg(test)]
mod tests;
