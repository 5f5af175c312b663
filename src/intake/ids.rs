//! Codes as numbers: a column of a ledger has few codes and many rows. A field is looked up by its bytes; only a field
//! that is met for the first time is made a code.

use rustc_hash::FxHashMap;

use crate::domain::code::Code;
use crate::raw::{Encoding, Record};

/// The codes of one column, in the order they were met, each with what its reader wants to know of it.
pub(super) struct Ids<V> {
    by_bytes: FxHashMap<Box<[u8]>, u32>,
    by_code: FxHashMap<Code, u32>,
    codes: Vec<(Code, V)>,
    encoding: Encoding,
    limit: u32,
}

impl<V> Ids<V> {
    /// At most so many codes: a column with more is no column of codes.
    pub fn new(limit: u32) -> Ids<V> {
        let (by_bytes, by_code) = (FxHashMap::default(), FxHashMap::default());
        Ids { by_bytes, by_code, codes: Vec::new(), encoding: Encoding::default(), limit }
    }

    /// To be called for each batch: the same bytes are other letters in another encoding.
    pub fn encoding(&mut self, encoding: Encoding) {
        if self.encoding != encoding {
            self.by_bytes.clear();
            self.encoding = encoding;
        }
    }

    /// The number of a field's code; an absent field is the empty code. `None` when there are too many.
    pub fn id(&mut self, record: Record, field: Option<usize>, of: impl FnOnce(&Code) -> V) -> Option<u32> {
        let written = field.map_or([].as_slice(), |field| record.written(field));
        // A quote is around the field in one record and a letter of it in another.
        let known = !(record.is_plain() && written.first() == Some(&b'"'));
        if let Some(id) = self.by_bytes.get(written).filter(|_| known) {
            return Some(*id);
        }
        let code = Code::new(&field.map(|field| record.text(field)).unwrap_or_default());
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
        ids.encoding(Encoding::Cp437);
        let (record, plain) = (batch.get(0).expect("a record"), batch.get(1).expect("a record"));
        let mut id = |record, field| ids.id(record, field, |code| code.as_str().len());
        assert_eq!([Some(0), Some(1), Some(2)].map(|field| id(record, field)), [Some(0); 3]);
        assert_eq!(id(record, Some(3)), Some(1));
        assert_eq!(id(plain, Some(0)), Some(2), "these quotes are letters");
        assert_eq!(id(record, None), None, "a fourth code is one too many");
        assert_eq!(ids.get(0).map(|(code, size)| (code.as_str(), *size)), Some(("å5", 3)));
    }
}
