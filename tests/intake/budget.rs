//! Faults in the budget files, and the two sides of the avstämning on what has no fault.

use std::collections::BTreeMap;

use crate::base::{Grunddata, lines, text};
use uppfolj::domain::period::Month;
use uppfolj::domain::registers::Registers;
use uppfolj::intake::{budget, control};
use uppfolj::raw::{RawGrid, RawRow, RawValue};
use uppfolj::register;

const HEADER: &[&str] =
    &["År", "Ansvar", "Konto", "Projekt", "Motpart", "Belopp", "Profil", "Slag", "Beslut"];
const ROWS: &[[&str; 9]] = &[
    ["2027", "1101", "5010", "", "", "-1 000,01", "lön", "", ""],
    ["2027", "1200", "3510", "", "", "333,34", "", "ursprunglig", ""],
    ["2027", "1101", "5010", "", "", "-50,07", "skolår", "tilläggsbudget", "KF 2027 § 12"],
    ["2027", "1101", "6010", "", "91", "-12,00", "kvartal", "", ""],
    ["2027", "1200", "3400", "", "91", "12,00", "", "", ""],
    ["2027", "9000", "8010", "", "", "900,00", "", "omfördelning", "KS 3"],
];

fn registers() -> Registers {
    let (registers, findings) = register::read(&Grunddata::starter().raw());
    registers.unwrap_or_else(|| panic!("{:?}", lines(&findings)))
}

fn period() -> Month {
    Month::new(2027, 8).expect("a month")
}

fn grid(rows: &[[&str; 9]]) -> RawGrid {
    let header = [HEADER.iter().map(ToString::to_string).collect()];
    let rows = rows.iter().map(|row| row.iter().map(ToString::to_string).collect());
    RawGrid::of_text(&text(
        "budget/budget.csv",
        &header.into_iter().chain(rows).collect::<Vec<Vec<String>>>(),
    ))
}

/// The findings after one cell is altered; rows count from 0 below the header.
fn found(row: usize, column: &str, value: &'static str) -> Vec<String> {
    let mut rows = ROWS.to_vec();
    rows[row][HEADER.iter().position(|heading| *heading == column).expect("a column")] = value;
    lines(&budget::read(&[grid(&rows)], &registers(), period()).findings)
}

fn sides_meet(registers: &Registers, grids: &[RawGrid], facts: &uppfolj::domain::fact::Facts) -> bool {
    let contract = registers.export("budget").expect("the budget's profile");
    let counts: Vec<_> = grids.iter().map(|grid| control::count_budget(grid, contract)).collect();
    let left = control::budget_amounts(&counts, contract, registers);
    left.iter().map(|(key, amount)| (key, *amount)).eq(facts.iter())
}

#[test]
fn a_budget_without_fault_meets_its_count() {
    let (registers, grids) = (registers(), [grid(ROWS)]);
    let read = budget::read(&grids, &registers, period());
    assert_eq!(lines(&read.findings), [""; 0]);
    assert!(sides_meet(&registers, &grids, &read.facts));
    let total: uppfolj::domain::money::Money = read.facts.iter().map(|(_, amount)| amount).sum();
    assert_eq!(total.ore(), -100_001 + 33_334 - 5_007 + 90_000);
    for at in 1..grids[0].rows.len() {
        let mut dropped = grids.clone();
        dropped[0].rows.remove(at);
        let mut doubled = grids.clone();
        doubled[0].rows.push(grids[0].rows[at].clone());
        let mut altered = grids.clone();
        altered[0].rows[at].cells.insert(6, RawValue::Text("0,01".to_string()));
        for handed_on in [dropped, doubled, altered] {
            let read = budget::read(&handed_on, &registers, period());
            assert!(!sides_meet(&registers, &grids, &read.facts), "row {at}");
        }
    }
}

#[test]
fn a_workbook_reads_as_the_text_file_does() {
    let registers = registers();
    let mut sheet = grid(ROWS);
    sheet.file = "budget/budget.xlsx".into();
    sheet.sheet = Some("Budget".into());
    for row in &mut sheet.rows[1..] {
        let year = rust_decimal::Decimal::from(2027);
        row.cells.insert(1, RawValue::Number(year));
    }
    let notes = RawGrid {
        sheet: Some("Anteckningar".into()),
        rows: vec![RawRow { number: 3, cells: BTreeMap::from([(2, RawValue::Text("Ramar".into()))]) }],
        ..sheet.clone()
    };
    let read = budget::read(&[notes, sheet.clone()], &registers, period());
    assert_eq!(lines(&read.findings), [""; 0]);
    assert_eq!(read.facts, budget::read(&[grid(ROWS)], &registers, period()).facts);
    assert!(sides_meet(&registers, &[sheet], &read.facts));
}

