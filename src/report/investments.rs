//! Investeringsredovisning (LKBR 10 kap. 2 §; RKR R14): expenditure +, avvikelse = budget − outcome.

use super::Material;
use super::build::{column, difference, figure, has_figures, said_rounding, sum_rows, table, text};
use super::described::described;
use super::drift::Detail;
use super::statements::forecast_heading;
use crate::consolidate::given::{ProjectAmount, Said, project, said};
use crate::consolidate::statement::Shown;
use crate::doc::{AmountUnit, Cell, Chart, ChartKind, Column, ColumnKind, Formula, Role, Row, RowKey, Table};
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::{Month, PeriodKind};
use crate::domain::project::Project;
use crate::domain::query::{Pick, Query};
use crate::domain::statement::Extent;
use crate::domain::submission::ProjectAnswer;
use crate::text::format::{amount, listed};
use crate::text::phrase::{filled, phrase};
use crate::text::report::year_to_date;

/// Every project of the year, by category in the register's order, with a sum for each and for all. A workbook has more
/// columns, and tells the projects that are finished from those that go on.
pub fn table_of(material: &Material, detail: Detail) -> Option<Table> {
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
    let shows = Shows { material, detail, expects: Expects::of(material) };
    let (mut rows, mut groups) = (Vec::new(), Vec::new());
    for category in categories {
        groups.push((rows.len(), false));
        shows.add_category(category, &projects, &mut rows);
    }
    if rows.is_empty() {
        return None;
    }
    let key = RowKey::Other("summa".into());
    let mut total = shows.row(&projects, key, phrase("investeringar.summa"), (Role::Total, 0));
    sum_rows(&mut total, &groups);
    rows.push(total);
    if detail == Detail::Workbook {
        shows.add_states(&projects, &mut rows);
    }
    let mut built = table("investeringar", phrase("investeringar.rubrik"), shows.heads(), rows);
    let note = match material.kind {
        PeriodKind::Year => material.standing("investeringar.not"),
        _ => material.standing("investeringar.kvar_not"),
    };
    built.notes.push(note.to_string());
    Some(said_rounding(built))
}

/// Projects that have cost more than was decided for them in all, and those that their managers expect to; by how much.
pub fn overruns(material: &Material) -> Vec<String> {
    let year = material.period.year;
    let own = |one: &&Project| one.year == year && material.holds(&one.unit);
    let (mut spent, mut expected) = (Vec::new(), Vec::new());
    for one in material.registers.projects.iter().filter(own) {
        let Some(decided) = one.decided_total else { continue };
        let above = |total: Option<Money>| total.map(|total| total - decided).filter(worth_saying);
        let named = |over: Money| {
            let over = amount(over, AmountUnit::Tkr);
            filled("investeringar.över_projekt", &[("projekt", &one.name), ("belopp", &over)])
        };
        let total = answer(material, one).and_then(|said| said.total);
        match (above(material.cube.value(&so_far(material, &[one]))), above(total)) {
            (Some(over), _) => spent.push(named(over)),
            (None, Some(over)) => expected.push(named(over)),
            (None, None) => {}
        }
    }
    let said = |key: fn(&[(&str, &str)]) -> String, projects: Vec<String>| {
        (!projects.is_empty()).then(|| key(&[("projekt", &listed(&projects))]))
    };
    let spent = said(|values| filled("investeringar.över", values), spent);
    let expected = said(|values| filled("investeringar.väntas_över", values), expected);
    spent.into_iter().chain(expected).collect()
}

/// What is no thousand when it is rounded, as it is printed, says nothing.
fn worth_saying(over: &Money) -> bool {
    over.rounded(AmountUnit::Tkr.ore()) > 0
}

/// What projects have cost since they began.
fn so_far(material: &Material, projects: &[&Project]) -> Query {
    let shown = Shown::outcome(material.period);
    let year = material.period.year;
    let before = projects.iter().map(|one| project(year, &one.code, ProjectAmount::AccumulatedBefore));
    let spent = projects.iter().map(|one| spent(&shown, one));
    Query::sum(before.chain(spent).collect())
}

/// What a project has cost: the ledger has it as an asset.
fn spent(shown: &Shown, project: &Project) -> Query {
    shown.of(Pick::Project(project.code.clone()), Extent::Movement).negated()
}

