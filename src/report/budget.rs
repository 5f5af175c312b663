//! The budget as first adopted, what has been decided since, and what it has become (RKR R14: anslagsförändringar).

use super::Material;
use super::build::{column, difference, figure, sum_rows, table, text};
use super::drift::{Detail, Shows, along_the_organisation};
use crate::consolidate::given::{ProjectAmount, decided, project};
use crate::consolidate::statement::{Shown, line, line_query};
use crate::doc::{Cell, Column, ColumnKind, Formula, Role, Row, RowKey, Table};
use crate::domain::budget::{BudgetDecision, BudgetKind};
use crate::domain::code::Code;
use crate::domain::project::Project;
use crate::domain::query::{Basis, Query};
use crate::domain::statement::StatementKind;
use crate::text::phrase::{filled, phrase};
use crate::text::report::budget_kind;

/// Nothing where the budget is as it was adopted and no decision is known.
pub fn tables(material: &Material) -> Vec<Table> {
    [by_unit(material), by_decision(material), investments(material)].into_iter().flatten().collect()
}

/// Original budget, changes and revised budget along the organisation.
fn by_unit(material: &Material) -> Option<Table> {
    let year = material.period.year;
    material.cube.decisions(year).first()?;
    let mut columns = changes(year);
    let revised = column("reviderad", heading("reviderad", year), ColumnKind::Amount);
    columns.push((revised, Shows::Figures(Shown::budget(year))));
    let caption = material.standing("budget.enheter");
    along_the_organisation(material, columns, "budget_enheter", caption, Detail::Paper)
}

/// The columns of the budget as first adopted and of what has been decided since.
pub fn changes(year: i32) -> Vec<(Column, Shows)> {
    let original = ("ursprunglig", ColumnKind::Amount, Basis::BudgetOriginal);
    let changed = ("förändring", ColumnKind::Signed, Basis::BudgetChanges);
    let shown = |(key, kind, basis): (&str, ColumnKind, Basis)| {
        (column(key, heading(key, year), kind), Shows::Figures(Shown::budget_of(basis, year)))
    };
    [original, changed].map(shown).into()
}

fn heading(key: &str, year: i32) -> String {
    let year = year.to_string();
    match key {
        "ursprunglig" => filled("kolumn.ursprunglig", &[("år", &year)]),
        "förändring" => phrase("kolumn.förändringar").to_string(),
        _ => filled("kolumn.reviderad", &[("år", &year)]),
    }
}

/// Every decision of the year: what it is in the budget, and what the office has written down of it.
fn by_decision(material: &Material) -> Option<Table> {
    let year = material.period.year;
    let listed: Vec<&BudgetDecision> =
        material.registers.decisions.iter().filter(|one| one.year == year).collect();
    let later = material.cube.decisions(year);
    if listed.is_empty() && later.is_empty() {
        return None;
    }
    let original: Vec<&BudgetDecision> =
        listed.iter().filter(|one| one.kind == BudgetKind::Original).copied().collect();
    let mut rows = vec![decision_row(material, None, &original)];
    for name in later {
        let own: Vec<&BudgetDecision> = listed
            .iter()
            .filter(|one| one.kind != BudgetKind::Original && one.name == *name)
            .copied()
            .collect();
        rows.push(decision_row(material, Some(name), &own));
    }
    let narrow = ColumnKind::Text { wide: false };
    let columns = vec![
        column("beslut", phrase("kolumn.beslut"), ColumnKind::Text { wide: true }),
        column("slag", phrase("kolumn.slag"), narrow),
        column("datum", phrase("kolumn.beslutsdatum"), ColumnKind::Word),
        column("diarienummer", phrase("kolumn.diarienummer"), narrow),
        column("enligt_beslut", phrase("kolumn.enligt_beslut"), ColumnKind::Amount),
        column("inläst", phrase("kolumn.inläst"), ColumnKind::Amount),
        column("skillnad", phrase("kolumn.skillnad"), ColumnKind::Signed),
    ];
    let mut built = table("budget_beslut", material.standing("budget.beslut"), columns, rows);
    built.notes.push(material.standing("budget.beslut_not").to_string());
    Some(built)
}

