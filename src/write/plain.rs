//! A document → plain text for Notepad and the terminal: UTF-8 with a byte order mark, lines of at most ninety
//! characters. A table that fits is set in columns; else each of its rows is a block of labelled lines.

use textwrap::{Options, WordSplitter, wrap};

use crate::doc::{Block, Cell, Column, ColumnKind, Document, Row, Table};
use crate::text::cell::{cell_text, key_figure_text};
use crate::text::table::caption;

/// Characters of a line.
const WIDTH: usize = 90;
/// Between columns.
const GAP: &str = "  ";
/// A table wider than its line by more than this is set in blocks.
const MUCH: usize = 40;
/// No text column is made narrower.
const NARROWEST: usize = 16;
/// Notepad tells UTF-8 by it.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The finished bytes. The same document gives the same bytes.
pub fn write(document: &Document) -> Vec<u8> {
    let mut lines = Vec::new();
    let title = [document.title.as_str(), document.subtitle.as_str()];
    let title = title.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(", ");
    let above = [document.organisation.as_str(), title.as_str(), document.status.as_str()];
    let above = above.into_iter().chain(document.markings.iter().map(String::as_str));
    for line in above.chain(document.cover.iter().map(String::as_str)) {
        push(&mut lines, line, "", "");
    }
    for section in &document.sections {
        heading(&mut lines, &section.title, '=');
        section.blocks.iter().for_each(|block| in_block(&mut lines, block));
    }
    let text: String = lines.iter().map(|line| format!("{}\n", line.trim_end())).collect();
    format!("{BYTE_ORDER_MARK}{text}").into_bytes()
}

/// A table as lines, without its caption.
pub fn table_lines(table: &Table) -> Vec<String> {
    let rows = texts(table);
    match fitted(table, widths(table, &rows)) {
        Some(widths) => in_columns(table, &rows, &widths),
        None => in_blocks(table, &rows),
    }
}

/// The widths that make the table fit the line, its text columns narrowed and their cells wrapped; `None` for a table
/// so wide that its columns would be hard to read.
fn fitted(table: &Table, mut widths: Vec<usize>) -> Option<Vec<usize>> {
    let whole = |widths: &[usize]| widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1);
    let mut left = whole(&widths).saturating_sub(WIDTH);
    if left > MUCH {
        return None;
    }
    while left > 0 {
        let texts = widths.iter_mut().zip(&table.columns);
        let texts = texts.filter(|(_, column)| matches!(column.kind, ColumnKind::Text { .. }));
        let (widest, _) = texts.max_by_key(|(width, _)| **width).filter(|(width, _)| **width > NARROWEST)?;
        *widest -= 1;
        left -= 1;
    }
    Some(widths)
}

fn in_block(lines: &mut Vec<String>, block: &Block) {
    match block {
        Block::Heading { text, .. } => heading(lines, text, '-'),
        Block::Paragraph { text, .. } => {
            push(lines, text, "", "");
            lines.push(String::new());
        }
        Block::List(items) => {
            items.iter().for_each(|item| push(lines, item, "- ", "  "));
            lines.push(String::new());
        }
        Block::Steps(items) => {
            for (number, item) in (1..).zip(items) {
                push(lines, item, &format!("{number}. "), "   ");
            }
            lines.push(String::new());
        }
        Block::KeyFigures(figures) => {
            for figure in figures {
                let line = format!("{}: {} {}", figure.label, key_figure_text(figure), figure.below);
                push(lines, &line, "", "  ");
            }
            lines.push(String::new());
        }
        Block::Table(table) => {
            push(lines, &caption(&table.caption, table.unit), "", "");
            lines.extend(table_lines(table));
            lines.push(String::new());
            table.notes.iter().for_each(|note| push(lines, note, "", ""));
        }
        Block::Chart(chart) => {
            push(lines, &chart.alt, "", "");
            lines.push(String::new());
        }
        Block::PageBreak => {}
    }
}

fn heading(lines: &mut Vec<String>, text: &str, rule: char) {
    if lines.last().is_some_and(|line| !line.is_empty()) {
        lines.push(String::new());
    }
    let from = lines.len();
    push(lines, text, "", "");
    let longest = lines[from..].iter().map(|line| line.chars().count()).max().unwrap_or(0);
    lines.push(rule.to_string().repeat(longest));
    lines.push(String::new());
}

/// Wrapped; nothing for an empty text.
fn push(lines: &mut Vec<String>, text: &str, first: &str, then: &str) {
    if text.trim().is_empty() {
        return;
    }
    let options = options(WIDTH).initial_indent(first).subsequent_indent(then);
    lines.extend(wrap(text, options).into_iter().map(String::from));
}

/// A date or a number is not divided at its hyphens.
fn options(width: usize) -> Options<'static> {
    Options::new(width).word_splitter(WordSplitter::NoHyphenation)
}

/// Every cell of the body as it is read.
fn texts(table: &Table) -> Vec<Vec<String>> {
    let cells = |row: &Row| -> Vec<String> {
        let both = row.cells.iter().zip(&table.columns);
        both.map(|(cell, column)| one_line(cell, column, table)).collect()
    };
    table.rows.iter().map(cells).collect()
}

fn one_line(cell: &Cell, column: &Column, table: &Table) -> String {
    cell_text(cell, column, table).split([' ', '\n', '\r', '\t']).collect::<Vec<_>>().join(" ")
}

