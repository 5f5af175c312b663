//! grunddata.xlsx from the one description of the registers: a sheet per table with headings, notes, drop-downs and
//! cell formats, and a first sheet that explains them. The same tables give the same bytes.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Note,
    Workbook, Worksheet, XlsxError,
};

use crate::register::schema::{self, Column, Kind, Table};
use crate::register::swedish_number;
use crate::text::grunddata as text;
use crate::text::workbook::LANGUAGE;
use crate::write::look;

/// Rows below the header that have drop-downs.
const CHOICE_ROWS: u32 = 3_000;
/// Characters; a longer text is wrapped.
const WIDEST: usize = 60;
const NARROWEST: usize = 9;
const README_WIDTHS: [usize; 4] = [18, 56, 14, 64];
const LINE_HEIGHT: f64 = 15.0;

/// A table's name and its rows as text; the first row names the columns, in any order. A number or date is written
/// as the schema's kind of its column says.
pub type Rows<'a> = (&'a str, Vec<Vec<String>>);

/// Writes the workbook. Every table of the schema gets its sheet, filled where `tables` has rows for it.
pub fn starter(tables: &[Rows]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // No clock: the same tables give the same bytes.
    let made = ExcelDateTime::from_ymd(1980, 1, 1)?.and_hms(0, 0, 0.0)?;
    let (key, value) = LANGUAGE;
    let properties = DocProperties::new()
        .set_title(text::TITLE)
        .set_creation_datetime(&made)
        .set_custom_property(key, value);
    book.set_properties(&properties);
    let styles = Styles::new();
    let lists = Lists::new();
    readme(book.add_worksheet(), &styles)?;
    for table in schema::TABLES {
        let rows = tables.iter().find(|(name, _)| *name == table.name).map(|(_, rows)| rows.as_slice());
        sheet(book.add_worksheet(), table, rows.unwrap_or_default(), &styles, &lists)?;
    }
    lists.write(book.add_worksheet())?;
    book.save_to_buffer()
}

struct Styles {
    title: Format,
    body: Format,
    wrapped: Format,
    header: Format,
    required: Format,
}

impl Styles {
    fn new() -> Styles {
        let base = Format::new().set_font_name("Calibri").set_font_size(11).set_font_color(colour(look::INK));
        let header = base
            .clone()
            .set_bold()
            .set_background_color(colour(look::TINT))
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(colour(look::ACCENT));
        Styles {
            title: base.clone().set_bold().set_font_size(16).set_font_color(colour(look::ACCENT)),
            wrapped: base.clone().set_text_wrap().set_align(FormatAlign::Top),
            body: base.set_align(FormatAlign::Top),
            // A required heading is heavier underneath, not only coloured.
            required: header.clone().set_border_bottom(FormatBorder::Medium),
            header,
        }
    }

    /// The format of a column's cells. Codes and months are text, so that Excel does not make numbers of them.
    fn cells(&self, kind: Kind, wide: bool) -> Format {
        let format = if wide { self.wrapped.clone() } else { self.body.clone() };
        match kind {
            Kind::Text | Kind::Code | Kind::Codes | Kind::Month => format.set_num_format("@"),
            Kind::Amount => format.set_num_format("#,##0.00;\"−\"#,##0.00"),
            Kind::Date => format.set_num_format("yyyy\\-mm\\-dd"),
            Kind::Whole | Kind::Year => format.set_num_format("0"),
            Kind::Number | Kind::YesNo | Kind::Choice(_) => format,
        }
    }
}

fn colour(rgb: look::Rgb) -> Color {
    Color::RGB(rgb.hex())
}

