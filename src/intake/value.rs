//! What stands in a cell a person filled in, read as the field's kind. Strict: one clear reading, or the trouble with
//! all readings. An amount typed as text is read only in the Swedish way of writing and is always told.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::domain::money::{KronorUnit, Money, Sense};
use crate::domain::period::{Date, Month};
use crate::finding::{AmountTrouble, Expected};
use crate::form::{Answer, Kind};
use crate::raw::RawValue;

/// A value that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    pub answer: Answer,
    /// The text it was understood from, where it should have been a number or a date.
    pub read_from: Option<String>,
}

/// Why a cell's content is not a value of the kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    Amount {
        found: String,
        why: AmountTrouble,
        unit: KronorUnit,
        sense: Sense,
    },
    /// `meant`: the one thing it seems to mean, as it should have been written.
    Wrong {
        found: String,
        expected: Expected,
        meant: Option<String>,
    },
    Outside {
        found: Date,
        from: Date,
        to: Date,
    },
    TooLong {
        characters: usize,
        most: u16,
    },
    Error {
        found: String,
    },
}

/// Reads a cell; `None` is an empty one.
pub fn read(kind: &Kind, raw: &RawValue) -> Result<Option<Value>, Trouble> {
    match raw {
        RawValue::Error(found) => return Err(Trouble::Error { found: found.clone() }),
        RawValue::Text(text) if clean(text).is_empty() => return Ok(None),
        _ => {}
    }
    match kind {
        Kind::Amount { unit, sense } => amount(raw, *unit, *sense),
        Kind::Number { unmeasured: true, .. } if says_unmeasured(raw) => Ok(plain(Answer::Unmeasured)),
        Kind::Number { percent, .. } => number(raw, *percent),
        Kind::Date { from, to } => date(raw, *from, *to),
        Kind::Text { most } => text(raw, *most),
        Kind::Choice { words, .. } => choice(raw, words),
    }
    .map(Some)
}

/// What a cell shows, for a finding.
pub fn shown(raw: &RawValue) -> String {
    match raw {
        RawValue::Text(text) => clean(text),
        RawValue::Number(number) => number.normalize().to_string().replace('.', ","),
        RawValue::Date(date) => date.to_string(),
        RawValue::Bool(true) => "SANT".to_string(),
        RawValue::Bool(false) => "FALSKT".to_string(),
        RawValue::Error(error) => error.clone(),
    }
}

fn plain(answer: Answer) -> Value {
    Value { answer, read_from: None }
}

fn says_unmeasured(raw: &RawValue) -> bool {
    matches!(raw, RawValue::Text(text) if clean(text).to_lowercase() == Kind::UNMEASURED)
}

fn amount(raw: &RawValue, unit: KronorUnit, sense: Sense) -> Result<Value, Trouble> {
    let trouble = |why| Trouble::Amount { found: shown(raw), why, unit, sense };
    match raw {
        RawValue::Number(number) => {
            money(*number, unit).map(|money| plain(Answer::Amount(money))).map_err(trouble)
        }
        RawValue::Text(text) => {
            let money = amount_text(text, unit).map_err(trouble)?;
            Ok(Value { answer: Answer::Amount(money), read_from: Some(clean(text)) })
        }
        RawValue::Date(date) => Err(trouble(AmountTrouble::Date(money(serial(*date), unit).ok()))),
        RawValue::Bool(_) | RawValue::Error(_) => Err(trouble(AmountTrouble::NotANumber)),
    }
}

/// The Julian day that spreadsheet programs count from: 30 December 1899.
const FIRST_DAY: i32 = 2_415_019;

/// The number inside a date.
fn serial(date: Date) -> Decimal {
    Decimal::from(date.to_julian_day() - FIRST_DAY)
}

/// The date that a whole number is the inside of.
pub fn date_of(number: Decimal) -> Option<Date> {
    let days = number.to_i32().filter(|_| number.fract().is_zero())?;
    Date::from_julian_day(days.checked_add(FIRST_DAY)?).ok()
}

