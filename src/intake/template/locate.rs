//! Where each field stands now. Three witnesses: the defined name, the hidden key of the row, the heading of the
//! column. Inserted rows and renamed sheets move all three together and are harmless.

use std::collections::{BTreeMap, BTreeSet};

use super::identity::is_hidden_sheet;
use crate::finding::{Findings, LostPart, Place, TemplateProblem, column_letters};
use crate::form::{Cell, FieldKey, FieldPlace, Form, Show, Table};
use crate::raw::{RawSheet, RawValue, RawWorkbook};

/// A cell: index of the sheet, row, column.
pub type Address = (usize, u32, u32);

pub struct Located {
    pub fields: BTreeMap<FieldKey, Address>,
    /// Fields without a cell: the part of the workbook that they went with, and its name.
    pub gone: BTreeMap<FieldKey, (LostPart, String)>,
    pub findings: Findings,
}

/// Lost one by one, fields are told one by one; more found by their keys alone than this, and they are counted.
const TOLD: usize = 10;

pub fn locate(index: &Index, form: &Form) -> Located {
    let workbook = index.workbook;
    let mut located =
        Located { fields: BTreeMap::new(), gone: BTreeMap::new(), findings: Findings::default() };
    let mut shifts = shifts(index, form);
    let mut homes: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let (mut lost, mut by_key) = (Vec::new(), Vec::new());
    for place in form.places() {
        let found = index.find(&place);
        if let Found::Wrong(address, _) = &found
            && shifts.get(&address.0).is_some_and(|shift| shift.from <= address.1)
        {
            homes.entry(&place.sheet.title).or_default().insert(address.0);
            continue;
        }
        // A field of a removed row is told with it: its name points at what has come in its place.
        if let Found::Nowhere(Some(pointed)) = &found
            && let Some(shift) = shifts.get_mut(&pointed.0).filter(|shift| shift.removed(pointed.1))
        {
            shift.fields += 1;
            located.gone.insert(place.field.key.clone(), (LostPart::Row, row_label(place.table, place.row)));
            continue;
        }
        match found {
            Found::At(address) => {
                homes.entry(&place.sheet.title).or_default().insert(address.0);
                located.fields.insert(place.field.key.clone(), address);
            }
            Found::ByKey(address) => {
                homes.entry(&place.sheet.title).or_default().insert(address.0);
                by_key.push((address, place.field.label.clone()));
                located.fields.insert(place.field.key.clone(), address);
            }
            Found::Nowhere(pointed) => lost.push(Lost { place, pointed }),
            Found::Wrong(address, problem) => located.findings.add(cell_place(workbook, address), problem),
        }
    }
    for (sheet, shift) in &shifts {
        located.findings.add(sheet_place(workbook, *sheet), shift.problem());
    }
    if by_key.len() > TOLD {
        let place = Place::File { file: workbook.file.clone() };
        located.findings.add(place, TemplateProblem::FieldsFoundByKey { fields: by_key.len() });
    } else {
        for (address, field) in by_key {
            located.findings.add(cell_place(workbook, address), TemplateProblem::FoundByKey { field });
        }
    }
    tell_lost(workbook, form, &lost, &mut located);
    renamed(workbook, &homes, &mut located.findings);
    located
}

/// Rows inserted or removed by a program that moved the cells and left the names of the fields where they were: from this
/// row on every field stands equally far below, or above, the cell that its name points at.
struct Shift {
    from: u32,
    /// How many rows below; above, where it is negative.
    rows: i64,
    fields: usize,
}

/// Fewer fields than this that stand astray alike may be cut and pasted ones.
const ALIKE: usize = 3;

impl Shift {
    fn problem(&self) -> TemplateProblem {
        TemplateProblem::RowsShifted { row: self.from, rows: self.rows, fields: self.fields }
    }

    /// Was the row, as the template numbers it, one of those that were removed?
    fn removed(&self, row: u32) -> bool {
        (0..-self.rows).contains(&(i64::from(row) - i64::from(self.from)))
    }
}

