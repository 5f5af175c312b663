//! The sheet *Volymer och personal*: what the unit does and with how many, budgeted, measured and expected.

use super::field::{Field, FieldKey, Need};
use super::goals::{guard, history, measured_field, numbered, value_field};
use super::kind::Kind;
use super::prefill::{Asked, Prefill, PrefillIndicator};
use super::sheet::{Cell, Column, Row, RowRole, Sheet, Show, Table};
use crate::domain::indicator::is_percent;
use crate::domain::period::PeriodKind;
use crate::text::form as text;

pub(super) fn sheet(prefill: &Prefill) -> Sheet {
    let year = prefill.period.year;
    let mut columns = vec![
        ("Volym eller mått".to_string(), Show::Text, 44),
        ("Måttenhet".to_string(), Show::Word, 12),
        (format!("Budgeterat\n{year}"), Show::Number, 13),
        ("Tidigare".to_string(), Show::Text, 40),
        (format!("Utfall\n{}", text::months(prefill.period)), Show::Number, 13),
        ("Mätdatum".to_string(), Show::Word, 13),
    ];
    if has_previous(prefill) {
        columns.push(("Förra\nprognos".to_string(), Show::Number, 13));
    }
    if asks_forecast(prefill) {
        columns.push((format!("Prognos\n{year}"), Show::Number, 13));
    }
    Sheet {
        title: "Volymer och personal".into(),
        heading: text::heading("Volymer och personal", &prefill.unit_name, &prefill.unit),
        lines: text::volume_lines(asks_forecast(prefill)),
        widths: columns.iter().map(|(_, _, width)| *width).collect(),
        tables: vec![Table {
            key: "rubrik:volymer".into(),
            columns: columns
                .into_iter()
                .zip(2..)
                .map(|((caption, show, _), place)| Column { caption, place, span: 1, show })
                .collect(),
            rows: numbered(prefill, Asked::Volume).map(|(at, one)| row(prefill, one, at)).collect(),
            folding: None,
        }],
        charts: Vec::new(),
    }
}

fn asks_forecast(prefill: &Prefill) -> bool {
    prefill.period_kind != PeriodKind::Year
}

/// Is there an earlier forecast to show beside a new one?
fn has_previous(prefill: &Prefill) -> bool {
    asks_forecast(prefill) && numbered(prefill, Asked::Volume).any(|(_, one)| one.previous_forecast.is_some())
}

fn row(prefill: &Prefill, indicator: &PrefillIndicator, at: usize) -> Row {
    let number = |value| Cell::Number(value, indicator.decimals);
    let mut cells = vec![
        Cell::Text(text::coded(&indicator.code, &indicator.text)),
        Cell::Text(indicator.unit_of_measure.clone()),
        indicator.target.map_or(Cell::Empty, number),
        history(indicator),
        Cell::Input(Box::new(value_field(indicator, at))),
        Cell::Input(Box::new(measured_field(prefill.period, indicator, at))),
    ];
    if has_previous(prefill) {
        cells.push(indicator.previous_forecast.map_or(Cell::Empty, number));
    }
    if asks_forecast(prefill) {
        cells.push(Cell::Input(Box::new(expected_field(indicator, at))));
    }
    Row { key: format!("matt:{}", indicator.code), role: RowRole::Item, cells, lines: None }
}

fn expected_field(indicator: &PrefillIndicator, at: usize) -> Field {
    let percent = is_percent(&indicator.unit_of_measure);
    let kind = Kind::Number { decimals: indicator.decimals, percent, unmeasured: true };
    let label = format!("Prognos, mått {}", indicator.code);
    let mut field = Field::new(FieldKey::Expected(indicator.code.clone()), at, label, kind, Need::Always);
    field.guard = guard(indicator);
    field
}
