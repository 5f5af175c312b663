//! Bytes cut into records. Nearly all are cut by a look at their separators, quotes and line ends that copies nothing.
//! From the first record with a quote or a line end that is not plain, the rest of the piece is read by the strict reader,
//! for which a quote opens only at the beginning of a field: 5" rör is text.

use csv_core::{ReadRecordResult, ReaderBuilder};
use memchr::{memchr_iter, memchr2};

use super::scan::Marks;
use crate::raw::Batch;
use crate::raw::batch::line_ends;

pub(super) struct Cutter {
    separator: u8,
    /// Fields of the last record that stands on one line.
    width: usize,
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

/// A record whose end is looked for.
struct Open {
    start: usize,
    /// Where its last field begins, and whether a quote is open in it.
    field: usize,
    quoted: bool,
    /// A field goes on over a line end.
    lines: bool,
}

impl Open {
    fn at(start: usize, batch: &mut Batch) -> Open {
        batch.begin_record(start);
        Open { start, field: start, quoted: false, lines: false }
    }
}

/// A record read by the strict reader: where it begins, and its fields one after the other with their ends.
struct Strict {
    start: usize,
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

    /// The fast reading, up to the first record that is not for it: one with a quote or a line end where the strict reader
    /// and a plain look differ.
    fn fast(&mut self, bytes: &[u8], last: bool, batch: &mut Batch) -> Reached {
        let mut one = Open::at(0, batch);
        // What stands before this place is read.
        let mut read = 0;
        for at in Marks::of(bytes, self.separator) {
            if at < read {
                continue;
            }
            let next = bytes.get(at + 1).copied();
            match bytes[at] {
                b'"' if one.quoted && next == Some(b'"') => read = at + 2,
                b'"' if one.quoted => match next {
                    None | Some(b'\r' | b'\n') => one.quoted = false,
                    Some(next) if next == self.separator => one.quoted = false,
                    Some(_) => return Reached::Irregular(one.start),
                },
                b'"' if at == one.field => one.quoted = true,
                b'"' => return Reached::Irregular(one.start),
                b'\r' | b'\n' if one.quoted => one.lines = true,
                b'\r' | b'\n' if at == one.start => one = Open::at(at + 1, batch),
                // Half a line end is no end.
                b'\r' if next.is_none() && !last => return Reached::Cut(one.start),
                b'\r' if next != Some(b'\n') => return Reached::Irregular(one.start),
                end @ (b'\r' | b'\n') => {
                    if !self.close(&one, bytes, at, batch) {
                        return Reached::Swallows(one.start);
                    }
                    read = at + if end == b'\r' { 2 } else { 1 };
                    one = Open::at(read, batch);
                }
                byte if byte == self.separator && !one.quoted => {
                    batch.end_field(at);
                    one.field = at + 1;
                }
                _ => {}
            }
        }
        match one {
            Open { start, .. } if start == bytes.len() => Reached::Cut(start),
            Open { start, .. } if !last => Reached::Cut(start),
            Open { start, quoted: true, .. } => Reached::Swallows(start),
            _ if self.close(&one, bytes, bytes.len(), batch) => Reached::Cut(bytes.len()),
            _ => Reached::Swallows(one.start),
        }
    }

    /// Ends a record that is no blank one; `false` when one of its quotes swallows others.
    fn close(&mut self, one: &Open, bytes: &[u8], end: usize, batch: &mut Batch) -> bool {
        let written = &bytes[one.start..end];
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
