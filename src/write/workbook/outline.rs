//! Which rows of a table can be folded away, and which open folded.

use super::formula::runs;
use crate::doc::{Cell, Figure, Formula, Role, Row, Table};

/// Excel's deepest outline level.
const LEVELS: u8 = 7;

/// Rows of a table that are folded together, first and last; a group within another is one level more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    pub from: usize,
    pub to: usize,
    pub folded: bool,
}

/// Rows two steps in and deeper can be folded away, one outline level for each step.
pub fn groups(table: &Table) -> Vec<Group> {
    let rows = &table.rows;
    let deepest = rows.iter().map(|row| row.depth).max().unwrap_or(0);
    let levels = 2..=deepest.min(LEVELS + 1);
    let of_level = |depth: u8| stretches(rows.iter().map(move |row| row.depth >= depth));
    let group = |(from, to): (usize, usize)| {
        // The sides of the figure above open folded: it says what they come to.
        let folded = rows[from..=to].iter().all(|row| row.role == Role::Memo) && sums_below(rows, from);
        Group { from, to, folded }
    };
    levels.flat_map(of_level).map(group).collect()
}

/// Whether the row above is computed from this one.
fn sums_below(rows: &[Row], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|above| rows.get(above));
    above.is_some_and(|row| {
        row.cells.iter().any(|cell| {
            matches!(cell, Cell::Amount(Figure { formula: Some(Formula::Rows(parts)), .. }) if parts.contains(&(at, false)))
        })
    })
}

/// First and last index of each unbroken run of `true`.
pub fn stretches(wanted: impl Iterator<Item = bool>) -> Vec<(usize, usize)> {
    runs(wanted.enumerate().filter(|(_, wanted)| *wanted).map(|(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::stretches;

    #[test]
    fn runs_of_rows_are_found() {
        let wanted = [false, true, true, false, true];
        assert_eq!(stretches(wanted.into_iter()), [(1, 2), (4, 4)]);
    }
}
