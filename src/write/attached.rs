//! What a PDF carries with it when the office wants attachments: each printed table as a text file with exact amounts,
//! and what the document was made from.

use crate::doc::{AmountUnit, Cell, Column, ColumnKind, Document, Table};
use crate::domain::money::Money;
use crate::register::schema::file_stem;
use crate::text::cell::cell_text;
use crate::text::format::{MINUS, NBSP};
use crate::text::pdf as words;
use crate::write::manifest;
use crate::write::pdf::placed::{Attachment, Relation};
use crate::write::pdf::{self, ReadBack};

/// Longest part of a caption in a file's name.
const LONGEST_NAME: usize = 60;

/// A file for each table of the document in reading order, then the inputs (`inputs`: JSON).
pub fn files(document: &Document, inputs: &[u8]) -> Vec<Attachment> {
    let tables = document.tables().enumerate().map(|(at, (_, table))| Attachment {
        name: file_name(at + 1, &table.caption),
        description: words::attached_table(&table.caption),
        media: "text/csv",
        relation: Relation::Data,
        table: Some(at),
        bytes: csv(table).into_bytes(),
    });
    let inputs = Attachment {
        name: words::INPUTS_NAME.to_string(),
        description: words::INPUTS_DESCRIPTION.to_string(),
        media: "application/json",
        relation: Relation::Source,
        table: None,
        bytes: inputs.to_vec(),
    };
    tables.chain(std::iter::once(inputs)).collect()
}

/// What of the attachments is not in the finished file as it was meant.
pub fn missing(meant: &[Attachment], read: &ReadBack) -> Vec<pdf::Error> {
    let lost = |one: &&Attachment| read.attachments.get(&one.name) != Some(&one.bytes);
    let names = meant.iter().filter(lost).map(|one| pdf::Error::Unreadable(one.name.clone()));
    let all = names.collect::<Vec<_>>();
    if all.is_empty() && meant.len() != read.attachments.len() {
        return vec![pdf::Error::Unreadable(read.attachments.keys().cloned().collect::<Vec<_>>().join(", "))];
    }
    all
}

/// `03-resultatrakning.csv`: numbered in reading order, named by the caption.
fn file_name(number: usize, caption: &str) -> String {
    let letter = |c: char| if c == NBSP { '-' } else { c };
    let stem: String = file_stem(caption)
        .chars()
        .map(letter)
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(LONGEST_NAME)
        .collect();
    format!("{number:02}-{}.csv", stem.trim_matches('-'))
}

/// UTF-8 with its mark, by which Excel knows it; `;` between fields, decimal comma, lines ended as Windows does.
/// Amounts are exact, in kronor with öre, whatever the page rounds them to.
pub fn csv(table: &Table) -> String {
    let head = table.columns.iter().map(|column| heading(column, table)).collect();
    let body = table.rows.iter().map(|row| {
        row.cells.iter().zip(&table.columns).map(|(cell, column)| field(cell, column, table)).collect()
    });
    let lines = std::iter::once(head).chain(body);
    let lines = lines.map(|fields: Vec<String>| format!("{}\r\n", fields.join(";")));
    format!("\u{feff}{}", lines.collect::<String>())
}

fn heading(column: &Column, table: &Table) -> String {
    let amounts = matches!(column.kind, ColumnKind::Amount | ColumnKind::Signed);
    match amounts && table.unit != AmountUnit::None {
        true => text(&words::in_kr(&column.heading)),
        false => text(&column.heading),
    }
}

fn field(cell: &Cell, column: &Column, table: &Table) -> String {
    match cell {
        Cell::Amount(figure) => kr(figure.value),
        Cell::Number { .. } | Cell::Percent { .. } => number(&cell_text(cell, column, table)),
        _ => text(&cell_text(cell, column, table)),
    }
}

/// `-1234,05`.
fn kr(amount: Money) -> String {
    manifest::kr(amount).replace('.', ",")
}

/// As it is printed, without what only a page has: spaces between thousands, the long minus, a plus.
fn number(printed: &str) -> String {
    printed.trim_start_matches('+').replace(NBSP, "").replace(MINUS, "-")
}

/// A text in quotes where it needs them. One that a spreadsheet would take for a formula gets an apostrophe before it:
/// managers' words stand in these tables.
fn text(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_string() };
    match text.contains([';', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{file_name, kr, number, text};
    use crate::domain::money::Money;

    #[test]
    fn amounts_are_exact_and_numbers_lose_only_what_a_page_adds() {
        assert_eq!(kr(Money::from_ore(-123_405)), "-1234,05");
        assert_eq!(kr(Money::from_ore(-5)), "-0,05");
        assert_eq!(kr(Money::ZERO), "0,00");
        assert_eq!(number("\u{2212}1\u{a0}234,5\u{a0}%"), "-1234,5%");
        assert_eq!(number("+3,1"), "3,1");
    }

    #[test]
    fn texts_are_quoted_and_never_formulas() {
        assert_eq!(text("Vård; skola"), "\"Vård; skola\"");
        assert_eq!(text("sagt \"ja\"\nnej"), "\"sagt \"\"ja\"\"\nnej\"");
        assert_eq!(text("=1+1"), "'=1+1");
        assert_eq!(text("– ökad volym"), "– ökad volym");
    }

    #[test]
    fn a_file_is_named_by_its_table() {
        assert_eq!(
            file_name(7, "Årets resultat, jan\u{a0}2020 (tkr) \u{201d}x\u{201d}"),
            "07-arets-resultat-jan-2020-tkr-x.csv"
        );
        assert_eq!(file_name(1, ""), "01-.csv");
        assert!(file_name(1, &"å".repeat(200)).len() < 70);
    }
}
