//! The left side of a ledger, counted piece by piece. Codes are held as numbers; which project is an investment and which
//! counterpart internal is looked up when a code is met, by the registers alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::fine::{Fine, Part, in_ore, sorted};
use super::{FileCount, Held, is_header, read, same};
use crate::domain::exact::Exact;
use crate::domain::fact::{FactKey, Measure};
use crate::domain::grain::Grain;
use crate::domain::money::{KronorUnit, Money};
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, ExportField, PeriodForm};
use crate::intake::columns::Columns;
use crate::intake::ids::{Ids, Keys, Own, Packed, Ranks, Strings};
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

/// So many rows are looked up column by column, and then added: of what stands close together none waits for the memory
/// that another asks for.
const BLOCK: usize = 512;

/// Counts of some pieces of the files.
pub struct Count<'a> {
    registers: &'a Registers,
    grain: Grain<'a>,
    periods: Ids<Option<LedgerPeriod>>,
    form: PeriodForm,
    ansvar: Ids<()>,
    accounts: Ids<()>,
    projects: Ids<bool>,
    counterparts: Ids<bool>,
    /// What each file has of each period, and which of them was met last.
    tables: Vec<Table>,
    at: usize,
    columns: [Vec<Option<u32>>; 5],
    /// Rows of that table that are to be added.
    pending: Vec<(Packed, Exact)>,
    files: BTreeMap<usize, FileCount>,
}

/// A file's rows of a period.
struct Table {
    file: usize,
    period: LedgerPeriod,
    keys: Keys,
    tallies: FxHashMap<Packed, Fine>,
    /// By the codes themselves: the sums of accounts, and whether an ansvar is met.
    sums: Vec<Exact>,
    met: Vec<bool>,
}

/// Where a row belongs: its table, its key there, and its own ansvar and account.
struct Where {
    table: usize,
    key: Packed,
    ansvar: u32,
    account: u32,
}

