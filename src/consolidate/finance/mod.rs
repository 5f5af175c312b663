//! The finance policy: what its registers say at the end of a month, held against its limits and the balance sheet.

pub mod calendar;
pub mod departures;
pub mod held;
pub mod limits;
pub mod measures;
pub mod sums;
