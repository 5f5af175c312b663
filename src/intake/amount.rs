//! An amount of a text file by its contract: marks, signs, unit and decimals as agreed, nothing guessed. What the
//! contract does not allow, and what can be read in two ways, is refused with every way it can be read.

use rust_decimal::Decimal;

use crate::domain::exact::Exact;
use crate::domain::money::{KronorUnit, Money};
use crate::domain::settings::ExportContract;

/// Why an amount is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misread {
    /// No number by any contract.
    NotANumber,
    /// Kronor, or thousands of them, as they may be meant; ascending.
    Unclear(Vec<Decimal>),
}

/// As [`units`], for what is counted in öre: more than two decimals are refused.
pub fn read(text: &str, contract: &ExportContract) -> Option<Money> {
    let units = units(text, contract).ok()?;
    let per_ore = 10_i128.pow(u32::from(contract.scale() - ExportContract::DECIMALS));
    (units % per_ore == 0).then(|| Money::from_ore(units / per_ore))
}

/// As [`units`], whatever the contract's scale.
pub fn exact(text: &str, contract: &ExportContract) -> Result<Exact, Misread> {
    let per_unit = 10_i128.pow(u32::from(Exact::DECIMALS - contract.scale()));
    units(text, contract).map(|units| Exact::from_millionths(units * per_unit))
}

/// Reads an amount written as most are, from its bytes: a minus or none, up to eleven digits, the decimal mark and one or
/// two decimals or none, of a contract in kronor with two decimals. All else is for [`read`]; what both read they read
/// alike.
#[inline]
pub fn plain(bytes: &[u8], contract: &ExportContract) -> Option<Money> {
    if contract.decimals != ExportContract::DECIMALS || contract.unit != KronorUnit::Kr {
        return None;
    }
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, bytes),
    };
    let mut number: i64 = 0;
    let mut at = 0;
    while let Some(digit) = digits.get(at).filter(|byte| byte.is_ascii_digit()) {
        number = number * 10 + i64::from(digit - b'0');
        at += 1;
        if at > 11 {
            return None;
        }
    }
    let mark = u8::try_from(contract.decimal_mark).ok();
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i64::from(byte - b'0'));
    let ore = match digits[at..] {
        _ if at == 0 => return None,
        [] => number * 100,
        [found, tenths] if Some(found) == mark => number * 100 + digit(tenths)? * 10,
        [found, tenths, ore] if Some(found) == mark => number * 100 + digit(tenths)? * 10 + digit(ore)?,
        _ => return None,
    };
    let ore = i128::from(ore);
    (ore <= Money::LIMIT_ORE).then(|| Money::from_ore(if negative { -ore } else { ore }))
}

/// An amount as the contract reads it.
pub fn written(amount: Exact, contract: &ExportContract) -> String {
    let kronor = Decimal::from_i128_with_scale(amount.millionths(), u32::from(Exact::DECIMALS));
    let value = if contract.unit == KronorUnit::Tkr { kronor / Decimal::from(1000) } else { kronor };
    super::grid::written(value, contract.decimal_mark)
}

/// An amount as a whole number of 10⁻ⁿ kr, n being the contract's scale.
pub fn units(text: &str, contract: &ExportContract) -> Result<i128, Misread> {
    let text = text.trim();
    let form = Form {
        decimal: contract.decimal_mark,
        thousands: contract.thousands_mark,
        parentheses: contract.parentheses,
    };
    match form.read(text) {
        Some(number) if fits(&number, contract) && !form.is_double(&number, contract.decimals) => {
            in_units(&number, contract).ok_or_else(|| refusal(text))
        }
        _ => Err(refusal(text)),
    }
}

fn refusal(text: &str) -> Misread {
    let readings = readings(text);
    if readings.is_empty() { Misread::NotANumber } else { Misread::Unclear(readings) }
}

/// Zeros beyond the decimals of the contract say nothing.
fn fits(number: &Number, contract: &ExportContract) -> bool {
    number.decimals.bytes().skip(usize::from(contract.decimals)).all(|digit| digit == b'0')
}

