//! `kontroll`: reads and checks everything, says who has answered, writes no report.

use super::disk::DiskError;
use super::gather::gather;
use super::outcome::Outcome;
use super::session::with_folder;
use super::stations::Untouched;
use super::{Request, findings_file};
use crate::domain::period::Month;
use crate::report::board::answers;
use crate::source::folder::Folder;
use crate::text;

/// Runs `kontroll`.
pub fn write(request: &Request, period: Month, now: &str) -> Outcome {
    with_folder(request, now, |folder| checked(request, period, &folder))
}

fn checked(request: &Request, period: Month, folder: &Folder) -> Result<Outcome, DiskError> {
    let gathered = match gather(folder, period, request.options, &mut Untouched) {
        Err(stopped) => return findings_file::stopped(request, period, folder, &stopped),
        Ok(gathered) => gathered,
    };
    let mut closing = vec![text::run::checked()];
    closing.extend(gathered.board().iter().flat_map(answers));
    let findings = gathered.findings.clone();
    let left = findings_file::write(request, period, folder, &findings, Some(&gathered.into_inbox()))?;
    closing.extend(left.closing);
    Ok(Outcome { written: left.written, ..Outcome::new(&findings, closing) })
}
