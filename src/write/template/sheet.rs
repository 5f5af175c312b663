//! Draws one described sheet: texts, tables, inputs with their validation, formulas with their results, print setup.

use std::collections::BTreeSet;

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, FilterCondition, Format,
    Formula, Url, Worksheet, XlsxError,
};

use super::formula::{At, unfit};
use super::style::Styles;
use super::validation::validation;
use super::{chart, colour, excel_date, live_formula, number, print, protection};
use crate::doc::SectionKind;
use crate::domain::money::{KronorUnit, Money};
use crate::form::sheet::{Folding, StatusOf};
use crate::form::{Answer, Answers, Cell, Column, Computed, Field, Form, Kind, Row, Sheet, Table};
use crate::text::form as text;
use crate::write::look;

/// Points per line of text in a row of fixed height, and what a row has besides.
const LINE: f64 = 15.0;
const AIR: f64 = 3.0;
const HEADING: f64 = 26.0;
/// A sheet wider than so many characters is shown smaller, in per cent.
const WIDE: u16 = 190;
const SMALLER: u16 = 85;
pub struct Draw<'a> {
    pub form: &'a Form,
    pub answers: &'a Answers,
    pub styles: Styles,
    pub unit: KronorUnit,
    pub marking: Option<&'static str>,
}

