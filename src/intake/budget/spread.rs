//! A year's amount over its months, exact to the öre.

use crate::domain::money::Money;

/// How much of the year each month takes, in proportion; none below zero.
pub type Weights = [i128; 12];

/// A month each.
pub const EVEN: Weights = [1; 12];

/// A year's amount over twelve months by weight, exact to the öre: each month its whole öre, and what is left over
/// one öre each to the months with the largest remainders, the earlier first.
pub fn spread(year: Money, weights: &Weights) -> [Money; 12] {
    let total: i128 = weights.iter().sum();
    // The register reader demands a weight above zero, and a season has one.
    if total == 0 {
        return spread(year, &EVEN);
    }
    let size = year.ore().abs();
    let products = weights.map(|weight| size * weight);
    let mut shares = products.map(|product| product / total);
    let mut by_remainder: Vec<usize> = (0..12).collect();
    by_remainder.sort_by_key(|at| (-(products[*at] % total), *at));
    let left_over = size - shares.iter().sum::<i128>();
    for (at, _) in by_remainder.into_iter().zip(0..left_over) {
        shares[at] += 1;
    }
    shares.map(|share| Money::from_ore(share * year.ore().signum()))
}

#[cfg(test)]
mod tests {
    use super::{EVEN, spread};
    use crate::domain::money::Money;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn what_is_left_over_goes_to_the_largest_remainders() {
        let hundred = spread(Money::from_ore(100), &EVEN).map(Money::ore);
        assert_eq!(hundred, [9, 9, 9, 9, 8, 8, 8, 8, 8, 8, 8, 8]);
        let two = spread(Money::from_ore(-10), &[0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]).map(Money::ore);
        assert_eq!(two, [0, -3, -7, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    }

    proptest! {
        #[test]
        fn months_sum_to_the_year(
            ore in -10_000_000_000_000_i128..=10_000_000_000_000,
            weights in proptest::array::uniform12(0_i128..=1_000_000_000_000_000),
        ) {
            let year = Money::from_ore(ore);
            let months = spread(year, &weights);
            prop_assert_eq!(months.into_iter().sum::<Money>(), year);
            let total: i128 = weights.iter().sum();
            for (month, weight) in months.into_iter().zip(weights) {
                // Within one öre of the exact share.
                prop_assert!(total == 0 || (month.ore() * total - ore * weight).abs() < total);
            }
        }
    }
}
