//! Attached files: PDF/A-3a and PDF/UA-1 are met, the figures come out to the öre, and what breaks the rules is seen.

use page_validation::ValidationProfile;
use uppfolj::doc::{Cell, Document};
use uppfolj::write::attached;
use uppfolj::write::pdf::Placed;

use crate::{emitted, failures_of, placed, read, sample};

const INPUTS: &[u8] = b"{\"indata\": []}\n";

fn with_files(document: &Document) -> Placed {
    let mut pages = placed(document);
    pages.attachments = attached::files(document, INPUTS);
    pages
}

/// Written where a person can look at it: `target/tmp/bilagor.pdf`.
#[test]
fn a_document_with_its_tables_attached_meets_the_standards() {
    let document = sample::document();
    let pages = with_files(&document);
    let bytes = emitted(&pages);
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/bilagor.pdf"), &bytes).expect("written");
    assert_eq!(failures_of(&bytes, ValidationProfile::PdfA3a), Vec::<String>::new());
    let read = read(&bytes);
    assert_eq!(attached::missing(&pages.attachments, &read), Vec::new());
    assert_eq!(read.attachments.len(), document.tables().count() + 1);
    assert_eq!(read.attachments["indata.json"], INPUTS);
}

#[test]
fn files_in_a_document_that_claims_part_two_are_seen() {
    let bytes = emitted(&with_files(&sample::document()));
    let at = bytes.windows(14).position(|window| window == b"<pdfaid:part>3").expect("the claim");
    let mut bytes = bytes;
    bytes[at + 13] = b'2';
    assert_ne!(failures_of(&bytes, ValidationProfile::PdfA2a), Vec::<String>::new());
}

#[test]
fn a_file_without_its_media_type_is_seen() {
    let mut pages = with_files(&sample::document());
    for file in &mut pages.attachments {
        file.media = "";
    }
    assert_ne!(failures_of(&emitted(&pages), ValidationProfile::PdfA3a), Vec::<String>::new());
}

#[test]
fn a_lost_or_altered_file_is_named() {
    let mut pages = with_files(&sample::document());
    let read = read(&emitted(&pages));
    pages.attachments[1].bytes.push(b' ');
    let told: Vec<String> =
        attached::missing(&pages.attachments, &read).iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].contains(&pages.attachments[1].name), "{told:?}");
    pages.attachments.clear();
    assert_eq!(attached::missing(&pages.attachments, &read).len(), 1);
}

#[test]
fn every_amount_of_a_table_is_in_its_file_to_the_ore() {
    let document = sample::document();
    for (_, table) in document.tables() {
        let text = attached::csv(table);
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"));
        let sums = |field: &str| field.replace(',', "").parse::<i128>().ok();
        let lines: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(';').collect()).collect();
        if table.rows.len() != lines.len() {
            continue; // A text with a line break: its quotes are tested where they are written.
        }
        for (row, line) in table.rows.iter().zip(&lines) {
            for (cell, field) in row.cells.iter().zip(line) {
                if let Cell::Amount(figure) = cell {
                    assert_eq!(sums(field), Some(figure.value.ore()), "{}: {line:?}", table.caption);
                }
            }
        }
    }
}
