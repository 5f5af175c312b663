//! Raw cells and lines → facts and submissions, each with its findings.

pub mod amount;
pub mod budget;
mod cells;
pub mod code_cell;
pub mod columns;
pub mod control;
pub mod grid;
mod growth;
mod ids;
pub mod kolada;
pub mod ledger;
pub mod left_out;
pub mod lost_zeros;
pub mod period;
pub mod profiles;
pub mod row_kind;
pub mod sie;
mod signs;
pub mod sniff;
pub mod template;
mod unknown;
pub mod value;
