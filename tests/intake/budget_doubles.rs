//! Budget rows that stand twice, in two files or in one, and years that have none.

use uppfolj::domain::fact::Facts;
use uppfolj::domain::money::Money;
use uppfolj::intake::budget;
use uppfolj::raw::RawGrid;

use crate::base::lines;
use crate::budget::{ROWS, grid, period, registers};

/// Two files, the second with rows of its own and some of the first.
fn told_of_two(second: &[[&str; 9]]) -> Vec<String> {
    let mut other = grid(second);
    other.file = "budget/budget-ny.csv".into();
    lines(&budget::read(&[grid(ROWS), other], &registers(), period(), &Facts::default()).findings)
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
            "fel B13 budget/budget-ny.csv rad 2, kolumn Konto: 7 rader här har samma år, koder och beslut som rader på \
             annan plats; den första är budget/budget.csv rad 2, kolumn Konto. Det är −816,73 kr räknat med intäkt plus. \
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
    let told = lines(&budget::read(&[sheet, copy], &registers(), period(), &Facts::default()).findings);
    assert!(
        told.len() == 1 && told[0].starts_with("fel B13 budget/budget.xlsx flik Budget (2) cell C2: 7 rader")
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
    for year in ["2026", "2028", "2029"] {
        assert_eq!(told_of_two(&of(year)), [""; 0], "{year}");
    }
    assert_eq!(
        told_of_two(&of("2030")),
        [
            "upplysning B14 budget/budget-ny.csv: 2 rader för 2030, tillsammans −70,00 kr räknat med intäkt plus, räknas \
             inte i den här perioden. Väntat: periodens år, året före eller något av de två planåren efter."
        ]
    );
}

#[test]
fn a_row_that_is_like_an_earlier_one_is_told_and_counted() {
    let mut rows = ROWS.to_vec();
    rows.insert(2, ROWS[1]);
    let read = budget::read(&[grid(&rows)], &registers(), period(), &Facts::default());
    assert_eq!(
        lines(&read.findings),
        [
            "varning B26 budget/budget.csv rad 4, kolumn Konto: En rad här är i alla delar lik en tidigare rad; den första är \
             lik rad 3. Det är 333,34 kr räknat med intäkt plus, och det räknas med. Väntat: varje budgetrad en gång."
        ]
    );
    let total: Money = read.facts.iter().map(|(_, amount)| amount).sum();
    assert_eq!(total.ore(), -100_001 + 2 * 33_334 - 5_007);
    let mut nearly = rows;
    nearly[2][5] = "333,35";
    assert_eq!(
        lines(&budget::read(&[grid(&nearly)], &registers(), period(), &Facts::default()).findings),
        [""; 0]
    );
}

#[test]
fn a_year_without_budget_is_a_fault() {
    let other = ROWS.iter().map(|row| [["2026"].as_slice(), &row[1..]].concat().try_into().expect("a row"));
    let told = |rows: &[[&str; 9]]| {
        lines(&budget::read(&[grid(rows)], &registers(), period(), &Facts::default()).findings)
    };
    let (last_year, heading_only) = (told(&other.collect::<Vec<_>>()), told(&[]));
    for (found, start) in [
        (last_year, "fel B25 mappen: Mappen budget har bara rader för 2026. Budgeten för 2027 saknas."),
        (heading_only, "fel B25 mappen: Mappen budget har ingen rad. Budgeten för 2027 saknas."),
    ] {
        assert!(found.len() == 1 && found[0].starts_with(start), "{found:?}");
    }
}
