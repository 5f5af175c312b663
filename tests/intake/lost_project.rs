//! A project's code in a text file that has lost its zeros.

use crate::base::{lines, text};
use crate::ledger::{Books, FILE};
use uppfolj::domain::period::Month;
use uppfolj::intake::ledger;

fn found(project: &str) -> Vec<String> {
    let mut books = Books::good();
    books
        .grunddata
        .add("Investeringar", &[("År", "2026"), ("Projekt", "00907"), ("Namn", "Väg"), ("Enhet", "150")]);
    for row in books.rows.iter_mut().filter(|row| row[3] == "9001") {
        row[3] = project.to_string();
    }
    let through = Month::new(2027, 2).expect("a month");
    lines(&ledger::read(&[text(FILE, &books.rows)], &books.registers(), through).findings)
}

#[test]
fn a_project_that_is_an_investment_but_for_its_zeros_is_told_where_it_first_stands() {
    let told: Vec<String> = found("907").into_iter().filter(|line| line.contains("L71")).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    let start = format!(
        "varning L71 {FILE} rad 32, kolumn Projekt: Projektet 907 finns inte i tabellen Investeringar, men det \
                         gör 00907."
    );
    assert!(told[0].starts_with(&start) && told[0].contains("en rad som drift"), "{told:?}");
    assert!(told[0].contains("30,00 kr"), "{told:?}");
    for other in ["9001", "00907", "908", "P907"] {
        assert!(!found(other).iter().any(|line| line.contains("L71")), "{other}");
    }
}
