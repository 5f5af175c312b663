//! Accounting exports → facts. Columns are resolved once from the header; every fault of every file is told.

mod booked;
mod checks;
pub mod counterpart;
mod cumulative;
mod faults;
mod feed;
mod files;
mod fold;
mod likely;
mod projects;
mod rows;
mod sheet;
mod trace;
mod vouchers;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::exact::Exact;
use crate::domain::fact::Facts;
use crate::domain::period::{LedgerPeriod, Month};
use crate::domain::registers::Registers;
use crate::domain::settings::ExportField;
use crate::domain::sie;
use crate::finding::{CodeKind, Findings, LedgerProblem, Place};
use crate::intake::code_cell;
use crate::intake::control::FileCount;
use crate::intake::left_out::LeftOut;
use crate::raw::{Postings, RawText};
use booked::Booked;
pub(super) use booked::Folded;
use checks::Sums;
pub use cumulative::monthly;
use faults::Faults;
use feed::Feed;
pub use feed::Tap;
use files::Replaced;
use fold::{Fold, PeriodSums};
pub use sheet::sheets;
pub use trace::trace;
use vouchers::{Balance, Question};

/// The ledger as facts.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    pub facts: Facts,
    pub findings: Findings,
    /// Files that neither vouchers nor control sums prove complete.
    pub unproven: Vec<Arc<str>>,
    /// Files that others replace by the rule of their profile: none of their rows is in the facts.
    pub replaced: Vec<Arc<str>>,
    /// The left side: what each file holds, as it was counted before the rows were read.
    pub counts: Vec<FileCount>,
}

/// One file's own sums by period.
struct File {
    name: Arc<str>,
    periods: BTreeMap<LedgerPeriod, PeriodSums>,
    /// Some row, or all of the file, could not be read.
    unreadable: bool,
    /// Its own total is the sum of its rows.
    proven: bool,
}

/// Reads files that stand in memory.
pub fn read(texts: &[RawText], registers: &Registers, through: Month) -> Ledger {
    let files: Vec<&dyn Postings> = texts.iter().map(|text| text as &dyn Postings).collect();
    read_files(&files, registers, through, &mut |_| {})
}

/// Reads all files of the ledger. `through` is the period of the run: its months up to there must be there. `tap` sees
/// each piece of a file after it is counted and before it is read.
///
/// A file that a later one replaces by the rule of its profile is told and left out: the others are read again.
pub fn read_files(files: &[&dyn Postings], registers: &Registers, through: Month, tap: &mut Tap) -> Ledger {
    let (ledger, replaced) = read_all(files, registers, through, tap);
    if replaced.is_empty() {
        return ledger;
    }
    let numbered = files.iter().enumerate();
    let kept = numbered.filter(|(at, _)| !replaced.contains_key(at)).map(|(_, file)| *file);
    let mut ledger = read_files(&kept.collect::<Vec<_>>(), registers, through, tap);
    for (at, problem) in replaced {
        let file = files[at].name().clone();
        ledger.replaced.push(file.clone());
        ledger.findings.add(Place::File { file }, problem);
    }
    ledger
}

/// Reads all files, and says which of them are to be left out.
fn read_all(
    files: &[&dyn Postings],
    registers: &Registers,
    through: Month,
    tap: &mut Tap,
) -> (Ledger, Replaced) {
    let mut ledger = Ledger::default();
    if files.is_empty() {
        ledger.findings.add(Place::Folder, LedgerProblem::NoFiles);
        return (ledger, Replaced::new());
    }
    let workers = (0..feed::workers(files)).map(|_| Fold::new(registers)).collect();
    let (mut folds, feed) = feed::run(Feed::new(files, registers), tap, workers);
    ledger.findings.extend(feed.findings);
    let unreadable = faults(&mut folds, files, feed.broken, &mut ledger.findings);
    let left_out = left_out(&mut folds);
    let cells = named(&folds);
    tell_named(&cells, files, &mut ledger.findings);
    projects::check(&folds, files, registers, &mut ledger.findings);
    let mut balance = Balance::default();
    let mut periods: BTreeMap<(usize, LedgerPeriod), PeriodSums<Exact>> = BTreeMap::new();
    for fold in &folds {
        balance.merge(&fold.balance);
        for (at, sums) in fold.periods() {
            *periods.entry(at).or_default() += sums;
        }
    }
    for (at, file) in files.iter().enumerate() {
        let own = periods.range((at, FIRST)..).take_while(|((file, _), _)| *file == at);
        let own: BTreeMap<_, _> = own.map(|((_, period), sums)| (*period, *sums)).collect();
        let name = file.name().clone();
        let unreadable = unreadable.contains(&at);
        let nothing = LeftOut::default();
        let proven =
            !unreadable && proven(&name, left_out.get(&at).unwrap_or(&nothing), &own, &mut ledger.findings);
        let periods = own.into_iter().map(|(period, sums)| (period, sums.rounded())).collect();
        let file = File { name, periods, unreadable, proven };
        checks::of_file(&file, registers, &mut ledger);
    }
    let mut vouched: BTreeMap<LedgerPeriod, BTreeSet<usize>> = BTreeMap::new();
    for ((file, period), _) in periods.iter().filter(|(_, sums)| sums.vouched > 0) {
        vouched.entry(*period).or_default().insert(*file);
    }
    let names: Vec<Arc<str>> = files.iter().map(|file| file.name().clone()).collect();
    let (counts, booked) = fold::both(folds, &names);
    ledger.counts = counts;
    let same = |a: usize, b: usize| files[a].fingerprint() == files[b].fingerprint();
    let (told, replaced) = files::compare(&ledger.counts, registers, same, &mut ledger.findings);
    likely::check(&ledger.counts, registers, &mut ledger.findings);
    likely::later_years(&ledger.counts, through, &mut ledger.findings);
    let question = Question { files, registers, balance: &balance, periods: vouched, unreadable, told };
    question.answer(tap, &mut ledger.findings);
    checks::control_files(files, registers, &mut ledger.findings);
    let ledger = finish(booked, &cells, files, registers, through, ledger);
    (Ledger { findings: ledger.findings.placed(|place| placed(place, files)), ..ledger }, replaced)
}

