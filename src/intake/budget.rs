//! Budget files → facts: a year's amount per row, spread over the months by its profile, with the decision that made
//! it. Every fault of every file is told.

mod doubles;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::amount;
use super::columns::{self, Columns};
use crate::domain::account::is_balance;
use crate::domain::code::Code;
use crate::domain::fact::{FactKey, Facts, Measure, Subject};
use crate::domain::money::Money;
use crate::domain::period::{LedgerPeriod, Month};
use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, ExportField, SignContract};
use crate::finding::{BudgetProblem, CodeKind, Expected, Findings, Place};
use crate::raw::{RawGrid, RawRow, RawValue};
use crate::register::schema::{BUDGET_KINDS, BUDGET_PROFILE, TWELFTHS};
use doubles::{Doubles, Years};

/// The budget as facts.
#[derive(Clone, Debug, Default)]
pub struct Budget {
    pub facts: Facts,
    pub findings: Findings,
}

/// Reads all sheets and files of the budget. Of other years than that of the period of the run and the one before
/// it is told that they are not used.
pub fn read(grids: &[RawGrid], registers: &Registers, period: Month) -> Budget {
    let mut budget = Budget::default();
    if grids.is_empty() {
        budget.findings.add(Place::Folder, BudgetProblem::NoFiles);
        return budget;
    }
    // The register reader demands the profile.
    let Some(contract) = registers.export(BUDGET_PROFILE) else { return budget };
    let mut unknown = Unknown::default();
    let mut doubles = Doubles::default();
    let mut years = Years::default();
    for (at, (grid, columns, rows)) in tables(grids, contract, &mut budget.findings).into_iter().enumerate() {
        let reader = Reader { grid, columns, contract, registers };
        let mut faulty: u64 = 0;
        for row in rows {
            let mut faults = Findings::default();
            if let Some(row) = reader.row(row, &mut unknown, &mut faults) {
                doubles.add(at, grid, &row);
                years.add(&grid.file, &row);
                row.book(registers, &mut budget.facts, &mut unknown);
            }
            faulty += u64::from(faults.has_fault());
            if faulty <= columns::ROWS_TOLD {
                budget.findings.extend(faults);
            }
        }
        if faulty > columns::ROWS_TOLD {
            let rows = faulty - columns::ROWS_TOLD;
            budget.findings.add(Place::File { file: grid.file.clone() }, BudgetProblem::MoreRows { rows });
        }
    }
    unknown.tell(&mut budget.findings);
    doubles.tell(&mut budget.findings);
    years.tell(period.year, &mut budget.findings);
    internal_items(&budget.facts, &mut budget.findings);
    budget
}

/// The grids that are tables of the contract. A sheet of a workbook that names none of its columns is an explanation,
/// as long as another sheet of the file is a table.
fn tables<'a>(
    grids: &'a [RawGrid],
    contract: &ExportContract,
    findings: &mut Findings,
) -> Vec<(&'a RawGrid, Columns, &'a [RawRow])> {
    let mut tables = Vec::new();
    let mut found: BTreeSet<&Arc<str>> = BTreeSet::new();
    let mut missing = Vec::new();
    for grid in grids {
        match columns::find(&headings(grid), contract) {
            Ok((header, columns)) => {
                found.insert(&grid.file);
                tables.push((grid, columns, &grid.rows[header + 1..]));
            }
            Err((header, names)) => missing.push((grid, header, names)),
        }
    }
    for (grid, header, columns) in missing {
        let names_none = columns.len() == contract.columns.len();
        if !(names_none && found.contains(&grid.file)) {
            let row = grid.rows.get(header).map_or(1, |row| row.number);
            let found = columns::shown(headings(grid).get(header).map_or(&[], Vec::as_slice));
            findings.add(place(grid, row, None), BudgetProblem::MissingColumns { columns, found });
        }
    }
    tables
}

/// The first rows as texts; index 0 is column 1.
fn headings(grid: &RawGrid) -> Vec<Vec<String>> {
    let texts = |row: &RawRow| {
        let last = row.cells.keys().next_back().copied().unwrap_or(0);
        (1..=last).map(|column| row.cells.get(&column).map(shown).unwrap_or_default()).collect()
    };
    grid.rows.iter().take(columns::HEADER_ROWS).map(texts).collect()
}

fn place(grid: &RawGrid, row: u32, column: Option<(u32, &str)>) -> Place {
    match &grid.sheet {
        Some(sheet) => Place::Cell {
            file: grid.file.clone(),
            sheet: sheet.clone(),
            row,
            column: column.map_or(1, |(at, _)| at),
        },
        None => Place::Line {
            file: grid.file.clone(),
            line: u64::from(row),
            column: column.map(|(_, heading)| Arc::from(heading)),
        },
    }
}

