//! Ledger and budget: the left side counted as the files are cut into fields, then the facts, by two separate ways.

use super::stations::Stations;
use crate::consolidate::ledger as account;
use crate::consolidate::reconcile::{FileTotals, LeftSide, Meet};
use crate::domain::fact::Facts;
use crate::domain::money::Money;
use crate::domain::period::Month;
use crate::domain::registers::Registers;
use crate::finding::Findings;
use crate::intake::control::{self, FileCount};
use crate::intake::sie::{self, Handed};
use crate::intake::{budget, ledger, lost_zeros, profiles};
use crate::raw::{Postings, RawGrid};
use crate::source;
use crate::source::folder::Folder;

/// What is booked and budgeted.
pub struct Booked {
    pub left: LeftSide,
    pub facts: Facts,
    /// Ledger files that nothing proves complete.
    pub unproven: Vec<String>,
    /// Ledger files that others replace.
    pub replaced: Vec<String>,
}

/// The profiles of the register Exporter.
const LEDGER: &str = "huvudbok";
const BUDGET: &str = "budget";

pub fn read(
    folder: &Folder,
    registers: &Registers,
    period: Month,
    stations: &mut dyn Stations,
    findings: &mut Findings,
) -> Booked {
    let mut booked = Booked {
        left: LeftSide::default(),
        facts: Facts::default(),
        unproven: Vec::new(),
        replaced: Vec::new(),
    };
    if registers.export(LEDGER).is_some() {
        let mut found = Findings::default();
        let (files, handed_on) = ledger_files(folder, registers, &mut found);
        let refused = found.has_fault();
        findings.extend(found);
        let encodings = source::encodings(folder);
        booked.left.handed = handed_on.iter().flat_map(handed).collect();
        let files: Vec<&dyn Postings> = files.iter().map(|file| &**file).collect();
        // That there is none would be untrue of files that are there and cannot be read.
        let read = match files.is_empty() && refused {
            true => ledger::Ledger::default(),
            false => ledger::read_files(&files, registers, period, &mut |piece| stations.tokenised(piece)),
        };
        booked.left.amounts.extend(control::ledger_amounts(&read.counts, registers));
        booked.left.ledger = account::account(&read.counts, registers, period);
        booked.left.ledger.encodings = encodings;
        booked.left.ledger.controls.extend(account::controls(&booked.left.amounts, period));
        findings.extend(read.findings);
        booked.unproven = read.unproven.iter().map(ToString::to_string).collect();
        booked.replaced = read.replaced.iter().map(ToString::to_string).collect();
        add(&mut booked.facts, &read.facts);
    }
    if let Some(contract) = registers.export(BUDGET) {
        let (mut grids, found) = source::budget(folder, contract.separator);
        let refused = found.has_fault();
        findings.extend(found);
        findings.extend(lost_zeros::restore_all(&mut grids, contract, registers));
        grids.extend(sie_budget(folder, registers, findings));
        let count = |grid| Some(control::count_budget(grid, registers.budget_contract_for(&grid.file)?));
        let counts: Vec<FileCount> = grids.iter().filter_map(count).collect();
        let budgeted = control::budget_amounts(&counts, registers, &booked.left.amounts, period);
        booked.left.amounts.extend(budgeted);
        booked.left.files.extend(counts.iter().map(totals));
        booked.left.profiles = control::budget_profiles(&counts, period.year);
        let read = match grids.is_empty() && refused {
            true => budget::Budget::default(),
            false => budget::read(&grids, registers, period, &booked.facts),
        };
        findings.extend(read.findings);
        add(&mut booked.facts, &read.facts);
    }
    booked
}

/// The ledger's files, by path, and what their SIE files hand on.
pub(super) fn ledger_files(
    folder: &Folder,
    registers: &Registers,
    findings: &mut Findings,
) -> (Vec<Box<dyn Postings>>, Vec<Handed>) {
    let separator = |path: &str| registers.contract_for(path).map(|contract| contract.separator);
    let (mut files, books, found) = source::ledger(folder, separator);
    findings.extend(found);
    let (sheets, found) = ledger::sheets(books, registers);
    findings.extend(found);
    files.extend(sheets.into_iter().map(|sheet| Box::new(sheet) as Box<dyn Postings>));
    let (sie_files, found) = source::sie_files(folder);
    findings.extend(found);
    let sie = sie::read(&sie_files, registers);
    findings.extend(sie.findings);
    files.extend(sie.texts.into_iter().map(|text| Box::new(text) as Box<dyn Postings>));
    files.sort_by(|a, b| a.name().cmp(b.name()));
    profiles::check(files.iter().map(|file| file.name()), registers, findings);
    (ledger::monthly(files, registers, findings), sie.handed)
}

/// The budget that stands in SIE files, where it is asked for. What keeps such a file from being opened is told with the
/// ledger.
fn sie_budget(folder: &Folder, registers: &Registers, findings: &mut Findings) -> Vec<RawGrid> {
    if !registers.sie.budget {
        return Vec::new();
    }
    let (files, _) = source::sie_files(folder);
    let (grids, found) = sie::budget(&files, registers);
    findings.extend(found);
    grids
}

/// The rows of a SIE file when it was cut, and as they went on: their number and their sum.
fn handed(file: &Handed) -> [Meet; 2] {
    let what = |part: &str| format!("{} #TRANS {part}", file.file);
    let count = |rows: u64| Money::from_ore(i128::from(rows));
    [
        Meet { what: what("Σ"), left: file.cut.1, right: file.given.1 },
        Meet { what: what("n"), left: count(file.cut.0), right: count(file.given.0) },
    ]
}

fn totals(count: &FileCount) -> FileTotals {
    let (plus, minus) = (count.plus.rounded(), count.minus.rounded());
    FileTotals { file: count.file.to_string(), rows: count.rows, plus, minus }
}

fn add(all: &mut Facts, part: &Facts) {
    for (key, amount) in part.iter() {
        all.add(key.clone(), amount);
    }
}
