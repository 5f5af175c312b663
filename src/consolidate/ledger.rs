//! The account of the ledger's rows: where each went, period by period debit and credit, and what else can be counted
//! in two ways. Counted from the left side; the right side of the destinations are the facts.

use std::collections::BTreeMap;

use super::lookup::belongs;
use super::reconcile::Difference;
use super::statement::income_posts;
use crate::domain::account::{class, is_balance};
use crate::domain::control::{Control, ControlOf, Counted, Destination};
use crate::domain::document::ControlSum;
use crate::domain::exact::Exact;
use crate::domain::fact::{FactKey, Facts, Measure, Subject};
use crate::domain::money::Money;
use crate::domain::period::{LedgerPeriod, Month};
use crate::domain::query::Pick;
use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, SignContract};
use crate::domain::tally::Tally;
use crate::intake::control::FileCount;

/// Where the rows of one file went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placement {
    pub file: String,
    /// Counted row by row, whatever the rows are.
    pub total: Tally,
    pub by: BTreeMap<Destination, Tally>,
}

/// What the avstämning says of the ledger. All amounts are in debit, whatever sign a file has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerAccount {
    pub placements: Vec<Placement>,
    /// Net of the facts by destination.
    pub facts: BTreeMap<Destination, Money>,
    /// How the letters of each file that is text were written.
    pub encodings: BTreeMap<String, &'static str>,
    /// Classes 1–8.
    pub periods: BTreeMap<LedgerPeriod, Tally>,
    pub controls: Vec<Control>,
}

impl LedgerAccount {
    /// All files together.
    pub fn total(&self) -> Tally {
        self.placements.iter().fold(Tally::default(), |sum, one| add(sum, one.total))
    }

    pub fn of(&self, destination: Destination) -> Option<Tally> {
        let parts = self.placements.iter().filter_map(|one| one.by.get(&destination));
        parts.copied().reduce(add)
    }

    /// A sum of its tables, by the name of the row and the column's key.
    pub fn counted(&self, what: &str, column: &str) -> Option<Money> {
        let tally = self.tallies().find(|(name, _)| name == what).map(|(_, tally)| tally);
        let fact = Destination::ALL.iter().find(|one| row_name(None, Some(**one)) == what);
        let processed = || match fact {
            Some(destination) => self.facts.get(destination).copied(),
            None => Some(self.facts.values().copied().sum()),
        };
        let control = self.controls.iter().find(|one| control_name(one) == what);
        let side = |counted: Counted| match counted {
            Counted::Kr(amount) => Some(amount),
            Counted::Rows(_) => None,
        };
        match column {
            "plus" => tally.map(|tally| tally.plus),
            "minus" => tally.map(|tally| tally.minus),
            "netto" => tally.map(Tally::net),
            "fakta" => processed(),
            "väntat" => side(control?.expected),
            "funnet" => side(control?.found),
            "skillnad" => Some(side(control?.found)? - side(control?.expected)?),
            _ => None,
        }
    }

    /// Every tally by the name of its row.
    fn tallies(&self) -> impl Iterator<Item = (String, Tally)> {
        let totals = Destination::ALL
            .into_iter()
            .filter_map(|destination| Some((row_name(None, Some(destination)), self.of(destination)?)));
        let files = self.placements.iter().flat_map(|one| {
            let parts = one.by.iter().map(|(at, tally)| (row_name(Some(&one.file), Some(*at)), *tally));
            parts.chain([(row_name(Some(&one.file), None), one.total)])
        });
        let periods = self.periods.iter().map(|(period, tally)| (period_name(*period), *tally));
        totals.chain([(row_name(None, None), self.total())]).chain(files).chain(periods)
    }
}

fn add(mut sum: Tally, other: Tally) -> Tally {
    sum += other;
    sum
}

/// What a row of the account is called in its query.
pub fn row_name(file: Option<&str>, destination: Option<Destination>) -> String {
    let of = destination.map_or_else(|| "alla".to_string(), |destination| format!("{destination:?}"));
    format!("rader {} {of}", file.unwrap_or("alla filer"))
}

pub fn period_name(period: LedgerPeriod) -> String {
    format!("period {period}")
}

pub fn control_name(control: &Control) -> String {
    format!("kontroll {:?}", control.of)
}

