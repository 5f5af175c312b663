//! Balanskravsutredning of the sample with adjustments, a reserve and an earlier deficit, from register to both outputs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use uppfolj::raw::RawValue;
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::pdf;
use uppfolj::write::pdf::read_back::{Element, ReadBack};

use crate::common::{output, report, sample, told, without_table};

/// Replaces the register with these rows.
fn with(folder: &Path, rows: &[&str]) {
    without_table(folder, "Balanskrav");
    fs::create_dir_all(folder.join("grunddata")).expect("the folder");
    let table = format!("År;Post;Från år;Utfall;Prognos;Förklaring\n{}\n", rows.join("\n"));
    fs::write(folder.join("grunddata/balanskrav.csv"), table).expect("the register");
}

/// Row heading → the figures of the PDF's table, as printed.
fn printed(read: &ReadBack) -> BTreeMap<String, Vec<String>> {
    let table = read.tables().find(|table| table.caption.starts_with("Balanskrav")).expect("the table");
    let row = |row: &Vec<pdf::read_back::CellRead>| {
        (row[0].text.clone(), row[1..].iter().map(|cell| cell.text.replace('\u{a0}', " ")).collect())
    };
    table.rows[1..].iter().map(row).collect()
}

fn paragraphs(read: &ReadBack) -> String {
    let said = read.elements.iter().filter_map(|element| match element {
        Element::Paragraph(text) => Some(text.replace('\u{a0}', " ")),
        _ => None,
    });
    said.collect::<Vec<_>>().join("\n")
}

/// What is proposed to kommunstyrelsen and kommunfullmäktige.
fn proposals(read: &ReadBack) -> Vec<String> {
    let said = read.elements.iter().filter_map(|element| match element {
        Element::ListItem(text) if text.starts_with("att ") => Some(text.replace('\u{a0}', " ")),
        _ => None,
    });
    said.collect()
}

#[test]
fn adjustments_reserve_and_earlier_deficits_stand_in_both_outputs() {
    let folder = sample();
    with(
        folder.path(),
        &[
            "2020;realisationsvinster;;1125000;;Såld mark",
            "2020;realisationsförluster;;300000;;",
            "2020;reservering till resultatutjämningsreserv;;4000000;;",
            "2020;underskott att återställa;2018;25000000;;",
            "2019;användning av resultatutjämningsreserv;;500000;;",
        ],
    );
    let (outcome, outputs) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 0, "{:#?} {:?}", told(&outcome), outcome.closing);
    let read = pdf::read_back(&output(&outputs, "Årsredovisning", ".pdf")).expect("the PDF");
    let table = printed(&read);
    for (row, figures) in [
        ("Årets resultat", ["27 125", "12 043"]),
        ("Realisationsvinster som inte är i linje med god ekonomisk hushållning", ["−1 125", "–"]),
        ("Realisationsförluster vid försäljning i linje med god ekonomisk hushållning", ["300", "–"]),
        ("Orealiserade vinster i värdepapper", ["–", "–"]),
        ("Orealiserade förluster i värdepapper", ["–", "–"]),
        ("Återföring av orealiserade vinster i värdepapper", ["–", "–"]),
        ("Återföring av orealiserade förluster i värdepapper", ["–", "–"]),
        ("Årets resultat efter balanskravsjusteringar", ["26 300", "12 043"]),
        ("Reservering till resultatutjämningsreserven", ["−4 000", "–"]),
        ("Användning av resultatutjämningsreserven", ["–", "500"]),
        ("Årets balanskravsresultat", ["22 300", "12 543"]),
        ("Underskott från 2018 att återställa", ["25 000", ""]),
    ] {
        assert_eq!(table.get(row).map(Vec::as_slice), Some(figures.map(String::from).as_slice()), "{row}");
    }
    // Every post that the law knows in 2019 and 2020, and no resultatreserv, which came in 2024.
    assert_eq!(table.len(), 12);
    let said = paragraphs(&read);
    for sentence in [
        "Balanskravet är uppfyllt 2020: balanskravsresultatet är 22,3 mkr.",
        "Av underskottet från 2018 återstår 2,7 mkr, att återställa senast 2021.",
        // One per cent of 362 495 above the smaller result, 26 300.
        "Av årets resultat får högst 22,7 mkr reserveras",
        "Realisationsvinster som inte är i linje med god ekonomisk hushållning 2020: Såld mark",
    ] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    let letter = pdf::read_back(&output(&outputs, "Tjänsteskrivelse", ".pdf")).expect("the letter");
    assert_eq!(
        proposals(&letter)[1..],
        [
            "att godkänna årsredovisningens ekonomidel för 2020.",
            "att fastställa balanskravsresultatet för 2020 till 22 300 tkr.",
            "att reservera 4 000 tkr till resultatutjämningsreserven.",
        ]
    );
    let book = read_workbook("bok.xlsx", &output(&outputs, "Mål", ".xlsx")).expect("the workbook");
    let sheet = book.sheets.iter().find(|sheet| &*sheet.name == "Balanskrav").expect("the sheet");
    let value = |name: &str| {
        let is = |value: &RawValue| matches!(value, RawValue::Text(text) if text.trim() == name);
        let (&(row, column), _) = sheet.cells.iter().find(|(_, value)| is(value)).expect("the row");
        match sheet.cells.get(&(row, column + 1)) {
            Some(RawValue::Number(tkr)) => tkr.round().to_string(),
            other => format!("{other:?}"),
        }
    };
    assert_eq!(value("Årets resultat efter balanskravsjusteringar"), "26300");
    assert_eq!(value("Årets balanskravsresultat"), "22300");
}

