//! What stands outside a sheet's tables: its lines of prose, merged over the width, and the bands of key figures.

use rust_xlsxwriter::{Format, Worksheet};

use crate::doc::{AmountUnit, Cell, ColumnKind, Formula, KeyFigure};

use super::cells::{CellAt, check_length, is_blank, number_format, write_formula, write_value, written};
use super::formula::{self, Book};
use super::plan::{Line, SheetPlan};
use super::style::{Formats, Ink, NumberFormat, Style};
use super::{WorkbookError, evaluate, heights};

/// Prose is merged over the sheet's width and wrapped.
pub fn write_line(
    sheet: &mut Worksheet,
    plan: &SheetPlan,
    line: &Line,
    format: &Format,
) -> Result<(), WorkbookError> {
    let span = heights::span(plan, line);
    if span > 1 {
        sheet.merge_range(line.row, 0, line.row, span - 1, &line.text, format)?;
    } else {
        sheet.write_string_with_format(line.row, 0, &line.text, format)?;
    }
    Ok(())
}

pub fn write_key_figure(
    sheet: &mut Worksheet,
    section: &str,
    plan: &SheetPlan,
    row: u32,
    figure: &KeyFigure,
    formats: &mut Formats,
    book: Book,
) -> Result<(), WorkbookError> {
    check_length(section, &figure.label)?;
    check_length(section, &figure.below)?;
    sheet.write_string_with_format(row, 0, written(&figure.label), formats.get(Style::KeyLabel))?;
    let number = match &figure.value {
        Cell::Amount(_) if figure.signed => NumberFormat::SignedMkr,
        Cell::Amount(_) => NumberFormat::AmountMkr,
        other => number_format(other, ColumnKind::Word, AmountUnit::Mkr),
    };
    let format = formats.get(Style::KeyValue { number, ink: Ink::of(&figure.value) }).clone();
    let at = CellAt { row, column: 1, unit: AmountUnit::Mkr, names: &|| key_names(section, figure) };
    match evaluate::formula_of(&figure.value) {
        Some(Formula::Cells(cells)) => {
            let text = format!("=ROUND({},{})", book.cells(cells, AmountUnit::Mkr), formula::MKR_DECIMALS);
            write_formula(sheet, &at, &figure.value, text, &format)?;
        }
        _ => write_value(sheet, &at, &figure.value, &format)?,
    }
    let below = formats.get(Style::KeyBelow);
    let (first, last) = heights::beside(plan);
    if last > first {
        sheet.merge_range(row, first, row, last, "", below)?;
    }
    if is_blank(&figure.below) {
        sheet.write_blank(row, first, below)?;
    } else {
        sheet.write_string_with_format(row, first, written(&figure.below), below)?;
    }
    Ok(())
}

fn key_names(section: &str, figure: &KeyFigure) -> (String, String, String) {
    (section.to_string(), figure.label.clone(), String::new())
}
