//! What the PDFs of a run carry with them when the setting asks for it.

use super::report::{Broken, agree, manifest};
use crate::consolidate::reconcile::Proof;
use crate::doc::Document;
use crate::report::Material;
use crate::write::attached;
use crate::write::pdf::{Placed, ReadBack};

/// What every PDF of the run was made from, as it is attached; nothing where the office wants no attachments.
pub struct Attach(Option<Vec<u8>>);

impl Attach {
    pub fn wanted(material: &Material, proof: &Proof) -> Result<Attach, Broken> {
        if !material.registers.settings.attachments {
            return Ok(Attach(None));
        }
        let inputs = manifest(material, proof, &[]).inputs_to_bytes();
        inputs.map(|bytes| Attach(Some(bytes))).map_err(|error| Broken(error.to_string()))
    }

    /// To the pages of a document.
    pub fn to(&self, placed: &mut Placed, document: &Document) {
        placed.attachments =
            self.0.as_ref().map(|inputs| attached::files(document, inputs)).unwrap_or_default();
    }
}

/// The finished file must carry what was attached to its pages.
pub fn check(placed: &Placed, read: &ReadBack) -> Result<(), Broken> {
    agree(attached::missing(&placed.attachments, read))
}
