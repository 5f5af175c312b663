//! The catalogue of key figures that financial goals are set on, each computed from the facts.

use rust_decimal::Decimal;

use super::cube::Cube;
use super::given;
use super::statement::{Shown, line, line_query};
use crate::domain::goal::{FinancialGoal, KeyFigure};
use crate::domain::money::Money;
use crate::domain::period::Month;
use crate::domain::query::{Basis, Pick, Query};
use crate::domain::registers::Registers;
use crate::domain::statement::{Extent, StatementKind};

/// The value of a key figure, in the unit its name says; `None` when a part is unknown or a divisor is zero.
///
/// `year` is what the year's result, taxes and grants are taken from: the outcome at year end, the forecast before.
/// Balances and investments are the outcome through a month.
pub fn value(
    registers: &Registers,
    cube: &Cube,
    figure: KeyFigure,
    year: &Shown,
    through: Month,
) -> Option<Decimal> {
    Known { registers, cube, year, through }.value(figure)
}

struct Known<'a> {
    registers: &'a Registers,
    cube: &'a Cube,
    year: &'a Shown,
    through: Month,
}

impl Known<'_> {
    fn value(&self, figure: KeyFigure) -> Option<Decimal> {
        match figure {
            KeyFigure::ResultShare => percent(self.of_year(line::RESULT)?, self.taxes_and_grants()?),
            KeyFigure::Liquidity => Some(self.balance(line::CASH)?.to_kr()? / Decimal::from(1_000_000)),
            KeyFigure::SelfFinancing => {
                let own = self.to_date(line::RESULT)? - self.to_date(line::DEPRECIATION)?;
                percent(own, net_investments(self.registers, self.cube, self.through)?)
            }
            KeyFigure::Solidity => percent(self.balance(line::EQUITY)?, self.balance(line::ASSETS)?),
            KeyFigure::DebtPerInhabitant => {
                let inhabitants = inhabitants(self.registers, self.through)?;
                self.balance(line::LONG_DEBT)?.to_kr()?.checked_div(inhabitants)
            }
            // What there is at a day, of what comes in a year: of a part of one it would say another thing every month.
            KeyFigure::Reserve if self.is_part_of_year() => None,
            KeyFigure::Reserve => percent(self.balance(line::RESERVE)?, self.taxes_and_grants()?),
            KeyFigure::SolidityWithPensions => {
                let outside =
                    self.cube.value(&given::fact(last_december(self.through), given::PENSIONS_OUTSIDE))?;
                percent(self.balance(line::EQUITY)? - outside, self.balance(line::ASSETS)?)
            }
            KeyFigure::ResultShareWeighted => {
                let years = self.years()?;
                percent(years.iter().map(|one| one.0).sum(), years.iter().map(|one| one.1).sum())
            }
            KeyFigure::ResultShareMean => {
                let years = self.years()?;
                let shares: Option<Vec<Decimal>> =
                    years.iter().map(|(result, income)| percent(*result, *income)).collect();
                Some(shares?.iter().sum::<Decimal>() / Decimal::from(years.len()))
            }
            KeyFigure::NetCostShare => percent(-self.of_year(line::NET_COST)?, self.taxes_and_grants()?),
            KeyFigure::LiquidityDays => {
                let days = Decimal::from(self.through.last_day().ordinal());
                let a_day = (-self.to_date(line::COSTS)?).to_kr()?.checked_div(days)?;
                self.balance(line::CASH)?.to_kr()?.checked_div(a_day)
            }
            KeyFigure::BudgetAdherence => {
                let budget = self.income(line::NET_COST, &Shown::budget(self.through.year))?;
                percent(self.of_year(line::NET_COST)? - budget, budget.abs())
            }
            KeyFigure::ForecastAccuracy => self.forecast_accuracy(),
        }
    }

    fn is_part_of_year(&self) -> bool {
        self.year.basis == Basis::Outcome && self.through.month < 12
    }

    /// Nothing while the year is not over, nor where no forecast was given in it.
    fn forecast_accuracy(&self) -> Option<Decimal> {
        let given = self.cube.forecasts(self.through);
        let over = self.year.basis == Basis::Outcome && self.through.month == 12 && !given.is_empty();
        let outcome = self.of_year(line::NET_COST).filter(|_| over)?;
        let off = |given: &Month| {
            let forecast = self.income(line::NET_COST, &Shown::forecast(*given))?;
            percent((outcome - forecast).abs(), forecast.abs())
        };
        let all: Option<Vec<Decimal>> = given.iter().map(off).collect();
        Some(all?.iter().sum::<Decimal>() / Decimal::from(given.len()))
    }

    fn income(&self, code: &str, shown: &Shown) -> Option<Money> {
        amount(self.registers, self.cube, StatementKind::Income, code, shown)
    }

    fn of_year(&self, code: &str) -> Option<Money> {
        self.income(code, self.year)
    }

    fn to_date(&self, code: &str) -> Option<Money> {
        self.income(code, &Shown::outcome(self.through))
    }

    fn balance(&self, code: &str) -> Option<Money> {
        amount(self.registers, self.cube, StatementKind::Balance, code, &Shown::outcome(self.through))
    }

    fn taxes_and_grants(&self) -> Option<Money> {
        Some(self.of_year(line::TAXES)? + self.of_year(line::GRANTS)?)
    }

    /// Result, and taxes and grants, of the year and those before it: from the ledger, else from Kommunfakta.
    fn years(&self) -> Option<Vec<(Money, Money)>> {
        let own = (self.of_year(line::RESULT)?, self.taxes_and_grants()?);
        let before = (1..YEARS_OF_MEAN).map(|back| {
            let year = self.through.year - back;
            let shown = Shown::outcome(Month { year, month: 12 });
            let booked = |code: &str| self.income(code, &shown);
            let written = |key: &str| self.cube.value(&given::fact(year, key));
            let result = booked(line::RESULT).or_else(|| written(RESULT))?;
            let income = || Some(booked(line::TAXES)? + booked(line::GRANTS)?);
            Some((result, income().or_else(|| written(TAXES_AND_GRANTS))?))
        });
        [Some(own)].into_iter().chain(before).collect()
    }
}

