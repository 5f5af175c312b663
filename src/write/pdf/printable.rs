//! A document as the typeface can print it: what people type may hold characters that no print face has, such as
//! emoji, and one of them must not stop a report.

use std::collections::BTreeSet;

use super::font::font;
use super::look::Weight;
use crate::doc::{Block, Cell, Document, KeyFigure, Section, Table};
use crate::domain::printable::{is_tone, is_without_width};
use crate::text::pdf as words;

/// Replaces the characters the typeface lacks; gives those that were replaced.
pub fn printable(document: &mut Document) -> BTreeSet<char> {
    let mut lacking = BTreeSet::new();
    let mut mend = |text: &mut String| mend(text, &mut lacking);
    let own = [&mut document.title, &mut document.subtitle, &mut document.organisation, &mut document.status];
    own.into_iter().for_each(&mut mend);
    document.markings.iter_mut().chain(&mut document.cover).for_each(&mut mend);
    for Section { title, blocks, .. } in &mut document.sections {
        mend(title);
        blocks.iter_mut().for_each(|block| in_block(block, &mut mend));
    }
    lacking
}

fn in_block(block: &mut Block, mend: &mut dyn FnMut(&mut String)) {
    match block {
        Block::Heading { text, .. } | Block::Paragraph { text, .. } => mend(text),
        Block::List(items) | Block::Steps(items) => items.iter_mut().for_each(mend),
        Block::KeyFigures(figures) => {
            for KeyFigure { label, value, signed: _, below } in figures {
                mend(label);
                in_cell(value, mend);
                mend(below);
            }
        }
        Block::Table(table) => in_table(table, mend),
        Block::Chart(chart) => [&mut chart.title, &mut chart.alt, &mut chart.axis].into_iter().for_each(mend),
        Block::PageBreak => {}
    }
}

fn in_table(table: &mut Table, mend: &mut dyn FnMut(&mut String)) {
    mend(&mut table.caption);
    table.columns.iter_mut().for_each(|column| mend(&mut column.heading));
    table.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| in_cell(cell, mend));
    table.notes.iter_mut().for_each(mend);
}

fn in_cell(cell: &mut Cell, mend: &mut dyn FnMut(&mut String)) {
    match cell {
        Cell::Missing(text) | Cell::Text(text) | Cell::Link { text, .. } => mend(text),
        Cell::State { word, .. } | Cell::Trend { word, .. } => mend(word),
        Cell::Empty | Cell::Amount(_) | Cell::Percent(_) | Cell::Number(_) | Cell::Date(_) => {}
    }
}

/// Line breaks and tabs are white space to the layout, not characters to draw. What takes no room goes; of what has no
/// form, a word in its place says so.
fn mend(text: &mut String, lacking: &mut BTreeSet<char>) {
    if text.chars().all(draws) {
        return;
    }
    let mut mended = String::with_capacity(text.len());
    for c in text.chars() {
        if draws(c) {
            mended.push(c);
        } else if !is_without_width(c) && !is_tone(c) {
            lacking.insert(c);
            mended.push_str(words::in_place_of(c));
        }
    }
    *text = mended;
}

fn draws(c: char) -> bool {
    let has = |weight| font(weight).glyph(c).is_ok();
    c.is_whitespace() || (!is_without_width(c) && [Weight::Regular, Weight::SemiBold].into_iter().all(has))
}

#[cfg(test)]
mod tests {
    use super::super::font::font;
    use super::super::look::Weight;
    use crate::domain::printable::PRINTED;

    #[test]
    fn both_faces_have_every_character_that_is_said_to_be_printed() {
        let promised = PRINTED.iter().flat_map(|(first, last)| *first..=*last);
        for sign in promised {
            for weight in [Weight::Regular, Weight::SemiBold] {
                assert!(font(weight).glyph(sign).is_ok(), "{:x}", u32::from(sign));
            }
        }
    }
}
