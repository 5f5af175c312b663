//! The managers' words about their deviations, what is missing, and what stands in for it.

use std::cmp::Reverse;

use super::Material;
use super::build::{column, difference, figure, table, text};
use super::statements::forecast_heading;
use super::stories::Approved;
use crate::consolidate::forecast::{Gap, StandIn};
use crate::consolidate::given::{Said, said};
use crate::consolidate::passed::Passed;
use crate::consolidate::statement::Shown;
use crate::doc::{AmountUnit, Cell, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::PeriodKind;
use crate::domain::query::{Basis, Pick};
use crate::domain::statement::Extent;
use crate::domain::submission::{Detail, Submission};
use crate::text::format::{amount, listed};
use crate::text::phrase::{filled, phrase};
use crate::text::report::{month_name, year_to_date};

/// What stands in for forecasts that are missing, said below the table that uses them.
pub fn stand_in_notes(material: &Material) -> Vec<String> {
    let Some(given) = material.forecast else { return Vec::new() };
    // One sentence for each thing that stands in, with all units that it is so for.
    type Kind = (Option<StandIn>, bool);
    let mut said: Vec<(Kind, Vec<&Gap>)> = Vec::new();
    for gap in material.gaps {
        let stand_in = gap.stand_in.map(|(_, stand_in)| stand_in);
        let kind = (stand_in, stand_in == Some(StandIn::Budget) && has_answered(material, &gap.unit));
        match said.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, gaps)) => gaps.push(gap),
            None => said.push((kind, vec![gap])),
        }
    }
    let note = |((stand_in, answered), gaps): &(Kind, Vec<&Gap>)| {
        let units = units_with_gaps(material, gaps);
        let units = ("enheter", units.as_str());
        match stand_in {
            Some(StandIn::Budget) if *answered => filled("prognos.oanvändbar", &[units]),
            Some(StandIn::Budget) => filled("prognos.budget_i_stället", &[units]),
            Some(StandIn::Earlier(month)) => {
                filled("prognos.tidigare_i_stället", &[units, ("månad", &month_name(*month))])
            }
            None => filled("prognos.saknas_i_summan", &[units]),
        }
    };
    let mut notes: Vec<String> = said.iter().map(note).collect();
    if given != material.period {
        notes.push(filled("prognos.given", &[("månad", &month_name(given))]));
        let units: Vec<String> = passed_units(material).map(|(unit, _)| unit_name(material, unit)).collect();
        if !units.is_empty() {
            notes.push(filled("prognos.passerad", &[("enheter", &listed(&units))]));
        }
    }
    notes
}

/// The units of the report whose outcome has passed their forecast.
pub fn passed_units<'a>(material: &Material<'a>) -> impl Iterator<Item = (&'a Code, Passed)> {
    let units = material.passed.units.iter().filter(|(unit, _)| material.holds(unit));
    units.map(|(unit, passed)| (unit, *passed))
}

/// In the period, or when the forecast that is shown was given: then some of its forecasts are there.
fn has_answered(material: &Material, unit: &Code) -> bool {
    let lacking = material.gaps.iter().filter(|gap| gap.unit == *unit).count();
    material.answers.iter().any(|answer| answer.unit == *unit) || forecasts_more(material, unit, lacking)
}

/// Whether the forecast that is shown has more of a unit's cost types than those that it lacks.
fn forecasts_more(material: &Material, unit: &Code, lacking: usize) -> bool {
    let Some(given) = material.forecast else { return false };
    let basis = Basis::Forecast { given };
    let picks = material.cube.picks_on(Some(unit), &basis);
    picks.filter(|pick| matches!(pick, Pick::CostType(_))).count() > lacking
}

/// The units of some gaps by name; one that has answered with the cost types that its answer lacks.
fn units_with_gaps(material: &Material, gaps: &[&Gap]) -> String {
    let mut units: Vec<(&Code, Vec<String>)> = Vec::new();
    for gap in gaps {
        let cost_type = gap.cost_type.0.to_string();
        match units.iter_mut().find(|(unit, _)| **unit == gap.unit) {
            Some((_, kinds)) => kinds.push(cost_type),
            None => units.push((&gap.unit, vec![cost_type])),
        }
    }
    let named = |(unit, kinds): &(&Code, Vec<String>)| {
        let name = unit_name(material, unit);
        if has_answered(material, unit) { format!("{name} ({})", listed(kinds)) } else { name }
    };
    listed(&units.iter().map(named).collect::<Vec<_>>())
}

/// Columns of the table of deviations.
const COLUMNS: usize = 6;

/// The managers' own words, or only what stands for them in a report that has left the office: causes, amounts, and what
/// the office has approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    Own,
    Approved,
}

