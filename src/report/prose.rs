//! Texts that people have written, as paragraphs and lists: the office's in the register Texter, the units' in templates.

use super::Material;
use crate::doc::{Block, ParagraphStyle};
use crate::domain::code::Code;
use crate::domain::period::Month;
use crate::text::report::report_word;

/// What a line of a list begins with, when a person types it.
const BULLETS: &[char] = &['-', '\u{2013}', '\u{2022}', '*', '\u{b7}'];

/// The office's words for a section of the report; nothing where it has written none.
pub fn own_text(material: &Material, section: &str) -> Vec<Block> {
    own_text_of(material, section, None)
}

/// As [`own_text`], of a node of the organisation.
pub fn own_text_of(material: &Material, section: &str, of: Option<&Code>) -> Vec<Block> {
    own_text_in(material, report_word(material.kind), section, of)
}

/// As [`own_text`], of any document of the period by its word in Texter. A standing text holds where the period has none
/// of its own.
pub fn own_text_in(material: &Material, word: &str, section: &str, of: Option<&Code>) -> Vec<Block> {
    let written = |period: Option<Month>| -> Vec<Block> {
        let rows = material.registers.texts.iter();
        let own = rows.filter(|row| row.period == period && row.report == word && row.section == section);
        own.filter(|row| row.unit.as_ref() == of).flat_map(|row| blocks(&row.text)).collect()
    };
    let own = written(Some(material.period));
    if own.is_empty() { written(None) } else { own }
}

/// A line is a paragraph; lines that begin as those of a list, a bullet and a space, are one list.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (item(line), blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) => items.push(item.to_string()),
            (Some(item), _) => blocks.push(Block::List(vec![item.to_string()])),
            (None, _) => blocks.push(paragraph(line)),
        }
    }
    blocks
}

/// A paragraph of running text.
pub fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { text: text.into(), style: ParagraphStyle::Body }
}

fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(BULLETS)?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::{Block, blocks, paragraph};

    #[test]
    fn lines_are_paragraphs_and_bullets_are_lists() {
        let list = |items: &[&str]| Block::List(items.iter().map(ToString::to_string).collect());
        let text = "Två saker:\r\n- skolan\n•\tvägarna\n\n-10 tkr blev det.\n* sist";
        let expected = [
            paragraph("Två saker:"),
            list(&["skolan", "vägarna"]),
            paragraph("-10 tkr blev det."),
            list(&["sist"]),
        ];
        assert_eq!(blocks(text), expected);
    }
}
