//! How wide the columns of a sheet are, in characters of the default font.

use crate::doc::{
    AmountUnit, Block, Cell, Column, ColumnKind, KeyFigure, Quantity, Row, Section, SectionKind, Table,
};
use crate::text::format;

use super::letters::{self, Face};
use super::paper;

/// Prose is set at least this wide, so that a sheet with a narrow table can still be read.
const PROSE: u16 = 90;
/// An extra column beside a narrow table, for prose to run over.
const EXTRA: u16 = 14;
/// Air on both sides of a cell's text.
const AIR: usize = 2;
/// Hundredths of a pixel of one character of a column, and of the air a heading keeps to its neighbour.
const CHARACTER: u32 = 700;
const GAP: u32 = 1_400;
/// What a program may find more room than the column's width says: its padding.
const SLACK: u32 = 600;
/// A heading takes two lines, one longer than this three.
const TWO_LINES: usize = 28;
/// A word up to this long is kept whole: a SHA-256 is.
const LONGEST_WORD: usize = 64;
/// How many characters a column gives or takes so that it tears no date.
const CLOSE: u16 = 8;
/// How many lines more a column may take for each text that it does not tear.
const TORN: usize = 2;
/// How much room programs find in a column, in per cent of what Excel shows: LibreOffice more.
const ROOMS: [u32; 5] = [98, 100, 102, 104, 106];
/// A column of text is not made narrower than the first for the paper's sake as long as figures have room to spare, and
/// never narrower than the second.
const NARROW: u16 = 36;
const NARROWEST: u16 = 12;

/// One width for each column of the sheet: its tables stand below each other and share them. For paper that lies or
/// stands.
pub fn columns(section: &Section, landscape: bool) -> Vec<u16> {
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
    heads(section, &mut widths);
    if section.kind != SectionKind::Data {
        fit(section, landscape, &mut widths);
        mend(section, landscape, &mut widths);
    }
    while widths.iter().sum::<u16>() < PROSE {
        widths.push(EXTRA);
    }
    widths
}

/// A column that would tear dates or numbers is made a little wider or narrower, if the paper and its words allow it, so
/// that it tears as few as can be.
fn mend(section: &Section, landscape: bool, widths: &mut [u16]) {
    let room = paper::widest(landscape).max(paper::printed_width(section, widths));
    let printed = paper::printed_columns(section, widths);
    for at in (0..printed).filter(|at| !paper::is_folded(section, *at)) {
        let own = widths[at];
        let least = least_width(section, at, own, Gives::All);
        let others = paper::printed_width(section, widths).saturating_sub(paper::pixels(own));
        let near = (0..=CLOSE).flat_map(|by| [own + by, own.saturating_sub(by).max(least)]);
        let fitting = near.filter(|width| others + paper::pixels(*width) <= room);
        let torn = |width: u16| tables(section).map(|table| torn(table, at, width)).sum::<usize>();
        let lines = |width: u16| tables(section).map(|table| lines(table, at, width)).sum::<usize>();
        // Of several that cost as much, the nearest.
        let found = fitting.min_by_key(|width| torn(*width) * TORN + lines(*width));
        widths[at] = found.filter(|_| torn(own) > 0).unwrap_or(own);
    }
}

fn lines(table: &Table, at: usize, width: u16) -> usize {
    let room = paper::text_room(&[width]);
    let of = |row: &Row| match row.cells.get(at) {
        Some(Cell::Text(text) | Cell::Missing(text)) => letters::lines(text, room, Face::PLAIN) as usize,
        _ => 1,
    };
    table.rows.iter().map(of).sum()
}

/// How many texts of a column so wide are torn, also in a program that sets it a little closer or wider.
fn torn(table: &Table, at: usize, width: u16) -> usize {
    let room = paper::text_room(&[width]);
    let torn = |row: &&Row| match row.cells.get(at) {
        Some(Cell::Text(text) | Cell::Missing(text)) if text.contains('-') => {
            ROOMS.into_iter().any(|percent| letters::is_torn(text, room * percent / 100, Face::PLAIN))
        }
        _ => false,
    };
    table.rows.iter().filter(torn).count()
}

fn tables(section: &Section) -> impl Iterator<Item = &Table> {
    section.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// What gives way where a sheet is too wide for its paper.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gives {
    /// Text, as long as it is read well.
    Texts,
    /// Figures too, to the longest of them and their heading.
    Figures,
    /// Text to its longest word.
    All,
}

/// Columns give way, the widest first, until the sheet is no wider than its paper shows well.
fn fit(section: &Section, landscape: bool, widths: &mut [u16]) {
    let room = paper::widest(landscape);
    let whole = widths.to_vec();
    for gives in [Gives::Texts, Gives::Figures, Gives::All] {
        let least: Vec<u16> =
            (0..).zip(&whole).map(|(at, width)| least_width(section, at, *width, gives)).collect();
        while paper::printed_width(section, widths) > room {
            let wider = (0..paper::printed_columns(section, widths)).filter(|at| widths[*at] > least[*at]);
            let Some(widest) = wider.max_by_key(|at| (widths[*at], usize::MAX - at)) else { break };
            widths[widest] -= 1;
        }
    }
    if paper::printed_width(section, widths) > room {
        // No page takes it: it is printed on several, as wide as it is.
        widths.copy_from_slice(&whole);
    }
}

