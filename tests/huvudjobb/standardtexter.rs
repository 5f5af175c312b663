//! Standing texts in the municipality's words: on paper and in the workbook, with the program's places filled in.

use std::path::Path;

use uppfolj::write::pdf::{self, read_back::Element};

use crate::common::{output, report, sample, told};
use crate::personal::with;
use crate::registers::{add, remove, set};
use crate::runs::year;

const HEADS: &str = "Nyckel;Var den står;Programmets text;Kommunens text;Skäl";

/// Everything that is read in a PDF, an element a line.
fn paper(bytes: &[u8]) -> String {
    let read = pdf::read_back(bytes).expect("the PDF");
    let lines = read.elements.iter().map(|element| match element {
        Element::Heading { text, .. }
        | Element::Paragraph(text)
        | Element::ListItem(text)
        | Element::Entry(text)
        | Element::Figure(text) => text.clone(),
        Element::Table(table) => table.caption.clone(),
    });
    lines.collect::<Vec<_>>().join("\n").replace('\u{ad}', "").replace('\u{a0}', " ")
}

fn told_of(folder: &Path, period: &str) -> Vec<String> {
    told(&report(folder, period).0)
}

#[test]
fn the_municipality_s_words_stand_on_paper_and_in_the_workbook() {
    let own = [
        "Plus är ett överskott mot budget.",
        "hur stor del av periodens nettoinvesteringar",
        "Allt enheten kostar delat med antalet i registret Volymkostnad. Utfallet är kostnaden",
    ];
    let programs =
        ["Plus är bättre än budget.", "delat med periodens nettoinvesteringar", "delad med volymen"];
    let printed = paper(year().file("Årsredovisning", ".pdf"));
    let mut sheets = String::new();
    for book in ["Budget", "Mål"] {
        for sheet in &year().workbook(book).sheets {
            // The findings and the data are no texts of the report.
            sheets.extend(sheet.cells.values().map(|value| format!("{value:?}\n")));
        }
    }
    for (own, programs) in own.into_iter().zip(programs) {
        assert!(printed.contains(own) && !printed.contains(programs), "{own} on paper");
        assert!(sheets.contains(own) && !sheets.contains(programs), "{own} in the workbooks");
    }
}

#[test]
fn a_wording_that_cannot_stand_is_told_at_its_cell_and_the_program_s_text_stands() {
    let folder = sample();
    let rows = [
        "finanspolicy.gränser;;Finanspolicyns gränser per {dag};Gränserna {datum};",
        "drift.not;;Plus är bra.;Plus är överskott.;",
        "rr.källa;;;;",
        "br.källa;;;Se {sidan}.;",
        "månader.källa;;Kommunens egna ord.;;",
    ];
    with(folder.path(), "Standardtexter", "standardtexter", HEADS, &rows);
    let (outcome, outputs) = report(folder.path(), "2020-10");
    let told = told(&outcome);
    let file = "grunddata/standardtexter.csv";
    for start in [
        format!(
            "varning R52 {file} rad 2, kolumn Kommunens text: Kommunens text för finanspolicy.gränser har {{datum}}"
        ),
        format!("upplysning R53 {file} rad 3, kolumn Programmets text"),
        format!("varning R52 {file} rad 5, kolumn Kommunens text"),
        format!("varning R60 {file} rad 6, kolumn Programmets text"),
    ] {
        assert!(told.iter().any(|line| line.starts_with(&start)), "{start}: {told:#?}");
    }
    assert_eq!(told.iter().filter(|line| line.contains(file)).count(), 4, "{told:#?}");
    let of = |row: &str| told.iter().find(|line| line.contains(&format!("{file} {row},"))).expect("it");
    assert!(
        of("rad 5").contains("Ta bort klamrarna") && !of("rad 5").contains("precis som"),
        "{}",
        of("rad 5")
    );
    assert!(of("rad 6").contains("flytta den till Kommunens text"), "{}", of("rad 6"));
    let printed = paper(&output(&outputs, "Månad", ".pdf"));
    assert!(!printed.contains("Kommunens egna ord."), "{printed}");
    assert!(printed.contains("Finanspolicyns gränser per 2020-10-31"), "{printed}");
    assert!(printed.contains("Källa: bokföringens konton i klass 3–8"), "{printed}");
}

#[test]
fn a_key_that_is_none_is_told_with_the_nearest() {
    let folder = sample();
    with(folder.path(), "Standardtexter", "standardtexter", HEADS, &["rr.kälor;;;Hej.;"]);
    let told = told_of(folder.path(), "2020-10");
    let found = told
        .iter()
        .find(|line| line.starts_with("varning R51 grunddata/standardtexter.csv rad 2, kolumn Nyckel"));
    assert!(found.is_some_and(|line| line.contains("Menas rr.källa?")), "{told:#?}");
}

