//! ToUnicode: the codes of a font and the text each stands for (ISO 32000-1, 9.10.3).

#[derive(Clone, Debug, Default)]
pub struct ToUnicode {
    /// By code; empty where it says nothing.
    texts: Vec<String>,
}

impl ToUnicode {
    pub fn parse(stream: &[u8]) -> ToUnicode {
        let source = String::from_utf8_lossy(stream);
        let mut texts = Vec::new();
        for (section, entries) in sections(&source) {
            let hex = hex_strings(entries);
            match section {
                Section::Single => {
                    for pair in hex.chunks_exact(2) {
                        set(&mut texts, code(&pair[0]), utf16(&pair[1]));
                    }
                }
                Section::Range => {
                    for triple in hex.chunks_exact(3) {
                        range(&mut texts, triple);
                    }
                }
            }
        }
        ToUnicode { texts }
    }

    /// The text of a shown string of two-byte codes; a code without text is U+FFFD.
    pub fn text(&self, shown: &[u8]) -> String {
        let text = |pair: &[u8]| {
            let code = u16::from_be_bytes([pair[0], pair[1]]);
            self.texts
                .get(usize::from(code))
                .filter(|text| !text.is_empty())
                .map_or("\u{fffd}", String::as_str)
        };
        shown.chunks_exact(2).map(text).collect()
    }
}

#[derive(Clone, Copy)]
enum Section {
    Single,
    Range,
}

/// What stands between `beginbfchar` and `endbfchar`, and the same for ranges.
fn sections(source: &str) -> Vec<(Section, &str)> {
    let mut found = Vec::new();
    for (section, begin, end) in
        [(Section::Single, "beginbfchar", "endbfchar"), (Section::Range, "beginbfrange", "endbfrange")]
    {
        for part in source.split(begin).skip(1) {
            found.push((section, part.split(end).next().unwrap_or_default()));
        }
    }
    found
}

fn hex_strings(source: &str) -> Vec<Vec<u8>> {
    source.split('<').skip(1).map(|part| bytes(part.split('>').next().unwrap_or_default())).collect()
}

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex
        .chars()
        .filter_map(|digit| digit.to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect()
}

fn code(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |code, byte| code << 8 | u16::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn set(texts: &mut Vec<String>, code: u16, text: String) {
    let at = usize::from(code);
    texts.resize(texts.len().max(at + 1), String::new());
    texts[at] = text;
}

/// Codes that follow each other stand for characters that do.
fn range(texts: &mut Vec<String>, triple: &[Vec<u8>]) {
    let (first, last, start) = (code(&triple[0]), code(&triple[1]), utf16(&triple[2]));
    let Some(start) = start.chars().next().map(u32::from) else { return };
    for (step, code) in (first..=last).enumerate() {
        let character = u32::try_from(step).ok().and_then(|step| char::from_u32(start + step));
        set(texts, code, character.unwrap_or(char::REPLACEMENT_CHARACTER).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::ToUnicode;

    #[test]
    fn single_codes_and_ranges_are_read() {
        let cmap = ToUnicode::parse(
            b"1 beginbfchar\n<0003> <0020>\n<0004><00660069>\nendbfchar 1 beginbfrange <0010> <0012> <0061> endbfrange",
        );
        assert_eq!(cmap.text(&[0, 0x10, 0, 3, 0, 0x12, 0, 4]), "a cfi");
        assert_eq!(cmap.text(&[0, 0x13]), "\u{fffd}");
    }
}
