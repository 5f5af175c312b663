//! What can be proved about a ledger without another source: periods that balance, openings that follow closings,
//! months that are there, internal items that cancel, totals typed in Kontrollsummor.

use std::collections::{BTreeMap, BTreeSet};

use super::booked::{Booking, Key};
use super::fold::PeriodSums;
use super::{File, Ledger};
use crate::domain::account::{LineId, class, is_balance};
use crate::domain::code::Code;
use crate::domain::document::ControlSum;
use crate::domain::exact::Exact;
use crate::domain::money::Money;
use crate::domain::period::{LedgerPeriod, Month};
use crate::domain::registers::Registers;
use crate::domain::settings::SignContract;
use crate::domain::statement::{DrawOf, LineKind, StatementKind};
use crate::finding::{BooksProblem, ControlQuantity, Findings, LedgerProblem, Place};
use crate::raw::Postings;

/// What all rows come to by period and account.
pub(super) struct Sums<'a> {
    pub by_key: BTreeMap<Key, Booking>,
    /// Where a row stands, by file and line.
    pub place: &'a dyn Fn((u32, u32)) -> Place,
}

impl Sums<'_> {
    /// Σ of the keys that a test picks.
    fn sum(&self, test: impl Fn(&Key) -> bool) -> Money {
        self.by_key.iter().filter(|(key, _)| test(key)).map(|(_, booking)| booking.amount).sum()
    }

    fn years(&self) -> BTreeSet<i32> {
        self.by_key.keys().map(|key| key.period.year).collect()
    }
}

/// The file's own proof: vouchers, or totals typed in Kontrollsummor.
pub(super) fn of_file(file: &File, registers: &Registers, ledger: &mut Ledger) {
    // Rows that cannot be read are told one by one; what the others come to says nothing more.
    if file.unreadable {
        return;
    }
    let controls: Vec<&ControlSum> =
        registers.control_sums.iter().filter(|control| control.names(&file.name)).collect();
    for control in &controls {
        control_sum(control, file, registers, &mut ledger.findings);
    }
    // Opening balances have no voucher; they are proved by the year before.
    let unvouched =
        |(period, sums): (&LedgerPeriod, &PeriodSums)| !period.is_opening() && sums.vouched < sums.rows;
    if controls.is_empty() && !file.proven && file.periods.iter().any(unvouched) {
        ledger.findings.add(Place::File { file: file.name.clone() }, LedgerProblem::NotProven);
        ledger.unproven.push(file.name.clone());
    } else if controls.is_empty() && !registers.control_sums.is_empty() {
        ledger.findings.add(Place::File { file: file.name.clone() }, LedgerProblem::NotInControlSums);
    }
}

fn control_sum(control: &ControlSum, file: &File, registers: &Registers, findings: &mut Findings) {
    let debit_positive = registers
        .contract_for(&file.name)
        .is_none_or(|contract| contract.sign == SignContract::DebitPositive);
    let of_period =
        |(period, _): &(&LedgerPeriod, &PeriodSums)| control.period.is_none_or(|own| own == **period);
    let sums: Vec<&PeriodSums> = file.periods.iter().filter(of_period).map(|(_, sums)| sums).collect();
    let place = || Place::File { file: file.name.clone() };
    let found = sums.iter().map(|sums| sums.rows).sum();
    if let Some(expected) = control.rows.filter(|expected| *expected != found) {
        findings.add(place(), LedgerProblem::ControlRowsDiffer { period: control.period, expected, found });
    }
    let in_debit = |sum: Money| if debit_positive { sum } else { -sum };
    for (what, expected, found) in [
        (
            ControlQuantity::BalanceClasses,
            control.balance_classes,
            in_debit(sums.iter().map(|sums| sums.balance_classes).sum()),
        ),
        (
            ControlQuantity::ResultClasses,
            control.result_classes,
            in_debit(sums.iter().map(|sums| sums.result_classes).sum()),
        ),
    ] {
        if let Some(expected) = expected.filter(|expected| *expected != found) {
            let period = control.period;
            findings.add(place(), LedgerProblem::ControlSumDiffers { period, what, expected, found });
        }
    }
}

