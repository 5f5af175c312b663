//! When a run stops: the findings as a workbook in `svar/<period>/`, beside what the terminal says.

use super::disk::{DiskError, OutputSet, earlier_outputs};
use super::lines::{Units, entries, finding_lines};
use super::outcome::Outcome;
use super::{Request, Task};
use crate::doc::{Block, Document, Section, SectionKind};
use crate::domain::period::Month;
use crate::finding::Findings;
use crate::report::{FindingLine, proof};
use crate::text;
use crate::write::manifest::{self, FileEntry, Manifest, Parts};
use crate::write::workbook;

/// The outcome of a run that cannot go on: earlier reports untouched, the list left where the office finds it.
pub fn stopped(request: &Request, period: Month, findings: &Findings) -> Result<Outcome, DiskError> {
    let said = match request.task {
        Task::Templates(_) => text::run::no_templates(),
        Task::Check(_) => text::run::check_stopped(),
        Task::New | Task::Report(_) | Task::Status(_) => text::run::no_reports(),
    };
    if request.options.dry_run {
        return Ok(Outcome::new(findings, vec![said]));
    }
    let written = write(request, period, findings)?;
    let shown = request.folder.join(&written).display().to_string();
    let closing = vec![said, text::run::list_in(&shown)];
    Ok(Outcome { written: vec![written], ..Outcome::new(findings, closing) })
}

/// Writes the list; its path below the folder.
pub fn write(request: &Request, period: Month, findings: &Findings) -> Result<String, DiskError> {
    let target = format!("svar/{period}");
    let lines = finding_lines(findings, Units::default());
    let document = document(period, &lines);
    let name = format!("{}.xlsx", document.file_stem);
    let path = format!("{target}/{name}");
    let bytes = workbook::write(&document).map_err(|error| DiskError::Unwritable(error.to_string()))?;
    let parts = Parts {
        period: period.to_string(),
        outputs: vec![FileEntry::of(&path, &bytes)],
        findings: entries(&lines),
        ..Parts::default()
    };
    let manifest =
        Manifest::new(parts).to_bytes().map_err(|error| DiskError::Unwritable(error.to_string()))?;
    let mut set = OutputSet::new(&target);
    set.add(&name, bytes)?;
    set.add(manifest::NAME, manifest)?;
    set.write(&request.folder, manifest::NAME, &earlier_outputs(&request.folder, &target))?;
    Ok(path)
}

fn document(period: Month, lines: &[FindingLine]) -> Document {
    let title = text::phrase::phrase("påpekanden.rubrik");
    let table = proof::finding_table(lines);
    Document {
        file_stem: format!("{title} {period}"),
        title: title.to_string(),
        subtitle: period.to_string(),
        organisation: String::new(),
        status: String::new(),
        markings: Vec::new(),
        date: period.last_day(),
        cover: Vec::new(),
        sections: vec![Section {
            key: "papekanden".to_string(),
            title: title.to_string(),
            landscape: true,
            kind: SectionKind::Work,
            blocks: table.into_iter().map(Block::Table).collect(),
        }],
    }
}
