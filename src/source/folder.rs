//! The folder (arbetsmapp): what is in it, in sorted order, with the SHA-256 of what was read. Registers, ledger and budget
//! are read at once. What the units handed in, and the registers of what they were handed, is listed only: it grows with
//! the number of units, and each file is read when it is asked for.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::bytes::{self, Look};
use super::kind::{self, Kind};
use super::logo::is_logo;
use crate::finding::{Trace, Unreadable};

/// What a municipality puts into its folder, and the registers of issued templates and closed periods that the
/// program itself keeps there. Everything else is output.
const INPUTS: &[&str] = &[
    "grunddata.xlsx",
    "grunddata",
    "uppstallningar",
    "budget",
    "redovisning",
    "matvarden",
    "inkommet",
    "mallar",
    "avslutat",
];
const LEDGER: &str = "redovisning/";
const RETURNED: &str = "inkommet/";
const TEMPLATES: &str = "mallar/";
/// Of `mallar/` only this is an input: the templates themselves are output.
const ISSUED: &str = "utgivna.csv";
const LARGEST_FILE: u64 = 256 << 20;
/// A folder in a folder in a folder: deeper is a mistake or a ring of links.
const DEEPEST: usize = 6;

/// A file that was read: what it was at that moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Relative to the folder, with `/`, letters composed (å is one character).
    pub path: Arc<str>,
    /// Lower-case hexadecimal.
    pub sha256: String,
    pub size: u64,
}

/// One input file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub seen: Seen,
    pub bytes: Vec<u8>,
}

/// An input file that is read when it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub path: Arc<str>,
    pub size: u64,
    at: PathBuf,
}

impl Listed {
    pub fn read(&self) -> Result<Input, Unreadable> {
        read_file(&self.at).map(|bytes| input(&self.path, bytes))
    }
}

/// A file that may be larger than memory: it was gone through once for its checksum and its letters, and is gone through
/// again when it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Streamed {
    pub seen: Seen,
    pub kind: Result<Kind, Unreadable>,
    pub(super) look: Look,
    pub(super) at: PathBuf,
}

impl Streamed {
    /// The whole file, for formats that are not gone through in pieces.
    pub fn read(&self) -> Result<Input, Unreadable> {
        let input = input(&self.seen.path, read_file(&self.at)?);
        if input.seen == self.seen { Ok(input) } else { Err(Unreadable::Changed) }
    }
}

/// All inputs by path, and the files that could not be read.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    pub inputs: Vec<Input>,
    pub listed: Vec<Listed>,
    /// The accounting exports.
    pub streamed: Vec<Streamed>,
    pub unreadable: Vec<(Arc<str>, Unreadable)>,
    /// What programs left among the answers.
    pub traces: Vec<(Arc<str>, Trace)>,
}

impl Folder {
    /// The inputs whose path begins with `prefix`, such as `redovisning/`.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Input> {
        self.inputs.iter().filter(move |input| input.seen.path.starts_with(prefix))
    }

    pub fn listed_under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Listed> {
        self.listed.iter().filter(move |file| file.path.starts_with(prefix))
    }

    pub fn unreadable_under<'a>(
        &'a self,
        prefix: &'a str,
    ) -> impl Iterator<Item = &'a (Arc<str>, Unreadable)> {
        self.unreadable.iter().filter(move |(path, _)| path.starts_with(prefix))
    }

    pub fn traces_under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a (Arc<str>, Trace)> {
        self.traces.iter().filter(move |(path, _)| path.starts_with(prefix))
    }

    /// The folder as it would be without the inputs below a prefix.
    pub fn without(mut self, prefix: &str) -> Folder {
        self.inputs.retain(|input| !input.seen.path.starts_with(prefix));
        self.listed.retain(|file| !file.path.starts_with(prefix));
        self.streamed.retain(|file| !file.seen.path.starts_with(prefix));
        self.unreadable.retain(|(path, _)| !path.starts_with(prefix));
        self.traces.retain(|(path, _)| !path.starts_with(prefix));
        self
    }

    pub fn get(&self, path: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| &*input.seen.path == path)
    }

    /// Reads a listed file; `None` when there is none.
    pub fn open(&self, path: &str) -> Option<Result<Input, Unreadable>> {
        self.listed.iter().find(|file| &*file.path == path).map(Listed::read)
    }

    /// The bytes of a listed file again, if they are those that were seen.
    pub fn again(&self, seen: &Seen) -> Result<Vec<u8>, Unreadable> {
        let input = self.open(&seen.path).unwrap_or(Err(Unreadable::Changed))?;
        if input.seen == *seen { Ok(input.bytes) } else { Err(Unreadable::Changed) }
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
    for (path, name) in entries(root)?.into_iter().filter(|(_, name)| is_logo(name)) {
        walk(&path, &name, DEEPEST, &mut folder);
    }
    folder.inputs.sort_by(|a, b| a.seen.path.cmp(&b.seen.path));
    folder.listed.sort_by(|a, b| (&a.path, &a.at).cmp(&(&b.path, &b.at)));
    folder.streamed.sort_by(|a, b| a.seen.path.cmp(&b.seen.path));
    folder.unreadable.sort();
    folder.traces.sort();
    Ok(folder)
}

