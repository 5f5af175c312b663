//! The left side of a ledger, counted piece by piece. Codes are held as numbers; which project is an investment and which
//! counterpart internal is looked up when a code is met, by the registers alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{FileCount, is_header, ore, same};
use crate::domain::code::Code;
use crate::domain::fact::{FactKey, Measure, Subject};
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, ExportField};
use crate::domain::tally::Tally;
use crate::intake::ids::Ids;
use crate::raw::{Batch, Postings, RawText, Record};

/// Where the fields of a row stand, by the first row that names amount and account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Positions {
    header: usize,
    amount: Option<usize>,
    period: Option<usize>,
    ansvar: Option<usize>,
    account: Option<usize>,
    project: Option<usize>,
    counterpart: Option<usize>,
}

/// Finds the header in the first piece of a file.
pub fn positions(batch: &Batch, contract: &ExportContract) -> Option<Positions> {
    let texts = |record: Record| record.texts().map(String::from).collect::<Vec<String>>();
    let (header, row) = batch
        .records()
        .map(texts)
        .enumerate()
        .find(|(_, row)| is_header(row.iter().map(String::as_str), contract))?;
    let at = |field: ExportField| {
        let heading = contract.column(field)?;
        row.iter().position(|known| same(known, heading))
    };
    Some(Positions {
        header,
        amount: at(ExportField::Amount),
        period: at(ExportField::Period),
        ansvar: at(ExportField::Ansvar),
        account: at(ExportField::Account),
        project: at(ExportField::Project),
        counterpart: at(ExportField::Counterpart),
    })
}

/// Counts of some pieces of the files.
pub struct Count<'a> {
    registers: &'a Registers,
    periods: Ids<Option<LedgerPeriod>>,
    ansvar: Ids<()>,
    accounts: Ids<()>,
    projects: Ids<bool>,
    counterparts: Ids<bool>,
    tallies: FxHashMap<Numbers, Tally>,
    files: BTreeMap<usize, FileCount>,
}

/// A row's file and the numbers of its codes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Numbers {
    file: u32,
    period: u32,
    ansvar: u32,
    account: u32,
    /// Only of an investment.
    project: Option<u32>,
    internal: bool,
}

