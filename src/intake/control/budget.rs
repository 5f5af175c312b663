//! The left side of the budget: rows counted sheet by sheet, years spread month by month.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;

use super::{FileCount, RawKey, read, same, subject, turned};
use crate::domain::code::Code;
use crate::domain::exact::Exact;
use crate::domain::fact::{FactKey, Measure, Subject};
use crate::domain::money::Money;
use crate::domain::period::{LedgerPeriod, Month};
use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, ExportField};
use crate::domain::tally::Tally;
use crate::intake::code_cell;
use crate::intake::columns::Columns;
use crate::intake::row_kind::{RowKind, RowKinds};
use crate::raw::{RawGrid, RawRow, RawValue};
use crate::register::schema::{BUDGET_KINDS, SEASON, TWELFTHS};

/// Counts a sheet or file of the budget. A row with months counts once, with their sum.
pub fn count_budget(grid: &RawGrid, contract: &ExportContract) -> FileCount {
    let mut count = FileCount { file: grid.file.clone(), ..FileCount::default() };
    let Some(header) = grid.rows.iter().position(|row| is_header(row, contract)) else { return count };
    let kinds = kinds(&grid.rows[header], contract);
    let cell = |row: &RawRow, field: ExportField| -> Option<RawValue> {
        let heading = contract.column(field)?;
        let headings = &grid.rows[header].cells;
        let (column, _) = headings.iter().find(|(_, known)| same(&shown(known), heading))?;
        row.cells.get(column).cloned()
    };
    let text = |row: &RawRow, field| cell(row, field).as_ref().map(shown).unwrap_or_default();
    let code = |row: &RawRow, field| code_cell::code(&text(row, field)).0.to_string();
    let amount = |row: &RawRow, field| match cell(row, field) {
        Some(RawValue::Number(kr)) => {
            (kr * rust_decimal::Decimal::ONE_HUNDRED).to_i128().map(Money::from_ore)
        }
        other => other.and_then(|value| read(&shown(&value), contract)).and_then(whole),
    };
    let time = match contract.column(ExportField::Period) {
        Some(_) => ExportField::Period,
        None => ExportField::Year,
    };
    let is_of_budget = |row: &RawRow| {
        let cells = texts(row);
        kinds.of(|at| cells.get(at).map_or("", String::as_str), cells.len()) == RowKind::Posting
    };
    for row in grid.rows[header + 1..].iter().filter(|row| is_of_budget(row)) {
        let key = RawKey {
            period: text(row, time),
            ansvar: code(row, ExportField::Ansvar),
            account: code(row, ExportField::Account),
            project: code(row, ExportField::Project),
            counterpart: code(row, ExportField::Counterpart),
            kind: text(row, ExportField::DecisionKind),
            decision: text(row, ExportField::Decision),
            profile: text(row, ExportField::Profile),
        };
        let months = (1..=12).filter_map(|month| {
            let amount = amount(row, ExportField::Month(month))?;
            Some((format!("{}{month:02}", key.period), amount))
        });
        let months: Vec<(String, Money)> = months.collect();
        let parts = match months.is_empty() {
            true => amount(row, ExportField::Amount)
                .map(|amount| (key.period.clone(), amount))
                .into_iter()
                .collect(),
            false => months,
        };
        let whole = (!parts.is_empty()).then(|| parts.iter().map(|(_, amount)| Exact::from(*amount)).sum());
        count.count(key.account.as_bytes(), whole);
        for (period, amount) in parts {
            count.amounts.entry(RawKey { period, ..key.clone() }).or_default().push(amount);
        }
    }
    count
}

/// The rules for the rows below a header, by where the columns stand in it.
fn kinds(header: &RawRow, contract: &ExportContract) -> RowKinds {
    let headings = texts(header);
    let at = |heading: &String| headings.iter().position(|known| same(known, heading));
    let known = contract.columns.iter().filter_map(|(field, heading)| Some((*field, at(heading)?)));
    RowKinds::new(&headings, &Columns::of(known.collect())).of_budget()
}

/// The cells of a row from its first column.
fn texts(row: &RawRow) -> Vec<String> {
    let width = row.cells.last_key_value().map_or(0, |(column, _)| *column);
    (1..=width).map(|column| row.cells.get(&column).map(shown).unwrap_or_default()).collect()
}

/// A budget has no amounts finer than öre.
fn whole(amount: Exact) -> Option<Money> {
    Some(amount.rounded()).filter(|rounded| Exact::from(*rounded) == amount)
}

/// Names the account, and an amount of a year or of a month.
fn is_header(row: &RawRow, contract: &ExportContract) -> bool {
    let named = |field| {
        let heading = contract.column(field);
        heading.is_some_and(|heading| row.cells.values().any(|known| same(&shown(known), heading)))
    };
    named(ExportField::Account) && (named(ExportField::Amount) || named(ExportField::Month(1)))
}

fn shown(value: &RawValue) -> String {
    match value {
        RawValue::Text(text) => text.trim().to_string(),
        RawValue::Number(number) => number.normalize().to_string(),
        RawValue::Date(date) => date.to_string(),
        RawValue::Bool(truth) => truth.to_string(),
        RawValue::Error(error) => error.clone(),
    }
}

