//! The parts of a workbook's zip: change one.

use std::io::{Cursor, Read, Write};
use std::ops::Range;

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The same package with one part changed.
pub fn edit(bytes: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    let mut changed = false;
    for at in 0..old.len() {
        let mut file = old.by_index(at).expect("a part");
        let part_name = file.name().expect("a name").into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("content");
        if part_name == name {
            let before = String::from_utf8(content).expect("text");
            let after = change(before.clone());
            changed = before != after;
            content = after.into_bytes();
        }
        new.start_file(part_name, SimpleFileOptions::default()).expect("a new part");
        new.write_all(&content).expect("written");
    }
    assert!(changed, "{name} is as it was");
    new.finish().expect("closed").into_inner()
}

/// Where the value of the first plain number with decimals stands.
pub fn first_number(xml: &str) -> Range<usize> {
    values(xml, |cell| !cell.contains("t=\"") && !cell.contains("<f>"))
        .into_iter()
        .find(|range| xml[range.clone()].contains('.'))
        .expect("a number")
}

/// Where the indices of shared strings stand.
pub fn string_cells(xml: &str) -> Vec<Range<usize>> {
    values(xml, |cell| cell.contains("t=\"s\""))
}

/// The sheet without its first plain number.
pub fn without_number(xml: &str) -> String {
    let number = first_number(xml);
    let (from, to) = (number.start - "<v>".len(), number.end + "</v>".len());
    format!("{}{}", &xml[..from], &xml[to..])
}

fn values(xml: &str, of: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let found = xml.match_indices("<v>").map(|(at, mark)| {
        let start = at + mark.len();
        start..start + xml[start..].find("</v>").expect("its end")
    });
    found
        .filter(|range| xml[..range.start].rfind("<c ").is_some_and(|cell| of(&xml[cell..range.start])))
        .collect()
}
