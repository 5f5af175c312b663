//! What the bytes of a text file say of its letters, in one reading of the whole file: a byte order mark decides; else
//! what is UTF-8 to the last byte is UTF-8; else the bytes that stand for å, ä and ö in words tell DOS from Windows.

use std::io::{Read, Seek};

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::kind::{self, Kind};
use crate::finding::Unreadable;
use crate::raw::Encoding;

/// How much is read at a time: what is gone through more than once stays at hand.
pub(super) const PIECE: usize = 1 << 17;

/// What one reading of a file has told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub kind: Result<Kind, Unreadable>,
    pub encoding: Encoding,
    /// No line ends with LF: CR ends them.
    pub cr_only: bool,
    /// Letters that are no more what was written: the mark for lost ones, and å, ä and ö encoded twice.
    pub destroyed: u64,
}

/// Reads a file to its end; each piece is shown to `see`. In text that is UTF-8 so far no letter is weighed; where a later
/// one is not, the file is gone through again.
pub(super) fn look(mut file: impl Read + Seek, see: impl FnMut(&[u8])) -> Result<Look, Unreadable> {
    let (kind, mut evidence) = weigh(&mut file, Evidence::default(), see)?;
    if evidence.passed_over && !evidence.is_utf8() {
        file.rewind().map_err(|_| Unreadable::Locked)?;
        evidence = weigh(&mut file, Evidence { thorough: true, ..Evidence::default() }, |_| {})?.1;
    }
    let encoding = evidence.encoding();
    Ok(Look { kind, encoding, cr_only: evidence.cr && !evidence.lf, destroyed: evidence.destroyed(encoding) })
}

fn weigh(
    file: &mut impl Read,
    mut evidence: Evidence,
    mut see: impl FnMut(&[u8]),
) -> Result<(Result<Kind, Unreadable>, Evidence), Unreadable> {
    let mut piece = Vec::new();
    let mut kind = None;
    while fill(file, &mut piece, PIECE)? {
        see(&piece);
        let kind = *kind.get_or_insert_with(|| kind::of(&piece));
        if kind == Ok(Kind::Text) {
            evidence.add(&piece);
        }
        piece.clear();
    }
    Ok((kind.unwrap_or(Err(Unreadable::Empty)), evidence))
}

/// Adds up to `most` bytes; `false` when the file is at its end.
pub(super) fn fill(file: &mut impl Read, bytes: &mut Vec<u8>, most: usize) -> Result<bool, Unreadable> {
    bytes.reserve(most);
    let read = file.by_ref().take(most as u64).read_to_end(bytes).map_err(|_| Unreadable::Locked)?;
    Ok(read > 0)
}

/// The encoding of two bytes a letter, by its mark or by the zero bytes that stand at every other place.
pub(super) fn wide(start: &[u8]) -> Option<Encoding> {
    if start.starts_with(&[0xFF, 0xFE]) {
        return Some(Encoding::Utf16Little);
    }
    if start.starts_with(&[0xFE, 0xFF]) {
        return Some(Encoding::Utf16Big);
    }
    let start = &start[..start.len().min(64 << 10) & !1];
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (high_first, high_last) = (zeros(0), zeros(1));
    // Nearly all letters of a table are ASCII.
    let most = |count: usize| count * 4 > start.len();
    match (high_first, high_last) {
        (0, last) if most(last) => Some(Encoding::Utf16Little),
        (first, 0) if most(first) => Some(Encoding::Utf16Big),
        _ => None,
    }
}

/// Bytes of å ä ö é Å Ä Ö É in the code page of DOS and in that of Windows.
const DOS: [u8; 8] = [0x86, 0x84, 0x94, 0x82, 0x8F, 0x8E, 0x99, 0x90];
const WINDOWS: [u8; 8] = [0xE5, 0xE4, 0xF6, 0xE9, 0xC5, 0xC4, 0xD6, 0xC9];

