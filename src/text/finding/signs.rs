//! Signs that no report can print, in words.

use crate::domain::printable::{is_emoji, is_tone};

/// The signs that a person sees as signs of their own.
pub fn counted(signs: &str) -> Vec<char> {
    signs.chars().filter(|sign| !sign.is_whitespace() && !is_tone(*sign)).collect()
}

/// The signs in words: what cannot be printed in a report cannot be printed in a letter either.
pub fn unprintable(signs: &str) -> String {
    let (emoji, others): (Vec<char>, Vec<char>) =
        counted(signs).into_iter().partition(|sign| is_emoji(*sign));
    let mut parts = Vec::new();
    match emoji.len() {
        0 => {}
        1 => parts.push("en emoji".to_string()),
        count => parts.push(format!("{count} emojier")),
    }
    let codes: Vec<String> = others.iter().map(|sign| format!("U+{:04X}", u32::from(*sign))).collect();
    match codes.as_slice() {
        [] => {}
        [one] => parts.push(format!("ett tecken som typsnittet saknar ({one})")),
        several => {
            parts.push(format!("{} tecken som typsnittet saknar ({})", several.len(), several.join(", ")));
        }
    }
    parts.join(" och ")
}

#[cfg(test)]
mod tests {
    use super::unprintable;

    #[test]
    fn what_cannot_be_printed_is_named_in_words() {
        assert_eq!(unprintable("🙂"), "en emoji");
        assert_eq!(unprintable("👍 🏽"), "en emoji");
        assert_eq!(unprintable("🙂 ✌ 漢"), "2 emojier och ett tecken som typsnittet saknar (U+6F22)");
        assert_eq!(unprintable("漢 字"), "2 tecken som typsnittet saknar (U+6F22, U+5B57)");
    }
}
