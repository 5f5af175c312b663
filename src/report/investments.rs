//! Investeringsredovisning (LKBR 10 kap. 2 §; RKR R14): expenditure +, avvikelse = budget − outcome.

use super::Material;
use super::build::{column, difference, figure, has_figures, said_rounding, sum_rows, table, text};
use super::statements::forecast_heading;
use crate::consolidate::given::{ProjectAmount, Said, project, said};
use crate::consolidate::statement::Shown;
use crate::doc::{Cell, Chart, ChartKind, Column, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::code::Code;
use crate::domain::period::PeriodKind;
use crate::domain::project::Project;
use crate::domain::query::{Pick, Query};
use crate::domain::statement::Extent;
use crate::domain::submission::ProjectAnswer;
use crate::text::phrase::{filled, phrase};
use crate::text::report::year_to_date;

/// Every project of the year, by category in the register's order, with a sum for each and for all.
pub fn table_of(material: &Material) -> Option<Table> {
    let year = material.period.year;
    let projects: Vec<&Project> = material
        .registers
        .projects
        .iter()
        .filter(|project| project.year == year && material.holds(&project.unit))
        .collect();
    let mut categories: Vec<&str> = Vec::new();
    for project in &projects {
        if !categories.contains(&project.category.as_str()) {
            categories.push(&project.category);
        }
    }
    let (mut rows, mut groups) = (Vec::new(), Vec::new());
    for category in categories {
        let own: Vec<&Project> =
            projects.iter().filter(|project| project.category == category).copied().collect();
        let heading = crate::text::report::category(category);
        let group = rows.len();
        rows.push(sum_of(
            material,
            &own,
            RowKey::Other(format!("kategori {category}")),
            &heading,
            (Role::Group, 0),
        ));
        for project in &own {
            let row = sum_of(
                material,
                &[project],
                RowKey::Project(project.code.clone()),
                &project.name,
                (Role::Item, 1),
            );
            if has_figures(&row) {
                rows.push(row);
            }
        }
        let below: Vec<(usize, bool)> = (group + 1..rows.len()).map(|at| (at, false)).collect();
        sum_rows(&mut rows[group], &below);
        groups.push((group, false));
    }
    if rows.is_empty() {
        return None;
    }
    let mut total = sum_of(
        material,
        &projects,
        RowKey::Other("summa".into()),
        phrase("investeringar.summa"),
        (Role::Total, 0),
    );
    sum_rows(&mut total, &groups);
    rows.push(total);
    let mut built = table("investeringar", phrase("investeringar.rubrik"), heads(material), rows);
    let note = match material.kind {
        PeriodKind::Year => phrase("investeringar.not"),
        _ => phrase("investeringar.kvar_not"),
    };
    built.notes.push(note.to_string());
    Some(said_rounding(built))
}

/// Budget and outcome of each project as bars.
pub fn picture(table: &Table) -> Chart {
    let projects = table.rows.iter().enumerate().filter(|(_, row)| matches!(row.key, RowKey::Project(_)));
    Chart {
        id: "diagram_investeringar".to_string(),
        title: phrase("investeringar.diagram").to_string(),
        alt: phrase("investeringar.diagram_alt").to_string(),
        axis: phrase("diagram.tkr").to_string(),
        kind: ChartKind::Bars,
        table: table.id.clone(),
        rows: projects.map(|(at, _)| at).collect(),
        series: ["budget", "utfall"].iter().filter_map(|key| table.column(key)).collect(),
    }
}

fn heads(material: &Material) -> Vec<Column> {
    let year = material.period.year.to_string();
    let outcome = match material.kind {
        PeriodKind::Year => filled("kolumn.utfall_år", &[("år", &year)]),
        _ => filled("kolumn.utfall_tom", &[("månad", &year_to_date(material.period))]),
    };
    // Within the year the budget is for twelve months: what is left of it is no deviation.
    let difference = match material.kind {
        PeriodKind::Year => phrase("kolumn.avvikelse"),
        _ => phrase("kolumn.kvar"),
    };
    let mut heads = vec![
        column("rad", phrase("kolumn.projekt"), ColumnKind::Text { wide: true }),
        column("budget", filled("kolumn.budget_år", &[("år", &year)]), ColumnKind::Amount),
        column("utfall", outcome, ColumnKind::Amount),
        column("avvikelse", difference, ColumnKind::Signed),
    ];
    if Expects::of(material).this_year {
        let heading = forecast_heading(material, material.period);
        heads.push(column("prognos", heading, ColumnKind::Amount));
    }
    heads.push(column("ackumulerat", phrase("kolumn.ackumulerat"), ColumnKind::Amount));
    heads.push(column("beslutad", phrase("kolumn.beslutad"), ColumnKind::Amount));
    if Expects::of(material).total {
        heads.push(column("beräknad", phrase("kolumn.beräknad"), ColumnKind::Amount));
        heads.push(column("avvikelse_total", phrase("kolumn.avvikelse_total"), ColumnKind::Signed));
        heads.push(column("färdigt", phrase("kolumn.färdigt"), ColumnKind::Word));
    }
    heads
}

/// What the managers have been asked about their projects: columns that nothing was said for are left out.
#[derive(Clone, Copy)]
struct Expects {
    this_year: bool,
    total: bool,
}

impl Expects {
    fn of(material: &Material) -> Expects {
        let said = || material.answers.iter().flat_map(|answer| &answer.projects);
        Expects {
            this_year: said().any(|one| one.forecast.is_some()),
            total: said().any(|one| one.total.is_some() || one.finished.is_some()),
        }
    }
}

/// What the manager of a project's unit says of it.
fn answer<'a>(material: &Material<'a>, project: &Project) -> Option<&'a ProjectAnswer> {
    let own = material.answers.iter().filter(|answer| answer.unit == project.unit);
    own.flat_map(|answer| &answer.projects).find(|one| one.project == project.code)
}

