//! Standardtexter: the program's own sentences, each in the municipality's words where it has given any.

use std::collections::BTreeMap;

use super::read::{Desk, of_template, own};
use super::schema;
use super::table::Row;
use crate::domain::wording::{Wording, places};
use crate::finding::RegisterProblem;

pub(super) const TABLE: &str = schema::STANDING_TEXTS.name;
/// Every sentence that may be worded otherwise: words that the program reads back, and those that letters and findings
/// rest on, are in `rapport.csv` and may not.
pub(super) const OWN: &str = include_str!("../../templates/texter/standardtexter.csv");

const KEY: &str = "Nyckel";
const PROGRAMS: &str = "Programmets text";
const MUNICIPALITYS: &str = "Kommunens text";

pub(super) fn read(desk: &mut Desk) -> Wording {
    let own = of_template(&schema::STANDING_TEXTS, &own("standardtexter"), OWN);
    let sentence = |row: &Row| Some((row.text(KEY)?, row.text(PROGRAMS)?));
    let own: BTreeMap<String, String> = own.list.iter().filter_map(sentence).collect();
    let mut worded = own.clone();
    let mut found = Vec::new();
    for row in desk.rows(TABLE) {
        let Some(key) = row.text(KEY) else { continue };
        let Some(programs) = own.get(&key) else {
            let known = own.keys().cloned().collect();
            found.push((row.number, KEY, RegisterProblem::UnknownStandingText { key, known }));
            continue;
        };
        let text = in_one_line(&row.words(MUNICIPALITYS));
        let seen = in_one_line(&row.words(PROGRAMS));
        let other = !seen.is_empty() && seen != in_one_line(programs);
        if text.is_empty() {
            if other {
                let problem = RegisterProblem::NotTheProgramsText { key, own: programs.clone() };
                found.push((row.number, PROGRAMS, problem));
            }
            continue;
        }
        if let Some(problem) = other_places(&key, programs, &text) {
            found.push((row.number, MUNICIPALITYS, problem));
            continue;
        }
        if other {
            let problem = RegisterProblem::StandingTextChanged { key: key.clone(), now: programs.clone() };
            found.push((row.number, PROGRAMS, problem));
        }
        worded.insert(key, text);
    }
    for (row, column, problem) in found {
        desk.fault(TABLE, row, column, problem);
    }
    Wording::new(worded)
}

/// A sentence stands in a paragraph, a caption or a cell of its own: a line break in it says nothing.
fn in_one_line(text: &str) -> String {
    // A no-break space is meant.
    text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn other_places(key: &str, programs: &str, text: &str) -> Option<RegisterProblem> {
    let (expected, found) = (places(programs), places(text));
    (expected != found).then(|| RegisterProblem::OtherPlaces {
        key: key.to_string(),
        expected: expected.into_iter().collect(),
        found: found.into_iter().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::{OWN, schema};
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_standing_text_that_the_code_names_is_in_the_table_and_every_one_in_the_table_is_named() {
        let given: Vec<&str> = OWN.lines().skip(1).filter_map(|line| line.split(';').next()).collect();
        // A sentence with a semicolon would be cut there.
        let columns = schema::STANDING_TEXTS.columns.len();
        assert!(OWN.lines().all(|line| line.split(';').count() == columns));
        let unique: BTreeSet<String> = given.iter().map(ToString::to_string).collect();
        assert_eq!(given.len(), unique.len(), "a key stands twice");
        let mut named = BTreeSet::new();
        collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut named);
        assert_eq!(unique, named);
    }

    /// Keys are written as `standing("…")`, `standing_with("…"` or `wording.text("…")`.
    fn collect(folder: &Path, named: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("the source folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                collect(&path, named);
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && !path.ends_with("register/wording.rs")
            {
                let code = std::fs::read_to_string(&path).expect("a source file");
                let flat: String = code.split_whitespace().collect();
                for opening in ["standing(\"", "standing_with(\"", "wording.text(\""] {
                    for (at, _) in flat.match_indices(opening) {
                        let rest = &flat[at + opening.len()..];
                        named.insert(rest[..rest.find('"').expect("a closed string")].to_string());
                    }
                }
            }
        }
    }
}