fn readme(sheet: &mut Worksheet, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name(schema::README_SHEET)?.set_active(true).set_screen_gridlines(false);
    sheet.set_tab_color(colour(look::ACCENT));
    page(sheet)?;
    for (column, width) in (0..).zip(README_WIDTHS) {
        sheet.set_column_width(column, width as f64)?;
    }
    sheet.write_string_with_format(0, 0, text::TITLE, &styles.title)?;
    let mut row = 2;
    for paragraph in text::ABOUT {
        sheet.merge_range(row, 0, row, 3, paragraph, &styles.wrapped)?;
        sheet.set_row_height(row, height(&[(paragraph, README_WIDTHS.iter().sum())]))?;
        row += 1;
    }
    row += 1;
    for (column, heading) in (0..).zip(text::COLUMNS) {
        sheet.write_string_with_format(row, column, heading, &styles.header)?;
    }
    for table in schema::TABLES {
        row += 1;
        let columns: Vec<String> =
            table.columns.iter().map(|column| text::column(column.name, column.required)).collect();
        let required = if table.required { text::YES } else { text::NO };
        let cells = [table.name, table.help, required, &columns.join(", ")];
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string_with_format(row, column, cell, &styles.wrapped)?;
        }
        let sized: Vec<(&str, usize)> = cells.into_iter().zip(README_WIDTHS).collect();
        sheet.set_row_height(row, height(&sized))?;
    }
    Ok(())
}

/// The height of a row, in points, so that no wrapped text is cut: programs do not agree on fitting it themselves.
fn height(cells: &[(&str, usize)]) -> f64 {
    // Words leave some of each line's width unused.
    let lines = |(text, width): &(&str, usize)| {
        let length = |line: &str| line.chars().count().max(1).div_ceil((width - width / 10).max(1));
        text.lines().map(length).sum::<usize>()
    };
    let most = cells.iter().map(lines).max().unwrap_or(1).max(1);
    most as f64 * LINE_HEIGHT
}

/// Landscape A4, one page wide.
fn page(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_footer("&L&A&R&P (&N)");
    Ok(())
}

fn sheet(
    sheet: &mut Worksheet,
    table: &Table,
    rows: &[Vec<String>],
    styles: &Styles,
    lists: &Lists,
) -> Result<(), XlsxError> {
    sheet.set_name(table.name)?.set_freeze_panes(1, 0)?;
    sheet.set_tab_color(colour(look::MUTED));
    page(sheet)?;
    sheet.set_repeat_rows(0, 0)?;
    for (row, cells) in (0..).zip(rows).skip(1) {
        let sized: Vec<(&str, usize)> = cells.iter().map(|cell| (cell.as_str(), WIDEST)).collect();
        if height(&sized) > LINE_HEIGHT {
            sheet.set_row_height(row, height(&sized))?;
        }
    }
    for (at, column) in (0_u16..).zip(table.columns) {
        let cells: Vec<&str> = column_of(rows, column);
        let longest = cells.iter().chain([&column.name]).map(|cell| cell.chars().count()).max().unwrap_or(0);
        let width = (longest + 2).clamp(NARROWEST, WIDEST);
        let format = styles.cells(column.kind, longest > WIDEST);
        sheet.set_column_width(at, width as f64)?.set_column_format(at, &format)?;
        heading(sheet, at, column, styles)?;
        if let Some(range) = lists.range(column.kind) {
            let (title, message) = text::WRONG_CHOICE;
            let choice = DataValidation::new()
                .allow_list_formula(Formula::new(range))
                .set_error_title(title)?
                .set_error_message(message)?;
            sheet.add_data_validation(1, at, CHOICE_ROWS, at, &choice)?;
        }
        for (row, cell) in (1..).zip(cells) {
            write_cell(sheet, row, at, cell, column.kind, &format)?;
        }
    }
    Ok(())
}

/// A column's cells below the header, found by its heading; empty where the rows have no such column.
fn column_of<'a>(rows: &'a [Vec<String>], column: &Column) -> Vec<&'a str> {
    let Some((header, below)) = rows.split_first() else { return Vec::new() };
    let Some(at) = header.iter().position(|name| name.trim() == column.name) else { return Vec::new() };
    below.iter().map(|row| row.get(at).map_or("", String::as_str)).collect()
}

