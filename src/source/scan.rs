//! The bytes of a piece that mean something to its reader, found 64 at a time: a bit for each place. Which of them stand
//! between quotes is found for all at once, by counting quotes as bits are counted.

use simd::u8x16;

/// The bits of a block's first bytes are the lowest.
pub(super) const BLOCK: usize = 64;

/// Where the bytes of a block stand that are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bytes {
    quotes: u64,
    separators: u64,
    lf: u64,
    cr: u64,
}

/// What the places of a block mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// Those that end a field, and LF that ends a record; neither is between quotes.
    pub separators: u64,
    pub ends: u64,
    /// Line ends between quotes; that of CR alone stands at the byte behind it.
    pub inner: u64,
    /// What a plain look cannot tell: a quote that opens within a field, something behind one that closes, CR alone
    /// outside quotes. It is told at the quote, and at the byte behind the others.
    pub faults: u64,
}

/// What the bytes before a block say of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quotes {
    /// All bits when the block begins between quotes.
    inside: u64,
    /// Whether the byte just before is a separator or LF, a quote that closes, CR between quotes or outside: the lowest
    /// bit.
    begins: u64,
    closed: u64,
    cr_inside: u64,
    cr_outside: u64,
}

impl Quotes {
    pub fn new() -> Quotes {
        Quotes { inside: 0, begins: 1, closed: 0, cr_inside: 0, cr_outside: 0 }
    }

    /// Whether the text read so far ends between quotes.
    pub fn are_open(self) -> bool {
        self.inside != 0
    }

    /// The marks of the next block; a short one is the last.
    #[inline]
    pub fn marks(&mut self, block: &[u8], separator: u8) -> Marks {
        let (found, whole) = match block.first_chunk() {
            Some(block) => (bytes_in(block, separator), u64::MAX),
            None => {
                let mut padded = [b' '; BLOCK];
                padded[..block.len()].copy_from_slice(block);
                (bytes_in(&padded, separator), below(block.len() as u32))
            }
        };
        let Bytes { quotes, separators, lf, cr } = found;
        // An opening quote is inside, a closing one is not.
        let inside = odd(quotes) ^ self.inside;
        let (opening, closing) = (quotes & inside, quotes & !inside);
        let begins = behind(separators | lf, &mut self.begins);
        let closed = behind(closing, &mut self.closed);
        let cr_inside = behind(cr & inside, &mut self.cr_inside) & !lf;
        let cr_outside = behind(cr & !inside, &mut self.cr_outside) & !lf;
        self.inside = 0_u64.wrapping_sub(inside >> (BLOCK - 1));
        let faults = (opening & !begins & !closed) | (closed & !(separators | lf | cr | quotes)) | cr_outside;
        Marks {
            separators: separators & !inside,
            ends: lf & !inside,
            inner: (lf & inside | cr_inside) & whole,
            faults: faults & whole,
        }
    }
}

/// Each bit at the next place; the last one is kept for the next block.
#[inline]
fn behind(bits: u64, last: &mut u64) -> u64 {
    bits << 1 | std::mem::replace(last, bits >> (BLOCK - 1))
}

/// Of each place whether it and those before it have an odd number of bits.
#[inline]
fn odd(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}

/// The bits before a place.
#[inline]
pub(super) fn below(place: u32) -> u64 {
    1_u64.checked_shl(place).map_or(u64::MAX, |bit| bit - 1)
}

#[inline]
fn bytes_in(block: &[u8; BLOCK], separator: u8) -> Bytes {
    let (lanes, _) = block.as_chunks::<16>();
    let places = |wanted: u8| {
        let wanted = u8x16::splat(wanted);
        let bits = |lane: &[u8; 16]| u64::from(u8x16::new(*lane).simd_eq(wanted).to_bitmask());
        lanes.iter().rev().fold(0, |found, lane| found << 16 | bits(lane))
    };
    Bytes { quotes: places(b'"'), separators: places(separator), lf: places(b'\n'), cr: places(b'\r') }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Marks, Quotes};
    use proptest::prelude::{prop_assert_eq, proptest};

    /// What each byte means, one by one: as [`Marks`], a list of places each.
    fn one_by_one(bytes: &[u8], separator: u8) -> [Vec<usize>; 4] {
        let [mut separators, mut ends, mut inner, mut faults] = [const { Vec::new() }; 4];
        let (mut inside, mut closed) = (false, false);
        for (at, byte) in bytes.iter().copied().enumerate() {
            let before = at.checked_sub(1).map(|before| bytes[before]);
            let begins = before.is_none_or(|byte| byte == separator || byte == b'\n');
            let alone = before == Some(b'\r') && byte != b'\n';
            if alone && inside {
                inner.push(at);
            }
            let meant = byte == separator || matches!(byte, b'"' | b'\r' | b'\n');
            let opens = byte == b'"' && !inside;
            if alone && !inside || closed && !meant || opens && !begins && !closed {
                faults.push(at);
            }
            match byte {
                b'"' => inside = !inside,
                b'\n' if inside => inner.push(at),
                b'\n' => ends.push(at),
                byte if byte == separator && !inside => separators.push(at),
                _ => {}
            }
            closed = byte == b'"' && !inside;
        }
        [separators, ends, inner, faults]
    }

    fn by_blocks(bytes: &[u8], separator: u8) -> [Vec<usize>; 4] {
        let mut found = [const { Vec::new() }; 4];
        let mut quotes = Quotes::new();
        for (number, block) in bytes.chunks(BLOCK).enumerate() {
            let Marks { separators, ends, inner, faults } = quotes.marks(block, separator);
            for (found, bits) in found.iter_mut().zip([separators, ends, inner, faults]) {
                let places = (0..BLOCK).filter(|place| bits >> place & 1 == 1);
                found.extend(places.map(|place| number * BLOCK + place));
            }
        }
        found
    }

    proptest! {
        #[test]
        fn every_mark_is_found_and_nothing_else(
            text in "([ab;\"\"]|\r\n|\n|\r|;\"|\";|\"\"){0,200}",
            separator in proptest::sample::select(b";,\t|a".to_vec()),
        ) {
            prop_assert_eq!(by_blocks(text.as_bytes(), separator), one_by_one(text.as_bytes(), separator));
        }
    }
}
