//! What goes back to the units: for each file that came in a letter or a receipt, and the file itself with its faults
//! marked; a reminder where none came.

use std::collections::BTreeSet;

use super::disk::{DiskError, file_name};
use super::lines::{Units, line_to_manager};
use super::stopped::Inbox;
use crate::consolidate::board::board;
use crate::doc::Document;
use crate::domain::org::OrgNode;
use crate::domain::period::Date;
use crate::domain::submission::Received;
use crate::finding::{Finding, Findings, Place, Problem, Severity, TemplateProblem};
use crate::report::FindingLine;
use crate::report::board::file_name as own_name;
use crate::report::letter::{Addressee, Reply, reminder, reply};
use crate::source::folder::{Folder, Seen};
use crate::text;
use crate::text::letter::Counts;
use crate::write::marked::{self, Mark};
use crate::write::{pdf, plain};

/// The files that go back, and how many of each kind.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    pub files: Vec<(String, Vec<u8>)>,
    pub letters: usize,
    pub receipts: usize,
    /// To units from which no file has come.
    pub reminders: usize,
    pub marked: usize,
}

impl Letters {
    pub fn counts(&self) -> Counts {
        Counts {
            letters: self.letters,
            reminders: self.reminders,
            receipts: self.receipts,
            marked: self.marked,
        }
    }
}

/// A reply to each unit from which a file has come, about all its files, and, where `remind` says so, a reminder to each
/// unit that has a template and from which none has. `today`: the day the user says it is.
pub fn letters(
    folder: &Folder,
    inbox: &Inbox,
    findings: &Findings,
    today: Option<Date>,
    remind: bool,
) -> Result<Letters, DiskError> {
    let mut all = Letters::default();
    let mut taken = BTreeSet::new();
    let written = inbox.handed_out.written;
    let board = board(&inbox.registers, inbox.period, &inbox.received, written, findings);
    for (unit, files) in by_unit(inbox) {
        answer_unit(folder, inbox, findings, (addressee(inbox, unit, today), &files), &mut taken, &mut all)?;
    }
    let silent = board.iter().flat_map(|board| &board.units).filter(|_| remind);
    let silent = silent.filter(|unit| inbox.handed_out.waits_for(unit));
    for unit in silent.filter_map(|unit| inbox.registers.org.get(&unit.unit)) {
        let stem = text::letter::reminder(&stem(unit, &mut taken));
        let unread = inbox.handed_out.unread_of(&unit.code);
        all.reminders += 1;
        all.files.extend(both(reminder(&addressee(inbox, unit, today), &unread, &stem))?);
    }
    Ok(all)
}

/// The units that files have come from, each with its files: the one that counts first, then the latest. A file that
/// belongs to nobody stands in the list of findings; there is nobody to write to.
fn by_unit(inbox: &Inbox) -> Vec<(&OrgNode, Vec<&Received>)> {
    let mut units: Vec<(&OrgNode, Vec<&Received>)> = Vec::new();
    for received in &inbox.received {
        let unit = received.unit.as_ref().and_then(|unit| inbox.registers.org.get(unit));
        let Some(unit) = unit else { continue };
        match units.iter_mut().find(|(known, _)| known.code == unit.code) {
            Some((_, files)) => files.push(received),
            None => units.push((unit, vec![received])),
        }
    }
    for (_, files) in &mut units {
        files.sort_by_key(|file| std::cmp::Reverse((file.counted, file.signed_on)));
    }
    units
}

