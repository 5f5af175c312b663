//! Text files: the encoding told from the bytes, the records cut, each with the line it stands on.

use std::borrow::Cow;
use std::io::Cursor;
use std::sync::Arc;

use encoding_rs::{UTF_16BE, UTF_16LE};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::bytes;
use super::kind::{self, Kind};
use crate::finding::Unreadable;
use crate::raw::{Encoding, RawRecord, RawText};

/// Cuts a text file into records. `file` is the path that findings show.
pub fn read_text(file: &str, bytes: &[u8], separator: u8) -> Result<RawText, Unreadable> {
    if kind::of(bytes)? != Kind::Text {
        return Err(Unreadable::OtherFormat);
    }
    let text = decode(bytes)?;
    // Old DOS programs end a file with this character.
    let text = text.trim_end_matches('\u{1a}');
    // As people type them on a Mac, letters and their marks may stand apart.
    let text = if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut lines = LineCount { text: text.as_bytes(), counted_to: 0, line: 1 };
    let mut records = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).map_err(|_| Unreadable::TooLarge)?;
        if !reader.read_record(&mut record).map_err(|_| Unreadable::Damaged)? {
            break;
        }
        let line = lines.of_record_after(start);
        let read = RawRecord::new(line, record.iter()).ok_or(Unreadable::TooLarge)?;
        if !read.is_blank() {
            records.push(read);
        }
    }
    if records.is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(RawText { file: Arc::from(file), records })
}

/// The bytes as text of the encoding that they tell.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let encoding = bytes::look(Cursor::new(bytes), |_| {})?.encoding;
    let (text, malformed) = match encoding {
        Encoding::Utf16Little => UTF_16LE.decode_with_bom_removal(bytes),
        Encoding::Utf16Big => UTF_16BE.decode_with_bom_removal(bytes),
        _ => (encoding.decode(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)), false),
    };
    // A zero byte in text means another encoding (UTF-32) or no text: not to be guessed at.
    if malformed || text.contains('\0') { Err(Unreadable::Damaged) } else { Ok(text) }
}

/// Counts line ends up to where a record begins. The csv reader reports a record's place before the blank lines in
/// front of it, and the user needs the line the record is on.
struct LineCount<'a> {
    text: &'a [u8],
    counted_to: usize,
    line: u32,
}

impl LineCount<'_> {
    fn of_record_after(&mut self, start: usize) -> u32 {
        let blanks = self.text[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let begins = start + blanks;
        for at in self.counted_to..begins {
            let alone = self.text[at] == b'\r' && self.text.get(at + 1) != Some(&b'\n');
            if self.text[at] == b'\n' || alone {
                self.line = self.line.saturating_add(1);
            }
        }
        self.counted_to = begins;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::read_text;
    use crate::finding::Unreadable;
    use proptest::prelude::{any, proptest};

    fn cut(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let text = read_text("a.csv", bytes, b';').expect("a text file");
        let fields = |record: &crate::raw::RawRecord| record.fields().map(str::to_string).collect();
        text.records.iter().map(|record| (record.line, fields(record))).collect()
    }

    fn row(line: u32, fields: &[&str]) -> (u32, Vec<String>) {
        (line, fields.iter().map(|field| field.to_string()).collect())
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let found = cut(b"a;b\r\n\r\n;\r\n\"x\r\ny\";\"1;2\"\r\n3;4\r\n\x1a");
        assert_eq!(found, [row(1, &["a", "b"]), row(4, &["x\r\ny", "1;2"]), row(6, &["3", "4"])]);
        assert_eq!(cut(b"a;b\rc;d\r"), [row(1, &["a", "b"]), row(2, &["c", "d"])]);
    }

    #[test]
    fn encodings_are_told_from_the_bytes() {
        let word = row(1, &["å", "ö"]);
        let utf16: Vec<u8> = "å;ö".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            "å;ö".as_bytes().to_vec(),
            [b"\xEF\xBB\xBF".as_slice(), "å;ö".as_bytes()].concat(),
            [b"\xFF\xFE".as_slice(), &utf16].concat(),
            b"\xE5;\xF6".to_vec(),
            utf16.clone(),
        ] {
            assert_eq!(cut(&bytes), std::slice::from_ref(&word), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_told_apart() {
        for (bytes, why) in [
            (b"".as_slice(), Unreadable::Empty),
            (b"\r\n;;\r\n", Unreadable::Empty),
            (b"PK\x03\x04", Unreadable::OtherFormat),
            (b" <!DOCTYPE html>", Unreadable::WebPage),
        ] {
            assert_eq!(read_text("a", bytes, b';'), Err(why));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read_text("a", &bytes, b';');
        }
    }
}
