//! Where the rows of the ledger belong: the table of their file and period, and in it the cell of their key. Both sides of
//! the avstämning ask here, each with the fields it has read by itself, and sum what they find in cells of their own. A
//! row that is asked for again with the same bytes in its fields, as nearly every one is by the second side, is answered
//! without being looked up.

use rustc_hash::FxHashMap;

use super::control::Fine;
use super::ids::{Ids, Keys, Named, Own, Packed};
use super::ledger::Folded;
use crate::domain::account::class;
use crate::domain::grain::Grain;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::raw::{Encoding, Record};

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
    /// The rows of the piece by their place in it, as they were looked up.
    met: Vec<Option<Met>>,
}

/// A file's rows of a period.
pub(super) struct Table {
    pub file: usize,
    pub period: LedgerPeriod,
    grain: Keys,
    places: Places,
    keys: Vec<Packed>,
    cells: Vec<Cell>,
}

/// What the rows of a key come to, in the file's own sign: each side adds its own rows. They lie together since the second
/// side asks for the cell when the first has just had it at hand.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
pub(super) struct Cell {
    pub counted: Fine,
    pub booked: Folded,
}

/// A row's table, its key there, and the numbers of its own codes.
#[derive(Clone, Copy, Debug)]
struct Belongs {
    table: u32,
    ansvar: u32,
    account: u32,
    key: Packed,
}

/// What was asked of a row, and what was found.
#[derive(Clone, Copy)]
struct Met {
    words: Option<[u64; 4]>,
    period: LedgerPeriod,
    belongs: Belongs,
    /// The place of the cell, once it is known.
    cell: Option<u32>,
}

