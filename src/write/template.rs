//! The unit template (mall) as a workbook: the description of `form`, drawn. Locked save for the input cells, without
//! a password; the same description gives the same bytes.

mod chart;
mod formula;
mod package;
mod print;
mod sheet;
mod style;
mod validation;

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use crate::domain::period::Date;
use crate::form::identity::HIDDEN_SHEET;
use crate::form::kind::ChoiceList;
use crate::form::{Answers, Form, Kind, Prefill};
use crate::text::form as text;
use crate::write::look;

use self::formula::{MAP_DEMANDED, MAP_HEADING_ROW, MAP_LACKS, counting};
use style::Styles;

/// Column of the hidden sheet, from 0, where the lists begin.
const LIST_COLUMN: u16 = 9;

/// The template of one unit. With `answers` the fields hold what was answered and the formulas their results.
pub fn write(prefill: &Prefill, answers: Option<&Answers>) -> Result<Vec<u8>, XlsxError> {
    let form = Form::new(prefill);
    let nothing = Answers::default();
    let draw = sheet::Draw {
        form: &form,
        answers: answers.unwrap_or(&nothing),
        styles: Styles::new(prefill.amount_unit),
        unit: prefill.amount_unit,
        marking: prefill.example.then(text::example_marking),
    };
    let mut book = Workbook::new();
    book.set_properties(&properties(prefill, &form)?);
    for (at, described) in form.sheets.iter().enumerate() {
        let target = book.add_worksheet();
        target.set_name(&described.title)?.set_active(at == 0);
        draw.sheet(target, described, at == 0)?;
    }
    hidden_sheet(book.add_worksheet(), &draw)?;
    for place in form.places() {
        let (row, column) = place.issued_at();
        book.define_name(&place.field.name, &reference(&place.sheet.title, row, column))?;
    }
    for (at, (list, words)) in lists(&form).into_iter().enumerate() {
        let letters = column_number_to_name(LIST_COLUMN + at as u16);
        let range = format!("='{HIDDEN_SHEET}'!${letters}$2:${letters}${}", words.len() + 1);
        book.define_name(list.name(), &range)?;
    }
    let growing: Vec<_> = form.sheets.iter().map(sheet::growing_rows).collect();
    package::finish(&book.save_to_buffer()?, &growing)
}

fn properties(prefill: &Prefill, form: &Form) -> Result<DocProperties, XlsxError> {
    let created = excel_date(prefill.issued)?.and_hms(0, 0, 0.0)?;
    let mut properties = DocProperties::new()
        .set_title(text::document_title(&prefill.unit_name, prefill.period))
        .set_author(&prefill.organisation)
        .set_company(&prefill.organisation)
        .set_creation_datetime(&created)
        .set_custom_property("Språk", "sv-SE");
    for (key, value) in form.identity.facts() {
        properties = properties.set_custom_property(key, value);
    }
    Ok(properties)
}

/// Identity, field map and lists. The map counts what is left to fill in and serves programs that fill the template;
/// the reader does not believe it.
fn hidden_sheet(target: &mut Worksheet, draw: &sheet::Draw) -> Result<(), XlsxError> {
    let form = draw.form;
    target.set_formula_result_default("");
    target.set_name(HIDDEN_SHEET)?.set_very_hidden(true);
    for (row, (key, value)) in (0..).zip(form.identity.facts()) {
        target.write_string(row, 0, key)?.write_string(row, 1, &value)?;
    }
    let heading = ["Nyckel", "Namn", "Flik", "Rad", "Rubrik", "Typ", "Behövs", "Saknas"];
    for (column, word) in (0..).zip(heading) {
        target.write_string(MAP_HEADING_ROW, column, word)?;
    }
    for (row, place) in (MAP_HEADING_ROW + 1..).zip(form.places()) {
        let field = place.field;
        let cells = [
            field.key.to_string(),
            field.name.clone(),
            place.sheet.title.clone(),
            place.row_key().to_string(),
            place.caption().replace('\n', " "),
            field.kind.word().to_string(),
        ];
        for (column, text) in (0..).zip(cells) {
            target.write_string(row, column, text)?;
        }
        let counts = counting(form, &place, draw.answers, row, draw.unit);
        for (column, live) in [MAP_DEMANDED, MAP_LACKS].into_iter().zip(counts) {
            match live.text.strip_prefix('=') {
                Some(_) => target.write_formula(row, column, live_formula(live.text, live.result))?,
                None => target.write_number(row, column, if live.text == "1" { 1.0 } else { 0.0 })?,
            };
        }
    }
    for (column, (list, words)) in (LIST_COLUMN..).zip(lists(form)) {
        target.write_string(0, column, list.name())?;
        for (row, word) in (1..).zip(words) {
            target.write_string(row, column, word)?;
        }
    }
    target.protect();
    Ok(())
}

/// Each list that a field of the form draws on, once.
fn lists(form: &Form) -> Vec<(ChoiceList, Vec<String>)> {
    let mut found: Vec<(ChoiceList, Vec<String>)> = Vec::new();
    for field in form.fields() {
        if let Kind::Choice { words, list } = &field.kind
            && !found.iter().any(|(known, _)| known == list)
        {
            found.push((*list, words.clone()));
        }
    }
    found
}

fn reference(sheet: &str, row: u32, column: u32) -> String {
    let letters = column_number_to_name((column - 1) as u16);
    format!("='{}'!${letters}${row}", sheet.replace('\'', "''"))
}

fn excel_date(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(u16::MAX);
    ExcelDateTime::from_ymd(year, u8::from(date.month()), date.day())
}

/// Managers may make rows higher and columns wider and unfold details; nothing else.
fn protection() -> ProtectionOptions {
    ProtectionOptions {
        format_rows: true,
        format_columns: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    }
}

fn colour(rgb: look::Rgb) -> Color {
    Color::RGB(rgb.hex())
}

fn number(value: rust_decimal::Decimal) -> Result<f64, XlsxError> {
    value.to_f64().ok_or_else(|| XlsxError::ParameterError(value.to_string()))
}

fn live_formula(text: String, result: String) -> Formula {
    Formula::new(text).set_result(result)
}
