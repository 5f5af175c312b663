//! What the office says of a report's status and of its templates, and the report is not.

use std::fs;
use std::path::Path;

use uppfolj::write::pdf;

use crate::common::{output, report, sample, told};
use crate::registers::{pages, set};

fn found<'a>(told: &'a [String], start: &str) -> Vec<&'a String> {
    told.iter().filter(|line| line.starts_with(start)).collect()
}

/// Every text of a report's pages.
fn text(outputs: &Path, start: &str) -> String {
    let read = pdf::read_back(&output(outputs, start, ".pdf")).expect("the PDF");
    format!("{read:?}")
}

#[test]
fn an_adopted_report_without_what_the_law_asks_for_is_told_at_its_status() {
    let folder = sample();
    set(folder.path(), "Dokument", &[("Period", "2020-12")], "Status", "till KF");
    assert!(found(&told(&report(folder.path(), "2020-12").0), "varning R61").is_empty());
    set(folder.path(), "Dokument", &[("Period", "2020-12")], "Status", "fastställd");
    let rows = ["år;sammanfattning;;", "år;resultaträkning;;", "år;innehåll enligt lagen;;"];
    crate::personal::with(
        folder.path(),
        "Rapportavsnitt",
        "rapportavsnitt",
        "Typ;Avsnitt;Kort;Rubrik",
        &rows,
    );
    let (outcome, outputs) = report(folder.path(), "2020-12");
    let told = told(&outcome);
    let lacking = found(&told, "varning R61 grunddata/dokument.csv rad 4, kolumn Status");
    assert_eq!(lacking.len(), 1, "{told:#?}");
    assert!(lacking[0].contains("har status fastställd men saknar"), "{lacking:?}");
    for part in ["kassaflödesanalys", "balansräkning"] {
        assert!(lacking[0].contains(part), "{part}: {lacking:?}");
    }
    assert!(!lacking[0].contains("resultaträkning"), "{lacking:?}");
    assert!(pages(&outputs, "Årsredovisning").contains("kassaflödesanalys"), "the report's own list");
}

#[test]
fn a_month_without_templates_waits_for_nobody_and_says_why() {
    let folder = sample();
    let (outcome, outputs) = report(folder.path(), "2020-10");
    let told = told(&outcome);
    assert_eq!(found(&told, "upplysning R63 grunddata.xlsx flik Tidplan cell C11").len(), 1, "{told:#?}");
    let closing = outcome.closing.join(" ");
    assert!(!closing.contains("saknas") && !closing.contains("PRELIMINÄR"), "{closing}");
    let said = text(&outputs, "Månadsrapport");
    assert!(!said.contains("Svar saknas") && !said.contains("PRELIMINÄR"), "{said}");
}

#[test]
fn an_interim_report_without_templates_is_preliminary_and_says_that_nobody_could_answer() {
    let folder = sample();
    for part in ["mallar/2020-08", "inkommet/2020-08"] {
        fs::remove_dir_all(folder.path().join(part)).expect("removed");
    }
    let (outcome, outputs) = report(folder.path(), "2020-08");
    assert_eq!(outcome.exit.code(), 0, "{:#?}", told(&outcome));
    let told = told(&outcome);
    assert_eq!(found(&told, "varning R63 grunddata.xlsx flik Tidplan cell C9").len(), 1, "{told:#?}");
    let displaced = found(&told, "upplysning R62 grunddata.xlsx flik Dokument cell D3");
    assert!(displaced.len() == 1 && displaced[0].contains("eftersom inga mallar är skrivna"), "{told:#?}");
    let closing = outcome.closing.join(" ");
    assert!(
        closing.contains("Inga mallar är skrivna för 2020-08") && !closing.contains("Svar saknas"),
        "{closing}"
    );
    let said = text(&outputs, "Delårsrapport");
    assert!(said.contains("PRELIMINÄR – inga mallar är skrivna") && !said.contains("Svar saknas"), "{said}");
}
