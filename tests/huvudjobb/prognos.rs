//! The forecasts of the year beside each other: what became of the last one, and how near each came.

use std::fs;
use std::path::Path;

use rust_decimal::{Decimal, RoundingStrategy};
use uppfolj::raw::{RawSheet, RawValue};
use uppfolj::run::outcome::Outcome;
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::pdf;
use uppfolj::write::pdf::read_back::ReadBack;

use crate::common::{append, month, output, report, sample, told, without_table};
use crate::planted::set;
use crate::registers::line;
use crate::sources;
use crate::templates::fill;

const CHANGE: &str = "Förändring mot förra prognosen";

fn pages(outputs: &Path, start: &str) -> ReadBack {
    pdf::read_back(&output(outputs, start, ".pdf")).expect("the PDF")
}

fn sheet(outputs: &Path, book: &str, name: &str) -> RawSheet {
    let book = read_workbook("bok.xlsx", &output(outputs, book, ".xlsx")).expect("the workbook");
    book.sheets.into_iter().find(|sheet| &*sheet.name == name).expect("the sheet")
}

/// The cell of a row and a column by their headings; `None` where there is no such column.
fn cell(sheet: &RawSheet, row: &str, heading: &str) -> Option<RawValue> {
    let plain = |text: &str| text.replace('\u{a0}', " ").trim().to_string();
    let is = |value: &RawValue, text: &str| matches!(value, RawValue::Text(own) if plain(own) == text);
    let column = sheet.cells.iter().find(|(_, value)| is(value, heading)).map(|(at, _)| at.1)?;
    let row = sheet.cells.iter().find(|(_, value)| is(value, row)).map(|(at, _)| at.0).expect("the row");
    Some(sheet.cells.get(&(row, column)).cloned().unwrap_or(RawValue::Text(String::new())))
}

fn number(sheet: &RawSheet, row: &str, heading: &str) -> String {
    match cell(sheet, row, heading) {
        Some(RawValue::Number(number)) => number.round_dp(3).normalize().to_string(),
        other => format!("{other:?}"),
    }
}

/// What the table of answers has as a unit's forecasts of a month, in tkr.
fn forecast(period: &str, unit: &str) -> rust_decimal::Decimal {
    let rows = sources::rows(&format!("bygg/kallor/svar-{period}.csv"));
    let own = rows.iter().filter(|row| row["Enhet"] == unit && row["Nyckel"].starts_with("prognos:"));
    own.filter_map(|row| sources::number(&row["Värde"])).sum::<rust_decimal::Decimal>()
        / rust_decimal::Decimal::ONE_THOUSAND
}

#[test]
fn a_forecast_is_held_against_the_one_before_it() {
    let folder = sample();
    let plain = report(folder.path(), "2020-08").1;
    assert_eq!(cell(&sheet(&plain, "Budget", "Driftredovisning"), "VA", CHANGE), None);
    for period in ["2020-06", "2020-07"] {
        fill(folder.path(), month(period));
    }
    let (_, outputs) = report(folder.path(), "2020-08");
    let drift = sheet(&outputs, "Budget", "Driftredovisning");
    for (unit, name) in [("230", "VA"), ("310", "Nya Centralskolan"), ("440", "Individ- och familjeomsorg")] {
        let change = forecast("2020-08", unit) - forecast("2020-07", unit);
        assert_eq!(number(&drift, name, CHANGE), change.normalize().to_string(), "{name}");
    }
    let data = sheet(&outputs, "Budget", "Data");
    assert!(cell(&data, "Enhet", "Prognos per juli 2020").is_some());
    let heads = |read: &ReadBack| {
        let table = read.tables().find(|table| table.caption.starts_with("Driftredovisning"));
        let heads = table.expect("the table").rows[0].clone();
        heads.iter().map(|cell| cell.text.replace('\u{a0}', " ")).collect::<Vec<_>>()
    };
    let interim = heads(&pages(&outputs, "Delårsrapport"));
    assert!(!interim.contains(&CHANGE.to_string()), "{interim:?}");
    let (outcome, outputs) = report(folder.path(), "2020-07");
    assert_eq!(outcome.exit.code(), 0, "{:#?} {:?}", told(&outcome), outcome.closing);
    let monthly = heads(&pages(&outputs, "Månadsrapport"));
    assert_eq!(monthly.last().map(String::as_str), Some(CHANGE), "{monthly:?}");
}

