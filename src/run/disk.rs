//! Files are written here and nowhere else: a whole set of outputs or nothing. Everything is written and flushed in a
//! folder beside the target, the manifest last; then two renames put it in place. Whatever instant the power goes,
//! the old set or the new one is whole, and [`heal`] puts it back under its name.

mod error;
mod lock;
mod names;
mod staging;
mod swap;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

pub use error::DiskError;
pub use lock::Lock;
pub use names::file_name;
pub use staging::{Staging, write_set};
pub use swap::heal;

use crate::write::manifest::{self, Manifest};
use names::Names;
use staging::Reached;
use swap::{Paths, Step};

/// A set of files that belongs together: the whole content of one output folder, held until it is complete. A set that
/// is large is handed over file by file with [`write_set`].
#[derive(Clone, Debug)]
pub struct OutputSet {
    target: String,
    names: Names,
    files: BTreeMap<String, Vec<u8>>,
}

impl OutputSet {
    /// `target` is relative to the arbetsmapp, with `/`, such as `rapporter/2020-12`.
    pub fn new(target: &str) -> OutputSet {
        OutputSet { target: target.to_string(), names: Names::default(), files: BTreeMap::new() }
    }

    pub fn target(&self) -> &str {
        &self.target
    }

    /// `name` is relative to the target, with `/` between folders.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), DiskError> {
        self.names.take(name)?;
        self.files.insert(name.to_string(), bytes);
        Ok(())
    }

    /// Name and content, by name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// As [`write_set`] with these files.
    pub fn write(&self, root: &Path, last: &str, ours: &BTreeSet<String>) -> Result<(), DiskError> {
        let paths = staging::paths(root, &self.target)?;
        staging::or_undone(&paths, self.write_in_steps(&paths, last, ours, &mut |_| Ok(())))
    }

    /// `reached` is told each step before it is taken; an error there stops at once, as a power cut would.
    fn write_in_steps(
        &self,
        paths: &Paths,
        last: &str,
        ours: &BTreeSet<String>,
        reached: Reached,
    ) -> Result<(), DiskError> {
        let Some(last_bytes) = self.files.get(last) else {
            return Err(DiskError::Incomplete(last.to_string()));
        };
        staging::in_steps(paths, last, ours, reached, |staging, reached| {
            for (name, bytes) in self.files.iter().filter(|(name, _)| *name != last) {
                reached(Step::BeforeFile)?;
                staging.add(name, bytes)?;
            }
            Ok(last_bytes.clone())
        })
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

/// Whether an earlier run has written in `target`.
pub fn is_there(root: &Path, target: &str) -> bool {
    root.join(target).join(manifest::NAME).exists()
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
