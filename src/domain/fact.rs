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
    /// By measure and period, none of them empty: those of a large ledger are made a period at a time.
    parts: BTreeMap<(Measure, LedgerPeriod), BTreeMap<FactKey, Money>>,
}

impl FromIterator<(FactKey, Money)> for Facts {
    /// Each key once; those of a measure and a period together, as they are in the order of keys.
    fn from_iter<I: IntoIterator<Item = (FactKey, Money)>>(amounts: I) -> Facts {
        let mut facts = Facts::default();
        let mut amounts = amounts.into_iter().peekable();
        while let Some((first, _)) = amounts.peek() {
            let part = first.part();
            let own = std::iter::from_fn(|| amounts.next_if(|(key, _)| key.is_of(&part)));
            let own: BTreeMap<FactKey, Money> = own.collect();
            match facts.parts.get_mut(&part) {
                Some(known) => known.extend(own),
                None => drop(facts.parts.insert(part, own)),
            }
        }
        facts
    }
}

impl FactKey {
    fn part(&self) -> (Measure, LedgerPeriod) {
        (self.measure.clone(), self.period)
    }

    fn is_of(&self, (measure, period): &(Measure, LedgerPeriod)) -> bool {
        (self.period, &self.measure) == (*period, measure)
    }
}

impl Facts {
    pub fn add(&mut self, key: FactKey, amount: Money) {
        let part = self.parts.entry(key.part()).or_default();
        *part.entry(key).or_default() += amount;
    }

    pub fn iter(&self) -> impl Iterator<Item = (&FactKey, Money)> {
        self.parts.values().flatten().map(|(key, amount)| (key, *amount))
    }

    /// The amount of a key, for a mutation test to alter; the program only adds.
    pub fn amount_mut(&mut self, key: &FactKey) -> Option<&mut Money> {
        self.parts.get_mut(&key.part())?.get_mut(key)
    }

    /// Takes a fact away, as only a mutation test does.
    pub fn remove(&mut self, key: &FactKey) -> Option<Money> {
        let part = self.parts.get_mut(&key.part())?;
        let amount = part.remove(key);
        if part.is_empty() {
            self.parts.remove(&key.part());
        }
        amount
    }

    pub fn len(&self) -> usize {
        self.parts.values().map(BTreeMap::len).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}
