//! Swedish personal identity numbers in running text: found, so that no answer carries one on, and masked, so that no
//! finding repeats one.

use std::ops::Range;

/// How much of a number a finding shows.
const SHOWN: usize = 2;

/// Is there a personal identity number or a samordningsnummer in the text?
pub fn within(text: &str) -> bool {
    !numbers(text).is_empty()
}

/// The text with all but the first two digits of each number as x.
pub fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut from = 0;
    for number in numbers(text) {
        masked.push_str(&text[from..number.start]);
        let hidden =
            |(at, sign): (usize, char)| if at >= SHOWN && sign.is_ascii_digit() { 'x' } else { sign };
        masked.extend(text[number.clone()].chars().enumerate().map(hidden));
        from = number.end;
    }
    masked.push_str(&text[from..]);
    masked
}

/// Ten or twelve digits in one, or with a sign or a space before the last four.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let runs = digit_runs(text);
    let mut found = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let whole = &text[run.clone()];
        if matches!(whole.len(), 10 | 12) && is_number(whole) {
            found.push(run.clone());
        }
        let Some(next) = runs.get(at + 1).filter(|next| next.len() == 4) else { continue };
        let between =
            matches!(&text[run.end..next.start], "-" | "+" | " " | "–" | "−" | "\u{2011}" | "\u{a0}");
        if matches!(whole.len(), 6 | 8) && between && is_number(&format!("{whole}{}", &text[next.clone()])) {
            found.push(run.start..next.end);
        }
    }
    found
}

fn digit_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// A date (the day + 60 in a samordningsnummer), three digits, and the check digit.
fn is_number(digits: &str) -> bool {
    let (century, ten) = digits.split_at(digits.len() - 10);
    if !matches!(century, "" | "18" | "19" | "20") {
        return false;
    }
    let two = |at: usize| ten.get(at..at + 2).and_then(|part| part.parse::<u32>().ok()).unwrap_or_default();
    let (year, month, day) = (two(0), two(2), two(4));
    let longest = match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 => 29,
        2 => 28,
        1..=12 => 31,
        _ => return false,
    };
    let day = if day > 60 { day - 60 } else { day };
    (1..=longest).contains(&day) && check_digit_holds(ten)
}

/// Every other digit doubled, from the first; the sum of all digits ends in 0.
fn check_digit_holds(ten: &str) -> bool {
    let digits = ten.bytes().map(|byte| u32::from(byte.saturating_sub(b'0')));
    let sum: u32 = digits
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::{masked, within};

    #[test]
    fn numbers_are_found_however_they_are_written_and_masked() {
        for (text, shown) in [
            ("Elev 811218-9876 är sjuk", "Elev 81xxxx-xxxx är sjuk"),
            ("198112189876", "19xxxxxxxxxx"),
            ("8112189876.", "81xxxxxxxx."),
            ("811218+9876", "81xxxx+xxxx"),
            ("811218 9876", "81xxxx xxxx"),
            ("å19811218–9876å", "å19xxxxxx–xxxxå"),
            // Samordningsnummer: the day is 18 + 60.
            ("811278-9873", "81xxxx-xxxx"),
            ("811218-9876 och 811278-9873", "81xxxx-xxxx och 81xxxx-xxxx"),
        ] {
            assert!(within(text), "{text}");
            assert_eq!(masked(text), shown);
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "811218-9875",
            "811318-9876",
            "810229-9876",
            "178112189876",
            "08-123 45 67",
            "-31 500 000",
            "5560360793",
            "2020-08-31 – 2020-12-31",
            "konto 1811218987655",
            "",
        ] {
            assert!(!within(text), "{text}");
            assert_eq!(masked(text), text);
        }
    }
}
