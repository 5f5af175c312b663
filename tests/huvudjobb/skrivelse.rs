//! The covering letter: there when a report goes to a decision, with the proposals that the law's order asks for, and the
//! office's own words where it has any.

use std::path::Path;

use uppfolj::write::pdf::{self, read_back::Element};

use crate::common::{output, report, sample};
use crate::registers::{add, remove, set};
use crate::runs::{interim, year};

/// The letter as it is read aloud: headings with their level, list items with a dash, rows of the table.
fn aloud(bytes: &[u8]) -> String {
    let read = pdf::read_back(bytes).expect("the letter");
    let lines = read.elements.iter().flat_map(|element| match element {
        Element::Heading { level, text, .. } => vec![format!("{} {text}", "#".repeat(usize::from(*level)))],
        Element::Paragraph(text) => vec![text.clone()],
        Element::ListItem(text) => vec![format!("- {text}")],
        Element::Table(table) => {
            let row = |row: &Vec<pdf::read_back::CellRead>| {
                row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | ")
            };
            std::iter::once(table.caption.clone()).chain(table.rows.iter().map(row)).collect()
        }
        Element::Entry(text) | Element::Figure(text) => vec![text.clone()],
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn letter(folder: &Path, period: &str) -> String {
    let (_, outputs) = report(folder, period);
    aloud(&output(&outputs, "Tjänsteskrivelse", ".pdf"))
}

#[test]
fn the_letter_of_the_interim_report_and_that_of_the_year() {
    insta::assert_snapshot!("letter_2020_08", aloud(interim().file("Tjänsteskrivelse", ".pdf")));
    insta::assert_snapshot!("letter_2020_12", aloud(year().file("Tjänsteskrivelse", ".pdf")));
    for run in [interim(), year()] {
        let read = pdf::read_back(run.file("Tjänsteskrivelse", ".pdf")).expect("the letter");
        let said = run.workbook("Budget");
        let sheet = said.sheets.iter().find(|sheet| &*sheet.name == "Resultaträkning").expect("the sheet");
        let table = read.tables().next().expect("the sums");
        for row in &table.rows[1..] {
            let holds = sheet.cells.values().any(|value| format!("{value:?}").contains(&row[0].text));
            assert!(holds, "{} is a row of the statement too", row[0].text);
        }
    }
}

#[test]
fn a_monthly_report_to_the_board_is_approved_by_the_board() {
    let folder = sample();
    set(folder.path(), "Tidplan", &[("Period", "2020-04")], "Mallar", "nej");
    let said = letter(folder.path(), "2020-04");
    assert!(said.contains("# Månadsrapport per den 30 april 2020"), "{said}");
    assert!(
        said.contains("Kommunstyrelsen beslutar\n- att godkänna månadsrapporten per den 30 april 2020."),
        "{said}"
    );
    assert!(!said.contains("fullmäktige") && !said.contains("revisorer"), "{said}");
    set(folder.path(), "Dokument", &[("Period", "2020-04")], "Status", "till KF");
    let said = letter(folder.path(), "2020-04");
    let proposal = "Kommunstyrelsen föreslår kommunfullmäktige besluta\n- att godkänna månadsrapporten";
    assert!(said.contains(proposal), "{said}");
}

#[test]
fn without_a_decision_to_be_made_there_is_no_letter() {
    let folder = sample();
    let letters = |folder: &Path| {
        let (_, outputs) = report(folder, "2020-04");
        let names = std::fs::read_dir(outputs).expect("the outputs").map(|entry| entry.expect("an entry"));
        names.filter(|entry| entry.file_name().to_string_lossy().starts_with("Tjänste")).count()
    };
    assert_eq!(letters(folder.path()), 1);
    set(folder.path(), "Dokument", &[("Period", "2020-04")], "Status", "fastställd");
    assert_eq!(letters(folder.path()), 0);
    remove(folder.path(), "Dokument", &[("Period", "2020-04")]);
    assert_eq!(letters(folder.path()), 0);
}

#[test]
fn the_office_s_own_words_replace_the_draft_part_by_part() {
    let folder = sample();
    let own = [
        ("förslag_till_beslut", "Kommunstyrelsen noterar rapporten.\nEkonomichefen återkommer i juni."),
        ("ärendet", "Rapporten är tidigare än vanligt."),
        ("sammanfattning", "Läget är stabilt."),
        ("ekonomiska_konsekvenser", "Inga utöver rapporten."),
    ];
    for (part, text) in own {
        let cells =
            [("Period", "2020-04"), ("Rapport", "tjänsteskrivelse"), ("Avsnitt", part), ("Text", text)];
        add(folder.path(), "Texter", &cells);
    }
    let said = letter(folder.path(), "2020-04");
    for line in own.iter().flat_map(|(_, text)| text.lines()) {
        assert_eq!(said.matches(line).count(), 1, "{line} in {said}");
    }
    assert!(!said.contains("godkänna") && !said.contains("redovisar kommunens ekonomi"), "{said}");
}

/// A letter must not let the council approve what is not finished, or what is not there.
#[test]
fn the_letter_of_a_preliminary_report_proposes_nothing_and_says_what_it_waits_for() {
    let said = aloud(interim().file("Tjänsteskrivelse", ".pdf"));
    let proposals = said.split("## ").find(|part| part.starts_with("Förslag till beslut")).expect("the part");
    assert!(proposals.contains("Rapporten är preliminär") && !said.contains("att godkänna"), "{said}");
    assert!(proposals.contains("- Svar med fel som inte är rättade: Kostenheten, Bryggan"), "{proposals}");
}

#[test]
fn the_letter_names_the_report_as_it_is_called_and_the_parts_that_are_not_in_it() {
    let said = aloud(year().file("Tjänsteskrivelse", ".pdf"));
    assert!(said.contains("# Årsredovisning för 2020 – ekonomidel"), "{said}");
    assert!(said.contains("- att godkänna årsredovisningens ekonomidel för 2020."), "{said}");
    assert!(!said.contains("Det här krävs av lag"), "{said}");
    let folder = sample();
    remove(folder.path(), "Texter", &[("Period", "2020-12"), ("Avsnitt", "styrning")]);
    let said = letter(folder.path(), "2020-12");
    let lacking = said.lines().find(|line| line.starts_with("Det här krävs av lag")).expect("the sentence");
    assert!(lacking.contains("styrning och uppföljning") && !lacking.contains("balansräkning"), "{lacking}");
}
