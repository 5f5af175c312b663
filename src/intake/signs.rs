//! The sign of a whole file, told by the classes that are always income and those that are always cost.

use crate::domain::code::Code;
use crate::domain::money::Money;

/// Accounts that are always income and always cost of a municipality: sales and grants, taxes, equalisation received;
/// staff, equalisation paid (Kommun-Bas).
const INCOME: &[&str] = &["3", "80", "82"];
const COSTS: &[&str] = &["5", "83"];
/// Those whose sum over a whole year has one sign wherever the rest is booked.
const SURE: &[&str] = &["3", "80", "5"];

/// Σ of income and of costs, in the program's sign: income plus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    pub income: Money,
    pub costs: Money,
    /// Every group of accounts that has a sum has the wrong sign.
    all_wrong: bool,
    /// One that equalisation between years and municipalities cannot turn.
    some_wrong: bool,
}

impl Sides {
    pub fn of<'a>(amounts: impl Iterator<Item = (&'a Code, Money)> + Clone) -> Sides {
        let of = |group: &&str| {
            let own = amounts.clone().filter(|(account, _)| account.as_str().starts_with(group));
            own.map(|(_, amount)| amount).sum::<Money>()
        };
        let wrong = |group: &&str| {
            if INCOME.contains(group) { of(group) < Money::ZERO } else { of(group) > Money::ZERO }
        };
        let groups = || INCOME.iter().chain(COSTS);
        Sides {
            income: INCOME.iter().map(of).sum(),
            costs: COSTS.iter().map(of).sum(),
            all_wrong: groups().all(|group| of(group).is_zero() || wrong(group)),
            some_wrong: SURE.iter().any(wrong),
        }
    }

    /// Income below zero and costs above, group by group: the contract's sign is the other one.
    pub fn are_turned(self) -> bool {
        self.all_wrong && self.income < Money::ZERO && self.costs > Money::ZERO
    }

    /// Something goes the wrong way: in a whole budget nothing does.
    pub fn has_wrong(self) -> bool {
        self.some_wrong
    }
}

#[cfg(test)]
mod tests {
    use super::Sides;
    use crate::domain::code::Code;
    use crate::domain::money::Money;

    fn sides(amounts: &[(&str, i64)]) -> Sides {
        let amounts: Vec<(Code, Money)> =
            amounts.iter().map(|(account, kr)| (Code::new(account), Money::from_kr(*kr))).collect();
        Sides::of(amounts.iter().map(|(account, amount)| (account, *amount)))
    }

    #[test]
    fn signs_are_turned_when_every_class_goes_the_wrong_way() {
        assert!(sides(&[("8011", -10), ("5010", 8), ("4010", 3)]).are_turned());
        assert!(sides(&[("3010", -10), ("8210", -4), ("8310", 1)]).are_turned());
        for right in [
            &[("8011", 10), ("5010", -8)][..],
            &[("3010", -10)],
            &[("3010", -10), ("8011", 20), ("5010", 3)],
            &[("3010", -10), ("5010", -3)],
        ] {
            assert!(!sides(right).are_turned(), "{right:?}");
        }
        assert!(sides(&[("8011", 10), ("5010", 8)]).has_wrong());
        assert!(!sides(&[("8011", 10), ("5010", -8), ("4010", 9)]).has_wrong());
    }
}
