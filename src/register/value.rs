//! One cell of a register → a checked value of its column's kind.

use rust_decimal::Decimal;

use super::schema::Kind;
use crate::domain::code::{Code, CodeSet};
use crate::domain::money::Money;
use crate::domain::period::{Date, Month};
use crate::finding::Expected;
use crate::raw::RawValue;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Code(Code),
    Codes(CodeSet),
    Amount(Money),
    Number(Decimal),
    Whole(u32),
    Date(Date),
    Month(Month),
    Year(i32),
    Truth(bool),
    /// The index among the words of the column.
    Choice(usize),
}

/// `Ok(None)`: the cell is blank. `Err`: what should have stood there.
pub(super) fn read(kind: Kind, raw: &RawValue) -> Result<Option<Value>, Expected> {
    if matches!(raw, RawValue::Error(_)) {
        return Err(expected(kind));
    }
    let text = as_text(raw);
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let value = match kind {
        Kind::Text => Some(Value::Text(text.to_string())),
        Kind::Code => code(text).map(Value::Code),
        Kind::Codes => CodeSet::parse(text).ok().map(Value::Codes),
        Kind::Amount => decimal(raw, text).and_then(Money::from_kr_decimal).map(Value::Amount),
        Kind::Number => decimal(raw, text).map(Value::Number),
        Kind::Whole => decimal(raw, text).and_then(whole).map(Value::Whole),
        Kind::Date => date(raw, text).map(Value::Date),
        Kind::Month => month(raw, text).map(Value::Month),
        Kind::Year => decimal(raw, text).and_then(year).map(Value::Year),
        Kind::YesNo => truth(raw, text).map(Value::Truth),
        Kind::Choice(words) => {
            let text = text.to_lowercase();
            words.iter().position(|word| word.to_lowercase() == text).map(Value::Choice)
        }
    };
    value.map(Some).ok_or_else(|| expected(kind))
}

/// The cell as a user sees it, for findings and for text columns.
pub(super) fn as_text(raw: &RawValue) -> String {
    match raw {
        RawValue::Text(text) => text.clone(),
        RawValue::Number(number) => number.normalize().to_string().replace('.', ","),
        RawValue::Date(date) => date.to_string(),
        RawValue::Bool(true) => YES.to_string(),
        RawValue::Bool(false) => NO.to_string(),
        RawValue::Error(error) => error.clone(),
    }
}

const YES: &str = "ja";
const NO: &str = "nej";

pub(super) fn expected(kind: Kind) -> Expected {
    match kind {
        Kind::Text => Expected::Text,
        Kind::Code => Expected::Code,
        Kind::Codes => Expected::Codes,
        Kind::Amount => Expected::Amount,
        Kind::Number => Expected::Number,
        Kind::Whole => Expected::Whole,
        Kind::Date => Expected::Date,
        Kind::Month => Expected::Month,
        Kind::Year => Expected::Year,
        Kind::YesNo => Expected::YesNo,
        Kind::Choice(words) => Expected::Choice(words.iter().map(ToString::to_string).collect()),
    }
}

/// Codes are joined by `;`, `,` and `-` in code lists, so none of them may hold blanks or list marks.
fn code(text: &str) -> Option<Code> {
    let shaped = !text.contains(|c: char| c.is_whitespace() || c == ';' || c == ',');
    shaped.then(|| Code::new(text))
}

fn decimal(raw: &RawValue, text: &str) -> Option<Decimal> {
    match raw {
        RawValue::Number(number) => Some(*number),
        _ => swedish_number(text),
    }
}

/// Reads `-1 234,50` and nothing that could be read in two ways: no point, no letters, groups of three only.
pub fn swedish_number(text: &str) -> Option<Decimal> {
    let plain: String = text
        .trim()
        .chars()
        .map(|c| match c {
            '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
            '\u{2212}' | '\u{2013}' => '-',
            other => other,
        })
        .collect();
    let (negative, digits) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, plain.as_str()),
    };
    let (whole, decimals) = match digits.split_once(',') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    let groups: Vec<&str> = whole.split(' ').collect();
    let grouped =
        groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !grouped || !groups.iter().all(|group| all_digits(group)) || !decimals.is_none_or(all_digits) {
        return None;
    }
    let text = format!("{}{}.{}", if negative { "-" } else { "" }, groups.concat(), decimals.unwrap_or("0"));
    Decimal::from_str_exact(&text).ok().map(|number| number.normalize())
}

