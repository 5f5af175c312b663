//! Where the rows of the ledger belong: the table of their file and period, and in it the cell of their key. Both sides of
//! the avstämning ask here, each with the fields it has read by itself, and sum what they find in halves of the cell of
//! their own. The first side asks for all rows of a piece at once: first all are numbered, then all are placed, so that
//! none waits for the memory that another asks for. What was found is given to the second side while the piece is the same;
//! it is looked up anew for other fields, another period, and every row of a piece that has been altered in between.

mod table;

use std::iter;

use super::ids::{Ids, Named, Own, Packed};
use crate::domain::account::class;
use crate::domain::grain::Grain;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::raw::{Batch, Record};
pub(super) use table::Table;

/// Where ansvar, account, project and counterpart stand in a row.
pub(super) type Fields = [Option<usize>; 4];

/// One worker's tables.
pub(super) struct Cells<'a> {
    registers: &'a Registers,
    grain: Grain<'a>,
    pub ansvar: Ids<()>,
    pub accounts: Ids<Option<u8>>,
    /// Whether a project is an investment, and a counterpart internal.
    pub projects: Ids<bool>,
    counterparts: Ids<bool>,
    pub tables: Vec<Table>,
    /// The table that was asked for last: rows of a period mostly stand together.
    last: usize,
    file: usize,
    /// The codes of the rows that are asked for.
    codes: Vec<Option<Codes>>,
    /// The rows of the piece by their place in it, as they were found by the fields, and how often it was altered then.
    met: Vec<Option<Belongs>>,
    met_by: (Fields, u32),
}

/// The numbers of a row's codes.
#[derive(Clone, Copy, Debug)]
struct Codes {
    ansvar: u32,
    account: u32,
    project: u32,
    counterpart: u32,
}

/// Where a row belongs: its table and cell there, and the numbers of its own codes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Belongs {
    table: u32,
    cell: u32,
    ansvar: u32,
    account: u32,
}

impl Belongs {
    pub fn table(self) -> usize {
        self.table as usize
    }

    pub fn cell(self) -> usize {
        self.cell as usize
    }

    pub fn ansvar(self) -> usize {
        self.ansvar as usize
    }

    pub fn account(self) -> usize {
        self.account as usize
    }
}

impl<'a> Cells<'a> {
    pub fn new(registers: &'a Registers) -> Cells<'a> {
        Cells {
            registers,
            grain: Grain::of(registers),
            ansvar: Ids::new(Packed::MOST_CODES),
            accounts: Ids::new(Packed::MOST_CODES),
            projects: Ids::new(Packed::MOST_CODES),
            counterparts: Ids::new(Packed::MOST_CODES),
            tables: Vec::new(),
            last: 0,
            file: 0,
            codes: Vec::new(),
            met: Vec::new(),
            met_by: Default::default(),
        }
    }

    /// To be called for each piece of a file, before either side asks.
    pub fn begin(&mut self, file: usize, batch: &Batch) {
        let encoding = batch.encoding();
        self.ansvar.of(file, encoding);
        self.accounts.of(file, encoding);
        self.projects.of(file, encoding);
        self.counterparts.of(file, encoding);
        self.file = file;
        self.met.clear();
        self.met.resize(batch.len(), None);
    }

    /// Finds where rows belong, each with its place in the piece and its period.
    pub fn find<'r>(
        &mut self,
        batch: &'r Batch,
        fields: &Fields,
        rows: impl Iterator<Item = (usize, Record<'r>, LedgerPeriod)> + Clone,
    ) {
        self.look_up(fields, rows);
        self.met_by = (*fields, batch.alterations());
    }

    fn look_up<'r>(
        &mut self,
        fields: &Fields,
        rows: impl Iterator<Item = (usize, Record<'r>, LedgerPeriod)> + Clone,
    ) {
        let registers = self.registers;
        let internals = &registers.settings.internal_counterparts;
        let [ansvar, account, project, counterpart] = *fields;
        let mut codes = std::mem::take(&mut self.codes);
        codes.clear();
        codes.extend(rows.clone().map(|(_, record, _)| {
            Some(Codes {
                ansvar: self.ansvar.id(record, ansvar, |_| ())?,
                account: self.accounts.id(record, account, class)?,
                project: self.projects.id(record, project, |code| registers.is_investment(code))?,
                counterpart: self.counterparts.id(record, counterpart, |code| internals.contains(code))?,
            })
        }));
        for ((row, _, period), codes) in rows.zip(&codes) {
            let found = codes.and_then(|codes| self.belongs(codes, period));
            if let Some(met) = self.met.get_mut(row) {
                *met = found;
            }
        }
        self.codes = codes;
    }

    /// Where a row belongs that was asked for; `None` when its codes are no codes.
    #[inline]
    pub fn get(&self, row: usize) -> Option<Belongs> {
        self.met.get(row).copied().flatten()
    }

    /// Where a row belongs by what a side has read of it that has not asked for the piece.
    #[inline]
    pub fn again(
        &mut self,
        batch: &Batch,
        (row, record): (usize, Record),
        fields: &Fields,
        period: LedgerPeriod,
    ) -> Option<Belongs> {
        if self.met_by == (*fields, batch.alterations())
            && let Some(met) = self.get(row)
            && self.tables[met.table()].period == period
        {
            return Some(met);
        }
        self.met.resize(self.met.len().max(row + 1), None);
        self.look_up(fields, iter::once((row, record, period)));
        // By other fields or bytes than its neighbours.
        self.met[row].take()
    }

    #[inline]
    fn belongs(&mut self, codes: Codes, period: LedgerPeriod) -> Option<Belongs> {
        let Codes { ansvar, account, project, counterpart } = codes;
        let investment = self.projects.get(project).is_some_and(|(_, investment)| *investment);
        let internal = self.counterparts.get(counterpart).is_some_and(|(_, internal)| *internal);
        let table = self.table(period);
        let own = Own { ansvar, account, project: investment.then_some(project), internal };
        let ids = (&mut self.ansvar, &mut self.accounts);
        let key = self.tables[table].grain.of(own, period, &self.grain, ids, class)?;
        let cell = self.tables[table].place(key);
        Some(Belongs { table: table as u32, cell, ansvar, account })
    }

    fn table(&mut self, period: LedgerPeriod) -> usize {
        let file = self.file;
        let is_it = |table: &Table| table.period == period && table.file == file;
        if !self.tables.get(self.last).is_some_and(is_it) {
            self.last = self.tables.iter().position(is_it).unwrap_or_else(|| {
                // A period mostly has as many keys as another.
                let keys = self.tables.last().map_or(0, Table::len);
                self.tables.push(Table::new(file, period, keys));
                self.tables.len() - 1
            });
        }
        self.last
    }

    /// The class of a key's account.
    pub fn class(&self, key: Packed) -> Option<u8> {
        self.accounts.get(key.account()).and_then(|(_, class)| *class)
    }

    /// The cells of each file that carry a name beside the code, by column.
    pub fn named(&self) -> [&Named; 4] {
        [self.ansvar.named(), self.accounts.named(), self.projects.named(), self.counterparts.named()]
    }
}

/// A place in a list that is made as long as it has to be.
#[inline]
pub(super) fn at<T: Clone + Default>(list: &mut Vec<T>, place: usize) -> &mut T {
    if list.len() <= place {
        lengthen(list, place + 1);
    }
    &mut list[place]
}

#[cold]
#[inline(never)]
fn lengthen<T: Clone + Default>(list: &mut Vec<T>, length: usize) {
    list.resize(length, T::default());
}
