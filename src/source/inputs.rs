//! Which files of the folder hold which kind of input, opened by their format. A file that cannot be opened becomes
//! a finding of the station it was meant for.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::csv::read_text;
use super::folder::{Folder, Seen, Streamed};
use super::kind::Kind;
use super::sie;
use super::stream::TextFile;
use super::xlsx::read_workbook;
use crate::domain::settings::SEPARATORS;
use crate::domain::sie::is_named;
use crate::finding::{
    BudgetProblem, Findings, GoalProblem, LedgerProblem, Place, Problem, RegisterProblem, Unreadable,
};
use crate::raw::sie::Sie;
use crate::raw::{Postings, RawGrid, RawRecord, RawRegisters, RawText, RawWorkbook};

/// The separator of the program's own tables as text.
const OWN_SEPARATOR: u8 = b';';

fn at(path: &Arc<str>) -> Place {
    Place::File { file: path.clone() }
}

fn has_ending(path: &str, endings: &[&str]) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_lowercase();
    endings.contains(&ending.as_str())
}

/// grunddata.xlsx, the files of `grunddata/` and the folder's own layouts in `uppstallningar/`.
pub fn registers(folder: &Folder) -> (RawRegisters, Findings) {
    let mut read = RawRegisters::default();
    let mut findings = Findings::default();
    if let Some(input) = folder.get("grunddata.xlsx") {
        match read_workbook(&input.seen.path, &input.bytes) {
            Ok(book) => read.books.push(book),
            Err(why) => findings.add(at(&input.seen.path), RegisterProblem::UnreadableFile { why }),
        }
    }
    for (prefix, texts) in [("grunddata/", &mut read.tables), ("uppstallningar/", &mut read.layouts)] {
        for input in folder.under(prefix) {
            match read_text(&input.seen.path, &input.bytes, OWN_SEPARATOR) {
                Ok(text) => texts.push(text),
                Err(why) => findings.add(at(&input.seen.path), RegisterProblem::UnreadableFile { why }),
            }
        }
    }
    for (path, why) in &folder.unreadable {
        if path.starts_with("grunddata") || path.starts_with("uppstallningar/") {
            findings.add(at(path), RegisterProblem::UnreadableFile { why: *why });
        }
    }
    (read, findings)
}

/// The accounting exports: text files, each to be cut by its own contract's separator when it is gone through (a file
/// without a contract is not), and workbooks.
pub fn ledger(
    folder: &Folder,
    separator: impl Fn(&str) -> Option<u8>,
) -> (Vec<Box<dyn Postings>>, Vec<RawWorkbook>, Findings) {
    const PREFIX: &str = "redovisning/";
    let mut files: Vec<Box<dyn Postings>> = Vec::new();
    let mut books = Vec::new();
    let mut findings = Findings::default();
    let own = |file: &&Streamed| file.seen.path.starts_with(PREFIX) && !is_named(&file.seen.path);
    for streamed in folder.streamed.iter().filter(own) {
        let path = &streamed.seen.path;
        let read = match streamed.kind {
            Ok(Kind::Text) if has_ending(path, &["csv", "txt"]) => {
                let file = separator(path).map(|separator| TextFile::new(streamed, separator));
                files.extend(file.map(|file| Box::new(file) as Box<dyn Postings>));
                let letters = streamed.look.destroyed;
                if letters > 0 {
                    findings.add(at(path), LedgerProblem::DestroyedLetters { letters });
                }
                Ok(())
            }
            Ok(Kind::Text) => Err(Unreadable::OtherFormat),
            Ok(Kind::Package) => streamed
                .read()
                .and_then(|input| read_workbook(path, &input.bytes))
                .map(|book| books.push(book)),
            Err(why) => Err(why),
        };
        match read {
            Ok(()) => {}
            Err(why) => findings.add(at(&streamed.seen.path), LedgerProblem::UnreadableFile { why }),
        }
    }
    let seen = folder.streamed.iter().map(|file| &file.seen);
    twice(seen, PREFIX, &mut findings, |other| LedgerProblem::SameFileTwice { other });
    for (path, why) in folder.unreadable_under(PREFIX) {
        findings.add(at(path), LedgerProblem::UnreadableFile { why: *why });
    }
    (files, books, findings)
}

/// How the letters of the text files among the accounting exports are written.
pub fn encodings(folder: &Folder) -> BTreeMap<String, &'static str> {
    let text = |file: &&Streamed| file.kind == Ok(Kind::Text) && !is_named(&file.seen.path);
    let files = folder.streamed.iter().filter(text);
    files.map(|file| (file.seen.path.to_string(), file.look.encoding.name())).collect()
}

