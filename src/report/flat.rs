//! The facts as flat tables: a row for each unit and line, ready to be filtered, pivoted and summed by formulas.

use std::collections::{BTreeMap, BTreeSet};

use super::Material;
use super::build::{column, figure, table, text};
use super::statements::forecast_heading;
use crate::consolidate::statement::{Shown, income_posts};
use crate::doc::{AmountUnit, Cell, Column, ColumnKind, DATA, MONTHS, Role, Row, RowKey, Table};
use crate::domain::account::{CostType, LineId};
use crate::domain::code::Code;
use crate::domain::org::OrgNode;
use crate::domain::period::{LedgerPeriod, Month, PeriodKind};
use crate::domain::query::{Basis, FactQuery, Pick, Query, Span};
use crate::domain::statement::{Extent, LayoutLine, LineKind, StatementKind};
use crate::text::phrase::{filled, phrase};
use crate::text::report::{name_of_month, year_to_date};

/// The columns that say what a row is of, before those of amounts.
pub const UNIT: usize = 0;
pub const GROUP: usize = 3;
pub const LINE: usize = 4;
pub const COST_TYPE: usize = 5;
const HEADS: usize = 6;
/// The month stands after them.
const MONTH: usize = 6;

/// What a column of amounts shows: a basis in some periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    pub basis: Basis,
    pub span: Span,
}

/// A flat table, and what its columns of amounts show.
pub struct Flat {
    pub id: &'static str,
    pub table: Table,
    measures: Vec<Measured>,
}

/// What a column of amounts shows; in a table by month once for each of them, with the month's text.
struct Measured {
    column: usize,
    measure: Measure,
    month: Option<String>,
}

impl Flat {
    /// The column of a selection's basis and periods, and the month that its rows must have where the table has months.
    pub fn column(&self, query: &FactQuery) -> Option<(usize, Option<(usize, String)>)> {
        let own = |one: &&Measured| one.measure.basis == query.basis && one.measure.span == query.span;
        let found = self.measures.iter().find(own)?;
        Some((found.column, found.month.clone().map(|month| (MONTH, month))))
    }

    /// The texts of lines that a subtotal of the resultaträkning is made of, by its text.
    pub fn groups(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut groups: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for row in &self.table.rows {
            if let (Cell::Text(group), Cell::Text(line)) = (&row.cells[GROUP], &row.cells[LINE]) {
                groups.entry(group).or_default().insert(line);
            }
        }
        groups
    }

    /// A column without amounts says nothing.
    fn without_empty(mut table: Table, measures: Vec<Measure>) -> Flat {
        let filled = |at: usize| table.rows.iter().any(|row| is_amount(&row.cells[at]));
        let (kept, empty): (Vec<usize>, Vec<usize>) =
            (HEADS..HEADS + measures.len()).partition(|at| filled(*at));
        let empty: Vec<String> = empty.iter().map(|at| table.columns[*at].key.clone()).collect();
        table.without(&empty.iter().map(String::as_str).collect::<Vec<_>>());
        let of = |(at, old): (usize, &usize)| Measured {
            column: HEADS + at,
            measure: measures[old - HEADS].clone(),
            month: None,
        };
        let measures = kept.iter().enumerate().map(of).collect();
        Flat { id: DATA, table, measures }
    }
}

/// A row of the flat tables: a unit's own bookings on a line, or on one cost type of it.
struct Place<'a> {
    node: &'a OrgNode,
    line: LineId,
    cost_type: Option<CostType>,
}

