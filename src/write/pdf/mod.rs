//! Documents as accessible PDF (PDF/UA-1 and PDF/A-2a; PDF/A-3a with files attached), in three steps that can each be called and proved alone:
//! [`place()`] lays the document out, [`emit()`] turns placed pages into bytes, [`read_back()`] reads the finished bytes
//! through the structure tree, so that [`check()`] can hold them against the document.

use std::fmt;

mod align;
pub mod check;
pub mod emit;
mod font;
pub mod look;
mod on_pages;
pub mod place;
pub mod placed;
mod printable;
pub mod read_back;

pub use check::{Mismatch, check};
pub use emit::emit;
pub use on_pages::check_placed;
pub use place::place;
pub use placed::Placed;
pub use printable::printable;
pub use read_back::{ReadBack, read_back};

/// Why a PDF could not be written or read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The typeface lacks this character.
    MissingGlyph(char),
    /// The table with this id does not fit the page.
    TooWide(String),
    /// The PDF libraries could not build the file.
    Library(String),
    /// The finished bytes are not what was meant.
    Unreadable(String),
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&match self {
            Error::MissingGlyph(character) => crate::text::pdf::missing_glyph(*character),
            Error::TooWide(table) => crate::text::pdf::too_wide(table),
            Error::Library(what) => crate::text::pdf::library(what),
            Error::Unreadable(what) => crate::text::pdf::unreadable(what),
        })
    }
}

impl std::error::Error for Error {}
