//! What a person changed in a template outside the fields to fill in. None of it is used: budget and outcome are known
//! from the register of issued templates, and what stands beside the cells of the template has no meaning there. It is
//! told all the same, for the manager may have meant something by it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::identity::is_hidden_sheet;
use super::locate::{Address, Index, cell_place, one_line};
use crate::domain::money::{KronorUnit, Money};
use crate::finding::{Findings, Place, Shown, TemplateProblem};
use crate::form::identity::VisibleCode;
use crate::form::{Answers, Cell, Computed, Form, Prefill, Row, Sheet, Show, Table};
use crate::intake::value::shown;
use crate::raw::{RawValue, RawWorkbook};

/// So many are told one by one; the rest are counted.
const TOLD: usize = 10;
/// An öre in thousands of kronor. What a spreadsheet program has beyond that in a difference is noise.
const DECIMALS: u32 = 5;

pub fn check(index: &Index, prefill: &Prefill, form: &Form, answers: &Answers) -> Findings {
    let mut look = Look {
        workbook: index.workbook,
        index,
        answers,
        unit: prefill.amount_unit,
        known: index.pointed(),
        homes: BTreeSet::new(),
        changes: Vec::new(),
    };
    for sheet in &form.sheets {
        for (at, table) in sheet.tables.iter().enumerate() {
            look.captions(sheet, table, at);
            for row in &table.rows {
                look.row(table, row);
            }
        }
    }
    let beside = look.beside(form);
    let mut findings = Findings::default();
    let file = Place::File { file: index.workbook.file.clone() };
    look.changes.sort();
    let more = look.changes.len().saturating_sub(TOLD);
    for (address, problem) in look.changes.into_iter().take(TOLD) {
        findings.add(cell_place(index.workbook, address), problem);
    }
    if more > 0 {
        findings.add(file.clone(), TemplateProblem::MoreChanged { cells: more });
    }
    let more = beside.len().saturating_sub(TOLD);
    for (address, found) in beside.into_iter().take(TOLD) {
        findings.add(cell_place(index.workbook, address), TemplateProblem::Beside { found });
    }
    if more > 0 {
        findings.add(file, TemplateProblem::MoreBeside { cells: more });
    }
    findings
}

struct Look<'a> {
    workbook: &'a RawWorkbook,
    index: &'a Index<'a>,
    answers: &'a Answers,
    unit: KronorUnit,
    /// Cells that the template has, or its names point at.
    known: BTreeSet<Address>,
    /// Sheets that the template's tables stand on.
    homes: BTreeSet<usize>,
    changes: Vec<(Address, TemplateProblem)>,
}

