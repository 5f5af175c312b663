//! The zip of a workbook: parts are read when asked for, and written back changed, new or gone. Every part that nobody
//! changed is copied as it lies, without being inflated.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::MarkError;
use crate::raw::limits::{ALL_BYTES, FILE_BYTES, PART_BYTES, PARTS};

/// Most bytes handed out in all: a sheet is asked for a few times, but a thousand sheets that name one part of notes
/// are no workbook.
const WORK_BYTES: u64 = 4 * ALL_BYTES;

pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Part → its entry.
    entries: BTreeMap<String, usize>,
    /// Parts that are new or changed; `None`: gone.
    changed: BTreeMap<String, Change>,
    /// How many bytes of parts have been handed out.
    handed: u64,
}

struct Change {
    /// The name as it is written.
    name: String,
    text: Option<String>,
}

/// One spelling of a part's name: parts are the same whatever the case, and some programs use the other slash.
fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

impl<'b> Package<'b> {
    pub fn open(bytes: &'b [u8]) -> Result<Package<'b>, MarkError> {
        if bytes.len() > FILE_BYTES {
            return Err(MarkError::TooLarge);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| MarkError::NoPackage)?;
        if archive.len() > PARTS {
            return Err(MarkError::TooLarge);
        }
        let mut entries = BTreeMap::new();
        let mut packed: u64 = 0;
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(|_| MarkError::NoPackage)?;
            packed = packed.saturating_add(entry.compressed_size());
            let name = entry.name().map_err(|_| MarkError::NoPackage)?;
            // Which of two is meant, no two programs agree on.
            if entries.insert(key(&name), index).is_some() {
                return Err(MarkError::NoPackage);
            }
        }
        // Entries that lie in each other would grow when each is copied.
        if packed > bytes.len() as u64 {
            return Err(MarkError::NoPackage);
        }
        Ok(Package { archive, entries, changed: BTreeMap::new(), handed: 0 })
    }

    pub fn has(&self, part: &str) -> bool {
        let part = key(part);
        self.changed
            .get(&part)
            .map_or_else(|| self.entries.contains_key(&part), |change| change.text.is_some())
    }

    /// A part's text as it now is; `None` where it is not there.
    pub fn text(&mut self, part: &str) -> Result<Option<String>, MarkError> {
        let text = match self.changed.get(&key(part)) {
            Some(change) => change.text.clone(),
            None => self.inflated(part)?,
        };
        self.handed += text.as_ref().map_or(0, |text| text.len() as u64);
        if self.handed > WORK_BYTES { Err(MarkError::TooLarge) } else { Ok(text) }
    }

    fn inflated(&mut self, part: &str) -> Result<Option<String>, MarkError> {
        let Some(index) = self.entries.get(&key(part)).copied() else { return Ok(None) };
        let damaged = || MarkError::Damaged { part: part.to_string() };
        let entry = self.archive.by_index(index).map_err(|_| damaged())?;
        let mut bytes = Vec::new();
        entry.take(PART_BYTES + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        if bytes.len() as u64 > PART_BYTES {
            return Err(MarkError::TooLarge);
        }
        let text = String::from_utf8(bytes).map_err(|_| damaged())?;
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text)))
    }

    /// A part that must be there.
    pub fn need(&mut self, part: &str) -> Result<String, MarkError> {
        self.text(part)?.ok_or_else(|| MarkError::Damaged { part: part.to_string() })
    }

    pub fn put(&mut self, part: &str, text: String) {
        self.changed.insert(key(part), Change { name: part.to_string(), text: Some(text) });
    }

    pub fn remove(&mut self, part: &str) {
        self.changed.insert(key(part), Change { name: part.to_string(), text: None });
    }

    /// The first name of a numbered kind that is free.
    pub fn free_name(&self, before: &str, after: &str) -> String {
        let mut names = (1_u32..).map(|number| format!("{before}{number}{after}"));
        names.find(|name| !self.has(name)).unwrap_or_default()
    }

    pub fn is_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// The package with its changes: known parts where they stood, new ones last, in the order of their names.
    pub fn finish(mut self) -> Result<Vec<u8>, MarkError> {
        let mut made = ZipWriter::new(Cursor::new(Vec::new()));
        made.set_raw_comment(self.archive.comment().into()).map_err(|_| MarkError::NoPackage)?;
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index).map_err(|_| MarkError::NoPackage)?;
            let name = entry.name().map_err(|_| MarkError::NoPackage)?.into_owned();
            match self.changed.remove(&key(&name)) {
                None => made.raw_copy_file(entry).map_err(|_| MarkError::NoPackage)?,
                Some(Change { text: Some(text), .. }) => write(&mut made, &name, &text)?,
                Some(Change { text: None, .. }) => {}
            }
        }
        for Change { name, text } in self.changed.into_values() {
            if let Some(text) = text {
                write(&mut made, &name, &text)?;
            }
        }
        made.finish().map(Cursor::into_inner).map_err(|_| MarkError::NoPackage)
    }
}

fn write(made: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> Result<(), MarkError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    made.start_file(name, options).map_err(|_| MarkError::NoPackage)?;
    made.write_all(text.as_bytes()).map_err(|_| MarkError::NoPackage)
}
