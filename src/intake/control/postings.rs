//! The left side of a ledger, counted piece by piece. What a row belongs to is asked of [`Cells`], by the fields that are
//! found here; what it is added to is this side's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::amount::amount;
use super::fine::{Part, in_ore, sorted};
use super::tallies::Tallies;
use super::{FileCount, Held, is_header, same};
use crate::domain::exact::Exact;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, ExportField, PeriodForm};
use crate::intake::cells::{self, Cells, Fields, Table};
use crate::intake::columns::Columns;
use crate::intake::ids::Strings;
use crate::intake::row_kind::{RowKind, RowKinds};
use crate::raw::{Batch, Encoding, Postings, RawText, Record};

/// Where the fields of a row stand, by the first row that names amount and account.
#[derive(Clone, Debug)]
pub struct Positions {
    header: usize,
    amount: Option<usize>,
    /// Debit and credit, where there is no amount.
    sides: [Option<usize>; 2],
    period: Option<usize>,
    /// Of ansvar, account, project and counterpart.
    fields: Fields,
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
        fields: [ExportField::Ansvar, ExportField::Account, ExportField::Project, ExportField::Counterpart]
            .map(at),
        kinds: RowKinds::new(&row, &Columns::of(known.collect())),
    })
}

/// Counts of some pieces of the files.
#[derive(Default)]
pub(in crate::intake) struct Count {
    periods: Periods,
    /// What is held of each table by codes.
    tables: Vec<Codes>,
    /// Rows of the piece that are to be added, by their place in it.
    pending: Vec<(usize, LedgerPeriod, Exact)>,
    files: BTreeMap<usize, FileCount>,
}

/// By a file's and a period's own codes: the sums of accounts, and whether an ansvar is met.
#[derive(Clone, Default)]
struct Codes {
    accounts: Vec<Exact>,
    ansvar: Vec<bool>,
}

/// What one worker has counted, and where it has found its rows to belong.
pub(in crate::intake) type Counted<'c> = (&'c Cells<'c>, Count);

impl Count {
    /// Counts the rows of a piece.
    pub fn add(
        &mut self,
        file: usize,
        at: &Positions,
        contract: &ExportContract,
        batch: &Batch,
        cells: &mut Cells,
    ) {
        self.periods.of(contract.periods, batch.encoding());
        let mut count = self.files.remove(&file).unwrap_or_default();
        let first = if batch.number == 0 { at.header + 1 } else { 0 };
        for row in first..batch.len() {
            let Some(record) = batch.get(row) else { continue };
            let amount = at.amount_of(record, contract);
            let period = self.periods.read(record, at.period);
            if !at.is_posting(record, amount.is_some() && period.is_some()) {
                count.leave_out(amount.unwrap_or_default());
                continue;
            }
            let account = at.fields[1].map_or([].as_slice(), |field| record.bytes(field).trim_ascii_start());
            let Some(amount) = count.count(account, amount) else { continue };
            match period {
                Some(period) => self.pending.push((row, period, amount)),
                None => count.undate(amount),
            }
        }
        let asked =
            self.pending.iter().filter_map(|(row, period, _)| Some((*row, batch.get(*row)?, *period)));
        cells.find(batch, &at.fields, asked);
        for (row, _, amount) in self.pending.drain(..) {
            let Some(found) = cells.get(row) else {
                count.undate(amount);
                continue;
            };
            cells.tables[found.table()].count(found.cell(), amount);
            let codes = cells::at(&mut self.tables, found.table());
            *cells::at(&mut codes.accounts, found.account()) += amount;
            *cells::at(&mut codes.ansvar, found.ansvar()) = true;
        }
        self.files.insert(file, count);
    }

