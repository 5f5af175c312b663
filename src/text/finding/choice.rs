//! What a value could have been: the words of a list, and the one that was meant.

use super::expected;
use crate::finding::Expected;

/// Longer lists than this are not read out in a sentence; so many of their words are.
pub(super) const LISTED: usize = 8;
const EXAMPLES: usize = 2;
/// One slip in so many letters, and the one word is taken for the other.
const ALIKE: usize = 3;

/// The word of a list that was meant: the only one that holds what was written, else the only one most like it.
pub(super) fn nearest<'a>(found: &str, words: &'a [String]) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let found = plain(found);
    let holding = || words.iter().filter(|word| !found.is_empty() && plain(word).contains(&found));
    if let (Some(only), 1) = (holding().next(), holding().count()) {
        return Some(only);
    }
    let apart = |word: &&String| strsim::damerau_levenshtein(&found, &plain(word));
    let best = words.iter().min_by_key(apart)?;
    let alone = words.iter().filter(|word| apart(word) == apart(&best)).count() == 1;
    (alone && apart(&best) * ALIKE <= found.chars().count()).then_some(best)
}

/// One of the words of a list; of a long one only some.
pub(super) fn choices(words: &[String]) -> String {
    if words.len() > LISTED {
        format!("ett av valen i listan, till exempel {}.", words[..EXAMPLES].join(" eller "))
    } else {
        expected(&Expected::Choice(words.to_vec()))
    }
}
