//! What the office knows about a unit before its template goes out: figures and goals from the facts and registers.

use crate::consolidate::cube::Cube;
use crate::consolidate::forecast::Answers;
use crate::consolidate::goals::measure;
use crate::consolidate::statement::Shown;
use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::goal::{Indicator, Reading};
use crate::domain::money::Money;
use crate::domain::org::{OrgNode, TemplateKind};
use crate::domain::period::{Date, Month, PeriodKind};
use crate::domain::query::Pick;
use crate::domain::registers::Registers;
use crate::domain::statement::Extent;
use crate::form::prefill::{LastReading, Prefill, PrefillGoal, PrefillIndicator, PrefillRow};

/// What the templates of a period are made from.
pub struct Known<'a> {
    pub registers: &'a Registers,
    pub cube: &'a Cube,
    /// Earlier answers of the year: the previous forecasts.
    pub answers: &'a Answers,
    pub readings: &'a [Reading],
    pub period: Month,
    pub kind: PeriodKind,
    pub date: Date,
}

/// One prefill a unit with a template, in the register's order.
pub fn all(known: &Known) -> Vec<Prefill> {
    known.registers.org.with_template(known.period).map(|(node, kind)| prefill(known, node, kind)).collect()
}

fn prefill(known: &Known, node: &OrgNode, kind: TemplateKind) -> Prefill {
    let settings = &known.registers.settings;
    let schedule = known.registers.scheduled(known.period);
    let indicators =
        if known.kind == PeriodKind::Month { Vec::new() } else { own_indicators(known, &node.code) };
    Prefill {
        organisation: settings.municipality.clone(),
        example: settings.example,
        unit: node.code.clone(),
        unit_name: node.name.clone(),
        kind,
        period: known.period,
        period_kind: known.kind,
        issued: known.date,
        due: schedule.and_then(|row| row.answers_due),
        report_to: report_to(known.registers),
        rows: rows(known, node),
        goals: goals(known, &indicators),
        indicators: indicators.iter().map(|one| indicator(known, one, &node.code)).collect(),
        scale: settings.scale.iter().map(|step| step.word.clone()).collect(),
        comment_limit: settings.comment_limit,
    }
}

/// The finance office: the unit with the finance template.
fn report_to(registers: &Registers) -> String {
    let office = registers.org.nodes().iter().find(|node| node.template == Some(TemplateKind::Finance));
    office
        .map(|node| if node.email.is_empty() { node.name.clone() } else { node.email.clone() })
        .unwrap_or_default()
}

fn rows(known: &Known, node: &OrgNode) -> Vec<PrefillRow> {
    let kinds = known.registers.accounts.cost_types(known.period.year);
    kinds.into_iter().filter_map(|(cost_type, _, internal)| row(known, node, cost_type, internal)).collect()
}

fn row(known: &Known, node: &OrgNode, cost_type: &CostType, internal: bool) -> Option<PrefillRow> {
    let ask = |shown: Shown| {
        known.cube.value(&shown.on(&node.code).of(Pick::CostType(cost_type.clone()), Extent::Movement))
    };
    let last_year = ask(Shown::outcome(Month { year: known.period.year - 1, month: 12 }));
    let budget_year = ask(Shown::budget(known.period.year));
    let outcome = ask(Shown::outcome(known.period));
    (last_year.is_some() || budget_year.is_some() || outcome.is_some()).then(|| PrefillRow {
        cost_type: cost_type.clone(),
        internal,
        last_year,
        budget_year: budget_year.unwrap_or_default(),
        budget_to_date: ask(Shown::budget_through(known.period)).unwrap_or_default(),
        outcome_to_date: outcome.unwrap_or_default(),
        previous_forecast: previous_forecast(known, &node.code, cost_type),
    })
}

/// The unit's own latest forecast of an earlier month of the year.
fn previous_forecast(known: &Known, unit: &Code, cost_type: &CostType) -> Option<Money> {
    let year_start = Month { month: 1, ..known.period };
    let mut earlier = known.answers.range(year_start..known.period).rev();
    earlier.find_map(|(_, answers)| {
        let own = answers.iter().find(|answer| answer.unit == *unit)?;
        own.forecasts.get(cost_type).copied()
    })
}

fn own_indicators<'a>(known: &Known<'a>, unit: &Code) -> Vec<&'a Indicator> {
    let valid = known.registers.indicators.iter().filter(|one| one.validity.covers(known.period));
    valid.filter(|one| one.units.contains(unit)).collect()
}

fn goals(known: &Known, indicators: &[&Indicator]) -> Vec<PrefillGoal> {
    let own = known.registers.goals.iter().filter(|goal| {
        goal.validity.covers(known.period)
            && indicators.iter().any(|one| one.goal.as_ref() == Some(&goal.code))
    });
    own.map(|goal| PrefillGoal { code: goal.code.clone(), text: goal.text.clone() }).collect()
}

fn indicator(known: &Known, one: &Indicator, unit: &Code) -> PrefillIndicator {
    let measured = measure(known.registers, one, Some(unit), known.readings, known.period);
    let last = measured
        .earlier
        .and_then(|reading| reading.value.map(|value| LastReading { period: reading.period, value }));
    PrefillIndicator {
        code: one.code.clone(),
        goal: one.goal.clone(),
        text: one.text.clone(),
        unit_of_measure: one.unit_of_measure.clone(),
        target: one.target,
        decimals: one.decimals,
        last,
    }
}
