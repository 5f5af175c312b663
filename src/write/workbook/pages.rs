//! Where the pages of a sheet end: never between what is to be read together. A heading stands with what it heads, a unit's
//! name with its first row, a sum with its last part, a note with its table, and a picture is whole.

use std::collections::BTreeSet;

use crate::doc::{Block, Role, Section, Table};

use super::outline;
use super::plan::{LineRole, Place, SheetPlan};

/// Points of a row whose height is not set.
const ROW: u32 = 15;
/// For what a page is left before it is full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// A table that goes on over the page has no head there: it is kept whole wherever a page takes it.
    Tables,
    /// The head goes with it: a page is left for a table only when it is well filled.
    FullPages,
}

impl Whole {
    /// A page filled less than this, in per cent, is not left for the sake of what follows. The lines that open a sheet
    /// alone are no page.
    fn filled(self) -> u32 {
        match self {
            Whole::Tables => 25,
            Whole::FullPages => 50,
        }
    }
}

/// How a row belongs to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    Free,
    /// A picture and its table, the sheet's heading and what comes first.
    Wished,
    /// Rows of the same table.
    Table,
    Held,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed {
    pub height: u32,
    pub bond: Bond,
    /// The document breaks the page here.
    pub breaks: bool,
}

/// The rows before which a page ends, for pages of `room` points, each but the first with `repeated` points of titles.
pub fn breaks(rows: &[Printed], room: u32, repeated: u32, whole: Whole) -> Vec<u32> {
    let mut pages = Pages { rows, room, repeated, whole, used: 0, found: Vec::new() };
    let starts: Vec<usize> = (1..rows.len()).filter(|at| rows[*at].breaks).collect();
    let ends = starts.iter().copied().chain([rows.len()]);
    let mut from = 0;
    for to in ends {
        if from > 0 {
            pages.turn(from);
        }
        pages.place(from, to, Bond::Wished);
        from = to;
    }
    pages.found
}

struct Pages<'a> {
    rows: &'a [Printed],
    room: u32,
    repeated: u32,
    whole: Whole,
    used: u32,
    found: Vec<u32>,
}

impl Pages<'_> {
    fn turn(&mut self, row: usize) {
        self.found.push(row as u32);
        self.used = self.repeated;
    }

    /// Rows in pieces that hold together as strongly as `bond`; a piece that no page takes in pieces of its own.
    fn place(&mut self, from: usize, to: usize, bond: Bond) {
        let mut start = from;
        while start < to {
            let end = (start + 1..to).find(|at| self.rows[*at].bond < bond).unwrap_or(to);
            self.piece(start, end, bond);
            start = end;
        }
    }

    fn piece(&mut self, from: usize, to: usize, bond: Bond) {
        let height: u32 = self.rows[from..to].iter().map(|row| row.height).sum();
        let is_fresh = self.used <= self.repeated && !self.found.is_empty() || from == 0;
        if self.used + height <= self.room {
            self.used += height;
        } else if height + self.repeated <= self.room && !is_fresh && self.is_worth(bond) {
            self.turn(from);
            self.used += height;
        } else {
            match bond {
                Bond::Wished => self.place(from, to, Bond::Table),
                Bond::Table => self.place(from, to, Bond::Held),
                // More than a page that holds together: row by row.
                Bond::Held | Bond::Free => self.rows_of(from, to),
            }
        }
    }

    /// A page is left early for a whole table only when there is something on it.
    fn is_worth(&self, bond: Bond) -> bool {
        bond == Bond::Held || self.used * 100 >= self.room * self.whole.filled()
    }

    fn rows_of(&mut self, from: usize, to: usize) {
        for row in from..to {
            let height = self.rows[row].height;
            if self.used > self.repeated && self.used + height > self.room {
                self.turn(row);
            }
            self.used += height;
        }
    }
}

