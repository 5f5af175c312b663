//! The tables of limits, months, measures, due days and sums.

use rust_decimal::Decimal;

use crate::consolidate::finance::calendar::{self, Dated, Due, months};
use crate::consolidate::finance::limits::Tested;
use crate::consolidate::finance::measures::value;
use crate::consolidate::finance::sums::{self, Sums};
use crate::doc::{AmountUnit, Cell, Column, ColumnKind, Formula, Quantity, Role, Row, RowKey, Table};
use crate::domain::finance_policy::{LimitState, Matter, Measure};
use crate::domain::goal::{Condition, RatingShape};
use crate::domain::period::Month;
use crate::domain::query::Query;
use crate::report::Material;
use crate::report::build::{column, difference, figure, said_rounding, sum_rows, table, text, word_table};
use crate::report::drift::Detail;
use crate::text::finance;
use crate::text::phrase::{filled, phrase};
use crate::text::report::{month_name, short_month};

/// Each limit now: value, limit, margin, state, and since when it is breached.
pub(super) fn limits(material: &Material, tested: &[Tested], detail: Detail) -> Option<Table> {
    let whole = detail == Detail::Workbook;
    let rows: Vec<Row> = tested.iter().map(|one| limit_row(one, whole)).collect();
    let mut columns = vec![
        column("mått", phrase("kolumn.mått"), ColumnKind::Text { wide: true }),
        column("gräns", phrase("finanskolumn.gräns"), ColumnKind::Text { wide: false }),
        column("utfall", phrase("kolumn.utfall"), ColumnKind::Number),
        column("marginal", phrase("finanskolumn.marginal"), ColumnKind::Number),
        column("läge", phrase("kolumn.läge"), ColumnKind::Word),
        column("bruten", phrase("finanskolumn.bruten"), ColumnKind::Text { wide: false }),
        column("beslut", phrase("finanskolumn.beslut"), ColumnKind::Text { wide: false }),
    ];
    columns
        .extend(whole.then(|| column("gränsvärde", phrase("finanskolumn.gränsvärde"), ColumnKind::Number)));
    let day = material.period.last_day().to_string();
    let caption = material.standing_with("finanspolicy.gränser", &[("dag", &day)]);
    let mut built = word_table("finanspolicy", caption, columns, rows);
    built.notes.push(material.standing("finanspolicy.gränser_not").to_string());
    built.notes.extend(whole.then(|| material.standing("finanspolicy.gränsvärde_not").to_string()));
    (!tested.is_empty()).then_some(built)
}

/// With `whole` the limit is also a number, which the margin is computed from.
fn limit_row(one: &Tested, whole: bool) -> Row {
    let limit = one.limit;
    let measured = one.value.ok();
    let mut cells = vec![
        text(finance::measure_with_unit(limit.measure)),
        text(finance::limit(limit.condition, limit.limit)),
        number(limit.measure, measured),
        number(limit.measure, measured.map(|value| limit.margin(value))),
        state(one.state),
        text(one.since.map(finance::since).unwrap_or_default()),
        text(limit.decision.clone()),
    ];
    if whole {
        let formula = match limit.condition {
            Condition::AtMost | Condition::LessThan => Some((cells.len(), OUTCOME)),
            Condition::AtLeast | Condition::MoreThan => Some((OUTCOME, cells.len())),
            // Inside an interval the margin is to the nearest end: no difference of two cells.
            Condition::UpTo(_) | Condition::Equal => None,
        };
        cells.push(formula.map_or(Cell::Empty, |_| number(limit.measure, Some(limit.limit))));
        if let Cell::Number(margin) = &mut cells[MARGIN] {
            margin.formula = formula.map(|(plus, minus)| Formula::Columns { plus, minus });
        }
    }
    Row { key: key(limit.measure, ""), role: Role::Item, depth: 0, cells }
}

/// The columns of what is measured and of how far inside the limit that is.
const OUTCOME: usize = 2;
const MARGIN: usize = 3;

fn key(measure: Measure, part: &str) -> RowKey {
    RowKey::Other(format!("{measure:?}{part}"))
}

fn number(measure: Measure, value: Option<Decimal>) -> Cell {
    value.map_or(Cell::Empty, |value| Cell::Number(Quantity::given(value, measure.decimals())))
}

