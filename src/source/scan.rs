//! The bytes of a piece that mean something to its reader: separators, quotes and line ends, found 64 at a time.

/// The places of these bytes, ascending. Other control characters are among them.
pub(super) struct Marks<'b> {
    bytes: &'b [u8],
    separator: u8,
    /// Where the block begins that is looked at, and what is left of it: a bit for each place.
    block: usize,
    left: u64,
}

const BLOCK: usize = 64;

impl<'b> Marks<'b> {
    pub fn of(bytes: &'b [u8], separator: u8) -> Marks<'b> {
        let left = in_block(bytes, separator);
        Marks { bytes, separator, block: 0, left }
    }
}

impl Iterator for Marks<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            self.block += BLOCK;
            self.left = in_block(self.bytes.get(self.block..)?, self.separator);
        }
        let at = self.block + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(at)
    }
}

/// A bit for each of the first bytes that is a mark. The bytes are compared many at once; line ends are below 14.
#[inline]
fn in_block(bytes: &[u8], separator: u8) -> u64 {
    let mut padded = [b' '; BLOCK];
    let block = bytes.first_chunk().unwrap_or_else(|| {
        padded[..bytes.len()].copy_from_slice(bytes);
        &padded
    });
    let marks =
        block.map(|byte| u8::from(byte <= b'\r') | u8::from(byte == b'"') | u8::from(byte == separator));
    let (words, _) = marks.as_chunks::<8>();
    // The lowest bits of eight bytes, side by side.
    let bits = |word: &[u8; 8]| u64::from_le_bytes(*word).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    words.iter().rev().fold(0, |marks, word| marks << 8 | bits(word))
}

#[cfg(test)]
mod tests {
    use super::Marks;
    use proptest::prelude::{any, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn every_mark_is_found_and_nothing_else(
            bytes in proptest::collection::vec(any::<u8>(), 0..300),
            separator in proptest::sample::select(b";,\t|".to_vec()),
        ) {
            let is_mark = |at: &usize| {
                bytes[*at] == separator || bytes[*at] == b'"' || bytes[*at] < 14
            };
            let expected: Vec<usize> = (0..bytes.len()).filter(is_mark).collect();
            prop_assert_eq!(Marks::of(&bytes, separator).collect::<Vec<_>>(), expected);
        }
    }
}
