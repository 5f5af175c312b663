//! Fills a sheet: its blocks in order, each cell of a table as what it is.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ConditionalFormatFormula, Format, Formula as SheetFormula, Worksheet};
use rust_xlsxwriter::{Table as FlatTable, TableColumn, TableStyle, Url};

use crate::doc::{AmountUnit, Block, Cell, ColumnKind, Quantity, Role, Row, Section, Table};
use crate::domain::money::Money;
use crate::write::look;

use super::evaluate;
use super::formula::{Book, Here, Origin, column_heading, row_heading};
use super::outline::{self, stretches};
use super::plan::{Place, SheetPlan};
use super::style::{self, Formats, Ink, NumberFormat, Side, Style};
use super::{WorkbookError, excel_date, prose};

/// What one cell of Excel holds, in UTF-16 units.
pub const TEXT_LIMIT: usize = 32_767;
/// Hundredths of a pixel of one step of an indent.
pub const STEP: u32 = 1_000;
/// Deepest indent that still leaves the text room.
const INDENT: u8 = 8;

pub fn fill(
    sheet: &mut Worksheet,
    section: &Section,
    plan: &SheetPlan,
    book: Book,
) -> Result<(), WorkbookError> {
    let mut formats = Formats::default();
    for line in &plan.lines {
        check_length(&section.key, &line.text)?;
        prose::write_line(sheet, plan, line, formats.get(Style::Line(line.role)))?;
    }
    for (block, place) in section.blocks.iter().zip(&plan.blocks) {
        match block {
            Block::Table(table) => {
                TableWriter { sheet, table, place, formats: &mut formats, book }.write()?;
            }
            Block::KeyFigures(figures) => {
                for (at, figure) in figures.iter().enumerate() {
                    let row = place.first_row + at as u32;
                    prose::write_key_figure(sheet, &section.key, plan, row, figure, &mut formats, book)?;
                }
            }
            Block::Chart(chart) => {
                let blocks = section.blocks.iter().zip(&plan.blocks);
                let mut tables = blocks.filter_map(|(block, place)| match block {
                    Block::Table(table) => Some((table, place)),
                    _ => None,
                });
                if let Some(of) = tables.find(|(table, _)| table.id == chart.table) {
                    super::chart::insert(sheet, chart, plan, place, of)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

pub fn check_length(table: &str, text: &str) -> Result<(), WorkbookError> {
    let length = text.encode_utf16().count();
    if length > TEXT_LIMIT {
        return Err(WorkbookError::TextTooLong { table: table.to_string(), length });
    }
    Ok(())
}

/// A cell's place and how to name it when its value cannot be written: table, row, column.
pub struct CellAt<'a> {
    pub row: u32,
    pub column: u16,
    pub unit: AmountUnit,
    pub names: &'a dyn Fn() -> (String, String, String),
}

pub fn write_value(
    sheet: &mut Worksheet,
    at: &CellAt<'_>,
    cell: &Cell,
    format: &Format,
) -> Result<(), WorkbookError> {
    let (row, column) = (at.row, at.column);
    match cell {
        Cell::Empty => sheet.write_blank(row, column, format)?,
        Cell::Amount(_) | Cell::Percent(_) | Cell::Number(_) => {
            sheet.write_number_with_format(row, column, number(at, cell)?, format)?
        }
        Cell::Date(date) => sheet.write_datetime_with_format(row, column, excel_date(*date)?, format)?,
        Cell::Missing(_) | Cell::Text(_) | Cell::Link { .. } | Cell::State { .. } | Cell::Trend { .. } => {
            let text = cell_text(cell);
            check_length(&(at.names)().0, &text)?;
            if is_blank(&text) {
                sheet.write_blank(row, column, format)?
            } else {
                sheet.write_string_with_format(row, column, text, format)?
            }
        }
    };
    Ok(())
}

/// A formula with what it comes to.
pub fn write_formula(
    sheet: &mut Worksheet,
    at: &CellAt<'_>,
    cell: &Cell,
    text: String,
    format: &Format,
) -> Result<(), WorkbookError> {
    let live = SheetFormula::new(text).set_result(number(at, cell)?.to_string());
    sheet.write_formula_with_format(at.row, at.column, live, format)?;
    Ok(())
}

/// A text that leads somewhere.
fn write_link(
    sheet: &mut Worksheet,
    at: &CellAt<'_>,
    cell: &Cell,
    url: &Url,
    format: &Format,
) -> Result<(), WorkbookError> {
    let text = cell_text(cell);
    check_length(&(at.names)().0, &text)?;
    sheet.write_url_with_options(at.row, at.column, url, &text, "", Some(format))?;
    Ok(())
}

/// The number that stands in a cell.
fn number(at: &CellAt<'_>, cell: &Cell) -> Result<f64, WorkbookError> {
    match cell {
        Cell::Amount(figure) => in_unit(figure.value, at.unit).ok_or_else(|| {
            let (table, row, column) = (at.names)();
            WorkbookError::AmountTooLarge { table, row, column }
        }),
        Cell::Percent(one) => Ok(float(one.value) / 100.0),
        Cell::Number(one) => Ok(float(one.value)),
        _ => Ok(0.0),
    }
}

/// Nothing that shows: such a text is an empty cell to whoever reads the file.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}') || !is_writable(c))
}

/// A text as it stands in a sheet: line breaks of one kind, and without the control characters XML has no place for.
pub fn written(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| is_writable(*c)).collect()
}

fn is_writable(c: char) -> bool {
    matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// The text of a cell that is text; states and trends with their symbol before the word.
pub fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Missing(text) | Cell::Text(text) | Cell::Link { text, .. } => written(text),
        Cell::State { shape, word } => with_symbol(look::state_symbol(*shape), word),
        Cell::Trend { trend, word } => with_symbol(look::trend_symbol(*trend), word),
        _ => String::new(),
    }
}

fn with_symbol(symbol: &str, word: &str) -> String {
    format!("{symbol} {}", written(word)).trim_end().to_string()
}

/// The amount in the table's unit: the float nearest to the exact quotient. `None` above 15 digits of öre, where a
/// float no longer tells one öre from the next.
fn in_unit(value: Money, unit: AmountUnit) -> Option<f64> {
    const FIFTEEN_DIGITS: i128 = 999_999_999_999_999;
    // Both sides are below 2⁵³, thus exact as floats.
    (value.ore().abs() <= FIFTEEN_DIGITS).then(|| value.ore() as f64 / unit.ore() as f64)
}

/// The float nearest to a decimal.
fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}

