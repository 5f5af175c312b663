//! `uppfolj` ("följ upp"): budget and goal follow-up for the finance office of a Swedish municipality.
//!
//! Data flows one way: inputs → checked model → consolidation → report content → writers. `ARCHITECTURE.md` has the
//! picture, the table of who may import whom, and the word list.

pub mod cli;
pub mod consolidate;
pub mod doc;
pub mod domain;
pub mod finding;
pub mod form;
pub mod intake;
pub mod raw;
pub mod register;
pub mod report;
pub mod run;
pub mod source;
pub mod text;
pub mod write;
