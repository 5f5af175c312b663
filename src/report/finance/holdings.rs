//! What is owed, placed, lent and guaranteed: each now and at the last closing.

use std::collections::BTreeMap;

use crate::consolidate::finance::held::Register;
use crate::doc::{Cell, Column, ColumnKind, Quantity, Role, Row, RowKey, Table};
use crate::domain::finance_policy::{Holding, Loan};
use crate::domain::period::{Date, Month};
use crate::domain::query::Query;
use crate::report::Material;
use crate::report::build::{column, figure, said_rounding, sum_rows, table, text};
use crate::text::phrase::phrase;

/// The key of the column of the last closing.
const BEFORE: &str = "förra";

/// The numbers of a subject's rows that stand now and that stood at the last closing.
#[derive(Default)]
struct Rows {
    now: Vec<usize>,
    before: Vec<usize>,
}

pub(super) fn loans(material: &Material) -> Option<Table> {
    let rows = &material.registers.finances.loans;
    let subject = |loan: &Loan| (loan.term.due, loan.code.to_string());
    let cells = |loan: &Loan| {
        let fixed = match loan.fixed_until {
            Some(until) => Cell::Date(until),
            None => text(phrase("finansrad.rörlig")),
        };
        let rate = Cell::Number(Quantity::given(loan.rate, 2));
        vec![text(loan.code.to_string()), text(loan.lender.clone()), day(loan.term.due), rate, fixed]
    };
    let columns = vec![
        column("lån", phrase("finanskolumn.lån"), ColumnKind::Text { wide: false }),
        column("långivare", phrase("finanskolumn.långivare"), ColumnKind::Text { wide: true }),
        column("förfaller", phrase("finanskolumn.förfaller"), ColumnKind::Word),
        column("ränta", phrase("finanskolumn.ränta"), ColumnKind::Number),
        column("bunden", phrase("finanskolumn.bunden_till"), ColumnKind::Word),
    ];
    let own = Register::Loans;
    let built = build(material, own, columns, |at| Some((subject(rows.get(at)?), cells(rows.get(at)?))))?;
    Some(Table { id: "lan".into(), caption: phrase("finanspolicy.lån").into(), ..built })
}

pub(super) fn placements(material: &Material) -> Option<Table> {
    let rows = &material.registers.finances.placements;
    let heads = [phrase("finanskolumn.motpart"), phrase("finanskolumn.slag")];
    let built = holdings(material, Register::Placements, rows, heads)?;
    Some(Table { id: "placeringar".into(), caption: phrase("finanspolicy.placeringar").into(), ..built })
}

pub(super) fn lending(material: &Material) -> Option<Table> {
    let rows = &material.registers.finances.lending;
    let heads = [phrase("finanskolumn.låntagare"), phrase("finanskolumn.ändamål")];
    let built = holdings(material, Register::Lending, rows, heads)?;
    Some(Table { id: "utlaning".into(), caption: phrase("finanspolicy.utlåning").into(), ..built })
}

pub(super) fn guarantees(material: &Material) -> Option<Table> {
    let rows = &material.registers.finances.guarantees;
    let heads = [phrase("finanskolumn.borgen_för"), phrase("finanskolumn.långivare")];
    let built = holdings(material, Register::Guarantees, rows, heads)?;
    Some(Table { id: "borgen".into(), caption: phrase("finanspolicy.borgen").into(), ..built })
}

fn holdings(
    material: &Material,
    register: Register,
    rows: &[Holding],
    [party, detail]: [&str; 2],
) -> Option<Table> {
    let columns = vec![
        column("part", party, ColumnKind::Text { wide: true }),
        column("vad", detail, ColumnKind::Text { wide: false }),
        column("förfaller", phrase("finanskolumn.förfaller"), ColumnKind::Word),
    ];
    build(material, register, columns, |at| {
        let row = rows.get(at)?;
        let subject = (row.party.clone(), row.detail.clone(), row.term.due);
        Some((subject, vec![text(row.party.clone()), text(row.detail.clone()), day(row.term.due)]))
    })
}

fn day(day: Option<Date>) -> Cell {
    day.map_or(Cell::Empty, Cell::Date)
}

/// A row for each subject that stands now or stood at the last closing, with the cells that `of` gives a row of the
/// register, both amounts after them, and their sums.
fn build<K: Ord>(
    material: &Material,
    register: Register,
    mut columns: Vec<Column>,
    of: impl Fn(usize) -> Option<(K, Vec<Cell>)>,
) -> Option<Table> {
    let finances = &material.registers.finances;
    let (now, before) = (material.period, material.last_closing().through);
    let standing = |month: Month| register.standing(finances, month.last_day());
    let mut subjects: BTreeMap<K, (Vec<Cell>, Rows)> = BTreeMap::new();
    let earlier = standing(before);
    for at in earlier.iter().flatten().copied() {
        let (subject, cells) = of(at)?;
        subjects.entry(subject).or_insert((cells, Rows::default())).1.before.push(at);
    }
    for at in standing(now)? {
        let (subject, cells) = of(at)?;
        let own = subjects.entry(subject).or_default();
        own.0 = cells;
        own.1.now.push(at);
    }
    if subjects.is_empty() {
        return None;
    }
    let amounts = |rows: &Rows, of: fn(Register, &[usize]) -> Query| {
        [&rows.now, &rows.before].map(|rows| figure(material, Some(of(register, rows))))
    };
    let mut all = Rows::default();
    let mut rows: Vec<Row> = Vec::new();
    for (at, (cells, own)) in subjects.into_values().enumerate() {
        let cells = cells.into_iter().chain(amounts(&own, Register::sum)).collect();
        rows.push(Row { key: RowKey::Other(at.to_string()), role: Role::Item, depth: 0, cells });
        all.now.extend(own.now);
        all.before.extend(own.before);
    }
    let mut cells = vec![text(phrase("finansrad.summa"))];
    cells.resize(columns.len(), Cell::Empty);
    cells.extend(amounts(&all, Register::total));
    let mut total = Row { key: RowKey::Other("summa".into()), role: Role::Total, depth: 0, cells };
    sum_rows(&mut total, &(0..rows.len()).map(|at| (at, false)).collect::<Vec<_>>());
    rows.push(total);
    columns.push(column("nu", now.last_day().to_string(), ColumnKind::Amount));
    columns.push(column(BEFORE, before.last_day().to_string(), ColumnKind::Amount));
    let mut built = table("", "", columns, rows);
    if earlier.is_none() {
        built.without(&[BEFORE]);
    }
    Some(said_rounding(built))
}
