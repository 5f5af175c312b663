//! A prefill as the facts of the register of issued templates, one line each, and back.

use rust_decimal::Decimal;

use super::issued::{money, optional, read_date, read_money};
use super::prefill::{
    Asked, LastRating, LastReading, Prefill, PrefillGoal, PrefillIndicator, PrefillMonth, PrefillPart,
    PrefillProject, PrefillRow, PrefillUnit,
};
use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::money::{KronorUnit, Money};
use crate::domain::org::TemplateKind;
use crate::domain::period::{Month, PeriodKind};

/// One line: what it tells, of what, its text and its values.
pub struct Fact {
    pub what: &'static str,
    pub key: String,
    pub text: String,
    pub values: Vec<String>,
}

fn fact(what: &'static str, key: impl ToString, text: impl ToString, values: Vec<String>) -> Fact {
    Fact { what, key: key.to_string(), text: text.to_string(), values }
}

fn given<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Everything a template was handed out with, in a fixed order.
pub fn facts(prefill: &Prefill) -> Vec<Fact> {
    let mut found = vec![
        fact("mall", template_word(prefill.kind), &prefill.unit_name, vec![prefill.organisation.clone()]),
        fact(
            "period",
            period_word(prefill.period_kind),
            prefill.period,
            vec![prefill.issued.to_string(), given(prefill.due)],
        ),
        fact(
            "lämnas",
            if prefill.example { "exempel" } else { "" },
            &prefill.report_to,
            vec![money(prefill.comment_limit)],
        ),
        fact("belopp", unit_word(prefill.amount_unit), "", vec![prefill.detail_rows.to_string()]),
    ];
    prefill.rows.iter().for_each(|row| row_facts(row, &mut found));
    found.extend(prefill.months.iter().map(|one| {
        fact("månad", one.month, "", vec![money(one.budget), one.outcome.map(money).unwrap_or_default()])
    }));
    prefill.goals.iter().for_each(|goal| goal_facts(goal, &mut found));
    prefill.indicators.iter().for_each(|one| indicator_facts(one, &mut found));
    found.extend(prefill.projects.iter().map(project_fact));
    found.extend(prefill.scale.iter().map(|word| fact("skala", "", word, Vec::new())));
    found.extend(prefill.causes.iter().map(|word| fact("orsak", "", word, Vec::new())));
    found.extend(prefill.adjustable.iter().map(|unit| fact("enhet", &unit.code, &unit.name, Vec::new())));
    let cost_types = prefill.adjustable_cost_types.iter();
    found.extend(cost_types.map(|one| fact("justerbart", "", &one.0, Vec::new())));
    found
}

fn row_facts(row: &PrefillRow, found: &mut Vec<Fact>) {
    let values = vec![
        row.last_year.map(money).unwrap_or_default(),
        money(row.budget_year),
        money(row.budget_to_date),
        money(row.outcome_to_date),
        row.previous_forecast.map(money).unwrap_or_default(),
    ];
    let word = if row.internal { "internt" } else { "externt" };
    found.push(fact("kostnadsslag", word, &row.cost_type.0, values));
    if !row.previous_comment.is_empty() {
        found.push(fact("förra kommentaren", &row.cost_type.0, &row.previous_comment, Vec::new()));
    }
    found.extend(row.parts.iter().map(|part| {
        let values = vec![
            part.last_year.map(money).unwrap_or_default(),
            money(part.budget_year),
            money(part.budget_to_date),
            money(part.outcome_to_date),
        ];
        fact("delrad", &row.cost_type.0, &part.text, values)
    }));
}

fn goal_facts(goal: &PrefillGoal, found: &mut Vec<Fact>) {
    found.push(fact("mål", &goal.code, &goal.text, Vec::new()));
    found.extend(goal.last.iter().map(|last| {
        let values = vec![last.period.to_string(), last.word.clone()];
        fact("förra bedömningen", &goal.code, &last.words_of_dialogue, values)
    }));
}

