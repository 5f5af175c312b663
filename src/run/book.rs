//! Ledger and budget: the left side counted as the files are cut into fields, then the facts, by two separate ways.

use super::stations::Stations;
use crate::consolidate::reconcile::{FileTotals, LeftSide};
use crate::domain::fact::Facts;
use crate::domain::period::Month;
use crate::domain::registers::Registers;
use crate::finding::Findings;
use crate::intake::control::{self, FileCount};
use crate::intake::{budget, ledger};
use crate::source;
use crate::source::folder::Folder;

/// What is booked and budgeted.
pub struct Booked {
    pub left: LeftSide,
    pub facts: Facts,
    /// Ledger files that nothing proves complete.
    pub unproven: Vec<String>,
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
    let mut booked = Booked { left: LeftSide::default(), facts: Facts::default(), unproven: Vec::new() };
    if let Some(contract) = registers.export(LEDGER) {
        let (mut texts, found) = source::ledger(folder, contract.separator);
        findings.extend(found);
        let count = |text: &crate::raw::RawText| {
            registers.contract_for(&text.file).map(|own| control::count_ledger(text, own))
        };
        let counts: Vec<FileCount> = texts.iter().filter_map(count).collect();
        booked.left.amounts.extend(control::ledger_amounts(&counts, registers));
        booked.left.files.extend(counts.iter().map(totals));
        stations.tokenised(&mut texts);
        let read = ledger::read(&texts, registers, period);
        findings.extend(read.findings);
        booked.unproven = read.unproven.iter().map(ToString::to_string).collect();
        add(&mut booked.facts, &read.facts);
    }
    if let Some(contract) = registers.export(BUDGET) {
        let (grids, found) = source::budget(folder, contract.separator);
        findings.extend(found);
        let counts: Vec<FileCount> = grids.iter().map(|grid| control::count_budget(grid, contract)).collect();
        let budgeted = control::budget_amounts(&counts, contract, registers, &booked.left.amounts, period);
        booked.left.amounts.extend(budgeted);
        booked.left.files.extend(counts.iter().map(totals));
        let read = budget::read(&grids, registers, period, &booked.facts);
        findings.extend(read.findings);
        add(&mut booked.facts, &read.facts);
    }
    booked
}

fn totals(count: &FileCount) -> FileTotals {
    FileTotals { file: count.file.to_string(), rows: count.rows, plus: count.plus, minus: count.minus }
}

fn add(all: &mut Facts, part: &Facts) {
    for (key, amount) in part.iter() {
        all.add(key.clone(), amount);
    }
}