impl Words {
    /// Those of a report.
    pub fn of(material: &Material) -> Words {
        if super::stories::inside(material) { Words::Own } else { Words::Approved }
    }

    /// Of one unit: its own words too when the office has approved them as they were handed in.
    pub fn of_unit(self, material: &Material, answer: &Submission) -> Words {
        match super::stories::approved_comments(material, answer) {
            Some(Approved::AsHandedIn) => Words::Own,
            _ => self,
        }
    }
}

/// The answers, those whose units deviate most from their budget first.
pub fn by_deviation<'a>(material: &Material<'a>) -> Vec<&'a Submission> {
    let mut answers: Vec<&Submission> = material.spoken.iter().collect();
    answers.sort_by_cached_key(|answer| Reverse(deviation(material, &answer.unit).abs()));
    answers
}

/// By how much a unit's net cost is better than its budget.
fn deviation(material: &Material, unit: &Code) -> Money {
    let (plan, result) = compared(material, unit);
    let cost_types = material.registers.accounts.cost_types(material.period.year);
    cost_types.iter().map(|(one, ..)| deviation_of(material, (&plan, &result), one)).sum()
}

/// Of one of its cost types.
fn deviation_of(material: &Material, (plan, result): (&Shown, &Shown), cost_type: &CostType) -> Money {
    let of = |shown: &Shown| shown.of(Pick::CostType(cost_type.clone()), Extent::Movement);
    let value = |shown: &Shown| material.cube.value(&of(shown)).unwrap_or_default();
    value(result) - value(plan)
}

/// What the table compares: the year's forecast with its budget, else the outcome with the budget so far.
fn compared(material: &Material, unit: &Code) -> (Shown, Shown) {
    let forecast = material.forecast.filter(|_| material.kind != PeriodKind::Year);
    let (plan, result) = match forecast {
        Some(given) => (Shown::budget(given.year), Shown::forecast(given)),
        None => (Shown::budget_through(material.period), Shown::outcome(material.period)),
    };
    (plan.on(unit), result.on(unit))
}

