//! How wide the columns and how high the rows of a sheet are, and where a box of a given size beside a cell ends.

use std::collections::BTreeMap;

use super::a1::Area;
use super::xml::{Broken, elements};
use crate::raw::limits::{COLUMNS, ROWS};

/// Excel's standard, in characters and points.
const COLUMN_WIDTH: f64 = 8.43;
const ROW_HEIGHT: f64 = 15.0;
/// Pixels of a character of the standard font, of the air in a column, and of a point.
const CHARACTER: f64 = 7.0;
const AIR: f64 = 5.0;
const POINT: f64 = 4.0 / 3.0;
/// Most columns or rows that a box reaches over; more than so many hidden ones are not looked past.
const FARTHEST: u32 = 20_000;
/// From the cell to its note.
const GAP: u32 = 15;

pub struct Grid {
    row: u32,
    /// By number; the first stands for none.
    columns: Vec<u32>,
    /// The rows that differ from the standard.
    rows: BTreeMap<u32, u32>,
}

/// Where a box begins or ends: a column or row, from 0, and how far into it.
pub type Edge = (u32, u32);

/// Left, top, right and bottom.
pub type Anchor = [Edge; 4];

impl Grid {
    pub fn read(xml: &str) -> Result<Grid, Broken> {
        let (mut column, mut row) = (column_pixels(COLUMN_WIDTH), row_pixels(ROW_HEIGHT));
        if let Some(standard) = elements(xml, |depth, name| depth == 1 && name == "sheetFormatPr")?.first() {
            column = standard.number("defaultColWidth").map_or(column, column_pixels);
            row = standard.number("defaultRowHeight").map_or(row, row_pixels);
            if standard.is("zeroHeight") {
                row = 0;
            }
        }
        let mut grid = Grid { row, columns: vec![column; COLUMNS as usize + 1], rows: BTreeMap::new() };
        // One for each column is the most that means anything.
        for element in elements(xml, |depth, name| depth == 2 && name == "col")?.iter().take(COLUMNS as usize)
        {
            let width = element.number("width").map_or(column, column_pixels);
            let (Some(first), Some(last)) = (element.number::<usize>("min"), element.number::<usize>("max"))
            else {
                continue;
            };
            if let Some(columns) = grid.columns.get_mut(first..=last.min(COLUMNS as usize)) {
                columns.fill(if element.is("hidden") { 0 } else { width });
            }
        }
        grid.read_rows(xml)?;
        Ok(grid)
    }

    fn read_rows(&mut self, xml: &str) -> Result<(), Broken> {
        let mut next = 1;
        for element in elements(xml, |depth, name| depth == 2 && name == "row")? {
            // A row without a number is the one after the row before it.
            let number: u32 = element.number("r").unwrap_or(next);
            next = number.saturating_add(1);
            let height = if element.is("hidden") { Some(0) } else { element.number("ht").map(row_pixels) };
            if let Some(height) = height {
                self.rows.insert(number, height);
            }
        }
        Ok(())
    }

    /// A box of so many pixels to the right of an area, from the row above it on.
    pub fn beside(&self, area: Area, width: u32, height: u32) -> Anchor {
        // Columns and rows from 0: the number of the last column of the area is that of the next one.
        let left = area.last.1.min(COLUMNS - 1);
        let top = area.first.0.saturating_sub(2);
        let right = end(left, GAP + width, COLUMNS - 1, |column| self.width(column + 1));
        let bottom = end(top, height, ROWS - 1, |row| self.height(row + 1));
        [(left, GAP), (top, 0), right, bottom]
    }

    fn width(&self, column: u32) -> u32 {
        self.columns.get(column as usize).copied().unwrap_or_default()
    }

    fn height(&self, row: u32) -> u32 {
        self.rows.get(&row).copied().unwrap_or(self.row)
    }
}

/// Where a length that begins at the start of `from` ends.
fn end(from: u32, length: u32, last: u32, size: impl Fn(u32) -> u32) -> Edge {
    let (mut at, mut left) = (from, length);
    while at < last && at - from < FARTHEST {
        let size = size(at);
        if left <= size {
            break;
        }
        left -= size;
        at += 1;
    }
    (at, left)
}

/// A number of a file, which may be anything.
fn pixels(size: f64) -> u32 {
    if size.is_finite() { size.clamp(0.0, 10_000.0) as u32 } else { 0 }
}

fn column_pixels(characters: f64) -> u32 {
    if characters > 0.0 { pixels(characters * CHARACTER + AIR) } else { 0 }
}

fn row_pixels(points: f64) -> u32 {
    pixels(points * POINT)
}

#[cfg(test)]
mod tests {
    use super::Grid;
    use crate::write::marked::a1::Area;

    #[test]
    fn a_box_ends_where_the_columns_and_rows_it_covers_end() {
        let xml = "<worksheet><sheetFormatPr defaultRowHeight=\"15\"/><cols><col min=\"2\" max=\"2\" width=\"10\"/>\
            <col min=\"3\" max=\"3\" width=\"50\" hidden=\"1\"/></cols><sheetData><row ht=\"30\"/><row/>\
            <row r=\"4\" hidden=\"true\"/></sheetData></worksheet>";
        let grid = Grid::read(xml).expect("a sheet");
        // B is 75 wide, C hidden, D standard; row 1 is 40 high, 2 and 3 are 20, 4 is hidden.
        assert_eq!(grid.beside(Area::of((1, 1)), 100, 90), [(1, 15), (0, 0), (3, 40), (4, 10)]);
        assert_eq!(grid.beside(Area::of((3, 1)), 20, 30), [(1, 15), (1, 0), (1, 35), (2, 10)]);
    }

    #[test]
    fn a_box_at_the_far_corner_or_among_nonsense_has_an_end() {
        let xml = "<worksheet><cols><col min=\"9\" max=\"1\" width=\"NaN\"/><col min=\"1\" max=\"16384\" width=\"-1\"/></cols>\
            <sheetData><row r=\"4294967295\" ht=\"1e300\"/><row/></sheetData></worksheet>";
        let grid = Grid::read(xml).expect("a sheet");
        let corner = Area::of((1_048_576, 16_384));
        assert_eq!(grid.beside(corner, 100, 20)[2], (16_383, 115));
        assert_eq!(grid.beside(Area::of((1, 1)), 100, 20)[2].0, 16_383);
    }
}
