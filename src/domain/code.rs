//! Codes of the accounting code string (kodsträng). Codes are text: leading zeros survive.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// One code: an ansvar, a konto, a project, a goal … Ordered as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Code(Arc<str>);

impl Ord for Code {
    fn cmp(&self, other: &Code) -> Ordering {
        // Codes that come from one table mostly share their text.
        if Arc::ptr_eq(&self.0, &other.0) { Ordering::Equal } else { self.0.cmp(&other.0) }
    }
}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Code) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Code {
    pub fn new(text: &str) -> Code {
        Code(Arc::from(text.trim()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<&str> for Code {
    fn from(text: &str) -> Code {
        Code::new(text)
    }
}

/// An inclusive range of codes of equal length, compared as text; a single code is a range of one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeRange {
    pub from: Code,
    pub to: Code,
}

impl CodeRange {
    pub fn contains(&self, code: &Code) -> bool {
        code.as_str().len() == self.from.as_str().len() && self.from <= *code && *code <= self.to
    }

    pub fn overlaps(&self, other: &CodeRange) -> bool {
        self.from.as_str().len() == other.from.as_str().len()
            && self.from <= other.to
            && other.from <= self.to
    }
}

/// Ranges of codes by what lies between their limits: those that hold a code are found without going through all.
#[derive(Clone, Debug, Default)]
pub struct RangeIndex {
    /// By length and text: where a range begins, and behind which code one has ended. Ascending.
    limits: Vec<(usize, Code, bool)>,
    /// The numbers of the ranges that hold what is between each limit and the next, ascending.
    inside: Vec<Vec<usize>>,
}

impl RangeIndex {
    /// Of ranges with the numbers of what they belong to, ascending.
    pub fn of<'r>(ranges: impl Iterator<Item = (usize, &'r CodeRange)> + Clone) -> RangeIndex {
        let begins = |range: &CodeRange| (range.from.as_str().len(), range.from.clone(), false);
        let ended = |range: &CodeRange| (range.to.as_str().len(), range.to.clone(), true);
        let mut limits: Vec<(usize, Code, bool)> =
            ranges.clone().flat_map(|(_, range)| [begins(range), ended(range)]).collect();
        limits.sort_unstable();
        limits.dedup();
        let mut inside = vec![Vec::new(); limits.len()];
        let at = |limit: (usize, Code, bool)| limits.partition_point(|known| *known < limit);
        for (number, range) in ranges {
            inside[at(begins(range))..at(ended(range))].iter_mut().for_each(|own| own.push(number));
        }
        RangeIndex { limits, inside }
    }

    /// The numbers of the ranges that hold a code.
    pub fn holding(&self, code: &Code) -> &[usize] {
        let own = (code.as_str().len(), code, false);
        let behind = self.limits.partition_point(|(length, limit, after)| (*length, limit, *after) <= own);
        behind.checked_sub(1).map_or(&[], |limit| &self.inside[limit])
    }
}

/// A list of codes and ranges as an office writes it: `4010-4019; 4030`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeSet(pub Vec<CodeRange>);

/// Between the codes of a range: word processors make a longer dash of the hyphen.
const DASHES: [char; 3] = ['-', '\u{2013}', '\u{2212}'];

impl CodeSet {
    /// Reads `4010-4019; 4030` (`;` or `,` between). `Err` holds the part that is not a code or a range of
    /// codes of equal length in ascending order.
    pub fn parse(text: &str) -> Result<CodeSet, String> {
        let mut ranges = Vec::new();
        for part in text.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
            let (from, to) = part.split_once(DASHES).unwrap_or((part, part));
            let (from, to) = (Code::new(from), Code::new(to));
            let shaped = !from.as_str().is_empty() && from.as_str().len() == to.as_str().len() && from <= to;
            if !shaped || part.contains(char::is_whitespace) && !part.contains(DASHES) {
                return Err(part.to_string());
            }
            ranges.push(CodeRange { from, to });
        }
        Ok(CodeSet(ranges))
    }

    pub fn contains(&self, code: &Code) -> bool {
        self.0.iter().any(|range| range.contains(code))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, CodeSet, RangeIndex};
    use proptest::prelude::{prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn an_index_finds_the_ranges_that_hold_a_code(
            ranges in proptest::collection::vec(("[0-2A]{2,3}", "[0-2A]{2,3}"), 0..8),
            code in "[0-2A]{1,4}",
        ) {
            let set = ranges.iter().filter_map(|(a, b)| CodeSet::parse(&format!("{a}-{b}")).ok());
            let ranges: Vec<_> = set.flat_map(|set| set.0).collect();
            let code = Code::new(&code);
            let index = RangeIndex::of(ranges.iter().enumerate());
            let holding = (0..ranges.len()).filter(|at| ranges[*at].contains(&code));
            prop_assert_eq!(index.holding(&code), holding.collect::<Vec<_>>());
        }
    }

    #[test]
    fn leading_zeros_and_length_count() {
        let set = CodeSet::parse("0401-0409; 50").expect("a code set");
        assert!(set.contains(&Code::new("0405")));
        assert!(!set.contains(&Code::new("405")));
        assert!(set.contains(&Code::new("50")));
        assert!(!set.contains(&Code::new("500")));
    }

    #[test]
    fn a_turned_or_uneven_range_is_told() {
        assert_eq!(CodeSet::parse("10; 4019-4010"), Err("4019-4010".to_string()));
        assert_eq!(CodeSet::parse("401-4010"), Err("401-4010".to_string()));
    }
}