fn indicator_facts(one: &PrefillIndicator, found: &mut Vec<Fact>) {
    let values = vec![
        asked_word(one.asked).to_string(),
        given(one.goal.as_ref()),
        one.unit_of_measure.clone(),
        given(one.target),
        one.decimals.to_string(),
        given(one.previous_forecast),
    ];
    found.push(fact("mått", &one.code, &one.text, values));
    found.extend(
        one.history.iter().map(|last| {
            fact("historik", &one.code, "", vec![last.period.to_string(), last.value.to_string()])
        }),
    );
}

fn project_fact(one: &PrefillProject) -> Fact {
    let values = vec![
        one.decided_total.map(money).unwrap_or_default(),
        money(one.accumulated_before),
        money(one.budget_year),
        money(one.outcome_to_date),
        one.previous_forecast.map(money).unwrap_or_default(),
        if one.finished { "färdigt" } else { "" }.to_string(),
    ];
    fact("projekt", &one.code, &one.name, values)
}

/// Puts one line's fact into the prefill; `None` when it cannot be read.
pub fn read_fact(prefill: &mut Prefill, what: &str, key: &str, text: &str, values: &[&str]) -> Option<()> {
    match (what, values) {
        ("mall", [organisation]) => {
            prefill.kind = [TemplateKind::Unit, TemplateKind::Finance]
                .into_iter()
                .find(|kind| template_word(*kind) == key)?;
            prefill.unit_name = text.to_string();
            prefill.organisation = organisation.to_string();
        }
        ("period", [issued, due]) => {
            prefill.period_kind = PERIOD_KINDS.into_iter().find(|kind| period_word(*kind) == key)?;
            prefill.issued = read_date(issued)?;
            prefill.due = optional(due, read_date)?;
        }
        ("lämnas", [limit]) => {
            prefill.example = key == "exempel";
            prefill.report_to = text.to_string();
            prefill.comment_limit = read_money(limit)?;
        }
        ("belopp", [details]) => {
            prefill.amount_unit =
                [KronorUnit::Kr, KronorUnit::Tkr].into_iter().find(|unit| unit_word(*unit) == key)?;
            prefill.detail_rows = details.parse().ok()?;
        }
        ("månad", [budget, outcome]) => prefill.months.push(PrefillMonth {
            month: Month::parse(key)?,
            budget: read_money(budget)?,
            outcome: optional(outcome, read_money)?,
        }),
        ("projekt", values) => prefill.projects.push(read_project(key, text, values)?),
        ("skala", _) => prefill.scale.push(text.to_string()),
        ("orsak", _) => prefill.causes.push(text.to_string()),
        ("enhet", _) => prefill.adjustable.push(PrefillUnit { code: Code::new(key), name: text.to_string() }),
        ("justerbart", _) => prefill.adjustable_cost_types.push(CostType(Code::new(text))),
        ("kostnadsslag" | "förra kommentaren" | "delrad", _) => {
            read_row_fact(prefill, what, key, text, values)?;
        }
        _ => read_goal_fact(prefill, what, key, text, values)?,
    }
    Some(())
}

fn read_row_fact(prefill: &mut Prefill, what: &str, key: &str, text: &str, values: &[&str]) -> Option<()> {
    let of_row = |prefill: &mut Prefill| -> Option<usize> {
        prefill.rows.iter().position(|row| row.cost_type.0.as_str() == key)
    };
    match (what, values) {
        ("kostnadsslag", [last, budget, to_date, outcome, previous]) => prefill.rows.push(PrefillRow {
            cost_type: CostType(Code::new(text)),
            internal: key == "internt",
            last_year: optional(last, read_money)?,
            budget_year: read_money(budget)?,
            budget_to_date: read_money(to_date)?,
            outcome_to_date: read_money(outcome)?,
            previous_forecast: optional(previous, read_money)?,
            previous_comment: String::new(),
            parts: Vec::new(),
        }),
        ("förra kommentaren", _) => {
            let at = of_row(prefill)?;
            prefill.rows.get_mut(at)?.previous_comment = text.to_string();
        }
        ("delrad", [last, budget, to_date, outcome]) => {
            let at = of_row(prefill)?;
            prefill.rows.get_mut(at)?.parts.push(PrefillPart {
                text: text.to_string(),
                last_year: optional(last, read_money)?,
                budget_year: read_money(budget)?,
                budget_to_date: read_money(to_date)?,
                outcome_to_date: read_money(outcome)?,
            });
        }
        _ => return None,
    }
    Some(())
}

