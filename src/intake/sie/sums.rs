//! What a SIE file sums to, record by record, before anything is chosen: for a look at an unknown file.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::raw::sie::{Sie, SieRecord};

/// Balances by the file's number of the year, rows by account, period balances and budgets without and with objects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    #[serde(rename = "IB")]
    pub opening: BTreeMap<String, Decimal>,
    #[serde(rename = "UB")]
    pub closing: BTreeMap<String, Decimal>,
    #[serde(rename = "RES")]
    pub result: BTreeMap<String, Decimal>,
    #[serde(rename = "TRANS_by_account")]
    pub rows: BTreeMap<String, Decimal>,
    #[serde(rename = "PSALDO_total")]
    pub period_balances: Decimal,
    #[serde(rename = "PSALDO_object")]
    pub period_balances_by_object: Decimal,
    #[serde(rename = "PBUDGET_total")]
    pub budget: Decimal,
    #[serde(rename = "PBUDGET_object")]
    pub budget_by_object: Decimal,
    /// Records whose amount is no number.
    #[serde(rename = "oläsliga_belopp")]
    pub unread: u64,
}

pub fn sums(sie: &Sie) -> Sums {
    let mut sums = Sums::default();
    for record in &sie.records {
        sums.add(record);
    }
    sums
}

impl Sums {
    fn add(&mut self, record: &SieRecord) {
        let year = || record.field(0).to_string();
        let (sum, field) = match (record.label(), record.has_objects()) {
            ("IB", _) => (self.opening.entry(year()).or_default(), 2),
            ("UB", _) => (self.closing.entry(year()).or_default(), 2),
            ("RES", _) => (self.result.entry(year()).or_default(), 2),
            ("TRANS", _) => (self.rows.entry(year()).or_default(), 1),
            ("PSALDO", false) => (&mut self.period_balances, 3),
            ("PSALDO", true) => (&mut self.period_balances_by_object, 3),
            ("PBUDGET", false) => (&mut self.budget, 3),
            ("PBUDGET", true) => (&mut self.budget_by_object, 3),
            _ => return,
        };
        match record.field(field).parse::<Decimal>().ok().and_then(|amount| sum.checked_add(amount)) {
            Some(added) => *sum = added,
            None => self.unread += 1,
        }
    }
}
