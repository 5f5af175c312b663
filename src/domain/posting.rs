//! A row of the ledger as it is shown behind a figure.

use std::sync::Arc;

use super::code::Code;
use super::money::Money;
use super::period::LedgerPeriod;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    pub file: Arc<str>,
    pub line: u32,
    pub ansvar: Code,
    pub account: Code,
    pub project: Code,
    pub period: LedgerPeriod,
    pub voucher: Code,
    /// As it is written in the file.
    pub date: String,
    pub text: String,
    /// What the row adds to the figure, in the figure's sign.
    pub amount: Money,
}
