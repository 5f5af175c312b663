//! Amounts finer than öre, as some systems export them: added up exactly, rounded once.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use super::money::Money;

/// A whole number of 10⁻⁶ kr, in two halves: the sums of a ledger's keys lie closer together than whole ones would.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact {
    high: i64,
    low: u64,
}

impl Exact {
    pub const ZERO: Exact = Exact::from_millionths(0);
    /// Decimals of a krona.
    pub const DECIMALS: u8 = 6;
    const PER_ORE: i128 = 10_000;

    pub const fn from_millionths(millionths: i128) -> Exact {
        Exact { high: (millionths >> 64) as i64, low: millionths as u64 }
    }

    pub const fn millionths(self) -> i128 {
        (self.high as i128) << 64 | self.low as i128
    }

    pub const fn is_zero(self) -> bool {
        self.high == 0 && self.low == 0
    }

    /// Whole öre, half away from zero.
    pub fn rounded(self) -> Money {
        let whole = self.millionths();
        let half_up = whole.abs() + Self::PER_ORE / 2;
        // Nearly every sum is below 2⁶⁴, where a division by a constant is cheap.
        let ore = match u64::try_from(half_up) {
            Ok(small) => i128::from(small / Self::PER_ORE as u64),
            Err(_) => half_up / Self::PER_ORE,
        };
        Money::from_ore(ore * whole.signum())
    }
}

impl From<Money> for Exact {
    fn from(amount: Money) -> Exact {
        Exact::from_millionths(amount.ore() * Self::PER_ORE)
    }
}

impl Add for Exact {
    type Output = Exact;
    fn add(self, other: Exact) -> Exact {
        Exact::from_millionths(self.millionths() + other.millionths())
    }
}

impl Sub for Exact {
    type Output = Exact;
    fn sub(self, other: Exact) -> Exact {
        Exact::from_millionths(self.millionths() - other.millionths())
    }
}

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact::from_millionths(-self.millionths())
    }
}

impl AddAssign for Exact {
    fn add_assign(&mut self, other: Exact) {
        *self = *self + other;
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