    /// The counts of all workers by file.
    pub fn files(workers: Vec<Counted>, strings: &Strings, names: &[Arc<str>]) -> Vec<FileCount> {
        let named = |file: &Arc<str>| FileCount {
            file: file.clone(),
            tallies: Tallies::of(&strings.codes),
            ..FileCount::default()
        };
        let mut all: Vec<FileCount> = names.iter().map(named).collect();
        let mut periods: BTreeMap<LedgerPeriod, Vec<(usize, &Table)>> = BTreeMap::new();
        for (at, (cells, count)) in workers.into_iter().enumerate() {
            for (file, part) in count.files {
                if let Some(own) = all.get_mut(file) {
                    own.take_in(&part);
                }
            }
            let counted = cells.tables.iter().zip(count.tables).filter(|(_, codes)| !codes.ansvar.is_empty());
            for (table, codes) in counted {
                if let Some(own) = all.get_mut(table.file) {
                    codes.tell(cells, table, own.periods.entry(table.period).or_default());
                }
                periods.entry(table.period).or_default().push((at, table));
            }
        }
        for (period, tables) in periods {
            let mut parts: Vec<Part> = Vec::new();
            for (worker, table) in tables {
                let met = table.counted().filter(|(_, counted)| counted.rows > 0);
                parts.extend(met.map(|(key, counted)| (strings.rank(worker, key), table.file, counted)));
            }
            in_ore(sorted(parts), &mut all, period);
        }
        all
    }
}

impl Codes {
    /// Tells what is held of a table.
    fn tell(&self, cells: &Cells, table: &Table, held: &mut Held) {
        held.rows += table.counted().map(|(_, counted)| u64::from(counted.rows)).sum::<u64>();
        let met = self.ansvar.iter().zip(cells.ansvar.codes()).filter(|(met, _)| **met);
        held.ansvar.extend(met.map(|(_, code)| code.clone()));
        for (sum, code) in self.accounts.iter().zip(cells.accounts.codes()).filter(|(sum, _)| !sum.is_zero())
        {
            *held.accounts.entry(code.clone()).or_default() += *sum;
        }
    }
}

/// The periods of a ledger by the bytes they are written with, read by the left side's own rule.
#[derive(Default)]
struct Periods {
    known: FxHashMap<Box<[u8]>, Option<LedgerPeriod>>,
    /// What the bytes mean depends on these.
    of: (PeriodForm, Encoding),
    /// The word that was read last: rows of a period mostly stand together.
    last: Option<(u64, Option<LedgerPeriod>)>,
}

impl Periods {
    fn of(&mut self, form: PeriodForm, encoding: Encoding) {
        if self.of != (form, encoding) {
            *self = Periods { of: (form, encoding), ..Periods::default() };
        }
    }

    /// An absent field is no period.
    fn read(&mut self, record: Record, field: Option<usize>) -> Option<LedgerPeriod> {
        let field = field?;
        let word = record.word(field);
        if let Some((_, period)) = self.last.filter(|(last, _)| Some(*last) == word) {
            return period;
        }
        let written = record.written(field);
        let form = self.of.0;
        let period = match self.known.get(written) {
            Some(period) => *period,
            None => *self.known.entry(Box::from(written)).or_insert(period(&record.text(field), form)),
        };
        self.last = word.map(|word| (word, period));
        period
    }
}

/// Counts a file that stands in memory. Without the contract's columns for amount and account it counts as no rows.
pub fn count_ledger(text: &RawText, contract: &ExportContract, registers: &Registers) -> FileCount {
    let (mut cells, mut count) = (Cells::new(registers), Count::default());
    let mut batch = Batch::default();
    let mut found = None;
    if let Ok(mut pieces) = text.open() {
        while let Ok(true) = pieces.next(&mut batch) {
            found = found.or_else(|| positions(&batch, contract));
            if let Some(positions) = &found {
                cells.begin(0, &batch);
                count.add(0, positions, contract, &batch, &mut cells);
            }
        }
    }
    let strings = Strings::of(&[&cells]);
    Count::files(vec![(&cells, count)], &strings, std::slice::from_ref(&text.file)).pop().unwrap_or_default()
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
