//! `mallar`: one template per unit, and the register of what was issued.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::disk::{self, DiskError};
use super::gather::{Gathered, REGISTER, answers_of, no_templates, templates_at, without_reminders};
use super::outcome::Outcome;
use super::session::with_folder;
use super::stations::Untouched;
use super::{Request, findings_file};
use crate::consolidate::cube::Cube;
use crate::domain::code::Code;
use crate::domain::org::{OrgNode, TemplateKind};
use crate::domain::period::Month;
use crate::finding::{Findings, Place, TemplateProblem};
use crate::form::Form;
use crate::form::identity::Identity;
use crate::form::issued::{Issued, IssuedRow};
use crate::form::prefill::Prefill;
use crate::report::prefill::{Known, prefill};
use crate::source::folder::Folder;
use crate::text;
use crate::write::template;

/// Runs `mallar`.
pub fn write(request: &Request, period: Month, now: &str) -> Outcome {
    with_folder(request, now, |folder| issue_for(request, period, folder))
}

fn issue_for(request: &Request, period: Month, folder: Folder) -> Result<Outcome, DiskError> {
    // The period's own answers say nothing about its templates: they are gathered without them.
    let (read, _, _) = answers_of(&folder, period);
    let answered = read.answers;
    let answered: BTreeSet<Code> = answered.into_iter().map(|answer| answer.unit).collect();
    let folder = folder.without(&format!("inkommet/{period}/"));
    let mut gathered = match without_reminders(&folder, period, request.options, &mut Untouched) {
        Ok(gathered) => gathered,
        Err(stopped) => return findings_file::stopped(request, period, &folder, &stopped),
    };
    if !gathered.registers.scheduled(period).is_some_and(|row| row.templates) {
        let mut findings = Findings::default();
        findings.add(templates_at(&gathered.registers, period), no_templates(period));
        return findings_file::stopped(request, period, &folder, &findings.into());
    }
    gathered.findings.extend(without_earlier(&gathered));
    let issue = Issue::new(&gathered);
    let earlier = earlier_issue(&folder, period);
    let units = issue.no_longer_fitting(&earlier, &answered);
    if !units.is_empty() {
        let mut findings = gathered.findings;
        let issue = format!("mallar/{period}");
        let place = Place::File { file: format!("{issue}/{REGISTER}").into() };
        findings.add(place, TemplateProblem::AnsweredAlready { units, folder: issue });
        return findings_file::stopped(request, period, &folder, &findings.into());
    }
    write_issue(request, &issue, &earlier)
}

/// The templates of a period: each unit's is made when it is asked for, so that no more of them are held than there are
/// threads.
pub struct Issue<'a> {
    gathered: &'a Gathered,
    cube: Cube,
}

