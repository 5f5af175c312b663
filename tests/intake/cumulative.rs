//! Exports whose months hold the year from January on: read as what each month has added.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{lines, text};
use crate::ledger::{Books, FILE};
use uppfolj::domain::fact::Facts;
use uppfolj::domain::money::Money;
use uppfolj::domain::period::Month;
use uppfolj::domain::registers::Registers;
use uppfolj::finding::Findings;
use uppfolj::intake::ledger::{self, monthly};
use uppfolj::raw::Postings;

type Rows = Vec<Vec<String>>;

/// Columns of the good books.
const PERIOD: usize = 5;
const AMOUNT: usize = 9;

fn books() -> Books {
    let mut books = Books::good();
    let field = [("Profil", "huvudbok"), ("Fält", "ackumulerat"), ("Kolumn", "ja")];
    books.grunddata.add("Exporter", &field);
    books
}

/// The good books as sums from January on: a row for each code string in each month from its first.
fn cumulated(rows: &Rows) -> Rows {
    let mut made: Rows = vec![rows[0].clone()];
    let periods: BTreeSet<&str> = rows[1..].iter().map(|row| row[PERIOD].as_str()).collect();
    let mut sums: BTreeMap<Vec<String>, Money> = BTreeMap::new();
    let mut year = "";
    for period in periods {
        if period[..4] != *year {
            (year, sums) = (&period[..4], BTreeMap::new());
        }
        let opening = period.ends_with("00");
        let mut own = if opening { BTreeMap::new() } else { std::mem::take(&mut sums) };
        for row in rows[1..].iter().filter(|row| row[PERIOD] == period) {
            let codes = [0, 1, 3, 4].map(|at| row[at].clone()).to_vec();
            *own.entry(codes).or_default() += amount(&row[AMOUNT]);
        }
        for (codes, sum) in &own {
            let mut row = vec![String::new(); rows[0].len()];
            for (at, code) in [0, 1, 3, 4].into_iter().zip(codes) {
                row[at] = code.clone();
            }
            row[PERIOD] = period.to_string();
            row[AMOUNT] = format!(
                "{}{},{:02}",
                if sum.ore() < 0 { "-" } else { "" },
                sum.ore().abs() / 100,
                sum.ore().abs() % 100
            );
            made.push(row);
        }
        if !opening {
            sums = own;
        }
    }
    made
}

fn amount(text: &str) -> Money {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '-').collect();
    Money::from_ore(digits.parse().expect("öre"))
}

fn read(rows: &Rows, registers: &Registers) -> (Facts, Vec<String>) {
    read_each(&[(FILE.to_string(), rows.clone())], registers)
}

fn read_each(files: &[(String, Rows)], registers: &Registers) -> (Facts, Vec<String>) {
    let mut findings = Findings::default();
    let posted = |(file, rows): &(String, Rows)| Box::new(text(file, rows)) as Box<dyn Postings>;
    let files = monthly(files.iter().map(posted).collect(), registers, &mut findings);
    let files: Vec<&dyn Postings> = files.iter().map(|file| &**file).collect();
    let through = Month::new(2027, 2).expect("a month");
    let read = ledger::read_files(&files, registers, through, &mut |_| {});
    findings.extend(read.findings);
    (read.facts, lines(&findings))
}

/// Facts that are not zero.
fn said(facts: &Facts) -> Vec<(String, Money)> {
    let of = facts.iter().filter(|(_, amount)| !amount.is_zero());
    of.map(|(key, amount)| (format!("{key:?}"), amount)).collect()
}

#[test]
fn sums_from_january_on_are_read_as_what_each_month_adds() {
    let (monthly, _) = read(&Books::good().rows, &Books::good().registers());
    let (books, rows) = (books(), cumulated(&Books::good().rows));
    let (cumulative, found) = read(&rows, &books.registers());
    assert_eq!(said(&cumulative), said(&monthly));
    assert!(said(&monthly).len() > 30 && !found.iter().any(|line| line.starts_with("fel")), "{found:?}");
    // Read as months they are another ledger, and that is told.
    let (wrong, found) = read(&rows, &Books::good().registers());
    assert_ne!(said(&wrong), said(&monthly));
    assert!(found.iter().any(|line| line.starts_with("fel")), "{found:?}");
}

/// A file for each period.
fn by_period(rows: &Rows) -> Vec<(String, Rows)> {
    let periods: BTreeSet<&str> = rows[1..].iter().map(|row| row[PERIOD].as_str()).collect();
    let own = |period: &str| rows[1..].iter().filter(|row| row[PERIOD] == period).cloned().collect::<Rows>();
    let file = |period: &str| [vec![rows[0].clone()], own(period)].concat();
    periods.into_iter().map(|period| (format!("redovisning/{period}.csv"), file(period))).collect()
}

#[test]
fn each_month_may_stand_in_a_file_of_its_own() {
    let (monthly, _) = read(&Books::good().rows, &Books::good().registers());
    let files = by_period(&cumulated(&Books::good().rows));
    assert!(files.len() > 3);
    let (cumulative, found) = read_each(&files, &books().registers());
    assert_eq!(said(&cumulative), said(&monthly));
    assert!(!found.iter().any(|line| line.starts_with("fel")), "{found:?}");
}

