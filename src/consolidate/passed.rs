//! Forecasts of the year that the outcome has passed: they are of an earlier month, and cannot be kept to.

use super::close::Closed;
use super::cube::Cube;
use super::forecast::Gap;
use super::statement::{Shown, line, line_query};
use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::Month;
use crate::domain::query::Pick;
use crate::domain::registers::Registers;
use crate::domain::statement::{Extent, StatementKind};

/// A net cost to date (minus, as costs are) that is larger than its forecast of the whole year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    pub forecast: Money,
    pub outcome: Money,
}

/// The forecasts of a report that the outcome through its period has passed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PassedForecasts {
    /// Of the units that have a template, in the register's order.
    pub units: Vec<(Code, Passed)>,
    /// That of the whole municipality.
    pub whole: Option<Passed>,
}

/// Nothing of a forecast that was given in the period itself: those who gave it had the outcome before them.
pub fn passed(registers: &Registers, cube: &Cube, closed: &Closed, period: Month) -> PassedForecasts {
    let Some(given) = closed.forecast.filter(|given| *given < period) else {
        return PassedForecasts::default();
    };
    let (outcome, forecast) = (Shown::outcome(period), Shown::forecast(given));
    let of_unit = |unit: &Code| {
        let net = |shown: &Shown| net_of_unit(registers, cube, &shown.clone().on(unit), period);
        Passed { forecast: net(&forecast), outcome: net(&outcome) }.told()
    };
    let units = registers.org.with_template(given).map(|(node, _)| &node.code);
    let units = units.filter(|unit| !lacks(&closed.gaps, |gap| gap.unit == **unit));
    let whole = || {
        let net =
            |shown: &Shown| cube.value(&line_query(registers, StatementKind::Income, line::NET_COST, shown)?);
        Passed { forecast: net(&forecast)?, outcome: net(&outcome)? }.told()
    };
    PassedForecasts {
        units: units.filter_map(|unit| Some((unit.clone(), of_unit(unit)?))).collect(),
        whole: if lacks(&closed.gaps, |_| true) { None } else { whole() },
    }
}

impl Passed {
    /// What is to bring in money has no such limit.
    fn told(self) -> Option<Passed> {
        (self.forecast < Money::ZERO && self.outcome < self.forecast).then_some(self)
    }
}

/// Whether a part of a forecast is missing, with nothing that stands in for it: then nothing can be said of the whole.
fn lacks(gaps: &[Gap], of: impl Fn(&Gap) -> bool) -> bool {
    gaps.iter().any(|gap| gap.stand_in.is_none() && of(gap))
}

fn net_of_unit(registers: &Registers, cube: &Cube, shown: &Shown, period: Month) -> Money {
    let kinds = registers.accounts.cost_types(period.year).into_iter();
    let of = |cost_type: &CostType| shown.clone().of(Pick::CostType(cost_type.clone()), Extent::Movement);
    kinds.filter_map(|(cost_type, _, _)| cube.value(&of(cost_type))).sum()
}
