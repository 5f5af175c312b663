//! Findings about SIE files: codes L45–L59, L75 and L76.

use super::Severity;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::sie::{SieFlaw, SieRecordKind, SieSource, SieUnfit};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SieProblem {
    /// A line that is no record.
    Flaw {
        flaw: SieFlaw,
    },
    /// A label that the standard does not have: how many, at the first of them.
    UnknownRecord {
        label: String,
        records: u64,
    },
    /// Letters that were lost before the file came here.
    LostLetters {
        records: u64,
        example: String,
    },
    /// An amount that is not written as the standard says.
    NotAnAmount {
        label: String,
        found: String,
    },
    /// A date of a voucher that is none, or in no year of the file.
    DateOutside {
        found: String,
        years: Vec<String>,
    },
    /// Records of a year that no `#RAR` gives.
    YearNotGiven {
        index: String,
        label: String,
    },
    /// Accounts without `#KONTO`.
    UndeclaredAccounts {
        accounts: Vec<String>,
    },
    /// The rows of an account do not give what the file's own balance says; in debit.
    Differs {
        record: SieRecordKind,
        account: String,
        year: i32,
        period: Option<LedgerPeriod>,
        expected: Money,
        found: Money,
    },
    /// Which records the file's months are taken from.
    Used {
        years: Vec<(i32, SieSource, u64)>,
        openings: Vec<i32>,
    },
    /// Only balances of whole years: no months.
    NoMonths,
    /// Neither reading of `#PSALDO` gives the balance of the account.
    UnclearBalances {
        account: String,
        year: i32,
        total: Money,
        objects: Money,
        expected: Option<Money>,
    },
    /// `#PBUDGET` without objects, which is not the sum of those with objects.
    UnclearBudget {
        account: String,
        period: LedgerPeriod,
        total: Money,
        objects: Money,
    },
    /// A period that is no month.
    NotAMonth {
        label: String,
        found: String,
    },
    /// An added row that is not followed by the same row as `#TRANS`.
    AddedRowAlone,
    /// Rows whose own date is in another month than their voucher.
    OtherMonth {
        rows: u64,
    },
    /// Rows with several objects of one dimension: which of them is meant cannot be told.
    SeveralObjects {
        rows: u64,
        dimension: String,
        objects: Vec<String>,
    },
    /// Two files that tell different things of the same year.
    FilesDiffer {
        record: SieRecordKind,
        other: String,
        year: i32,
    },
    Unfit {
        why: SieUnfit,
    },
}

impl SieProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            SieProblem::Flaw { .. } => 45,
            SieProblem::UnknownRecord { .. } => 46,
            SieProblem::LostLetters { .. } => 47,
            SieProblem::NotAnAmount { .. } => 48,
            SieProblem::DateOutside { .. } => 49,
            SieProblem::YearNotGiven { .. } => 50,
            SieProblem::UndeclaredAccounts { .. } => 51,
            SieProblem::Differs { .. } => 52,
            SieProblem::Used { .. } => 53,
            SieProblem::NoMonths => 54,
            SieProblem::UnclearBalances { .. } => 55,
            SieProblem::UnclearBudget { .. } => 75,
            SieProblem::NotAMonth { .. } => 76,
            SieProblem::AddedRowAlone => 56,
            SieProblem::OtherMonth { .. } => 57,
            SieProblem::FilesDiffer { .. } => 58,
            SieProblem::Unfit { .. } => 59,
            SieProblem::SeveralObjects { .. } => 72,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            SieProblem::LostLetters { .. } | SieProblem::OtherMonth { .. } => Severity::Warning,
            SieProblem::UnknownRecord { .. }
            | SieProblem::UndeclaredAccounts { .. }
            | SieProblem::Used { .. } => Severity::Note,
            _ => Severity::Fault,
        }
    }
}

impl From<SieProblem> for super::Problem {
    fn from(problem: SieProblem) -> super::Problem {
        super::Problem::Sie(problem)
    }
}
