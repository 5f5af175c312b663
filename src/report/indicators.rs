//! Indicators (mått): target, value, state, trend and what others have; in the workbook with all earlier values.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::Material;
use super::build::{column, text, word_table};
use super::proof::Extent;
use crate::consolidate::goals::{Followed, Measured, compared, follow};
use crate::doc::{Cell, Column, ColumnKind, Quantity, Role, Row, RowKey, Table};
use crate::domain::code::Code;
use crate::domain::goal::{Indicator, IndicatorKind, IndicatorState, RatingShape, Reading, Trend};
use crate::domain::indicator::Peer;
use crate::domain::period::Month;
use crate::text::format::{listed, number};
use crate::text::phrase::{filled, phrase};
use crate::text::report::frequency;

/// What a column of the table shows of an indicator.
struct Shown<'a> {
    column: Column,
    cell: Box<dyn Fn(&Measured) -> Cell + 'a>,
}

/// All indicators of goals, goal by goal.
pub fn table_of(material: &Material, extent: Extent) -> Option<Table> {
    let followed = follow(material.registers, material.readings, material.period);
    let shown = columns(material, extent, &followed);
    let mut rows = Vec::new();
    for one in followed.iter().filter(|one| !one.measured.is_empty() || !one.dropped.is_empty()) {
        let with = |first: &str| {
            let mut cells = vec![text(first)];
            cells.resize(shown.len(), Cell::Empty);
            cells
        };
        let key = RowKey::Goal(one.goal.code.clone());
        rows.push(Row { key, role: Role::Group, depth: 0, cells: with(&one.goal.text) });
        for measured in &one.measured {
            let cells = shown.iter().map(|shown| (shown.cell)(measured)).collect();
            rows.push(Row { key: indicator_key(measured), role: Role::Item, depth: 1, cells });
        }
        for since in since_the_plan(one) {
            let key = RowKey::Other(since.key);
            rows.push(Row { key, role: Role::Memo, depth: 1, cells: with(&since.sentence) });
        }
    }
    let columns = shown.into_iter().map(|shown| shown.column).collect();
    (!rows.is_empty())
        .then(|| said_hidden(material, word_table("matt", phrase("mått.rubrik"), columns, rows)))
}

/// Says below the table why a value in it is not shown.
pub(super) fn said_hidden(material: &Material, mut table: Table) -> Table {
    let hidden = |cell: &Cell| matches!(cell, Cell::Missing(words) if words == phrase("mått.få_personer"));
    if table.rows.iter().any(|row| row.cells.iter().any(hidden)) {
        table.notes.push(material.standing("mått.skyddade").to_string());
    }
    table
}

/// The report has what the rating rests on; the workbook all that the registers say. A column that would be blank is not
/// there.
fn columns<'a>(material: &'a Material, extent: Extent, followed: &[Followed]) -> Vec<Shown<'a>> {
    let whole = extent == Extent::Whole;
    let measured = || followed.iter().flat_map(|one| &one.measured);
    let some = |of: fn(&Indicator) -> bool| whole && measured().any(|one| of(one.indicator));
    let mut columns = vec![
        name_column(material),
        shown("måttenhet", phrase("kolumn.måttenhet"), ColumnKind::Text { wide: false }, |one| {
            text(one.indicator.unit_of_measure.clone())
        }),
    ];
    if some(|one| one.base.is_some()) {
        let base = |one: &Measured| value_cell(one, one.indicator.base);
        columns.push(shown("bas", phrase("kolumn.bas"), ColumnKind::Number, base));
    }
    columns.push(shown("målvärde", phrase("kolumn.målvärde"), ColumnKind::Number, |one| {
        target_cell(one.indicator)
    }));
    if some(|one| one.tolerance.is_some()) {
        let tolerance = |one: &Measured| value_cell(one, one.indicator.tolerance);
        columns.push(shown("tolerans", phrase("kolumn.tolerans"), ColumnKind::Number, tolerance));
    }
    let history = if whole { earlier_periods(material, followed) } else { BTreeSet::new() };
    for period in history {
        let heading = period.to_string();
        let cell = move |one: &Measured| history_cell(material, one, period);
        columns.push(shown(&format!("värde {heading}"), &heading, ColumnKind::Number, cell));
    }
    columns.extend([
        shown("förra", phrase("kolumn.förra_värdet"), ColumnKind::Number, |one| {
            value_cell(one, one.earlier.and_then(|reading| reading.value))
        }),
        shown("avser", phrase("kolumn.avser"), ColumnKind::Word, |one| {
            text(one.earlier.map(|reading| reading.period.to_string()).unwrap_or_default())
        }),
        shown("utfall", phrase("kolumn.utfall"), ColumnKind::Number, now_cell),
    ]);
    if whole && measured().any(|one| one.now.is_some_and(|now| now.measured.is_some())) {
        columns.push(shown("mätdatum", phrase("kolumn.mätdatum"), ColumnKind::Word, |one| {
            one.now.and_then(|now| now.measured).map_or(Cell::Empty, Cell::Date)
        }));
    }
    columns.push(shown("läge", phrase("kolumn.läge"), ColumnKind::Word, state_cell));
    columns.push(shown("utveckling", phrase("kolumn.utveckling"), ColumnKind::Word, trend_cell));
    for (peer, key, heading) in [
        (Peer::Nation, "riket", phrase("kolumn.riket")),
        (Peer::Similar, "liknande", phrase("kolumn.liknande")),
    ] {
        let known =
            |one: &Measured| compared(material.registers, one.indicator, peer, material.period).is_some();
        if measured().any(known) {
            let cell = move |one: &Measured| peer_cell(material, one.indicator, peer);
            columns.push(shown(key, heading, ColumnKind::Number, cell));
        }
    }
    columns
}