impl<'a> Count<'a> {
    pub fn new(registers: &'a Registers) -> Count<'a> {
        Count {
            registers,
            periods: Ids::new(u32::MAX),
            ansvar: Ids::new(u32::MAX),
            accounts: Ids::new(u32::MAX),
            projects: Ids::new(u32::MAX),
            counterparts: Ids::new(u32::MAX),
            tallies: FxHashMap::default(),
            files: BTreeMap::new(),
        }
    }

    /// Counts the rows of a piece.
    pub fn add(&mut self, file: usize, at: &Positions, contract: &ExportContract, batch: &Batch) {
        self.periods.encoding(batch.encoding());
        self.ansvar.encoding(batch.encoding());
        self.accounts.encoding(batch.encoding());
        self.projects.encoding(batch.encoding());
        self.counterparts.encoding(batch.encoding());
        let mut count = self.files.remove(&file).unwrap_or_default();
        let first = if batch.number == 0 { at.header + 1 } else { 0 };
        for record in batch.records().skip(first) {
            let amount = at.amount.and_then(|field| amount(record, field, contract.decimal_mark));
            let account = at.account.map_or([].as_slice(), |field| record.bytes(field).trim_ascii_start());
            let Some(amount) = count.count(account, amount) else { continue };
            match self.numbers(file, at, record) {
                Some(numbers) => self.tallies.entry(numbers).or_default().count(amount),
                None => count.undated.count(amount),
            }
        }
        self.files.insert(file, count);
    }

    /// `None` for a row whose period is none.
    fn numbers(&mut self, file: usize, at: &Positions, record: Record) -> Option<Numbers> {
        let registers = self.registers;
        let internal = &registers.settings.internal_counterparts;
        let project = self.projects.id(record, at.project, |code| registers.is_investment(code))?;
        let counterpart = self.counterparts.id(record, at.counterpart, |code| internal.contains(code))?;
        let period = self.periods.id(record, at.period, |code| LedgerPeriod::parse(code.as_str()))?;
        self.periods.get(period).and_then(|(_, period)| *period)?;
        Some(Numbers {
            file: file as u32,
            period,
            ansvar: self.ansvar.id(record, at.ansvar, |_| ())?,
            account: self.accounts.id(record, at.account, |_| ())?,
            project: self.projects.get(project).filter(|(_, investment)| *investment).map(|_| project),
            internal: self.counterparts.get(counterpart).is_some_and(|(_, internal)| *internal),
        })
    }

    /// The counts of all workers by file.
    pub fn files(parts: Vec<Count>, names: &[Arc<str>]) -> Vec<FileCount> {
        let named = |file: &Arc<str>| FileCount { file: file.clone(), ..FileCount::default() };
        let mut all: Vec<FileCount> = names.iter().map(named).collect();
        for mut part in parts {
            let tallies: Vec<(Numbers, Tally)> = part.tallies.drain().collect();
            for (numbers, tally) in tallies {
                if let (Some(count), Some(key)) = (all.get_mut(numbers.file as usize), part.key(numbers)) {
                    *count.tallies.entry(key).or_default() += tally;
                }
            }
            for (file, count) in part.files {
                if let Some(own) = all.get_mut(file) {
                    own.take_in(&count);
                }
            }
        }
        all
    }

    fn key(&self, numbers: Numbers) -> Option<FactKey> {
        let code = |ids: &Ids<()>, id| ids.get(id).map(|(code, ())| code.clone());
        let project = numbers.project.and_then(|id| self.projects.get(id));
        let period = self.periods.get(numbers.period).and_then(|(_, period)| *period)?;
        let subject = Subject::Coded {
            ansvar: code(&self.ansvar, numbers.ansvar)?,
            account: code(&self.accounts, numbers.account)?,
            project: project.map(|(code, _): &(Code, bool)| code.clone()),
            internal: numbers.internal,
        };
        Some(FactKey { measure: Measure::Outcome, period, subject })
    }
}

/// Counts a file that stands in memory. Without the contract's columns for amount and account it counts as no rows.
pub fn count_ledger(text: &RawText, contract: &ExportContract, registers: &Registers) -> FileCount {
    let mut count = Count::new(registers);
    let mut batch = Batch::default();
    let mut found = None;
    if let Ok(mut pieces) = text.open() {
        while let Ok(true) = pieces.next(&mut batch) {
            found = found.or_else(|| positions(&batch, contract));
            if let Some(positions) = &found {
                count.add(0, positions, contract, &batch);
            }
        }
    }
    Count::files(vec![count], std::slice::from_ref(&text.file)).pop().unwrap_or_default()
}

/// Digits in a row, two of them after the mark; whatever is not ASCII is read as text.
fn amount(record: Record, field: usize, decimal_mark: char) -> Option<Money> {
    let bytes = record.bytes(field);
    let (mut number, mut digits, mut decimals, mut minus) = (0_i64, 0, None, false);
    for byte in bytes {
        match byte {
            b'0'..=b'9' if digits < 15 && decimals != Some(2) => {
                number = number * 10 + i64::from(byte - b'0');
                digits += 1;
                decimals = decimals.map(|count| count + 1);
            }
            b'-' => minus = true,
            b' ' => {}
            other if char::from(*other) == decimal_mark && decimals.is_none() => decimals = Some(0),
            _ => return ore(&record.text(field), decimal_mark),
        }
    }
    let number = match decimals.unwrap_or(0) {
        0 => number * 100,
        1 => number * 10,
        _ => number,
    };
    (digits > 0).then(|| Money::from_ore(i128::from(if minus { -number } else { number })))
}
