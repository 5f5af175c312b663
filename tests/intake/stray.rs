//! Rows whose codes no register knows, and rows of years that no report is of.

use crate::ledger::found;

#[test]
fn unknown_codes_are_collected_per_code() {
    let told = found(|books| {
        for voucher in ["A3", "A4"] {
            let line = books.line(voucher, "5010");
            books.set(line, "Konto", "9010").set(line, "Ansvar", "7777");
        }
    });
    assert_eq!(
        told,
        [
            "fel L05 redovisning/huvudbok.csv rad 8, kolumn Ansvar: Ansvar 7777 står på 2 rader, tillsammans 200,20 kr i debet, \
             men finns inte i tabellen Organisation. Väntat: en kod som tabellen Organisation har för perioden.",
            "fel L05 redovisning/huvudbok.csv rad 8, kolumn Konto: Konto 9010 står på 2 rader, tillsammans 200,20 kr i debet, men \
             finns inte i tabellen Konton. Väntat: en kod som tabellen Konton har för perioden."
        ]
    );
}

/// What the registers know of a code that they do not have decides what is to be mended.
#[test]
fn why_a_code_is_unknown_is_told() {
    for (column, code, said) in [
        ("Ansvar", "", "kolumn Ansvar: Ansvar är tomt på en rad"),
        ("Konto", "", "kolumn Konto: Konto är tomt på en rad"),
        ("Ansvar", "077", "finns inte i tabellen Organisation. Väntat"),
    ] {
        let told = found(|books| {
            let line = books.line("A3", "5010");
            books.set(line, column, code);
        });
        assert!(told.iter().any(|line| line.starts_with("fel L05") && line.contains(said)), "{told:#?}");
    }
}

/// What is moved whole balances where it is, and is in no report.
#[test]
fn a_row_of_a_year_after_the_report_is_told() {
    let told = found(|books| {
        let line = books.line("A3", "5010");
        books.set(line, "Period", "202801");
    });
    let start = "varning L73 redovisning/huvudbok.csv: En rad i filen hör till ett senare år än rapporten, den första till \
                 period 202801, och räknas inte.";
    assert!(told.iter().any(|line| line.starts_with(start)), "{told:#?}");
    assert!(!found(|_| {}).iter().any(|line| line.contains("L73")));
}
