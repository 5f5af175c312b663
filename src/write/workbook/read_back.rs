//! The finished bytes, read back and compared with the document: every cell of every table through the table's defined
//! name, every amount to the öre, and nothing more in the file than the document says.

use rust_decimal::Decimal;
use rust_xlsxwriter::utility::row_col_to_cell;

use crate::doc::{AmountUnit, Block, Cell, Document, KeyFigure, Quantity, Section, Table};
use crate::domain::money::Money;
use crate::raw::{RawSheet, RawValue, RawWorkbook};
use crate::text;

use super::cells::{cell_text, is_blank};
use super::evaluate::formula_of;
use super::formula::{column_heading, row_heading};
use super::plan::{SheetPlan, Sheets, prose_of};

/// One difference between the document and the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mismatch {
    /// Table id, or the section's key for what stands outside its tables.
    pub table: String,
    pub row: String,
    pub column: String,
    pub expected: String,
    pub found: String,
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Mismatch { table, row, column, expected, found } = self;
        out.write_str(&text::workbook::mismatch(table, row, column, expected, found))
    }
}

/// Empty when the file says exactly what the document says.
pub fn check(book: &RawWorkbook, document: &Document) -> Vec<Mismatch> {
    let sheets = Sheets::of(document);
    let mut check = Check { book, found: Vec::new() };
    let expected: Vec<&str> = sheets.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let present: Vec<&str> = book.sheets.iter().map(|sheet| &*sheet.name).collect();
    if expected != present || book.sheets.iter().any(|sheet| sheet.hidden) {
        check.differs("", "", "", expected.join(", "), present.join(", "));
    }
    for (at, (section, plan)) in document.sections.iter().zip(&sheets.sheets).enumerate() {
        check.section(document, section, plan, at == 0);
    }
    check.found
}

struct Check<'a> {
    book: &'a RawWorkbook,
    found: Vec<Mismatch>,
}

/// A rectangle of cells; rows and columns from 1, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    rows: (u32, u32),
    columns: (u32, u32),
}

impl Range {
    fn contains(&self, (row, column): (u32, u32)) -> bool {
        (self.rows.0..=self.rows.1).contains(&row) && (self.columns.0..=self.columns.1).contains(&column)
    }

    /// Rows and columns.
    fn size(&self) -> (u32, u32) {
        (self.rows.1 + 1 - self.rows.0, self.columns.1 + 1 - self.columns.0)
    }
}

impl<'a> Check<'a> {
    fn differs(
        &mut self,
        table: &str,
        row: &str,
        column: &str,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) {
        let (expected, found) = (expected.into(), found.into());
        let (table, row, column) = (table.to_string(), row.to_string(), column.to_string());
        self.found.push(Mismatch { table, row, column, expected, found });
    }

    fn section(&mut self, document: &Document, section: &Section, plan: &SheetPlan, first: bool) {
        let book = self.book;
        let Some(sheet) = book.sheets.iter().find(|sheet| *sheet.name == *plan.name) else {
            self.differs(&section.key, "", "", &plan.name, text::workbook::ABSENT);
            return;
        };
        let mut ranges = Vec::new();
        for (block, place) in section.blocks.iter().zip(&plan.blocks) {
            let Some(name) = &place.name else { continue };
            if place.rows == 0 || place.columns == 0 {
                continue;
            }
            let wanted = (place.rows, u32::from(place.columns));
            match self.named_range(name, &plan.name) {
                Some(range) if range.size() == wanted => {
                    self.block(sheet, section, block, range);
                    ranges.push(range);
                }
                Some(range) => {
                    let (rows, columns) = range.size();
                    self.differs(
                        name,
                        "",
                        "",
                        format!("{} × {}", wanted.0, wanted.1),
                        format!("{rows} × {columns}"),
                    );
                }
                None => self.differs(name, "", "", &plan.name, text::workbook::ABSENT),
            }
        }
        self.outside(sheet, section, &ranges, &prose_of(document, section, first));
    }

    fn block(&mut self, sheet: &RawSheet, section: &Section, block: &Block, range: Range) {
        match block {
            Block::Table(table) => self.table(sheet, table, range),
            Block::KeyFigures(figures) => self.key_figures(sheet, section, figures, range),
            _ => {}
        }
    }

