//! The read-back held against the document: every heading, paragraph, list item, table, row and cell has exactly one
//! element, with the same text, in the same order.

use std::fmt;

use crate::doc::{Block, Document, Shape, Table};
use crate::text::cell::{cell_text, key_figure_text};
use crate::text::pdf as words;

use super::align::align;
use super::place::{SECTIONS_FOR_CONTENTS, heading_level, listed_headings};
use super::placed::Scope;
use super::read_back::{CellRead, Element, ReadBack, TableRead, plain};

/// One place where the finished PDF says something else than the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    pub place: Place,
    /// `None`: the PDF has it, the document does not.
    pub expected: Option<String>,
    /// `None`: the document has it, the PDF does not.
    pub found: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Heading,
    Paragraph,
    ListItem,
    Entry,
    /// A picture, by its alternative text.
    Figure,
    /// A whole table, by its id in the document; empty when only the PDF has it.
    Table {
        id: String,
    },
    /// A whole row, by its row heading.
    Row {
        id: String,
        row: String,
    },
    Cell {
        id: String,
        row: String,
        column: String,
    },
    /// Counted from 1.
    Page(usize),
    Language,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match &self.place {
            Place::Heading => words::place_heading(),
            Place::Paragraph => words::place_paragraph(),
            Place::ListItem => words::place_list_item(),
            Place::Entry => words::place_entry(),
            Place::Figure => words::place_figure(),
            Place::Table { id } => words::place_table(id),
            Place::Row { id, row } => words::place_row(id, row),
            Place::Cell { id, row, column } => words::place_cell(id, row, column),
            Place::Page(number) => words::place_page(*number),
            Place::Language => words::place_language(),
        };
        out.write_str(&words::mismatch(&place, self.expected.as_deref(), self.found.as_deref()))
    }
}

/// What the document asks for: an element, and the table it is.
struct Wanted<'a> {
    element: Element,
    table: Option<&'a Table>,
}

/// All differences between the document and the finished bytes; none when the PDF is whole.
pub fn check(document: &Document, read: &ReadBack) -> Vec<Mismatch> {
    let mut mismatches = Vec::new();
    if read.language != words::LANGUAGE {
        mismatches.push(differs(Place::Language, words::LANGUAGE, &read.language));
    }
    check_pages(document, read, &mut mismatches);
    let wanted = wanted(document, read);
    let same = |wanted: &Wanted<'_>, found: &Element| key(&wanted.element) == key(found);
    for (expected, found) in align(&wanted, &read.elements, same) {
        compare(expected, found, &mut mismatches);
    }
    mismatches
}

fn differs(place: Place, expected: &str, found: &str) -> Mismatch {
    Mismatch { place, expected: Some(expected.to_string()), found: Some(found.to_string()) }
}

/// Every page bears every marking, and no text is outside the elements.
fn check_pages(document: &Document, read: &ReadBack, mismatches: &mut Vec<Mismatch>) {
    for (number, page) in read.pages.iter().enumerate() {
        for marking in document.markings.iter().map(|marking| plain(marking)) {
            if !page.artifacts.contains(&marking) {
                mismatches.push(differs(Place::Page(number + 1), &marking, &page.artifacts));
            }
        }
        if !page.unowned.is_empty() {
            let found = Some(page.unowned.clone());
            mismatches.push(Mismatch { place: Place::Page(number + 1), expected: None, found });
        }
    }
}

/// The elements the document asks for, in order.
fn wanted<'a>(document: &'a Document, read: &ReadBack) -> Vec<Wanted<'a>> {
    let mut wanted = Wishes::default();
    if let Some(logo) = &document.profile.logo {
        wanted.push(Element::Figure(plain(&logo.alt)));
    }
    wanted.paragraph(&document.organisation);
    if document.shape == Shape::Report {
        let own = [&document.title, &document.subtitle, &document.status];
        own.into_iter()
            .chain(&document.markings)
            .chain(&document.cover)
            .for_each(|line| wanted.paragraph(line));
        if document.sections.len() >= SECTIONS_FOR_CONTENTS {
            wanted.contents(document, read);
        }
    }
    for section in &document.sections {
        wanted.heading(1, &section.title);
        wanted.level = 1;
        for block in &section.blocks {
            wanted.block(block);
        }
    }
    wanted.list
}

#[derive(Default)]
struct Wishes<'a> {
    list: Vec<Wanted<'a>>,
    /// Level of the latest heading.
    level: u8,
}

impl<'a> Wishes<'a> {
    fn push(&mut self, element: Element) {
        self.list.push(Wanted { element, table: None });
    }