/// Every unit's lines, with budget, outcome and forecast. Nothing without a resultaträkning.
pub fn data(material: &Material) -> Option<Flat> {
    let year = material.period.year;
    let named = |key: &str, heading: String, shown: Shown| (key.to_string(), heading, shown);
    let budget =
        |key: &str, heading: String, basis: Basis| named(key, heading, Shown::budget_of(basis, year));
    let number = year.to_string();
    let of_year = [("år", number.as_str())];
    let mut shown = vec![
        budget("ursprunglig", filled("kolumn.ursprunglig", &of_year), Basis::BudgetOriginal),
        budget("förändring", phrase("kolumn.förändringar").to_string(), Basis::BudgetChanges),
        budget("budget", filled("kolumn.budget_år", &of_year), Basis::BudgetRevised),
    ];
    let month = year_to_date(material.period);
    if material.kind != PeriodKind::Year {
        let heading = filled("kolumn.budget_tom", &[("månad", &month)]);
        shown.push(named("budget_ack", heading, Shown::budget_through(material.period)));
    }
    for (key, through) in [("utfall", material.period), ("utfall_fg", material.last_year())] {
        let heading = filled("kolumn.utfall_tom", &[("månad", &year_to_date(through))]);
        shown.push(named(key, heading, Shown::outcome(through)));
    }
    if let Some(given) = material.forecast {
        shown.push(named("prognos", forecast_heading(material, given), Shown::forecast(given)));
        let last = material.last_forecast();
        shown.extend(
            last.map(|last| named("prognos_förra", forecast_heading(material, last), Shown::forecast(last))),
        );
    }
    for (key, ahead) in [("plan_1", 1), ("plan_2", 2)] {
        let heading = filled("kolumn.plan_år", &[("år", &(year + ahead).to_string())]);
        shown.push(named(key, heading, Shown::budget(year + ahead)));
    }
    shown.extend(later_changes(material));
    shown.extend(earlier_forecasts(material));
    // A formula names its columns: blanks that look alike are alike.
    let heading = |heading: &str| heading.replace('\u{a0}', " ");
    let columns: Vec<Column> =
        shown.iter().map(|(key, shown, _)| column(key, heading(shown), ColumnKind::Amount)).collect();
    let measures: Vec<Measure> = shown
        .into_iter()
        .map(|(_, _, shown)| Measure { span: shown.span(Extent::Movement), basis: shown.basis })
        .collect();
    let rows = places(material)?.into_iter().map(|place| place.row(material, &measures, Vec::new()));
    let rows = rows.filter(says_something).collect();
    let built = table(DATA, phrase("data.rubrik"), heads(columns, false), rows);
    Some(Flat::without_empty(Table { unit: AmountUnit::KrOre, ..built }, measures))
}

/// Each later decision of the budget by itself.
fn later_changes(material: &Material) -> Vec<(String, String, Shown)> {
    let year = material.period.year;
    let of = |name: &Code| {
        let heading = filled("kolumn.beslut_för_sig", &[("beslut", name.as_str())]);
        (format!("beslut {name}"), heading, Shown::budget_of(Basis::BudgetDecision(name.clone()), year))
    };
    material.cube.decisions(year).into_iter().map(of).collect()
}

/// At year end what was forecast within the year.
fn earlier_forecasts(material: &Material) -> Vec<(String, String, Shown)> {
    let told = material.kind == PeriodKind::Year;
    let given = material.earlier.iter().map(|one| one.given).filter(|_| told);
    let of = |month: Month| {
        (format!("prognos {month}"), forecast_heading(material, month), Shown::forecast(month))
    };
    given.filter(|month| material.forecast != Some(*month)).map(of).collect()
}

/// The same rows month by month, with budget, outcome and the outcome of the same month last year.
pub fn months(material: &Material) -> Option<Flat> {
    let year = material.period.year;
    let (mut rows, mut shown) = (Vec::new(), Vec::new());
    let places = places(material)?;
    for month in (1..=12).filter_map(|number| Month::new(year, number)) {
        let measures = month_measures(month);
        for place in &places {
            let row = place.row(material, &measures, vec![text(name_of_month(month))]);
            rows.extend(Some(row).filter(says_something));
        }
        let month = Some(name_of_month(month).to_string());
        let of = |(at, measure)| Measured { column: MONTH + 1 + at, measure, month: month.clone() };
        shown.extend(measures.into_iter().enumerate().map(of));
    }
    let columns = month_columns(year);
    let built = table(MONTHS, phrase("månadsdata.rubrik"), heads(columns, true), rows);
    Some(Flat { id: MONTHS, table: Table { unit: AmountUnit::KrOre, ..built }, measures: shown })
}

