//! The year month by month: budget, outcome and last year, by themselves and added up.

use super::Material;
use super::build::{column, difference, figure, said_rounding, sum_rows, table, text};
use super::described::described;
use super::flat::{Measure, month_columns, month_measures};
use super::statements::forecast_heading;
use crate::consolidate::statement::{Shown, line, line_query};
use crate::doc::{
    Block, Cell, Chart, ChartKind, Column, ColumnKind, Figure, Formula, Role, Row, RowKey, Table,
};
use crate::domain::period::Month;
use crate::domain::query::{Basis, FactQuery, Query, Span};
use crate::domain::statement::StatementKind;
use crate::text::phrase::{filled, phrase};
use crate::text::report::{name_of_month, year_to_date};

/// Columns of the tables: the months' own amounts, and those added up since January.
const BUDGET: usize = 1;
const OUTCOME: usize = 2;
const BEFORE: usize = 4;
const ADDED: usize = 5;

/// Net costs and result, each as a table and a picture of it.
pub fn blocks(material: &Material) -> Vec<Block> {
    let lines = [
        ("manader_netto", line::NET_COST, phrase("månader.netto"), ChartKind::Columns),
        ("manader_resultat", line::RESULT, phrase("månader.resultat"), ChartKind::Lines),
    ];
    let mut blocks = Vec::new();
    for (id, code, caption, kind) in lines {
        let own = drawn(material, id, code, caption, kind);
        if !blocks.is_empty() && !own.is_empty() {
            blocks.push(Block::PageBreak);
        }
        blocks.extend(own);
    }
    blocks
}

/// Net costs alone, of a part.
pub fn net_cost(material: &Material) -> Vec<Block> {
    drawn(material, "manader_netto", line::NET_COST, phrase("månader.netto"), ChartKind::Columns)
}

/// The result alone, for a report.
pub fn result(material: &Material) -> Vec<Block> {
    drawn(material, "manader_resultat", line::RESULT, phrase("månader.resultat"), ChartKind::Lines)
}

fn drawn(material: &Material, id: &str, code: &str, caption: &str, kind: ChartKind) -> Vec<Block> {
    let Some(table) = table_of(material, id, code, caption) else { return Vec::new() };
    let chart = chart(material, &table, kind);
    vec![Block::Table(table), Block::Chart(chart)]
}

fn table_of(material: &Material, id: &str, code: &str, caption: &str) -> Option<Table> {
    let year = material.period.year;
    let months: Vec<Month> = (1..=12).filter_map(|number| Month::new(year, number)).collect();
    let mut rows: Vec<Row> = Vec::new();
    for month in months {
        rows.push(row(material, code, month, rows.len())?);
    }
    // Of the months that have come: a year's budget beside eight months' outcome would be no comparison.
    let come = usize::from(material.period.month);
    let parts: Vec<(usize, bool)> = (0..come).map(|row| (row, false)).collect();
    let mut total = total(material, &rows[..come]);
    sum_rows(&mut total, &parts);
    rows.push(total);
    let mut built = table(id, caption, columns(material), rows);
    if code == line::NET_COST {
        built.notes.push(material.standing("månader.netto_not").to_string());
    }
    Some(said_rounding(built))
}

fn columns(material: &Material) -> Vec<Column> {
    let year = material.period.year;
    let mut columns = vec![column("månad", phrase("kolumn.månad"), ColumnKind::Text { wide: false })];
    let own = month_columns(year);
    let added = own.iter().map(|one| {
        let heading = filled("kolumn.ackumulerad", &[("kolumn", &one.heading)]);
        column(&format!("{}_ack", one.key), heading, ColumnKind::Amount)
    });
    let added: Vec<Column> = added.collect();
    columns.extend(own);
    columns.insert(3, column("avvikelse", phrase("kolumn.avvikelse"), ColumnKind::Signed));
    columns.extend(added);
    let forecast = material.forecast.map(|given| forecast_heading(material, given));
    columns.extend(forecast.map(|heading| column("prognos", heading, ColumnKind::Amount)));
    columns
}