/// How narrow a column of `width` may become.
fn least_width(section: &Section, at: usize, width: u16, gives: Gives) -> u16 {
    let of_table = |table: &Table| {
        let Some(column) = table.columns.get(at) else { return NARROWEST };
        let is_text = at == 0 || matches!(column.kind, ColumnKind::Text { .. });
        match (is_text, gives) {
            (true, Gives::All) => least_text(table, column, at).max(NARROWEST),
            (true, _) => least_text(table, column, at).max(NARROW),
            (false, Gives::Texts) => width,
            (false, _) => heading_width(&column.heading, (longest(table, at) + AIR) as u16),
        }
    };
    tables(section).map(of_table).max().unwrap_or(NARROWEST).min(width)
}

fn least_text(table: &Table, column: &Column, at: usize) -> u16 {
    let texts = table.rows.iter().filter_map(|row| row.cells.get(at).map(|cell| (row.depth, cell)));
    let words = texts.map(|(depth, cell)| {
        let indent = if at == 0 { usize::from(depth) * 2 } else { 1 };
        match cell {
            Cell::Text(text) | Cell::Missing(text) => longest_word(text).min(LONGEST_WORD) + indent,
            // A link is not wrapped by every program.
            other => length(other, table.unit) + indent,
        }
    });
    let longest = words.chain([longest_word(&column.heading) + 1]).max().unwrap_or(0);
    (longest + AIR) as u16
}

/// The longest of a column's figures.
fn longest(table: &Table, at: usize) -> usize {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
    cells.map(|cell| length(cell, table.unit)).max().unwrap_or(0)
}

/// Headings are bold, and stand so that their lines keep off the column beside.
fn heads(section: &Section, widths: &mut [u16]) {
    for block in &section.blocks {
        let Block::Table(table) = block else { continue };
        for (column, width) in table.columns.iter().zip(widths.iter_mut()) {
            *width = heading_width(&column.heading, *width);
        }
    }
}

/// The narrowest width, at least the given one, in which a heading takes few lines, and the same lines with air beside them
/// and in a program that sets it closer.
fn heading_width(heading: &str, least: u16) -> u16 {
    let most_lines = if heading.chars().count() > TWO_LINES { 3 } else { 2 };
    let stands = |width: &u16| {
        let room = u32::from(*width) * CHARACTER;
        let own = letters::wrapped(heading, room, Face::BOLD);
        let beside = [room.saturating_sub(GAP), room + SLACK];
        own.len() <= most_lines
            && beside.into_iter().all(|room| own == letters::wrapped(heading, room, Face::BOLD))
    };
    (least..least + LONGEST_WORD as u16).find(stands).unwrap_or(least)
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
    (0..table.columns.len()).map(|at| content_width(table, at)).collect()
}

fn content_width(table: &Table, at: usize) -> u16 {
    let Some(column) = table.columns.get(at) else { return NARROWEST };
    let cells = || table.rows.iter().filter_map(|row| row.cells.get(at).map(|cell| (row.depth, cell)));
    let content = cells()
        .map(|(depth, cell)| length(cell, table.unit) + if at == 0 { usize::from(depth) * 2 } else { 0 });
    let words = cells().map(|(_, cell)| match cell {
        Cell::Text(text) | Cell::Link { text, .. } => longest_word(text).min(LONGEST_WORD),
        _ => 0,
    });
    let (least, most) = limits(column, at);
    // A checksum is not broken, however narrow its column should be.
    let most = most.max(words.max().unwrap_or(0) + AIR);
    (content.max().unwrap_or(0) + AIR).clamp(least, most) as u16
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

fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(characters).max().unwrap_or(0)
}

/// Characters of a column that a text takes.
fn characters(text: &str) -> usize {
    letters::width(text, Face::PLAIN).div_ceil(CHARACTER) as usize
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
    text.lines().map(characters).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{heading_width, prose_span};

    #[test]
    fn prose_runs_over_as_many_columns_as_give_it_room() {
        assert_eq!(prose_span(&[90]), 1);
        assert_eq!(prose_span(&[40, 12, 12, 12, 14]), 5);
        assert_eq!(prose_span(&[60, 30, 12, 12]), 2);
    }

    #[test]
    fn a_heading_keeps_off_its_neighbour() {
        assert_eq!(heading_width("Avvikelse", 20), 20);
        // As wide as the text itself would touch what stands beside.
        let own = heading_width("Avvikelse", 1);
        assert!(heading_width("Avvikelse", own - 1) == own);
        // Two lines, broken where they also break with air beside them.
        assert!(heading_width("Årsarbetare, budget 2020", 8) < 20);
    }
}
