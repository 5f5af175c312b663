//! Resultaträkning, balansräkning and kassaflödesanalys as tables, line by line from their layouts.

use super::Material;
use super::build::{column, difference, figure, said_rounding, sum_rows, table, text};
use crate::consolidate::statement::{Shown, query};
use crate::doc::{Cell, Column, ColumnKind, Figure, Formula, Role, Row, RowKey, Table};
use crate::domain::period::{Month, PeriodKind};
use crate::domain::statement::{Layout, LayoutLine, LineKind, StatementKind};
use crate::text::phrase::{filled, phrase};
use crate::text::report::{month_name, year_to_date};

/// Key of the column that refers to the notes.
const NOTE: &str = "not";

/// One column of a statement.
enum Shows {
    Note,
    Figures(Shown),
    /// Column index less column index.
    Deviation(usize, usize),
}

/// The income statement: at year end budget, outcome and last year; during the year as LKBR 13 kap. 3 § asks.
pub fn income(material: &Material) -> Option<Table> {
    let year = material.period.year;
    let mut columns = heads();
    let now = Shown::outcome(material.period);
    if material.kind == PeriodKind::Year {
        columns.push((
            amount("budget", filled("kolumn.budget_år", &[("år", &year.to_string())])),
            shows(Shown::budget(year)),
        ));
        columns.push((amount("utfall", year.to_string()), shows(now)));
        columns.push((deviation("avvikelse", phrase("kolumn.avvikelse")), Shows::Deviation(3, 2)));
        columns
            .push((amount("utfall_fg", (year - 1).to_string()), shows(Shown::outcome(material.last_year()))));
    } else {
        columns.push((amount("utfall", through(material.period)), shows(now)));
        let before = Shown::outcome(material.last_year());
        columns.push((amount("utfall_fg", through(material.last_year())), shows(before)));
        columns.push((
            amount("budget", filled("kolumn.budget_år", &[("år", &year.to_string())])),
            shows(Shown::budget(year)),
        ));
        if let Some(given) = material.forecast {
            columns
                .push((amount("prognos", forecast_heading(material, given)), shows(Shown::forecast(given))));
            columns.push((
                deviation("prognosavvikelse", phrase("kolumn.prognosavvikelse")),
                Shows::Deviation(5, 4),
            ));
        }
    }
    let mut built =
        statement(material, StatementKind::Income, "rr", &phrase_of(StatementKind::Income), columns)?;
    // What the columns are that this report has.
    let meaning = match (material.kind, material.forecast) {
        (PeriodKind::Year, _) => Some(material.standing("drift.not")),
        (_, forecast) => forecast.map(|_| material.standing("rr.prognos_not")),
    };
    built.notes.extend(meaning.map(str::to_string));
    built.notes.extend(super::deviations::stand_in_notes(material));
    Some(built)
}

/// The balance sheet: now and the last year-end (LKBR 6 kap. 2 §; 13 kap. 3 §).
pub fn balance(material: &Material) -> Option<Table> {
    let mut columns = heads();
    columns.push((
        amount("utfall", material.period.last_day().to_string()),
        shows(Shown::outcome(material.period)),
    ));
    let before = material.last_closing();
    let day = before.through.last_day().to_string();
    let note = before.from_opening.then(|| {
        material.standing_with("br.ur_ingående", &[("dag", &day), ("år", &material.period.year.to_string())])
    });
    columns.push((amount("utfall_fg", day), shows(before)));
    let mut built =
        statement(material, StatementKind::Balance, "br", &phrase_of(StatementKind::Balance), columns)?;
    built.notes.extend(note);
    built.notes.extend(without_pledges(material, &built));
    Some(built)
}

/// Within the year, that what is given for its end alone is blank.
fn without_pledges(material: &Material, balance: &Table) -> Option<String> {
    let layout = material.registers.layout(StatementKind::Balance, material.period)?;
    let (now, before) = (balance.column("utfall")?, balance.column("utfall_fg")?);
    let rows = layout.lines.iter().zip(&balance.rows);
    let mut given = rows.filter(|(line, _)| matches!(line.kind, LineKind::Given(_))).map(|(_, row)| row);
    let blank = given.any(|row| row.cells[now] == Cell::Empty && row.cells[before] != Cell::Empty);
    let day = material.period.last_day().to_string();
    (material.period.month != 12 && blank)
        .then(|| material.standing_with("br.bara_december", &[("dag", &day)]))
}

/// The cash flow statement (LKBR 8 kap. 1 §).
pub fn cash_flow(material: &Material) -> Option<Table> {
    let mut columns = vec![(head(), Shows::Note)];
    let year = material.period.year;
    columns.push((amount("utfall", year.to_string()), shows(Shown::outcome(material.period))));
    columns.push((amount("utfall_fg", (year - 1).to_string()), shows(Shown::outcome(material.last_year()))));
    statement(material, StatementKind::CashFlow, "kassaflode", &phrase_of(StatementKind::CashFlow), columns)
}

