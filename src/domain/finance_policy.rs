//! Finanspolicy: limits on what the municipality borrows, lends, places and stands guarantee for, and the registers that
//! they are measured by (KL, 2017:725, 11 kap. 2–4 §§: fullmäktige decides how the means are to be managed).

use rust_decimal::Decimal;

use super::code::Code;
use super::goal::Condition;
use super::money::Money;
use super::period::{Date, Month, Validity};
use super::register_row::RegisterRow;

/// What a limit may be set on, each computed at the end of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Σ loans.
    Debt,
    /// Σ loans / inhabitants on the last 31 December.
    DebtPerInhabitant,
    /// Σ loans / the year's låneram.
    FrameUsed,
    /// The part of the loans that fall due within twelve months.
    DueWithinYear,
    /// Time to maturity, weighted by amount.
    CapitalBinding,
    /// Time to the end of the fixed rate, weighted by amount; a floating rate is no time.
    FixingTime,
    /// The part of the loans whose rate is set anew within twelve months.
    FixingWithinYear,
    /// Rates weighted by amount.
    AverageRate,
    LargestLender,
    LargestCounterparty,
    /// Cash, the unused part of the checkkredit and other ready means.
    LiquidityReserve,
    /// The key figure of the same name: cash in days of the year's costs.
    LiquidityDays,
    CreditUsed,
    Lending,
    Placements,
    Guarantees,
    GuaranteesPerInhabitant,
}

/// What a measure is given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Mkr,
    Kr,
    Percent,
    Years,
    Days,
}

impl Measure {
    /// In the order of the register's words.
    pub const ALL: &[Measure] = &[
        Measure::Debt,
        Measure::DebtPerInhabitant,
        Measure::FrameUsed,
        Measure::DueWithinYear,
        Measure::CapitalBinding,
        Measure::FixingTime,
        Measure::FixingWithinYear,
        Measure::AverageRate,
        Measure::LargestLender,
        Measure::LargestCounterparty,
        Measure::LiquidityReserve,
        Measure::LiquidityDays,
        Measure::CreditUsed,
        Measure::Lending,
        Measure::Placements,
        Measure::Guarantees,
        Measure::GuaranteesPerInhabitant,
    ];

    pub const fn unit(self) -> Unit {
        match self {
            Measure::DebtPerInhabitant | Measure::GuaranteesPerInhabitant => Unit::Kr,
            Measure::FrameUsed
            | Measure::DueWithinYear
            | Measure::FixingWithinYear
            | Measure::AverageRate
            | Measure::LargestLender
            | Measure::LargestCounterparty => Unit::Percent,
            Measure::CapitalBinding | Measure::FixingTime => Unit::Years,
            Measure::LiquidityDays => Unit::Days,
            _ => Unit::Mkr,
        }
    }

    /// As many as it is printed with.
    pub const fn decimals(self) -> u8 {
        match (self, self.unit()) {
            (Measure::AverageRate, _) | (_, Unit::Years) => 2,
            (_, Unit::Mkr | Unit::Percent) => 1,
            (_, Unit::Kr | Unit::Days) => 0,
        }
    }

    /// A part of a whole: 0,95 for it is most likely 95 %. A rate may well be below one per cent.
    pub fn is_share(self) -> bool {
        self.unit() == Unit::Percent && self != Measure::AverageRate
    }
}

/// Why a measure has no value: the first thing that it lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// No row of the register is of that time or earlier.
    Loans,
    Placements,
    Lending,
    Guarantees,
    /// No row for the month.
    Liquidity,
    /// The month's row does not say how much of the checkkredit is used.
    CreditUsed,
    /// Kommunfakta has no number of inhabitants on the last 31 December.
    Inhabitants,
    /// Kommunfakta has no låneram for the year.
    Frame,
    /// The ledger has no costs or no cash of the month.
    Ledger,
    /// There are no loans or placements to take a share or a mean of.
    NothingHeld,
}

