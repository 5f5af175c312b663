//! Workbooks of a handful of parts, written by hand so that anything can be wrong with them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub const SHEET: &str = "xl/worksheets/sheet1.xml";
pub const WORKBOOK: &str = "xl/workbook.xml";
pub const STRINGS: &str = "xl/sharedStrings.xml";
pub const STYLES: &str = "xl/styles.xml";

/// A zip of these parts.
pub fn zip<S: AsRef<str>>(parts: &[(S, &[u8])]) -> Vec<u8> {
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        made.start_file(name.as_ref(), SimpleFileOptions::default()).expect("a part");
        made.write_all(bytes).expect("its bytes");
    }
    made.finish().expect("a zip").into_inner()
}

/// A workbook with one sheet, A, and 1 in its first cell; parts are replaced or added.
pub fn workbook(changed: &[(&str, &str)]) -> Vec<u8> {
    let rels = format!(
        "<Relationships><Relationship Id=\"r\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let book_rels = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let sheet = rows("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    let book = sheets(&[("A", "rId1")]);
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", rels.as_bytes()),
        (WORKBOOK, book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", book_rels.as_bytes()),
        (SHEET, sheet.as_bytes()),
    ];
    for (name, text) in changed {
        parts.retain(|(known, _)| known != name);
        parts.push((name, text.as_bytes()));
    }
    zip(&parts)
}

pub fn rows(inner: &str) -> String {
    format!("<worksheet><sheetData>{inner}</sheetData></worksheet>")
}

/// The part that lists the sheets: name and relationship of each.
pub fn sheets(listed: &[(&str, &str)]) -> String {
    let sheets: String = listed
        .iter()
        .map(|(name, id)| format!("<sheet name=\"{name}\" sheetId=\"1\" r:id=\"{id}\"/>"))
        .collect();
    format!("<workbook xmlns:r=\"{OFFICE}\"><sheets>{sheets}</sheets></workbook>")
}

/// A name in the zip replaced by another of the same length, in the directory too.
pub fn renamed(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut made = bytes.to_vec();
    let found: Vec<usize> =
        (0..=made.len() - from.len()).filter(|at| made[*at..].starts_with(from.as_bytes())).collect();
    assert_eq!(found.len(), 2, "{from} stands in front of its part and in the directory");
    for at in found {
        made[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    made
}
