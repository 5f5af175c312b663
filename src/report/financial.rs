//! The financial goals: each key figure's value, what it was, how far it is from its limit, and how it is computed.

use rust_decimal::Decimal;

use super::build::{column, text, word_table};
use super::drift::Detail;
use super::{Material, financial_basis};
use crate::consolidate::forecast::Forecasts;
use crate::consolidate::key_figures::{reached, value};
use crate::consolidate::statement::Shown;
use crate::doc::{Cell, ColumnKind, Formula, Quantity, Role, Row, RowKey, Table};
use crate::domain::goal::{FinancialGoal, KeyFigure, RatingShape};
use crate::domain::period::{Month, PeriodKind};
use crate::text::format::{listed, number, unrounded};
use crate::text::phrase::{filled, phrase};
use crate::text::report::{definition, key_figure_decimals, year_to_date};

/// The financial goals on the outcome: condition, value, reached or not.
pub fn table_of(material: &Material, detail: Detail) -> Option<Table> {
    let whole = detail == Detail::Workbook;
    let shown = columns(material);
    let basis = if whole { financial_basis::table_of(material, &shown) } else { None };
    let goals = material.registers.financial_goals.iter();
    let rows: Vec<Row> = goals.map(|goal| row(material, goal, &shown, whole, basis.as_ref())).collect();
    let mut heads = vec![
        column("mål", phrase("kolumn.finansiellt_mål"), ColumnKind::Text { wide: true }),
        column("nyckeltal", phrase("kolumn.nyckeltal"), ColumnKind::Text { wide: true }),
        column("villkor", phrase("kolumn.villkor"), ColumnKind::Text { wide: false }),
    ];
    heads.extend(shown.iter().map(|one| column(&one.key, one.heading.clone(), ColumnKind::Number)));
    let judged = shown.iter().position(|one| one.judged).map_or(0, |at| at + 4);
    heads.insert(judged, column("marginal", phrase("finanskolumn.marginal"), ColumnKind::Number));
    heads.push(column("nått", phrase("kolumn.läge"), ColumnKind::Word));
    heads.extend(whole.then(|| column("gränsvärde", phrase("finanskolumn.gränsvärde"), ColumnKind::Number)));
    let mut built = word_table("finansiella_mal", phrase("finansiella.rubrik"), heads, rows);
    if shown.iter().any(Shows::is_forecast) {
        built.notes.extend(forecast_notes(material));
    }
    built.notes.push(material.standing("finansiella.marginal_not").to_string());
    built.notes.extend(whole.then(|| material.standing("finansiella.gränsvärde_not").to_string()));
    let mut said: Vec<KeyFigure> = Vec::new();
    for goal in &material.registers.financial_goals {
        if !said.contains(&goal.key_figure) {
            said.push(goal.key_figure);
            built.notes.push(definition(&material.registers.wording, goal.key_figure));
        }
    }
    (!built.rows.is_empty()).then_some(built)
}

/// One column of values: when, and whether the goal is judged by it.
pub(super) struct Shows {
    pub key: String,
    pub heading: String,
    pub month: Month,
    judged: bool,
}

impl Shows {
    pub fn is_forecast(&self) -> bool {
        self.key == "prognos"
    }

    /// What the year's result, taxes and grants are taken from.
    pub fn year(&self, material: &Material) -> Shown {
        if self.judged { judged_year(material) } else { Shown::outcome(self.month) }
    }
}

/// The outcome, the year by forecast while it lasts, and the two years before where something is known of them.
pub(super) fn columns(material: &Material) -> Vec<Shows> {
    let now = material.period;
    let year_end = material.kind == PeriodKind::Year;
    let by_forecast = !year_end && material.forecast.is_some();
    let year = |year: i32| filled("kolumn.utfall_år", &[("år", &year.to_string())]);
    let heading = match year_end {
        true => year(now.year),
        false => filled("kolumn.utfall_tom", &[("månad", &year_to_date(now))]),
    };
    let named = |key: &str, heading, month, judged| Shows { key: key.to_string(), heading, month, judged };
    let mut columns = vec![named("utfall", heading, now, !by_forecast)];
    if let Some(given) = material.forecast.filter(|_| by_forecast) {
        columns.push(named("prognos", super::statements::forecast_heading(material, given), now, true));
    }
    for back in 1..=2 {
        let month = Month { year: now.year - back, month: 12 };
        let known =
            material.registers.financial_goals.iter().any(|goal| in_month(material, goal, month).is_some());
        if known {
            columns.push(named(&format!("år_{back}"), year(month.year), month, false));
        }
    }
    columns
}

/// The key figure of a goal by what is booked.
fn in_month(material: &Material, goal: &FinancialGoal, month: Month) -> Option<Decimal> {
    value(material.registers, material.cube, goal.key_figure, &Shown::outcome(month), month)
}

