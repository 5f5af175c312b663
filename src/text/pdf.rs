//! The words of the PDF pages themselves, and of what can go wrong in writing them.

use super::format::NBSP;
use crate::doc::AmountUnit;
use crate::domain::printable::is_emoji;

/// The language of every document (BCP 47).
pub const LANGUAGE: &str = "sv-SE";
pub const CONTENTS: &str = "Innehåll";

/// What is printed in place of a character that the typeface lacks.
pub fn in_place_of(sign: char) -> &'static str {
    if is_emoji(sign) { "[emoji]" } else { "[tecken saknas]" }
}

/// Units as they are printed, and what a screen reader says of them.
const SPELT_OUT: [(&str, &str); 2] = [("tkr", "tusen kronor"), ("mkr", "miljoner kronor")];

/// The text in its order, in parts: an abbreviation that stands as a word of its own, with what it is short for, and what
/// stands between.
pub fn spelt_out(text: &str) -> Vec<(&str, Option<&'static str>)> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, short, long) in abbreviations(text) {
        parts.push((&text[from..at], None));
        parts.push((&text[at..at + short.len()], Some(long)));
        from = at + short.len();
    }
    parts.push((&text[from..], None));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

fn abbreviations(text: &str) -> Vec<(usize, &'static str, &'static str)> {
    let is_word = |at: usize, short: &str| {
        let (before, after) = (text[..at].chars().next_back(), text[at + short.len()..].chars().next());
        !before.into_iter().chain(after).any(char::is_alphanumeric)
    };
    let found = SPELT_OUT.iter().flat_map(|(short, long)| {
        text.match_indices(short).filter(|(at, _)| is_word(*at, short)).map(|(at, _)| (at, *short, *long))
    });
    let mut found: Vec<_> = found.collect();
    found.sort_unstable();
    found
}

pub fn page_of(number: usize, pages: usize) -> String {
    format!("sida{NBSP}{number}{NBSP}({pages})")
}

/// The caption above a table that goes on from the page before.
pub fn continued(caption: &str) -> String {
    format!("{caption}, fortsättning")
}

/// The name of a group of rows that goes on from the page before.
pub fn group_continued(name: &str) -> String {
    format!("{name} (forts.)")
}

/// The unit of a table's amounts; `None` where it has none.
pub fn unit_line(unit: AmountUnit) -> Option<&'static str> {
    match unit {
        AmountUnit::Kr | AmountUnit::KrOre => Some("Belopp i kr"),
        AmountUnit::Tkr => Some("Belopp i tkr"),
        AmountUnit::Mkr => Some("Belopp i mkr"),
        AmountUnit::None => None,
    }
}

/// What a screen reader says of a link in the table of contents.
pub fn link(heading: &str, page: usize) -> String {
    format!("{heading}, sida {page}")
}

/// A column of exact amounts in an attached table, whatever unit the page rounds to.
pub fn in_kr(heading: &str) -> String {
    format!("{heading} (kr)")
}

/// What an attached table is called where attachments are listed.
pub fn attached_table(caption: &str) -> String {
    format!("{caption}: tabellen som textfil")
}

/// The name and the description of the attached list of inputs.
pub const INPUTS_NAME: &str = "indata.json";
pub const INPUTS_DESCRIPTION: &str =
    "Indata med SHA-256, inställningar, programversion och kontrollsummor som rapporten bygger på";

pub fn missing_glyph(character: char) -> String {
    format!(
        "tecknet {character} (U+{:04X}) finns inte i typsnittet, så texten kan inte skrivas i PDF-filen",
        u32::from(character)
    )
}

pub fn too_wide(table: &str) -> String {
    format!("tabellen {table} har fler eller bredare kolumner än sidan rymmer")
}

pub fn library(what: &str) -> String {
    format!("PDF-filen kunde inte skrivas: {what}")
}

pub fn unreadable(what: &str) -> String {
    format!("den skrivna PDF-filen kunde inte läsas tillbaka: {what}")
}

pub fn place_heading() -> String {
    "rubrik".to_string()
}

pub fn place_paragraph() -> String {
    "stycke".to_string()
}

pub fn place_list_item() -> String {
    "punkt i lista".to_string()
}

pub fn place_entry() -> String {
    "rad i innehållsförteckningen".to_string()
}

pub fn place_figure() -> String {
    "bild".to_string()
}

pub fn place_table(id: &str) -> String {
    format!("tabellen {id}")
}

pub fn place_row(id: &str, row: &str) -> String {
    format!("tabellen {id}, raden ”{row}”")
}

pub fn place_cell(id: &str, row: &str, column: &str) -> String {
    format!("tabellen {id}, raden ”{row}”, kolumnen ”{column}”")
}

pub fn place_page(number: usize) -> String {
    format!("sida {number}")
}

pub fn place_language() -> String {
    "dokumentets språk".to_string()
}

/// One difference between the document and the finished PDF.
pub fn mismatch(place: &str, expected: Option<&str>, found: Option<&str>) -> String {
    match (expected, found) {
        (Some(expected), Some(found)) => {
            format!("{place}: ”{expected}” väntades, ”{found}” står i PDF-filen")
        }
        (Some(expected), None) => format!("{place}: ”{expected}” saknas i PDF-filen"),
        (None, Some(found)) => format!("{place}: ”{found}” står i PDF-filen men ska inte stå där"),
        (None, None) => place.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::spelt_out;

    #[test]
    fn units_are_spelt_out_where_they_are_words() {
        assert_eq!(
            spelt_out("27,1 mkr, 5 tkr"),
            [
                ("27,1 ", None),
                ("mkr", Some("miljoner kronor")),
                (", 5 ", None),
                ("tkr", Some("tusen kronor"))
            ]
        );
        for whole in ["Belopp i kr", "mkronor", "", "atkr"] {
            assert_eq!(spelt_out(whole).iter().filter(|(_, long)| long.is_some()).count(), 0, "{whole}");
        }
    }
}
