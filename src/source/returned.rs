//! What the units handed in, read in parallel: each file is read once, its bytes become a checksum and a workbook, the
//! workbook becomes what the caller makes of it, and both are dropped. What is held does not grow with the number of files.

use std::sync::Arc;

use rayon::prelude::*;

use super::folder::{Listed, Seen};
use super::xlsx;
use crate::finding::Unreadable;
use crate::raw::RawWorkbook;
use crate::raw::limits::{ALL_BYTES, FILE_BYTES};

/// Files and workbooks up to this size are read side by side; larger ones one at a time, or the memory that each of
/// them may take would add up. A filled template has a tenth of it.
const SIDE_BY_SIDE: u64 = 8 << 20;

/// One file, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned<T> {
    pub path: Arc<str>,
    /// The bytes that were read; `None` when the file could not be opened or was too large to be.
    pub seen: Option<Seen>,
    pub read: Result<T, Unreadable>,
}

/// Reads every file, in the order of the list whatever thread was first.
pub fn each<T: Send>(files: &[&Listed], judge: impl Fn(&RawWorkbook) -> T + Sync) -> Vec<Returned<T>> {
    let small = |file: &&Listed| one(file, SIDE_BY_SIDE, SIDE_BY_SIDE, &judge);
    let read: Vec<Returned<T>> = files.par_iter().map(small).collect();
    let alone = |(file, read): (&&Listed, Returned<T>)| match read.read {
        Err(Unreadable::TooLarge) => one(file, FILE_BYTES as u64, ALL_BYTES, &judge),
        _ => read,
    };
    files.iter().zip(read).map(alone).collect()
}

/// `most` is for the file, `inflated` for the workbook in it.
fn one<T>(file: &Listed, most: u64, inflated: u64, judge: &impl Fn(&RawWorkbook) -> T) -> Returned<T> {
    let refused = |seen, why| Returned { path: file.path.clone(), seen, read: Err(why) };
    if file.size > most {
        return refused(None, Unreadable::TooLarge);
    }
    match file.read() {
        Err(why) => refused(None, why),
        Ok(input) => {
            let read = xlsx::read_within(&file.path, &input.bytes, inflated).map(|book| judge(&book));
            Returned { path: file.path.clone(), seen: Some(input.seen), read }
        }
    }
}
