//! One input field: its key, what it may hold and when it must be filled.

use std::fmt;

use rust_decimal::Decimal;

use super::kind::Kind;
use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::money::Money;

/// Which question a field answers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldKey {
    SignedBy,
    SignedOn,
    Forecast(CostType),
    /// The forecast looks odd and is right.
    Confirm(CostType),
    Cause(CostType),
    Comment(CostType),
    /// A part of a line's forecast, numbered from 1.
    Detail(CostType, u8, DetailPart),
    Summary,
    /// Row of the table from 1.
    Action(u8, ActionPart),
    Value(Code),
    Measured(Code),
    Rating(Code),
    Words(Code),
    /// Forecast of a volume or staff indicator.
    Expected(Code),
    Project(Code, ProjectPart),
    /// Heading of the account in words, from 1.
    Story(u8),
    /// Row of the finance office's adjustments, from 1.
    Adjustment(u8, AdjustmentPart),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DetailPart {
    Text,
    Amount,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActionPart {
    What,
    Effect,
    EffectNextYear,
    Responsible,
    Date,
    State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProjectPart {
    Forecast,
    Total,
    Finished,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AdjustmentPart {
    Unit,
    CostType,
    Amount,
    Reason,
}

/// `prognos:Personalkostnader`, `atgard1:vad`: the key of the hidden field map and of the sample's answers table.
impl fmt::Display for FieldKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = self.prefix();
        match self {
            FieldKey::SignedBy | FieldKey::SignedOn | FieldKey::Summary => out.write_str(word),
            FieldKey::Forecast(cost_type)
            | FieldKey::Confirm(cost_type)
            | FieldKey::Cause(cost_type)
            | FieldKey::Comment(cost_type) => write!(out, "{word}:{}", cost_type.0),
            FieldKey::Detail(cost_type, row, _) => write!(out, "{word}{row}:{}", cost_type.0),
            FieldKey::Action(row, part) => write!(out, "atgard{row}:{}", part.word()),
            FieldKey::Adjustment(row, part) => write!(out, "justering{row}:{}", part.word()),
            FieldKey::Story(row) => write!(out, "{word}:{row}"),
            FieldKey::Value(code)
            | FieldKey::Measured(code)
            | FieldKey::Rating(code)
            | FieldKey::Words(code)
            | FieldKey::Expected(code)
            | FieldKey::Project(code, _) => write!(out, "{word}:{code}"),
        }
    }
}

impl FieldKey {
    /// The first part of the defined name, in characters every spreadsheet program takes.
    pub fn prefix(&self) -> &'static str {
        match self {
            FieldKey::SignedBy => "lamnad_av",
            FieldKey::SignedOn => "lamnad_datum",
            FieldKey::Forecast(_) => "prognos",
            FieldKey::Confirm(_) => "stammer",
            FieldKey::Cause(_) => "orsak",
            FieldKey::Comment(_) => "kommentar",
            FieldKey::Detail(_, _, DetailPart::Text) => "detaljtext",
            FieldKey::Detail(_, _, DetailPart::Amount) => "detalj",
            FieldKey::Summary => "sammanfattning",
            FieldKey::Action(_, part) => part.name(),
            FieldKey::Value(_) => "utfall",
            FieldKey::Measured(_) => "matdatum",
            FieldKey::Rating(_) => "bedomning",
            FieldKey::Words(_) => "ord",
            FieldKey::Expected(_) => "vantat",
            FieldKey::Project(_, ProjectPart::Forecast) => "projektprognos",
            FieldKey::Project(_, ProjectPart::Total) => "projekttotal",
            FieldKey::Project(_, ProjectPart::Finished) => "projektklart",
            FieldKey::Story(_) => "berattelse",
            FieldKey::Adjustment(_, part) => part.name(),
        }
    }
}

impl ActionPart {
    pub const ALL: [ActionPart; 6] = [
        ActionPart::What,
        ActionPart::Effect,
        ActionPart::EffectNextYear,
        ActionPart::Responsible,
        ActionPart::Date,
        ActionPart::State,
    ];

    fn word(self) -> &'static str {
        match self {
            ActionPart::What => "vad",
            ActionPart::Effect => "effekt",
            ActionPart::EffectNextYear => "effekt_nasta",
            ActionPart::Responsible => "ansvarig",
            ActionPart::Date => "datum",
            ActionPart::State => "lage",
        }
    }

    fn name(self) -> &'static str {
        match self {
            ActionPart::What => "atgard",
            ActionPart::Effect => "atgard_effekt",
            ActionPart::EffectNextYear => "atgard_effekt_nasta",
            ActionPart::Responsible => "atgard_ansvarig",
            ActionPart::Date => "atgard_datum",
            ActionPart::State => "atgard_lage",
        }
    }
}

impl AdjustmentPart {
    pub const ALL: [AdjustmentPart; 4] =
        [AdjustmentPart::Unit, AdjustmentPart::CostType, AdjustmentPart::Amount, AdjustmentPart::Reason];

    fn word(self) -> &'static str {
        match self {
            AdjustmentPart::Unit => "enhet",
            AdjustmentPart::CostType => "kostnadsslag",
            AdjustmentPart::Amount => "belopp",
            AdjustmentPart::Reason => "skal",
        }
    }

    fn name(self) -> &'static str {
        match self {
            AdjustmentPart::Unit => "just_enhet",
            AdjustmentPart::CostType => "just_kostnadsslag",
            AdjustmentPart::Amount => "just_belopp",
            AdjustmentPart::Reason => "just_skal",
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
    /// An amount of the size and sign that is usual here: the cell's help shows one like it.
    pub usual: Option<Money>,
    /// The first template version that has the field.
    pub since: u16,
}

/// When an empty field is a missing answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    Always,
    Never,
    /// When any of these fields is filled.
    With(Vec<FieldKey>),
    /// Unless any of these fields is filled: a line's forecast may be given in parts.
    Unless(Vec<FieldKey>),
    /// When the amount in this column of the field's row is at least the limit, whatever its sign.
    Deviates {
        column: usize,
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
        let name = match &key {
            FieldKey::Detail(_, part, _) => format!("in_{}_{row:02}_{part}", key.prefix()),
            _ => format!("in_{}_{row:02}", key.prefix()),
        };
        Field { key, name, label, kind, need, guard: None, usual: None, since: FIRST_VERSION }
    }

    /// The first of these amounts that is not zero is what is usual.
    #[must_use]
    pub(super) fn usually(self, amounts: &[Option<Money>]) -> Field {
        let usual = amounts.iter().flatten().find(|amount| !amount.is_zero()).copied();
        Field { usual, ..self }
    }

    /// A field that came with a later template version.
    #[must_use]
    pub fn since(self, version: u16) -> Field {
        Field { since: version, ..self }
    }
}

/// The first template version that was handed out.
pub const FIRST_VERSION: u16 = 2;
