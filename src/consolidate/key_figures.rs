//! The catalogue of key figures that financial goals are set on, each computed from the facts.

use rust_decimal::Decimal;

use super::cube::Cube;
use super::statement::{Shown, line, line_query};
use crate::domain::goal::{FinancialGoal, KeyFigure};
use crate::domain::money::Money;
use crate::domain::period::Month;
use crate::domain::query::{Pick, Query};
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
    let shown = Shown::outcome(through);
    let income = |code: &str| amount(registers, cube, StatementKind::Income, code, year);
    let to_date = |code: &str| amount(registers, cube, StatementKind::Income, code, &shown);
    let balance = |code: &str| amount(registers, cube, StatementKind::Balance, code, &shown);
    let taxes_and_grants = || Some(income(line::TAXES)? + income(line::GRANTS)?);
    match figure {
        KeyFigure::ResultShare => percent(income(line::RESULT)?, taxes_and_grants()?),
        KeyFigure::Liquidity => Some(balance(line::CASH)?.to_kr()? / Decimal::from(1_000_000)),
        KeyFigure::SelfFinancing => {
            let own = to_date(line::RESULT)? - to_date(line::DEPRECIATION)?;
            percent(own, net_investments(registers, cube, through)?)
        }
        KeyFigure::Solidity => percent(balance(line::EQUITY)?, balance(line::ASSETS)?),
        KeyFigure::DebtPerInhabitant => {
            // Inhabitants are counted on 31 December.
            let counted = if through.month == 12 { through.year } else { through.year - 1 };
            let inhabitants = registers.municipal_fact(counted, INHABITANTS)?.value;
            balance(line::LONG_DEBT)?.to_kr()?.checked_div(inhabitants)
        }
        KeyFigure::Reserve => percent(balance(line::RESERVE)?, taxes_and_grants()?),
    }
}

/// The key of the register Kommunfakta that counts inhabitants on 31 December.
pub const INHABITANTS: &str = "invånare";

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
