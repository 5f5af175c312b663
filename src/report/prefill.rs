//! What the office knows about a unit before its template goes out: figures and goals from the facts and registers.

use crate::consolidate::cube::Cube;
use crate::consolidate::forecast::Answers;
use crate::consolidate::statement::Shown;
use crate::domain::account::{AccountRow, CostType, NoteRow};
use crate::domain::code::Code;
use crate::domain::goal::{Indicator, IndicatorKind, Reading};
use crate::domain::money::Money;
use crate::domain::org::{OrgNode, TemplateKind};
use crate::domain::period::{Date, Month, PeriodKind};
use crate::domain::project::Project;
use crate::domain::query::{Basis, FactQuery, Pick, Query, Span};
use crate::domain::registers::Registers;
use crate::domain::statement::Extent;
use crate::domain::submission::Submission;
use crate::form::prefill::{
    Asked, LastRating, LastReading, Prefill, PrefillGoal, PrefillIndicator, PrefillMonth, PrefillPart,
    PrefillProject, PrefillRow, PrefillUnit,
};

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

/// What the template of one unit is prefilled with.
pub fn prefill(known: &Known, node: &OrgNode, kind: TemplateKind) -> Prefill {
    let settings = &known.registers.settings;
    let schedule = known.registers.scheduled(known.period);
    let indicators =
        if known.kind == PeriodKind::Month { Vec::new() } else { own_indicators(known, &node.code) };
    let finance = kind == TemplateKind::Finance;
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
        amount_unit: settings.template_unit,
        comment_limit: settings.comment_limit,
        detail_rows: settings.detail_rows,
        rows: rows(known, node, finance),
        months: months(known, node),
        goals: goals(known, &node.code, &indicators),
        indicators: indicators.iter().map(|one| indicator(known, one, &node.code)).collect(),
        projects: projects(known, &node.code),
        scale: settings.scale.iter().map(|step| step.word.clone()).collect(),
        causes: settings.causes.clone(),
        adjustable: if finance { adjustable(known) } else { Vec::new() },
        adjustable_cost_types: if finance { cost_types(known) } else { Vec::new() },
    }
}

fn adjustable(known: &Known) -> Vec<PrefillUnit> {
    let units = known.registers.org.with_template(known.period);
    units.map(|(node, _)| PrefillUnit { code: node.code.clone(), name: node.name.clone() }).collect()
}

fn cost_types(known: &Known) -> Vec<CostType> {
    let kinds = known.registers.accounts.cost_types(known.period.year);
    kinds.into_iter().map(|(cost_type, _, _)| cost_type.clone()).collect()
}

/// The finance office: the unit with the finance template.
pub fn office(registers: &Registers) -> Option<&OrgNode> {
    registers.org.nodes().iter().find(|node| node.template == Some(TemplateKind::Finance))
}

/// Where answers go: the finance office's address, else its name.
pub fn report_to(registers: &Registers) -> String {
    office(registers)
        .map(|node| if node.email.is_empty() { node.name.clone() } else { node.email.clone() })
        .unwrap_or_default()
}

fn rows(known: &Known, node: &OrgNode, finance: bool) -> Vec<PrefillRow> {
    let kinds = known.registers.accounts.cost_types(known.period.year);
    let row = |(cost_type, _, internal)| row(known, node, cost_type, internal, finance);
    kinds.into_iter().filter_map(row).collect()
}

/// What a template shows of one selection: last year, the year's budget, budget and outcome through the period.
struct Amounts {
    last_year: Option<Money>,
    budget_year: Option<Money>,
    budget_to_date: Option<Money>,
    outcome: Option<Money>,
}

fn amounts(known: &Known, node: &OrgNode, pick: &Pick) -> Amounts {
    let ask = |shown: Shown| known.cube.value(&shown.on(&node.code).of(pick.clone(), Extent::Movement));
    Amounts {
        last_year: ask(Shown::outcome(Month { year: known.period.year - 1, month: 12 })),
        budget_year: ask(Shown::budget(known.period.year)),
        budget_to_date: ask(Shown::budget_through(known.period)),
        outcome: ask(Shown::outcome(known.period)),
    }
}

