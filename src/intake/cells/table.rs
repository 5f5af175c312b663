//! The cells of a file's rows of a period, by the keys of facts.

use rustc_hash::FxHashMap;

use super::at;
use crate::domain::exact::Exact;
use crate::domain::period::LedgerPeriod;
use crate::intake::control::Fine;
use crate::intake::ids::{Keys, Packed};
use crate::intake::ledger::Folded;

pub(in crate::intake) struct Table {
    pub file: usize,
    pub period: LedgerPeriod,
    pub(super) grain: Keys,
    places: Places,
    keys: Vec<Packed>,
    cells: Vec<Cell>,
    /// The line of the first row that is booked, by cell.
    lines: Vec<u32>,
    /// What the sums of a cell do not hold.
    beyond: FxHashMap<(usize, Sum), Exact>,
}

/// What the rows of a key come to, in the file's own sign: each side adds its own rows. They lie together since the second
/// side asks for the cell when the first has just had it at hand. Sums are millionths of a krona; two cells are as much as
/// memory hands out at a time, and half as many are too many to be kept at hand.
#[derive(Clone, Copy, Default)]
#[repr(align(32))]
struct Cell {
    sums: [i64; 3],
    counted: u32,
    booked: u32,
}

const _: () = assert!(size_of::<Cell>() == 32);

/// What a cell holds the sum of: above and below zero as the left side counts, and as the right side books.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Sum {
    Plus,
    Minus,
    Booked,
}

impl Table {
    pub(super) fn new(file: usize, period: LedgerPeriod, keys: usize) -> Table {
        Table {
            file,
            period,
            grain: Keys::default(),
            places: Places::default(),
            keys: Vec::with_capacity(keys),
            cells: Vec::with_capacity(keys),
            lines: Vec::with_capacity(keys),
            beyond: FxHashMap::default(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The cell of a key.
    #[inline]
    pub(super) fn place(&mut self, key: Packed) -> u32 {
        let place = self.places.of(key);
        if *place == 0 {
            self.keys.push(key);
            self.cells.push(Cell::default());
            self.lines.push(0);
            *place = self.keys.len() as u32;
        }
        *place - 1
    }

    /// The left side's half.
    #[inline]
    pub fn count(&mut self, cell: usize, amount: Exact) {
        self.cells[cell].counted += 1;
        self.add(cell, if amount > Exact::ZERO { Sum::Plus } else { Sum::Minus }, amount);
    }

    /// The right side's half, of the row on a line.
    #[inline]
    pub fn book(&mut self, cell: usize, amount: Exact, line: u32) {
        if self.cells[cell].booked == 0 {
            self.lines[cell] = line;
        }
        self.cells[cell].booked += 1;
        self.add(cell, Sum::Booked, amount);
    }

    #[inline]
    fn add(&mut self, cell: usize, what: Sum, amount: Exact) {
        let sum = &mut self.cells[cell].sums[what as usize];
        match i64::try_from(amount.millionths()).ok().and_then(|amount| sum.checked_add(amount)) {
            Some(more) => *sum = more,
            None => self.add_beyond(cell, what, amount),
        }
    }

    #[cold]
    #[inline(never)]
    fn add_beyond(&mut self, cell: usize, what: Sum, amount: Exact) {
        *self.beyond.entry((cell, what)).or_default() += amount;
    }

    fn sum(&self, cell: usize, what: Sum) -> Exact {
        let own = Exact::from_millionths(self.cells[cell].sums[what as usize].into());
        self.beyond.get(&(cell, what)).map_or(own, |beyond| own + *beyond)
    }

    /// What the left side has counted, by key; those without rows are among them.
    pub fn counted(&self) -> impl Iterator<Item = (Packed, Fine)> {
        self.keys.iter().enumerate().map(|(at, key)| {
            let (plus, minus) = (self.sum(at, Sum::Plus), self.sum(at, Sum::Minus));
            (*key, Fine { rows: self.cells[at].counted, plus, minus })
        })
    }

    /// What the right side has booked, by key; those without rows are among them.
    pub fn booked(&self) -> impl Iterator<Item = (Packed, Folded)> {
        self.keys.iter().enumerate().map(|(at, key)| {
            let (rows, line) = (self.cells[at].booked, self.lines[at]);
            (*key, Folded { amount: self.sum(at, Sum::Booked), rows, line })
        })
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

#[cfg(test)]
mod tests {
    use super::{LedgerPeriod, Packed, Places, Table};
    use crate::domain::exact::Exact;
    use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

    fn number() -> impl Strategy<Value = u32> {
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
            prop_assert_eq!(table.counted().map(|(key, _)| key).collect::<Vec<_>>(), met);
        }

        /// Also beyond what a cell holds.
        #[test]
        fn sums_are_exact_however_large(
            amounts in proptest::collection::vec(prop_oneof![any::<i128>().prop_map(|n| n >> 40), any::<i64>().prop_map(i128::from), -9_i128..9], 1..20),
        ) {
            let mut table = Table::new(0, LedgerPeriod { year: 2026, number: 1 }, 0);
            let cell = table.place(Packed::new(1, 1, None, false)) as usize;
            for (line, amount) in (1..).zip(&amounts) {
                table.count(cell, Exact::from_millionths(*amount));
                table.book(cell, Exact::from_millionths(*amount), line);
            }
            let sum: Exact = amounts.iter().map(|amount| Exact::from_millionths(*amount)).sum();
            let (counted, booked) = (table.counted().next().expect("a key").1, table.booked().next().expect("a key").1);
            prop_assert_eq!(counted.plus + counted.minus, sum);
            prop_assert!(counted.plus >= Exact::ZERO && counted.minus <= Exact::ZERO);
            prop_assert_eq!((booked.amount, booked.rows, booked.line), (sum, amounts.len() as u32, 1));
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
