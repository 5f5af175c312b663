//! The board of who has answered, as a table and the sentences round it.

use std::sync::Arc;

use super::build::{column, text, word_table};
use crate::consolidate::board::{Board, State, UnitState};
use crate::doc::{Cell, ColumnKind, Quantity, Role, Row, RowKey, Table};
use crate::domain::goal::RatingShape;
use crate::text::board as words;
use crate::text::phrase::phrase;

/// What stands round the table: the last day, how many have answered, and files that belong to no unit.
pub fn sentences(board: &Board) -> Vec<String> {
    let mut lines = vec![words::due(board.due)];
    lines.extend(answers(board));
    if !board.strays.is_empty() {
        let names: Vec<&str> = board.strays.iter().map(|file| file_name(file)).collect();
        lines.push(words::strays(&names));
    }
    lines
}

/// How many have answered and who has not: the same numbers and names at the end of every command.
pub fn answers(board: &Board) -> Vec<String> {
    if !board.handed_out {
        return vec![words::none_handed_out(board.period)];
    }
    let faulty = board.in_state(State::Faulty).count();
    let mut lines = vec![words::answered(board.received(), board.counted(), board.units.len(), faulty)];
    let missing = board.names(State::Missing);
    if !missing.is_empty() {
        lines.push(words::missing(&missing, board.units.len()));
    }
    let silent = board.units.iter().filter(|unit| unit.without_forecast).map(|unit| unit.name.clone());
    let silent: Vec<String> = silent.collect();
    if !silent.is_empty() {
        lines.push(words::without_forecast(&silent));
    }
    lines
}

/// A row for each unit, with everything that is known.
pub fn table(board: &Board) -> Table {
    let columns = vec![
        column("enhet", phrase("kolumn.enhet"), ColumnKind::Text { wide: true }),
        column("kod", phrase("påpekanden.kod"), ColumnKind::Text { wide: false }),
        column("chef", phrase("kolumn.chef"), ColumnKind::Text { wide: false }),
        column("läge", phrase("inlämning.läge"), ColumnKind::Word),
        column("lämnad", phrase("inlämning.lämnad"), ColumnKind::Word),
        column("lämnad_av", phrase("inlämning.lämnad_av"), ColumnKind::Text { wide: false }),
        column("i_tid", phrase("inlämning.i_tid"), ColumnKind::Word),
        column("fel", phrase("inlämning.fel"), ColumnKind::Number),
        column("varningar", phrase("inlämning.varningar"), ColumnKind::Number),
        column("fil", phrase("avstämning.fil"), ColumnKind::Text { wide: true }),
    ];
    let rows = board.units.iter().map(row).collect();
    word_table("inlamning", phrase("inlämning.rubrik"), columns, rows)
}

/// What a terminal has room for.
pub fn short_table(board: &Board) -> Table {
    let mut table = table(board);
    table.without(&["chef", "lämnad_av", "fil"]);
    table
}

fn row(unit: &UnitState) -> Row {
    let several = unit.files.len() > 1;
    let shown = |file: &Arc<str>| match &unit.counted {
        Some(counted) if several && counted == file => words::counts(file_name(file)),
        _ => file_name(file).to_string(),
    };
    let names: Vec<String> = unit.files.iter().map(shown).collect();
    let in_time = match unit.signed_on {
        None => "",
        Some(_) if unit.late => words::LATE,
        Some(_) => words::IN_TIME,
    };
    let count = |number: usize| match number {
        0 => Cell::Empty,
        _ => Cell::Number(Quantity::given(number.into(), 0)),
    };
    let cells = vec![
        text(unit.name.clone()),
        text(unit.unit.to_string()),
        text(unit.manager.clone()),
        state(unit.state),
        unit.signed_on.map_or(Cell::Empty, Cell::Date),
        text(unit.signed_by.clone()),
        text(in_time),
        count(unit.faults),
        count(unit.warnings),
        text(names.join(", ")),
    ];
    Row { key: RowKey::Org(unit.unit.clone()), role: Role::Item, depth: 0, cells }
}

/// The word says it; the symbol beside it says the same.
fn state(state: State) -> Cell {
    let shape = match state {
        State::Missing => RatingShape::Dash,
        State::Faulty => RatingShape::Empty,
        State::Warned => RatingShape::Half,
        State::Ready => RatingShape::Full,
    };
    Cell::State { shape, word: state_word(state).to_string() }
}

pub fn state_word(state: State) -> &'static str {
    match state {
        State::Missing => words::MISSING,
        State::Faulty => words::FAULTY,
        State::Warned => words::WARNED,
        State::Ready => words::READY,
    }
}

/// A file's own name, without its folder.
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
