//! Budget decisions: what fullmäktige and those it has empowered have decided, as the office has written it down.

use super::code::Code;
use super::money::Money;
use super::period::Date;

/// What a decision does to the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BudgetKind {
    /// Ursprunglig: the budget as first adopted.
    Original,
    /// Tilläggsbudget.
    Addition,
    /// Omfördelning: moves within the budget and sums to zero.
    Transfer,
}

impl BudgetKind {
    /// In the order of the registers' words for them.
    pub const ALL: &[BudgetKind] = &[BudgetKind::Original, BudgetKind::Addition, BudgetKind::Transfer];
}

/// One row of the register Budgetbeslut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetDecision {
    pub year: i32,
    pub name: Code,
    pub kind: BudgetKind,
    pub date: Option<Date>,
    pub registration_number: String,
    /// What the decision does to the year's result: income +, cost −.
    pub result: Option<Money>,
}
