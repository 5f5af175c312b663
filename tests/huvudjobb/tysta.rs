//! Slips in grunddata that leave a row out of what is printed: each is told at its cell.

use crate::common::{report, sample, told};
use crate::registers::set;

#[test]
fn rows_that_nothing_shows_are_told_at_their_cells() {
    let folder = sample();
    let plain = told(&report(folder.path(), "2020-12").0);
    let codes = ["R28", "R64", "R65", "R66"];
    assert!(!plain.iter().any(|line| codes.iter().any(|code| line.contains(code))), "{plain:#?}");
    set(folder.path(), "Mätvärden", &[("Mått", "M01"), ("Period", "2020-12")], "Enhet", "510");
    let volume = [("Mått", "V01"), ("Enhet", "310"), ("År", "2020")];
    set(folder.path(), "Volymbudget", &volume, "Enhet", "510");
    set(folder.path(), "Texter", &[("Period", "2020-12"), ("Avsnitt", "händelser")], "Enhet", "210");
    set(folder.path(), "Finansiella mål", &[("Mål", "F1")], "Gräns", "0,02");
    let told = told(&report(folder.path(), "2020-12").0);
    for start in [
        "upplysning R64 grunddata/matvarden.csv rad ",
        "upplysning R64 grunddata/volymbudget.csv rad ",
        "varning R65 grunddata/texter.csv rad ",
        "varning R28 grunddata/finansiella-mal.csv rad ",
    ] {
        assert_eq!(told.iter().filter(|line| line.starts_with(start)).count(), 1, "{start}: {told:#?}");
    }
}

/// The table of projects would leave the spending out.
#[test]
fn a_project_that_is_booked_on_in_a_year_without_a_row_stops_the_report() {
    let folder = sample();
    set(folder.path(), "Investeringar", &[("Projekt", "07201"), ("År", "2020")], "År", "2021");
    let (outcome, _) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 1);
    let told = told(&outcome);
    let fault = told.iter().find(|line| line.starts_with("fel R66 grunddata/investeringar.csv rad "));
    let fault = fault.unwrap_or_else(|| panic!("{told:#?}"));
    assert!(fault.contains("kolumn År") && fault.contains("19\u{a0}900\u{a0}014,86"), "{fault}");
}

/// They fit every rule, and nobody would see them before the council does.
#[test]
fn a_name_that_is_nearly_another_and_a_code_that_has_lost_its_zero_are_told_at_their_cells() {
    let folder = sample();
    set(folder.path(), "Lån", &[("Lån", "2020-1")], "Långivare", "Långivaren A");
    set(
        folder.path(),
        "Investeringar",
        &[("Projekt", "07101"), ("År", "2020")],
        "Kategori",
        "Skatefinansierade",
    );
    set(folder.path(), "Investeringar", &[("Projekt", "07201"), ("År", "2020")], "Projekt", "7201");
    let told = told(&report(folder.path(), "2020-12").0);
    for (start, meant) in [
        ("varning R67 grunddata/lan.csv rad ", "”Långivaren A”. Det är nästan ”Långivare A”"),
        ("varning R68 grunddata/investeringar.csv rad ", "koden 7201, som är kortare"),
    ] {
        let found = told.iter().find(|line| line.starts_with(start));
        assert!(found.is_some_and(|line| line.contains(meant)), "{start}: {told:#?}");
    }
    assert_eq!(told.iter().filter(|line| line.contains(" R67 ") || line.contains(" R68 ")).count(), 2);
}
