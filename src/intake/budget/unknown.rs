//! What rows of the budget name and no register knows, each once with its rows and the first row's place.

use std::collections::BTreeMap;

use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::finding::{BudgetProblem, CodeKind, Findings, Place, WhyUnknown};

/// Rows of a code, their sum, the place of the first, and why it is unknown there.
type Stray = (u64, Money, Place, WhyUnknown);

#[derive(Default)]
pub(super) struct Unknown {
    codes: BTreeMap<(CodeKind, Code), Stray>,
    profiles: BTreeMap<String, (u64, Place)>,
    seasons: BTreeMap<i32, (u64, Money, Place)>,
}

impl Unknown {
    pub fn code(&mut self, kind: CodeKind, code: &Code, amount: Money, place: &Place, why: WhyUnknown) {
        let first = || (0, Money::ZERO, place.clone(), why);
        let entry = self.codes.entry((kind, code.clone())).or_insert_with(first);
        entry.0 += 1;
        entry.1 += amount;
    }

    pub fn profile(&mut self, found: String, place: Place) {
        self.profiles.entry(found).or_insert((0, place)).0 += 1;
    }

    /// A row that follows a season that is not there.
    pub fn season(&mut self, year: i32, amount: Money, place: Place) {
        let entry = self.seasons.entry(year).or_insert((0, Money::ZERO, place));
        entry.0 += 1;
        entry.1 += amount;
    }

    /// `of`: the year that seasons are taken from.
    pub fn tell(self, of: i32, findings: &mut Findings) {
        for ((kind, code), (rows, sum, place, why)) in self.codes {
            let code = code.to_string();
            findings.add(place, BudgetProblem::UnknownCodes { kind, code, rows, sum, why: Box::new(why) });
        }
        for (found, (rows, place)) in self.profiles {
            findings.add(place, BudgetProblem::UnknownProfile { found, rows });
        }
        for (year, (rows, sum, place)) in self.seasons {
            findings.add(place, BudgetProblem::NoSeason { year, of, rows, sum });
        }
    }
}
