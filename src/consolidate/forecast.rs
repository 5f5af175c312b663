//! Forecasts: what the managers gave stands, and what is missing is stood in for by a stated rule or said.

use std::collections::BTreeMap;

use super::cube::Cube;
use super::statement::Shown;
use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::fact::{FactKey, Facts, Measure, Subject};
use crate::domain::money::Money;
use crate::domain::period::{LedgerPeriod, Month};
use crate::domain::query::{Basis, Pick};
use crate::domain::registers::Registers;
use crate::domain::settings::MissingForecast;
use crate::domain::statement::Extent;
use crate::domain::submission::Submission;

/// The answers of the year, by period.
pub type Answers = BTreeMap<Month, Vec<Submission>>;

/// A cost type of a unit that has a budget and no forecast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub unit: Code,
    pub cost_type: CostType,
    /// What stands in, and from where; `None` when it is only said.
    pub stand_in: Option<(Money, StandIn)>,
}

/// The forecasts of one month, which stand in the facts by that month, and what was missing in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecasts {
    pub given: Month,
    pub gaps: Vec<Gap>,
}

impl Forecasts {
    /// Whether something stands in for all that is missing.
    pub fn are_whole(&self) -> bool {
        self.gaps.iter().all(|gap| gap.stand_in.is_some())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandIn {
    /// The unit's own forecast of an earlier month.
    Earlier(Month),
    Budget,
}

/// The periods of the year up to and including `period` that forecasts were asked for and given, in order.
pub fn given_in(answers: &Answers, period: Month) -> Vec<Month> {
    let given = answers.range(..=period).filter(|(month, _)| month.year == period.year);
    given
        .filter(|(_, list)| list.iter().any(|answer| !answer.forecasts.is_empty()))
        .map(|(month, _)| *month)
        .collect()
}

/// The forecast facts of a period, as the managers gave them.
pub fn facts(answers: &[Submission], given: Month) -> Facts {
    let mut facts = Facts::default();
    for answer in answers {
        for (cost_type, amount) in &answer.forecasts {
            facts.add(key(&answer.unit, cost_type, given), *amount);
        }
        // On the office's own row: the manager's figure stands as it was given.
        for adjustment in &answer.adjustments {
            facts.add(key(&answer.unit, &adjustment.cost_type, given), adjustment.amount);
        }
    }
    facts
}

/// What is missing: every unit with a template and every cost type it has a budget for.
pub fn gaps(registers: &Registers, cube: &Cube, answers: &Answers, given: Month) -> Vec<Gap> {
    let none = Vec::new();
    let now = answers.get(&given).unwrap_or(&none);
    let shown = Shown::budget(given.year);
    let mut gaps = Vec::new();
    for (node, _) in registers.org.with_template(given) {
        let answer = now.iter().find(|answer| answer.unit == node.code);
        for (cost_type, _, _) in registers.accounts.cost_types(given.year) {
            let budget = cube
                .value(&shown.clone().on(&node.code).of(Pick::CostType(cost_type.clone()), Extent::Movement));
            let has = answer.is_some_and(|answer| answer.forecasts.contains_key(cost_type));
            if let (Some(budget), false) = (budget, has) {
                let stand_in = stand_in(registers, answers, given, &node.code, cost_type, budget);
                gaps.push(Gap { unit: node.code.clone(), cost_type: cost_type.clone(), stand_in });
            }
        }
    }
    gaps
}

fn stand_in(
    registers: &Registers,
    answers: &Answers,
    given: Month,
    unit: &Code,
    cost_type: &CostType,
    budget: Money,
) -> Option<(Money, StandIn)> {
    let earlier = || {
        let before = answers.range(..given).rev().filter(|(month, _)| month.year == given.year);
        let mut found = before.filter_map(|(month, list)| {
            let answer = list.iter().find(|answer| answer.unit == *unit)?;
            answer.forecasts.get(cost_type).map(|amount| (*amount, StandIn::Earlier(*month)))
        });
        found.next()
    };
    match registers.settings.missing_forecast {
        MissingForecast::Said => None,
        MissingForecast::Last => earlier(),
        MissingForecast::Budget => Some((budget, StandIn::Budget)),
    }
}

/// The facts of the gaps that something stands in for.
pub fn stand_in_facts(gaps: &[Gap], given: Month) -> Facts {
    let mut facts = Facts::default();
    for gap in gaps {
        if let Some((amount, _)) = gap.stand_in {
            facts.add(key(&gap.unit, &gap.cost_type, given), amount);
        }
    }
    facts
}

/// What the internal forecasts of all units leave over; zero when they cancel.
pub fn internal_remainder(registers: &Registers, facts: &Facts, given: Month) -> Money {
    let kinds = registers.accounts.cost_types(given.year);
    let internal =
        |cost_type: &CostType| kinds.iter().any(|(known, _, internal)| *internal && *known == cost_type);
    let forecasts = facts.iter().filter(|(key, _)| key.measure == Measure::Forecast { given });
    let own = forecasts.filter(|(key, _)| match &key.subject {
        Subject::Unit { cost_type, .. } => internal(cost_type),
        Subject::Coded { .. } => false,
    });
    own.map(|(_, amount)| amount).sum()
}

/// Whether a basis is a forecast.
pub fn is_forecast(basis: &Basis) -> bool {
    matches!(basis, Basis::Forecast { .. })
}

fn key(unit: &Code, cost_type: &CostType, given: Month) -> FactKey {
    FactKey {
        measure: Measure::Forecast { given },
        period: LedgerPeriod { year: given.year, number: 12 },
        subject: Subject::Unit { unit: unit.clone(), cost_type: cost_type.clone() },
    }
}
