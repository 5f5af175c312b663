//! The one description of the unit templates (mallar): what each sheet holds, drives the written template, the
//! reading back and the answers table of the sample. A new field is added here and nowhere else.

mod actions;
mod adjustments;
pub mod answer;
mod economy;
pub mod field;
mod goals;
mod guide;
pub mod handbook;
pub mod identity;
mod investments;
pub mod issued;
mod issued_facts;
pub mod kind;
pub mod number_format;
pub mod prefill;
pub mod sheet;
pub mod state;
mod story;
mod volumes;

pub use answer::{Answer, Answers};
pub use economy::TITLE as FORECASTS;
pub use field::{ActionPart, AdjustmentPart, DetailPart, Field, FieldKey, Guard, Need, ProjectPart};
pub use identity::{Identity, VERSION};
pub use issued::{Issued, IssuedRow, IssuedTemplate};
pub use kind::{Kind, Sense};
pub use prefill::{
    Asked, LastRating, LastReading, Prefill, PrefillGoal, PrefillIndicator, PrefillMonth, PrefillPart,
    PrefillProject, PrefillRow, PrefillUnit,
};
pub use sheet::{Cell, Chart, Column, Computed, Row, RowRole, Sheet, Show, Table};
pub use state::{Doubt, Progress, Status};

use crate::domain::org::TemplateKind;
use crate::domain::period::PeriodKind;

/// What stands as source of a value that a unit handed in.
pub const READING_SOURCE: &str = "Enhetens uppföljning";

/// One unit's template: its identity and its visible sheets in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub identity: Identity,
    pub sheets: Vec<Sheet>,
}

impl Form {
    /// Rows of the tables of actions and of adjustments, headings of the account in words.
    pub const ACTION_ROWS: u8 = actions::ROWS;
    pub const ADJUSTMENT_ROWS: u8 = adjustments::ROWS;
    pub const STORIES: u8 = crate::text::form::STORY.len() as u8;

    pub fn new(prefill: &Prefill) -> Form {
        let mut sheets = vec![economy::sheet(prefill), actions::sheet(prefill)];
        if prefill.kind == TemplateKind::Finance {
            sheets.push(adjustments::sheet(prefill));
        }
        if goals::asked(prefill) {
            sheets.push(goals::sheet(prefill));
        }
        if prefill.indicators.iter().any(|one| one.asked == Asked::Volume) {
            sheets.push(volumes::sheet(prefill));
        }
        if !prefill.projects.is_empty() {
            sheets.push(investments::sheet(prefill));
        }
        if matches!(prefill.period_kind, PeriodKind::Interim | PeriodKind::Year) {
            sheets.push(story::sheet(prefill));
        }
        let others: Vec<String> = sheets.iter().map(|sheet| sheet.title.clone()).collect();
        sheets.insert(0, guide::sheet(prefill, &others));
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
