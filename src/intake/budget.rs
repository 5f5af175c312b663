//! Budget files → facts: amounts of months, or of a year spread over the months by its profile, with the decision that
//! made them. Every fault of every file is told.

mod decisions;
mod doubles;
mod faults;
mod row;
mod season;
mod spread;
mod unknown;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::columns::{self, Columns};
use super::grid::{headings, place, shown};
use super::left_out::LeftOut;
use super::row_kind::RowKinds;
use super::signs::Sides;
use crate::domain::code::Code;
use crate::domain::fact::{Facts, Measure, Subject};
use crate::domain::money::Money;
use crate::domain::period::Month;
use crate::domain::registers::Registers;
use crate::domain::settings::ExportContract;
use crate::finding::{BudgetProblem, Findings, Place};
use crate::raw::{RawGrid, RawRow};
use decisions::Decisions;
use doubles::{Doubles, Repeated, Years};
use faults::Faults;
use row::Reader;
use season::Seasons;
use unknown::Unknown;

/// The budget as facts.
#[derive(Clone, Debug, Default)]
pub struct Budget {
    pub facts: Facts,
    pub findings: Findings,
}

/// Reads all sheets and files of the budget; `outcome` is what seasons are taken from. Years that neither the report nor
/// its plan shows are told.
pub fn read(grids: &[RawGrid], registers: &Registers, period: Month, outcome: &Facts) -> Budget {
    let mut budget = Budget::default();
    if grids.is_empty() {
        budget.findings.add(Place::Folder, BudgetProblem::NoFiles);
        return budget;
    }
    let mut unknown = Unknown::default();
    let mut doubles = Doubles::default();
    let mut years = Years::default();
    let mut decisions = Decisions::default();
    let seasons = Seasons::of(outcome, registers, period);
    for (at, table) in tables(grids, registers, &mut budget.findings).into_iter().enumerate() {
        let Table { grid, columns, kinds, contract, rows } = table;
        let reader = Reader { grid, kinds, columns, contract, registers, seasons: &seasons };
        let (mut left_out, mut counted, mut net) = (LeftOut::default(), 0, Money::ZERO);
        let mut faults = Faults::default();
        let mut repeated = Repeated::default();
        for row in rows.iter().filter(|row| !is_blank(row)) {
            let mut own = Findings::default();
            if let Some((kind, amount)) = reader.left_out(row, &mut own) {
                if let Some(amount) = amount {
                    left_out.add(kind, row.number, amount);
                }
            } else if let Some(read) = reader.row(row, &mut unknown, &mut own) {
                doubles.add(at, grid, &read);
                repeated.add(row, &read);
                years.add(&read);
                counted += 1;
                net += reader.turned(read.total());
                decisions.add(&read, registers);
                read.book(registers, &mut budget.facts, &mut unknown);
            }
            faults.add(row.number, &own);
        }
        let wrap = |problem| BudgetProblem::LeftOut(problem).into();
        left_out.tell(&grid.file, wrap, &mut budget.findings);
        // Rows that cannot be read are not in the sum.
        if faults.is_empty() {
            let line = |line: u32| place(grid, line, None);
            left_out.hold(counted, net, line, wrap, &mut budget.findings);
        }
        faults.tell(&grid.file, &mut budget.findings);
        repeated.tell(&mut budget.findings);
    }
    unknown.tell(seasons.year, &mut budget.findings);
    doubles.tell(&mut budget.findings);
    years.tell(period.year, &mut budget.findings);
    years.tell_of_two_kinds(&mut budget.findings);
    if !budget.findings.has_fault() {
        years.tell_missing(period.year, &mut budget.findings);
    }
    // What follows compares sums: with rows missing from them it would tell faults that are none.
    if !budget.findings.has_fault() {
        decisions.tell(&registers.decisions, &mut budget.findings);
        decisions.tell_later(&registers.decisions, period, &mut budget.findings);
    }
    internal_items(&budget.facts, &mut budget.findings);
    signs(&budget.facts, &mut budget.findings);
    budget
}

/// A grid that is a table of its contract: the rows below its header.
struct Table<'a> {
    grid: &'a RawGrid,
    columns: Columns,
    kinds: RowKinds,
    contract: &'a ExportContract,
    rows: &'a [RawRow],
}

/// The grids that are tables of the contract. A sheet of a workbook that names none of its columns is an explanation,
/// as long as another sheet of the file is a table.
fn tables<'a>(grids: &'a [RawGrid], registers: &'a Registers, findings: &mut Findings) -> Vec<Table<'a>> {
    let mut tables = Vec::new();
    let mut found: BTreeSet<&Arc<str>> = BTreeSet::new();
    let mut missing = Vec::new();
    for grid in grids {
        // The register reader demands the profile.
        let Some(contract) = registers.budget_contract_for(&grid.file) else { continue };
        let rows = headings(grid);
        let header = columns::find(&rows, contract);
        if header.missing.is_empty() {
            found.insert(&grid.file);
            if !header.without.is_empty() {
                let columns = header.without.clone();
                let problem = BudgetProblem::WithoutColumns { columns, found: shown_in(&rows, header.row) };
                findings.add(place(grid, number(grid, header.row), None), problem);
            }
            let kinds = RowKinds::new(&rows[header.row], &header.columns).of_budget();
            let rows = &grid.rows[header.row + 1..];
            tables.push(Table { grid, columns: header.columns, kinds, contract, rows });
        } else {
            missing.push((grid, shown_in(&rows, header.row), header));
        }
    }
    for (grid, shown, header) in missing {
        if header.names_any() || !found.contains(&grid.file) {
            let others = header.without.into_iter().map(|(_, heading)| heading).collect();
            let problem = BudgetProblem::MissingColumns { columns: header.missing, others, found: shown };
            findings.add(place(grid, number(grid, header.row), None), problem);
        }
    }
    tables
}

fn is_blank(row: &RawRow) -> bool {
    row.cells.values().all(|value| shown(value).is_empty())
}

fn number(grid: &RawGrid, row: usize) -> u32 {
    grid.rows.get(row).map_or(1, |row| row.number)
}

fn shown_in(rows: &[Vec<String>], at: usize) -> Vec<String> {
    columns::shown(rows.get(at).map_or(&[], Vec::as_slice))
}

/// Budgeted internal income and internal cost are equal, year by year.
fn internal_items(facts: &Facts, findings: &mut Findings) {
    let mut by_year: BTreeMap<i32, Money> = BTreeMap::new();
    for (key, amount) in facts.iter() {
        if let Subject::Coded { internal: true, .. } = key.subject {
            *by_year.entry(key.period.year).or_default() += amount;
        }
    }
    for (year, remainder) in by_year.into_iter().filter(|(_, sum)| !sum.is_zero()) {
        findings.add(Place::Folder, BudgetProblem::InternalRemainder { year, remainder });
    }
}

/// The budget as first adopted, by the classes whose sign is given.
fn signs(facts: &Facts, findings: &mut Findings) {
    let original = facts.iter().filter(|(key, _)| key.measure == Measure::BudgetOriginal);
    let amounts: Vec<(&Code, Money)> = original
        .filter_map(|(key, amount)| match &key.subject {
            Subject::Coded { account, .. } => Some((account, amount)),
            Subject::Unit { .. } => None,
        })
        .collect();
    let sides = Sides::of(amounts.into_iter());
    if sides.has_wrong() {
        let (income, costs) = (sides.income, sides.costs);
        findings.add(Place::Folder, BudgetProblem::SignLooksTurned { income, costs });
    }
}
