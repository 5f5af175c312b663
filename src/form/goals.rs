//! The sheet *Mål och mått*: each goal of the unit with its indicators below it.

use super::field::{Field, FieldKey, Guard, Need};
use super::kind::{ChoiceList, Kind};
use super::prefill::{Prefill, PrefillGoal, PrefillIndicator};
use super::sheet::{Cell, Column, Row, RowRole, Sheet, Show, Table};
use crate::domain::period::Month;
use crate::text::form as text;

const WORDS: u16 = 500;
/// How old a measurement may be, in years before the period: some surveys are made every third year.
const YEARS_BACK: i32 = 4;

pub(super) fn sheet(prefill: &Prefill) -> Sheet {
    let columns = [
        ("Mål och mått", Show::Text),
        ("Måttenhet", Show::Word),
        ("Målvärde", Show::Number),
        ("Senast mätt", Show::Word),
        ("Senaste värde", Show::Number),
        ("Utfall", Show::Number),
        ("Mätdatum", Show::Word),
        ("Bedömning", Show::Word),
        ("Dialogens ord", Show::Text),
    ];
    Sheet {
        title: "Mål och mått".into(),
        heading: text::heading("Mål och mått", &prefill.unit_name, &prefill.unit),
        lines: text::goal_lines(),
        widths: vec![52, 12, 11, 11, 11, 13, 13, 24, 52],
        tables: vec![Table {
            key: "rubrik:mal".into(),
            columns: columns
                .into_iter()
                .zip(2..)
                .map(|((caption, show), place)| Column { caption: caption.into(), place, span: 1, show })
                .collect(),
            rows: rows(prefill),
        }],
    }
}

/// Goals in their order, each followed by its indicators; indicators without a goal last.
fn rows(prefill: &Prefill) -> Vec<Row> {
    let numbered: Vec<(usize, &PrefillIndicator)> = (1..).zip(&prefill.indicators).collect();
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
        cells.resize(9, Cell::Empty);
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
    let mut cells = vec![Cell::Text(text::coded(&goal.code, &goal.text))];
    cells.resize(7, Cell::Empty);
    cells.extend([Cell::Input(Box::new(rating)), Cell::Input(Box::new(words))]);
    Row { key: format!("mal:{}", goal.code), role: RowRole::Group, cells, lines: None }
}

fn indicator_row(period: Month, indicator: &PrefillIndicator, at: usize) -> Row {
    let decimals = indicator.decimals;
    let number = |value| Cell::Number(value, decimals);
    let percent = is_percent(&indicator.unit_of_measure);
    let mut value = Field::new(
        FieldKey::Value(indicator.code.clone()),
        at,
        format!("Utfall, mått {}", indicator.code),
        Kind::Number { decimals, percent },
        Need::Always,
    );
    let last = indicator.last.as_ref();
    let usual = [indicator.target, last.map(|last| last.value)].into_iter().flatten().min();
    value.guard = usual.filter(|_| percent).map(|usual| Guard::Percent { usual });
    let from = Month { year: period.year - YEARS_BACK, month: 1 }.first_day();
    let measured = Field::new(
        FieldKey::Measured(indicator.code.clone()),
        at,
        format!("Mätdatum, mått {}", indicator.code),
        Kind::Date { from, to: period.last_day() },
        Need::With(FieldKey::Value(indicator.code.clone())),
    );
    let cells = vec![
        Cell::Text(text::coded(&indicator.code, &indicator.text)),
        Cell::Text(indicator.unit_of_measure.clone()),
        indicator.target.map_or(Cell::Empty, number),
        last.map_or(Cell::Empty, |last| Cell::Text(last.period.to_string())),
        last.map_or(Cell::Empty, |last| number(last.value)),
        Cell::Input(Box::new(value)),
        Cell::Input(Box::new(measured)),
        Cell::Empty,
        Cell::Empty,
    ];
    Row { key: format!("matt:{}", indicator.code), role: RowRole::Item, cells, lines: None }
}

fn is_percent(unit_of_measure: &str) -> bool {
    let unit = unit_of_measure.to_lowercase();
    unit.contains("procent") || unit.contains('%')
}
