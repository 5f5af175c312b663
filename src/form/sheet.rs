//! The shape of a sheet: lines of text and tables whose cells are shown, computed or filled in. Addresses follow
//! from the description; the hidden first column carries the row keys.

use rust_decimal::Decimal;

use super::answer::Answers;
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
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Key of the heading row.
    pub key: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
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
    /// Fixed height in lines of text; `None` follows the content.
    pub lines: Option<u16>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowRole {
    /// Heads the rows below it.
    Group,
    Item,
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
    /// Sum of the column's item rows; blank while a figure that someone is to fill in is missing.
    Total,
    /// What is left to do on the row, in words.
    Remains { forecast: Option<usize>, deviation: usize, comment: usize, limit: Money },
}

/// What a row still lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remains {
    Nothing,
    Forecast,
    Comment,
}

impl Sheet {
    /// Row 1 heading, row 2 identity and marking, then the lines and one empty row.
    const ABOVE: u32 = 2;

    /// The heading row of a table, from 1.
    pub fn header_row(&self, table: usize) -> u32 {
        let lines = self.lines.len() as u32;
        let before: u32 = self.tables.iter().take(table).map(|table| table.rows.len() as u32 + 2).sum();
        Self::ABOVE + lines + 2 + before
    }

    pub fn first_row(&self, table: usize) -> u32 {
        self.header_row(table) + 1
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
    fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row).and_then(|row| row.cells.get(column))
    }

    /// The exact amount a cell shows; `None` is blank.
    pub fn amount(&self, row: usize, column: usize, answers: &Answers) -> Option<Money> {
        match self.cell(row, column)? {
            Cell::Amount(amount) => Some(*amount),
            Cell::Input(field) => answers.amount(&field.key),
            Cell::Computed(Computed::Difference { plus, minus }) => {
                Some(self.amount(row, *plus, answers)? - self.amount(row, *minus, answers)?)
            }
            Cell::Computed(Computed::Total) => self.total(column, answers),
            Cell::Empty | Cell::Text(_) | Cell::Number(..) | Cell::Computed(Computed::Remains { .. }) => None,
        }
    }

    fn total(&self, column: usize, answers: &Answers) -> Option<Money> {
        let waits = self.waits_for_input(column);
        let mut sum = Money::ZERO;
        for row in self.item_rows() {
            match self.amount(row, column, answers) {
                Some(amount) => sum += amount,
                None if waits => return None,
                None => {}
            }
        }
        Some(sum)
    }

    pub fn item_rows(&self) -> impl Iterator<Item = usize> {
        self.rows.iter().enumerate().filter(|(_, row)| row.role == RowRole::Item).map(|(at, _)| at)
    }

    /// Does the column hold inputs, or differences with an input?
    pub fn waits_for_input(&self, column: usize) -> bool {
        self.item_rows().any(|row| match self.cell(row, column) {
            Some(Cell::Input(_)) => true,
            Some(Cell::Computed(Computed::Difference { plus, minus })) => {
                [*plus, *minus].iter().any(|part| matches!(self.cell(row, *part), Some(Cell::Input(_))))
            }
            _ => false,
        })
    }

    /// What a row still lacks; `None` where nothing is asked.
    pub fn remains(&self, row: usize, column: usize, answers: &Answers) -> Option<Remains> {
        let Some(Cell::Computed(Computed::Remains { forecast, deviation, comment, limit })) =
            self.cell(row, column)
        else {
            return None;
        };
        if forecast.is_some_and(|forecast| self.amount(row, forecast, answers).is_none()) {
            return Some(Remains::Forecast);
        }
        let large = self.amount(row, *deviation, answers).is_some_and(|amount| amount.abs() >= *limit);
        let silent = match self.cell(row, *comment) {
            Some(Cell::Input(field)) => answers.text(&field.key).is_empty(),
            _ => false,
        };
        Some(if large && silent { Remains::Comment } else { Remains::Nothing })
    }
}