#[test]
fn what_is_gone_from_a_later_file_is_told_once() {
    let mut files = by_period(&cumulated(&Books::good().rows));
    let (_, whole) = read_each(&files, &books().registers());
    let last = files.iter().position(|(name, _)| name.ends_with("202608.csv")).expect("a file");
    let gone = files[last].1.iter().position(|row| row[1] == "5010").expect("a row");
    files[last].1.remove(gone);
    let (_, found) = read_each(&files, &books().registers());
    let told = |found: &[String]| found.iter().filter(|line| line.contains("L67")).count();
    assert_eq!((told(&whole), told(&found)), (0, 1), "{found:?}");
}

/// Twelve months of accounts that rise together, cumulated or not, in one file or in one a month.
fn level(cumulated: bool) -> Rows {
    let mut rows: Rows = vec![Books::good().rows[0].clone()];
    for month in 1..=12_i64 {
        for (account, size) in [("5010", 40_000), ("6010", 700), ("6110", 9_000), ("3510", -20_000)] {
            let mut row = vec![String::new(); rows[0].len()];
            (row[0], row[1]) = ("1101".to_string(), account.to_string());
            row[PERIOD] = format!("2026{month:02}");
            row[AMOUNT] = format!("{},00", if cumulated { size * month } else { size });
            rows.push(row);
        }
    }
    rows
}

#[test]
fn what_the_profile_says_is_checked_by_arithmetic_also_over_files() {
    let code =
        |found: &[String], code: &str| found.iter().any(|line| line.starts_with(&format!("fel {code}")));
    let (said, unsaid) = (books().registers(), Books::good().registers());
    for split in [false, true] {
        let files = |cumulated| {
            let rows = level(cumulated);
            if split { by_period(&rows) } else { vec![(FILE.to_string(), rows)] }
        };
        for (cumulated, registers, l42, l70) in [
            (true, &unsaid, true, false),
            (true, &said, false, false),
            (false, &unsaid, false, false),
            (false, &said, false, true),
        ] {
            let (_, found) = read_each(&files(cumulated), registers);
            assert_eq!(
                (code(&found, "L42"), code(&found, "L70")),
                (l42, l70),
                "{split} {cumulated} {found:?}"
            );
        }
    }
}

#[test]
fn a_code_string_that_is_gone_from_a_later_month_has_come_to_zero_and_is_told() {
    let (books, mut rows) = (books(), cumulated(&Books::good().rows));
    let at = |rows: &Rows, account: &str, period: &str| {
        rows.iter().position(|row| row[1] == account && row[PERIOD] == period).expect("a row")
    };
    for account in ["5010", "1910"] {
        let gone = at(&rows, account, "202608");
        rows.remove(gone);
    }
    let (facts, found) = read(&rows, &books.registers());
    let told: Vec<&String> = found.iter().filter(|line| line.contains("L67")).collect();
    assert_eq!(told.len(), 1, "{found:?}");
    assert!(told[0].contains("2 kombinationer av ansvar och konto saknas i en senare månad"), "{told:?}");
    assert!(told[0].contains("som hade 700,70 kr före period 202608"), "{told:?}");
    let of_august: Vec<Money> = facts
        .iter()
        .filter(|(key, amount)| key.period.to_string() == "202608" && !amount.is_zero())
        .map(|(_, amount)| amount)
        .collect();
    assert_eq!(of_august.len(), 2, "what the year had come to is taken back");
    assert!(of_august.iter().all(|amount| amount.abs() == Money::from_ore(70_070)));
    assert!(!found.iter().any(|line| line.starts_with("fel")), "{found:?}");
}

#[test]
fn a_row_that_cannot_be_read_is_told_where_it_stands() {
    let (books, mut rows) = (books(), cumulated(&Books::good().rows));
    rows[3][AMOUNT] = "1.080".to_string();
    let (_, found) = read(&rows, &books.registers());
    assert!(found.iter().any(|line| line.starts_with("fel L30 redovisning/huvudbok.csv rad 4")), "{found:?}");
}

#[test]
fn debit_and_credit_in_columns_of_their_own_are_turned_into_months_too() {
    let mut books = books();
    let profile = books.grunddata.table("Exporter");
    profile.retain(|row| row[0] != "huvudbok" || !["belopp", "tecken"].contains(&row[1].as_str()));
    for (field, column) in [("debet", "Debet"), ("kredit", "Kredit")] {
        books.grunddata.add("Exporter", &[("Profil", "huvudbok"), ("Fält", field), ("Kolumn", column)]);
    }
    let mut rows = cumulated(&Books::good().rows);
    for (at, row) in rows.iter_mut().enumerate() {
        let amount = row.pop().unwrap_or_default();
        row.extend(match (at, amount.strip_prefix('-')) {
            (0, _) => ["Debet".to_string(), "Kredit".to_string()],
            (_, Some(credit)) => [String::new(), credit.to_string()],
            (_, None) => [amount, String::new()],
        });
    }
    let (cumulative, found) = read(&rows, &books.registers());
    let (monthly, _) = read(&Books::good().rows, &Books::good().registers());
    assert_eq!(said(&cumulative), said(&monthly), "{found:?}");
}
