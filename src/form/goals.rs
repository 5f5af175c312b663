//! The sheet *Mål och mått*: each goal of the unit with its indicators below it.

use super::field::{Field, FieldKey, Guard, Need};
use super::kind::{ChoiceList, Kind};
use super::prefill::{Asked, Prefill, PrefillGoal, PrefillIndicator};
use super::sheet::{Cell, Column, Row, RowRole, Sheet, Show, Table};
use crate::domain::indicator::is_percent;
use crate::domain::period::Month;
use crate::text::form as text;

const WORDS: u16 = 500;
/// How old a measurement may be, in years before the period: some surveys are made every third year.
const YEARS_BACK: i32 = 4;
const COLUMNS: [(&str, Show, u16); 8] = [
    ("Mål och mått", Show::Text, 44),
    ("Måttenhet", Show::Word, 12),
    ("Målvärde", Show::Number, 10),
    ("Tidigare", Show::Text, 32),
    ("Utfall", Show::Number, 12),
    ("Mätdatum", Show::Word, 12),
    ("Bedömning", Show::Word, 18),
    ("Dialogens ord", Show::Text, 52),
];

pub(super) fn sheet(prefill: &Prefill) -> Sheet {
    Sheet {
        title: "Mål och mått".into(),
        heading: text::heading("Mål och mått", &prefill.unit_name, &prefill.unit),
        lines: text::goal_lines(),
        widths: COLUMNS.iter().map(|(_, _, width)| *width).collect(),
        tables: vec![Table {
            key: "rubrik:mal".into(),
            columns: COLUMNS
                .into_iter()
                .zip(2..)
                .map(|((caption, show, _), place)| Column { caption: caption.into(), place, span: 1, show })
                .collect(),
            rows: rows(prefill),
            folding: None,
        }],
        charts: Vec::new(),
    }
}

/// Does the template ask about goals at all?
pub(super) fn asked(prefill: &Prefill) -> bool {
    !prefill.goals.is_empty() || prefill.indicators.iter().any(|one| one.asked == Asked::Goal)
}

/// The indicators of one sheet, each with its number among all of the template's.
pub(super) fn numbered(prefill: &Prefill, asked: Asked) -> impl Iterator<Item = (usize, &PrefillIndicator)> {
    (1..).zip(&prefill.indicators).filter(move |(_, one)| one.asked == asked)
}

/// Goals in their order, each followed by its indicators; indicators without a goal last.
fn rows(prefill: &Prefill) -> Vec<Row> {
    let numbered: Vec<(usize, &PrefillIndicator)> = numbered(prefill, Asked::Goal).collect();
    let mut rows = Vec::new();
    for (at, goal) in (1..).zip(&prefill.goals) {
        rows.push(goal_row(prefill, goal, at));
        let own = numbered.iter().filter(|(_, indicator)| indicator.goal.as_ref() == Some(&goal.code));
        rows.extend(own.map(|(at, indicator)| indicator_row(prefill.period, indicator, *at)));
    }
    let known = |indicator: &PrefillIndicator| {
        prefill.goals.iter().any(|goal| indicator.goal.as_ref() == Some(&goal.code))
    };
    let mut loose = numbered.iter().filter(|(_, indicator)| !known(indicator)).peekable();
    if loose.peek().is_some() {
        let mut cells = vec![Cell::Text(text::other_indicators())];
        cells.resize(COLUMNS.len(), Cell::Empty);
        rows.push(Row { key: "mal:".into(), role: RowRole::Group, cells, lines: None });
        rows.extend(loose.map(|(at, indicator)| indicator_row(prefill.period, indicator, *at)));
    }
    rows
}

fn goal_row(prefill: &Prefill, goal: &PrefillGoal, at: usize) -> Row {
    let rating = Field::new(
        FieldKey::Rating(goal.code.clone()),
        at,
        format!("Bedömning, mål {}", goal.code),
        Kind::Choice { words: prefill.scale.clone(), list: ChoiceList::Scale },
        Need::Always,
    );
    let words = Field::new(
        FieldKey::Words(goal.code.clone()),
        at,
        format!("Dialogens ord, mål {}", goal.code),
        Kind::Text { most: WORDS },
        Need::Always,
    );
    let last = goal.last.as_ref().map_or(Cell::Empty, |last| {
        Cell::Text(text::last_rating(last.period, &last.word, &last.words_of_dialogue))
    });
    let cells = vec![
        Cell::Text(text::coded(&goal.code, &goal.text)),
        Cell::Empty,
        Cell::Empty,
        last,
        Cell::Empty,
        Cell::Empty,
        Cell::Input(Box::new(rating)),
        Cell::Input(Box::new(words)),
    ];
    Row { key: format!("mal:{}", goal.code), role: RowRole::Group, cells, lines: None }
}

fn indicator_row(period: Month, indicator: &PrefillIndicator, at: usize) -> Row {
    let cells = vec![
        Cell::Text(text::coded(&indicator.code, &indicator.text)),
        Cell::Text(indicator.unit_of_measure.clone()),
        indicator.target.map_or(Cell::Empty, |target| Cell::Number(target, indicator.decimals)),
        history(indicator),
        Cell::Input(Box::new(value_field(indicator, at))),
        Cell::Input(Box::new(measured_field(period, indicator, at))),
        Cell::Empty,
        Cell::Empty,
    ];
    Row { key: format!("matt:{}", indicator.code), role: RowRole::Item, cells, lines: None }
}

pub(super) fn history(indicator: &PrefillIndicator) -> Cell {
    let values: Vec<_> = indicator.history.iter().map(|one| (one.period, one.value)).collect();
    if values.is_empty() { Cell::Empty } else { Cell::Text(text::history(&values, indicator.decimals)) }
}

pub(super) fn value_field(indicator: &PrefillIndicator, at: usize) -> Field {
    let percent = is_percent(&indicator.unit_of_measure);
    let kind = Kind::Number { decimals: indicator.decimals, percent, unmeasured: true };
    let label = format!("Utfall, mått {}", indicator.code);
    let key = FieldKey::Value(indicator.code.clone());
    let mut field = Field::new(key, at, label, kind, Need::Always);
    field.guard = guard(indicator);
    field
}

pub(super) fn measured_field(period: Month, indicator: &PrefillIndicator, at: usize) -> Field {
    let from = Month { year: period.year - YEARS_BACK, month: 1 }.first_day();
    Field::new(
        FieldKey::Measured(indicator.code.clone()),
        at,
        format!("Mätdatum, mått {}", indicator.code),
        Kind::Date { from, to: period.last_day() },
        Need::With(vec![FieldKey::Value(indicator.code.clone())]),
    )
}

/// A share where per cent are meant?
pub(super) fn guard(indicator: &PrefillIndicator) -> Option<Guard> {
    let last = indicator.history.last().map(|last| last.value);
    let usual = [indicator.target, last].into_iter().flatten().min();
    usual.filter(|_| is_percent(&indicator.unit_of_measure)).map(|usual| Guard::Percent { usual })
}
