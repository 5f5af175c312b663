//! What a file says question by question, to be held against another file of the same unit: also what stands in a cell
//! and is no answer, and what is gone.

use super::judge::plain;
use super::locate::Located;
use crate::domain::money::KronorUnit;
use crate::finding::Shown;
use crate::form::{Answer, Answers, Field, Form, Kind};
use crate::intake::value;
use crate::raw::RawWorkbook;

/// Every field that is not empty, by what it is called, in the order of the form.
pub fn said(
    workbook: &RawWorkbook,
    form: &Form,
    located: &Located,
    answers: &Answers,
) -> Vec<(String, Shown)> {
    let said = |field: &Field| {
        let answer = answers.get(&field.key).map(|answer| shown(&field.kind, answer));
        Some((field.label.clone(), answer.or_else(|| refused(workbook, field, located))?))
    };
    form.fields().filter_map(said).collect()
}

/// An answer as it is shown.
pub fn shown(kind: &Kind, answer: &Answer) -> Shown {
    match (answer, kind) {
        (Answer::Amount(amount), Kind::Amount { unit, .. }) => Shown::Amount(*amount, *unit),
        (Answer::Amount(amount), _) => Shown::Amount(*amount, KronorUnit::Kr),
        (Answer::Number(number), _) => Shown::Words(plain(*number)),
        (Answer::Date(date), _) => Shown::Words(date.to_string()),
        (Answer::Text(text), Kind::Text { .. }) => Shown::Text(text.clone()),
        (Answer::Text(text), _) => Shown::Words(text.clone()),
        (Answer::Unmeasured, _) => Shown::Words(Kind::UNMEASURED.to_string()),
    }
}

/// What there is of a field without an answer; `None` where its cell is empty.
fn refused(workbook: &RawWorkbook, field: &Field, located: &Located) -> Option<Shown> {
    let Some((sheet, row, column)) = located.fields.get(&field.key) else {
        let gone = located.gone.get(&field.key).cloned();
        return Some(gone.map_or(Shown::Astray, |(part, name)| Shown::Gone { part, name }));
    };
    let sheet = workbook.sheets.get(*sheet)?;
    let at = (*row, *column);
    let Some(raw) = sheet.cells.get(&at) else {
        return sheet.formulas.get(&at).map(|formula| Shown::Unread(format!("={formula}")));
    };
    let not_counted = |shown| Some(Shown::NotCounted(Box::new(shown)));
    match (value::read(&field.kind, raw), &field.kind) {
        (Ok(read), kind) => not_counted(shown(kind, &read?.answer)),
        (Err(_), Kind::Text { .. }) => not_counted(Shown::Text(value::shown(raw))),
        (Err(_), _) => Some(Shown::Unread(value::shown(raw))),
    }
}
