//! What one unit manager handed in, read back from a filled template. Budget and outcome are never read back.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::account::CostType;
use super::code::Code;
use super::goal::Reading;
use super::money::Money;
use super::period::{Date, Month};

/// One file that came in for a period, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    pub file: Arc<str>,
    /// The unit it says it is, where it says one and the same.
    pub unit: Option<Code>,
    pub signed_by: String,
    /// The date typed in the sheet.
    pub signed_on: Option<Date>,
    /// Whether what it says is used: a file with faults in some fields is used for the others.
    pub counted: bool,
    /// Forecasts were asked for, and not one could be used.
    pub without_forecast: bool,
    /// Where the date is typed: sheet, row and column.
    pub date_at: Option<(Arc<str>, u32, u32)>,
}

impl Received {
    /// A file that no answer could be taken from.
    pub fn refused(file: Arc<str>, unit: Option<Code>) -> Received {
        Received {
            file,
            unit,
            signed_by: String::new(),
            signed_on: None,
            counted: false,
            without_forecast: false,
            date_at: None,
        }
    }
}

/// One accepted template. A field that could not be read is absent here and has a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    pub unit: Code,
    pub period: Month,
    pub file: Arc<str>,
    pub signed_by: String,
    /// The date typed in the sheet (Lämnad).
    pub signed_on: Option<Date>,
    /// Whole-year forecast per cost type, income +, cost −: the line's own, or the sum of its details.
    pub forecasts: BTreeMap<CostType, Money>,
    /// The parts that the manager gave of a forecast, in their order.
    pub details: Vec<Detail>,
    /// Cause of the deviation per cost type, a word of the setting `orsaker`.
    pub causes: BTreeMap<CostType, String>,
    /// What lies behind the deviation per cost type, in the manager's words.
    pub comments: BTreeMap<CostType, String>,
    /// The manager's summing-up of the economy.
    pub summary: String,
    pub actions: Vec<Action>,
    pub readings: Vec<Reading>,
    pub ratings: Vec<UnitRating>,
    /// Indicators that the manager says are not measured.
    pub unmeasured: Vec<Code>,
    /// Forecasts of volumes and staff, in the indicator's unit of measure.
    pub expected: BTreeMap<Code, Decimal>,
    pub projects: Vec<ProjectAnswer>,
    /// The account in words: number of the heading from 1 and text.
    pub stories: BTreeMap<u8, String>,
    /// What the finance office adds to the forecasts.
    pub adjustments: Vec<Adjustment>,
}

/// A part of a line's forecast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub cost_type: CostType,
    pub text: String,
    pub amount: Money,
}

/// What a manager expects of an investment project. Spending +.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectAnswer {
    pub project: Code,
    /// This year.
    pub forecast: Option<Money>,
    /// Beräknad totalutgift.
    pub total: Option<Money>,
    pub finished: Option<Date>,
}

/// The finance office's addition to the forecast of a unit's cost type: plus is better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    pub unit: Code,
    pub cost_type: CostType,
    pub amount: Money,
    pub reason: String,
}

/// Åtgärd: what is done about a deviation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    pub what: String,
    /// Effect on the result this year, better +.
    pub effect: Option<Money>,
    pub effect_next_year: Option<Money>,
    pub responsible: String,
    pub date: Option<Date>,
    /// How far it has come, a word of the template's list.
    pub state: String,
}

/// The unit's own rating of a goal, with the words of the dialogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRating {
    pub goal: Code,
    pub word: String,
    pub words_of_dialogue: String,
}