/// The sheets on which all fields from some row on have been shifted alike.
fn shifts(index: &Index, form: &Form) -> BTreeMap<usize, Shift> {
    // Row and how far below its name a field stands, by sheet; `None` where it cannot be told.
    let mut apart: BTreeMap<usize, Vec<(u32, Option<i64>)>> = BTreeMap::new();
    for place in form.places() {
        let named = index.names.get(place.field.name.as_str());
        let witnessed = index.cells(place.table, place.row_key(), place.column);
        let ([(sheet, row, column)], Some(named)) = (witnessed.as_slice(), named) else { continue };
        let below = named.iter().map(|(other, at, beside)| {
            (other == sheet && beside == column).then(|| i64::from(*row) - i64::from(*at))
        });
        let below: BTreeSet<Option<i64>> = below.collect();
        let one = below.first().copied().flatten().filter(|_| below.len() == 1);
        apart.entry(*sheet).or_default().push((*row, one));
    }
    let shift = |(sheet, fields): (usize, Vec<(u32, Option<i64>)>)| {
        let rows = fields.iter().find_map(|(_, below)| below.filter(|rows| *rows != 0))?;
        let shifted = fields.iter().filter(|(_, below)| *below == Some(rows));
        let from = shifted.clone().map(|(row, _)| *row).min()?;
        let rest = fields.iter().filter(|(_, below)| *below != Some(rows));
        let in_place = rest.into_iter().all(|(row, below)| *below == Some(0) && *row < from);
        let fields = shifted.count();
        (in_place && fields >= ALIKE).then_some((sheet, Shift { from, rows, fields }))
    };
    apart.into_iter().filter_map(shift).collect()
}

fn sheet_place(workbook: &RawWorkbook, sheet: usize) -> Place {
    let file = workbook.file.clone();
    match workbook.sheets.get(sheet) {
        Some(sheet) => Place::Sheet { file, sheet: sheet.name.clone() },
        None => Place::File { file },
    }
}

/// A field without a cell, and where its name points, if it does.
struct Lost<'a> {
    place: FieldPlace<'a>,
    pointed: Option<Address>,
}

/// What went together is told together: a sheet, a row, a column.
fn tell_lost(workbook: &RawWorkbook, form: &Form, lost: &[Lost], located: &mut Located) {
    let sheet = |one: &FieldPlace| one.sheet.title.clone();
    let column = |one: &FieldPlace| (one.sheet.title.clone(), one.at, one.column);
    let all: Vec<FieldPlace> = form.places().collect();
    let whole = |same: &dyn Fn(&FieldPlace) -> bool| {
        let of = all.iter().filter(|one| same(one)).count();
        let gone = lost.iter().filter(|one| same(&one.place)).count();
        (of > 1 && of == gone).then_some(gone)
    };
    let own_row = |one: &FieldPlace, of: usize| {
        whole(&|other| (sheet(other), other.at, other.row) == (sheet(one), one.at, of))
    };
    // The details of a line that is gone went with it.
    let row = |one: &FieldPlace| match one.table.item_above(one.row) {
        Some(item) if own_row(one, item).is_some() => (sheet(one), one.at, item),
        _ => (sheet(one), one.at, one.row),
    };
    let rows: Vec<(String, usize, usize)> = lost.iter().map(|one| row(&one.place)).collect();
    let mut told = BTreeSet::new();
    let findings = &mut located.findings;
    for one in lost {
        let place = &one.place;
        // The cells are there, and the names point at them: it is the words above them that went.
        let stands = one.pointed.is_some();
        let group = whole(&|other| sheet(other) == sheet(place))
            .map(|fields| match stands {
                true => (LostPart::Heading, headings(place), fields),
                false => (LostPart::Sheet, sheet(place), fields),
            })
            .or_else(|| {
                let own = row(place);
                own_row(place, own.2)?;
                let fields = rows.iter().filter(|row| **row == own).count();
                Some((LostPart::Row, row_label(place.table, own.2), fields))
            })
            .or_else(|| {
                let fields = whole(&|other| column(other) == column(place))?;
                let part = if stands { LostPart::Heading } else { LostPart::Column };
                Some((part, one_line(place.caption()), fields))
            });
        let known = workbook.sheets.iter().find(|known| *known.name == *place.sheet.title);
        let file = workbook.file.clone();
        let at = match known {
            Some(known) => Place::Sheet { file, sheet: known.name.clone() },
            None => Place::File { file },
        };
        match (group, one.pointed) {
            (Some((part, name, fields)), _) => {
                located.gone.insert(place.field.key.clone(), (part, name.clone()));
                if told.insert((part, at.clone(), name.clone())) {
                    findings.add(at, TemplateProblem::FieldsLost { part, name, fields });
                }
            }
            (None, Some(address)) => {
                let field = place.field.label.clone();
                findings.add(cell_place(workbook, address), TemplateProblem::FieldMoved { field });
            }
            (None, None) => findings.add(at, TemplateProblem::FieldLost { field: place.field.label.clone() }),
        }
    }
}

