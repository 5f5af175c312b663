//! The main job, whole: the sample folder in, the council's papers out, and everything that must stop it.

mod alter;
mod august;
mod balanskrav;
mod behind;
mod broken;
mod cli;
mod common;
mod excel;
mod golden;
mod lacking;
mod letters;
mod live;
mod look;
mod nyckeltal;
mod office;
mod package;
mod parts;
mod planted;
mod published;
mod runs;
mod said;
mod sources;
mod stations;
mod tagging;
mod templates;
mod whole;
