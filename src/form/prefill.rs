//! What the office knows before a template is handed out: plain data, filled from the facts and registers by the
//! command `mallar`. Nothing in it is an answer, and nothing of it is read back from a filled template.

use rust_decimal::Decimal;

use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::org::TemplateKind;
use crate::domain::period::{Date, Month, PeriodKind};

/// One unit's template before it is filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefill {
    /// The municipality.
    pub organisation: String,
    /// Constructed example: every sheet says so.
    pub example: bool,
    pub unit: Code,
    pub unit_name: String,
    pub kind: TemplateKind,
    pub period: Month,
    pub period_kind: PeriodKind,
    /// The document's date (from the run, never the clock): the workbook's creation time.
    pub issued: Date,
    /// Last day to hand in.
    pub due: Option<Date>,
    /// Where the filled template goes: an address or a role.
    pub report_to: String,
    /// The unit's cost types in the order of the account plan, internal ones included; each name once.
    pub rows: Vec<PrefillRow>,
    /// Goals of the unit's indicators; empty when the period does not follow up goals.
    pub goals: Vec<PrefillGoal>,
    /// The unit's own indicators; empty when the period does not follow up goals.
    pub indicators: Vec<PrefillIndicator>,
    /// Words of the rating scale, best first.
    pub scale: Vec<String>,
    /// A deviation of at least this much demands a comment.
    pub comment_limit: Money,
}

/// One cost type. Income +, cost −.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefillRow {
    pub cost_type: CostType,
    pub internal: bool,
    /// Bokslut: the whole of last year.
    pub last_year: Option<Money>,
    /// Reviderad budget, whole year.
    pub budget_year: Money,
    /// Through the period.
    pub budget_to_date: Money,
    pub outcome_to_date: Money,
    /// The unit's own forecast of an earlier period this year.
    pub previous_forecast: Option<Money>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefillGoal {
    pub code: Code,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefillIndicator {
    pub code: Code,
    pub goal: Option<Code>,
    pub text: String,
    /// procent, antal, index.
    pub unit_of_measure: String,
    pub target: Option<Decimal>,
    pub decimals: u8,
    /// The latest earlier value.
    pub last: Option<LastReading>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastReading {
    pub period: Month,
    pub value: Decimal,
}
