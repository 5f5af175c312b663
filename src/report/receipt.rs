//! What was read of an answer, value by value, so that its manager can see that it is what was meant.

use rust_decimal::Decimal;

use super::build::{column, table, text, word_table};
use crate::doc::{AmountUnit, Cell, Column, ColumnKind, Figure, Quantity, Role, Row, RowKey, Table};
use crate::domain::money::Money;
use crate::domain::query::Query;
use crate::domain::submission::{Detail, Submission};
use crate::form::Prefill;
use crate::form::prefill::{PrefillGoal, PrefillIndicator, PrefillRow};
use crate::text::phrase::{filled, phrase};

/// A table for each part of the template that something was answered in. `prefill`: what stood beside the answers.
pub fn tables(answer: &Submission, prefill: &Prefill) -> Vec<Table> {
    let each = [forecasts, details, actions, adjustments, readings, ratings, volumes, projects, words];
    each.into_iter().filter_map(|table| table(answer, prefill)).collect()
}

/// The forecasts in the order of the template, with budget and deviation, and their sum.
fn forecasts(answer: &Submission, prefill: &Prefill) -> Option<Table> {
    // As the template shows it: in whole kronor, each rounded once from what is exact.
    let whole = |amount: Money| Money::from_ore(amount.rounded(100) * 100);
    let given: Vec<(&str, Money, Option<Money>)> = prefill
        .rows
        .iter()
        .map(|row| {
            let forecast = answer.forecasts.get(&row.cost_type).copied();
            (row.cost_type.0.as_str(), row.budget_year, forecast)
        })
        .collect();
    let line = |name: &str, role, budget: Money, forecast: Option<Money>, cause: &str| {
        let missing = || Cell::Missing(phrase("kvitto.ej_lämnad").to_string());
        let cells = vec![
            text(name),
            amount(name, "budget", whole(budget)),
            forecast.map_or_else(missing, |forecast| amount(name, "prognos", forecast)),
            forecast.map_or(Cell::Empty, |forecast| amount(name, "avvikelse", whole(forecast - budget))),
            text(cause),
        ];
        Row { role, ..row(name, cells) }
    };
    let cause = |name: &str| {
        let own = answer.causes.iter().find(|(known, _)| known.0.as_str() == name);
        own.map_or("", |(_, cause)| cause.as_str())
    };
    let mut rows: Vec<Row> = given
        .iter()
        .map(|(name, budget, forecast)| line(name, Role::Item, *budget, *forecast, cause(name)))
        .collect();
    // A sum without a line's forecast would count it as zero.
    let all: Option<Money> = given.iter().map(|one| one.2).sum();
    rows.push(line(phrase("kvitto.summa"), Role::Total, given.iter().map(|one| one.1).sum(), all, ""));
    let year = prefill.period.year.to_string();
    let columns = vec![
        wide("kostnadsslag", phrase("kvitto.kostnadsslag")),
        column("budget", filled("kolumn.budget_år", &[("år", &year)]), ColumnKind::Amount),
        column("prognos", phrase("kvitto.prognos"), ColumnKind::Amount),
        column("avvikelse", phrase("kolumn.avvikelse"), ColumnKind::Signed),
        narrow("orsak", phrase("kolumn.orsak")),
    ];
    let budgets = given.iter().map(|one| one.1);
    let rounded = whole(budgets.clone().sum()) != budgets.map(whole).sum::<Money>();
    let mut built = amounts("prognoser", phrase("kvitto.prognoser"), columns, rows);
    built.notes.extend(rounded.then(|| phrase("om.avrundning").to_string()));
    (!answer.forecasts.is_empty()).then_some(built)
}

/// The parts that a forecast was divided into.
fn details(answer: &Submission, prefill: &Prefill) -> Option<Table> {
    let of = |row: &PrefillRow| answer.details.iter().filter(|one| one.cost_type == row.cost_type).collect();
    let parts: Vec<&Detail> = prefill.rows.iter().flat_map(|row| -> Vec<&Detail> { of(row) }).collect();
    let rows = (1..).zip(&parts).map(|(at, part): (usize, _)| {
        let key = at.to_string();
        let sum = amount(&format!("detalj {key}"), "belopp", part.amount);
        row(&key, vec![text(part.cost_type.0.as_str()), text(part.text.clone()), sum])
    });
    let columns = vec![
        narrow("kostnadsslag", phrase("kvitto.kostnadsslag")),
        wide("detalj", phrase("kvitto.detalj")),
        column("belopp", phrase("kvitto.prognos"), ColumnKind::Amount),
    ];
    let rows = rows.collect();
    (!parts.is_empty()).then(|| amounts("detaljer", phrase("kvitto.detaljer"), columns, rows))
}