/// The rows of a sheet that are printed; those that open folded have no height.
pub fn printed(section: &Section, plan: &SheetPlan) -> Vec<Printed> {
    let blocks = section.blocks.iter().zip(&plan.blocks);
    let cells = blocks.clone().map(|(_, place)| place.first_row + place.rows);
    let last = cells.chain(plan.lines.iter().map(|line| line.row + 1)).max().unwrap_or(0);
    let last = plan.last_printed.map_or(last, |printed| last.min(printed + 1));
    let folded: BTreeSet<u32> = blocks.clone().flat_map(|(block, place)| folded(block, place)).collect();
    let height = |row: u32| match folded.contains(&row) {
        true => 0,
        false => plan.heights.get(&row).copied().unwrap_or(ROW),
    };
    let row = |row: u32| Printed { height: height(row), bond: Bond::Free, breaks: false };
    let mut rows: Vec<Printed> = (0..last).map(row).collect();
    let mut bond = |row: u32, bond: Bond| {
        if let Some(own) = rows.get_mut(row as usize) {
            own.bond = own.bond.max(bond);
        }
    };
    // Air is no row to begin a page with.
    (1..last).filter(|row| !is_filled(plan, *row)).for_each(|row| bond(row, Bond::Held));
    let first = plan.blocks.first().map_or(0, |place| place.first_row);
    (1..=first).for_each(|row| bond(row, Bond::Wished));
    for line in &plan.lines {
        match line.role {
            LineRole::Heading(_) | LineRole::Caption => bond(line.row + 1, Bond::Held),
            LineRole::Note | LineRole::Item => bond(line.row, Bond::Held),
            LineRole::Title | LineRole::Origin | LineRole::Status | LineRole::Marking => {
                bond(line.row + 1, Bond::Held);
            }
            LineRole::Cover | LineRole::Body | LineRole::Quote => {}
        }
    }
    for (block, place) in blocks {
        match block {
            Block::Table(table) => table_bonds(table, place, &mut bond),
            Block::Chart(_) => {
                bond(place.first_row, Bond::Wished);
                (1..place.rows).for_each(|row| bond(place.first_row + row, Bond::Held));
            }
            Block::KeyFigures(_) => (1..place.rows).for_each(|row| bond(place.first_row + row, Bond::Held)),
            _ => {}
        }
    }
    let forced = section.blocks.iter().zip(&plan.blocks).filter(|(block, _)| **block == Block::PageBreak);
    for (_, place) in forced {
        if let Some(row) = rows.get_mut(place.first_row as usize) {
            *row = Printed { breaks: true, bond: Bond::Free, ..*row };
        }
    }
    rows
}

fn folded(block: &Block, place: &Place) -> Vec<u32> {
    let Block::Table(table) = block else { return Vec::new() };
    let groups = outline::groups(table).into_iter().filter(|group| group.folded);
    groups.flat_map(|group| group.from..=group.to).map(|row| place.first_row + 1 + row as u32).collect()
}

fn is_filled(plan: &SheetPlan, row: u32) -> bool {
    let place = |place: &Place| (place.first_row..place.first_row + place.rows).contains(&row);
    plan.lines.iter().any(|line| line.row == row) || plan.blocks.iter().any(place)
}

fn table_bonds(table: &Table, place: &Place, bond: &mut impl FnMut(u32, Bond)) {
    // The caption above, the head row and the first row.
    bond(place.first_row, Bond::Held);
    bond(place.first_row + 1, Bond::Held);
    for (at, row) in table.rows.iter().enumerate() {
        let own = place.first_row + 1 + at as u32;
        bond(own, Bond::Table);
        if row.role == Role::Group {
            bond(own + 1, Bond::Held);
        }
        if matches!(row.role, Role::Subtotal | Role::Total | Role::Memo) {
            bond(own, Bond::Held);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bond, Printed, Whole};

    fn rows(bonds: &[Bond]) -> Vec<Printed> {
        bonds.iter().map(|bond| Printed { height: 10, bond: *bond, breaks: false }).collect()
    }

    fn breaks(rows: &[Printed], room: u32, repeated: u32) -> Vec<u32> {
        super::breaks(rows, room, repeated, Whole::FullPages)
    }

    #[test]
    fn a_page_ends_where_it_is_full() {
        assert_eq!(breaks(&rows(&[Bond::Table; 5]), 50, 0), [] as [u32; 0]);
        assert_eq!(breaks(&rows(&[Bond::Table; 6]), 50, 0), [5]);
        // The repeated row takes its place of every page but the first.
        assert_eq!(breaks(&rows(&[Bond::Table; 10]), 50, 10), [5, 9]);
    }

    #[test]
    fn what_is_held_together_goes_to_the_next_page_together() {
        use Bond::{Free, Held, Table};
        let own = [Free, Table, Table, Table, Table, Held, Table];
        assert_eq!(breaks(&rows(&own), 50, 0), [4]);
        // More than a page that holds together.
        assert_eq!(breaks(&rows(&[Held; 7]), 50, 0), [5]);
    }

    #[test]
    fn a_table_is_kept_whole_where_something_stands_before_it() {
        use Bond::{Free, Table};
        assert_eq!(breaks(&rows(&[Free, Table, Table, Free, Table, Table]), 50, 0), [3]);
        // Not for the sake of an almost empty page.
        assert_eq!(breaks(&rows(&[Free, Free, Table, Table, Table, Table]), 50, 0), [5]);
        // Sooner for one that would go on without its head.
        let own = rows(&[Free, Free, Free, Table, Table, Table]);
        assert_eq!(breaks(&own, 50, 0), [5]);
        assert_eq!(super::breaks(&own, 50, 0, Whole::Tables), [2]);
    }

    #[test]
    fn the_documents_own_break_is_kept() {
        let mut own = rows(&[Bond::Free; 4]);
        own[2].breaks = true;
        assert_eq!(breaks(&own, 50, 0), [2]);
    }
}
