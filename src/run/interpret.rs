//! `tolka`: a look at one export, told on the terminal or as JSON. Nothing is written and no folder is locked.

mod seen;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use serde::Serialize;

use super::outcome::Exit;
use crate::domain::code::Code;
use crate::domain::registers::Registers;
use crate::finding::{LedgerProblem, Unreadable};
use crate::intake::sie::{self, Sums};
use crate::intake::sniff::{self, Look as Seen, TableKind};
use crate::raw::{RawGrid, RawSheet, RawValue, RawWorkbook};
use crate::source::look::{Looked, look};
use crate::source::{self, folder};
use crate::text::interpret as words;
use crate::{register, text};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub file: PathBuf,
    pub folder: Option<PathBuf>,
    pub json: bool,
}

/// What goes to standard output and to standard error, and how it ends; a panic below becomes words.
pub fn guarded(at: &Look) -> (String, String, Exit) {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(at)))
        .unwrap_or_else(|_| (String::new(), text::run::panicked() + "\n", Exit::Broken))
}

fn run(at: &Look) -> (String, String, Exit) {
    let name = at.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let shown = at.file.display().to_string();
    if at.file.is_dir() {
        return (String::new(), words::is_folder(&shown) + "\n", Exit::Broken);
    }
    let bytes = match std::fs::read(&at.file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return (String::new(), words::not_there(&shown) + "\n", Exit::Broken);
        }
        other => other.map_err(|_| Unreadable::Locked),
    };
    match bytes.and_then(|bytes| look(&name, &bytes)) {
        Ok(Looked::Text { open_quote: Some(line), .. }) if !at.json => {
            let sentences = text::finding::sentences(&LedgerProblem::OpenQuote.into());
            (String::new(), words::at_line(&name, line, &sentences) + "\n", Exit::Faults)
        }
        Ok(looked) => match refusal(&looked, &name).filter(|_| !at.json || !holds_rows(&looked)) {
            Some(said) => (String::new(), said + "\n", Exit::Faults),
            None => (if at.json { json(&looked) } else { told(&looked, at) }, String::new(), Exit::Clean),
        },
        Err(why) => (String::new(), refused(&name, why), Exit::Faults),
    }
}

/// The same sentences as when the file stands among the exports of a folder.
fn refused(name: &str, why: Unreadable) -> String {
    format!("{name}: {}\n", text::finding::sentences(&LedgerProblem::UnreadableFile { why }.into()))
}

/// Why what could be read is no export.
fn refusal(looked: &Looked, name: &str) -> Option<String> {
    let grids: Vec<RawGrid> = match looked {
        Looked::Sie(_) => return None,
        Looked::Text { text, .. } => vec![RawGrid::of_text(text)],
        Looked::Workbook(book) if register::is_book(book) => return Some(words::registers(name)),
        Looked::Workbook(book) => filled(book).map(|sheet| RawGrid::of_sheet(&book.file, sheet)).collect(),
    };
    (!grids.iter().any(|grid| table_of(grid).is_some())).then(|| words::no_table(name))
}

/// Sums are given of any table, whatever it is about; a text of single cells is none.
fn holds_rows(looked: &Looked) -> bool {
    match looked {
        Looked::Text { text, .. } => text.records.iter().any(|record| record.len() > 1),
        _ => true,
    }
}

fn filled(book: &RawWorkbook) -> impl Iterator<Item = &RawSheet> {
    book.sheets.iter().filter(|sheet| !sheet.cells.is_empty())
}

fn table_of(grid: &RawGrid) -> Option<Seen> {
    sniff::look(grid).filter(|seen| seen.kind != TableKind::Other)
}

