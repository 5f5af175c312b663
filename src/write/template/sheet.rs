//! Draws one described sheet: texts, tables, inputs with their validation, formulas with their results, print setup.

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationRule, FormatAlign, Formula, Worksheet, XlsxError,
};

use super::style::Styles;
use super::{colour, excel_date, formula, number, protection};
use crate::doc::SectionKind;
use crate::domain::money::Money;
use crate::form::sheet::Remains;
use crate::form::{Answer, Answers, Cell, Column, Computed, Field, Form, Kind, Row, Sheet, Table};
use crate::text::form as text;
use crate::write::look;

const A4: u8 = 9;
/// Points per line of text in a row of fixed height, and what a row has besides.
const LINE: f64 = 15.0;
const AIR: f64 = 5.0;
/// Excel's limits of a validation's texts.
const TITLE: usize = 32;
const MESSAGE: usize = 255;

pub struct Draw<'a> {
    pub form: &'a Form,
    pub answers: &'a Answers,
    pub styles: Styles,
    pub marking: Option<&'static str>,
}

/// One table while it is drawn: its place in the sheet.
struct At<'a> {
    table: &'a Table,
    /// Row of the first table row, from 1.
    first: u32,
}

impl Draw<'_> {
    pub fn sheet(&self, target: &mut Worksheet, sheet: &Sheet, guide: bool) -> Result<(), XlsxError> {
        // A formula that shows nothing must be cached as nothing, not as 0.
        target.set_formula_result_default("");
        target.set_screen_gridlines(false).set_zoom(100).set_default_row_height(LINE + AIR);
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
        self.print_setup(target, sheet, guide)?;
        target.protect_with_options(&protection());
        Ok(())
    }

    fn head(&self, target: &mut Worksheet, sheet: &Sheet, guide: bool) -> Result<(), XlsxError> {
        target.write_string_with_format(0, 1, &sheet.heading, &self.styles.heading)?;
        target.set_row_height(0, 26)?;
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
        let width: u16 = sheet.widths.iter().sum();
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
        let tallest = table.columns.iter().map(|column| height(&column.caption, sheet.width(column)));
        target.set_row_height(header - 1, tallest.fold(LINE + AIR, f64::max))?;
        let at = At { table, first: sheet.first_row(index) };
        for (row, described) in table.rows.iter().enumerate() {
            let number = at.first + row as u32;
            target.write_string(number - 1, 0, &described.key)?;
            if let Some(height) = row_height(sheet, table, described) {
                target.set_row_height(number - 1, height)?;
            }
            for (column, cell) in described.cells.iter().enumerate() {
                self.cell(target, &at, (row, column), described, cell)?;
            }
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
            Cell::Text(text) => return write_text(target, y + 1, heading, text, &format),
            Cell::Amount(amount) => target.write_number_with_format(y, x, kronor(*amount)?, &format)?,
            Cell::Number(value, _) => target.write_number_with_format(y, x, number(*value)?, &format)?,
            Cell::Input(field) => return self.input(target, field, heading, y),
            Cell::Computed(Computed::Remains { comment, .. }) => {
                let (text, result) = self.remains(at, row, column)?;
                target.write_formula_with_format(y, x, formula(text, result), &self.styles.remains())?;
                self.demand(target, at, row, column, *comment)?;
                target
            }
            Cell::Computed(computed) => {
                let text = computed_text(at, row, column, computed);
                let result = result(at.table.amount(row, column, self.answers));
                target.write_formula_with_format(y, x, formula(text, result), &format)?
            }
        };
        Ok(())
    }

    fn input(&self, target: &mut Worksheet, field: &Field, column: &Column, y: u32) -> Result<(), XlsxError> {
        let x = (column.place - 1) as u16;
        let last = x + (column.span - 1) as u16;
        let format = self.styles.input(&field.kind, column.show);
        // A long text starts at the top of its tall cell.
        let format = if last > x { format.set_align(FormatAlign::Top) } else { format };
        if last > x {
            target.merge_range(y, x, y, last, "", &format)?;
        }
        match self.answers.get(&field.key) {
            None => target.write_blank(y, x, &format)?,
            Some(Answer::Amount(amount)) => {
                target.write_number_with_format(y, x, kronor(*amount)?, &format)?
            }
            Some(Answer::Number(value)) => target.write_number_with_format(y, x, number(*value)?, &format)?,
            Some(Answer::Date(date)) => target.write_date_with_format(y, x, &excel_date(*date)?, &format)?,
            Some(Answer::Text(text)) => target.write_string_with_format(y, x, text, &format)?,
        };
        target.add_data_validation(y, x, y, last, &validation(field)?)?;
        Ok(())
    }

    /// The formula of *Kvar att göra* and what it shows now.
    fn remains(&self, at: &At, row: usize, column: usize) -> Result<(String, String), XlsxError> {
        let Some(Cell::Computed(Computed::Remains { forecast, deviation, comment, limit })) =
            at.table.rows.get(row).and_then(|described| described.cells.get(column))
        else {
            return Ok((String::new(), String::new()));
        };
        let kr = |amount: Money| amount.to_kr().map(|kr| kr.normalize().to_string()).unwrap_or_default();
        let demanded = format!(
            "IF(AND(ABS({})>={},LEN(TRIM({}))=0),\"{}\",\"\")",
            at.address(row, *deviation),
            kr(*limit),
            at.address(row, *comment),
            text::LACKS_COMMENT
        );
        let whole = match forecast {
            Some(forecast) => format!(
                "=IF(NOT(ISNUMBER({})),\"{}\",{demanded})",
                at.address(row, *forecast),
                text::LACKS_FORECAST
            ),
            None => format!("={demanded}"),
        };
        let shown = match at.table.remains(row, column, self.answers) {
            Some(Remains::Forecast) => text::LACKS_FORECAST,
            Some(Remains::Comment) => text::LACKS_COMMENT,
            Some(Remains::Nothing) | None => "",
        };
        Ok((whole, shown.to_string()))
    }

    /// Colours the comment's cell while *Kvar att göra* demands it.
    fn demand(
        &self,
        target: &mut Worksheet,
        at: &At,
        row: usize,
        column: usize,
        comment: usize,
    ) -> Result<(), XlsxError> {
        let Some(heading) = at.table.columns.get(comment) else { return Ok(()) };
        let rule = format!("={}=\"{}\"", at.address(row, column), text::LACKS_COMMENT);
        let condition =
            ConditionalFormatFormula::new().set_rule(Formula::new(rule)).set_format(self.styles.demanded());
        let (y, x) = (at.first + row as u32 - 1, (heading.place - 1) as u16);
        target.add_conditional_format(y, x, y, x, &condition)?;
        Ok(())
    }

    fn print_setup(&self, target: &mut Worksheet, sheet: &Sheet, guide: bool) -> Result<(), XlsxError> {
        let header = sheet.header_row(0);
        let last_column = sheet.widths.len() as u16;
        target.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
        target.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
        target.set_print_area(0, 0, sheet.last_row() - 1, last_column)?;
        target.set_footer(text::footer(&self.form.identity.code().to_string()));
        if !guide {
            target.set_freeze_panes(header, 2)?;
            target.set_repeat_rows(0, header - 1)?;
        }
        let first_input = self.form.places().find(|place| place.sheet.title == sheet.title);
        if let Some((row, column)) = first_input.map(|place| place.issued_at()) {
            target.set_selection(row - 1, (column - 1) as u16, row - 1, (column - 1) as u16)?;
        }
        Ok(())
    }
}

