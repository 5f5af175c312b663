//! `underlag`: the rows of the ledger behind a figure, proved to sum to it.

use std::collections::BTreeSet;
use std::fs;

use super::disk::{DiskError, OutputSet, earlier_outputs, file_name};
use super::gather::{Gathered, without_reminders};
use super::outcome::{Exit, Outcome};
use super::session::with_folder;
use super::stations::Untouched;
use super::{Request, book, report};
use crate::consolidate::behind::{is_booked, weight};
use crate::consolidate::cube::Cube;
use crate::consolidate::statement::{Shown, line_query};
use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::period::Month;
use crate::domain::query::{Basis, FactQuery, Pick, Query, Span};
use crate::domain::registers::Registers;
use crate::domain::statement::StatementKind;
use crate::finding::Findings;
use crate::intake::ledger::trace;
use crate::raw::{Postings, limits};
use crate::report::behind::{self as page, Behind};
use crate::source::folder::Folder;
use crate::source::xlsx;
use crate::text::{self, behind as words};
use crate::write::manifest::{self, FileEntry, Manifest, Parts};
use crate::write::workbook;

/// Which figure, in the user's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Code or name; the whole municipality without one.
    pub unit: Option<String>,
    /// Cost type or line of a statement.
    pub line: Option<String>,
    pub project: Option<String>,
    /// Every row on the terminal.
    pub all: bool,
    pub workbook: bool,
}

/// Runs `underlag`.
pub fn show(request: &Request, period: Month, asked: &Selection, now: &str) -> Outcome {
    // Without a workbook nothing is written: neither a lock nor any file.
    let dry_run = request.options.dry_run || !asked.workbook;
    let looking = Request { options: super::Options { dry_run, ..request.options }, ..request.clone() };
    with_folder(&looking, now, |folder| shown(&looking, period, asked, &folder))
}

fn shown(request: &Request, period: Month, asked: &Selection, folder: &Folder) -> Result<Outcome, DiskError> {
    let gathered = match without_reminders(folder, period, request.options, &mut Untouched) {
        Ok(gathered) => gathered,
        Err(stopped) => return Ok(Outcome::new(&stopped.findings, vec![words::stopped()])),
    };
    let (what, unit, query) = match figure(&gathered.registers, period, asked) {
        Ok(figure) => figure,
        Err(said) => {
            return Ok(Outcome { exit: Exit::WrongUse, ..Outcome::new(&Findings::default(), said) });
        }
    };
    let cube = Cube::roll_up(&gathered.closed.facts, &gathered.registers, gathered.spoken().1);
    let (files, _) = book::ledger_files(folder, &gathered.registers, &mut Findings::default());
    let counts = |file: &&dyn Postings| !gathered.replaced.iter().any(|name| **name == **file.name());
    let files: Vec<&dyn Postings> = files.iter().map(|file| &**file).filter(counts).collect();
    let rows = trace(&files, &gathered.registers, |subject, period| {
        weight(&gathered.registers, &query, subject, period)
    });
    let total = rows.iter().map(|row| row.amount).sum();
    if cube.value(&query).unwrap_or_default() != total {
        return Ok(Outcome::broken(text::run::programme_fault(&words::differs(&what))));
    }
    let behind = Behind { what, unit, period, rows, total, query };
    if behind.rows.is_empty() {
        return Ok(Outcome::new(&Findings::default(), vec![words::no_rows(&page::heading(&behind))]));
    }
    let outcome =
        Outcome { listing: Some((behind, asked.all)), ..Outcome::new(&Findings::default(), Vec::new()) };
    if asked.workbook { written(request, &gathered, &cube, outcome) } else { Ok(outcome) }
}

/// Writes the workbook beside those of earlier calls; the manifest names them all.
fn written(
    request: &Request,
    gathered: &Gathered,
    cube: &Cube,
    outcome: Outcome,
) -> Result<Outcome, DiskError> {
    let Some((behind, _)) = &outcome.listing else { return Ok(outcome) };
    if behind.rows.len() + 100 > limits::ROWS as usize {
        let said = vec![words::too_many(behind.rows.len())];
        return Ok(Outcome { exit: Exit::WrongUse, ..Outcome::new(&Findings::default(), said) });
    }
    let board = gathered.board();
    let document = page::workbook(&report::material(gathered, cube, &[], &[], board.as_ref()), behind);
    let unwritable = |said: String| DiskError::Unwritable(said);
    let bytes = workbook::write(&document).map_err(|error| unwritable(error.to_string()))?;
    let name = file_name(&format!("{}.xlsx", document.file_stem));
    let book =
        xlsx::read_own(&name, &bytes).map_err(|why| unwritable(text::proof::unreadable(&name, why)))?;
    if let Some(first) = workbook::read_back::check(&book, &document).first() {
        return Ok(Outcome::broken(text::run::programme_fault(&first.to_string())));
    }
    let target = format!("underlag/{}", gathered.period);
    let shown = request.folder.join(&target).display().to_string();
    if request.options.dry_run {
        let closing = vec![text::run::would_write(&shown, &[name])];
        return Ok(Outcome { closing, ..outcome });
    }
    let earlier = earlier_outputs(&request.folder, &target);
    let mut set = OutputSet::new(&target);
    let mut outputs = vec![FileEntry::of(&format!("{target}/{name}"), &bytes)];
    set.add(&name, bytes)?;
    let kept: BTreeSet<&String> =
        earlier.iter().filter(|other| **other != name && **other != manifest::NAME).collect();
    for other in kept {
        // One that somebody has taken away is not missed.
        if let Ok(bytes) = fs::read(request.folder.join(&target).join(other)) {
            outputs.push(FileEntry::of(&format!("{target}/{other}"), &bytes));
            set.add(other, bytes)?;
        }
    }
    outputs.sort();
    let parts = Parts { period: gathered.period.to_string(), outputs, ..Parts::default() };
    set.add(manifest::NAME, Manifest::new(parts).to_bytes().map_err(|error| unwritable(error.to_string()))?)?;
    set.write(&request.folder, manifest::NAME, &earlier)?;
    let closing = vec![text::run::written(&shown)];
    Ok(Outcome { written: vec![format!("{target}/{name}")], closing, ..outcome })
}