#[test]
fn a_deficit_says_when_it_must_be_restored_and_by_the_forecast_that_it_is_expected() {
    let folder = sample();
    with(
        folder.path(),
        &["2020;orealiserade vinster;;28000000;20000000;", "2019;återförda orealiserade förluster;;1000;;"],
    );
    let (_, outputs) = report(folder.path(), "2020-12");
    let read = pdf::read_back(&output(&outputs, "Årsredovisning", ".pdf")).expect("the PDF");
    let said = paragraphs(&read);
    let whole = "Balanskravet är inte uppfyllt 2020: balanskravsresultatet är −0,9 mkr och ska återställas senast 2023";
    assert!(said.contains(whole), "{said}");
    assert!(!said.contains("får högst"), "nothing may be reserved: {said}");
    let letter = pdf::read_back(&output(&outputs, "Tjänsteskrivelse", ".pdf")).expect("the letter");
    assert_eq!(
        proposals(&letter)[2..],
        [
            "att fastställa balanskravsresultatet för 2020 till −875 tkr.",
            "att det negativa balanskravsresultatet, 875 tkr, återställs senast 2023.",
        ]
    );
    let (_, outputs) = report(folder.path(), "2020-08");
    let read = pdf::read_back(&output(&outputs, "Delårsrapport", ".pdf")).expect("the PDF");
    let said = paragraphs(&read);
    assert!(
        said.contains("Balanskravet väntas inte bli uppfyllt 2020: balanskravsresultatet är −5,4 mkr"),
        "{said}"
    );
}

#[test]
fn posts_of_other_years_and_amounts_with_minus_are_told_at_their_cells() {
    let folder = sample();
    with(
        folder.path(),
        &[
            "2020;användning av resultatreserv;;1;;",
            "2020;realisationsvinster;;-5;;",
            "2020;underskott att återställa;;1;;",
        ],
    );
    let (outcome, _) = report(folder.path(), "2020-12");
    let found: Vec<String> =
        told(&outcome).into_iter().filter(|line| line.contains("balanskrav.csv")).collect();
    let starts = [
        "fel R22 grunddata/balanskrav.csv rad 2, kolumn Post",
        "fel R23 grunddata/balanskrav.csv rad 3, kolumn Utfall",
        "fel R04 grunddata/balanskrav.csv rad 4, kolumn Från år",
    ];
    assert!(
        found.len() == 3 && starts.iter().all(|start| found.iter().any(|line| line.starts_with(start))),
        "{found:#?}"
    );
}
