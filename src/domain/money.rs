//! Exact amounts: a whole number of öre.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use rust_decimal::Decimal;

/// An amount in whole öre (1/100 kr). Addition cannot overflow: an amount that is read is at most
/// [`Money::LIMIT_ORE`], and 10²⁴ such amounts fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i128);

/// Which unit amounts are written in where a person types them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KronorUnit {
    #[default]
    Kr,
    Tkr,
}

/// Which way an amount counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// Income +, cost −.
    Result,
    /// What an action does to the result: plus is better.
    Effect,
    /// Spending of an investment +.
    Spending,
}

impl KronorUnit {
    /// Öre in one unit.
    pub const fn ore(self) -> i128 {
        match self {
            KronorUnit::Kr => 100,
            KronorUnit::Tkr => 100_000,
        }
    }
}

impl Money {
    pub const ZERO: Money = Money(0);
    /// The largest amount that is read from a file: 100 mdkr in öre.
    pub const LIMIT_ORE: i128 = 10_000_000_000_000;

    pub const fn from_ore(ore: i128) -> Money {
        Money(ore)
    }

    pub const fn from_kr(kr: i64) -> Money {
        Money(kr as i128 * 100)
    }

    pub const fn ore(self) -> i128 {
        self.0
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub const fn abs(self) -> Money {
        Money(self.0.abs())
    }

    /// Exact reading of kronor; `None` when there are more than two decimals or the amount is above the limit.
    pub fn from_kr_decimal(kr: Decimal) -> Option<Money> {
        Self::from_decimal(kr, KronorUnit::Kr)
    }

    /// Exact reading of an amount in a unit; `None` when it is not whole öre or above the limit.
    pub fn from_decimal(amount: Decimal, unit: KronorUnit) -> Option<Money> {
        let amount = amount.normalize();
        let ore = amount.mantissa().checked_mul(unit.ore())?;
        let divisor = 10_i128.checked_pow(amount.scale())?;
        let whole = ore % divisor == 0 && (ore / divisor).abs() <= Self::LIMIT_ORE;
        whole.then_some(Money(ore / divisor))
    }

    /// The amount in a unit, exactly; `None` above what a decimal holds.
    pub fn to_decimal(self, unit: KronorUnit) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(self.0, unit.ore().ilog10()).ok()
    }

    /// Kronor as a decimal with two decimals, for ratios and for cells.
    ///
    /// `None` above what a decimal holds (about 7.9 · 10²⁶ kr).
    pub fn to_kr(self) -> Option<Decimal> {
        self.to_decimal(KronorUnit::Kr)
    }

    /// Whole units of `ore_per_unit` öre, rounded half away from zero: the one rounding, done at printing.
    pub fn rounded(self, ore_per_unit: i128) -> i128 {
        let half = ore_per_unit / 2;
        let magnitude = (self.0.abs() + half) / ore_per_unit;
        magnitude * self.0.signum()
    }

    /// Whole tkr, rounded half away from zero.
    pub fn tkr(self) -> i128 {
        self.rounded(100_000)
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(-self.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        self.0 += other.0;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Money) {
        self.0 -= other.0;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::{KronorUnit, Money};
    use rust_decimal::Decimal;

    #[test]
    fn rounds_half_away_from_zero_on_both_sides() {
        for (ore, tkr) in
            [(49_999, 0), (50_000, 1), (-49_999, 0), (-50_000, -1), (149_999, 1), (-150_000, -2)]
        {
            assert_eq!(Money::from_ore(ore).tkr(), tkr, "{ore} öre");
        }
    }

    #[test]
    fn more_than_two_decimals_is_not_an_amount() {
        assert_eq!(Money::from_kr_decimal(Decimal::new(12345, 3)), None);
        assert_eq!(Money::from_kr_decimal(Decimal::new(123400, 4)), Some(Money::from_ore(1234)));
        assert_eq!(Money::from_kr_decimal(Decimal::new(-5, 0)), Some(Money::from_kr(-5)));
        assert_eq!(
            Money::from_decimal(Decimal::new(-12_345_678, 5), KronorUnit::Tkr),
            Some(Money::from_ore(-12_345_678))
        );
        assert_eq!(Money::from_decimal(Decimal::new(1, 6), KronorUnit::Tkr), None);
        assert_eq!(
            Money::from_ore(-12_345_678).to_decimal(KronorUnit::Tkr),
            Some(Decimal::new(-12_345_678, 5))
        );
    }
}
