//! The two faces of the PDF, which are part of the program, and what is measured on them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ttf_parser::Face;

use super::Error;
use super::look::Weight;

/// A face and its bytes.
pub struct Font {
    pub bytes: &'static [u8],
    pub name: &'static str,
    /// The glyph of each character and its advance in whole thousandths, as the PDF states it: asked for each letter of a
    /// report, several times, so the face's own tables are gone through once.
    /// By the character's code; glyph 0 where the face has none.
    glyphs: Vec<(u16, u32)>,
    /// The lowest character of each glyph: what the glyph says when its text is read.
    characters: BTreeMap<u16, char>,
    /// How many glyphs the face has: codes from here on are of [`NO_BREAK`].
    count: u16,
}

static REGULAR: LazyLock<Font> = LazyLock::new(|| {
    load(include_bytes!("../../../templates/typsnitt/SourceSans3_400Regular.ttf"), "SourceSans3-Regular")
});

static SEMI_BOLD: LazyLock<Font> = LazyLock::new(|| {
    load(include_bytes!("../../../templates/typsnitt/SourceSans3_600SemiBold.ttf"), "SourceSans3-SemiBold")
});

fn load(bytes: &'static [u8], name: &'static str) -> Font {
    let face = Face::parse(bytes, 0).expect("the font file is part of the program and a test reads it");
    let (mut glyphs, mut characters) = (Vec::new(), BTreeMap::new());
    let subtables = face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables);
    for subtable in subtables.filter(|subtable| subtable.is_unicode()) {
        subtable.codepoints(|code| {
            let Some(character) = char::from_u32(code) else { return };
            // The first table that has a character counts.
            let Some(glyph) = face.glyph_index(character) else { return };
            let advance = u32::from(face.glyph_hor_advance(glyph).unwrap_or(0));
            let at = code as usize;
            glyphs.resize(glyphs.len().max(at + 1), (0, 0));
            glyphs[at] = (glyph.0, advance * 1000 / u32::from(face.units_per_em()));
            let lowest = characters.entry(glyph.0).or_insert(character);
            *lowest = (*lowest).min(character);
        });
    }
    Font { bytes, name, glyphs, characters, count: face.number_of_glyphs() }
}

pub fn font(weight: Weight) -> &'static Font {
    match weight {
        Weight::Regular => &REGULAR,
        Weight::SemiBold => &SEMI_BOLD,
    }
}

/// Spaces that keep a line together, which share a glyph with others. In the file they have codes of their own, so that text
/// that is copied keeps them.
const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

/// Drawn where a word is divided.
const HYPHEN: char = '-';
pub const SOFT_HYPHEN: char = '\u{ad}';

impl Font {
    /// The glyph of a character; a soft hyphen is drawn as a hyphen. Glyph 0 (.notdef) is never drawn.
    pub fn glyph(&self, character: char) -> Result<u16, Error> {
        self.drawn(character).map(|(glyph, _)| glyph)
    }

    /// What stands for a character in the file: its glyph, or a code of its own.
    pub fn code(&self, character: char) -> Result<u16, Error> {
        let own = (self.count..).zip(NO_BREAK).find(|(_, space)| *space == character);
        own.map_or_else(|| self.glyph(character), |(code, _)| Ok(code))
    }

    /// The glyph that a code draws.
    pub fn glyph_of(&self, code: u16) -> u16 {
        let own = (self.count..).zip(NO_BREAK).find(|(own, _)| *own == code);
        own.and_then(|(_, space)| self.glyph(space).ok()).unwrap_or(code)
    }

    /// The advance of what a code draws, in thousandths.
    pub fn advance(&self, code: u16) -> Option<u32> {
        let (_, space) = (self.count..).zip(NO_BREAK).find(|(own, _)| *own == code)?;
        self.drawn(space).ok().map(|(_, advance)| advance)
    }

    fn drawn(&self, character: char) -> Result<(u16, u32), Error> {
        let drawn = if character == SOFT_HYPHEN { HYPHEN } else { character };
        let found = self.glyphs.get(drawn as usize).copied().filter(|(glyph, _)| *glyph != 0);
        found.ok_or(Error::MissingGlyph(character))
    }

    /// What a code says when its text is read: several characters may share one glyph.
    pub fn character(&self, code: u16) -> char {
        let own = (self.count..).zip(NO_BREAK).find(|(own, _)| *own == code);
        let of_glyph = || self.characters.get(&code).copied();
        own.map(|(_, space)| space).or_else(of_glyph).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Width in points.
    pub fn width(&self, text: &str, size: f32) -> Result<f32, Error> {
        let mut thousandths = 0_u32;
        for character in text.chars() {
            thousandths += self.drawn(character)?.1;
        }
        Ok(thousandths as f32 * size / 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Font, font};
    use crate::write::pdf::Error;
    use crate::write::pdf::look::Weight;

    fn faces() -> [&'static Font; 2] {
        [font(Weight::Regular), font(Weight::SemiBold)]
    }

    #[test]
    fn digits_and_minus_are_equally_wide() {
        for face in faces() {
            let width = face.width("0", 10.0);
            for digit in "123456789\u{2212}".chars() {
                assert_eq!(face.width(&digit.to_string(), 10.0), width, "{digit}");
            }
        }
    }

    #[test]
    fn a_character_without_glyph_is_named() {
        for face in faces() {
            assert_eq!(face.glyph('\u{1F600}'), Err(Error::MissingGlyph('\u{1F600}')));
            assert!("ÅÄÖåäöéü–−\u{a0}\u{202f}\u{ad}•§%½".chars().all(|c| face.glyph(c).is_ok()));
        }
    }
}
