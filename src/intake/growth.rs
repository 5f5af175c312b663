//! Whether the months of a ledger each hold the months before them, told by arithmetic: an account that is booked on once
//! stands in every later month, with the same sign and at least as large, and the whole grows as the year goes.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::account::is_balance;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;

/// With fewer months or codes growing sums may be chance.
const FEWEST_MONTHS: usize = 3;
const FEWEST_CODES: usize = 3;

/// The sums of one account by month.
type Months = BTreeMap<LedgerPeriod, Money>;
/// By year and account.
pub type Codes = BTreeMap<(i32, Code), Months>;

/// A year whose months grow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// The first and the last month, each with Σ of the sizes of its accounts.
    pub first: (LedgerPeriod, Money),
    pub last: (LedgerPeriod, Money),
    /// Accounts that could grow, and those that do.
    pub codes: u64,
    pub growing: u64,
}

/// Adds what an account has in a period. Balances, and periods that are no month, say nothing.
pub fn add(codes: &mut Codes, period: LedgerPeriod, account: &Code, sum: Money) {
    if (1..=12).contains(&period.number) && !is_balance(account) {
        *codes.entry((period.year, account.clone())).or_default().entry(period).or_default() += sum;
    }
}

/// The years that grow.
pub fn of(mut codes: Codes) -> Vec<Growth> {
    codes.values_mut().for_each(|months| months.retain(|_, sum| !sum.is_zero()));
    codes.retain(|_, months| !months.is_empty());
    let years: BTreeSet<i32> = codes.keys().map(|(year, _)| *year).collect();
    let of_year = |year: i32| codes.iter().filter(move |((of, _), _)| *of == year).map(|(_, months)| months);
    years.into_iter().filter_map(|year| grows(&of_year(year).collect::<Vec<_>>())).collect()
}

fn grows(codes: &[&Months]) -> Option<Growth> {
    let months: BTreeSet<LedgerPeriod> = codes.iter().flat_map(|code| code.keys().copied()).collect();
    let (first, last) = (*months.first()?, *months.last()?);
    let earlier: Vec<&&Months> =
        codes.iter().filter(|code| !code.contains_key(&last) || code.len() > 1).collect();
    let growing = earlier.iter().filter(|code| grows_on(code, &months)).count();
    let size = |month: LedgerPeriod| {
        codes.iter().filter_map(|code| code.get(&month)).map(|sum| sum.abs()).sum::<Money>()
    };
    let (small, large) = (size(first), size(last));
    let sizes: Vec<Money> = months.iter().map(|month| size(*month)).collect();
    let rises = sizes.windows(2).all(|pair| pair[0] <= pair[1]);
    // A level that stands still, as rents do, does not grow with the number of months.
    let with_months = large.ore() * 2 >= small.ore() * months.len() as i128;
    let enough = months.len() >= FEWEST_MONTHS && earlier.len() >= FEWEST_CODES;
    (enough && rises && with_months && growing * 10 >= earlier.len() * 9).then_some(Growth {
        first: (first, small),
        last: (last, large),
        codes: earlier.len() as u64,
        growing: growing as u64,
    })
}

fn grows_on(code: &Months, months: &BTreeSet<LedgerPeriod>) -> bool {
    let Some(begun) = code.keys().next() else { return false };
    let sums: Vec<Option<&Money>> = months.range(*begun..).map(|month| code.get(month)).collect();
    sums.windows(2).all(|pair| match (pair[0], pair[1]) {
        (Some(before), Some(after)) => {
            (*before < Money::ZERO) == (*after < Money::ZERO) && before.abs() <= after.abs()
        }
        _ => false,
    })
}
