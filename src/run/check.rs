//! `kontroll`: reads and checks everything, says who has answered, writes no report.

use super::disk::DiskError;
use super::gather::gather;
use super::outcome::Outcome;
use super::session::with_folder;
use super::stations::Untouched;
use super::{Request, findings_file};
use crate::domain::period::Month;
use crate::source::folder::Folder;
use crate::text;

/// Runs `kontroll`.
pub fn write(request: &Request, period: Month, now: &str) -> Outcome {
    with_folder(request, now, |folder| checked(request, period, &folder))
}

fn checked(request: &Request, period: Month, folder: &Folder) -> Result<Outcome, DiskError> {
    let gathered = match gather(folder, period, request.options, &mut Untouched) {
        Err(findings) => return findings_file::stopped(request, period, &findings),
        Ok(gathered) => gathered,
    };
    let mut closing = vec![text::run::checked()];
    if gathered.registers.scheduled(period).is_some_and(|row| row.templates) {
        let names = gathered.absent_names();
        closing.push(if names.is_empty() { text::run::all_answered() } else { text::run::absent(&names) });
    }
    let findings = gathered.findings;
    let mut outcome = Outcome::new(&findings, closing);
    if !request.options.dry_run && !findings.is_empty() {
        let path = findings_file::write(request, period, &findings)?;
        outcome.closing.push(text::run::list_in(&request.folder.join(&path).display().to_string()));
        outcome.written = vec![path];
    }
    Ok(outcome)
}
