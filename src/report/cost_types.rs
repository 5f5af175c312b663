//! The whole municipality by cost type, line by line of the resultaträkning.

use super::Material;
use super::build::{column, has_figures, said_rounding, sum_rows, table};
use super::drift::{Detail, Shows, columns, node_row};
use crate::consolidate::statement::{Shown, income_posts, line, line_query};
use crate::doc::{Cell, Column, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::account::{CostType, LineId};
use crate::domain::query::{Pick, Query};
use crate::domain::statement::{Extent, StatementKind};
use crate::text::phrase::phrase;

/// Nothing where the account plan has no cost types.
pub fn table_of(material: &Material) -> Option<Table> {
    let columns = columns(material, Detail::Workbook);
    let kinds = material.registers.accounts.cost_types(material.period.year);
    kinds.first()?;
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    for line in income_posts(material.registers, material.period) {
        let own: Vec<&CostType> =
            kinds.iter().filter(|(_, of, _)| **of == line).map(|(kind, _, _)| *kind).collect();
        lines.extend(add_line(material, &columns, &line, &own, &mut rows));
    }
    let result = LineId::new(line::RESULT);
    let ask = |shown: &Shown| {
        let shown = material.of_scope(shown);
        let query = line_query(material.registers, StatementKind::Income, line::RESULT, &shown);
        query.unwrap_or(Query::sum(Vec::new()))
    };
    // A part has no result of its own: what its lines come to is a sum.
    let (name, key) = match material.scope {
        None => (name(material, &result), RowKey::Line(result)),
        Some(_) => (phrase("kostnadsslag.summa").to_string(), RowKey::Other("summa".to_string())),
    };
    let mut total = node_row(material, &columns, &name, key, (Role::Total, 0), ask);
    sum_rows(&mut total, &lines.iter().map(|line| (*line, false)).collect::<Vec<_>>());
    rows.push(total);
    let head = column("rad", phrase("kolumn.kostnadsslag"), ColumnKind::Text { wide: true });
    let heads: Vec<Column> =
        std::iter::once(head).chain(columns.into_iter().map(|(column, _)| column)).collect();
    Some(said_rounding(table("kostnadsslag", phrase("kostnadsslag.rubrik"), heads, rows)))
}

/// Adds a line and its cost types, with what is on none of them as a row of its own; the line's row.
fn add_line(
    material: &Material,
    columns: &[(Column, Shows)],
    line: &LineId,
    kinds: &[&CostType],
    rows: &mut Vec<Row>,
) -> Option<usize> {
    let at = rows.len();
    let pick = |pick: Pick, shown: &Shown| material.of_scope(shown).of(pick, Extent::Movement);
    let whole = |shown: &Shown| pick(Pick::Line(line.clone()), shown);
    let of = |kind: &CostType, shown: &Shown| pick(Pick::CostType(kind.clone()), shown);
    let key = RowKey::Line(line.clone());
    let row = node_row(material, columns, &name(material, line), key, (Role::Item, 0), whole);
    if !has_figures(&row) {
        return None;
    }
    rows.push(row);
    let item = |name: &str, ask: &dyn Fn(&Shown) -> Query| {
        let key = RowKey::Other(format!("{} {name}", line.0));
        node_row(material, columns, name, key, (Role::Item, 1), ask)
    };
    let mut parts: Vec<Row> =
        kinds.iter().map(|kind| item(kind.0.as_str(), &|shown| of(kind, shown))).collect();
    parts.push(item(phrase("kostnadsslag.övrigt"), &|shown| {
        whole(shown).minus(Query::sum(kinds.iter().map(|kind| of(kind, shown)).collect()))
    }));
    let said = |row: &Row| {
        row.cells.iter().any(|cell| matches!(cell, Cell::Amount(figure) if !figure.value.is_zero()))
    };
    parts.retain(said);
    let first = rows.len();
    // A line that is all of one kind says no more by saying it twice.
    if parts.len() > 1 {
        rows.extend(parts);
        let sum: Vec<(usize, bool)> = (first..rows.len()).map(|row| (row, false)).collect();
        rows[at].role = Role::Group;
        sum_rows(&mut rows[at], &sum);
    }
    Some(at)
}

fn name(material: &Material, line: &LineId) -> String {
    let layout = material.registers.layout(StatementKind::Income, material.period);
    layout.and_then(|layout| layout.line(line)).map(|line| line.text.clone()).unwrap_or_default()
}
