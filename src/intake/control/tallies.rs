//! The rows of a file by key, held by the numbers of their codes: there are as many keys as facts.

use std::sync::Arc;

use crate::domain::fact::{FactKey, Measure};
use crate::domain::period::LedgerPeriod;
use crate::domain::tally::Tally;
use crate::intake::ids::{Codes, Packed};

/// How many rows a key has, and their sums in the file's own sign; the keys ascend, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    codes: Arc<Codes>,
    rows: Vec<(LedgerPeriod, Packed, Tally)>,
}

impl Tallies {
    pub(super) fn of(codes: &Arc<Codes>) -> Tallies {
        Tallies { codes: codes.clone(), rows: Vec::new() }
    }

    pub(super) fn push(&mut self, period: LedgerPeriod, ranked: Packed, tally: Tally) {
        self.rows.push((period, ranked, tally));
    }

    pub fn iter(&self) -> impl Iterator<Item = (FactKey, Tally)> {
        self.rows.iter().map(|(period, ranked, tally)| {
            let subject = self.codes.subject(*ranked);
            (FactKey { measure: Measure::Outcome, period: *period, subject }, *tally)
        })
    }
}
