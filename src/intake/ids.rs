//! Codes as numbers: a column of a ledger has few codes and many rows. A field is looked up by its bytes; only a field
//! that is met for the first time is made a code.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::code_cell;
use crate::domain::code::Code;
use crate::raw::{Encoding, Record};

/// The cells of each file that have a name beside their code.
pub(super) type Named = BTreeMap<usize, BTreeSet<String>>;

/// The codes of one column, in the order they were met, each with what its reader wants to know of it.
pub(super) struct Ids<V> {
    by_bytes: FxHashMap<Box<[u8]>, u32>,
    by_code: FxHashMap<Code, u32>,
    codes: Vec<(Code, V)>,
    encoding: Encoding,
    file: usize,
    named: Named,
    limit: u32,
}

impl<V> Ids<V> {
    /// At most so many codes: a column with more is no column of codes.
    pub fn new(limit: u32) -> Ids<V> {
        let (by_bytes, by_code) = (FxHashMap::default(), FxHashMap::default());
        let (codes, encoding, named) = (Vec::new(), Encoding::default(), Named::new());
        Ids { by_bytes, by_code, codes, encoding, file: 0, named, limit }
    }

    /// To be called for each batch: the same bytes are other letters in another encoding, and the names beside codes are
    /// told of each file.
    pub fn of(&mut self, file: usize, encoding: Encoding) {
        if self.encoding != encoding || self.file != file && !self.named.is_empty() {
            self.by_bytes.clear();
        }
        (self.encoding, self.file) = (encoding, file);
    }

    pub fn named(&self) -> &Named {
        &self.named
    }

    /// The number of a field's code; an absent field is the empty code. `None` when there are too many.
    pub fn id(&mut self, record: Record, field: Option<usize>, of: impl FnOnce(&Code) -> V) -> Option<u32> {
        let written = field.map_or([].as_slice(), |field| record.written(field));
        // A quote is around the field in one record and a letter of it in another.
        let known = !(record.is_plain() && written.first() == Some(&b'"'));
        if let Some(id) = self.by_bytes.get(written).filter(|_| known) {
            return Some(*id);
        }
        let text = field.map(|field| record.text(field)).unwrap_or_default();
        let (code, named) = code_cell::code(&text);
        if named {
            self.named.entry(self.file).or_default().insert(text.trim().to_string());
        }
        let code = Code::new(code);
        let id = match self.by_code.get(&code) {
            Some(id) => *id,
            None => {
                let id = u32::try_from(self.codes.len()).ok().filter(|id| *id < self.limit)?;
                self.codes.push((code.clone(), of(&code)));
                self.by_code.insert(code, id);
                id
            }
        };
        if known {
            self.by_bytes.insert(Box::from(written), id);
        }
        Some(id)
    }

    pub fn get(&self, id: u32) -> Option<&(Code, V)> {
        self.codes.get(id as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;
    use crate::raw::{Batch, Encoding};

    #[test]
    fn the_same_code_has_one_number_however_it_is_written() {
        let mut batch = Batch::default();
        let mut bytes = batch.begin(&"a".into(), 0, Encoding::Cp437, 1);
        bytes.extend_from_slice(b"\x865;\"\x865\"; \x865 ;6");
        batch.hold(bytes);
        batch.push_written(0, [2, 4, 4, 1].into_iter());
        batch.push_plain(2, [b"\"\x865\"".as_slice()].into_iter());
        let mut ids: Ids<usize> = Ids::new(3);
        ids.of(0, Encoding::Cp437);
        let (record, plain) = (batch.get(0).expect("a record"), batch.get(1).expect("a record"));
        let mut id = |record, field| ids.id(record, field, |code| code.as_str().len());
        assert_eq!([Some(0), Some(1), Some(2)].map(|field| id(record, field)), [Some(0); 3]);
        assert_eq!(id(record, Some(3)), Some(1));
        assert_eq!(id(plain, Some(0)), Some(2), "these quotes are letters");
        assert_eq!(id(record, None), None, "a fourth code is one too many");
        assert_eq!(ids.get(0).map(|(code, size)| (code.as_str(), *size)), Some(("å5", 3)));
    }

    #[test]
    fn a_name_beside_a_code_is_told_of_each_file_that_has_it() {
        let mut batch = Batch::default();
        let bytes = batch.begin(&"a".into(), 0, Encoding::Utf8, 1);
        batch.hold(bytes);
        batch.push_plain(1, ["4010 Städ".as_bytes(), b"4010"].into_iter());
        let record = batch.get(0).expect("a record");
        let mut ids: Ids<()> = Ids::new(3);
        for file in [0, 1] {
            ids.of(file, Encoding::Utf8);
            assert_eq!(
                (ids.id(record, Some(0), |_| ()), ids.id(record, Some(1), |_| ())),
                (Some(0), Some(0))
            );
        }
        let cells: Vec<(usize, usize)> =
            ids.named().iter().map(|(file, cells)| (*file, cells.len())).collect();
        assert_eq!(cells, [(0, 1), (1, 1)]);
    }
}