/// The goals' sheet with a goal on how near the forecasts came.
fn with_goal(folder: &Path) {
    without_table(folder, "Finansiella mål");
    fs::create_dir_all(folder.join("grunddata")).expect("the folder");
    let words = "nettokostnadernas avvikelse från årets prognoser i procent";
    let rows = format!("Mål;Namn;Nyckeltal;Villkor;Gräns\nF6;Prognossäkerhet;{words};högst;3,1\n");
    fs::write(folder.join("grunddata/finansiella-mal.csv"), rows).expect("the register");
}

#[test]
fn at_year_end_each_forecast_is_held_against_the_outcome() {
    let folder = sample();
    with_goal(folder.path());
    fill(folder.path(), month("2020-07"));
    let (outcome, outputs) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 0, "{:#?} {:?}", told(&outcome), outcome.closing);
    let read = pages(&outputs, "Årsredovisning");
    let table = read.tables().find(|table| table.caption.starts_with("Prognossäkerhet")).expect("the table");
    let rows: Vec<String> = table.rows[1..]
        .iter()
        .map(|row| row.iter().map(|cell| cell.text.replace('\u{a0}', " ")).collect::<Vec<_>>().join("|"))
        .collect();
    assert_eq!(
        rows,
        [
            "juli 2020|12 474|27 125|+14 651|−347 091|−336 171|+10 920|3,1 %",
            "augusti 2020|14 594|27 125|+12 531|−347 011|−336 171|+10 840|3,1 %",
        ]
    );
    let goals = sheet(&outputs, "Mål", "Finansiella mål");
    assert_eq!(number(&goals, "Prognossäkerhet", "Utfall 2020"), "3.135");
    // Within the year nobody knows how near they come.
    let (_, outputs) = report(folder.path(), "2020-08");
    let goals = sheet(&outputs, "Mål", "Finansiella mål");
    assert!(!matches!(cell(&goals, "Prognossäkerhet", "Prognos 2020"), Some(RawValue::Number(_))));
}

#[test]
fn a_hole_in_an_earlier_forecast_is_said_or_filled_as_in_its_own_month() {
    let folder = sample();
    fill(folder.path(), month("2020-07"));
    let answer = folder.path().join("inkommet/2020-07/230 VA uppföljning 2020-07.xlsx");
    fs::remove_file(answer).expect("one answer less");
    // The budget stands in, so the change is what the forecast is off the budget by.
    let (_, outputs) = report(folder.path(), "2020-08");
    let drift = sheet(&outputs, "Budget", "Driftredovisning");
    assert_eq!(number(&drift, "VA", CHANGE), number(&drift, "VA", "Prognos mot budget"));
    with_goal(folder.path());
    set(folder.path(), "Inställningar", "saknad_prognos", "Värde", "sägs");
    let (_, outputs) = report(folder.path(), "2020-08");
    let drift = sheet(&outputs, "Budget", "Driftredovisning");
    let said = |row: &str| matches!(cell(&drift, row, CHANGE), Some(RawValue::Text(text)) if text.contains("saknas"));
    assert!(said("VA") && said("Samhällsbyggnad"));
    assert!(matches!(cell(&drift, "VA", "Prognos 2020"), Some(RawValue::Number(_))));
    assert_eq!(
        number(&drift, "Nya Centralskolan", CHANGE),
        (forecast("2020-08", "310") - forecast("2020-07", "310")).normalize().to_string()
    );
    let (_, outputs) = report(folder.path(), "2020-12");
    let goals = sheet(&outputs, "Mål", "Finansiella mål");
    assert!(!matches!(cell(&goals, "Prognossäkerhet", "Utfall 2020"), Some(RawValue::Number(_))));
}

/// A figure of a sheet and row of Budgetuppföljning, in tkr.
fn printed(outputs: &Path, (name, row): (&str, &str), heading: &str) -> Decimal {
    match cell(&sheet(outputs, "Budget", name), row, heading) {
        Some(RawValue::Number(number)) => number,
        other => panic!("{heading}: {other:?}"),
    }
}

