//! Text to lines: optimal breaking over measured widths, with Swedish hyphenation. Nothing is ever cut or wider than
//! its column: a word that no hyphen can help is broken between characters.

use std::borrow::Cow;

use hypher::Lang;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

use crate::write::pdf::Error;
use crate::write::pdf::font::{Font, SOFT_HYPHEN, font};
use crate::write::pdf::look::Style;

/// One line as it is read: a space or a soft hyphen at its end keeps or joins the words across the break.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub text: String,
    /// Of what is seen.
    pub width: f32,
}

/// When words may be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hyphens {
    /// Where it makes better lines.
    Free,
    /// Only a word that is wider than its line.
    IfNeeded,
}

/// What stands between a piece and the next when the line ends there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tail {
    Space,
    Hyphen,
    Nothing,
}

#[derive(Clone, Debug)]
struct Piece<'a> {
    text: &'a str,
    width: f32,
    space: f32,
    hyphen: f32,
    tail: Tail,
}

impl Fragment for Piece<'_> {
    fn width(&self) -> f64 {
        f64::from(self.width)
    }
    fn whitespace_width(&self) -> f64 {
        if self.tail == Tail::Space { f64::from(self.space) } else { 0.0 }
    }
    fn penalty_width(&self) -> f64 {
        if self.tail == Tail::Hyphen { f64::from(self.hyphen) } else { 0.0 }
    }
}

/// Costs in square points: a hyphen is worth a gap of 30 pt, an overflow is never worth it.
const PENALTIES: Penalties = Penalties {
    nline_penalty: 1_000,
    overflow_penalty: 1_000_000,
    short_last_line_fraction: 6,
    short_last_line_penalty: 200,
    hyphen_penalty: 900,
};

/// Shorter words are not divided, and no part is shorter than three letters.
const SHORTEST_DIVIDED: usize = 7;
const SHORTEST_PART: usize = 3;
/// Rounding in sums of widths must not push a text that just fits to a second line.
const SLACK: f32 = 0.01;

/// Breaks a text into lines of at most `width`. A line feed in the text starts a new line; an empty text has no lines.
pub fn wrap(text: &str, style: Style, width: f32, hyphens: Hyphens) -> Result<Vec<Line>, Error> {
    let measure = Measure::new(style)?;
    let mut lines: Vec<Line> = Vec::new();
    let text = seen(text);
    for paragraph in text.split('\n') {
        let pieces = measure.pieces(paragraph, width, hyphens)?;
        if pieces.is_empty() {
            continue;
        }
        if let Some(last) = lines.last_mut() {
            last.text.push(' ');
        }
        let broken = wrap_optimal_fit(&pieces, &[f64::from(width + SLACK)], &PENALTIES)
            .map_err(|_| Error::Library(paragraph.to_string()))?;
        let count = broken.len();
        for (number, line) in broken.into_iter().enumerate() {
            lines.push(measure.line(line, number + 1 < count)?);
        }
    }
    Ok(lines)
}

/// The narrowest column that takes the text without breaking between characters: with words whole, or divided.
pub fn narrowest(text: &str, style: Style, hyphens: Hyphens) -> Result<f32, Error> {
    let measure = Measure::new(style)?;
    let limit = if hyphens == Hyphens::IfNeeded { f32::MAX } else { 0.0 };
    let mut widest = 0.0_f32;
    let text = seen(text);
    for paragraph in text.split('\n') {
        for word in words(paragraph) {
            for part in measure.parts(word, limit, Hyphens::IfNeeded)? {
                let hyphen = if part.tail == Tail::Hyphen { part.hyphen } else { 0.0 };
                widest = widest.max(part.width + hyphen);
            }
        }
    }
    Ok(widest)
}

/// The width of a text set on one line (its widest line, where it has line feeds).
pub fn natural(text: &str, style: Style) -> Result<f32, Error> {
    let face = font(style.weight);
    let mut widest = 0.0_f32;
    let text = seen(text);
    for paragraph in text.split('\n') {
        let line = words(paragraph).collect::<Vec<_>>().join(" ");
        widest = widest.max(face.width(&line, style.size)?);
    }
    Ok(widest)
}

/// The text as it can be drawn: signs of no width (hyphenation hints, joiners, marks of byte order, control characters)
/// left out, line and paragraph separators as line feeds, spaces of other widths as spaces.
fn seen(text: &str) -> Cow<'_, str> {
    let plain = |c: char| drawn(c) == Some(c);
    if text.chars().all(plain) { Cow::Borrowed(text) } else { text.chars().filter_map(drawn).collect() }
}