/// A number in the field's unit as an amount.
fn money(number: Decimal, unit: KronorUnit) -> Result<Money, AmountTrouble> {
    if number.abs() > Decimal::from(Kind::amount_limit(unit)) {
        return Err(AmountTrouble::TooLarge);
    }
    Money::from_decimal(number, unit)
        .ok_or(AmountTrouble::TooManyDecimals { most: Kind::amount_decimals(unit) })
}

/// Reads an amount written as text in the field's unit: `1 234,50`, `−5`, `500 kr`. Everything else tells what it may
/// mean.
pub fn amount_text(text: &str, unit: KronorUnit) -> Result<Money, AmountTrouble> {
    let text = clean(text).to_lowercase();
    let own_units: &[&str] = match unit {
        KronorUnit::Kr => &["kronor", "kr"],
        KronorUnit::Tkr => &["tkr"],
    };
    let body = without_unit(&text, own_units);
    // "12 tkr" ends in "kr" too: the unit is only taken off what is then an amount.
    let body = if swedish(body).is_some() { body } else { text.as_str() };
    if let Some(decimal) = swedish(body) {
        let decimals = body.split_once(',').map_or(0, |(_, decimals)| decimals.len());
        // 57,957 may be a number from an English program: 57 957.
        return if decimals == 3 { Err(either(body, unit)) } else { money(decimal, unit) };
    }
    if let Some(amount) = body.strip_suffix('%').and_then(|number| swedish(number.trim_end())) {
        return Err(money(amount, unit).map_or_else(|why| why, |amount| AmountTrouble::Percent(Some(amount))));
    }
    if date_text(body).or_else(|| date_meant(body)).is_some() {
        return Err(AmountTrouble::Date(None));
    }
    Err(meant(body, unit).map_or_else(|| either(body, unit), as_meant))
}

/// An amount that was written another way than amounts are. One that the field cannot hold is told for that.
fn as_meant(kr: Decimal) -> AmountTrouble {
    match money(kr, KronorUnit::Kr) {
        Ok(amount) => AmountTrouble::Meant(amount),
        Err(why) => why,
    }
}

/// `(5)`, `5-`, `12 tkr`, `1,5 mkr`, `500:-`, `1e3`: one reading, in kronor, but not one that is taken without asking.
fn meant(text: &str, unit: KronorUnit) -> Option<Decimal> {
    let own = |number: Decimal| number.checked_mul(Decimal::from_i128_with_scale(unit.ore(), 2));
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return own(-swedish(inner.trim())?);
    }
    if let Some(inner) = text.strip_suffix(":-") {
        return swedish(inner.trim());
    }
    if let Some(inner) = text.strip_suffix('-') {
        return own(-swedish(inner.trim())?);
    }
    if let Some((number, exponent)) = text.split_once('e') {
        let factor = Decimal::from(10_i64.checked_pow(exponent.parse::<u32>().ok()?)?);
        return own(swedish(number)?.checked_mul(factor)?);
    }
    let units = [
        ("miljoner", 1_000_000),
        ("mkr", 1_000_000),
        ("mnkr", 1_000_000),
        ("tkr", 1_000),
        ("kronor", 1),
        ("kr", 1),
    ];
    let (number, factor) =
        units.iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?.trim(), *factor)))?;
    let number = swedish(number).or_else(|| swedish(&number.replace('.', ",")))?;
    number.checked_mul(Decimal::from(factor))
}