fn row(
    known: &Known,
    node: &OrgNode,
    cost_type: &CostType,
    internal: bool,
    finance: bool,
) -> Option<PrefillRow> {
    let found = amounts(known, node, &Pick::CostType(cost_type.clone()));
    let any = found.last_year.is_some() || found.budget_year.is_some() || found.outcome.is_some();
    any.then(|| {
        let previous = |of: fn(&Submission, &CostType) -> Option<String>| {
            earlier(known, &node.code, |answer| of(answer, cost_type))
        };
        PrefillRow {
            cost_type: cost_type.clone(),
            internal,
            last_year: found.last_year,
            budget_year: found.budget_year.unwrap_or_default(),
            budget_to_date: found.budget_to_date.unwrap_or_default(),
            outcome_to_date: found.outcome.unwrap_or_default(),
            previous_forecast: earlier(known, &node.code, |answer| answer.forecasts.get(cost_type).copied()),
            previous_comment: previous(|answer, name| answer.comments.get(name).cloned()).unwrap_or_default(),
            parts: if finance { parts(known, node, cost_type) } else { Vec::new() },
        }
    })
}

/// The rows of the notes that a cost type consists of, when it consists of several and of nothing but whole ones.
fn parts(known: &Known, node: &OrgNode, cost_type: &CostType) -> Vec<PrefillPart> {
    let plan = known.registers.accounts.rows();
    let of_type = |row: &&AccountRow| row.cost_type.as_ref() == Some(cost_type);
    let mut notes: Vec<&NoteRow> = Vec::new();
    for row in plan.iter().filter(of_type) {
        match &row.note {
            Some(note) if !notes.contains(&note) => notes.push(note),
            Some(_) => {}
            None => return Vec::new(),
        }
    }
    let shared = |note: &&NoteRow| {
        plan.iter().any(|row| row.note.as_ref() == Some(*note) && row.cost_type.as_ref() != Some(cost_type))
    };
    if notes.len() < 2 || notes.iter().any(shared) {
        return Vec::new();
    }
    let part = |note: &NoteRow| {
        let found = amounts(known, node, &Pick::Note(note.clone()));
        PrefillPart {
            text: note.text.clone(),
            last_year: found.last_year,
            budget_year: found.budget_year.unwrap_or_default(),
            budget_to_date: found.budget_to_date.unwrap_or_default(),
            outcome_to_date: found.outcome.unwrap_or_default(),
        }
    };
    notes.into_iter().map(part).collect()
}

/// The unit's net of each month of the year; outcome of the months through the period.
fn months(known: &Known, node: &OrgNode) -> Vec<PrefillMonth> {
    let year = known.period.year;
    let kinds = known.registers.accounts.cost_types(year);
    let net = |basis: &Basis, month: u8| -> Money {
        let to = if month == 12 { Span::full_year(year).to } else { month };
        let ask = |cost_type: &CostType| {
            let pick = Pick::CostType(cost_type.clone());
            let span = Span { year, from: month, to };
            let org = Some(node.code.clone());
            known.cube.value(&Query::Facts(FactQuery {
                pick,
                org,
                internal: None,
                basis: basis.clone(),
                span,
            }))
        };
        kinds.iter().filter_map(|(cost_type, _, _)| ask(cost_type)).sum()
    };
    let one = |month: u8| PrefillMonth {
        month: Month { year, month },
        budget: net(&Basis::BudgetRevised, month),
        outcome: (month <= known.period.month).then(|| net(&Basis::Outcome, month)),
    };
    (1..=12).map(one).collect()
}

/// What the unit itself said in the latest earlier month of the year that it said anything.
fn earlier<T>(known: &Known, unit: &Code, said: impl Fn(&Submission) -> Option<T>) -> Option<T> {
    earlier_with_month(known, unit, said).map(|(_, said)| said)
}

fn earlier_with_month<T>(
    known: &Known,
    unit: &Code,
    said: impl Fn(&Submission) -> Option<T>,
) -> Option<(Month, T)> {
    let year_start = Month { month: 1, ..known.period };
    let mut before = known.answers.range(year_start..known.period).rev();
    before.find_map(|(month, answers)| {
        let own = answers.iter().find(|answer| answer.unit == *unit)?;
        said(own).map(|said| (*month, said))
    })
}

