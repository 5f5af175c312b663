//! The sheet *Åtgärder*: what the unit does about its deviations.

use super::field::{ActionPart, Field, FieldKey, Need};
use super::kind::Kind;
use super::prefill::Prefill;
use super::sheet::{Cell, Column, Row, RowRole, Sheet, Show, Table};
use crate::domain::period::{Date, Month};
use crate::text::form as text;

/// Rows of the table.
pub(super) const ROWS: u8 = 8;
const WHAT: u16 = 300;
const RESPONSIBLE: u16 = 100;
/// How many years ahead an action may end.
const YEARS_AHEAD: i32 = 10;

pub(super) fn sheet(prefill: &Prefill) -> Sheet {
    let columns = [
        ("Nr".to_string(), Show::Word),
        ("Vad ska göras".to_string(), Show::Text),
        (format!("Effekt {}, kr", prefill.period.year), Show::Signed),
        ("Ansvarig (funktion)".to_string(), Show::Text),
        ("Klart senast".to_string(), Show::Word),
    ];
    Sheet {
        title: "Åtgärder".into(),
        heading: text::heading("Åtgärder", &prefill.unit_name, &prefill.unit),
        lines: text::action_lines(),
        widths: vec![6, 80, 18, 34, 16],
        tables: vec![Table {
            key: "rubrik:atgarder".into(),
            columns: columns
                .into_iter()
                .zip(2..)
                .map(|((caption, show), place)| Column { caption, place, span: 1, show })
                .collect(),
            rows: (1..=ROWS).map(|row| action_row(prefill.period, row)).collect(),
        }],
    }
}

fn action_row(period: Month, row: u8) -> Row {
    let mut cells = vec![Cell::Text(row.to_string())];
    cells.extend(
        ActionPart::ALL.into_iter().map(|part| Cell::Input(Box::new(action_field(period, row, part)))),
    );
    Row { key: format!("atgard:{row}"), role: RowRole::Item, cells, lines: None }
}

fn action_field(period: Month, row: u8, part: ActionPart) -> Field {
    let what = FieldKey::Action(row, ActionPart::What);
    let (label, kind, need) = match part {
        // An effect without an action says nothing.
        ActionPart::What => (
            "Vad ska göras",
            Kind::Text { most: WHAT },
            Need::With(FieldKey::Action(row, ActionPart::Effect)),
        ),
        ActionPart::Effect => ("Effekt i år", Kind::Amount, Need::Never),
        ActionPart::Responsible => ("Ansvarig", Kind::Text { most: RESPONSIBLE }, Need::With(what)),
        ActionPart::Date => {
            let kind =
                Kind::Date { from: first_of(period.year - 1), to: first_of(period.year + YEARS_AHEAD) };
            ("Klart senast", kind, Need::With(what))
        }
    };
    let label = format!("{label}, åtgärd {row}");
    Field::new(FieldKey::Action(row, part), usize::from(row), label, kind, need)
}

fn first_of(year: i32) -> Date {
    Month { year, month: 1 }.first_day()
}
