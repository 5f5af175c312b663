//! The unit template: written, filled, damaged and read back.

mod amounts;
mod damage;
mod example;
mod remarks;
mod round_trip;
mod several;
mod written;
mod zoo;