/// A row's cell, and the numbers of its table and of its own codes.
pub(super) struct Found<'c> {
    pub table: usize,
    pub ansvar: usize,
    pub account: usize,
    pub cell: &'c mut Cell,
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
            met: Vec::new(),
        }
    }

    /// To be called for each piece of a file, before either side asks.
    pub fn begin(&mut self, file: usize, encoding: Encoding) {
        self.ansvar.of(file, encoding);
        self.accounts.of(file, encoding);
        self.projects.of(file, encoding);
        self.counterparts.of(file, encoding);
        self.file = file;
        self.met.clear();
    }

    /// Whether a row belongs somewhere: `row` is its place in the piece. Not so when its codes are no codes.
    #[inline]
    pub fn has(&mut self, row: usize, record: Record, fields: &Fields, period: LedgerPeriod) -> bool {
        let words = words(record, fields);
        if let (Some(_), Some(Some(met))) = (words, self.met.get(row))
            && (met.words, met.period) == (words, period)
        {
            return true;
        }
        let Some(belongs) = self.look_up(record, words, fields, period) else { return false };
        *at(&mut self.met, row) = Some(Met { words, period, belongs, cell: None });
        true
    }

    /// Finds the cells of rows that have been asked for: of what is looked for close together none waits for the memory that
    /// another asks for.
    pub fn find(&mut self, rows: impl Iterator<Item = usize>) {
        for row in rows {
            if let Some(Some(met)) = self.met.get_mut(row) {
                met.cell = Some(self.tables[met.belongs.table as usize].place(met.belongs.key));
            }
        }
    }

    /// Where a row that has been asked for belongs.
    #[inline]
    pub fn get(&mut self, row: usize) -> Option<Found<'_>> {
        let met = self.met.get_mut(row)?.as_mut()?;
        let Belongs { table, ansvar, account, key } = met.belongs;
        let own = &mut self.tables[table as usize];
        let place = *met.cell.get_or_insert_with(|| own.place(key));
        let cell = &mut own.cells[place as usize];
        Some(Found { table: table as usize, ansvar: ansvar as usize, account: account as usize, cell })
    }

    fn look_up(
        &mut self,
        record: Record,
        words: Option<[u64; 4]>,
        [ansvar, account, project, counterpart]: &Fields,
        period: LedgerPeriod,
    ) -> Option<Belongs> {
        let registers = self.registers;
        let internals = &registers.settings.internal_counterparts;
        let word = |at: usize| words.map(|words| words[at]);
        let ansvar = self.ansvar.id(word(0), record, *ansvar, |_| ())?;
        let account = self.accounts.id(word(1), record, *account, class)?;
        let project = self.projects.id(word(2), record, *project, |code| registers.is_investment(code))?;
        let counterpart =
            self.counterparts.id(word(3), record, *counterpart, |code| internals.contains(code))?;
        let project = self.projects.get(project).filter(|(_, investment)| *investment).map(|_| project);
        let internal = self.counterparts.get(counterpart).is_some_and(|(_, internal)| *internal);
        let table = self.table(period);
        let own = Own { ansvar, account, project, internal };
        let ids = (&mut self.ansvar, &mut self.accounts);
        let key = self.tables[table].grain.of(own, period, &self.grain, ids, class)?;
        Some(Belongs { table: table as u32, ansvar, account, key })
    }

    fn table(&mut self, period: LedgerPeriod) -> usize {
        let file = self.file;
        let is_it = |table: &Table| table.period == period && table.file == file;
        if !self.tables.get(self.last).is_some_and(is_it) {
            self.last = self.tables.iter().position(is_it).unwrap_or_else(|| {
                // A period mostly has as many keys as another.
                let keys = self.tables.last().map_or(0, |table| table.keys.len());
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

impl Table {
    fn new(file: usize, period: LedgerPeriod, keys: usize) -> Table {
        let (grain, places) = (Keys::default(), Places::default());
        Table { file, period, grain, places, keys: Vec::with_capacity(keys), cells: Vec::with_capacity(keys) }
    }

    #[inline]
    fn place(&mut self, key: Packed) -> u32 {
        let place = self.places.of(key);
        if *place == 0 {
            self.keys.push(key);
            self.cells.push(Cell::default());
            *place = self.keys.len() as u32;
        }
        *place - 1
    }

    pub fn cells(&self) -> impl Iterator<Item = (Packed, &Cell)> {
        self.keys.iter().copied().zip(&self.cells)
    }
}

/// The places of keys, each one more than it is; 0 is none. Those without project, as nearly all are, stand in a grid that
/// is small enough to be always at hand.
#[derive(Default)]
struct Places {
    /// By ansvar and column.
    grid: Vec<Vec<u32>>,
    /// The columns of accounts, external and internal, in the order they were met; one more, as above.
    columns: [Vec<u32>; 2],
    met: u32,
    others: FxHashMap<Packed, u32>,
}

impl Places {
    /// What registers have fewer of; more are codes that they do not know.
    const MOST_LINES: usize = 1 << 14;
    const MOST_COLUMNS: usize = 1 << 10;

    #[inline]
    fn of(&mut self, key: Packed) -> &mut u32 {
        let (line, account) = (key.ansvar() as usize, key.account() as usize);
        if key.project().is_none() && line < Places::MOST_LINES && account < Places::MOST_LINES {
            let column = at(&mut self.columns[usize::from(key.internal())], account);
            if *column == 0 {
                self.met += 1;
                *column = self.met;
            }
            let column = *column as usize;
            if column < Places::MOST_COLUMNS {
                return at(at(&mut self.grid, line), column);
            }
        }
        self.others.entry(key).or_default()
    }
}

/// The fields as they are written, where each is short; then they alone decide what the codes are.
#[inline]
fn words(record: Record, fields: &Fields) -> Option<[u64; 4]> {
    if record.is_plain() {
        return None;
    }
    let [ansvar, account, project, counterpart] = *fields;
    Some([
        record.word_of(ansvar)?,
        record.word_of(account)?,
        record.word_of(project)?,
        record.word_of(counterpart)?,
    ])
}

const _: () = assert!(size_of::<Cell>() == 64);

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

#[cfg(test)]
mod tests {
    use super::{LedgerPeriod, Packed, Places, Table};
    use proptest::prelude::{Just, any, prop_assert_eq, prop_oneof, proptest};

    fn number() -> impl proptest::strategy::Strategy<Value = u32> {
        let beyond = Places::MOST_LINES as u32;
        prop_oneof![0_u32..4, beyond - 2..beyond + 2, Just(Packed::MOST_CODES - 1)]
    }

    proptest! {
        #[test]
        fn every_key_has_a_cell_of_its_own(
            rows in proptest::collection::vec((number(), number(), proptest::option::of(0_u32..3), any::<bool>()), 1..60),
        ) {
            let mut table = Table::new(0, LedgerPeriod { year: 2026, number: 1 }, 0);
            let mut met: Vec<Packed> = Vec::new();
            for (ansvar, account, project, internal) in rows {
                let key = Packed::new(ansvar, account, project, internal);
                let place = table.place(key) as usize;
                let expected = met.iter().position(|known| *known == key).unwrap_or(met.len());
                met.resize(met.len().max(expected + 1), key);
                prop_assert_eq!(place, expected);
            }
            prop_assert_eq!(table.cells().map(|(key, _)| key).collect::<Vec<_>>(), met);
        }

        /// More columns than the grid has.
        #[test]
        fn columns_beyond_the_grid_have_cells_too(first in 0_u32..50, step in 1_u32..5) {
            let mut table = Table::new(0, LedgerPeriod { year: 2026, number: 1 }, 0);
            for (expected, account) in (first..).step_by(step as usize).take(Places::MOST_COLUMNS + 20).enumerate() {
                prop_assert_eq!(table.place(Packed::new(1, account, None, false)) as usize, expected);
            }
        }
    }
}
