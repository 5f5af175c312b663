//! Small builders for tables: figures from queries, sums and differences that the workbook can compute.

use super::Material;
use crate::doc::{AmountUnit, Cell, Column, ColumnKind, Figure, Formula, Quantity, Row, Table};
use crate::domain::money::Money;
use crate::domain::query::Query;
use crate::text::phrase::phrase;

/// A figure cell; blank when nothing is known, *prognos saknas* when a forecast in it is missing.
pub fn figure(material: &Material, query: Option<Query>) -> Cell {
    let Some(query) = query else { return Cell::Empty };
    if material.lacks_forecast(&query) {
        return Cell::Missing(phrase("prognos.saknas").to_string());
    }
    material
        .cube
        .value(&query)
        .map_or(Cell::Empty, |value| Cell::Amount(Figure { value, query, formula: None }))
}

/// Column `plus` less column `minus` of the same row: plus is better. Blank unless both sides are there or one is
/// known and the other not applicable; missing when one is missing.
pub fn difference(cells: &[Cell], plus: usize, minus: usize) -> Cell {
    match (&cells[plus], &cells[minus]) {
        (Cell::Missing(words), _) | (_, Cell::Missing(words)) => Cell::Missing(words.clone()),
        (Cell::Amount(a), Cell::Amount(b)) => subtract(a, Some(b), plus, minus),
        (Cell::Amount(a), _) => subtract(a, None, plus, minus),
        (_, Cell::Amount(b)) => Cell::Amount(Figure {
            value: -b.value,
            query: b.query.clone().negated(),
            formula: Some(Formula::Columns { plus, minus }),
        }),
        _ => Cell::Empty,
    }
}

fn subtract(a: &Figure, b: Option<&Figure>, plus: usize, minus: usize) -> Cell {
    let value = a.value - b.map_or(Money::ZERO, |b| b.value);
    let query = match b {
        Some(b) => a.query.clone().minus(b.query.clone()),
        None => a.query.clone(),
    };
    Cell::Amount(Figure { value, query, formula: Some(Formula::Columns { plus, minus }) })
}

/// Says how the workbook adds a row up: the rows, `true` = subtracted. A column whose cells are all blank stays blank.
pub fn sum_rows(row: &mut Row, rows: &[(usize, bool)]) {
    for cell in &mut row.cells {
        if let Cell::Amount(Figure { formula, .. }) | Cell::Number(Quantity { formula, .. }) = cell
            && formula.is_none()
        {
            *formula = Some(Formula::Rows(rows.to_vec()));
        }
    }
}

pub fn column(key: &str, heading: impl Into<String>, kind: ColumnKind) -> Column {
    Column { key: key.to_string(), heading: heading.into(), kind }
}

pub fn text(words: impl Into<String>) -> Cell {
    let words: String = words.into();
    if words.is_empty() { Cell::Empty } else { Cell::Text(words) }
}

/// A table in whole tkr.
pub fn table(id: &str, caption: impl Into<String>, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    Table {
        id: id.to_string(),
        caption: caption.into(),
        unit: AmountUnit::Tkr,
        columns,
        rows,
        notes: Vec::new(),
        on_paper: true,
    }
}

/// A table without amounts.
pub fn word_table(id: &str, caption: impl Into<String>, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    Table { unit: AmountUnit::None, ..table(id, caption, columns, rows) }
}

/// Says below the table that its printed figures do not all add up, where rounding makes it so.
pub fn said_rounding(mut table: Table) -> Table {
    let shown = |row: usize, column: usize| match table.rows.get(row).and_then(|row| row.cells.get(column)) {
        Some(Cell::Amount(figure)) => figure.value.rounded(table.unit.ore()),
        _ => 0,
    };
    let adds_up = |row: usize, column: usize, figure: &Figure| match &figure.formula {
        None
        | Some(
            Formula::Data(_)
            | Formula::Cells(_)
            | Formula::Less { .. }
            | Formula::Ratio(_)
            | Formula::Count(_),
        ) => true,
        Some(Formula::Across(columns)) => {
            shown(row, column) == columns.iter().map(|column| shown(row, *column)).sum::<i128>()
        }
        Some(Formula::Running { of, to }) => {
            shown(row, column) == (0..=*to).map(|row| shown(row, *of)).sum::<i128>()
        }
        Some(Formula::Columns { plus, minus }) => {
            shown(row, column) == shown(row, *plus) - shown(row, *minus)
        }
        Some(Formula::Rows(rows)) => {
            let parts =
                rows.iter().map(|(of, minus)| if *minus { -shown(*of, column) } else { shown(*of, column) });
            shown(row, column) == parts.sum::<i128>()
        }
    };
    let all = table.rows.iter().enumerate().all(|(row, content)| {
        content.cells.iter().enumerate().all(|(column, cell)| match cell {
            Cell::Amount(figure) => adds_up(row, column, figure),
            _ => true,
        })
    });
    if !all {
        table.notes.push(phrase("om.avrundning").to_string());
    }
    table
}

/// Drops the rows that say nothing: no figure in any column.
pub fn has_figures(row: &Row) -> bool {
    row.cells.iter().any(|cell| matches!(cell, Cell::Amount(_) | Cell::Missing(_)))
}
