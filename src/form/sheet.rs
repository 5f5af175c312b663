//! The shape of a sheet: lines of text and tables whose cells are shown, computed or filled in. Addresses follow
//! from the description; the hidden first column carries the row keys.

use rust_decimal::Decimal;

use super::field::Field;
use crate::domain::money::Money;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The tab's name.
    pub title: String,
    /// Row 1.
    pub heading: String,
    /// Row 3 and on: what to do here.
    pub lines: Vec<String>,
    /// Widths of the columns from B, in characters.
    pub widths: Vec<u16>,
    pub tables: Vec<Table>,
    pub charts: Vec<Chart>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Key of the heading row.
    pub key: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub folding: Option<Folding>,
}

/// Rows are shown when this word stands in the column. A filter and no outline: Excel unfolds no outline on a protected
/// sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folding {
    pub column: usize,
    pub shown: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub caption: String,
    /// Column of the sheet, from 1; 1 is the hidden key column.
    pub place: u32,
    /// How many columns of the sheet it covers.
    pub span: u32,
    pub show: Show,
}

/// How a column's cells look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    Text,
    /// Short words and dates, centred.
    Word,
    Amount,
    /// Plus is better, always with its sign.
    Signed,
    Number,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub key: String,
    pub role: RowRole,
    /// As many as the table has columns.
    pub cells: Vec<Cell>,
    /// Fixed height in lines of text; `None` follows the content and grows with it.
    pub lines: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowRole {
    /// Heads the rows below it.
    Group,
    Item,
    /// What was said about the item above the last time.
    Remark,
    /// A part of the item above, folded away until someone wants it; never in a total.
    Detail,
    Total,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    Amount(Money),
    Number(Decimal, u8),
    Input(Box<Field>),
    Computed(Computed),
}

/// A live formula. Column indices count within the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Computed {
    /// plus − minus of the same row; blank while either is.
    Difference { plus: usize, minus: usize },
    /// What counts as the row's amount: what stands in its own column, or the sum of the detail rows below in it; blank
    /// while both are there and differ, and while the amount is doubted and not confirmed.
    Counts(ForecastColumns),
    /// Sum of the column's item rows; blank while a figure that someone is to fill in is missing.
    Total,
    /// What is left to do on the row, in words.
    Status(StatusOf),
    /// How many demanded fields are left, on one sheet (by its title) or in all.
    Progress(Option<String>),
}

/// The columns that the words about a row are drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusOf {
    /// `None` at year end.
    pub forecast: Option<ForecastColumns>,
    pub deviation: usize,
    pub cause: usize,
    pub comment: usize,
    pub limit: Money,
}

/// The columns that tell whether a row's forecast counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForecastColumns {
    pub own: usize,
    pub counts: usize,
    pub confirm: usize,
    pub budget: usize,
    pub last_year: usize,
}

/// A chart of a table's columns, drawn to the right of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    pub title: String,
    /// Index of the table, its column with the names of the points, and those with values, each with its name.
    pub table: usize,
    pub categories: usize,
    pub series: Vec<(usize, String)>,
    pub axis: String,
    /// What the chart shows, in words.
    pub alt: String,
    /// First column of the sheet that it covers, from 1, and how many.
    pub place: u32,
    pub span: u32,
}

impl Sheet {
    /// Row 1 heading, row 2 identity and marking, then the lines and one empty row.
    pub const ABOVE: u32 = 2;

    /// The heading row of a table, from 1.
    pub fn header_row(&self, table: usize) -> u32 {
        let lines = self.lines.len() as u32;
        let before: u32 = self.tables.iter().take(table).map(|table| table.rows.len() as u32 + 2).sum();
        Self::ABOVE + lines + 2 + before
    }

    pub fn first_row(&self, table: usize) -> u32 {
        self.header_row(table) + 1
    }

    /// The columns that stay in sight: those up to the names of the first table's rows, where they leave room.
    pub fn kept_columns(&self) -> u32 {
        let Some(table) = self.tables.first() else { return 0 };
        let names = table.folding.map_or(0, |folding| folding.column + 1);
        table.columns.get(names).map_or(0, |column| column.place)
    }

    /// The last row with anything in it.
    pub fn last_row(&self) -> u32 {
        match self.tables.last() {
            Some(table) => self.header_row(self.tables.len() - 1) + table.rows.len() as u32,
            None => Self::ABOVE + self.lines.len() as u32,
        }
    }

    /// Characters that fit in a column of a table.
    pub fn width(&self, column: &Column) -> u16 {
        let first = column.place.saturating_sub(2) as usize;
        self.widths.iter().skip(first).take(column.span as usize).sum()
    }

    /// The first row of the lines of text.
    pub fn first_line(&self) -> u32 {
        Self::ABOVE + 1
    }
}

impl Table {
    /// A table of one column that spans the sheet and holds one long text.
    pub(super) fn of_text(key: &str, span: u32, lines: u16, field: Field) -> Table {
        Table {
            key: format!("rubrik:{key}"),
            columns: vec![Column { caption: field.label.clone(), place: 2, span, show: Show::Text }],
            rows: vec![Row {
                key: format!("falt:{key}"),
                role: RowRole::Item,
                cells: vec![Cell::Input(Box::new(field))],
                lines: Some(lines),
            }],
            folding: None,
        }
    }

    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row).and_then(|row| row.cells.get(column))
    }

    pub fn item_rows(&self) -> impl Iterator<Item = usize> {
        self.rows.iter().enumerate().filter(|(_, row)| row.role == RowRole::Item).map(|(at, _)| at)
    }

    /// Is there anything to fill in?
    pub fn asks(&self) -> bool {
        self.rows.iter().any(|row| row.cells.iter().any(|cell| matches!(cell, Cell::Input(_))))
    }

    /// The item row that a detail row belongs to.
    pub fn item_above(&self, row: usize) -> Option<usize> {
        self.item_rows()
            .take_while(|item| *item < row)
            .filter(|item| self.details(*item).any(|one| one == row))
            .last()
    }

    /// The detail rows that belong to an item row.
    pub fn details(&self, row: usize) -> impl Iterator<Item = usize> {
        let below = self.rows.iter().enumerate().skip(row + 1);
        below
            .take_while(|(_, row)| matches!(row.role, RowRole::Remark | RowRole::Detail))
            .filter(|(_, row)| row.role == RowRole::Detail)
            .map(|(at, _)| at)
    }

    /// Does the column hold inputs, or figures that wait for one?
    pub fn waits_for_input(&self, column: usize) -> bool {
        let input = |row: usize, column: usize| matches!(self.cell(row, column), Some(Cell::Input(_)));
        self.item_rows().any(|row| match self.cell(row, column) {
            Some(Cell::Input(_) | Cell::Computed(Computed::Counts(_))) => true,
            Some(Cell::Computed(Computed::Difference { plus, minus })) => {
                [*plus, *minus].iter().any(|part| {
                    input(row, *part)
                        || matches!(self.cell(row, *part), Some(Cell::Computed(Computed::Counts(_))))
                })
            }
            _ => false,
        })
    }
}