/// A month of a line. What has not come yet is blank: a zero would be an outcome.
fn row(material: &Material, code: &str, month: Month, at: usize) -> Option<Row> {
    let come = month <= material.period;
    let shown = material.of_scope(&Shown::outcome(month));
    let asked = line_query(material.registers, StatementKind::Income, code, &shown)?;
    let measures = month_measures(month);
    let of = |measure: &Measure, span: Span| {
        let later = measure.span.year == month.year && !come && measure.basis != Basis::BudgetRevised;
        if later { Cell::Empty } else { figure(material, Some(in_span(&asked, measure, span))) }
    };
    let [budget, outcome, before] = measures.as_slice() else { return None };
    let mut cells = vec![text(name_of_month(month)), of(budget, budget.span), of(outcome, outcome.span)];
    let deviation = if come { difference(&cells, OUTCOME, BUDGET) } else { Cell::Empty };
    cells.extend([deviation, of(before, before.span)]);
    for (measure, column) in [(budget, BUDGET), (outcome, OUTCOME), (before, BEFORE)] {
        let added = of(measure, Span { from: 1, ..measure.span });
        cells.push(match added {
            Cell::Amount(figure) => {
                Cell::Amount(Figure { formula: Some(Formula::Running { of: column, to: at }), ..figure })
            }
            other => other,
        });
    }
    // The forecast is of the whole year.
    cells.extend(material.forecast.map(|given| {
        let shown = material.of_scope(&Shown::forecast(given));
        let query = line_query(material.registers, StatementKind::Income, code, &shown);
        if month.month == 12 { figure(material, query) } else { Cell::Empty }
    }));
    let key = RowKey::Other(format!("{month}"));
    Some(Row { key, role: Role::Item, depth: 0, cells })
}

/// The same line with another basis and in other periods.
fn in_span(query: &Query, measure: &Measure, span: Span) -> Query {
    let all = |parts: &[Query]| parts.iter().map(|part| in_span(part, measure, span)).collect();
    match query {
        Query::Facts(one) => Query::Facts(FactQuery { basis: measure.basis.clone(), span, ..one.clone() }),
        Query::Net { plus, minus } => Query::Net { plus: all(plus), minus: all(minus) },
        other => other.clone(),
    }
}

/// The sum of the months' own amounts.
fn total(material: &Material, rows: &[Row]) -> Row {
    let sum = |column: usize| {
        let parts: Vec<&Figure> = rows
            .iter()
            .filter_map(|row| if let Cell::Amount(figure) = &row.cells[column] { Some(figure) } else { None })
            .collect();
        let query = Query::sum(parts.iter().map(|part| part.query.clone()).collect());
        let value = parts.iter().map(|part| part.value).sum();
        if parts.is_empty() { Cell::Empty } else { Cell::Amount(Figure { value, query, formula: None }) }
    };
    let month = year_to_date(material.period);
    let mut cells = vec![text(filled("månader.summa", &[("månader", &month)]))];
    cells.extend((1..ADDED).map(sum));
    cells.resize(rows.first().map_or(ADDED, |row| row.cells.len()), Cell::Empty);
    Row { key: RowKey::Other("summa".to_string()), role: Role::Total, depth: 0, cells }
}

/// The months' own amounts as columns, those added up as lines.
fn chart(material: &Material, table: &Table, kind: ChartKind) -> Chart {
    let year = material.period.year.to_string();
    let values = [("vad", table.caption.as_str()), ("år", &year)];
    let (title, alt, series) = match kind {
        ChartKind::Lines => (
            filled("månader.diagram", &values),
            filled("månader.diagram_alt", &values),
            (ADDED..table.columns.len()).collect(),
        ),
        _ => (
            filled("månader.staplar", &values),
            filled("månader.staplar_alt", &values),
            vec![BUDGET, OUTCOME],
        ),
    };
    let chart = Chart {
        id: format!("diagram_{}", table.id),
        title,
        alt,
        axis: phrase("diagram.tkr").to_string(),
        kind,
        table: table.id.clone(),
        rows: (0..table.rows.len().saturating_sub(1)).collect(),
        series,
    };
    described(chart, table)
}
