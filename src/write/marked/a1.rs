//! Cells and areas as they are written in a workbook: `B3`, `B3:C9`. Rows and columns count from 1.

use rust_xlsxwriter::utility::{column_name_to_number, row_col_to_cell, row_col_to_cell_absolute};

use crate::raw::limits::{COLUMNS, ROWS};

/// Row and column.
pub type Cell = (u32, u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    pub first: Cell,
    pub last: Cell,
}

impl Area {
    pub fn of(cell: Cell) -> Area {
        Area { first: cell, last: cell }
    }

    pub fn holds(&self, (row, column): Cell) -> bool {
        (self.first.0..=self.last.0).contains(&row) && (self.first.1..=self.last.1).contains(&column)
    }
}

/// Is there such a cell in any sheet?
pub fn exists((row, column): Cell) -> bool {
    (1..=ROWS).contains(&row) && (1..=COLUMNS).contains(&column)
}

pub fn parse_cell(text: &str) -> Option<Cell> {
    let text = text.replace('$', "");
    let digits = text.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    if !(1..=3).contains(&letters.len()) || !letters.chars().all(|sign| sign.is_ascii_alphabetic()) {
        return None;
    }
    let column = u32::from(column_name_to_number(&letters.to_ascii_uppercase())) + 1;
    let cell = (row.parse().ok()?, column);
    exists(cell).then_some(cell)
}

pub fn parse_area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    Some(Area { first: parse_cell(first)?, last: parse_cell(last)? })
}

pub fn cell(at: Cell) -> String {
    // A cell that exists has a column of 14 bits.
    row_col_to_cell(at.0.saturating_sub(1), u16::try_from(at.1.saturating_sub(1)).unwrap_or(u16::MAX))
}

/// `$B$3`.
pub fn absolute(at: Cell) -> String {
    let (row, column) = (at.0.saturating_sub(1), u16::try_from(at.1.saturating_sub(1)).unwrap_or(u16::MAX));
    row_col_to_cell_absolute(row, column)
}

pub fn area(area: Area) -> String {
    if area.first == area.last {
        cell(area.first)
    } else {
        format!("{}:{}", cell(area.first), cell(area.last))
    }
}

#[cfg(test)]
mod tests {
    use super::{Area, area, cell, parse_area, parse_cell};

    #[test]
    fn cells_are_read_as_they_are_written() {
        for (text, at) in [("A1", (1, 1)), ("AB30", (30, 28)), ("XFD1048576", (1_048_576, 16_384))] {
            assert_eq!((parse_cell(text), cell(at).as_str()), (Some(at), text));
        }
        assert_eq!(parse_cell("$b$3"), Some((3, 2)));
        for text in ["", "A", "1", "A0", "XFE1", "ZZZZ1", "A1048577", "A99999999999", "Å1", "A1B"] {
            assert_eq!(parse_cell(text), None, "{text}");
        }
        let found = Area { first: (3, 2), last: (9, 3) };
        assert_eq!((parse_area("B3:C9"), area(found).as_str()), (Some(found), "B3:C9"));
        assert!(found.holds((9, 2)) && !found.holds((10, 2)));
    }
}
