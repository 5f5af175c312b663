//! A look at an unknown export: where its headings stand, what each column is taken for, how its numbers are written.
//! Nothing is taken in silence: what the file does not decide is told as undecided.

mod columns;
mod numbers;

use std::collections::{BTreeMap, BTreeSet};

use super::code_cell::code;
use super::columns::{Columns, same};
use super::grid::texts;
use super::growth::{self, Codes, Growth};
use super::row_kind::{RowKind, RowKinds};
use super::{amount, period};
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::{LedgerPeriod, Month};
use crate::domain::settings::{ExportContract, ExportField, PeriodForm, SignContract};
use crate::domain::tally::Tally;
use crate::raw::RawGrid;

pub use columns::meaning;
pub use numbers::Writing;

/// What a table is seen to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The row of the headings, and the filled rows above it.
    pub header: u32,
    pub above: Vec<String>,
    /// Heading, and the field it is taken for.
    pub columns: Vec<(String, Option<ExportField>)>,
    pub writing: Option<Writing>,
    pub postings: Tally,
    /// Rows that are no postings, and postings whose amount or period is not read.
    pub left_out: u64,
    pub unread: u64,
    pub first_unread: Option<(u32, String)>,
    pub by_class: BTreeMap<char, Money>,
    pub sign: Option<SignContract>,
    pub periods: BTreeSet<LedgerPeriod>,
    pub short_years: bool,
    /// A span of months named above the headings: the amounts are most likely cumulative.
    pub span: Option<(Month, Month)>,
    /// Somewhere above the rows stands tkr.
    pub thousands: bool,
    pub ansvar: BTreeSet<String>,
    pub accounts: BTreeSet<String>,
    pub vouched: bool,
    /// The first year whose months hold the months before them.
    pub growth: Option<Growth>,
    /// Headings that are taken for a field and stand over several columns, from 1.
    pub doubled: Vec<(String, Vec<usize>)>,
    pub kind: TableKind,
}

/// What a table is by its columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableKind {
    /// Rows with a time of their own, or vouchers.
    #[default]
    Ledger,
    /// Amounts of years or of months, on accounts, without vouchers.
    Budget,
    /// No amounts on accounts.
    Other,
}

/// Looks at a table; `None` when it has no row of headings.
pub fn look(grid: &RawGrid) -> Option<Look> {
    let rows: Vec<(u32, Vec<String>)> = grid.rows.iter().map(|row| (row.number, texts(row))).collect();
    let at = columns::header(&rows)?;
    let header = &rows[at].1;
    let fields = columns::fields(header);
    let mut look = Look {
        header: rows[at].0,
        above: rows[..at].iter().map(|(_, row)| said(row)).collect(),
        columns: header.iter().cloned().zip(fields.iter().copied()).collect(),
        ..Look::default()
    };
    look.span = look.above.iter().find_map(|line| period::span(line));
    let words = look.above.iter().chain(header);
    look.thousands = words.flat_map(|line| line.split(|c: char| !c.is_alphanumeric())).any(is_thousands);
    let found = fields.iter().enumerate().filter_map(|(at, field)| Some(((*field)?, at)));
    let columns = Columns::of(found.collect());
    look.kind = kind(&columns);
    look.doubled = doubled(header, &columns);
    look.rows(&rows[at + 1..], header, &columns);
    Some(look)
}

/// Of the headings that fields are taken from.
fn doubled(header: &[String], columns: &Columns) -> Vec<(String, Vec<usize>)> {
    let mut taken: Vec<usize> = columns.positions().collect();
    taken.sort_unstable();
    let places = |at: usize| -> Vec<usize> {
        (1..).zip(header).filter(|(_, known)| same(known, &header[at])).map(|(column, _)| column).collect()
    };
    let headings = taken.into_iter().map(|at| (header[at].clone(), places(at)));
    headings.filter(|(_, places)| places.len() > 1).collect()
}

