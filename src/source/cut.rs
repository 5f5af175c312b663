//! Bytes cut into records. Nearly all are cut by a look at their separators, quotes and line ends that copies nothing.
//! From the first record with a quote or a line end that is not plain, the rest of the piece is read by the strict reader,
//! for which a quote opens only at the beginning of a field: 5" rör is text.

use csv_core::{ReadRecordResult, ReaderBuilder};
use memchr::{memchr_iter, memchr2, memchr2_iter};

use super::scan::{BLOCK, Marks, Quotes, below};
use crate::raw::Batch;

pub(super) struct Cutter {
    separator: u8,
    /// Fields of the last record that stands on one line.
    width: usize,
}

/// How far a reading of a piece has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reached {
    /// All records before this place are cut; what follows has no end yet.
    Cut(Begin),
    /// The record that begins here is for the strict reader.
    Irregular(Begin),
    /// The quote of the record that begins here swallows others.
    Swallows(Begin),
}

/// Where a record begins, and how many line ends of the piece are before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Begin {
    at: usize,
    lines: u32,
}

impl Begin {
    /// Behind so many bytes more, and the line ends in them.
    fn then(self, bytes: &[u8], at: usize) -> Begin {
        Begin { at, lines: self.lines.saturating_add(line_ends(bytes, self.at, at)) }
    }
}

/// LF, and CR that stands alone.
fn line_ends(bytes: &[u8], from: usize, to: usize) -> u32 {
    let ends = memchr2_iter(b'\n', b'\r', &bytes[from..to]).map(|place| from + place);
    ends.filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')).count() as u32
}

/// A record whose end is looked for.
struct Open {
    begin: Begin,
    /// A field goes on over a line end.
    lines: bool,
}

impl Open {
    fn at(at: usize, lines: u32, batch: &mut Batch) -> Open {
        batch.begin_record(at, lines);
        Open { begin: Begin { at, lines }, lines: false }
    }
}

/// A record read by the strict reader: where it begins, and its fields one after the other with their ends.
struct Strict {
    begin: Begin,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Cutter {
    pub fn new(separator: u8) -> Cutter {
        Cutter { separator, width: 0 }
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
            Reached::Irregular(begin) => self.strict(&bytes, begin, last, &mut strict),
            reached => reached,
        };
        let Begin { at, lines } = match reached {
            Reached::Cut(begin) | Reached::Irregular(begin) => begin,
            Reached::Swallows(begin) => return Err(begin.lines),
        };
        rest.extend_from_slice(&bytes[at..]);
        batch.hold(bytes);
        for record in strict {
            let mut from = 0;
            let fields = record.ends.iter().map(|end| &record.text[std::mem::replace(&mut from, *end)..*end]);
            batch.push_plain(record.begin.lines, fields);
        }
        Ok(lines)
    }

    /// The fast reading, up to the first record that is not for it: one with a quote or a line end where the strict reader
    /// and a plain look differ.
    fn fast(&mut self, bytes: &[u8], last: bool, batch: &mut Batch) -> Reached {
        let mut one = Open::at(0, 0, batch);
        let mut lines = 0;
        let mut quotes = Quotes::new();
        for (number, block) in bytes.chunks(BLOCK).enumerate() {
            let base = number * BLOCK;
            let Marks { mut separators, mut ends, mut inner, faults } = quotes.marks(block, self.separator);
            let sound = below(faults.trailing_zeros());
            ends &= sound;
            while ends != 0 {
                let before = below(ends.trailing_zeros());
                let at = base + ends.trailing_zeros() as usize;
                batch.end_fields(base, separators & before);
                if inner & before != 0 {
                    one.lines = true;
                    lines += (inner & before).count_ones();
                }
                (separators, inner, ends) = (separators & !before, inner & !before, ends & (ends - 1));
                lines += 1;
                let end = at - usize::from(at > one.begin.at && bytes[at - 1] == b'\r');
                if end > one.begin.at && !self.close(&one, bytes, end, batch) {
                    return Reached::Swallows(one.begin);
                }
                one = Open::at(at + 1, lines, batch);
            }
            if faults != 0 {
                return Reached::Irregular(one.begin);
            }
            batch.end_fields(base, separators);
            if inner != 0 {
                one.lines = true;
                lines += inner.count_ones();
            }
        }
        match one.begin {
            // Half a line end is no end.
            begin if !last || begin.at == bytes.len() => Reached::Cut(begin),
            begin if quotes.are_open() => Reached::Swallows(begin),
            begin if bytes.ends_with(b"\r") => Reached::Irregular(begin),
            _ if self.close(&one, bytes, bytes.len(), batch) => {
                Reached::Cut(Begin { at: bytes.len(), lines })
            }
            begin => Reached::Swallows(begin),
        }
    }

    /// Ends a record that is no blank one; `false` when one of its quotes swallows others.
    #[inline]
    fn close(&mut self, one: &Open, bytes: &[u8], end: usize, batch: &mut Batch) -> bool {
        let written = &bytes[one.begin.at..end];
        if one.lines && self.swallows(written) {
            return false;
        }
        if !self.is_blank(written) {
            batch.end_field(end);
            let fields = batch.end_record();
            self.width = if one.lines { self.width } else { fields };
        }
        true
    }

    /// The strict reading from a place on.
    fn strict(&mut self, bytes: &[u8], mut begin: Begin, last: bool, records: &mut Vec<Strict>) -> Reached {
        let mut reader = ReaderBuilder::new().delimiter(self.separator).build();
        let mut at = begin.at;
        loop {
            let ends = bytes[at..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            at += ends;
            // Half a line end is counted with its other half.
            let half = ends > 0 && !last && at == bytes.len() && bytes.ends_with(b"\r");
            at -= usize::from(half);
            begin = begin.then(bytes, at);
            let mut one = Strict { begin, text: vec![0; 256], ends: vec![0; 16] };
            let (mut text, mut ends) = (0, 0);
            loop {
                let input = &bytes[at..];
                let (result, read, wrote, ended) =
                    reader.read_record(input, &mut one.text[text..], &mut one.ends[ends..]);
                (at, text, ends) = (at + read, text + wrote, ends + ended);
                match result {
                    ReadRecordResult::InputEmpty if last => {}
                    ReadRecordResult::InputEmpty => return Reached::Cut(begin),
                    ReadRecordResult::OutputFull => one.text.resize(one.text.len() * 2, 0),
                    ReadRecordResult::OutputEndsFull => one.ends.resize(one.ends.len() * 2, 0),
                    ReadRecordResult::Record => break,
                    ReadRecordResult::End => return Reached::Cut(begin.then(bytes, bytes.len())),
                }
            }
            // Half a line end is no end.
            if !last && at == bytes.len() && bytes.ends_with(b"\r") {
                return Reached::Cut(begin);
            }
            let written = &bytes[begin.at..without_line_end(bytes, at).max(begin.at)];
            if self.swallows(written) {
                return Reached::Swallows(begin);
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
            return is_open(written, self.separator);
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

/// Whether the last quote of a record on one line has no end.
fn is_open(written: &[u8], separator: u8) -> bool {
    let (mut open, mut doubled) = (false, None);
    for at in memchr_iter(b'"', written) {
        let next = written.get(at + 1);
        match open {
            _ if doubled == Some(at) => {}
            false if at > 0 && written[at - 1] != separator => return false,
            false => open = true,
            true if next == Some(&b'"') => doubled = Some(at + 1),
            true if next.is_some_and(|next| *next != separator) => return false,
            true => open = false,
        }
    }
    open
}

#[cfg(test)]
mod tests;
