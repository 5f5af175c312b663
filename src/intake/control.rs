//! The left side of the avstämning: what the files hold, counted as soon as they are cut into fields, by code of its
//! own that is as simple as it can be. It shares nothing with the reading of facts but the contract, the registers with
//! the grain they give, the numbers of codes and of the cells of their keys, and the rules that say which rows are postings
//! and what of a cell is its code; a fault in either shows as a difference.

mod amount;
mod budget;
mod fine;
mod postings;
mod tallies;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::code::Code;
use crate::domain::exact::Exact;
use crate::domain::fact::{FactKey, Subject};
use crate::domain::money::{KronorUnit, Money};
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, ExportField, SignContract};
use crate::domain::tally::Tally;
pub use budget::{budget_amounts, budget_profiles, count_budget};
pub(super) use fine::Fine;
pub(super) use postings::Count;
pub use postings::{Positions, count_ledger, positions};
pub use tallies::Tallies;

/// The fields of a row that decide where its amount belongs, as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RawKey {
    /// `ÅÅÅÅPP` of a ledger and of a budget by months, `ÅÅÅÅ` of a year's budget.
    pub period: String,
    pub ansvar: String,
    pub account: String,
    pub project: String,
    pub counterpart: String,
    /// Budget only: slag, beslut and profil.
    pub kind: String,
    pub decision: String,
    pub profile: String,
}

/// One file as it was cut into fields, in the file's own sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileCount {
    pub file: Arc<str>,
    pub rows: u64,
    pub plus: Exact,
    pub minus: Exact,
    /// Σ of the accounts of classes 1–2 and of 3–8.
    pub balance_classes: Exact,
    pub result_classes: Exact,
    /// The rows of a ledger by key.
    pub tallies: Tallies,
    /// What a ledger holds of each period by its own codes, which facts share.
    pub periods: BTreeMap<LedgerPeriod, Held>,
    /// The rows' amounts of a budget by key: it spreads each row on its own, so they are not summed here.
    pub amounts: BTreeMap<RawKey, Vec<Money>>,
    /// Rows that are no postings: headings, texts, and totals with their sums.
    pub left_out: Tally,
    /// What the sums in öre are short of the rows, when those are finer than öre: above zero and below.
    pub rounding: (Exact, Exact),
    /// Rows whose period is none: the reading of facts has told them as faults.
    pub undated: Tally,
    /// Rows whose amount is no number: the reading of facts has told them as faults.
    pub unread: u64,
}

/// What a file holds of a period: its rows, its ansvar, and the sum of each account in the file's own sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    pub rows: u64,
    pub ansvar: BTreeSet<Code>,
    pub accounts: BTreeMap<Code, Exact>,
}

impl FileCount {
    /// Counts one row; the amount, when it is one.
    fn count(&mut self, account: &[u8], amount: Option<Exact>) -> Option<Exact> {
        self.rows += 1;
        let Some(amount) = amount else {
            self.unread += 1;
            return None;
        };
        self.add(amount);
        match account.first() {
            Some(b'1' | b'2') => self.balance_classes += amount,
            Some(b'3'..=b'8') => self.result_classes += amount,
            _ => {}
        }
        Some(amount)
    }

    fn add(&mut self, amount: Exact) {
        if amount > Exact::ZERO {
            self.plus += amount;
        } else {
            self.minus += amount;
        }
    }

    /// Counts a row that is no posting.
    fn leave_out(&mut self, amount: Exact) {
        self.rows += 1;
        self.add(amount);
        self.left_out.count(amount.rounded());
        self.round(amount, amount.rounded());
    }

    /// A row that is counted already has no period.
    fn undate(&mut self, amount: Exact) {
        self.undated.count(amount.rounded());
        self.round(amount, amount.rounded());
    }

    fn round(&mut self, amount: Exact, rounded: Money) {
        let short = amount - rounded.into();
        if amount > Exact::ZERO {
            self.rounding.0 += short;
        } else {
            self.rounding.1 += short;
        }
    }

    /// Adds the counts of another part of the file; the tallies by key are added apart.
    fn take_in(&mut self, part: &FileCount) {
        self.rows += part.rows;
        self.unread += part.unread;
        self.undated += part.undated;
        self.left_out += part.left_out;
        self.rounding.0 += part.rounding.0;
        self.rounding.1 += part.rounding.1;
        self.plus += part.plus;
        self.minus += part.minus;
        self.balance_classes += part.balance_classes;
        self.result_classes += part.result_classes;
    }
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

fn is_header<'a>(fields: impl Iterator<Item = &'a str>, contract: &ExportContract) -> bool {
    let fields: Vec<&str> = fields.collect();
    let named =
        |field| contract.column(field).is_some_and(|name| fields.iter().any(|known| same(known, name)));
    named(ExportField::Account) && (named(ExportField::Amount) || named(ExportField::Debit))
}

/// An amount as text: its digits, those behind the decimal mark decimals, minus when a minus or a parenthesis stands
/// anywhere. Blanks and thousands marks pass unseen; what is no number at all is `None`.
fn read(text: &str, contract: &ExportContract) -> Option<Exact> {
    let (whole, decimals) = text.split_once(contract.decimal_mark).unwrap_or((text, ""));
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let scale = usize::from(Exact::DECIMALS);
    let decimals = format!("{:0<scale$}", digits(decimals));
    let (decimals, beyond) = decimals.split_at(scale);
    let number: i128 = format!("{}{decimals}", digits(whole)).parse().ok()?;
    let number = if contract.unit == KronorUnit::Tkr { number.checked_mul(1000)? } else { number };
    let minus = text.contains(['-', '\u{2212}', '\u{2013}', '(']);
    let any = text.bytes().any(|byte| byte.is_ascii_digit()) && beyond.bytes().all(|digit| digit == b'0');
    any.then(|| Exact::from_millionths(if minus { -number } else { number }))
}

fn turned(amount: Money, contract: &ExportContract) -> Money {
    match contract.sign {
        SignContract::DebitPositive => -amount,
        SignContract::IncomePositive => amount,
    }
}

/// An amount of a file with debit +.
pub fn in_debit(amount: Money, contract: &ExportContract) -> Money {
    -turned(amount, contract)
}

/// What a key's codes are in the registers.
fn subject(key: &RawKey, registers: &Registers) -> Subject {
    let project = Code::new(&key.project);
    Subject::Coded {
        ansvar: Code::new(&key.ansvar),
        account: Code::new(&key.account),
        project: registers.is_investment(&project).then_some(project),
        internal: registers.settings.internal_counterparts.contains(&Code::new(&key.counterpart)),
    }
}

/// The counted amounts by fact key, in the program's sign: what the facts must be.
pub fn ledger_amounts(counts: &[FileCount], registers: &Registers) -> BTreeMap<FactKey, Money> {
    let mut amounts = BTreeMap::new();
    for count in counts {
        let Some(contract) = registers.contract_for(&count.file) else { continue };
        for (key, tally) in count.tallies.iter() {
            *amounts.entry(key).or_default() += turned(tally.net(), contract);
        }
    }
    amounts
}
