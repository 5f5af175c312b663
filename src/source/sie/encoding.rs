//! The encoding of a SIE file, told from its bytes: the standard says CP437, and files that say so are often something
//! else.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::domain::sie::SieEncoding;
use crate::finding::Unreadable;

/// Bytes 128–255 of code page 437.
const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
                     αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// å ä ö Å Ä Ö é ü in each of the one-byte encodings.
const LETTERS_437: &[u8] = &[0x86, 0x84, 0x94, 0x8F, 0x8E, 0x99, 0x82, 0x81];
const LETTERS_1252: &[u8] = &[0xE5, 0xE4, 0xF6, 0xC5, 0xC4, 0xD6, 0xE9, 0xFC];

/// A byte order mark decides; else valid UTF-8 is UTF-8; else the encoding in which more bytes are Swedish letters.
/// Nothing to tell by: CP437.
pub fn decode(bytes: &[u8]) -> Result<(SieEncoding, Cow<'_, str>), Unreadable> {
    let by = |encoding: &'static encoding_rs::Encoding, rest, told| {
        let (text, malformed) = encoding.decode_without_bom_handling(rest);
        if malformed || text.contains('\0') { Err(Unreadable::Damaged) } else { Ok((told, text)) }
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => by(UTF_8, rest, SieEncoding::Utf8),
        [0xFF, 0xFE, rest @ ..] => by(UTF_16LE, rest, SieEncoding::Utf16),
        [0xFE, 0xFF, rest @ ..] => by(UTF_16BE, rest, SieEncoding::Utf16),
        _ if bytes.is_ascii() => by(UTF_8, bytes, SieEncoding::Cp437),
        _ if std::str::from_utf8(bytes).is_ok() => by(UTF_8, bytes, SieEncoding::Utf8),
        _ => {
            let letters = |of: &[u8]| bytes.iter().filter(|byte| of.contains(byte)).count();
            if letters(LETTERS_1252) > letters(LETTERS_437) {
                by(WINDOWS_1252, bytes, SieEncoding::Windows1252)
            } else {
                let upper: Vec<char> = UPPER.chars().collect();
                let letter =
                    |byte: &u8| usize::from(*byte).checked_sub(128).map_or(char::from(*byte), |at| upper[at]);
                Ok((SieEncoding::Cp437, Cow::Owned(bytes.iter().map(letter).collect())))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{UPPER, decode};
    use crate::domain::sie::SieEncoding;

    #[test]
    fn the_same_words_are_read_in_every_encoding() {
        assert_eq!(UPPER.chars().count(), 128);
        for (bytes, encoding) in [
            (b"\x8Fr \x86 \x84 \x94".to_vec(), SieEncoding::Cp437),
            (b"\xC5r \xE5 \xE4 \xF6".to_vec(), SieEncoding::Windows1252),
            ("År å ä ö".as_bytes().to_vec(), SieEncoding::Utf8),
            ([b"\xEF\xBB\xBF", "År å ä ö".as_bytes()].concat(), SieEncoding::Utf8),
        ] {
            let (told, text) = decode(&bytes).expect("text");
            assert_eq!((told, &*text), (encoding, "År å ä ö"));
        }
    }

    #[test]
    fn a_stray_byte_does_not_turn_the_others() {
        let (told, text) = decode(b"F\x94rs\x84ljning \x86r \xF6").expect("text");
        assert_eq!(told, SieEncoding::Cp437);
        assert!(text.starts_with("Försäljning år"), "{text}");
    }
}
