//! The standing sentences of reports that a municipality may word in its own way: where figures come from, how a key
//! figure is computed, what stands below a table. The program's own, and the municipality's in their place.

use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording(BTreeMap<String, String>);

impl Wording {
    /// Later sentences take the place of earlier ones with the same key.
    pub fn new(sentences: impl IntoIterator<Item = (String, String)>) -> Wording {
        Wording(sentences.into_iter().collect())
    }

    /// The sentence of a key. Every key that the code names has one (a test reads the code for them).
    pub fn text(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// The sentence with its places filled in.
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.text(key), values)
    }
}

/// A text with its places, `{name}`, filled in.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_string(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// The places of a text, with their braces; a brace that has no other is a place that cannot be filled.
pub fn places(text: &str) -> BTreeSet<String> {
    let pieces = text.split_inclusive('}').filter(|piece| piece.ends_with('}'));
    let pieces = pieces.filter_map(|piece| piece.find('{').map(|at| &piece[at..]));
    let stray = text.matches('{').count() != text.matches('}').count();
    pieces.map(str::to_string).chain(stray.then(|| "{".to_string())).collect()
}

#[cfg(test)]
mod tests {
    use super::{Wording, fill, places};

    #[test]
    fn the_later_sentence_stands_and_is_filled() {
        let pair = |key: &str, text: &str| (key.to_string(), text.to_string());
        let own = Wording::new([pair("a", "Per {dag}."), pair("b", "B."), pair("a", "Till och med {dag}.")]);
        assert_eq!(own.with("a", &[("dag", "31 maj")]), "Till och med 31 maj.");
        assert_eq!((own.text("b"), own.text("c")), ("B.", ""));
        assert_eq!(fill("{x} och {x}", &[("x", "1")]), "1 och 1");
    }

    #[test]
    fn a_place_is_what_stands_in_braces() {
        let found = |text: &str| places(text).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(found("Per {dag} av {alla}, {dag}."), "{alla} {dag}");
        assert_eq!(found("Inga platser."), "");
        assert_eq!(found("Per {dag"), "{");
        assert_eq!(found("Per dag}"), "{");
    }
}
