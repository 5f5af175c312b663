//! What the rows of all files come to: by the keys of facts, and by account for what is asked of whole periods and years.
//! Amounts are in the program's sign: income +, cost −, liability +, asset −.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::domain::account::is_balance;
use crate::domain::code::Code;
use crate::domain::exact::Exact;
use crate::domain::fact::{FactKey, Facts, Measure};
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::SignContract;
use crate::finding::{CodeKind, Findings, LedgerProblem, Place, WhyUnknown};
use crate::intake::cells::Table;
use crate::intake::ids::{Codes, Packed, Strings};
use crate::intake::unknown;

/// The rows of one key: their sum, and file and line of the first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub amount: Exact,
    pub rows: u64,
    pub at: (u32, u32),
}

/// As [`Slot`], of one table and in its file's own sign.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::intake) struct Folded {
    pub amount: Exact,
    pub rows: u32,
    pub line: u32,
}

impl Folded {
    /// In the program's sign.
    fn slot(self, file: usize, sign: SignContract) -> Slot {
        let amount = if sign == SignContract::DebitPositive { -self.amount } else { self.amount };
        Slot { amount, rows: u64::from(self.rows), at: (file as u32, self.line) }
    }
}

/// What a worker holds of a period, by the numbers of its codes.
pub(super) type Part<'c> = (usize, &'c Table, SignContract);

/// The keys of each period in their order.
pub(super) struct Booked {
    codes: Arc<Codes>,
    periods: BTreeMap<LedgerPeriod, Vec<(Packed, Slot)>>,
}

/// A period's account: internal items and those of investments apart.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub period: LedgerPeriod,
    pub account: Code,
    pub internal: bool,
    pub project: bool,
}

/// What is booked on an account.
pub(super) struct Booking {
    /// Whole öre: the sum of the facts, each rounded once.
    pub amount: Money,
    pub exact: Exact,
    pub first: (u32, u32),
}

/// What the files call a code, in the cells that have its name beside it.
pub(super) type Names<'a> = BTreeMap<(CodeKind, &'a str), &'a str>;

/// Rows of an unknown code, their sum, the first of them, and why it is unknown.
type Stray = (u64, Money, (u32, u32), WhyUnknown);

impl Booked {
    /// Of what the workers hold of each period, each key once and in its order.
    pub fn new(strings: &Strings, parts: BTreeMap<LedgerPeriod, Vec<Part>>) -> Booked {
        let mut periods = BTreeMap::new();
        for (period, parts) in parts {
            let mut slots: Vec<(Packed, Slot)> = Vec::new();
            for (worker, table, sign) in parts {
                let met = table.booked().filter(|(_, booked)| booked.rows > 0);
                slots.extend(
                    met.map(|(key, booked)| (strings.rank(worker, key), booked.slot(table.file, sign))),
                );
            }
            slots.sort_unstable_by_key(|(key, slot)| (*key, slot.at));
            slots.dedup_by(|(key, slot), (first, sum)| {
                let same = key == first;
                if same {
                    sum.amount += slot.amount;
                    sum.rows += slot.rows;
                }
                same
            });
            periods.insert(period, slots);
        }
        Booked { codes: strings.codes.clone(), periods }
    }

    /// Each period is let go when its facts are made.
    pub fn facts(self) -> Facts {
        let codes = self.codes;
        let of_period = |(period, slots): (LedgerPeriod, Vec<(Packed, Slot)>)| {
            let codes = codes.clone();
            slots.into_iter().map(move |(key, slot)| {
                let key = FactKey { measure: Measure::Outcome, period, subject: codes.subject(key) };
                (key, slot.amount.rounded())
            })
        };
        self.periods.into_iter().flat_map(of_period).collect()
    }

    pub fn by_account(&self) -> BTreeMap<Key, Booking> {
        let mut accounts = BTreeMap::new();
        for (period, slots) in &self.periods {
            let mut own: FxHashMap<(u32, bool, bool), (Packed, Booking)> = FxHashMap::default();
            for (key, slot) in slots {
                let of = (key.account(), key.internal(), key.project().is_some());
                let (amount, exact) = (slot.amount.rounded(), slot.amount);
                own.entry(of)
                    .and_modify(|(_, sum)| {
                        sum.amount += amount;
                        sum.exact += exact;
                        sum.first = sum.first.min(slot.at);
                    })
                    .or_insert((*key, Booking { amount, exact, first: slot.at }));
            }
            let named = |((_, internal, project), (key, booking))| {
                let account = self.codes.account(key).clone();
                (Key { period: *period, account, internal, project }, booking)
            };
            accounts.extend(own.drain().map(named));
        }
        accounts
    }

    /// Each unknown code once, with its rows, their sum in debit and where the first stands.
    pub fn tell_unknown(
        &self,
        registers: &Registers,
        names: &Names,
        place: impl Fn((u32, u32), CodeKind) -> Place,
        findings: &mut Findings,
    ) {
        let mut strays: BTreeMap<(CodeKind, &Code), Stray> = BTreeMap::new();
        for (period, slots) in &self.periods {
            let month = period.month();
            let mut nodes: FxHashMap<u32, bool> = FxHashMap::default();
            let mut rows: FxHashMap<(u32, bool), bool> = FxHashMap::default();
            for (key, slot) in slots {
                let mut add = |kind, code, why: &dyn Fn() -> WhyUnknown| {
                    let first = || (0, Money::ZERO, slot.at, why());
                    let stray = strays.entry((kind, code)).or_insert_with(first);
                    stray.0 += slot.rows;
                    stray.1 -= slot.amount.rounded();
                    stray.2 = stray.2.min(slot.at);
                };
                let account = self.codes.account(*key);
                let row = || registers.accounts.row(account, key.internal(), period.year).is_some();
                if !*rows.entry((key.account(), key.internal())).or_insert_with(row) {
                    let why = || unknown::account(registers, account, key.internal(), month);
                    add(CodeKind::Account, account, &why);
                }
                let ansvar = self.codes.ansvar(*key);
                let node = || registers.org.of_ansvar(ansvar, month).is_some();
                // The balance sheet is the municipality's: its rows need no ansvar.
                if !is_balance(account) && !*nodes.entry(key.ansvar()).or_insert_with(node) {
                    add(CodeKind::Ansvar, ansvar, &|| unknown::ansvar(registers, ansvar, month));
                }
            }
        }
        for ((kind, code), (rows, sum, first, why)) in strays {
            let name = names.get(&(kind, code.as_str())).map(|name| Box::from(*name)).unwrap_or_default();
            let code = code.to_string();
            let problem = LedgerProblem::UnknownCodes { kind, code, name, rows, sum, why: Box::new(why) };
            findings.add(place(first, kind), problem);
        }
    }
}
