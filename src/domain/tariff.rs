//! Taxekollektiv: those who pay a charge for a service and are to pay no more than it costs. What they have paid too much
//! the municipality owes them (lagen (2006:412) om allmänna vattentjänster 30 §; for waste miljöbalken 27 kap. 5 §).

use super::code::{Code, CodeSet};
use super::period::Validity;
use super::register_row::RegisterRow;

/// Which accounts of a collective, beside all that is booked on its units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TariffPart {
    /// Depreciation and internal interest, on whichever unit they are booked.
    Capital,
    /// What the year's income is made smaller (or larger) by, to the debt or from it.
    Settlement,
    /// What is owed to the collective; a claim on it is below zero.
    Debt,
}

impl TariffPart {
    pub const ALL: [TariffPart; 3] = [TariffPart::Capital, TariffPart::Settlement, TariffPart::Debt];

    /// Whether its accounts are of the balance sheet.
    pub const fn is_balance(self) -> bool {
        matches!(self, TariffPart::Debt)
    }
}

/// One row of the register Taxekollektiv.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collective {
    pub name: Code,
    /// The units of the service, none below another of them.
    pub units: Vec<Code>,
    pub capital: CodeSet,
    pub settlement: CodeSet,
    pub debt: CodeSet,
    pub note: String,
    pub validity: Validity,
    /// Where it stands in the register.
    pub at: RegisterRow,
}

impl Collective {
    pub fn accounts(&self, part: TariffPart) -> &CodeSet {
        match part {
            TariffPart::Capital => &self.capital,
            TariffPart::Settlement => &self.settlement,
            TariffPart::Debt => &self.debt,
        }
    }

    /// Its parts that an account belongs to.
    pub fn parts_of(&self, account: &Code) -> impl Iterator<Item = TariffPart> {
        TariffPart::ALL.into_iter().filter(|part| self.accounts(*part).contains(account))
    }
}
