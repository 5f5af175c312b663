//! The budget files: per ansvar and account, internal services with their counterpart; the budget first adopted and
//! the later decisions, which together give the budget of the source tables.

use super::amounts::{chained, near};
use super::chance::split;
use super::export::{kronor, line, windows_1252};
use super::operations::{FINANCE, chain_of, finance_ansvar};
use super::sources::{Decision, Sources, outcome_column};

const HEADINGS: [&str; 9] =
    ["År", "Ansvar", "Konto", "Projekt", "Motpart", "Belopp", "Profil", "Beslut", "Slag"];
/// Below this a unit's amount is budgeted on its first ansvar alone, öre.
const SPLIT_FROM: i64 = 30_000_000;

/// The budget of a year: income +, cost −.
pub fn file(sources: &Sources, year: i32) -> Result<Vec<u8>, String> {
    let mut text = line(&HEADINGS.map(str::to_string));
    let column = outcome_column(year) + 1;
    let ore = chained(&sources.cells, column, |cell| chain_of(sources, cell));
    let changes: Vec<&Decision> = sources.decisions.iter().filter(|one| one.year == year).collect();
    for (cell, revised) in sources.cells.iter().zip(ore) {
        let changed: i64 = changes
            .iter()
            .filter(|one| one.unit == cell.unit && one.account == cell.account)
            .map(|one| one.amount * 100_000)
            .sum();
        // Own time in projects too is budgeted without a counterpart: its other side is no budget of drift.
        spread(sources, year, &mut text, (&cell.unit, &cell.account, ""), revised - changed)?;
    }
    for trade in &sources.trades {
        let key = format!("budget/{year}/{}/{}", trade.account, trade.buyer);
        let amount = near(&key, trade.amounts[column]);
        let income = &sources.account(&trade.account)?.contra;
        let (buyer, seller) = (sources.counterpart(&trade.buyer)?, sources.counterpart(&trade.seller)?);
        spread(sources, year, &mut text, (&trade.buyer, &trade.account, seller), -amount)?;
        spread(sources, year, &mut text, (&trade.seller, income, buyer), amount)?;
    }
    for one in changes {
        let row = Budgeted {
            year,
            ansvar: &first_ansvar(sources, &one.unit)?,
            account: &one.account,
            counterpart: "",
            profile: &sources.account(&one.account)?.profile,
            decision: &one.name,
            kind: &one.kind,
        };
        text.push_str(&row.line(one.amount * 100_000));
    }
    windows_1252(&text)
}

/// One budget row but for its amount.
struct Budgeted<'a> {
    year: i32,
    ansvar: &'a str,
    account: &'a str,
    counterpart: &'a str,
    profile: &'a str,
    decision: &'a str,
    kind: &'a str,
}

impl Budgeted<'_> {
    fn line(&self, ore: i64) -> String {
        line(&[
            self.year.to_string(),
            self.ansvar.to_string(),
            self.account.to_string(),
            String::new(),
            self.counterpart.to_string(),
            kronor(ore),
            self.profile.to_string(),
            self.decision.to_string(),
            self.kind.to_string(),
        ])
    }
}

/// The ansvar that takes a unit's undivided amounts.
fn first_ansvar(sources: &Sources, unit: &str) -> Result<String, String> {
    if unit == FINANCE {
        return Ok(finance_ansvar(sources)?.0);
    }
    let first = sources.ansvar_of(unit)?.first().ok_or_else(|| format!("ansvar: {unit} has none"))?;
    Ok(first.code.clone())
}

/// Adds the first adopted budget of a unit on an account, over the unit's ansvar when it is large.
fn spread(
    sources: &Sources,
    year: i32,
    text: &mut String,
    (unit, account, counterpart): (&str, &str, &str),
    ore: i64,
) -> Result<(), String> {
    let parts: Vec<(String, i64)> = if unit == FINANCE || ore.abs() < SPLIT_FROM {
        vec![(first_ansvar(sources, unit)?, ore)]
    } else {
        let list = sources.ansvar_of(unit)?;
        let weights: Vec<i64> = list.iter().map(|one| one.weight).collect();
        list.iter().map(|one| one.code.clone()).zip(split(ore, &weights)).collect()
    };
    let decision = if year == 2019 { "KF 2018-11-26 § 98" } else { "KF 2019-11-25 § 104" };
    for (ansvar, part) in parts.iter().filter(|(_, part)| *part != 0) {
        let profile = &sources.account(account)?.profile;
        let kind = "ursprunglig";
        let row = Budgeted { year, ansvar, account, counterpart, profile, decision, kind };
        text.push_str(&row.line(*part));
    }
    Ok(())
}
