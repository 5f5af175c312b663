//! `mallar`: one template per unit, and the register of what was issued.

use std::collections::BTreeSet;

use super::disk::{DiskError, OutputSet};
use super::gather::{Gathered, gather};
use super::outcome::Outcome;
use super::session::with_folder;
use super::stations::Untouched;
use super::{Request, findings_file};
use crate::consolidate::cube::Cube;
use crate::domain::period::Month;
use crate::finding::{Findings, Place, RegisterProblem};
use crate::form::Form;
use crate::form::issued::Issued;
use crate::form::prefill::Prefill;
use crate::report::prefill::{Known, all};
use crate::source::folder::Folder;
use crate::text;
use crate::write::template;

/// The register's name in its folder.
const REGISTER: &str = "utgivna.csv";

/// Runs `mallar`.
pub fn write(request: &Request, period: Month, now: &str) -> Outcome {
    with_folder(request, now, |folder| issue_for(request, period, folder))
}

fn issue_for(request: &Request, period: Month, folder: Folder) -> Result<Outcome, DiskError> {
    // The period's own answers say nothing about its templates: they are gathered without them.
    let folder = folder.without(&format!("inkommet/{period}/"));
    let gathered = match gather(&folder, period, request.options, &mut Untouched) {
        Ok(gathered) => gathered,
        Err(findings) => return findings_file::stopped(request, period, &findings),
    };
    if !gathered.registers.scheduled(period).is_some_and(|row| row.templates) {
        let mut findings = Findings::default();
        findings.add(Place::Folder, RegisterProblem::NoTemplatesScheduled { period: period.to_string() });
        return findings_file::stopped(request, period, &findings);
    }
    let earlier = earlier_templates(&folder, period);
    issue(request, &gathered, earlier)
}

fn issue(request: &Request, gathered: &Gathered, earlier: BTreeSet<String>) -> Result<Outcome, DiskError> {
    let prefills = prefills(gathered);
    let target = format!("mallar/{}", gathered.period);
    let issued = Issued::new(&prefills);
    let mut set = OutputSet::new(&target);
    for prefill in &prefills {
        let bytes =
            template::write(prefill, None).map_err(|error| DiskError::Unwritable(error.to_string()))?;
        set.add(&Form::file_name(prefill), bytes)?;
    }
    set.add(REGISTER, issued.to_csv().into_bytes())?;
    let shown = request.folder.join(&target).display().to_string();
    let names: Vec<String> = set.files().map(|(name, _)| name.to_string()).collect();
    if request.options.dry_run {
        return Ok(Outcome::new(&gathered.findings, vec![text::run::would_write(&shown, &names)]));
    }
    set.write(&request.folder, REGISTER, &earlier)?;
    let written = names.into_iter().map(|name| format!("{target}/{name}")).collect();
    let closing = vec![text::run::templates_written(prefills.len(), &shown)];
    Ok(Outcome { written, ..Outcome::new(&gathered.findings, closing) })
}

/// The files that the register of an earlier issue names: a unit that is gone leaves no template behind.
fn earlier_templates(folder: &Folder, period: Month) -> BTreeSet<String> {
    let register = folder.get(&format!("mallar/{period}/{REGISTER}"));
    let issued = register.and_then(|input| Issued::parse(&String::from_utf8_lossy(&input.bytes)).ok());
    let files =
        issued.into_iter().flat_map(|issued| issued.templates.into_values()).map(|template| template.file);
    files.chain([REGISTER.to_string()]).collect()
}

/// What the templates of a gathered period are prefilled with.
pub fn prefills(gathered: &Gathered) -> Vec<Prefill> {
    let cube = Cube::roll_up(&gathered.closed.facts, &gathered.registers);
    all(&Known {
        registers: &gathered.registers,
        cube: &cube,
        answers: &gathered.answers,
        readings: &gathered.readings,
        period: gathered.period,
        kind: gathered.kind,
        date: gathered.date,
    })
}
