//! The encodings of text files. Those of one byte a letter share ASCII: what is in it needs no decoding.

use std::borrow::Cow;

/// How a file's letters are written. UTF-16 is made UTF-8 as it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    #[default]
    Utf8,
    Utf8Mark,
    Utf16Little,
    Utf16Big,
    Windows1252,
    Latin1,
    Cp437,
}

/// The letters of the bytes from 128 in the code page of DOS.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The letters of the bytes 128–159 in Windows-1252; the five that have none are the control characters of their number.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

impl Encoding {
    /// As it is commonly called.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf8Mark => "UTF-8 med BOM",
            Encoding::Utf16Little => "UTF-16LE",
            Encoding::Utf16Big => "UTF-16BE",
            Encoding::Windows1252 => "Windows-1252",
            Encoding::Latin1 => "ISO-8859-1",
            Encoding::Cp437 => "CP437",
        }
    }

    /// The text of bytes in this encoding; of bytes already made UTF-8 for those of two bytes a letter.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match (std::str::from_utf8(bytes), self) {
            (Ok(text), Encoding::Utf8 | Encoding::Utf8Mark | Encoding::Utf16Little | Encoding::Utf16Big) => {
                Cow::Borrowed(text)
            }
            (Ok(text), _) if text.is_ascii() => Cow::Borrowed(text),
            (_, Encoding::Windows1252 | Encoding::Latin1 | Encoding::Cp437) => {
                Cow::Owned(bytes.iter().map(|byte| self.letter(*byte)).collect())
            }
            // The whole file has been held to be UTF-8 before it is cut.
            (Err(_), _) => String::from_utf8_lossy(bytes),
        }
    }

    fn letter(self, byte: u8) -> char {
        let in_table = |table: &str, from: u8| table.chars().nth(usize::from(byte - from));
        let found = match self {
            Encoding::Cp437 if byte >= 0x80 => in_table(CP437, 0x80),
            Encoding::Windows1252 if (0x80..0xA0).contains(&byte) => in_table(WINDOWS, 0x80),
            _ => None,
        };
        found.unwrap_or(char::from(byte))
    }
}

#[cfg(test)]
mod tests {
    use super::Encoding;

    #[test]
    fn letters_are_those_of_the_encoding() {
        for (encoding, bytes, text) in [
            (Encoding::Utf8, "å ö – €".as_bytes(), "å ö – €"),
            (Encoding::Windows1252, b"\xE5 \xF6 \x96 \x80".as_slice(), "å ö – €"),
            (Encoding::Latin1, b"\xC5\xC4\xD6\xE5\xE4\xF6\xE9\xA0".as_slice(), "ÅÄÖåäöé\u{a0}"),
            (Encoding::Cp437, b"\x8F\x8E\x99\x86\x84\x94\x82\xFF".as_slice(), "ÅÄÖåäöé\u{a0}"),
            (Encoding::Cp437, b"4010".as_slice(), "4010"),
        ] {
            assert_eq!(encoding.decode(bytes), text);
        }
    }

    #[test]
    fn every_byte_of_a_one_byte_encoding_is_one_letter() {
        let all: Vec<u8> = (0..=255).collect();
        for encoding in [Encoding::Windows1252, Encoding::Latin1, Encoding::Cp437] {
            let letters: std::collections::BTreeSet<char> = encoding.decode(&all).chars().collect();
            assert_eq!(letters.len(), 256, "{encoding:?}");
        }
    }
}