#[derive(Default)]
struct Evidence {
    begun: bool,
    wide: Option<Encoding>,
    mark: bool,
    not_utf8: bool,
    /// Letters are weighed though all is UTF-8 so far; some were not.
    thorough: bool,
    passed_over: bool,
    /// The end of a piece that may be the beginning of a letter.
    rest: Vec<u8>,
    last: u8,
    lf: bool,
    cr: bool,
    dos: u64,
    windows: u64,
    /// A byte that Windows has letters for and ISO-8859-1 has not.
    beyond_latin: bool,
    /// Letters destroyed in a file that is UTF-8, and in one that is not.
    in_utf8: u64,
    in_bytes: u64,
}

/// The mark for a letter that was lost, and å ä ö Å Ä Ö of UTF-8 that were taken for Windows' and written as UTF-8.
const IN_UTF8: [&str; 7] = ["\u{fffd}", "Ã¥", "Ã¤", "Ã¶", "Ã…", "Ã„", "Ã–"];
/// The second bytes of å ä ö Å Ä Ö, as they stand written as UTF-8 in a file of Windows' code page.
const IN_BYTES: [u8; 6] = [0xA5, 0xA4, 0xB6, 0x85, 0x84, 0x96];

fn begins_with_any(bytes: &[u8], letters: &[&str]) -> bool {
    letters.iter().any(|letter| bytes.starts_with(letter.as_bytes()))
}

impl Evidence {
    fn add(&mut self, piece: &[u8]) {
        if !self.begun {
            self.begun = true;
            self.wide = wide(piece);
            self.mark = piece.starts_with(&[0xEF, 0xBB, 0xBF]);
        }
        self.lf = self.lf || memchr::memchr(b'\n', piece).is_some();
        self.cr = self.cr || memchr::memchr(b'\r', piece).is_some();
        if self.wide.is_some() {
            return;
        }
        self.utf8(piece);
        if self.thorough || self.not_utf8 {
            self.letters(piece);
        } else {
            self.passed_over |= !piece.is_ascii();
            self.lost_in_utf8(piece);
        }
        self.last = piece.last().copied().unwrap_or_default();
    }

    /// The letters destroyed in UTF-8, found by bytes that hardly any other letter has.
    fn lost_in_utf8(&mut self, piece: &[u8]) {
        for at in memchr::memchr2_iter(0x83, 0xEF, piece) {
            let from = at - usize::from(piece[at] == 0x83 && at > 0);
            if matches!(piece[from..], [0xC3, 0x83, ..] | [0xEF, 0xBF, ..]) {
                self.in_utf8 += u64::from(begins_with_any(&piece[from..], &IN_UTF8));
            }
        }
    }

    fn utf8(&mut self, piece: &[u8]) {
        if self.not_utf8 {
            return;
        }
        // A letter may be cut by the end of a piece: three bytes at most are kept for the next.
        let mut whole = std::mem::take(&mut self.rest);
        let mut piece = piece;
        if !whole.is_empty() {
            let take = piece.iter().take_while(|byte| (0x80..0xC0).contains(*byte)).count().min(3);
            whole.extend_from_slice(&piece[..take]);
            piece = &piece[take..];
            self.not_utf8 = simdutf8::basic::from_utf8(&whole).is_err();
        }
        if simdutf8::basic::from_utf8(piece).is_ok() {
            return;
        }
        match std::str::from_utf8(piece) {
            Err(error) if error.error_len().is_none() => {
                self.rest.extend_from_slice(&piece[error.valid_up_to()..]);
            }
            Err(_) => self.not_utf8 = true,
            Ok(_) => {}
        }
    }

    /// Only where a file is not ASCII are its bytes looked at one by one. A letter counts beside a letter: in Windows'
    /// code page those of DOS are quotation marks and dashes, which stand outside words.
    fn letters(&mut self, piece: &[u8]) {
        const BEYOND_ASCII: u64 = 0x8080_8080_8080_8080;
        let (words, rest) = piece.as_chunks::<8>();
        for (at, word) in words.iter().enumerate() {
            let mut beyond = u64::from_le_bytes(*word) & BEYOND_ASCII;
            while beyond != 0 {
                self.letter(piece, at * 8 + beyond.trailing_zeros() as usize / 8);
                beyond &= beyond - 1;
            }
        }
        let behind = piece.len() - rest.len()..piece.len();
        behind.filter(|at| !piece[*at].is_ascii()).for_each(|at| self.letter(piece, at));
    }