impl Draw<'_> {
    pub fn sheet(&self, target: &mut Worksheet, sheet: &Sheet, guide: bool) -> Result<(), XlsxError> {
        // A formula that shows nothing must be cached as nothing, not as 0.
        target.set_formula_result_default("");
        // No default height of the rows: it would be a fixed one.
        let zoom = if sheet.widths.iter().sum::<u16>() > WIDE { SMALLER } else { 100 };
        target.set_screen_gridlines(false).set_zoom(zoom);
        let kind = if guide { SectionKind::Presentation } else { SectionKind::Work };
        target.set_tab_color(colour(look::tab_colour(kind)));
        target.set_column_width(0, 2)?.set_column_hidden(0)?;
        for (column, width) in (1..).zip(&sheet.widths) {
            target.set_column_width(column, f64::from(*width))?;
        }
        self.head(target, sheet, guide)?;
        for (index, table) in sheet.tables.iter().enumerate() {
            self.table(target, sheet, table, index)?;
        }
        for chart in &sheet.charts {
            chart::insert(target, sheet, chart)?;
        }
        print::set_up(target, sheet, self, guide)?;
        if !guide {
            target.set_freeze_panes(sheet.header_row(0), sheet.kept_columns() as u16)?;
        }
        if let Some((row, column)) = self.first_input(&sheet.title) {
            target.set_selection(row - 1, (column - 1) as u16, row - 1, (column - 1) as u16)?;
        }
        target.protect_with_options(&protection());
        Ok(())
    }

    fn head(&self, target: &mut Worksheet, sheet: &Sheet, guide: bool) -> Result<(), XlsxError> {
        target.write_string_with_format(0, 1, &sheet.heading, &self.styles.heading)?;
        target.set_row_height(0, HEADING)?;
        let code = self.form.identity.code().to_string();
        match self.marking {
            Some(marking) => {
                let marking = format!("    {marking}");
                target.write_rich_string(
                    1,
                    1,
                    &[(&self.styles.code, code.as_str()), (&self.styles.marking, &marking)],
                )?;
            }
            None => {
                target.write_string_with_format(1, 1, &code, &self.styles.code)?;
            }
        }
        // On the guide each line wraps across its columns; elsewhere lines run over the empty cells beside them.
        let last = sheet.widths.len() as u16;
        let width = running(sheet.widths.iter().sum());
        let format = self.styles.line.clone().set_text_wrap();
        for (row, line) in (sheet.first_line() - 1..).zip(&sheet.lines) {
            if guide {
                target.merge_range(row, 1, row, last, line, &format)?;
                target.set_row_height(row, height(line, width))?;
            } else {
                target.write_string_with_format(row, 1, line, &self.styles.line)?;
            }
        }
        Ok(())
    }

    fn table(
        &self,
        target: &mut Worksheet,
        sheet: &Sheet,
        table: &Table,
        index: usize,
    ) -> Result<(), XlsxError> {
        let header = sheet.header_row(index);
        target.write_string(header - 1, 0, &table.key)?;
        for (at, column) in table.columns.iter().enumerate() {
            let input = table.rows.iter().any(|row| matches!(row.cells.get(at), Some(Cell::Input(_))));
            let format = self.styles.header(column.show, input);
            write_text(target, header, column, &column.caption, &format)?;
        }
        target.set_row_height(header - 1, header_height(sheet, table))?;
        let at = At { table, first: sheet.first_row(index), unit: self.unit };
        for (row, described) in table.rows.iter().enumerate() {
            let number = at.first + row as u32;
            target.write_string(number - 1, 0, &described.key)?;
            target.set_row_height(number - 1, row_height(sheet, table, described, self.answers))?;
            for (column, cell) in described.cells.iter().enumerate() {
                self.cell(target, &at, (row, column), described, cell)?;
            }
        }
        if let Some(folding) = &table.folding {
            fold(target, &at, header, folding)?;
        }
        Ok(())
    }

    fn cell(
        &self,
        target: &mut Worksheet,
        at: &At,
        (row, column): (usize, usize),
        described: &Row,
        cell: &Cell,
    ) -> Result<(), XlsxError> {
        let Some(heading) = at.table.columns.get(column) else { return Ok(()) };
        let decimals = if let Cell::Number(_, decimals) = cell { *decimals } else { 0 };
        let format = self.styles.shown(heading.show, described.role, decimals);
        let (y, x) = (at.first + row as u32 - 1, (heading.place - 1) as u16);
        match cell {
            Cell::Empty => target.write_blank(y, x, &format)?,
            Cell::Text(text) => match leads_to(described) {
                Some(sheet) => return self.link(target, (y, x), text, sheet),
                None => return write_text(target, y + 1, heading, text, &format),
            },
            Cell::Amount(amount) => target.write_number_with_format(y, x, self.amount(*amount)?, &format)?,
            Cell::Number(value, _) => target.write_number_with_format(y, x, number(*value)?, &format)?,
            Cell::Input(field) => return self.input(target, field, heading, y),
            Cell::Computed(computed) => {
                let live = at.live(self.form, self.answers, (row, column), computed);
                let format = match computed {
                    Computed::Status(_) | Computed::Progress(_) => self.styles.status(described.role),
                    _ => format,
                };
                if heading.span > 1 {
                    target.merge_range(y, x, y, x + (heading.span - 1) as u16, "", &format)?;
                }
                target.write_formula_with_format(y, x, live_formula(live.text, live.result), &format)?;
                let last = x + (heading.span - 1) as u16;
                match computed {
                    Computed::Status(of) => {
                        self.demand(target, at, row, column, of)?;
                        over(target, (y, x, last), text::DETAILS_COUNT, &self.styles.told())?;
                    }
                    Computed::Progress(sheet) => {
                        let ready = if sheet.is_some() { text::SHEET_READY } else { text::READY };
                        over(target, (y, x, last), ready, &self.styles.ready())?;
                    }
                    Computed::Difference { .. } | Computed::Counts { .. } | Computed::Total => {}
                }
                target
            }
        };
        Ok(())
    }

    fn input(&self, target: &mut Worksheet, field: &Field, column: &Column, y: u32) -> Result<(), XlsxError> {
        let x = (column.place - 1) as u16;
        let last = x + (column.span - 1) as u16;
        let format = self.styles.input(&field.kind, column.show);
        if last > x {
            target.merge_range(y, x, y, last, "", &format)?;
        }
        match self.answers.get(&field.key) {
            None => target.write_blank(y, x, &format)?,
            Some(Answer::Amount(amount)) => {
                target.write_number_with_format(y, x, self.amount(*amount)?, &format)?
            }
            Some(Answer::Unmeasured) => target.write_string_with_format(y, x, Kind::UNMEASURED, &format)?,
            Some(Answer::Number(value)) => target.write_number_with_format(y, x, number(*value)?, &format)?,
            Some(Answer::Date(date)) => target.write_date_with_format(y, x, &excel_date(*date)?, &format)?,
            Some(Answer::Text(text)) => target.write_string_with_format(y, x, text, &format)?,
        };
        let address = format!("{}{}", column_number_to_name(x), y + 1);
        let period = self.form.identity.period;
        target.add_data_validation(y, x, y, last, &validation(field, &address, period)?)?;
        let rule = Formula::new(format!("={}", unfit(&field.kind, &address)));
        let condition = ConditionalFormatFormula::new().set_rule(rule).set_format(self.styles.demanded());
        target.add_conditional_format(y, x, y, last, &condition)?;
        Ok(())
    }

    /// An amount in the template's unit.
    fn amount(&self, amount: Money) -> Result<f64, XlsxError> {
        let exact = amount.to_decimal(self.unit);
        number(exact.ok_or_else(|| XlsxError::ParameterError(amount.ore().to_string()))?)
    }

    /// Colours the cells that *Kvar att göra* speaks of while it does.
    fn demand(
        &self,
        target: &mut Worksheet,
        at: &At,
        row: usize,
        column: usize,
        of: &StatusOf,
    ) -> Result<(), XlsxError> {
        let words = at.address(row, column);
        let mut colour = |of: usize, said: &str| -> Result<(), XlsxError> {
            let Some(heading) = at.table.columns.get(of) else { return Ok(()) };
            let empty = format!("LEN(TRIM({}))=0", at.address(row, of));
            let rule = format!("=AND({words}=\"{said}\",{empty})");
            let condition = ConditionalFormatFormula::new()
                .set_rule(Formula::new(rule))
                .set_format(self.styles.demanded());
            let (y, x) = (at.first + row as u32 - 1, (heading.place - 1) as u16);
            target.add_conditional_format(y, x, y, x, &condition)?;
            Ok(())
        };
        colour(of.cause, text::LACKS_EXPLANATION)?;
        colour(of.comment, text::LACKS_EXPLANATION)?;
        if let Some(columns) = &of.forecast {
            colour(columns.confirm, text::DOUBTFUL)?;
        }
        Ok(())
    }

    fn first_input(&self, sheet: &str) -> Option<(u32, u32)> {
        self.form.places().find(|place| place.sheet.title == sheet).map(|place| place.issued_at())
    }

    /// A sheet's name that leads to its first input.
    fn link(
        &self,
        target: &mut Worksheet,
        (y, x): (u32, u16),
        name: &str,
        sheet: &str,
    ) -> Result<(), XlsxError> {
        let (row, column) = self.first_input(sheet).unwrap_or((1, 1));
        let cell = format!("{}{row}", column_number_to_name((column - 1) as u16));
        let url = format!("internal:'{}'!{cell}", sheet.replace('\'', "''"));
        let url = Url::new(url).set_text(name).set_tip(text::goes_to(sheet));
        target.write_url_with_format(y, x, url, &self.styles.link())?;
        Ok(())
    }
}

