//! What was typed in the fields, by field.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::field::FieldKey;
use crate::domain::money::Money;
use crate::domain::period::Date;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Amount(Money),
    Number(Decimal),
    /// Said to be not measured: an answer, and no number.
    Unmeasured,
    Date(Date),
    Text(String),
}

/// A field that is absent was left empty, or could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub BTreeMap<FieldKey, Answer>);

impl Answers {
    pub fn get(&self, key: &FieldKey) -> Option<&Answer> {
        self.0.get(key)
    }

    /// Does the field hold something to go on? *Ej mätt* is an answer and holds nothing.
    pub fn holds(&self, key: &FieldKey) -> bool {
        !matches!(self.get(key), None | Some(Answer::Unmeasured))
    }

    pub fn amount(&self, key: &FieldKey) -> Option<Money> {
        match self.get(key) {
            Some(Answer::Amount(amount)) => Some(*amount),
            _ => None,
        }
    }

    pub fn number(&self, key: &FieldKey) -> Option<Decimal> {
        match self.get(key) {
            Some(Answer::Number(number)) => Some(*number),
            _ => None,
        }
    }

    pub fn date(&self, key: &FieldKey) -> Option<Date> {
        match self.get(key) {
            Some(Answer::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// Empty when nothing was typed.
    pub fn text(&self, key: &FieldKey) -> &str {
        match self.get(key) {
            Some(Answer::Text(text)) => text,
            _ => "",
        }
    }
}
