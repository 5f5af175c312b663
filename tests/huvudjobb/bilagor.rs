//! Files attached to the PDFs where the setting asks for it: every table with its figures, and what the report was made
//! from.

use std::fs;
use std::path::Path;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use uppfolj::run::Task;
use uppfolj::write::manifest::Manifest;
use uppfolj::write::pdf::{self, ReadBack};

use crate::common::{month, output, run, sample};
use crate::registers::add;
use crate::runs::year;

fn failures(bytes: &[u8], profile: ValidationProfile) -> usize {
    let options = ValidationOptions::default().profile(profile);
    validate_pdf_bytes(bytes, &options).expect("the file can be read").failures.len()
}

fn read(bytes: &[u8]) -> ReadBack {
    assert_eq!(failures(bytes, ValidationProfile::PdfUa1), 0);
    assert_eq!(failures(bytes, ValidationProfile::PdfA3a), 0);
    pdf::read_back(bytes).expect("a readable PDF")
}

fn with_attachments(folder: &Path) {
    add(folder, "Inställningar", &[("Nyckel", "pdf_bilagor"), ("Värde", "ja")]);
}

#[test]
fn report_and_parts_carry_their_tables_and_what_they_were_made_from() {
    let folder = sample();
    with_attachments(folder.path());
    run(folder.path(), Task::Parts(month("2020-12"), vec!["nämnd".to_string()]));
    let outputs = folder.path().join("rapporter/2020-12");
    let report = read(&output(&outputs, "Årsredovisning", ".pdf"));
    assert_eq!(report.attachments.len(), report.tables().count() + 1);

    let manifest = Manifest::from_bytes(&fs::read(outputs.join("manifest.json")).expect("the manifest"));
    let manifest = manifest.expect("a manifest");
    let inputs = &report.attachments["indata.json"];
    assert_eq!(*inputs, manifest.inputs_to_bytes().expect("plain data"));
    let told = String::from_utf8(inputs.clone()).expect("text");
    assert!(told.contains("grunddata.xlsx") && !told.contains("rapporter/"), "{told}");

    let part = fs::read_dir(outputs.join("nämnd"));
    let papers = part.expect("the parts").map(|entry| entry.expect("an entry").path());
    let papers: Vec<_> = papers.filter(|path| path.extension().is_some_and(|end| end == "pdf")).collect();
    assert!(!papers.is_empty());
    for paper in papers {
        let part = read(&fs::read(&paper).expect("a paper"));
        assert_eq!(part.attachments.len(), part.tables().count() + 1, "{}", paper.display());
        assert_eq!(part.attachments["indata.json"], *inputs);
    }
}

/// The statement in the file adds up to its own last line, in öre: nothing was rounded on the way.
#[test]
fn an_attached_statement_holds_exact_amounts() {
    let folder = sample();
    with_attachments(folder.path());
    run(folder.path(), Task::Report(month("2020-12")));
    let report = read(&output(&folder.path().join("rapporter/2020-12"), "Årsredovisning", ".pdf"));
    let (_, bytes) = report
        .attachments
        .iter()
        .find(|(name, _)| name.contains("resultatrakning"))
        .unwrap_or_else(|| panic!("{:?}", report.attachments.keys()));
    let text = std::str::from_utf8(bytes).expect("UTF-8").trim_start_matches('\u{feff}');
    let table = year().document.table("rr").expect("the statement");
    let column = table.column("utfall").expect("the outcome");
    assert!(text.lines().next().expect("a head").split(';').nth(column).expect("it").ends_with(" (kr)"));
    for (line, row) in text.lines().skip(1).zip(&table.rows) {
        let field = line.split(';').nth(column).expect("the outcome");
        match &row.cells[column] {
            uppfolj::doc::Cell::Amount(figure) => {
                assert_eq!(field.replace(',', "").parse::<i128>().ok(), Some(figure.value.ore()), "{line}");
            }
            _ => assert_eq!(field, "", "{line}"),
        }
    }
}

#[test]
fn without_the_setting_nothing_is_attached() {
    assert!(year().pdf().attachments.is_empty());
    assert_ne!(failures(year().report(), ValidationProfile::PdfA3a), 0);
}
