//! Avstämning: two sides, added up independently, that must meet to the öre at every station. The left side is what
//! was counted when the files were cut into fields, before any mapping; the right side is what each station hands on.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cube::Cube;
use super::given::{self, GivenKey};
use super::ledger::LedgerAccount;
use super::lookup::{Belongs, bases, belongs, counts_in, scopes};
use crate::doc::{Cell, Document, Row, RowKey};
use crate::domain::code::Code;
use crate::domain::fact::{FactKey, Facts};
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::query::{Basis, FactQuery, Pick, Query};
use crate::domain::registers::Registers;
use crate::domain::submission::Submission;
use crate::domain::tally::Tally;

/// Rows and sums of one file as it was cut into fields. Sign as in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileTotals {
    pub file: String,
    pub rows: u64,
    pub plus: Money,
    pub minus: Money,
}

/// The left side: what the files hold, by code string and period, in the program's own sign (income +, cost −).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftSide {
    pub files: Vec<FileTotals>,
    pub ledger: LedgerAccount,
    /// Rows and sums of the budget by the profile that spreads them, in the file's sign.
    pub profiles: BTreeMap<String, Tally>,
    pub amounts: BTreeMap<FactKey, Money>,
    /// Sums of single files as they were cut, and as their rows were handed on.
    pub handed: Vec<Meet>,
}

/// Two sides of one station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meet {
    pub what: String,
    pub left: Money,
    pub right: Money,
}

/// What the avstämning prints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    pub files: Vec<FileTotals>,
    pub ledger: LedgerAccount,
    pub profiles: BTreeMap<String, Tally>,
    pub meets: Vec<Meet>,
    /// Files that neither vouchers, control sums nor totals of their own prove complete.
    pub unproven: Vec<String>,
}

impl Proof {
    /// A sum that the avstämning prints, by the name of its row and its column's key.
    pub fn counted(&self, what: &str, column: &str) -> Option<Money> {
        let meet = self.meets.iter().find(|meet| meet.what == what);
        let file = self.files.iter().find(|file| file.file == what);
        let profile = self.profiles.get(what).filter(|_| file.is_none());
        let own = match column {
            "indata" => meet.map(|meet| meet.left),
            "rapport" => meet.map(|meet| meet.right),
            "skillnad" => meet.map(|meet| meet.left - meet.right),
            "plus" => file.map(|file| file.plus).or(profile.map(|profile| profile.plus)),
            "minus" => file.map(|file| file.minus).or(profile.map(|profile| profile.minus)),
            "netto" => file.map(|file| file.plus + file.minus).or(profile.map(|profile| profile.net())),
            _ => None,
        };
        own.or_else(|| self.ledger.counted(what, column))
    }
}

/// Where two sides do not meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub station: &'static str,
    pub what: String,
    pub left: Option<Money>,
    pub right: Option<Money>,
}

/// The left side, looked up once, to be asked the same queries as the cube and answered row by row.
pub struct Expected<'a> {
    rows: Vec<(&'a FactKey, Belongs, Money)>,
    /// Which rows belong to a content on a node in a year, by period; no node is the whole municipality. Never gone through,
    /// only asked: its order says nothing.
    found_in: HashMap<(Pick, Option<Code>, i32), Vec<usize>>,
    given: BTreeMap<GivenKey, Money>,
    registers: &'a Registers,
}

