//! How much of a workbook from outside is taken in. Declared sizes are not believed: what is inflated is counted.

/// Largest file that is opened at all.
pub const FILE_BYTES: usize = 40 << 20;
/// Most parts of the zip.
pub const PARTS: usize = 2_000;
/// Most inflated bytes of one part and of all parts.
pub const PART_BYTES: u64 = 64 << 20;
pub const ALL_BYTES: u64 = 96 << 20;
/// Excel's own limits.
pub const ROWS: u32 = 1_048_576;
pub const COLUMNS: u32 = 16_384;
