//! Volymer och personal: what was budgeted, what it is, and what the managers expect of the year.

use rust_decimal::Decimal;

use super::Material;
use super::build::{column, text, word_table};
use super::goals::{indicator_key, name, now_cell, state_cell, trend_cell, value_cell};
use super::indicators::said_hidden;
use super::statements::forecast_heading;
use crate::consolidate::goals::Measured;
use crate::consolidate::volumes::{Volume, under_one};
use crate::doc::{Cell, Column, ColumnKind, Formula, Quantity, Role, Row, RowKey, Table};
use crate::domain::goal::Indicator;
use crate::domain::period::{Month, PeriodKind};
use crate::text::phrase::{filled, phrase};

/// A row for each volume and staff indicator and unit.
pub fn table_of(material: &Material) -> Option<Table> {
    let given = material.answers.iter().any(|answer| !answer.expected.is_empty()).then_some(material.period);
    let others = material.other_indicators();
    // In a plain month nobody is asked for them: what is not measured is not missing.
    let told = |measured: &&Measured| material.kind != PeriodKind::Month || measured.now.is_some();
    let others: Vec<&Measured> = others.iter().filter(told).collect();
    let of_one = others.chunk_by(|a, b| a.indicator.code == b.indicator.code);
    let mut rows: Vec<Row> = Vec::new();
    for own in of_one {
        rows.extend(rows_of(material, own, given.is_some(), rows.len()));
    }
    (!rows.is_empty()).then(|| {
        said_hidden(material, word_table("volymer", phrase("volymer.rubrik"), columns(material, given), rows))
    })
}

fn columns(material: &Material, given: Option<Month>) -> Vec<Column> {
    let year = material.period.year.to_string();
    let number = |key: &str, heading: String| column(key, heading, ColumnKind::Number);
    let mut columns = vec![
        column("mått", phrase("kolumn.volym"), ColumnKind::Text { wide: true }),
        column("måttenhet", phrase("kolumn.måttenhet"), ColumnKind::Text { wide: false }),
        number("budgeterat", filled("kolumn.budgeterat_år", &[("år", &year)])),
        number("förra", phrase("kolumn.förra_värdet").to_string()),
        column("avser", phrase("kolumn.avser"), ColumnKind::Word),
        number("utfall", phrase("kolumn.utfall").to_string()),
    ];
    columns.extend(given.map(|given| number("prognos", forecast_heading(material, given))));
    columns.push(column("läge", phrase("kolumn.läge"), ColumnKind::Word));
    columns.push(column("utveckling", phrase("kolumn.utveckling"), ColumnKind::Word));
    columns
}

/// The rows of one indicator, with a sum for units below the same node where it is a quantity.
fn rows_of(material: &Material, own: &[&Measured], forecast: bool, first: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = own.iter().map(|measured| row(material, measured, forecast)).collect();
    let Some(indicator) = own.first().map(|first| first.indicator) else { return rows };
    if material.registers.operations.basis(&indicator.code).is_some() {
        let together = under_one(material.registers, own);
        rows.extend(together.into_iter().map(|(above, places)| {
            let parts = places.iter().map(|at| Volume::of(material.registers, material.answers, own[*at]));
            let parts: Vec<Volume> = parts.collect();
            let name = [
                ("mått", indicator.text.as_str()),
                ("antal", &parts.len().to_string()),
                ("namn", &super::deviations::unit_name(material, &above)),
            ];
            let key = format!("{} summa {above}", indicator.code);
            let below = Formula::Rows(places.iter().map(|at| (first + at, false)).collect());
            let name = filled("volymer.summa_av", &name);
            sum_row((name, key), indicator, &Volume::sum(&parts), forecast, &below)
        }));
    }
    rows
}

fn sum_row(
    (name, key): (String, String),
    of: &Indicator,
    sum: &Volume,
    forecast: bool,
    formula: &Formula,
) -> Row {
    let number = |value: Option<Decimal>| {
        value.map_or(Cell::Empty, |value| {
            Cell::Number(Quantity::computed(value, of.decimals, formula.clone()))
        })
    };
    let mut cells = vec![
        text(name),
        text(of.unit_of_measure.clone()),
        number(sum.budget),
        number(sum.before),
        Cell::Empty,
        number(sum.now),
    ];
    cells.extend(forecast.then(|| number(sum.expected)));
    cells.extend([Cell::Empty, Cell::Empty]);
    Row { key: RowKey::Other(key), role: Role::Subtotal, depth: 0, cells }
}

fn row(material: &Material, measured: &Measured, forecast: bool) -> Row {
    let value = |value: Option<Decimal>| value_cell(measured, value);
    let mut cells = vec![
        text(name(material, measured)),
        text(measured.indicator.unit_of_measure.clone()),
        value(budgeted(material, measured)),
        value(measured.earlier.and_then(|reading| reading.value)),
        text(measured.earlier.map(|reading| reading.period.to_string()).unwrap_or_default()),
        now_cell(measured),
    ];
    if forecast {
        cells.push(expected(material, measured));
    }
    cells.push(state_cell(measured));
    cells.push(trend_cell(measured));
    Row { key: indicator_key(measured), role: Role::Item, depth: 0, cells }
}

/// What the unit has budgeted, else the indicator's target.
fn budgeted(material: &Material, measured: &Measured) -> Option<Decimal> {
    let own = measured.unit.as_ref();
    let year = material.period.year;
    own.and_then(|unit| material.registers.budgeted_volume(&measured.indicator.code, unit, year))
        .or(measured.indicator.target)
}

/// The manager's forecast; of a small group no more is shown than of its value.
fn expected(material: &Material, measured: &Measured) -> Cell {
    let Some(unit) = &measured.unit else { return Cell::Empty };
    if measured.masked {
        return Cell::Missing(phrase("mått.få_personer").to_string());
    }
    let answer = material.answers.iter().find(|answer| answer.unit == *unit);
    value_cell(measured, answer.and_then(|answer| answer.expected.get(&measured.indicator.code)).copied())
}
