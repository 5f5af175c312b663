//! Months, ledger periods and validity. The financial year is the calendar year (LKBR 2018:597, 1 kap. 5 §).

use std::fmt;

pub use time::Date;

/// The months' names, from January: as reports write them, and as exports do.
pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// A calendar month, `2020-08`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    pub year: i32,
    /// 1–12.
    pub month: u8,
}

impl Month {
    pub fn new(year: i32, month: u8) -> Option<Month> {
        ((1..=12).contains(&month) && (1900..=2199).contains(&year)).then_some(Month { year, month })
    }

    /// Reads `2020-08` and nothing else.
    pub fn parse(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return None;
        }
        Month::new(year.parse().ok()?, month.parse().ok()?)
    }

    pub fn year_before(self) -> Month {
        Month { year: self.year - 1, ..self }
    }

    pub fn previous(self) -> Month {
        match self.month {
            1 => Month { year: self.year - 1, month: 12 },
            month => Month { month: month - 1, ..self },
        }
    }

    pub fn next(self) -> Month {
        match self.month {
            12 => Month { year: self.year + 1, month: 1 },
            month => Month { month: month + 1, ..self },
        }
    }

    /// The month a day lies in.
    pub fn of(day: Date) -> Month {
        Month { year: day.year(), month: u8::from(day.month()) }
    }

    pub fn first_day(self) -> Date {
        let month = time::Month::try_from(self.month).unwrap_or(time::Month::January);
        Date::from_calendar_date(self.year, month, 1).unwrap_or(Date::MIN)
    }

    pub fn last_day(self) -> Date {
        let month = time::Month::try_from(self.month).unwrap_or(time::Month::January);
        self.first_day().replace_day(month.length(self.year)).unwrap_or(Date::MIN)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

/// A period of the ledger: 0 is the opening balance (ingående balans), 1–12 the months, 13 the closing
/// entries, which belong to December.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LedgerPeriod {
    pub year: i32,
    /// 0–13.
    pub number: u8,
}

impl LedgerPeriod {
    pub const OPENING: u8 = 0;
    pub const CLOSING: u8 = 13;

    pub fn new(year: i32, number: u8) -> Option<LedgerPeriod> {
        (number <= Self::CLOSING && (1900..=2199).contains(&year)).then_some(LedgerPeriod { year, number })
    }

    /// Reads `ÅÅÅÅPP` and nothing else.
    pub fn parse(text: &str) -> Option<LedgerPeriod> {
        if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        LedgerPeriod::new(text[..4].parse().ok()?, text[4..].parse().ok()?)
    }

    pub fn is_opening(self) -> bool {
        self.number == Self::OPENING
    }

    /// The calendar month a register is looked up for: opening counts as January, 13 as December.
    pub fn month(self) -> Month {
        Month { year: self.year, month: self.number.clamp(1, 12) }
    }
}

impl From<Month> for LedgerPeriod {
    fn from(month: Month) -> LedgerPeriod {
        LedgerPeriod { year: month.year, number: month.month }
    }
}

impl fmt::Display for LedgerPeriod {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}{:02}", self.year, self.number)
    }
}

/// When a register row holds, both ends included; an open end holds for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Validity {
    /// Valid on at least one day of the month.
    pub fn covers(self, month: Month) -> bool {
        self.from.is_none_or(|from| from <= month.last_day())
            && self.to.is_none_or(|to| to >= month.first_day())
    }

    /// How it misses a month that it does not cover.
    pub fn missed(self, month: Month) -> Option<Missed> {
        let ended = self.to.map(Month::of).filter(|end| *end < month);
        let begins = self.from.map(Month::of).filter(|begin| *begin > month);
        ended.map(Missed::Ended).or(begins.map(Missed::Begins))
    }

    /// Valid on a day.
    pub fn holds_on(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Both hold on at least one common day.
    pub fn overlaps(self, other: Validity) -> bool {
        let begins_in_time = |from: Option<Date>, to: Option<Date>| match (from, to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        begins_in_time(self.from, other.to) && begins_in_time(other.from, self.to)
    }

    /// Valid on at least one day of the year.
    pub fn covers_year(self, year: i32) -> bool {
        self.from.is_none_or(|from| from.year() <= year) && self.to.is_none_or(|to| to.year() >= year)
    }
}

/// On which side of a month the time of a row lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missed {
    /// It held to this month, itself included.
    Ended(Month),
    /// It holds from this month on.
    Begins(Month),
}

impl Missed {
    /// How many months lie between: of several rows the nearest is meant.
    pub fn distance(self, from: Month) -> i32 {
        let (Missed::Ended(month) | Missed::Begins(month)) = self;
        let at = |month: Month| month.year * 12 + i32::from(month.month);
        (at(month) - at(from)).abs()
    }
}

/// What a follow-up period is, from the register Tidplan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodKind {
    /// Månad: monthly report to kommunstyrelsen.
    Month,
    /// Tertial: monthly report with goals.
    Tertial,
    /// Delår: the statutory interim report (LKBR 13 kap.).
    Interim,
    /// År: the annual report (LKBR 4–12 kap.).
    Year,
}

#[cfg(test)]
mod tests {
    use super::{Month, Validity};

    #[test]
    fn reads_only_the_written_form() {
        assert_eq!(Month::parse("2020-08"), Month::new(2020, 8));
        for wrong in ["2020-8", "202008", "2020-13", "20-08", "2020-00", "+020-08"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_follow_each_other_over_the_new_year() {
        let december = Month::new(2020, 12).expect("a month");
        let january = Month::new(2021, 1).expect("a month");
        assert_eq!((december.next(), january.previous()), (january, december));
        assert_eq!((january.next().month, december.previous().month), (2, 11));
        assert_eq!(Month::of(december.last_day()), december);
    }

    #[test]
    fn a_row_that_ends_mid_month_still_covers_it() {
        let month = Month::new(2020, 2).expect("a month");
        let until = Validity { from: None, to: Some(month.first_day()) };
        assert!(until.covers(month));
        assert!(!until.covers(Month::new(2020, 3).expect("a month")));
        assert_eq!(month.last_day().day(), 29);
    }
}
