//! One input field: its key, what it may hold and when it must be filled.

use std::fmt;

use rust_decimal::Decimal;

use super::kind::Kind;
use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::money::Money;

/// Which question a field answers. Ordered as the sheets are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldKey {
    SignedBy,
    Forecast(CostType),
    /// The forecast looks odd and is right.
    Confirm(CostType),
    Comment(CostType),
    Summary,
    /// Row of the table from 1.
    Action(u8, ActionPart),
    Value(Code),
    Measured(Code),
    Rating(Code),
    Words(Code),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionPart {
    What,
    Effect,
    Responsible,
    Date,
}

/// `prognos:Personalkostnader`, `atgard1:vad`: the key of the hidden field map and of the sample's answers table.
impl fmt::Display for FieldKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldKey::SignedBy => out.write_str("lamnad_av"),
            FieldKey::Forecast(cost_type) => write!(out, "prognos:{}", cost_type.0),
            FieldKey::Confirm(cost_type) => write!(out, "stammer:{}", cost_type.0),
            FieldKey::Comment(cost_type) => write!(out, "kommentar:{}", cost_type.0),
            FieldKey::Summary => out.write_str("sammanfattning"),
            FieldKey::Action(row, part) => write!(out, "atgard{row}:{}", part.word()),
            FieldKey::Value(code) => write!(out, "utfall:{code}"),
            FieldKey::Measured(code) => write!(out, "matdatum:{code}"),
            FieldKey::Rating(code) => write!(out, "bedomning:{code}"),
            FieldKey::Words(code) => write!(out, "ord:{code}"),
        }
    }
}

impl FieldKey {
    /// The first part of the defined name, in characters every spreadsheet program takes.
    pub fn prefix(&self) -> &'static str {
        match self {
            FieldKey::SignedBy => "lamnad_av",
            FieldKey::Forecast(_) => "prognos",
            FieldKey::Confirm(_) => "stammer",
            FieldKey::Comment(_) => "kommentar",
            FieldKey::Summary => "sammanfattning",
            FieldKey::Action(_, part) => part.word(),
            FieldKey::Value(_) => "utfall",
            FieldKey::Measured(_) => "matdatum",
            FieldKey::Rating(_) => "bedomning",
            FieldKey::Words(_) => "ord",
        }
    }
}

impl ActionPart {
    pub const ALL: [ActionPart; 4] =
        [ActionPart::What, ActionPart::Effect, ActionPart::Responsible, ActionPart::Date];

    fn word(self) -> &'static str {
        match self {
            ActionPart::What => "vad",
            ActionPart::Effect => "effekt",
            ActionPart::Responsible => "ansvarig",
            ActionPart::Date => "datum",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub key: FieldKey,
    /// The defined name: `in_prognos_03`.
    pub name: String,
    /// What findings call it: `Prognos helår, Personalkostnader`.
    pub label: String,
    pub kind: Kind,
    pub need: Need,
    pub guard: Option<Guard>,
}

/// When an empty field is a missing answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    Always,
    Never,
    /// When another field of the same subject is filled.
    With(FieldKey),
    /// When forecast − budget is at least the limit.
    ForecastDeviates {
        forecast: FieldKey,
        budget: Money,
        limit: Money,
    },
    /// When this deviation is at least the limit: at year end it is known beforehand.
    Deviates {
        deviation: Money,
        limit: Money,
    },
}

/// What an answer is held against where it has two likely readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Kr or tkr? plus or minus? Both amounts are non-zero; a confirmation clears it.
    Usual { budget: Money, last_year: Money, cleared_by: FieldKey },
    /// A share where per cent are meant? `usual`: the smaller of target and last value.
    Percent { usual: Decimal },
}

impl Field {
    /// `row`: the subject's number in its table, from 1; part of the defined name.
    pub(super) fn new(key: FieldKey, row: usize, label: String, kind: Kind, need: Need) -> Field {
        let name = format!("in_{}_{row:02}", key.prefix());
        Field { key, name, label, kind, need, guard: None }
    }
}
