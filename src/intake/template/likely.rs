//! What is a value and yet hardly what was meant: it stands as it is, and is remarked on.

use rust_decimal::Decimal;

use crate::domain::code::Code;
use crate::domain::contact;
use crate::domain::money::Money;
use crate::domain::printable;
use crate::finding::{Confirm, Contact, Likeness, TemplateProblem};
use crate::form::{
    ActionPart, Answer, Answers, Field, FieldKey, FieldPlace, Form, Kind, Prefill, PrefillIndicator,
};

use super::judge::plain;

/// So many times more, or less, than both target and last value.
const FAR: i64 = 10;
/// A demanded text has at least so many letters.
const LETTERS: usize = 3;
/// Alike in so few, and nothing is said: it may well be so.
const FEW: usize = 2;

/// Words that stand beside what concerns one single person. A short list: a remark that is mostly wrong is not read.
const WORDS: &str = include_str!("../../../templates/texter/personord.csv");

/// Words that make what stands beside them a role and no name, whole or as a part: `chef` is in `Kostchef`.
const ROLES: &str = include_str!("../../../templates/texter/rollord.csv");

/// What is remarked on in a field. `confirm`: the cell in which an odd amount is confirmed.
pub fn field(
    prefill: &Prefill,
    place: &FieldPlace,
    answers: &Answers,
    confirm: impl Fn(&FieldKey) -> String,
) -> Vec<TemplateProblem> {
    let field = place.field;
    match (&field.key, answers.get(&field.key)) {
        (FieldKey::Forecast(_), Some(Answer::Amount(found))) => {
            forecast(prefill, field, *found, answers, confirm).into_iter().collect()
        }
        (FieldKey::Value(code) | FieldKey::Expected(code), Some(Answer::Number(found))) => {
            let indicator = indicator(prefill, code);
            indicator.and_then(|indicator| number(indicator, field, *found)).into_iter().collect()
        }
        (_, Some(Answer::Text(found))) if matches!(field.kind, Kind::Text { .. }) => {
            if field.key != FieldKey::SignedBy && place.demanded(answers) && weak(found) {
                return vec![TemplateProblem::WeakText { field: field.label.clone(), found: found.clone() }];
            }
            text(prefill, field, found)
        }
        _ => Vec::new(),
    }
}

/// What may point out a person, and what cannot be printed.
fn text(prefill: &Prefill, field: &Field, text: &str) -> Vec<TemplateProblem> {
    let label = || field.label.clone();
    let mut found = Vec::new();
    found.extend(
        person_word(text).map(|word| TemplateProblem::PersonWord { field: label(), word: word.to_string() }),
    );
    let contacts = [(contact::has_phone(text), Contact::Phone), (contact::has_email(text), Contact::Email)];
    let contacts = contacts.into_iter().filter(|(is_there, _)| *is_there);
    found.extend(contacts.map(|(_, contact)| TemplateProblem::ContactDetails { field: label(), contact }));
    if matches!(field.key, FieldKey::SignedBy | FieldKey::Action(_, ActionPart::Responsible)) {
        let name = contact::name(text, |word| is_role(prefill, word));
        found.extend(name.map(|name| TemplateProblem::PersonName { field: label(), found: name }));
    }
    let signs = printable::lacking(text);
    if !signs.is_empty() {
        found.push(TemplateProblem::Unprintable { field: label(), signs });
    }
    found
}

/// A listed role, or a word of what the unit is called.
fn is_role(prefill: &Prefill, word: &str) -> bool {
    let unit = prefill.unit_name.to_lowercase();
    ROLES.lines().skip(1).any(|role| !role.is_empty() && word.contains(role))
        || unit.split_whitespace().any(|own| own == word)
}