impl<'a> Issue<'a> {
    pub fn new(gathered: &'a Gathered) -> Issue<'a> {
        Issue { gathered, cube: Cube::roll_up(&gathered.closed.facts, &gathered.registers, &[]) }
    }

    /// The units with a template, in the register's order.
    pub fn units(&self) -> Vec<(&'a OrgNode, TemplateKind)> {
        self.gathered.registers.org.with_template(self.gathered.period).collect()
    }

    /// What a unit's template is prefilled with.
    pub fn prefill(&self, (unit, kind): (&OrgNode, TemplateKind)) -> Prefill {
        let Gathered { registers, answers, readings, period, date, .. } = self.gathered;
        let kind_of_period = self.gathered.kind;
        let known = Known {
            registers,
            cube: &self.cube,
            answers,
            readings,
            period: *period,
            kind: kind_of_period,
            date: *date,
        };
        prefill(&known, unit, kind)
    }

    /// The units, by name, that have answered an earlier issue whose content is not what would be issued now: their
    /// answers would be refused afterwards.
    fn no_longer_fitting(&self, earlier: &Issued, answered: &BTreeSet<Code>) -> Vec<String> {
        let units = self.units();
        let now = |unit: &Code| {
            let found = units.iter().find(|(node, _)| node.code == *unit)?;
            Some(Identity::of(&self.prefill(*found)).content)
        };
        let other = |unit: &&Code| {
            let before = earlier.content(unit);
            before.is_some() && before != now(unit).as_deref()
        };
        let org = &self.gathered.registers.org;
        let name = |unit: &Code| org.get(unit).map_or_else(|| unit.to_string(), |node| node.name.clone());
        answered.iter().filter(other).map(name).collect()
    }

    /// Makes every template, in parallel, and hands it over at once. The error told is that of the first unit, whatever
    /// thread met one first.
    fn each(&self, take: impl Fn(&str, &[u8]) -> Result<(), DiskError> + Sync) -> Result<Issued, DiskError> {
        let one = |unit: &(&OrgNode, TemplateKind)| {
            let prefill = self.prefill(*unit);
            let bytes =
                template::write(&prefill, None).map_err(|error| DiskError::Unwritable(error.to_string()))?;
            take(&Form::file_name(&prefill), &bytes)?;
            Ok(IssuedRow::of(&prefill))
        };
        let made: Vec<Result<IssuedRow, DiskError>> = self.units().par_iter().map(one).collect();
        made.into_iter().collect()
    }
}

fn write_issue(request: &Request, issue: &Issue, earlier: &Issued) -> Result<Outcome, DiskError> {
    let findings = &issue.gathered.findings;
    let target = format!("mallar/{}", issue.gathered.period);
    let shown = request.folder.join(&target).display().to_string();
    let names = |issued: &Issued| {
        let mut names: Vec<String> = issued.files().map(str::to_string).collect();
        names.push(REGISTER.to_string());
        names.sort();
        names
    };
    if request.options.dry_run {
        let issued = issue.each(|_, _| Ok(()))?;
        return Ok(Outcome::new(findings, vec![text::run::would_write(&shown, &names(&issued))]));
    }
    let mut issued = Issued::default();
    disk::write_set(&request.folder, &target, REGISTER, &files_of(earlier), |set| {
        issued = issue.each(|name, bytes| set.add(name, bytes))?;
        Ok(issued.to_csv().into_bytes())
    })?;
    let written = names(&issued).into_iter().map(|name| format!("{target}/{name}")).collect();
    let closing = vec![text::run::templates_written(issued.units().len(), &shown)];
    Ok(Outcome { written, ..Outcome::new(findings, closing) })
}

/// Told where the year's earlier templates have left nothing that could stand as the previous forecast.
fn without_earlier(gathered: &Gathered) -> Findings {
    let mut findings = Findings::default();
    let asked = gathered.registers.schedule.iter().filter(|row| row.templates);
    let earlier = asked
        .map(|row| row.period)
        .filter(|period| period.year == gathered.period.year && *period < gathered.period);
    let answered = |period: &Month| gathered.answers.get(period).is_some_and(|answers| !answers.is_empty());
    let earlier: Vec<Month> = earlier.collect();
    if let Some(period) = earlier.iter().max().copied().filter(|_| !earlier.iter().any(answered)) {
        let place = Place::File { file: format!("inkommet/{period}").into() };
        findings.add(place, TemplateProblem::NoEarlierForecasts { period });
    }
    findings
}

/// What was issued for the period before, if anything was.
fn earlier_issue(folder: &Folder, period: Month) -> Issued {
    let register = folder.open(&format!("mallar/{period}/{REGISTER}")).and_then(Result::ok);
    let issued = register.and_then(|input| Issued::parse(&String::from_utf8_lossy(&input.bytes)).ok());
    issued.unwrap_or_default()
}

/// The files that an issue names: a unit that is gone leaves no template behind.
fn files_of(issued: &Issued) -> BTreeSet<String> {
    issued.files().chain([REGISTER]).map(str::to_string).collect()
}
