//! The fixed wording of reports, from `templates/texter/rapport.csv`: one text per key, with `{name}` for what is
//! filled in.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::domain::wording;

const TABLE: &str = include_str!("../../templates/texter/rapport.csv");

/// The text of a key. Every key that the code names is in the table (a test reads the code for them).
pub fn phrase(key: &str) -> &'static str {
    static PHRASES: OnceLock<BTreeMap<&'static str, &'static str>> = OnceLock::new();
    let phrases =
        PHRASES.get_or_init(|| TABLE.lines().skip(1).filter_map(|line| line.split_once(';')).collect());
    phrases.get(key).copied().unwrap_or_default()
}

/// The text of a key with its places filled in.
pub fn filled(key: &str, values: &[(&str, &str)]) -> String {
    wording::fill(phrase(key), values)
}

#[cfg(test)]
mod tests {
    use super::{TABLE, phrase};
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_key_named_in_the_code_has_one_text_and_every_text_is_used() {
        let mut named = BTreeSet::new();
        collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut named);
        assert!(named.len() > 20, "only {} keys found in the code", named.len());
        let given: Vec<&str> =
            TABLE.lines().skip(1).filter_map(|line| line.split_once(';')).map(|(key, _)| key).collect();
        let unique: BTreeSet<String> = given.iter().map(ToString::to_string).collect();
        assert_eq!(given.len(), unique.len(), "a key stands twice");
        let missing: Vec<&String> = named.difference(&unique).collect();
        let unused: Vec<&String> = unique.difference(&named).collect();
        assert!(missing.is_empty() && unused.is_empty(), "missing {missing:?}, unused {unused:?}");
        assert!(named.iter().all(|key| !phrase(key).is_empty()));
    }

    /// Keys are written as `phrase("…")` or `filled("…"`, or stand in a string that ends with `/*key*/`.
    fn collect(folder: &Path, named: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("the source folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                collect(&path, named);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("phrase.rs") {
                let code = std::fs::read_to_string(&path).expect("a source file");
                let flat: String = code.split_whitespace().collect();
                for opening in ["phrase(\"", "filled(\""] {
                    for (at, _) in flat.match_indices(opening) {
                        let rest = &flat[at + opening.len()..];
                        named.insert(rest[..rest.find('"').expect("a closed string")].to_string());
                    }
                }
            }
        }
    }
}
