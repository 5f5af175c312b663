//! The amounts that the financial goals' key figures are computed from: a sheet beside the goals, so that the workbook computes
//! them itself.

use rust_decimal::Decimal;

use super::Material;
use super::build::{column, figure, has_figures, table, text};
use super::financial::{Shows, columns, forecast_notes};
use crate::consolidate::key_figures::{By, MILLION, Made, Part, inhabitants, made};
use crate::doc::{
    AmountUnit, Cell, CellOf, ColumnKind, Figure, Formula, Operand, Quantity, Ratio, Role, Row, RowKey, Table,
};
use crate::domain::goal::KeyFigure;
use crate::domain::money::Money;
use crate::domain::municipal_fact::INHABITANTS;
use crate::domain::query::Query;
use crate::text::phrase::phrase;

const ID: &str = "finansiella_underlag";

/// The sheet's table; nothing where no goal's key figure is made of amounts.
pub fn whole(material: &Material) -> Option<Table> {
    table_of(material, &columns(material))
}

pub(super) fn table_of(material: &Material, shown: &[Shows]) -> Option<Table> {
    let made: Vec<Made> =
        material.registers.financial_goals.iter().filter_map(|goal| made(goal.key_figure)).collect();
    let mut parts: Vec<Part> = Vec::new();
    for (part, _) in made.iter().flat_map(|one| one.over.iter().chain(divisor(one))) {
        if !parts.contains(part) {
            parts.push(*part);
        }
    }
    parts.sort();
    let mut rows: Vec<Row> =
        parts.into_iter().map(|part| row(material, part, shown)).filter(has_figures).collect();
    if made.iter().any(|one| matches!(one.by, By::Inhabitants)) {
        rows.push(people(shown.iter().map(|one| inhabitants(material.registers, one.month))));
    }
    let mut heads = vec![column("rad", phrase("kolumn.post"), ColumnKind::Text { wide: true })];
    heads.extend(shown.iter().map(|one| column(&one.key, one.heading.clone(), ColumnKind::Amount)));
    let mut built = table(ID, phrase("finansiella.underlag"), heads, rows);
    built.unit = AmountUnit::Kr;
    if shown.iter().any(Shows::is_forecast) {
        built.notes.extend(forecast_notes(material));
    }
    built.notes.push(material.standing("finansiella.underlag_not").to_string());
    (!built.rows.is_empty()).then_some(built)
}

fn divisor(made: &Made) -> &'static [(Part, bool)] {
    match made.by {
        By::Amounts { parts, .. } => parts,
        By::Inhabitants | By::Million => &[],
    }
}

pub(super) fn key(part: Part) -> RowKey {
    RowKey::Other(format!("{part:?}"))
}

fn row(material: &Material, part: Part, shown: &[Shows]) -> Row {
    let amount =
        |one: &Shows| figure(material, part.query(material.registers, &one.year(material), one.month));
    let cells = std::iter::once(text(name(part))).chain(shown.iter().map(amount)).collect();
    Row { key: key(part), role: Role::Item, depth: 0, cells }
}

/// Inhabitants as they were last counted.
pub(super) fn people(counted: impl Iterator<Item = Option<Decimal>>) -> Row {
    let number =
        |found: Option<Decimal>| found.map_or(Cell::Empty, |value| Cell::Number(Quantity::given(value, 0)));
    let cells = std::iter::once(text(phrase("nyckelbelopp.folkmängd"))).chain(counted.map(number)).collect();
    Row { key: RowKey::Other(INHABITANTS.to_string()), role: Role::Item, depth: 0, cells }
}

/// How a key figure is computed from a column of the table; nothing where the table lacks a part.
pub(super) fn formula(key_figure: KeyFigure, basis: &Table, column: usize) -> Option<Formula> {
    let made = made(key_figure)?;
    let over = operand(basis, made.over, column)?;
    let (under, size, in_percent) = match made.by {
        By::Amounts { parts, size } => (operand(basis, parts, column)?, size, true),
        By::Million => (Operand::Constant(MILLION), false, false),
        By::Inhabitants => (inhabitants_in(basis, column)?, false, false),
    };
    Some(Formula::Ratio(Box::new(Ratio { over, under, size, in_percent })))
}

pub(super) fn inhabitants_in(basis: &Table, column: usize) -> Option<Operand> {
    let row = basis.row(&RowKey::Other(INHABITANTS.to_string()))?;
    let Cell::Number(number) = basis.rows[row].cells.get(column)? else { return None };
    let cell = CellOf { table: basis.id.clone(), row, column, subtracted: false };
    Some(Operand::Number { cell, value: number.value })
}

/// Σ of parts, each by its cell.
pub(super) fn operand(basis: &Table, parts: &[(Part, bool)], column: usize) -> Option<Operand> {
    let (mut cells, mut value) = (Vec::new(), Money::ZERO);
    for (part, subtracted) in parts {
        // At year end the months that have been are the year.
        let row = basis.row(&key(*part)).or_else(|| basis.row(&key(part.of_whole_year())))?;
        let Cell::Amount(figure) = basis.rows[row].cells.get(column)? else { return None };
        value += if *subtracted { -figure.value } else { figure.value };
        cells.push(CellOf { table: basis.id.clone(), row, column, subtracted: *subtracted });
    }
    // What it is a sum of is said by the cells.
    let query = Query::sum(Vec::new());
    Some(Operand::Figure(Figure { value, query, formula: Some(Formula::Cells(cells)) }))
}

pub(super) fn name(part: Part) -> &'static str {
    match part {
        Part::Result => phrase("nyckelbelopp.resultat"),
        Part::Taxes => phrase("nyckelbelopp.skatter"),
        Part::Grants => phrase("nyckelbelopp.bidrag"),
        Part::NetCost => phrase("nyckelbelopp.nettokostnader"),
        Part::NetCostBudget => phrase("nyckelbelopp.nettokostnader_budget"),
        Part::ResultToDate => phrase("nyckelbelopp.resultat_hittills"),
        Part::DepreciationToDate => phrase("nyckelbelopp.avskrivningar"),
        Part::NetInvestments => phrase("nyckelbelopp.nettoinvesteringar"),
        Part::Cash => phrase("nyckelbelopp.kassa"),
        Part::Equity => phrase("nyckelbelopp.eget_kapital"),
        Part::Assets => phrase("nyckelbelopp.tillgångar"),
        Part::LongDebt => phrase("nyckelbelopp.långfristiga_skulder"),
        Part::Reserve => phrase("nyckelbelopp.reserv"),
        Part::PensionsOutside => phrase("nyckelbelopp.pensioner"),
    }
}