/// The sheet that a row speaks of: its name leads there.
fn leads_to(row: &Row) -> Option<&str> {
    row.cells.iter().find_map(|cell| match cell {
        Cell::Computed(Computed::Progress(Some(sheet))) => Some(sheet.as_str()),
        _ => None,
    })
}

/// Another look for a cell while it shows a certain word.
fn over(
    target: &mut Worksheet,
    (y, x, last): (u32, u16, u16),
    word: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let condition = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::EqualTo(word.to_string()))
        .set_format(format);
    target.add_conditional_format(y, x, y, last, &condition)?;
    Ok(())
}

/// Text in one cell, or across the columns the heading covers.
fn write_text(
    target: &mut Worksheet,
    row: u32,
    column: &Column,
    text: &str,
    format: &rust_xlsxwriter::Format,
) -> Result<(), XlsxError> {
    let (y, x) = (row - 1, (column.place - 1) as u16);
    if column.span > 1 {
        target.merge_range(y, x, y, x + (column.span - 1) as u16, text, format)?;
    } else {
        target.write_string_with_format(y, x, text, format)?;
    }
    Ok(())
}

/// Shows the rows that carry the table's word; the arrow in the heading shows the others.
fn fold(target: &mut Worksheet, at: &At, header: u32, folding: &Folding) -> Result<(), XlsxError> {
    let Some(column) = at.table.columns.get(folding.column) else { return Ok(()) };
    let (x, last) = ((column.place - 1) as u16, header + at.table.rows.len() as u32 - 1);
    target.autofilter(header - 1, x, last, x)?;
    target.filter_column(x, &FilterCondition::new().add_list_filter(folding.shown))?;
    Ok(())
}

