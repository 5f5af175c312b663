//! How every command on a folder begins: the folder is there, nobody else works in it, and what an interrupted run left
//! behind is put right.

use super::Request;
use super::disk::{DiskError, Lock, heal};
use super::outcome::Outcome;
use crate::source::folder::{self, Folder};
use crate::text;

/// Reads the folder under a lock and hands it to the command. `--prov` takes no lock and heals nothing: it writes
/// nothing at all.
pub fn with_folder(
    request: &Request,
    now: &str,
    command: impl FnOnce(Folder) -> Result<Outcome, DiskError>,
) -> Outcome {
    let run = || {
        let shown = || request.folder.display().to_string();
        if folder::is_file(&request.folder) {
            return Ok(Outcome::broken(text::run::a_file(&shown())));
        }
        let missing = || Outcome::broken(text::run::no_folder(&shown()));
        if folder::read_names(&request.folder).is_err() {
            return Ok(missing());
        }
        // A folder of something else is left as it is: no lock, no list of findings.
        if !folder::holds_registers(&request.folder) {
            return Ok(Outcome::broken(text::run::no_registers(&shown())));
        }
        let _held = if request.options.dry_run { None } else { Some(Lock::acquire(&request.folder, now)?) };
        if !request.options.dry_run {
            heal(&request.folder)?;
        }
        folder::read(&request.folder).map_or_else(|_| Ok(missing()), command)
    };
    run().unwrap_or_else(|error: DiskError| Outcome::broken(error.to_string()))
}
