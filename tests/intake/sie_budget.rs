//! `#PBUDGET` of SIE files as the budget, where Exporter asks for it.

use uppfolj::domain::fact::{Facts, Subject};
use uppfolj::domain::money::Money;
use uppfolj::domain::period::Month;
use uppfolj::domain::registers::Registers;
use uppfolj::intake::{budget, control, sie};
use uppfolj::raw::RawGrid;
use uppfolj::register;
use uppfolj::source::sie::read as cut;

use crate::base::{Grunddata, lines, text};

const BUDGET: &str = "#FLAGGA 0
#RAR 0 20270101 20271231
#PBUDGET 0 202701 5010 {1 \"1101\"} 100.00
#PBUDGET 0 202701 5010 {1 \"1200\"} 20.50
#PBUDGET 0 202701 5010 {} 120.50
#PBUDGET 0 202702 3510 {1 \"1200\"} -300.00
";

/// With `word` at the field budget of the profile sie.
fn registers(word: &str) -> Registers {
    let mut grunddata = Grunddata::starter();
    let row = grunddata.table("Exporter").iter().position(|row| row[0] == "sie" && row[1] == "budget");
    grunddata.set("Exporter", row.expect("the field") + 1, "Kolumn", word);
    let (registers, findings) = register::read(&grunddata.raw());
    registers.unwrap_or_else(|| panic!("{:?}", lines(&findings)))
}

fn period() -> Month {
    Month::new(2027, 8).expect("a month")
}

fn grids(content: &str, registers: &Registers) -> (Vec<RawGrid>, Vec<String>) {
    let file = cut("redovisning/a.se", content.as_bytes()).expect("a SIE file");
    let (grids, findings) = sie::budget(&[file], registers);
    (grids, lines(&findings))
}

#[test]
fn it_is_read_only_where_it_is_asked_for() {
    assert_eq!(grids(BUDGET, &registers("nej")).0, []);
    let file = || cut("redovisning/a.se", BUDGET.as_bytes()).expect("a file");
    let read = |word| lines(&sie::read(&[file()], &registers(word)).findings);
    assert!(read("nej").iter().any(|line| line.starts_with("fel L54")), "budgets alone are no ledger");
    assert!(!read("ja").iter().any(|line| line.starts_with("fel")), "{:?}", read("ja"));
}

#[test]
fn months_and_objects_are_budget_and_their_total_is_held_against_them() {
    let registers = registers("ja");
    let (grids, told) = grids(BUDGET, &registers);
    assert_eq!(told, [""; 0]);
    let read = budget::read(&grids, &registers, period(), &Facts::default());
    assert_eq!(lines(&read.findings), [""; 0]);
    let fact = |subject: &Subject| match subject {
        Subject::Coded { ansvar, account, .. } => format!("{ansvar} {account}"),
        Subject::Unit { .. } => String::new(),
    };
    let facts = read.facts.iter().map(|(key, amount)| {
        let month = key.period.to_string();
        format!("{month} {} {}", fact(&key.subject), amount.ore())
    });
    let mut facts: Vec<String> = facts.collect();
    facts.sort();
    assert_eq!(facts, ["202701 1101 5010 -10000", "202701 1200 5010 -2050", "202702 1200 3510 30000"]);
    let contract = |grid: &RawGrid| registers.budget_contract_for(&grid.file).expect("a contract").clone();
    let counts: Vec<_> = grids.iter().map(|grid| control::count_budget(grid, &contract(grid))).collect();
    let left = control::budget_amounts(&counts, &registers, &Default::default(), period());
    assert!(left.iter().map(|(key, amount)| (key, *amount)).eq(read.facts.iter()), "both sides meet");
}

#[test]
fn a_total_that_its_parts_do_not_come_to_is_a_fault() {
    let (_, told) = grids(&BUDGET.replace("{} 120.50", "{} 120.51"), &registers("ja"));
    assert_eq!(told.len(), 1, "{told:?}");
    for part in ["fel L75 redovisning/a.se", "konto 5010", "120,51 kr", "120,50 kr"] {
        assert!(told[0].contains(part), "{part}: {told:?}");
    }
}

#[test]
fn what_cannot_be_read_is_told_at_its_line() {
    let content = BUDGET.replace("-300.00", "-300,00").replacen("202701 ", "202713 ", 1);
    let (_, told) = grids(&content, &registers("ja"));
    for place in ["fel L48 redovisning/a.se rad 6:", "fel L76 redovisning/a.se rad 3:"] {
        assert!(told.iter().any(|line| line.starts_with(place)), "{place} {told:?}");
    }
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn a_year_in_a_sie_file_and_in_a_table_is_a_fault() {
    let registers = registers("ja");
    let (mut all, _) = grids(BUDGET, &registers);
    let header = ["År", "Ansvar", "Konto", "Projekt", "Motpart", "Belopp", "Profil", "Slag", "Beslut"];
    let row = ["2027", "1101", "6010", "", "", "-12,00", "", "", ""];
    let table = [header, row].map(|row| row.map(String::from).to_vec());
    all.push(RawGrid::of_text(&text("budget/budget.csv", &table)));
    let told = lines(&budget::read(&all, &registers, period(), &Facts::default()).findings);
    assert_eq!(told.len(), 1, "{told:?}");
    let start =
        "fel B27 redovisning/a.se: Filens budget (#PBUDGET) för 2027 läses, och budget/budget.csv har också";
    assert!(told[0].starts_with(start), "{told:?}");
    let alone = budget::read(&all[..1], &registers, period(), &Facts::default());
    let total: Money = alone.facts.iter().map(|(_, amount)| amount).sum();
    assert_eq!(total.ore(), 17_950);
}