/// What is shown of a single month: budget, outcome, and the outcome of the same month last year.
pub fn month_measures(month: Month) -> Vec<Measure> {
    let before = month.year_before();
    [(Basis::BudgetRevised, month), (Basis::Outcome, month), (Basis::Outcome, before)]
        .map(|(basis, month)| Measure { basis, span: in_month(month) })
        .into()
}

pub fn month_columns(year: i32) -> Vec<Column> {
    let heading = |key: &str, year: i32| match key {
        "budget" => filled("kolumn.budget_år", &[("år", &year.to_string())]),
        _ => filled("kolumn.utfall_år", &[("år", &year.to_string())]),
    };
    let keys = [("budget", year), ("utfall", year), ("utfall_fg", year - 1)];
    keys.map(|(key, year)| column(key, heading(key, year), ColumnKind::Amount)).into()
}

/// December has the closing entries.
fn in_month(month: Month) -> Span {
    let to = if month.month == 12 { LedgerPeriod::CLOSING } else { month.month };
    Span { year: month.year, from: month.month, to }
}

fn heads(amounts: Vec<Column>, by_month: bool) -> Vec<Column> {
    let narrow = ColumnKind::Text { wide: false };
    let mut heads = vec![
        column("enhet", phrase("kolumn.enhet"), narrow),
        column("nämnd", phrase("kolumn.överst"), narrow),
        column("överordnad", phrase("kolumn.över_enheten"), narrow),
        column("delsumma", phrase("kolumn.delsumma"), narrow),
        column("rad", phrase("kolumn.rad"), narrow),
        column("kostnadsslag", phrase("kolumn.kostnadsslag"), narrow),
    ];
    heads.extend(by_month.then(|| column("månad", phrase("kolumn.månad"), narrow)));
    heads.extend(amounts);
    heads
}

/// Every unit with bookings of its own, line by line, each cost type of a line apart.
fn places<'a>(material: &'a Material) -> Option<Vec<Place<'a>>> {
    material.registers.layout(StatementKind::Income, material.period)?;
    let kinds = material.registers.accounts.cost_types(material.period.year);
    let lines = income_posts(material.registers, material.period);
    let mut places = Vec::new();
    for node in own_nodes(material) {
        for line in &lines {
            let place = |cost_type| Place { node, line: line.clone(), cost_type };
            places.push(place(None));
            let own = kinds.iter().filter(|(_, of, _)| *of == line);
            places.extend(own.map(|(kind, _, _)| place(Some((*kind).clone()))));
        }
    }
    Some(places)
}

/// The nodes that ansvar are booked on.
pub fn own_nodes<'a>(material: &'a Material) -> impl Iterator<Item = &'a OrgNode> {
    material.registers.org.nodes().iter().filter(|node| !node.ansvar.is_empty() && material.holds(&node.code))
}

/// The nodes with bookings of their own at a node and below it; of all, those of the municipality.
pub fn own_below<'a>(material: &'a Material, top: &Code) -> Vec<&'a OrgNode> {
    let org = &material.registers.org;
    let below = |node: &&OrgNode| org.lineage(&node.code).iter().any(|above| above.code == *top);
    own_nodes(material).filter(below).collect()
}

/// How a unit is named in the table: a code alone would be taken for a number by a formula that looks for it.
pub fn unit_label(node: &OrgNode) -> String {
    format!("{} {}", node.code, node.name)
}

/// The first subtotal of the resultaträkning that a line is a part of.
fn group_label(material: &Material, id: &LineId) -> String {
    let layout = material.registers.layout(StatementKind::Income, material.period);
    let lines = layout.map(|layout| layout.lines.as_slice()).unwrap_or_default();
    let holds = |line: &&LayoutLine| matches!(&line.kind, LineKind::Sum(parts) if parts.iter().any(|(part, _)| part == id));
    lines.iter().find(holds).map(|line| line.text.clone()).unwrap_or_default()
}

