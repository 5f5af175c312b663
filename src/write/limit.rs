//! Texts within the lengths Excel allows, which it counts in UTF-16 units.

/// Of the words for those who do not see a picture.
const ALTERNATIVE: usize = 255;

/// At most `limit` units; what is cut off shows as `…`.
pub fn cut(text: &str, limit: usize) -> String {
    if units(text) <= limit {
        return text.to_string();
    }
    let mut kept = String::new();
    let mut length = 1;
    for c in text.chars() {
        length += c.len_utf16();
        if length > limit {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

/// The sentences that an alternative text has room for: the library leaves the whole text out where it is too long.
pub fn alternative(text: &str) -> String {
    let ends = text.match_indices(". ").map(|(at, _)| at + 1).chain([text.len()]);
    let whole = ends.filter(|end| units(&text[..*end]) <= ALTERNATIVE).last();
    whole.map_or_else(|| cut(text, ALTERNATIVE), |end| text[..end].to_string())
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_alternative_text_keeps_its_whole_sentences() {
        let fits = "Utfall i tkr. Budget i tkr.";
        assert_eq!(alternative(fits), fits);
        let sentence = format!("{}.", "å".repeat(199));
        assert_eq!(alternative(&format!("{sentence} {sentence}")), sentence);
        assert_eq!(alternative(&"😀".repeat(200)), format!("{}…", "😀".repeat(127)));
    }
}
