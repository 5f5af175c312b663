//! The sheet *Så här gör du*: what, when and to whom, and who hands in.

use super::field::{Field, FieldKey, Need};
use super::kind::Kind;
use super::prefill::Prefill;
use super::sheet::{Cell, Column, Row, RowRole, Sheet, Show, Table};
use crate::text::form as text;

const SIGNED_BY: u16 = 100;

pub(super) fn sheet(prefill: &Prefill) -> Sheet {
    let goals = !prefill.goals.is_empty() || !prefill.indicators.is_empty();
    let steps = text::Steps { kind: prefill.period_kind, comment_limit: prefill.comment_limit, goals };
    Sheet {
        title: "Så här gör du".into(),
        heading: text::guide_heading(prefill.period, &prefill.unit_name, &prefill.unit),
        lines: text::guide_lines(&prefill.organisation, &steps),
        widths: vec![24, 96],
        tables: vec![facts(prefill), signature()],
    }
}

fn facts(prefill: &Prefill) -> Table {
    let column = |place, caption: String| Column { caption, place, span: 1, show: Show::Text };
    let facts = text::guide_facts(&prefill.report_to, prefill.due);
    let rows = (1..).zip(facts).map(|(at, (label, value)): (u32, _)| Row {
        key: format!("uppgift:{at}"),
        role: RowRole::Item,
        cells: vec![Cell::Text(label), Cell::Text(value)],
        lines: None,
    });
    Table {
        key: "rubrik:uppgifter".into(),
        columns: vec![column(2, text::guide_period(prefill.period)), column(3, String::new())],
        rows: rows.collect(),
    }
}

fn signature() -> Table {
    let label = "Lämnad av (funktion)".to_string();
    let kind = Kind::Text { most: SIGNED_BY };
    let field = Field::new(FieldKey::SignedBy, 1, label.clone(), kind, Need::Always);
    Table {
        key: "rubrik:lamnad".into(),
        columns: vec![Column { caption: label, place: 2, span: 2, show: Show::Text }],
        rows: vec![Row {
            key: "falt:lamnad_av".into(),
            role: RowRole::Item,
            cells: vec![Cell::Input(Box::new(field))],
            lines: None,
        }],
    }
}
