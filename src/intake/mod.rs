//! Raw cells and lines → facts and submissions, each with its findings.

mod amount;
pub mod budget;
mod columns;
pub mod control;
pub mod ledger;
pub mod sie;
pub mod template;
pub mod value;