/// Years that a mean is taken of, the year itself with them.
const YEARS_OF_MEAN: i32 = 3;
/// The keys of Kommunfakta for years that the ledger does not hold.
const RESULT: &str = "årets_resultat";
const TAXES_AND_GRANTS: &str = "skatter_och_bidrag";

/// The key of the register Kommunfakta that counts inhabitants on 31 December.
pub const INHABITANTS: &str = "invånare";

/// Inhabitants as they were last counted, on the 31 December that is no later than a month.
pub fn inhabitants(registers: &Registers, through: Month) -> Option<Decimal> {
    Some(registers.municipal_fact(last_december(through), INHABITANTS)?.value)
}

/// The year of the last 31 December.
fn last_december(through: Month) -> i32 {
    if through.month == 12 { through.year } else { through.year - 1 }
}

/// Whether a goal's condition holds for a value.
pub fn reached(goal: &FinancialGoal, value: Decimal) -> bool {
    if goal.at_least { value >= goal.limit } else { value <= goal.limit }
}

/// Net spending on all investment projects through a month, expenditure +.
pub fn net_investments(registers: &Registers, cube: &Cube, through: Month) -> Option<Money> {
    cube.value(&net_investments_query(registers, through))
}

pub fn net_investments_query(registers: &Registers, through: Month) -> Query {
    let shown = Shown::outcome(through);
    let projects = registers.projects.iter().filter(|project| project.year == through.year);
    let spent = projects.map(|project| shown.of(Pick::Project(project.code.clone()), Extent::Movement));
    Query::Net { plus: Vec::new(), minus: spent.collect() }
}

fn amount(
    registers: &Registers,
    cube: &Cube,
    kind: StatementKind,
    code: &str,
    shown: &Shown,
) -> Option<Money> {
    cube.value(&line_query(registers, kind, code, shown)?)
}

/// `part` in per cent of `whole`; a zero whole gives nothing, not zero.
pub fn percent(part: Money, whole: Money) -> Option<Decimal> {
    (part.to_kr()? * Decimal::ONE_HUNDRED).checked_div(whole.to_kr()?)
}
