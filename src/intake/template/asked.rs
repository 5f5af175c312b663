//! What a field asks for, told where it is empty or holds something else.

use crate::domain::period::{Date, Month};
use crate::finding::Asks;
use crate::form::{ActionPart, DetailPart, Field, FieldKey, Kind, Prefill};

pub fn asks(prefill: &Prefill, field: &Field) -> Asks {
    match &field.kind {
        Kind::Amount { unit, sense } => Asks::Amount { unit: *unit, sense: *sense, usual: field.usual },
        Kind::Number { percent, unmeasured, .. } => {
            Asks::Number { percent: *percent, unmeasured: *unmeasured }
        }
        Kind::Date { .. } => Asks::Date(example(prefill, field)),
        Kind::Choice { words, .. } => Asks::Choice(words.clone()),
        Kind::Text { .. } => match field.key {
            FieldKey::SignedBy | FieldKey::Action(_, ActionPart::Responsible) => Asks::Role,
            FieldKey::Action(_, ActionPart::What) | FieldKey::Detail(_, _, DetailPart::Text) => Asks::Words,
            _ => Asks::Sentences,
        },
    }
}

/// A date that the field asks for: when the file is handed in, when something is finished, when something was measured.
pub fn example(prefill: &Prefill, field: &Field) -> Date {
    match field.key {
        FieldKey::SignedOn => prefill.due.unwrap_or(prefill.issued),
        FieldKey::Action(..) | FieldKey::Project(..) => {
            Month { year: prefill.period.year, month: 12 }.last_day()
        }
        _ => prefill.period.last_day(),
    }
}