fn widths(table: &Table, rows: &[Vec<String>]) -> Vec<usize> {
    let length = |text: &String| text.chars().count();
    let columns = table.columns.iter().enumerate();
    let widest = |at: usize| rows.iter().filter_map(move |row| row.get(at)).map(length).max().unwrap_or(0);
    columns.map(|(at, column)| widest(at).max(length(&column.heading))).collect()
}

fn in_columns(table: &Table, rows: &[Vec<String>], widths: &[usize]) -> Vec<String> {
    let heads: Vec<String> = table.columns.iter().map(|column| column.heading.clone()).collect();
    let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    let all = [&heads, &rules].into_iter().chain(rows);
    all.flat_map(|row| row_in_columns(table, row, widths)).collect()
}

/// The lines of one row, each cell wrapped in its column.
fn row_in_columns(table: &Table, row: &[String], widths: &[usize]) -> Vec<String> {
    let cells: Vec<Vec<String>> = row
        .iter()
        .zip(&table.columns)
        .zip(widths)
        .map(|((text, column), width)| match column.kind {
            ColumnKind::Text { .. } => wrap(text, options(*width)).into_iter().map(String::from).collect(),
            // A number, a date, a word: as wide as its column, and never on two lines, however wide each sign is.
            _ => vec![text.clone()],
        })
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |number: usize| {
        let set = cells.iter().zip(&table.columns).zip(widths).map(|((lines, column), width)| {
            let text = lines.get(number).map_or("", String::as_str);
            match column.kind {
                ColumnKind::Text { .. } | ColumnKind::Word | ColumnKind::Key => format!("{text:<width$}"),
                ColumnKind::Amount | ColumnKind::Signed | ColumnKind::Number => format!("{text:>width$}"),
            }
        });
        set.collect::<Vec<_>>().join(GAP).trim_end().to_string()
    };
    (0..height).map(line).collect()
}

/// The labels of a block are as wide as the longest of them.
fn in_blocks(table: &Table, rows: &[Vec<String>]) -> Vec<String> {
    let longest = table.columns.iter().map(|column| column.heading.chars().count()).max().unwrap_or(0);
    let mut lines = Vec::new();
    for row in rows {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        for (text, column) in row.iter().zip(&table.columns) {
            let label = format!("{:<1$}", format!("{}:", column.heading), longest + 1);
            push(&mut lines, text, &format!("{label} "), &" ".repeat(longest + 2));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, table_lines};
    use crate::doc::{AmountUnit, Cell, Column, ColumnKind, Role, Row, RowKey, Table};

    fn table(words: &[&str]) -> Table {
        let column =
            |key: &str, heading: &str, kind| Column { key: key.into(), heading: heading.into(), kind };
        let row = |(at, words): (usize, &&str)| Row {
            key: RowKey::Other(at.to_string()),
            role: Role::Item,
            depth: 0,
            cells: vec![
                Cell::Number(crate::doc::Quantity::given((at + 9).into(), 0)),
                Cell::Text(words.to_string()),
            ],
        };
        Table {
            id: "t".into(),
            caption: "Tabell".into(),
            unit: AmountUnit::None,
            columns: vec![
                column("nr", "Nr", ColumnKind::Number),
                column("vad", "Vad som står", ColumnKind::Text { wide: true }),
            ],
            rows: words.iter().enumerate().map(row).collect(),
            notes: Vec::new(),
            on_paper: true,
        }
    }

    #[test]
    fn a_table_that_fits_is_set_in_columns() {
        let lines = table_lines(&table(&["kort", "kort, två"]));
        assert_eq!(lines, ["Nr  Vad som står", "--  ------------", " 9  kort", "10  kort, två"]);
    }

    #[test]
    fn a_table_a_little_too_wide_has_its_texts_wrapped_in_their_column() {
        let lines = table_lines(&table(&["ord ".repeat(25).trim()]));
        assert_eq!(lines.len(), 4, "{lines:?}");
        assert!(lines[2].starts_with(" 9  ord ord") && lines[3].starts_with("    ord"), "{lines:?}");
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH), "{lines:?}");
    }

    #[test]
    fn a_number_or_a_date_is_never_broken() {
        let mut table = table(&["kort"]);
        table.columns[0].kind = ColumnKind::Amount;
        let value = crate::domain::money::Money::from_kr(-39_200_000);
        let query = crate::domain::query::Query::sum(Vec::new());
        table.rows[0].cells[0] = Cell::Amount(crate::doc::Figure { value, query, formula: None });
        table.unit = AmountUnit::KrOre;
        assert_eq!(table_lines(&table)[2].trim_end(), "−39\u{a0}200\u{a0}000,00  kort");
        let until = format!("{} senast 2020-09-11", "ord ".repeat(19).trim());
        table.rows[0].cells[1] = Cell::Text(until);
        let lines = table_lines(&table);
        assert!(lines.iter().any(|line| line.contains("2020-09-11")), "{lines:?}");
    }

    #[test]
    fn a_wide_table_is_a_block_for_each_row_and_no_line_is_too_long() {
        let long = "ord ".repeat(40);
        let lines = table_lines(&table(&[&long, "kort"]));
        assert_eq!(lines[0], "Nr:           9");
        assert!(lines[1].starts_with("Vad som står: ord ord"), "{lines:?}");
        assert!(lines[2].starts_with("              ord"), "{lines:?}");
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH), "{lines:?}");
        assert_eq!(lines[lines.len() - 2..], ["Nr:           10", "Vad som står: kort"]);
    }
}
