//! One file by itself, whatever it is: what its bytes say it is, and cut by the separator that fits it best.

use std::collections::BTreeMap;
use std::io::Cursor;

use super::bytes;
use super::csv::read_text;
use super::kind::{self, Kind};
use super::sie;
use super::xlsx::read_workbook;
use crate::domain::settings::SEPARATORS;
use crate::domain::sie::is_named;
use crate::finding::Unreadable;
use crate::raw::sie::Sie;
use crate::raw::{RawText, RawWorkbook};

pub enum Looked {
    Text {
        /// As the encoding is commonly called.
        encoding: &'static str,
        separator: u8,
        text: RawText,
    },
    Workbook(RawWorkbook),
    Sie(Sie),
}

pub fn look(file: &str, bytes: &[u8]) -> Result<Looked, Unreadable> {
    if is_named(file) {
        return sie::read(file, bytes).map(Looked::Sie);
    }
    if kind::of(bytes)? == Kind::Package {
        return read_workbook(file, bytes).map(Looked::Workbook);
    }
    let mut best: Option<(usize, u8, RawText)> = None;
    for separator in SEPARATORS {
        let text = read_text(file, bytes, separator)?;
        let fit = fit(&text);
        if best.as_ref().is_none_or(|(known, ..)| fit > *known) {
            best = Some((fit, separator, text));
        }
    }
    let (_, separator, text) = best.ok_or(Unreadable::Empty)?;
    let encoding = bytes::look(Cursor::new(bytes), |_| {})?.encoding.name();
    Ok(Looked::Text { encoding, separator, text })
}

/// How many rows have the number of fields that most rows have, when it is more than one.
fn fit(text: &RawText) -> usize {
    let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
    for record in text.records.iter().filter(|record| record.len() > 1) {
        *widths.entry(record.len()).or_default() += 1;
    }
    widths.into_iter().map(|(width, rows)| rows * width.min(8)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Looked, look};

    #[test]
    fn the_separator_is_the_one_most_rows_agree_on() {
        for (text, expected) in [
            ("Titel\na;b;c\n1,5;2;3\n1,5;2;3\n", b';'),
            ("a\tb\n1,5\t2\n", b'\t'),
            ("a,b,c\n1,2,3\n\"x;y\",2,3\n", b','),
            ("a|b\n1|2\n", b'|'),
            ("ensam\n", b';'),
        ] {
            match look("a.csv", text.as_bytes()) {
                Ok(Looked::Text { separator, encoding, .. }) => {
                    assert_eq!((separator, encoding), (expected, "UTF-8"), "{text}");
                }
                _ => panic!("{text} is text"),
            }
        }
    }
}
