//! A text file of postings, cut into records piece by piece: never whole in memory, never mapped.

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use super::bytes::{Letters, Look};
use super::cut::Cutter;
use super::folder::{Seen, Streamed};
use crate::finding::Unreadable;
use crate::raw::{Batch, Batches, Encoding, Postings, Stop};

/// A record longer than this is none: a quote has been opened and not closed.
const LONGEST: usize = 8 << 20;

pub struct TextFile {
    file: Streamed,
    separator: u8,
}

impl TextFile {
    pub fn new(file: &Streamed, separator: u8) -> TextFile {
        TextFile { file: file.clone(), separator }
    }

    fn seen(&self) -> &Seen {
        &self.file.seen
    }
}

impl Postings for TextFile {
    fn name(&self) -> &Arc<str> {
        &self.seen().path
    }

    fn open(&self) -> Result<Box<dyn Batches + '_>, Unreadable> {
        let file = File::open(&self.file.at).map_err(|_| Unreadable::Locked)?;
        let about = file.metadata().map_err(|_| Unreadable::Locked)?;
        if about.len() != self.seen().size {
            return Err(Unreadable::Changed);
        }
        Ok(Box::new(Pieces::of(self.name(), file, self.file.look, self.separator)))
    }

    fn fingerprint(&self) -> String {
        self.seen().sha256.clone()
    }

    fn size(&self) -> u64 {
        self.seen().size
    }
}

/// The records of a text, piece by piece.
pub(super) struct Pieces<'a, R> {
    name: &'a Arc<str>,
    encoding: Encoding,
    letters: Letters<R>,
    cutter: Cutter,
    /// The beginning of a record whose end has not been read.
    rest: Vec<u8>,
    number: u32,
    line: u32,
    ended: bool,
}

impl<'a, R: Read> Pieces<'a, R> {
    pub fn of(name: &'a Arc<str>, text: R, look: Look, separator: u8) -> Pieces<'a, R> {
        Pieces {
            name,
            encoding: look.encoding,
            letters: Letters::new(text, look),
            cutter: Cutter::new(separator),
            rest: Vec::new(),
            number: 0,
            line: 1,
            ended: false,
        }
    }
}

impl<R: Read + Send> Batches for Pieces<'_, R> {
    fn next(&mut self, batch: &mut Batch) -> Result<bool, Stop> {
        while !self.ended {
            let mut bytes = batch.begin(self.name, self.number, self.encoding, self.line);
            bytes.append(&mut self.rest);
            self.ended = !self.letters.next(&mut bytes).map_err(Stop::Unreadable)?;
            let cut = self.cutter.cut(bytes, self.ended, batch, &mut self.rest);
            let passed = |lines: u32| self.line.saturating_add(lines);
            self.line = cut.map(passed).map_err(|lines| Stop::OpenQuote { line: passed(lines) })?;
            if self.rest.len() > LONGEST {
                return Err(Stop::OpenQuote { line: self.line });
            }
            if !batch.is_empty() {
                self.number += 1;
                return Ok(true);
            }
        }
        Ok(false)
    }
}
