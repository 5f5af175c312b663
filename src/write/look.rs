//! The tokens of the look, shared by workbook, templates and PDF: the colours of `templates/tema.csv` and the symbols of
//! states and trends.
//! Shape and word carry a state; colour is third and never alone.

use crate::doc::SectionKind;
use crate::domain::goal::{RatingShape, Trend};

pub use crate::domain::colour::Rgb;

/// The theme's colours, a row each: name, `RRGGBB`, what it is for.
const THEME: &str = include_str!("../../templates/tema.csv");

/// A colour of the theme by its name, read when the program is built: a name or a colour that is not there stops the
/// build.
const fn themed(name: &str) -> Rgb {
    let (theme, name) = (THEME.as_bytes(), name.as_bytes());
    let mut start = 0;
    while start < theme.len() {
        let value = start + name.len() + 1;
        if is_at(theme, start, name) && theme[value - 1] == b';' {
            return Rgb::from_hex(hex_at(theme, value));
        }
        while start < theme.len() && theme[start] != b'\n' {
            start += 1;
        }
        start += 1;
    }
    panic!("the theme lacks a colour")
}

const fn is_at(text: &[u8], start: usize, part: &[u8]) -> bool {
    let mut at = 0;
    while at < part.len() {
        if start + at >= text.len() || text[start + at] != part[at] {
            return false;
        }
        at += 1;
    }
    true
}

const fn hex_at(text: &[u8], start: usize) -> u32 {
    let (mut value, mut at) = (0, start);
    while at < start + 6 {
        let digit = match text[at] {
            digit @ b'0'..=b'9' => digit - b'0',
            digit @ b'A'..=b'F' => digit - b'A' + 10,
            _ => panic!("a colour of the theme is not RRGGBB"),
        };
        value = value * 16 + digit as u32;
        at += 1;
    }
    value
}

/// Text and figures.
pub const INK: Rgb = themed("ink");
/// Notes, axes, running heads.
pub const MUTED: Rgb = themed("muted");
/// Hairlines.
pub const RULE: Rgb = themed("rule");
/// The rule under headings, outcome in charts.
pub const ACCENT: Rgb = themed("accent");
/// Head rows, the band of key figures.
pub const TINT: Rgb = themed("tint");
pub const BUDGET: Rgb = themed("budget");
pub const FORECAST: Rgb = themed("forecast");
pub const BETTER: Rgb = themed("better");
pub const WORSE: Rgb = themed("worse");
/// Between better and worse: a state that is partly met.
pub const PARTLY: Rgb = themed("partly");
pub const INPUT: Rgb = themed("input");
pub const INPUT_BORDER: Rgb = themed("input_border");
pub const FAULTY: Rgb = themed("faulty");
pub const FAULTY_BORDER: Rgb = WORSE;
/// A field with a warning; darker than the input colour, so that it stands out among fields to fill in.
pub const DOUBTFUL: Rgb = themed("doubtful");
pub const DOUBTFUL_BORDER: Rgb = PARTLY;
pub const PAPER: Rgb = themed("paper");

/// The symbol that stands before the word of a state, where the font has it (workbooks; the PDF draws it).
pub const fn state_symbol(shape: RatingShape) -> &'static str {
    match shape {
        RatingShape::Full => "●",
        RatingShape::Half => "◐",
        RatingShape::Empty => "○",
        RatingShape::Dash => "–",
        RatingShape::Question => "?",
    }
}

pub const fn state_colour(shape: RatingShape) -> Rgb {
    match shape {
        RatingShape::Full => BETTER,
        RatingShape::Half => PARTLY,
        RatingShape::Empty => WORSE,
        RatingShape::Dash | RatingShape::Question => MUTED,
    }
}

/// The arrow that stands before the word of a trend.
pub const fn trend_symbol(trend: Trend) -> &'static str {
    match trend {
        Trend::Better => "↗",
        Trend::Same => "→",
        Trend::Worse => "↘",
    }
}

/// The colour of a sheet's tab.
pub const fn tab_colour(kind: SectionKind) -> Rgb {
    match kind {
        SectionKind::Presentation => ACCENT,
        SectionKind::Work | SectionKind::Data => MUTED,
        SectionKind::Proof => BETTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::colour::LEAST_CONTRAST;

    #[test]
    fn everything_that_is_read_has_the_contrast_of_wcag_aa() {
        for on_paper in [INK, MUTED, ACCENT, FORECAST, BETTER, WORSE, PARTLY] {
            assert!(on_paper.contrast(PAPER) >= LEAST_CONTRAST, "{on_paper:?}");
        }
        let grounds =
            [(INK, TINT), (ACCENT, TINT), (MUTED, TINT), (INK, INPUT), (INK, FAULTY), (INK, DOUBTFUL)];
        for (text, ground) in grounds {
            assert!(text.contrast(ground) >= LEAST_CONTRAST, "{text:?} on {ground:?}");
        }
    }
}
