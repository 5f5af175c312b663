//! The placed pages held against the document before any file is made: every cell of a table stands there once, with
//! its own text and its own exact amount, on the line of its own row.

use std::collections::BTreeMap;

use super::check::{Mismatch, Place};
use super::placed::{CellAt, Owner, Placed, Text};
use crate::doc::{Block, Cell, Document, Table};
use crate::text::cell::cell_text;
use crate::text::format::kr_ore;

/// What is read of one cell, page by page.
type Found<'a> = BTreeMap<CellAt, Vec<(usize, &'a Text)>>;

/// Where the pages carry something else than the document's tables.
pub fn check_placed(document: &Document, placed: &Placed) -> Vec<Mismatch> {
    let mut found = Found::new();
    for (page, owner, text) in placed.texts() {
        if let (Some(at), Owner::Node(_)) = (text.origin, owner) {
            found.entry(at).or_default().push((page, text));
        }
    }
    let mut mismatches = Vec::new();
    for (section, content) in document.sections.iter().enumerate() {
        for (block, content) in content.blocks.iter().enumerate() {
            match content {
                Block::Table(table) => check_table(table, (section, block), &mut found, &mut mismatches),
                // The band is proved by the read-back: its figures stand in the tables too.
                Block::KeyFigures(_) => found.retain(|at, _| (at.section, at.block) != (section, block)),
                _ => {}
            }
        }
    }
    let left_over = found.into_iter().map(|(at, texts)| Mismatch {
        place: Place::Cell { id: format!("{at:?}"), row: String::new(), column: String::new() },
        expected: None,
        found: Some(joined(&texts)),
    });
    mismatches.extend(left_over);
    mismatches
}

fn check_table(
    table: &Table,
    (section, block): (usize, usize),
    found: &mut Found,
    mismatches: &mut Vec<Mismatch>,
) {
    let mut take = |row, column| found.remove(&CellAt { section, block, row, column }).unwrap_or_default();
    for (column, head) in table.columns.iter().enumerate() {
        let texts = take(None, column);
        if plain(&joined(&texts)) != plain(&head.heading) {
            mismatches.push(differs(table, "", &head.heading, &head.heading, joined(&texts)));
        }
    }
    for (row, content) in table.rows.iter().enumerate() {
        let mut row_lines = None;
        for (column, cell) in content.cells.iter().enumerate() {
            let texts = take(Some(row), column);
            let lines = lines(&texts);
            let level = row_lines.zip(lines).is_none_or(beside);
            row_lines = row_lines.or(lines);
            let words = cell_text(cell, &table.columns[column], table);
            if plain(&joined(&texts)) != plain(&words) || !carries(cell, &texts) || !level {
                let heading = &table.columns[column].heading;
                let name = cell_text(&content.cells[0], &table.columns[0], table);
                mismatches.push(differs(table, &name, heading, &told(&words, cell), shown(&texts)));
            }
        }
    }
}

/// Page of the first line, first and last baseline on that page.
type Lines = (usize, f32, f32);

fn lines(texts: &[(usize, &Text)]) -> Option<Lines> {
    let (page, first) = texts.first().map(|(page, text)| (*page, text.baseline))?;
    let own = texts.iter().filter(|(on, _)| *on == page).map(|(_, text)| text.baseline);
    Some(own.fold((page, first, first), |(page, low, high), at| (page, low.min(at), high.max(at))))
}

/// Whether a cell stands beside the heading of its row: on the same page, with a line in common height.
fn beside(((page, low, high), (own_page, own_low, own_high)): (Lines, Lines)) -> bool {
    page == own_page && own_low < high + 0.5 && low < own_high + 0.5
}

/// The texts of an amount carry it exactly once; those of other cells carry none.
fn carries(cell: &Cell, texts: &[(usize, &Text)]) -> bool {
    let mut amounts = texts.iter().filter_map(|(_, text)| text.amount);
    match cell {
        Cell::Amount(figure) => amounts.next() == Some(figure.value) && amounts.next().is_none(),
        _ => amounts.next().is_none(),
    }
}

fn told(words: &str, cell: &Cell) -> String {
    match cell {
        Cell::Amount(figure) => format!("{words} ({} kr)", kr_ore(figure.value)),
        _ => words.to_string(),
    }
}

fn shown(texts: &[(usize, &Text)]) -> String {
    let amounts = texts.iter().filter_map(|(_, text)| text.amount);
    let amounts: Vec<String> = amounts.map(|amount| format!("({} kr)", kr_ore(amount))).collect();
    [joined(texts), amounts.join(" ")].join(" ").trim().to_string()
}

fn differs(table: &Table, row: &str, column: &str, expected: &str, found: String) -> Mismatch {
    Mismatch {
        place: Place::Cell { id: table.id.clone(), row: row.to_string(), column: column.to_string() },
        expected: Some(expected.to_string()),
        found: Some(found),
    }
}

fn joined(texts: &[(usize, &Text)]) -> String {
    texts.iter().map(|(_, text)| text.text.as_str()).collect()
}

/// Line breaks are the page's own: soft hyphens go, every run of space is one space.
fn plain(text: &str) -> String {
    text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}
