//! What is likely of a file: that its sign is the contract's, and that a month holds the month alone.

use std::collections::BTreeMap;

use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::registers::Registers;
use crate::finding::{BooksProblem, Findings, LedgerProblem, Place};
use crate::intake::control::{FileCount, in_debit};
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