    fn paragraph(&mut self, text: &str) {
        let text = plain(text);
        if !text.is_empty() {
            self.push(Element::Paragraph(text));
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        self.push(Element::Heading { level, text: plain(text), page: 0 });
    }

    /// Each entry names the page on which the finished file has its heading.
    fn contents(&mut self, document: &Document, read: &ReadBack) {
        self.heading(1, words::CONTENTS);
        let is_listed = |element: &&Element| matches!(element, Element::Heading { level: 1 | 2, .. });
        let mut found = read.elements.iter().filter(is_listed).skip(1);
        for (_, title) in listed_headings(document) {
            let entry = match found.next() {
                Some(Element::Heading { page, .. }) => format!("{title} {}", page + 1),
                _ => title.to_string(),
            };
            self.push(Element::Entry(plain(&entry)));
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading { level, text } => {
                self.level = heading_level(self.level, *level);
                self.heading(self.level, text);
            }
            Block::Paragraph { text, .. } => self.paragraph(text),
            Block::KeyFigures(figures) => {
                for figure in figures {
                    let value = key_figure_text(figure);
                    let text = plain(&format!("{} {value} {}", figure.label, figure.below));
                    self.push(Element::ListItem(text));
                }
            }
            Block::List(items) | Block::Steps(items) => {
                for item in items {
                    self.push(Element::ListItem(plain(item)));
                }
            }
            Block::Table(table) => {
                self.list.push(Wanted { element: Element::Table(table_wanted(table)), table: Some(table) });
                for note in &table.notes {
                    self.paragraph(note);
                }
            }
            Block::Chart(chart) => {
                self.paragraph(&chart.title);
                self.push(Element::Figure(plain(&chart.alt)));
            }
            Block::PageBreak => {}
        }
    }
}

fn table_wanted(table: &Table) -> TableRead {
    let unit = words::unit_line(table.unit).unwrap_or_default();
    let head = table
        .columns
        .iter()
        .map(|column| CellRead { header: Some(Scope::Column), text: plain(&column.heading) });
    let mut rows = vec![head.collect()];
    for row in &table.rows {
        let cell = |(number, column)| CellRead {
            header: (number == 0).then_some(Scope::Row),
            text: row.cells.get(number).map_or(String::new(), |cell| plain(&cell_text(cell, column, table))),
        };
        rows.push(table.columns.iter().enumerate().map(cell).collect());
    }
    TableRead { caption: plain(&format!("{} {unit}", table.caption)), rows }
}

/// What makes two elements the same one.
fn key(element: &Element) -> (Place, &str) {
    match element {
        Element::Heading { text, .. } => (Place::Heading, text),
        Element::Paragraph(text) => (Place::Paragraph, text),
        Element::ListItem(text) => (Place::ListItem, text),
        Element::Entry(text) => (Place::Entry, text),
        Element::Figure(text) => (Place::Figure, text),
        Element::Table(table) => (Place::Table { id: String::new() }, &table.caption),
    }
}

fn compare(wanted: Option<&Wanted<'_>>, found: Option<&Element>, mismatches: &mut Vec<Mismatch>) {
    match (wanted, found) {
        (
            Some(Wanted { element: Element::Table(wanted), table: Some(table) }),
            Some(Element::Table(found)),
        ) => {
            compare_tables(table, wanted, found, mismatches);
        }
        (Some(wanted), Some(found)) if key(&wanted.element) == key(found) => {
            let (Element::Heading { level, text, .. }, Element::Heading { level: other, .. }) =
                (&wanted.element, found)
            else {
                return;
            };
            if level != other {
                let say = |level| format!("H{level} {text}");
                mismatches.push(differs(Place::Heading, &say(level), &say(other)));
            }
        }
        (Some(wanted), found) => {
            let (place, text) = key(&wanted.element);
            let place = match wanted.table {
                Some(table) => Place::Table { id: table.id.clone() },
                None => place,
            };
            let found = found.map(|found| key(found).1.to_string());
            mismatches.push(Mismatch { place, expected: Some(text.to_string()), found });
        }
        (None, Some(found)) => {
            let (place, text) = key(found);
            mismatches.push(Mismatch { place, expected: None, found: Some(text.to_string()) });
        }
        (None, None) => {}
    }
}

fn compare_tables(table: &Table, wanted: &TableRead, found: &TableRead, mismatches: &mut Vec<Mismatch>) {
    let id = || table.id.clone();
    if wanted.caption != found.caption {
        mismatches.push(differs(Place::Table { id: id() }, &wanted.caption, &found.caption));
    }
    let heading = |row: &[CellRead]| row.first().map_or(String::new(), |cell| cell.text.clone());
    let same = |a: &Vec<CellRead>, b: &Vec<CellRead>| heading(a) == heading(b);
    for (wanted, found) in align(&wanted.rows, &found.rows, same) {
        let (Some(wanted), Some(found)) = (wanted, found) else {
            let whole = |row: Option<&Vec<CellRead>>| row.map(|row| row_text(row));
            let row = wanted.or(found).map_or(String::new(), |row| heading(row));
            let place = Place::Row { id: id(), row };
            mismatches.push(Mismatch { place, expected: whole(wanted), found: whole(found) });
            continue;
        };
        for number in 0..wanted.len().max(found.len()) {
            let (wanted_cell, found_cell) = (wanted.get(number), found.get(number));
            if wanted_cell == found_cell {
                continue;
            }
            let column = table.columns.get(number).map_or(String::new(), |column| column.heading.clone());
            mismatches.push(Mismatch {
                place: Place::Cell { id: id(), row: heading(wanted), column },
                expected: wanted_cell.map(cell_words),
                found: found_cell.map(cell_words),
            });
        }
    }
}

fn row_text(row: &[CellRead]) -> String {
    row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | ")
}

fn cell_words(cell: &CellRead) -> String {
    match cell.header {
        Some(Scope::Column) => format!("{} [TH Column]", cell.text),
        Some(Scope::Row) => format!("{} [TH Row]", cell.text),
        None => cell.text.clone(),
    }
}