impl<'a> Count<'a> {
    pub fn new(registers: &'a Registers) -> Count<'a> {
        Count {
            registers,
            grain: Grain::of(registers),
            periods: Ids::new(u32::MAX),
            form: PeriodForm::Whole,
            ansvar: Ids::new(Packed::MOST_CODES),
            accounts: Ids::new(Packed::MOST_CODES),
            projects: Ids::new(Packed::MOST_CODES),
            counterparts: Ids::new(Packed::MOST_CODES),
            tables: Vec::new(),
            at: 0,
            columns: Default::default(),
            pending: Vec::new(),
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
        for begin in (first..batch.len()).step_by(BLOCK) {
            let rows = begin..batch.len().min(begin + BLOCK);
            self.look_up(at, batch, rows.clone());
            for (row, record) in rows.filter_map(|row| batch.get(row)).enumerate() {
                let amount = at.amount_of(record, contract);
                let place = self.place(file, row);
                if !at.is_posting(record, amount.is_some() && place.is_some()) {
                    count.leave_out(amount.unwrap_or_default());
                    continue;
                }
                let account =
                    at.account.map_or([].as_slice(), |field| record.bytes(field).trim_ascii_start());
                let Some(amount) = count.count(account, amount) else { continue };
                match place {
                    Some(place) => {
                        self.tables[place.table].hold(&place, amount);
                        self.pending.push((place.key, amount));
                    }
                    None => count.undate(amount),
                }
            }
            self.settle();
        }
        self.files.insert(file, count);
    }

    /// Looks up the codes of some rows, column by column.
    fn look_up(&mut self, at: &Positions, batch: &Batch, rows: std::ops::Range<usize>) {
        let (registers, form) = (self.registers, self.form);
        let internals = &registers.settings.internal_counterparts;
        let [projects, counterparts, periods, ansvar, accounts] = &mut self.columns;
        let records = || rows.clone().filter_map(|row| batch.get(row));
        self.projects.column(records(), at.project, |code| registers.is_investment(code), projects);
        self.counterparts.column(records(), at.counterpart, |code| internals.contains(code), counterparts);
        self.periods.column(records(), at.period, |code| period(code.as_str(), form), periods);
        self.ansvar.column(records(), at.ansvar, |_| (), ansvar);
        self.accounts.column(records(), at.account, |_| (), accounts);
    }

    /// Adds the rows that are pending to their table.
    fn settle(&mut self) {
        let Some(table) = self.tables.get_mut(self.at) else { return };
        for (key, amount) in self.pending.drain(..) {
            table.tallies.entry(key).or_default().count(amount);
        }
    }

    /// Where a row that is looked up belongs; `None` when its period is none.
    fn place(&mut self, file: usize, row: usize) -> Option<Where> {
        let [projects, counterparts, periods, ansvar, accounts] = &self.columns;
        let (project, counterpart) = (projects[row]?, counterparts[row]?);
        let (ansvar, account) = (ansvar[row]?, accounts[row]?);
        let period = self.periods.get(periods[row]?).and_then(|(_, period)| *period)?;
        let project = self.projects.get(project).filter(|(_, investment)| *investment).map(|_| project);
        let internal = self.counterparts.get(counterpart).is_some_and(|(_, internal)| *internal);
        let table = self.table(file, period);
        let own = Own { ansvar, account, project, internal };
        let ids = (&mut self.ansvar, &mut self.accounts);
        let key = self.tables[table].keys.of(own, period, &self.grain, ids, |_| ())?;
        Some(Where { table, key, ansvar, account })
    }

    /// Rows of a period mostly stand together.
    fn table(&mut self, file: usize, period: LedgerPeriod) -> usize {
        let is_it = |table: &Table| table.file == file && table.period == period;
        if !self.tables.get(self.at).is_some_and(is_it) {
            self.settle();
            self.at = self.tables.iter().position(is_it).unwrap_or_else(|| {
                // A period mostly has as many keys as another.
                let keys = self.tables.last().map_or(0, |table| table.tallies.len());
                self.tables.push(Table::new(file, period, keys));
                self.tables.len() - 1
            });
        }
        self.at
    }

    /// The counts of all workers by file.
    pub fn files(mut workers: Vec<Count>, names: &[Arc<str>]) -> Vec<FileCount> {
        let named = |file: &Arc<str>| FileCount { file: file.clone(), ..FileCount::default() };
        let mut all: Vec<FileCount> = names.iter().map(named).collect();
        let strings = Strings {
            ansvar: Ranks::of(workers.iter().map(|one| &one.ansvar)),
            accounts: Ranks::of(workers.iter().map(|one| &one.accounts)),
            projects: Ranks::of(workers.iter().map(|one| &one.projects)),
        };
        let mut periods: BTreeMap<LedgerPeriod, Vec<(usize, Table)>> = BTreeMap::new();
        for (at, worker) in workers.iter_mut().enumerate() {
            for (file, count) in std::mem::take(&mut worker.files) {
                if let Some(own) = all.get_mut(file) {
                    own.take_in(&count);
                }
            }
            for table in std::mem::take(&mut worker.tables) {
                periods.entry(table.period).or_default().push((at, table));
            }
        }
        // As many keys as there can be: what is not filled takes no memory.
        for (_, table) in periods.values().flatten() {
            if let Some(count) = all.get_mut(table.file) {
                count.tallies.reserve_exact(count.tallies.capacity() + table.tallies.len());
            }
        }
        for (period, tables) in periods {
            let mut parts: Vec<Part> =
                Vec::with_capacity(tables.iter().map(|(_, own)| own.tallies.len()).sum());
            for (worker, mut table) in tables {
                let file = table.file;
                if let Some(count) = all.get_mut(file) {
                    table.tell(&workers[worker], count.periods.entry(period).or_default());
                }
                parts
                    .extend(table.tallies.drain().map(|(key, fine)| (strings.rank(worker, key), file, fine)));
            }
            in_ore(sorted(parts), &mut all, |key| FactKey {
                measure: Measure::Outcome,
                period,
                subject: strings.subject(key),
            });
        }
        all
    }
}

impl Table {
    fn new(file: usize, period: LedgerPeriod, keys: usize) -> Table {
        Table {
            file,
            period,
            keys: Keys::default(),
            tallies: FxHashMap::with_capacity_and_hasher(keys, FxBuildHasher),
            sums: Vec::new(),
            met: Vec::new(),
        }
    }

    fn hold(&mut self, place: &Where, amount: Exact) {
        let (ansvar, account) = (place.ansvar as usize, place.account as usize);
        if self.sums.len() <= account {
            self.sums.resize(account + 1, Exact::ZERO);
        }
        self.sums[account] += amount;
        if self.met.len() <= ansvar {
            self.met.resize(ansvar + 1, false);
        }
        self.met[ansvar] = true;
    }

    /// Tells what it holds, by codes.
    fn tell(&self, worker: &Count, held: &mut Held) {
        held.rows += self.tallies.values().map(|tally| tally.rows).sum::<u64>();
        let met = self.met.iter().zip(worker.ansvar.codes()).filter(|(met, _)| **met);
        held.ansvar.extend(met.map(|(_, code)| code.clone()));
        for (sum, code) in self.sums.iter().zip(worker.accounts.codes()).filter(|(sum, _)| !sum.is_zero()) {
            *held.accounts.entry(code.clone()).or_default() += *sum;
        }
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
