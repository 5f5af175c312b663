//! The house rules as tests: who may import whom, where each library lives, how a file begins. The table is the one in
//! `ARCHITECTURE.md`, read from there, so that page and rule cannot drift apart.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// External crate, and the places that may name it.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("calamine", &["source/"]),
    ("csv", &["source/"]),
    ("csv_core", &["source/"]),
    ("simdutf8", &["source/"]),
    ("simd", &["source/"]),
    ("memchr", &["source/", "write/pdf/emit/"]),
    ("rustc_hash", &["intake/"]),
    ("encoding_rs", &["source/"]),
    ("flate2", &["write/pdf/"]),
    ("png", &["source/"]),
    ("zip", &["source/", "write/marked/", "write/template/"]),
    ("quick_xml", &["write/marked/"]),
    ("rayon", &["source/", "run/"]),
    ("usvg", &["source/"]),
    ("unicode_normalization", &["source/"]),
    ("rust_xlsxwriter", &["write/"]),
    ("printpdf", &["write/pdf/"]),
    ("lopdf", &["write/pdf/"]),
    ("subsetter", &["write/pdf/"]),
    ("ttf_parser", &["write/pdf/"]),
    ("strsim", &["text/", "register/alike"]),
    ("textwrap", &["write/pdf/", "write/plain"]),
    ("hypher", &["write/pdf/"]),
    ("serde_json", &["write/manifest", "run/"]),
    ("clap", &["cli.rs"]),
    ("std::fs", &["source/", "run/"]),
    ("std::env", &["main.rs"]),
    ("SystemTime", &["main.rs"]),
];

/// Where floating point is allowed: the doors from Excel's numbers and from a drawing's, and drawing.
const FLOATS_IN: &[&str] = &["source/xlsx.rs", "source/svg.rs", "write/"];

const LONGEST_FILE: usize = 500;

#[test]
fn imports_follow_the_table_of_the_architecture_page() {
    let allowed = allowed_imports();
    let mut wrong = Vec::new();
    for (path, code) in sources(Path::new("src")) {
        let layer = path.split(['/', '.']).next().unwrap_or_default().to_string();
        if matches!(layer.as_str(), "lib" | "main" | "cli") {
            continue;
        }
        let Some(may) = allowed.get(&layer) else {
            wrong.push(format!("src/{path}: the module {layer} is not on the architecture page"));
            continue;
        };
        for named in crate_paths(&code) {
            if named != layer && !may.contains(&named) {
                wrong.push(format!("src/{path}: names crate::{named}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn each_library_has_one_home() {
    let mut wrong = Vec::new();
    for (path, code) in sources(Path::new("src")) {
        let code = without_tests_and_comments(&code);
        for (krate, homes) in ONLY_IN {
            let named = ["::", ";", " as "].iter().any(|after| names(&code, krate, after));
            if named && !homes.iter().any(|home| path.starts_with(home)) {
                wrong.push(format!("src/{path}: names {krate}, which belongs in {homes:?}"));
            }
        }
        let float =
            code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "f64" || word == "f32");
        if float && !FLOATS_IN.iter().any(|home| path.starts_with(home)) {
            wrong.push(format!("src/{path}: floating point"));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_owns_and_stays_short() {
    let mut wrong = Vec::new();
    for root in ["src", "tests", "samples/bygg"] {
        for (path, code) in sources(Path::new(root)) {
            if !code.starts_with("//!") {
                wrong.push(format!("{root}/{path}: does not open with a //! line"));
            }
            if code.lines().count() > LONGEST_FILE {
                wrong.push(format!("{root}/{path}: {} lines", code.lines().count()));
            }
            if without_tests_and_comments(&code).contains(concat!("use super::", "*")) {
                wrong.push(format!("{root}/{path}: a glob import hides its dependencies"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn no_test_skips_itself() {
    let mut wrong = Vec::new();
    for root in ["src", "tests", "samples/bygg"] {
        for (path, code) in sources(Path::new(root)) {
            for mark in [
                concat!("#[ig", "nore"),
                concat!("#[should_", "panic"),
                concat!("tod", "o!("),
                concat!("unimple", "mented!("),
            ] {
                if code.contains(mark) {
                    wrong.push(format!("{root}/{path}: {mark}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Rows `| `module` | owns | may name |` of the architecture page.
fn allowed_imports() -> BTreeMap<String, BTreeSet<String>> {
    let page = fs::read_to_string("ARCHITECTURE.md").expect("the architecture page");
    let mut allowed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut above = BTreeSet::new();
    for line in page.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let names = cells[2];
        for module in cells[0].split(',').map(|name| name.trim().trim_matches('`').to_string()) {
            let may = if names == "everything above" {
                above.clone()
            } else {
                names.split(',').map(|name| name.trim().to_string()).collect()
            };
            allowed.insert(module.clone(), may);
            above.insert(module);
        }
    }
    assert!(allowed.len() > 10, "the table of modules was not found");
    allowed
}

/// Whether the code names a crate or path as a whole word followed by `after`.
fn names(code: &str, krate: &str, after: &str) -> bool {
    code.match_indices(&format!("{krate}{after}")).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

/// First segment of every `crate::x` and `crate::{x, y::z}` in the text.
fn crate_paths(code: &str) -> BTreeSet<String> {
    let code = without_tests_and_comments(code);
    let first = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let mut found = BTreeSet::new();
    for (at, opening) in code.match_indices("crate::") {
        let rest = &code[at + opening.len()..];
        match rest.strip_prefix('{') {
            None => {
                found.insert(first(rest));
            }
            Some(group) => found.extend(heads_of_group(group).into_iter().map(first)),
        }
    }
    found.remove("");
    found
}

/// The entries of a braced import list, up to its closing brace, without looking into inner lists.
fn heads_of_group(group: &str) -> Vec<&str> {
    let (mut heads, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                heads.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    heads
}

#[test]
fn the_import_reader_sees_into_braces() {
    let code = "use crate::{alfa::b, beta::{c, d},\n gamma};\nlet x = crate::delta::E;";
    let expected: Vec<String> = ["alfa", "beta", "delta", "gamma"].map(String::from).to_vec();
    assert_eq!(crate_paths(code).into_iter().collect::<Vec<_>>(), expected);
}

/// The code before its tests, without comments.
fn without_tests_and_comments(code: &str) -> String {
    let body = code.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = body.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn sources(root: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a source folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name =
                    path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).expect("a source file")));
            }
        }
    }
    found.sort();
    found
}