fn answer_unit(
    folder: &Folder,
    inbox: &Inbox,
    findings: &Findings,
    (to, files): (Addressee, &[&Received]),
    taken: &mut BTreeSet<String>,
    all: &mut Letters,
) -> Result<(), DiskError> {
    let Some((first, others)) = files.split_first() else { return Ok(()) };
    let about = |file: &Received, one: &Finding| one.place.file() == Some(&*file.file);
    let own = findings.sorted().into_iter().filter(|one| files.iter().any(|file| about(file, one)));
    let own: Vec<&Finding> = own.collect();
    let stem = stem(to.unit, taken);
    let mut marked = Vec::new();
    for file in files {
        let in_file: Vec<&Finding> = own.iter().copied().filter(|one| about(file, one)).collect();
        let seen = inbox.seen.iter().find(|seen| seen.path == file.file);
        let copy = seen.and_then(|seen| marked_copy(folder, seen, &in_file, findings));
        let name = text::letter::marked_copy(&stem, marked.len() + 1);
        marked.extend(copy.map(|bytes| (name, own_name(&file.file).to_string(), bytes)));
    }
    let told: Vec<&Finding> = own
        .iter()
        .copied()
        .filter(|one| !own.iter().any(|other| one.problem.told_by(&other.problem)))
        .collect();
    let lines = |severity| lines_of(inbox, &told, severity);
    let faults = lines(Severity::Fault);
    let copies: Vec<(String, String)> =
        marked.iter().map(|(name, own, _)| (name.clone(), own.clone())).collect();
    let others: Vec<String> = others.iter().map(|file| own_name(&file.file).to_string()).collect();
    let date_cell =
        first.date_at.as_ref().map(|(sheet, row, column)| text::letter::cell(sheet, *row, *column));
    let issued = inbox.handed_out.issued.get(&to.unit.code);
    let reply_to = Reply {
        to,
        received: first,
        others: &others,
        date_cell: &date_cell.unwrap_or_default(),
        prefill: issued.as_ref().map(|template| &template.prefill),
        sha256: inbox
            .seen
            .iter()
            .find(|seen| seen.path == first.file)
            .map_or("", |seen| seen.sha256.as_str()),
        answer: inbox.answers.iter().find(|answer| answer.file == first.file),
        faults: &faults,
        warnings: &lines(Severity::Warning),
        notes: &lines(Severity::Note),
        marked: &copies,
        undecided: own.iter().any(|one| is_undecided(one)),
        new_template: own.iter().any(|one| one.problem.needs_new_template()),
    };
    let stem = if faults.is_empty() { text::letter::receipt(&stem) } else { text::letter::letter(&stem) };
    all.files.extend(both(reply(&reply_to, &stem))?);
    if faults.is_empty() {
        all.receipts += 1;
    } else {
        all.letters += 1;
    }
    all.marked += marked.len();
    all.files.extend(marked.into_iter().map(|(name, _, bytes)| (name, bytes)));
    Ok(())
}

fn is_undecided(finding: &Finding) -> bool {
    matches!(finding.problem, Problem::Template(TemplateProblem::SeveralFiles { .. }))
}

fn addressee<'a>(inbox: &'a Inbox, unit: &'a OrgNode, today: Option<Date>) -> Addressee<'a> {
    Addressee { registers: &inbox.registers, period: inbox.period, date: inbox.date, unit, today }
}

/// The unit's code and name; each once, whatever the case.
fn stem(unit: &OrgNode, taken: &mut BTreeSet<String>) -> String {
    let wanted = format!("{} {}", unit.code, unit.name);
    let wanted: String = file_name(&wanted).chars().take(LONGEST_STEM).collect();
    let mut stem = file_name(&wanted);
    let mut number = 2;
    while !taken.insert(stem.to_lowercase()) {
        stem = format!("{wanted} ({number})");
        number += 1;
    }
    stem
}

/// Leaves room for what the files are called after the unit.
const LONGEST_STEM: usize = 90;

fn lines_of(inbox: &Inbox, findings: &[&Finding], severity: Severity) -> Vec<FindingLine> {
    let units = Units::new(&inbox.registers, &inbox.received);
    let wanted = findings.iter().filter(|one| to_manager(one) == severity);
    let line = |one: &Finding| {
        let line = line_to_manager(one, units);
        // Which file counts is a question of them all.
        let file = if is_undecided(one) { String::new() } else { line.file };
        FindingLine { file, ..line }
    };
    wanted.map(|one| line(one)).collect()
}

