//! The unit template: written, filled, damaged and read back.

mod damage;
mod example;
mod round_trip;
mod written;