/// The cell as text: a code that Excel made a number of is its digits.
fn shown(value: &RawValue) -> String {
    match value {
        RawValue::Text(text) => text.trim().to_string(),
        RawValue::Number(number) => number.normalize().to_string().replace('.', ","),
        RawValue::Date(date) => date.to_string(),
        RawValue::Bool(truth) => truth.to_string(),
        RawValue::Error(error) => error.clone(),
    }
}

struct Reader<'a> {
    grid: &'a RawGrid,
    columns: Columns,
    contract: &'a ExportContract,
    registers: &'a Registers,
}

/// One row of the budget, in the program's sign.
struct BudgetRow {
    year: i32,
    ansvar: Code,
    account: Code,
    project: Code,
    counterpart: Code,
    internal: bool,
    measure: Measure,
    weights: [u32; 12],
    amount: Money,
    account_place: Place,
    ansvar_place: Place,
}

impl Reader<'_> {
    fn cell<'r>(&self, row: &'r RawRow, field: ExportField) -> Option<&'r RawValue> {
        let at = u32::try_from(self.columns.index(field)?).ok()?;
        row.cells.get(&(at + 1))
    }

    fn text(&self, row: &RawRow, field: ExportField) -> String {
        self.cell(row, field).map(shown).unwrap_or_default()
    }

    fn place(&self, row: &RawRow, field: ExportField) -> Place {
        let at = self.columns.index(field).and_then(|at| u32::try_from(at + 1).ok());
        place(self.grid, row.number, at.zip(self.contract.column(field)))
    }

    /// `None`: the row has a fault, or nothing in any column of the contract.
    fn row(&self, row: &RawRow, unknown: &mut Unknown, findings: &mut Findings) -> Option<BudgetRow> {
        let fields = self.contract.columns.iter().map(|(field, _)| *field);
        if fields.into_iter().all(|field| self.text(row, field).is_empty()) {
            return None;
        }
        let amount = self.amount(row, findings);
        let year = self.year(row, findings);
        let measure = self.measure(row, findings);
        let weights = self.weights(row, unknown);
        let amount = match self.contract.sign {
            SignContract::DebitPositive => -amount?,
            SignContract::IncomePositive => amount?,
        };
        let counterpart = Code::new(&self.text(row, ExportField::Counterpart));
        Some(BudgetRow {
            year: year?,
            ansvar: Code::new(&self.text(row, ExportField::Ansvar)),
            account: Code::new(&self.text(row, ExportField::Account)),
            project: Code::new(&self.text(row, ExportField::Project)),
            internal: self.registers.settings.internal_counterparts.contains(&counterpart),
            counterpart,
            measure: measure?,
            weights: weights?,
            amount,
            account_place: self.place(row, ExportField::Account),
            ansvar_place: self.place(row, ExportField::Ansvar),
        })
    }

    fn amount(&self, row: &RawRow, findings: &mut Findings) -> Option<Money> {
        let read = match self.cell(row, ExportField::Amount) {
            Some(RawValue::Number(kr)) => Money::from_kr_decimal(*kr),
            Some(RawValue::Text(text)) => amount::read(text, self.contract),
            _ => None,
        };
        if read.is_none() {
            let found = self.text(row, ExportField::Amount);
            findings.add(self.place(row, ExportField::Amount), BudgetProblem::NotAnAmount { found });
        }
        read
    }

    fn year(&self, row: &RawRow, findings: &mut Findings) -> Option<i32> {
        let found = self.text(row, ExportField::Year);
        let year = found.parse().ok().and_then(|year| Month::new(year, 1)).map(|month| month.year);
        if year.is_none() {
            self.wrong(row, ExportField::Year, found, Expected::Year, findings);
        }
        year
    }

    /// An empty cell is the original budget; a change must name its decision.
    fn measure(&self, row: &RawRow, findings: &mut Findings) -> Option<Measure> {
        let found = self.text(row, ExportField::DecisionKind);
        let kind = BUDGET_KINDS.iter().position(|kind| *kind == found.to_lowercase());
        let decision = self.text(row, ExportField::Decision);
        match kind {
            _ if found.is_empty() => Some(Measure::BudgetOriginal),
            Some(0) => Some(Measure::BudgetOriginal),
            Some(_) if decision.is_empty() => {
                findings.add(self.place(row, ExportField::Decision), BudgetProblem::MissingDecision);
                None
            }
            Some(_) => Some(Measure::BudgetChange(Code::new(&decision))),
            None => {
                let words = Expected::Choice(BUDGET_KINDS.iter().map(ToString::to_string).collect());
                self.wrong(row, ExportField::DecisionKind, found, words, findings);
                None
            }
        }
    }

    /// Twelfths when no profile is named.
    fn weights(&self, row: &RawRow, unknown: &mut Unknown) -> Option<[u32; 12]> {
        let found = self.text(row, ExportField::Profile);
        let named = |name: &str| name.to_lowercase() == found.to_lowercase();
        let profile = self.registers.profiles.iter().find(|profile| named(&profile.name));
        match profile {
            Some(profile) => Some(profile.weights),
            None if found.is_empty() || named(TWELFTHS) => Some([1; 12]),
            None => {
                let place = self.place(row, ExportField::Profile);
                unknown.profiles.entry(found).or_insert((0, place)).0 += 1;
                None
            }
        }
    }

    fn wrong(
        &self,
        row: &RawRow,
        field: ExportField,
        found: String,
        expected: Expected,
        findings: &mut Findings,
    ) {
        let column = self.contract.column(field).unwrap_or_default().to_string();
        findings.add(self.place(row, field), BudgetProblem::WrongValue { column, found, expected });
    }
}

