//! The unit template: written, filled, damaged and read back.

mod amounts;
mod damage;
mod example;
mod fields;
mod looks;
mod package;
mod remarks;
mod round_trip;
mod several;
mod variants;
mod written;
mod zoo;
