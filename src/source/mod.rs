//! Bytes → plain cells and lines with their places: the only code that knows file formats and encodings.

pub mod xlsx;
