//! Raw cells and lines → facts and submissions, each with its findings.

pub mod template;
pub mod value;
