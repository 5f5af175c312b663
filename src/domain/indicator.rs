//! What is said of an indicator beside its target: where its values come from, whom they are compared with, and whom
//! they must not tell of.

use rust_decimal::Decimal;

use super::code::Code;
use super::period::Month;

/// What an indicator is in Kolada.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kolada {
    /// The key figure's id: letter and digits.
    pub id: Code,
    pub gender: Gender,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gender {
    All,
    Women,
    Men,
}

impl Gender {
    /// In the order of the register's words.
    pub const ALL: &[Gender] = &[Gender::All, Gender::Women, Gender::Men];
}

/// Why a value is not shown when few persons stand behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Protection {
    /// The municipality's own limit (`minsta_grupp`).
    Persons,
    /// Sick leave of a group of employees: LKBR 11 kap. 6 §.
    SickLeave,
}

impl Protection {
    /// In the order of the register's words.
    pub const ALL: &[Protection] = &[Protection::Persons, Protection::SickLeave];
}

/// Is it measured in per cent?
pub fn is_percent(unit_of_measure: &str) -> bool {
    let unit = unit_of_measure.to_lowercase();
    unit.contains("procent") || unit.contains('%')
}

/// From here on a value between zero and one is no per cent but a share: 0,95 for 95.
const USUAL_PERCENT: i64 = 10;

/// Whether a number that should be per cent is a share, by what is usual of the indicator.
pub fn is_share(found: Decimal, usual: Decimal) -> bool {
    !found.is_zero() && found.abs() <= Decimal::ONE && usual >= Decimal::from(USUAL_PERCENT)
}

/// Whom a value is compared with (jämförelse).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Peer {
    /// Riket.
    Nation,
    /// Liknande kommuner.
    Similar,
}

impl Peer {
    /// In the order of the register's words.
    pub const ALL: &[Peer] = &[Peer::Nation, Peer::Similar];
}

/// What others have of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub indicator: Code,
    pub peer: Peer,
    pub period: Month,
    pub value: Decimal,
    pub source: String,
}

#[cfg(test)]
mod tests {
    use super::is_share;

    #[test]
    fn a_share_is_told_from_per_cent_by_what_is_usual() {
        let share = |found: &str, usual: i64| is_share(found.parse().expect("a number"), usual.into());
        assert!(share("0.95", 95) && share("1", 10) && !share("1.01", 95));
        assert!(!share("0", 95) && !share("0.8", 9));
    }
}
