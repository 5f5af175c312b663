//! The one description of the unit templates (mallar): what each sheet holds, drives the written template, the
//! reading back and the answers table of the sample. A new field is added here and nowhere else.

mod actions;
pub mod answer;
mod economy;
pub mod field;
mod goals;
mod guide;
pub mod identity;
pub mod issued;
pub mod kind;
pub mod prefill;
pub mod sheet;

pub use answer::{Answer, Answers};
pub use field::{ActionPart, Field, FieldKey, Guard, Need};
pub use identity::{Identity, VERSION};
pub use issued::{Issued, IssuedTemplate};
pub use kind::Kind;
pub use prefill::{LastReading, Prefill, PrefillGoal, PrefillIndicator, PrefillRow};
pub use sheet::{Cell, Column, Computed, Row, RowRole, Sheet, Show, Table};

/// What stands as source of a value that a unit handed in.
pub const READING_SOURCE: &str = "Enhetens uppföljning";

/// One unit's template: its identity and its visible sheets in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub identity: Identity,
    pub sheets: Vec<Sheet>,
}

impl Form {
    /// Rows of the table of actions.
    pub const ACTION_ROWS: u8 = actions::ROWS;

    pub fn new(prefill: &Prefill) -> Form {
        let mut sheets = vec![guide::sheet(prefill), economy::sheet(prefill), actions::sheet(prefill)];
        if !prefill.goals.is_empty() || !prefill.indicators.is_empty() {
            sheets.push(goals::sheet(prefill));
        }
        Form { identity: Identity::of(prefill), sheets }
    }

    /// Every input field with the sheet, table, row and column it stands in, in the order a person meets them.
    pub fn places(&self) -> impl Iterator<Item = FieldPlace<'_>> {
        self.sheets.iter().flat_map(|sheet| {
            sheet.tables.iter().enumerate().flat_map(move |(at, table)| {
                table.rows.iter().enumerate().flat_map(move |(row, cells)| {
                    cells.cells.iter().enumerate().filter_map(move |(column, cell)| match cell {
                        Cell::Input(field) => Some(FieldPlace { sheet, table, at, row, column, field }),
                        _ => None,
                    })
                })
            })
        })
    }

    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.places().map(|place| place.field)
    }

    /// The name of the template's file, until a person changes it.
    pub fn file_name(prefill: &Prefill) -> String {
        crate::text::form::file_name(&prefill.unit, &prefill.unit_name, prefill.period)
    }
}

/// Where the description puts a field.
#[derive(Clone, Copy, Debug)]
pub struct FieldPlace<'a> {
    pub sheet: &'a Sheet,
    pub table: &'a Table,
    /// Index of the table in the sheet, of row and column in the table.
    pub at: usize,
    pub row: usize,
    pub column: usize,
    pub field: &'a Field,
}

impl FieldPlace<'_> {
    /// Row and column in the issued file, from 1.
    pub fn issued_at(&self) -> (u32, u32) {
        let row = self.sheet.first_row(self.at) + self.row as u32;
        (row, self.table.columns.get(self.column).map_or(1, |column| column.place))
    }

    /// The hidden key of the field's row, and of the heading row that must carry the field's caption.
    pub fn row_key(&self) -> &str {
        self.table.rows.get(self.row).map_or("", |row| row.key.as_str())
    }

    pub fn caption(&self) -> &str {
        self.table.columns.get(self.column).map_or("", |column| column.caption.as_str())
    }
}
