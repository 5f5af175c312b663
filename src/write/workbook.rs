//! A document → one .xlsx: a sheet for each section, its blocks below each other, live formulas with their exact values.

mod cells;
mod chart;
mod evaluate;
mod formula;
mod heights;
mod letters;
mod outline;
mod page;
mod pages;
mod paper;
mod plan;
mod print;
mod prose;
pub mod read_back;
mod style;
mod width;

use std::fmt;

use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::doc::Document;
use crate::domain::money::Money;
use crate::domain::period::Date;
use crate::text;

pub use evaluate::formula_of;
pub use plan::{Address, Sheets};

/// A document that cannot be written: always a fault of the program, never of the user's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkbookError {
    Library(String),
    TextTooLong {
        table: String,
        length: usize,
    },
    AmountTooLarge {
        table: String,
        row: String,
        column: String,
    },
    UnevenRow {
        table: String,
        row: String,
    },
    /// The live formula would show another amount than the document says.
    FormulaDiffers {
        table: String,
        row: String,
        column: String,
        formula: Money,
        value: Money,
    },
    /// The same of a number that is no amount.
    NumberDiffers {
        table: String,
        row: String,
        column: String,
        formula: Decimal,
        value: Decimal,
    },
    FormulaIsBroken {
        table: String,
        row: String,
        column: String,
    },
}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> WorkbookError {
        WorkbookError::Library(error.to_string())
    }
}

impl fmt::Display for WorkbookError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        use text::format::{kr_ore, unrounded};
        use text::workbook as words;
        out.write_str(&match self {
            WorkbookError::Library(message) => words::library(message),
            WorkbookError::TextTooLong { table, length } => {
                words::text_too_long(table, *length, cells::TEXT_LIMIT)
            }
            WorkbookError::AmountTooLarge { table, row, column } => {
                words::amount_too_large(table, row, column)
            }
            WorkbookError::UnevenRow { table, row } => words::uneven_row(table, row),
            WorkbookError::FormulaDiffers { table, row, column, formula, value } => {
                words::formula_differs(table, row, column, &kr_ore(*formula), &kr_ore(*value))
            }
            WorkbookError::NumberDiffers { table, row, column, formula, value } => {
                words::formula_differs(table, row, column, &unrounded(*formula), &unrounded(*value))
            }
            WorkbookError::FormulaIsBroken { table, row, column } => {
                words::formula_is_broken(table, row, column)
            }
        })
    }
}

impl std::error::Error for WorkbookError {}

/// The finished bytes. The same document gives the same bytes.
pub fn write(document: &Document) -> Result<Vec<u8>, WorkbookError> {
    for section in &document.sections {
        evaluate::verify(section, document)?;
    }
    let sheets = Sheets::of(document);
    let whole = formula::Book { document, sheets: &sheets };
    let mut book = Workbook::new();
    book.set_properties(&properties(document)?);
    for (section, plan) in document.sections.iter().zip(&sheets.sheets) {
        let mut sheet = Worksheet::new();
        sheet.set_name(&plan.name)?;
        // Without this an empty result is cached as 0 and shown by every reader that does not recalculate.
        sheet.set_formula_result_default("");
        page::set_up(&mut sheet, document, section, plan)?;
        cells::fill(&mut sheet, section, plan, whole)?;
        book.push_worksheet(sheet);
    }
    for (name, range) in sheets.defined_names() {
        book.define_name(name, &range)?;
    }
    Ok(book.save_to_buffer()?)
}

fn properties(document: &Document) -> Result<DocProperties, WorkbookError> {
    let (language, swedish) = text::workbook::LANGUAGE;
    Ok(DocProperties::new()
        .set_title(&document.title)
        .set_subject(&document.subtitle)
        .set_author(&document.organisation)
        .set_company(&document.organisation)
        .set_status(&document.status)
        .set_comment(document.markings.join("\n"))
        .set_creation_datetime(&excel_date(document.date)?)
        .set_custom_property(language, swedish))
}

fn excel_date(date: Date) -> Result<ExcelDateTime, WorkbookError> {
    // A year outside Excel's calendar is refused by the library; one outside u16 must not wrap into it.
    let year = u16::try_from(date.year()).unwrap_or(0);
    Ok(ExcelDateTime::from_ymd(year, u8::from(date.month()), date.day())?)
}
