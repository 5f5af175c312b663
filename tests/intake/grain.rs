//! Facts share the codes that no register tells apart: whatever the rows are, every figure is the one that facts by the
//! rows' own codes would give, and every row has the place that its own codes have.

use std::collections::BTreeMap;

use proptest::prelude::*;
use uppfolj::consolidate::cube::Cube;
use uppfolj::consolidate::ledger::{account, destination};
use uppfolj::domain::code::Code;
use uppfolj::domain::control::Destination;
use uppfolj::domain::fact::{FactKey, Facts, Measure};
use uppfolj::domain::money::Money;
use uppfolj::domain::period::{LedgerPeriod, Month};
use uppfolj::domain::registers::Registers;
use uppfolj::intake::{control, ledger};
use uppfolj::register;

use crate::base::{Grunddata, lines, text};
use crate::ledger::FILE;

const HEADER: [&str; 7] = ["Ansvar", "Konto", "Projekt", "Motpart", "Period", "Verifikation", "Belopp"];
/// Known at all times, from May 2026 on two units, on another level, unknown, of another length, none.
const ANSVAR: [&str; 12] =
    ["1100", "1101", "1199", "1200", "1249", "1250", "1299", "9000", "7777", "12001", "A12", ""];
/// Both sides of the limits of rows and of memo rows, a gap between rows, a row of internal items, the balance sheet, and
/// codes that are none.
const ACCOUNTS: [&str; 20] = [
    "3000", "3010", "3099", "3100", "3300", "3600", "4010", "5000", "5010", "5019", "5020", "5499", "5500",
    "5999", "7950", "1910", "1920", "2010", "8995", "99",
];
const PERIODS: [&str; 9] =
    ["202500", "202501", "202512", "202513", "202600", "202604", "202605", "202612", "202613"];

/// A unit that is divided, a row that is divided by year, a memo row inside both.
fn registers() -> Registers {
    let mut grunddata = Grunddata::starter();
    let school = grunddata.line_of("Organisation", "Kod", "120");
    grunddata.set("Organisation", school, "Giltig till", "2026-04-30");
    for (code, ansvar) in [("121", "1200-1249"), ("122", "1250-1299")] {
        let own = [("Kod", code), ("Namn", code), ("Ansvar", ansvar), ("Giltig från", "2026-05-01")];
        let level = [("Nivå", "Enhet"), ("Överordnad", "11"), ("Anslagsnivå", "nej"), ("Chef", "Chef")];
        grunddata.add("Organisation", &[own, level].concat());
    }
    let staff = grunddata.line_of("Konton", "Kostnadsslag", "Personal");
    let row = grunddata.table("Konton")[staff - 1].clone();
    grunddata.set("Konton", staff, "Till år", "2025");
    for (from, to, kind) in [("5000", "5499", "Löner"), ("5500", "5999", "Pensioner")] {
        grunddata.table("Konton").push(row.clone());
        let line = grunddata.table("Konton").len();
        grunddata.set("Konton", line, "Från år", "2026").set("Konton", line, "Kostnadsslag", kind);
        grunddata.set("Konton", line, "Från", from).set("Konton", line, "Till", to);
    }
    grunddata.add("Noter", &[("Not", "2"), ("Notrad", "varav löner"), ("Konton", "5010-5019; 5500")]);
    let bridge = [("År", "2026"), ("Projekt", "9001"), ("Namn", "Bro"), ("Enhet", "150")];
    grunddata.add("Investeringar", &bridge);
    let (registers, found) = register::read(&grunddata.raw());
    registers.unwrap_or_else(|| panic!("{:?}", lines(&found)))
}

type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, i32);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    use proptest::sample::select;
    let codes = (select(&ANSVAR), select(&ACCOUNTS), select(&["", "9001", "77"]), select(&["", "91", "12"]));
    let row = (codes, select(&PERIODS), -100_000_i32..100_000);
    let row = row.prop_map(|((ansvar, account, project, counterpart), period, ore)| {
        (ansvar, account, project, counterpart, period, ore)
    });
    proptest::collection::vec(row, 1..60)
}

proptest! {
    #[test]
    fn what_no_register_tells_apart_gives_the_same_figures(rows in rows()) {
        let registers = registers();
        let through = Month::new(2026, 12).expect("a month");
        let mut written = vec![HEADER.map(str::to_string).to_vec()];
        let mut exact = Facts::default();
        let mut places: BTreeMap<Destination, (u64, Money)> = BTreeMap::new();
        for (ansvar, account, project, counterpart, period, ore) in &rows {
            let (sign, size) = (if *ore < 0 { "-" } else { "" }, ore.abs());
            let amount = format!("{sign}{},{:02}", size / 100, size % 100);
            written.push([ansvar, account, project, counterpart, period, "A1", &amount].map(|one| one.to_string()).to_vec());
            let codes = [ansvar, account, project, counterpart].map(|code| Code::new(code));
            let subject = registers.subject(&codes[0], &codes[1], &codes[2], &codes[3]);
            let (period, amount) = (LedgerPeriod::parse(period).expect("a period"), Money::from_ore(i128::from(*ore)));
            let place = places.entry(destination(&registers, &subject, period, through)).or_default();
            (place.0, place.1) = (place.0 + 1, place.1 + amount);
            exact.add(FactKey { measure: Measure::Outcome, period, subject }, -amount);
        }
        let read = ledger::read(&[text(FILE, &written)], &registers, through);
        prop_assert!(read.facts.len() <= exact.len());
        let cube = |facts: &Facts| Cube::roll_up(facts, &registers, &[]);
        prop_assert!(cube(&read.facts) == cube(&exact), "the figures differ");
        let left = control::ledger_amounts(&read.counts, &registers);
        prop_assert!(left.iter().map(|(key, amount)| (key, *amount)).eq(read.facts.iter()));
        let by = account(&read.counts, &registers, through).placements.swap_remove(0).by;
        let by: BTreeMap<_, _> = by.into_iter().map(|(to, tally)| (to, (tally.rows, tally.net()))).collect();
        prop_assert_eq!(by, places);
    }
}

#[test]
fn codes_between_the_same_limits_are_one_fact() {
    let registers = registers();
    let row = |ansvar: &str, account: &str, period: &str| {
        [ansvar, account, "", "", period, "A1", "1,00"].map(str::to_string).to_vec()
    };
    let facts = |rows: &[(&str, &str, &str)]| {
        let rows = rows.iter().map(|(ansvar, account, period)| row(ansvar, account, period));
        let rows: Vec<_> = std::iter::once(HEADER.map(str::to_string).to_vec()).chain(rows).collect();
        let through = Month::new(2026, 12).expect("a month");
        ledger::read(&[text(FILE, &rows)], &registers, through).facts.len()
    };
    for (rows, expected) in [
        (&[("1100", "4000", "202601"), ("1199", "4499", "202601")][..], 1),
        (&[("1100", "4000", "202601"), ("1100", "4000", "202602")], 2),
        (&[("1200", "4000", "202604"), ("1249", "4000", "202604"), ("1250", "4000", "202604")], 2),
        (&[("1100", "5000", "202601"), ("1100", "5010", "202601"), ("1100", "5019", "202601")], 2),
        (&[("1100", "1910", "202601"), ("1100", "1911", "202601")], 2),
        (&[("1100", "4000", "202600"), ("1199", "4499", "202600")], 2),
        (&[("7777", "4000", "202601"), ("7778", "4000", "202601")], 2),
        (&[("1100", "9900", "202601"), ("1100", "9901", "202601")], 2),
    ] {
        assert_eq!(facts(rows), expected, "{rows:?}");
    }
}
