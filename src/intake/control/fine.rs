//! Sums of amounts that may be finer than öre, made whole once for each fact.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::FileCount;
use crate::domain::exact::Exact;
use crate::domain::fact::FactKey;
use crate::domain::tally::Tally;

/// As [`Tally`], exactly.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fine {
    rows: u64,
    plus: Exact,
    minus: Exact,
}

impl Fine {
    pub fn count(&mut self, amount: Exact) {
        self.rows += 1;
        if amount > Exact::ZERO {
            self.plus += amount;
        } else {
            self.minus += amount;
        }
    }
}

impl AddAssign for Fine {
    fn add_assign(&mut self, other: Fine) {
        self.rows += other.rows;
        self.plus += other.plus;
        self.minus += other.minus;
    }
}

/// The sums by key in whole öre. A fact is one of all files: each file has what the sum so far, rounded, has grown by.
pub(super) fn in_ore(fine: BTreeMap<(FactKey, usize), Fine>, files: &mut [FileCount]) {
    let mut sum: (Option<FactKey>, Exact) = (None, Exact::ZERO);
    for ((key, file), own) in fine {
        let Some(count) = files.get_mut(file) else { continue };
        if sum.0.as_ref() != Some(&key) {
            sum = (Some(key.clone()), Exact::ZERO);
        }
        let before = sum.1.rounded();
        sum.1 += own.plus + own.minus;
        let net = sum.1.rounded() - before;
        let plus = own.plus.rounded();
        let tally = Tally { rows: own.rows, plus, minus: net - plus };
        count.rounding.0 += own.plus - tally.plus.into();
        count.rounding.1 += own.minus - tally.minus.into();
        *count.tallies.entry(key).or_default() += tally;
    }
}