impl BudgetRow {
    fn book(self, registers: &Registers, facts: &mut Facts, unknown: &mut Unknown) {
        if registers.accounts.row(&self.account, self.internal, self.year).is_none() {
            unknown.add(CodeKind::Account, &self.account, self.amount, &self.account_place);
        }
        let subject = Subject::Coded {
            ansvar: self.ansvar.clone(),
            account: self.account.clone(),
            project: Some(self.project).filter(|code| registers.is_investment(code)),
            internal: self.internal,
        };
        let mut homeless = Money::ZERO;
        for (number, share) in (1..).zip(spread(self.amount, &self.weights)) {
            let Some(month) = Month::new(self.year, number).filter(|_| !share.is_zero()) else { continue };
            if !is_balance(&self.account) && registers.org.of_ansvar(&self.ansvar, month).is_none() {
                homeless += share;
            }
            let (measure, period) = (self.measure.clone(), LedgerPeriod::from(month));
            facts.add(FactKey { measure, period, subject: subject.clone() }, share);
        }
        if !homeless.is_zero() {
            unknown.add(CodeKind::Ansvar, &self.ansvar, homeless, &self.ansvar_place);
        }
    }
}

/// A year's amount over twelve months by weight, exact to the öre: each month its whole öre, and what is left over
/// one öre each to the months with the largest remainders, the earlier first.
pub fn spread(year: Money, weights: &[u32; 12]) -> [Money; 12] {
    let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    // The register reader demands a weight above zero.
    if total == 0 {
        return spread(year, &[1; 12]);
    }
    let size = year.ore().abs();
    let products = weights.map(|weight| size * i128::from(weight));
    let mut shares = products.map(|product| product / total);
    let mut by_remainder: Vec<usize> = (0..12).collect();
    by_remainder.sort_by_key(|at| (-(products[*at] % total), *at));
    let left_over = size - shares.iter().sum::<i128>();
    for (at, _) in by_remainder.into_iter().zip(0..left_over) {
        shares[at] += 1;
    }
    shares.map(|share| Money::from_ore(share * year.ore().signum()))
}

/// Codes and profiles that no register knows, each once with its rows and the first row's place.
#[derive(Default)]
struct Unknown {
    codes: BTreeMap<(CodeKind, Code), (u64, Money, Place)>,
    profiles: BTreeMap<String, (u64, Place)>,
}

impl Unknown {
    fn add(&mut self, kind: CodeKind, code: &Code, amount: Money, place: &Place) {
        let entry = self.codes.entry((kind, code.clone())).or_insert_with(|| (0, Money::ZERO, place.clone()));
        entry.0 += 1;
        entry.1 += amount;
    }

    fn tell(self, findings: &mut Findings) {
        for ((kind, code), (rows, sum, place)) in self.codes {
            findings.add(place, BudgetProblem::UnknownCodes { kind, code: code.to_string(), rows, sum });
        }
        for (found, (rows, place)) in self.profiles {
            findings.add(place, BudgetProblem::UnknownProfile { found, rows });
        }
    }
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

#[cfg(test)]
mod tests {
    use super::spread;
    use crate::domain::money::Money;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

    #[test]
    fn what_is_left_over_goes_to_the_largest_remainders() {
        let hundred = spread(Money::from_ore(100), &[1; 12]).map(Money::ore);
        assert_eq!(hundred, [9, 9, 9, 9, 8, 8, 8, 8, 8, 8, 8, 8]);
        let two = spread(Money::from_ore(-10), &[0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]).map(Money::ore);
        assert_eq!(two, [0, -3, -7, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    }

    proptest! {
        #[test]
        fn months_sum_to_the_year(
            ore in -10_000_000_000_000_i128..=10_000_000_000_000,
            weights in proptest::array::uniform12(any::<u32>()),
        ) {
            let year = Money::from_ore(ore);
            let months = spread(year, &weights);
            prop_assert_eq!(months.into_iter().sum::<Money>(), year);
            let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
            for (month, weight) in months.into_iter().zip(weights) {
                // Within one öre of the exact share.
                let exact = ore * i128::from(weight);
                prop_assert!(total == 0 || (month.ore() * total - exact).abs() < total);
            }
        }
    }
}