fn drawn(character: char) -> Option<char> {
    match character {
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => Some(' '),
        SOFT_HYPHEN | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => None,
        '\n' | '\t' | '\r' => Some(character),
        _ if character.is_control() => None,
        _ => Some(character),
    }
}

/// No-break spaces are part of their word.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\t', '\r']).filter(|word| !word.is_empty())
}

struct Measure {
    face: &'static Font,
    size: f32,
    space: f32,
    hyphen: f32,
}

impl Measure {
    fn new(style: Style) -> Result<Measure, Error> {
        let face = font(style.weight);
        let width = |text| face.width(text, style.size);
        Ok(Measure { face, size: style.size, space: width(" ")?, hyphen: width("-")? })
    }

    fn piece<'a>(&self, text: &'a str, tail: Tail) -> Result<Piece<'a>, Error> {
        let width = self.face.width(text, self.size)?;
        Ok(Piece { text, width, space: self.space, hyphen: self.hyphen, tail })
    }

    /// The pieces of a paragraph, none wider than the line.
    fn pieces<'a>(&self, text: &'a str, width: f32, hyphens: Hyphens) -> Result<Vec<Piece<'a>>, Error> {
        let mut pieces = Vec::new();
        for word in words(text) {
            for part in self.parts(word, width, hyphens)? {
                self.fitting(part, width, &mut pieces)?;
            }
            if let Some(last) = pieces.last_mut() {
                last.tail = Tail::Space;
            }
        }
        Ok(pieces)
    }

    /// Where a word may be divided: after a hyphen or stroke of its own, and between syllables.
    fn parts<'a>(&self, word: &'a str, width: f32, hyphens: Hyphens) -> Result<Vec<Piece<'a>>, Error> {
        let mut parts = Vec::new();
        for segment in segments(word) {
            let whole = self.piece(segment, Tail::Nothing)?;
            if hyphens == Hyphens::IfNeeded && whole.width <= width {
                parts.push(whole);
                continue;
            }
            let syllables = syllables(segment);
            let count = syllables.len();
            for (number, syllable) in syllables.into_iter().enumerate() {
                let tail = if number + 1 < count { Tail::Hyphen } else { Tail::Nothing };
                parts.push(self.piece(syllable, tail)?);
            }
        }
        Ok(parts)
    }

    /// A piece, or its characters where even the piece is too wide.
    fn fitting<'a>(&self, piece: Piece<'a>, width: f32, into: &mut Vec<Piece<'a>>) -> Result<(), Error> {
        let hyphen = if piece.tail == Tail::Hyphen { self.hyphen } else { 0.0 };
        if piece.width + hyphen <= width + SLACK {
            into.push(piece);
            return Ok(());
        }
        for (at, character) in piece.text.char_indices() {
            into.push(self.piece(&piece.text[at..at + character.len_utf8()], Tail::Nothing)?);
        }
        Ok(())
    }

    fn line(&self, pieces: &[Piece<'_>], more: bool) -> Result<Line, Error> {
        let mut text = String::new();
        for (number, piece) in pieces.iter().enumerate() {
            text.push_str(piece.text);
            if piece.tail == Tail::Space && number + 1 < pieces.len() {
                text.push(' ');
            }
        }
        let tail = pieces.last().map_or(Tail::Nothing, |piece| piece.tail);
        if more && tail == Tail::Hyphen {
            text.push(SOFT_HYPHEN);
        }
        let width = self.face.width(&text, self.size)?;
        if more && tail == Tail::Space {
            text.push(' ');
        }
        Ok(Line { text, width })
    }
}

/// Splits after `-` and `/` that stand inside a word: `kostnads-/intäktsslag`. A dash joins what belongs together:
/// `jan–aug`.
fn segments(word: &str) -> Vec<&str> {
    let mut segments = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in word.char_indices() {
        let end = at + character.len_utf8();
        let divides = matches!(character, '-' | '/');
        let next = word[end..].chars().next();
        let inside = before.is_some_and(|before| before.is_alphabetic() || before == '-');
        if divides && inside && next.is_some_and(char::is_alphabetic) {
            segments.push(&word[start..end]);
            start = end;
        }
        before = Some(character);
    }
    segments.push(&word[start..]);
    segments
}

