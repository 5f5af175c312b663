//! The handbook's table of the templates' fields, drawn from the forms themselves: every kind of field once.

use std::fmt::Write as _;

use super::field::{Field, FieldKey, Need};
use super::kind::Kind;
use super::{Form, VERSION};
use crate::text::{form as words, handbook as text};

/// One table per sheet of the forms, in Markdown; a sheet that several forms have stands once.
pub fn field_tables(forms: &[Form]) -> String {
    let mut out = format!("# {}\n\n{} Version {VERSION}.\n", text::TITLE, text::ABOUT);
    for (title, rows) in by_sheet(forms) {
        let _ = write!(out, "\n## {title}\n\n{}\n{}\n", line(&text::HEADS), line(&["---"; 6]));
        for row in rows {
            let cells = row.each_ref().map(String::as_str);
            let _ = writeln!(out, "{}", line(&cells));
        }
    }
    out
}

/// What is fixed about a form's fields: a change of it is another template version.
pub fn field_lines(form: &Form) -> Vec<String> {
    let forms = std::slice::from_ref(form);
    let sheets = by_sheet(forms).into_iter();
    sheets
        .flat_map(|(title, rows)| rows.into_iter().map(move |row| format!("{title};{}", row.join(";"))))
        .collect()
}

fn line(cells: &[&str; 6]) -> String {
    format!("| {} |", cells.join(" | "))
}

type Rows = Vec<[String; 6]>;

fn by_sheet(forms: &[Form]) -> Vec<(String, Rows)> {
    let mut sheets: Vec<(String, Rows)> = Vec::new();
    for place in forms.iter().flat_map(Form::places) {
        let title = &place.sheet.title;
        let at = sheets.iter().position(|(known, _)| known == title).unwrap_or_else(|| {
            sheets.push((title.clone(), Rows::new()));
            sheets.len() - 1
        });
        let row = row(place.field);
        if let Some((_, rows)) = sheets.get_mut(at)
            && !rows.iter().any(|known| known[1] == row[1])
        {
            rows.push(row);
        }
    }
    sheets
}

fn row(field: &Field) -> [String; 6] {
    let label = field.label.split(", ").next().unwrap_or_default();
    let label = label.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == ' ');
    [
        label.to_string(),
        format!("`{}`", pattern(&field.key)),
        field.kind.word().to_string(),
        needed(&field.need),
        limits(&field.kind),
        field.since.to_string(),
    ]
}

/// The key with what differs from unit to unit left open: `prognos:‹kostnadsslag›`.
fn pattern(key: &FieldKey) -> String {
    let key_text = key.to_string();
    let Some((head, tail)) = key_text.split_once(':') else { return key_text };
    let subject = match key {
        FieldKey::Forecast(_)
        | FieldKey::Confirm(_)
        | FieldKey::Cause(_)
        | FieldKey::Comment(_)
        | FieldKey::Detail(..) => text::COST_TYPE,
        FieldKey::Value(_) | FieldKey::Measured(_) | FieldKey::Expected(_) => text::INDICATOR,
        FieldKey::Rating(_) | FieldKey::Words(_) => text::GOAL,
        FieldKey::Project(..) => text::PROJECT,
        FieldKey::Story(_) => text::NUMBER,
        FieldKey::SignedBy
        | FieldKey::SignedOn
        | FieldKey::Summary
        | FieldKey::Action(..)
        | FieldKey::Adjustment(..) => tail,
    };
    let word = head.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let number = if word.len() < head.len() { text::NUMBER } else { "" };
    format!("{word}{number}:{subject}")
}

fn needed(need: &Need) -> String {
    let patterns = |keys: &[FieldKey]| {
        let mut found: Vec<String> = keys.iter().map(|key| format!("`{}`", pattern(key))).collect();
        found.dedup();
        found
    };
    match need {
        Need::Always => text::ALWAYS.into(),
        Need::Never => text::NEVER.into(),
        Need::With(keys) => text::with(&patterns(keys)),
        Need::Unless(keys) if keys.is_empty() => text::ALWAYS.into(),
        Need::Unless(keys) => text::unless(&patterns(keys)),
        Need::Deviates { .. } => text::DEVIATES.into(),
    }
}

fn limits(kind: &Kind) -> String {
    match kind {
        Kind::Amount { unit, .. } => text::amount(Kind::amount_limit(*unit), words::unit(*unit)),
        Kind::Number { unmeasured, .. } => {
            text::number(Kind::NUMBER_LIMIT, unmeasured.then_some(Kind::UNMEASURED))
        }
        Kind::Date { .. } => text::date(text::PERIOD),
        Kind::Text { most } => text::characters(*most),
        Kind::Choice { .. } => text::OF_LIST.into(),
    }
}
