//! The commands, top to bottom. The one place that writes files; every step it calls is pure or reads.

mod attach;
pub mod behind;
pub mod book;
pub mod check;
pub mod disk;
mod documents;
pub mod findings_file;
pub mod gather;
pub mod interpret;
pub mod letters;
pub mod lines;
pub mod outcome;
mod paper;
mod parts;
mod passed;
pub mod prove;
pub mod report;
pub mod session;
pub mod starter;
pub mod stations;
pub mod status;
pub mod stopped;
pub mod templates;
pub mod terminal;
mod to_add;

use std::path::PathBuf;

use crate::domain::period::{Date, Month};
use outcome::Outcome;
use stations::Stations;

/// What the user asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub folder: PathBuf,
    pub task: Task,
    pub options: Options,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    New,
    Templates(Month),
    Check(Month),
    Report(Month),
    /// The report, and a workbook and a paper for each node of some levels of the organisation, by their words.
    Parts(Month, Vec<String>),
    Status(Month),
    Behind(Month, behind::Selection),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The date printed on documents; else the Tidplan's, else the period's last day.
    pub date: Option<Date>,
    pub json: bool,
    pub quiet: bool,
    pub dry_run: bool,
}

/// Runs a command. `now` is the clock's reading, used only in the lock file.
pub fn run(request: &Request, now: &str, stations: &mut dyn Stations) -> Outcome {
    match &request.task {
        Task::New => starter::new_folder(request),
        Task::Templates(period) => templates::write(request, *period, now),
        Task::Check(period) => check::write(request, *period, now),
        Task::Status(period) => status::show(request, *period, now),
        Task::Behind(period, asked) => behind::show(request, *period, asked, now),
        Task::Report(period) => report::write(request, *period, &[], now, stations),
        Task::Parts(period, levels) => report::write(request, *period, levels, now, stations),
    }
}

/// As [`run`]; a panic anywhere below becomes an outcome that says so, never a crash on the user's screen.
pub fn guarded(request: &Request, now: u64, stations: &mut dyn Stations) -> Outcome {
    let now = crate::text::run::clock(now);
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(request, &now, stations)));
    outcome.unwrap_or_else(|_| Outcome::broken(crate::text::run::panicked()))
}
