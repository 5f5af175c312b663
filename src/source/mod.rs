//! Bytes → plain cells and lines with their places: the only code that knows file formats and encodings.

mod bytes;
pub mod csv;
mod cut;
pub mod folder;
pub mod inputs;
mod kind;
mod logo;
pub mod look;
mod markup;
mod package;
mod quiet;
pub mod returned;
mod scan;
pub mod sie;
mod stream;
mod svg;
pub mod xlsx;

pub use inputs::{budget, encodings, kolada, ledger, registers, sie_files};
pub use logo::logo;