fn projects(known: &Known, unit: &Code) -> Vec<PrefillProject> {
    let own = known.registers.projects.iter();
    let own = own.filter(|one| one.year == known.period.year && one.unit == *unit);
    own.map(|one| project(known, unit, one)).collect()
}

/// Spending is +: the facts carry it as a cost.
fn project(known: &Known, unit: &Code, one: &Project) -> PrefillProject {
    let spent = Shown::outcome(known.period).of(Pick::Project(one.code.clone()), Extent::Movement);
    let said = |answer: &Submission| {
        answer.projects.iter().find(|said| said.project == one.code).and_then(|said| said.forecast)
    };
    PrefillProject {
        code: one.code.clone(),
        name: one.name.clone(),
        decided_total: one.decided_total,
        accumulated_before: one.accumulated_before,
        budget_year: one.budget,
        outcome_to_date: known.cube.value(&spent).map(|amount| -amount).unwrap_or_default(),
        previous_forecast: earlier(known, unit, said),
        finished: one.finished,
    }
}

fn own_indicators<'a>(known: &Known<'a>, unit: &Code) -> Vec<&'a Indicator> {
    let valid = known.registers.indicators.iter().filter(|one| one.validity.covers(known.period));
    valid.filter(|one| one.units.contains(unit)).collect()
}

fn goals(known: &Known, unit: &Code, indicators: &[&Indicator]) -> Vec<PrefillGoal> {
    let own = known.registers.goals.iter().filter(|goal| {
        goal.validity.covers(known.period)
            && indicators.iter().any(|one| one.goal.as_ref() == Some(&goal.code))
    });
    own.map(|goal| PrefillGoal {
        code: goal.code.clone(),
        text: goal.text.clone(),
        last: last_rating(known, unit, &goal.code),
    })
    .collect()
}

fn last_rating(known: &Known, unit: &Code, goal: &Code) -> Option<LastRating> {
    let said = |answer: &Submission| {
        answer.ratings.iter().find(|one| one.goal == *goal && !one.word.is_empty()).cloned()
    };
    earlier_with_month(known, unit, said).map(|(period, rating)| LastRating {
        period,
        word: rating.word,
        words_of_dialogue: rating.words_of_dialogue,
    })
}

fn indicator(known: &Known, one: &Indicator, unit: &Code) -> PrefillIndicator {
    let asked = match one.kind {
        IndicatorKind::Goal => Asked::Goal,
        IndicatorKind::Volume | IndicatorKind::Staff => Asked::Volume,
    };
    let budgeted = known.registers.budgeted_volume(&one.code, unit, known.period.year);
    PrefillIndicator {
        code: one.code.clone(),
        asked,
        goal: one.goal.clone(),
        text: crate::text::report::indicator(one),
        unit_of_measure: one.unit_of_measure.clone(),
        target: budgeted.or(one.target),
        decimals: one.decimals,
        history: history(known, one, unit),
        previous_forecast: earlier(known, unit, |answer| answer.expected.get(&one.code).copied()),
    }
}

/// The unit's own earlier values, oldest first; what is not to be shown is left out.
fn history(known: &Known, one: &Indicator, unit: &Code) -> Vec<LastReading> {
    let own = known.readings.iter().filter(|reading| {
        reading.indicator == one.code
            && reading.unit.as_ref() == Some(unit)
            && reading.period < known.period
            && !reading.hidden
    });
    let mut found: Vec<LastReading> = own
        .filter_map(|reading| Some(LastReading { period: reading.period, value: reading.value? }))
        .chain(answered(known, one, unit))
        .collect();
    found.sort_by_key(|reading| reading.period);
    found.dedup_by_key(|reading| reading.period);
    found
}

/// What the unit's own templates of earlier months said.
fn answered<'a>(
    known: &'a Known,
    one: &'a Indicator,
    unit: &'a Code,
) -> impl Iterator<Item = LastReading> + 'a {
    known.answers.range(..known.period).filter_map(move |(period, answers)| {
        let own = answers.iter().find(|answer| answer.unit == *unit)?;
        let reading = own.readings.iter().find(|reading| reading.indicator == one.code)?;
        Some(LastReading { period: *period, value: reading.value? })
    })
}
