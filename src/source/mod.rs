//! Bytes → plain cells and lines with their places: the only code that knows file formats and encodings.

pub mod csv;
pub mod folder;
pub mod inputs;
mod kind;
mod markup;
mod package;
mod quiet;
pub mod returned;
pub mod sie;
pub mod xlsx;

pub use inputs::{budget, ledger, registers, sie_files};
