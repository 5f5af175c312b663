//! What is likely of a file: that its sign is the contract's, and that a month holds the month alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::account::is_balance;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::finding::{BooksProblem, Findings, LedgerProblem, Place};
use crate::intake::control::{FileCount, in_debit};
use crate::intake::signs::Sides;

/// With fewer months or codes growing sums may be chance.
const FEWEST_MONTHS: usize = 3;
const FEWEST_CODES: usize = 3;

pub(super) fn check(counts: &[FileCount], registers: &Registers, findings: &mut Findings) {
    let amounts = |count: &FileCount| -> Vec<(Code, Money)> {
        let Some(contract) = registers.contract_for(&count.file) else { return Vec::new() };
        let held = count.periods.values().flat_map(|held| &held.accounts);
        held.map(|(account, sum)| (account.clone(), -in_debit(sum.rounded(), contract))).collect()
    };
    let sides = |amounts: &[(Code, Money)]| Sides::of(amounts.iter().map(|(code, sum)| (code, *sum)));
    let files: Vec<Vec<(Code, Money)>> = counts.iter().map(amounts).collect();
    let all = sides(&files.concat()).are_turned();
    for (count, own) in counts.iter().zip(&files) {
        let place = Place::File { file: count.file.clone() };
        let own = sides(own);
        if own.are_turned() {
            let (income, costs) = (own.income, own.costs);
            findings.add(place.clone(), LedgerProblem::SignLooksTurned { income, costs, all });
        }
        for problem in cumulative(&[count]) {
            findings.add(place.clone(), problem);
        }
    }
    together(counts, registers, findings);
}

/// The files of a profile together, where none says so by itself: each may hold a month or two.
fn together(counts: &[FileCount], registers: &Registers, findings: &mut Findings) {
    let profile = |count: &FileCount| registers.contract_for(&count.file).map(|one| one.profile.as_str());
    let mut profiles: BTreeMap<&str, Vec<&FileCount>> = BTreeMap::new();
    for count in counts {
        profiles.entry(profile(count).unwrap_or_default()).or_default().push(count);
    }
    for files in profiles.values().filter(|files| files.iter().all(|file| cumulative(&[file]).is_empty())) {
        for problem in cumulative(files) {
            if let Some(last) = files.last() {
                findings.add(Place::File { file: last.file.clone() }, problem);
            }
        }
    }
}

/// The sums of one account by month.
type Months = BTreeMap<LedgerPeriod, Money>;

/// The years of files whose months hold the months before them: an account that is booked on once stands in every later
/// month, with the same sign and at least as large, and the whole grows as the year goes.
fn cumulative(files: &[&FileCount]) -> Vec<BooksProblem> {
    let mut codes: BTreeMap<(i32, &Code), Months> = BTreeMap::new();
    let periods = files.iter().flat_map(|file| &file.periods);
    for (period, held) in periods.filter(|(period, _)| (1..=12).contains(&period.number)) {
        for (account, sum) in held.accounts.iter().filter(|(account, _)| !is_balance(account)) {
            *codes.entry((period.year, account)).or_default().entry(*period).or_default() += sum.rounded();
        }
    }
    codes.values_mut().for_each(|months| months.retain(|_, sum| !sum.is_zero()));
    codes.retain(|_, months| !months.is_empty());
    let years: BTreeSet<i32> = codes.keys().map(|(year, _)| *year).collect();
    let of_year = |year: i32| codes.iter().filter(move |((of, _), _)| *of == year).map(|(_, months)| months);
    years.into_iter().filter_map(|year| grows(&of_year(year).collect::<Vec<_>>())).collect()
}

fn grows(codes: &[&Months]) -> Option<BooksProblem> {
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
    (enough && rises && with_months && growing * 10 >= earlier.len() * 9).then_some(
        BooksProblem::Cumulative {
            first: (first, small),
            last: (last, large),
            codes: earlier.len() as u64,
            growing: growing as u64,
        },
    )
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
