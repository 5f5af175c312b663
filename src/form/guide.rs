//! The sheet *Så här gör du*: what, when and to whom, and who hands in.

use super::field::{Field, FieldKey, Need};
use super::kind::Kind;
use super::prefill::Prefill;
use super::sheet::{Cell, Column, Row, RowRole, Sheet, Show, Table};
use crate::text::form as text;

const SIGNED_BY: u16 = 100;

pub(super) fn sheet(prefill: &Prefill) -> Sheet {
    let goals = !prefill.goals.is_empty() || !prefill.indicators.is_empty();
    let steps = text::Steps {
        period: prefill.period,
        kind: prefill.period_kind,
        comment_limit: prefill.comment_limit,
        goals,
        report_to: &prefill.report_to,
        due: prefill.due,
    };
    Sheet {
        title: "Så här gör du".into(),
        heading: text::guide_heading(prefill.period, &prefill.unit_name, &prefill.unit),
        lines: text::guide_lines(&prefill.organisation, &steps),
        widths: vec![120],
        tables: vec![signature()],
    }
}

fn signature() -> Table {
    let label = "Lämnad av (funktion)".to_string();
    let kind = Kind::Text { most: SIGNED_BY };
    let field = Field::new(FieldKey::SignedBy, 1, label.clone(), kind, Need::Always);
    Table {
        key: "rubrik:lamnad".into(),
        columns: vec![Column { caption: label, place: 2, span: 1, show: Show::Text }],
        rows: vec![Row {
            key: "falt:lamnad_av".into(),
            role: RowRole::Item,
            cells: vec![Cell::Input(Box::new(field))],
            lines: None,
        }],
    }
}