/// The budget and the two years of the plan; nothing without a plan.
pub fn plan(material: &Material) -> Option<Table> {
    let year = material.period.year;
    let mut columns = vec![(head(), Shows::Note)];
    let heading = filled("kolumn.budget_år", &[("år", &year.to_string())]);
    columns.push((amount("budget", heading), shows(Shown::budget(year))));
    for (key, ahead) in [("plan_1", 1), ("plan_2", 2)] {
        let heading = filled("kolumn.plan_år", &[("år", &(year + ahead).to_string())]);
        columns.push((amount(key, heading), shows(Shown::budget(year + ahead))));
    }
    let built = statement(material, StatementKind::Income, "plan", phrase("plan.rubrik"), columns)?;
    let planned = |row: &Row| row.cells.iter().skip(2).any(|cell| matches!(cell, Cell::Amount(_)));
    built.rows.iter().any(planned).then_some(built)
}

/// A statement for a report without notes: the column that refers to them is left out.
pub fn without_notes(mut table: Table) -> Table {
    let Some(at) = table.column(NOTE) else { return table };
    table.columns.remove(at);
    let moved = |column: usize| if column > at { column - 1 } else { column };
    for row in &mut table.rows {
        row.cells.remove(at);
        for cell in &mut row.cells {
            if let Cell::Amount(Figure { formula: Some(Formula::Columns { plus, minus }), .. }) = cell {
                (*plus, *minus) = (moved(*plus), moved(*minus));
            }
        }
    }
    table
}

fn phrase_of(kind: StatementKind) -> String {
    let text = match kind {
        StatementKind::Income => phrase("rr.rubrik"),
        StatementKind::Balance => phrase("br.rubrik"),
        StatementKind::CashFlow => phrase("kassaflöde.rubrik"),
    };
    text.to_string()
}

/// How a forecast column is headed: the month it was given, when that is not the report's own.
pub fn forecast_heading(material: &Material, given: Month) -> String {
    if given == material.period {
        filled("kolumn.prognos_år", &[("år", &given.year.to_string())])
    } else {
        filled("kolumn.prognos_per", &[("månad", &month_name(given))])
    }
}

fn through(month: Month) -> String {
    filled("kolumn.utfall_tom", &[("månad", &year_to_date(month))])
}

fn shows(shown: Shown) -> Shows {
    Shows::Figures(shown)
}

fn head() -> Column {
    column("rad", phrase("kolumn.post"), ColumnKind::Text { wide: true })
}

fn heads() -> Vec<(Column, Shows)> {
    vec![(head(), Shows::Note), (column(NOTE, phrase("kolumn.not"), ColumnKind::Word), Shows::Note)]
}

fn amount(key: &str, heading: String) -> Column {
    column(key, heading, ColumnKind::Amount)
}

fn deviation(key: &str, heading: &str) -> Column {
    column(key, heading, ColumnKind::Signed)
}

fn statement(
    material: &Material,
    kind: StatementKind,
    id: &str,
    caption: &str,
    columns: Vec<(Column, Shows)>,
) -> Option<Table> {
    let layout = material.registers.layout(kind, material.period)?;
    let noted = super::notes::numbers(material);
    let mut rows: Vec<Row> =
        layout.lines.iter().map(|line| row(material, layout, line, &columns, &noted)).collect();
    for (at, line) in layout.lines.iter().enumerate() {
        if let LineKind::Sum(parts) | LineKind::Memo(_, parts) = &line.kind {
            let of = parts.iter().filter_map(|(part, minus)| {
                layout.lines.iter().position(|line| line.id == *part).map(|row| (row, *minus))
            });
            let of: Vec<(usize, bool)> = of.collect();
            if !of.is_empty() {
                sum_rows(&mut rows[at], &of);
            }
        }
    }
    let built = table(id, caption, columns.into_iter().map(|(column, _)| column).collect(), rows);
    Some(said_rounding(built))
}

/// One line; it refers to its note only where there is one.
fn row(
    material: &Material,
    layout: &Layout,
    line: &LayoutLine,
    columns: &[(Column, Shows)],
    noted: &[String],
) -> Row {
    let note = line.note.clone().filter(|note| noted.contains(note));
    let interim = line.interim_text.clone().filter(|_| material.kind != PeriodKind::Year);
    let mut cells: Vec<Cell> = vec![text(interim.unwrap_or_else(|| line.text.clone()))];
    for (_, shows) in columns.iter().skip(1) {
        let cell = match shows {
            Shows::Note => text(note.clone().unwrap_or_default()),
            Shows::Figures(shown) => figure(material, query(material.registers, layout, line, shown)),
            Shows::Deviation(plus, minus) => difference(&cells, *plus, *minus),
        };
        cells.push(cell);
    }
    Row { key: RowKey::Line(line.id.clone()), role: role(line), depth: line.depth, cells }
}

fn role(line: &LayoutLine) -> Role {
    match &line.kind {
        LineKind::Heading => Role::Group,
        LineKind::Sum(_) if line.total => Role::Total,
        LineKind::Sum(_) => Role::Subtotal,
        LineKind::Memo(..) => Role::Memo,
        LineKind::Post(_) | LineKind::Given(_) => Role::Item,
    }
}