/// The sum of what the managers have given; a sum in which one has given nothing would count it as zero.
fn given_by_all(material: &Material, projects: &[&Project], which: for<'a> fn(&'a Code) -> Said<'a>) -> Cell {
    let queries: Vec<Query> = projects.iter().map(|one| said(&one.unit, which(&one.code))).collect();
    match queries.iter().all(|query| material.cube.value(query).is_some()) {
        true => figure(material, Some(Query::sum(queries))),
        false => Cell::Empty,
    }
}

fn sum_of(
    material: &Material,
    projects: &[&Project],
    key: RowKey,
    name: &str,
    (role, depth): (Role, u8),
) -> Row {
    let year = material.period.year;
    let shown = Shown::outcome(material.period);
    let spent = |project: &Project| shown.of(Pick::Project(project.code.clone()), Extent::Movement).negated();
    let given = |amount: ProjectAmount| {
        let parts = projects.iter().map(|one| project(year, &one.code, amount)).collect();
        figure(material, Some(Query::sum(parts)))
    };
    let outcome = figure(material, Some(Query::sum(projects.iter().map(|project| spent(project)).collect())));
    let before = projects.iter().map(|one| project(year, &one.code, ProjectAmount::AccumulatedBefore));
    let so_far = before.chain(projects.iter().map(|project| spent(project))).collect();
    let mut cells: Vec<Cell> = vec![text(name), given(ProjectAmount::Budget), outcome];
    cells.push(difference(&cells, 1, 2));
    let expects = Expects::of(material);
    if expects.this_year {
        let sum = given_by_all(material, projects, |code| Said::ProjectForecast(code));
        cells.push(if sum == Cell::Empty { Cell::Missing(phrase("prognos.saknas").into()) } else { sum });
    }
    cells.push(figure(material, Some(Query::sum(so_far))));
    // A sum in which a decision is missing cannot be held against the spending.
    let all_decided = projects.iter().all(|one| one.decided_total.is_some());
    cells.push(if all_decided { given(ProjectAmount::DecidedTotal) } else { Cell::Empty });
    if expects.total {
        let decided = cells.len() - 1;
        cells.push(given_by_all(material, projects, |code| Said::ProjectTotal(code)));
        cells.push(match (&cells[decided], &cells[decided + 1]) {
            (Cell::Amount(_), Cell::Amount(_)) => difference(&cells, decided, decided + 1),
            _ => Cell::Empty,
        });
        let finished = match projects {
            [project] => answer(material, project).and_then(|said| said.finished),
            _ => None,
        };
        // A category of one project has no day of its own.
        cells.push(finished.filter(|_| role == Role::Item).map_or(Cell::Empty, Cell::Date));
    }
    Row { key, role, depth, cells }
}