fn whole(number: Decimal) -> Option<u32> {
    u32::try_from(number.normalize()).ok().filter(|_| number.fract().is_zero())
}

fn year(number: Decimal) -> Option<i32> {
    let year = i32::try_from(whole(number)?).ok()?;
    Month::new(year, 1).map(|month| month.year)
}

fn date(raw: &RawValue, text: &str) -> Option<Date> {
    if let RawValue::Date(date) = raw {
        return Some(*date);
    }
    let (month, day) = text.rsplit_once('-')?;
    let month = Month::parse(month)?;
    if day.len() != 2 || !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    month.first_day().replace_day(day.parse().ok()?).ok()
}

/// Excel makes the first day of the month of a `2020-08` typed into an ordinary cell.
fn month(raw: &RawValue, text: &str) -> Option<Month> {
    match raw {
        RawValue::Date(date) if date.day() == 1 => Month::new(date.year(), u8::from(date.month())),
        _ => Month::parse(text),
    }
}

fn truth(raw: &RawValue, text: &str) -> Option<bool> {
    if let RawValue::Bool(truth) = raw {
        return Some(*truth);
    }
    if text.eq_ignore_ascii_case(YES) {
        Some(true)
    } else if text.eq_ignore_ascii_case(NO) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, read, swedish_number};
    use crate::domain::money::Money;
    use crate::domain::period::Month;
    use crate::raw::RawValue;
    use crate::register::schema::Kind;
    use crate::text::format::kr_ore;
    use proptest::prelude::{prop_assert_eq, proptest};
    use rust_decimal::Decimal;

    #[test]
    fn what_can_be_read_two_ways_is_not_a_number() {
        for (text, number) in [
            ("1 234,50", Some(Decimal::new(123_450, 2))),
            ("\u{2212}1\u{a0}234", Some(Decimal::new(-1_234, 0))),
            ("-0,5", Some(Decimal::new(-5, 1))),
            ("12345", Some(Decimal::new(12_345, 0))),
            ("1.500", None),
            ("1.234,50", None),
            ("1,234.50", None),
            ("12 34", None),
            ("1234 567", None),
            ("1,5 mkr", None),
            ("1e3", None),
            ("٣", None),
            (",5", None),
            ("5,", None),
            ("--5", None),
        ] {
            assert_eq!(swedish_number(text).map(|found| found.normalize()), number, "{text}");
        }
    }

    #[test]
    fn cells_are_read_by_kind_and_codes_stay_text() {
        let text = |text: &str| RawValue::Text(text.to_string());
        let number = |number| RawValue::Number(Decimal::new(number, 0));
        let month = Month::new(2020, 8).expect("a month");
        assert_eq!(read(Kind::Code, &text(" 0310 ")), Ok(Some(Value::Code("0310".into()))));
        assert_eq!(read(Kind::Code, &number(310)), Ok(Some(Value::Code("310".into()))));
        assert!(read(Kind::Code, &text("3 10")).is_err());
        assert_eq!(read(Kind::Month, &RawValue::Date(month.first_day())), Ok(Some(Value::Month(month))));
        assert!(read(Kind::Month, &RawValue::Date(month.last_day())).is_err());
        assert_eq!(read(Kind::Date, &text("2020-08-31")), Ok(Some(Value::Date(month.last_day()))));
        assert!(read(Kind::Date, &text("2020-08-32")).is_err());
        assert_eq!(read(Kind::YesNo, &text("JA")), Ok(Some(Value::Truth(true))));
        assert_eq!(read(Kind::Choice(&["minst", "högst"]), &text("högst")), Ok(Some(Value::Choice(1))));
        assert_eq!(read(Kind::Text, &text("  ")), Ok(None));
        assert!(read(Kind::Text, &RawValue::Error("#REF!".into())).is_err());
        assert!(read(Kind::Amount, &RawValue::Number(Decimal::new(12_345, 3))).is_err());
        assert!(read(Kind::Whole, &RawValue::Number(Decimal::new(15, 1))).is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(ore in -10_000_000_000_000_i128..=10_000_000_000_000) {
            let amount = Money::from_ore(ore);
            let read = swedish_number(&kr_ore(amount)).and_then(Money::from_kr_decimal);
            prop_assert_eq!(read, Some(amount));
        }
    }
}
