//! A picture without its file's format: plain pixels, or outlines filled with one colour each.

use std::fmt;
use std::sync::Arc;

use super::colour::Rgb;

/// Told short: documents that bear it are told whole, and by such a telling one PDF is known from another.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels, or steps of [`GRID`].
    pub width: u32,
    pub height: u32,
    pub content: Content,
    /// SHA-256 of the file it was read from: the same file is the same picture.
    pub sha256: String,
}

#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// Red, green, blue of each pixel, row by row from the upper left corner; no transparency, on white.
    Pixels(Arc<[u8]>),
    /// In drawing order. What reaches outside width and height is not seen.
    Outlines(Arc<[Outline]>),
}

/// The longer side of a drawing counts so many steps: on paper each is less than a thousandth of a millimetre.
pub const GRID: u32 = 100_000;

/// An area of one colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Closed rings.
    pub rings: Vec<Vec<PathPoint>>,
    pub fill: Rgb,
    /// Whether a ring inside another is a hole whichever way it runs; else only if it runs the other way.
    pub even_odd: bool,
}

/// A point of a ring, in steps from the upper left corner; two control points stand before the end of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathPoint {
    pub x: i32,
    pub y: i32,
    pub control: bool,
}

impl fmt::Debug for Picture {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Picture {}x{} {}", self.width, self.height, self.sha256)
    }
}