fn kind(columns: &Columns) -> TableKind {
    let has = |field| columns.index(field).is_some();
    let timed = [ExportField::Period, ExportField::Date, ExportField::Voucher].into_iter().any(has);
    let yearly = has(ExportField::Year) || has(ExportField::Month(1));
    let amounts = [ExportField::Amount, ExportField::Debit, ExportField::Credit, ExportField::Month(1)];
    match (timed, yearly) {
        (false, true) if has(ExportField::Account) => TableKind::Budget,
        _ if has(ExportField::Account) || timed && amounts.into_iter().any(has) => TableKind::Ledger,
        _ => TableKind::Other,
    }
}

/// The amount of a row by its columns and their sides; `Err` is what cannot be read.
fn net(row: &[String], amounts: &[(usize, i128)], contract: &ExportContract) -> Result<Money, String> {
    let filled = amounts.iter().filter_map(|(at, side)| Some((row.get(*at)?, side)));
    let filled: Vec<_> = filled.filter(|(cell, _)| !cell.is_empty()).collect();
    let read = |(cell, side): &(&String, &i128)| {
        let amount = amount::read(cell, contract).ok_or_else(|| cell.to_string())?;
        Ok(Money::from_ore(amount.ore() * **side))
    };
    if filled.is_empty() { Err(String::new()) } else { filled.iter().map(read).sum() }
}

fn is_thousands(word: &str) -> bool {
    ["tkr", "kkr"].contains(&word.to_lowercase().as_str())
}