/// The original budget when no name is given; `listed` are the rows of Budgetbeslut.
fn decision_row(material: &Material, name: Option<&Code>, listed: &[&BudgetDecision]) -> Row {
    let year = material.period.year;
    let basis = name.map_or(Basis::BudgetOriginal, |name| Basis::BudgetDecision(name.clone()));
    let shown = Shown::budget_of(basis, year);
    let found = figure(material, line_query(material.registers, StatementKind::Income, line::RESULT, &shown));
    let known = !listed.is_empty() && listed.iter().all(|one| one.result.is_some());
    let sums = listed.iter().map(|one| decided(year, one.kind, &one.name)).collect();
    let expected = if known { figure(material, Some(Query::sum(sums))) } else { Cell::Empty };
    let names: Vec<String> = match name {
        Some(name) => vec![name.to_string()],
        None => listed.iter().map(|one| one.name.to_string()).collect(),
    };
    let heading = match names.is_empty() {
        true => phrase("budget.ursprunglig_rad").to_string(),
        false => names.join(", "),
    };
    let kinds = match name {
        None => budget_kind(BudgetKind::Original),
        Some(_) => listed.first().map(|one| budget_kind(one.kind)).unwrap_or_default(),
    };
    let numbers: Vec<&str> = listed.iter().map(|one| one.registration_number.as_str()).collect();
    let day = listed.first().and_then(|one| one.date).map_or(Cell::Empty, Cell::Date);
    let mut cells = vec![text(heading), text(kinds), day, text(numbers.join(", ")), expected, found];
    let both = matches!((&cells[4], &cells[5]), (Cell::Amount(_), Cell::Amount(_)));
    cells.push(if both { difference(&cells, 5, 4) } else { Cell::Empty });
    let key = name.map_or_else(|| "ursprunglig".to_string(), |name| format!("beslut {name}"));
    Row { key: RowKey::Other(key), role: Role::Item, depth: 0, cells }
}

/// What was carried over from the year before, project by project.
fn investments(material: &Material) -> Option<Table> {
    let year = material.period.year;
    let carried = |one: &&Project| one.year == year && !one.carried_over.is_zero();
    let own: Vec<&Project> = material.registers.projects.iter().filter(carried).collect();
    if own.is_empty() {
        return None;
    }
    let mut rows: Vec<Row> = own
        .iter()
        .map(|one| project_row(material, &[one], RowKey::Project(one.code.clone()), &one.name, Role::Item))
        .collect();
    let parts: Vec<(usize, bool)> = (0..rows.len()).map(|row| (row, false)).collect();
    let summa = RowKey::Other("summa".to_string());
    let mut total = project_row(material, &own, summa, phrase("budget.summa_ändrade"), Role::Total);
    sum_rows(&mut total, &parts);
    rows.push(total);
    let mut columns: Vec<Column> =
        vec![column("rad", phrase("kolumn.projekt"), ColumnKind::Text { wide: true })];
    columns.push(column("ursprunglig", heading("ursprunglig", year), ColumnKind::Amount));
    columns.push(column("ombudgeterat", phrase("kolumn.ombudgeterat"), ColumnKind::Amount));
    columns.push(column("reviderad", heading("reviderad", year), ColumnKind::Amount));
    let mut built = table("budget_investeringar", material.standing("budget.investeringar"), columns, rows);
    built.notes.push(material.standing("investeringar.utgift_not").to_string());
    Some(super::build::said_rounding(built))
}

fn project_row(material: &Material, projects: &[&Project], key: RowKey, name: &str, role: Role) -> Row {
    let sum = |amount: ProjectAmount| {
        Query::sum(projects.iter().map(|one| project(one.year, &one.code, amount)).collect())
    };
    let (budget, carried) = (sum(ProjectAmount::Budget), sum(ProjectAmount::CarriedOver));
    let ask = |query: Query| figure(material, Some(query));
    let original = ask(budget.clone().minus(carried.clone()));
    let mut cells = vec![text(name), original, ask(carried), ask(budget)];
    // The register has what it has become and what of it was carried over.
    if let Cell::Amount(figure) = &mut cells[1] {
        figure.formula = Some(Formula::Columns { plus: 3, minus: 2 });
    }
    Row { key, role, depth: 0, cells }
}
