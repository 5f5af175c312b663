//! A workbook's parts to alter: cells, rows, columns, names, whatever stands in the package.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

#[derive(Clone)]
pub struct Package {
    parts: Vec<(String, Vec<u8>)>,
}

const WORKBOOK: &str = "xl/workbook.xml";

impl Package {
    pub fn of(bytes: &[u8]) -> Package {
        let mut package = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let parts = (0..package.len()).map(|at| {
            let mut file = package.by_index(at).expect("a part");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("content");
            (file.name().expect("a name").into_owned(), content)
        });
        Package { parts: parts.collect() }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut made = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.parts {
            made.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
            made.write_all(content).expect("written");
        }
        made.finish().expect("closed").into_inner()
    }

    pub fn put(&mut self, name: &str, content: impl Into<Vec<u8>>) {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_string(), content.into()));
    }

    /// Only these parts.
    pub fn keep(&mut self, names: &[String]) {
        self.parts.retain(|(known, _)| names.contains(known));
    }

    pub fn text(&self, name: &str) -> String {
        let found = self.parts.iter().find(|(known, _)| known == name).expect("a part of this name");
        String::from_utf8(found.1.clone()).expect("text")
    }

    /// One part changed.
    pub fn edit(&mut self, name: &str, change: impl Fn(String) -> String) {
        let before = self.text(name);
        let after = change(before.clone());
        assert!(before != after, "nothing was changed in {name}");
        let part = self.parts.iter_mut().find(|(known, _)| known == name).expect("a part of this name");
        part.1 = after.into_bytes();
    }

    pub fn edit_all(&mut self, change: impl Fn(String) -> String) {
        for (_, content) in self.parts.iter_mut().filter(|(name, _)| name.ends_with(".xml")) {
            *content = change(String::from_utf8(content.clone()).expect("text")).into_bytes();
        }
    }

    pub fn workbook(&mut self, change: impl Fn(String) -> String) {
        self.edit(WORKBOOK, change);
    }

    /// The part of a sheet: they lie in the order of the tabs.
    pub fn sheet(&self, title: &str) -> String {
        let book = self.text(WORKBOOK);
        let before = book.split(&format!("<sheet name=\"{title}\"")).next().expect("the sheets");
        assert!(before.len() < book.len(), "no sheet {title}");
        format!("xl/worksheets/sheet{}.xml", before.matches("<sheet name=").count() + 1)
    }

    /// A cell's type and inner markup, its style kept; a cell that is not there comes last in its row.
    pub fn cell(&mut self, title: &str, cell: &str, kind: &str, inner: &str) {
        let part = self.sheet(title);
        self.edit(&part, |xml| {
            let start = format!("<c r=\"{cell}\"");
            let Some(from) = xml.find(&start) else {
                let row: String = cell.chars().filter(char::is_ascii_digit).collect();
                let at = xml.find(&format!("<row r=\"{row}\"")).expect("the row");
                let end = at + xml[at..].find("</row>").expect("cells in the row");
                return format!("{}<c r=\"{cell}\"{kind}>{inner}</c>{}", &xml[..end], &xml[end..]);
            };
            let close = from + xml[from..].find('>').expect("a tag");
            let end = match xml[..close].ends_with('/') {
                true => close + 1,
                false => from + xml[from..].find("</c>").expect("an end") + 4,
            };
            let style = xml[from..close].split(" s=\"").nth(1).and_then(|rest| rest.split('"').next());
            let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
            format!("{}{start}{style}{kind}>{inner}</c>{}", &xml[..from], &xml[end..])
        });
    }

    pub fn number(&mut self, title: &str, cell: &str, number: &str) {
        self.cell(title, cell, "", &format!("<v>{number}</v>"));
    }

    pub fn words(&mut self, title: &str, cell: &str, text: &str) {
        self.cell(title, cell, " t=\"inlineStr\"", &format!("<is><t xml:space=\"preserve\">{text}</t></is>"));
    }

    pub fn error(&mut self, title: &str, cell: &str, error: &str) {
        self.cell(title, cell, " t=\"e\"", &format!("<v>{error}</v>"));
    }

    /// Rows before `row` stay, the others move down, or up; so do the names.
    pub fn shift(&mut self, title: &str, row: u32, column: u32, by: (i64, i64)) {
        let moved = |at: u32, from: u32, by: i64| {
            if at >= from { u32::try_from(i64::from(at) + by).expect("a place") } else { at }
        };
        let part = self.sheet(title);
        self.edit(&part, |xml| {
            let mut pieces = xml.split(" r=\"");
            let mut made = pieces.next().expect("a beginning").to_string();
            for piece in pieces {
                let (place, rest) = piece.split_once('"').expect("an end");
                let digits = place.find(|sign: char| sign.is_ascii_digit()).expect("a row");
                let (letters, number) = place.split_at(digits);
                let number = moved(number.parse().expect("a row"), row, by.0);
                let letters = match letters {
                    "" => String::new(),
                    letters => letters_of(moved(number_of(letters), column, by.1)),
                };
                made.push_str(&format!(" r=\"{letters}{number}\"{rest}"));
            }
            made
        });
        self.names(|name, reference| {
            let own = [format!("'{title}'!"), format!("{title}!")];
            let cell = own.iter().find_map(|own| reference.strip_prefix(own.as_str()))?;
            let (letters, number) = cell.strip_prefix('$')?.split_once('$')?;
            if !name.starts_with("in_") {
                return None;
            }
            let letters = letters_of(moved(number_of(letters), column, by.1));
            Some(format!("'{title}'!${letters}${}", moved(number.parse().ok()?, row, by.0)))
        });
    }

    /// Every defined name's reference, changed where `change` says so.
    pub fn names(&mut self, change: impl Fn(&str, &str) -> Option<String>) {
        self.workbook(|xml| {
            let mut pieces = xml.split("<definedName ");
            let mut made = pieces.next().expect("a beginning").to_string();
            for piece in pieces {
                let (head, rest) = piece.split_once('>').expect("a tag");
                let (reference, rest) = rest.split_once('<').expect("an end");
                let name =
                    head.split("name=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a name");
                let reference = change(name, reference).unwrap_or_else(|| reference.to_string());
                made.push_str(&format!("<definedName {head}>{reference}<{rest}"));
            }
            made
        });
    }

    /// Takes rows out, and makes their names point nowhere.
    pub fn delete_row(&mut self, title: &str, row: u32) {
        let part = self.sheet(title);
        self.edit(&part, |xml| {
            let from = xml.find(&format!("<row r=\"{row}\"")).expect("the row");
            let end = from + xml[from..].find("</row>").expect("its end") + "</row>".len();
            format!("{}{}", &xml[..from], &xml[end..])
        });
        self.names(|_, reference| {
            let gone = reference.ends_with(&format!("${row}")) && reference.contains(title);
            gone.then(|| "#REF!".to_string())
        });
        self.shift(title, row + 1, 1, (-1, 0));
    }
}

fn number_of(letters: &str) -> u32 {
    letters.bytes().fold(0, |number, letter| number * 26 + u32::from(letter - b'A') + 1)
}

fn letters_of(column: u32) -> String {
    uppfolj::finding::column_letters(column)
}