/// Where a fact ends, for a report through a month.
pub fn destination(
    registers: &Registers,
    subject: &Subject,
    period: LedgerPeriod,
    through: Month,
) -> Destination {
    let Subject::Coded { account, project, .. } = subject else { return Destination::Operations };
    let own = belongs(registers, subject, period);
    let Some(Pick::Line(line)) = own.picks.first() else { return Destination::Excluded };
    let last = if through.month == 12 { LedgerPeriod::CLOSING } else { through.month };
    match period.year - through.year {
        i32::MIN..=-2 => Destination::Earlier,
        -1 => Destination::Comparison,
        1.. => Destination::Later,
        _ if period.number > last => Destination::Later,
        _ if is_balance(account) && period.is_opening() => Destination::Opening,
        _ if project.is_some() => Destination::Investment,
        _ if is_balance(account) => Destination::Balance,
        _ if income_posts(registers, through).contains(line) => Destination::Operations,
        _ => Destination::ResultTransfer,
    }
}

/// The account of what was counted when the files were cut into fields.
pub fn account(counts: &[FileCount], registers: &Registers, through: Month) -> LedgerAccount {
    let mut account = LedgerAccount::default();
    for count in counts {
        let Some(contract) = registers.contract_for(&count.file) else { continue };
        for (key, tally) in count.tallies.iter() {
            if first_digit(&key).is_some_and(|first| (b'1'..=b'8').contains(&first)) {
                *account.periods.entry(key.period).or_default() += debit(tally, contract);
            }
        }
        account.placements.push(placement(count, contract, registers, through));
        let own = registers.control_sums.iter().filter(|control| control.names(&count.file));
        account.controls.extend(own.flat_map(|control| control_sum(control, count, contract)));
    }
    account
}

fn placement(
    count: &FileCount,
    contract: &ExportContract,
    registers: &Registers,
    through: Month,
) -> Placement {
    let mut by: BTreeMap<Destination, Tally> = BTreeMap::new();
    for (key, tally) in count.tallies.iter() {
        let to = destination(registers, &key.subject, key.period, through);
        *by.entry(to).or_default() += debit(tally, contract);
    }
    if count.left_out.rows > 0 {
        by.insert(Destination::LeftOut, debit(count.left_out, contract));
    }
    let rounding = Tally { rows: 0, plus: count.rounding.0.rounded(), minus: count.rounding.1.rounded() };
    if rounding != Tally::default() {
        by.insert(Destination::Rounding, debit(rounding, contract));
    }
    if count.undated.rows > 0 {
        *by.entry(Destination::Refused).or_default() += debit(count.undated, contract);
    }
    if count.unread > 0 {
        by.entry(Destination::Refused).or_default().rows += count.unread;
    }
    // Without what is finer than öre the rows come to whole öre.
    let whole = |all: Exact, short: Exact, rounded: Money| (all - short).rounded() + rounded;
    let total = Tally {
        rows: count.rows,
        plus: whole(count.plus, count.rounding.0, rounding.plus),
        minus: whole(count.minus, count.rounding.1, rounding.minus),
    };
    Placement { file: count.file.to_string(), total: debit(total, contract), by }
}

/// The account's class as it is written.
fn first_digit(key: &FactKey) -> Option<u8> {
    match &key.subject {
        Subject::Coded { account, .. } => account.as_str().bytes().next(),
        Subject::Unit { .. } => None,
    }
}

/// With debit +.
fn debit(tally: Tally, contract: &ExportContract) -> Tally {
    match contract.sign {
        SignContract::DebitPositive => tally,
        SignContract::IncomePositive => Tally { plus: -tally.minus, minus: -tally.plus, ..tally },
    }
}

