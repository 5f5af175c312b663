//! The sheet *Justeringar* of the finance office's template: what it adds to the units' forecasts, each as a row of its own.

use super::field::{AdjustmentPart, Field, FieldKey, Need};
use super::kind::{ChoiceList, Kind, Sense};
use super::prefill::{Prefill, PrefillUnit};
use super::sheet::{Cell, Column, Row, RowRole, Sheet, Show, Table};
use crate::text::form as text;

/// Rows of the table.
pub(super) const ROWS: u8 = 10;
const REASON: u16 = 300;

pub(super) fn sheet(prefill: &Prefill) -> Sheet {
    let columns = [
        ("Nr".to_string(), Show::Word),
        ("Enhet".to_string(), Show::Text),
        ("Kostnadsslag".to_string(), Show::Text),
        (format!("Justering av\nprognosen, {}", text::unit(prefill.amount_unit)), Show::Signed),
        ("Skäl".to_string(), Show::Text),
    ];
    Sheet {
        title: "Justeringar".into(),
        heading: text::heading("Justeringar", &prefill.unit_name, &prefill.unit),
        lines: text::adjustment_lines(prefill.amount_unit),
        widths: vec![5, 42, 36, 18, 60],
        tables: vec![Table {
            key: "rubrik:justeringar".into(),
            columns: columns
                .into_iter()
                .zip(2..)
                .map(|((caption, show), place)| Column { caption, place, span: 1, show })
                .collect(),
            rows: (1..=ROWS).map(|row| adjustment_row(prefill, row)).collect(),
            folding: None,
        }],
        charts: Vec::new(),
    }
}

fn adjustment_row(prefill: &Prefill, row: u8) -> Row {
    let mut cells = vec![Cell::Text(row.to_string())];
    let fields = AdjustmentPart::ALL.into_iter().map(|part| adjustment_field(prefill, row, part));
    cells.extend(fields.map(|field| Cell::Input(Box::new(field))));
    Row { key: format!("justering:{row}"), role: RowRole::Item, cells, lines: None }
}

/// A row with anything in it must be whole.
fn adjustment_field(prefill: &Prefill, row: u8, part: AdjustmentPart) -> Field {
    let key = |part| FieldKey::Adjustment(row, part);
    let others = AdjustmentPart::ALL.into_iter().filter(|other| *other != part).map(key).collect();
    let (label, kind) = match part {
        AdjustmentPart::Unit => {
            let words = prefill.adjustable.iter().map(PrefillUnit::word).collect();
            ("Enhet", Kind::Choice { words, list: ChoiceList::Unit })
        }
        AdjustmentPart::CostType => {
            let words = prefill.adjustable_cost_types.iter().map(|one| one.0.to_string()).collect();
            ("Kostnadsslag", Kind::Choice { words, list: ChoiceList::CostType })
        }
        AdjustmentPart::Amount => {
            ("Belopp", Kind::Amount { unit: prefill.amount_unit, sense: Sense::Effect })
        }
        AdjustmentPart::Reason => ("Skäl", Kind::Text { most: REASON }),
    };
    Field::new(key(part), usize::from(row), format!("{label}, justering {row}"), kind, Need::With(others))
}