/// What is remarked on in the answer as a whole.
pub fn whole(prefill: &Prefill, form: &Form, answers: &Answers) -> Vec<TemplateProblem> {
    let mut found = Vec::new();
    let forecasts = form.forecasts(answers);
    let alike = |name, amount| {
        let row = prefill.rows.iter().find(|row| row.cost_type == name);
        row.is_some_and(|row| same(prefill, amount, row.budget_year))
    };
    let all = forecasts.len() == prefill.rows.len() && forecasts.len() >= FEW;
    if all && forecasts.into_iter().all(|(name, amount)| alike(name, amount)) {
        found.push(TemplateProblem::ForecastsAsBudget { lines: prefill.rows.len() });
    }
    let values: Vec<(Decimal, Option<Decimal>)> = prefill
        .indicators
        .iter()
        .filter_map(|one| {
            Some((one.history.last()?.value, answers.number(&FieldKey::Value(one.code.clone()))))
        })
        .collect();
    if values.len() >= FEW && values.iter().all(|(last, value)| Some(*last) == *value) {
        found.push(TemplateProblem::ValuesAsBefore { values: values.len() });
    }
    found
}

/// Equal as the template shows them: whole kronor, or whole thousands.
fn same(prefill: &Prefill, one: Money, other: Money) -> bool {
    let unit = prefill.amount_unit.ore();
    one.rounded(unit) == other.rounded(unit)
}

/// A forecast that is what came in so far, or the deviation, and not the year.
fn forecast(
    prefill: &Prefill,
    field: &Field,
    found: Money,
    answers: &Answers,
    confirm: impl Fn(&FieldKey) -> String,
) -> Option<TemplateProblem> {
    let FieldKey::Forecast(name) = &field.key else { return None };
    let row = prefill.rows.iter().find(|row| row.cost_type == *name)?;
    let confirmed = answers.get(&FieldKey::Confirm(name.clone())).is_some();
    if confirmed || same(prefill, found, Money::ZERO) || same(prefill, found, row.rest_as_budgeted()) {
        return None;
    }
    let deviation = row.outcome_to_date - row.budget_to_date;
    let like = if same(prefill, found, row.outcome_to_date) {
        Likeness::Outcome
    } else if same(prefill, found, deviation) {
        Likeness::Deviation
    } else {
        return None;
    };
    let (field, unit) = (field.label.clone(), prefill.amount_unit);
    // A deviation that it gives is told already: the amount is used as it stands.
    let confirm = Confirm { cell: confirm(&FieldKey::Confirm(name.clone())), unexplained: None };
    Some(TemplateProblem::ForecastEquals { field, found, like, unit, confirm })
}

fn indicator<'a>(prefill: &'a Prefill, code: &Code) -> Option<&'a PrefillIndicator> {
    prefill.indicators.iter().find(|one| one.code == *code)
}

/// Far from both target and last value, or below zero where they are above.
fn number(indicator: &PrefillIndicator, field: &Field, found: Decimal) -> Option<TemplateProblem> {
    let last = indicator.history.last().map(|last| last.value);
    let known: Vec<Decimal> = [indicator.target, last].into_iter().flatten().collect();
    let negative = found < Decimal::ZERO && !known.is_empty() && known.iter().all(|one| *one > Decimal::ZERO);
    let far = |one: &Decimal| {
        let (found, one) = (found.abs(), one.abs());
        !one.is_zero() && (found >= one * Decimal::from(FAR) || found * Decimal::from(FAR) <= one)
    };
    let above = |one: &Decimal| found.abs() > one.abs();
    let one_way = known.iter().all(above) || !known.iter().any(above);
    let off = known.len() == 2 && !found.is_zero() && one_way && known.iter().all(far);
    (negative || off).then(|| TemplateProblem::FarOff {
        field: field.label.clone(),
        found: plain(found),
        usual: known.into_iter().map(plain).collect(),
    })
}

/// Of what cannot be printed nothing is used.
fn weak(text: &str) -> bool {
    printable::printed(text).chars().filter(|sign| sign.is_alphabetic()).count() < LETTERS
}

/// The first of the listed words that stands in the text as words of its own.
fn person_word(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let words = |text: &str| {
        let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
        format!(" {} ", words.collect::<Vec<_>>().join(" "))
    };
    let spoken = words(&lower);
    WORDS.lines().skip(1).find(|line| !line.is_empty() && spoken.contains(&words(line)))
}
