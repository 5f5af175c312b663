//! The verdicts of the number contract, one by one, and what holds for every amount.

use super::{Misread, plain, read, units};
use crate::domain::money::{KronorUnit, Money};
use crate::domain::settings::{ExportContract, PeriodForm, SignContract};
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
use rust_decimal::Decimal;

fn contract(decimal_mark: char, thousands_mark: Option<char>) -> ExportContract {
    ExportContract {
        profile: "p".to_string(),
        columns: Vec::new(),
        separator: b';',
        decimal_mark,
        thousands_mark,
        sign: SignContract::DebitPositive,
        parentheses: false,
        unit: KronorUnit::Kr,
        decimals: 2,
        periods: PeriodForm::Whole,
        cumulative: false,
        replaces: false,
        sheet: None,
        files: None,
    }
}

fn swedish() -> ExportContract {
    contract(',', Some(' '))
}

fn unclear(readings: &[(i64, u32)]) -> Result<i128, Misread> {
    let decimal = |(mantissa, scale): &(i64, u32)| Decimal::new(*mantissa, *scale);
    Err(Misread::Unclear(readings.iter().map(decimal).collect()))
}

#[test]
fn one_point_zero_eight_zero_is_not_guessed_at() {
    assert_eq!(units("1.080", &swedish()), unclear(&[(1080, 3), (1080, 0)]));
    assert_eq!(units("1.080", &contract('.', None)), unclear(&[(1080, 3), (1080, 0)]));
    assert_eq!(units("1.080", &contract(',', Some('.'))), Ok(108_000), "the contract groups by point");
    let fine = ExportContract { decimals: 3, ..contract('.', None) };
    assert_eq!(units("1.080", &fine), Ok(1080), "the contract has three decimals");
}

#[test]
fn three_decimals_after_a_comma_need_a_contract_with_three_decimals() {
    assert_eq!(units("57,957", &swedish()), unclear(&[(57_957, 3), (57_957, 0)]));
    assert_eq!(units("57,950", &swedish()), unclear(&[(57_950, 3), (57_950, 0)]));
    assert_eq!(units("57,957", &contract('.', Some(' '))), unclear(&[(57_957, 3), (57_957, 0)]));
    assert_eq!(units("57,957", &ExportContract { decimals: 3, ..swedish() }), Ok(57_957));
    assert_eq!(units("0,100", &swedish()), Ok(10), "a group of thousands does not begin with zero");
    assert_eq!(units("1 057,950", &swedish()), Ok(105_795), "the blank already groups");
}

#[test]
fn a_blank_between_thousands_is_as_the_contract_says() {
    for text in ["1 234,50", "1\u{a0}234,50", "1\u{202f}234,50", "1\u{2009}234,50"] {
        assert_eq!(units(text, &swedish()), Ok(123_450), "{text:?}");
        assert_eq!(units(text, &contract(',', None)), unclear(&[(123_450, 2)]), "{text:?}");
    }
    for text in ["1'234.50", "1\u{2019}234.50"] {
        assert_eq!(units(text, &contract('.', Some('\''))), Ok(123_450), "{text:?}");
    }
}

#[test]
fn a_minus_is_any_of_the_three_signs_before_or_after() {
    for text in ["−5", "-5", "–5", "- 5", "5-", "5 −", "5–"] {
        assert_eq!(units(text, &swedish()), Ok(-500), "{text}");
    }
    for text in ["-5-", "+5-", "--5", "-(5)", "5+-"] {
        assert_eq!(units(text, &swedish()), Err(Misread::NotANumber), "{text}");
    }
    assert_eq!(units("-0", &swedish()), Ok(0));
    assert_eq!(units("+5", &swedish()), Ok(500));
}

#[test]
fn parentheses_are_minus_only_by_contract() {
    assert_eq!(units("(5)", &swedish()), unclear(&[(-5, 0)]));
    let with = ExportContract { parentheses: true, ..swedish() };
    assert_eq!(units("(5)", &with), Ok(-500));
    assert_eq!(units("( 1 234,50 )", &with), Ok(-123_450));
    assert_eq!(units("(5", &with), Err(Misread::NotANumber));
}

