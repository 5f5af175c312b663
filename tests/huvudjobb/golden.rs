//! Golden dumps: the cells of the finished workbooks and the placed pages as text, so that a review sees what a change
//! does to what the council reads. After a wanted change: `INSTA_UPDATE=always cargo test --test huvudjobb golden`.

use std::collections::{BTreeMap, BTreeSet};

use uppfolj::finding::column_letters;
use uppfolj::raw::{RawSheet, RawValue};
use uppfolj::write::pdf::placed::{Mark, Owner, Page, Placed};

use crate::formats;
use crate::runs::{Finished, interim, year};

/// A row a line: `address type value [=formula] [{format}]`, `t` text, `n` number, `d` date, `b` truth, `e` error.
fn dump_book(run: &Finished, start: &str) -> String {
    let book = run.workbook(start);
    let formats = formats::of(run.file(start, ".xlsx"));
    let mut out: String = book.names.iter().map(|(name, target)| format!("{name} = {target}\n")).collect();
    for (sheet, formats) in book.sheets.iter().zip(&formats) {
        let rows = dump_sheet(sheet, formats);
        // Flat rows are all alike.
        let shown = if ["Data", "Månadsdata"].contains(&&*sheet.name) { 30 } else { usize::MAX };
        let rows: String = rows.split_inclusive('\n').take(shown).collect();
        out.push_str(&format!("-- {}\n{rows}", sheet.name));
    }
    out
}

fn dump_sheet(sheet: &RawSheet, formats: &BTreeMap<String, String>) -> String {
    let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let addresses = sheet.cells.keys().chain(sheet.formulas.keys());
    let addresses: BTreeSet<&(u32, u32)> = addresses.collect();
    for at in addresses {
        let (row, column) = *at;
        let value = sheet.cells.get(at).map(cell).unwrap_or_default();
        let formula = sheet.formulas.get(at).map(|formula| format!(" ={formula}")).unwrap_or_default();
        let address = format!("{}{row}", column_letters(column));
        let format = formats.get(&address).map(|format| format!(" {{{format}}}")).unwrap_or_default();
        rows.entry(row).or_default().push(format!("{address} {value}{formula}{format}"));
    }
    rows.into_values().map(|cells| format!("{}\n", without_digests(cells).join(" | "))).collect()
}

/// The list of inputs keeps its names only: size and SHA-256 change with every edit of the sample.
fn without_digests(mut cells: Vec<String>) -> Vec<String> {
    let is_digest = |cell: &String| {
        cell.split(' ').any(|word| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    if cells.iter().any(is_digest) {
        cells.truncate(1);
    }
    cells
}

fn cell(value: &RawValue) -> String {
    match value {
        RawValue::Text(text) => format!("t {}", visible(text)),
        RawValue::Number(number) => format!("n {number}"),
        RawValue::Date(date) => format!("d {date}"),
        RawValue::Bool(truth) => format!("b {truth}"),
        RawValue::Error(error) => format!("e {error}"),
    }
}

/// Spaces that look alike told apart, line breaks on one line.
fn visible(text: &str) -> String {
    text.replace('\u{a0}', "_").replace('\u{ad}', "~").replace('\n', "¶")
}

/// A line of the paper a line: what stands on it from left to right, each with its element.
fn dump_pages(placed: &Placed) -> String {
    let pages = (1..).zip(&placed.pages);
    pages.map(|(number, page)| format!("-- page {number}\n{}", dump_page(placed, page))).collect()
}

fn dump_page(placed: &Placed, page: &Page) -> String {
    let mut lines: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for item in &page.items {
        let tag = match item.owner {
            Owner::Node(node) => placed.nodes[node].tag.name().to_string(),
            Owner::Artifact(artifact) => format!("{artifact:?}"),
        };
        let (y, what) = match &item.mark {
            Mark::Text(text) => (text.baseline, visible(&text.text)),
            Mark::Symbol { symbol, y, .. } => (*y, format!("{symbol:?}")),
            Mark::Picture { y, .. } => (*y, "Picture".to_string()),
            Mark::Rectangle { .. } | Mark::Rule { .. } | Mark::Shape { .. } => continue,
        };
        let line = lines.entry(y.round() as i64).or_default();
        match line.last_mut() {
            // A run of texts in one kind of element names it once.
            Some(before) if before.starts_with(&format!("{tag}: ")) => before.push_str(&format!(" | {what}")),
            _ => line.push(format!("{tag}: {what}")),
        }
    }
    lines.into_iter().map(|(y, parts)| format!("{y:>4} {}\n", parts.join(" || "))).collect()
}

#[test]
fn the_budget_workbook_of_the_year() {
    insta::assert_snapshot!("budget_2020_12", dump_book(year(), "Budget"));
}

#[test]
fn the_budget_workbook_within_the_year() {
    insta::assert_snapshot!("budget_2020_08", dump_book(interim(), "Budget"));
}

#[test]
fn the_goals_workbook_within_the_year() {
    insta::assert_snapshot!("goals_2020_08", dump_book(interim(), "Mål"));
}

#[test]
fn the_goals_workbook_of_the_year() {
    insta::assert_snapshot!("goals_2020_12", dump_book(year(), "Mål"));
}

#[test]
fn the_pages_of_the_year() {
    insta::assert_snapshot!("pages_2020_12", dump_pages(&year().placed));
}

#[test]
fn the_pages_of_the_interim_report() {
    insta::assert_snapshot!("pages_2020_08", dump_pages(&interim().placed));
}