#[test]
fn a_text_without_a_period_stands_in_every_period_that_has_none_of_its_own() {
    let folder = sample();
    remove(folder.path(), "Texter", &[("Period", "2020-08"), ("Avsnitt", "kommunala_koncernen")]);
    let standing = [
        ("Rapport", "delårsrapport"),
        ("Avsnitt", "kommunala_koncernen"),
        ("Text", "Kommunen har inga bolag."),
    ];
    add(folder.path(), "Texter", &standing);
    let principles =
        [("Rapport", "delårsrapport"), ("Avsnitt", "redovisningsprinciper"), ("Text", "Som alltid.")];
    add(folder.path(), "Texter", &principles);
    let (_, outputs) = report(folder.path(), "2020-08");
    let printed = paper(&output(&outputs, "Delår", ".pdf"));
    assert!(printed.contains("Kommunen har inga bolag."), "{printed}");
    assert!(
        !printed.contains("Som alltid.") && printed.contains("Delårsrapporten är upprättad"),
        "{printed}"
    );
}

#[test]
fn words_that_no_report_prints_are_told_at_their_row() {
    let folder = sample();
    let heads = "Period;Rapport;Avsnitt;Enhet;Text;Godkänd av";
    let rows = [
        "2020-08;månadsrapport;sammanfattning;;Hej.;",
        "2020-10;månadsrapport;styrning;;Hej.;",
        "2020-10;tjänsteskrivelse;ärendet;;Hej.;",
        "2020-10;månadsrapport;händelser;;Hej.;",
        ";årsredovisning;kommunala_koncernen;;Hej.;",
        "2020-04;tjänsteskrivelse;ärendet;;Hej.;",
        "2002-10;månadsrapport;sammanfattning;;Hej.;",
        "2020-07;delårsrapport;händelser;;Hej.;",
    ];
    with(folder.path(), "Texter", "texter", heads, &rows);
    set(folder.path(), "Mål", &[("Mål", "G01")], "Giltig till", "2020-06-30");
    let told = told_of(folder.path(), "2020-10");
    let file = "grunddata/texter.csv";
    for start in [
        format!("varning R54 {file} rad 2, kolumn Rapport"),
        format!("varning R55 {file} rad 3, kolumn Avsnitt"),
        format!("varning R54 {file} rad 4, kolumn Rapport"),
        format!("varning R54 {file} rad 8, kolumn Period"),
        format!("varning R54 {file} rad 9, kolumn Period"),
    ] {
        assert!(told.iter().any(|line| line.starts_with(&start)), "{start}: {told:#?}");
    }
    assert_eq!(told.iter().filter(|line| line.contains(file)).count(), 5, "{told:#?}");
    let interim = told.iter().find(|line| line.contains("rad 9,")).expect("it");
    assert!(interim.contains("Årets enda period med en sådan rapport är 2020-08."), "{interim}");
    let of_month = told.iter().find(|line| line.contains("R54") && line.contains("rad 2,")).expect("it");
    assert!(
        of_month.contains("delårsrapport, tjänsteskrivelse") || of_month.contains("delårsrapport och"),
        "{of_month}"
    );
    assert!(told.iter().any(|line| line.starts_with("upplysning R57 grunddata.xlsx flik Mått")), "{told:#?}");
}

#[test]
fn what_is_approved_is_approved_for_a_period_and_a_status_is_one_of_the_words() {
    let folder = sample();
    let heads = "Period;Rapport;Avsnitt;Enhet;Text;Godkänd av";
    with(folder.path(), "Texter", "texter", heads, &[";månadsrapport;kommentarer;;som lämnat;Ekonomichef"]);
    set(folder.path(), "Dokument", &[("Period", "2020-04")], "Status", "till kommunstyrelsen");
    let rows = ["månad;resultaträkning;ja;", "månad;driftredovisning;ja;"];
    with(folder.path(), "Rapportavsnitt", "rapportavsnitt", "Typ;Avsnitt;Kort;Rubrik", &rows);
    let told = told_of(folder.path(), "2020-10");
    for start in [
        "fel R04 grunddata/texter.csv rad 2, kolumn Period",
        "fel R05 grunddata/dokument.csv rad 2, kolumn Status",
        "upplysning R56 grunddata/rapportavsnitt.csv rad 2, kolumn Kort",
    ] {
        assert!(told.iter().any(|line| line.starts_with(start)), "{start}: {told:#?}");
    }
    assert_eq!(told.iter().filter(|line| line.contains("R56")).count(), 1, "{told:#?}");
}