fn said(row: &[String]) -> String {
    row.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

impl Look {
    fn rows(&mut self, rows: &[(u32, Vec<String>)], header: &[String], columns: &Columns) {
        let kinds = RowKinds::new(header, columns);
        let kinds = if self.kind == TableKind::Budget { kinds.of_budget() } else { kinds };
        let amounts = self.amounts();
        let cell = |row: &'_ [String], field| -> String {
            columns.index(field).and_then(|at| row.get(at)).cloned().unwrap_or_default()
        };
        let is_posting = |row: &&(u32, Vec<String>)| {
            kinds.of(|at| row.1.get(at).map_or("", String::as_str), row.1.len()) == RowKind::Posting
        };
        let postings: Vec<&(u32, Vec<String>)> = rows.iter().filter(is_posting).collect();
        self.left_out = (rows.len() - postings.len()) as u64;
        if amounts.is_empty() {
            return;
        }
        let written = postings.iter().flat_map(|(_, row)| {
            let filled = amounts.iter().filter_map(|(at, _)| row.get(*at)).filter(|one| !one.is_empty());
            filled.map(String::as_str)
        });
        let writing = numbers::writing(written);
        let time = [ExportField::Period, ExportField::Date, ExportField::Year];
        let time =
            time.into_iter().find(|field| columns.index(*field).is_some()).unwrap_or(ExportField::Period);
        let times: Vec<String> = postings.iter().map(|(_, row)| cell(row, time)).collect();
        self.short_years = !times.is_empty()
            && times.iter().all(|time| period::read(time, PeriodForm::Whole).is_none())
            && times.iter().all(|time| period::read(time, PeriodForm::ShortYear).is_some())
            && self.kind != TableKind::Budget;
        let when = |text: &str| match time {
            ExportField::Year => text.parse().ok().and_then(|year| LedgerPeriod::new(year, 0)),
            _ if self.short_years => period::read(text, PeriodForm::ShortYear),
            _ => period::read(text, PeriodForm::Whole),
        };
        let periods: Vec<Option<LedgerPeriod>> = times.iter().map(|time| when(time)).collect();
        let mut months = Codes::new();
        for (((line, row), time), when) in postings.into_iter().zip(&times).zip(periods) {
            let read = net(row, &amounts, &writing.contract);
            let (Ok(read), Some(when)) = (&read, when) else {
                self.unread += 1;
                let said = read.err().unwrap_or_else(|| time.clone());
                self.first_unread.get_or_insert((*line, said));
                continue;
            };
            self.periods.insert(when);
            self.postings.count(*read);
            let account = cell(row, ExportField::Account);
            let account = code(&account).0;
            *self.by_class.entry(account.chars().next().unwrap_or(' ')).or_default() += *read;
            growth::add(&mut months, when, &Code::new(account), *read);
            self.accounts.insert(account.to_string());
            self.ansvar.insert(code(&cell(row, ExportField::Ansvar)).0.to_string());
            self.vouched |= !cell(row, ExportField::Voucher).is_empty();
        }
        self.ansvar.remove("");
        self.growth = growth::of(months).into_iter().next();
        self.sign = self.sign();
        self.writing = Some(writing);
    }

    /// The columns that a row's amount is the sum of, each with its side: one, debit less credit, or twelve months.
    fn amounts(&self) -> Vec<(usize, i128)> {
        let at = |field| self.columns.iter().position(|(_, known)| *known == Some(field));
        if let Some(amount) = at(ExportField::Amount) {
            return vec![(amount, 1)];
        }
        let months: Vec<_> =
            (1..=12).filter_map(|month| at(ExportField::Month(month))).map(|at| (at, 1)).collect();
        if !months.is_empty() {
            return months;
        }
        let sides = [(ExportField::Debit, 1), (ExportField::Credit, -1)];
        sides.into_iter().filter_map(|(field, side)| Some((at(field)?, side))).collect()
    }

    /// Income (3) and staff costs (5) on opposite sides tell which of them is plus.
    fn sign(&self) -> Option<SignContract> {
        let of = |class: char| self.by_class.get(&class).copied().unwrap_or_default();
        match (of('3').cmp(&Money::ZERO), of('5').cmp(&Money::ZERO)) {
            (std::cmp::Ordering::Less, std::cmp::Ordering::Greater) => Some(SignContract::DebitPositive),
            (std::cmp::Ordering::Greater, std::cmp::Ordering::Less) => Some(SignContract::IncomePositive),
            _ => None,
        }
    }

    /// Whether a field is given; debit and credit give the amount.
    pub fn has(&self, field: ExportField) -> bool {
        let sides = || self.heading(ExportField::Debit).and(self.heading(ExportField::Credit)).is_some();
        self.heading(field).is_some() || field == ExportField::Amount && sides()
    }

    /// The heading that a field is taken from.
    pub fn heading(&self, field: ExportField) -> Option<&str> {
        self.columns.iter().find(|(_, known)| *known == Some(field)).map(|(heading, _)| heading.as_str())
    }
}

/// Σ of each column that is a number in every filled cell, and how many rows there are below the headings.
pub fn column_sums(grid: &RawGrid) -> (usize, Vec<(String, rust_decimal::Decimal)>) {
    let rows: Vec<(u32, Vec<String>)> = grid.rows.iter().map(|row| (row.number, texts(row))).collect();
    let at = columns::header(&rows).unwrap_or(0);
    let Some((_, header)) = rows.get(at) else { return (0, Vec::new()) };
    let below = &rows[at + 1..];
    let mut sums = Vec::new();
    for (column, heading) in header.iter().enumerate() {
        let cells = || {
            let cells = below.iter().filter_map(|(_, row)| row.get(column)).map(String::as_str);
            cells.filter(|cell| !cell.is_empty())
        };
        let contract: ExportContract = numbers::writing(cells()).contract;
        let read: Option<Vec<i128>> = cells().map(|cell| amount::units(cell, &contract).ok()).collect();
        let sum = read.filter(|units| !units.is_empty()).map(|units| units.into_iter().sum::<i128>());
        let scale = u32::from(contract.scale());
        if let Some(sum) =
            sum.and_then(|sum| rust_decimal::Decimal::try_from_i128_with_scale(sum, scale).ok())
        {
            sums.push((heading.clone(), sum.normalize()));
        }
    }
    (below.len(), sums)
}

#[cfg(test)]
mod tests;
