//! The catalogue of key figures that financial goals are set on, each computed from the facts.

use rust_decimal::Decimal;

use super::cube::Cube;
use super::given;
use super::statement::{Shown, line, line_query};
use crate::domain::goal::{FinancialGoal, KeyFigure};
use crate::domain::money::Money;
use crate::domain::municipal_fact;
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

/// An amount that key figures are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Result,
    Taxes,
    Grants,
    NetCost,
    NetCostBudget,
    /// Of the months that have been, whatever the year is taken from.
    ResultToDate,
    DepreciationToDate,
    NetInvestments,
    Cash,
    Equity,
    Assets,
    LongDebt,
    Reserve,
    PensionsOutside,
}

impl Part {
    /// `year` and `through` as in [`value`].
    pub fn query(self, registers: &Registers, year: &Shown, through: Month) -> Option<Query> {
        let income = |code: &str, shown: &Shown| line_query(registers, StatementKind::Income, code, shown);
        let to_date = Shown::outcome(through);
        let balance = |code: &str| line_query(registers, StatementKind::Balance, code, &to_date);
        match self {
            Part::Result => income(line::RESULT, year),
            Part::Taxes => income(line::TAXES, year),
            Part::Grants => income(line::GRANTS, year),
            Part::NetCost => income(line::NET_COST, year),
            Part::NetCostBudget => income(line::NET_COST, &Shown::budget(through.year)),
            Part::ResultToDate => income(line::RESULT, &to_date),
            Part::DepreciationToDate => income(line::DEPRECIATION, &to_date),
            Part::NetInvestments => Some(net_investments_query(registers, through)),
            Part::Cash => balance(line::CASH),
            Part::Equity => balance(line::EQUITY),
            Part::Assets => balance(line::ASSETS),
            Part::LongDebt => balance(line::LONG_DEBT),
            Part::Reserve => balance(line::RESERVE),
            Part::PensionsOutside => {
                Some(given::fact(last_december(through), municipal_fact::PENSIONS_OUTSIDE))
            }
        }
    }
}

impl Part {
    /// The amount of a whole year: what the ledger has, else what the register Kommunfakta says by the part's key, in the
    /// sign of the statements.
    pub fn of_year(self, registers: &Registers, cube: &Cube, year: i32) -> Option<Query> {
        let month = Month { year, month: 12 };
        let booked = self.query(registers, &Shown::outcome(month), month);
        let known = |query: &Query| cube.value(query).is_some();
        booked.filter(known).or_else(|| Some(given::fact(year, self.fact_key()?)).filter(known))
    }

    /// What the part is where the year has ended.
    pub fn of_whole_year(self) -> Part {
        match self {
            Part::ResultToDate => Part::Result,
            other => other,
        }
    }

    /// The key of Kommunfakta for years that the ledger does not hold.
    fn fact_key(self) -> Option<&'static str> {
        match self {
            Part::Result | Part::ResultToDate => Some(municipal_fact::RESULT),
            Part::Taxes => Some(municipal_fact::TAXES),
            Part::Grants => Some(municipal_fact::GRANTS),
            Part::NetCost => Some(municipal_fact::NET_COST),
            Part::DepreciationToDate => Some(municipal_fact::DEPRECIATION),
            Part::NetInvestments => Some(municipal_fact::NET_INVESTMENTS),
            Part::Cash => Some(municipal_fact::CASH),
            Part::Equity => Some(municipal_fact::EQUITY),
            Part::Assets => Some(municipal_fact::ASSETS),
            Part::LongDebt => Some(municipal_fact::LONG_DEBT),
            Part::Reserve => Some(municipal_fact::RESERVE),
            Part::NetCostBudget => None,
            Part::PensionsOutside => Some(municipal_fact::PENSIONS_OUTSIDE),
        }
    }
}

/// The value of a key figure that is made of two sums, for a whole year; each amount as [`Part::of_year`] has it.
pub fn value_of_year(registers: &Registers, cube: &Cube, figure: KeyFigure, year: i32) -> Option<Decimal> {
    let made = made(figure)?;
    let amount = |(part, subtracted): &(Part, bool)| {
        let amount = cube.value(&part.of_year(registers, cube, year)?)?;
        Some(if *subtracted { -amount } else { amount })
    };
    let sum = |parts: &[(Part, bool)]| parts.iter().map(amount).sum::<Option<Money>>();
    divided(&made, sum, || inhabitants_of(registers, year))
}

