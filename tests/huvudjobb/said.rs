//! Nothing that a manager writes is lost on its way to the reports: every answer of the source tables stands where it
//! belongs in the workbooks.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use uppfolj::doc::Block;
use uppfolj::raw::{RawValue, RawWorkbook};

use crate::runs::{Finished, interim, year};
use crate::sources::{self, Written, answers_with_flaws, number};

/// Rows of a sheet as what stands in them, left to right.
fn rows<'a>(book: &'a RawWorkbook, title: &str) -> Vec<Vec<&'a RawValue>> {
    let sheet = book.sheets.iter().find(|sheet| &*sheet.name == title);
    let sheet = sheet.unwrap_or_else(|| panic!("no sheet {title}"));
    let mut rows: BTreeMap<u32, Vec<&RawValue>> = BTreeMap::new();
    for ((row, _), value) in &sheet.cells {
        rows.entry(*row).or_default().push(value);
    }
    rows.into_values().collect()
}

fn says(row: &[&RawValue], words: &str) -> bool {
    row.iter().any(|value| matches!(value, RawValue::Text(text) if text.trim() == words))
}

fn holds(row: &[&RawValue], number: Decimal) -> bool {
    row.iter().any(|value| matches!(value, RawValue::Number(found) if *found == number))
}

/// Kronor as a table in tkr holds them.
fn tkr(kronor: &str) -> Decimal {
    number(kronor).expect("an amount") / Decimal::ONE_THOUSAND
}

/// The answers whose key begins so, with what follows the colon.
fn about<'a>(
    answers: &'a Written,
    start: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str, &'a String)> + 'a {
    answers.iter().filter_map(move |((unit, key), value)| {
        let rest = key.strip_prefix(start)?;
        Some((unit.as_str(), rest, value))
    })
}

fn both() -> [(&'static str, &'static Finished); 2] {
    [("2020-08", interim()), ("2020-12", year())]
}

#[test]
fn every_cause_stands_beside_its_comment() {
    for (period, run) in both() {
        let answers = answers_with_flaws(period);
        let book = run.workbook("Budget");
        let rows = rows(&book, "Avvikelser");
        let mut count = 0;
        for (unit, cost_type, cause) in about(&answers, "orsak:") {
            let comment = &answers[&(unit.to_string(), format!("kommentar:{cost_type}"))];
            let there = rows.iter().any(|row| says(row, cost_type) && says(row, cause) && says(row, comment));
            assert!(there, "{period} {unit} {cost_type}: {cause}");
            count += 1;
        }
        assert!(count > 10, "{period}: {count}");
    }
}

#[test]
fn every_part_of_a_forecast_stands_below_its_line_and_is_not_added() {
    let answers = answers_with_flaws("2020-08");
    let book = interim().workbook("Budget");
    let rows = rows(&book, "Avvikelser");
    let mut count = 0;
    for (unit, rest, amount) in about(&answers, "detalj") {
        let (number, cost_type) = rest.split_once(':').expect("a cost type");
        if number.starts_with("text") {
            continue;
        }
        let line = answers[&(unit.to_string(), format!("prognos:{cost_type}"))].clone();
        let at = rows.iter().position(|row| says(row, cost_type) && holds(row, tkr(&line)));
        let below = &rows[at.expect("the line") + 1..];
        let part = below.iter().take(9).find(|row| holds(row, tkr(amount)));
        let part = part.unwrap_or_else(|| panic!("{unit} {cost_type}: {amount}"));
        if let Some(text) = answers.get(&(unit.to_string(), format!("detaljtext{number}:{cost_type}"))) {
            assert!(says(part, text), "{unit} {cost_type}: {text}");
        }
        count += 1;
    }
    assert_eq!(count, 5);
}

#[test]
fn every_action_has_its_effects_and_its_state() {
    for (period, run) in both() {
        let answers = answers_with_flaws(period);
        let book = run.workbook("Budget");
        let rows = rows(&book, "Åtgärder");
        let mut count = 0;
        for (unit, rest, what) in about(&answers, "atgard").filter(|(_, rest, _)| rest.ends_with(":vad")) {
            let part = |name: &str| {
                let key = format!("atgard{}", rest.replace("vad", name));
                answers.get(&(unit.to_string(), key))
            };
            let row = rows.iter().find(|row| {
                says(row, what)
                    && ["effekt", "effekt_nasta"]
                        .iter()
                        .all(|name| part(name).is_none_or(|kr| holds(row, tkr(kr))))
                    && ["ansvarig", "lage"].iter().all(|name| part(name).is_none_or(|word| says(row, word)))
            });
            assert!(row.is_some(), "{period} {unit}: {what}");
            count += 1;
        }
        assert!(count > 5, "{period}: {count}");
    }
}

