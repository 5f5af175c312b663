//! The grain of facts: codes that no register tells apart share a key. What is asked of an ansvar is its node, of an
//! account its row, memo rows, class and taxekollektiv; between two limits of the registers all codes answer alike, whatever the time.
//! One of them, the first between the limits, stands for all.
//!
//! Kept by their own codes are those that no register knows at the time, so that they can be told; accounts of the balance
//! sheet, whose opening is held against the year before one by one; and everything in an opening balance.

use std::collections::BTreeMap;

use super::account::is_balance;
use super::code::{Code, CodeRange};
use super::fact::Subject;
use super::period::LedgerPeriod;
use super::registers::Registers;
use super::tariff::TariffPart;

/// The limits that the registers set.
pub struct Grain<'a> {
    registers: &'a Registers,
    ansvar: Limits,
    accounts: Limits,
}

impl<'a> Grain<'a> {
    pub fn of(registers: &'a Registers) -> Grain<'a> {
        let nodes = registers.org.nodes().iter().flat_map(|node| &node.ansvar.0);
        let rows = registers.accounts.rows().iter().map(|row| &row.accounts);
        let memos = registers.accounts.memos().iter().flat_map(|memo| &memo.accounts.0);
        let of_tariffs = registers
            .collectives
            .iter()
            .flat_map(|one| TariffPart::ALL.into_iter().flat_map(|part| &one.accounts(part).0));
        let accounts = Limits::of(rows.chain(memos).chain(of_tariffs)).between_classes();
        Grain { registers, ansvar: Limits::of(nodes), accounts }
    }

    /// The ansvar that no time tells from one.
    pub fn first_ansvar(&self, ansvar: &Code) -> Option<Code> {
        self.ansvar.first(ansvar)
    }

    /// The account that no time tells from one.
    pub fn first_account(&self, account: &Code) -> Option<Code> {
        self.accounts.first(account).filter(|_| !is_balance(account))
    }

    /// Whether the first ansvar stands for the others in a period.
    pub fn shares_ansvar(&self, first: &Code, period: LedgerPeriod) -> bool {
        !period.is_opening() && self.registers.org.of_ansvar(first, period.month()).is_some()
    }

    /// Whether the first account stands for the others in a period, of internal or external items.
    pub fn shares_account(&self, first: &Code, internal: bool, period: LedgerPeriod) -> bool {
        !period.is_opening() && self.registers.accounts.row(first, internal, period.year).is_some()
    }

    /// The ansvar that stands for one in a period.
    pub fn ansvar(&self, ansvar: &Code, period: LedgerPeriod) -> Code {
        let first = self.first_ansvar(ansvar).filter(|first| self.shares_ansvar(first, period));
        first.unwrap_or_else(|| ansvar.clone())
    }

    /// The account that stands for one in a period, of internal or external items.
    pub fn account(&self, account: &Code, internal: bool, period: LedgerPeriod) -> Code {
        let shares = |first: &Code| self.shares_account(first, internal, period);
        self.first_account(account).filter(shares).unwrap_or_else(|| account.clone())
    }

    /// What a fact of a subject is booked on.
    pub fn subject(&self, subject: &Subject, period: LedgerPeriod) -> Subject {
        match subject {
            Subject::Coded { ansvar, account, project, internal } => Subject::Coded {
                ansvar: self.ansvar(ansvar, period),
                account: self.account(account, *internal, period),
                project: project.clone(),
                internal: *internal,
            },
            Subject::Unit { .. } => subject.clone(),
        }
    }
}

/// Longer codes are no codes of digits that a register counts with.
const MOST_DIGITS: usize = 18;

/// By the length of codes: the numbers of digits at which a range begins or has just ended, ascending.
struct Limits(BTreeMap<usize, Vec<u64>>);

impl Limits {
    fn of<'r>(ranges: impl Iterator<Item = &'r CodeRange>) -> Limits {
        let mut limits: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
        for range in ranges {
            let (from, to) = (range.from.as_str(), range.to.as_str());
            if from.len() <= MOST_DIGITS {
                let own = limits.entry(from.len()).or_default();
                own.extend([at_least(from), number(to).map_or_else(|| at_least(to), |last| last + 1)]);
            }
        }
        limits.values_mut().for_each(sorted);
        Limits(limits)
    }

