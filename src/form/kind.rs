//! What may stand in an input field. The written validation and the reading back take their rules from here.

use crate::domain::money::Money;
use crate::domain::period::Date;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Kronor with at most two decimals, within ± [`Money::LIMIT_ORE`]; income +, cost −.
    Amount,
    /// Any number within ± [`Kind::NUMBER_LIMIT`]; `percent`: in per cent, 87,5 meaning 87,5 %.
    Number { decimals: u8, percent: bool },
    /// Both ends included.
    Date { from: Date, to: Date },
    /// At most so many characters.
    Text { most: u16 },
    /// One of these words.
    Choice { words: Vec<String>, list: ChoiceList },
}

/// Which list of the hidden sheet a choice draws on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChoiceList {
    Scale,
    Confirm,
}

impl ChoiceList {
    /// The list's defined name.
    pub fn name(self) -> &'static str {
        match self {
            ChoiceList::Scale => "lst_bedomning",
            ChoiceList::Confirm => "lst_stammer",
        }
    }
}

impl Kind {
    /// The largest number of an indicator.
    pub const NUMBER_LIMIT: i64 = 1_000_000_000_000;
    /// The word of a choice that only confirms.
    pub const YES: &'static str = "ja";

    /// The largest amount in whole kronor.
    pub const fn amount_limit_kr() -> i64 {
        (Money::LIMIT_ORE / 100) as i64
    }

    /// The word the hidden sheet's field map uses.
    pub fn word(&self) -> &'static str {
        match self {
            Kind::Amount => "belopp",
            Kind::Number { .. } => "tal",
            Kind::Date { .. } => "datum",
            Kind::Text { .. } => "text",
            Kind::Choice { .. } => "val",
        }
    }
}