/// All that was written in words, each under its question, in the order of the sheets.
fn words(answer: &Submission, prefill: &Prefill) -> Option<Table> {
    let of_goal = |goal: &PrefillGoal| {
        let own = answer.ratings.iter().find(|rating| rating.goal == goal.code)?;
        Some((goal.text.clone(), own.words_of_dialogue.as_str()))
    };
    let comments = prefill.rows.iter().filter_map(|row| {
        let comment = answer.comments.get(&row.cost_type)?;
        Some((row.cost_type.0.to_string(), comment.as_str()))
    });
    let headings = (1..).zip(crate::text::form::STORY);
    let stories = headings.filter_map(|(at, heading)| {
        Some((heading.to_string(), answer.stories.get(&at).map(String::as_str)?))
    });
    let said: Vec<(String, &str)> = comments
        .chain([(phrase("kvitto.sammanfattning").to_string(), answer.summary.as_str())])
        .chain(prefill.goals.iter().filter_map(of_goal))
        .chain(stories)
        .filter(|(_, said)| !said.is_empty())
        .collect();
    let rows = (1..).zip(&said).map(|(at, (about, said)): (usize, _)| {
        row(&format!("text {at}"), vec![text(about.clone()), text(*said)])
    });
    let columns = vec![narrow("om", phrase("kvitto.om")), wide("text", phrase("kvitto.text"))];
    let rows = rows.collect();
    (!said.is_empty()).then(|| word_table("texter", phrase("kvitto.texter"), columns, rows))
}

fn actions(answer: &Submission, _: &Prefill) -> Option<Table> {
    let rows = (1..).zip(&answer.actions).map(|(at, action): (usize, _)| {
        let effect = |key: &str, effect: Option<Money>| {
            effect.map_or(Cell::Empty, |effect| amount(&at.to_string(), key, effect))
        };
        let cells = vec![
            text(action.what.clone()),
            effect("effekt", action.effect),
            effect("effekt_nästa", action.effect_next_year),
            text(action.responsible.clone()),
            action.date.map_or(Cell::Empty, Cell::Date),
            text(action.state.clone()),
        ];
        row(&at.to_string(), cells)
    });
    let columns = vec![
        wide("åtgärd", phrase("kolumn.åtgärd")),
        column("effekt", phrase("kolumn.effekt"), ColumnKind::Signed),
        column("effekt_nästa", phrase("kolumn.effekt_nästa"), ColumnKind::Signed),
        narrow("ansvarig", phrase("kolumn.ansvarig")),
        column("datum", phrase("kolumn.datum"), ColumnKind::Word),
        column("läge", phrase("kolumn.läge"), ColumnKind::Word),
    ];
    let rows = rows.collect();
    (!answer.actions.is_empty()).then(|| amounts("atgarder", phrase("kvitto.åtgärder"), columns, rows))
}

fn adjustments(answer: &Submission, prefill: &Prefill) -> Option<Table> {
    let rows = (1..).zip(&answer.adjustments).map(|(at, one): (usize, _)| {
        let unit = prefill.adjustable.iter().find(|unit| unit.code == one.unit);
        let cells = vec![
            text(unit.map(|unit| unit.name.clone()).unwrap_or_default()),
            text(one.cost_type.0.as_str()),
            amount(&at.to_string(), "justering", one.amount),
            text(one.reason.clone()),
        ];
        row(&at.to_string(), cells)
    });
    let columns = vec![
        narrow("enhet", phrase("kolumn.enhet")),
        narrow("kostnadsslag", phrase("kvitto.kostnadsslag")),
        column("justering", phrase("kolumn.justering"), ColumnKind::Signed),
        wide("skäl", phrase("kolumn.skäl")),
    ];
    let rows = rows.collect();
    (!answer.adjustments.is_empty())
        .then(|| amounts("justeringar", phrase("justeringar.rubrik"), columns, rows))
}

fn readings(answer: &Submission, prefill: &Prefill) -> Option<Table> {
    let given = |one: &PrefillIndicator| {
        let reading = answer.readings.iter().find(|reading| reading.indicator == one.code);
        let unmeasured = answer.unmeasured.contains(&one.code);
        (reading.is_some() || unmeasured).then(|| {
            let value = reading.and_then(|reading| reading.value);
            let value = match value {
                Some(value) => number(Some(value), one),
                None => text(crate::form::Kind::UNMEASURED),
            };
            let measured = reading.and_then(|reading| reading.measured);
            let measured = measured.map_or(Cell::Empty, Cell::Date);
            row(one.code.as_str(), vec![text(one.text.clone()), number(one.target, one), value, measured])
        })
    };
    let rows: Vec<Row> = prefill.indicators.iter().filter_map(given).collect();
    let columns = vec![
        wide("mått", phrase("kvitto.mått")),
        column("mål", phrase("kvitto.målvärde"), ColumnKind::Number),
        column("utfall", phrase("kolumn.utfall"), ColumnKind::Number),
        column("mätdatum", phrase("kvitto.mätdatum"), ColumnKind::Word),
    ];
    (!rows.is_empty()).then(|| word_table("matt", phrase("kvitto.mått_rubrik"), columns, rows))
}