    /// The one range a name stands for, on the sheet it must be on.
    fn named_range(&self, name: &str, sheet: &str) -> Option<Range> {
        let mut found = self.book.names.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let (_, target) = found.next()?;
        if found.next().is_some() {
            return None;
        }
        let (on, range) = split_reference(target)?;
        (on == sheet).then_some(range)
    }

    fn table(&mut self, sheet: &RawSheet, table: &Table, range: Range) {
        for (at, column) in table.columns.iter().enumerate() {
            let cell = Cell::Text(column.heading.clone());
            self.cell(sheet, &Seen { table, row: None, column: at, cell: &cell }, range);
        }
        for (row_at, row) in table.rows.iter().enumerate() {
            for (at, cell) in row.cells.iter().enumerate() {
                self.cell(sheet, &Seen { table, row: Some(row_at), column: at, cell }, range);
            }
        }
    }

    fn cell(&mut self, sheet: &RawSheet, seen: &Seen<'_>, range: Range) {
        let below = seen.row.map_or(0, |row| row as u32 + 1);
        let at = (range.rows.0 + below, range.columns.0 + seen.column as u32);
        let unit = seen.table.unit;
        let names = |seen: &Seen<'_>| {
            let row = seen.row.map_or_else(String::new, |row| row_heading(seen.table, row));
            (row, column_heading(seen.table, seen.column))
        };
        let value = sheet.cells.get(&at);
        if !agrees(seen.cell, value, unit) {
            let (row, column) = names(seen);
            self.differs(&seen.table.id, &row, &column, shown(seen.cell), found(seen.cell, value, unit));
        }
        let live = formula_of(seen.cell).is_some();
        if live != sheet.formulas.contains_key(&at) {
            let (row, column) = names(seen);
            let (with, without) = (text::workbook::FORMULA, text::workbook::NO_FORMULA);
            let (expected, found) = if live { (with, without) } else { (without, with) };
            self.differs(&seen.table.id, &row, &column, expected, found);
        }
    }

    fn key_figures(&mut self, sheet: &RawSheet, section: &Section, figures: &[KeyFigure], range: Range) {
        for (at, figure) in figures.iter().enumerate() {
            let row = range.rows.0 + at as u32;
            let cells =
                [Cell::Text(figure.label.clone()), figure.value.clone(), Cell::Text(figure.below.clone())];
            for (column, cell) in cells.iter().enumerate() {
                let value = sheet.cells.get(&(row, range.columns.0 + column as u32));
                if !agrees(cell, value, AmountUnit::Mkr) {
                    let (expected, found) = (shown(cell), found(cell, value, AmountUnit::Mkr));
                    self.differs(&section.key, &figure.label, "", expected, found);
                }
            }
        }
    }

    /// Outside the tables: the section's prose in reading order, and nothing else.
    fn outside(&mut self, sheet: &RawSheet, section: &Section, ranges: &[Range], prose: &[String]) {
        let outside = |at: &(u32, u32)| !ranges.iter().any(|range| range.contains(*at));
        for (at, formula) in sheet.formulas.iter().filter(|(at, _)| outside(at)) {
            self.differs(&section.key, "", &cell_name(*at), text::workbook::EMPTY, formula);
        }
        let mut left = prose.iter();
        for (at, value) in sheet.cells.iter().filter(|(at, _)| outside(at)) {
            let expected = left.next();
            let same =
                matches!((value, expected), (RawValue::Text(text), Some(expected)) if text == expected);
            if !same {
                let expected = expected.map_or(text::workbook::EMPTY, String::as_str);
                self.differs(
                    &section.key,
                    "",
                    &cell_name(*at),
                    expected,
                    found(&Cell::Empty, Some(value), AmountUnit::None),
                );
                return;
            }
        }
        if let Some(expected) = left.next() {
            self.differs(&section.key, "", "", expected, text::workbook::ABSENT);
        }
    }
}

/// The cell under comparison; `None` as row is the head row.
struct Seen<'a> {
    table: &'a Table,
    row: Option<usize>,
    column: usize,
    cell: &'a Cell,
}

fn cell_name((row, column): (u32, u32)) -> String {
    row_col_to_cell(row.saturating_sub(1), u16::try_from(column.saturating_sub(1)).unwrap_or(u16::MAX))
}

