//! The loans year by year: what falls due and whose rate is set anew, as a table and its picture.

use crate::consolidate::finance::calendar::{DueInYear, by_year};
use crate::doc::{Block, Cell, Chart, ChartKind, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::query::Query;
use crate::report::Material;
use crate::report::build::{column, figure, said_rounding, sum_rows, table, text};
use crate::report::described::described;
use crate::text::phrase::phrase;

/// Nothing for a municipality whose loans say nothing of the time.
pub fn blocks(material: &Material) -> Vec<Block> {
    let Some(table) = due(material) else { return Vec::new() };
    let picture = picture(&table);
    vec![Block::Table(table), Block::Chart(picture)]
}

/// A row a year, what falls due later and what has no day: together all loans that stand.
fn due(material: &Material) -> Option<Table> {
    let found = by_year(&material.registers.finances, material.period)?;
    let row = |key: String, name: String, role: Role, [capital, fixing]: [Query; 2]| {
        let cells = vec![text(name), figure(material, Some(capital)), figure(material, Some(fixing))];
        Row { key: RowKey::Other(key), role, depth: 0, cells }
    };
    let of = |one: &DueInYear| [one.capital.clone(), one.fixing.clone()];
    let mut rows: Vec<Row> = found
        .years
        .iter()
        .map(|one| row(one.year.to_string(), one.year.to_string(), Role::Item, of(one)))
        .collect();
    let later = row("senare".into(), phrase("finansrad.senare").into(), Role::Item, of(&found.later));
    // Few loans are longer than the years that are told.
    rows.extend(later.cells.iter().skip(1).any(|cell| *cell != Cell::Empty).then_some(later));
    rows.push(row("utan".into(), phrase("finansrad.utan_dag").into(), Role::Item, of(&found.undated)));
    let all = found.years.iter().chain([&found.later, &found.undated]);
    let (capital, fixing) = all.map(|one| (one.capital.clone(), one.fixing.clone())).unzip();
    let sums = [Query::sum(capital), Query::sum(fixing)];
    let parts: Vec<(usize, bool)> = (0..rows.len()).map(|at| (at, false)).collect();
    let mut total = row("summa".into(), phrase("finansrad.summa").into(), Role::Total, sums);
    sum_rows(&mut total, &parts);
    rows.push(total);
    let columns = vec![
        column("år", phrase("finanskolumn.år"), ColumnKind::Text { wide: true }),
        column("kapital", phrase("finanskolumn.kapital_förfaller"), ColumnKind::Amount),
        column("ränta", phrase("finanskolumn.räntan_bunden"), ColumnKind::Amount),
    ];
    let day = material.period.last_day().to_string();
    let mut built = table(
        "forfall_per_ar",
        material.standing_with("finanspolicy.per_år", &[("dag", &day)]),
        columns,
        rows,
    );
    built.notes.push(material.standing("finanspolicy.per_år_not").to_string());
    Some(said_rounding(built))
}

fn picture(table: &Table) -> Chart {
    let chart = Chart {
        id: "diagram_forfall".to_string(),
        title: phrase("finanspolicy.per_år_diagram").to_string(),
        alt: phrase("finanspolicy.per_år_diagram_alt").to_string(),
        axis: phrase("diagram.tkr").to_string(),
        kind: ChartKind::Columns,
        table: table.id.clone(),
        rows: (0..table.rows.len().saturating_sub(1)).collect(),
        series: vec![1, 2],
    };
    described(chart, table)
}
