//! The one description of the unit templates (mallar): what each sheet holds, drives the written template, the
//! reading back and the answers table of the sample.

pub mod prefill;

pub use prefill::{LastReading, Prefill, PrefillGoal, PrefillIndicator, PrefillRow};
