//! Texts that people have written, as paragraphs and lists: the office's in the register Texter, the units' in templates.

use super::Material;
use crate::doc::{Block, ParagraphStyle};
use crate::domain::code::Code;
use crate::domain::period::Month;
use crate::text::report::report_word;

/// What a line of a list begins with, when a person types it.
const BULLETS: &[char] = &['-', '\u{2013}', '\u{2022}', '*', '\u{b7}'];
/// Those that are nothing but bullets, whatever comes after them.
const DOTS: &[char] = &['\u{2022}', '\u{b7}'];

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

/// A line is a paragraph; lines that begin with a bullet are one list, and so are those that are numbered from 1.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let step = step(line);
        match (item(line), blocks.last_mut()) {
            (Some(item), Some(Block::List(items))) => items.push(item.to_string()),
            (Some(item), _) => blocks.push(Block::List(vec![item.to_string()])),
            (None, last) => match (step, last) {
                (Some((number, step)), Some(Block::Steps(steps))) if number == steps.len() + 1 => {
                    steps.push(step.to_string());
                }
                (Some((1, step)), _) => blocks.push(Block::Steps(vec![step.to_string()])),
                _ => blocks.push(paragraph(line)),
            },
        }
    }
    blocks
}

/// "2. skolan" or "2) skolan" with its number.
fn step(line: &str) -> Option<(usize, &str)> {
    let (number, text) = line.split_once(['.', ')'])?;
    let spaced = text.starts_with(char::is_whitespace);
    let (number, text) = (number.parse().ok()?, text.trim_start());
    (spaced && !text.is_empty()).then_some((number, text))
}

/// A paragraph of running text.
pub fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { text: text.into(), style: ParagraphStyle::Body }
}

/// A bullet alone may lack its space; a dash before a figure is its sign, and two marks are no bullet.
fn item(line: &str) -> Option<&str> {
    let mut rest = line.chars();
    let mark = rest.next().filter(|first| BULLETS.contains(first))?;
    let text = rest.as_str().trim_start();
    let spaced = text.len() < rest.as_str().len();
    let begins = text.chars().next()?;
    let plain = match mark {
        // It marks a note as often.
        '*' => false,
        mark if DOTS.contains(&mark) => begins.is_alphanumeric(),
        _ => begins.is_alphabetic(),
    };
    (spaced || plain).then_some(text)
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

    #[test]
    fn lines_numbered_from_one_are_a_list() {
        let steps = |items: &[&str]| Block::Steps(items.iter().map(ToString::to_string).collect());
        let text = "1. skolan\n2) vägarna\n2020. Ett svårt år.\n3. efteråt\n1. nytt\n1.5 mkr\n2. mer";
        let expected = [
            steps(&["skolan", "vägarna"]),
            paragraph("2020. Ett svårt år."),
            paragraph("3. efteråt"),
            steps(&["nytt"]),
            paragraph("1.5 mkr"),
            paragraph("2. mer"),
        ];
        assert_eq!(blocks(text), expected);
    }

    #[test]
    fn a_bullet_may_lack_its_space_but_a_sign_is_no_bullet() {
        let items = |text: &str| match blocks(text).as_slice() {
            [Block::List(items)] => items.clone(),
            [Block::Paragraph { .. }] => Vec::new(),
            other => panic!("{text}: {other:?}"),
        };
        for line in ["-skolan", "\u{2013}skolan", "\u{2022}skolan", "\u{b7}skolan", "-  skolan"] {
            assert_eq!(items(line), ["skolan"], "{line}");
        }
        for line in ["\u{2022}10 tkr", "- 10 tkr"] {
            assert_eq!(items(line), ["10 tkr"], "{line}");
        }
        let signs = [
            "-10 tkr",
            "\u{2212}10 tkr",
            "\u{2013}10 tkr",
            "*uppgift saknas",
            "--skolan",
            "**skolan**",
            "-",
            "\u{2022}",
        ];
        for line in signs {
            assert_eq!(items(line), Vec::<String>::new(), "{line}");
        }
    }
}
