//! Amounts finer than öre, as some systems export them: added up exactly, rounded once.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use super::money::Money;

/// A whole number of 10⁻⁶ kr.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(i128);

impl Exact {
    pub const ZERO: Exact = Exact(0);
    /// Decimals of a krona.
    pub const DECIMALS: u8 = 6;
    const PER_ORE: i128 = 10_000;

    pub const fn from_millionths(millionths: i128) -> Exact {
        Exact(millionths)
    }

    pub const fn millionths(self) -> i128 {
        self.0
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whole öre, half away from zero.
    pub fn rounded(self) -> Money {
        // Nearly every sum is below 2⁶⁴, where a division by a constant is cheap.
        if let Ok(small) = u64::try_from(self.0.abs() + Self::PER_ORE / 2) {
            return Money::from_ore(i128::from(small / Self::PER_ORE as u64) * self.0.signum());
        }
        let ore = (self.0.abs() + Self::PER_ORE / 2) / Self::PER_ORE;
        Money::from_ore(ore * self.0.signum())
    }
}

impl From<Money> for Exact {
    fn from(amount: Money) -> Exact {
        Exact(amount.ore() * Self::PER_ORE)
    }
}

impl Add for Exact {
    type Output = Exact;
    fn add(self, other: Exact) -> Exact {
        Exact(self.0 + other.0)
    }
}

impl Sub for Exact {
    type Output = Exact;
    fn sub(self, other: Exact) -> Exact {
        Exact(self.0 - other.0)
    }
}

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact(-self.0)
    }
}

impl AddAssign for Exact {
    fn add_assign(&mut self, other: Exact) {
        self.0 += other.0;
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(amounts: I) -> Exact {
        amounts.fold(Exact::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::{Exact, Money};

    #[test]
    fn half_an_ore_is_rounded_away_from_zero() {
        for (millionths, ore) in [(4_999, 0), (5_000, 1), (-4_999, 0), (-5_000, -1), (1_234_500, 123)] {
            assert_eq!(Exact::from_millionths(millionths).rounded(), Money::from_ore(ore));
        }
        for ore in [-7, 1 << 70, -(1 << 70)] {
            assert_eq!(Exact::from(Money::from_ore(ore)).rounded(), Money::from_ore(ore));
        }
    }
}
