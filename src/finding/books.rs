//! Findings about the bookkeeping as a whole, what its files say of one another and what is likely: codes L40–L44, L66–L69.

use super::Severity;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;

/// An account that two files of the same period book differently; in debit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unlike {
    pub period: LedgerPeriod,
    pub account: String,
    pub own: Money,
    pub other: Money,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BooksProblem {
    /// Periods that another file holds with the same sums by account; the debit of them all.
    SameSums { other: String, periods: Vec<LedgerPeriod>, debit: Money },
    /// Periods that another file holds too, some of them with other sums: an export before and one after. The first
    /// accounts that differ, how many differ, and the rows of each file in the periods.
    OtherVersion {
        other: String,
        periods: Vec<LedgerPeriod>,
        unlike: Vec<Unlike>,
        accounts: u64,
        rows: u64,
        other_rows: u64,
    },
    /// Each month of a file holds the months before it: of so many codes so many grow all the time.
    Cumulative { first: (LedgerPeriod, Money), last: (LedgerPeriod, Money), codes: u64, growing: u64 },
    /// A year that is said to hold sums from January on does not grow: its first and last month.
    NotCumulative { first: (LedgerPeriod, Money), last: (LedgerPeriod, Money) },
    /// Code strings of a cumulative export that a later month of it is without: how many, the largest of them, from which
    /// period on, and what it had come to.
    CumulativeGone { codes: u64, ansvar: String, account: String, period: LedgerPeriod, amount: Money },
    /// Periods of a file that a later one holds too and that its profile lets replace it; what differs, as above.
    /// `fewer`: rows of the replaced file and of the other, where that has fewer: it may be the earlier one.
    Replaced {
        by: String,
        periods: Vec<LedgerPeriod>,
        unlike: Vec<Unlike>,
        accounts: u64,
        fewer: Option<(u64, u64)>,
    },
    /// More than one profile is for the file.
    SeveralProfiles { profiles: Vec<String> },
    /// The year's result is booked against equity: what of it, and what it is.
    ResultBooked { year: i32, booked: Money, result: Money },
    /// Amounts of a unit's line that are a hundred times, or a hundredth of, both the budget and last year.
    Scale { unit: String, line: String, outcome: Money, budget: Money, last_year: Money },
    /// The file has counterparts that the profile does not read: the name of the column, or of the SIE dimension with
    /// its number.
    CounterpartUnread { profile: String, name: String, dimension: Option<String> },
}

impl BooksProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            BooksProblem::SameSums { .. } => 40,
            BooksProblem::OtherVersion { .. } => 41,
            BooksProblem::Cumulative { .. } => 42,
            BooksProblem::ResultBooked { .. } => 43,
            BooksProblem::Scale { .. } => 44,
            BooksProblem::CounterpartUnread { .. } => 66,
            BooksProblem::CumulativeGone { .. } => 67,
            BooksProblem::NotCumulative { .. } => 70,
            BooksProblem::Replaced { .. } => 68,
            BooksProblem::SeveralProfiles { .. } => 69,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            BooksProblem::ResultBooked { booked, result, .. } if booked == result || booked.is_zero() => {
                Severity::Note
            }
            BooksProblem::ResultBooked { .. }
            | BooksProblem::Scale { .. }
            | BooksProblem::CounterpartUnread { .. }
            | BooksProblem::CumulativeGone { .. }
            | BooksProblem::Replaced { .. } => Severity::Warning,
            BooksProblem::SameSums { .. }
            | BooksProblem::OtherVersion { .. }
            | BooksProblem::SeveralProfiles { .. }
            | BooksProblem::NotCumulative { .. }
            | BooksProblem::Cumulative { .. } => Severity::Fault,
        }
    }
}

impl From<BooksProblem> for super::Problem {
    fn from(problem: BooksProblem) -> super::Problem {
        super::Problem::Books(problem)
    }
}
