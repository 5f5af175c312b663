//! A picture as plain pixels: what is left of a file when its format is gone.

use std::fmt;
use std::sync::Arc;

/// Pixels without transparency, on white.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    /// Red, green, blue of each pixel, row by row from the upper left corner.
    pub pixels: Arc<[u8]>,
    /// SHA-256 of the file it was read from: the same file is the same picture.
    pub sha256: String,
}

/// Short: documents that bear it are told whole, and by such a telling one PDF is known from another.
impl fmt::Debug for Picture {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Picture {}x{} {}", self.width, self.height, self.sha256)
    }
}