fn state(state: LimitState) -> Cell {
    let shape = match state {
        LimitState::Held => RatingShape::Full,
        LimitState::Breached => RatingShape::Empty,
        LimitState::NotMeasured => RatingShape::Dash,
    };
    Cell::State { shape, word: finance::state(state).to_string() }
}

/// Each limit's value over the months of the year so far, and below it the states where not all months are within.
pub(super) fn by_month(material: &Material, tested: &[Tested]) -> Option<Table> {
    let mut columns = vec![column("mått", phrase("kolumn.mått"), ColumnKind::Text { wide: true })];
    let months = 1..=material.period.month;
    columns.extend(months.map(|month| {
        let month = Month { month, ..material.period };
        column(&month.to_string(), short_month(month), ColumnKind::Number)
    }));
    let rows = tested.iter().flat_map(month_rows).collect();
    let year = material.period.year.to_string();
    let caption = filled("finanspolicy.månader_tabell", &[("år", &year)]);
    let mut built = word_table("finanspolicy_manader", caption, columns, rows);
    built.notes.push(material.standing("finanspolicy.månader_not").to_string());
    (!tested.is_empty()).then_some(built)
}

fn month_rows(one: &Tested) -> Vec<Row> {
    let measure = one.limit.measure;
    let row = |part: &str, role: Role, depth: u8, name: &str, cells: &mut dyn Iterator<Item = Cell>| {
        let cells = std::iter::once(text(name)).chain(cells).collect();
        Row { key: key(measure, part), role, depth, cells }
    };
    let mut values = one.months.iter().map(|tried| number(measure, tried.and_then(|(value, _)| value)));
    let mut states = one.months.iter().map(|tried| tried.map_or(Cell::Empty, |(_, own)| state(own)));
    let mut rows = vec![row("", Role::Item, 0, &finance::measure_with_unit(measure), &mut values)];
    if one.months.iter().flatten().any(|(_, own)| *own != LimitState::Held) {
        rows.push(row(" läge", Role::Memo, 1, phrase("finanspolicy.läge_rad"), &mut states));
    }
    rows
}

/// What can be computed of the catalogue, now and at the last closing, with its formula in words.
pub(super) fn measures(material: &Material) -> Option<Table> {
    let shown = [material.period, material.last_closing().through];
    let row = |measure: &Measure| {
        let values = shown.map(|month| value(material.registers, material.cube, *measure, month).ok());
        let known = values.iter().any(Option::is_some);
        let cells = vec![
            text(finance::measure_with_unit(*measure)),
            number(*measure, values[0]),
            number(*measure, values[1]),
            text(finance::formula(&material.registers.wording, *measure)),
        ];
        known.then(|| Row { key: key(*measure, ""), role: Role::Item, depth: 0, cells })
    };
    let rows: Vec<Row> = Measure::ALL.iter().filter_map(row).collect();
    let [now, before] = shown.map(|month| month.last_day().to_string());
    let columns = vec![
        column("mått", phrase("kolumn.mått"), ColumnKind::Text { wide: false }),
        column("utfall", now, ColumnKind::Number),
        column("utfall_fg", before, ColumnKind::Number),
        column("formel", phrase("finanskolumn.formel"), ColumnKind::Text { wide: true }),
    ];
    (!rows.is_empty())
        .then(|| word_table("finansmatt", material.standing("finanspolicy.mått"), columns, rows))
}

