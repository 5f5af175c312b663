//! The main job, whole: the sample folder in, the council's papers out, and everything that must stop it.

mod alter;
mod cli;
mod common;
mod package;
mod published;
mod sources;
mod stations;
mod templates;
mod whole;
