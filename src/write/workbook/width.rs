//! How wide the columns of a sheet are and how many lines a text takes, in characters of the default font.

use crate::doc::{AmountUnit, Block, Cell, Column, ColumnKind, KeyFigure, Quantity, Section, Table};
use crate::text::format;

/// Prose is set at least this wide, so that a sheet with a narrow table can still be read.
const PROSE: u16 = 90;
/// An extra column beside a narrow table, for prose to run over.
const EXTRA: u16 = 14;
/// Air on both sides of a cell's text.
const AIR: usize = 2;
/// A heading up to this long is not wrapped.
const ONE_LINE_HEADING: usize = 14;
/// A word up to this long is kept whole: a SHA-256 is.
const LONGEST_WORD: usize = 64;

/// One width for each column of the sheet: its tables stand below each other and share them.
pub fn columns(section: &Section) -> Vec<u16> {
    let mut widths: Vec<u16> = Vec::new();
    for block in &section.blocks {
        let wanted: Vec<u16> = match block {
            Block::Table(table) => table_widths(table),
            Block::KeyFigures(figures) => key_figure_widths(figures),
            _ => Vec::new(),
        };
        for (at, width) in wanted.into_iter().enumerate() {
            match widths.get_mut(at) {
                Some(known) => *known = width.max(*known),
                None => widths.push(width),
            }
        }
    }
    if widths.is_empty() {
        return vec![PROSE];
    }
    while widths.iter().sum::<u16>() < PROSE {
        widths.push(EXTRA);
    }
    widths
}

/// How many columns give prose its width.
pub fn prose_span(widths: &[u16]) -> u16 {
    let mut sum = 0;
    let mut span = 0;
    for width in widths {
        span += 1;
        sum += width;
        if sum >= PROSE {
            break;
        }
    }
    span
}

fn table_widths(table: &Table) -> Vec<u16> {
    table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let content =
                table.rows.iter().map(|row| row.cells.get(at).map_or(0, |cell| length(cell, table.unit)));
            let depth = if at == 0 {
                table.rows.iter().map(|row| usize::from(row.depth) * 2).max().unwrap_or(0)
            } else {
                0
            };
            let (least, most) = limits(column, at);
            let longest = content.max().unwrap_or(0) + depth;
            let words = table.rows.iter().map(|row| match row.cells.get(at) {
                Some(Cell::Text(text) | Cell::Link { text, .. }) => longest_word(text).min(LONGEST_WORD),
                _ => 0,
            });
            // A checksum is not broken, however narrow its column should be.
            let most = most.max(words.max().unwrap_or(0) + AIR);
            (longest.max(heading_room(column)) + AIR).clamp(least, most) as u16
        })
        .collect()
}

/// The band stands as label, value and what is said below it.
fn key_figure_widths(figures: &[KeyFigure]) -> Vec<u16> {
    let label = figures.iter().map(|figure| figure.label.chars().count()).max().unwrap_or(0);
    let value = figures.iter().map(|figure| length(&figure.value, AmountUnit::Mkr)).max().unwrap_or(0);
    // The value is set larger than the text of the sheet.
    vec![(label + AIR).clamp(12, 60) as u16, (value * 3 / 2 + 4).clamp(14, 30) as u16, EXTRA]
}

/// Least and most width of a column; the first heads the rows.
fn limits(column: &Column, at: usize) -> (usize, usize) {
    match (at, column.kind) {
        (0, _) => (12, 60),
        (_, ColumnKind::Text { wide: true }) => (30, 60),
        (_, ColumnKind::Text { wide: false }) => (8, 30),
        (_, ColumnKind::Amount | ColumnKind::Signed | ColumnKind::Number) => (11, 24),
        (_, ColumnKind::Word) => (10, 26),
        (_, ColumnKind::Key) => (8, 30),
    }
}

/// Room for a heading: a short one on one line, a long one about halved between its words. Headings are bold.
fn heading_room(column: &Column) -> usize {
    let whole = column.heading.chars().count();
    if whole <= ONE_LINE_HEADING { whole + 1 } else { longest_word(&column.heading).max(whole / 2 + 2) + 1 }
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0)
}

fn length(cell: &Cell, unit: AmountUnit) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Missing(text) | Cell::Text(text) | Cell::Link { text, .. } => longest_line(text),
        Cell::Amount(figure) => format::signed(figure.value, unit).chars().count() + 1,
        Cell::Percent(Quantity { value, decimals, .. }) => format::percent(*value, *decimals).chars().count(),
        Cell::Number(Quantity { value, decimals, .. }) => format::number(*value, *decimals).chars().count(),
        Cell::Date(_) => 10,
        Cell::State { word, .. } | Cell::Trend { word, .. } => word.chars().count() + 3,
    }
}

fn longest_line(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

/// Lines a text takes when it wraps between words at `width` characters.
pub fn lines(text: &str, width: u16) -> u32 {
    let width = usize::from(width.max(1));
    text.split('\n').map(|line| wrapped(line, width)).sum()
}

fn wrapped(line: &str, width: usize) -> u32 {
    let mut lines = 1;
    let mut used = 0;
    for word in line.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            lines += 1;
            used = 0;
        }
        used += length + usize::from(used > 0);
        // A word longer than the line is broken.
        while used > width {
            lines += 1;
            used -= width;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{lines, prose_span};

    #[test]
    fn lines_wrap_between_words_and_inside_words_that_are_too_long() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("ett två tre", 11), 1);
        assert_eq!(lines("ett två tre", 10), 2);
        assert_eq!(lines("ett\ntvå", 10), 2);
        assert_eq!(lines("verksamhetsuppföljning", 10), 3);
    }

    #[test]
    fn prose_runs_over_as_many_columns_as_give_it_room() {
        assert_eq!(prose_span(&[90]), 1);
        assert_eq!(prose_span(&[40, 12, 12, 12, 14]), 5);
        assert_eq!(prose_span(&[60, 30, 12, 12]), 2);
    }
}