/// A line's text in the resultaträkning; with its code where two lines have the same.
pub fn line_label(material: &Material, id: &LineId) -> String {
    let layout = material.registers.layout(StatementKind::Income, material.period);
    let lines = layout.map(|layout| layout.lines.as_slice()).unwrap_or_default();
    let own = lines.iter().find(|line| line.id == *id).map_or("", |line| line.text.as_str());
    match lines.iter().filter(|line| line.text.eq_ignore_ascii_case(own)).count() {
        1 => own.to_string(),
        _ => format!("{own} ({})", id.0),
    }
}

impl Place<'_> {
    fn row(&self, material: &Material, measures: &[Measure], month: Vec<Cell>) -> Row {
        let above = material.registers.org.lineage(&self.node.code);
        // The municipality itself is above all.
        let top = above.iter().rev().find(|node| node.parent.is_some()).or(above.last());
        let name = |node: Option<&&OrgNode>| text(node.map(|node| node.name.clone()).unwrap_or_default());
        let cost_type = self.cost_type.as_ref().map(|kind| kind.0.to_string()).unwrap_or_default();
        let mut cells = vec![
            text(unit_label(self.node)),
            name(top),
            name(above.get(1).or(top)),
            text(group_label(material, &self.line)),
            text(line_label(material, &self.line)),
            text(cost_type.clone()),
        ];
        let month_key: Vec<String> = month
            .iter()
            .filter_map(|cell| if let Cell::Text(text) = cell { Some(text.clone()) } else { None })
            .collect();
        cells.extend(month);
        cells.extend(measures.iter().map(|measure| self.cell(material, measure)));
        let key = format!("{} {} {cost_type} {}", self.node.code, self.line.0, month_key.concat());
        Row { key: RowKey::Other(key), role: Role::Item, depth: 0, cells }
    }

    /// Blank where nothing is known, and where a forecast is missing: words would not be summed. A budget that has not been
    /// changed is known: what it has become, less what it was.
    fn cell(&self, material: &Material, measure: &Measure) -> Cell {
        let of = |basis: Basis| self.query(material, &Measure { basis, ..measure.clone() });
        match figure(material, Some(of(measure.basis.clone()))) {
            Cell::Amount(figure) => Cell::Amount(figure),
            _ if measure.basis == Basis::BudgetChanges => {
                let (now, first) = (of(Basis::BudgetRevised), of(Basis::BudgetOriginal));
                let known = [&now, &first].iter().all(|one| material.cube.value(one).is_some());
                if known { figure(material, Some(now.minus(first))) } else { Cell::Empty }
            }
            _ => Cell::Empty,
        }
    }

    fn query(&self, material: &Material, measure: &Measure) -> Query {
        let on = |org: &Code, pick: Pick| {
            let (basis, span) = (measure.basis.clone(), measure.span);
            Query::Facts(FactQuery { pick, org: Some(org.clone()), internal: None, basis, span })
        };
        let whole = |org: &Code| match &self.cost_type {
            Some(kind) => on(org, Pick::CostType(kind.clone())),
            None => {
                let kinds = material.registers.accounts.cost_types(material.period.year);
                let apart = kinds.into_iter().filter(|(_, line, _)| **line == self.line);
                let apart = apart.map(|(kind, _, _)| on(org, Pick::CostType(kind.clone())));
                let (line, apart) = (on(org, Pick::Line(self.line.clone())), apart.collect::<Vec<_>>());
                if apart.is_empty() { line } else { Query::Net { plus: vec![line], minus: apart } }
            }
        };
        let below: Vec<Query> =
            material.registers.org.children(&self.node.code).map(|child| whole(&child.code)).collect();
        let own = whole(&self.node.code);
        if below.is_empty() { own } else { Query::Net { plus: vec![own], minus: below } }
    }
}

/// An amount that says something.
fn is_amount(cell: &Cell) -> bool {
    matches!(cell, Cell::Amount(figure) if !figure.value.is_zero())
}

fn says_something(row: &Row) -> bool {
    row.cells.iter().any(is_amount)
}
