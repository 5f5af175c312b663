//! The catalogue of measures that limits are set on, each computed at the end of a month.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::held::{Register, loans};
use crate::consolidate::cube::Cube;
use crate::consolidate::key_figures::{self, inhabitants, percent};
use crate::consolidate::statement::Shown;
use crate::domain::finance_policy::{Finances, Lack, Liquidity, Loan, Measure};
use crate::domain::goal::KeyFigure;
use crate::domain::money::Money;
use crate::domain::municipal_fact;
use crate::domain::period::{Date, Month};
use crate::domain::registers::Registers;

/// Days of a year, in which times are told.
const DAYS_A_YEAR: i64 = 365;

/// The value in the measure's unit at the end of a month, or what it lacks.
pub fn value(registers: &Registers, cube: &Cube, measure: Measure, month: Month) -> Result<Decimal, Lack> {
    At { registers, cube, month }.value(measure)
}

/// The last day within twelve months after a month.
pub fn within_year(month: Month) -> Date {
    Month { year: month.year + 1, ..month }.last_day()
}

struct At<'a> {
    registers: &'a Registers,
    cube: &'a Cube,
    month: Month,
}

impl<'a> At<'a> {
    fn value(&self, measure: Measure) -> Result<Decimal, Lack> {
        match measure {
            Measure::Debt => mkr(self.sum(Register::Loans)?),
            Measure::DebtPerInhabitant => self.per_inhabitant(Register::Loans),
            Measure::FrameUsed => {
                let frame = self
                    .registers
                    .municipal_fact(self.month.year, municipal_fact::LOAN_FRAME)
                    .ok_or(Lack::Frame)?
                    .value;
                let used = kr(self.sum(Register::Loans)?)? * Decimal::ONE_HUNDRED;
                used.checked_div(frame).ok_or(Lack::Frame)
            }
            Measure::DueWithinYear => {
                let last = within_year(self.month);
                self.share(|loan| loan.term.due.is_some_and(|due| due <= last))
            }
            Measure::FixingWithinYear => {
                let last = within_year(self.month);
                self.share(|loan| loan.fixed_until.is_none_or(|until| until <= last))
            }
            Measure::CapitalBinding => self.mean_years(|loan| loan.term.due),
            Measure::FixingTime => self.mean_years(|loan| loan.fixed_until),
            Measure::AverageRate => self.mean(|loan| loan.rate),
            Measure::LargestLender => {
                let loans = self.loans()?;
                largest_share(loans.iter().map(|loan| (loan.lender.as_str(), loan.amount)))
            }
            Measure::LargestCounterparty => {
                let standing = self.standing(Register::Placements)?;
                let rows = standing.into_iter().filter_map(|at| self.finances().placements.get(at));
                largest_share(rows.map(|row| (row.party.as_str(), row.amount)))
            }
            Measure::LiquidityReserve => mkr(self.liquidity()?.reserve().ok_or(Lack::CreditUsed)?),
            Measure::LiquidityDays => {
                let shown = Shown::outcome(self.month);
                let (registers, cube) = (self.registers, self.cube);
                key_figures::value(registers, cube, KeyFigure::LiquidityDays, &shown, self.month)
                    .ok_or(Lack::Ledger)
            }
            Measure::CreditUsed => mkr(self.liquidity()?.credit_used.ok_or(Lack::CreditUsed)?),
            Measure::Lending => mkr(self.sum(Register::Lending)?),
            Measure::Placements => mkr(self.sum(Register::Placements)?),
            Measure::Guarantees => mkr(self.sum(Register::Guarantees)?),
            Measure::GuaranteesPerInhabitant => self.per_inhabitant(Register::Guarantees),
        }
    }

    fn finances(&self) -> &'a Finances {
        &self.registers.finances
    }

    fn standing(&self, register: Register) -> Result<Vec<usize>, Lack> {
        register.standing(self.finances(), self.month.last_day()).ok_or(match register {
            Register::Loans => Lack::Loans,
            Register::Placements => Lack::Placements,
            Register::Lending => Lack::Lending,
            Register::Guarantees => Lack::Guarantees,
        })
    }

    fn sum(&self, register: Register) -> Result<Money, Lack> {
        let rows = register.amounts(self.finances());
        let standing = self.standing(register)?;
        Ok(standing.into_iter().filter_map(|at| rows.get(at)).map(|(amount, _)| *amount).sum())
    }

    fn loans(&self) -> Result<Vec<&'a Loan>, Lack> {
        loans(self.finances(), self.month.last_day()).ok_or(Lack::Loans)
    }

    fn per_inhabitant(&self, register: Register) -> Result<Decimal, Lack> {
        let inhabitants = inhabitants(self.registers, self.month).ok_or(Lack::Inhabitants)?;
        kr(self.sum(register)?)?.checked_div(inhabitants).ok_or(Lack::Inhabitants)
    }

    /// The part of the loans that are so, in per cent.
    fn share(&self, is: impl Fn(&Loan) -> bool) -> Result<Decimal, Lack> {
        let loans = self.loans()?;
        let of = |own: &dyn Fn(&Loan) -> bool| {
            loans.iter().filter(|loan| own(loan)).map(|loan| loan.amount).sum::<Money>()
        };
        percent(of(&is), of(&|_| true)).ok_or(Lack::NothingHeld)
    }

    /// A mean of the loans, weighted by their amounts.
    fn mean(&self, of: impl Fn(&Loan) -> Decimal) -> Result<Decimal, Lack> {
        let loans = self.loans()?;
        let (mut weighted, mut whole) = (Decimal::ZERO, Decimal::ZERO);
        for loan in loans {
            let amount = kr(loan.amount)?;
            weighted += amount * of(loan);
            whole += amount;
        }
        weighted.checked_div(whole).ok_or(Lack::NothingHeld)
    }

    /// The mean time that is left to a day of each loan; a day that has passed or is not there is no time.
    fn mean_years(&self, day: impl Fn(&Loan) -> Option<Date>) -> Result<Decimal, Lack> {
        let from = self.month.last_day();
        let days = |loan: &Loan| day(loan).map_or(0, |day| (day - from).whole_days().max(0));
        Ok(self.mean(|loan| Decimal::from(days(loan)))? / Decimal::from(DAYS_A_YEAR))
    }

    fn liquidity(&self) -> Result<&'a Liquidity, Lack> {
        self.finances().liquidity.iter().find(|row| row.month == self.month).ok_or(Lack::Liquidity)
    }
}

fn kr(amount: Money) -> Result<Decimal, Lack> {
    amount.to_kr().ok_or(Lack::NothingHeld)
}

fn mkr(amount: Money) -> Result<Decimal, Lack> {
    Ok(kr(amount)? / Decimal::from(1_000_000))
}

/// The largest part that one name has of the whole, in per cent. Names are the same whatever their capitals.
fn largest_share<'n>(amounts: impl Iterator<Item = (&'n str, Money)>) -> Result<Decimal, Lack> {
    let mut by_name: BTreeMap<String, Money> = BTreeMap::new();
    for (name, amount) in amounts {
        *by_name.entry(name.trim().to_lowercase()).or_default() += amount;
    }
    let largest = by_name.values().max().copied().ok_or(Lack::NothingHeld)?;
    percent(largest, by_name.into_values().sum()).ok_or(Lack::NothingHeld)
}