#[test]
fn faults_are_told_with_their_place() {
    let told = |row, column, value: &'static str| found(row, column, value).join("\n");
    assert_eq!(
        told(0, "Belopp", "-1.000"),
        "fel B03 budget/budget.csv rad 2, kolumn Belopp: Beloppet ”-1.000” går inte att läsa. Väntat: ett tal med \
         högst två decimaler, skrivet som profilen budget i tabellen Exporter anger."
    );
    assert_eq!(
        told(1, "År", "27"),
        "fel B06 budget/budget.csv rad 3, kolumn År: I kolumnen År står ”27”. Väntat: ett årtal, till exempel 2020."
    );
    assert_eq!(
        told(2, "Beslut", ""),
        "fel B09 budget/budget.csv rad 4, kolumn Beslut: Budgetändringen saknar beslut. Väntat: beslutets namn \
         eller diarienummer på varje tilläggsbudget och omfördelning."
    );
    assert_eq!(
        told(2, "Slag", "extra"),
        "fel B06 budget/budget.csv rad 4, kolumn Slag: I kolumnen Slag står ”extra”. Väntat: ett av orden \
         ursprunglig, tilläggsbudget, omfördelning."
    );
    assert_eq!(
        told(0, "Profil", "sommar"),
        "fel B05 budget/budget.csv rad 2, kolumn Profil: Profilen ”sommar” på en rad finns inte i tabellen Profiler. Väntat: \
         en profil som tabellen har, eller tom cell för tolftedelar."
    );
    assert_eq!(
        told(0, "Konto", "9999"),
        "fel B04 budget/budget.csv rad 2, kolumn Konto: Konto 9999 står på en rad, tillsammans −1 000,01 kr \
         räknat med intäkt plus, men finns inte i tabellen Konton. Väntat: en kod som tabellen Konton har för perioden."
    );
    assert_eq!(
        told(3, "Motpart", ""),
        "upplysning B11 mappen: Interna poster i budgeten för 2027 tar inte ut varandra: 12,00 kr blir kvar. Väntat: \
         att interna intäkter och kostnader är lika stora, eller att skillnaden är eget arbete i investeringar."
    );
}

#[test]
fn missing_columns_and_missing_files_are_told() {
    let mut grid = grid(ROWS);
    grid.rows[0].cells.remove(&3);
    let read = budget::read(&[grid], &registers(), period());
    assert_eq!(
        lines(&read.findings),
        [
            "fel B02 budget/budget.csv rad 1: Filens rubrikrad saknar kolumnen Konto. Raden innehåller ”År”, ”Ansvar”, \
             ”Projekt”, ”Motpart”, ”Belopp”, ”Profil”, ”Slag” och ”Beslut”. Väntat: de kolumner som profilen \
          budget i tabellen Exporter anger."
        ]
    );
    assert_eq!(
        lines(&budget::read(&[], &registers(), period()).findings),
        [
            "fel B01 mappen: Mappen budget innehåller ingen fil. Väntat: minst en tabell (.xlsx eller .csv) med \
          budgeten."
        ]
    );
}

/// Two files, the second with rows of its own and some of the first.
fn told_of_two(second: &[[&str; 9]]) -> Vec<String> {
    let mut other = grid(second);
    other.file = "budget/budget-ny.csv".into();
    lines(&budget::read(&[grid(ROWS), other], &registers(), period()).findings)
}

#[test]
fn a_row_in_two_files_is_a_fault() {
    let mut nearly = ROWS.to_vec();
    nearly[0][5] = "-1 100,00";
    nearly[1][7] = "";
    let told = told_of_two(&nearly);
    assert_eq!(
        told,
        [
            "fel B13 budget/budget-ny.csv rad 2, kolumn Konto: 6 rader här har samma år, koder och beslut som rader på \
             annan plats; den första är budget/budget.csv rad 2, kolumn Konto. Det är 83,27 kr räknat med intäkt plus. \
             Väntat: varje budgetrad i en enda fil och flik; annars räknas den dubbelt."
        ]
    );
    let change = [["2027", "1101", "5010", "", "", "-75,00", "", "tilläggsbudget", "KF 2027 § 40"]];
    assert_eq!(told_of_two(&change), [""; 0], "a decision of its own is a change of its own");
    assert_eq!(told_of_two(ROWS), [""; 0], "the same content is told where the files are opened");
}

#[test]
fn a_sheet_that_repeats_another_is_a_fault() {
    let mut sheet = grid(ROWS);
    (sheet.file, sheet.sheet) = ("budget/budget.xlsx".into(), Some("Budget".into()));
    let copy = RawGrid { sheet: Some("Budget (2)".into()), ..sheet.clone() };
    let told = lines(&budget::read(&[sheet, copy], &registers(), period()).findings);
    assert!(
        told.len() == 1 && told[0].starts_with("fel B13 budget/budget.xlsx flik Budget (2) cell C2: 6 rader")
    );
}

#[test]
fn a_year_that_the_period_does_not_use_is_told_once_per_file() {
    let of = |year| {
        [
            [year, "1101", "5010", "", "", "-75,00", "", "", ""],
            [year, "1101", "6010", "", "", "5,00", "", "", ""],
        ]
    };
    assert_eq!(told_of_two(&of("2026")), [""; 0]);
    assert_eq!(
        told_of_two(&of("2028")),
        [
            "upplysning B14 budget/budget-ny.csv: 2 rader för 2028, tillsammans −70,00 kr räknat med intäkt plus, räknas \
             inte i den här perioden. Väntat: periodens år, eller året före, på de rader som ska räknas."
        ]
    );
}

#[test]
fn an_unknown_ansvar_is_told_in_its_own_column() {
    let mut rows = ROWS.to_vec();
    rows[0][1] = "7777";
    let findings = budget::read(&[grid(&rows)], &registers(), period()).findings;
    let told = uppfolj::text::finding::line(findings.sorted()[0]);
    assert!(told.starts_with("fel B04 budget/budget.csv rad 2, kolumn Ansvar: Ansvar 7777"), "{told}");
    assert!(told.contains("eller rätta budgeten."), "{told}");
}