/// As [`super::ledger_amounts`], each row of a year spread over its months. `outcome` is the ledger's own left side: what
/// seasons follow.
pub fn budget_amounts(
    counts: &[FileCount],
    registers: &Registers,
    outcome: &BTreeMap<FactKey, Money>,
    period: Month,
) -> BTreeMap<FactKey, Money> {
    let mut amounts = BTreeMap::new();
    let seasons = seasons(registers, outcome, period.year - 1);
    let rows =
        counts.iter().flat_map(|count| count.amounts.iter().map(move |(key, rows)| (count, key, rows)));
    for (count, key, rows) in rows {
        let Some(contract) = registers.budget_contract_for(&count.file) else { continue };
        let original = key.kind.is_empty() || same(&key.kind, BUDGET_KINDS[0]);
        let measure =
            if original { Measure::BudgetOriginal } else { Measure::BudgetChange(Code::new(&key.decision)) };
        let subject = subject(key, registers);
        let mut add = |period: LedgerPeriod, share: Money| {
            if !share.is_zero() {
                let key = FactKey { measure: measure.clone(), period, subject: subject.clone() };
                *amounts.entry(key).or_default() += turned(share, contract);
            }
        };
        if let Some(period) = LedgerPeriod::parse(&key.period) {
            rows.iter().for_each(|row| add(period, *row));
            continue;
        }
        let Ok(year) = key.period.parse::<i32>() else { continue };
        let weights = weights(key, &subject, registers, &seasons, year);
        for (row, month) in rows.iter().flat_map(|row| (1..=12).map(move |month| (row, month))) {
            let share = month_of(*row, &weights, usize::from(month));
            if let Some(period) = LedgerPeriod::new(year, month) {
                add(period, share);
            }
        }
    }
    amounts
}

/// The rows of a year by the profile that spreads them: an empty name where the rows have months of their own.
pub fn budget_profiles(counts: &[FileCount], year: i32) -> BTreeMap<String, Tally> {
    let mut profiles: BTreeMap<String, Tally> = BTreeMap::new();
    let year = year.to_string();
    for (key, rows) in counts.iter().flat_map(|count| &count.amounts) {
        let name = match key.period.strip_prefix(&year) {
            Some("") if key.profile.is_empty() => TWELFTHS.to_string(),
            Some("") => key.profile.to_lowercase(),
            Some(_) => String::new(),
            None => continue,
        };
        let tally = profiles.entry(name).or_default();
        rows.iter().for_each(|row| tally.count(*row));
    }
    profiles
}

/// Öre by month of each unit's cost type.
type ByMonth = BTreeMap<(Code, Code), [i128; 12]>;

/// The outcome of a year by month, closing entries in December.
fn seasons(registers: &Registers, outcome: &BTreeMap<FactKey, Money>, year: i32) -> ByMonth {
    let mut months = ByMonth::new();
    for (booked, amount) in outcome.iter().filter(|(booked, _)| booked.period.year == year) {
        let month = usize::from(booked.period.number.min(12));
        if let (1.., Some(content)) = (month, content(registers, &booked.subject, booked.period.month())) {
            months.entry(content).or_default()[month - 1] += amount.ore();
        }
    }
    months
}

/// The weights of a row of a year.
fn weights(
    key: &RawKey,
    subject: &Subject,
    registers: &Registers,
    seasons: &ByMonth,
    year: i32,
) -> [i128; 12] {
    let profile = registers.profiles.iter().find(|profile| same(&profile.name, &key.profile));
    if let Some(profile) = profile {
        return profile.weights.map(i128::from);
    }
    if !same(&key.profile, SEASON) {
        return [1; 12];
    }
    let own = (1..=12).find_map(|month| content(registers, subject, Month::new(year, month)?));
    let months = own.and_then(|own| seasons.get(&own)).copied().unwrap_or_default();
    let total: i128 = months.iter().sum();
    // A month that goes the other way than the year weighs nothing.
    let weights = months.map(|month| if month.signum() == total.signum() { month.abs() } else { 0 });
    if weights == [0; 12] { [1; 12] } else { weights }
}

/// Unit and cost type of a code string that is of the result.
fn content(registers: &Registers, subject: &Subject, month: Month) -> Option<(Code, Code)> {
    let Subject::Coded { ansvar, account, project: None, internal } = subject else { return None };
    let unit = registers.org.of_ansvar(ansvar, month)?;
    let row = registers.accounts.row(account, *internal, month.year)?;
    let cost_type = row.cost_type.clone().filter(|_| account.as_str() >= "3")?;
    Some((unit.code.clone(), cost_type.0))
}

/// One month's share of a year: its whole öre by weight, and one more when its remainder is among the largest, the
/// earlier month first, as many as are left over. Counted for this month alone.
fn month_of(year: Money, weights: &[i128; 12], month: usize) -> Money {
    let total: i128 = weights.iter().sum();
    let size = year.ore().abs();
    let product = |at: usize| size * weights[at];
    let given: i128 = (0..12).map(|at| product(at) / total).sum();
    let at = month - 1;
    let before = (0..12).filter(|other| {
        let (theirs, ours) = (product(*other) % total, product(at) % total);
        theirs > ours || theirs == ours && *other < at
    });
    let extra = i128::from((before.count() as i128) < size - given);
    Money::from_ore((product(at) / total + extra) * year.ore().signum())
}
