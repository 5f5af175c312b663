//! The sheet *Ekonomi*: a row per cost type with what is known, and the fields for forecast, comment and summing-up.

use super::field::{Field, FieldKey, Guard, Need};
use super::kind::{ChoiceList, Kind};
use super::prefill::{Prefill, PrefillRow};
use super::sheet::{Cell, Column, Computed, Row, RowRole, Sheet, Show, Table};
use crate::domain::money::Money;
use crate::domain::period::PeriodKind;
use crate::text::form as text;

/// Most characters of a comment, and of the summing-up.
const COMMENT: u16 = 500;
const SUMMARY: u16 = 1500;
/// Lines the summing-up needs at its width when it is full.
const SUMMARY_LINES: u16 = 9;

/// A column of the table: heading, width in characters, look, and its cell for a row and for the total.
struct Part {
    caption: String,
    width: u16,
    show: Show,
    item: fn(&Plan, &PrefillRow, usize) -> Cell,
    total: fn(&Plan) -> Cell,
}

/// Where the columns that others refer to stand.
struct Plan<'a> {
    prefill: &'a Prefill,
    budget_year: usize,
    budget_to_date: usize,
    outcome: usize,
    forecast: Option<usize>,
    deviation: usize,
    comment: usize,
}

pub(super) fn sheet(prefill: &Prefill) -> Sheet {
    let year_end = prefill.period_kind == PeriodKind::Year;
    let parts = if year_end { year_end_parts(prefill) } else { forecast_parts(prefill) };
    let plan = plan(prefill, year_end);
    let widths: Vec<u16> = parts.iter().map(|part| part.width).collect();
    let columns = parts
        .iter()
        .enumerate()
        .map(|(at, part)| Column {
            caption: part.caption.clone(),
            place: at as u32 + 2,
            span: 1,
            show: part.show,
        })
        .collect();
    let mut rows: Vec<Row> = prefill
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| Row {
            key: format!("kostnadsslag:{}", row.cost_type.0),
            role: RowRole::Item,
            cells: parts.iter().map(|part| (part.item)(&plan, row, at + 1)).collect(),
            lines: None,
        })
        .collect();
    if !rows.is_empty() {
        rows.push(Row {
            key: "summa:ekonomi".into(),
            role: RowRole::Total,
            cells: parts.iter().map(|part| (part.total)(&plan)).collect(),
            lines: None,
        });
    }
    Sheet {
        title: "Ekonomi".into(),
        heading: text::heading("Ekonomi", &prefill.unit_name, &prefill.unit),
        lines: text::economy_lines(prefill.comment_limit, year_end),
        tables: vec![
            Table { key: "rubrik:ekonomi".into(), columns, rows },
            summary_table(widths.len() as u32),
        ],
        widths,
    }
}

fn plan(prefill: &Prefill, year_end: bool) -> Plan<'_> {
    if year_end {
        Plan {
            prefill,
            budget_year: 2,
            budget_to_date: 2,
            outcome: 3,
            forecast: None,
            deviation: 4,
            comment: 6,
        }
    } else {
        Plan {
            prefill,
            budget_year: 2,
            budget_to_date: 3,
            outcome: 4,
            forecast: Some(7),
            deviation: 8,
            comment: 10,
        }
    }
}

fn forecast_parts(prefill: &Prefill) -> Vec<Part> {
    let (year, months) = (prefill.period.year, text::months(prefill.period));
    let mut parts = known_parts(year);
    parts.push(amount(format!("Budget\n{months}, kr"), |_, row, _| Cell::Amount(row.budget_to_date)));
    parts.push(amount(format!("Utfall\n{months}, kr"), |_, row, _| Cell::Amount(row.outcome_to_date)));
    parts.push(signed(format!("Avvikelse\n{months}, kr"), |plan, _, _| {
        Cell::Computed(Computed::Difference { plus: plan.outcome, minus: plan.budget_to_date })
    }));
    parts.push(previous("Förra\nprognosen, kr"));
    parts.push(Part { width: 16, ..amount(format!("Prognos\n{year}, kr"), forecast_cell) });
    parts.push(signed(format!("Avvikelse\n{year}, kr"), |plan, _, _| {
        plan.forecast.map_or(Cell::Empty, |forecast| {
            Cell::Computed(Computed::Difference { plus: forecast, minus: plan.budget_year })
        })
    }));
    parts.push(Part {
        caption: "Stämmer ändå".into(),
        width: 10,
        show: Show::Word,
        item: confirm_cell,
        total: |_| Cell::Empty,
    });
    parts.extend(comment_parts());
    parts
}