/// Where a row stands in its file's own terms; `None` where its fault has been told already.
fn placed(place: Place, files: &[&dyn Postings]) -> Option<Place> {
    let Place::Line { file, line, column } = &place else { return Some(place) };
    let Some(own) = files.iter().find(|one| one.name() == file) else { return Some(place) };
    Some(own.place(*line, column.clone())).filter(|at| !own.is_told(at))
}

/// The heading of a code's column; a SIE file has none.
fn heading(registers: &Registers, file: &str, kind: CodeKind) -> Option<Arc<str>> {
    let field = match kind {
        CodeKind::Ansvar => ExportField::Ansvar,
        CodeKind::Account => ExportField::Account,
    };
    let contract = registers.contract_for(file).filter(|_| !sie::is_named(file))?;
    contract.column(field).map(Arc::from)
}

const FIRST: LedgerPeriod = LedgerPeriod { year: i32::MIN, number: 0 };

/// What all workers have booked, what it says, and the facts.
fn finish(
    booked: Booked,
    cells: &NamedCells,
    files: &[&dyn Postings],
    registers: &Registers,
    through: Month,
    mut ledger: Ledger,
) -> Ledger {
    let place = |(file, line): (u32, u32)| match files.get(file as usize) {
        Some(file) => Place::Line { file: file.name().clone(), line: u64::from(line), column: None },
        None => Place::Folder,
    };
    let names = cells.values().flatten().filter_map(|(cell, kind)| {
        let (code, name) = code_cell::parts(cell);
        Some(((kind.as_ref().copied()?, code), name?))
    });
    let in_column = |at: (u32, u32), kind: CodeKind| match place(at) {
        Place::Line { file, line, .. } => Place::Line { column: heading(registers, &file, kind), file, line },
        other => other,
    };
    booked.tell_unknown(registers, &names.collect(), in_column, &mut ledger.findings);
    // What follows compares sums: with rows missing from them it would tell faults that are none.
    if !ledger.findings.has_fault() {
        let sums = Sums { by_key: booked.by_account(), place: &place };
        checks::years(&sums, registers, through, &mut ledger.findings);
    }
    ledger.facts = booked.facts();
    ledger
}

/// Tells the rows that could not be read; the files that are not whole.
fn faults(
    folds: &mut [Fold],
    files: &[&dyn Postings],
    mut unreadable: BTreeSet<usize>,
    findings: &mut Findings,
) -> BTreeSet<usize> {
    let mut all = Faults::default();
    folds.iter_mut().for_each(|fold| all.merge(std::mem::take(&mut fold.faults)));
    unreadable.extend(all.files());
    all.tell(files, findings);
    unreadable
}

/// The rows of each file that are no postings.
fn left_out(folds: &mut [Fold]) -> BTreeMap<usize, LeftOut> {
    let mut all: BTreeMap<usize, LeftOut> = BTreeMap::new();
    for (file, part) in folds.iter_mut().flat_map(|fold| std::mem::take(&mut fold.left_out)) {
        all.entry(file).or_default().merge(part);
    }
    all
}

/// Tells what is left out of a file; whether its own total proves it whole.
fn proven(
    file: &Arc<str>,
    left_out: &LeftOut,
    periods: &BTreeMap<LedgerPeriod, PeriodSums<Exact>>,
    findings: &mut Findings,
) -> bool {
    let rows = periods.values().map(|sums| sums.rows).sum();
    let net: Exact = periods.values().map(|sums| sums.net).sum();
    let wrap = |problem| LedgerProblem::LeftOut(problem).into();
    let line = |line: u32| Place::Line { file: file.clone(), line: u64::from(line), column: None };
    left_out.tell(file, wrap, findings);
    left_out.hold(rows, net.rounded(), line, wrap, findings)
}

/// The cells that have a name beside their code, by file, each with what the code is.
type NamedCells = BTreeMap<usize, BTreeSet<(String, Option<CodeKind>)>>;

fn named(folds: &[Fold]) -> NamedCells {
    const KINDS: [Option<CodeKind>; 4] = [Some(CodeKind::Ansvar), Some(CodeKind::Account), None, None];
    let mut cells = NamedCells::new();
    for (own, kind) in folds.iter().flat_map(|fold| fold.named().into_iter().zip(KINDS)) {
        for (file, texts) in own {
            cells.entry(*file).or_default().extend(texts.iter().map(|text| (text.clone(), kind)));
        }
    }
    cells
}

/// Tells the cells that have a name beside their code.
fn tell_named(cells: &NamedCells, files: &[&dyn Postings], findings: &mut Findings) {
    for (at, cells) in cells {
        // The same text in two columns is one.
        let texts: BTreeSet<&String> = cells.iter().map(|(text, _)| text).collect();
        let (Some(file), Some(first)) = (files.get(*at), texts.first()) else { continue };
        let problem = LedgerProblem::CodesWithNames {
            cells: texts.len() as u64,
            first: first.to_string(),
            code: code_cell::code(first).0.to_string(),
        };
        findings.add(Place::File { file: file.name().clone() }, problem);
    }
}
