//! What a number of postings come to: how many, and their sums on both sides.

use std::ops::AddAssign;

use super::money::Money;

/// Rows and sums, in whatever sign the rows have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub rows: u64,
    /// Σ of the rows above zero.
    pub plus: Money,
    /// Σ of the rows below zero.
    pub minus: Money,
}

impl Tally {
    pub fn count(&mut self, amount: Money) {
        self.rows += 1;
        if amount > Money::ZERO {
            self.plus += amount;
        } else {
            self.minus += amount;
        }
    }

    pub fn net(self) -> Money {
        self.plus + self.minus
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.rows += other.rows;
        self.plus += other.plus;
        self.minus += other.minus;
    }
}
