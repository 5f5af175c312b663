//! A document written as PDF and read back: what parts and covering letters have in common.

use std::collections::BTreeSet;

use super::attach::{self, Attach};
use super::report::{Broken, agree, must_meet};
use crate::consolidate::reconcile::{Expected, Proof, check_document};
use crate::doc::Document;
use crate::write::pdf;

/// The finished bytes, and the characters that the print face lacks. Every figure is held against the left side first.
pub fn written(
    mut paper: Document,
    expected: &Expected,
    proof: &Proof,
    attach: &Attach,
) -> Result<(Vec<u8>, BTreeSet<char>), Broken> {
    let broken = |error: pdf::Error| Broken(error.to_string());
    must_meet(check_document(expected, proof, &paper))?;
    let lacking = pdf::printable(&mut paper);
    let mut placed = pdf::place(&paper).map_err(broken)?;
    agree(pdf::check_placed(&paper, &placed))?;
    attach.to(&mut placed, &paper);
    let bytes = pdf::emit(&placed).map_err(broken)?;
    let read = pdf::read_back(&bytes).map_err(broken)?;
    agree(pdf::check(&paper, &read))?;
    attach::check(&placed, &read)?;
    Ok((bytes, lacking))
}