/// The SIE files among the accounting exports.
pub fn sie_files(folder: &Folder) -> (Vec<Sie>, Findings) {
    let mut files = Vec::new();
    let mut findings = Findings::default();
    for streamed in folder.streamed.iter().filter(|file| is_named(&file.seen.path)) {
        let path = &streamed.seen.path;
        match streamed.read().and_then(|input| sie::read(path, &input.bytes)) {
            Ok(file) => files.push(file),
            Err(why) => findings.add(at(path), LedgerProblem::UnreadableFile { why }),
        }
    }
    (files, findings)
}

/// The budget's tables: every sheet of the workbooks, every text file.
pub fn budget(folder: &Folder, separator: u8) -> (Vec<RawGrid>, Findings) {
    const PREFIX: &str = "budget/";
    let mut grids = Vec::new();
    let mut findings = Findings::default();
    for input in folder.under(PREFIX) {
        if is_named(&input.seen.path) {
            findings.add(at(&input.seen.path), BudgetProblem::SieFile);
            continue;
        }
        let read = if has_ending(&input.seen.path, &["csv", "txt"]) {
            read_text(&input.seen.path, &input.bytes, separator).map(|text| vec![RawGrid::of_text(&text)])
        } else {
            read_workbook(&input.seen.path, &input.bytes).map(|book| {
                let filled = book.sheets.iter().filter(|sheet| !sheet.cells.is_empty());
                filled.map(|sheet| RawGrid::of_sheet(&book.file, sheet)).collect::<Vec<_>>()
            })
        };
        match read {
            // A workbook whose sheets are all blank says nothing, and is not to be passed by in silence.
            Ok(read) if read.is_empty() => {
                findings.add(at(&input.seen.path), BudgetProblem::UnreadableFile { why: Unreadable::Empty });
            }
            Ok(read) => grids.extend(read),
            Err(why) => findings.add(at(&input.seen.path), BudgetProblem::UnreadableFile { why }),
        }
    }
    let seen = folder.inputs.iter().map(|input| &input.seen);
    twice(seen, PREFIX, &mut findings, |other| BudgetProblem::SameFileTwice { other });
    for (path, why) in folder.unreadable_under(PREFIX) {
        findings.add(at(path), BudgetProblem::UnreadableFile { why: *why });
    }
    (grids, findings)
}

/// Measured values from Kolada: every sheet of the workbooks, every text file.
pub fn kolada(folder: &Folder) -> (Vec<RawGrid>, Findings) {
    const PREFIX: &str = "matvarden/";
    let mut grids = Vec::new();
    let mut findings = Findings::default();
    for input in folder.under(PREFIX) {
        let read = if has_ending(&input.seen.path, &["csv", "txt"]) {
            read_separated(&input.seen.path, &input.bytes).map(|text| vec![RawGrid::of_text(&text)])
        } else {
            read_workbook(&input.seen.path, &input.bytes)
                .map(|book| book.sheets.iter().map(|sheet| RawGrid::of_sheet(&book.file, sheet)).collect())
        };
        match read {
            Ok(read) => grids.extend(read),
            Err(why) => findings.add(at(&input.seen.path), GoalProblem::UnreadableFile { why }),
        }
    }
    for (path, why) in folder.unreadable_under(PREFIX) {
        findings.add(at(path), GoalProblem::UnreadableFile { why: *why });
    }
    (grids, findings)
}

/// A text file whose separator nobody has said: the one that gives most fields.
fn read_separated(file: &str, bytes: &[u8]) -> Result<RawText, Unreadable> {
    let fields = |text: &RawText| text.records.iter().map(RawRecord::len).max().unwrap_or(0);
    let mut best = read_text(file, bytes, OWN_SEPARATOR)?;
    for separator in SEPARATORS {
        let other = read_text(file, bytes, separator)?;
        if fields(&other) > fields(&best) {
            best = other;
        }
    }
    Ok(best)
}

/// Two files with the same bytes would count every row twice.
fn twice<'a, P: Into<Problem>>(
    files: impl Iterator<Item = &'a Seen>,
    prefix: &str,
    findings: &mut Findings,
    problem: impl Fn(String) -> P,
) {
    let mut met: BTreeMap<&str, &Arc<str>> = BTreeMap::new();
    for seen in files.filter(|seen| seen.path.starts_with(prefix) && seen.size > 0) {
        match met.get(seen.sha256.as_str()) {
            Some(first) => findings.add(at(&seen.path), problem(first.to_string())),
            None => {
                met.insert(&seen.sha256, &seen.path);
            }
        }
    }
}
