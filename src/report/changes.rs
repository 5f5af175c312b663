//! What has changed in the goals since the last report on them, as a paragraph and a table.

use super::Material;
use super::build::{column, text, word_table};
use super::goals::rating_cell;
use super::indicators::{indicator_key, now_cell, state_cell};
use super::proof::Extent;
use crate::consolidate::changes::{Changes, IndicatorChange, changes};
use crate::consolidate::goals::Measured;
use crate::doc::{Cell, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::goal::{Rating, RatingShape};
use crate::text::format::{listed, number};
use crate::text::phrase::{filled, phrase};
use crate::text::report::month_name;

/// How many ratings and indicators changed since when; none where Tidplan has no earlier report on goals.
pub fn sentence(material: &Material) -> Option<String> {
    let found = of(material)?;
    let turned = found.indicators.iter().filter(|one| one.turned()).count();
    let month = month_name(found.since);
    let part = |count: usize, one: &str, several: fn(&str) -> String| match count {
        0 => None,
        1 => Some(one.to_string()),
        _ => Some(several(&count.to_string())),
    };
    let parts = [
        part(found.ratings.len(), phrase("ändrat.bedömning"), |count| {
            filled("ändrat.bedömningar", &[("antal", count)])
        }),
        part(found.indicators.len(), phrase("ändrat.värde"), |count| {
            filled("ändrat.värden", &[("antal", count)])
        }),
        part(turned, phrase("ändrat.läge"), |count| filled("ändrat.lägen", &[("antal", count)])),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Some(match parts.is_empty() {
        true => filled("ändrat.inget", &[("månad", &month)]),
        false => filled("ändrat.ingress", &[("månad", &month), ("vad", &listed(&parts))]),
    })
}

/// Ratings that are others and indicators that have another state; in the workbook also those with another value.
pub fn table_of(material: &Material, extent: Extent) -> Option<Table> {
    let found = of(material)?;
    let told = |one: &&IndicatorChange| extent == Extent::Whole || one.turned();
    let ratings = found.ratings.iter().map(|one| Row {
        key: RowKey::Goal(one.goal.code.clone()),
        role: Role::Item,
        depth: 1,
        cells: vec![text(one.goal.text.clone()), rated(material, one.before), rated(material, one.now)],
    });
    let indicators = found.indicators.iter().filter(told).map(|one| Row {
        key: indicator_key(&one.now),
        role: Role::Item,
        depth: 1,
        cells: vec![text(one.now.indicator.text.clone()), stood(&one.before), stood(&one.now)],
    });
    let rows: Vec<Row> = group(phrase("ändrat.grupp_bedömningar"), ratings.collect())
        .into_iter()
        .chain(group(phrase("ändrat.grupp_mått"), indicators.collect()))
        .collect();
    let columns = vec![
        column("vad", phrase("kolumn.mål_eller_mått"), ColumnKind::Text { wide: true }),
        column("då", month_name(found.since), ColumnKind::Word),
        column("nu", month_name(material.period), ColumnKind::Word),
    ];
    let caption = filled("ändrat.rubrik", &[("månad", &month_name(found.since))]);
    (!rows.is_empty()).then(|| word_table("andrat", caption, columns, rows))
}

fn of<'a>(material: &Material<'a>) -> Option<Changes<'a>> {
    changes(material.registers, material.readings, material.period)
}

fn rated(material: &Material, rating: Option<&Rating>) -> Cell {
    rating_cell(material.registers, rating.map(|rating| rating.word.as_str()))
}

/// The state with the value it rests on; the value alone where there is no target.
fn stood(measured: &Measured) -> Cell {
    let value = measured.now.and_then(|reading| reading.value);
    let value = value.map(|value| number(value, measured.indicator.decimals));
    match (state_cell(measured), value) {
        (Cell::State { shape, word }, Some(value)) if shape != RatingShape::Dash => Cell::State {
            shape,
            word: filled("ändrat.läge_värde", &[("läge", &word), ("värde", &value)]),
        },
        _ => now_cell(measured),
    }
}

fn group(heading: &str, rows: Vec<Row>) -> Vec<Row> {
    if rows.is_empty() {
        return rows;
    }
    let cells = vec![text(heading), Cell::Empty, Cell::Empty];
    let head = Row { key: RowKey::Other(heading.to_string()), role: Role::Group, depth: 0, cells };
    std::iter::once(head).chain(rows).collect()
}
