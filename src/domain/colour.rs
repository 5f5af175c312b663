//! Colours in sRGB, and the contrast that makes text legible (WCAG 2.1, 1.4.3; EN 301 549, 9.1.4.3).

use std::fmt;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

/// The least contrast of text with its ground, in hundredths: 4,5 to 1.
pub const LEAST_CONTRAST: u32 = 450;

pub const WHITE: Rgb = Rgb { red: 255, green: 255, blue: 255 };

/// Millionths, in which light is counted: whole numbers, so that every machine finds the same ratio.
const ONE: u128 = 1_000_000;

impl Rgb {
    /// From `0xRRGGBB`.
    pub const fn from_hex(hex: u32) -> Rgb {
        Rgb { red: (hex >> 16) as u8, green: (hex >> 8) as u8, blue: hex as u8 }
    }

    /// As `0xRRGGBB`.
    pub const fn hex(self) -> u32 {
        ((self.red as u32) << 16) | ((self.green as u32) << 8) | self.blue as u32
    }

    /// Reads `#0B4F6C`, with or without its mark.
    pub fn parse(text: &str) -> Option<Rgb> {
        let digits = text.trim().trim_start_matches('#');
        let whole = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        whole.then(|| u32::from_str_radix(digits, 16).ok().map(Rgb::from_hex)).flatten()
    }

    /// A ground in the same colour, light enough for text to stand on: a tenth of it in white.
    pub fn tint(self) -> Rgb {
        let mixed = |channel: u8| 255 - (255 - channel) / 10;
        Rgb { red: mixed(self.red), green: mixed(self.green), blue: mixed(self.blue) }
    }

    /// The contrast ratio with another colour, in hundredths, rounded down: 100 to 2100.
    pub fn contrast(self, other: Rgb) -> u32 {
        let (one, two) = (self.luminance() + ONE / 20, other.luminance() + ONE / 20);
        u32::try_from(one.max(two) * 100 / one.min(two)).unwrap_or(u32::MAX)
    }

    /// Whether text in this colour is legible on the paper and on the colour's own tint.
    pub fn is_legible(self) -> bool {
        [WHITE, self.tint()].into_iter().all(|ground| self.contrast(ground) >= LEAST_CONTRAST)
    }

    /// The same hue, no darker than it must be to be legible.
    pub fn darkened(self) -> Rgb {
        let of = |percent: u32, channel: u8| (u32::from(channel) * percent / 100) as u8;
        let darker = |percent| Rgb {
            red: of(percent, self.red),
            green: of(percent, self.green),
            blue: of(percent, self.blue),
        };
        (0..=100).rev().map(darker).find(|colour| colour.is_legible()).unwrap_or(darker(0))
    }

    /// Relative luminance in millionths (WCAG 2.1, relative luminance).
    fn luminance(self) -> u128 {
        (2126 * linear(self.red) + 7152 * linear(self.green) + 722 * linear(self.blue)) / 10_000
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:06X}", self.hex())
    }
}

/// The light of a channel in millionths: `c / 12.92` near black, else `((c + 0.055) / 1.055)^2.4`.
fn linear(channel: u8) -> u128 {
    let part = u128::from(channel) * ONE / 255;
    if part <= 40_450 {
        return part * 100 / 1292;
    }
    let base = (part + 55_000) * 1000 / 1055;
    let square = base * base / ONE;
    // x^2.4 = x^2 · (x^2)^(1/5).
    square * fifth_root(square) / ONE
}

/// Of a number of millionths not above one, in millionths.
fn fifth_root(number: u128) -> u128 {
    let wanted = number * ONE.pow(4);
    let (mut low, mut high) = (0, ONE);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if middle.pow(5) <= wanted { low = middle } else { high = middle - 1 }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::{LEAST_CONTRAST, Rgb, WHITE};

    #[test]
    fn contrast_is_that_of_the_published_examples() {
        let of = |text: &str| Rgb::parse(text).expect("a colour").contrast(WHITE);
        // The grey on either side of the limit, black, white, and pure red, as WebAIM's checker gives them.
        assert_eq!(
            [of("#767676"), of("#777777"), of("000000"), of("#FFFFFF"), of("#FF0000")],
            [454, 447, 2100, 100, 399]
        );
        assert_eq!(WHITE.contrast(Rgb::from_hex(0x76_76_76)), 454);
    }

    #[test]
    fn a_colour_survives_the_way_to_text_and_back() {
        let colour = Rgb::from_hex(0x0B4F6C);
        assert_eq!((colour.red, colour.green, colour.blue), (0x0B, 0x4F, 0x6C));
        assert_eq!(Rgb::parse(&colour.to_string()), Some(colour));
        for wrong in ["", "blå", "#0B4F6", "#0B4F6C0", "0x0B4F6C", "+B4F6C"] {
            assert_eq!(Rgb::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_darkened_is_legible_and_not_darker_than_needed() {
        for hex in [0xFF_CC_00, 0xE0_67_2D, 0x00_AA_88, 0xFF_FF_FF, 0xD0_31_2D] {
            let (colour, darker) = (Rgb::from_hex(hex), Rgb::from_hex(hex).darkened());
            assert!(!colour.is_legible(), "{colour}");
            assert!(darker.is_legible(), "{darker}");
            assert!(darker.contrast(darker.tint()) < LEAST_CONTRAST + 25, "{darker}");
        }
        let dark = Rgb::from_hex(0x7A_1F_3D);
        assert_eq!(dark.darkened(), dark);
    }
}
