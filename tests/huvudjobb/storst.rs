//! Which units deviate most, why, and what is done about it: in a month without answers of its own by those that its
//! forecast is from.

use uppfolj::doc::{Cell, Role, Table};
use uppfolj::domain::money::Money;
use uppfolj::write::pdf;
use uppfolj::write::pdf::read_back::ReadBack;

use crate::common::{output, report, sample};
use crate::registers::add;
use crate::runs::{Finished, interim};

fn month(folder: &std::path::Path) -> ReadBack {
    let (_, outputs) = report(folder, "2020-10");
    pdf::read_back(&output(&outputs, "Månad", ".pdf")).expect("the PDF")
}

/// The printed rows of the largest deviations.
fn rows(read: &ReadBack) -> Vec<Vec<String>> {
    let table =
        read.tables().find(|table| table.caption.starts_with("Största avvikelser")).expect("the table");
    let plain = |text: &str| text.replace('\u{ad}', "").replace('\u{a0}', " ");
    table.rows.iter().map(|row| row.iter().map(|cell| plain(&cell.text)).collect()).collect()
}

#[test]
fn a_month_without_answers_says_what_was_said_in_the_last_round() {
    let read = month(sample().path());
    let rows = rows(&read);
    assert_eq!(
        rows[0],
        [
            "Enhet",
            "Avvikelse hittills",
            "Prognos mot budget",
            "Orsak",
            "Åtgärd",
            "Effekt i år",
            "Ansvarig",
            "Klart"
        ]
    );
    let worst = rows.iter().position(|row| row[0] == "Individ- och familjeomsorg").expect("the unit");
    assert_eq!(rows[worst - 1][0], "Störst underskott");
    assert!(
        rows[worst][1..3] == ["−1 227", "−754"] && rows[worst][3].starts_with("Köp av verksamhet: volym."),
        "{rows:?}"
    );
    assert_eq!(
        rows[worst][4..],
        [
            "Rekrytera socialsekreterare i stället för inhyrda",
            "+250",
            "Enhetschef individ- och familjeomsorg",
            "2020-10-01"
        ]
    );
    assert_eq!((rows[worst + 1][0].as_str(), rows[worst + 1][5].as_str()), ("Åtgärd 2", "+150"));
    let said = read.elements.iter().any(|one| format!("{one:?}").contains("lämnades per augusti 2020"));
    assert!(said, "whose words they are");
}

/// What left the office in August with the units' own words may be said again; what did not may not.
#[test]
fn words_that_are_not_approved_are_not_printed_later_either() {
    let folder = sample();
    let to_the_board = [("Period", "2020-10"), ("Rapport", "månadsrapport"), ("Status", "till KS")];
    add(folder.path(), "Dokument", &to_the_board);
    let rows_of = |folder: &std::path::Path| rows(&month(folder));
    let withheld = rows_of(folder.path());
    assert!(!withheld[0].contains(&"Åtgärd".to_string()), "{withheld:?}");
    assert!(withheld.iter().flatten().any(|cell| cell == "+250"), "the effect is no word: {withheld:?}");
    let approved = [
        ("Period", "2020-08"),
        ("Rapport", "delårsrapport"),
        ("Avsnitt", "kommentarer"),
        ("Text", "som lämnat"),
        ("Godkänd av", "Ekonomichef"),
    ];
    add(folder.path(), "Texter", &approved);
    let printed = rows_of(folder.path());
    assert!(printed.iter().flatten().any(|cell| cell.starts_with("Rekrytera")), "{printed:?}");
}

/// The units of a table of deviations with the size of what its rows come to.
fn units(table: &Table) -> Vec<(String, Money)> {
    let at = table.column("avvikelse").expect("the column");
    let mut found: Vec<(String, Money)> = Vec::new();
    for row in &table.rows {
        match (&row.cells[0], row.role, &row.cells[at]) {
            (Cell::Text(name), Role::Group, _) => found.push((name.clone(), Money::ZERO)),
            (_, _, Cell::Amount(figure)) => found.last_mut().expect("a unit").1 += figure.value,
            _ => {}
        }
    }
    found
}

#[test]
fn the_units_that_deviate_most_stand_first() {
    let run: &Finished = interim();
    let book = run.documents.iter().find(|one| one.file_stem.starts_with("Budget")).expect("the book");
    let units = units(book.table("avvikelser").expect("the table"));
    assert!(units.len() > 15, "{units:?}");
    // Rows that nobody has said anything of are not in the table: the first and the last are told apart by far.
    let size = |at: usize| units[at].1.abs();
    assert!(size(0) > size(units.len() - 1), "{units:?}");
    assert_eq!(units[0].0, "Finansförvaltning");
    let order: Vec<&str> = units.iter().map(|(name, _)| name.as_str()).collect();
    let at = |name: &str| order.iter().position(|one| *one == name).expect("a unit");
    assert!(
        at("Individ- och familjeomsorg") < at("Särskilt boende")
            && at("Särskilt boende") < at("Lunnevienheten")
    );
}
