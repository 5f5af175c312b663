//! The two renames that put a new folder in place of the old one, and the mending when they were cut short.
//!
//! Beside the target `T` stand, for moments: `.uppfolj-ny-T` (being written; complete once the old one has been moved
//! aside), `.uppfolj-gammal-T` (the old folder, whole) and `.uppfolj-bort-T` (on its way to be deleted).

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{DiskError, flush_folder};

const NEW: &str = ".uppfolj-ny-";
const OLD: &str = ".uppfolj-gammal-";
const DOOMED: &str = ".uppfolj-bort-";

/// A point where the power may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Start,
    BeforeFile,
    BeforeLast,
    BeforeOldAside,
    BeforeNewInPlace,
    BeforeOldDoomed,
    BeforeDelete,
    Done,
}

pub struct Paths {
    pub parent: PathBuf,
    pub target: PathBuf,
    pub new: PathBuf,
    old: PathBuf,
    doomed: PathBuf,
}

impl Paths {
    /// `None` when the target has no name of its own or leads out of the folder.
    pub fn of(root: &Path, target: &str) -> Option<Paths> {
        if !target.split('/').all(super::names::is_file_name) {
            return None;
        }
        let target = root.join(target);
        let parent = target.parent()?.to_path_buf();
        let name = target.file_name()?.to_str()?.to_string();
        Some(Paths::named(parent, &name))
    }

    fn named(parent: PathBuf, name: &str) -> Paths {
        Paths {
            target: parent.join(name),
            new: parent.join(format!("{NEW}{name}")),
            old: parent.join(format!("{OLD}{name}")),
            doomed: parent.join(format!("{DOOMED}{name}")),
            parent,
        }
    }
}

/// The new folder is written and flushed.
pub fn put_in_place(
    paths: &Paths,
    reached: &mut dyn FnMut(Step) -> Result<(), DiskError>,
) -> Result<(), DiskError> {
    reached(Step::BeforeOldAside)?;
    if exists(&paths.target)? {
        rename(&paths.target, &paths.old)?;
    }
    reached(Step::BeforeNewInPlace)?;
    rename(&paths.new, &paths.target)?;
    flush_folder(&paths.parent)?;
    reached(Step::BeforeOldDoomed)?;
    if exists(&paths.old)? {
        // Under this name it is never taken for a whole folder again, however far the deleting gets.
        rename(&paths.old, &paths.doomed)?;
        reached(Step::BeforeDelete)?;
        // The new set is in place: litter that cannot be removed now is removed by the next command.
        let _ = remove(&paths.doomed);
    }
    reached(Step::Done)
}

/// After an error: the target is what it was, and nothing of the new set is left.
pub fn undo(paths: &Paths) -> Result<(), DiskError> {
    if exists(&paths.old)? && !exists(&paths.target)? {
        rename(&paths.old, &paths.target)?;
    }
    remove(&paths.new)
}

/// Mends every output folder of an arbetsmapp after a run that was cut short. Call it before anything is read.
pub fn heal(root: &Path) -> Result<(), DiskError> {
    for parent in folders(root)? {
        for name in interrupted(&parent)? {
            heal_target(&Paths::named(parent.clone(), &name))?;
        }
    }
    Ok(())
}

/// The target is missing only between the two renames, when both the old and the new folder are whole: the new one is
/// put in place, and where that fails the old one.
pub fn heal_target(paths: &Paths) -> Result<(), DiskError> {
    remove(&paths.doomed)?;
    if exists(&paths.old)? {
        if exists(&paths.target)? {
            rename(&paths.old, &paths.doomed)?;
            remove(&paths.doomed)?;
        } else if exists(&paths.new)? {
            rename(&paths.new, &paths.target)?;
            flush_folder(&paths.parent)?;
            rename(&paths.old, &paths.doomed)?;
            remove(&paths.doomed)?;
        } else {
            rename(&paths.old, &paths.target)?;
            flush_folder(&paths.parent)?;
        }
    }
    // What is left under this name was never finished.
    remove(&paths.new)
}

/// The root and the folders in it, where outputs are put.
fn folders(root: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let mut found = vec![root.to_path_buf()];
    for entry in fs::read_dir(root).map_err(|error| DiskError::of(root, &error))? {
        let path = entry.map_err(|error| DiskError::of(root, &error))?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Names of targets beside which something of ours is left.
fn interrupted(parent: &Path) -> Result<Vec<String>, DiskError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(parent).map_err(|error| DiskError::of(parent, &error))? {
        let name = entry.map_err(|error| DiskError::of(parent, &error))?.file_name();
        let Some(name) = name.to_str() else { continue };
        let target = [NEW, OLD, DOOMED].into_iter().find_map(|prefix| name.strip_prefix(prefix));
        found.extend(target.map(str::to_string));
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn exists(path: &Path) -> Result<bool, DiskError> {
    path.try_exists().map_err(|error| DiskError::of(path, &error))
}

fn rename(from: &Path, to: &Path) -> Result<(), DiskError> {
    fs::rename(from, to).map_err(|error| DiskError::of(from, &error))
}

fn remove(path: &Path) -> Result<(), DiskError> {
    match fs::remove_dir_all(path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(DiskError::of(path, &error)),
    }
}
