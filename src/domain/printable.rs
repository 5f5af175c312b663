//! The characters that the reports can print, as far as people write with them. A test of the print face holds that it has
//! them all.

/// First and last of each run.
pub const PRINTED: &[(char, char)] = &[
    ('\u{20}', '\u{7e}'),
    ('\u{a0}', '\u{181}'),
    ('\u{1cd}', '\u{1dd}'),
    ('\u{218}', '\u{21b}'),
    ('\u{2c6}', '\u{2c7}'),
    ('\u{2d8}', '\u{2dd}'),
    ('\u{300}', '\u{30d}'),
    ('\u{38e}', '\u{3a1}'),
    ('\u{3a3}', '\u{3ce}'),
    ('\u{400}', '\u{45f}'),
    ('\u{490}', '\u{491}'),
    ('\u{1e80}', '\u{1e85}'),
    ('\u{1e9e}', '\u{1ef9}'),
    ('\u{2010}', '\u{201e}'),
    ('\u{2020}', '\u{2023}'),
    ('\u{2026}', '\u{2026}'),
    ('\u{202f}', '\u{2033}'),
    ('\u{2039}', '\u{203a}'),
    ('\u{203c}', '\u{203f}'),
    ('\u{2044}', '\u{2044}'),
    ('\u{2047}', '\u{2049}'),
    ('\u{2070}', '\u{2071}'),
    ('\u{2074}', '\u{208e}'),
    ('\u{20ac}', '\u{20ac}'),
    ('\u{2105}', '\u{2105}'),
    ('\u{2113}', '\u{2113}'),
    ('\u{2116}', '\u{2117}'),
    ('\u{2122}', '\u{2122}'),
    ('\u{2126}', '\u{2126}'),
    ('\u{2150}', '\u{215e}'),
    ('\u{2190}', '\u{2199}'),
    ('\u{21d0}', '\u{21d3}'),
    ('\u{2200}', '\u{2200}'),
    ('\u{2202}', '\u{2203}'),
    ('\u{2206}', '\u{2206}'),
    ('\u{220f}', '\u{220f}'),
    ('\u{2211}', '\u{2212}'),
    ('\u{2215}', '\u{2215}'),
    ('\u{2219}', '\u{221a}'),
    ('\u{221e}', '\u{221f}'),
    ('\u{2229}', '\u{2229}'),
    ('\u{222b}', '\u{222b}'),
    ('\u{2248}', '\u{2248}'),
    ('\u{2260}', '\u{2261}'),
    ('\u{2264}', '\u{2265}'),
    ('\u{25a0}', '\u{25a1}'),
    ('\u{25aa}', '\u{25ac}'),
    ('\u{25b2}', '\u{25ba}'),
    ('\u{25bc}', '\u{25c4}'),
    ('\u{25c6}', '\u{25c6}'),
    ('\u{25cf}', '\u{25cf}'),
    ('\u{25e6}', '\u{25e6}'),
    ('\u{2610}', '\u{2611}'),
    ('\u{2713}', '\u{2714}'),
    ('\u{2717}', '\u{2718}'),
];

/// The characters of a text that cannot be printed, each once, with a space between. Signs of no width and the spaces of
/// other widths are none of them.
pub fn lacking(text: &str) -> String {
    let mut found: Vec<String> = Vec::new();
    let lacking = text.chars().filter(|sign| !is_printed(*sign)).map(String::from);
    for sign in lacking {
        if !found.contains(&sign) {
            found.push(sign);
        }
    }
    found.join(" ")
}

/// The text without the characters that cannot be printed, and without the gaps they leave.
pub fn printed(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut gap = false;
    for sign in text.chars() {
        let at_edge = match sign {
            ' ' => kept.is_empty() || kept.ends_with([' ', '\n']),
            other => other.is_whitespace() && kept.is_empty(),
        };
        let left_over = gap && (is_without_width(sign) || at_edge);
        if !is_printed(sign) {
            gap = true;
        } else if !left_over {
            gap = false;
            kept.push(sign);
        }
    }
    if gap { kept.trim_end().to_string() } else { kept }
}

/// The blocks of pictures that phones and computers offer.
pub fn is_emoji(sign: char) -> bool {
    matches!(sign, '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// The tone of the skin of the emoji before it.
pub fn is_tone(sign: char) -> bool {
    ('\u{1f3fb}'..='\u{1f3ff}').contains(&sign)
}

/// Signs that join others or choose their form, and take no room.
pub fn is_without_width(sign: char) -> bool {
    matches!(sign, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

fn is_printed(sign: char) -> bool {
    let run = || PRINTED.iter().any(|(first, last)| (*first..=*last).contains(&sign));
    sign.is_whitespace() || is_without_width(sign) || run()
}

#[cfg(test)]
mod tests {
    use super::{lacking, printed};

    #[test]
    fn emoji_and_foreign_letters_are_told_once_each() {
        assert_eq!(lacking("Bra 🙂 jobbat 🙂👍🏽 漢"), "🙂 👍 🏽 漢");
        assert_eq!(lacking("Å–ä “ö” 5 % ≥ 3 € §\u{ad}\u{a0}½\nć"), "");
    }

    #[test]
    fn a_text_is_printed_without_them_and_without_gaps() {
        for (text, kept) in [
            ("Bra 🙂 jobbat 🙂", "Bra jobbat"),
            ("🙂 Bra", "Bra"),
            ("👩\u{200d}🏫", ""),
            ("Tack ❤\u{fe0f}.\nNy  rad", "Tack .\nNy  rad"),
            ("Först\n🙂 sedan", "Först\nsedan"),
            ("Å–ä “ö” ", "Å–ä “ö” "),
        ] {
            assert_eq!(printed(text), kept, "{text}");
        }
    }
}