/// Kontrollsummor names only files that are there.
pub(super) fn control_files(files: &[&dyn Postings], registers: &Registers, findings: &mut Findings) {
    for control in &registers.control_sums {
        if !files.iter().any(|file| control.names(file.name())) {
            let place = Place::File { file: control.file.as_str().into() };
            findings.add(place, LedgerProblem::ControlFileMissing);
        }
    }
}

/// The checks that compare whole years.
pub(super) fn years(sums: &Sums, registers: &Registers, through: Month, findings: &mut Findings) {
    result_in_opening(sums, findings);
    missing_months(sums, through, findings);
    unbalanced_periods(sums, findings);
    openings(sums, registers, through, findings);
    internal_items(sums, findings);
    result_transfer(sums, registers, through, findings);
}

fn result_in_opening(sums: &Sums, findings: &mut Findings) {
    for (key, booking) in &sums.by_key {
        if key.period.is_opening() && !is_balance(&key.account) {
            let account = key.account.to_string();
            findings.add((sums.place)(booking.first), LedgerProblem::ResultInOpening { account });
        }
    }
}

/// The year of the period up to the period; the year before whole, when it is there at all.
fn missing_months(sums: &Sums, through: Month, findings: &mut Findings) {
    let booked: BTreeSet<LedgerPeriod> = sums.by_key.keys().map(|key| key.period).collect();
    let before = booked.iter().any(|period| period.year == through.year - 1 && !period.is_opening());
    let last_year = if before { 12 } else { 0 };
    let mut months = Vec::new();
    for (year, last) in [(through.year - 1, last_year), (through.year, through.month)] {
        for number in 1..=last {
            if !booked.contains(&LedgerPeriod { year, number }) {
                months.push(format!("{year:04}-{number:02}"));
            }
        }
    }
    if !months.is_empty() {
        findings.add(Place::Folder, LedgerProblem::MissingMonths { months });
    }
}

/// All rows of a period sum to zero, vouchers or not: else the balance sheet does not balance. The opening has a check
/// of its own; accounts outside classes 1–8 are in no statement.
fn unbalanced_periods(sums: &Sums, findings: &mut Findings) {
    let mut periods: BTreeMap<LedgerPeriod, Exact> = BTreeMap::new();
    for (key, booking) in &sums.by_key {
        let counts = class(&key.account).is_some_and(|class| (1..=8).contains(&class));
        if counts && !key.period.is_opening() {
            *periods.entry(key.period).or_default() += booking.exact;
        }
    }
    for (period, sum) in periods.into_iter().filter(|(_, sum)| !sum.is_zero()) {
        findings.add(Place::Folder, LedgerProblem::UnbalancedPeriod { period, difference: -sum.rounded() });
    }
}

/// Closing of the year before by account, opening of the year by account; in debit.
fn openings(sums: &Sums, registers: &Registers, through: Month, findings: &mut Findings) {
    for year in sums.years() {
        let of_year = |key: &Key| key.period.year == year && is_balance(&key.account);
        let opened = sums.by_key.keys().any(|key| of_year(key) && key.period.is_opening());
        let moved = sums.by_key.keys().any(|key| of_year(key) && !key.period.is_opening());
        if !opened {
            // A year after the period may have begun with postings in advance.
            if moved && year <= through.year {
                findings.add(Place::Folder, LedgerProblem::MissingOpening { year });
            }
            continue;
        }
        let total = sums.sum(|key| of_year(key) && key.period.is_opening());
        if !total.is_zero() {
            let problem = LedgerProblem::OpeningUnbalanced { year, difference: -total };
            findings.add(Place::Folder, problem);
        }
        let before = |key: &Key| key.period.year == year - 1;
        if sums.by_key.keys().any(|key| before(key) && key.period.is_opening()) {
            compare(sums, registers, year, findings);
        }
    }
}

