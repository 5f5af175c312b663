//! Where the ledger's rows go: each in one place, and the parts are the file.

use std::collections::BTreeMap;

use crate::base::{Grunddata, lines, text};
use uppfolj::consolidate::ledger::{self as account, LedgerAccount};
use uppfolj::domain::control::{ControlOf, Counted, Destination};
use uppfolj::domain::money::Money;
use uppfolj::domain::period::Month;
use uppfolj::domain::registers::Registers;
use uppfolj::intake::{control, ledger};
use uppfolj::raw::RawText;
use uppfolj::register;

const HEADER: [&str; 10] = [
    "Ansvar",
    "Konto",
    "Verksamhet",
    "Projekt",
    "Motpart",
    "Period",
    "Datum",
    "Verifikation",
    "Text",
    "Belopp",
];

/// Account, project, period, voucher and amount of rows on one ansvar.
const ROWS: &[[&str; 5]] = &[
    ["1910", "", "202600", "", "500,00"],
    ["2010", "", "202600", "", "-500,00"],
    ["5010", "", "202612", "A1", "100,00"],
    ["1910", "", "202612", "A1", "-100,00"],
    ["1910", "", "202700", "", "400,00"],
    ["2010", "", "202700", "", "-400,00"],
    ["5010", "", "202701", "A2", "30,00"],
    ["1910", "", "202701", "A2", "-30,00"],
    ["4010", "9001", "202702", "A3", "20,00"],
    ["2440", "", "202702", "A3", "-20,00"],
    ["8990", "", "202702", "A4", "7,00"],
    ["2090", "", "202702", "A4", "-7,00"],
    ["9100", "", "202702", "A5", "3,00"],
    ["9100", "", "202702", "A5", "-3,00"],
    ["5010", "", "202703", "A6", "11,00"],
    ["1910", "", "202703", "A6", "-11,00"],
];

fn registers() -> Registers {
    let mut grunddata = Grunddata::starter();
    grunddata.add("Investeringar", &[("År", "2027"), ("Projekt", "9001"), ("Namn", "Bro"), ("Enhet", "150")]);
    grunddata.add("Konton", &[("Från", "9000"), ("Till", "9999"), ("Rad", "INGEN")]);
    grunddata
        .add("Kontrollsummor", &[("Fil", "huvudbok.csv"), ("Rader", "16"), ("Summa klass 1-2", "-161,00")]);
    let (registers, findings) = register::read(&grunddata.raw());
    registers.unwrap_or_else(|| panic!("{:?}", lines(&findings)))
}

fn file() -> RawText {
    let row = |[account, project, period, voucher, amount]: &[&str; 5]| {
        ["1101", account, "", project, "", period, "", voucher, "", amount].map(str::to_string).to_vec()
    };
    let rows = std::iter::once(HEADER.map(str::to_string).to_vec()).chain(ROWS.iter().map(row));
    text("redovisning/huvudbok.csv", &rows.collect::<Vec<_>>())
}

fn through() -> Month {
    Month::new(2027, 2).expect("a month")
}

/// The account of what is counted, and the differences to the facts of what is read.
fn counted(counted: &RawText, read: &RawText) -> (LedgerAccount, Vec<String>) {
    let registers = registers();
    let contract = registers.export("huvudbok").expect("the ledger's profile");
    let counts = [control::count_ledger(counted, contract, &registers)];
    let facts = ledger::read(std::slice::from_ref(read), &registers, through()).facts;
    let mut built = account::account(&counts, &registers, through());
    let found = account::check(&mut built, &registers, &facts, through());
    (built, found.into_iter().map(|one| one.what).collect())
}

#[test]
fn every_row_has_one_place_and_the_places_are_the_file() {
    let (account, differences) = counted(&file(), &file());
    assert_eq!(differences, [""; 0]);
    let rows: BTreeMap<Destination, u64> =
        account.placements[0].by.iter().map(|(to, tally)| (*to, tally.rows)).collect();
    let expected = [
        (Destination::Operations, 1),
        (Destination::Investment, 1),
        (Destination::ResultTransfer, 1),
        (Destination::Opening, 2),
        (Destination::Balance, 3),
        (Destination::Comparison, 4),
        (Destination::Later, 2),
        (Destination::Excluded, 2),
    ];
    assert_eq!(rows, BTreeMap::from(expected));
    assert_eq!(account.total().rows, 16);
    let excluded = account.of(Destination::Excluded).expect("class 9");
    assert_eq!((excluded.plus, excluded.minus), (Money::from_kr(3), Money::from_kr(-3)));
}

#[test]
fn a_row_that_is_lost_or_moved_on_the_way_is_seen_at_its_place() {
    let mut shorter = file();
    shorter.records.truncate(ROWS.len() - 9);
    let (_, differences) = counted(&file(), &shorter);
    assert!(differences.iter().any(|what| what == "Operations"), "{differences:?}");
    let mut moved = file();
    let row = ["1101", "5010", "", "9001", "", "202701", "", "A2", "", "30,00"];
    moved.records[7] = uppfolj::raw::RawRecord::new(8, row).expect("a record");
    let (_, differences) = counted(&file(), &moved);
    assert_eq!(differences, ["Operations", "Investment"]);
}

#[test]
fn a_row_that_cannot_be_read_is_refused_and_still_counted() {
    let mut wrong = file();
    let row = ["1101", "5010", "", "", "", "januari", "", "A2", "", "30,00"];
    wrong.records[7] = uppfolj::raw::RawRecord::new(8, row).expect("a record");
    let (account, _) = counted(&wrong, &wrong);
    assert_eq!(account.of(Destination::Refused).map(|tally| tally.rows), Some(1));
    assert_eq!(account.total().rows, 16);
}

#[test]
fn controls_count_in_two_ways() {
    let registers = registers();
    let (account, _) = counted(&file(), &file());
    let rows = account.controls.iter().find(|one| matches!(one.of, ControlOf::Rows { .. })).expect("a row");
    assert_eq!((rows.expected, rows.found), (Counted::Rows(16), Counted::Rows(16)));
    let contract = registers.export("huvudbok").expect("the ledger's profile");
    let left = control::ledger_amounts(&[control::count_ledger(&file(), contract, &registers)], &registers);
    let controls = account::controls(&left, through());
    let assets = controls.iter().find(|one| one.of == ControlOf::OpeningAssets { year: 2027 });
    let assets = assets.expect("both openings are there");
    assert_eq!(
        (assets.expected, assets.found),
        (Counted::Kr(Money::from_kr(400)), Counted::Kr(Money::from_kr(400)))
    );
}

#[test]
fn only_accounts_outside_the_statements_can_be_kept_out() {
    let mut grunddata = Grunddata::starter();
    let line = grunddata.line_of("Konton", "Från", "5000");
    grunddata.set("Konton", line, "Rad", "INGEN");
    let told = lines(&register::read(&grunddata.raw()).1);
    assert!(told.len() == 1 && told[0].starts_with("fel R07") && told[0].contains("INGEN"), "{told:?}");
}
