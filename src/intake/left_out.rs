//! The rows of a file that are no postings: counted and told, never summed. What the file says of itself in them, its
//! total and its number of rows, is held against its postings.

use std::sync::Arc;

use super::row_kind::RowKind;
use crate::domain::money::Money;
use crate::domain::tally::Tally;
use crate::finding::{Findings, LeftOutProblem, Place, Problem};

/// What was left out of one file, or of a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    pub headings: u64,
    pub texts: u64,
    pub totals: Tally,
    /// Line and amount of the last total, and whether it says that it is of all rows.
    last: Option<(u32, Money, bool)>,
    /// Line and number of the file's own count.
    count: Option<(u32, u64)>,
}

impl LeftOut {
    /// Adds a row that is no posting; `amount` is that of a total.
    pub fn add(&mut self, kind: RowKind, line: u32, amount: Money) {
        match kind {
            RowKind::Posting => {}
            RowKind::Heading => self.headings += 1,
            RowKind::Text => self.texts += 1,
            RowKind::Total { whole } => {
                self.totals.count(amount);
                self.last = self.last.max(Some((line, amount, whole)));
            }
            RowKind::Count(rows) => {
                self.texts += 1;
                self.count = self.count.max(Some((line, rows)));
            }
        }
    }

    /// Takes in what was left out of another part of the same file.
    pub fn merge(&mut self, other: LeftOut) {
        self.headings += other.headings;
        self.texts += other.texts;
        self.totals += other.totals;
        self.last = self.last.max(other.last);
        self.count = self.count.max(other.count);
    }

    pub fn rows(&self) -> u64 {
        self.headings + self.texts + self.totals.rows
    }

    /// Tells what was left out; `wrap` makes it a finding of its table's kind.
    pub fn tell(&self, file: &Arc<str>, wrap: impl Fn(LeftOutProblem) -> Problem, findings: &mut Findings) {
        if self.rows() > 0 {
            let LeftOut { headings, texts, .. } = *self;
            let (totals, sum) = (self.totals.rows, self.totals.net());
            let problem = LeftOutProblem::Rows { headings, texts, totals, sum };
            findings.add(Place::File { file: file.clone() }, wrap(problem));
        }
    }

    /// Tells where the file contradicts its rows and their sum in its own sign; whether its total proves it whole. `line`
    /// is the place of a row.
    pub fn hold(
        &self,
        rows: u64,
        found: Money,
        line: impl Fn(u32) -> Place,
        wrap: impl Fn(LeftOutProblem) -> Problem,
        findings: &mut Findings,
    ) -> bool {
        let mut proven = false;
        match self.last {
            Some((_, total, _)) if total == found => proven = rows > 0,
            Some((at, expected, true)) => {
                findings.add(line(at), wrap(LeftOutProblem::TotalDiffers { expected, found }));
            }
            _ => {}
        }
        match self.count {
            Some((_, expected)) if expected == rows => {}
            Some((at, expected)) => {
                let problem = LeftOutProblem::CountDiffers { expected, found: rows };
                findings.add(line(at), wrap(problem));
            }
            None => {}
        }
        proven
    }
}

#[cfg(test)]
mod tests {
    use super::LeftOut;
    use crate::domain::money::Money;
    use crate::finding::{Findings, LedgerProblem, Place};
    use crate::intake::row_kind::RowKind::{Count, Heading, Text, Total};

    fn told(left_out: &LeftOut, postings: &[i64]) -> (bool, Vec<String>) {
        let net = postings.iter().map(|kr| Money::from_kr(*kr)).sum();
        let mut findings = Findings::default();
        let wrap = |problem| LedgerProblem::LeftOut(problem).into();
        left_out.tell(&"a.csv".into(), wrap, &mut findings);
        let rows = postings.len() as u64;
        let line = |line: u32| Place::Line { file: "a.csv".into(), line: line.into(), column: None };
        let proven = left_out.hold(rows, net, line, wrap, &mut findings);
        (proven, findings.sorted().iter().map(|one| one.problem.code().to_string()).collect())
    }

    #[test]
    fn the_files_own_total_and_count_are_held_against_its_postings() {
        let kr = Money::from_kr;
        let mut left_out = LeftOut::default();
        left_out.add(Heading, 20, Money::ZERO);
        left_out.add(Text, 21, Money::ZERO);
        left_out.add(Total { whole: false }, 30, kr(5));
        left_out.add(Total { whole: true }, 40, kr(7));
        left_out.add(Count(2), 41, Money::ZERO);
        assert_eq!(left_out.rows(), 5);
        assert_eq!(told(&left_out, &[5, 2]), (true, vec!["L31".to_string()]));
        let (proven, codes) = told(&left_out, &[5, 1, 2]);
        assert!(!proven);
        assert_eq!(codes, ["L32", "L33", "L31"]);
    }

    #[test]
    fn a_sub_total_at_the_end_is_held_against_nothing() {
        let mut left_out = LeftOut::default();
        left_out.add(Total { whole: false }, 9, Money::from_kr(3));
        assert_eq!(told(&left_out, &[5, 3]), (false, vec!["L31".to_string()]));
        let mut whole = LeftOut::default();
        whole.merge(left_out);
        assert_eq!(told(&whole, &[1, 2]), (true, vec!["L31".to_string()]));
        assert_eq!(told(&LeftOut::default(), &[1]), (false, Vec::new()));
    }
}
