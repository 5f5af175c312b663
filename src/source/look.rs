//! One file by itself, whatever it is: what its bytes say it is, and cut by the separator that fits it best.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use super::bytes;
use super::csv::read_text;
use super::kind::{self, Kind};
use super::sie;
use super::stream::Pieces;
use super::xlsx::read_workbook;
use crate::domain::settings::SEPARATORS;
use crate::domain::sie::is_named;
use crate::finding::Unreadable;
use crate::raw::sie::Sie;
use crate::raw::{Batch, Batches, RawRecord, RawText, RawWorkbook, Stop};

pub enum Looked {
    Text {
        /// As the encoding is commonly called.
        encoding: &'static str,
        separator: u8,
        text: RawText,
        /// The line of a quote that is opened and not closed: what follows it is no rows.
        open_quote: Option<u32>,
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
    let seen = bytes::look(Cursor::new(bytes), |_| {})?;
    // An open quote swallows the rows that would have spoken for their separator: the headings still do.
    let headings = |text: &RawText| text.records.first().map_or(0, RawRecord::len);
    let mut open = open_quote(bytes, seen, separator)?;
    for other in SEPARATORS.into_iter().filter(|other| *other != separator) {
        if open.is_none() && headings(&read_text(file, bytes, other)?) > headings(&text) {
            open = open_quote(bytes, seen, other)?;
        }
    }
    Ok(Looked::Text { encoding: seen.encoding.name(), separator, text, open_quote: open })
}

/// As the ledger's reader finds it.
fn open_quote(bytes: &[u8], seen: bytes::Look, separator: u8) -> Result<Option<u32>, Unreadable> {
    let name = Arc::from("");
    let mut pieces = Pieces::of(&name, Cursor::new(bytes), seen, separator);
    let mut batch = Batch::default();
    loop {
        match pieces.next(&mut batch) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(Stop::OpenQuote { line }) => return Ok(Some(line)),
            Err(Stop::Unreadable(why)) => return Err(why),
        }
    }
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
    fn a_quote_that_is_not_closed_is_found_though_it_hides_the_separator() {
        let line = |text: &str| match look("a.csv", text.as_bytes()) {
            Ok(Looked::Text { open_quote, .. }) => open_quote,
            _ => panic!("{text} is text"),
        };
        assert_eq!(line("Konto;Text;Belopp\n4010;\"hej;5,00\n4010;du;5,00\n3010;ja;-5,00\n"), Some(2));
        assert_eq!(line("Konto;Text;Belopp\n4010;\"hej\";5,00\n4010;5\" rör;5,00\n"), None);
    }

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
