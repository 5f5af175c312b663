//! Sums of amounts that may be finer than öre, made whole once for each fact.

use std::ops::AddAssign;

use super::FileCount;
use crate::domain::exact::Exact;
use crate::domain::period::LedgerPeriod;
use crate::domain::tally::Tally;
use crate::intake::ids::Packed;

/// As [`Tally`], exactly.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::intake) struct Fine {
    pub rows: u32,
    pub plus: Exact,
    pub minus: Exact,
}

impl AddAssign for Fine {
    fn add_assign(&mut self, other: Fine) {
        self.rows += other.rows;
        self.plus += other.plus;
        self.minus += other.minus;
    }
}

/// What a file has of a key.
pub(super) type Part = (Packed, usize, Fine);

/// The parts of a period in the order of keys and files, in whole öre. A fact is one of all files: each file has what the
/// sum so far, rounded, has grown by.
pub(super) fn in_ore(parts: Vec<Part>, files: &mut [FileCount], period: LedgerPeriod) {
    let mut sum: (Option<Packed>, Exact) = (None, Exact::ZERO);
    for (key, file, own) in parts {
        let Some(count) = files.get_mut(file) else { continue };
        if sum.0 != Some(key) {
            sum = (Some(key), Exact::ZERO);
        }
        let before = sum.1.rounded();
        sum.1 += own.plus + own.minus;
        let net = sum.1.rounded() - before;
        let plus = own.plus.rounded();
        let tally = Tally { rows: u64::from(own.rows), plus, minus: net - plus };
        count.rounding.0 += own.plus - tally.plus.into();
        count.rounding.1 += own.minus - tally.minus.into();
        count.tallies.push(period, key, tally);
    }
}

/// Parts of the same file and key, from several workers, as one; ascending.
pub(super) fn sorted(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort_unstable_by_key(|(key, file, _)| (*key, *file));
    parts.dedup_by(|(key, file, own), (first, of, sum)| {
        let same = (*key, *file) == (*first, *of);
        if same {
            *sum += *own;
        }
        same
    });
    parts
}
