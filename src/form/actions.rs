//! The sheet *Åtgärder*: what the unit does about its deviations.

use super::field::{ActionPart, Field, FieldKey, Need};
use super::kind::{ChoiceList, Kind, Sense};
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
    let year = prefill.period.year;
    let unit = text::unit(prefill.amount_unit);
    let columns = [
        ("Nr".to_string(), Show::Word),
        ("Vad ska göras".to_string(), Show::Text),
        (format!("Effekt\n{year}, {unit}"), Show::Signed),
        (format!("Effekt\n{}, {unit}", year + 1), Show::Signed),
        ("Ansvarig (funktion)".to_string(), Show::Text),
        ("Klart senast".to_string(), Show::Word),
        ("Läge".to_string(), Show::Word),
    ];
    Sheet {
        title: "Åtgärder".into(),
        heading: text::heading("Åtgärder", &prefill.unit_name, &prefill.unit),
        lines: text::action_lines(prefill.amount_unit),
        widths: vec![5, 66, 15, 15, 28, 14, 12],
        tables: vec![Table {
            key: "rubrik:atgarder".into(),
            columns: columns
                .into_iter()
                .zip(2..)
                .map(|((caption, show), place)| Column { caption, place, span: 1, show })
                .collect(),
            rows: (1..=ROWS).map(|row| action_row(prefill, row)).collect(),
            folding: None,
        }],
        charts: Vec::new(),
    }
}

fn action_row(prefill: &Prefill, row: u8) -> Row {
    let mut cells = vec![Cell::Text(row.to_string())];
    let fields = ActionPart::ALL.into_iter().map(|part| action_field(prefill, row, part));
    cells.extend(fields.map(|field| Cell::Input(Box::new(field))));
    Row { key: format!("atgard:{row}"), role: RowRole::Item, cells, lines: None }
}

fn action_field(prefill: &Prefill, row: u8, part: ActionPart) -> Field {
    let year = prefill.period.year;
    let key = |part| FieldKey::Action(row, part);
    let amount = || Kind::Amount { unit: prefill.amount_unit, sense: Sense::Effect };
    let with_what = || Need::With(vec![key(ActionPart::What)]);
    let (label, kind, need) = match part {
        // An effect without an action says nothing.
        ActionPart::What => {
            let need = Need::With(vec![key(ActionPart::Effect), key(ActionPart::EffectNextYear)]);
            ("Vad ska göras", Kind::Text { most: WHAT }, need)
        }
        ActionPart::Effect => ("Effekt i år", amount(), Need::Never),
        ActionPart::EffectNextYear => ("Effekt nästa år", amount(), Need::Never),
        ActionPart::Responsible => ("Ansvarig", Kind::Text { most: RESPONSIBLE }, with_what()),
        ActionPart::Date => {
            let kind = Kind::Date { from: first_of(year - 1), to: first_of(year + YEARS_AHEAD) };
            ("Klart senast", kind, with_what())
        }
        ActionPart::State => {
            let words = text::ACTION_STATES.map(String::from).to_vec();
            ("Läge", Kind::Choice { words, list: ChoiceList::State }, with_what())
        }
    };
    Field::new(key(part), usize::from(row), format!("{label}, åtgärd {row}"), kind, need)
}

fn first_of(year: i32) -> Date {
    Month { year, month: 1 }.first_day()
}
