//! What may stand in an input field. The written validation and the reading back take their rules from here.

use rust_decimal::Decimal;

pub use crate::domain::money::Sense;
use crate::domain::money::{KronorUnit, Money};
use crate::domain::period::Date;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An amount in the template's unit, in whole öre, within ± [`Money::LIMIT_ORE`].
    Amount { unit: KronorUnit, sense: Sense },
    /// Any number within ± [`Kind::NUMBER_LIMIT`]; `percent`: in per cent, 87,5 meaning 87,5 %. `unmeasured`: the word
    /// [`Kind::UNMEASURED`] is an answer too.
    Number { decimals: u8, percent: bool, unmeasured: bool },
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
    Cause,
    State,
    Unit,
    CostType,
}

impl ChoiceList {
    /// The list's defined name.
    pub fn name(self) -> &'static str {
        match self {
            ChoiceList::Scale => "lst_bedomning",
            ChoiceList::Confirm => "lst_stammer",
            ChoiceList::Cause => "lst_orsak",
            ChoiceList::State => "lst_lage",
            ChoiceList::Unit => "lst_enhet",
            ChoiceList::CostType => "lst_kostnadsslag",
        }
    }
}

impl Kind {
    /// The largest number of an indicator.
    pub const NUMBER_LIMIT: i64 = 1_000_000_000_000;
    /// The word of a choice that only confirms.
    pub const YES: &'static str = "ja";
    /// What stands for a number where nothing was measured.
    pub const UNMEASURED: &'static str = "ej mätt";

    /// The largest amount, in the template's unit.
    pub fn amount_limit(unit: KronorUnit) -> i64 {
        i64::try_from(Money::LIMIT_ORE / unit.ore()).unwrap_or(i64::MAX)
    }

    /// Decimals of an amount that is whole öre.
    pub fn amount_decimals(unit: KronorUnit) -> u32 {
        unit.ore().ilog10()
    }

    /// Any number in a number field.
    pub fn within_number_limit(number: Decimal) -> bool {
        number.abs() <= Decimal::from(Self::NUMBER_LIMIT)
    }

    /// The word the hidden sheet's field map uses.
    pub fn word(&self) -> &'static str {
        match self {
            Kind::Amount { .. } => "belopp",
            Kind::Number { .. } => "tal",
            Kind::Date { .. } => "datum",
            Kind::Text { .. } => "text",
            Kind::Choice { .. } => "val",
        }
    }
}