    fn between_classes(mut self) -> Limits {
        for (length, own) in &mut self.0 {
            own.extend((0..10).map(|class| class * power(length.saturating_sub(1))));
            sorted(own);
        }
        self
    }

    /// The first code of digits that no limit parts from a code; `None` for one that is not of digits or below all limits.
    fn first(&self, code: &Code) -> Option<Code> {
        let length = code.as_str().len();
        let own = number(code.as_str())?;
        let limits = self.0.get(&length)?;
        let first = limits[..limits.partition_point(|limit| *limit <= own)].last()?;
        Some(Code::new(&format!("{first:0length$}")))
    }
}

fn sorted(numbers: &mut Vec<u64>) {
    numbers.sort_unstable();
    numbers.dedup();
}

fn power(digits: usize) -> u64 {
    10_u64.pow(digits as u32)
}

fn number(code: &str) -> Option<u64> {
    let digits = (1..=MOST_DIGITS).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| code.parse().ok()).flatten()
}

/// The least number of as many digits that is not before a text, as codes are ordered.
fn at_least(text: &str) -> u64 {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = power(text.len() - digits);
    let above = text.as_bytes().get(digits).is_some_and(|byte| *byte > b'9');
    let begins = text[..digits].parse::<u64>().unwrap_or_default();
    (begins + u64::from(above)) * rest
}

#[cfg(test)]
mod tests {
    use super::{Limits, at_least};
    use crate::domain::code::{Code, CodeSet};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    fn first(limits: &Limits, code: &str) -> Option<String> {
        limits.first(&Code::new(code)).map(|code| code.to_string())
    }

    fn limits(set: &str) -> Limits {
        Limits::of(CodeSet::parse(set).expect("a set").0.iter())
    }

    #[test]
    fn the_first_code_between_two_limits_stands_for_all() {
        let limits = limits("1000-1999; 1200-1299; 3010; 0100-0199; 50-59");
        for (code, expected) in [
            ("1000", Some("1000")),
            ("1199", Some("1000")),
            ("1200", Some("1200")),
            ("1299", Some("1200")),
            ("1300", Some("1300")),
            ("1999", Some("1300")),
            ("3010", Some("3010")),
            ("3011", Some("3011")),
            ("3999", Some("3011")),
            ("0150", Some("0100")),
            ("0050", None),
            ("57", Some("50")),
            ("150", None),
            ("A100", None),
            ("", None),
        ] {
            assert_eq!(first(&limits, code).as_deref(), expected, "{code}");
        }
    }

    #[test]
    fn classes_are_parted_though_no_range_parts_them() {
        let limits = limits("2900-4099").between_classes();
        assert_eq!(first(&limits, "2950").as_deref(), Some("2900"));
        assert_eq!(first(&limits, "3500").as_deref(), Some("3000"));
        assert_eq!(first(&limits, "4050").as_deref(), Some("4000"));
    }

    #[test]
    fn a_limit_with_letters_stands_between_digits() {
        assert_eq!(
            [at_least("12B0"), at_least("1-00"), at_least("9Z"), at_least("å")],
            [1300, 1000, 100, 100]
        );
        let limits = limits("12A0-12B0; 1200-12B0");
        assert_eq!(first(&limits, "1299").as_deref(), Some("1200"));
        assert_eq!(first(&limits, "1300").as_deref(), Some("1300"));
    }

    proptest! {
        /// Whatever the ranges are, a code and the one that stands for it are in the same of them.
        #[test]
        fn what_stands_for_a_code_is_in_the_same_ranges(
            ranges in proptest::collection::vec(("[0-9A]{3}", "[0-9A]{3}"), 1..8),
            code in "[0-9]{3}",
        ) {
            let ordered = |(a, b): &(String, String)| if a <= b { format!("{a}-{b}") } else { format!("{b}-{a}") };
            let sets: Vec<CodeSet> =
                ranges.iter().map(|pair| CodeSet::parse(&ordered(pair)).expect("a range")).collect();
            let limits = Limits::of(sets.iter().flat_map(|set| &set.0)).between_classes();
            let code = Code::new(&code);
            let first = limits.first(&code).expect("classes are limits");
            prop_assert!(first <= code);
            prop_assert_eq!(&first.as_str()[..1], &code.as_str()[..1]);
            for set in &sets {
                prop_assert_eq!(set.contains(&first), set.contains(&code));
            }
        }
    }
}
