//! Every printed table has its twin in a workbook of the same run: read from the finished bytes of both, each printed
//! figure is the twin's figure in the same row and column, rounded as it is printed; a row is the twin of one row alone.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::{Decimal, RoundingStrategy};
use uppfolj::raw::{RawSheet, RawValue, RawWorkbook};
use uppfolj::write::pdf::read_back::TableRead;

use crate::runs::{Finished, interim, year};
use crate::sources::number;

/// Blanks, line breaks and hyphenation differ between paper and sheet; words do not.
fn plain(text: &str) -> String {
    let text = text.replace('\u{ad}', "").replace('\u{a0}', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A table of a sheet: its column headings, and its rows from the one below them to the next blank one.
struct Twin {
    headings: BTreeMap<String, u32>,
    rows: Vec<BTreeMap<u32, RawValue>>,
}

/// The tables below every cell that says the caption.
fn twins(books: &[RawWorkbook], caption: &str) -> Vec<Twin> {
    let says = |value: &RawValue| matches!(value, RawValue::Text(text) if is_caption(&plain(text), caption));
    let sheets = books.iter().flat_map(|book| &book.sheets);
    let heads = sheets.flat_map(|sheet| {
        sheet.cells.iter().filter(|(_, value)| says(value)).map(move |((row, _), _)| (sheet, *row))
    });
    heads.map(|(sheet, row)| below(sheet, row)).collect()
}

/// A caption on paper is followed by its unit.
fn is_caption(own: &str, printed: &str) -> bool {
    let own = own.split(", ").next().unwrap_or(own);
    !own.is_empty() && printed.starts_with(own)
}

fn row_of(sheet: &RawSheet, row: u32) -> BTreeMap<u32, RawValue> {
    let cells = sheet.cells.range((row, 0)..(row + 1, 0));
    cells.map(|((_, column), value)| (*column, value.clone())).collect()
}

fn below(sheet: &RawSheet, caption: u32) -> Twin {
    let last = sheet.cells.keys().map(|(row, _)| *row).max().unwrap_or_default();
    let mut rows = (caption + 1..=last).map(|row| row_of(sheet, row)).skip_while(BTreeMap::is_empty);
    let head = rows.next().unwrap_or_default();
    let heading = |(column, value): (u32, RawValue)| match value {
        RawValue::Text(text) => Some((plain(&text), column)),
        _ => None,
    };
    let headings = head.into_iter().filter_map(heading).collect();
    Twin { headings, rows: rows.take_while(|row| !row.is_empty()).collect() }
}

/// Whether a cell of the sheet is what is printed.
fn is_printed(value: Option<&RawValue>, printed: &str) -> bool {
    match (value, number(printed.trim_start_matches('+').trim_end_matches([' ', '%', '\u{a0}']))) {
        (Some(RawValue::Number(own)), Some(shown)) => {
            let percent = if printed.contains('%') { own * Decimal::ONE_HUNDRED } else { *own };
            percent.round_dp_with_strategy(shown.scale(), RoundingStrategy::MidpointAwayFromZero) == shown
        }
        // The number of a note.
        (Some(RawValue::Text(text)), Some(_)) => plain(text) == plain(printed),
        // What is words on paper is told elsewhere; here figures are compared.
        (_, None) => true,
        _ => false,
    }
}

/// How many printed figures have been found in a twin, or what was not.
fn compare(table: &TableRead, twin: &Twin) -> Result<usize, String> {
    let (head, body) = table.rows.split_first().ok_or("no head")?;
    let columns: Vec<Option<u32>> =
        head.iter().map(|cell| twin.headings.get(&plain(&cell.text)).copied()).collect();
    if let Some(at) = columns.iter().position(Option::is_none) {
        return Err(format!("no column {:?} among {:?}", head[at].text, twin.headings.keys()));
    }
    let (mut found, mut taken) = (0, BTreeSet::new());
    for row in body {
        let matches = |own: &BTreeMap<u32, RawValue>| {
            row.iter().zip(&columns).enumerate().all(|(at, (cell, column))| {
                let value = column.and_then(|column| own.get(&column));
                let heading = matches!(value, Some(RawValue::Text(text)) if plain(text) == plain(&cell.text));
                if at == 0 { heading || plain(&cell.text).is_empty() } else { is_printed(value, &cell.text) }
            })
        };
        let free = |(at, own): &(usize, &BTreeMap<u32, RawValue>)| !taken.contains(at) && matches(own);
        let at = twin.rows.iter().enumerate().find(free).map(|(at, _)| at);
        let at =
            at.ok_or_else(|| format!("no row {:?}", row.iter().map(|one| &one.text).collect::<Vec<_>>()))?;
        taken.insert(at);
        found += row.iter().filter(|cell| number(cell.text.trim_start_matches('+')).is_some()).count();
    }
    Ok(found)
}

fn compared(run: &Finished) -> usize {
    let books = [run.workbook("Budget"), run.workbook("Mål")];
    let mut found = 0;
    for table in run.pdf().tables() {
        let caption = plain(&table.caption);
        let all: Vec<Result<usize, String>> =
            twins(&books, &caption).iter().map(|twin| compare(table, twin)).collect();
        match all.iter().flatten().max() {
            Some(figures) => found += figures,
            None => panic!("{caption}: {all:#?}"),
        }
    }
    found
}

#[test]
fn every_printed_figure_of_the_year_is_in_a_workbook() {
    let found = compared(year());
    assert!(found > 1000, "{found}");
}

#[test]
fn every_printed_figure_of_the_interim_report_is_in_a_workbook() {
    let found = compared(interim());
    assert!(found > 1000, "{found}");
}

#[test]
fn a_figure_that_differs_by_one_is_found() {
    let books = [year().workbook("Budget"), year().workbook("Mål")];
    let read = year().pdf();
    let mut table = read.tables().find(|one| one.caption.starts_with("Resultaträkning")).expect("it").clone();
    let caption = plain(&table.caption);
    let agrees = |table: &TableRead| twins(&books, &caption).iter().any(|twin| compare(table, twin).is_ok());
    assert!(agrees(&table));
    let cell =
        table.rows.iter_mut().flatten().rev().find(|cell| number(&cell.text).is_some()).expect("a figure");
    let other = number(&cell.text).expect("a figure") + Decimal::ONE;
    cell.text = other.to_string();
    assert!(!agrees(&table));
}