/// How it is told a manager: in a file that another has taken the place of there is nothing to check.
fn to_manager(finding: &Finding) -> Severity {
    match finding.problem {
        Problem::Template(TemplateProblem::OlderFile { .. }) => Severity::Note,
        _ => finding.severity(),
    }
}

/// The file with its faults and warnings marked, where it has faults in cells. A package that cannot be marked gives
/// none: the letter says it all.
fn marked_copy(folder: &Folder, seen: &Seen, own: &[&Finding], all: &Findings) -> Option<Vec<u8>> {
    let marks: Vec<Mark> = own.iter().flat_map(|one| marks_of(one, all)).collect();
    if !marks.iter().any(|mark| mark.fault) {
        return None;
    }
    marked::mark(&folder.again(seen).ok()?, &marks).ok()
}

/// A mark in each cell that the finding speaks of.
fn marks_of(finding: &Finding, all: &Findings) -> Vec<Mark> {
    finding.places().iter().filter_map(|place| mark(finding, place, all)).collect()
}

fn mark(finding: &Finding, place: &Place, all: &Findings) -> Option<Mark> {
    let Place::Cell { sheet, row, column, .. } = place else { return None };
    let fault = match finding.severity() {
        Severity::Fault => true,
        Severity::Warning => false,
        Severity::Note => return None,
    };
    let text = text::finding::sentences(&finding.problem);
    let field = all.field_at(place);
    let format = field.and_then(|field| field.format.clone());
    let with = field.map(|field| field.with.clone()).unwrap_or_default();
    Some(Mark { sheet: sheet.to_string(), row: *row, column: *column, fault, text, format, with })
}

/// The document as PDF, read back and held against it, and as plain text.
fn both(mut document: Document) -> Result<[(String, Vec<u8>); 2], DiskError> {
    let text = (format!("{}.txt", document.file_stem), plain::write(&document));
    let broken = |said: String| DiskError::Unwritable(said);
    pdf::printable(&mut document);
    let placed = pdf::place(&document).map_err(|error| broken(error.to_string()))?;
    let bytes = pdf::emit(&placed).map_err(|error| broken(error.to_string()))?;
    let read = pdf::read_back(&bytes).map_err(|error| broken(error.to_string()))?;
    match pdf::check(&document, &read).first() {
        Some(mismatch) => Err(broken(mismatch.to_string())),
        None => Ok([(format!("{}.pdf", document.file_stem), bytes), text]),
    }
}

#[cfg(test)]
mod tests {
    use super::{Findings, Place, TemplateProblem, marks_of};
    use crate::domain::money::{KronorUnit, Money};
    use crate::finding::FieldCell;

    #[test]
    fn details_that_differ_from_their_forecast_are_marked_with_it() {
        let at = |row| Place::Cell { file: "svar.xlsx".into(), sheet: "Ekonomi".into(), row, column: 10 };
        let mut findings = Findings::default();
        let problem = TemplateProblem::DetailsDiffer {
            field: "Prognos helår, Bidrag".into(),
            own: Money::from_kr(34),
            details: Money::from_kr(10),
            unit: KronorUnit::Kr,
            cell: (13, 10),
            parts: vec![(14, 10)],
        };
        findings.add(at(13), problem);
        let detail = FieldCell { format: Some("#,##0".into()), with: vec![(13, 10)] };
        findings.field(at(14), detail.clone());
        let marks = marks_of(findings.sorted()[0], &findings);
        let cells: Vec<(u32, u32)> = marks.iter().map(|mark| (mark.row, mark.column)).collect();
        assert_eq!(cells, [(13, 10), (14, 10)]);
        assert_eq!((marks[0].format.clone(), marks[0].with.clone()), (None, Vec::new()));
        assert_eq!((marks[1].format.clone(), marks[1].with.clone()), (detail.format, detail.with));
    }
}