fn name_column<'a>(material: &'a Material) -> Shown<'a> {
    shown("mått", phrase("kolumn.mått"), ColumnKind::Text { wide: true }, |one| text(name(material, one)))
}

/// How often the indicators are measured, by whom, and where the values are from: on a sheet of its own, so that target,
/// outcome and state stand on one page.
pub fn sources(material: &Material) -> Option<Table> {
    let followed = follow(material.registers, material.readings, material.period);
    let shown = [
        name_column(material),
        shown("mäts", phrase("kolumn.mäts"), ColumnKind::Word, |one| {
            text(one.indicator.frequency.map(frequency).unwrap_or_default())
        }),
        shown("ansvarig", phrase("kolumn.ansvarig"), ColumnKind::Text { wide: false }, |one| {
            text(responsible(material, one.indicator))
        }),
        shown("källa", phrase("kolumn.källa"), ColumnKind::Text { wide: true }, |one| text(source(one))),
    ];
    let rows = followed.iter().flat_map(|one| &one.measured).map(|measured| Row {
        key: indicator_key(measured),
        role: Role::Item,
        depth: 0,
        cells: shown.iter().map(|shown| (shown.cell)(measured)).collect(),
    });
    let rows: Vec<Row> = rows.collect();
    let columns = shown.map(|shown| shown.column).into();
    (!rows.is_empty()).then(|| word_table("mattkallor", phrase("mått.källor_blad"), columns, rows))
}

fn shown<'a>(key: &str, heading: &str, kind: ColumnKind, cell: impl Fn(&Measured) -> Cell + 'a) -> Shown<'a> {
    Shown { column: column(key, heading, kind), cell: Box::new(cell) }
}

/// The periods before this one that an indicator has a value of its own for.
fn earlier_periods(material: &Material, followed: &[Followed]) -> BTreeSet<Month> {
    let of = |one: &Measured| -> Vec<Month> {
        let own = material.readings.iter().filter(|reading| is_of(reading, one) && reading.value.is_some());
        own.map(|reading| reading.period).filter(|period| *period < material.period).collect()
    };
    followed.iter().flat_map(|one| &one.measured).flat_map(of).collect()
}

fn is_of(reading: &Reading, measured: &Measured) -> bool {
    reading.indicator == measured.indicator.code && reading.unit == measured.unit
}

fn history_cell(material: &Material, measured: &Measured, period: Month) -> Cell {
    let own = material.readings.iter().find(|reading| is_of(reading, measured) && reading.period == period);
    match own {
        Some(reading) if reading.hidden => Cell::Missing(phrase("mått.få_personer").to_string()),
        own => value_cell(measured, own.and_then(|reading| reading.value)),
    }
}

/// What others have, with its year where it is another than the report's.
fn peer_cell(material: &Material, indicator: &Indicator, peer: Peer) -> Cell {
    let decimals = indicator.decimals;
    match compared(material.registers, indicator, peer, material.period) {
        None => Cell::Empty,
        Some(one) if one.period.year == material.period.year => {
            Cell::Number(Quantity::given(one.value, decimals))
        }
        Some(one) => {
            let (value, year) = (number(one.value, decimals), one.period.year.to_string());
            text(filled("mått.värde_år", &[("värde", &value), ("år", &year)]))
        }
    }
}

fn responsible(material: &Material, indicator: &Indicator) -> String {
    if !indicator.responsible.is_empty() {
        return indicator.responsible.clone();
    }
    let units = indicator.units.iter().map(|unit| super::deviations::unit_name(material, unit));
    listed(&units.collect::<Vec<_>>())
}

/// Where the indicator is from, and the period's value where that is from elsewhere.
fn source(measured: &Measured) -> String {
    let own = measured.now.map(|now| now.source.as_str()).unwrap_or_default();
    let mut sources = vec![measured.indicator.source.as_str(), own];
    sources.retain(|source| !source.is_empty());
    sources.dedup();
    sources.join("; ")
}

/// What an indicator of the plan has become.
pub(super) struct SincePlan {
    pub key: String,
    /// In two words.
    pub what: &'static str,
    pub sentence: String,
}

