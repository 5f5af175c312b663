//! How wide a text is in the default font: where it wraps follows its letters and not their number. Only for heights and
//! widths; a figure is never read from here.

/// Advance widths of Calibri, 2 048 to an em, of the signs from the blank to the tilde; measured in Carlito, which has the
/// same.
const REGULAR: [u16; 95] = [
    463, 667, 821, 1020, 1038, 1464, 1397, 452, 621, 621, 1020, 1020, 511, 627, 517, 791, 1038, 1038, 1038,
    1038, 1038, 1038, 1038, 1038, 1038, 1038, 548, 548, 1020, 1020, 1020, 949, 1831, 1185, 1114, 1092, 1260,
    1000, 941, 1292, 1276, 516, 653, 1064, 861, 1751, 1322, 1356, 1058, 1378, 1112, 941, 998, 1314, 1162,
    1822, 1063, 998, 959, 628, 791, 628, 1020, 1020, 596, 981, 1076, 866, 1076, 1019, 625, 964, 1076, 470,
    490, 931, 470, 1636, 1076, 1080, 1076, 1076, 714, 801, 686, 1076, 925, 1464, 887, 927, 809, 644, 943,
    644, 1020,
];
const BOLD: [u16; 95] = [
    463, 667, 898, 1020, 1038, 1493, 1443, 478, 638, 638, 1020, 1020, 528, 627, 547, 880, 1038, 1038, 1038,
    1038, 1038, 1038, 1038, 1038, 1038, 1038, 565, 565, 1020, 1020, 1020, 949, 1840, 1241, 1148, 1084, 1291,
    999, 940, 1305, 1292, 546, 678, 1120, 866, 1790, 1349, 1385, 1090, 1405, 1153, 968, 1014, 1337, 1211,
    1856, 1128, 1064, 979, 665, 880, 665, 1020, 1020, 615, 1011, 1099, 857, 1099, 1031, 648, 971, 1099, 503,
    523, 983, 503, 1666, 1099, 1101, 1099, 1099, 728, 817, 710, 1099, 969, 1526, 941, 970, 814, 704, 973,
    704, 1020,
];
/// Arrows, dashes and signs of a state; rather too wide than too narrow.
const SIGN: u16 = 1_856;

/// How a text is set: points, and whether bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face {
    pub points: u32,
    pub bold: bool,
}

impl Face {
    pub const PLAIN: Face = Face { points: 11, bold: false };
    pub const BOLD: Face = Face { points: 11, bold: true };
}

/// Hundredths of a pixel, of which an inch has 96.
pub fn width(text: &str, face: Face) -> u32 {
    let units: u64 = text.chars().map(|letter| u64::from(advance(letter, face.bold))).sum();
    // units/2048 em · points · 4/3 pixels · 100.
    u32::try_from(units * u64::from(face.points) * 25 / 384).unwrap_or(u32::MAX)
}

fn advance(letter: char, bold: bool) -> u16 {
    let widths = if bold { &BOLD } else { &REGULAR };
    let plain = match letter {
        'å' | 'ä' | 'à' | 'á' => 'a',
        'ö' | 'ó' | 'ø' => 'o',
        'é' | 'è' | 'ë' => 'e',
        'ü' => 'u',
        'Å' | 'Ä' => 'A',
        'Ö' | 'Ø' => 'O',
        'É' => 'E',
        '\u{a0}' | '\u{202f}' => ' ',
        '·' => '.',
        '–' | '−' | '§' | '•' => '+',
        '”' | '’' => '"',
        other => other,
    };
    let at = u32::from(plain).checked_sub(u32::from(' ')).and_then(|at| usize::try_from(at).ok());
    at.and_then(|at| widths.get(at)).copied().unwrap_or(SIGN)
}

/// The lines that a text takes when it wraps between words, each as wide as it is.
pub fn wrapped(text: &str, room: u32, face: Face) -> Vec<u32> {
    let room = room.max(1);
    let blank = width(" ", face);
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let mut used = 0;
        for word in line.split_whitespace() {
            let mut own = width(word, face);
            if used > 0 && used + blank + own > room {
                lines.push(used);
                used = 0;
            }
            // A word longer than the line is broken.
            while used == 0 && own > room {
                lines.push(room);
                own -= room;
            }
            used += own + if used > 0 { blank } else { 0 };
        }
        lines.push(used);
    }
    lines
}

/// Whether a text that wraps is broken at the hyphen of a date or a number, where programs do break it.
pub fn is_torn(text: &str, room: u32, face: Face) -> bool {
    let blank = width(" ", face);
    text.lines().any(|line| {
        let mut used = 0;
        line.split_whitespace().any(|word| {
            let mut before = "";
            word.split_inclusive('-').any(|piece| {
                let own = width(piece, face);
                let gap = if before.is_empty() && used > 0 { blank } else { 0 };
                let breaks = used > 0 && used + gap + own > room;
                used = if breaks { own } else { used + gap + own };
                let inside =
                    !before.is_empty() && !before.trim_end_matches('-').ends_with(char::is_alphabetic);
                before = piece;
                breaks && inside && piece.starts_with(is_digit)
            })
        })
    })
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// How many lines a text takes.
pub fn lines(text: &str, room: u32, face: Face) -> u32 {
    wrapped(text, room, face).len() as u32
}

#[cfg(test)]
mod tests {
    use super::{Face, is_torn, lines, width, wrapped};

    #[test]
    fn texts_are_as_wide_as_their_letters() {
        // 1 038 of 2 048 of 14 2/3 pixels.
        assert_eq!(width("0", Face::PLAIN), 743);
        assert_eq!(width("åäö", Face::PLAIN), width("aao", Face::PLAIN));
        assert!(width("mm", Face::PLAIN) > width("ilil", Face::PLAIN));
        assert!(width("Summa", Face::BOLD) > width("Summa", Face::PLAIN));
        assert!(width("Summa", Face { points: 9, bold: false }) < width("Summa", Face::PLAIN));
    }

    #[test]
    fn a_date_is_torn_where_its_line_ends_within_it() {
        let torn = |text: &str, like: &str| is_torn(text, width(like, Face::PLAIN), Face::PLAIN);
        assert!(torn("den 2020-12-31", "den 2020-"));
        assert!(torn("den 2020-12-31", "den 2020-12-3"));
        assert!(!torn("per den dagen 2020-12-31", "per den dagen"));
        assert!(!torn("den 2020-12-31", "den 2020-12-31"));
        assert!(torn("skriv -10", "skriv -"));
        // A word may be broken at its hyphen.
        assert!(!torn("barn- och elevhälsa", "barn-"));
        assert!(!torn("förskole-lärare", "förskole-"));
    }

    #[test]
    fn lines_wrap_between_words_and_inside_words_that_are_too_long() {
        let of = |text: &str, like: &str| lines(text, width(like, Face::PLAIN), Face::PLAIN);
        assert_eq!(of("", "ett"), 1);
        assert_eq!(of("ett två tre", "ett två tre"), 1);
        assert_eq!(of("ett två tre", "ett två tr"), 2);
        assert_eq!(of("ett\ntvå", "ett två"), 2);
        assert_eq!(of("verksamhetsuppföljning", "verksamhet"), 3);
        let own = wrapped("ett två", width("två", Face::PLAIN), Face::PLAIN);
        assert_eq!(own, [width("ett", Face::PLAIN), width("två", Face::PLAIN)]);
    }
}
