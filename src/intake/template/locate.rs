//! Where each field stands now. Three witnesses: the defined name, the hidden key of the row, the heading of the
//! column. Inserted rows and renamed sheets move all three together and are harmless.

use std::collections::{BTreeMap, BTreeSet};

use super::identity::is_hidden_sheet;
use crate::finding::{Findings, Place, TemplateProblem, column_letters};
use crate::form::{FieldKey, FieldPlace, Form};
use crate::raw::{RawSheet, RawValue, RawWorkbook};

/// A cell: index of the sheet, row, column.
pub type Address = (usize, u32, u32);

pub struct Located {
    pub fields: BTreeMap<FieldKey, Address>,
    pub findings: Findings,
}

pub fn locate(workbook: &RawWorkbook, form: &Form) -> Located {
    let index = Index::new(workbook);
    let mut located = Located { fields: BTreeMap::new(), findings: Findings::default() };
    let mut homes: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for place in form.places() {
        match index.find(&place) {
            Found::At(address) => {
                homes.entry(&place.sheet.title).or_default().insert(address.0);
                located.fields.insert(place.field.key.clone(), address);
            }
            Found::ByKey(address) => {
                let field = place.field.label.clone();
                located.findings.add(cell_place(workbook, address), TemplateProblem::FoundByKey { field });
                located.fields.insert(place.field.key.clone(), address);
            }
            Found::Nowhere(problem) => {
                let sheet = workbook.sheets.iter().find(|sheet| *sheet.name == *place.sheet.title);
                let file = workbook.file.clone();
                let at = match sheet {
                    Some(sheet) => Place::Sheet { file, sheet: sheet.name.clone() },
                    None => Place::File { file },
                };
                located.findings.add(at, problem);
            }
            Found::Wrong(address, problem) => located.findings.add(cell_place(workbook, address), problem),
        }
    }
    renamed(workbook, &homes, &mut located.findings);
    located
}

pub fn cell_place(workbook: &RawWorkbook, (sheet, row, column): Address) -> Place {
    let file = workbook.file.clone();
    match workbook.sheets.get(sheet) {
        Some(sheet) => Place::Cell { file, sheet: sheet.name.clone(), row, column },
        None => Place::File { file },
    }
}

/// Tells of sheets that carry a described sheet's fields under another name.
fn renamed(workbook: &RawWorkbook, homes: &BTreeMap<&str, BTreeSet<usize>>, findings: &mut Findings) {
    for (title, sheets) in homes {
        for sheet in sheets.iter().filter_map(|sheet| workbook.sheets.get(*sheet)) {
            if *sheet.name != **title {
                let place = Place::Sheet { file: workbook.file.clone(), sheet: sheet.name.clone() };
                findings.add(place, TemplateProblem::SheetRenamed { expected: title.to_string() });
            }
        }
    }
}

enum Found {
    At(Address),
    ByKey(Address),
    Nowhere(TemplateProblem),
    Wrong(Address, TemplateProblem),
}

struct Index<'a> {
    workbook: &'a RawWorkbook,
    /// Every text of the visible sheets and where it stands: row keys and headings are among them.
    texts: BTreeMap<String, Vec<Address>>,
    /// Defined name → the cells it names.
    names: BTreeMap<&'a str, BTreeSet<Address>>,
    /// Cell → the defined names of fields that name it.
    claimed: BTreeMap<Address, BTreeSet<&'a str>>,
}

