//! Rows folded as they are read: what is kept follows the distinct keys and not the rows.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::booked::{Booked, Part};
use super::faults::Faults;
use super::feed::Work;
use super::rows::{Header, Periods, Row};
use super::vouchers::Balance;
use crate::domain::code::Code;
use crate::domain::exact::Exact;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::SignContract;
use crate::finding::LedgerProblem;
use crate::intake::cells::{self, Cells, Table};
use crate::intake::control::{Count, FileCount};
use crate::intake::ids::{Named, Packed, Strings};
use crate::intake::left_out::LeftOut;
use crate::raw::{Batch, Record};

/// What one file's rows of a period come to, in the file's own sign.
#[derive(Clone, Copy, Default)]
pub(super) struct PeriodSums<A = Money> {
    pub rows: u64,
    /// Rows with a voucher.
    pub vouched: u64,
    /// Σ of classes 1–2 and of 3–8.
    pub balance_classes: A,
    pub result_classes: A,
    /// Σ of all rows.
    pub net: A,
}

impl PeriodSums<Exact> {
    pub fn rounded(self) -> PeriodSums {
        PeriodSums {
            rows: self.rows,
            vouched: self.vouched,
            balance_classes: self.balance_classes.rounded(),
            result_classes: self.result_classes.rounded(),
            net: self.net.rounded(),
        }
    }
}

impl std::ops::AddAssign for PeriodSums<Exact> {
    fn add_assign(&mut self, other: PeriodSums<Exact>) {
        self.rows += other.rows;
        self.vouched += other.vouched;
        self.net += other.net;
        self.balance_classes += other.balance_classes;
        self.result_classes += other.result_classes;
    }
}

/// One worker's part of the files.
pub(super) struct Fold<'a> {
    cells: Cells<'a>,
    left: Count,
    periods: Periods,
    /// What is known of each table of [`Cells`].
    tables: Vec<About>,
    pub balance: Balance,
    pub faults: Faults,
    /// Rows of each file that are no postings.
    pub left_out: BTreeMap<usize, LeftOut>,
}

/// The sign of a file, and its rows of a period that have a voucher.
#[derive(Clone, Copy, Default)]
struct About {
    sign: Option<SignContract>,
    vouched: u64,
}

impl<'a> Fold<'a> {
    pub fn new(registers: &'a Registers) -> Fold<'a> {
        Fold {
            cells: Cells::new(registers),
            left: Count::default(),
            periods: Periods::default(),
            tables: Vec::new(),
            balance: Balance::default(),
            faults: Faults::default(),
            left_out: BTreeMap::new(),
        }
    }

    /// Adds a posting that is at a place of the piece; `None` when its codes are no codes.
    fn add(
        &mut self,
        header: &Header,
        batch: &Batch,
        row: usize,
        record: Record,
        posting: (LedgerPeriod, Exact),
    ) -> Option<()> {
        let (period, amount) = posting;
        let found = self.cells.again(batch, (row, record), &header.codes(), period)?;
        let about = cells::at(&mut self.tables, found.table());
        about.sign = Some(header.contract.sign);
        about.vouched += u64::from(self.balance.add(record, header.voucher, period, amount));
        self.cells.tables[found.table()].book(found.cell(), amount, record.line());
        Some(())
    }

    fn fault(&mut self, file: usize, header: &Header, record: Record) {
        let mut faults = header.faults(record);
        if faults.is_empty() {
            faults.push((None, LedgerProblem::TooManyCodes { codes: u64::from(Packed::MOST_CODES) }));
        }
        faults.into_iter().for_each(|fault| self.faults.add(file, record.line(), fault));
    }

    /// The codes of projects that rows have.
    pub fn projects(&self) -> impl Iterator<Item = &Code> {
        self.cells.projects.codes()
    }

    /// The cells of each file that carry a name beside the code, by column.
    pub fn named(&self) -> [&Named; 4] {
        self.cells.named()
    }

    /// What the files' periods come to.
    pub fn periods(&self) -> impl Iterator<Item = ((usize, LedgerPeriod), PeriodSums<Exact>)> {
        let tables = self.cells.tables.iter().zip(&self.tables);
        let met = |(table, about): (&Table, &About)| ((table.file, table.period), self.period(table, about));
        tables.map(met).filter(|(_, sums)| sums.rows > 0)
    }

    fn period(&self, table: &Table, about: &About) -> PeriodSums<Exact> {
        let mut period = PeriodSums { vouched: about.vouched, ..PeriodSums::default() };
        for (key, booked) in table.booked() {
            period.rows += u64::from(booked.rows);
            period.net += booked.amount;
            match self.cells.class(key) {
                Some(1 | 2) => period.balance_classes += booked.amount,
                Some(3..=8) => period.result_classes += booked.amount,
                _ => {}
            }
        }
        period
    }
}

/// What all workers have counted and what they have booked, put together side by side.
pub(super) fn both(folds: Vec<Fold>, names: &[Arc<str>]) -> (Vec<FileCount>, Booked) {
    let mut cells = Vec::new();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for fold in folds {
        cells.push(fold.cells);
        left.push(fold.left);
        right.push(fold.tables);
    }
    let cells: Vec<&Cells> = cells.iter().collect();
    let strings = Strings::of(&cells);
    std::thread::scope(|scope| {
        let left = cells.iter().copied().zip(left).collect();
        let counts = scope.spawn(|| Count::files(left, &strings, names));
        let booked = booked(&cells, right, &strings);
        (counts.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), booked)
    })
}

fn booked(cells: &[&Cells], known: Vec<Vec<About>>, strings: &Strings) -> Booked {
    let mut periods: BTreeMap<LedgerPeriod, Vec<Part>> = BTreeMap::new();
    for (worker, (cells, known)) in cells.iter().zip(known).enumerate() {
        for (table, about) in cells.tables.iter().zip(known) {
            let part = about.sign.map(|sign| (worker, table, sign));
            periods.entry(table.period).or_default().extend(part);
        }
    }
    Booked::new(strings, periods)
}

impl Work for Fold<'_> {
    fn count(&mut self, file: usize, header: &Header, batch: &Batch) {
        self.cells.begin(file, batch);
        if let Some(positions) = &header.left {
            self.left.add(file, positions, header.contract, batch, &mut self.cells);
        }
    }

    fn read(&mut self, file: usize, header: &Header, batch: &Batch) {
        for at in header.below(batch) {
            let Some(record) = batch.get(at) else { continue };
            match header.row(record, &mut self.periods) {
                Row::Posting(period, amount) => {
                    if self.add(header, batch, at, record, (period, amount)).is_none() {
                        self.fault(file, header, record);
                    }
                }
                Row::LeftOut(kind, amount) => {
                    self.left_out.entry(file).or_default().add(kind, record.line(), amount.rounded());
                }
                Row::Faulty => self.fault(file, header, record),
            }
        }
        self.balance.settle();
    }
}
