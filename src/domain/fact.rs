//! Facts: the exact amounts everything is computed from. Unit, line, cost type and note row are looked up through
//! the registers valid that month, never stored instead of the codes. Codes of the ledger that are looked up alike share
//! a fact ([`super::grain`]).

use std::collections::BTreeMap;

use super::account::CostType;
use super::code::Code;
use super::money::Money;
use super::period::{LedgerPeriod, Month};

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Utfall.
    Outcome,
    /// Budget as first adopted.
    BudgetOriginal,
    /// A later budget decision (tilläggsbudget, omfördelning), by its name.
    BudgetChange(Code),
    /// Prognos for the whole year, given in a month.
    Forecast { given: Month },
}

/// Where an amount is booked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// By code string: ledger and budget.
    Coded { ansvar: Code, account: Code, project: Option<Code>, internal: bool },
    /// By unit and cost type: forecasts from templates.
    Unit { unit: Code, cost_type: CostType },
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactKey {
    pub measure: Measure,
    pub period: LedgerPeriod,
    pub subject: Subject,
}

/// The amounts by key. Sign: income +, cost −; liability and equity +, asset − (credit +).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    amounts: BTreeMap<FactKey, Money>,
}

impl FromIterator<(FactKey, Money)> for Facts {
    /// Each key once.
    fn from_iter<I: IntoIterator<Item = (FactKey, Money)>>(amounts: I) -> Facts {
        Facts { amounts: amounts.into_iter().collect() }
    }
}

impl Facts {
    pub fn add(&mut self, key: FactKey, amount: Money) {
        *self.amounts.entry(key).or_default() += amount;
    }

    pub fn iter(&self) -> impl Iterator<Item = (&FactKey, Money)> {
        self.amounts.iter().map(|(key, amount)| (key, *amount))
    }

    /// The amounts themselves, for a mutation test to alter; the program only adds.
    pub fn amounts_mut(&mut self) -> &mut BTreeMap<FactKey, Money> {
        &mut self.amounts
    }

    pub fn len(&self) -> usize {
        self.amounts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.amounts.is_empty()
    }
}
