//! `mallar`: one template per unit, and the register of what was issued.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::disk::{self, DiskError};
use super::gather::{Gathered, REGISTER, answers_of, without_reminders};
use super::outcome::Outcome;
use super::session::with_folder;
use super::stations::Untouched;
use super::{Request, findings_file};
use crate::consolidate::cube::Cube;
use crate::domain::code::Code;
use crate::domain::period::Month;
use crate::finding::{Findings, Place, RegisterProblem, TemplateProblem};
use crate::form::Form;
use crate::form::issued::Issued;
use crate::form::prefill::Prefill;
use crate::report::prefill::{Known, all};
use crate::source::folder::Folder;
use crate::text;
use crate::write::template;

/// Runs `mallar`.
pub fn write(request: &Request, period: Month, now: &str) -> Outcome {
    with_folder(request, now, |folder| issue_for(request, period, folder))
}

fn issue_for(request: &Request, period: Month, folder: Folder) -> Result<Outcome, DiskError> {
    // The period's own answers say nothing about its templates: they are gathered without them.
    let answered = answers_of(&folder, period).0.answers;
    let answered: BTreeSet<Code> = answered.into_iter().map(|answer| answer.unit).collect();
    let folder = folder.without(&format!("inkommet/{period}/"));
    let gathered = match without_reminders(&folder, period, request.options, &mut Untouched) {
        Ok(gathered) => gathered,
        Err(stopped) => return findings_file::stopped(request, period, &folder, &stopped),
    };
    if !gathered.registers.scheduled(period).is_some_and(|row| row.templates) {
        let mut findings = Findings::default();
        findings.add(Place::Folder, RegisterProblem::NoTemplatesScheduled { period: period.to_string() });
        return findings_file::stopped(request, period, &folder, &findings.into());
    }
    let prefills = prefills(&gathered);
    let earlier = earlier_issue(&folder, period);
    let issued = Issued::new(&prefills);
    let units = no_longer_fitting(&earlier, &issued, &answered, &gathered);
    if !units.is_empty() {
        let mut findings = gathered.findings;
        let issue = format!("mallar/{period}");
        let place = Place::File { file: format!("{issue}/{REGISTER}").into() };
        findings.add(place, TemplateProblem::AnsweredAlready { units, folder: issue });
        return findings_file::stopped(request, period, &folder, &findings.into());
    }
    issue(request, &gathered, &prefills, &issued, &earlier)
}

/// The units, by name, that have answered an earlier issue whose content is not what would be issued now: their
/// answers would be refused afterwards.
fn no_longer_fitting(
    earlier: &Issued,
    now: &Issued,
    answered: &BTreeSet<Code>,
    gathered: &Gathered,
) -> Vec<String> {
    let content = |issued: &Issued, unit: &Code| issued.templates.get(unit).map(|one| one.content.clone());
    let other =
        |unit: &&Code| earlier.templates.contains_key(unit) && content(earlier, unit) != content(now, unit);
    let org = &gathered.registers.org;
    let name = |unit: &Code| org.get(unit).map_or_else(|| unit.to_string(), |node| node.name.clone());
    answered.iter().filter(other).map(name).collect()
}

fn issue(
    request: &Request,
    gathered: &Gathered,
    prefills: &[Prefill],
    issued: &Issued,
    earlier: &Issued,
) -> Result<Outcome, DiskError> {
    let target = format!("mallar/{}", gathered.period);
    let shown = request.folder.join(&target).display().to_string();
    let mut names: Vec<String> = prefills.iter().map(Form::file_name).collect();
    names.push(REGISTER.to_string());
    names.sort();
    if request.options.dry_run {
        each_template(prefills, |_, _| Ok(()))?;
        return Ok(Outcome::new(&gathered.findings, vec![text::run::would_write(&shown, &names)]));
    }
    disk::write_set(&request.folder, &target, REGISTER, &files_of(earlier), |set| {
        each_template(prefills, |name, bytes| set.add(name, bytes))?;
        Ok(issued.to_csv().into_bytes())
    })?;
    let written = names.into_iter().map(|name| format!("{target}/{name}")).collect();
    let closing = vec![text::run::templates_written(prefills.len(), &shown)];
    Ok(Outcome { written, ..Outcome::new(&gathered.findings, closing) })
}

/// Makes every template, in parallel, and hands it over at once: no more of them are held than there are threads. The
/// error told is that of the first unit, whatever thread met one first.
fn each_template(
    prefills: &[Prefill],
    take: impl Fn(&str, &[u8]) -> Result<(), DiskError> + Sync,
) -> Result<(), DiskError> {
    let one = |prefill: &Prefill| {
        let bytes =
            template::write(prefill, None).map_err(|error| DiskError::Unwritable(error.to_string()))?;
        take(&Form::file_name(prefill), &bytes)
    };
    let made: Vec<Result<(), DiskError>> = prefills.par_iter().map(one).collect();
    made.into_iter().collect()
}

/// What was issued for the period before, if anything was.
fn earlier_issue(folder: &Folder, period: Month) -> Issued {
    let register = folder.open(&format!("mallar/{period}/{REGISTER}")).and_then(Result::ok);
    let issued = register.and_then(|input| Issued::parse(&String::from_utf8_lossy(&input.bytes)).ok());
    issued.unwrap_or_default()
}

/// The files that an issue names: a unit that is gone leaves no template behind.
fn files_of(issued: &Issued) -> BTreeSet<String> {
    let files = issued.templates.values().map(|template| template.file.clone());
    files.chain([REGISTER.to_string()]).collect()
}

/// What the templates of a gathered period are prefilled with.
pub fn prefills(gathered: &Gathered) -> Vec<Prefill> {
    let cube = Cube::roll_up(&gathered.closed.facts, &gathered.registers, &[]);
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