fn read_goal_fact(prefill: &mut Prefill, what: &str, key: &str, text: &str, values: &[&str]) -> Option<()> {
    match (what, values) {
        ("mål", _) => {
            prefill.goals.push(PrefillGoal { code: Code::new(key), text: text.to_string(), last: None });
        }
        ("förra bedömningen", [period, word]) => {
            let goal = prefill.goals.iter_mut().find(|goal| goal.code.as_str() == key)?;
            goal.last = Some(LastRating {
                period: Month::parse(period)?,
                word: word.to_string(),
                words_of_dialogue: text.to_string(),
            });
        }
        ("mått", values) => prefill.indicators.push(read_indicator(key, text, values)?),
        ("historik", [period, value]) => {
            let one = prefill.indicators.iter_mut().find(|one| one.code.as_str() == key)?;
            one.history.push(LastReading { period: Month::parse(period)?, value: number(value)? });
        }
        _ => return None,
    }
    Some(())
}

fn number(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

fn read_indicator(key: &str, text: &str, values: &[&str]) -> Option<PrefillIndicator> {
    let [asked, goal, unit_of_measure, target, decimals, previous] = values else { return None };
    Some(PrefillIndicator {
        code: Code::new(key),
        asked: [Asked::Goal, Asked::Volume].into_iter().find(|one| asked_word(*one) == *asked)?,
        goal: optional(goal, |goal| Some(Code::new(goal)))?,
        text: text.to_string(),
        unit_of_measure: unit_of_measure.to_string(),
        target: optional(target, number)?,
        decimals: decimals.parse().ok()?,
        history: Vec::new(),
        previous_forecast: optional(previous, number)?,
    })
}

fn read_project(key: &str, text: &str, values: &[&str]) -> Option<PrefillProject> {
    let [decided, before, budget, outcome, previous, finished] = values else { return None };
    Some(PrefillProject {
        code: Code::new(key),
        name: text.to_string(),
        decided_total: optional(decided, read_money)?,
        accumulated_before: read_money(before)?,
        budget_year: read_money(budget)?,
        outcome_to_date: read_money(outcome)?,
        previous_forecast: optional(previous, read_money)?,
        finished: !finished.is_empty(),
    })
}

/// What the lines of a unit then fill in; the hash tells when one of them is missing.
pub fn blank(unit: Code, period: Month) -> Prefill {
    Prefill {
        organisation: String::new(),
        example: false,
        unit,
        unit_name: String::new(),
        kind: TemplateKind::Unit,
        period,
        period_kind: PeriodKind::Month,
        issued: period.first_day(),
        due: None,
        report_to: String::new(),
        amount_unit: KronorUnit::Kr,
        comment_limit: Money::ZERO,
        detail_rows: 0,
        rows: Vec::new(),
        months: Vec::new(),
        goals: Vec::new(),
        indicators: Vec::new(),
        projects: Vec::new(),
        scale: Vec::new(),
        causes: Vec::new(),
        adjustable: Vec::new(),
        adjustable_cost_types: Vec::new(),
    }
}

fn template_word(kind: TemplateKind) -> &'static str {
    match kind {
        TemplateKind::Unit => "enhet",
        TemplateKind::Finance => "ekonomi",
    }
}

fn unit_word(unit: KronorUnit) -> &'static str {
    match unit {
        KronorUnit::Kr => "kr",
        KronorUnit::Tkr => "tkr",
    }
}

fn asked_word(asked: Asked) -> &'static str {
    match asked {
        Asked::Goal => "mål",
        Asked::Volume => "volym",
    }
}

const PERIOD_KINDS: [PeriodKind; 4] =
    [PeriodKind::Month, PeriodKind::Tertial, PeriodKind::Interim, PeriodKind::Year];

fn period_word(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Month => "månad",
        PeriodKind::Tertial => "tertial",
        PeriodKind::Interim => "delår",
        PeriodKind::Year => "år",
    }
}