impl Look<'_> {
    fn content(&self, (sheet, row, column): Address) -> Option<&RawValue> {
        self.workbook.sheets.get(sheet)?.cells.get(&(row, column))
    }

    fn has_formula(&self, (sheet, row, column): Address) -> bool {
        self.workbook.sheets.get(sheet).is_some_and(|sheet| sheet.formulas.contains_key(&(row, column)))
    }

    /// The headings of a table. One that is changed above fields to fill in is told with the fields.
    fn captions(&mut self, sheet: &Sheet, table: &Table, at: usize) {
        let headings = self.index.at(&table.key).to_vec();
        self.homes.extend(headings.iter().map(|(sheet, _, _)| *sheet));
        self.known.extend(&headings);
        for heading in &headings {
            for (column, described) in table.columns.iter().enumerate() {
                let found: Vec<Address> = self.index.captioned(&described.caption, *heading).collect();
                let input =
                    table.rows.iter().any(|row| matches!(row.cells.get(column), Some(Cell::Input(_))));
                if found.is_empty() && !described.caption.is_empty() && headings.len() == 1 {
                    let address = (heading.0, heading.1, described.place);
                    let now = self.content(address).map(shown).unwrap_or_default();
                    let other = table.columns.iter().any(|one| one_line(&one.caption) == one_line(&now));
                    self.known.insert(address);
                    if !input {
                        let field = format!("{}, rad {}", sheet.title, sheet.header_row(at));
                        let was = Some(Shown::Words(one_line(&described.caption)));
                        let now = Some(now).filter(|now| !other && !now.is_empty()).map(Shown::Words);
                        self.changes.push((address, TemplateProblem::Changed { field, was, now }));
                    }
                }
                self.known.extend(found);
            }
        }
    }

    fn row(&mut self, table: &Table, row: &Row) {
        self.known.extend(self.index.at(&row.key).to_vec());
        for (column, cell) in row.cells.iter().enumerate() {
            let found = self.index.cells(table, &row.key, column);
            if !matches!(cell, Cell::Empty) {
                self.known.extend(&found);
            }
            // Of a copied sheet nothing says which copy is the changed one.
            if let [address] = found.as_slice()
                && let Some((was, now)) = self.changed(table, row, column, cell, *address)
            {
                let field = label(table, row, column);
                self.changes.push((*address, TemplateProblem::Changed { field, was, now }));
            }
        }
    }

    /// What stood in a cell and what stands there now, where that differs.
    fn changed(
        &self,
        table: &Table,
        row: &Row,
        column: usize,
        cell: &Cell,
        address: Address,
    ) -> Option<(Option<Shown>, Option<Shown>)> {
        let raw = self.content(address);
        let was = match cell {
            Cell::Empty | Cell::Input(_) => return None,
            Cell::Text(text) => {
                let same = matches!(raw, Some(RawValue::Text(now)) if one_line(now) == one_line(text));
                if same || text.trim().is_empty() {
                    return None;
                }
                Some(Shown::Words(one_line(text)))
            }
            Cell::Amount(amount) => Some(self.amount_was(raw, *amount)?),
            Cell::Number(number, _) => Some(number_was(raw, *number)?),
            Cell::Computed(_) if self.has_formula(address) => return None,
            Cell::Computed(Computed::Status(_) | Computed::Progress(_)) => {
                // A program that keeps no formulas leaves their words behind.
                if !matches!(raw, Some(RawValue::Number(_) | RawValue::Date(_))) {
                    return None;
                }
                None
            }
            Cell::Computed(_) => {
                let at = table.rows.iter().position(|known| known.key == row.key)?;
                match table.amount(at, column, self.answers) {
                    Some(computed) => Some(self.amount_was(raw, computed)?),
                    None if raw.is_none() => return None,
                    None => None,
                }
            }
        };
        let money = matches!(cell, Cell::Amount(_) | Cell::Computed(_));
        let now = raw.map(|raw| match raw {
            RawValue::Number(now) if money => self.as_amount(*now),
            other => Shown::Words(shown(other)),
        });
        Some((was, now.filter(|now| *now != Shown::Words(String::new()))))
    }

    fn amount_was(&self, raw: Option<&RawValue>, was: Money) -> Option<Shown> {
        number_was(raw, was.to_decimal(self.unit)?).map(|_| Shown::Amount(was, self.unit))
    }

    /// A number where an amount belongs; one that is finer than öre is shown as it stands.
    fn as_amount(&self, number: Decimal) -> Shown {
        match Money::from_decimal(number.round_dp(DECIMALS), self.unit) {
            Some(amount) => Shown::Amount(amount, self.unit),
            None => Shown::Words(shown(&RawValue::Number(number))),
        }
    }

    /// Everything that is not the template's, in the order it stands.
    fn beside(&self, form: &Form) -> Vec<(Address, String)> {
        let lines = form.sheets.iter().flat_map(|sheet| sheet.lines.iter().chain([&sheet.heading]));
        let own: BTreeSet<String> = lines.map(|line| one_line(line)).collect();
        let is_own = |value: &RawValue| match value {
            RawValue::Text(text) => VisibleCode::parse(text).is_some() || own.contains(&one_line(text)),
            _ => false,
        };
        let mut found: Vec<(Address, String)> = Vec::new();
        for (at, sheet) in self.workbook.sheets.iter().enumerate() {
            // A sheet that lost every table of its own is told as lost.
            let lost = !self.homes.contains(&at) && form.sheets.iter().any(|own| own.title == *sheet.name);
            if lost || is_hidden_sheet(sheet) {
                continue;
            }
            for ((row, column), value) in &sheet.cells {
                let address = (at, *row, *column);
                if self.known.contains(&address) || is_own(value) {
                    continue;
                }
                match found.last_mut() {
                    // A row that somebody has put in is told once.
                    Some(((sheet, last, _), words))
                        if (*sheet, *last) == (at, *row) && self.inserted(at, *row) =>
                    {
                        *words = format!("{words}, {}", shown(value));
                    }
                    _ => found.push((address, shown(value))),
                }
            }
        }
        found
    }
}

impl Look<'_> {
    /// Nothing on the row is the template's.
    fn inserted(&self, sheet: usize, row: u32) -> bool {
        self.known.range((sheet, row, 0)..(sheet, row + 1, 0)).next().is_none()
    }
}

/// What the number was, where another stands there now.
fn number_was(raw: Option<&RawValue>, was: Decimal) -> Option<Shown> {
    match raw {
        Some(RawValue::Number(now)) if now.round_dp(DECIMALS) == was.round_dp(DECIMALS) => None,
        _ => Some(Shown::Words(shown(&RawValue::Number(was)))),
    }
}

/// `Personalkostnader, Budget 2020, kr`.
fn label(table: &Table, row: &Row, column: usize) -> String {
    let texts = table.columns.iter().zip(&row.cells).filter(|(column, _)| column.show == Show::Text);
    let name = texts.map(|(_, cell)| cell).find_map(|cell| match cell {
        Cell::Text(text) => Some(one_line(text)),
        _ => None,
    });
    let caption = table.columns.get(column).map(|column| one_line(&column.caption)).unwrap_or_default();
    let parts = [name.unwrap_or_default(), caption];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