/// With `whole` the limit is also a number, which the margin is computed from; with `basis` the values are computed from it.
fn row(
    material: &Material,
    goal: &FinancialGoal,
    shown: &[Shows],
    whole: bool,
    basis: Option<&Table>,
) -> Row {
    let found = key_figure(material, goal);
    let limit = unrounded(goal.limit.normalize());
    let condition = if goal.at_least {
        filled("villkor.minst", &[("gräns", &limit)])
    } else {
        filled("villkor.högst", &[("gräns", &limit)])
    };
    let state = match found {
        None => Cell::Missing(phrase("nyckeltal.saknas").to_string()),
        Some(value) if reached(goal, value) => {
            Cell::State { shape: RatingShape::Full, word: phrase("mål.nått").into() }
        }
        Some(_) => Cell::State { shape: RatingShape::Empty, word: phrase("mål.ej_nått").into() },
    };
    let decimals = key_figure_decimals(goal.key_figure);
    let number = |value: Option<Decimal>, one: &Shows| {
        let formula =
            basis.and_then(|basis| financial_basis::formula(goal.key_figure, basis, basis.column(&one.key)?));
        value.map_or(Cell::Empty, |value| {
            Cell::Number(Quantity { formula, ..Quantity::given(value, decimals) })
        })
    };
    let mut cells = vec![
        text(goal.name.clone()),
        text(crate::text::report::key_figure(goal.key_figure)),
        text(condition),
    ];
    let limit_column = cells.len() + shown.len() + 2;
    for one in shown {
        cells.push(number(if one.judged { found } else { in_month(material, goal, one.month) }, one));
        if one.judged {
            let inside = |value: Decimal| if goal.at_least { value - goal.limit } else { goal.limit - value };
            let (outcome, margin) = (cells.len() - 1, found.map(inside));
            let (plus, minus) = if goal.at_least { (outcome, limit_column) } else { (limit_column, outcome) };
            let formula = whole.then_some(Formula::Columns { plus, minus });
            let quantity = |value| Quantity { formula, ..Quantity::given(value, decimals) };
            cells.push(margin.map_or(Cell::Empty, |value| Cell::Number(quantity(value))));
        }
    }
    cells.push(state);
    cells.extend(whole.then(|| Cell::Number(Quantity::given(goal.limit, decimals))));
    Row { key: RowKey::Goal(goal.code.clone()), role: Role::Item, depth: 0, cells }
}

/// How many financial goals are reached, of how many that can be computed.
pub fn count(material: &Material) -> (usize, usize) {
    let found = material
        .registers
        .financial_goals
        .iter()
        .filter_map(|goal| key_figure(material, goal).map(|value| reached(goal, value)));
    let found: Vec<bool> = found.collect();
    (found.iter().filter(|reached| **reached).count(), found.len())
}

/// The goal's key figure, by which it is judged.
fn key_figure(material: &Material, goal: &FinancialGoal) -> Option<Decimal> {
    let year = judged_year(material);
    // A forecast with a hole in it has not been right or wrong.
    if goal.key_figure == KeyFigure::ForecastAccuracy && !material.earlier.iter().all(Forecasts::are_whole) {
        return None;
    }
    value(material.registers, material.cube, goal.key_figure, &year, material.period)
}

/// A goal that is not reached, with what it is and should be.
fn missed(goal: &FinancialGoal, value: Decimal) -> String {
    // Rounded as in the table, unless that would read as if the goal were reached.
    let shown = key_figure_decimals(goal.key_figure);
    let decimals = if reached(goal, value.round_dp(shown.into())) { shown + 2 } else { shown };
    let (value, limit) = (number(value, decimals), unrounded(goal.limit.normalize()));
    let values = [
        ("mål", goal.name.as_str()),
        ("nyckeltal", crate::text::report::key_figure(goal.key_figure)),
        ("värde", &value),
        ("gräns", &limit),
    ];
    match goal.at_least {
        true => filled("finansiella.ej_nått_minst", &values),
        false => filled("finansiella.ej_nått_högst", &values),
    }
}

/// The forecast while the year lasts, if it is whole.
fn judged_year(material: &Material) -> Shown {
    let whole = material.gaps.iter().all(|gap| gap.stand_in.is_some());
    let forecast = material.forecast.filter(|_| whole);
    forecast.map_or(Shown::outcome(material.period), Shown::forecast)
}

/// What the column of the forecast holds.
pub(super) fn forecast_notes(material: &Material) -> Vec<String> {
    let mut notes = vec![material.standing("finansiella.delår_not").to_string()];
    let goals = &material.registers.financial_goals;
    if goals.iter().any(|goal| goal.key_figure == KeyFigure::SelfFinancing) {
        notes.push(material.standing("finansiella.självfinansiering_not").to_string());
    }
    notes
}

/// One sentence on the financial goals; none where there are no goals.
pub fn sentence(material: &Material) -> Option<String> {
    let (met, countable) = count(material);
    let all = material.registers.financial_goals.len();
    let values = [("nådda", met.to_string()), ("räknade", countable.to_string()), ("alla", all.to_string())];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let missed: Vec<String> = material
        .registers
        .financial_goals
        .iter()
        .filter_map(|goal| Some((goal, key_figure(material, goal)?)))
        .filter(|(goal, value)| !reached(goal, *value))
        .map(|(goal, value)| missed(goal, value))
        .collect();
    let counted = match countable == all {
        true => filled("finansiella.ingress", &values),
        false => filled("finansiella.ingress_del", &values),
    };
    (all > 0).then(|| match missed.as_slice() {
        [] => counted,
        _ => format!("{counted} {}", filled("finansiella.ej_nådda", &[("mål", &listed(&missed))])),
    })
}