/// Each unit's deviations by cost type that the manager has said something of or that exceed the comment limit, the unit
/// that deviates most first.
pub fn comments(material: &Material, words: Words) -> Option<Table> {
    let mut rows = Vec::new();
    let mut withheld = false;
    for answer in by_deviation(material) {
        let words = words.of_unit(material, answer);
        let own = unit_rows(material, answer, words);
        let summary = summary(material, answer, words);
        let silent = answer.summary.is_empty() && answer.comments.is_empty();
        withheld |= words == Words::Approved && !silent && summary.is_none();
        if !own.is_empty() || summary.is_some() {
            let name = unit_name(material, &answer.unit);
            let mut cells = vec![text(name)];
            cells.resize(COLUMNS, Cell::Empty);
            rows.push(Row { key: RowKey::Org(answer.unit.clone()), role: Role::Group, depth: 0, cells });
            rows.extend(summary);
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
        column("orsak", phrase("kolumn.orsak"), ColumnKind::Text { wide: false }),
        column("kommentar", phrase("kolumn.kommentar"), ColumnKind::Text { wide: true }),
    ];
    let mut built = table("avvikelser", phrase("avvikelser.rubrik"), columns, rows);
    let units = built.rows.iter().filter(|row| row.role == Role::Group).count();
    built.notes.extend((units > 1).then(|| material.standing("avvikelser.ordning").to_string()));
    built.notes.extend(given_before(material));
    built.notes.push(comment_limit(material));
    built.notes.extend(withheld.then(|| phrase("avvikelser.väntar").to_string()));
    (!built.rows.is_empty()).then_some(built)
}

/// That the words are older than the period.
pub fn given_before(material: &Material) -> Option<String> {
    let month = month_name(material.spoken_in);
    (material.spoken_in != material.period)
        .then(|| material.standing_with("avvikelser.lämnat", &[("månad", &month)]))
}

/// From which deviation on a manager is asked for a comment: what is smaller and uncommented is not in the table.
fn comment_limit(material: &Material) -> String {
    let limit = amount(material.registers.settings.comment_limit, AmountUnit::Kr);
    material.standing_with("avvikelser.gräns", &[("belopp", &limit)])
}

/// The manager's own summing-up of the economy, or what the office has approved for all that the unit says.
fn summary(material: &Material, answer: &Submission, words: Words) -> Option<Row> {
    let said = match (words, super::stories::approved_comments(material, answer)) {
        (Words::Own, _) => answer.summary.as_str(),
        (Words::Approved, Some(Approved::Instead(text))) => text,
        (Words::Approved, _) => "",
    };
    let mut cells = vec![text(phrase("avvikelser.sammanfattning"))];
    cells.resize(COLUMNS - 1, Cell::Empty);
    cells.push(text(said));
    let key = RowKey::Other(format!("{} sammanfattning", answer.unit));
    (!said.is_empty()).then_some(Row { key, role: Role::Item, depth: 1, cells })
}

fn unit_rows(material: &Material, answer: &Submission, words: Words) -> Vec<Row> {
    let (plan, result) = compared(material, &answer.unit);
    let mut rows = Vec::new();
    for (cost_type, _, _) in material.registers.accounts.cost_types(material.period.year) {
        let ask = |shown: &Shown| {
            figure(material, Some(shown.of(Pick::CostType(cost_type.clone()), Extent::Movement)))
        };
        let mut cells = vec![text(cost_type.0.as_str()), ask(&plan), ask(&result)];
        cells.push(difference(&cells, 2, 1));
        let limit = material.registers.settings.comment_limit;
        let large = matches!(&cells[3], Cell::Amount(figure) if figure.value.abs() >= limit);
        let cause = answer.causes.get(cost_type).cloned().unwrap_or_default();
        let comment = comment(material, answer, cost_type);
        let parts = parts(material, answer, cost_type, words);
        if !large && cause.is_empty() && comment.is_empty() && parts.is_empty() {
            continue;
        }
        cells.push(text(cause));
        cells.push(match comment.is_empty() && large {
            true => Cell::Missing(phrase("kommentar.saknas").into()),
            false if words == Words::Own => text(comment),
            false => text(adjusted(material, answer, cost_type)),
        });
        rows.push(Row { key: unit_key(&answer.unit, cost_type), role: Role::Item, depth: 1, cells });
        rows.extend(parts);
    }
    rows
}

/// Cause and comment of the line that deviates most the way that the unit does, among those that something is said of; the
/// comment only where it may be read.
pub fn cause_of_largest(material: &Material, answer: &Submission, better: bool, words: Words) -> String {
    let (plan, result) = compared(material, &answer.unit);
    let cost_types = material.registers.accounts.cost_types(material.period.year);
    let told = cost_types.into_iter().filter_map(|(cost_type, ..)| {
        let cause = answer.causes.get(cost_type).map(String::as_str).unwrap_or_default();
        let comment = match words {
            Words::Own => comment(material, answer, cost_type),
            Words::Approved => adjusted(material, answer, cost_type),
        };
        let said: Vec<&str> = [cause, &comment].into_iter().filter(|one| !one.is_empty()).collect();
        let deviation = deviation_of(material, (&plan, &result), cost_type);
        let fits = !said.is_empty() && (deviation > Money::ZERO) == better && !deviation.is_zero();
        fits.then(|| (deviation.abs(), format!("{}: {}", cost_type.0, said.join(". "))))
    });
    told.max_by_key(|(size, _)| *size).map(|(_, said)| said).unwrap_or_default()
}

/// The manager's comment. What the finance office adds to a forecast without one of its own is explained by its reasons,
/// each with the unit it is about.
fn comment(material: &Material, answer: &Submission, cost_type: &CostType) -> String {
    match answer.comments.get(cost_type) {
        Some(comment) => comment.clone(),
        None => adjusted(material, answer, cost_type),
    }
}

/// The finance office's reasons for what it adds.
fn adjusted(material: &Material, answer: &Submission, cost_type: &CostType) -> String {
    let own = answer.adjustments.iter().filter(|one| one.cost_type == *cost_type);
    let told = own.map(|one| {
        let unit = unit_name(material, &one.unit);
        filled("avvikelser.justering", &[("enhet", &unit), ("skäl", &one.reason)])
    });
    told.collect::<Vec<_>>().join(" ")
}

/// The parts that the manager gave of a forecast: shown, never summed.
fn parts(material: &Material, answer: &Submission, cost_type: &CostType, words: Words) -> Vec<Row> {
    let own = answer.details.iter().enumerate().filter(|(_, detail)| detail.cost_type == *cost_type);
    let row = |(at, detail): (usize, &Detail)| {
        let unnamed = detail.text.is_empty() || words == Words::Approved;
        let name = if unnamed { phrase("avvikelser.del") } else { &detail.text };
        let amount = figure(material, Some(said(&answer.unit, Said::Detail(at))));
        let mut cells = vec![text(name), Cell::Empty, amount];
        cells.resize(COLUMNS, Cell::Empty);
        let key = RowKey::Other(format!("{} {} {at}", answer.unit, cost_type.0));
        Row { key, role: Role::Memo, depth: 2, cells }
    };
    own.map(row).collect()
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
