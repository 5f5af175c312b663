//! What a field that is remarked on is to get back in the marked copy, and where what is wrong with it may be mended.

use std::collections::{BTreeMap, BTreeSet};

use super::locate::{Address, cell_place};
use crate::finding::{FieldCell, Finding, Findings, Place};
use crate::form::{DetailPart, FieldKey, Form, number_format};
use crate::raw::RawWorkbook;

pub fn tell(
    workbook: &RawWorkbook,
    form: &Form,
    located: &BTreeMap<FieldKey, Address>,
    findings: &mut Findings,
) {
    let remarked: BTreeSet<Place> = findings.iter().flat_map(Finding::places).collect();
    for place in form.places() {
        let key = &place.field.key;
        let Some(address) = located.get(key) else { continue };
        let at = cell_place(workbook, *address);
        if remarked.contains(&at) {
            let show = place.table.columns.get(place.column).map(|column| column.show);
            let format = show.and_then(|show| number_format::of_field(&place.field.kind, show));
            findings.field(at, FieldCell { format, with: mending(key, *address, located) });
        }
    }
}

/// A line's forecast, the amounts of its details and the word that confirms it belong together.
fn mending(key: &FieldKey, own: Address, located: &BTreeMap<FieldKey, Address>) -> Vec<(u32, u32)> {
    let (FieldKey::Forecast(line) | FieldKey::Detail(line, _, DetailPart::Amount)) = key else {
        return Vec::new();
    };
    let of_line = |other: &FieldKey| match other {
        FieldKey::Forecast(name)
        | FieldKey::Confirm(name)
        | FieldKey::Detail(name, _, DetailPart::Amount) => name == line,
        _ => false,
    };
    let others = located.iter().filter(|(other, at)| of_line(other) && at.0 == own.0 && **at != own);
    others.map(|(_, (_, row, column))| (*row, *column)).collect()
}
