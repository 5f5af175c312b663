//! What is likely of a file: that its sign is the contract's, and that a month holds the month alone.

use std::collections::BTreeMap;

use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::{LedgerPeriod, Month};
use crate::domain::registers::Registers;
use crate::finding::{BooksProblem, Findings, LedgerProblem, Place};
use crate::intake::control::{FileCount, Held, in_debit};
use crate::intake::growth::{self, Codes, Growth};
use crate::intake::signs::Sides;

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

/// A later year's share of a file's rows from which on it is there on purpose: a slip of the pen is a voucher or two.
const ON_PURPOSE: u64 = 20;

/// Rows of a year after the period's in a file that is of earlier years: they are in no report, and a voucher that is moved
/// whole balances where it is.
pub(super) fn later_years(counts: &[FileCount], through: Month, findings: &mut Findings) {
    for count in counts {
        let (later, own): (Vec<_>, Vec<_>) =
            count.periods.iter().partition(|(period, _)| period.year > through.year);
        let rows =
            |periods: &[(&LedgerPeriod, &Held)]| periods.iter().map(|(_, held)| held.rows).sum::<u64>();
        if let Some((first, _)) = later.first().filter(|_| rows(&later) * ON_PURPOSE < rows(&own)) {
            let problem = LedgerProblem::StrayYear { period: **first, rows: rows(&later) };
            findings.add(Place::File { file: count.file.clone() }, problem);
        }
    }
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

/// The years of files whose months hold the months before them.
fn cumulative(files: &[&FileCount]) -> Vec<BooksProblem> {
    let mut codes = Codes::new();
    let periods = files.iter().flat_map(|file| &file.periods);
    for (period, held) in periods {
        for (account, sum) in &held.accounts {
            growth::add(&mut codes, *period, account, sum.rounded());
        }
    }
    growth::of(codes)
        .into_iter()
        .map(|Growth { first, last, codes, growing }| BooksProblem::Cumulative {
            first,
            last,
            codes,
            growing,
        })
        .collect()
}