/// Budget and outcome of each project as bars.
pub fn picture(table: &Table) -> Chart {
    let projects = table.rows.iter().enumerate().filter(|(_, row)| matches!(row.key, RowKey::Project(_)));
    let chart = Chart {
        id: "diagram_investeringar".to_string(),
        title: phrase("investeringar.diagram").to_string(),
        alt: phrase("investeringar.diagram_alt").to_string(),
        axis: phrase("diagram.tkr").to_string(),
        kind: ChartKind::Bars,
        table: table.id.clone(),
        rows: projects.map(|(at, _)| at).collect(),
        series: ["budget", "utfall"].iter().filter_map(|key| table.column(key)).collect(),
    };
    described(chart, table)
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

/// By the day that the unit gives, else by the register, which has no day: what is booked on after the period was not
/// finished then.
fn is_finished(material: &Material, project: &Project) -> bool {
    let day = answer(material, project).and_then(|said| said.finished);
    let booked = |through: Month| {
        let pick = Pick::Project(project.code.clone());
        material.cube.value(&Shown::outcome(through).of(pick, Extent::Movement))
    };
    let rests = || booked(material.period) == booked(Month { month: 12, ..material.period });
    day.map_or_else(|| project.finished && rests(), |day| day <= material.period.last_day())
}

/// Whether a project goes on or is finished.
fn state(material: &Material, project: &Project) -> &'static str {
    if is_finished(material, project) {
        phrase("investeringar.avslutat")
    } else {
        phrase("investeringar.pågår")
    }
}

/// What the rows are made with.
struct Shows<'a> {
    material: &'a Material<'a>,
    detail: Detail,
    expects: Expects,
}

