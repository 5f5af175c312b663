//! The main job, whole: the sample folder in, the council's papers out, and everything that must stop it.

mod alter;
mod august;
mod cli;
mod common;
mod golden;
mod package;
mod published;
mod runs;
mod sources;
mod stations;
mod tagging;
mod templates;
mod whole;