/// From when a limit is breached without a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Since {
    pub month: Month,
    /// The month before is not measured or not looked at: it may have begun earlier.
    pub open: bool,
}

/// What of the registers is reconciled to the balance sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    Loans,
    Guarantees,
    Cash,
}

/// One row of the register Finanspolicy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    pub measure: Measure,
    /// At least, at most, or from the limit up to another.
    pub condition: Condition,
    /// In the measure's unit.
    pub limit: Decimal,
    /// Who decided it and when.
    pub decision: String,
    pub validity: Validity,
    /// Where it stands in the register.
    pub at: RegisterRow,
}

/// One row of the register Avsteg: why a limit is breached and what is done about it, as it was said of its month. It is
/// about the breach that lasts then, and about no later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    pub from: Month,
    pub measure: Measure,
    pub cause: String,
    pub action: String,
    /// Who has decided the action and when; empty where nobody has yet.
    pub decision: String,
    /// Where it stands in the register.
    pub at: RegisterRow,
}

/// Why a row of Avsteg stands in no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unprinted {
    /// No limit of the measure holds in its month.
    NoLimit,
    /// The limit is kept then.
    Held,
    /// The limit cannot be measured then.
    NotMeasured,
    /// Its month is after the last of Tidplan.
    NoPeriod,
}

/// How a measure stands to its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LimitState {
    Breached,
    NotMeasured,
    Held,
}

impl Limit {
    /// How far inside the limit a value is, in the measure's unit; below zero when the limit is breached.
    pub fn margin(&self, value: Decimal) -> Decimal {
        let above = value - self.limit;
        match self.condition {
            Condition::AtMost | Condition::LessThan => -above,
            Condition::UpTo(last) => above.min(last - value),
            Condition::Equal => -above.abs(),
            Condition::AtLeast | Condition::MoreThan => above,
        }
    }

    /// The limit itself is within. Nothing measured is never within.
    pub fn state(&self, value: Option<Decimal>) -> LimitState {
        match value.map(|value| self.margin(value)) {
            None => LimitState::NotMeasured,
            Some(margin) if margin < Decimal::ZERO => LimitState::Breached,
            Some(_) => LimitState::Held,
        }
    }
}

/// From which day to which a row's amount is owed or held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// The first day; `None`: always.
    pub begins: Option<Date>,
    /// The last day the row holds; `None`: until it falls due.
    pub ends: Option<Date>,
    /// The day it is paid back; `None`: no day is agreed.
    pub due: Option<Date>,
}

impl Term {
    /// Whether the amount stands at the end of a day: on the day it falls due it is paid.
    pub fn stands(self, on: Date) -> bool {
        self.begins.is_none_or(|first| first <= on)
            && self.ends.is_none_or(|last| on <= last)
            && self.due.is_none_or(|due| on < due)
    }
}

/// One row of the registers Placeringar, Utlåning and Borgen: an amount and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Where it is placed, to whom it is lent, for whom the municipality stands guarantee.
    pub party: String,
    /// The kind of placement, the lender of a guaranteed debt; empty where it is not said.
    pub detail: String,
    pub amount: Money,
    pub term: Term,
}

/// One row of the register Lån: what is owed from one day to another. A loan that is paid off in parts has a row for each
/// amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loan {
    pub code: Code,
    pub lender: String,
    pub amount: Money,
    /// It begins on the day it is raised, or where the row says later; `due` is always there.
    pub term: Term,
    /// Per cent a year.
    pub rate: Decimal,
    /// `None`: the rate floats.
    pub fixed_until: Option<Date>,
}

/// One row of the register Likviditet: what is ready at the end of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Liquidity {
    pub month: Month,
    pub cash: Money,
    /// `None`: there is no checkkredit.
    pub credit: Option<Money>,
    /// `None`: not known.
    pub credit_used: Option<Money>,
    pub other: Option<Money>,
}