impl Shows<'_> {
    /// With the columns of a workbook.
    fn whole(&self) -> bool {
        self.detail == Detail::Workbook
    }

    /// A category: its sum above its projects.
    fn add_category(&self, category: &str, projects: &[&Project], rows: &mut Vec<Row>) {
        let of_category = |finished: bool| {
            let own = projects.iter().filter(|one| one.category == category);
            // On paper they stand in the register's order.
            own.filter(|one| !self.whole() || is_finished(self.material, one) == finished)
                .copied()
                .collect::<Vec<_>>()
        };
        let states =
            if self.whole() { vec![of_category(false), of_category(true)] } else { vec![of_category(false)] };
        let own: Vec<&Project> = states.iter().flatten().copied().collect();
        let heading = crate::text::report::category(category);
        let at = rows.len();
        rows.push(self.row(&own, RowKey::Other(format!("kategori {category}")), &heading, (Role::Group, 0)));
        for project in own {
            let key = RowKey::Project(project.code.clone());
            rows.extend(Some(self.row(&[project], key, &project.name, (Role::Item, 1))).filter(has_figures));
        }
        let below: Vec<(usize, bool)> = (at + 1..rows.len()).map(|at| (at, false)).collect();
        sum_rows(&mut rows[at], &below);
    }

    /// Below the whole, what of it goes on and what is finished.
    fn add_states(&self, projects: &[&Project], rows: &mut Vec<Row>) {
        let states =
            [(false, phrase("investeringar.varav_pågår")), (true, phrase("investeringar.varav_avslutade"))];
        for (finished, name) in states {
            let own: Vec<&Project> =
                projects.iter().filter(|one| is_finished(self.material, one) == finished).copied().collect();
            let is_own = |row: &Row| own.iter().any(|one| row.key == RowKey::Project(one.code.clone()));
            let at = (0..rows.len()).filter(|at| is_own(&rows[*at]));
            let parts: Vec<(usize, bool)> = at.map(|at| (at, false)).collect();
            if parts.is_empty() {
                continue;
            }
            let mut row = self.row(&own, RowKey::Other(name.to_string()), name, (Role::Subtotal, 1));
            sum_rows(&mut row, &parts);
            rows.push(row);
        }
    }

    fn heads(&self) -> Vec<Column> {
        let material = self.material;
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
        let amount = |key: &str, heading: String| column(key, heading, ColumnKind::Amount);
        let mut heads = vec![column("rad", phrase("kolumn.projekt"), ColumnKind::Text { wide: true })];
        heads.push(amount("budget", filled("kolumn.budget_år", &[("år", &year)])));
        if self.whole() {
            heads.push(amount("ombudgeterat", phrase("kolumn.varav_ombudgeterat").to_string()));
        }
        heads.push(amount("utfall", outcome));
        heads.push(column("avvikelse", difference, ColumnKind::Signed));
        if self.expects.this_year {
            heads.push(amount("prognos", forecast_heading(material, material.period)));
        }
        if self.whole() {
            let before = (material.period.year - 1).to_string();
            heads.push(amount("före", filled("kolumn.ackumulerat_före", &[("år", &before)])));
        }
        heads.push(amount("ackumulerat", phrase("kolumn.ackumulerat").to_string()));
        heads.push(amount("beslutad", phrase("kolumn.beslutad").to_string()));
        if self.expects.total {
            heads.push(amount("beräknad", phrase("kolumn.beräknad").to_string()));
            heads.push(column("avvikelse_total", phrase("kolumn.avvikelse_total"), ColumnKind::Signed));
            heads.push(column("färdigt", phrase("kolumn.färdigt"), ColumnKind::Word));
        }
        if self.whole() {
            heads.push(column("läge", phrase("kolumn.läge"), ColumnKind::Word));
        }
        heads
    }

    fn row(&self, projects: &[&Project], key: RowKey, name: &str, (role, depth): (Role, u8)) -> Row {
        let material = self.material;
        let year = material.period.year;
        let shown = Shown::outcome(material.period);
        let given = |amount: ProjectAmount| {
            let parts = projects.iter().map(|one| project(year, &one.code, amount)).collect();
            figure(material, Some(Query::sum(parts)))
        };
        let mut cells: Vec<Cell> = vec![text(name), given(ProjectAmount::Budget)];
        cells.extend(self.whole().then(|| given(ProjectAmount::CarriedOver)));
        let outcome = cells.len();
        let spendings = projects.iter().map(|project| spent(&shown, project)).collect();
        cells.push(figure(material, Some(Query::sum(spendings))));
        cells.push(difference(&cells, BUDGET, outcome));
        if self.expects.this_year {
            let sum = given_by_all(material, projects, |code| Said::ProjectForecast(code));
            cells.push(if sum == Cell::Empty { Cell::Missing(phrase("prognos.saknas").into()) } else { sum });
        }
        let mut so_far = figure(material, Some(so_far(material, projects)));
        if self.whole() {
            cells.push(given(ProjectAmount::AccumulatedBefore));
            if let Cell::Amount(figure) = &mut so_far {
                figure.formula = Some(Formula::Across(vec![cells.len() - 1, outcome]));
            }
        }
        cells.push(so_far);
        // A sum in which a decision is missing cannot be held against the spending.
        let all_decided = projects.iter().all(|one| one.decided_total.is_some());
        cells.push(if all_decided { given(ProjectAmount::DecidedTotal) } else { Cell::Empty });
        if self.expects.total {
            cells.extend(self.expected(projects, &cells, role));
        }
        if self.whole() {
            cells.push(match (role, projects) {
                (Role::Item, [project]) => text(state(self.material, project)),
                _ => Cell::Empty,
            });
        }
        Row { key, role, depth, cells }
    }

    /// What the whole is expected to cost, against what is decided, and when it is finished.
    fn expected(&self, projects: &[&Project], before: &[Cell], role: Role) -> [Cell; 3] {
        let decided = before.len() - 1;
        let total = given_by_all(self.material, projects, |code| Said::ProjectTotal(code));
        let cells = [before, std::slice::from_ref(&total)].concat();
        let apart = match (&cells[decided], &total) {
            (Cell::Amount(_), Cell::Amount(_)) => difference(&cells, decided, decided + 1),
            _ => Cell::Empty,
        };
        let finished = match projects {
            [project] => answer(self.material, project).and_then(|said| said.finished),
            _ => None,
        };
        // A category of one project has no day of its own.
        let day = finished.filter(|_| role == Role::Item).map_or(Cell::Empty, Cell::Date);
        [total, apart, day]
    }
}

/// The column of the year's budget.
const BUDGET: usize = 1;
