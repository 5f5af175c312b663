//! The left side's amounts, read from bytes where they are written as nearly all are.

use super::read;
use crate::domain::exact::Exact;
use crate::domain::money::{KronorUnit, Money};
use crate::domain::settings::ExportContract;
use crate::raw::Record;

/// Digits in a row, two of them after the mark; all else is read as text.
pub(super) fn amount(record: Record, field: usize, contract: &ExportContract) -> Option<Exact> {
    let as_text = || read(&record.text(field), contract);
    if contract.unit != KronorUnit::Kr {
        return as_text();
    }
    if let Some(ore) = in_ore(record, field, contract.decimal_mark) {
        return Some(Money::from_ore(i128::from(ore)).into());
    }
    let (mut number, mut digits, mut decimals, mut minus) = (0_i64, 0, None, false);
    for byte in record.bytes(field) {
        match byte {
            b'0'..=b'9' if digits < 15 && decimals != Some(2) => {
                number = number * 10 + i64::from(byte - b'0');
                digits += 1;
                decimals = decimals.map(|count| count + 1);
            }
            b'-' => minus = true,
            b' ' => {}
            other if char::from(*other) == contract.decimal_mark && decimals.is_none() => decimals = Some(0),
            _ => return as_text(),
        }
    }
    let number = match decimals.unwrap_or(0) {
        0 => number * 100,
        1 => number * 10,
        _ => number,
    };
    (digits > 0).then(|| Money::from_ore(i128::from(if minus { -number } else { number })).into())
}

/// Up to eight digits, the mark and two more, as nearly all amounts of kronor are written: how many there are is not to be
/// guessed, so they are read all at once.
#[inline]
fn in_ore(record: Record, field: usize, decimal_mark: char) -> Option<i64> {
    let (written, bytes) = (record.written(field), record.bytes(field));
    let [whole @ .., mark, tenths, ore] = bytes else { return None };
    let minus = whole.first() == Some(&b'-');
    let digits = whole.len() - usize::from(minus);
    let known = (1..=8).contains(&digits)
        && char::from(*mark) == decimal_mark
        && tenths.is_ascii_digit()
        && ore.is_ascii_digit()
        && written.len() == bytes.len();
    if !known {
        return None;
    }
    let others = 8 * (8 - digits);
    let word = record.eight_before(field, 3)? >> others << others;
    let number = eight_digits(word | ZEROS & !(u64::MAX << others))? * 100;
    let number = number + i64::from(tenths - b'0') * 10 + i64::from(ore - b'0');
    Some(if minus { -number } else { number })
}

const ZEROS: u64 = u64::from_le_bytes(*b"00000000");

/// The number that eight bytes are the digits of, the lowest byte the first digit: digits, pairs of them and fours are put
/// together side by side.
#[inline]
fn eight_digits(word: u64) -> Option<i64> {
    const HIGH: u64 = 0xF0F0_F0F0_F0F0_F0F0;
    // Six more than 9 is beyond the digits.
    if word & HIGH != ZEROS || word.wrapping_add(0x0606_0606_0606_0606) & HIGH != ZEROS {
        return None;
    }
    let pairs = (word & !HIGH).wrapping_mul(10 << 8 | 1) >> 8 & 0x00FF_00FF_00FF_00FF;
    let fours = pairs.wrapping_mul(100 << 16 | 1) >> 16 & 0x0000_FFFF_0000_FFFF;
    i64::try_from(fours.wrapping_mul(10_000 << 32 | 1) >> 32).ok()
}

#[cfg(test)]
mod tests {
    use super::{eight_digits, in_ore};
    use crate::raw::{Batch, Encoding};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn eight_digits_are_read_at_once(bytes in "[0-9]{8}", other in "[0-9/:;,-]{8}") {
            let word = |text: &str| u64::from_le_bytes(text.as_bytes().try_into().expect("eight"));
            prop_assert_eq!(eight_digits(word(&bytes)), bytes.parse().ok());
            prop_assert_eq!(eight_digits(word(&other)), other.parse::<u32>().ok().map(i64::from));
        }

        #[test]
        fn an_amount_is_read_at_once_wherever_it_stands(
            before in "[0-9;]{0,9}",
            amount in "-?[0-9]{0,9},?[0-9 -]{0,3}",
        ) {
            let mut batch = Batch::default();
            let mut bytes = batch.begin(&"a".into(), 0, Encoding::Utf8, 1);
            bytes.extend_from_slice(format!("{before};{amount}").as_bytes());
            batch.hold(bytes);
            batch.push_written(0, 0, &[before.len(), amount.len()]);
            let record = batch.get(0).expect("a record");
            if let Some(ore) = in_ore(record, 1, ',') {
                let (whole, decimals) = amount.split_once(',').expect("a mark");
                prop_assert_eq!(format!("{whole}{decimals}").parse(), Ok(ore));
            } else {
                let plain = amount.strip_prefix('-').unwrap_or(&amount).split_once(',');
                let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
                let known = plain.is_some_and(|(whole, decimals)| {
                    (1..=8).contains(&whole.len()) && decimals.len() == 2 && digits(whole) && digits(decimals)
                });
                prop_assert!(!known || before.len() + amount.len() < 10, "{}", amount);
            }
        }
    }
}
