//! What the law asks of the report, part by part: is there, is there as the office's text, or is missing.

use super::build::{column, text, word_table};
use super::proof::note;
use super::prose::own_text;
use super::{Material, notes};
use crate::doc::{Block, Cell, ColumnKind, Document, ParagraphStyle, Role, Row, RowKey, Section};
use crate::domain::goal::RatingShape;
use crate::text::contents::{Required, required};
use crate::text::format::listed;
use crate::text::phrase::{filled, phrase};
use crate::text::report::report_word;

/// The section of the notes.
const NOTES: &str = "noter";

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Included,
    /// There, and something in it is missing.
    Partly,
    Told,
    Missing,
}

/// The parts that only the office's own words can be, and that have no section of their own yet: title and text.
pub fn texts<'a>(
    material: &'a Material,
    taken: &'a [&str],
) -> impl Iterator<Item = (Required, Vec<Block>)> + 'a {
    let own = required(report_word(material.kind)).into_iter();
    let mut told = taken.to_vec();
    own.filter_map(move |part| {
        let key = part.text.filter(|key| part.sections.is_empty() && !told.contains(key))?;
        // A text may be what several parts ask for.
        told.push(key);
        let words = own_text(material, key);
        (!words.is_empty()).then_some((part, words))
    })
}

/// The parts that the law asks for, in words to stand in a sentence: those that the report has not, and those of which it
/// has not all.
pub fn missing_and_partly(material: &Material, report: &Document) -> (Vec<String>, Vec<String>) {
    let sections: Vec<&Section> = report.sections.iter().collect();
    let parts = parts(material, &sections);
    (named(&parts, State::Missing), named(&parts, State::Partly))
}

fn named(parts: &[(Required, State)], wanted: State) -> Vec<String> {
    let own = parts.iter().filter(|(_, state)| *state == wanted);
    own.map(|(part, _)| part.what.to_lowercase()).collect()
}

fn parts(material: &Material, sections: &[&Section]) -> Vec<(Required, State)> {
    let state = |part: &Required| {
        let own = || sections.iter().filter(|section| part.sections.contains(&section.key.as_str()));
        match part.text {
            _ if own().any(|section| lacks_something(section)) => State::Partly,
            _ if own().any(|section| section.key == NOTES) && !notes::without(material).is_empty() => {
                State::Partly
            }
            _ if own().any(|section| section.blocks.iter().any(|block| matches!(block, Block::Table(_)))) => {
                State::Included
            }
            Some(key) if is_printed(sections, &own_text(material, key)) => State::Told,
            _ => State::Missing,
        }
    };
    required(report_word(material.kind))
        .into_iter()
        .map(|part| {
            let state = state(&part);
            (part, state)
        })
        .collect()
}

/// Nothing for a report that the law does not speak of.
pub fn blocks(material: &Material, sections: &[&Section]) -> Vec<Block> {
    let parts = parts(material, sections);
    let rows: Vec<Row> = parts.iter().enumerate().map(|(at, (part, state))| row(at, part, *state)).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let (missing, partly) = (named(&parts, State::Missing), named(&parts, State::Partly));
    let whole = parts.len() - missing.len() - partly.len();
    let (there, all) = (whole.to_string(), parts.len().to_string());
    let mut said = filled("innehåll.antal", &[("antal", &there), ("alla", &all)]);
    if !missing.is_empty() {
        said = format!("{said} {}", filled("innehåll.saknade", &[("delar", &listed(&missing))]));
    }
    if !partly.is_empty() {
        said = format!("{said} {}", filled("innehåll.delar_delvis", &[("delar", &listed(&partly))]));
    }
    let columns = vec![
        column("krav", phrase("innehåll.krav"), ColumnKind::Text { wide: true }),
        column("lagrum", phrase("innehåll.lagrum"), ColumnKind::Text { wide: false }),
        column("läge", phrase("kolumn.läge"), ColumnKind::Word),
    ];
    vec![
        note(material.standing("innehåll.källa")),
        Block::Paragraph { text: said, style: ParagraphStyle::Body },
        Block::Table(word_table("innehall", phrase("innehåll.rubrik"), columns, rows)),
    ]
}

/// Whether a text of the office is in the report: its section may have been left out.
fn is_printed(sections: &[&Section], words: &[Block]) -> bool {
    words.first().is_some_and(|first| sections.iter().any(|section| section.blocks.contains(first)))
}

/// Whether a cell of the section says that something is missing.
fn lacks_something(section: &Section) -> bool {
    let lacks = |block: &Block| match block {
        Block::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).any(|cell| matches!(cell, Cell::Missing(_)))
        }
        _ => false,
    };
    section.blocks.iter().any(lacks)
}

/// For the report's first page: that parts are missing, in the words of the section.
pub fn missing_sentence(material: &Material, blocks: &[Block]) -> Option<String> {
    let is_missing = |row: &Row| {
        matches!(row.cells.last(), Some(Cell::State { shape: RatingShape::Empty | RatingShape::Half, .. }))
    };
    let lacks = |block: &Block| matches!(block, Block::Table(table) if table.rows.iter().any(is_missing));
    let said = blocks.iter().find_map(|block| match block {
        Block::Paragraph { text, style: ParagraphStyle::Body } => Some(text.clone()),
        _ => None,
    });
    said.filter(|_| blocks.iter().any(lacks) && !material.preliminary())
}

fn row(at: usize, part: &Required, state: State) -> Row {
    let (shape, word) = match state {
        State::Included => (RatingShape::Full, phrase("innehåll.ingår")),
        State::Partly => (RatingShape::Half, phrase("innehåll.delvis")),
        State::Told => (RatingShape::Full, phrase("innehåll.text")),
        State::Missing => (RatingShape::Empty, phrase("innehåll.saknas")),
    };
    let cells = vec![text(part.what), text(part.source), Cell::State { shape, word: word.to_string() }];
    Row { key: RowKey::Other(format!("krav {at}")), role: Role::Item, depth: 0, cells }
}
