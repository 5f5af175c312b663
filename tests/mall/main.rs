//! The unit template: written, filled, damaged and read back.

mod exempel;
mod skada;
mod tur_retur;
