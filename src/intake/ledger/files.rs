//! What the files of the ledger say of one another. The same bookkeeping in two of them would count twice, whatever
//! format they have and however their vouchers are spelled: it is told by its sums of period and account.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::code::Code;
use crate::domain::exact::Exact;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::finding::{BooksProblem, Findings, Place, Unlike};
use crate::intake::control::{FileCount, in_debit};

/// Accounts that are told one by one; the others are counted.
const ACCOUNTS_TOLD: usize = 10;

/// What a file holds of a period, in debit.
#[derive(Default)]
struct Held<'a> {
    rows: u64,
    ansvar: BTreeSet<&'a Code>,
    accounts: BTreeMap<&'a Code, Money>,
}

type Periods<'a> = BTreeMap<LedgerPeriod, Held<'a>>;

/// Two files that hold the same bookkeeping, by their numbers.
pub(super) type Pairs = BTreeSet<(usize, usize)>;

/// The files that a later one replaces, each with what is told of it: by the last that does.
pub(super) type Replaced = BTreeMap<usize, BooksProblem>;

/// Tells files that hold what another holds; `same` says of two files that they are told already. The pairs that were
/// found, and the files that are to be left out: what they hold is no fault then.
pub(super) fn compare(
    counts: &[FileCount],
    registers: &Registers,
    same: impl Fn(usize, usize) -> bool,
    findings: &mut Findings,
) -> (Pairs, Replaced) {
    let files: Vec<Periods> = counts.iter().map(|count| held(count, registers)).collect();
    let lets_replace =
        |file: usize| registers.contract_for(&counts[file].file).is_some_and(|contract| contract.replaces);
    let (mut pairs, mut replaced) = (Pairs::new(), Replaced::new());
    for (at, own) in files.iter().enumerate() {
        for (before, other) in files[..at].iter().enumerate().filter(|(before, _)| !same(*before, at)) {
            if lets_replace(before) && lets_replace(at) && has_all(own, other) {
                replaced.insert(before, replacing(own, other, &counts[at].file));
            } else if let Some(problem) = repeated(own, other, &counts[before].file) {
                findings.add(Place::File { file: counts[at].file.clone() }, problem);
                pairs.insert((before, at));
            }
        }
    }
    (pairs, replaced)
}

/// Whether a file has every period of another that has some.
fn has_all(own: &Periods, other: &Periods) -> bool {
    !other.is_empty() && other.keys().all(|period| own.contains_key(period))
}

/// The earlier file left out: what the one that replaces it, `own`, has otherwise.
fn replacing(own: &Periods, other: &Periods, by: &str) -> BooksProblem {
    let shared = other.iter().filter_map(|(period, two)| Some((*period, own.get(period)?, two)));
    let unlike: Vec<Unlike> = shared.flat_map(|(period, one, two)| differences(period, one, two)).collect();
    let rows =
        |of: &Periods| other.keys().filter_map(|period| of.get(period)).map(|held| held.rows).sum::<u64>();
    let (before, after) = (rows(other), rows(own));
    BooksProblem::Replaced {
        fewer: (after < before).then_some((before, after)),
        by: by.to_string(),
        periods: other.keys().copied().collect(),
        accounts: unlike.len() as u64,
        unlike: unlike.into_iter().take(ACCOUNTS_TOLD).collect(),
    }
}

fn held<'a>(count: &'a FileCount, registers: &Registers) -> Periods<'a> {
    let mut periods = Periods::new();
    let Some(contract) = registers.contract_for(&count.file) else { return periods };
    for (period, own) in &count.periods {
        let ansvar = own.ansvar.iter().filter(|ansvar| !ansvar.as_str().is_empty()).collect();
        let sum = |(account, sum): (_, &Exact)| (account, in_debit(sum.rounded(), contract));
        let accounts = own.accounts.iter().map(sum).collect();
        periods.insert(*period, Held { rows: own.rows, ansvar, accounts });
    }
    periods.values_mut().for_each(|held| held.accounts.retain(|_, sum| !sum.is_zero()));
    periods.retain(|_, held| !held.accounts.is_empty());
    periods
}

/// What two files have in common, when some period of the one is a period of the other.
fn repeated(own: &Periods, other: &Periods, name: &str) -> Option<BooksProblem> {
    let shared: Vec<(LedgerPeriod, &Held, &Held)> =
        own.iter().filter_map(|(period, held)| Some((*period, held, other.get(period)?))).collect();
    // An opening balance is given once for each account; months may be divided between files.
    let told = |(period, one, two): &&(LedgerPeriod, &Held, &Held)| {
        if period.is_opening() { common(one, two) > 0 } else { alike(one, two) }
    };
    let told: Vec<_> = shared.iter().filter(told).collect();
    let months = told.iter().any(|(period, ..)| !period.is_opening());
    // Once some month is the same, the others that both hold are too: an export before and one after.
    let told: Vec<_> = if months { shared.iter().collect() } else { told };
    let periods: Vec<LedgerPeriod> = told.iter().map(|(period, ..)| *period).collect();
    let unlike: Vec<Unlike> =
        told.iter().flat_map(|(period, one, two)| differences(*period, one, two)).collect();
    if periods.is_empty() {
        return None;
    }
    if unlike.is_empty() {
        let debit =
            told.iter().flat_map(|(_, held, _)| held.accounts.values()).filter(|sum| **sum > Money::ZERO);
        return Some(BooksProblem::SameSums {
            other: name.to_string(),
            periods,
            debit: debit.copied().sum(),
        });
    }
    Some(BooksProblem::OtherVersion {
        other: name.to_string(),
        periods,
        accounts: unlike.len() as u64,
        unlike: unlike.into_iter().take(ACCOUNTS_TOLD).collect(),
        rows: told.iter().map(|(_, own, _)| own.rows).sum(),
        other_rows: told.iter().map(|(_, _, other)| other.rows).sum(),
    })
}

/// Accounts that both hold.
fn common(one: &Held, two: &Held) -> usize {
    one.accounts.keys().filter(|account| two.accounts.contains_key(*account)).count()
}

/// At least half of the accounts of the smaller have the same sum to the öre in the other: two parts of one
/// bookkeeping have not, least of all with ansvar of their own.
fn alike(one: &Held, two: &Held) -> bool {
    let apart = !one.ansvar.is_empty() && !two.ansvar.is_empty() && one.ansvar.is_disjoint(&two.ansvar);
    let equal = one.accounts.iter().filter(|(account, sum)| two.accounts.get(*account) == Some(sum)).count();
    !apart && equal > 0 && equal * 2 >= one.accounts.len().min(two.accounts.len())
}

fn differences(period: LedgerPeriod, one: &Held, two: &Held) -> Vec<Unlike> {
    let accounts: BTreeSet<&&Code> = one.accounts.keys().chain(two.accounts.keys()).collect();
    let sum = |held: &Held, account: &&Code| held.accounts.get(*account).copied().unwrap_or_default();
    let sums = accounts.into_iter().map(|account| (account, sum(one, account), sum(two, account)));
    let unlike = sums.filter(|(_, own, other)| own != other);
    unlike.map(|(account, own, other)| Unlike { period, account: account.to_string(), own, other }).collect()
}