/// A row of Kontrollsummor against its file.
fn control_sum(control: &ControlSum, count: &FileCount, contract: &ExportContract) -> Vec<Control> {
    let own = |key: &FactKey| control.period.is_none_or(|period| period == key.period);
    let sum = |classes: std::ops::RangeInclusive<u8>| {
        let of_class = |key: &FactKey| first_digit(key).is_some_and(|first| classes.contains(&first));
        let tallies = count.tallies.iter().filter(|(key, _)| own(key) && of_class(key));
        tallies.fold(Tally::default(), |sum, (_, tally)| add(sum, tally))
    };
    let rows = count.tallies.iter().filter(|(key, _)| own(key)).map(|(_, tally)| tally.rows).sum();
    let (file, period) = (control.file.clone(), control.period);
    let kr = |tally: Tally| Counted::Kr(debit(tally, contract).net());
    let mut controls = Vec::new();
    let mut add = |of, expected: Option<Counted>, found| {
        controls.extend(expected.map(|expected| Control { of, expected, found }));
    };
    add(ControlOf::Rows { file: file.clone(), period }, control.rows.map(Counted::Rows), Counted::Rows(rows));
    let balance = ControlOf::BalanceClasses { file: file.clone(), period };
    add(balance, control.balance_classes.map(Counted::Kr), kr(sum(b'1'..=b'2')));
    let result = ControlOf::ResultClasses { file, period };
    add(result, control.result_classes.map(Counted::Kr), kr(sum(b'3'..=b'8')));
    controls
}

/// What the left side's amounts, in the program's sign, say of openings and internal items.
pub fn controls(amounts: &BTreeMap<FactKey, Money>, through: Month) -> Vec<Control> {
    let outcome: Vec<(&FactKey, Money)> = amounts
        .iter()
        .filter(|(key, _)| key.measure == Measure::Outcome)
        .map(|(key, amount)| (key, *amount))
        .collect();
    let sum = |test: &dyn Fn(LedgerPeriod, u8, bool, bool) -> bool| -> Money {
        let of = |key: &FactKey| match &key.subject {
            Subject::Coded { account, project, internal, .. } => {
                class(account).is_some_and(|class| test(key.period, class, *internal, project.is_some()))
            }
            Subject::Unit { .. } => false,
        };
        outcome.iter().filter(|(key, _)| of(key)).map(|(_, amount)| *amount).sum()
    };
    let mut controls = Vec::new();
    for year in [through.year - 1, through.year] {
        let opened =
            |year: i32| outcome.iter().any(|(key, _)| key.period.year == year && key.period.is_opening());
        if opened(year) && opened(year - 1) {
            let of_year = |period: LedgerPeriod, year: i32| period.year == year;
            let kr = |amount: Money| Counted::Kr(-amount);
            controls.push(Control {
                of: ControlOf::OpeningAssets { year },
                expected: kr(sum(&|period, class, _, _| of_year(period, year - 1) && class == 1)),
                found: kr(sum(&|period, class, _, _| {
                    of_year(period, year) && period.is_opening() && class == 1
                })),
            });
            controls.push(Control {
                of: ControlOf::OpeningEquity { year },
                expected: kr(sum(&|period, class, _, _| {
                    of_year(period, year - 1) && (2..=8).contains(&class)
                })),
                found: kr(sum(&|period, class, _, _| {
                    of_year(period, year) && period.is_opening() && class == 2
                })),
            });
        }
        let internal = |in_project: bool| {
            sum(&|period, class, internal, project| {
                period.year == year && internal && project == in_project && (in_project || class > 2)
            })
        };
        controls.push(Control {
            of: ControlOf::Internal { year },
            expected: Counted::Kr(-internal(true)),
            found: Counted::Kr(internal(false)),
        });
    }
    controls
}

/// Station *destinations*: the parts of each file are the file, and each destination's net is that of the facts.
pub fn check(
    account: &mut LedgerAccount,
    registers: &Registers,
    facts: &Facts,
    through: Month,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    for file in &account.placements {
        let parts = file.by.values().copied().fold(Tally::default(), add);
        if parts != file.total {
            let what = format!("{}: {} rader, i delar {}", file.file, file.total.rows, parts.rows);
            let (left, right) = (Some(file.total.net()), Some(parts.net()));
            differences.push(Difference { station: "rader", what, left, right });
        }
    }
    account.facts.clear();
    for (key, amount) in facts.iter().filter(|(key, _)| key.measure == Measure::Outcome) {
        let to = destination(registers, &key.subject, key.period, through);
        *account.facts.entry(to).or_default() -= amount;
    }
    for to in Destination::ALL.into_iter().filter(|to| to.is_of_facts()) {
        let (left, right) = (account.of(to).map(Tally::net), account.facts.get(&to).copied());
        if left.unwrap_or_default() != right.unwrap_or_default() {
            differences.push(Difference { station: "rader", what: format!("{to:?}"), left, right });
        }
    }
    differences
}
