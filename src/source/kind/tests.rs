//! Every kind of file that has ever come instead of a workbook, each built here.

use super::{Kind, of};
use crate::finding::Unreadable;

/// A compound file with these streams in its directory.
pub(in crate::source) fn compound(streams: &[&str]) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(512, 0);
    for (kind, name) in std::iter::once((5, "Root Entry")).chain(streams.iter().map(|name| (2, *name))) {
        let mut record: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = record.len() as u16 + 2;
        record.resize(64, 0);
        record.extend(length.to_le_bytes());
        record.push(kind);
        record.resize(128, 0);
        bytes.extend(record);
    }
    bytes
}

fn utf16(text: &str) -> Vec<u8> {
    [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()
}

#[test]
fn files_that_are_no_workbooks_are_told_apart_by_their_bytes() {
    let pictures: [&[u8]; 6] = [
        b"\x89PNG\r\n\x1a\n....",
        b"\xFF\xD8\xFF\xE0..JFIF",
        b"GIF89a....",
        b"BM\x10\0\0\0\0\0\0\0\x36\0\0\0",
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"\0\0\0\x18ftypheic\0\0\0\0",
    ];
    for bytes in pictures {
        assert_eq!(of(bytes), Err(Unreadable::Picture), "{bytes:?}");
    }
    let cases: Vec<(Vec<u8>, Unreadable)> = vec![
        (Vec::new(), Unreadable::Empty),
        (vec![0; 5000], Unreadable::Damaged),
        (compound(&["Workbook", "\u{5}SummaryInformation"]), Unreadable::OldExcel),
        (compound(&["BOOK"]), Unreadable::OldExcel),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00".to_vec(), Unreadable::OldExcel),
        (compound(&["EncryptionInfo", "EncryptedPackage"]), Unreadable::Protected),
        (compound(&["WordDocument", "Workbook"]), Unreadable::Document),
        (compound(&["PowerPoint Document"]), Unreadable::Document),
        (compound(&["__substg1.0_0037001F"]), Unreadable::OtherFormat),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 cut short".to_vec(), Unreadable::Damaged),
        (b"%PDF-1.7\n%\xE2\xE3".to_vec(), Unreadable::Pdf),
        (b"\xEF\xBB\xBF\r\n %PDF-1.4".to_vec(), Unreadable::Pdf),
        (b"\r\n <!DOCTYPE HTML><html>".to_vec(), Unreadable::WebPage),
        (b"\xEF\xBB\xBF<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">".to_vec(), Unreadable::WebPage),
        (b"<?xml version=\"1.0\"?><!DOCTYPE html><html/>".to_vec(), Unreadable::WebPage),
        (b"<table border=1><tr><td>1</td></tr></table>".to_vec(), Unreadable::WebPage),
        (utf16("<html><body>"), Unreadable::WebPage),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related".to_vec(), Unreadable::WebPage),
        (
            b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Table >".to_vec(),
            Unreadable::OtherFormat,
        ),
        (b"7z\xBC\xAF\x27\x1C\0\x04".to_vec(), Unreadable::OtherFormat),
    ];
    for (bytes, why) in cases {
        assert_eq!(of(&bytes), Err(why), "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(60)]));
    }
}

#[test]
fn tables_as_text_are_text_in_every_encoding() {
    for bytes in [
        b"a;b\r\n1;2".to_vec(),
        "Förskolan;1".as_bytes().to_vec(),
        b"F\xF6rskolan;1".to_vec(),
        utf16("Förskolan;1"),
        b"<konto>;belopp".to_vec(),
        [b"text ".repeat(100), vec![0x02], b"\r\n\x1a".to_vec()].concat(),
    ] {
        assert_eq!(of(&bytes), Ok(Kind::Text), "{}", String::from_utf8_lossy(&bytes));
    }
    assert_eq!(of(b"PK\x03\x04"), Ok(Kind::Package));
}
