//! What a report must not leave unsaid: how far a goal is from its limit, which project has cost more than was decided,
//! from which amount on a deviation is told, and that a note is not whole.

use uppfolj::doc::{Cell, RowKey};
use uppfolj::domain::code::Code;
use uppfolj::write::pdf::{self, read_back::Element};

use crate::common::{output, report, sample};
use crate::registers::set;
use crate::runs::{interim, year};

/// Everything that is read in a PDF but the tables' cells, an element a line.
fn words(bytes: &[u8]) -> String {
    let read = pdf::read_back(bytes).expect("the PDF");
    let lines = read.elements.iter().filter_map(|element| match element {
        Element::Heading { text, .. } | Element::Paragraph(text) | Element::ListItem(text) => {
            Some(text.clone())
        }
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n").replace('\u{ad}', "").replace('\u{a0}', " ")
}

fn sheet(run: &crate::runs::Finished, book: &str, name: &str) -> String {
    let book = run.workbook(book);
    let sheet = book.sheets.iter().find(|sheet| &*sheet.name == name).expect("the sheet");
    sheet.cells.values().map(|cell| format!("{cell:?}\n")).collect::<String>().replace("\\u{a0}", " ")
}

#[test]
fn a_financial_goal_that_is_not_reached_is_said_with_its_value_and_its_limit() {
    let missed = "Inte nått: Investeringar – självfinansiering (Självfinansieringsgrad i procent: 41,6, ska vara minst 50).";
    let said = words(interim().file("Delårsrapport", ".pdf"));
    assert!(said.contains(missed), "{said}");
    assert!(sheet(interim(), "Mål", "Översikt").contains(missed));
}

#[test]
fn the_limit_for_comments_stands_below_the_deviations() {
    let limit = "Tabellen visar varje kostnadsslag som avviker med minst 250 000 kr";
    assert!(words(year().file("Årsredovisning", ".pdf")).contains(limit));
    assert!(sheet(year(), "Budget", "Avvikelser").contains(limit));
}

#[test]
fn projects_above_their_decided_total_are_named_on_paper_and_in_the_workbook() {
    let spent = "Projekt som har kostat mer än den beslutade totalutgiften: Familjecentralen (50 tkr mer).";
    let expected = "Projekt som väntas kosta mer än den beslutade totalutgiften: Gata och VA med sanering (1 500 tkr mer).";
    let paper = words(year().file("Årsredovisning", ".pdf"));
    let book = sheet(year(), "Budget", "Investeringsredovisning");
    for place in [&paper, &book] {
        assert!(place.contains(spent) && place.contains(expected), "{place}");
    }
}

/// What a project has cost, in öre, and its code.
fn so_far(name: &str) -> (i128, Code) {
    let table = year().document.table("investeringar").expect("the projects");
    let at = table.column("ackumulerat").expect("the column");
    let own = |cell: &Cell| matches!(cell, Cell::Text(text) if text == name);
    let row = table.rows.iter().find(|row| own(&row.cells[0])).expect("the project");
    let (Cell::Amount(figure), RowKey::Project(code)) = (&row.cells[at], &row.key) else { panic!("{row:?}") };
    (figure.value.ore(), code.clone())
}

#[test]
fn a_project_is_above_its_decision_when_a_thousand_is_printed() {
    let (ore, code) = so_far("Familjecentralen");
    for (under, said) in [(49_999, None), (50_000, Some("totalutgiften: Familjecentralen (1 tkr mer)."))] {
        let folder = sample();
        let decided = ore - under;
        let decided = format!("{},{:02}", decided / 100, decided % 100);
        let of = [("År", "2020"), ("Projekt", code.as_str())];
        set(folder.path(), "Investeringar", &of, "Beslutad totalutgift", &decided);
        let (_, outputs) = report(folder.path(), "2020-12");
        let paper = words(&output(&outputs, "Årsredovisning", ".pdf"));
        match said {
            Some(said) => assert!(paper.contains(said), "{paper}"),
            None => assert!(!paper.contains("Projekt som har kostat"), "{paper}"),
        }
    }
}

#[test]
fn every_note_of_the_balance_sheet_is_held_against_its_line_and_one_that_is_not_whole_says_so() {
    let proof = sheet(year(), "Budget", "Avstämning");
    for note in [1, 7, 8, 9, 10, 13, 14, 22, 23] {
        let meet = format!("Not {note} mot sin rad: 2020");
        assert!(proof.contains(&meet), "{meet}");
    }
    let folder = sample();
    let account = [("Från", "1125"), ("Rad", "MARK")];
    for column in ["Not", "Notrad"] {
        set(folder.path(), "Konton", &account, column, "");
    }
    let (_, outputs) = report(folder.path(), "2020-12");
    let paper = words(&output(&outputs, "Årsredovisning", ".pdf"));
    let told = "Noten är inte hel: raden Mark, byggnader och tekniska anläggningar är ";
    assert_eq!(paper.matches(told).count(), 1, "{paper}");
    assert!(!words(year().file("Årsredovisning", ".pdf")).contains("Noten är inte hel"));
}

/// A net cost is spoken of without its minus, and a deviation with what its sign means.
#[test]
fn the_key_figures_of_a_part_say_what_their_sign_means() {
    let band = interim().document.sections.iter().find_map(|section| match section.blocks.as_slice() {
        [_, uppfolj::doc::Block::KeyFigures(band), ..] => Some(band),
        _ => None,
    });
    let band = band.expect("the figures of a chapter");
    let below: Vec<&str> = band.iter().map(|one| one.below.as_str()).collect();
    let plus = "plus är bättre";
    let expected = [
        "nettokostnad",
        "nettokostnad jan–aug\u{a0}2020",
        "jan–aug\u{a0}2020, plus är bättre",
        "nettokostnad",
        plus,
    ];
    assert_eq!(below, expected);
    for one in [&band[0], &band[1], &band[3]] {
        let Cell::Amount(figure) = &one.value else { panic!("{one:?}") };
        assert!(figure.value.ore() > 0, "{one:?}");
    }
}
