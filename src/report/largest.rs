//! What is asked first: which units deviate most each way, why, and what is done about it.

use super::Material;
use super::actions::effect_this_year;
use super::build::{column, table, text};
use super::deviations::{Words, cause_of_largest, given_before};
use super::overview::linked;
use crate::doc::{Cell, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::money::Money;
use crate::domain::submission::Submission;
use crate::text::phrase::{filled, phrase};

/// How much is told.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    /// Units each way.
    units: usize,
    /// What is said of surpluses too.
    both_ways: bool,
}

/// In a workbook and in the report of a part, and on the few pages of a month.
pub const MANY: Reach = Reach { units: 5, both_ways: true };
pub const FEW: Reach = Reach { units: 3, both_ways: false };
/// Columns before the words: the unit, how it deviates so far, and by its forecast.
const FIGURES: usize = 3;
/// Columns of words and effects.
const TOLD: [&str; 5] = ["orsak", "åtgärd", "effekt", "ansvarig", "datum"];

/// The units with the largest deficit and the largest surplus, in two groups, with what those who have answered say.
pub fn table_of(material: &Material, drift: &Table, words: Words, reach: Reach) -> Option<Table> {
    let forecast = drift.column("prognosavvikelse");
    let so_far = drift.column("avvikelse")?;
    let at = forecast.unwrap_or(so_far);
    let units = drift.rows.iter().filter(|row| row.role == Role::Item && matches!(row.key, RowKey::Org(_)));
    let worth = |row: &Row| match &row.cells[at] {
        Cell::Amount(figure) => figure.value,
        _ => Money::ZERO,
    };
    let mut units: Vec<(Money, &Row)> = units.map(|row| (worth(row), row)).collect();
    units.sort_by(|(a, one), (b, other)| b.abs().cmp(&a.abs()).then(one.key.cmp(&other.key)));
    let mut rows = Vec::new();
    let ways = [("sämre", phrase("översikt.sämre")), ("bättre", phrase("översikt.bättre"))];
    for (key, heading) in ways {
        let better = key == "bättre";
        let own = units.iter().filter(|(value, _)| *value != Money::ZERO && (*value > Money::ZERO) == better);
        let own: Vec<Row> = own
            .take(reach.units)
            .flat_map(|(_, row)| {
                let row = linked(drift, row, &[so_far, at], 1);
                if better && !reach.both_ways {
                    vec![filled_up(row)]
                } else {
                    told(material, row, better, words)
                }
            })
            .collect();
        if !own.is_empty() {
            rows.push(filled_up(Row {
                key: RowKey::Other(key.to_string()),
                role: Role::Group,
                depth: 0,
                cells: vec![text(heading)],
            }));
            rows.extend(own);
        }
    }
    let columns = vec![
        column("rad", phrase("kolumn.enhet"), ColumnKind::Text { wide: false }),
        column("hittills", phrase("kolumn.avvikelse_hittills"), ColumnKind::Signed),
        column("avvikelse", drift.columns[at].heading.clone(), ColumnKind::Signed),
        column("orsak", phrase("kolumn.orsak"), ColumnKind::Text { wide: true }),
        column("åtgärd", phrase("kolumn.åtgärd"), ColumnKind::Text { wide: true }),
        column("effekt", phrase("kolumn.effekt"), ColumnKind::Signed),
        column("ansvarig", phrase("kolumn.ansvarig"), ColumnKind::Text { wide: true }),
        column("datum", phrase("kolumn.datum"), ColumnKind::Word),
    ];
    let mut built = table("storst", material.standing("översikt.störst"), columns, rows);
    let empty = |key: &&str| {
        let at = built.column(key);
        built.rows.iter().all(|row| at.is_none_or(|at| row.cells[at] == Cell::Empty))
    };
    let unsaid: Vec<&str> = TOLD.into_iter().filter(empty).collect();
    built.notes.extend((unsaid.len() < TOLD.len()).then(|| given_before(material)).flatten());
    built.without(&unsaid);
    if forecast.is_none() {
        built.without(&["hittills"]);
    }
    (!built.rows.is_empty()).then_some(built)
}

/// A unit's row, and one more for each action after the first.
fn told(material: &Material, row: Row, better: bool, words: Words) -> Vec<Row> {
    let is_own = |answer: &&Submission| row.key == RowKey::Org(answer.unit.clone());
    let Some(answer) = material.spoken.iter().find(is_own) else { return vec![filled_up(row)] };
    let words = words.of_unit(material, answer);
    let mut first = row;
    first.cells.push(text(cause_of_largest(material, answer, better, words)));
    let mut actions = (0..answer.actions.len()).map(|at| (at, action(material, answer, at, words)));
    first.cells.extend(actions.next().into_iter().flat_map(|(_, cells)| cells));
    let others: Vec<Row> = actions.map(|(at, cells)| further(&first, answer, at, cells)).collect();
    std::iter::once(first).chain(others).map(filled_up).collect()
}

/// What is done, its effect this year, who answers for it and when it is done.
fn action(material: &Material, answer: &Submission, at: usize, words: Words) -> Vec<Cell> {
    let action = &answer.actions[at];
    let said = |words_of: &str| if words == Words::Own { text(words_of) } else { Cell::Empty };
    vec![
        said(&action.what),
        effect_this_year(material, answer, at),
        said(&action.responsible),
        action.date.map_or(Cell::Empty, Cell::Date),
    ]
}

fn further(unit: &Row, answer: &Submission, at: usize, cells: Vec<Cell>) -> Row {
    let number = (at + 1).to_string();
    let name = filled("störst.åtgärd", &[("nummer", &number)]);
    let cells = [vec![text(name), Cell::Empty, Cell::Empty, Cell::Empty], cells].concat();
    let key = RowKey::Other(format!("{} åtgärd {number}", answer.unit));
    Row { key, role: Role::Item, depth: unit.depth + 1, cells }
}

fn filled_up(mut row: Row) -> Row {
    row.cells.resize(FIGURES + TOLD.len(), Cell::Empty);
    row
}
