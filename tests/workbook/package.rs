//! The parts of a workbook's zip: read one, change one.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn archive(bytes: &[u8]) -> ZipArchive<Cursor<&[u8]>> {
    ZipArchive::new(Cursor::new(bytes)).expect("a zip")
}

pub fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    archive(bytes).by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

/// The same package with one part changed.
pub fn edit(bytes: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut old = archive(bytes);
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut file = old.by_index(at).expect("a part");
        let part_name = file.name().expect("a name").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("content");
        if part_name == name {
            content = change(String::from_utf8(content).expect("text")).into_bytes();
        }
        new.start_file(part_name, SimpleFileOptions::default()).expect("a new part");
        new.write_all(&content).expect("written");
    }
    new.finish().expect("closed").into_inner()
}

/// Every start tag that begins so, with the text that follows it up to the next tag.
pub fn elements<'a>(xml: &'a str, start: &str) -> Vec<&'a str> {
    xml.match_indices(start)
        .map(|(at, _)| {
            let rest = &xml[at..];
            let end = rest.find('>').map_or(rest.len(), |close| {
                rest[close + 1..].find('<').map_or(rest.len(), |next| close + 1 + next)
            });
            &rest[..end]
        })
        .collect()
}

/// The first formula replaced by its value.
pub fn without_formula(xml: &str) -> String {
    let from = xml.find("<f>").expect("a formula");
    let to = xml.find("</f>").expect("its end") + "</f>".len();
    format!("{}{}", &xml[..from], &xml[to..])
}

/// The first cell with a plain number and no formula made empty.
pub fn without_number(xml: &str) -> String {
    let (from, to) = xml
        .match_indices("<v>")
        .map(|(from, _)| (from, from + xml[from..].find("</v>").expect("its end") + "</v>".len()))
        .find(|(from, _)| {
            let cell = &xml[xml[..*from].rfind("<c ").expect("a cell")..*from];
            !cell.contains("t=\"s\"") && !cell.contains("<f>")
        })
        .expect("a number");
    format!("{}{}", &xml[..from], &xml[to..])
}

/// A defined name that begins one row further down than it should.
pub fn shifted_name(xml: &str, name: &str) -> String {
    let at = xml.find(&format!("name=\"{name}\"")).expect("the name");
    let row = at + xml[at..].find("!$A$").expect("a reference") + "!$A$".len();
    let end = row + xml[row..].find(':').expect("a range");
    let number: u32 = xml[row..end].parse().expect("a row");
    format!("{}{}{}", &xml[..row], number + 1, &xml[end..])
}
