//! Goals: what the indicators show, what the dialogue decided, and the financial goals. Missing is said and counted.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::Material;
use super::build::{column, text, word_table};
use crate::consolidate::goals::{Followed, Measured, follow};
use crate::consolidate::key_figures::{reached, value};
use crate::consolidate::statement::Shown;
use crate::doc::{Cell, Column, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::code::Code;
use crate::domain::goal::{
    FinancialGoal, Indicator, IndicatorState, Perspective, RatingShape, Reading, Trend,
};
use crate::domain::period::PeriodKind;
use crate::domain::registers::Registers;
use crate::text::format::unrounded;
use crate::text::phrase::{filled, phrase};

/// How many goals carry each word of the scale, in the scale's order, and how many have no rating.
pub fn counts(material: &Material) -> (Vec<(String, usize)>, usize) {
    let followed = follow(material.registers, material.readings, material.period);
    let words = material.registers.settings.scale.iter().map(|step| {
        let of = followed
            .iter()
            .filter(|one| one.rating.is_some_and(|rating| same_word(&rating.word, &step.word)));
        (step.word.clone(), of.count())
    });
    (words.collect(), followed.iter().filter(|one| one.rating.is_none()).count())
}

/// Whether the period says anything of goals: in a plain month nobody is asked, and no goal is unmeasured for that.
pub fn are_followed_up(material: &Material) -> bool {
    let followed = follow(material.registers, material.readings, material.period);
    let said = |one: &Followed| one.rating.is_some() || one.met_of_measured().1 > 0;
    material.kind != PeriodKind::Month && !followed.is_empty() || followed.iter().any(said)
}

/// How many goals got which rating, and how many of the indicators are measured.
pub fn summary(material: &Material) -> String {
    let (counts, missing) = counts(material);
    let mut parts: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{count} {word}"))
        .collect();
    if missing > 0 {
        parts.push(filled("mål.utan_bedömning", &[("antal", &missing.to_string())]));
    }
    let followed = follow(material.registers, material.readings, material.period);
    let all: usize = followed.iter().map(|one| one.measured.len()).sum();
    let measured: usize = followed.iter().map(|one| one.met_of_measured().1).sum();
    let goals = followed.len().to_string();
    let ratings = filled("mål.sammanfattning", &[("mål", &goals), ("fördelning", &listed(&parts))]);
    // In a plain month nobody is asked for measures.
    if material.kind == PeriodKind::Month && measured == 0 {
        return ratings;
    }
    let counts = [("mätta", measured.to_string()), ("mått", all.to_string())];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    format!("{ratings} {}", filled("mål.mätta", &counts))
}

/// One table a perspective: each goal with what the indicators show and the rating.
pub fn by_perspective(material: &Material) -> Vec<(String, Table)> {
    let followed = follow(material.registers, material.readings, material.period);
    let valid = material.registers.perspectives.iter().filter(|one| one.validity.covers(material.period));
    valid
        .filter_map(|perspective| {
            let own: Vec<&Followed> =
                followed.iter().filter(|one| one.goal.perspective == perspective.code).collect();
            (!own.is_empty())
                .then(|| (perspective.name.clone(), perspective_table(material, perspective, &own)))
        })
        .collect()
}

fn perspective_table(material: &Material, perspective: &Perspective, own: &[&Followed]) -> Table {
    let columns = vec![
        column("mål", phrase("kolumn.mål"), ColumnKind::Text { wide: true }),
        column("måtten", phrase("kolumn.måtten_visar"), ColumnKind::Text { wide: false }),
        column("bedömning", phrase("kolumn.bedömning"), ColumnKind::Word),
        column("ord", phrase("kolumn.dialogens_ord"), ColumnKind::Text { wide: true }),
    ];
    let mut rows = Vec::new();
    let mut focus = "";
    for one in own {
        if one.goal.focus_area != focus {
            focus = &one.goal.focus_area;
            let mut cells = vec![text(focus)];
            cells.resize(4, Cell::Empty);
            rows.push(Row { key: RowKey::Other(focus.to_string()), role: Role::Group, depth: 0, cells });
        }
        let cells = vec![
            text(one.goal.text.clone()),
            text(shows(one)),
            rating_cell(material.registers, one.rating.map(|rating| rating.word.as_str())),
            text(one.rating.map(words).unwrap_or_default()),
        ];
        rows.push(Row { key: RowKey::Goal(one.goal.code.clone()), role: Role::Item, depth: 1, cells });
    }
    word_table(&format!("mal_{}", perspective.code), perspective.name.clone(), columns, rows)
}

fn words(rating: &crate::domain::goal::Rating) -> String {
    if rating.reason.is_empty() {
        rating.words_of_dialogue.clone()
    } else {
        filled("mål.ord_och_skäl", &[("ord", &rating.words_of_dialogue), ("skäl", &rating.reason)])
    }
}

fn shows(one: &Followed) -> String {
    let (met, measured) = one.met_of_measured();
    if one.measured.is_empty() {
        return phrase("mål.inga_mått").to_string();
    }
    if measured == 0 {
        return phrase("mål.inget_mätt").to_string();
    }
    let (met, all) = (met.to_string(), one.measured.len().to_string());
    if measured == one.measured.len() {
        return filled("mål.måtten_visar", &[("nådda", &met), ("alla", &all)]);
    }
    let values = [("nådda", met.as_str()), ("mätta", &measured.to_string()), ("alla", &all)];
    filled("mål.mätta_visar", &values)
}

/// The rating as shape and word; *Bedömning saknas* when there is none.
pub fn rating_cell(registers: &Registers, word: Option<&str>) -> Cell {
    let Some(word) = word else { return Cell::Missing(phrase("bedömning.saknas").to_string()) };
    let step = registers.settings.scale.iter().find(|step| same_word(&step.word, word));
    let shape = step.map_or(RatingShape::Question, |step| step.shape);
    Cell::State { shape, word: capitalised(step.map_or(word, |step| step.word.as_str())) }
}

/// All indicators of goals, with target, value, state and trend.
pub fn indicators(material: &Material) -> Option<Table> {
    let followed = follow(material.registers, material.readings, material.period);
    let mut rows = Vec::new();
    for one in &followed {
        if one.measured.is_empty() {
            continue;
        }
        let mut cells = vec![text(one.goal.text.clone())];
        cells.resize(indicator_columns().len(), Cell::Empty);
        rows.push(Row { key: RowKey::Goal(one.goal.code.clone()), role: Role::Group, depth: 0, cells });
        rows.extend(one.measured.iter().map(|measured| indicator_row(material, measured)));
    }
    (!rows.is_empty()).then(|| word_table("matt", phrase("mått.rubrik"), indicator_columns(), rows))
}

fn indicator_columns() -> Vec<Column> {
    vec![
        column("mått", phrase("kolumn.mått"), ColumnKind::Text { wide: true }),
        column("måttenhet", phrase("kolumn.måttenhet"), ColumnKind::Text { wide: false }),
        column("målvärde", phrase("kolumn.målvärde"), ColumnKind::Number),
        column("förra", phrase("kolumn.förra_värdet"), ColumnKind::Number),
        column("avser", phrase("kolumn.avser"), ColumnKind::Word),
        column("utfall", phrase("kolumn.utfall"), ColumnKind::Number),
        column("läge", phrase("kolumn.läge"), ColumnKind::Word),
        column("utveckling", phrase("kolumn.utveckling"), ColumnKind::Word),
    ]
}

fn indicator_row(material: &Material, measured: &Measured) -> Row {
    let value = |value: Option<Decimal>| value_cell(measured, value);
    let cells = vec![
        text(name(material, measured)),
        text(measured.indicator.unit_of_measure.clone()),
        target_cell(measured.indicator),
        value(measured.earlier.and_then(|reading| reading.value)),
        text(measured.earlier.map(|reading| reading.period.to_string()).unwrap_or_default()),
        now_cell(measured),
        state_cell(measured),
        trend_cell(measured),
    ];
    Row { key: indicator_key(measured), role: Role::Item, depth: 1, cells }
}

/// A number where its direction says the rest, else the condition in words.
fn target_cell(indicator: &Indicator) -> Cell {
    match (indicator.target, crate::text::report::target(indicator)) {
        (Some(_), Some(words)) => text(words),
        (Some(value), None) => Cell::Number { value, decimals: indicator.decimals },
        (None, _) => Cell::Empty,
    }
}

pub(super) fn indicator_key(measured: &Measured) -> RowKey {
    let unit = measured.unit.as_ref().map(Code::to_string).unwrap_or_default();
    RowKey::Other(format!("{} {unit}", measured.indicator.code))
}

/// The indicator, and whose it is when each unit has its own.
pub(super) fn name(material: &Material, measured: &Measured) -> String {
    match &measured.unit {
        Some(unit) => {
            format!("{}, {}", measured.indicator.text, super::deviations::unit_name(material, unit))
        }
        None => measured.indicator.text.clone(),
    }
}

pub(super) fn value_cell(measured: &Measured, value: Option<Decimal>) -> Cell {
    let decimals = measured.indicator.decimals;
    value.map_or(Cell::Empty, |value| Cell::Number { value, decimals })
}

/// The period's value, or why there is none to show.
pub(super) fn now_cell(measured: &Measured) -> Cell {
    if measured.masked {
        Cell::Missing(phrase("mått.få_personer").to_string())
    } else if measured.now.is_none() {
        Cell::Missing(phrase("mått.ej_mätt").to_string())
    } else {
        value_cell(measured, measured.now.and_then(|reading| reading.value))
    }
}

pub(super) fn state_cell(measured: &Measured) -> Cell {
    if measured.masked {
        return Cell::Empty;
    }
    let (shape, word) = match measured.state {
        IndicatorState::Met => (RatingShape::Full, phrase("läge.når")),
        IndicatorState::Close => (RatingShape::Half, phrase("läge.nära")),
        IndicatorState::NotMet => (RatingShape::Empty, phrase("läge.når_inte")),
        IndicatorState::NotMeasured => (RatingShape::Dash, phrase("läge.ej_mätt")),
        IndicatorState::NoTarget => return Cell::Empty,
    };
    Cell::State { shape, word: word.to_string() }
}

/// A measure without a target, such as the number of pupils, goes up or down: neither is better.
pub(super) fn trend_cell(measured: &Measured) -> Cell {
    if measured.state == IndicatorState::NoTarget && measured.trend.is_some() {
        let value = |reading: Option<&Reading>| reading.and_then(|reading| reading.value);
        return text(match value(measured.now).cmp(&value(measured.earlier)) {
            Ordering::Greater => phrase("utveckling.ökar"),
            Ordering::Less => phrase("utveckling.minskar"),
            Ordering::Equal => phrase("utveckling.oförändrad"),
        });
    }
    let word = match measured.trend {
        None => return Cell::Empty,
        Some(Trend::Better) => phrase("utveckling.bättre"),
        Some(Trend::Same) => phrase("utveckling.oförändrad"),
        Some(Trend::Worse) => phrase("utveckling.sämre"),
    };
    measured.trend.map_or(Cell::Empty, |trend| Cell::Trend { trend, word: word.to_string() })
}

/// The units' own ratings: units down, goals across by code.
pub fn matrix(material: &Material) -> Option<Table> {
    let mut goals: Vec<Code> = Vec::new();
    for rating in material.answers.iter().flat_map(|answer| &answer.ratings) {
        if !goals.contains(&rating.goal) {
            goals.push(rating.goal.clone());
        }
    }
    goals.sort();
    if goals.is_empty() {
        return None;
    }
    let rows = material.answers.iter().filter(|answer| !answer.ratings.is_empty()).map(|answer| {
        let cells = goals.iter().map(|goal| {
            let own = answer.ratings.iter().find(|rating| rating.goal == *goal);
            own.map_or(Cell::Empty, |rating| rating_cell(material.registers, Some(&rating.word)))
        });
        let name = text(super::deviations::unit_name(material, &answer.unit));
        let cells = std::iter::once(name).chain(cells).collect();
        Row { key: RowKey::Org(answer.unit.clone()), role: Role::Item, depth: 0, cells }
    });
    let head = column("enhet", phrase("kolumn.enhet"), ColumnKind::Text { wide: true });
    let across = goals.iter().map(|goal| column(goal.as_str(), goal.to_string(), ColumnKind::Word));
    let columns = std::iter::once(head).chain(across).collect();
    Some(word_table("matris", phrase("matris.rubrik"), columns, rows.collect()))
}

/// What the units' dialogues said, goal by goal.
pub fn dialogue(material: &Material) -> Option<Table> {
    let mut rows = Vec::new();
    for answer in material.answers {
        for rating in answer.ratings.iter().filter(|rating| !rating.words_of_dialogue.is_empty()) {
            let goal = material.registers.goals.iter().find(|goal| goal.code == rating.goal);
            let cells = vec![
                text(super::deviations::unit_name(material, &answer.unit)),
                text(goal.map_or_else(|| rating.goal.to_string(), |goal| goal.text.clone())),
                rating_cell(material.registers, Some(&rating.word)),
                text(rating.words_of_dialogue.clone()),
            ];
            let key = RowKey::Other(format!("{} {}", answer.unit, rating.goal));
            rows.push(Row { key, role: Role::Item, depth: 0, cells });
        }
    }
    let columns = vec![
        column("enhet", phrase("kolumn.enhet"), ColumnKind::Text { wide: false }),
        column("mål", phrase("kolumn.mål"), ColumnKind::Text { wide: true }),
        column("bedömning", phrase("kolumn.bedömning"), ColumnKind::Word),
        column("ord", phrase("kolumn.dialogens_ord"), ColumnKind::Text { wide: true }),
    ];
    (!rows.is_empty()).then(|| word_table("dialog", phrase("dialog.rubrik"), columns, rows))
}

/// The financial goals on the outcome: condition, value, reached or not.
pub fn financial(material: &Material) -> Option<Table> {
    let rows: Vec<Row> =
        material.registers.financial_goals.iter().map(|goal| financial_row(material, goal)).collect();
    let columns = vec![
        column("mål", phrase("kolumn.finansiellt_mål"), ColumnKind::Text { wide: true }),
        column("nyckeltal", phrase("kolumn.nyckeltal"), ColumnKind::Text { wide: true }),
        column("villkor", phrase("kolumn.villkor"), ColumnKind::Text { wide: false }),
        column("utfall", phrase("kolumn.utfall"), ColumnKind::Number),
        column("nått", phrase("kolumn.läge"), ColumnKind::Word),
    ];
    (!rows.is_empty()).then(|| word_table("finansiella_mal", phrase("finansiella.rubrik"), columns, rows))
}

fn financial_row(material: &Material, goal: &FinancialGoal) -> Row {
    let found = key_figure(material, goal);
    let limit = unrounded(goal.limit.normalize());
    let condition = if goal.at_least {
        filled("villkor.minst", &[("gräns", &limit)])
    } else {
        filled("villkor.högst", &[("gräns", &limit)])
    };
    let state = match found {
        None => Cell::Missing(phrase("nyckeltal.saknas").to_string()),
        Some(value) if reached(goal, value) => {
            Cell::State { shape: RatingShape::Full, word: phrase("mål.nått").into() }
        }
        Some(_) => Cell::State { shape: RatingShape::Empty, word: phrase("mål.ej_nått").into() },
    };
    let cells = vec![
        text(goal.name.clone()),
        text(crate::text::report::key_figure(goal.key_figure)),
        text(condition),
        found.map_or(Cell::Empty, |value| Cell::Number { value, decimals: 1 }),
        state,
    ];
    Row { key: RowKey::Goal(goal.code.clone()), role: Role::Item, depth: 0, cells }
}

/// How many financial goals are reached, of how many that can be computed.
pub fn financial_count(material: &Material) -> (usize, usize) {
    let found = material
        .registers
        .financial_goals
        .iter()
        .filter_map(|goal| key_figure(material, goal).map(|value| reached(goal, value)));
    let found: Vec<bool> = found.collect();
    (found.iter().filter(|reached| **reached).count(), found.len())
}

/// The goal's key figure: of the year's result by the forecast while the year lasts, if it is whole.
fn key_figure(material: &Material, goal: &FinancialGoal) -> Option<Decimal> {
    let outcome = Shown::outcome(material.period);
    let forecast = material.forecast.filter(|_| material.gaps.iter().all(|gap| gap.stand_in.is_some()));
    let year = forecast.map_or(outcome, Shown::forecast);
    value(material.registers, material.cube, goal.key_figure, &year, material.period)
}

/// "12 god, 3 tillräcklig och 1 utan bedömning".
fn listed(parts: &[String]) -> String {
    match parts {
        [first @ .., last] if !first.is_empty() => {
            filled("mål.och", &[("första", &first.join(", ")), ("sista", last)])
        }
        _ => parts.concat(),
    }
}

/// How the ratings fall: perspectives down, the words of the scale across.
pub fn distribution(material: &Material) -> Option<Table> {
    let followed = follow(material.registers, material.readings, material.period);
    let scale = &material.registers.settings.scale;
    let count = |own: &[&Followed], word: Option<&str>| {
        let same = |one: &&&Followed| match (one.rating, word) {
            (Some(rating), Some(word)) => same_word(&rating.word, word),
            (rating, word) => rating.is_none() && word.is_none(),
        };
        Cell::Number { value: own.iter().filter(same).count().into(), decimals: 0 }
    };
    let row = |key: RowKey, role: Role, name: &str, own: &[&Followed]| {
        let words = scale.iter().map(|step| count(own, Some(&step.word))).chain([count(own, None)]);
        let all = Cell::Number { value: own.len().into(), decimals: 0 };
        Row { key, role, depth: 0, cells: [text(name), all].into_iter().chain(words).collect() }
    };
    let perspectives = material.registers.perspectives.iter();
    let mut rows: Vec<Row> = perspectives
        .filter(|one| one.validity.covers(material.period))
        .map(|one| {
            let own: Vec<&Followed> =
                followed.iter().filter(|goal| goal.goal.perspective == one.code).collect();
            row(RowKey::Other(one.code.to_string()), Role::Item, &one.name, &own)
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let all: Vec<&Followed> = followed.iter().collect();
    rows.push(row(RowKey::Other("summa".into()), Role::Total, phrase("mål.alla"), &all));
    let words = scale.iter().map(|step| column(&step.word, capitalised(&step.word), ColumnKind::Number));
    let mut columns = vec![
        column("perspektiv", phrase("kolumn.perspektiv"), ColumnKind::Text { wide: true }),
        column("antal", phrase("kolumn.antal_mål"), ColumnKind::Number),
    ];
    columns.extend(words);
    columns.push(column("utan", phrase("bedömning.saknas"), ColumnKind::Number));
    Some(word_table("fordelning", phrase("fördelning.rubrik"), columns, rows))
}

/// One sentence on the financial goals; none where there are no goals.
pub fn financial_sentence(material: &Material) -> Option<String> {
    let (reached, countable) = financial_count(material);
    let all = material.registers.financial_goals.len();
    let values =
        [("nådda", reached.to_string()), ("räknade", countable.to_string()), ("alla", all.to_string())];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    (all > 0).then(|| match countable == all {
        true => filled("finansiella.ingress", &values),
        false => filled("finansiella.ingress_del", &values),
    })
}

fn same_word(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
