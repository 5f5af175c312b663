//! `tolka`: a look at one export, told on the terminal or as JSON. Nothing is written and no folder is locked.

mod seen;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use serde::Serialize;

use super::outcome::Exit;
use crate::domain::code::Code;
use crate::domain::registers::Registers;
use crate::finding::{LedgerProblem, Unreadable};
use crate::intake::sie::{self, Sums};
use crate::intake::sniff::{self, Look as Seen};
use crate::raw::{RawGrid, RawValue, RawWorkbook};
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
    let bytes = std::fs::read(&at.file).map_err(|_| Unreadable::Locked);
    let looked = bytes.and_then(|bytes| look(&name, &bytes));
    match looked {
        Ok(looked) => (if at.json { json(&looked) } else { told(&looked, at) }, String::new(), Exit::Clean),
        Err(why) => (String::new(), refused(&name, why), Exit::Faults),
    }
}

/// The same sentences as when the file stands among the exports of a folder.
fn refused(name: &str, why: Unreadable) -> String {
    format!("{name}: {}\n", text::finding::sentences(&LedgerProblem::UnreadableFile { why }.into()))
}

fn told(looked: &Looked, at: &Look) -> String {
    let registers = registers(at);
    let lines = match looked {
        Looked::Text { encoding, separator, text } => {
            let mut lines = vec![words::text(encoding, *separator, text.records.len())];
            let grid = RawGrid::of_text(text);
            lines.extend(table(&grid, Some(*separator), registers.as_ref()));
            lines
        }
        Looked::Workbook(book) => {
            let mut lines = vec![words::workbook(book.sheets.len())];
            for sheet in book.sheets.iter().filter(|sheet| !sheet.cells.is_empty()) {
                lines.push(words::sheet(&sheet.name));
                lines.extend(table(&RawGrid::of_sheet(&book.file, sheet), None, registers.as_ref()));
            }
            lines
        }
        Looked::Sie(sie) => {
            let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
            sie.records.iter().for_each(|record| *labels.entry(record.label()).or_default() += 1);
            words::sie(sie.encoding, &labels)
        }
    };
    lines.into_iter().map(|line| line + "\n").collect()
}

fn table(grid: &RawGrid, separator: Option<u8>, registers: Option<&Registers>) -> Vec<String> {
    let Some(seen) = sniff::look(grid) else { return vec![words::no_table()] };
    let mut lines = seen::lines(&seen);
    lines.extend(registers.and_then(|registers| unknown(&seen, registers)));
    lines.extend(seen::rows_for_exporter(&seen, separator));
    lines
}

/// The accounts that the folder's register does not have.
fn unknown(seen: &Seen, registers: &Registers) -> Option<String> {
    let known = |account: &&String| {
        let code = Code::new(account);
        registers.accounts.rows().iter().any(|row| row.accounts.contains(&code))
    };
    let unknown: Vec<&str> =
        seen.accounts.iter().filter(|account| !known(account)).map(String::as_str).collect();
    Some(words::unknown_accounts(&unknown))
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
        Looked::Text { encoding, separator, text } => {
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
    let sheet = |sheet: &crate::raw::RawSheet| {
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
