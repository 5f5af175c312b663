//! Numbers in Swedish: thousands by no-break space, decimal comma, U+2212 minus, per cent with space, never −0.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::doc::AmountUnit;
use crate::domain::money::Money;

pub const NBSP: char = '\u{a0}';
pub const MINUS: char = '\u{2212}';

/// An amount in the table's unit: whole kr and tkr, mkr with one decimal. Rounded once, half away from zero.
pub fn amount(value: Money, unit: AmountUnit) -> String {
    match unit {
        AmountUnit::Mkr => {
            let tenths = value.rounded(unit.ore() / 10);
            let sign = if tenths < 0 { MINUS.to_string() } else { String::new() };
            let tenths = tenths.unsigned_abs();
            format!("{sign}{},{}", grouped(tenths / 10), tenths % 10)
        }
        AmountUnit::KrOre => kr_ore(value),
        _ => whole(value.rounded(unit.ore())),
    }
}

/// As [`amount`], with `+` before what is above zero.
pub fn signed(value: Money, unit: AmountUnit) -> String {
    let text = amount(value, unit);
    let zero = text.chars().all(|c| !c.is_ascii_digit() || c == '0');
    if zero || value < Money::ZERO { text } else { format!("+{text}") }
}

/// A whole number with grouped thousands.
pub fn whole(value: i128) -> String {
    let sign = if value < 0 { MINUS.to_string() } else { String::new() };
    format!("{sign}{}", grouped(value.unsigned_abs()))
}

/// An exact amount in kr with two decimals, for findings and control sums.
pub fn kr_ore(value: Money) -> String {
    let sign = if value < Money::ZERO { MINUS.to_string() } else { String::new() };
    let ore = value.ore().unsigned_abs();
    format!("{sign}{},{:02}", grouped(ore / 100), ore % 100)
}

/// An exact amount in kr as it is read in a sentence: with öre only where there are any.
pub fn kr(value: Money) -> String {
    let exact = kr_ore(value);
    exact.strip_suffix(",00").map(str::to_string).unwrap_or(exact)
}

/// A number with a fixed count of decimals, rounded half away from zero.
pub fn number(value: Decimal, decimals: u8) -> String {
    let rounded = value.round_dp_with_strategy(u32::from(decimals), RoundingStrategy::MidpointAwayFromZero);
    let text = format!("{:.*}", usize::from(decimals), rounded.abs());
    let (whole_part, decimal_part) = text.split_once('.').unwrap_or((&text, ""));
    let sign =
        if rounded.is_sign_negative() && !rounded.is_zero() { MINUS.to_string() } else { String::new() };
    let whole_part = group_digits(whole_part);
    if decimal_part.is_empty() {
        format!("{sign}{whole_part}")
    } else {
        format!("{sign}{whole_part},{decimal_part}")
    }
}

/// A number with as many decimals as it has.
pub fn unrounded(value: Decimal) -> String {
    number(value, u8::try_from(value.scale()).unwrap_or(u8::MAX))
}

/// Per cent, already multiplied by 100: `7,5 %` with a no-break space.
pub fn percent(value: Decimal, decimals: u8) -> String {
    format!("{}{NBSP}%", number(value, decimals))
}

fn grouped(value: u128) -> String {
    group_digits(&value.to_string())
}

fn group_digits(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(NBSP);
        }
        out.push(digit);
    }
    out
}

/// Names in a row of a sentence: `A, B och C`.
pub fn listed(names: &[String]) -> String {
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} och {last}", before.join(", ")),
    }
}

/// "en rad", "1 204 rader".
pub fn rows_named(rows: u64) -> String {
    if rows == 1 { "en rad".to_string() } else { format!("{} rader", whole(i128::from(rows))) }
}

#[cfg(test)]
mod tests {
    use super::{amount, kr, kr_ore, number, percent, signed};
    use crate::doc::AmountUnit;
    use crate::domain::money::Money;
    use rust_decimal::Decimal;

    #[test]
    fn amounts_are_written_the_swedish_way() {
        let net = Money::from_kr(-336_171_000);
        assert_eq!(amount(net, AmountUnit::Tkr), "−336\u{a0}171");
        assert_eq!(amount(net, AmountUnit::Mkr), "−336,2");
        assert_eq!(amount(Money::from_ore(-49_999), AmountUnit::Tkr), "0");
        assert_eq!(signed(Money::from_kr(18_190_000), AmountUnit::Tkr), "+18\u{a0}190");
        assert_eq!(signed(Money::from_ore(49_999), AmountUnit::Tkr), "0");
        assert_eq!(kr_ore(Money::from_ore(-123_456_705)), "−1\u{a0}234\u{a0}567,05");
        assert_eq!(kr(Money::from_ore(317_000_050)), "3\u{a0}170\u{a0}000,50");
        assert_eq!(kr(Money::from_ore(317_000_000)), "3\u{a0}170\u{a0}000");
    }

    #[test]
    fn numbers_round_half_away_and_never_show_minus_zero() {
        assert_eq!(number(Decimal::new(-4, 2), 1), "0,0");
        assert_eq!(number(Decimal::new(25, 1), 0), "3");
        assert_eq!(percent(Decimal::new(7483, 3), 1), "7,5\u{a0}%");
    }
}