pub fn number_format(cell: &Cell, kind: ColumnKind, unit: AmountUnit) -> NumberFormat {
    let unsigned = |value: &Decimal, decimals: u8| {
        let away = RoundingStrategy::MidpointAwayFromZero;
        value.round_dp_with_strategy(decimals.into(), away).is_zero()
    };
    match cell {
        Cell::Amount(_) if kind == ColumnKind::Signed => NumberFormat::Signed(style::amount_decimals(unit)),
        Cell::Amount(_) => NumberFormat::Amount(style::amount_decimals(unit)),
        Cell::Percent(Quantity { value, decimals, .. }) if unsigned(value, *decimals) => {
            NumberFormat::ZeroPercent(*decimals)
        }
        Cell::Percent(Quantity { decimals, .. }) => NumberFormat::Percent(*decimals),
        Cell::Number(Quantity { value, decimals, .. }) if unsigned(value, *decimals) => {
            NumberFormat::Zero(*decimals)
        }
        Cell::Number(Quantity { decimals, .. }) => NumberFormat::Amount(*decimals),
        Cell::Date(_) => NumberFormat::Date,
        Cell::Empty => NumberFormat::General,
        Cell::Missing(_) | Cell::Text(_) | Cell::Link { .. } | Cell::State { .. } | Cell::Trend { .. } => {
            NumberFormat::Text
        }
    }
}

struct TableWriter<'a> {
    sheet: &'a mut Worksheet,
    table: &'a Table,
    place: &'a Place,
    formats: &'a mut Formats,
    book: Book<'a>,
}

