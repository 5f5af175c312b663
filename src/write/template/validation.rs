//! What a spreadsheet program refuses in an input field, and what it says about the field.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Formula, XlsxError};

use super::excel_date;
use super::formula::fits;
use crate::domain::period::Month;
use crate::form::{Field, Kind};
use crate::text::form as text;

/// Excel's limits of a validation's texts.
const TITLE: usize = 32;
const MESSAGE: usize = 255;

/// `address`: the field's cell, `G7`.
pub fn validation(field: &Field, address: &str, period: Month) -> Result<DataValidation, XlsxError> {
    let rule = DataValidation::new();
    let (rule, help) = match &field.kind {
        Kind::Amount { unit, sense } => {
            let limit = Kind::amount_limit(*unit) as f64;
            let rule = rule.allow_decimal_number(DataValidationRule::Between(-limit, limit));
            (rule, text::amount_help(*sense, *unit, field.usual))
        }
        Kind::Number { percent, unmeasured, .. } => {
            let most = Kind::NUMBER_LIMIT;
            let rule = if *unmeasured {
                let within = format!("IF(ISNUMBER({address}),ABS({address})<={most},TRUE)");
                rule.allow_custom(Formula::new(format!("=AND({},{within})", fits(&field.kind, address))))
            } else {
                rule.allow_decimal_number(DataValidationRule::Between(-(most as f64), most as f64))
            };
            (rule, text::number_help(*percent))
        }
        Kind::Date { from, to } => (
            rule.allow_date(DataValidationRule::Between(excel_date(*from)?, excel_date(*to)?)),
            text::date_help(*from, *to, period.last_day().clamp(*from, *to)),
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

fn clip(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
