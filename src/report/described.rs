//! What a chart shows, in words from the figures it is drawn of: for those who do not see it.

use std::cmp::Ordering;

use crate::doc::{Cell, Chart, ChartKind, Table};
use crate::text::cell::cell_text;
use crate::text::format::listed;
use crate::text::phrase::{filled, phrase};

/// The chart with what its figures say after what kind of picture it is.
pub fn described(chart: Chart, table: &Table) -> Chart {
    let shown = Shown { chart: &chart, table };
    let facts: Vec<String> = match chart.kind {
        ChartKind::Lines => shown.each_series(Shown::course),
        ChartKind::Bars | ChartKind::Columns => shown.each_series(Shown::extent),
        ChartKind::Stacks => chart.rows.iter().filter_map(|row| shown.parts(*row)).collect(),
    };
    let unit = filled("diagram.enhet", &[("enhet", &chart.axis)]);
    let said = [vec![chart.alt.clone(), unit], facts, vec![phrase("diagram.talen").to_string()]].concat();
    Chart { alt: said.join(" "), ..chart }
}

struct Shown<'a> {
    chart: &'a Chart,
    table: &'a Table,
}

impl Shown<'_> {
    fn each_series(&self, say: impl Fn(&Self, usize) -> Option<String>) -> Vec<String> {
        self.chart.series.iter().filter_map(|series| say(self, *series)).collect()
    }

    fn heading(&self, column: usize) -> &str {
        &self.table.columns[column].heading
    }

    /// A cell as the table prints it.
    fn written(&self, row: usize, column: usize) -> String {
        let cell = self.table.rows[row].cells.get(column).unwrap_or(&Cell::Empty);
        cell_text(cell, &self.table.columns[column], self.table)
    }

    /// The rows in which a series has a figure, as they stand.
    fn rows(&self, column: usize) -> Vec<usize> {
        let there = |row: &usize| value(self.table.rows[*row].cells.get(column)).is_some();
        self.chart.rows.iter().copied().filter(there).collect()
    }

    fn at(&self, row: usize, column: usize) -> String {
        filled("diagram.värde", &[("värde", &self.written(row, column)), ("rad", &self.written(row, 0))])
    }

    /// Least, most and last of a line; where it is one point, that.
    fn course(&self, column: usize) -> Option<String> {
        let rows = self.rows(column);
        let (least, most) = self.ends(&rows, column)?;
        let last = *rows.last()?;
        let (least, most, last) = (self.at(least, column), self.at(most, column), self.at(last, column));
        let series = ("serie", self.heading(column));
        Some(match rows.len() {
            1 => filled("diagram.punkt", &[series, ("sist", &last)]),
            _ => filled("diagram.linje", &[series, ("lägst", &least), ("högst", &most), ("sist", &last)]),
        })
    }

    /// Most and least of the bars of a series.
    fn extent(&self, column: usize) -> Option<String> {
        let (least, most) = self.ends(&self.rows(column), column)?;
        let (least, most) = (self.at(least, column), self.at(most, column));
        Some(filled(
            "diagram.staplar",
            &[("serie", self.heading(column)), ("högst", &most), ("lägst", &least)],
        ))
    }

    /// The first of the rows with the least figure and of those with the most.
    fn ends(&self, rows: &[usize], column: usize) -> Option<(usize, usize)> {
        let by = |one: usize, other: usize| {
            let figure = |row: usize| value(self.table.rows[row].cells.get(column));
            figure(one).cmp(&figure(other))
        };
        let first = |wanted: Ordering| {
            rows.iter().copied().reduce(|best, row| if by(row, best) == wanted { row } else { best })
        };
        Some((first(Ordering::Less)?, first(Ordering::Greater)?))
    }

    /// All parts of a bar.
    fn parts(&self, row: usize) -> Option<String> {
        let part = |column: &usize| {
            let value = self.written(row, *column);
            (!value.is_empty()).then(|| format!("{} {value}", self.heading(*column).to_lowercase()))
        };
        let parts: Vec<String> = self.chart.series.iter().filter_map(part).collect();
        let said = || filled("diagram.delar", &[("rad", &self.written(row, 0)), ("delar", &listed(&parts))]);
        (!parts.is_empty()).then(said)
    }
}

/// What figures are ordered by.
fn value(cell: Option<&Cell>) -> Option<rust_decimal::Decimal> {
    match cell? {
        Cell::Amount(figure) => figure.value.to_kr(),
        Cell::Number(quantity) | Cell::Percent(quantity) => Some(quantity.value),
        _ => None,
    }
}