/// The syllables of the letters in a segment; what stands before and after them goes with the outer ones. Words in
/// capitals or with digits are names and codes and stay whole.
fn syllables(segment: &str) -> Vec<&str> {
    let start = segment.find(char::is_alphabetic).unwrap_or(0);
    let end = segment
        .rfind(char::is_alphabetic)
        .map_or(start, |at| at + segment[at..].chars().next().map_or(0, char::len_utf8));
    let core = &segment[start..end];
    let lower = core.chars().skip(1).all(char::is_lowercase);
    if core.chars().count() < SHORTEST_DIVIDED || !lower {
        return vec![segment];
    }
    let mut cuts = vec![0];
    let mut at = start;
    for syllable in hypher::hyphenate_bounded(core, Lang::Swedish, SHORTEST_PART, SHORTEST_PART) {
        at += syllable.len();
        cuts.push(if at == end { segment.len() } else { at });
    }
    cuts.windows(2).map(|pair| &segment[pair[0]..pair[1]]).collect()
}

#[cfg(test)]
mod tests {
    use super::{Hyphens, narrowest, natural, segments, syllables, wrap};
    use crate::write::pdf::look::BODY;
    use proptest::prelude::{prop, proptest};

    fn joined(text: &str, width: f32) -> String {
        let lines = wrap(text, BODY, width, Hyphens::Free).expect("drawable");
        assert!(lines.iter().all(|line| line.width <= width + 0.02), "{lines:?}");
        lines.iter().map(|line| line.text.as_str()).collect::<String>().replace('\u{ad}', "")
    }

    #[test]
    fn long_words_are_divided_and_read_back_whole() {
        let text = "Kommunstyrelseförvaltningens verksamhetsplanering för fastighetsunderhållet";
        for width in [400.0, 90.0, 40.0, 12.0] {
            assert_eq!(joined(text, width), text, "{width}");
        }
        let lines = wrap(text, BODY, 90.0, Hyphens::Free).expect("drawable");
        assert!(lines.iter().any(|line| line.text.ends_with('\u{ad}')), "{lines:?}");
    }

    #[test]
    fn codes_names_and_no_break_spaces_are_kept_whole() {
        assert_eq!(syllables("EKONOMIAVDELNINGEN"), ["EKONOMIAVDELNINGEN"]);
        assert_eq!(syllables("A1234567b"), ["A1234567b"]);
        assert_eq!(segments("kostnads-/intäktsslag"), ["kostnads-/", "intäktsslag"]);
        assert_eq!(segments("2020-12"), ["2020-12"]);
        assert_eq!(segments("jan–aug"), ["jan–aug"]);
        assert_eq!(segments("vatten/avlopp"), ["vatten/", "avlopp"]);
        assert_eq!(wrap("18\u{a0}190 tkr", BODY, 30.0, Hyphens::Free).expect("drawable").len(), 2);
    }

    #[test]
    fn line_feeds_break_and_empty_text_has_no_line() {
        assert_eq!(wrap("", BODY, 100.0, Hyphens::Free), Ok(Vec::new()));
        let lines = wrap("En\nTvå\n\nTre", BODY, 100.0, Hyphens::Free).expect("drawable");
        assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["En ", "Två ", "Tre"]);
    }

    #[test]
    fn pasted_text_is_drawn_without_its_invisible_signs() {
        let pasted = "Fas\u{ad}tig\u{200b}het\u{feff}\u{1} i\u{2003}kommunen\u{2028}Ny\u{b}rad";
        let lines = wrap(pasted, BODY, 200.0, Hyphens::Free).expect("drawable");
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Fastighet i kommunen ", "Ny ", "rad"]);
    }

    proptest! {
        #[test]
        fn lines_fit_and_lose_nothing(text in "[a-zåäö0-9,.%()–-]{1,30}( [A-Za-zåäö0-9/-]{1,24}){0,12}", width in 15.0_f32..300.0) {
            let read = joined(&text, width);
            assert_eq!(read, text.split_whitespace().collect::<Vec<_>>().join(" "));
        }

        #[test]
        fn the_narrowest_column_needs_no_breaking_of_words(words in prop::collection::vec("[a-zåäö]{1,25}", 1..6)) {
            let text = words.join(" ");
            let width = narrowest(&text, BODY, Hyphens::IfNeeded).expect("drawable");
            let lines = wrap(&text, BODY, width, Hyphens::IfNeeded).expect("drawable");
            assert!(lines.iter().all(|line| !line.text.ends_with('\u{ad}')));
            assert!(narrowest(&text, BODY, Hyphens::Free).expect("drawable") <= natural(&text, BODY).expect("drawable"));
        }
    }
}
