//! What the office knows before a template is handed out: plain data, filled from the facts and registers by the
//! command `mallar`. Nothing in it is an answer, and nothing of it is read back from a filled template.

use rust_decimal::Decimal;

use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::money::{KronorUnit, Money};
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
    /// What amounts are shown and typed in.
    pub amount_unit: KronorUnit,
    /// A deviation of at least this much demands a cause and a comment.
    pub comment_limit: Money,
    /// How many free detail rows a line has.
    pub detail_rows: u8,
    /// The unit's cost types in the order of the account plan, internal ones included; each name once.
    pub rows: Vec<PrefillRow>,
    /// The unit's net, month by month through the year.
    pub months: Vec<PrefillMonth>,
    /// Goals of the unit's indicators; empty when the period does not follow up goals.
    pub goals: Vec<PrefillGoal>,
    /// The unit's own indicators of every kind; empty when the period does not follow up goals.
    pub indicators: Vec<PrefillIndicator>,
    /// The unit's investment projects of the year.
    pub projects: Vec<PrefillProject>,
    /// Words of the rating scale, best first.
    pub scale: Vec<String>,
    /// Causes of a deviation to choose among.
    pub causes: Vec<String>,
    /// Units that the finance office may adjust; empty in a unit's own template.
    pub adjustable: Vec<PrefillUnit>,
    /// Every cost type of the account plan that an adjustment may concern; empty in a unit's own template.
    pub adjustable_cost_types: Vec<CostType>,
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
    /// The unit's own comment of an earlier period this year.
    pub previous_comment: String,
    /// Rows of the notes that the line consists of, when it has several: preprinted in the finance office's template.
    pub parts: Vec<PrefillPart>,
}

impl PrefillRow {
    /// The yardstick "resten enligt budget": outcome so far and the budget of what is left of the year.
    pub fn rest_as_budgeted(&self) -> Money {
        self.outcome_to_date + self.budget_year - self.budget_to_date
    }
}

/// A preprinted part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefillPart {
    pub text: String,
    pub last_year: Option<Money>,
    pub budget_year: Money,
    pub budget_to_date: Money,
    pub outcome_to_date: Money,
}

/// One month's net: income +, cost −. Outcome of months after the period is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefillMonth {
    pub month: Month,
    pub budget: Money,
    pub outcome: Option<Money>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefillGoal {
    pub code: Code,
    pub text: String,
    /// The unit's own latest earlier rating.
    pub last: Option<LastRating>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastRating {
    pub period: Month,
    pub word: String,
    pub words_of_dialogue: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// On *Mål och mått*.
    Goal,
    /// On *Volymer och personal*.
    Volume,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefillIndicator {
    pub code: Code,
    pub asked: Asked,
    pub goal: Option<Code>,
    pub text: String,
    /// procent, antal, index.
    pub unit_of_measure: String,
    /// Målvärde; for a volume what is budgeted.
    pub target: Option<Decimal>,
    pub decimals: u8,
    /// Earlier values, oldest first.
    pub history: Vec<LastReading>,
    /// The unit's own forecast of an earlier period this year.
    pub previous_forecast: Option<Decimal>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastReading {
    pub period: Month,
    pub value: Decimal,
}

/// An investment project. Spending +.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefillProject {
    pub code: Code,
    pub name: String,
    pub decided_total: Option<Money>,
    pub accumulated_before: Money,
    pub budget_year: Money,
    pub outcome_to_date: Money,
    pub previous_forecast: Option<Money>,
    pub finished: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefillUnit {
    pub code: Code,
    pub name: String,
}

impl PrefillUnit {
    /// What stands for it in a list to choose from.
    pub fn word(&self) -> String {
        crate::text::form::coded(&self.code, &self.name)
    }
}
