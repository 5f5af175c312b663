//! A returned template → what the manager handed in. The file is known by what it carries inside, each field by its
//! defined name, its row's key and its column's heading; what disagrees is a fault on that field, never a guess.
//! Budget and outcome are never read back: the register of issued templates has them.

mod asked;
mod fields;
mod identity;
mod judge;
mod likely;
mod locate;
mod locked;
mod said;
mod several;
mod submission;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::code::Code;
use crate::domain::period::Month;
use crate::domain::submission::{Received, Submission};
use crate::finding::{Findings, Place, Problem, RegisterTrouble, Shown, TemplateProblem};
use crate::form::issued::IssuedFault;
use crate::form::{FieldKey, Form, Issued};
use crate::raw::RawWorkbook;

/// The register of issued templates from the text of `mallar/<period>/utgivna.csv`.
pub fn issued(file: &str, text: &str) -> Result<Issued, Findings> {
    Issued::parse(text).map_err(|error| {
        let why = match error.what {
            IssuedFault::Header => RegisterTrouble::Header,
            IssuedFault::Line => RegisterTrouble::Line,
            IssuedFault::Hash => RegisterTrouble::Changed,
        };
        let place = Place::Line { file: Arc::from(file), line: error.line, column: None };
        let mut findings = Findings::default();
        findings.add(place, TemplateProblem::IssuedRegister { why });
        findings
    })
}

/// What one returned file came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub received: Received,
    /// `None`: it is no answer of this period, or nothing is filled in; the findings say why.
    pub answer: Option<Submission>,
    /// Each question whose field is not empty and what there is of it, in the order of the form.
    pub said: Vec<(String, Shown)>,
    /// The date of handing in is there and cannot be read.
    pub misdated: bool,
    pub findings: Findings,
}

/// What all files of a period came to: the answers that count, and every file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadAll {
    pub answers: Vec<Submission>,
    pub received: Vec<Received>,
    pub findings: Findings,
}

/// One returned file.
pub fn read(workbook: &RawWorkbook, period: Month, issued: &Issued) -> Read {
    let claims = identity::claims(workbook);
    let refused = |unit, problem| {
        let mut findings = Findings::default();
        findings.add(file_place(workbook), problem);
        Read {
            received: Received::refused(workbook.file.clone(), unit),
            answer: None,
            said: Vec::new(),
            misdated: false,
            findings,
        }
    };
    let unit = identity::unit(&claims);
    let template = match identity::identify(workbook, &claims, period, issued) {
        Ok(template) => template,
        Err(problem) => return refused(unit, *problem),
    };
    let form = Form::new(&template.prefill);
    let index = locate::Index::new(workbook);
    let located = locate::locate(&index, &form);
    let judged = judge::judge(workbook, &template.prefill, &form, &located);
    if judged.answers.0.is_empty() && !judged.findings.has_fault() && !located.findings.has_fault() {
        let named = template.prefill.unit.to_string();
        return refused(unit, TemplateProblem::NothingFilled { unit: named });
    }
    let said = said::said(workbook, &form, &located, &judged.answers);
    let mut findings = located.findings;
    findings.extend(judged.findings);
    findings.extend(locked::check(&index, &template.prefill, &form, &judged.answers));
    if let Some(named) = identity::named_after_another(&workbook.file, &template.prefill, issued) {
        let unit = template.prefill.unit.to_string();
        findings.add(file_place(workbook), TemplateProblem::OtherUnitsName { unit, named });
    }
    fields::tell(workbook, &form, &located.fields, &mut findings);
    findings.tabs(workbook.file.clone(), workbook.sheets.iter().map(|sheet| sheet.name.clone()));
    let answer = submission::of(workbook.file.clone(), &template.prefill, &form, &judged.answers);
    let received = Received {
        file: workbook.file.clone(),
        unit,
        signed_by: answer.signed_by.clone(),
        signed_on: answer.signed_on,
        counted: true,
        without_forecast: answer.forecasts.is_empty() && asks_for_forecasts(&form),
        date_at: located.fields.get(&FieldKey::SignedOn).and_then(|(sheet, row, column)| {
            Some((workbook.sheets.get(*sheet)?.name.clone(), *row, *column))
        }),
    };
    Read { received, answer: Some(answer), said, misdated: judged.misdated, findings }
}

fn asks_for_forecasts(form: &Form) -> bool {
    form.fields().any(|field| matches!(field.key, FieldKey::Forecast(_)))
}

/// All returned files of a period, in any order.
pub fn read_all(workbooks: &[RawWorkbook], period: Month, issued: &Issued) -> ReadAll {
    count(workbooks.iter().map(|workbook| read(workbook, period, issued)))
}

/// Which of the files count: of several from one unit the one with the latest typed date, if the dates tell.
pub fn count(files: impl IntoIterator<Item = Read>) -> ReadAll {
    let mut all = ReadAll::default();
    let mut by_unit: BTreeMap<Code, Vec<several::Answered>> = BTreeMap::new();
    for Read { received, answer, said, misdated, findings } in files {
        all.findings.extend(findings);
        all.received.push(received);
        if let Some(answer) = answer {
            by_unit.entry(answer.unit.clone()).or_default().push(several::Answered {
                answer,
                said,
                misdated,
            });
        }
    }
    let mut superseded: BTreeSet<Arc<str>> = BTreeSet::new();
    for (unit, answers) in by_unit {
        let files: Vec<Arc<str>> = answers.iter().map(|one| one.answer.file.clone()).collect();
        if let Some(counted) = several::one_of(&unit, answers, &mut all.findings) {
            superseded.extend(files.into_iter().filter(|file| *file != counted.file));
            all.answers.push(counted);
        }
    }
    // What is wrong in a file that another has taken the place of is nothing that anybody has to mend.
    all.findings.retain(|one| {
        let about_the_file = matches!(
            one.problem,
            Problem::Template(TemplateProblem::OlderFile { .. } | TemplateProblem::SameAnswerTwice { .. })
        );
        about_the_file || one.place.file().is_none_or(|file| !superseded.contains(file))
    });
    for received in &mut all.received {
        received.counted = all.answers.iter().any(|answer| answer.file == received.file);
    }
    all.received.sort_by(|a, b| a.file.cmp(&b.file));
    all
}

fn file_place(workbook: &RawWorkbook) -> Place {
    Place::File { file: workbook.file.clone() }
}