/// The readings of a text with points, or with three digits after its comma.
fn either(text: &str, unit: KronorUnit) -> AmountTrouble {
    if !text.contains(['.', ',']) || text.contains(|sign: char| sign.is_alphabetic() || sign == '%') {
        return AmountTrouble::NotANumber;
    }
    let english = text.replace(',', " ").replace('.', ",");
    let mut readings: Vec<Decimal> =
        [swedish(&text.replace('.', " ")), swedish(&english)].into_iter().flatten().collect();
    readings.sort();
    readings.dedup();
    match readings.as_slice() {
        [] => AmountTrouble::NotANumber,
        [one] => money(*one, unit).map_or_else(|why| why, AmountTrouble::Meant),
        _ => AmountTrouble::Either(readings),
    }
}

/// `-1 234,50`: digits in groups of three or in one, a comma before decimals, a minus first.
fn swedish(text: &str) -> Option<Decimal> {
    let (minus, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let (whole, decimals) = body.split_once(',').unwrap_or((body, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let groups: Vec<&str> = whole.split(' ').collect();
    let grouped = groups.iter().skip(1).all(|group| group.len() == 3)
        && groups.first().is_some_and(|first| groups.len() == 1 || first.len() <= 3);
    if !grouped || !groups.iter().all(|group| digits(group)) || !digits(decimals) {
        return None;
    }
    let number: Decimal = format!("{}.{decimals}", groups.concat()).parse().ok()?;
    Some(if minus { -number } else { number })
}

fn number(raw: &RawValue, percent: bool) -> Result<Value, Trouble> {
    let wrong = || {
        let meant =
            if let RawValue::Text(text) = raw { number_meant(&clean(text).to_lowercase()) } else { None };
        Trouble::Wrong { found: shown(raw), expected: Expected::Number, meant }
    };
    let (number, read_from) = match raw {
        RawValue::Number(number) => (*number, None),
        RawValue::Text(text) => {
            let text = clean(text);
            let units: &[&str] = if percent { &["procent", "%"] } else { &[] };
            (swedish(without_unit(&text.to_lowercase(), units)).ok_or_else(wrong)?, Some(text))
        }
        RawValue::Date(_) | RawValue::Bool(_) | RawValue::Error(_) => return Err(wrong()),
    };
    if !Kind::within_number_limit(number) {
        return Err(wrong());
    }
    Ok(Value { answer: Answer::Number(number.normalize()), read_from })
}

fn date(raw: &RawValue, from: Date, to: Date) -> Result<Value, Trouble> {
    let wrong = || {
        let meant = match raw {
            RawValue::Text(text) => date_meant(&clean(text)),
            RawValue::Number(number) => date_of(*number).filter(|date| (from..=to).contains(date)),
            _ => None,
        };
        let meant = meant.map(|date| date.to_string());
        Trouble::Wrong { found: shown(raw), expected: Expected::Date, meant }
    };
    let (date, read_from) = match raw {
        RawValue::Date(date) => (*date, None),
        RawValue::Text(text) => (date_text(&clean(text)).ok_or_else(wrong)?, Some(clean(text))),
        RawValue::Number(_) | RawValue::Bool(_) | RawValue::Error(_) => return Err(wrong()),
    };
    if date < from || date > to {
        return Err(Trouble::Outside { found: date, from, to });
    }
    Ok(Value { answer: Answer::Date(date), read_from })
}

/// `2020-08-31` and nothing else.
fn date_text(text: &str) -> Option<Date> {
    let (month, day) = text.rsplit_once('-')?;
    let day = day.parse().ok().filter(|_| day.len() == 2)?;
    Month::parse(month)?.first_day().replace_day(day).ok()
}

/// `65.5`, `65,5 st`, `ca 65`: the number it seems to be, where there is one.
fn number_meant(text: &str) -> Option<String> {
    let body = text.strip_prefix("ca").map_or(text, |rest| rest.trim_start_matches('.').trim_start());
    let unit = |sign: char| sign.is_alphabetic() || sign == '%' || sign == '.' || sign == ' ';
    let body = body.trim_end_matches(unit);
    // 1.080 may be a thousand and eighty.
    let point = body.split_once('.').filter(|(_, decimals)| decimals.len() != 3);
    let written = point.map_or(body.to_string(), |(whole, decimals)| format!("{whole},{decimals}"));
    swedish(&written).map(|number| number.normalize().to_string().replace('.', ","))
}

/// The months as they are written, by their first three letters.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// `31/8 2020`, `31.8.2020`, `31 augusti 2020`, `2020/8/31`, `20200831`: the date it seems to be. Of 3/4 nothing says
/// which is the month.
fn date_meant(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    if lower.len() == 8 && lower.bytes().all(|byte| byte.is_ascii_digit()) {
        return date_text(&format!("{}-{}-{}", lower.get(..4)?, lower.get(4..6)?, lower.get(6..)?));
    }
    let parts: Vec<&str> = lower.split([' ', '/', '.', '-']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u8>().ok();
    let (year, month, day) = if first.len() == 4 {
        (first, number(second)?, number(third)?)
    } else if let Some(at) = MONTHS.iter().position(|month| second.starts_with(month)) {
        (third, u8::try_from(at + 1).ok()?, number(first)?)
    } else {
        let (one, other) = (number(first)?, number(second)?);
        if one <= 12 && one != other {
            return None;
        }
        (third, other, one)
    };
    date_text(&format!("{year}-{month:02}-{day:02}"))
}

fn text(raw: &RawValue, most: u16) -> Result<Value, Trouble> {
    let text = match raw {
        RawValue::Text(text) => text.replace("\r\n", "\n").replace('\r', "\n").trim().to_string(),
        RawValue::Bool(_) => {
            return Err(Trouble::Wrong { found: shown(raw), expected: Expected::Text, meant: None });
        }
        RawValue::Number(_) | RawValue::Date(_) | RawValue::Error(_) => shown(raw),
    };
    let characters = text.chars().count();
    if characters > usize::from(most) {
        return Err(Trouble::TooLong { characters, most });
    }
    Ok(plain(Answer::Text(text)))
}

fn choice(raw: &RawValue, words: &[String]) -> Result<Value, Trouble> {
    let found = shown(raw);
    words
        .iter()
        .find(|word| word.to_lowercase() == found.to_lowercase())
        .map(|word| plain(Answer::Text(word.clone())))
        .ok_or_else(|| Trouble::Wrong { found, expected: Expected::Choice(words.to_vec()), meant: None })
}

/// Trimmed, with every kind of space as a space and every kind of minus as `-`.
fn clean(text: &str) -> String {
    let plain = text.chars().map(|sign| match sign {
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' | '\u{200a}' | '\t' => ' ',
        '\u{2212}' | '\u{2013}' | '\u{2011}' => '-',
        sign => sign,
    });
    plain.collect::<String>().trim().to_string()
}

fn without_unit<'a>(text: &'a str, units: &[&str]) -> &'a str {
    units.iter().find_map(|unit| text.strip_suffix(unit)).map_or(text, str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kr(text: &str) -> Money {
        Money::from_kr_decimal(text.parse().expect("a number")).expect("an amount")
    }

    #[test]
    fn swedish_amounts_are_read_and_nothing_else() {
        for (text, amount) in [
            ("1 234,50", "1234.50"),
            ("1\u{a0}234,5", "1234.5"),
            ("−31\u{202f}500\u{202f}000", "-31500000"),
            ("\u{2013}5", "-5"),
            ("12", "12"),
            (" -31500000,50 ", "-31500000.50"),
            ("500 kr", "500"),
            ("0", "0"),
        ] {
            assert_eq!(amount_text(text, KronorUnit::Kr), Ok(kr(amount)), "{text}");
        }
    }

    #[test]
    fn in_tkr_the_same_text_is_a_thousand_times_more() {
        let tkr = |text: &str| amount_text(text, KronorUnit::Tkr);
        assert_eq!(tkr("-31 500"), Ok(kr("-31500000")));
        assert_eq!(tkr("1,5 tkr"), Ok(kr("1500")));
        assert_eq!(tkr("12,3456"), Ok(kr("12345.60")));
        assert_eq!(tkr("12 500 kr"), Err(AmountTrouble::Meant(kr("12500"))));
        assert_eq!(tkr("1,5 mkr"), Err(AmountTrouble::Meant(kr("1500000"))));
        assert_eq!(tkr("(5)"), Err(AmountTrouble::Meant(kr("-5000"))));
        assert_eq!(tkr("1,123456"), Err(AmountTrouble::TooManyDecimals { most: 5 }));
    }

    #[test]
    fn two_readings_are_both_told_and_none_taken() {
        for (text, one, other) in [("1.080", "1.080", "1080"), ("57,957", "57.957", "57957")] {
            let readings = [one, other].map(|text| text.parse().expect("a number")).to_vec();
            assert_eq!(amount_text(text, KronorUnit::Kr), Err(AmountTrouble::Either(readings)), "{text}");
        }
    }

    #[test]
    fn other_ways_of_writing_tell_what_they_seem_to_mean() {
        for (text, meant) in [
            ("(500)", "-500"),
            ("5-", "-5"),
            ("12 tkr", "12000"),
            ("-31,5 mkr", "-31500000"),
            ("1.5 mkr", "1500000"),
            ("1e3", "1000"),
            ("500:-", "500"),
            ("1,234.50", "1234.50"),
            ("1.234,50", "1234.50"),
            ("1.5", "1.5"),
        ] {
            assert_eq!(amount_text(text, KronorUnit::Kr), Err(AmountTrouble::Meant(kr(meant))), "{text}");
        }
        for text in ["?", "-", "ca 200", "1 23", "12 34 567", "٣", "1e99", "e", "--5"] {
            assert_eq!(amount_text(text, KronorUnit::Kr), Err(AmountTrouble::NotANumber), "{text}");
        }
        assert_eq!(amount_text("12 %", KronorUnit::Kr), Err(AmountTrouble::Percent(Some(kr("12")))));
        for text in ["2020-08-31", "31/8 2020", "31 aug 2020"] {
            assert_eq!(amount_text(text, KronorUnit::Kr), Err(AmountTrouble::Date(None)), "{text}");
        }
        assert_eq!(amount_text("12,3456", KronorUnit::Kr), Err(AmountTrouble::TooManyDecimals { most: 2 }));
        assert_eq!(amount_text("999 999 999 999 999", KronorUnit::Kr), Err(AmountTrouble::TooLarge));
    }

    #[test]
    fn a_date_and_the_number_inside_it() {
        let date = date_text("2026-08-31").expect("a date");
        assert_eq!((serial(date), date_of(Decimal::from(46265))), (Decimal::from(46265), Some(date)));
        for number in ["46265.5", "99999999999", "-79228162514264337593543950335", "2147483647"] {
            assert_eq!(date_of(number.parse().expect("a number")), None, "{number}");
        }
    }

    #[test]
    fn what_a_wrong_number_or_date_seems_to_mean() {
        for (text, meant) in [
            ("65.5", Some("65,5")),
            ("65,5 st", Some("65,5")),
            ("ca 200", Some("200")),
            ("1.080", None),
            ("12 av 20", None),
            ("många", None),
        ] {
            assert_eq!(number_meant(text).as_deref(), meant, "{text}");
        }
        for (text, meant) in [
            ("31/8 2020", Some("2020-08-31")),
            ("31.8.2020", Some("2020-08-31")),
            ("31 augusti 2020", Some("2020-08-31")),
            ("2020/8/31", Some("2020-08-31")),
            ("20200831", Some("2020-08-31")),
            ("3/4 2020", None),
            ("4/4 2020", Some("2020-04-04")),
            ("31/9 2020", None),
            ("augusti", None),
            ("å/ä/ö", None),
        ] {
            assert_eq!(date_meant(text).map(|date| date.to_string()).as_deref(), meant, "{text}");
        }
    }
}