/// What is divided, by what divides it.
fn divided(
    made: &Made,
    sum: impl Fn(&[(Part, bool)]) -> Option<Money>,
    inhabitants: impl FnOnce() -> Option<Decimal>,
) -> Option<Decimal> {
    let over = sum(made.over)?;
    match made.by {
        By::Amounts { parts, size } => {
            let under = sum(parts)?;
            percent(over, if size { under.abs() } else { under })
        }
        By::Inhabitants => over.to_kr()?.checked_div(inhabitants()?),
        By::Million => Some(over.to_kr()? / Decimal::from(MILLION)),
    }
}

/// A key figure that is a sum of amounts divided by something (`true` = subtracted).
pub struct Made {
    pub over: &'static [(Part, bool)],
    pub by: By,
}

pub enum By {
    /// In per cent of other amounts, or of how large they are.
    Amounts {
        parts: &'static [(Part, bool)],
        size: bool,
    },
    Inhabitants,
    Million,
}

/// Kr in a mkr.
pub const MILLION: u32 = 1_000_000;

/// How a key figure is made; `None` for one that is a mean, or of days.
pub fn made(figure: KeyFigure) -> Option<Made> {
    use Part::*;
    const INCOME: &[(Part, bool)] = &[(Taxes, false), (Grants, false)];
    let share = |over, parts| Some(Made { over, by: By::Amounts { parts, size: false } });
    match figure {
        KeyFigure::ResultShare => share(&[(Result, false)], INCOME),
        KeyFigure::SelfFinancing => {
            share(&[(ResultToDate, false), (DepreciationToDate, true)], &[(NetInvestments, false)])
        }
        KeyFigure::Solidity => share(&[(Equity, false)], &[(Assets, false)]),
        KeyFigure::SolidityWithPensions => {
            share(&[(Equity, false), (PensionsOutside, true)], &[(Assets, false)])
        }
        KeyFigure::Reserve => share(&[(Reserve, false)], INCOME),
        KeyFigure::NetCostShare => share(&[(NetCost, true)], INCOME),
        KeyFigure::BudgetAdherence => Some(Made {
            over: &[(NetCost, false), (NetCostBudget, true)],
            by: By::Amounts { parts: &[(NetCostBudget, false)], size: true },
        }),
        KeyFigure::Liquidity => Some(Made { over: &[(Cash, false)], by: By::Million }),
        KeyFigure::DebtPerInhabitant => Some(Made { over: &[(LongDebt, false)], by: By::Inhabitants }),
        KeyFigure::ResultShareWeighted
        | KeyFigure::ResultShareMean
        | KeyFigure::LiquidityDays
        | KeyFigure::ForecastAccuracy => None,
    }
}

struct Known<'a> {
    registers: &'a Registers,
    cube: &'a Cube,
    year: &'a Shown,
    through: Month,
}

impl Known<'_> {
    fn value(&self, figure: KeyFigure) -> Option<Decimal> {
        // What there is at a day, of what comes in a year: of a part of one it would say another thing every month.
        if figure == KeyFigure::Reserve && self.is_part_of_year() {
            return None;
        }
        if let Some(made) = made(figure) {
            return divided(&made, |parts| self.sum(parts), || inhabitants(self.registers, self.through));
        }
        match figure {
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
            KeyFigure::LiquidityDays => {
                let days = Decimal::from(self.through.last_day().ordinal());
                let a_day = (-self.to_date(line::COSTS)?).to_kr()?.checked_div(days)?;
                self.balance(line::CASH)?.to_kr()?.checked_div(a_day)
            }
            KeyFigure::ForecastAccuracy => self.forecast_accuracy(),
            // Made of two sums, above.
            _ => None,
        }
    }

    fn sum(&self, parts: &[(Part, bool)]) -> Option<Money> {
        let one = |(part, subtracted): &(Part, bool)| {
            let amount = self.cube.value(&part.query(self.registers, self.year, self.through)?)?;
            Some(if *subtracted { -amount } else { amount })
        };
        parts.iter().map(one).sum()
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
            let amount = |part: Part| self.cube.value(&part.of_year(self.registers, self.cube, year)?);
            let income = || Some(amount(Part::Taxes)? + amount(Part::Grants)?);
            let together = || self.cube.value(&given::fact(year, municipal_fact::TAXES_AND_GRANTS));
            Some((amount(Part::Result)?, income().or_else(together)?))
        });
        [Some(own)].into_iter().chain(before).collect()
    }
}

/// Years that a mean is taken of, the year itself with them.
const YEARS_OF_MEAN: i32 = 3;

/// Inhabitants as they were last counted, on the 31 December that is no later than a month.
pub fn inhabitants(registers: &Registers, through: Month) -> Option<Decimal> {
    inhabitants_of(registers, last_december(through))
}

/// Inhabitants on 31 December of a year.
pub fn inhabitants_of(registers: &Registers, year: i32) -> Option<Decimal> {
    Some(registers.municipal_fact(year, municipal_fact::INHABITANTS)?.value)
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