/// The rows of a sheet that grow with what is typed. Cells that are joined never do.
pub fn growing_rows(sheet: &Sheet) -> BTreeSet<u32> {
    let mut rows = BTreeSet::new();
    for (at, table) in sheet.tables.iter().enumerate() {
        let takes_text = |(_, row): &(u32, &Row)| row.lines.is_none() && table.asks();
        let numbered = (sheet.first_row(at)..).zip(&table.rows);
        rows.extend(numbered.filter(takes_text).map(|(number, _)| number));
    }
    rows
}

/// The points that a table takes as it is handed out, with the empty row above it.
pub fn table_height(sheet: &Sheet, table: &Table, answers: &Answers) -> f64 {
    let folded = |row: &&Row| {
        let Some(folding) = table.folding else { return false };
        !matches!(row.cells.get(folding.column), Some(Cell::Text(word)) if word == folding.shown)
    };
    let rows = table.rows.iter().filter(|row| !folded(row));
    LINE + header_height(sheet, table) + rows.map(|row| row_height(sheet, table, row, answers)).sum::<f64>()
}

/// The points of the lines above the tables.
pub fn head_height(sheet: &Sheet) -> f64 {
    repeated_height() + LINE * sheet.lines.len() as f64
}

/// The points of what stands above on every page: heading and identity.
pub fn repeated_height() -> f64 {
    HEADING + LINE
}

fn header_height(sheet: &Sheet, table: &Table) -> f64 {
    let captions = table.columns.iter().map(|column| height(&column.caption, running(sheet.width(column))));
    captions.fold(LINE + AIR, f64::max)
}

/// As high as the row's texts need, those that are handed out and those that are answered.
fn row_height(sheet: &Sheet, table: &Table, row: &Row, answers: &Answers) -> f64 {
    if let Some(lines) = row.lines {
        return f64::from(lines) * LINE + AIR;
    }
    let texts = table.columns.iter().zip(&row.cells).filter_map(|(column, cell)| match cell {
        Cell::Text(text) => Some(height(text, sheet.width(column))),
        Cell::Input(field) => Some(height(answers.text(&field.key), sheet.width(column))),
        _ => None,
    });
    texts.fold(LINE + AIR, f64::max)
}

/// Characters of running text in a width: most take less room than the figure that a width counts by.
fn running(width: u16) -> u16 {
    width + width / 10
}

/// The height of a text in a column of so many characters, broken between words.
fn height(text: &str, width: u16) -> f64 {
    let mut lines = 0_u16;
    for line in text.lines() {
        let mut used = 0;
        lines += 1;
        for word in line.split_whitespace() {
            let length = word.chars().count();
            if used > 0 && used + 1 + length > usize::from(width) {
                lines += 1;
                used = length;
            } else {
                used += length + usize::from(used > 0);
            }
        }
    }
    f64::from(lines) * LINE + AIR
}
