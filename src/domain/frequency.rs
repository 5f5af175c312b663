//! How often an indicator is measured, and whether a value is to be expected in a period.

use super::period::Month;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    Month,
    Tertial,
    HalfYear,
    Year,
    SecondYear,
    ThirdYear,
}

impl Frequency {
    /// In the order of the register's words.
    pub const ALL: &[Frequency] = &[
        Frequency::Month,
        Frequency::Tertial,
        Frequency::HalfYear,
        Frequency::Year,
        Frequency::SecondYear,
        Frequency::ThirdYear,
    ];

    /// Whether a value is due in a month, the latest earlier one being of `last`. Values of a year are due in December.
    pub fn is_due(self, month: Month, last: Option<Month>) -> bool {
        let years = match self {
            Frequency::Month => return true,
            Frequency::Tertial => return month.month.is_multiple_of(4),
            Frequency::HalfYear => return month.month.is_multiple_of(6),
            Frequency::Year => 1,
            Frequency::SecondYear => 2,
            Frequency::ThirdYear => 3,
        };
        month.month == 12 && last.is_none_or(|last| month.year - last.year >= years)
    }
}

#[cfg(test)]
mod tests {
    use super::Frequency;
    use crate::domain::period::Month;

    #[test]
    fn a_value_is_due_when_its_time_has_come() {
        let month = |text: &str| Month::parse(text).expect("a month");
        for (frequency, period, last, due) in [
            (Frequency::Month, "2020-03", None, true),
            (Frequency::Tertial, "2020-08", None, true),
            (Frequency::Tertial, "2020-03", None, false),
            (Frequency::HalfYear, "2020-06", None, true),
            (Frequency::HalfYear, "2020-08", None, false),
            (Frequency::Year, "2020-08", Some("2018-12"), false),
            (Frequency::Year, "2020-12", Some("2019-12"), true),
            (Frequency::SecondYear, "2020-12", Some("2019-12"), false),
            (Frequency::SecondYear, "2020-12", Some("2018-12"), true),
            (Frequency::ThirdYear, "2020-12", Some("2018-12"), false),
            (Frequency::ThirdYear, "2020-12", None, true),
        ] {
            assert_eq!(
                frequency.is_due(month(period), last.map(month)),
                due,
                "{frequency:?} {period} {last:?}"
            );
        }
    }
}