/// Books a cost of Politisk verksamhet in October 2020, in kronor.
fn cost_after_the_forecast(folder: &Path, kronor: Decimal) {
    let row = |ansvar: &str, account: &str, amount: Decimal| {
        let amount = format!("{amount:.2}").replace('.', ",");
        format!("{ansvar};0920;{account};;871;202010;2020-10-31;X{kronor};Efter prognosen;{amount}")
    };
    let rows = [row("0110", "6511", kronor), row("9000", "2410", -kronor)];
    append(folder, "redovisning/2020-kv4.csv", &[&rows[0], &rows[1]]);
}

#[test]
fn a_net_cost_beyond_an_older_forecast_is_told() {
    const UNIT: &str = "Politisk verksamhet";
    let folder = sample();
    // They are those of the files as they were.
    without_table(folder.path(), "Kontrollsummor");
    let tkr = |outputs: &Path, heading: &str| printed(outputs, ("Driftredovisning", UNIT), heading);
    let (plain, outputs) = report(folder.path(), "2020-10");
    let (forecast, outcome) =
        (tkr(&outputs, "Prognos per augusti 2020"), tkr(&outputs, "Utfall jan–okt 2020"));
    let told_of = |outcome: &Outcome| {
        assert_eq!(outcome.exit.code(), 0, "{:?}", told(outcome));
        told(outcome).into_iter().filter(|line| line.starts_with("varning A11 ")).count()
    };
    assert_eq!(told_of(&plain), 0);
    let book = |kronor: Decimal| {
        cost_after_the_forecast(folder.path(), kronor);
        report(folder.path(), "2020-10")
    };
    let (all_of_it, _) = book((outcome - forecast) * Decimal::ONE_THOUSAND);
    assert_eq!(told_of(&all_of_it), 0, "{:?}", told(&all_of_it));
    let (more, outputs) = book(Decimal::new(1, 2));
    assert_eq!(told_of(&more), 1, "{:?}", told(&more));
    let place =
        "varning A11 inkommet/2020-08/011 Politisk verksamhet uppföljning 2020-08.xlsx flik Ekonomi: ";
    assert!(told(&more).iter().any(|line| line.starts_with(place)), "{:?}", told(&more));
    let findings = sheet(&outputs, "Budget", "Påpekanden");
    assert!(matches!(cell(&findings, "A11", "Enhet"), Some(RawValue::Text(unit)) if unit == UNIT));
    let whole = |net: Decimal| (-net).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    let spaced = |net: Decimal| {
        let digits = whole(net).to_string();
        format!("{} {}", &digits[..digits.len() - 3], &digits[digits.len() - 3..])
    };
    let both = format!(
        "{UNIT} har till och med oktober 2020 en nettokostnad på {} tkr. Det är redan mer än prognosen för hela året, {} \
         tkr, som lämnades per augusti 2020.",
        spaced(tkr(&outputs, "Utfall jan–okt 2020")),
        spaced(forecast)
    );
    line(&crate::registers::pages(&outputs, "Månadsrapport"), &both);
    let said = "Nettokostnaden är redan större än den prognosen för Politisk verksamhet.";
    let drift = sheet(&outputs, "Budget", "Driftredovisning");
    assert!(drift.cells.values().any(|value| matches!(value, RawValue::Text(text) if text.contains(said))));
}

#[test]
fn a_whole_municipality_beyond_its_older_forecast_is_told_with_both_amounts() {
    const NET: &str = "Verksamhetens nettokostnader";
    let folder = sample();
    without_table(folder.path(), "Kontrollsummor");
    let tkr = |outputs: &Path, heading: &str| printed(outputs, ("Resultaträkning", NET), heading);
    let (_, outputs) = report(folder.path(), "2020-10");
    let (forecast, outcome) =
        (tkr(&outputs, "Prognos per augusti 2020"), tkr(&outputs, "Utfall jan–okt 2020"));
    let book = |kronor: Decimal| {
        cost_after_the_forecast(folder.path(), kronor);
        let (outcome, outputs) = report(folder.path(), "2020-10");
        let found =
            told(&outcome).into_iter().filter(|line| line.starts_with("varning A12 inkommet/2020-08: "));
        (found.count(), crate::registers::pages(&outputs, "Månadsrapport"))
    };
    let said = "Hela kommunen har till och med oktober 2020 en nettokostnad på";
    let (found, pages) = book((outcome - forecast) * Decimal::ONE_THOUSAND);
    assert_eq!((found, pages.contains(said)), (0, false));
    let (found, pages) = book(Decimal::new(1, 2));
    assert_eq!(found, 1);
    line(&pages, said);
}