/// The captions above a table's fields.
fn headings(place: &FieldPlace) -> String {
    let captions = place.table.columns.iter().map(|column| one_line(&column.caption));
    captions.filter(|caption| !caption.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What a person calls the row: its first text, else what its first field is called.
fn row_label(table: &Table, row: usize) -> String {
    let columns = table.columns.iter().filter(|column| column.show == Show::Text);
    let words = columns.filter_map(|column| {
        let at = table.columns.iter().position(|one| one.place == column.place)?;
        match table.cell(row, at)? {
            Cell::Text(text) => Some(one_line(text)),
            _ => None,
        }
    });
    let first = || {
        let cells = &table.rows.get(row)?.cells;
        cells
            .iter()
            .find_map(|cell| if let Cell::Input(field) = cell { Some(field.label.clone()) } else { None })
    };
    words.into_iter().next().or_else(first).unwrap_or_default()
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
    /// Neither row nor heading; the name may still point somewhere.
    Nowhere(Option<Address>),
    Wrong(Address, TemplateProblem),
}

pub struct Index<'a> {
    pub workbook: &'a RawWorkbook,
    /// Every text of the visible sheets and where it stands: row keys and headings are among them.
    texts: BTreeMap<String, Vec<Address>>,
    /// Defined name → the cells it names.
    names: BTreeMap<&'a str, BTreeSet<Address>>,
    /// Cell → the defined names of fields that name it.
    claimed: BTreeMap<Address, BTreeSet<&'a str>>,
}

impl<'a> Index<'a> {
    pub fn new(workbook: &'a RawWorkbook) -> Index<'a> {
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
        let witnessed = self.cells(place.table, place.row_key(), place.column);
        match witnessed.as_slice() {
            [] => Found::Nowhere(named.first().copied()),
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

    /// Where a text stands on the visible sheets.
    pub fn at(&self, text: &str) -> &[Address] {
        self.texts.get(&one_line(text)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The cells of a heading row with this caption.
    pub fn captioned(&self, caption: &str, (sheet, row, _): Address) -> impl Iterator<Item = Address> {
        self.at(caption).iter().copied().filter(move |(other, at, _)| (*other, *at) == (sheet, row))
    }

    /// The cells on a row with this key, under a heading row with the table's key and the column's caption.
    pub fn cells(&self, table: &Table, row_key: &str, column: usize) -> Vec<Address> {
        let caption = table.columns.get(column).map_or("", |column| column.caption.as_str());
        let mut found = Vec::new();
        for (sheet, row, _) in self.at(row_key) {
            let headings = self.at(&table.key).iter().filter(|(other, _, _)| other == sheet);
            // The nearest heading row above: a sheet may hold the table once only.
            let Some(heading) = headings.filter(|(_, heading, _)| heading < row).max() else {
                continue;
            };
            if caption.is_empty() {
                found.extend(self.beside_first(table, *heading, *row));
            } else {
                found.extend(self.captioned(caption, *heading).map(|(_, _, column)| (*sheet, *row, column)));
            }
        }
        found
    }

    /// Under a heading without words: the first filled cell to the right of the table's first column.
    fn beside_first(&self, table: &Table, heading: Address, row: u32) -> Option<Address> {
        let first = table.columns.first().map_or("", |column| column.caption.as_str());
        let (at, _, from) = self.captioned(first, heading).next()?;
        let sheet = self.workbook.sheets.get(at)?;
        let right = (row, from + 1)..(row + 1, 0);
        let value = sheet.cells.range(right.clone()).next().map(|((_, column), _)| *column);
        let formula = sheet.formulas.range(right).next().map(|((_, column), _)| *column);
        Some((at, row, value.into_iter().chain(formula).min()?))
    }

    /// Every cell that a field's name points at.
    pub fn pointed(&self) -> BTreeSet<Address> {
        self.claimed.keys().copied().collect()
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
pub fn one_line(text: &str) -> String {
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
