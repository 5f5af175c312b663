//! Parts of a written package, as text.

use std::io::{Cursor, Read};

use uppfolj::finding::column_letters;

/// The text of one part of the package.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    package.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

/// The values of an attribute in every element that starts so.
pub fn attributes<'a>(
    xml: &'a str,
    element: &'a str,
    name: &'a str,
) -> impl Iterator<Item = Option<&'a str>> + 'a {
    xml.split(element).skip(1).map(move |rest| {
        let head = rest.split('>').next().unwrap_or_default();
        let (_, value) = head.split_once(&format!(" {name}=\""))?;
        value.split('"').next()
    })
}

/// `I7`, or all cells of `B16:M16` on one row.
pub fn cells_of(range: &str) -> Vec<String> {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    let split = |cell: &str| {
        let digits = cell.find(|sign: char| sign.is_ascii_digit()).expect("a row");
        let column = cell[..digits].bytes().fold(0, |at, byte| at * 26 + u32::from(byte - b'A') + 1);
        (column, cell[digits..].to_string())
    };
    let ((from, row), (to, _)) = (split(first), split(last));
    (from..=to).map(|column| format!("{}{row}", column_letters(column))).collect()
}
