//! How a SIE file by itself would be read: for a look at an unknown file.

use std::collections::{BTreeMap, BTreeSet};

use super::Moved;
use super::understand::{Understood, understand};
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::settings::ExportField;
use crate::domain::sie::{SieSettings, SieSource};
use crate::finding::{Findings, SieProblem};
use crate::intake::sniff::meaning;
use crate::raw::sie::Sie;

/// What a SIE file holds of what a ledger needs.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    pub dimensions: Vec<Dimension>,
    pub periods: BTreeSet<LedgerPeriod>,
    pub accounts: BTreeSet<String>,
    /// The rows of vouchers, and their sum.
    pub rows: usize,
    pub sum: Money,
    /// Which records the file's months and openings are taken from.
    pub used: Option<SieProblem>,
    pub findings: Findings,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dimension {
    pub number: String,
    pub name: String,
    pub objects: usize,
    /// What it would be by its name, else by the standard.
    pub field: Option<ExportField>,
}

pub fn outline(sie: &Sie) -> Outline {
    let own = understand(sie);
    let moved = Moved::of(std::slice::from_ref(&own));
    let balances = own.years.values().flat_map(|year| &year.period_balances);
    let mut outline = Outline {
        dimensions: dimensions(sie),
        periods: own
            .rows
            .iter()
            .map(|row| row.period())
            .chain(balances.clone().map(|row| row.period))
            .collect(),
        rows: own.rows.len(),
        sum: own.rows.iter().map(|row| row.amount).sum(),
        used: Some(used(&own, &moved)),
        ..Outline::default()
    };
    let accounts = own.rows.iter().map(|row| row.account).chain(balances.map(|row| row.account));
    // A file of balances alone has no rows and still its accounts.
    let of_years = own.years.values().flat_map(|year| year.closing.keys().chain(year.result.keys()).copied());
    outline.accounts = accounts.chain(of_years).map(str::to_string).collect();
    outline.findings = own.findings;
    outline
}

/// The years' months from vouchers where there are any, else from period balances.
fn used(own: &Understood, moved: &Moved) -> SieProblem {
    let mut years: BTreeMap<i32, (SieSource, u64)> = BTreeMap::new();
    for row in &own.rows {
        years.entry(row.period().year).or_insert((SieSource::Vouchers, 0)).1 += 1;
    }
    for (year, content) in &own.years {
        if !moved.has(*year) && !content.period_balances.is_empty() {
            years.insert(*year, (SieSource::PeriodBalances, content.period_balances.len() as u64));
        }
    }
    if years.is_empty() {
        return SieProblem::NoMonths;
    }
    let opened =
        own.years.iter().filter(|(year, content)| years.contains_key(year) && !content.opening.is_empty());
    let openings = opened.map(|(year, _)| *year).collect();
    SieProblem::Used {
        years: years.into_iter().map(|(year, (source, rows))| (year, source, rows)).collect(),
        openings,
    }
}

/// The dimensions that the file declares or uses. Each field is given to one of them.
fn dimensions(sie: &Sie) -> Vec<Dimension> {
    let mut found: BTreeMap<&str, (&str, BTreeSet<&str>)> = BTreeMap::new();
    for record in &sie.records {
        match record.label() {
            "DIM" | "UNDERDIM" => found.entry(record.field(0)).or_default().0 = record.field(1),
            "OBJEKT" => {
                found.entry(record.field(0)).or_default().1.insert(record.field(1));
            }
            _ => {}
        }
        for (number, object) in record.objects() {
            found.entry(number).or_default().1.insert(object);
        }
    }
    let standard = SieSettings::new(Vec::new(), false);
    let by_number = |number: &str| {
        let own = |(_, numbers): &&(ExportField, Vec<String>)| numbers.iter().any(|one| one == number);
        standard.dimensions.iter().find(own).map(|(field, _)| *field)
    };
    let named = |name: &str| meaning(name).filter(|field| CODES.contains(field));
    let mut taken: BTreeSet<ExportField> = found.values().filter_map(|(name, _)| named(name)).collect();
    let one = |(number, (name, objects)): (&str, (&str, BTreeSet<&str>))| {
        let field = named(name).or_else(|| by_number(number).filter(|field| taken.insert(*field)));
        Dimension { number: number.to_string(), name: name.to_string(), objects: objects.len(), field }
    };
    found.into_iter().map(one).collect()
}

/// What a dimension can be.
const CODES: [ExportField; 4] =
    [ExportField::Ansvar, ExportField::Activity, ExportField::Project, ExportField::Counterpart];
