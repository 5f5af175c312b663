//! An amount of a text file by its contract: decimal mark and thousands mark as agreed, nothing guessed.

use crate::domain::money::Money;
use crate::domain::settings::ExportContract;

/// Reads an amount; `None` when the contract does not allow what stands there, or it has more than two decimals.
pub fn read(text: &str, contract: &ExportContract) -> Option<Money> {
    let (negative, rest) = sign(text.trim())?;
    let (whole, decimals) = match rest.split_once(contract.decimal_mark) {
        Some((_, "")) => return None,
        Some((whole, decimals)) => (whole, decimals),
        None => (rest, ""),
    };
    let ore =
        whole_part(whole, contract.thousands_mark)?.checked_mul(100)?.checked_add(hundredths(decimals)?)?;
    (ore <= Money::LIMIT_ORE).then(|| Money::from_ore(if negative { -ore } else { ore }))
}

/// A sign stands before or after the number, once.
fn sign(text: &str) -> Option<(bool, &str)> {
    const MINUS: [char; 3] = ['-', '\u{2212}', '\u{2013}'];
    let (before, rest) = match text.strip_prefix(MINUS) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    match rest.strip_suffix(MINUS) {
        Some(_) if before => None,
        Some(rest) => Some((true, rest.trim_end())),
        None => Some((before, rest)),
    }
}

fn whole_part(text: &str, thousands_mark: Option<char>) -> Option<i128> {
    let is_mark = |c: char| match thousands_mark {
        Some(' ') => matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'),
        Some(mark) => c == mark,
        None => false,
    };
    let mut number: i128 = 0;
    // Digits of the group that is being read; marks are allowed only between whole groups of three.
    let mut group = 0;
    let mut marked = false;
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            number = number.checked_mul(10)?.checked_add(i128::from(digit))?;
            group += 1;
        } else if is_mark(c) && (1..=3).contains(&group) && (!marked || group == 3) {
            marked = true;
            group = 0;
        } else {
            return None;
        }
    }
    (if marked { group == 3 } else { group > 0 }).then_some(number)
}

/// At most two decimals; zeros beyond them say nothing.
fn hundredths(text: &str) -> Option<i128> {
    let mut ore = 0;
    for (at, c) in text.chars().enumerate() {
        let digit = i128::from(c.to_digit(10)?);
        match at {
            0 => ore += digit * 10,
            1 => ore += digit,
            _ if digit != 0 => return None,
            _ => {}
        }
    }
    Some(ore)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::domain::money::Money;
    use crate::domain::settings::{ExportContract, SignContract};
    use proptest::prelude::{prop_assert_eq, proptest};

    fn contract(decimal_mark: char, thousands_mark: Option<char>) -> ExportContract {
        let (profile, columns, sign) = ("p".to_string(), Vec::new(), SignContract::DebitPositive);
        ExportContract { profile, columns, separator: b';', decimal_mark, thousands_mark, sign }
    }

    #[test]
    fn an_amount_is_what_the_contract_says() {
        let swedish = contract(',', Some(' '));
        for (text, ore) in [
            ("1 234,50", Some(123_450)),
            ("\u{2212}1\u{a0}234\u{202f}567,5", Some(-123_456_750)),
            ("1234,50-", Some(-123_450)),
            ("1234 -", Some(-123_400)),
            ("+5", Some(500)),
            ("0,100", Some(10)),
            ("1,005", None),
            ("1.234,50", None),
            ("12 34", None),
            ("1234 567", None),
            ("1 234 ,5", None),
            ("-5-", None),
            ("5,", None),
            (",5", None),
            ("", None),
            ("kr 5", None),
            ("100000000001", None),
            ("99999999999999999999999999999999999999999", None),
        ] {
            assert_eq!(read(text, &swedish), ore.map(Money::from_ore), "{text}");
        }
        assert_eq!(read("1 234,50", &contract(',', None)), None);
        assert_eq!(read("1.234,50", &contract(',', Some('.'))), Some(Money::from_ore(123_450)));
        assert_eq!(read("1234.5", &contract('.', None)), Some(Money::from_ore(123_450)));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(ore in -10_000_000_000_000_i128..=10_000_000_000_000) {
            let amount = Money::from_ore(ore);
            let text = crate::text::format::kr_ore(amount);
            prop_assert_eq!(read(&text, &contract(',', Some(' '))), Some(amount));
        }

        #[test]
        fn any_text_gives_an_answer(text in "\\PC{0,20}") {
            let _ = read(&text, &contract(',', Some(' ')));
        }
    }
}
