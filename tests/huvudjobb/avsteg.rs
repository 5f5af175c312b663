//! Why a limit of the finance policy is breached and what is done about it: in the office's words, or said to be missing.

use std::path::Path;

use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::pdf::{self, read_back::Element};

use crate::common::{output, report, sample, told};
use crate::personal::with;
use crate::registers::add;

/// The paragraphs and list items of a report.
fn remarks(bytes: &[u8]) -> String {
    let read = pdf::read_back(bytes).expect("the PDF");
    let said = read.elements.iter().filter_map(|element| match element {
        Element::ListItem(text) | Element::Paragraph(text) => {
            Some(text.replace('\u{a0}', " ").replace('\u{ad}', ""))
        }
        _ => None,
    });
    said.collect::<Vec<_>>().join("\n")
}

/// All words about the breach as it is now are printed, each with its month; those of an earlier breach say nothing of it.
#[test]
fn a_breach_is_explained_or_the_report_says_that_it_is_not() {
    const WORDS: &str = "Period;Mått;Orsak;Åtgärd;Beslut";
    let folder = sample();
    let said = |folder: &Path, rows: &[&str]| {
        with(folder, "Avsteg", "avsteg", WORDS, rows);
        let (outcome, outputs) = report(folder, "2020-10");
        let limit = "grunddata.xlsx flik Finanspolicy cell C6: ";
        let told = told(&outcome);
        let lacking = told.iter().filter(|line| line.starts_with(&format!("varning R58 {limit}"))).count();
        let breach = told.into_iter().find(|line| line.starts_with(&format!("varning M20 {limit}")));
        let breach = breach.expect("the breach at its limit");
        let book = read_workbook("bok.xlsx", &output(&outputs, "Mål", ".xlsx")).expect("the workbook");
        let sheet =
            book.sheets.iter().find(|sheet| &*sheet.name == "Finanspolicy").expect("the sheet").clone();
        let cells = sheet.cells.values().map(|cell| format!("{cell:?}")).collect::<Vec<_>>().join("\n");
        let words = (remarks(&output(&outputs, "Månadsrapport", ".pdf")), cells.replace("\\u{a0}", " "));
        (words, lacking, breach)
    };
    let measure = "största långivares andel i procent";
    let outside = [format!("2020-02;{measure};Förr.;Inget.;"), format!("2020-11;{measure};Sedan.;Inget.;")];
    let ((paper, sheet), lacking, breach) = said(folder.path(), &outside.each_ref().map(String::as_str));
    for place in [&paper, &sheet] {
        assert!(place.contains("Bruten sedan mars 2020. Orsak och åtgärd är inte lämnade."), "{place}");
    }
    assert_eq!(lacking, 1);
    assert!(breach.contains("Fliken Avsteg säger inte varför.") && breach.contains("skriv orsak och åtgärd"));
    let within = [
        format!("2020-03;{measure};Först.;Inget.;"),
        format!("2020-10;{measure};Nu.;Vi lånar av andra.;KS 2020-10-28"),
    ];
    let ((paper, sheet), lacking, breach) = said(folder.path(), &within.each_ref().map(String::as_str));
    for place in [&paper, &sheet] {
        for one in [
            "Förklaring i mars 2020: Först. Åtgärd: Inget.",
            "Förklaring i oktober 2020: Nu. Åtgärd: Vi lånar av andra. Beslut: KS 2020-10-28.",
        ] {
            assert!(place.contains(one), "{one}: {place}");
        }
        assert!(!place.contains("Bruten sedan mars 2020. Orsak och åtgärd är inte lämnade."), "{place}");
    }
    assert_eq!(lacking, 0);
    assert!(breach.contains("Orsak och åtgärd står i fliken Avsteg, raderna 2 och 3."), "{breach}");
}

/// Words that stand in no report are told at the cell that is wrong, those of a later period are not tried yet.
#[test]
fn words_that_no_report_prints_are_told_at_their_cell() {
    let folder = sample();
    let share = "största långivares andel i procent";
    let rows = [
        "2020-05;borgen per invånare i kr;Förr.;Inget.;".to_string(),
        format!("2020-03;{share};Nu.;Inget.;"),
        "2020-05;placeringar i mkr;Ingen gräns.;Inget.;".to_string(),
        "2020-09;största motparts andel av placeringarna i procent;Omätt.;Inget.;".to_string(),
        format!("2020-12;{share};Sedan.;Inget.;"),
        format!("2025-05;{share};Fel år.;Inget.;"),
        // The debt was below 120 mkr until March: the report of October tells of that breach.
        "2020-10;låneskuld i mkr;Efteråt.;Inget.;".to_string(),
    ];
    let limit = [("Mått", "låneskuld i mkr"), ("Villkor", "minst"), ("Gräns", "120")];
    add(folder.path(), "Finanspolicy", &limit);
    with(
        folder.path(),
        "Avsteg",
        "avsteg",
        "Period;Mått;Orsak;Åtgärd;Beslut",
        &rows.each_ref().map(String::as_str),
    );
    let told = told(&report(folder.path(), "2020-10").0);
    let found: Vec<&str> =
        told.iter().filter_map(|line| line.strip_prefix("varning R59 grunddata/avsteg.csv ")).collect();
    let starts = [
        "rad 2, kolumn Period: Raden trycks inte i någon rapport: gränsen för borgensåtaganden per invånare är inte bruten",
        "rad 4, kolumn Mått: Raden trycks inte i någon rapport: ingen gräns för placeringar gäller",
        "rad 5, kolumn Period: Raden trycks inte i någon rapport: gränsen för den största motpartens andel av placeringarna går inte",
        "rad 7, kolumn Period: Raden trycks inte i någon rapport: maj\u{a0}2025 ligger efter den sista perioden i Tidplan",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for start in starts {
        assert!(found.iter().any(|line| line.starts_with(start)), "{start}: {found:#?}");
    }
}
