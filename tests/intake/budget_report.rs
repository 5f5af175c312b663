//! A budget as a report prints it: headings on every page, sub-totals and a total, none of which is budget.

use uppfolj::domain::fact::Facts;
use uppfolj::intake::budget;
use uppfolj::raw::RawGrid;

use crate::base::lines;
use crate::budget::{HEADER, ROWS, grid, period, registers, sides_meet};

const SUB_TOTAL: [&str; 9] = ["", "Summa 1101", "", "", "", "-1 050,08", "", "", ""];

fn header() -> [&'static str; 9] {
    HEADER.try_into().expect("nine columns")
}

/// The rows of the budget between what a report adds to them.
fn report(total: &'static str, rows: &[[&'static str; 9]]) -> RawGrid {
    let mut all = ROWS[..3].to_vec();
    all.extend([SUB_TOTAL, ["", "Sida 2", "", "", "", "", "", "", ""], header()]);
    all.extend(&ROWS[3..]);
    all.extend([["Totalt", "", "", "", "", total, "", "", ""]]);
    all.extend(rows);
    grid(&all)
}

#[test]
fn headings_and_totals_of_a_budget_are_left_out_and_told() {
    let registers = registers();
    let plain = budget::read(&[grid(ROWS)], &registers, period(), &Facts::default());
    let printed = [report("-716,74", &[])];
    let read = budget::read(&printed, &registers, period(), &Facts::default());
    assert_eq!(
        lines(&read.findings),
        [
            "upplysning B28 budget/budget.csv: I filen räknas inte en rad med rubriker, en rad med text utan belopp och 2 \
             rader med summor (tillsammans −1 766,82 kr). Väntat: rader med budget. Rubriker, summor och text i \
             rapporten känns igen och lämnas utanför."
        ]
    );
    assert!(read.facts.iter().eq(plain.facts.iter()));
    assert!(sides_meet(&registers, &printed, &read.facts));
}

#[test]
fn a_budget_is_held_against_its_own_total_and_number_of_rows() {
    let told = |grid: RawGrid| {
        let read = budget::read(&[grid], &registers(), period(), &Facts::default());
        lines(&read.findings).into_iter().filter(|line| line.starts_with("fel")).collect::<Vec<String>>()
    };
    let counted = |rows| [["Antal rader", rows, "", "", "", "", "", "", ""]];
    assert_eq!(told(report("-716,74", &counted("7"))), [""; 0]);
    let [total, rows] = &told(report("-716,75", &counted("8")))[..] else { panic!("two faults") };
    assert!(
        total.starts_with("fel B29 budget/budget.csv rad 12:") && total.contains("Skillnaden är −0,01 kr"),
        "{total}"
    );
    assert!(rows.starts_with("fel B30 budget/budget.csv rad 13:") && rows.contains("8 rader"), "{rows}");
}

/// A row that has lost its amount must not pass for a text.
#[test]
fn a_row_with_an_account_and_no_more_is_a_fault() {
    let mut rows = ROWS.to_vec();
    rows[0] = ["", "1101", "5010", "", "", "", "", "", ""];
    let read = budget::read(&[grid(&rows)], &registers(), period(), &Facts::default());
    let told = lines(&read.findings);
    assert!(
        told.iter().any(|line| line.starts_with("fel B03 budget/budget.csv rad 2, kolumn Belopp")),
        "{told:#?}"
    );
}

/// What is wrong with a total is its amount and nothing else.
#[test]
fn a_total_that_is_no_amount_is_told_once() {
    let read = budget::read(&[report("många", &[])], &registers(), period(), &Facts::default());
    let told = lines(&read.findings);
    let faults: Vec<&String> = told.iter().filter(|line| line.starts_with("fel")).collect();
    assert!(
        matches!(&faults[..], [one] if one.starts_with("fel B03 budget/budget.csv rad 12, kolumn Belopp")),
        "{told:#?}"
    );
}
