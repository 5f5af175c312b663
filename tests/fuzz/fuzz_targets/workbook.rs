//! Any bytes as a workbook, through the guard of packages: read as an answer's cells are, and as an export. The parts of
//! a package are made of the bytes too, so that the reader behind the zip is met.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use uppfolj::domain::registers::Registers;
use uppfolj::intake::ledger;
use uppfolj::raw::Postings;
use uppfolj::source::xlsx::read_workbook;

static REGISTERS: LazyLock<Registers> = LazyLock::new(uppfolj_fuzz::registers);

fuzz_target!(|bytes: &[u8]| {
    let _ = read_workbook("redovisning/a.xlsx", bytes);
    let Ok(book) = read_workbook("redovisning/a.xlsx", &uppfolj_fuzz::package(bytes)) else { return };
    let (sheets, found) = ledger::sheets(vec![book], &REGISTERS);
    let files: Vec<&dyn Postings> = sheets.iter().map(|sheet| sheet as &dyn Postings).collect();
    if !found.has_fault() {
        uppfolj_fuzz::both_sides_meet(&files, &REGISTERS);
    }
});
