//! A file's own balances held against the vouchers: by account for the year, and by account and month.

use std::collections::BTreeSet;

use super::Moved;
use super::balances::{self, Movement};
use super::teller::Teller;
use super::understand::{Balances, Understood, Year};
use crate::domain::account::is_balance;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::sie::SieRecordKind;
use crate::finding::SieProblem;

pub(super) fn against_balances(own: &Understood, moved: &Moved, told: &mut Teller) {
    for (year, content) in own.years.iter().filter(|(year, _)| moved.has(**year)) {
        let through = through(own, *year);
        let sums = moved.through(*year, through);
        let result = |account: &&str| !is_balance(&Code::new(account));
        if !content.result.is_empty() {
            let accounts: BTreeSet<&str> =
                sums.keys().copied().filter(result).chain(content.result.keys().copied()).collect();
            let found = |account: &str| sums.get(account).copied().unwrap_or_default();
            compare(SieRecordKind::Result, *year, &accounts, &content.result, found, told);
        }
        if !content.closing.is_empty() {
            let mut opening = Balances::new();
            for (record, amount) in &content.opening {
                *opening.entry(record.field(1)).or_default() += *amount;
            }
            let balance = sums.keys().copied().filter(|account| !result(account));
            let accounts: BTreeSet<&str> =
                balance.chain(opening.keys().copied()).chain(content.closing.keys().copied()).collect();
            let found = |account: &str| {
                let of = |sums: &Balances| sums.get(account).copied().unwrap_or_default();
                of(&sums) + of(&opening)
            };
            compare(SieRecordKind::Closing, *year, &accounts, &content.closing, found, told);
        }
        by_month(content, *year, through, moved, told);
    }
}

/// The file's balances are those at the end of its own last month: other files may go on.
fn through(own: &Understood, year: i32) -> u8 {
    let own_rows = own.rows.iter().map(super::understand::Row::period).filter(|period| period.year == year);
    let said = own.through.filter(|through| through.year == year).map(|through| through.month);
    own_rows.map(|period| period.number).chain(said).max().unwrap_or(12)
}

fn compare<'a>(
    record: SieRecordKind,
    year: i32,
    accounts: &BTreeSet<&'a str>,
    told_balances: &Balances<'a>,
    found: impl Fn(&str) -> Money,
    told: &mut Teller,
) {
    for account in accounts {
        let expected = told_balances.get(account).copied().unwrap_or_default();
        let found = found(account);
        if expected != found {
            let account = account.to_string();
            told.difference(SieProblem::Differs { record, account, year, period: None, expected, found });
        }
    }
}

fn by_month(content: &Year, year: i32, through: u8, moved: &Moved, told: &mut Teller) {
    let list = &content.period_balances;
    if list.is_empty() {
        return;
    }
    let movement = Movement::of_rows(moved.through(year, through));
    let convention = match balances::convention(list, &movement, year) {
        Ok(convention) => convention,
        Err(problem) => return told.difference(problem),
    };
    let totals = balances::totals(list, convention);
    let booked = moved.periods().filter(|(_, period)| period.year == year && period.number <= through);
    let keys: BTreeSet<_> = totals.keys().copied().chain(booked).collect();
    for (account, period) in keys {
        let expected = totals.get(&(account, period)).copied().unwrap_or_default();
        let found = moved.of_month(account, period);
        if expected != found {
            let (record, account) = (SieRecordKind::PeriodBalance, account.to_string());
            let period = Some(period);
            told.difference(SieProblem::Differs { record, account, year, period, expected, found });
        }
    }
}
