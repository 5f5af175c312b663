//! A set of outputs on its way to its folder: each file is written beside the target as soon as it is made, from any
//! thread, and need not be held any longer; when all are there the whole set is put in place.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::names::{Names, is_program_litter};
use super::swap::{self, Paths, Step};
use super::{DiskError, create_folder, files_below, flush_folders, write_file};

/// Told each step before it is taken.
pub(super) type Reached<'a> = &'a mut dyn FnMut(Step) -> Result<(), DiskError>;

/// Where the files of an unfinished set are handed in.
pub struct Staging<'a> {
    paths: &'a Paths,
    names: Mutex<Names>,
}

impl Staging<'_> {
    /// `name` is relative to the target, with `/` between folders.
    pub fn add(&self, name: &str, bytes: &[u8]) -> Result<(), DiskError> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner).take(name)?;
        write_file(&self.paths.new.join(name), bytes)
    }
}

/// Replaces the target folder below `root` by the set that `fill` hands in. `last` is the file that is written after all
/// others, and that `fill` gives at its end: the manifest or register that vouches for them. `ours` are the files an
/// earlier run wrote there, which are replaced or gone; what else a person has put in the folder is carried over. On an
/// error the target is as it was.
pub fn write_set(
    root: &Path,
    target: &str,
    last: &str,
    ours: &BTreeSet<String>,
    fill: impl FnOnce(&Staging) -> Result<Vec<u8>, DiskError>,
) -> Result<(), DiskError> {
    let paths = paths(root, target)?;
    or_undone(&paths, in_steps(&paths, last, ours, &mut |_| Ok(()), |staging, _| fill(staging)))
}

pub(super) fn paths(root: &Path, target: &str) -> Result<Paths, DiskError> {
    Paths::of(root, target).ok_or_else(|| DiskError::BadName(target.to_string()))
}

/// The first error is the one to tell; what cannot be undone now is healed by the next command.
pub(super) fn or_undone(paths: &Paths, done: Result<(), DiskError>) -> Result<(), DiskError> {
    if done.is_err() {
        let _ = swap::undo(paths);
    }
    done
}

/// `reached` is told each step before it is taken; an error there stops at once, as a power cut would.
pub(super) fn in_steps(
    paths: &Paths,
    last: &str,
    ours: &BTreeSet<String>,
    reached: Reached,
    fill: impl FnOnce(&Staging, Reached) -> Result<Vec<u8>, DiskError>,
) -> Result<(), DiskError> {
    reached(Step::Start)?;
    swap::heal_target(paths)?;
    create_folder(&paths.parent)?;
    create_folder(&paths.new)?;
    let staging = Staging { paths, names: Mutex::default() };
    let last_bytes = fill(&staging, reached)?;
    let mut names = staging.names.into_inner().unwrap_or_else(PoisonError::into_inner);
    names.take(last)?;
    carry_over(paths, &names, ours)?;
    reached(Step::BeforeLast)?;
    write_file(&paths.new.join(last), &last_bytes)?;
    flush_folders(&paths.new)?;
    swap::put_in_place(paths, reached)
}

/// Files of the old folder that are neither ours nor in the new set.
fn carry_over(paths: &Paths, names: &Names, ours: &BTreeSet<String>) -> Result<(), DiskError> {
    for name in files_below(&paths.target)? {
        if names.holds(&name) || ours.contains(&name) || is_program_litter(&name) {
            continue;
        }
        let from = paths.target.join(&name);
        let bytes = fs::read(&from).map_err(|error| DiskError::of(&from, &error))?;
        write_file(&paths.new.join(&name), &bytes)?;
    }
    Ok(())
}
