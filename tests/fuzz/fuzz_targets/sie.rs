//! Any bytes as a SIE file: cut into records, summed, and read as rows of the ledger.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use uppfolj::domain::registers::Registers;
use uppfolj::intake::sie;

static REGISTERS: LazyLock<Registers> = LazyLock::new(uppfolj_fuzz::registers);

fuzz_target!(|bytes: &[u8]| {
    if let Ok(file) = uppfolj::source::sie::read("redovisning/a.se", bytes) {
        let _ = sie::sums(&file);
        let read = sie::read(&[file], &REGISTERS);
        // What is handed on of a file without a fault is what was cut.
        for handed in &read.handed {
            assert!(read.findings.has_fault() || handed.cut == handed.given);
        }
    }
});