fn heading(sheet: &mut Worksheet, at: u16, column: &Column, styles: &Styles) -> Result<(), XlsxError> {
    let format = if column.required { &styles.required } else { &styles.header };
    sheet.write_string_with_format(0, at, column.name, format)?;
    let note = text::note(column.help, column.required);
    if !note.is_empty() {
        let note = Note::new(note).add_author_prefix(false).set_width(240).set_height(90);
        sheet.insert_note(0, at, &note)?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &str,
    kind: Kind,
    format: &Format,
) -> Result<(), XlsxError> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(());
    }
    if crate::register::is_number(kind)
        && let Some(number) = swedish_number(cell).and_then(|number| number.to_f64())
    {
        sheet.write_number_with_format(row, column, number, format)?;
    } else if kind == Kind::Date
        && let Ok(date) = ExcelDateTime::parse_from_str(cell)
    {
        sheet.write_datetime_with_format(row, column, &date, format)?;
    } else {
        sheet.write_string_with_format(row, column, cell, format)?;
    }
    Ok(())
}

/// The words of every drop-down, each list once, on a hidden sheet: a list in the cell itself holds 255 characters.
struct Lists(BTreeMap<Vec<&'static str>, u16>);

const YES_NO: &[&str] = &[text::YES, text::NO];

impl Lists {
    fn new() -> Lists {
        let columns = schema::TABLES.iter().flat_map(|table| table.columns);
        let words: std::collections::BTreeSet<Vec<&str>> =
            columns.filter_map(|column| words(column.kind)).map(<[&str]>::to_vec).collect();
        Lists(words.into_iter().zip(0..).collect())
    }

    fn range(&self, kind: Kind) -> Option<String> {
        let words = words(kind)?;
        let letters = column_number_to_name(*self.0.get(words)?);
        Some(format!("={}!${letters}$1:${letters}${}", schema::LISTS_SHEET, words.len()))
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(schema::LISTS_SHEET)?.set_hidden(true);
        for (words, column) in &self.0 {
            for (row, word) in (0..).zip(words) {
                sheet.write_string(row, *column, *word)?;
            }
        }
        Ok(())
    }
}

fn words(kind: Kind) -> Option<&'static [&'static str]> {
    match kind {
        Kind::Choice(words) => Some(words),
        Kind::YesNo => Some(YES_NO),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::starter;
    use crate::raw::RawRegisters;
    use crate::register::starter::tables;
    use crate::source::xlsx::read_workbook;

    #[test]
    fn the_starter_workbook_reads_back_without_a_finding() {
        let bytes = starter(&tables()).expect("a workbook");
        assert_eq!(bytes, starter(&tables()).expect("a workbook"), "the same bytes");
        let book = read_workbook("grunddata.xlsx", &bytes).expect("a readable workbook");
        let raw = RawRegisters { books: vec![book], ..RawRegisters::default() };
        let (registers, findings) = crate::register::read(&raw);
        assert!(findings.is_empty(), "{findings:?}");
        let registers = registers.expect("registers");
        assert!(registers.org.nodes().len() > 5 && registers.schedule.len() == 12);
    }

    #[test]
    fn text_and_workbook_give_the_same_registers() {
        let bytes = starter(&tables()).expect("a workbook");
        let book = read_workbook("grunddata.xlsx", &bytes).expect("a readable workbook");
        let text = |(name, rows): (&str, Vec<Vec<String>>)| {
            let records = (1..)
                .zip(&rows)
                .filter_map(|(line, row)| crate::raw::RawRecord::new(line, row.iter().map(String::as_str)));
            crate::raw::RawText { file: format!("grunddata/{name}.csv").into(), records: records.collect() }
        };
        let texts =
            RawRegisters { tables: tables().into_iter().map(text).collect(), ..RawRegisters::default() };
        let books = RawRegisters { books: vec![book], ..RawRegisters::default() };
        let read = |raw| format!("{:?}", crate::register::read(raw).0);
        assert_eq!(read(&books), read(&texts));
    }
}
