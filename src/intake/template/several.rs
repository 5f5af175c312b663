//! Several files from one unit: the one with the latest date typed in the sheet counts. The file's name and its time
//! decide nothing, and where the dates do not tell, none counts. A file whose date cannot be read yields to one whose
//! date can: somebody has been told to mend the one, and has handed in the other.

use crate::domain::code::Code;
use crate::domain::submission::Submission;
use crate::finding::{Difference, Findings, Place, Shown, TemplateProblem};

/// So many differences are told one by one; the rest are counted.
const TOLD: usize = 10;

/// An answer, and what it says question by question.
pub struct Answered {
    pub answer: Submission,
    pub said: Vec<(String, Shown)>,
    /// The date is there and cannot be read.
    pub misdated: bool,
}

pub fn one_of(unit: &Code, mut answers: Vec<Answered>, findings: &mut Findings) -> Option<Submission> {
    answers.sort_by(|a, b| a.answer.file.cmp(&b.answer.file));
    // The first file of each content; its copies say nothing new.
    let mut different: Vec<Answered> = Vec::new();
    for one in answers {
        let same = different.iter().find(|known| same_content(&known.answer, &one.answer));
        if let Some(known) = same {
            let problem = TemplateProblem::SameAnswerTwice {
                unit: unit.to_string(),
                other: known.answer.file.to_string(),
            };
            findings.add(place(&one.answer), problem);
        } else {
            different.push(one);
        }
    }
    let latest = different.iter().map(|one| one.answer.signed_on).max()?;
    let dated = different.iter().all(|one| one.answer.signed_on.is_some() || one.misdated);
    let dated = dated && latest.is_some();
    let at_latest = different.iter().filter(|one| one.answer.signed_on == latest).count();
    if different.len() > 1 && !(dated && at_latest == 1) {
        let files = different.iter().map(|one| one.answer.file.to_string()).collect();
        let problem = TemplateProblem::SeveralFiles { unit: unit.to_string(), files };
        findings.add(place(&different.first()?.answer), problem);
        return None;
    }
    let at = different.iter().position(|one| one.answer.signed_on == latest)?;
    let counted = different.remove(at);
    for older in &different {
        findings.add(place(&older.answer), older_file(unit, older, &counted));
    }
    Some(counted.answer)
}

fn same_content(one: &Submission, other: &Submission) -> bool {
    Submission { file: one.file.clone(), ..other.clone() } == *one
}

fn place(answer: &Submission) -> Place {
    Place::File { file: answer.file.clone() }
}

/// Where a part of the workbook is gone, that is the difference, whatever its fields hold in the other file.
fn difference(question: &str, here: Option<Shown>, counted: Option<Shown>) -> Difference {
    match (here, counted) {
        (Some(Shown::Gone { part, name }), _) => {
            Difference { question: name.clone(), here: Some(Shown::Gone { part, name }), counted: None }
        }
        (_, Some(Shown::Gone { part, name })) => {
            Difference { question: name.clone(), here: None, counted: Some(Shown::Gone { part, name }) }
        }
        (here, counted) => Difference { question: question.to_string(), here, counted },
    }
}

fn older_file(unit: &Code, older: &Answered, counted: &Answered) -> TemplateProblem {
    let of = |said: &[(String, Shown)], question: &str| {
        let found = said.iter().find(|(known, _)| known == question);
        found.map(|(_, answer)| answer.clone())
    };
    let only_older = older.said.iter().filter(|(known, _)| of(&counted.said, known).is_none());
    let questions = counted.said.iter().chain(only_older).map(|(question, _)| question);
    let mut differences: Vec<Difference> = Vec::new();
    for question in questions {
        let (here, counted) = (of(&older.said, question), of(&counted.said, question));
        if here != counted {
            let one = difference(question, here, counted);
            // All fields that went with the same part are one difference.
            if !differences.contains(&one) {
                differences.push(one);
            }
        }
    }
    let more = differences.len().saturating_sub(TOLD);
    differences.truncate(TOLD);
    TemplateProblem::OlderFile {
        unit: unit.to_string(),
        counted: counted.answer.file.to_string(),
        differences,
        more,
    }
}
