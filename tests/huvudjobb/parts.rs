//! Workbooks and papers of parts: as many as the level has, with the figures of the whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use uppfolj::raw::{RawValue, RawWorkbook};
use uppfolj::run::Task;
use uppfolj::run::outcome::{Exit, Outcome};
use uppfolj::source::xlsx::read_workbook;

use crate::common::{month, run, sample};

fn parts(folder: &Path, levels: &[&str]) -> Outcome {
    run(folder, Task::Parts(month("2020-12"), levels.iter().map(ToString::to_string).collect()))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().to_string()).collect();
    names.sort();
    names
}

fn book(folder: &Path, name: &str) -> RawWorkbook {
    read_workbook(name, &fs::read(folder.join(name)).expect("a workbook")).expect("a readable workbook")
}

/// Row heading → the outcome of the year on the sheet, in tkr as they are written.
fn outcomes(book: &RawWorkbook, sheet: &str) -> BTreeMap<String, rust_decimal::Decimal> {
    let sheet = book.sheets.iter().find(|one| *one.name == *sheet).expect("the sheet");
    let is = |value: &RawValue, text: &str| matches!(value, RawValue::Text(own) if own == text);
    let (head, column) =
        sheet.cells.iter().find(|(_, value)| is(value, "Utfall 2020")).expect("the column").0;
    let rows = sheet.cells.iter().filter(|((row, at), _)| row > head && *at == 1);
    rows.filter_map(|((row, _), heading)| match (heading, sheet.cells.get(&(*row, *column))) {
        (RawValue::Text(heading), Some(RawValue::Number(number))) => Some((heading.clone(), *number)),
        _ => None,
    })
    .collect()
}

#[test]
fn every_node_of_a_level_has_a_workbook_and_a_paper_with_the_figures_of_the_whole() {
    let folder = sample();
    let outcome = parts(folder.path(), &["namnd", "Verksamhet"]);
    assert_eq!(outcome.exit, Exit::Clean, "{:?}", outcome.closing);
    let report = folder.path().join("rapporter/2020-12");
    let whole = outcomes(&book(&report, "Budgetuppföljning 2020-12.xlsx"), "Driftredovisning");
    let (mut seen, mut with_projects) = (0, 0);
    for level in ["nämnd", "verksamhet"] {
        let own = report.join(level);
        for name in names(&own).iter().filter(|name| name.ends_with(".xlsx")) {
            let part = book(&own, name);
            for (heading, amount) in outcomes(&part, "Driftredovisning") {
                if !heading.starts_with("varav") {
                    assert_eq!(whole.get(&heading), Some(&amount), "{name} {heading}");
                    seen += 1;
                }
            }
            assert!(own.join(name.replace(".xlsx", ".pdf")).exists(), "{name}");
            let ways = part.sheets.iter().find(|sheet| &*sheet.name == "Kostnadsslag").expect("the sheet");
            assert!(ways.formulas.values().all(|formula| !formula.contains("#")), "{name}");
            let amounts = ways.cells.values().filter(|value| matches!(value, RawValue::Number(_))).count();
            assert_eq!(ways.formulas.len(), amounts, "{name}: all of them are formulas");
            let projects = part.sheets.iter().find(|sheet| &*sheet.name == "Investeringsredovisning");
            if let Some(projects) = projects {
                let carried = RawValue::Text("Varav ombudgeterat".into());
                assert!(
                    projects.cells.values().any(|value| *value == carried),
                    "{name}: the workbook's columns"
                );
                with_projects += 1;
            }
        }
    }
    assert!(seen > 60, "{seen}");
    assert!(with_projects > 1, "{with_projects}");
    let manifest = fs::read_to_string(report.join("manifest.json")).expect("the manifest");
    assert!(manifest.contains("rapporter/2020-12/nämnd/"), "the manifest names them");
}

#[test]
fn a_paper_of_a_unit_meets_the_standards_and_bears_no_status_of_the_whole() {
    let folder = sample();
    parts(folder.path(), &["enhet"]);
    let own = folder.path().join("rapporter/2020-12/enhet");
    let papers: Vec<String> = names(&own).into_iter().filter(|name| name.ends_with(".pdf")).collect();
    let units = papers.len();
    assert_eq!(units, 29, "{papers:?}");
    assert!(
        papers.contains(&"900 Finansförvaltning 2020-12.pdf".to_string()),
        "a unit of another level: {papers:?}"
    );
    let bytes = fs::read(own.join(&papers[units / 2])).expect("a paper");
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(&bytes, &options).expect("a readable file");
        assert!(report.failures.is_empty(), "{:?}", report.failures);
    }
    let read = uppfolj::write::pdf::read_back(&bytes).expect("a readable file");
    let said = format!("{:?}", read.elements);
    assert!(!said.contains("till KF"), "the status is that of the whole report");
}

#[test]
fn a_level_that_is_not_there_is_wrong_use_and_names_those_that_are() {
    let folder = sample();
    let outcome = parts(folder.path(), &["avdelning"]);
    assert_eq!(outcome.exit, Exit::WrongUse);
    assert_eq!(
        outcome.closing,
        ["Ingen nivå heter avdelning. Nivåerna i fliken Organisation: Enhet, Kommun, Nämnd, Verksamhet."]
    );
    assert!(!folder.path().join("rapporter").exists(), "nothing is written");
}

#[test]
fn a_part_has_the_volumes_ratings_and_months_of_its_own_units_and_no_others() {
    let folder = sample();
    parts(folder.path(), &["verksamhet"]);
    let part =
        book(&folder.path().join("rapporter/2020-12/verksamhet"), "300 Bildningsverksamhet 2020-12.xlsx");
    let texts = |name: &str| -> Vec<String> {
        let sheet = part.sheets.iter().find(|one| *one.name == *name).unwrap_or_else(|| panic!("{name}"));
        let text =
            |value: &RawValue| if let RawValue::Text(text) = value { Some(text.clone()) } else { None };
        sheet
            .cells
            .iter()
            .filter(|((_, column), _)| *column == 1)
            .filter_map(|(_, value)| text(value))
            .collect()
    };
    for (sheet, own, other) in [
        ("Volymer och personal", "Barn i förskolan, Backenenheten", "Hemtjänst"),
        ("Dialog", "Nya Centralskolan", "Hemtjänst"),
        ("Inlämning", "Kulturskolan", "Hemtjänst"),
        ("Månadsdata", "310 Nya Centralskolan", "410 Hemtjänst"),
    ] {
        let found = texts(sheet);
        assert!(found.iter().any(|text| text == own), "{sheet}: {found:?}");
        assert!(!found.iter().any(|text| text.contains(other)), "{sheet}: {found:?}");
    }
}
