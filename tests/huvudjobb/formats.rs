//! The look of cells, read from the workbook's own parts: the number format, and of the rest what is not plain.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::ops::RangeInclusive;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// For each sheet the format of each cell that has one: number format, then `b` bold, `i` italic, `u` underlined, `>1`
/// indented a step.
pub fn of(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut look = String::new();
    package.by_name("xl/styles.xml").expect("styles").read_to_string(&mut look).expect("text");
    let styles = styles(&look);
    let sheets = numbered(bytes, "xl/worksheets/sheet");
    sheets.iter().map(|sheet| cells(sheet, &styles)).collect()
}

/// The merged cells below the title, whose rule runs over the whole sheet, that have a folded column in them, by sheet.
pub fn merged_over_folded(bytes: &[u8]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, xml) in (1..).zip(numbered(bytes, "xl/worksheets/sheet")) {
        let (mut folded, mut merged) = (Vec::new(), Vec::new());
        elements(&xml, |element, begins| match element.name().as_ref() {
            "col" if begins && attribute(element, "hidden").as_deref() == Some("1") => {
                let place = |name| attribute(element, name).and_then(|text| text.parse().ok());
                folded.extend(place("min").zip(place("max")).map(|(from, to): (u32, u32)| from..=to));
            }
            "mergeCell" if begins => merged.extend(attribute(element, "ref")),
            _ => {}
        });
        found.extend(merged.into_iter().filter(|range| covers(range, &folded)).map(|range| (number, range)));
    }
    found
}

/// What each chart is said to show, in words.
pub fn alternatives(bytes: &[u8]) -> Vec<Option<String>> {
    let mut found = Vec::new();
    for xml in numbered(bytes, "xl/drawings/drawing") {
        elements(&xml, |element, begins| {
            if begins && element.name().as_ref() == "xdr:cNvPr" {
                found.push(attribute(element, "descr"));
            }
        });
    }
    found
}

/// The parts of a name, numbered from 1.
fn numbered(bytes: &[u8], name: &str) -> Vec<String> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let part = |number: usize| -> Option<String> {
        let mut content = String::new();
        package.by_name(&format!("{name}{number}.xml")).ok()?.read_to_string(&mut content).expect("text");
        Some(content)
    };
    (1..).map_while(part).collect()
}

fn covers(range: &str, folded: &[RangeInclusive<u32>]) -> bool {
    let column = |cell: &str| {
        let letters = cell.bytes().take_while(u8::is_ascii_uppercase);
        letters.fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1)
    };
    let (from, to) = range.split_once(':').expect("a range");
    from != "A1" && folded.iter().any(|one| column(from) <= *one.end() && *one.start() <= column(to))
}

fn elements(xml: &str, mut seen: impl FnMut(&BytesStart, bool)) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().expect("sound XML") {
            Event::Eof => return,
            Event::Start(element) | Event::Empty(element) => seen(&element, true),
            Event::End(element) => seen(&BytesStart::new(element.name().as_ref().to_string()), false),
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).expect("sound attributes")?;
    Some(quick_xml::escape::unescape(&found.value).expect("sound text").into_owned())
}

/// What each format of a cell says, by its number.
fn styles(xml: &str) -> Vec<String> {
    let (mut codes, mut fonts, mut formats) = (BTreeMap::new(), Vec::<String>::new(), Vec::<String>::new());
    let mut within = String::new();
    elements(xml, |element, begins| {
        let name = element.name().as_ref().to_string();
        match name.as_str() {
            "fonts" | "cellXfs" | "dxfs" | "cellStyleXfs" => {
                within = if begins { name } else { String::new() };
            }
            "numFmt" if begins && within.is_empty() => {
                let id = attribute(element, "numFmtId").expect("an id");
                codes.insert(id, attribute(element, "formatCode").expect("a code"));
            }
            "font" if begins && within == "fonts" => fonts.push(String::new()),
            "b" | "i" | "u" if begins && within == "fonts" => {
                fonts.last_mut().expect("a font").push_str(&name);
            }
            "xf" if begins && within == "cellXfs" => {
                let id = attribute(element, "numFmtId").unwrap_or_default();
                let code = codes.get(&id).cloned().unwrap_or(id);
                let font = attribute(element, "fontId").and_then(|id| id.parse::<usize>().ok());
                let font = font.and_then(|id| fonts.get(id)).cloned().unwrap_or_default();
                let plain = ["0", "49", "@"].contains(&code.as_str());
                let parts = [if plain { String::new() } else { code }, font];
                formats.push(
                    parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" "),
                );
            }
            "alignment" if begins && within == "cellXfs" => {
                if let Some(steps) = attribute(element, "indent") {
                    let format = formats.last_mut().expect("a format");
                    *format = format!("{format} >{steps}").trim().to_string();
                }
            }
            _ => {}
        }
    });
    formats
}

fn cells(xml: &str, styles: &[String]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    elements(xml, |element, begins| {
        if begins && element.name().as_ref() == "c" {
            let style = attribute(element, "s").and_then(|id| id.parse::<usize>().ok());
            let format = style.and_then(|id| styles.get(id)).filter(|format| !format.is_empty());
            if let (Some(address), Some(format)) = (attribute(element, "r"), format) {
                found.insert(address, format.clone());
            }
        }
    });
    found
}
