//! The sheet *Så här gör du*: what, when and to whom, what is left to fill in, and who hands in.

use super::field::{Field, FieldKey, Need};
use super::kind::Kind;
use super::prefill::Prefill;
use super::sheet::{Cell, Column, Computed, Row, RowRole, Sheet, Show, Table};
use crate::domain::period::Month;
use crate::text::form as text;

pub(super) const TITLE: &str = "Så här gör du";
const SIGNED_BY: u16 = 100;
const WIDTHS: [u16; 3] = [34, 22, 94];

/// `others`: the sheets that follow, by title.
pub(super) fn sheet(prefill: &Prefill, others: &[String]) -> Sheet {
    Sheet {
        title: TITLE.into(),
        heading: text::guide_heading(prefill.period, &prefill.unit_name, &prefill.unit),
        lines: text::guide_lines(&text::Steps {
            organisation: &prefill.organisation,
            kind: prefill.period_kind,
            comment_limit: prefill.comment_limit,
            unit: prefill.amount_unit,
            details: prefill.detail_rows > 0,
            sheets: others,
        }),
        widths: WIDTHS.to_vec(),
        tables: vec![facts(prefill), signature(prefill), left(others)],
        charts: Vec::new(),
    }
}

fn wide(caption: String, value: String) -> Vec<Column> {
    vec![
        Column { caption, place: 2, span: 1, show: Show::Text },
        Column { caption: value, place: 3, span: 2, show: Show::Text },
    ]
}

fn facts(prefill: &Prefill) -> Table {
    let facts = text::guide_facts(&prefill.report_to, prefill.due, prefill.amount_unit);
    let rows = (1..).zip(facts).map(|(at, (label, value)): (u32, _)| Row {
        key: format!("uppgift:{at}"),
        role: RowRole::Item,
        cells: vec![Cell::Text(label), Cell::Text(value)],
        lines: None,
    });
    Table {
        key: "rubrik:uppgifter".into(),
        columns: wide(text::guide_period(prefill.period), String::new()),
        rows: rows.collect(),
        folding: None,
    }
}

fn signature(prefill: &Prefill) -> Table {
    let column = |caption: &str, place, show| Column { caption: caption.into(), place, span: 1, show };
    let by = Field::new(
        FieldKey::SignedBy,
        1,
        "Lämnad av (funktion)".into(),
        Kind::Text { most: SIGNED_BY },
        Need::Always,
    );
    // A template is handed in after its period has begun and within the year that follows.
    let last = Month { year: prefill.period.year + 1, ..prefill.period }.last_day();
    let kind = Kind::Date { from: prefill.period.first_day(), to: last };
    let on = Field::new(FieldKey::SignedOn, 1, "Lämnad (datum)".into(), kind, Need::Always);
    Table {
        key: "rubrik:lamnad".into(),
        columns: vec![column(&by.label, 2, Show::Text), column(&on.label, 3, Show::Word)],
        rows: vec![Row {
            key: "falt:lamnad".into(),
            role: RowRole::Item,
            cells: vec![Cell::Input(Box::new(by)), Cell::Input(Box::new(on))],
            lines: None,
        }],
        folding: None,
    }
}

/// How far each sheet is filled, and the whole.
fn left(others: &[String]) -> Table {
    let row = |key: String, label: &str, sheet: Option<&str>, role| Row {
        key,
        role,
        cells: vec![Cell::Text(label.into()), Cell::Computed(Computed::Progress(sheet.map(str::to_string)))],
        lines: None,
    };
    let sheets = [TITLE.to_string()].into_iter().chain(others.iter().cloned());
    let mut rows: Vec<Row> =
        sheets.map(|title| row(format!("kvar:{title}"), &title, Some(&title), RowRole::Item)).collect();
    rows.push(row("kvar:".into(), text::WHOLE_TEMPLATE, None, RowRole::Total));
    Table {
        key: "rubrik:kvar".into(),
        columns: wide(text::LEFT_TO_FILL.into(), text::LEFT_EXPLAINED.into()),
        rows,
        folding: None,
    }
}
