//! A quarter of the ledger as Excel saves it: the same facts, the same left side, the same rows behind a figure.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use uppfolj::run::Options;
use uppfolj::run::Task;
use uppfolj::run::behind::Selection;
use uppfolj::run::gather::{Gathered, without_reminders};
use uppfolj::run::stations::Untouched;
use uppfolj::source::folder;

use crate::common::{month, run, sample};

/// Writes a text export anew as a workbook of the same name (Kontrollsummor knows it by that): a title, the headings in
/// row 3, and all that looks like a number as one.
fn into_workbook(folder: &Path, name: &str) {
    let path = folder.join(name);
    let bytes = fs::read(&path).expect("an export");
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&bytes);
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Huvudbok").expect("a cell");
    for (row, record) in (2..).zip(reader.records()) {
        let record = record.expect("a row");
        for (column, field) in (0..).zip(record.iter()).filter(|(_, field)| !field.is_empty()) {
            match field.replace(',', ".").parse::<f64>() {
                Ok(number) => sheet.write(row, column, number),
                Err(_) => sheet.write(row, column, field),
            }
            .expect("a cell");
        }
    }
    book.save(path).expect("a workbook");
}

fn gathered(folder: &Path) -> Gathered {
    let folder = folder::read(folder).expect("a folder");
    match without_reminders(&folder, month("2020-12"), Options::default(), &mut Untouched) {
        Ok(gathered) => gathered,
        Err(stopped) => panic!("{:?}", stopped.findings),
    }
}

#[test]
fn a_workbook_among_the_exports_gives_the_facts_of_the_text() {
    let (text, excel) = (sample(), sample());
    into_workbook(excel.path(), "redovisning/2020-kv4.csv");
    let (of_text, of_excel) = (gathered(text.path()), gathered(excel.path()));
    assert!(of_text.closed.facts == of_excel.closed.facts);
    assert!(of_text.left.amounts == of_excel.left.amounts, "the left side");
    let zeros: Vec<String> = of_excel.findings.iter().map(|one| one.problem.code().to_string()).collect();
    assert!(zeros.contains(&"L63".to_string()), "{zeros:?}");
    let asked = || Selection {
        unit: Some("310".to_string()),
        line: Some("personalkostnader".to_string()),
        ..Selection::default()
    };
    let behind =
        |folder: &Path| run(folder, Task::Behind(month("2020-12"), asked())).listing.expect("rows").0;
    let (of_text, of_excel) = (behind(text.path()), behind(excel.path()));
    assert_eq!(of_text.rows.len(), of_excel.rows.len());
    assert_eq!(of_text.total, of_excel.total);
    let row =
        of_excel.rows.iter().find(|row| row.file.ends_with("2020-kv4.csv")).expect("a row of the sheet");
    let same = of_text.rows.iter().find(|one| one.voucher == row.voucher && one.amount == row.amount);
    assert_eq!(same.map(|one| (one.line + 2, &one.text)), Some((row.line, &row.text)));
}
