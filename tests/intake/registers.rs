//! Faults in grunddata and the statement layouts.

use crate::base::{Grunddata, lines, text};
use uppfolj::register;

/// Reads the altered starter tables; the lines of all findings.
fn found(alter: impl FnOnce(&mut Grunddata)) -> Vec<String> {
    let mut grunddata = Grunddata::starter();
    alter(&mut grunddata);
    let (registers, findings) = register::read(&grunddata.raw());
    assert_eq!(registers.is_none(), findings.has_fault(), "a fault and no registers, or the other way round");
    lines(&findings)
}

#[test]
fn the_starter_tables_have_no_fault() {
    assert_eq!(found(|_| {}), [""; 0]);
}
