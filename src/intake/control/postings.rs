//! The left side of a ledger, counted piece by piece. Codes are held as numbers; which project is an investment and which
//! counterpart internal is looked up when a code is met, by the registers alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::fine::{Fine, in_ore};
use super::{FileCount, is_header, read, same};
use crate::domain::code::Code;
use crate::domain::exact::Exact;
use crate::domain::fact::{FactKey, Measure, Subject};
use crate::domain::money::{KronorUnit, Money};
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, ExportField, PeriodForm};
use crate::intake::columns::Columns;
use crate::intake::ids::Ids;
use crate::intake::row_kind::{RowKind, RowKinds};
use crate::raw::{Batch, Postings, RawText, Record};

/// Where the fields of a row stand, by the first row that names amount and account.
#[derive(Clone, Debug)]
pub struct Positions {
    header: usize,
    amount: Option<usize>,
    /// Debit and credit, where there is no amount.
    sides: [Option<usize>; 2],
    period: Option<usize>,
    ansvar: Option<usize>,
    account: Option<usize>,
    project: Option<usize>,
    counterpart: Option<usize>,
    kinds: RowKinds,
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
    let known = contract.columns.iter().filter_map(|(field, _)| Some((*field, at(*field)?)));
    let time = contract.column(ExportField::Period).map_or(ExportField::Date, |_| ExportField::Period);
    Some(Positions {
        header,
        amount: at(ExportField::Amount),
        sides: [at(ExportField::Debit), at(ExportField::Credit)],
        period: at(time),
        ansvar: at(ExportField::Ansvar),
        account: at(ExportField::Account),
        project: at(ExportField::Project),
        counterpart: at(ExportField::Counterpart),
        kinds: RowKinds::new(&row, &Columns::of(known.collect())),
    })
}

/// Counts of some pieces of the files.
pub struct Count<'a> {
    registers: &'a Registers,
    periods: Ids<Option<LedgerPeriod>>,
    form: PeriodForm,
    ansvar: Ids<()>,
    accounts: Ids<()>,
    projects: Ids<bool>,
    counterparts: Ids<bool>,
    tallies: FxHashMap<Numbers, Fine>,
    files: BTreeMap<usize, FileCount>,
}

