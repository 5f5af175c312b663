//! The answers of one template as what the unit handed in.

use std::sync::Arc;

use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::goal::Reading;
use crate::domain::printable;
use crate::domain::submission::{Action, Adjustment, Detail, ProjectAnswer, Submission, UnitRating};
use crate::form::{
    ActionPart, AdjustmentPart, Answer, Answers, DetailPart, FieldKey, Form, Kind, Prefill, ProjectPart,
    READING_SOURCE,
};

pub fn of(file: Arc<str>, prefill: &Prefill, form: &Form, answers: &Answers) -> Submission {
    let answers = &printed(form, answers);
    let of_cost_types = |key: fn(CostType) -> FieldKey| {
        let names = prefill.rows.iter().map(|row| row.cost_type.clone());
        names.filter_map(move |name| Some((name.clone(), given(answers, &key(name))?)))
    };
    let indicators = || prefill.indicators.iter().map(|one| &one.code);
    let unmeasured =
        |code: &&Code| matches!(answers.get(&FieldKey::Value((*code).clone())), Some(Answer::Unmeasured));
    Submission {
        unit: prefill.unit.clone(),
        period: prefill.period,
        file,
        signed_by: answers.text(&FieldKey::SignedBy).to_string(),
        signed_on: answers.date(&FieldKey::SignedOn),
        forecasts: form.forecasts(answers).into_iter().collect(),
        details: details(prefill, answers),
        causes: of_cost_types(FieldKey::Cause).collect(),
        comments: of_cost_types(FieldKey::Comment).collect(),
        summary: answers.text(&FieldKey::Summary).to_string(),
        actions: (1..=Form::ACTION_ROWS).filter_map(|row| action(answers, row)).collect(),
        readings: indicators().filter_map(|code| reading(prefill, code, answers)).collect(),
        ratings: prefill.goals.iter().filter_map(|goal| rating(&goal.code, answers)).collect(),
        unmeasured: indicators().filter(unmeasured).cloned().collect(),
        expected: indicators()
            .filter_map(|code| Some((code.clone(), answers.number(&FieldKey::Expected(code.clone()))?)))
            .collect(),
        projects: prefill.projects.iter().filter_map(|one| project(&one.code, answers)).collect(),
        stories: (1..=Form::STORIES)
            .filter_map(|row| Some((row, given(answers, &FieldKey::Story(row))?)))
            .collect(),
        adjustments: (1..=Form::ADJUSTMENT_ROWS)
            .filter_map(|row| adjustment(prefill, answers, row))
            .collect(),
    }
}

/// The texts as every report can show them; one that is then empty is none.
fn printed(form: &Form, answers: &Answers) -> Answers {
    let mut printed = answers.clone();
    for field in form.fields().filter(|field| matches!(field.kind, Kind::Text { .. })) {
        if let Some(Answer::Text(text)) = printed.0.get_mut(&field.key) {
            *text = printable::printed(text);
            if text.is_empty() {
                printed.0.remove(&field.key);
            }
        }
    }
    printed
}

fn given(answers: &Answers, key: &FieldKey) -> Option<String> {
    Some(answers.text(key).to_string()).filter(|text| !text.is_empty())
}

/// The filled parts of every line: preprinted ones first, as on the sheet.
fn details(prefill: &Prefill, answers: &Answers) -> Vec<Detail> {
    let mut found = Vec::new();
    for row in &prefill.rows {
        let preprinted = row.parts.iter().map(|part| part.text.as_str()).map(Some);
        let texts = preprinted.chain(std::iter::repeat_n(None, usize::from(prefill.detail_rows)));
        for (number, text) in (1..=u8::MAX).zip(texts) {
            let key = |part| FieldKey::Detail(row.cost_type.clone(), number, part);
            if let Some(amount) = answers.amount(&key(DetailPart::Amount)) {
                let text = text.unwrap_or_else(|| answers.text(&key(DetailPart::Text))).to_string();
                found.push(Detail { cost_type: row.cost_type.clone(), text, amount });
            }
        }
    }
    found
}

fn action(answers: &Answers, row: u8) -> Option<Action> {
    let key = |part| FieldKey::Action(row, part);
    let text = |part| answers.text(&key(part)).to_string();
    let action = Action {
        what: text(ActionPart::What),
        effect: answers.amount(&key(ActionPart::Effect)),
        effect_next_year: answers.amount(&key(ActionPart::EffectNextYear)),
        responsible: text(ActionPart::Responsible),
        date: answers.date(&key(ActionPart::Date)),
        state: text(ActionPart::State),
    };
    let filled = ActionPart::ALL.into_iter().any(|part| answers.get(&key(part)).is_some());
    filled.then_some(action)
}

fn reading(prefill: &Prefill, indicator: &Code, answers: &Answers) -> Option<Reading> {
    Some(Reading {
        indicator: indicator.clone(),
        unit: Some(prefill.unit.clone()),
        period: prefill.period,
        value: Some(answers.number(&FieldKey::Value(indicator.clone()))?),
        measured: answers.date(&FieldKey::Measured(indicator.clone())),
        source: READING_SOURCE.to_string(),
        group_size: None,
        hidden: false,
    })
}

fn rating(goal: &Code, answers: &Answers) -> Option<UnitRating> {
    let rating = UnitRating {
        goal: goal.clone(),
        word: answers.text(&FieldKey::Rating(goal.clone())).to_string(),
        words_of_dialogue: answers.text(&FieldKey::Words(goal.clone())).to_string(),
    };
    let silent = rating.word.is_empty() && rating.words_of_dialogue.is_empty();
    (!silent).then_some(rating)
}

fn project(code: &Code, answers: &Answers) -> Option<ProjectAnswer> {
    let key = |part| FieldKey::Project(code.clone(), part);
    let answer = ProjectAnswer {
        project: code.clone(),
        forecast: answers.amount(&key(ProjectPart::Forecast)),
        total: answers.amount(&key(ProjectPart::Total)),
        finished: answers.date(&key(ProjectPart::Finished)),
    };
    let silent = answer.forecast.is_none() && answer.total.is_none() && answer.finished.is_none();
    (!silent).then_some(answer)
}

/// An adjustment that is whole; a part that is missing or faulty has its finding.
fn adjustment(prefill: &Prefill, answers: &Answers, row: u8) -> Option<Adjustment> {
    let key = |part| FieldKey::Adjustment(row, part);
    let chosen = answers.text(&key(AdjustmentPart::Unit));
    let unit = prefill.adjustable.iter().find(|unit| unit.word() == chosen)?;
    let cost_type = answers.text(&key(AdjustmentPart::CostType));
    let cost_type = prefill.adjustable_cost_types.iter().find(|one| one.0.as_str() == cost_type)?;
    Some(Adjustment {
        unit: unit.code.clone(),
        cost_type: cost_type.clone(),
        amount: answers.amount(&key(AdjustmentPart::Amount))?,
        reason: given(answers, &key(AdjustmentPart::Reason))?,
    })
}
