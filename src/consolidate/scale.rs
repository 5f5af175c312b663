//! Amounts of another size than both others that they can be held against: most often kr for tkr.

use super::cube::Cube;
use super::statement::Shown;
use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::Month;
use crate::domain::query::Pick;
use crate::domain::registers::Registers;
use crate::domain::statement::Extent;
use crate::finding::{BooksProblem, BudgetProblem, Findings, Place, Problem};

/// As in the units' templates: a hundred times as large, or a hundredth.
const TIMES: i128 = 100;

/// Holds outcome, budget and last year against each other, each cost type of the whole municipality and of its units;
/// where the whole is wrong its parts are not told.
pub fn check(registers: &Registers, cube: &Cube, period: Month) -> Findings {
    let mut findings = Findings::default();
    for (cost_type, _, _) in registers.accounts.cost_types(period.year) {
        let whole = problem(cube, period, None, &registers.settings.municipality, cost_type);
        if let Some(problem) = whole {
            findings.add(Place::Folder, problem);
            continue;
        }
        for (node, _) in registers.org.with_template(period) {
            if let Some(problem) = problem(cube, period, Some(&node.code), &node.name, cost_type) {
                findings.add(Place::Folder, problem);
            }
        }
    }
    findings
}

fn problem(
    cube: &Cube,
    period: Month,
    org: Option<&Code>,
    name: &str,
    cost_type: &CostType,
) -> Option<Problem> {
    let value = |shown: Shown| {
        let shown = Shown { org: org.cloned(), ..shown };
        cube.value(&shown.of(Pick::CostType(cost_type.clone()), Extent::Movement))
    };
    let outcome = value(Shown::outcome(period))?;
    let last_year = value(Shown::outcome(period.year_before()))?;
    let budget = value(Shown::budget_through(period))?;
    let (unit, line) = (name.to_string(), cost_type.0.to_string());
    if off(outcome, [budget, last_year]) {
        return Some(BooksProblem::Scale { unit, line, outcome, budget, last_year }.into());
    }
    off(budget, [outcome, last_year])
        .then(|| BudgetProblem::Scale { unit, line, budget, outcome, last_year }.into())
}

/// A hundred times, or a hundredth of, both others; with a zero among them nothing can be said.
fn off(amount: Money, others: [Money; 2]) -> bool {
    let size = |money: Money| money.ore().abs();
    let own = size(amount);
    own != 0
        && others.iter().all(|other| !other.is_zero())
        && (others.iter().all(|other| own >= size(*other) * TIMES)
            || others.iter().all(|other| own * TIMES <= size(*other)))
}

#[cfg(test)]
mod tests {
    use super::{Money, off};

    #[test]
    fn an_amount_is_off_when_it_is_a_hundred_times_or_a_hundredth_of_both_others() {
        let off = |own: i64, one: i64, two: i64| off(Money::from_kr(own), [one, two].map(Money::from_kr));
        assert!(off(-12, -12_000, -1_200) && off(12_000, 120, 12) && off(5, -500, 501));
        assert!(!off(-12, -12_000, -1_199) && !off(12_000, 121, 12) && !off(12_000, 0, 12) && !off(0, 1, 1));
    }
}
