//! Findings about the reconciliation (avstämning): codes A01 and on. That our own stations do not meet is no finding:
//! it is a fault of the program and ends the run.

use super::{Problem, Severity};
use crate::domain::finance_policy::Matter;
use crate::domain::money::Money;
use crate::domain::period::Month;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReconciliationProblem {
    /// The units' internal forecasts do not cancel. In a delårsrapport that is a fault, unless it is no more than
    /// rounding, or a unit (by name) has not given its own: then there is nothing that the others could settle.
    InternalForecasts {
        remainder: Money,
        fault: bool,
        rounding: bool,
        absent: Vec<String>,
        /// How many were asked.
        asked: usize,
    },
    /// A register of the finance policy and the balance sheet give different sums.
    RegisterDiffers { matter: Matter, month: Month, register: Money, balance: Money },
    /// What is `left` of the year's result of a taxekollektiv has not been booked as a debt to it or a claim on it.
    TariffUnsettled { collective: String, result: Money, left: Money },
    /// A unit's net cost to date is larger than its forecast of the year, which is of an earlier month.
    ForecastPassed { unit: String, given: Month, forecast: Money, outcome: Money },
    /// The same of the whole municipality.
    WholeForecastPassed { given: Month, forecast: Money, outcome: Money },
}

impl ReconciliationProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            ReconciliationProblem::InternalForecasts { .. } => 1,
            ReconciliationProblem::RegisterDiffers { .. } => 10,
            ReconciliationProblem::TariffUnsettled { .. } => 6,
            ReconciliationProblem::ForecastPassed { .. } => 11,
            ReconciliationProblem::WholeForecastPassed { .. } => 12,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            ReconciliationProblem::InternalForecasts { rounding: true, .. } => Severity::Note,
            ReconciliationProblem::InternalForecasts { fault: true, .. } => Severity::Fault,
            ReconciliationProblem::InternalForecasts { .. }
            | ReconciliationProblem::RegisterDiffers { .. }
            | ReconciliationProblem::TariffUnsettled { .. }
            | ReconciliationProblem::ForecastPassed { .. }
            | ReconciliationProblem::WholeForecastPassed { .. } => Severity::Warning,
        }
    }
}

impl From<ReconciliationProblem> for Problem {
    fn from(problem: ReconciliationProblem) -> Problem {
        Problem::Reconciliation(problem)
    }
}