impl At<'_> {
    /// `G7`, by row and column of the table.
    fn address(&self, row: usize, column: usize) -> String {
        let place = self.table.columns.get(column).map_or(1, |column| column.place);
        format!("{}{}", column_number_to_name((place - 1) as u16), self.first + row as u32)
    }
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

fn computed_text(at: &At, row: usize, column: usize, computed: &Computed) -> String {
    match computed {
        Computed::Difference { plus, minus } => {
            // Rounded to öre: the binary noise of a difference would otherwise show as −0.
            let difference = format!("ROUND({}-{},2)", at.address(row, *plus), at.address(row, *minus));
            let waits = at
                .table
                .rows
                .get(row)
                .and_then(|described| described.cells.get(*plus))
                .is_some_and(|cell| matches!(cell, Cell::Input(_)));
            if waits {
                format!("=IF(ISNUMBER({}),{difference},\"\")", at.address(row, *plus))
            } else {
                format!("={difference}")
            }
        }
        Computed::Total => {
            let mut rows = at.table.item_rows();
            let first = rows.next().unwrap_or(row);
            let last = rows.last().unwrap_or(first);
            let range = format!("{}:{}", at.address(first, column), at.address(last, column));
            if at.table.waits_for_input(column) {
                format!("=IF(COUNT({range})<ROWS({range}),\"\",SUM({range}))")
            } else {
                format!("=SUM({range})")
            }
        }
        Computed::Remains { .. } => String::new(),
    }
}

fn result(amount: Option<Money>) -> String {
    amount.and_then(Money::to_kr).map(|kr| kr.normalize().to_string()).unwrap_or_default()
}

fn kronor(amount: Money) -> Result<f64, XlsxError> {
    let kr = amount.to_kr().ok_or_else(|| XlsxError::ParameterError(amount.ore().to_string()))?;
    number(kr)
}

fn validation(field: &Field) -> Result<DataValidation, XlsxError> {
    let limit = Kind::amount_limit_kr() as f64;
    let most = Kind::NUMBER_LIMIT as f64;
    let rule = DataValidation::new();
    let (rule, help) = match &field.kind {
        Kind::Amount => {
            (rule.allow_decimal_number(DataValidationRule::Between(-limit, limit)), text::amount_help())
        }
        Kind::Number { percent, .. } => {
            (rule.allow_decimal_number(DataValidationRule::Between(-most, most)), text::number_help(*percent))
        }
        Kind::Date { from, to } => (
            rule.allow_date(DataValidationRule::Between(excel_date(*from)?, excel_date(*to)?)),
            text::date_help(*from, *to),
        ),
        Kind::Text { most } => (
            rule.allow_text_length(DataValidationRule::LessThanOrEqualTo(u32::from(*most))),
            text::text_help(*most),
        ),
        Kind::Choice { words, list } => {
            let help = if words.len() > 1 { text::choice_help(words) } else { text::confirm_help() };
            (rule.allow_list_formula(Formula::new(format!("={}", list.name()))), help)
        }
    };
    rule.set_input_title(clip(help.title, TITLE))?
        .set_input_message(clip(&help.help, MESSAGE))?
        .set_error_title(clip(help.refusal_title, TITLE))?
        .set_error_message(clip(&help.refusal, MESSAGE))
}

/// A row of fixed height where the description says so, or where a text it was handed out with needs more than one
/// line. Every other row is left to grow with what is typed.
fn row_height(sheet: &Sheet, table: &Table, row: &Row) -> Option<f64> {
    if let Some(lines) = row.lines {
        return Some(f64::from(lines) * LINE + AIR);
    }
    let texts = table.columns.iter().zip(&row.cells).filter_map(|(column, cell)| match cell {
        Cell::Text(text) => Some(height(text, sheet.width(column))),
        _ => None,
    });
    texts.reduce(f64::max).filter(|height| *height > LINE + AIR)
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

fn clip(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
