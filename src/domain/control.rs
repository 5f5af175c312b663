//! What the avstämning states about the ledger: where its rows went, and which two ways of counting must agree.

use super::money::Money;
use super::period::LedgerPeriod;

/// Where a row of the ledger ends. Each row has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Destination {
    /// Classes 3–8 of the year so far: resultaträkning and driftredovisning.
    Operations,
    /// Rows of the year so far on an investment project: investeringsredovisning, and in the balance sheet as assets.
    Investment,
    /// The booking of årets resultat to equity, kept out of the resultaträkning.
    ResultTransfer,
    /// Classes 1–2 in period 00.
    Opening,
    /// Classes 1–2 of the year so far, without investment projects.
    Balance,
    /// The year before.
    Comparison,
    /// After the period of the report.
    Later,
    /// Before the year of comparison.
    Earlier,
    /// Accounts that Konton keeps out of every statement.
    Excluded,
    /// Rows that are no postings: headings again, texts, and the file's own totals.
    LeftOut,
    /// What rows finer than öre come to beyond the sums in whole öre.
    Rounding,
    /// Rows that could not be read.
    Refused,
}

impl Destination {
    pub const ALL: [Destination; 12] = [
        Destination::Operations,
        Destination::Investment,
        Destination::ResultTransfer,
        Destination::Opening,
        Destination::Balance,
        Destination::Comparison,
        Destination::Later,
        Destination::Earlier,
        Destination::Excluded,
        Destination::LeftOut,
        Destination::Rounding,
        Destination::Refused,
    ];

    /// Whether rows that end here are facts.
    pub fn is_of_facts(self) -> bool {
        !matches!(self, Destination::LeftOut | Destination::Rounding | Destination::Refused)
    }
}

/// What two ways of counting are of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ControlOf {
    /// Class 1 at the end of the year before against period 00 of the year; in debit.
    OpeningAssets {
        year: i32,
    },
    /// Class 2 and the result of the year before against period 00 of the year; in debit.
    OpeningEquity {
        year: i32,
    },
    /// Internal items of a year in drift against those of investment projects.
    Internal {
        year: i32,
    },
    /// A row of Kontrollsummor.
    Rows {
        file: String,
        period: Option<LedgerPeriod>,
    },
    BalanceClasses {
        file: String,
        period: Option<LedgerPeriod>,
    },
    ResultClasses {
        file: String,
        period: Option<LedgerPeriod>,
    },
}

impl ControlOf {
    /// A row of Kontrollsummor for one period of a file.
    pub fn is_of_period(&self) -> bool {
        match self {
            ControlOf::Rows { period, .. }
            | ControlOf::BalanceClasses { period, .. }
            | ControlOf::ResultClasses { period, .. } => period.is_some(),
            _ => false,
        }
    }
}

/// An amount, or a number of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    Kr(Money),
    Rows(u64),
}

/// Two ways of counting the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    pub of: ControlOf,
    pub expected: Counted,
    pub found: Counted,
}