fn told(looked: &Looked, at: &Look) -> String {
    let registers = registers(at);
    let lines = match looked {
        Looked::Text { encoding, separator, text, .. } => {
            let mut lines = vec![words::text(encoding, *separator, text.records.len())];
            let seen = table_of(&RawGrid::of_text(text));
            lines.extend(
                seen.into_iter().flat_map(|seen| table(&seen, Some(*separator), None, registers.as_ref())),
            );
            lines
        }
        Looked::Workbook(book) => workbook(book, registers.as_ref()),
        Looked::Sie(file) => seen::sie(file, registers.as_ref()),
    };
    lines.into_iter().map(|line| line + "\n").collect()
}

/// The sheets in their order; of several that are tables each says its name in the rows to paste.
fn workbook(book: &RawWorkbook, registers: Option<&Registers>) -> Vec<String> {
    let mut lines = vec![words::workbook(book.sheets.len())];
    let seen: Vec<_> =
        filled(book).map(|sheet| (&sheet.name, table_of(&RawGrid::of_sheet(&book.file, sheet)))).collect();
    for (name, seen) in &seen {
        lines.push(words::sheet(name));
        match seen {
            Some(seen) => lines.extend(table(seen, None, Some(name), registers)),
            None => lines.push(words::passed_by()),
        }
    }
    lines
}

fn table(
    seen: &Seen,
    separator: Option<u8>,
    sheet: Option<&str>,
    registers: Option<&Registers>,
) -> Vec<String> {
    let mut lines = seen::lines(seen);
    lines.extend(registers.map(|registers| unknown(&seen.accounts, registers)));
    lines.extend(seen::rows_for_exporter(seen, separator, sheet));
    lines
}

/// The accounts that the folder's register does not have.
fn unknown(accounts: &BTreeSet<String>, registers: &Registers) -> String {
    let known = |account: &&String| {
        let code = Code::new(account);
        registers.accounts.rows().iter().any(|row| row.accounts.contains(&code))
    };
    let unknown: Vec<&str> = accounts.iter().filter(|account| !known(account)).map(String::as_str).collect();
    words::unknown_accounts(&unknown)
}

/// Those of the folder that is named, or that the file lies in.
fn registers(at: &Look) -> Option<Registers> {
    let inside = || at.file.canonicalize().ok()?.parent()?.parent().map(Path::to_path_buf);
    let root = at.folder.clone().or_else(inside).filter(|root| folder::holds_registers(root))?;
    let found = folder::read(&root).ok()?;
    register::read(&source::registers(&found).0).0
}

/// Sums for another program.
#[derive(Serialize)]
#[serde(untagged)]
enum Told {
    Table { kodning: &'static str, skiljetecken: String, rows: usize, column_sums: BTreeMap<String, Decimal> },
    Workbook { sheets: Vec<ToldSheet> },
    Sie(Sums),
}

#[derive(Serialize)]
struct ToldSheet {
    name: String,
    numbers: usize,
    num_sum: Decimal,
}

fn json(looked: &Looked) -> String {
    let told = match looked {
        Looked::Text { encoding, separator, text, .. } => {
            let (rows, sums) = sniff::column_sums(&RawGrid::of_text(text));
            let skiljetecken = char::from(*separator).to_string();
            Told::Table { kodning: encoding, skiljetecken, rows, column_sums: sums.into_iter().collect() }
        }
        Looked::Workbook(book) => Told::Workbook { sheets: sheets(book) },
        Looked::Sie(file) => Told::Sie(sie::sums(file)),
    };
    serde_json::to_string_pretty(&told).map(|text| text + "\n").unwrap_or_default()
}

fn sheets(book: &RawWorkbook) -> Vec<ToldSheet> {
    let sheet = |sheet: &RawSheet| {
        let numbers: Vec<Decimal> = sheet
            .cells
            .values()
            .filter_map(|cell| if let RawValue::Number(number) = cell { Some(*number) } else { None })
            .collect();
        let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number));
        sum.map(|num_sum| ToldSheet { name: sheet.name.to_string(), numbers: numbers.len(), num_sum })
    };
    book.sheets.iter().filter_map(sheet).collect()
}
