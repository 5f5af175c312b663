//! The overview of five years: from the ledger, else from Kommunfakta, else empty.

use uppfolj::write::pdf;
use uppfolj::write::pdf::read_back::{CellRead, Element, ReadBack};

use crate::common::{output, report, sample, told};
use crate::personal::with;

fn read(folder: &std::path::Path) -> ReadBack {
    let (_, outputs) = report(folder, "2020-12");
    pdf::read_back(&output(&outputs, "Årsredovisning", ".pdf")).expect("the PDF")
}

/// The printed rows of the overview, its heads first.
fn overview(read: &ReadBack) -> Option<Vec<Vec<String>>> {
    let table = read.tables().find(|table| table.caption.starts_with("Femårsöversikt"))?;
    let texts = |row: &Vec<CellRead>| row.iter().map(|cell| cell.text.clone()).collect();
    Some(table.rows.iter().map(texts).collect())
}

fn row<'a>(rows: &'a [Vec<String>], name: &str) -> Option<&'a [String]> {
    rows.iter().find(|row| row[0].replace('\u{ad}', "") == name).map(|row| &row[1..])
}

#[test]
fn the_sample_has_the_published_figures_of_five_years() {
    let rows = overview(&read(sample().path())).expect("the table");
    for (name, values) in [
        ("Invånare den 31 december", ["5 685", "5 693", "5 731", "5 750", "5 721"]),
        ("Verksamhetens nettokostnader", ["336,2", "331,3", "326,5", "310,5", "300,0"]),
        ("Summa tillgångar", ["477,9", "406,4", "398,3", "361,2", "331,2"]),
        ("Årets resultat", ["27,1", "12,0", "6,1", "13,1", ""]),
        ("Soliditet i procent", ["44,3", "45,5", "43,4", "", ""]),
    ] {
        let printed = row(&rows, name).unwrap_or_else(|| panic!("{name}: {rows:?}"));
        let printed: Vec<String> = printed.iter().map(|text| text.replace('\u{a0}', " ")).collect();
        assert_eq!(printed, values, "{name}");
    }
}

fn paragraph(element: &Element) -> Option<&str> {
    match element {
        Element::Paragraph(text) => Some(text),
        _ => None,
    }
}

#[test]
fn a_key_that_nothing_is_computed_with_is_told_at_its_cell() {
    let folder = sample();
    let rows = ["2020;invånare;5000;", "2020;långfristiga skulder;1000;", "2020;borgen_egnahem;1000;"];
    with(folder.path(), "Kommunfakta", "kommunfakta", "År;Nyckel;Värde;Källa", &rows);
    let (outcome, _) = report(folder.path(), "2020-12");
    let told = told(&outcome);
    let found: Vec<&String> = told.iter().filter(|line| line.contains(" R69 ")).collect();
    assert!(
        matches!(&found[..], [one] if one.starts_with("varning R69 grunddata/kommunfakta.csv rad 3, kolumn Nyckel")
            && one.contains("Menas långfristiga_skulder?")),
        "{told:#?}"
    );
}

#[test]
fn what_neither_the_ledger_nor_kommunfakta_holds_is_empty_and_the_office_s_text_stands_alone() {
    let folder = sample();
    let rows = ["2020;invånare;5000;", "2017;årets_resultat;13119000;", "2017;skatter_och_bidrag;1000;"];
    with(folder.path(), "Kommunfakta", "kommunfakta", "År;Nyckel;Värde;Källa", &rows);
    let read = read(folder.path());
    let notes: Vec<&str> = read.elements.iter().filter_map(paragraph).collect();
    let rows = overview(&read).expect("the table");
    assert_eq!(row(&rows, "Årets resultat").expect("a row"), ["27,1", "12,0", "", "13,1", ""]);
    assert_eq!(row(&rows, "Invånare den 31 december").expect("a row")[1..], ["", "", "", ""]);
    let per_inhabitant = row(&rows, "Verksamhetens nettokostnader, kr per invånare").expect("a row");
    assert_eq!(per_inhabitant[0].replace('\u{a0}', " "), "67 234");
    assert!(per_inhabitant[1..].iter().all(String::is_empty), "{per_inhabitant:?}");
    assert_eq!(row(&rows, "Kommunal skattesats, procent"), None, "nothing known of any year");
    assert_eq!(row(&rows, "Soliditet med ansvarsförbindelsen för pensioner, procent"), None);
    let defined = |name: &str| notes.iter().any(|note| note.starts_with(name));
    assert!(defined("Soliditet i procent:") && !defined("Soliditet med ansvarsförbindelsen"), "{notes:?}");

    let section = ["månad;femårsöversikt;;", "månad;sammanfattning;;"];
    with(folder.path(), "Rapportavsnitt", "rapportavsnitt", "Typ;Avsnitt;Kort;Rubrik", &section);
    let text = ["2020-10;månadsrapport;verksamhetens_utveckling;;Allt går framåt.;Ekonomichef"];
    with(folder.path(), "Texter", "texter", "Period;Rapport;Avsnitt;Enhet;Text;Godkänd av", &text);
    let (_, outputs) = report(folder.path(), "2020-10");
    let month = pdf::read_back(&output(&outputs, "Månad", ".pdf")).expect("the PDF");
    let said = |one: &Element| matches!(one, Element::Paragraph(text) if text == "Allt går framåt.");
    assert!(month.elements.iter().any(said) && overview(&month).is_none());
}
