//! Investment projects (investeringsprojekt), for the investeringsredovisning (LKBR 10 kap. 2 §; RKR R14).

use super::code::Code;
use super::money::Money;
use super::register_row::RegisterRow;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    pub code: Code,
    pub name: String,
    pub unit: Code,
    /// skatt / VA / renhållning / exploatering.
    pub category: String,
    pub decision: String,
    /// Beslutad totalutgift, expenditure +.
    pub decided_total: Option<Money>,
    /// Ackumulerat t.o.m. föregående år, expenditure +.
    pub accumulated_before: Money,
    /// Budget this year, expenditure +.
    pub budget: Money,
    /// Of which carried over from last year (ombudgeterat).
    pub carried_over: Money,
    /// The calendar year the budget columns speak of.
    pub year: i32,
    pub finished: bool,
    /// Where it stands in the register.
    pub at: RegisterRow,
}
