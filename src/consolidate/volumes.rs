//! Volumes and staff: their costs as queries, what a unit of volume costs, and their sums over units.

use rust_decimal::Decimal;

use super::cube::Cube;
use super::goals::Measured;
use super::statement::{Shown, leaves, line};
use crate::domain::account::LineId;
use crate::domain::code::Code;
use crate::domain::query::{Pick, Query};
use crate::domain::registers::Registers;
use crate::domain::statement::{Extent, StatementKind};
use crate::domain::submission::Submission;
use crate::domain::volume::CostBasis;

/// What a cost is made of.
pub fn picks(registers: &Registers, basis: CostBasis, shown: &Shown) -> Vec<Pick> {
    let lines = |code: &str| {
        let layout = registers.layout(StatementKind::Income, shown.through);
        layout.map(|layout| leaves(layout, &LineId::new(code))).unwrap_or_default()
    };
    match basis {
        CostBasis::Net => lines(line::NET_COST).into_iter().map(Pick::Line).collect(),
        CostBasis::Costs => {
            let income = lines(line::INCOME);
            lines(line::NET_COST).into_iter().filter(|line| !income.contains(line)).map(Pick::Line).collect()
        }
        CostBasis::Staff => registers.operations.staff_costs.iter().cloned().map(Pick::CostType).collect(),
    }
}

/// A cost of what a column shows; cost −.
pub fn cost(registers: &Registers, basis: CostBasis, shown: &Shown) -> Query {
    let picks = picks(registers, basis, shown).into_iter();
    Query::sum(picks.map(|pick| shown.of(pick, Extent::Movement)).collect())
}

/// What one of a volume costs, in kr, cost +. `None` when a part is unknown or the volume is zero.
pub fn cost_of_one(cube: &Cube, cost: &Query, volume: Option<Decimal>) -> Option<Decimal> {
    (-cube.value(cost)?).to_kr()?.checked_div(volume?)
}

/// A volume of a unit or of several: budgeted, of the period, as forecast, and of the same period last year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Volume {
    pub budget: Option<Decimal>,
    pub now: Option<Decimal>,
    pub expected: Option<Decimal>,
    pub before: Option<Decimal>,
    /// Too few persons stand behind one of its values for it to be shown.
    pub masked: bool,
}

impl Volume {
    pub fn of(registers: &Registers, answers: &[Submission], measured: &Measured) -> Volume {
        let code = &measured.indicator.code;
        let period = measured.now.map(|reading| reading.period);
        let unit = measured.unit.as_ref();
        let own = unit.and_then(|unit| answers.iter().find(|answer| answer.unit == *unit));
        let before = measured.earlier.filter(|one| Some(one.period) == period.map(|now| now.year_before()));
        let budget = |unit| registers.budgeted_volume(code, unit, period?.year);
        Volume {
            budget: unit.and_then(budget).or(measured.indicator.target),
            now: measured.now.and_then(|reading| reading.value).filter(|_| !measured.masked),
            expected: own.and_then(|answer| answer.expected.get(code)).copied().filter(|_| !measured.masked),
            before: before.and_then(|reading| reading.value),
            masked: measured.masked,
        }
    }

    /// The sum of several; what one of them lacks the sum lacks.
    pub fn sum(parts: &[Volume]) -> Volume {
        let all = |of: fn(&Volume) -> Option<Decimal>| parts.iter().map(of).sum::<Option<Decimal>>();
        Volume {
            budget: all(|one| one.budget),
            now: all(|one| one.now),
            expected: all(|one| one.expected),
            before: all(|one| one.before),
            masked: parts.iter().any(|one| one.masked),
        }
    }
}

/// The units of an indicator under the node right above them, where there are several and all are measured alike: the
/// places of their rows.
pub fn under_one(registers: &Registers, measured: &[&Measured]) -> Vec<(Code, Vec<usize>)> {
    let mut found: Vec<(Code, Vec<usize>)> = Vec::new();
    for (at, one) in measured.iter().enumerate() {
        let parent = one.unit.as_ref().and_then(|unit| registers.org.get(unit)?.parent.clone());
        let Some(parent) = parent else { continue };
        match found.iter_mut().find(|(known, _)| *known == parent) {
            Some((_, places)) => places.push(at),
            None => found.push((parent, vec![at])),
        }
    }
    found.retain(|(_, places)| places.len() > 1);
    found
}

#[cfg(test)]
mod tests {
    use super::Volume;

    #[test]
    fn a_sum_lacks_what_one_of_its_parts_lacks() {
        let one = Volume { budget: Some(2.into()), now: Some(3.into()), ..Volume::default() };
        let other = Volume { budget: Some(5.into()), masked: true, ..Volume::default() };
        let sum = Volume::sum(&[one, other]);
        assert_eq!(sum, Volume { budget: Some(7.into()), masked: true, ..Volume::default() });
    }
}