fn in_units(number: &Number, contract: &ExportContract) -> Option<i128> {
    let scale = usize::from(contract.scale());
    let decimals = number.decimals.get(..scale).unwrap_or(number.decimals);
    let digits = format!("{}{decimals:0<scale$}", number.whole);
    let per_unit = if contract.unit == KronorUnit::Tkr { 1000 } else { 1 };
    let units = digits.parse::<i128>().ok()?.checked_mul(per_unit)?;
    let finer = 10_i128.pow(u32::from(contract.scale() - ExportContract::DECIMALS));
    (units <= Money::LIMIT_ORE * finer).then_some(if number.negative { -units } else { units })
}

/// Every value that the text has by some contract.
fn readings(text: &str) -> Vec<Decimal> {
    let mut found = Vec::new();
    for decimal in [',', '.'] {
        for thousands in [None, Some(' '), Some('.'), Some(','), Some('\'')] {
            if thousands != Some(decimal) {
                let form = Form { decimal, thousands, parentheses: true };
                found.extend(form.read(text).and_then(|number| number.value()));
            }
        }
    }
    found.extend(Decimal::from_scientific(&text.replace(',', ".")).ok().filter(|_| is_power(text)));
    found.sort();
    found.dedup();
    found
}

/// `1e3`: how a program writes what was too wide for its column.
fn is_power(text: &str) -> bool {
    let number = |part: &str| part.bytes().any(|byte| byte.is_ascii_digit());
    text.split_once(['e', 'E']).is_some_and(|(before, after)| number(before) && number(after))
}

/// A way of writing numbers.
struct Form {
    decimal: char,
    thousands: Option<char>,
    parentheses: bool,
}

/// The parts of a number that was read: digits only.
struct Number<'a> {
    negative: bool,
    whole: String,
    grouped: bool,
    decimals: &'a str,
}

impl Number<'_> {
    fn value(&self) -> Option<Decimal> {
        let scale = u32::try_from(self.decimals.len()).ok()?;
        let mantissa: i128 = format!("{}{}", self.whole, self.decimals).parse().ok()?;
        Decimal::try_from_i128_with_scale(if self.negative { -mantissa } else { mantissa }, scale).ok()
    }
}

impl Form {
    fn read<'a>(&self, text: &'a str) -> Option<Number<'a>> {
        let (negative, rest) = self.sign(text)?;
        let (whole, decimals) = match rest.split_once(self.decimal) {
            Some((_, "")) => return None,
            Some((whole, decimals)) => (whole, decimals),
            None => (rest, ""),
        };
        let (whole, grouped) = self.whole_part(whole)?;
        let digits = decimals.bytes().all(|byte| byte.is_ascii_digit());
        digits.then_some(Number { negative, whole, grouped, decimals })
    }

    /// Three decimals after one group of digits are as well a group of thousands: only a contract that has three
    /// decimals or more tells them apart.
    fn is_double(&self, number: &Number, decimals: u8) -> bool {
        let group = (1..=3).contains(&number.whole.len()) && !number.whole.starts_with('0');
        decimals < 3 && number.decimals.len() == 3 && group && !number.grouped
    }

    /// A sign stands before or after the number, once, or parentheses around it.
    fn sign<'a>(&self, text: &'a str) -> Option<(bool, &'a str)> {
        const MINUS: [char; 3] = ['-', '\u{2212}', '\u{2013}'];
        if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            return self.parentheses.then_some((true, inner.trim()));
        }
        if let Some(rest) = text.strip_prefix(MINUS) {
            return Some((true, rest.trim_start()));
        }
        if let Some(rest) = text.strip_prefix('+') {
            return Some((false, rest));
        }
        match text.strip_suffix(MINUS) {
            Some(rest) => Some((true, rest.trim_end())),
            None => Some((false, text)),
        }
    }

    fn is_thousands(&self, c: char) -> bool {
        match self.thousands {
            Some(' ') => matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'),
            Some('\'') => matches!(c, '\'' | '\u{2019}'),
            Some(mark) => c == mark,
            None => false,
        }
    }

    /// The digits, and whether marks stood between them: only between whole groups of three.
    fn whole_part(&self, text: &str) -> Option<(String, bool)> {
        let mut digits = String::new();
        let mut group = 0;
        let mut marked = false;
        for c in text.chars() {
            if c.is_ascii_digit() {
                digits.push(c);
                group += 1;
            } else if self.is_thousands(c) && (1..=3).contains(&group) && (!marked || group == 3) {
                marked = true;
                group = 0;
            } else {
                return None;
            }
        }
        let whole = if marked { group == 3 } else { group > 0 };
        whole.then_some((digits, marked))
    }
}

#[cfg(test)]
mod tests;
