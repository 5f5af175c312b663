//! The cells of a grid as texts and as places.

use rust_decimal::Decimal;

use super::columns::HEADER_ROWS;
use crate::finding::Place;
use crate::raw::{RawGrid, RawRow, RawValue};

/// The cell as text, as Swedish exports write it: a code that Excel made a number of is its digits.
pub fn shown(value: &RawValue) -> String {
    match value {
        RawValue::Text(text) => text.trim().to_string(),
        RawValue::Number(number) => written(*number, ','),
        RawValue::Date(date) => date.to_string(),
        RawValue::Bool(truth) => truth.to_string(),
        RawValue::Error(error) => error.clone(),
    }
}

/// A number in the one way that no contract reads as another: without grouping, and never with three decimals, which
/// could be a group.
pub fn written(number: Decimal, decimal_mark: char) -> String {
    let mut number = number.normalize();
    if number.scale() == 3 {
        number.rescale(4);
    }
    number.to_string().replace('.', &decimal_mark.to_string())
}

/// The cells of a row; index 0 is column 1.
pub fn texts(row: &RawRow) -> Vec<String> {
    let last = row.cells.keys().next_back().copied().unwrap_or(0);
    (1..=last).map(|column| row.cells.get(&column).map(shown).unwrap_or_default()).collect()
}

/// The rows that the header is looked for in.
pub fn headings(grid: &RawGrid) -> Vec<Vec<String>> {
    grid.rows.iter().take(HEADER_ROWS).map(texts).collect()
}

/// A row, or the cell of a column with its heading.
pub fn place(grid: &RawGrid, row: u32, column: Option<(u32, &str)>) -> Place {
    Place::in_table(&grid.file, grid.sheet.as_ref(), row, column)
}

#[cfg(test)]
mod tests {
    use super::written;
    use rust_decimal::Decimal;

    #[test]
    fn a_number_of_a_cell_is_written_in_one_way_only() {
        for (number, scale, text) in [
            (57_957, 3, "57,9570"),
            (-123_450, 2, "-1234,5"),
            (202_008, 0, "202008"),
            (1, 2, "0,01"),
            (1_000, 3, "1"),
        ] {
            assert_eq!(written(Decimal::new(number, scale), ','), text);
        }
        assert_eq!(written(Decimal::new(-5, 1), '.'), "-0.5");
    }
}
