//! Which sections a report has: the program's own choice, and the office's.

use uppfolj::write::pdf;
use uppfolj::write::pdf::read_back::{Element, ReadBack};

use crate::common::{output, report, sample, told};
use crate::personal::with;

const HEADS: &str = "Typ;Avsnitt;Kort;Rubrik";

fn headings(read: &ReadBack) -> Vec<&str> {
    read.elements
        .iter()
        .filter_map(|element| match element {
            Element::Heading { level: 1, text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

fn read(folder: &std::path::Path, period: &str) -> ReadBack {
    let (_, outputs) = report(folder, period);
    pdf::read_back(&output(&outputs, "", ".pdf")).expect("the PDF")
}

#[test]
fn a_month_is_short_and_begins_with_what_kommunstyrelsen_asks_first() {
    let folder = sample();
    let read = read(folder.path(), "2020-10");
    assert!(read.pages.len() <= 8, "{}", read.pages.len());
    let headings = headings(&read);
    assert_eq!(headings[..3], ["Sammanfattning", "Resultaträkning", "Driftredovisning"], "{headings:?}");
    let units = read.tables().find(|table| table.caption.starts_with("Driftredovisning")).expect("the table");
    let named = |name: &str| units.rows.iter().any(|row| row[0].text.replace('\u{ad}', "") == name);
    assert!(named("Bildningsverksamhet") && !named("Nya Centralskolan"), "verksamheter and no units");
}

#[test]
fn the_office_says_which_sections_a_kind_of_report_has_and_what_they_are_called() {
    let folder = sample();
    let rows = [
        "månad;driftredovisning;;Verksamhetens ekonomi",
        "månad;resultaträkning;;",
        "månad;sammanfattning;ja;",
    ];
    with(folder.path(), "Rapportavsnitt", "rapportavsnitt", HEADS, &rows);
    let month = read(folder.path(), "2020-10");
    assert_eq!(headings(&month), ["Verksamhetens ekonomi", "Resultaträkning", "Sammanfattning"]);
    let units =
        month.tables().find(|table| table.caption.starts_with("Driftredovisning")).expect("the table");
    assert!(units.rows.iter().any(|row| row[0].text == "Nya Centralskolan"), "the long form has the units");
    let interim = read(folder.path(), "2020-08");
    assert!(headings(&interim).len() > 15, "another kind keeps the program's own");
}

#[test]
fn a_section_that_is_none_is_told_at_its_row() {
    let folder = sample();
    with(folder.path(), "Rapportavsnitt", "rapportavsnitt", HEADS, &["månad;resultatrekning;;"]);
    let (outcome, _) = report(folder.path(), "2020-10");
    let told = told(&outcome);
    let start = "fel R05 grunddata/rapportavsnitt.csv rad 2, kolumn Avsnitt";
    assert!(told.iter().any(|line| line.starts_with(start)), "{told:?}");
}
