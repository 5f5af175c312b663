//! The period of a ledger row as its cell carries it: ÅÅÅÅPP, ÅÅÅÅ-MM, a date, "aug 2025", and ÅÅPP where the contract
//! says so (2012 is else as well a year).

use crate::domain::period::{LedgerPeriod, MONTHS, Month};
use crate::domain::settings::PeriodForm;

/// `None`: no period, or one that can be read in two ways.
pub fn read(cell: &str, form: PeriodForm) -> Option<LedgerPeriod> {
    let cell = cell.trim();
    // Nearly every row of a ledger.
    if let Some(period) = LedgerPeriod::parse(cell).or_else(|| with_dash(cell)) {
        return Some(period);
    }
    if let (PeriodForm::ShortYear, 4) = (form, cell.len()) {
        return LedgerPeriod::parse(&format!("20{cell}"));
    }
    let month = of_date(cell).or_else(|| in_words(cell))?;
    Some(LedgerPeriod::from(month))
}

/// A span of months, which a cumulative export writes above or beside its amounts: "Jan–Aug 2025".
pub fn span(cell: &str) -> Option<(Month, Month)> {
    let (from, to) = cell.split_once(['-', '–', '—'])?;
    let to = in_words(to)?;
    let from = from.trim();
    let from = in_words(from).or_else(|| in_words(&format!("{from} {}", to.year)))?;
    (from.year == to.year && from.month < to.month).then_some((from, to))
}

/// `2025-08`; `2025-00` and `2025-13` too, which are periods and no months.
fn with_dash(cell: &str) -> Option<LedgerPeriod> {
    let (year, number) = cell.split_once('-').filter(|(year, _)| year.len() == 4)?;
    LedgerPeriod::parse(&format!("{year}{number}"))
}

/// `2025-08-31`, `20250831`.
fn of_date(cell: &str) -> Option<Month> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (month, day) = match cell.len() {
        10 if cell.is_ascii() && cell.as_bytes()[7] == b'-' => (Month::parse(&cell[..7])?, &cell[8..]),
        8 if digits(cell) => (Month::new(cell[..4].parse().ok()?, cell[4..6].parse().ok()?)?, &cell[6..]),
        _ => return None,
    };
    let day: u8 = day.parse().ok().filter(|_| digits(day))?;
    (1..=month.last_day().day()).contains(&day).then_some(month)
}

/// "aug 2025", "Augusti 2025", "aug. -25" is not: a year has four digits.
fn in_words(cell: &str) -> Option<Month> {
    let (word, year) = cell.trim().split_once([' ', '\u{a0}', '-'])?;
    let word = word.trim_end_matches('.').to_lowercase();
    let year = year.trim();
    let at = MONTHS.iter().position(|month| word.chars().count() >= 3 && month.starts_with(&word))?;
    let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    Month::new(year.parse().ok().filter(|_| digits)?, u8::try_from(at + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::{read, span};
    use crate::domain::period::Month;
    use crate::domain::settings::PeriodForm::{ShortYear, Whole};

    #[test]
    fn a_period_is_read_in_every_form_that_means_one_thing() {
        for text in [
            "202508",
            "2025-08",
            "2025-08-31",
            "20250831",
            "aug 2025",
            "Augusti 2025",
            "AUG. 2025",
            "aug-2025",
        ] {
            let found = read(text, Whole).map(|period| period.to_string());
            assert_eq!(found.as_deref(), Some("202508"), "{text}");
        }
        for (text, period) in [("202500", "202500"), ("202513", "202513"), ("2025-13", "202513")] {
            assert_eq!(read(text, Whole).map(|period| period.to_string()).as_deref(), Some(period));
        }
        for text in [
            "2508",
            "2012",
            "202514",
            "2025-14",
            "2025-02-30",
            "20250832",
            "au 2025",
            "aug 25",
            "",
            "augå 2025",
        ] {
            assert_eq!(read(text, Whole), None, "{text}");
        }
    }

    #[test]
    fn a_short_year_is_read_only_by_contract() {
        assert_eq!(read("2012", ShortYear).map(|period| period.to_string()).as_deref(), Some("202012"));
        assert_eq!(read("2514", ShortYear), None);
    }

    #[test]
    fn a_span_of_months_is_told_from_one() {
        let month = |month| Month::new(2025, month).expect("a month");
        for text in ["Jan–Aug 2025", "jan - aug 2025", "januari 2025 – augusti 2025"] {
            assert_eq!(span(text), Some((month(1), month(8))), "{text}");
        }
        for text in ["aug 2025", "2025-08", "aug–jan 2025", "1-2"] {
            assert_eq!(span(text), None, "{text}");
        }
    }
}
