//! Files are written here and nowhere else: a whole set of outputs or nothing. Everything is written and flushed in a
//! folder beside the target, the manifest last; then two renames put it in place. Whatever instant the power goes,
//! the old set or the new one is whole, and [`heal`] puts it back under its name.

mod error;
mod lock;
mod swap;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

pub use error::DiskError;
pub use lock::Lock;
pub use swap::heal;

use crate::write::manifest::{self, Manifest};
use swap::{Paths, Step};

/// A set of files that belongs together: the whole content of one output folder.
#[derive(Clone, Debug)]
pub struct OutputSet {
    target: String,
    files: BTreeMap<String, Vec<u8>>,
}

impl OutputSet {
    /// `target` is relative to the arbetsmapp, with `/`, such as `rapporter/2020-12`.
    pub fn new(target: &str) -> OutputSet {
        OutputSet { target: target.to_string(), files: BTreeMap::new() }
    }

    pub fn target(&self) -> &str {
        &self.target
    }

    /// `name` is relative to the target, with `/` between folders.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), DiskError> {
        if !name.split('/').all(is_file_name) {
            return Err(DiskError::BadName(name.to_string()));
        }
        // Windows and macOS do not tell `A.pdf` from `a.pdf`.
        let folded = name.to_lowercase();
        if self.files.keys().any(|known| known.to_lowercase() == folded) {
            return Err(DiskError::Duplicate(name.to_string()));
        }
        self.files.insert(name.to_string(), bytes);
        Ok(())
    }

    /// Name and content, by name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// Replaces the target folder below `root` by this set. `last` is the file that is written after all others: the
    /// manifest or register that vouches for them. `ours` are the files an earlier run wrote there, which are
    /// replaced or gone; what else a person has put in the folder is carried over. On an error the target is as it
    /// was.
    pub fn write(&self, root: &Path, last: &str, ours: &BTreeSet<String>) -> Result<(), DiskError> {
        if !self.files.contains_key(last) {
            return Err(DiskError::Incomplete(last.to_string()));
        }
        let paths = Paths::of(root, &self.target).ok_or_else(|| DiskError::BadName(self.target.clone()))?;
        let done = self.write_in_steps(&paths, last, ours, &mut |_| Ok(()));
        if done.is_err() {
            // The first error is the one to tell; what cannot be undone now is healed by the next command.
            let _ = swap::undo(&paths);
        }
        done
    }

    /// `reached` is told each step before it is taken; an error there stops at once, as a power cut would.
    fn write_in_steps(
        &self,
        paths: &Paths,
        last: &str,
        ours: &BTreeSet<String>,
        reached: &mut dyn FnMut(Step) -> Result<(), DiskError>,
    ) -> Result<(), DiskError> {
        reached(Step::Start)?;
        swap::heal_target(paths)?;
        create_folder(&paths.parent)?;
        create_folder(&paths.new)?;
        for (name, bytes) in self.files.iter().filter(|(name, _)| *name != last) {
            reached(Step::BeforeFile)?;
            write_file(&paths.new.join(name), bytes)?;
        }
        self.carry_over(paths, ours)?;
        reached(Step::BeforeLast)?;
        if let Some(bytes) = self.files.get(last) {
            write_file(&paths.new.join(last), bytes)?;
        }
        flush_folders(&paths.new)?;
        swap::put_in_place(paths, reached)
    }

    /// Files of the old folder that are neither ours nor in the new set.
    fn carry_over(&self, paths: &Paths, ours: &BTreeSet<String>) -> Result<(), DiskError> {
        for name in files_below(&paths.target)? {
            let folded = name.to_lowercase();
            let replaced = self.files.keys().any(|known| known.to_lowercase() == folded);
            if replaced || ours.contains(&name) || is_program_litter(&name) {
                continue;
            }
            let from = paths.target.join(&name);
            let bytes = fs::read(&from).map_err(|error| DiskError::of(&from, &error))?;
            write_file(&paths.new.join(&name), &bytes)?;
        }
        Ok(())
    }
}

/// What an earlier run wrote in `target`, by the manifest that stands there; empty when none does.
pub fn earlier_outputs(root: &Path, target: &str) -> BTreeSet<String> {
    let path = root.join(target).join(manifest::NAME);
    let listed = fs::read(path).ok().and_then(|bytes| Manifest::from_bytes(&bytes));
    let mut found = listed.map(|manifest| manifest.outputs_below(target)).unwrap_or_default();
    found.insert(manifest::NAME.to_string());
    found
}

/// A file name from any text: what Windows does not allow in one becomes `-`.
pub fn file_name(text: &str) -> String {
    let allowed: String =
        text.chars().map(|c| if FORBIDDEN.contains(c) || c.is_control() { '-' } else { c }).collect();
    let trimmed = allowed.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let cut: String = trimmed.chars().take(120).collect();
    let name = cut.trim_end_matches(|c: char| c == '.' || c.is_whitespace()).to_string();
    if name.is_empty() || is_device(&name) { format!("{name}_") } else { name }
}

const FORBIDDEN: &str = "<>:\"/\\|?*";

fn is_file_name(name: &str) -> bool {
    !name.is_empty() && file_name(name) == name
}

/// Names that Windows keeps for devices, with any ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

/// What Excel and LibreOffice leave beside an open file.
fn is_program_litter(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    last.starts_with("~$") || last.starts_with(".~lock.")
}

/// Relative paths with `/` of all files below a folder, sorted; none when the folder is not there.
fn files_below(folder: &Path) -> Result<Vec<String>, DiskError> {
    let mut found = Vec::new();
    let mut left: Vec<(PathBuf, String)> = vec![(folder.to_path_buf(), String::new())];
    while let Some((at, prefix)) = left.pop() {
        let entries = match fs::read_dir(&at) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(DiskError::of(&at, &error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| DiskError::of(&at, &error))?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type().map_err(|error| DiskError::of(&entry.path(), &error))?;
            if kind.is_dir() {
                left.push((entry.path(), format!("{name}/")));
            } else {
                found.push(name);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn create_folder(path: &Path) -> Result<(), DiskError> {
    fs::create_dir_all(path).map_err(|error| DiskError::of(path, &error))
}

/// Makes the folders below `root` that are not there.
pub fn create_folders(root: &Path, names: &[&str]) -> Result<(), DiskError> {
    names.iter().try_for_each(|name| create_folder(&root.join(name)))
}

/// Writes and flushes one file that stands alone.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    let write = || -> std::io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|error| DiskError::of(path, &error))
}

/// Flushes the names in a folder and the folders in it.
fn flush_folders(folder: &Path) -> Result<(), DiskError> {
    let entries = fs::read_dir(folder).map_err(|error| DiskError::of(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| DiskError::of(folder, &error))?.path();
        if path.is_dir() {
            flush_folders(&path)?;
        }
    }
    flush_folder(folder)
}

#[cfg(unix)]
fn flush_folder(folder: &Path) -> Result<(), DiskError> {
    let flush = || File::open(folder)?.sync_all();
    flush().map_err(|error: std::io::Error| DiskError::of(folder, &error))
}

/// Windows has no flush of a folder: its file system keeps names in a journal of its own.
#[cfg(not(unix))]
fn flush_folder(_folder: &Path) -> Result<(), DiskError> {
    Ok(())
}

#[cfg(test)]
mod tests;
