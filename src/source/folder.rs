//! The folder (arbetsmapp) as bytes: every input file read once, with its SHA-256, in sorted order.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::finding::Unreadable;

/// What a municipality puts into its folder, and the registers of issued templates and closed periods that the
/// program itself keeps there. Everything else is output.
const INPUTS: &[&str] = &[
    "grunddata.xlsx",
    "grunddata",
    "uppstallningar",
    "budget",
    "redovisning",
    "inkommet",
    "mallar",
    "avslutat",
];
/// Of `mallar/` only this is an input: the templates themselves are output.
const ISSUED: &str = "utgivna.csv";
const LARGEST_FILE: u64 = 256 << 20;
/// A folder in a folder in a folder: deeper is a mistake or a ring of links.
const DEEPEST: usize = 6;

/// One input file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Relative to the folder, with `/`, letters composed (å is one character).
    pub path: Arc<str>,
    /// Lower-case hexadecimal.
    pub sha256: String,
    pub size: u64,
    pub bytes: Vec<u8>,
}

/// All inputs by path, and the files that could not be read.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    pub inputs: Vec<Input>,
    pub unreadable: Vec<(Arc<str>, Unreadable)>,
}

impl Folder {
    /// The inputs whose path begins with `prefix`, such as `redovisning/`.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Input> {
        self.inputs.iter().filter(move |input| input.path.starts_with(prefix))
    }

    pub fn unreadable_under<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = &'a (Arc<str>, Unreadable)> {
        self.unreadable.iter().filter(move |(path, _)| path.starts_with(prefix))
    }

    /// The folder as it would be without the inputs below a prefix.
    pub fn without(mut self, prefix: &str) -> Folder {
        self.inputs.retain(|input| !input.path.starts_with(prefix));
        self.unreadable.retain(|(path, _)| !path.starts_with(prefix));
        self
    }

    pub fn get(&self, path: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| &*input.path == path)
    }
}

/// Whether the folder can be opened at all.
pub fn read_names(root: &Path) -> io::Result<()> {
    fs::read_dir(root).map(|_| ())
}

/// Whether a file stands where a folder is meant.
pub fn is_file(root: &Path) -> bool {
    root.is_file()
}

/// Whether the folder has grunddata, readable or not: what makes it an arbetsmapp.
pub fn holds_registers(root: &Path) -> bool {
    ["grunddata.xlsx", "grunddata"].iter().any(|name| root.join(name).exists())
}

/// Whether something stands in the folder already.
pub fn holds_files(root: &Path) -> bool {
    fs::read_dir(root).is_ok_and(|mut entries| entries.next().is_some())
}

/// Reads a folder. An error means that the folder itself cannot be opened.
pub fn read(root: &Path) -> io::Result<Folder> {
    fs::read_dir(root)?;
    let mut folder = Folder::default();
    for name in INPUTS {
        let path = root.join(name);
        if path.exists() {
            walk(&path, name, 0, &mut folder);
        }
    }
    folder.inputs.sort_by(|a, b| a.path.cmp(&b.path));
    folder.unreadable.sort();
    Ok(folder)
}

fn walk(path: &Path, name: &str, depth: usize, folder: &mut Folder) {
    let Ok(about) = fs::metadata(path) else {
        folder.unreadable.push((Arc::from(name), Unreadable::Locked));
        return;
    };
    if about.is_dir() {
        let Ok(entries) = entries(path) else {
            folder.unreadable.push((Arc::from(name), Unreadable::Locked));
            return;
        };
        if depth < DEEPEST {
            for (entry, own_name) in entries {
                walk(&entry, &format!("{name}/{own_name}"), depth + 1, folder);
            }
        }
        return;
    }
    let issued = name.rsplit('/').next() == Some(ISSUED);
    if name.starts_with("mallar/") && !issued {
        return;
    }
    match read_file(path, about.len()) {
        Ok(bytes) => folder.inputs.push(input(name, bytes)),
        Err(why) => folder.unreadable.push((Arc::from(name), why)),
    }
}

/// The entries of a directory, without the traces that programs leave beside open files.
fn entries(path: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = composed(&entry.file_name().to_string_lossy());
        if !is_trace(&name) {
            found.push((entry.path(), name));
        }
    }
    found.sort();
    Ok(found)
}

fn is_trace(name: &str) -> bool {
    name.starts_with("~$")
        || name.starts_with(".~lock.")
        || [".DS_Store", "Thumbs.db", "desktop.ini"].iter().any(|trace| trace.eq_ignore_ascii_case(name))
}

fn read_file(path: &Path, size: u64) -> Result<Vec<u8>, Unreadable> {
    if size > LARGEST_FILE {
        return Err(Unreadable::TooLarge);
    }
    fs::read(path).map_err(|_| Unreadable::Locked)
}

/// An input from bytes already at hand.
pub fn input(path: &str, bytes: Vec<u8>) -> Input {
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Input { path: Arc::from(path), sha256, size: bytes.len() as u64, bytes }
}

/// macOS hands out å ä ö as a letter and a mark; the registers name files with the composed letters.
fn composed(name: &str) -> String {
    const PAIRS: &[(&str, &str)] = &[
        ("a\u{30a}", "å"),
        ("a\u{308}", "ä"),
        ("o\u{308}", "ö"),
        ("e\u{301}", "é"),
        ("A\u{30a}", "Å"),
        ("A\u{308}", "Ä"),
        ("O\u{308}", "Ö"),
        ("E\u{301}", "É"),
    ];
    PAIRS.iter().fold(name.to_string(), |text, (pair, letter)| text.replace(pair, letter))
}

#[cfg(test)]
mod tests {
    use super::{composed, read};
    use std::fs;

    #[test]
    fn inputs_come_sorted_and_without_traces() {
        let root = tempfile::tempdir().expect("a temporary folder");
        for (path, text) in [
            ("redovisning/b.csv", "2"),
            ("redovisning/a.csv", "1"),
            ("redovisning/~$a.xlsx", "x"),
            ("redovisning/.~lock.a.csv#", "x"),
            ("mallar/2020-08/310.xlsx", "x"),
            ("mallar/2020-08/utgivna.csv", "3"),
            ("rapporter/2020-08/manifest.json", "x"),
            ("grunddata.xlsx", "4"),
        ] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let folder = read(root.path()).expect("a folder");
        let paths: Vec<&str> = folder.inputs.iter().map(|input| &*input.path).collect();
        assert_eq!(
            paths,
            ["grunddata.xlsx", "mallar/2020-08/utgivna.csv", "redovisning/a.csv", "redovisning/b.csv"]
        );
        let one = folder.get("redovisning/a.csv").expect("an input");
        assert_eq!(one.sha256, "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b");
        assert_eq!((one.size, one.bytes.as_slice()), (1, b"1".as_slice()));
        assert!(read(&root.path().join("saknas")).is_err());
    }

    #[test]
    fn a_name_from_macos_is_composed() {
        assert_eq!(composed("Ma\u{30a}l.csv"), "Mål.csv");
    }
}