    /// A byte that is not ASCII. Most say nothing, as the second ones of å, ä and ö in UTF-8.
    fn letter(&mut self, piece: &[u8], place: usize) {
        let in_word = || {
            let before = place.checked_sub(1).map_or(self.last, |before| piece[before]);
            let after = piece.get(place + 1).copied().unwrap_or_default();
            after.is_ascii_lowercase() || after.is_ascii_alphabetic() && before.is_ascii_alphabetic()
        };
        match piece[place] {
            byte @ 0x80..0xA0 => {
                self.dos += u64::from(DOS.contains(&byte) && in_word());
                self.beyond_latin = true;
            }
            byte if WINDOWS.contains(&byte) => self.windows += u64::from(in_word()),
            0xC3 | 0xEF => self.pair(&piece[place..]),
            _ => {}
        }
    }

    /// Two bytes that destroyed letters may begin with.
    fn pair(&mut self, bytes: &[u8]) {
        match bytes {
            [0xC3, 0x83, ..] | [0xEF, 0xBF, ..] => {
                self.in_utf8 += u64::from(begins_with_any(bytes, &IN_UTF8));
            }
            [0xC3, second, ..] => self.in_bytes += u64::from(IN_BYTES.contains(second)),
            _ => {}
        }
    }

    fn destroyed(&self, encoding: Encoding) -> u64 {
        match encoding {
            Encoding::Utf8 | Encoding::Utf8Mark => self.in_utf8,
            Encoding::Windows1252 | Encoding::Latin1 => self.in_bytes,
            _ => 0,
        }
    }

    fn is_utf8(&self) -> bool {
        !self.not_utf8 && self.rest.is_empty()
    }

    fn encoding(&self) -> Encoding {
        match self.wide {
            Some(wide) => wide,
            None if self.is_utf8() && self.mark => Encoding::Utf8Mark,
            None if self.is_utf8() => Encoding::Utf8,
            None if self.dos > self.windows => Encoding::Cp437,
            None if self.beyond_latin => Encoding::Windows1252,
            None => Encoding::Latin1,
        }
    }
}

/// The bytes of a file as text of one byte a letter or UTF-8: without mark, UTF-16 made UTF-8, CR made LF where it alone
/// ends lines, without the character that old DOS programs end a file with.
pub(super) struct Letters<R> {
    file: R,
    look: Look,
    wide: Option<encoding_rs::Decoder>,
    begun: bool,
    piece: Vec<u8>,
}

impl<R: Read> Letters<R> {
    pub fn new(file: R, look: Look) -> Letters<R> {
        let wide = match look.encoding {
            Encoding::Utf16Little => Some(UTF_16LE.new_decoder_with_bom_removal()),
            Encoding::Utf16Big => Some(UTF_16BE.new_decoder_with_bom_removal()),
            _ => None,
        };
        Letters { file, look, wide, begun: false, piece: Vec::new() }
    }

