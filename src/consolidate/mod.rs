//! Facts rolled up over the organisation, the statements and the periods, and the proof that nothing was lost or
//! counted twice. Pure: no IO, no formatting.

pub mod balance_requirement;
pub mod behind;
pub mod board;
pub mod changes;
pub mod close;
pub mod cube;
pub mod finance;
pub mod forecast;
pub mod given;
pub mod goals;
pub mod key_figures;
pub mod ledger;
pub mod lookup;
pub mod passed;
pub mod plan;
pub mod projects;
pub mod reconcile;
pub mod scale;
pub mod statement;
pub mod tariff;
pub mod volumes;
