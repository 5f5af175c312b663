//! What a run promises as a whole: the same bytes, whole sets or nothing, PRELIMINÄR when something is missing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use uppfolj::doc::Document;
use uppfolj::run::Task;
use uppfolj::run::stations::Stations;
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::pdf;
use uppfolj::write::pdf::read_back::Element;

use crate::common::{edit, month, output, report, run, run_with, sample, told};

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("the outputs").map(|entry| entry.expect("an entry").path());
    entries
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().to_string();
            (name, fs::read(path).expect("a file"))
        })
        .collect()
}

#[test]
fn two_runs_in_two_folders_give_the_same_bytes() {
    for period in ["2020-12", "2020-08"] {
        let (one, two) = (sample(), sample());
        let (_, first) = report(one.path(), period);
        let (_, second) = report(two.path(), period);
        let (first, second) = (files(&first), files(&second));
        assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
        assert_eq!(first.len(), 5, "{:?}", first.keys());
        for (name, bytes) in &first {
            assert!(second[name] == *bytes, "{period}: {name} differs between two runs");
        }
    }
}

#[test]
fn every_pdf_meets_both_standards() {
    let folder = sample();
    for period in ["2020-12", "2020-08"] {
        let (_, outputs) = report(folder.path(), period);
        let papers: Vec<_> = files(&outputs).into_iter().filter(|(name, _)| name.ends_with(".pdf")).collect();
        assert_eq!(papers.len(), 2, "report and covering letter");
        for (name, bytes) in papers {
            for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
                let options = ValidationOptions::default().profile(profile);
                let failures = validate_pdf_bytes(&bytes, &options).expect("the file can be read").failures;
                assert!(failures.is_empty(), "{name} {profile:?}: {failures:#?}");
            }
        }
    }
}

#[test]
fn a_fault_in_the_ledger_leaves_earlier_reports_untouched() {
    let folder = sample();
    let (_, outputs) = report(folder.path(), "2020-12");
    let before = files(&outputs);
    edit(folder.path(), "redovisning/2020-kv1.csv", "202001", "2020XX");
    let (outcome, _) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 1);
    assert!(files(&outputs) == before);
    let told = told(&outcome);
    assert!(told.iter().any(|line| line.contains("L04") && line.contains("2020-kv1.csv rad ")), "{told:#?}");
    assert!(folder.path().join("svar/2020-12").exists());
}

#[test]
fn an_absent_unit_is_named_on_the_front_page_and_the_run_is_preliminary() {
    let folder = sample();
    let inbox = folder.path().join("inkommet/2020-12");
    let mut answers: Vec<_> =
        fs::read_dir(&inbox).expect("answers").map(|entry| entry.expect("an entry").path()).collect();
    answers.sort();
    fs::remove_file(&answers[0]).expect("one answer less");
    let (outcome, outputs) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 0, "{:#?}", told(&outcome));
    assert!(outcome.closing.join(" ").contains("PRELIMINÄR"));
    let read = pdf::read_back(&output(&outputs, "Årsredovisning", ".pdf")).expect("the PDF");
    let front: Vec<&str> = read
        .elements
        .iter()
        .filter_map(|element| match element {
            Element::Paragraph(text) => Some(text.as_str()),
            _ => None,
        })
        .take(12)
        .collect();
    assert!(front.iter().any(|text| text.starts_with("Svar saknas från: ")), "{front:?}");
    for page in &read.pages {
        assert!(page.artifacts.contains("PRELIMINÄR"), "{}", page.artifacts);
    }
    let book = read_workbook("bok.xlsx", &output(&outputs, "Budget", ".xlsx")).expect("the workbook");
    for sheet in &book.sheets {
        let said = sheet.cells.values().any(|value| format!("{value:?}").contains("PRELIMINÄR"));
        assert!(said, "the sheet {} does not say PRELIMINÄR", sheet.name);
    }
}

#[test]
fn without_any_answers_the_interim_report_says_that_forecasts_are_missing() {
    let folder = sample();
    fs::remove_dir_all(folder.path().join("inkommet")).expect("no answers");
    let (outcome, outputs) = report(folder.path(), "2020-08");
    assert_eq!(outcome.exit.code(), 0, "{:#?}", told(&outcome));
    assert!(outputs.exists());
    assert!(outcome.closing.join(" ").contains("PRELIMINÄR"));
}

#[test]
fn every_month_of_the_year_can_be_reported() {
    let folder = sample();
    for number in 1..=12 {
        let period = format!("2020-{number:02}");
        let outcome = run(folder.path(), Task::Report(month(&period)));
        assert!(
            folder.path().join("rapporter").join(&period).exists(),
            "{period}: {:?} {:#?}",
            outcome.closing,
            told(&outcome)
        );
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = sample();
    let mut request = crate::common::request(folder.path(), Task::Report(month("2020-12")));
    request.options.dry_run = true;
    let outcome = uppfolj::run::guarded(&request, 0, &mut uppfolj::run::stations::Untouched);
    assert_eq!(outcome.exit.code(), 0);
    assert!(!folder.path().join("rapporter").exists() && !folder.path().join("svar").exists());
}

/// Puts an emoji in every document, as a manager's comment could.
struct Emoji;

impl Stations for Emoji {
    fn document(&mut self, document: &mut Document) {
        document.cover.push("Bra jobbat \u{1F44D}".to_string());
    }
}

#[test]
fn a_character_that_cannot_be_printed_does_not_stop_the_report() {
    let folder = sample();
    let outcome = run_with(folder.path(), Task::Report(month("2020-12")), &mut Emoji);
    assert_eq!(outcome.exit.code(), 0, "{:?}", outcome.closing);
    assert!(outcome.closing.iter().any(|line| line.contains('\u{1F44D}')), "{:?}", outcome.closing);
    let outputs = folder.path().join("rapporter/2020-12");
    let read = pdf::read_back(&output(&outputs, "Årsredovisning", ".pdf")).expect("the PDF");
    assert!(
        read.elements
            .iter()
            .any(|element| matches!(element, Element::Paragraph(text) if text == "Bra jobbat [emoji]"))
    );
}