fn walk(path: &Path, name: &str, depth: usize, folder: &mut Folder) {
    let refuse = |folder: &mut Folder, why| folder.unreadable.push((Arc::from(name), why));
    let Ok(about) = fs::metadata(path) else { return refuse(folder, Unreadable::Locked) };
    if about.is_dir() {
        let Ok(entries) = entries(path) else { return refuse(folder, Unreadable::Locked) };
        if depth < DEEPEST {
            for (entry, own_name) in entries {
                walk(&entry, &format!("{name}/{own_name}"), depth + 1, folder);
            }
        }
        return;
    }
    let own_name = name.rsplit('/').next().unwrap_or_default();
    if let Some(trace) = trace(own_name) {
        if name.starts_with(RETURNED) {
            folder.traces.push((Arc::from(name), trace));
        }
        return;
    }
    let is_template = name.starts_with(TEMPLATES);
    if is_template && own_name != ISSUED {
        return;
    }
    // A pipe or a device would be waited for.
    if !about.is_file() {
        return refuse(folder, Unreadable::OtherFormat);
    }
    if is_template || name.starts_with(RETURNED) {
        folder.listed.push(Listed { path: Arc::from(name), size: about.len(), at: path.to_path_buf() });
        return;
    }
    if name.starts_with(LEDGER) {
        match look_at(path, name) {
            Ok(streamed) => folder.streamed.push(streamed),
            Err(why) => refuse(folder, why),
        }
        return;
    }
    match read_file(path) {
        Ok(bytes) => folder.inputs.push(input(name, bytes)),
        Err(why) => refuse(folder, why),
    }
}

fn entries(path: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        found.push((entry.path(), composed(&entry.file_name().to_string_lossy())));
    }
    found.sort();
    Ok(found)
}

/// What programs leave beside open files, and the systems in every folder.
fn trace(name: &str) -> Option<Trace> {
    let libre_office = || name.strip_prefix(".~lock.").map(|open| open.trim_end_matches('#'));
    if let Some(open) = name.strip_prefix("~$").or_else(libre_office) {
        return Some(Trace::OpenFile { name: open.to_string() });
    }
    let system = [".DS_Store", "Thumbs.db", "desktop.ini"].iter().any(|one| one.eq_ignore_ascii_case(name));
    // What macOS puts beside a file on a disk of another kind.
    (system || name.starts_with("._")).then_some(Trace::System)
}

fn read_file(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|_| Unreadable::Locked)?;
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::Locked)?;
    if bytes.len() as u64 > LARGEST_FILE { Err(Unreadable::TooLarge) } else { Ok(bytes) }
}

