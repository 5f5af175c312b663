//! Bad input: small folders in memory with planted faults, and the exact findings each gives.

mod account;
mod base;
mod budget;
mod budget_doubles;
mod budget_report;
mod compared;
mod contract;
mod cumulative;
mod grain;
mod ledger;
mod lost_project;
mod registers;
mod sample;
mod sie;
mod sie_budget;
mod sie_sample;
mod stray;
mod workbook;