impl Liquidity {
    /// Cash, what is left of the checkkredit and other ready means; `None` while it is not known how much of the credit
    /// is used.
    pub fn reserve(&self) -> Option<Money> {
        let left = match self.credit {
            None => Money::ZERO,
            Some(credit) => (credit - self.credit_used?).max(Money::ZERO),
        };
        Some(self.cash + left + self.other.unwrap_or_default())
    }
}

/// The registers of the policy, in the order of their rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finances {
    pub limits: Vec<Limit>,
    pub departures: Vec<Departure>,
    pub loans: Vec<Loan>,
    pub placements: Vec<Holding>,
    pub lending: Vec<Holding>,
    pub guarantees: Vec<Holding>,
    pub liquidity: Vec<Liquidity>,
}

impl Finances {
    /// A municipality that keeps none of the registers.
    pub fn is_empty(&self) -> bool {
        // Words about breaches are nothing to follow by themselves.
        *self == Finances { departures: self.departures.clone(), ..Finances::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Limit, LimitState, Liquidity, Measure, Term};
    use crate::domain::goal::Condition;
    use crate::domain::money::Money;
    use crate::domain::period::{Month, Validity};
    use crate::domain::register_row::RegisterRow;
    use rust_decimal::Decimal;

    fn limit(condition: Condition) -> Limit {
        let (limit, decision) = (50.into(), String::new());
        Limit {
            measure: Measure::Debt,
            condition,
            limit,
            decision,
            validity: Validity::default(),
            at: RegisterRow::default(),
        }
    }

    #[test]
    fn the_limit_itself_is_within_and_a_unit_beyond_it_is_not() {
        use LimitState::{Breached, Held, NotMeasured};
        let states = |condition, values: [i64; 2]| {
            values.map(|value| limit(condition).state(Some(Decimal::from(value))))
        };
        assert_eq!(states(Condition::AtMost, [50, 51]), [Held, Breached]);
        assert_eq!(states(Condition::AtLeast, [50, 49]), [Held, Breached]);
        assert_eq!(states(Condition::UpTo(60.into()), [50, 49]), [Held, Breached]);
        assert_eq!(states(Condition::UpTo(60.into()), [60, 61]), [Held, Breached]);
        assert_eq!(limit(Condition::AtMost).state(None), NotMeasured);
        let between = limit(Condition::UpTo(60.into()));
        assert_eq!(between.margin(58.into()), 2.into());
        assert_eq!(between.margin(47.into()), Decimal::from(-3));
    }

    #[test]
    fn what_falls_due_on_a_day_is_paid_at_its_end() {
        let due = Month { year: 2020, month: 4 }.last_day();
        let own =
            Term { begins: Some(Month { year: 2020, month: 3 }.last_day()), ends: None, due: Some(due) };
        let stands = |month: u8| own.stands(Month { year: 2020, month }.last_day());
        assert_eq!([stands(2), stands(3), stands(4)], [false, true, false]);
        assert!(due.previous_day().is_some_and(|before| own.stands(before)));
    }

    #[test]
    fn the_reserve_is_not_known_while_the_use_of_the_credit_is_not() {
        let kr = Money::from_kr;
        let own = Liquidity {
            month: Month { year: 2020, month: 4 },
            cash: kr(10),
            credit: Some(kr(5)),
            credit_used: Some(kr(2)),
            other: Some(kr(1)),
        };
        assert_eq!(own.reserve(), Some(kr(14)));
        assert_eq!(Liquidity { credit_used: None, ..own.clone() }.reserve(), None);
        assert_eq!(Liquidity { credit: None, credit_used: None, ..own.clone() }.reserve(), Some(kr(11)));
        assert_eq!(Liquidity { credit_used: Some(kr(6)), ..own }.reserve(), Some(kr(11)));
    }

    #[test]
    fn shares_are_told_from_rates() {
        assert!(Measure::DueWithinYear.is_share() && !Measure::AverageRate.is_share());
        assert!(!Measure::Debt.is_share());
    }
}
