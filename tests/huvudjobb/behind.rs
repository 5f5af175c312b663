//! `underlag`: the rows behind a figure, from the files, summing to it.

use std::fs;
use std::path::Path;

use uppfolj::consolidate::behind::weight;
use uppfolj::consolidate::cube::Cube;
use uppfolj::consolidate::statement::{Shown, line_query};
use uppfolj::domain::query::{Basis, FactQuery, Pick, Query, Span};
use uppfolj::domain::statement::StatementKind;
use uppfolj::run::behind::Selection;
use uppfolj::run::gather::without_reminders;
use uppfolj::run::outcome::Outcome;
use uppfolj::run::stations::Untouched;
use uppfolj::run::{Options, Task};
use uppfolj::source::folder;

use crate::common::{month, run, sample, told};

fn asked(unit: Option<&str>, line: &str) -> Selection {
    Selection { unit: unit.map(str::to_string), line: Some(line.to_string()), ..Selection::default() }
}

fn behind(folder: &Path, asked: Selection) -> Outcome {
    run(folder, Task::Behind(month("2020-12"), asked))
}

#[test]
fn the_rows_stand_in_the_files_and_sum_to_the_figure() {
    let folder = sample();
    let outcome = behind(folder.path(), asked(Some("310"), "personalkostnader"));
    assert_eq!(outcome.exit.code(), 0, "{:?} {:?}", outcome.closing, told(&outcome));
    let (shown, _) = outcome.listing.expect("rows");
    assert!(shown.rows.len() > 40, "{} rows", shown.rows.len());
    assert_eq!(shown.rows.iter().map(|row| row.amount).sum::<uppfolj::domain::money::Money>(), shown.total);
    for row in shown.rows.iter().step_by(97) {
        let bytes = fs::read(folder.path().join(&*row.file)).expect("the file");
        let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&bytes);
        let line = text.lines().nth(row.line as usize - 1).expect("the line");
        for part in [row.ansvar.as_str(), row.account.as_str(), row.voucher.as_str(), &row.date, &row.text] {
            assert!(line.contains(part), "{part} in {line}");
        }
    }
    assert!(!folder.path().join("underlag").exists(), "nothing is written");
}

#[test]
fn every_figure_of_units_and_statements_is_the_sum_of_what_counts_in_it() {
    let copy = sample();
    let folder = folder::read(copy.path()).expect("the sample");
    let period = month("2020-08");
    let Ok(gathered) = without_reminders(&folder, period, Options::default(), &mut Untouched) else {
        panic!("the sample is read");
    };
    let (registers, facts) = (&gathered.registers, &gathered.closed.facts);
    let cube = Cube::roll_up(facts, registers, gathered.answered());
    // Each query is weighed with every fact: some units of each kind are enough.
    let units = registers.org.nodes().iter().step_by(9).map(|node| Some(node.code.clone())).chain([None]);
    let mut figures = 0;
    for org in units {
        let mut queries = Vec::new();
        for (kind, _, _) in registers.accounts.cost_types(2020) {
            let (pick, org) = (Pick::CostType(kind.clone()), org.clone());
            let span = Span::movement(period);
            queries.push(Query::Facts(FactQuery { pick, org, internal: None, basis: Basis::Outcome, span }));
        }
        for kind in [StatementKind::Income, StatementKind::Balance] {
            for line in &registers.layout(kind, period).expect("a layout").lines {
                let shown = Shown { org: org.clone(), ..Shown::outcome(period) };
                queries.extend(line_query(registers, kind, line.id.0.as_str(), &shown));
            }
        }
        for query in queries.iter().filter(|query| uppfolj::consolidate::behind::is_booked(query)) {
            let outcomes =
                facts.iter().filter(|(key, _)| key.measure == uppfolj::domain::fact::Measure::Outcome);
            let sum: i128 = outcomes
                .map(|(key, amount)| amount.ore() * weight(registers, query, &key.subject, key.period))
                .sum();
            assert_eq!(cube.value(query).unwrap_or_default().ore(), sum, "{query:?}");
            figures += usize::from(sum != 0);
        }
    }
    assert!(figures > 60, "{figures} figures");
}

#[test]
fn lines_and_projects_of_the_municipality_have_their_rows() {
    let folder = sample();
    for line in ["AR", "Verksamhetens kostnader", "KASSA"] {
        let outcome = behind(folder.path(), asked(None, line));
        assert_eq!(outcome.exit.code(), 0, "{line}: {:?}", outcome.closing);
        assert!(outcome.listing.is_some_and(|(shown, _)| !shown.rows.is_empty()), "{line}");
    }
}

#[test]
fn an_unknown_word_is_answered_with_the_choices() {
    let folder = sample();
    let outcome = behind(folder.path(), asked(Some("fritidsgården på månen"), "personalkostnader"));
    assert_eq!(outcome.exit.code(), 2);
    assert!(
        outcome.closing[0].starts_with("Enheten fritidsgården på månen finns inte."),
        "{:?}",
        outcome.closing
    );
    assert!(outcome.closing.iter().any(|line| line.starts_with("  310 ")), "{:?}", outcome.closing);
    let outcome = behind(folder.path(), asked(None, "?"));
    assert!(outcome.closing.iter().any(|line| line.contains("Personal")), "{:?}", outcome.closing);
}

#[test]
fn workbooks_stand_beside_each_other_with_a_manifest_of_them_all() {
    let folder = sample();
    for unit in ["310", "210"] {
        let one = Selection { workbook: true, ..asked(Some(unit), "personalkostnader") };
        let outcome = behind(folder.path(), one);
        assert_eq!(outcome.exit.code(), 0, "{:?}", outcome.closing);
    }
    let target = folder.path().join("underlag/2020-12");
    let mut names: Vec<String> = fs::read_dir(&target)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().to_string())
        .collect();
    names.sort();
    assert_eq!(names.len(), 3, "{names:?}");
    assert!(
        names[0].starts_with("Underlag 210 personalkostnader") && names[0].ends_with(" 2020-12.xlsx"),
        "{names:?}"
    );
    let manifest = fs::read_to_string(target.join("manifest.json")).expect("the manifest");
    assert!(names[..2].iter().all(|name| manifest.contains(name.as_str())), "{manifest}");
}

/// A file that another replaces is in no figure, and so in no rows behind one.
#[test]
fn rows_of_a_file_that_is_replaced_are_not_behind_the_figure() {
    let folder = sample();
    let own = folder.path().join("redovisning/2020-kv4.csv");
    let bytes = fs::read(&own).expect("the quarter");
    let cut = bytes.windows(2).rposition(|pair| pair == b"\r\n").expect("the last row");
    let cut = bytes[..cut].windows(2).rposition(|pair| pair == b"\r\n").expect("the row before");
    fs::write(folder.path().join("redovisning/2020-kv4 0.csv"), &bytes[..cut + 2])
        .expect("the earlier export");
    crate::registers::add(
        folder.path(),
        "Exporter",
        &[("Profil", "huvudbok"), ("Fält", "ersätter"), ("Kolumn", "ja")],
    );
    crate::common::without_table(folder.path(), "Kontrollsummor");
    let outcome = behind(folder.path(), asked(None, "AR"));
    assert_eq!(outcome.exit.code(), 0, "{:?} {:?}", outcome.closing, told(&outcome));
    let (shown, _) = outcome.listing.expect("rows");
    assert_eq!(shown.total, uppfolj::domain::money::Money::from_ore(2_712_503_792));
    assert!(shown.rows.iter().all(|row| !row.file.contains("kv4 0")), "no row of the replaced file");
}
