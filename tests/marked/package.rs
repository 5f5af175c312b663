//! The parts of a workbook's zip: listed as they lie, read, and altered.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Every part with its packed bytes.
pub fn packed(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    entries(bytes, true).into_iter().collect()
}

/// Every part with its content, in the file's order.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    entries(bytes, false)
}

fn entries(bytes: &[u8], packed: bool) -> Vec<(String, Vec<u8>)> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let count = package.len();
    let entry = |at: usize| {
        let file = if packed { package.by_index_raw(at) } else { package.by_index(at) };
        let mut file = file.expect("a part");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("content");
        (file.name().expect("a name").into_owned(), content)
    };
    (0..count).map(entry).collect()
}

pub fn names(bytes: &[u8]) -> Vec<String> {
    packed(bytes).into_keys().collect()
}

pub fn text(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(known, _)| known == name);
    String::from_utf8(found.unwrap_or_else(|| panic!("no part {name}")).1).expect("text")
}

pub fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        made.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        made.write_all(content).expect("written");
    }
    made.finish().expect("closed").into_inner()
}

/// The same package with the text of every part, and its name, passed through `change`.
pub fn altered(bytes: &[u8], change: impl Fn(&str, String) -> (String, String)) -> Vec<u8> {
    let made = parts(bytes).into_iter().map(|(name, content)| {
        let (name, text) = change(&name, String::from_utf8(content).expect("text"));
        (name, text.into_bytes())
    });
    zip(&made.collect::<Vec<_>>())
}

/// The same package with one part changed.
pub fn edit(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    assert!(names(bytes).iter().any(|name| name == part), "no part {part}");
    altered(bytes, |name, text| {
        let changed = if name == part { change(text.clone()) } else { text.clone() };
        assert!(name != part || changed != text, "{part} is as it was");
        (name.to_string(), changed)
    })
}

/// The same package with one more part.
pub fn with_part(bytes: &[u8], name: &str, text: &str) -> Vec<u8> {
    let mut parts = parts(bytes);
    parts.push((name.to_string(), text.as_bytes().to_vec()));
    zip(&parts)
}
