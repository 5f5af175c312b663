//! Small groups, the groups beside them, and what a reader can subtract.

use proptest::prelude::{ProptestConfig, prop_assert, proptest};

use super::{hide, lacks_size};
use crate::domain::code::Code;
use crate::domain::goal::{Condition, Direction, Indicator, IndicatorKind, Reading};
use crate::domain::indicator::Protection;
use crate::domain::period::{Month, Validity};
use crate::domain::register_row::RegisterRow;

const SMALLEST: u32 = 5;

fn indicator(code: &str, part_of: Option<&str>, protection: Option<Protection>) -> Indicator {
    Indicator {
        code: Code::new(code),
        goal: None,
        kind: IndicatorKind::Staff,
        text: String::new(),
        adopted_text: None,
        unit_of_measure: String::new(),
        direction: Direction::Lower,
        target: None,
        condition: Condition::AtMost,
        tolerance: None,
        base: None,
        decimals: 0,
        frequency: None,
        source: String::new(),
        kolada: None,
        responsible: String::new(),
        units: Vec::new(),
        protection,
        part_of: part_of.map(Code::new),
        replaces: None,
        validity: Validity::default(),
        at: RegisterRow::default(),
    }
}

fn reading(code: &str, unit: Option<&str>, period: &str, group_size: Option<u32>) -> Reading {
    Reading {
        indicator: Code::new(code),
        unit: unit.map(Code::new),
        period: Month::parse(period).expect("a month"),
        value: Some(7.into()),
        measured: None,
        source: String::new(),
        group_size,
        hidden: false,
    }
}

fn hidden(indicators: &[Indicator], mut readings: Vec<Reading>) -> Vec<bool> {
    hide(indicators, &mut readings, SMALLEST);
    readings.iter().map(|one| one.hidden).collect()
}

/// LKBR 11 kap. 6 §: not of a group of at most ten, whatever the municipality's own limit.
#[test]
fn sick_leave_of_ten_is_hidden_and_of_eleven_is_shown() {
    let own = |protection, size| {
        hidden(&[indicator("P", None, protection)], vec![reading("P", None, "2020-12", size)])[0]
    };
    let sick = Some(Protection::SickLeave);
    assert!(own(sick, Some(10)) && !own(sick, Some(11)));
    assert!(own(Some(Protection::Persons), Some(4)) && !own(Some(Protection::Persons), Some(5)));
    assert!(own(None, Some(4)) && !own(None, Some(5)) && !own(None, None));
    // How many they are must be said, else nothing is shown.
    assert!(own(sick, None) && own(Some(Protection::Persons), None));
}

#[test]
fn the_size_of_a_group_is_what_it_last_was() {
    let indicators = [indicator("P", None, Some(Protection::Persons))];
    let readings =
        vec![reading("P", Some("310"), "2019-12", Some(4)), reading("P", Some("310"), "2020-12", None)];
    assert!(!lacks_size(&indicators[0], &readings[1], &readings));
    assert_eq!(hidden(&indicators, readings), [true, true]);
    let alone = [reading("P", Some("310"), "2020-12", None)];
    assert!(lacks_size(&indicators[0], &alone[0], &alone));
}

/// Women, men and all: with one of the two and all, the other can be computed.
#[test]
fn with_one_group_the_next_smallest_is_hidden_in_each_period_by_itself() {
    let sick = Some(Protection::SickLeave);
    let indicators = [
        indicator("ALLA", None, None),
        indicator("UNGA", Some("ALLA"), sick),
        indicator("MELLAN", Some("ALLA"), sick),
        indicator("ÄLDRE", Some("ALLA"), sick),
    ];
    let year = |period: &'static str, young| {
        let of = |(code, size)| reading(code, None, period, size);
        [("ALLA", None), ("UNGA", Some(young)), ("MELLAN", Some(64)), ("ÄLDRE", Some(97))].map(of)
    };
    let readings = [year("2019-12", 12), year("2020-12", 8)].concat();
    let expected = [false, false, false, false, false, true, true, false];
    assert_eq!(hidden(&indicators, readings), expected);
}