fn ratings(answer: &Submission, prefill: &Prefill) -> Option<Table> {
    let given = answer.ratings.iter().filter(|rating| !rating.word.is_empty());
    let rows: Vec<Row> = given
        .map(|rating| {
            let goal = prefill.goals.iter().find(|goal| goal.code == rating.goal);
            let name = goal.map_or_else(|| rating.goal.to_string(), |goal| goal.text.clone());
            row(rating.goal.as_str(), vec![text(name), text(rating.word.clone())])
        })
        .collect();
    let columns = vec![wide("mål", phrase("kvitto.mål")), narrow("bedömning", phrase("kvitto.bedömning"))];
    (!rows.is_empty()).then(|| word_table("mal", phrase("kvitto.mål_rubrik"), columns, rows))
}

fn volumes(answer: &Submission, prefill: &Prefill) -> Option<Table> {
    let given = |one: &PrefillIndicator| {
        let expected = *answer.expected.get(&one.code)?;
        let cells = vec![text(one.text.clone()), number(one.target, one), number(Some(expected), one)];
        Some(row(one.code.as_str(), cells))
    };
    let rows: Vec<Row> = prefill.indicators.iter().filter_map(given).collect();
    let columns = vec![
        wide("volym", phrase("kolumn.volym")),
        column("budgeterat", phrase("kvitto.budgeterat"), ColumnKind::Number),
        column("prognos", phrase("kvitto.prognos"), ColumnKind::Number),
    ];
    (!rows.is_empty()).then(|| word_table("volymer", phrase("kvitto.volymer"), columns, rows))
}

fn projects(answer: &Submission, prefill: &Prefill) -> Option<Table> {
    let rows = answer.projects.iter().map(|said| {
        let known = prefill.projects.iter().find(|one| one.code == said.project);
        let key = said.project.as_str();
        let money = |column: &str, value: Option<Money>| {
            value.map_or(Cell::Empty, |value| amount(key, column, value))
        };
        let cells = vec![
            text(known.map_or_else(|| said.project.to_string(), |one| one.name.clone())),
            money("budget", known.map(|one| one.budget_year)),
            money("prognos", said.forecast),
            money("total", said.total),
            said.finished.map_or(Cell::Empty, Cell::Date),
        ];
        row(key, cells)
    });
    let rows: Vec<Row> = rows.collect();
    let year = prefill.period.year.to_string();
    let columns = vec![
        wide("projekt", phrase("kvitto.projekt")),
        column("budget", filled("kolumn.budget_år", &[("år", &year)]), ColumnKind::Amount),
        column("prognos", phrase("kvitto.prognos"), ColumnKind::Amount),
        column("total", phrase("kolumn.beräknad"), ColumnKind::Amount),
        column("färdigt", phrase("kolumn.färdigt"), ColumnKind::Word),
    ];
    (!rows.is_empty()).then(|| amounts("investeringar", phrase("kvitto.investeringar"), columns, rows))
}

fn wide(key: &str, heading: &str) -> Column {
    column(key, heading, ColumnKind::Text { wide: true })
}

fn narrow(key: &str, heading: &str) -> Column {
    column(key, heading, ColumnKind::Text { wide: false })
}

fn row(key: &str, cells: Vec<Cell>) -> Row {
    Row { key: RowKey::Other(key.to_string()), role: Role::Item, depth: 0, cells }
}

fn amount(what: &str, column: &str, value: Money) -> Cell {
    let query = Query::Counted { what: what.to_string(), column: column.to_string() };
    Cell::Amount(Figure { value, query, formula: None })
}

fn number(value: Option<Decimal>, indicator: &PrefillIndicator) -> Cell {
    value.map_or(Cell::Empty, |value| Cell::Number(Quantity::given(value, indicator.decimals)))
}

/// In kronor, with öre where an amount has any.
fn amounts(id: &str, caption: &str, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    let cells = rows.iter().flat_map(|row| &row.cells);
    let whole = cells.into_iter().all(|cell| match cell {
        Cell::Amount(figure) => figure.value.ore() % 100 == 0,
        _ => true,
    });
    Table {
        unit: if whole { AmountUnit::Kr } else { AmountUnit::KrOre },
        ..table(id, caption, columns, rows)
    }
}