/// What the plan's indicators of a goal have become, to stand under the goal.
pub(super) fn since_the_plan(one: &Followed) -> Vec<SincePlan> {
    let reworded = one.measured.iter().map(|measured| measured.indicator).filter(|own| own.reworded());
    let reworded = reworded.map(|own| {
        let adopted = own.adopted_text.as_deref().unwrap_or_default();
        SincePlan {
            key: format!("lydelse {}", own.code),
            what: phrase("mått.rubrik_ny_lydelse"),
            sentence: filled("mått.ny_lydelse", &[("mått", &own.text), ("antagen", adopted)]),
        }
    });
    let dropped = one.dropped.iter().map(|dropped| {
        let plan = dropped.plan.to_string();
        let values = [("mått", dropped.indicator.text.as_str()), ("år", &plan)];
        let mut sentence = match dropped.this_year {
            true => filled("mått.utgått", &values),
            false => filled("mått.utgått_tidigare", &values),
        };
        if let Some(other) = dropped.replaced_by {
            sentence = format!("{sentence} {}", filled("mått.ersatt", &[("mått", &other.text)]));
        }
        let key = format!("utgått {}", dropped.indicator.code);
        SincePlan { key, what: phrase("mått.rubrik_utgått"), sentence }
    });
    reworded.chain(dropped).collect()
}

/// A number where its direction says the rest, else the condition in words.
fn target_cell(indicator: &Indicator) -> Cell {
    match (indicator.target, crate::text::report::target(indicator)) {
        (Some(_), Some(words)) => text(words),
        (Some(value), None) => Cell::Number(Quantity::given(value, indicator.decimals)),
        // Volumes have none; what belongs to a goal should have.
        (None, _) if indicator.kind == IndicatorKind::Goal => {
            Cell::Missing(phrase("mått.målvärde_saknas").to_string())
        }
        (None, _) => Cell::Empty,
    }
}

pub(super) fn indicator_key(measured: &Measured) -> RowKey {
    let unit = measured.unit.as_ref().map(Code::to_string).unwrap_or_default();
    RowKey::Other(format!("{} {unit}", measured.indicator.code))
}

/// The indicator, and whose it is when each unit has its own.
pub(super) fn name(material: &Material, measured: &Measured) -> String {
    match &measured.unit {
        Some(unit) => {
            format!("{}, {}", measured.indicator.text, super::deviations::unit_name(material, unit))
        }
        None => measured.indicator.text.clone(),
    }
}

pub(super) fn value_cell(measured: &Measured, value: Option<Decimal>) -> Cell {
    let decimals = measured.indicator.decimals;
    value.map_or(Cell::Empty, |value| Cell::Number(Quantity::given(value, decimals)))
}

/// The period's value, or why there is none to show.
pub(super) fn now_cell(measured: &Measured) -> Cell {
    if measured.masked {
        Cell::Missing(phrase("mått.få_personer").to_string())
    } else if measured.now.is_none() {
        let often = measured.indicator.frequency.filter(|_| measured.state == IndicatorState::NotDue);
        Cell::Missing(often.map_or_else(
            || phrase("mått.ej_mätt").to_string(),
            |often| filled("mått.mäts", &[("ofta", frequency(often))]),
        ))
    } else {
        value_cell(measured, measured.now.and_then(|reading| reading.value))
    }
}

pub(super) fn state_cell(measured: &Measured) -> Cell {
    let (shape, word) = match measured.state {
        IndicatorState::Met => (RatingShape::Full, phrase("läge.når")),
        IndicatorState::Close => (RatingShape::Half, phrase("läge.nära")),
        IndicatorState::NotMet => (RatingShape::Empty, phrase("läge.når_inte")),
        IndicatorState::NotMeasured => (RatingShape::Dash, phrase("läge.ej_mätt")),
        IndicatorState::NotDue => (RatingShape::Dash, phrase("läge.senare")),
        IndicatorState::NoTarget | IndicatorState::Hidden => return Cell::Empty,
    };
    Cell::State { shape, word: word.to_string() }
}

/// A measure without a target, such as the number of pupils, goes up or down: neither is better.
pub(super) fn trend_cell(measured: &Measured) -> Cell {
    if measured.state == IndicatorState::NoTarget && measured.trend.is_some() {
        let value = |reading: Option<&Reading>| reading.and_then(|reading| reading.value);
        return text(match value(measured.now).cmp(&value(measured.earlier)) {
            Ordering::Greater => phrase("utveckling.ökar"),
            Ordering::Less => phrase("utveckling.minskar"),
            Ordering::Equal => phrase("utveckling.oförändrad"),
        });
    }
    let word = match measured.trend {
        None => return Cell::Empty,
        Some(Trend::Better) => phrase("utveckling.bättre"),
        Some(Trend::Same) => phrase("utveckling.oförändrad"),
        Some(Trend::Worse) => phrase("utveckling.sämre"),
    };
    measured.trend.map_or(Cell::Empty, |trend| Cell::Trend { trend, word: word.to_string() })
}