fn year_end_parts(prefill: &Prefill) -> Vec<Part> {
    let year = prefill.period.year;
    let mut parts = known_parts(year);
    parts.push(amount(format!("Utfall\n{year}, kr"), |_, row, _| Cell::Amount(row.outcome_to_date)));
    parts.push(signed(format!("Avvikelse\n{year}, kr"), |plan, _, _| {
        Cell::Computed(Computed::Difference { plus: plan.outcome, minus: plan.budget_year })
    }));
    parts.push(previous("Senaste\nprognosen, kr"));
    parts.extend(comment_parts());
    parts
}

fn known_parts(year: i32) -> Vec<Part> {
    vec![
        Part {
            caption: "Kostnadsslag".into(),
            width: 30,
            show: Show::Text,
            item: |_, row, _| Cell::Text(text::cost_type(row.cost_type.0.as_str(), row.internal)),
            total: |plan| Cell::Text(text::net_cost(plan.prefill.kind)),
        },
        amount(format!("Bokslut\n{}, kr", year - 1), |_, row, _| known(row.last_year)),
        amount(format!("Budget\n{year}, kr"), |_, row, _| Cell::Amount(row.budget_year)),
    ]
}

fn comment_parts() -> [Part; 2] {
    [
        Part {
            caption: "Kommentar".into(),
            width: 46,
            show: Show::Text,
            item: comment_cell,
            total: |_| Cell::Empty,
        },
        Part {
            caption: "Kvar att göra".into(),
            width: 15,
            show: Show::Word,
            item: |plan, _, _| {
                Cell::Computed(Computed::Remains {
                    forecast: plan.forecast,
                    deviation: plan.deviation,
                    comment: plan.comment,
                    limit: plan.prefill.comment_limit,
                })
            },
            total: |_| Cell::Empty,
        },
    ]
}

fn amount(caption: String, item: fn(&Plan, &PrefillRow, usize) -> Cell) -> Part {
    Part { caption, width: 14, show: Show::Amount, item, total: |_| Cell::Computed(Computed::Total) }
}

fn signed(caption: String, item: fn(&Plan, &PrefillRow, usize) -> Cell) -> Part {
    Part { show: Show::Signed, ..amount(caption, item) }
}

/// An earlier forecast exists for some rows only; its sum would compare unlike things unless all have one.
fn previous(caption: &str) -> Part {
    Part {
        total: |plan| {
            let all = plan.prefill.rows.iter().all(|row| row.previous_forecast.is_some());
            if all { Cell::Computed(Computed::Total) } else { Cell::Empty }
        },
        ..amount(caption.into(), |_, row, _| known(row.previous_forecast))
    }
}

fn known(amount: Option<Money>) -> Cell {
    amount.map_or(Cell::Empty, Cell::Amount)
}

fn input(field: Field) -> Cell {
    Cell::Input(Box::new(field))
}

fn forecast_cell(_: &Plan, row: &PrefillRow, at: usize) -> Cell {
    let label = format!("Prognos helår, {}", row.cost_type.0);
    let mut field =
        Field::new(FieldKey::Forecast(row.cost_type.clone()), at, label, Kind::Amount, Need::Always);
    field.guard =
        row.last_year.filter(|last| !last.is_zero() && !row.budget_year.is_zero()).map(|last_year| {
            Guard::Usual {
                budget: row.budget_year,
                last_year,
                cleared_by: FieldKey::Confirm(row.cost_type.clone()),
            }
        });
    input(field)
}

fn confirm_cell(_: &Plan, row: &PrefillRow, at: usize) -> Cell {
    let label = format!("Stämmer ändå, {}", row.cost_type.0);
    let kind = Kind::Choice { words: vec![Kind::YES.into()], list: ChoiceList::Confirm };
    input(Field::new(FieldKey::Confirm(row.cost_type.clone()), at, label, kind, Need::Never))
}

fn comment_cell(plan: &Plan, row: &PrefillRow, at: usize) -> Cell {
    let limit = plan.prefill.comment_limit;
    let need = if plan.forecast.is_some() {
        let forecast = FieldKey::Forecast(row.cost_type.clone());
        Need::ForecastDeviates { forecast, budget: row.budget_year, limit }
    } else {
        Need::Deviates { deviation: row.outcome_to_date - row.budget_year, limit }
    };
    let label = format!("Kommentar, {}", row.cost_type.0);
    let key = FieldKey::Comment(row.cost_type.clone());
    input(Field::new(key, at, label, Kind::Text { most: COMMENT }, need))
}

fn summary_table(width: u32) -> Table {
    let label = "Sammanfattning av ekonomin".to_string();
    let kind = Kind::Text { most: SUMMARY };
    let field = Field::new(FieldKey::Summary, 1, label.clone(), kind, Need::Always);
    Table {
        key: "rubrik:sammanfattning".into(),
        columns: vec![Column { caption: label, place: 2, span: width, show: Show::Text }],
        rows: vec![Row {
            key: "falt:sammanfattning".into(),
            role: RowRole::Item,
            cells: vec![input(field)],
            lines: Some(SUMMARY_LINES),
        }],
    }
}