/// Name of the content, name of the unit, and the query; else what to say.
fn figure(
    registers: &Registers,
    period: Month,
    asked: &Selection,
) -> Result<(String, String, Query), Vec<String>> {
    let (unit, org) = match &asked.unit {
        None => (registers.settings.municipality.clone(), None),
        Some(word) => {
            let nodes = registers.org.nodes().iter().filter(|node| node.validity.covers(period));
            let choices = nodes.map(|node| Choice::new(node.code.as_str(), &node.name, node.code.clone()));
            let found = choose(words::UNIT, word, choices.collect())?;
            (found.shown(), Some(found.of))
        }
    };
    let facts = |pick: Pick, org: Option<Code>| {
        let span = Span::movement(period);
        Query::Facts(FactQuery { pick, org, internal: None, basis: Basis::Outcome, span })
    };
    if let Some(word) = &asked.project {
        let own = registers.projects.iter().filter(|project| project.year == period.year);
        let choices = own.map(|one| Choice::new(one.code.as_str(), &one.name, one.code.clone())).collect();
        let found = choose(words::A_PROJECT, word, choices)?;
        return Ok((found.shown(), unit, facts(Pick::Project(found.of), org)));
    }
    let Some(word) = &asked.line else {
        let rows: Vec<String> = contents(registers, period).iter().map(Choice::shown).collect();
        return Err(words::rows(&rows));
    };
    let shown = Shown { org: org.clone(), ..Shown::outcome(period) };
    let found = choose(words::ROW, word, contents(registers, period))?;
    let (what, query) = match found.of {
        Content::CostType(kind) => (found.name, Some(facts(Pick::CostType(kind), org))),
        Content::Line(kind, code) => (found.name, line_query(registers, kind, &code, &shown)),
    };
    match query.filter(is_booked) {
        Some(query) => Ok((what, unit, query)),
        None => Err(vec![words::not_booked(&what)]),
    }
}

enum Content {
    CostType(CostType),
    Line(StatementKind, String),
}

/// The cost types, then the lines of the statements that have figures.
fn contents(registers: &Registers, period: Month) -> Vec<Choice<Content>> {
    let kinds = registers.accounts.cost_types(period.year).into_iter();
    let mut choices: Vec<Choice<Content>> =
        kinds.map(|(kind, _, _)| Choice::new("", kind.0.as_str(), Content::CostType(kind.clone()))).collect();
    for kind in [StatementKind::Income, StatementKind::Balance, StatementKind::CashFlow] {
        for line in registers.layout(kind, period).into_iter().flat_map(|layout| &layout.lines) {
            let code = line.id.0.as_str();
            if line_query(registers, kind, code, &Shown::outcome(period)).is_some() {
                choices.push(Choice::new(code, &line.text, Content::Line(kind, code.to_string())));
            }
        }
    }
    choices
}

/// Something that can be meant by its code or its name.
struct Choice<T> {
    code: String,
    name: String,
    of: T,
}

impl<T> Choice<T> {
    fn new(code: &str, name: &str, of: T) -> Choice<T> {
        Choice { code: code.to_string(), name: name.to_string(), of }
    }

    fn shown(&self) -> String {
        format!("{} {}", self.code, self.name).trim().to_string()
    }
}

/// The one that the word means: its code, else its whole name; the first of several with the same name. A part of a name
/// is never taken for the whole: it is answered with what it may be.
fn choose<T>(what: &str, word: &str, mut choices: Vec<Choice<T>>) -> Result<Choice<T>, Vec<String>> {
    let wanted = word.trim().to_lowercase();
    let at = |test: &dyn Fn(&Choice<T>) -> bool| choices.iter().position(test);
    let whole = at(&|one| !one.code.is_empty() && one.code.to_lowercase() == wanted)
        .or_else(|| at(&|one| one.name.to_lowercase() == wanted));
    if let Some(at) = whole {
        return Ok(choices.swap_remove(at));
    }
    let holds = |one: &&Choice<T>| !wanted.is_empty() && one.name.to_lowercase().contains(&wanted);
    let close: Vec<String> = choices.iter().filter(holds).map(Choice::shown).collect();
    Err(if close.is_empty() {
        words::unknown(what, word, &choices.iter().map(Choice::shown).collect::<Vec<_>>())
    } else {
        words::close(what, word, &close)
    })
}