impl<'a> Index<'a> {
    fn new(workbook: &'a RawWorkbook) -> Index<'a> {
        let mut index =
            Index { workbook, texts: BTreeMap::new(), names: BTreeMap::new(), claimed: BTreeMap::new() };
        for (at, sheet) in workbook.sheets.iter().enumerate().filter(|(_, sheet)| !is_hidden_sheet(sheet)) {
            for ((row, column), value) in &sheet.cells {
                if let RawValue::Text(text) = value {
                    index.texts.entry(one_line(text)).or_default().push((at, *row, *column));
                }
            }
        }
        let fields = workbook.names.iter().filter(|(name, _)| name.starts_with("in_"));
        for (name, reference) in fields {
            if let Some(address) = parse_reference(reference, &workbook.sheets) {
                index.names.entry(name).or_default().insert(address);
                index.claimed.entry(address).or_default().insert(name);
            }
        }
        index
    }

    fn find(&self, place: &FieldPlace) -> Found {
        let field = place.field.label.clone();
        let name = place.field.name.as_str();
        let named = self.names.get(name).cloned().unwrap_or_default();
        let witnessed = self.witnessed(place);
        match witnessed.as_slice() {
            [] => match named.first() {
                Some(address) => Found::Wrong(*address, TemplateProblem::FieldMoved { field }),
                None => Found::Nowhere(TemplateProblem::FieldLost { field }),
            },
            [address] => {
                let claimed = self.claimed.get(address);
                if claimed.is_some_and(|names| names.iter().any(|other| *other != name)) {
                    Found::Wrong(*address, TemplateProblem::FieldsCollide { field })
                } else if named.is_empty() {
                    Found::ByKey(*address)
                } else if named.iter().all(|named| named == address) {
                    Found::At(*address)
                } else {
                    Found::Wrong(*address, TemplateProblem::FieldMoved { field })
                }
            }
            [first, others @ ..] => {
                let own = named.iter().find(|named| witnessed.contains(named)).unwrap_or(first);
                let other = others.iter().chain([first]).find(|address| *address != own);
                let differs = witnessed.iter().find(|address| self.content(**address) != self.content(*own));
                match (differs, other) {
                    (Some(other), _) => {
                        let other = self.written(*other);
                        Found::Wrong(*own, TemplateProblem::FieldTwice { field, other })
                    }
                    _ => Found::At(*own),
                }
            }
        }
    }

    /// The cells on a row with the field's key, under a heading row with its key and caption.
    fn witnessed(&self, place: &FieldPlace) -> Vec<Address> {
        let at = |text: &str| self.texts.get(&one_line(text)).map(Vec::as_slice).unwrap_or_default();
        let mut found = Vec::new();
        for (sheet, row, _) in at(place.row_key()) {
            let headings = at(&place.table.key).iter().filter(|(other, _, _)| other == sheet);
            // The nearest heading row above: a sheet may hold the table once only.
            let Some((_, heading, _)) = headings.filter(|(_, heading, _)| heading < row).max() else {
                continue;
            };
            let columns = at(place.caption())
                .iter()
                .filter(|(other, caption, _)| other == sheet && caption == heading)
                .map(|(_, _, column)| (*sheet, *row, *column));
            found.extend(columns);
        }
        found
    }

    fn content(&self, (sheet, row, column): Address) -> (Option<&RawValue>, Option<&String>) {
        let sheet = self.workbook.sheets.get(sheet);
        (
            sheet.and_then(|sheet| sheet.cells.get(&(row, column))),
            sheet.and_then(|sheet| sheet.formulas.get(&(row, column))),
        )
    }

    fn written(&self, (sheet, row, column): Address) -> String {
        let name = self.workbook.sheets.get(sheet).map_or("", |sheet| &sheet.name);
        format!("{name} {}{row}", column_letters(column))
    }
}

/// Line breaks and doubled spaces do not make another heading.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `'Mål och mått'!$C$5` or `Ekonomi!$C$5`: one cell on a sheet of the workbook, nothing else.
fn parse_reference(reference: &str, sheets: &[RawSheet]) -> Option<Address> {
    let (sheet, cell) = reference.trim().trim_start_matches('=').rsplit_once('!')?;
    let sheet = match sheet.strip_prefix('\'').and_then(|sheet| sheet.strip_suffix('\'')) {
        Some(quoted) => quoted.replace("''", "'"),
        None => sheet.to_string(),
    };
    let at = sheets.iter().position(|known| *known.name == *sheet)?;
    let cell = cell.replace('$', "");
    let digits = cell.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, row) = cell.split_at(digits);
    let in_range =
        !letters.is_empty() && letters.len() <= 3 && letters.bytes().all(|b| b.is_ascii_uppercase());
    let column = letters.bytes().fold(0, |column, byte| column * 26 + u32::from(byte - b'A') + 1);
    in_range.then_some((at, row.parse().ok()?, column))
}
