//! `ny`: a ready folder with grunddata.xlsx to fill in.

use super::Request;
use super::disk::{self, DiskError};
use super::outcome::Outcome;
use crate::finding::Findings;
use crate::register::starter;
use crate::source::folder;
use crate::text;
use crate::write::grunddata;

/// The folders an office puts its files in.
const FOLDERS: [&str; 4] = ["budget", "redovisning", "matvarden", "inkommet"];

/// Runs `ny`.
pub fn new_folder(request: &Request) -> Outcome {
    create(request).unwrap_or_else(|error| Outcome::broken(error.to_string()))
}

fn create(request: &Request) -> Result<Outcome, DiskError> {
    let shown = request.folder.display().to_string();
    if folder::is_file(&request.folder) {
        return Ok(Outcome::broken(text::run::a_file(&shown)));
    }
    if folder::holds_files(&request.folder) {
        return Ok(Outcome::broken(text::run::folder_in_use(&shown)));
    }
    let bytes =
        grunddata::starter(&starter::tables()).map_err(|error| DiskError::Unwritable(error.to_string()))?;
    if request.options.dry_run {
        let closing = vec![text::run::would_write(&shown, &["grunddata.xlsx".to_string()])];
        return Ok(Outcome::new(&Findings::default(), closing));
    }
    disk::create_folders(&request.folder, &FOLDERS)?;
    disk::write_file(&request.folder.join("grunddata.xlsx"), &bytes)?;
    let written = vec!["grunddata.xlsx".to_string()];
    Ok(Outcome { written, ..Outcome::new(&Findings::default(), vec![text::run::new_folder(&shown)]) })
}
