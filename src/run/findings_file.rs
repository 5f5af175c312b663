//! What a check leaves in `svar/<period>/`: the findings as a workbook for the office, what goes back to the units, and
//! the manifest of it all. The set is replaced whole: what no longer applies is gone.

use std::collections::BTreeSet;
use std::path::Path;

use super::disk::{DiskError, OutputSet, earlier_outputs};
use super::letters::{Letters, letters};
use super::lines::{Units, entries, finding_lines};
use super::outcome::Outcome;
use super::stopped::{Inbox, Stopped};
use super::{Request, Task, to_add};
use crate::doc::{Block, Document, Profile, Section, SectionKind, Shape, Table};
use crate::domain::period::Month;
use crate::finding::{Finding, Findings, Problem, RegisterProblem};
use crate::report::{FindingLine, proof};
use crate::source::folder::Folder;
use crate::text;
use crate::text::phrase::phrase;
use crate::write::manifest::{self, FileEntry, Manifest, Parts};
use crate::write::workbook;

/// What was written below the folder, and the sentences that say so.
#[derive(Clone, Debug, Default)]
pub struct Left {
    pub written: Vec<String>,
    pub closing: Vec<String>,
}

/// The outcome of a run that cannot go on: earlier reports untouched, the list left where the office finds it.
pub fn stopped(
    request: &Request,
    period: Month,
    folder: &Folder,
    stopped: &Stopped,
) -> Result<Outcome, DiskError> {
    let said = match request.task {
        Task::Templates(_) => text::run::no_templates(),
        Task::Check(_) => text::run::check_stopped(),
        Task::New | Task::Report(_) | Task::Parts(..) | Task::Status(_) | Task::Behind(..) => {
            text::run::no_reports()
        }
    };
    let left = write(request, period, folder, &stopped.findings, stopped.inbox.as_deref())?;
    let closing = std::iter::once(said).chain(left.closing).collect();
    Ok(Outcome { written: left.written, ..Outcome::new(&stopped.findings, closing) })
}

/// Writes the set. Nothing is written with `--prov`, nor where there is nothing to say and nothing to take away.
pub fn write(
    request: &Request,
    period: Month,
    folder: &Folder,
    findings: &Findings,
    inbox: Option<&Inbox>,
) -> Result<Left, DiskError> {
    let unknown =
        |one: &Finding| matches!(one.problem, Problem::Register(RegisterProblem::PeriodNotScheduled { .. }));
    // A month that Tidplan does not have is most often a slip: it gets no folder.
    if request.options.dry_run || findings.iter().any(unknown) {
        return Ok(Left::default());
    }
    let target = format!("svar/{period}");
    let units = inbox.map_or_else(Units::default, |inbox| Units::new(&inbox.registers, &inbox.received));
    let lines = finding_lines(findings, units);
    let back = inbox.map_or_else(
        || Ok(Letters::default()),
        |inbox| {
            let remind = matches!(request.task, Task::Check(_));
            letters(folder, inbox, findings, request.options.date, remind)
        },
    )?;
    let mut left = Left::default();
    let mut set = OutputSet::new(&target);
    let mut add = |name: &str, bytes: Vec<u8>| -> Result<FileEntry, DiskError> {
        let entry = FileEntry::of(&format!("{target}/{name}"), &bytes);
        set.add(name, bytes)?;
        Ok(entry)
    };
    let mut outputs = Vec::new();
    let shown = |path: &str| request.folder.join(path).display().to_string();
    if !back.files.is_empty() {
        left.closing.push(text::letter::written(&back.counts(), &shown(&target)));
    }
    if !lines.is_empty() {
        let to_add = inbox.map(|inbox| to_add::tables(&inbox.registers, findings)).unwrap_or_default();
        let document = document(period, &lines, to_add);
        let bytes = workbook::write(&document).map_err(|error| DiskError::Unwritable(error.to_string()))?;
        let entry = add(&format!("{}.xlsx", document.file_stem), bytes)?;
        left.closing.push(text::run::list_in(&shown(&entry.path)));
        outputs.push(entry);
    }
    for (name, bytes) in back.files {
        outputs.push(add(&name, bytes)?);
    }
    left.written = outputs.iter().map(|entry| entry.path.clone()).collect();
    let earlier = earlier_outputs(&request.folder, &target);
    if inbox.is_none() {
        let kept = standing(&request.folder.join(&target), &earlier)?;
        left.closing.extend((!kept.is_empty()).then(|| text::run::letters_stand(&shown(&target))));
        for (name, bytes) in kept {
            outputs.push(add(&name, bytes)?);
        }
    }
    if outputs.is_empty() && !super::disk::is_there(&request.folder, &target) {
        return Ok(left);
    }
    let parts = Parts { period: period.to_string(), outputs, findings: entries(&lines), ..Parts::default() };
    let manifest =
        Manifest::new(parts).to_bytes().map_err(|error| DiskError::Unwritable(error.to_string()))?;
    set.add(manifest::NAME, manifest)?;
    set.write(&request.folder, manifest::NAME, &earlier)?;
    Ok(left)
}

/// Where the answers could not be read nothing new is known of them: what an earlier check sent back still stands.
fn standing(at: &Path, earlier: &BTreeSet<String>) -> Result<Vec<(String, Vec<u8>)>, DiskError> {
    let list = phrase("påpekanden.rubrik");
    let sent_back = earlier.iter().filter(|name| *name != manifest::NAME && !name.starts_with(list));
    let there = sent_back.map(|name| (name, at.join(name))).filter(|(_, path)| path.is_file());
    there
        .map(|(name, path)| {
            let bytes = std::fs::read(&path).map_err(|error| DiskError::of(&path, &error))?;
            Ok((name.clone(), bytes))
        })
        .collect()
}

fn document(period: Month, lines: &[FindingLine], to_add: Vec<Table>) -> Document {
    let title = phrase("påpekanden.rubrik");
    let table = proof::finding_table(lines, None);
    Document {
        shape: Shape::Report,
        file_stem: format!("{title} {period}"),
        title: title.to_string(),
        subtitle: period.to_string(),
        organisation: String::new(),
        status: String::new(),
        markings: Vec::new(),
        date: period.last_day(),
        cover: Vec::new(),
        sections: [
            ("papekanden", title, table.into_iter().collect()),
            ("att_lagga_till", phrase("att_lägga_till.rubrik"), to_add),
        ]
        .into_iter()
        .filter(|(_, _, tables): &(&str, &str, Vec<Table>)| !tables.is_empty())
        .map(|(key, title, tables)| Section {
            key: key.to_string(),
            title: title.to_string(),
            landscape: true,
            kind: SectionKind::Work,
            blocks: tables.into_iter().map(Block::Table).collect(),
        })
        .collect(),
        profile: Profile::default(),
    }
}