impl TableWriter<'_> {
    fn write(mut self) -> Result<(), WorkbookError> {
        self.flat()?;
        for (at, column) in self.table.columns.iter().enumerate() {
            let indent = indent(0, column.kind, at);
            let style = Style::Head { first: at == 0, side: Side::from(column.kind), indent };
            let format = self.formats.get(style);
            check_length(&self.table.id, &column.heading)?;
            if is_blank(&column.heading) {
                self.sheet.write_blank(self.place.first_row, at as u16, format)?;
            } else {
                self.sheet.write_string_with_format(
                    self.place.first_row,
                    at as u16,
                    written(&column.heading),
                    format,
                )?;
            }
        }
        for (at, row) in self.table.rows.iter().enumerate() {
            for column in 0..row.cells.len() {
                self.write_cell(at, row, column)?;
            }
        }
        self.outline()?;
        self.plain_zeros()
    }

    /// A flat table is one to the program that opens the workbook, with a filter of its own.
    fn flat(&mut self) -> Result<(), WorkbookError> {
        let Some(name) = &self.place.flat else { return Ok(()) };
        let headings = self.table.columns.iter();
        let columns: Vec<TableColumn> =
            headings.map(|one| TableColumn::new().set_header(written(&one.heading))).collect();
        let flat = FlatTable::new().set_name(name).set_columns(&columns).set_style(TableStyle::None);
        let (first, last) = (self.place.first_row, self.place.first_row + self.place.rows - 1);
        self.sheet.add_table(first, 0, last, self.place.columns - 1, &flat)?;
        Ok(())
    }

    fn first_data_row(&self) -> u32 {
        self.place.first_row + 1
    }

    fn write_cell(&mut self, at: usize, row: &Row, column: usize) -> Result<(), WorkbookError> {
        let table = self.table;
        let (Some(cell), Some(head)) = (row.cells.get(column), table.columns.get(column)) else {
            return Ok(());
        };
        let style = Style::Row {
            role: row.role.into(),
            indent: match side(cell, head.kind, column) {
                Side::Left if is_figures(head.kind) => 1,
                _ => indent(row.depth, head.kind, column),
            },
            side: side(cell, head.kind, column),
            ink: if head.kind == ColumnKind::Key { Ink::Missing } else { Ink::of(cell) },
            number: number_format(cell, head.kind, table.unit),
        };
        let format = self.formats.get(style);
        let names = || (table.id.clone(), row_heading(table, at), column_heading(table, column));
        let sheet_row = self.place.first_row + 1 + at as u32;
        let place = CellAt { row: sheet_row, column: column as u16, unit: table.unit, names: &names };
        match evaluate::formula_of(cell) {
            Some(formula) => {
                let origin = Origin { first_row: self.place.first_row + 1, book: self.book };
                let text = Here { table, origin, row: at, column }.text(formula);
                write_formula(self.sheet, &place, cell, text, format)
            }
            None => match self.book.url(cell) {
                Some(url) => write_link(self.sheet, &place, cell, &url, format),
                None => write_value(self.sheet, &place, cell, format),
            },
        }
    }

    fn outline(&mut self) -> Result<(), WorkbookError> {
        for group in outline::groups(self.table) {
            let [first, last] = [group.from, group.to].map(|row| self.first_data_row() + row as u32);
            if group.folded {
                self.sheet.group_rows_collapsed(first, last)?;
            } else {
                self.sheet.group_rows(first, last)?;
            }
        }
        if self.table.rows.iter().any(|row| row.role == Role::Group) {
            self.sheet.group_symbols_above(true);
        }
        let keys = self.table.columns.iter().position(|column| column.kind == ColumnKind::Key);
        if let Some(column) = keys {
            self.sheet.group_columns_collapsed(column as u16, column as u16)?;
        }
        Ok(())
    }

    /// An amount that rounds to zero shows no sign, also after a live formula has got another value.
    fn plain_zeros(&mut self) -> Result<(), WorkbookError> {
        let limit = match style::amount_decimals(self.table.unit) {
            0 => "0.5",
            _ => "0.05",
        };
        let zero = style::plain_zero(self.table.unit);
        for column in 0..self.table.columns.len() {
            let amounts =
                self.table.rows.iter().map(|row| matches!(row.cells.get(column), Some(Cell::Amount(_))));
            for (from, to) in stretches(amounts) {
                let (from, to) = (self.first_data_row() + from as u32, self.first_data_row() + to as u32);
                let first = row_col_to_cell(from, column as u16);
                let rule = ConditionalFormatFormula::new()
                    .set_rule(format!("=ABS({first})<{limit}").as_str())
                    .set_format(zero.clone());
                self.sheet.add_conditional_format(from, column as u16, to, column as u16, &rule)?;
            }
        }
        Ok(())
    }
}

/// Steps in; a column of text keeps a step from the figures on its left.
pub fn indent(depth: u8, kind: ColumnKind, column: usize) -> u8 {
    match (column, kind) {
        (0, _) => depth.min(INDENT),
        (_, ColumnKind::Text { .. }) => 1,
        _ => 0,
    }
}

fn side(cell: &Cell, kind: ColumnKind, column: usize) -> Side {
    match (column, kind, cell) {
        (0, _, _) => Side::Left,
        (_, ColumnKind::Text { .. }, Cell::Amount(_) | Cell::Percent(_) | Cell::Number(_)) => Side::Right,
        // Words where a figure should be are no figure.
        (_, kind, Cell::Missing(_) | Cell::Text(_)) if is_figures(kind) => Side::Left,
        _ => Side::from(kind),
    }
}

fn is_figures(kind: ColumnKind) -> bool {
    matches!(kind, ColumnKind::Amount | ColumnKind::Signed | ColumnKind::Number)
}

#[cfg(test)]
mod tests {
    use super::in_unit;
    use crate::doc::AmountUnit;
    use crate::domain::money::Money;

    #[test]
    fn an_amount_a_float_cannot_carry_to_the_ore_is_refused() {
        assert_eq!(
            in_unit(Money::from_ore(999_999_999_999_999), AmountUnit::Tkr),
            Some(9_999_999_999.999_99)
        );
        assert_eq!(in_unit(Money::from_ore(1_000_000_000_000_000), AmountUnit::Tkr), None);
    }
}