/// Is this the value the cell must have?
fn agrees(cell: &Cell, value: Option<&RawValue>, unit: AmountUnit) -> bool {
    match (cell, value) {
        (Cell::Empty, None) => true,
        (Cell::Amount(figure), Some(RawValue::Number(number))) => ore(*number, unit) == Some(figure.value),
        (Cell::Percent(Quantity { value, .. }), Some(RawValue::Number(number))) => {
            number.checked_mul(Decimal::ONE_HUNDRED).is_some_and(|number| close(*value, number))
        }
        (Cell::Number(Quantity { value, .. }), Some(RawValue::Number(number))) => close(*value, *number),
        (Cell::Date(date), Some(RawValue::Date(found))) => date == found,
        (
            Cell::Missing(_) | Cell::Text(_) | Cell::Link { .. } | Cell::State { .. } | Cell::Trend { .. },
            value,
        ) => {
            let text = cell_text(cell);
            match value {
                None => is_blank(&text),
                Some(RawValue::Text(found)) => *found == text && !is_blank(&text),
                Some(_) => false,
            }
        }
        _ => false,
    }
}

/// The exact amount of a number in a unit; `None` when it is not a whole number of öre.
fn ore(number: Decimal, unit: AmountUnit) -> Option<Money> {
    let ore = number.checked_mul(Decimal::from(unit.ore()))?.normalize();
    (ore.scale() == 0).then(|| Money::from_ore(ore.mantissa()))
}

/// Equal in all the digits a cell can carry. Ratios have more of them than the 15 that pass the door.
fn close(expected: Decimal, found: Decimal) -> bool {
    let difference = (expected - found).abs();
    let allowed = expected.abs().checked_mul(Decimal::new(1, 14)).unwrap_or_default();
    difference <= allowed
}

/// `'Sheet name'!$A$1:$C$9` → the sheet and the range.
fn split_reference(target: &str) -> Option<(String, Range)> {
    let (sheet, cells) = target.trim_start_matches('=').rsplit_once('!')?;
    let sheet = match sheet.strip_prefix('\'').and_then(|inner| inner.strip_suffix('\'')) {
        Some(inner) => inner.replace("''", "'"),
        None => sheet.to_string(),
    };
    let (from, to) = cells.split_once(':').unwrap_or((cells, cells));
    let (from, to) = (split_cell(from)?, split_cell(to)?);
    let upright = from.0 <= to.0 && from.1 <= to.1;
    upright.then_some((sheet, Range { rows: (from.0, to.0), columns: (from.1, to.1) }))
}

/// `$C$5` → row 5, column 3.
fn split_cell(cell: &str) -> Option<(u32, u32)> {
    let plain = cell.replace('$', "");
    let digits = plain.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = plain.split_at(digits);
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    (column > 0).then_some((digits.parse().ok()?, column))
}

/// The expected value in words, amounts with their öre.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => text::workbook::EMPTY.to_string(),
        Cell::Amount(figure) => text::format::kr_ore(figure.value),
        Cell::Percent(Quantity { value, .. }) => text::format::percent(*value, 6),
        Cell::Number(Quantity { value, .. }) => text::format::number(*value, 6),
        Cell::Date(date) => date.to_string(),
        other => cell_text(other),
    }
}

/// What stands in the file: an amount in kr where one was expected.
fn found(cell: &Cell, value: Option<&RawValue>, unit: AmountUnit) -> String {
    match value {
        None => text::workbook::EMPTY.to_string(),
        Some(RawValue::Text(text) | RawValue::Error(text)) => text.clone(),
        Some(RawValue::Number(number)) => match (cell, ore(*number, unit)) {
            (Cell::Amount(_), Some(amount)) => text::format::kr_ore(amount),
            _ => number.to_string(),
        },
        Some(RawValue::Date(date)) => date.to_string(),
        Some(RawValue::Bool(value)) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Range, split_reference};

    #[test]
    fn references_are_read_in_both_spellings() {
        let range = Range { rows: (5, 20), columns: (1, 28) };
        assert_eq!(split_reference("'Mål & mått'!$A$5:$AB$20"), Some(("Mål & mått".to_string(), range)));
        assert_eq!(split_reference("Drift!$A$5:$AB$20"), Some(("Drift".to_string(), range)));
        assert_eq!(split_reference("#REF!"), None);
        assert_eq!(split_reference("Drift!$B$5:$A$20"), None);
    }
}