#[test]
fn a_power_of_ten_is_never_an_amount() {
    assert_eq!(units("1e3", &swedish()), unclear(&[(1000, 0)]));
    assert_eq!(units("1,5E+6", &swedish()), unclear(&[(1_500_000, 0)]));
    assert_eq!(units("e3", &swedish()), Err(Misread::NotANumber));
}

#[test]
fn points_between_thousands_are_read_only_by_contract() {
    assert_eq!(units("1.234.567,89", &contract(',', Some('.'))), Ok(123_456_789));
    assert_eq!(units("1.234.567,89", &swedish()), unclear(&[(123_456_789, 2)]));
}

#[test]
fn four_decimals_need_a_contract_with_four() {
    assert_eq!(units("12,3456", &swedish()), unclear(&[(123_456, 4)]));
    assert_eq!(units("12,3400", &swedish()), Ok(1234), "zeros say nothing");
    let fine = ExportContract { decimals: 4, ..swedish() };
    assert_eq!(units("12,3456", &fine), Ok(123_456));
    assert_eq!(units("12,3", &fine), Ok(123_000));
    assert_eq!(read("12,3456", &fine), None, "no whole öre");
    assert_eq!(read("12,3400", &fine), Some(Money::from_ore(1234)));
}

#[test]
fn thousands_of_kronor_are_counted_in_kronor() {
    let thousands = ExportContract { unit: KronorUnit::Tkr, ..swedish() };
    assert_eq!(read("1,5", &thousands), Some(Money::from_kr(1500)));
    let whole = ExportContract { decimals: 0, ..thousands };
    assert_eq!(read("-12", &whole), Some(Money::from_kr(-12_000)));
    assert_eq!(read("1,5", &whole), None);
}

#[test]
fn what_is_no_amount_is_refused() {
    for text in ["", "5,", ",5", "12 34", "1234 567", "1 234 ,5", "kr 5", "5 kr", "-", "()"] {
        assert_eq!(units(text, &swedish()), Err(Misread::NotANumber), "{text:?}");
    }
    for text in ["100000000001", "99999999999999999999999999999999999999999"] {
        assert!(units(text, &swedish()).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(ore in -10_000_000_000_000_i128..=10_000_000_000_000) {
        let sign = if ore < 0 { "−" } else { "" };
        let (kr, ore_left) = ((ore / 100).abs(), (ore % 100).abs());
        let text = format!("{sign}{kr},{ore_left:02}");
        prop_assert_eq!(read(&text, &swedish()), Some(Money::from_ore(ore)));
    }

    #[test]
    fn any_text_gives_an_answer(text in "\\PC{0,20}") {
        let _ = units(&text, &swedish());
    }

    #[test]
    fn what_is_read_is_among_the_readings(text in "[-−(]?[0-9]{1,3}([ .,'][0-9]{1,4}){0,3}[-)]?") {
        for contract in [swedish(), contract('.', None), ExportContract { decimals: 4, ..contract(',', Some('.')) }] {
            if let Ok(units) = units(&text, &contract) {
                let value = Decimal::from_i128_with_scale(units, u32::from(contract.scale())).normalize();
                prop_assert!(super::readings(text.trim()).iter().any(|one| one.normalize() == value));
            }
        }
    }

    #[test]
    fn what_the_short_way_reads_is_what_the_long_way_reads(
        text in "-?[0-9 ]{0,13}([,.][0-9]{0,3})?-?",
        mark in proptest::sample::select(vec![',', '.']),
        decimals in 0_u8..4,
    ) {
        let contract = ExportContract { decimals, ..contract(mark, None) };
        if let Some(amount) = plain(text.as_bytes(), &contract) {
            prop_assert_eq!(read(&text, &contract), Some(amount));
        }
    }

    #[test]
    fn an_amount_without_marks_is_read_the_short_way(ore in -100_000_000_000_000_i128..=10_000_000_000_000) {
        let text = format!("{}{},{:02}", if ore < 0 { "-" } else { "" }, ore.abs() / 100, ore.abs() % 100);
        let contract = contract(',', None);
        prop_assert_eq!(plain(text.as_bytes(), &contract), read(&text, &contract));
    }
}