impl<'a> Expected<'a> {
    pub fn new(left: &'a LeftSide, registers: &'a Registers, answers: &[Submission]) -> Expected<'a> {
        let mut rows = Vec::new();
        let mut found_in: HashMap<(Pick, Option<Code>, i32), Vec<usize>> = HashMap::new();
        for (at, (key, amount)) in left.amounts.iter().enumerate() {
            let belongs = belongs(registers, &key.subject, key.period);
            for org in scopes(registers, belongs.unit.as_ref()) {
                for pick in &belongs.picks {
                    let place = (pick.clone(), org.clone(), key.period.year);
                    found_in.entry(place).or_default().push(at);
                }
            }
            rows.push((key, belongs, *amount));
        }
        let period = |at: &usize| rows.get(*at).map(|(key, _, _): &(&FactKey, Belongs, Money)| key.period);
        found_in.values_mut().for_each(|found| found.sort_by_key(period));
        Expected { rows, found_in, given: given::amounts(registers, answers), registers }
    }

    /// The value of a query, added row by row.
    pub fn value(&self, query: &Query) -> Option<Money> {
        match query {
            Query::Facts(query) => self.sum(query),
            Query::Counted { .. } => None,
            Query::Given { table, row, column } => {
                self.given.get(&(table.clone(), row.clone(), column.clone())).copied()
            }
            Query::Net { plus, minus } => {
                let side = |parts: &[Query]| {
                    parts.iter().filter_map(|part| self.value(part)).collect::<Vec<Money>>()
                };
                let (plus, minus) = (side(plus), side(minus));
                let known = !plus.is_empty() || !minus.is_empty();
                known.then(|| plus.into_iter().sum::<Money>() - minus.into_iter().sum::<Money>())
            }
        }
    }

    fn sum(&self, query: &FactQuery) -> Option<Money> {
        let place = (query.pick.clone(), query.org.clone(), query.span.year);
        let rows = self.found_in.get(&place)?;
        let asked = |at: &&usize| {
            let (key, belongs, _) = &self.rows[**at];
            query.internal.is_none_or(|only| only == belongs.internal)
                && counts_in(&key.measure, &query.basis)
        };
        // Something is known of the year, be it of other months.
        rows.iter().find(asked)?;
        let before = rows.partition_point(|at| self.rows[*at].0.period.number < query.span.from);
        let inside = rows[before..].iter().take_while(|at| query.span.contains(self.rows[**at].0.period));
        Some(inside.filter(asked).map(|at| self.rows[*at].2).sum())
    }

    /// What is wrong with a row that speaks of a line, a node or a project: another heading than its own, or a figure of
    /// something else.
    fn misplaced(&self, row: &Row) -> Option<String> {
        let heading = match row.cells.first() {
            Some(Cell::Text(text)) => text.as_str(),
            _ => "",
        };
        let name = match &row.key {
            RowKey::Org(code) => self.registers.org.get(code).map(|node| node.name.as_str()),
            RowKey::Line(id) => {
                let line = self.registers.layouts.iter().find_map(|layout| layout.line(id));
                let interim = line.and_then(|line| line.interim_text.as_deref());
                interim.filter(|name| *name == heading).or(line.map(|line| line.text.as_str()))
            }
            RowKey::Project(code) => {
                self.registers.projects.iter().find(|one| one.code == *code).map(|one| one.name.as_str())
            }
            RowKey::Goal(_) | RowKey::Indicator(_) | RowKey::Other(_) => return None,
        };
        let strange = row.cells.iter().any(|cell| match (cell, &row.key) {
            (Cell::Amount(figure), RowKey::Org(code)) => {
                !figure.query.selections().iter().all(|one| one.org.as_ref() == Some(code))
            }
            (Cell::Amount(figure), RowKey::Project(code)) => {
                !figure.query.selections().iter().all(|one| one.pick == Pick::Project(code.clone()))
            }
            _ => false,
        });
        (name != Some(heading) || strange).then(|| format!("{:?} / {heading}", row.key))
    }

    /// Σ of the rows that a test picks, for the meets of whole statements.
    pub fn sum_where(&self, test: impl Fn(&FactKey, &Belongs) -> bool) -> Money {
        self.rows.iter().filter(|(key, belongs, _)| test(key, belongs)).map(|(_, _, amount)| *amount).sum()
    }
}

/// Station *facts*: each key's sum is the left side's.
pub fn check_facts(left: &LeftSide, facts: &Facts) -> Vec<Difference> {
    let found: BTreeMap<&FactKey, Money> = facts.iter().collect();
    let keys: BTreeSet<&FactKey> = left.amounts.keys().chain(found.keys().copied()).collect();
    let mut differences = Vec::new();
    for key in keys {
        let (on_left, on_right) = (left.amounts.get(key).copied(), found.get(key).copied());
        if on_left != on_right {
            differences.push(Difference {
                station: "fakta",
                what: name(key),
                left: on_left,
                right: on_right,
            });
        }
    }
    differences
}

/// Station *consolidated*: every sum of the cube is what the left side's rows give, and none is missing.
pub fn check_cube(left: &LeftSide, registers: &Registers, cube: &mut Cube) -> Vec<Difference> {
    type Sums = BTreeMap<(Pick, Option<Code>, Basis), BTreeMap<(LedgerPeriod, bool), Money>>;
    let mut expected = Sums::new();
    for (key, amount) in &left.amounts {
        let belongs = belongs(registers, &key.subject, key.period);
        for org in scopes(registers, belongs.unit.as_ref()) {
            for basis in bases(&key.measure) {
                for pick in &belongs.picks {
                    let sums = expected.entry((pick.clone(), org.clone(), basis.clone())).or_default();
                    *sums.entry((key.period, belongs.internal)).or_default() += *amount;
                }
            }
        }
    }
    let found = cube.sums_mut();
    if expected == *found {
        return Vec::new();
    }
    let keys: BTreeSet<_> = expected.keys().chain(found.keys()).cloned().collect();
    let mut differences = Vec::new();
    for key in keys {
        if expected.get(&key) != found.get(&key) {
            let total = |sums: &Sums| sums.get(&key).map(|sums| sums.values().copied().sum());
            let what = format!("{:?}", key);
            differences.push(Difference {
                station: "sammanställt",
                what,
                left: total(&expected),
                right: total(found),
            });
        }
    }
    differences
}

/// Station *document*: every figure is what its query gives on the left side, or what the avstämning counted.
pub fn check_document(expected: &Expected, proof: &Proof, document: &Document) -> Vec<Difference> {
    let mut differences = Vec::new();
    for (_, table) in document.tables() {
        for row in &table.rows {
            differences.extend(expected.misplaced(row).map(|what| Difference {
                station: "dokument",
                what: format!("{} / {what}", table.id),
                left: None,
                right: None,
            }));
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                let Cell::Amount(figure) = cell else { continue };
                let left = match &figure.query {
                    Query::Counted { what, column } => proof.counted(what, column),
                    query => expected.value(query),
                };
                if left != Some(figure.value) {
                    let what = format!("{} / {:?} / {}", table.id, row.key, column.key);
                    differences.push(Difference {
                        station: "dokument",
                        what,
                        left,
                        right: Some(figure.value),
                    });
                }
            }
        }
    }
    differences
}

fn name(key: &FactKey) -> String {
    format!("{} {:?} {:?}", key.period, key.measure, key.subject)
}