#[test]
fn every_project_has_what_is_expected_of_it() {
    let projects = sources::rows("bygg/kallor/projekt.csv");
    for (period, run) in both() {
        let answers = answers_with_flaws(period);
        let book = run.workbook("Budget");
        let rows = rows(&book, "Investeringsredovisning");
        let row = |code: &str| {
            let project = projects.iter().find(|row| row["Projekt"] == code && row["År"] == "2020");
            let name = &project.expect("the project")["Namn"];
            rows.iter().find(|row| says(row, name)).expect("its row")
        };
        for start in ["projektprognos:", "projekttotal:"] {
            for (unit, code, amount) in about(&answers, start) {
                assert!(holds(row(code), tkr(amount)), "{period} {unit} {start}{code}: {amount}");
            }
        }
        let days: Vec<_> = about(&answers, "projektklart:").collect();
        assert_eq!(days.len(), 12, "{period}");
        for (unit, code, day) in days {
            let there = row(code)
                .iter()
                .any(|value| matches!(value, RawValue::Date(date) if date.to_string() == *day));
            assert!(there, "{period} {unit} {code}: {day}");
        }
    }
}

#[test]
fn every_expected_volume_stands_beside_the_outcome() {
    let answers = answers_with_flaws("2020-08");
    let indicators = sources::rows("bygg/kallor/matt.csv");
    let units = sources::rows("bygg/kallor/enheter.csv");
    let book = interim().workbook("Budget");
    let rows = rows(&book, "Volymer och personal");
    let mut count = 0;
    for (unit, code, expected) in about(&answers, "vantat:") {
        let indicator = indicators.iter().find(|row| row["Mått"] == code).expect("the indicator");
        let owner = units.iter().find(|row| row["Kod"] == unit).expect("the unit");
        let name = format!("{}, {}", indicator["Text"], owner["Namn"]);
        let row = rows.iter().find(|row| says(row, &name)).unwrap_or_else(|| panic!("no row {name}"));
        let small =
            row.iter().any(|value| matches!(value, RawValue::Text(text) if text.contains("Visas\u{a0}inte")));
        assert!(small || holds(row, number(expected).expect("a number")), "{name}: {expected}");
        count += 1;
    }
    assert_eq!(count, 22);
}

/// On the office's own row, with its reason; the manager's figure stands as it was given.
#[test]
fn every_adjustment_is_a_row_of_its_own() {
    let units = sources::rows("bygg/kallor/enheter.csv");
    let book = interim().workbook("Budget");
    let rows = rows(&book, "Justeringar");
    let adjustments = sources::adjustments("2020-08");
    assert_eq!(adjustments.len(), 1);
    for (unit, cost_type, amount, reason) in adjustments {
        let name = &units.iter().find(|row| row["Kod"] == unit).expect("the unit")["Namn"];
        let there = rows.iter().any(|row| {
            says(row, name)
                && says(row, &cost_type)
                && holds(row, amount / Decimal::ONE_THOUSAND)
                && says(row, &reason)
        });
        assert!(there, "{unit} {cost_type} {amount}");
    }
}

/// The workbook has every account. The interim report is PRELIMINÄR and has them too; the annual report is on its way
/// to the council, and the office has approved none.
#[test]
fn the_accounts_in_words_enter_a_report_that_has_left_the_office_only_when_approved() {
    for (period, run) in both() {
        let answers = answers_with_flaws(period);
        let book = run.workbook("Budget");
        let rows = rows(&book, "Enheternas berättelser");
        let stories: Vec<_> = about(&answers, "berattelse:").collect();
        assert_eq!(stories.len(), 14, "{period}");
        for (unit, heading, words) in &stories {
            assert!(rows.iter().any(|row| says(row, words)), "{period} {unit} {heading}: {words}");
        }
        let blocks = run.document.sections.iter().flat_map(|section| &section.blocks);
        let printed: Vec<&str> = blocks
            .filter_map(
                |block| if let Block::Paragraph { text, .. } = block { Some(text.as_str()) } else { None },
            )
            .collect();
        for (unit, heading, words) in &stories {
            assert_eq!(printed.contains(&words.as_str()), period == "2020-08", "{period} {unit} {heading}");
        }
    }
}

/// Said to be not measured: the table says so, and nothing reminds of it.
#[test]
fn what_is_not_measured_is_said_and_not_asked_for() {
    let told = crate::common::told(&interim().outcome).join("\n");
    assert!(!told.contains("M14"), "{told}");
    let book = interim().workbook("Mål");
    let indicators = sources::rows("bygg/kallor/matt.csv");
    let name = &indicators.iter().find(|row| row["Mått"] == "M14").expect("the indicator")["Text"];
    let rows = rows(&book, "Mått");
    let row = rows.iter().find(|row| says(row, name)).expect("its row");
    assert!(says(row, "Mäts varje år"), "{row:?}");
}
