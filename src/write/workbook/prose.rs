//! What stands outside a sheet's tables: its lines of prose, merged over the width, and the bands of key figures.

use rust_xlsxwriter::{Format, Worksheet};

use crate::doc::{AmountUnit, Cell, ColumnKind, Formula, KeyFigure};

use super::cells::{
    CellAt, LINE_POINTS, STEP, check_length, is_blank, number_format, set_height, write_formula, write_value,
    written,
};
use super::formula::{self, Book};
use super::letters::{self, Face};
use super::plan::{Line, LineRole, SheetPlan};
use super::style::{self, Formats, Ink, NumberFormat, Style};
use super::{WorkbookError, evaluate, paper};

/// Prose is merged over the sheet's width and wrapped; a merged row does not grow by itself. Gives its height.
pub fn write_line(
    sheet: &mut Worksheet,
    plan: &SheetPlan,
    line: &Line,
    format: &Format,
) -> Result<u32, WorkbookError> {
    // The rule under the title runs over the whole sheet.
    let is_title = line.role == LineRole::Title && plan.span > 1;
    let span = if is_title { plan.widths.len() as u16 } else { plan.span };
    if span > 1 {
        sheet.merge_range(line.row, 0, line.row, span - 1, &line.text, format)?;
    } else {
        sheet.write_string_with_format(line.row, 0, &line.text, format)?;
    }
    let room = paper::text_room(&plan.widths[..usize::from(span)]);
    let room = room.saturating_sub(u32::from(style::line_indent(line.role)) * STEP);
    let lines = letters::lines(&line.text, room, style::line_face(line.role));
    let height = lines * style::line_height(line.role) + style::line_air(line.role);
    set_height(sheet, line.row, height)
}

pub fn write_key_figure(
    sheet: &mut Worksheet,
    section: &str,
    plan: &SheetPlan,
    row: u32,
    figure: &KeyFigure,
    formats: &mut Formats,
    book: Book,
) -> Result<u32, WorkbookError> {
    check_length(section, &figure.label)?;
    check_length(section, &figure.below)?;
    sheet.write_string_with_format(row, 0, written(&figure.label), formats.get(Style::KeyLabel))?;
    let number = match &figure.value {
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
    let last = plan.span.max(3) - 1;
    if last > 2 {
        sheet.merge_range(row, 2, row, last, "", below)?;
    }
    if is_blank(&figure.below) {
        sheet.write_blank(row, 2, below)?;
    } else {
        sheet.write_string_with_format(row, 2, written(&figure.below), below)?;
    }
    let lines = |text: &str, from: u16, to: u16| {
        let widths = plan.widths.get(from.into()..=to.into()).unwrap_or(&[]);
        letters::lines(text, paper::text_room(widths), Face::PLAIN)
    };
    let lines = lines(&figure.below, 2, last).max(lines(&figure.label, 0, 0));
    set_height(sheet, row, (lines * LINE_POINTS).max(22))
}

fn key_names(section: &str, figure: &KeyFigure) -> (String, String, String) {
    (section.to_string(), figure.label.clone(), String::new())
}