/// A row's file and the numbers of its codes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Numbers {
    file: u32,
    period: LedgerPeriod,
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
            form: PeriodForm::Whole,
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
        if self.form != contract.periods {
            (self.form, self.periods) = (contract.periods, Ids::new(u32::MAX));
        }
        self.periods.of(file, batch.encoding());
        self.ansvar.of(file, batch.encoding());
        self.accounts.of(file, batch.encoding());
        self.projects.of(file, batch.encoding());
        self.counterparts.of(file, batch.encoding());
        let mut count = self.files.remove(&file).unwrap_or_default();
        let first = if batch.number == 0 { at.header + 1 } else { 0 };
        for record in batch.records().skip(first) {
            let amount = at.amount_of(record, contract);
            let numbers = self.numbers(file, at, record);
            if !at.is_posting(record, amount.is_some() && numbers.is_some()) {
                count.leave_out(amount.unwrap_or_default());
                continue;
            }
            let account = at.account.map_or([].as_slice(), |field| record.bytes(field).trim_ascii_start());
            let Some(amount) = count.count(account, amount) else { continue };
            match numbers {
                Some(numbers) => self.tallies.entry(numbers).or_default().count(amount),
                None => count.undate(amount),
            }
        }
        self.files.insert(file, count);
    }

    /// `None` for a row whose period is none.
    fn numbers(&mut self, file: usize, at: &Positions, record: Record) -> Option<Numbers> {
        let registers = self.registers;
        let internal = &registers.settings.internal_counterparts;
        let form = self.form;
        let project = self.projects.id(record, at.project, |code| registers.is_investment(code))?;
        let counterpart = self.counterparts.id(record, at.counterpart, |code| internal.contains(code))?;
        let period = self.periods.id(record, at.period, |code| period(code.as_str(), form))?;
        let period = self.periods.get(period).and_then(|(_, period)| *period)?;
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
        let mut fine: BTreeMap<(FactKey, usize), Fine> = BTreeMap::new();
        for mut part in parts {
            let tallies: Vec<(Numbers, Fine)> = part.tallies.drain().collect();
            for (numbers, tally) in tallies {
                if let Some(key) = part.key(numbers) {
                    *fine.entry((key, numbers.file as usize)).or_default() += tally;
                }
            }
            for (file, count) in part.files {
                if let Some(own) = all.get_mut(file) {
                    own.take_in(&count);
                }
            }
        }
        in_ore(fine, &mut all);
        all
    }

    fn key(&self, numbers: Numbers) -> Option<FactKey> {
        let code = |ids: &Ids<()>, id| ids.get(id).map(|(code, ())| code.clone());
        let project = numbers.project.and_then(|id| self.projects.get(id));
        let subject = Subject::Coded {
            ansvar: code(&self.ansvar, numbers.ansvar)?,
            account: code(&self.accounts, numbers.account)?,
            project: project.map(|(code, _): &(Code, bool)| code.clone()),
            internal: numbers.internal,
        };
        Some(FactKey { measure: Measure::Outcome, period: numbers.period, subject })
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

impl Positions {
    /// `read`: amount and period are.
    fn is_posting(&self, record: Record, read: bool) -> bool {
        if read && self.kinds.is_plainly_posting(|at| record.bytes(at), record.len()) {
            return true;
        }
        let texts: Vec<_> = record.texts().collect();
        let kind = self.kinds.of(|at| texts.get(at).map_or("", |text| text.as_ref()), texts.len());
        kind == RowKind::Posting
    }

    fn amount_of(&self, record: Record, contract: &ExportContract) -> Option<Exact> {
        let [debit, credit] = self.sides;
        match self.amount {
            Some(field) => amount(record, field, contract),
            None => match (amount(record, debit?, contract), amount(record, credit?, contract)) {
                (None, None) => None,
                (debit, credit) => Some(debit.unwrap_or_default() - credit.unwrap_or_default()),
            },
        }
    }
}

/// Digits in a row, two of them after the mark; all else is read as text.
fn amount(record: Record, field: usize, contract: &ExportContract) -> Option<Exact> {
    let as_text = || read(&record.text(field), contract);
    if contract.unit != KronorUnit::Kr {
        return as_text();
    }
    let (mut number, mut digits, mut decimals, mut minus) = (0_i64, 0, None, false);
    for byte in record.bytes(field) {
        match byte {
            b'0'..=b'9' if digits < 15 && decimals != Some(2) => {
                number = number * 10 + i64::from(byte - b'0');
                digits += 1;
                decimals = decimals.map(|count| count + 1);
            }
            b'-' => minus = true,
            b' ' => {}
            other if char::from(*other) == contract.decimal_mark && decimals.is_none() => decimals = Some(0),
            _ => return as_text(),
        }
    }
    let number = match decimals.unwrap_or(0) {
        0 => number * 100,
        1 => number * 10,
        _ => number,
    };
    (digits > 0).then(|| Money::from_ore(i128::from(if minus { -number } else { number })).into())
}

/// The months by their first three letters.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// A period by its digits: year and number, and a day that may follow; or the year's, when a month is named in letters.
fn period(text: &str, form: PeriodForm) -> Option<LedgerPeriod> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    match (digits.len(), form) {
        (4, _) if !letters.is_empty() => {
            let month = (1..).zip(MONTHS).find(|(_, month)| letters.starts_with(month));
            month.and_then(|(number, _)| LedgerPeriod::parse(&format!("{digits}{number:02}")))
        }
        (4, PeriodForm::ShortYear) => LedgerPeriod::parse(&format!("20{digits}")),
        (6 | 8, _) => LedgerPeriod::parse(&digits[..6]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{PeriodForm, period};

    #[test]
    fn what_the_reader_reads_is_counted_alike() {
        let forms = [PeriodForm::Whole, PeriodForm::ShortYear];
        for text in [
            "202508",
            "2025-08",
            "2025-08-31",
            "20250831",
            "aug 2025",
            "Augusti 2025",
            "AUG. 2025",
            "2513",
            "202500",
        ] {
            for form in forms {
                let read = crate::intake::period::read(text, form);
                assert!(read.is_none() || period(text, form) == read, "{text}");
            }
        }
    }
}
