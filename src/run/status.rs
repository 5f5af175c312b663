//! `status`: who has answered. Reads registers and templates only, and writes nothing.

use super::Request;
use super::disk::DiskError;
use super::gather::board_of;
use super::outcome::Outcome;
use super::session::with_folder;
use crate::domain::period::Month;
use crate::report::board::sentences;
use crate::source::folder::Folder;
use crate::text;

/// Runs `status`.
pub fn show(request: &Request, period: Month, now: &str) -> Outcome {
    // As a dry run: neither a lock nor any file.
    let options = super::Options { dry_run: true, ..request.options };
    let looking = Request { options, ..request.clone() };
    with_folder(&looking, now, |folder| shown(period, &folder))
}

fn shown(period: Month, folder: &Folder) -> Result<Outcome, DiskError> {
    Ok(match board_of(folder, period) {
        Err(findings) => Outcome::new(&findings, vec![text::run::no_status()]),
        Ok((board, findings)) => {
            let mut closing = sentences(&board);
            if findings.iter().next().is_some() {
                closing.push(text::run::see_check());
            }
            Outcome { board: Some(board), ..Outcome::new(&findings, closing) }
        }
    })
}