    /// Adds the next piece; `false` at the end.
    pub fn next(&mut self, bytes: &mut Vec<u8>) -> Result<bool, Unreadable> {
        let from = bytes.len();
        let more = match &mut self.wide {
            None => fill(&mut self.file, bytes, PIECE)?,
            Some(decoder) => {
                self.piece.clear();
                let more = fill(&mut self.file, &mut self.piece, PIECE)?;
                let room = decoder.max_utf8_buffer_length(self.piece.len()).ok_or(Unreadable::TooLarge)?;
                let mut text = String::with_capacity(room);
                let (_, _, malformed) = decoder.decode_to_string(&self.piece, &mut text, !more);
                if malformed {
                    return Err(Unreadable::Damaged);
                }
                bytes.extend_from_slice(text.as_bytes());
                more
            }
        };
        if !std::mem::replace(&mut self.begun, true) && bytes[from..].starts_with(&[0xEF, 0xBB, 0xBF]) {
            bytes.drain(from..from + 3);
        }
        // A zero byte in text means another encoding (UTF-32) or no text: not to be guessed at.
        if memchr::memchr(0, &bytes[from..]).is_some() {
            return Err(Unreadable::Damaged);
        }
        if self.look.cr_only {
            bytes[from..].iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        }
        if !more {
            while bytes.last() == Some(&0x1A) {
                bytes.pop();
            }
        }
        Ok(more)
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Evidence, PIECE, look, weigh, wide};
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};
    use std::io::Cursor;

    fn encoding(bytes: &[u8]) -> Encoding {
        look(Cursor::new(bytes), |_| {}).expect("bytes in memory").encoding
    }

    #[test]
    fn destroyed_letters_are_counted() {
        let destroyed = |bytes: &[u8]| look(Cursor::new(bytes), |_| {}).expect("bytes in memory").destroyed;
        assert_eq!(destroyed("F\u{fffd}rskola;MÃ¥l;Ã…mål;Årsmöte".as_bytes()), 3);
        assert_eq!(destroyed(b"F\xF6rskola;M\xC3\xA5l;\xC5rsm\xF6te"), 1, "two encodings in one file");
        assert_eq!(destroyed("Förskola;Ålder;Érik".as_bytes()), 0);
    }

    #[test]
    fn the_bytes_tell_the_encoding() {
        let wide: Vec<u8> = "Åmål;1\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let turned: Vec<u8> = "Åmål;1\r\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, expected) in [
            ("Ansvar;Åmål\n".as_bytes(), Encoding::Utf8),
            ("\u{feff}Ansvar;Åmål\n".as_bytes(), Encoding::Utf8Mark),
            (b"Ansvar\n".as_slice(), Encoding::Utf8),
            (b"\xC5m\xE5l;L\xF6n\n", Encoding::Latin1),
            (b"\xC5m\xE5l \x96 \x94L\xF6n\x94\n", Encoding::Windows1252),
            (b"\x8Fm\x86l;L\x94n;F\x94rsk\x94la\n", Encoding::Cp437),
            (wide.as_slice(), Encoding::Utf16Little),
            (turned.as_slice(), Encoding::Utf16Big),
            ("ä".repeat(PIECE).as_bytes(), Encoding::Utf8),
        ] {
            assert_eq!(encoding(bytes), expected, "{:?}", &bytes[..bytes.len().min(20)]);
        }
        let mut late = "Åmål;1\n".repeat(300_000).into_bytes();
        late.extend_from_slice(b"sl\xE4cka");
        assert_ne!(encoding(&late), Encoding::Utf8, "a byte near the end");
        assert_eq!(self::wide(b"ab"), None);
    }

    /// As if every letter were weighed in the first reading.
    fn thorough(bytes: &[u8]) -> (Encoding, u64) {
        let evidence = Evidence { thorough: true, ..Evidence::default() };
        let (_, evidence) = weigh(&mut &bytes[..], evidence, |_| {}).expect("bytes in memory");
        (evidence.encoding(), evidence.destroyed(evidence.encoding()))
    }

    proptest! {
        // Some hundred thousand bytes each.
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn letters_passed_over_say_what_they_say(
            texts in proptest::collection::vec("(Mål|MÃ¥l|\u{fffd}|Åmål|[a-z;\n]|é){0,6}", 1..4),
            last in proptest::sample::select(vec![&b""[..], b"sl\xE4cka", b"sl\x84cka", b"\xC3"]),
        ) {
            let mut bytes = Vec::new();
            for text in texts {
                bytes.extend_from_slice(text.as_bytes());
                bytes.resize(bytes.len() + PIECE / 2, b'x');
            }
            bytes.extend_from_slice(last);
            let found = look(Cursor::new(&bytes), |_| {}).expect("bytes in memory");
            prop_assert_eq!((found.encoding, found.destroyed), thorough(&bytes));
        }
    }

    proptest! {
        #[test]
        fn text_is_known_for_utf8_wherever_pieces_end(text in "[a-zåäö€𐍈;]{1,40}", before in 0_usize..5) {
            let mut bytes = vec![b'x'; PIECE - before];
            bytes.extend_from_slice(text.as_bytes());
            prop_assert_eq!(encoding(&bytes), Encoding::Utf8);
        }
    }
}