/// Twelve months, what falls due later and what has no day: together all that stands.
pub(super) fn calendar(material: &Material) -> Option<Table> {
    let due = calendar::calendar(&material.registers.finances, material.period);
    if due.is_empty() {
        return None;
    }
    let row = |key: &str, role: Role, name: String, of: &dyn Fn(&Due) -> Query| {
        let figures = due.iter().map(|one| figure(material, Some(of(one))));
        let cells = std::iter::once(text(name)).chain(figures).collect();
        Row { key: RowKey::Other(key.into()), role, depth: 0, cells }
    };
    let mut rows: Vec<Row> = (0..)
        .zip(months(material.period))
        .map(|(at, month)| {
            let of = |one: &Due| one.months.get(at).cloned().unwrap_or_else(|| Query::sum(Vec::new()));
            row(&month.to_string(), Role::Item, month_name(month), &of)
        })
        .collect();
    let within = rows.len();
    let year = |one: &Due| Query::sum(one.months.clone());
    let mut soon = row("tolv", Role::Subtotal, phrase("finansrad.tolv").into(), &year);
    sum_rows(&mut soon, &(0..within).map(|at| (at, false)).collect::<Vec<_>>());
    rows.push(soon);
    rows.push(row("senare", Role::Item, phrase("finansrad.senare").into(), &|one| one.later.clone()));
    rows.push(row("utan", Role::Item, phrase("finansrad.utan_dag").into(), &|one| one.undated.clone()));
    let all = |one: &Due| Query::sum(vec![year(one), one.later.clone(), one.undated.clone()]);
    let mut total = row("summa", Role::Total, phrase("finansrad.summa").into(), &all);
    sum_rows(&mut total, &[(within, false), (within + 1, false), (within + 2, false)]);
    rows.push(total);
    let mut columns = vec![column("månad", phrase("finanskolumn.månad"), ColumnKind::Text { wide: true })];
    columns.extend(due.iter().map(|one| due_column(one.what)));
    let day = material.period.last_day().to_string();
    let caption = material.standing_with("finanspolicy.kalender", &[("dag", &day)]);
    let mut built = table("forfallokalender", caption, columns, rows);
    built.notes.push(material.standing("finanspolicy.kalender_not").to_string());
    Some(said_rounding(built))
}

fn due_column(what: Dated) -> Column {
    match what {
        Dated::Capital => column("kapital", phrase("finanskolumn.lån"), ColumnKind::Amount),
        Dated::Fixing => column("ränta", phrase("finanskolumn.räntan_bunden"), ColumnKind::Amount),
        Dated::Placements => column("placeringar", phrase("finanskolumn.placeringar"), ColumnKind::Amount),
        Dated::Guarantees => column("borgen", phrase("finanskolumn.borgen"), ColumnKind::Amount),
    }
}

/// The registers against the balance sheet, to the öre.
pub(super) fn sums(material: &Material) -> Option<Table> {
    let found = sums::sums(material.registers, material.period);
    let rows: Vec<Row> = found.iter().map(|one| sums_row(material, one)).collect();
    let columns = vec![
        column("vad", phrase("avstämning.vad"), ColumnKind::Text { wide: true }),
        column("registret", phrase("finanskolumn.registret"), ColumnKind::Amount),
        column("balansräkningen", phrase("finanskolumn.balansräkningen"), ColumnKind::Amount),
        column("skillnad", phrase("avstämning.skillnad"), ColumnKind::Signed),
        column("läge", phrase("kolumn.läge"), ColumnKind::Word),
    ];
    let day = material.period.last_day().to_string();
    let caption = material.standing_with("finanspolicy.avstämning", &[("dag", &day)]);
    let mut built = Table { unit: AmountUnit::KrOre, ..table("finansavstamning", caption, columns, rows) };
    if found.iter().any(|one| one.matter == Matter::Guarantees) && material.period.month != 12 {
        built.notes.push(material.standing("finanspolicy.bara_december").to_string());
    }
    (!found.is_empty()).then_some(built)
}

fn sums_row(material: &Material, one: &Sums) -> Row {
    let side = |query: &Option<Query>| match figure(material, query.clone()) {
        Cell::Empty => Cell::Missing(phrase("avstämd.saknas").to_string()),
        known => known,
    };
    let mut cells = vec![text(finance::matter(one.matter)), side(&one.register), side(&one.balance)];
    let apart = difference(&cells, 1, 2);
    let (shape, word) = match &apart {
        Cell::Amount(figure) if figure.value.is_zero() => (RatingShape::Full, phrase("avstämd.stämmer")),
        Cell::Amount(_) => (RatingShape::Empty, phrase("avstämd.skiljer")),
        _ => (RatingShape::Dash, phrase("avstämd.ej")),
    };
    cells.push(match apart {
        Cell::Amount(figure) => Cell::Amount(figure),
        _ => Cell::Empty,
    });
    cells.push(Cell::State { shape, word: word.to_string() });
    Row { key: RowKey::Other(format!("{:?}", one.matter)), role: Role::Item, depth: 0, cells }
}
