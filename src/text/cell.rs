//! The one way a cell of the document model is written as text.

use rust_decimal::Decimal;

use super::format;
use crate::doc::{AmountUnit, Cell, Column, ColumnKind, KeyFigure, Quantity, Table};
use crate::domain::money::Money;

/// The text of a cell of a table. A state or a trend is its word: the symbol beside it says the same.
pub fn cell_text(cell: &Cell, column: &Column, table: &Table) -> String {
    write(cell, table.unit, column.kind == ColumnKind::Signed)
}

/// The text of a key figure: an amount is in mkr and says so.
pub fn key_figure_text(figure: &KeyFigure) -> String {
    match &figure.value {
        amount @ Cell::Amount(_) => {
            format!("{}{}mkr", write(amount, AmountUnit::Mkr, figure.signed), format::NBSP)
        }
        other => write(other, AmountUnit::None, false),
    }
}

fn write(cell: &Cell, unit: AmountUnit, signed: bool) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Missing(words) => words.clone(),
        Cell::Text(text) | Cell::Link { text, .. } => text.clone(),
        Cell::Amount(figure) => amount(figure.value, unit, signed),
        Cell::Percent(Quantity { value, decimals, .. }) => {
            plus(format::percent(*value, *decimals), *value, signed)
        }
        Cell::Number(Quantity { value, decimals, .. }) => {
            plus(format::number(*value, *decimals), *value, signed)
        }
        Cell::Date(date) => {
            format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
        }
        Cell::State { word, .. } | Cell::Trend { word, .. } => word.clone(),
    }
}

fn amount(value: Money, unit: AmountUnit, signed: bool) -> String {
    if signed { format::signed(value, unit) } else { format::amount(value, unit) }
}

/// `+` before what is above zero as written.
fn plus(text: String, value: Decimal, signed: bool) -> String {
    let shows_zero = !text.contains(|c: char| c.is_ascii_digit() && c != '0');
    if signed && value > Decimal::ZERO && !shows_zero { format!("+{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::{cell_text, key_figure_text};
    use crate::doc::{AmountUnit, Cell, Column, ColumnKind, Figure, KeyFigure, Quantity, Table};
    use crate::domain::money::Money;
    use crate::domain::period::Month;
    use crate::domain::query::Query;
    use rust_decimal::Decimal;

    fn figure(kr: i64) -> Cell {
        Cell::Amount(Figure { value: Money::from_kr(kr), query: Query::sum(Vec::new()), formula: None })
    }

    fn written(cell: &Cell, kind: ColumnKind) -> String {
        let column = Column { key: "k".into(), heading: "K".into(), kind };
        let table = Table {
            id: "t".into(),
            caption: "T".into(),
            unit: AmountUnit::Tkr,
            columns: vec![column.clone()],
            rows: Vec::new(),
            notes: Vec::new(),
            on_paper: true,
        };
        cell_text(cell, &column, &table)
    }

    #[test]
    fn every_kind_of_cell_is_written() {
        assert_eq!(written(&figure(-1_234_567), ColumnKind::Amount), "−1\u{a0}235");
        assert_eq!(written(&figure(18_190_000), ColumnKind::Signed), "+18\u{a0}190");
        let percent = |value, decimals| Cell::Percent(Quantity::given(value, decimals));
        assert_eq!(written(&percent(Decimal::new(75, 1), 1), ColumnKind::Signed), "+7,5\u{a0}%");
        assert_eq!(written(&percent(Decimal::new(4, 2), 1), ColumnKind::Signed), "0,0\u{a0}%");
        let day = Month::new(2020, 8).expect("a month").last_day();
        assert_eq!(written(&Cell::Date(day), ColumnKind::Word), "2020-08-31");
        assert_eq!(written(&Cell::Empty, ColumnKind::Amount), "");
        let key = |signed| KeyFigure {
            label: String::new(),
            value: figure(27_125_000),
            signed,
            below: String::new(),
        };
        assert_eq!(key_figure_text(&key(false)), "27,1\u{a0}mkr");
        assert_eq!(key_figure_text(&key(true)), "+27,1\u{a0}mkr");
    }
}
