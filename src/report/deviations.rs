//! The managers' words about their deviations, what is missing, and what stands in for it.

use super::Material;
use super::build::{column, difference, figure, table, text, word_table};
use super::statements::forecast_heading;
use crate::consolidate::forecast::StandIn;
use crate::consolidate::statement::Shown;
use crate::doc::{Cell, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::PeriodKind;
use crate::domain::query::Pick;
use crate::domain::statement::Extent;
use crate::domain::submission::Submission;
use crate::text::phrase::{filled, phrase};
use crate::text::report::{month_name, year_to_date};

/// What stands in for forecasts that are missing, said below the table that uses them.
pub fn stand_in_notes(material: &Material) -> Vec<String> {
    let Some(given) = material.forecast else { return Vec::new() };
    let mut notes = Vec::new();
    for gap in material.gaps {
        let (unit, cost_type) = (unit_name(material, &gap.unit), gap.cost_type.0.as_str());
        let values = [("enhet", unit.as_str()), ("kostnadsslag", cost_type)];
        let answered = material.answers.iter().any(|answer| answer.unit == gap.unit);
        let note = match gap.stand_in {
            Some((_, StandIn::Budget)) if answered => filled("prognos.oanvändbar", &values),
            Some((_, StandIn::Budget)) => filled("prognos.budget_i_stället", &values),
            Some((_, StandIn::Earlier(month))) => {
                filled("prognos.tidigare_i_stället", &[values[0], values[1], ("månad", &month_name(month))])
            }
            None => filled("prognos.saknas_i_summan", &values),
        };
        notes.push(note);
    }
    if given != material.period {
        notes.push(filled("prognos.given", &[("månad", &month_name(given))]));
    }
    notes
}

/// Each unit's deviations by cost type that have a comment or exceed the comment limit.
pub fn comments(material: &Material) -> Option<Table> {
    let mut rows = Vec::new();
    for answer in material.answers {
        let own = unit_rows(material, answer);
        if !own.is_empty() || !answer.summary.is_empty() {
            let name = unit_name(material, &answer.unit);
            let mut cells = vec![text(name)];
            cells.resize(5, Cell::Empty);
            rows.push(Row { key: RowKey::Org(answer.unit.clone()), role: Role::Group, depth: 0, cells });
            rows.extend(summary(answer));
            rows.extend(own);
        }
    }
    let (plan, result) = match material.forecast.filter(|_| material.kind != PeriodKind::Year) {
        Some(given) => (
            filled("kolumn.budget_år", &[("år", &given.year.to_string())]),
            forecast_heading(material, given),
        ),
        None if material.kind == PeriodKind::Year => {
            let year = material.period.year.to_string();
            (filled("kolumn.budget_år", &[("år", &year)]), filled("kolumn.utfall_år", &[("år", &year)]))
        }
        None => {
            let month = year_to_date(material.period);
            (
                filled("kolumn.budget_tom", &[("månad", &month)]),
                filled("kolumn.utfall_tom", &[("månad", &month)]),
            )
        }
    };
    let columns = vec![
        column("rad", phrase("kolumn.enhet_kostnadsslag"), ColumnKind::Text { wide: false }),
        column("budget", plan, ColumnKind::Amount),
        column("utfall", result, ColumnKind::Amount),
        column("avvikelse", phrase("kolumn.avvikelse"), ColumnKind::Signed),
        column("kommentar", phrase("kolumn.kommentar"), ColumnKind::Text { wide: true }),
    ];
    (!rows.is_empty()).then(|| table("avvikelser", phrase("avvikelser.rubrik"), columns, rows))
}

/// The manager's own summing-up of the economy.
fn summary(answer: &Submission) -> Option<Row> {
    let mut cells = vec![text(phrase("avvikelser.sammanfattning"))];
    cells.resize(4, Cell::Empty);
    cells.push(text(answer.summary.clone()));
    let key = RowKey::Other(format!("{} sammanfattning", answer.unit));
    (!answer.summary.is_empty()).then_some(Row { key, role: Role::Item, depth: 1, cells })
}

fn unit_rows(material: &Material, answer: &Submission) -> Vec<Row> {
    let forecast = material.forecast.filter(|_| material.kind != PeriodKind::Year);
    let (plan, result) = match forecast {
        Some(given) => (Shown::budget(given.year), Shown::forecast(given)),
        None => (Shown::budget_through(material.period), Shown::outcome(material.period)),
    };
    let (plan, result) = (plan.on(&answer.unit), result.on(&answer.unit));
    let mut rows = Vec::new();
    for (cost_type, _, _) in material.registers.accounts.cost_types(material.period.year) {
        let ask = |shown: &Shown| {
            figure(material, Some(shown.of(Pick::CostType(cost_type.clone()), Extent::Movement)))
        };
        let comment = answer.comments.get(cost_type).cloned().unwrap_or_default();
        let mut cells = vec![text(cost_type.0.as_str()), ask(&plan), ask(&result)];
        cells.push(difference(&cells, 2, 1));
        let large = matches!(&cells[3], Cell::Amount(figure) if figure.value.abs() >= material.registers.settings.comment_limit);
        if comment.is_empty() && !large {
            continue;
        }
        cells.push(if comment.is_empty() {
            Cell::Missing(phrase("kommentar.saknas").into())
        } else {
            Cell::Text(comment)
        });
        rows.push(Row { key: unit_key(&answer.unit, cost_type), role: Role::Item, depth: 1, cells });
    }
    rows
}

/// What is done about deviations, with effect, responsible and date.
pub fn actions(material: &Material) -> Option<Table> {
    let mut rows = Vec::new();
    for answer in material.answers {
        for (at, action) in answer.actions.iter().enumerate() {
            let effect = action.effect.map_or(Cell::Empty, |effect| Cell::Number {
                value: (rust_decimal::Decimal::from(i64::try_from(effect.tkr()).unwrap_or(i64::MAX))),
                decimals: 0,
            });
            let cells = vec![
                text(unit_name(material, &answer.unit)),
                text(action.what.clone()),
                effect,
                text(action.responsible.clone()),
                action.date.map_or(Cell::Empty, Cell::Date),
            ];
            rows.push(Row {
                key: RowKey::Other(format!("{} {at}", answer.unit)),
                role: Role::Item,
                depth: 0,
                cells,
            });
        }
    }
    let columns = vec![
        column("enhet", phrase("kolumn.enhet"), ColumnKind::Text { wide: false }),
        column("åtgärd", phrase("kolumn.åtgärd"), ColumnKind::Text { wide: true }),
        column("effekt", phrase("kolumn.effekt"), ColumnKind::Number),
        column("ansvarig", phrase("kolumn.ansvarig"), ColumnKind::Text { wide: false }),
        column("datum", phrase("kolumn.datum"), ColumnKind::Word),
    ];
    (!rows.is_empty()).then(|| word_table("atgarder", phrase("åtgärder.rubrik"), columns, rows))
}

/// The largest deviations of the units, each way, for the summary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Largest {
    /// Name and amount, largest first.
    pub best: Vec<(String, Money)>,
    pub worst: Vec<(String, Money)>,
}

/// The units that deviate most in a column, at most `count` each way.
pub fn largest(drift: &Table, column_key: &str, count: usize) -> Largest {
    let Some(at) = drift.column(column_key) else { return Largest::default() };
    let units = drift.rows.iter().filter(|row| row.role == Role::Item && matches!(row.key, RowKey::Org(_)));
    let mut found: Vec<(String, Money)> = units
        .filter_map(|row| match (&row.cells[0], &row.cells[at]) {
            (Cell::Text(name), Cell::Amount(figure)) => Some((name.clone(), figure.value)),
            _ => None,
        })
        .collect();
    found.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    let worst = found.iter().filter(|(_, value)| *value < Money::ZERO).take(count).cloned().collect();
    let best = found.iter().rev().filter(|(_, value)| *value > Money::ZERO).take(count).cloned().collect();
    Largest { best, worst }
}

pub fn unit_name(material: &Material, unit: &Code) -> String {
    material.registers.org.get(unit).map_or_else(|| unit.to_string(), |node| node.name.clone())
}

fn unit_key(unit: &Code, cost_type: &CostType) -> RowKey {
    RowKey::Other(format!("{unit} {}", cost_type.0))
}
