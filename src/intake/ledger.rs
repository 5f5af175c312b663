//! Accounting exports → facts. Columns are resolved once from the header; every fault of every file is told.

mod checks;
mod rows;
mod trace;
mod vouchers;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::domain::account::is_balance;
use crate::domain::code::Code;
use crate::domain::fact::{FactKey, Facts, Measure, Subject};
use crate::domain::money::Money;
use crate::domain::period::{LedgerPeriod, Month};
use crate::domain::registers::Registers;
use crate::domain::settings::SignContract;
use crate::finding::{CodeKind, Findings, LedgerProblem, Place};
use crate::raw::RawText;
use rows::Booked;
pub use trace::trace;
use vouchers::Vouchers;

/// The ledger as facts.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    pub facts: Facts,
    pub findings: Findings,
    /// Files that neither vouchers nor control sums prove complete.
    pub unproven: Vec<Arc<str>>,
}

/// Reads all files of the ledger. `through` is the period of the run: its months up to there must be there.
pub fn read(texts: &[RawText], registers: &Registers, through: Month) -> Ledger {
    let mut ledger = Ledger::default();
    if texts.is_empty() {
        ledger.findings.add(Place::Folder, LedgerProblem::NoFiles);
        return ledger;
    }
    let mut sums = Sums::default();
    let mut vouchers = Vouchers::default();
    for text in texts {
        // The register reader demands the profile.
        let Some(contract) = registers.contract_for(&text.file) else { continue };
        let file = rows::read(text, contract, &mut ledger.findings);
        checks::of_file(&file, registers, &mut ledger);
        sums.add(&file, registers, contract.sign);
        vouchers.add(&file);
    }
    vouchers.check_balance(&mut ledger.findings);
    vouchers.check_overlaps(texts, &mut ledger.findings);
    checks::control_files(texts, registers, &mut ledger.findings);
    unknown_codes(&sums, registers, &mut ledger.findings);
    // What follows compares sums: with rows missing from them it would tell faults that are none.
    if !ledger.findings.has_fault() {
        checks::years(&sums, registers, through, &mut ledger.findings);
    }
    for (key, booked) in sums.by_key {
        ledger.facts.add(
            FactKey { measure: Measure::Outcome, period: key.period, subject: key.subject },
            booked.amount,
        );
    }
    ledger
}

/// What the rows of all files come to. Amounts are in the program's sign: income +, cost −, liability +, asset −.
#[derive(Default)]
struct Sums {
    by_key: BTreeMap<Key, Booking>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    period: LedgerPeriod,
    subject: Subject,
}

/// The rows of one key, and where the first of them stands.
struct Booking {
    amount: Money,
    rows: u64,
    first: Place,
}

/// The codes of a row and its period, as they stand in the file.
type RowKey<'a> = (&'a Code, &'a Code, &'a Code, &'a Code, LedgerPeriod);

impl Sums {
    fn add(&mut self, file: &rows::File, registers: &Registers, sign: SignContract) {
        let turned = |amount: Money| if sign == SignContract::DebitPositive { -amount } else { amount };
        // Rows are folded by their own codes first; only distinct keys are looked up in the registers.
        let mut folded: HashMap<RowKey, (Money, u64, u32)> = HashMap::new();
        for row in &file.rows {
            let Booked { ansvar, account, project, counterpart, period, amount, line, .. } = row;
            let sum = folded.entry((ansvar, account, project, counterpart, *period)).or_insert((
                Money::ZERO,
                0,
                *line,
            ));
            sum.0 += turned(*amount);
            sum.1 += 1;
        }
        let folded: BTreeMap<_, _> = folded.into_iter().collect();
        for ((ansvar, account, project, counterpart, period), (amount, rows, line)) in folded {
            let subject = registers.subject(ansvar, account, project, counterpart);
            let booking = self.by_key.entry(Key { period, subject }).or_insert_with(|| Booking {
                amount: Money::ZERO,
                rows: 0,
                first: file.line(line),
            });
            booking.amount += amount;
            booking.rows += rows;
        }
    }

    /// Σ of the keys that a test picks.
    fn sum(&self, test: impl Fn(&Key) -> bool) -> Money {
        self.by_key.iter().filter(|(key, _)| test(key)).map(|(_, booking)| booking.amount).sum()
    }

    fn years(&self) -> BTreeSet<i32> {
        self.by_key.keys().map(|key| key.period.year).collect()
    }
}

impl Key {
    fn account(&self) -> &Code {
        match &self.subject {
            Subject::Coded { account, .. } => account,
            Subject::Unit { cost_type, .. } => &cost_type.0,
        }
    }

    fn is_internal(&self) -> bool {
        matches!(self.subject, Subject::Coded { internal: true, .. })
    }

    fn has_project(&self) -> bool {
        matches!(self.subject, Subject::Coded { project: Some(_), .. })
    }
}

/// Each unknown code once, with its rows, their sum in debit and where the first stands.
fn unknown_codes(sums: &Sums, registers: &Registers, findings: &mut Findings) {
    let mut unknown: BTreeMap<(CodeKind, &Code), (u64, Money, &Place)> = BTreeMap::new();
    for (key, booking) in &sums.by_key {
        let Subject::Coded { ansvar, account, internal, .. } = &key.subject else { continue };
        let mut add = |kind, code| {
            let entry = unknown.entry((kind, code)).or_insert((0, Money::ZERO, &booking.first));
            entry.0 += booking.rows;
            entry.1 -= booking.amount;
            entry.2 = entry.2.min(&booking.first);
        };
        if registers.accounts.row(account, *internal, key.period.year).is_none() {
            add(CodeKind::Account, account);
        }
        // The balance sheet is the municipality's: its rows need no ansvar.
        if !is_balance(account) && registers.org.of_ansvar(ansvar, key.period.month()).is_none() {
            add(CodeKind::Ansvar, ansvar);
        }
    }
    for ((kind, code), (rows, sum, first)) in unknown {
        findings.add(first.clone(), LedgerProblem::UnknownCodes { kind, code: code.to_string(), rows, sum });
    }
}
