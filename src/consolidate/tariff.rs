//! Taxekollektiv as queries: what the charges bring in, what the service costs, and what is owed to those who pay.

use super::cube::Cube;
use super::forecast::is_forecast;
use super::statement::{Shown, leaves, line};
use crate::domain::account::LineId;
use crate::domain::money::Money;
use crate::domain::period::Month;
use crate::domain::query::{Pick, Query};
use crate::domain::registers::Registers;
use crate::domain::statement::{Extent, StatementKind};
use crate::domain::tariff::{Collective, TariffPart};
use crate::finding::{Findings, Place, ReconciliationProblem};

/// The collectives that hold in a month, in the register's order.
pub fn accounts(registers: &Registers, month: Month) -> Vec<Account<'_>> {
    let Some(layout) = registers.layout(StatementKind::Income, month) else { return Vec::new() };
    let net = leaves(layout, &LineId::new(line::NET_COST));
    let income = leaves(layout, &LineId::new(line::INCOME));
    let costs: Vec<LineId> = net.into_iter().filter(|line| !income.contains(line)).collect();
    let account = |collective| Account { collective, income: income.clone(), costs: costs.clone() };
    registers.collectives.iter().filter(|one| one.validity.covers(month)).map(account).collect()
}

/// The account of one collective. Income +, cost −; what is owed to it +, a claim on it −.
pub struct Account<'a> {
    pub collective: &'a Collective,
    income: Vec<LineId>,
    costs: Vec<LineId>,
}

impl Account<'_> {
    /// The units' income, before anything is put to the debt or taken from it.
    pub fn income(&self, shown: &Shown) -> Query {
        Query::Net {
            plus: self.on_units(&self.income, shown),
            minus: self.part_on_units(TariffPart::Settlement, shown),
        }
    }

    /// The units' costs but for those of capital.
    pub fn costs(&self, shown: &Shown) -> Query {
        let capital = self.part_on_units(TariffPart::Capital, &known(shown));
        Query::Net { plus: self.on_units(&self.costs, shown), minus: capital }
    }

    /// All that the units cost, capital with it where it is booked on them.
    pub fn unit_costs(&self, shown: &Shown) -> Query {
        Query::sum(self.on_units(&self.costs, shown))
    }

    /// Costs of capital, wherever they are booked. Nobody forecasts an account: the budget stands in.
    pub fn capital(&self, shown: &Shown) -> Query {
        match self.has(TariffPart::Capital) {
            true => known(shown).of(self.pick(TariffPart::Capital), Extent::Movement),
            false => Query::sum(Vec::new()),
        }
    }

    /// What the charges give above the costs, before it is put to the debt.
    pub fn result(&self, shown: &Shown) -> Query {
        Query::sum(vec![self.income(shown), self.costs(shown), self.capital(shown)])
    }

    /// Income in per cent of all costs.
    pub fn covered(&self, cube: &Cube, shown: &Shown) -> Option<rust_decimal::Decimal> {
        let costs = cube.value(&Query::sum(vec![self.costs(shown), self.capital(shown)]))?;
        super::key_figures::percent(cube.value(&self.income(shown))?, -costs)
    }

    /// The debt at some point of the year of a column, or its movement.
    pub fn debt(&self, shown: &Shown, extent: Extent) -> Query {
        shown.of(self.pick(TariffPart::Debt), extent)
    }

    /// What the debt would be with the result of a column put to it.
    pub fn expected_debt(&self, shown: &Shown) -> Query {
        let opening = Shown::outcome(shown.through);
        Query::sum(vec![self.debt(&opening, Extent::Opening), self.result(shown)])
    }

    /// What of the year's result has not been put to the debt; `None` where the register names no account for it.
    pub fn unsettled(&self, cube: &Cube, shown: &Shown) -> Option<Money> {
        let value = |query: Query| cube.value(&query).unwrap_or_default();
        self.has(TariffPart::Debt)
            .then(|| value(self.result(shown)) - value(self.debt(shown, Extent::Movement)))
    }

    pub fn has(&self, part: TariffPart) -> bool {
        !self.collective.accounts(part).is_empty()
    }

    fn pick(&self, part: TariffPart) -> Pick {
        Pick::Tariff(part, self.collective.name.clone())
    }

    fn on_units(&self, lines: &[LineId], shown: &Shown) -> Vec<Query> {
        let of = |unit| {
            let on = shown.clone().on(unit);
            lines.iter().map(move |line| on.of(Pick::Line(line.clone()), Extent::Movement))
        };
        self.collective.units.iter().flat_map(of).collect()
    }

    fn part_on_units(&self, part: TariffPart, shown: &Shown) -> Vec<Query> {
        let units = self.collective.units.iter().filter(|_| self.has(part));
        units.map(|unit| shown.clone().on(unit).of(self.pick(part), Extent::Movement)).collect()
    }
}

/// What is known of an account for a column: forecasts are given by cost type.
fn known(shown: &Shown) -> Shown {
    if is_forecast(&shown.basis) { Shown::budget(shown.through.year) } else { shown.clone() }
}

/// At year end: collectives whose result has not been put to what is owed to them.
pub fn check(registers: &Registers, cube: &Cube, period: Month) -> Findings {
    let mut findings = Findings::default();
    let shown = Shown::outcome(period);
    for account in accounts(registers, period) {
        let left = account.unsettled(cube, &shown).filter(|left| !left.is_zero());
        if let Some(left) = left {
            let result = cube.value(&account.result(&shown)).unwrap_or_default();
            let collective = account.collective.name.to_string();
            let place = Place::in_row(&account.collective.at, "Kollektiv");
            findings.add(place, ReconciliationProblem::TariffUnsettled { collective, result, left });
        }
    }
    findings
}