#[test]
fn units_are_groups_of_the_municipalitys_own_value() {
    let indicators = [indicator("P", None, None)];
    let readings = vec![
        reading("P", None, "2020-12", Some(90)),
        reading("P", Some("310"), "2020-12", Some(3)),
        reading("P", Some("320"), "2020-12", Some(60)),
        reading("P", Some("330"), "2020-12", Some(27)),
    ];
    assert_eq!(hidden(&indicators, readings), [false, true, false, true]);
    // Without the total nothing can be subtracted from.
    let readings =
        vec![reading("P", Some("310"), "2020-12", Some(3)), reading("P", Some("320"), "2020-12", Some(60))];
    assert_eq!(hidden(&indicators, readings), [true, false]);
}

#[test]
fn a_hidden_total_of_shown_groups_would_be_their_sum() {
    let indicators = [
        indicator("ALLA", None, None),
        indicator("A", Some("ALLA"), None),
        indicator("B", Some("ALLA"), None),
        indicator("A1", Some("A"), None),
        indicator("A2", Some("A"), None),
    ];
    let of = |(code, size): (&str, u32)| reading(code, None, "2020-12", Some(size));
    // B is small, so A is hidden with it, and then one of the groups that A is the sum of.
    let readings = [("ALLA", 30), ("A", 27), ("B", 3), ("A1", 20), ("A2", 7)].map(of).to_vec();
    assert_eq!(hidden(&indicators, readings), [false, true, true, false, true]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Groups in groups, in units: who takes any total and subtracts what is shown of its groups, as often as he likes,
    /// learns nothing that is hidden.
    #[test]
    fn nothing_hidden_can_be_had_by_subtracting(
        sizes in proptest::collection::vec(1u32..14, 2..5),
        inner in proptest::collection::vec(1u32..14, 2..4),
        units in proptest::collection::vec(1u32..14, 2..4),
    ) {
        let names: Vec<String> = (0..sizes.len()).map(|at| format!("G{at}")).collect();
        let below: Vec<String> = (0..inner.len()).map(|at| format!("U{at}")).collect();
        let mut indicators = vec![indicator("T", None, None)];
        indicators.extend(names.iter().map(|name| indicator(name, Some("T"), None)));
        indicators.extend(below.iter().map(|name| indicator(name, Some("G0"), Some(Protection::SickLeave))));
        let mut readings = vec![reading("T", None, "2020-12", None)];
        readings.extend(names.iter().zip(&sizes).map(|(name, size)| reading(name, None, "2020-12", Some(*size))));
        readings.extend(below.iter().zip(&inner).map(|(name, size)| reading(name, None, "2020-12", Some(*size))));
        let codes: Vec<String> = (0..units.len()).map(|at| format!("{at}")).collect();
        readings.extend(
            codes.iter().zip(&units).map(|(unit, size)| reading("G1", Some(unit), "2020-12", Some(*size))),
        );
        let first_inner = 1 + sizes.len();
        let first_unit = first_inner + inner.len();
        let sums: Vec<Vec<usize>> = vec![
            (0..first_inner).collect(),
            std::iter::once(1).chain(first_inner..first_unit).collect(),
            std::iter::once(2).chain(first_unit..first_unit + units.len()).collect(),
        ];
        let hidden = hidden(&indicators, readings.clone());
        for (at, one) in readings.iter().enumerate() {
            prop_assert!(hidden[at] || one.group_size.is_none_or(|size| size >= SMALLEST), "{one:?}");
        }
        let mut known: Vec<bool> = hidden.iter().map(|hidden| !hidden).collect();
        let shown = known.clone();
        for _ in 0..readings.len() {
            for sum in &sums {
                let unknown: Vec<usize> = sum.iter().copied().filter(|at| !known[*at]).collect();
                if let [only] = unknown[..] {
                    known[only] = true;
                }
            }
        }
        prop_assert!(known == shown, "learnt {known:?} from {shown:?}");
    }
}