/// Each account's opening is its closing of the year before; the equity accounts are compared together with the
/// year's result, which moves into equity at some time between the two.
fn compare(sums: &Sums, registers: &Registers, year: i32, findings: &mut Findings) {
    let equity_lines = equity_lines(registers, LedgerPeriod { year, number: 1 }.month());
    let is_equity = |account: &Code, year: i32| {
        let row = registers.accounts.row(account, false, year);
        row.is_some_and(|row| equity_lines.contains(&row.line))
    };
    let mut accounts: BTreeMap<Code, (Money, Money)> = BTreeMap::new();
    let mut equity: (Money, Money) = (Money::ZERO, Money::ZERO);
    let mut equity_accounts: BTreeSet<&Code> = BTreeSet::new();
    for (key, booking) in &sums.by_key {
        let account = &key.account;
        let is_opening = key.period.year == year && key.period.is_opening();
        let is_before = key.period.year == year - 1;
        if !is_opening && !is_before {
            continue;
        }
        let balance = is_balance(account);
        let sides = if !balance || is_equity(account, key.period.year) {
            if balance {
                equity_accounts.insert(account);
            }
            &mut equity
        } else {
            accounts.entry(account.clone()).or_default()
        };
        if is_opening {
            sides.0 -= booking.amount;
        } else {
            sides.1 -= booking.amount;
        }
    }
    for (account, (opening, closing)) in &accounts {
        differs(sums, account.to_string(), Some(account), year, *opening, *closing, findings);
    }
    let names: Vec<&str> = equity_accounts.iter().map(|account| account.as_str()).collect();
    differs(sums, names.join(", "), None, year, equity.0, equity.1, findings);
}

fn differs(
    sums: &Sums,
    name: String,
    account: Option<&Code>,
    year: i32,
    opening: Money,
    closing: Money,
    findings: &mut Findings,
) {
    if opening == closing {
        return;
    }
    let stands =
        |key: &&Key| key.period.year == year && key.period.is_opening() && Some(&key.account) == account;
    let first = sums.by_key.keys().find(stands).and_then(|key| sums.by_key.get(key));
    let place = first.map_or(Place::Folder, |booking| (sums.place)(booking.first));
    findings.add(place, LedgerProblem::OpeningDiffers { account: name, year, opening, closing });
}

/// The lines whose movement the balance sheet shows together with the result: equity by the layout, not by number.
fn equity_lines(registers: &Registers, month: Month) -> BTreeSet<LineId> {
    let layout = registers.layout(StatementKind::Balance, month);
    let posts = layout.into_iter().flat_map(|layout| &layout.lines).filter_map(|line| match &line.kind {
        LineKind::Post(draws) if draws.iter().any(|draw| draw.of == DrawOf::Income) => Some(draws),
        _ => None,
    });
    posts
        .flatten()
        .filter_map(|draw| match &draw.of {
            DrawOf::Line(id) => Some(id.clone()),
            _ => None,
        })
        .collect()
}

/// Internal items cancel within the drift and against investment projects.
fn internal_items(sums: &Sums, findings: &mut Findings) {
    for year in sums.years() {
        let counts =
            |key: &Key| key.period.year == year && key.internal && (!is_balance(&key.account) || key.project);
        let remainder = sums.sum(counts);
        if !remainder.is_zero() {
            findings.add(Place::Folder, LedgerProblem::InternalRemainder { year, remainder });
        }
    }
}

/// Whether the year's result is booked against equity, by the accounts of classes 3–8 that the income statement leaves
/// out. A year that is not over has none yet.
fn result_transfer(sums: &Sums, registers: &Registers, through: Month, findings: &mut Findings) {
    let over = |year: &i32| *year < through.year || (*year == through.year && through.month == 12);
    for year in sums.years().into_iter().filter(over) {
        let month = LedgerPeriod { year, number: 12 }.month();
        let layout = registers.layout(StatementKind::Income, month);
        let lines: BTreeSet<&LineId> =
            layout.into_iter().flat_map(|layout| &layout.lines).map(|line| &line.id).collect();
        let of_result = |key: &Key| key.period.year == year && !is_balance(&key.account) && !key.project;
        let transfers = |key: &Key| {
            let row = registers.accounts.row(&key.account, key.internal, year);
            row.is_some_and(|row| !row.is_excluded() && !lines.contains(&row.line))
        };
        let booked = -sums.sum(|key| of_result(key) && transfers(key));
        let result = sums.sum(|key| of_result(key) && !transfers(key));
        // Of the year before only what is wrong is told again.
        let told =
            if year == through.year { !result.is_zero() } else { !booked.is_zero() && booked != result };
        if told {
            findings.add(Place::Folder, BooksProblem::ResultBooked { year, booked, result });
        }
    }
}
