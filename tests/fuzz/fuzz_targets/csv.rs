//! Any bytes as an accounting export in text: looked at, and read as a ledger by the starter's contract from its file,
//! piece by piece. What the left side counts of a ledger without a fault is what the facts are.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use uppfolj::domain::registers::Registers;
use uppfolj::intake::sniff;
use uppfolj::raw::{Postings, RawGrid};
use uppfolj::source::look::{Looked, look};
use uppfolj::source::{self, folder};

static REGISTERS: LazyLock<Registers> = LazyLock::new(uppfolj_fuzz::registers);

fuzz_target!(|bytes: &[u8]| {
    if let Ok(Looked::Text { text, .. }) = look("a.csv", bytes) {
        let grid = RawGrid::of_text(&text);
        let _ = (sniff::look(&grid), sniff::column_sums(&grid));
    }
    let root = uppfolj_fuzz::folder_with("redovisning/a.csv", bytes);
    let folder = folder::read(&root).expect("the folder is there");
    let (files, ..) = source::ledger(&folder, |_| Some(b';'));
    let files: Vec<&dyn Postings> = files.iter().map(|file| &**file).collect();
    uppfolj_fuzz::both_sides_meet(&files, &REGISTERS);
});