/// What a file of postings is, in one reading of its bytes.
fn look_at(path: &Path, name: &str) -> Result<Streamed, Unreadable> {
    let file = File::open(path).map_err(|_| Unreadable::Locked)?;
    let mut digest = Sha256::new();
    let mut size = 0;
    let look = bytes::look(file, |piece| {
        digest.update(piece);
        size += piece.len() as u64;
    })?;
    let kind = match look.kind {
        // What else a file may be is told by all of it.
        Err(_) if size <= LARGEST_FILE => kind::of(&read_file(path)?),
        other => other,
    };
    let seen = Seen { path: Arc::from(name), sha256: hex(&digest.finalize()), size };
    Ok(Streamed { seen, kind, look, at: path.to_path_buf() })
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn input(path: &str, bytes: Vec<u8>) -> Input {
    let sha256 = hex(&Sha256::digest(&bytes));
    Input { seen: Seen { path: Arc::from(path), sha256, size: bytes.len() as u64 }, bytes }
}

/// A name as the registers write it: macOS hands out å as a letter and a mark, and a blank at the end is seen by nobody.
fn composed(name: &str) -> String {
    name.trim_end().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::{composed, read};
    use crate::finding::{Trace, Unreadable};
    use std::fs;
    use std::path::Path;

    fn put(root: &Path, files: &[(&str, &str)]) {
        for (path, text) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
    }

    #[test]
    fn inputs_come_sorted_and_answers_are_listed() {
        let root = tempfile::tempdir().expect("a temporary folder");
        put(
            root.path(),
            &[
                ("redovisning/b.csv", "2"),
                ("redovisning/a.csv", "1"),
                ("redovisning/~$a.xlsx", "x"),
                ("mallar/2020-08/310.xlsx", "x"),
                ("mallar/2020-08/utgivna.csv", "3"),
                ("inkommet/2020-08/320.xlsx", "1"),
                ("rapporter/2020-08/manifest.json", "x"),
                ("grunddata.xlsx", "4"),
            ],
        );
        let folder = read(root.path()).expect("a folder");
        let paths: Vec<&str> = folder.inputs.iter().map(|input| &*input.seen.path).collect();
        assert_eq!(paths, ["grunddata.xlsx"]);
        let streamed: Vec<&str> = folder.streamed.iter().map(|file| &*file.seen.path).collect();
        assert_eq!(streamed, ["redovisning/a.csv", "redovisning/b.csv"]);
        let listed: Vec<&str> = folder.listed.iter().map(|file| &*file.path).collect();
        assert_eq!(listed, ["inkommet/2020-08/320.xlsx", "mallar/2020-08/utgivna.csv"]);
        let sum = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b";
        let one = folder.streamed[0].read().expect("an input");
        assert_eq!((&*one.seen.sha256, one.seen.size, one.bytes.as_slice()), (sum, 1, b"1".as_slice()));
        let other = folder.open("inkommet/2020-08/320.xlsx").expect("listed").expect("readable");
        assert_eq!((&*other.seen.sha256, other.bytes.as_slice()), (sum, b"1".as_slice()));
        assert!(read(&root.path().join("saknas")).is_err());
    }

    #[test]
    fn what_programs_leave_among_the_answers_is_told_and_not_listed() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let names = ["~$310.xlsx", ".~lock.310.xlsx#", "thumbs.db", "desktop.ini", ".DS_Store", "._310.xlsx"];
        for name in names {
            put(root.path(), &[(&format!("inkommet/2020-08/{name}"), "x"), (&format!("budget/{name}"), "x")]);
        }
        let folder = read(root.path()).expect("a folder");
        assert!(folder.inputs.is_empty() && folder.listed.is_empty() && folder.unreadable.is_empty());
        let open = Trace::OpenFile { name: "310.xlsx".to_string() };
        let found: Vec<&Trace> = folder.traces.iter().map(|(_, trace)| trace).collect();
        assert_eq!(found, [&Trace::System, &Trace::System, &open, &Trace::System, &Trace::System, &open]);
        assert_eq!(&*folder.traces[2].0, "inkommet/2020-08/.~lock.310.xlsx#");
    }

    #[test]
    fn a_file_that_changed_is_not_the_one_that_was_seen() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let name = "inkommet/2020-08/310.xlsx";
        put(root.path(), &[(name, "first")]);
        let folder = read(root.path()).expect("a folder");
        let seen = folder.open(name).expect("listed").expect("readable").seen;
        assert_eq!(folder.again(&seen), Ok(b"first".to_vec()));
        put(root.path(), &[(name, "other")]);
        assert_eq!(folder.again(&seen), Err(Unreadable::Changed));
        fs::remove_file(root.path().join(name)).expect("removed");
        assert_eq!(folder.again(&seen), Err(Unreadable::Locked));
    }

    #[test]
    fn a_name_from_macos_is_composed_and_blanks_at_its_end_are_not_seen() {
        assert_eq!(composed("Ma\u{30a}l .csv "), "Mål .csv");
        let root = tempfile::tempdir().expect("a temporary folder");
        put(root.path(), &[("inkommet/2020-08 /Fo\u{308}rskolan.xlsx", "x")]);
        let folder = read(root.path()).expect("a folder");
        assert_eq!(&*folder.listed[0].path, "inkommet/2020-08/Förskolan.xlsx");
    }
}
