//! The first page: at most five key figures, a few sentences from the facts, and who is missing.

use std::collections::BTreeSet;

use super::build::column;
use super::described::described;
use super::deviations::{Largest, largest, unit_name};
use super::prose::{own_text, paragraph};
use super::{Material, actions, goals, statements};
use crate::consolidate::board::State;
use crate::consolidate::forecast::StandIn;
use crate::consolidate::key_figures::{net_investments_query, percent};
use crate::consolidate::statement::{Shown, line, line_query};
use crate::doc::{
    Block, Cell, CellOf, Chart, ChartKind, ColumnKind, Figure, Formula, KeyFigure, Role, Row, RowKey, Table,
};
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::{Month, PeriodKind};
use crate::domain::statement::StatementKind;
use crate::text::format::{listed, percent as percent_text};
use crate::text::phrase::{filled, phrase};
use crate::text::report::{compared, mkr, month_name, signed_mkr, units as units_in_words};

/// The blocks of the first page after the cover.
pub fn blocks(material: &Material, drift: Option<&Table>) -> Vec<Block> {
    let mut blocks = vec![Block::KeyFigures(key_figures(material))];
    blocks.extend(summary(material, drift));
    blocks.extend(stood_in(material).into_iter().map(paragraph));
    let unwritten = material.board.is_some_and(|board| !board.handed_out);
    blocks.extend(unwritten.then(|| paragraph(phrase("saknas.utan_mallar"))));
    for (state, intro) in
        [(State::Missing, phrase("saknas.ingress")), (State::Faulty, phrase("saknas.fel_ingress"))]
    {
        let board = material.board.filter(|board| board.handed_out);
        let names = board.map(|board| board.names(state)).unwrap_or_default();
        if !names.is_empty() {
            blocks.push(paragraph(intro));
            // A name to a line would fill the page.
            blocks.push(match names.len() {
                ..=LISTED => Block::List(names),
                _ => paragraph(names.join(", ")),
            });
        }
    }
    blocks
}

/// The office's own summary, else the draft; and, whoever wrote it, which forecasts cannot be kept to.
pub fn summary(material: &Material, drift: Option<&Table>) -> Vec<Block> {
    let mut blocks = own_text(material, SUMMARY);
    if blocks.is_empty() {
        blocks.extend(paragraphs(material, drift).into_iter().map(paragraph));
    }
    blocks.extend(super::passed::sentences(material).into_iter().map(paragraph));
    blocks
}

/// What the office's own summary is called in Texter.
const SUMMARY: &str = "sammanfattning";

/// The summary is the program's draft: the office has not replaced it.
pub fn is_drafted(material: &Material) -> bool {
    own_text(material, SUMMARY).is_empty()
}

/// As many names as stand below each other.
const LISTED: usize = 8;

/// As many units as a sentence names; of more it tells how many.
const NAMED: usize = 5;

/// That the forecast rests on something else than the managers' own, for which units.
pub fn stood_in(material: &Material) -> Vec<String> {
    let units = |wanted: fn(&StandIn) -> bool| {
        let gaps =
            material.gaps.iter().filter(|gap| gap.stand_in.as_ref().is_some_and(|(_, one)| wanted(one)));
        gaps.map(|gap| &gap.unit).collect::<BTreeSet<_>>()
    };
    let said = |units: &BTreeSet<&Code>, text: String| (!units.is_empty()).then_some(text);
    let budget = units(|one| *one == StandIn::Budget);
    let earlier = units(|one| matches!(one, StandIn::Earlier(_)));
    let number = |units: &BTreeSet<&Code>| match units.len() {
        ..=NAMED => listed(&units.iter().map(|unit| unit_name(material, unit)).collect::<Vec<_>>()),
        many => units_in_words(many),
    };
    let sentences = [
        said(&budget, filled("mening.budget_i_stället", &[("enheter", &number(&budget))])),
        said(&earlier, filled("mening.tidigare_i_stället", &[("enheter", &number(&earlier))])),
    ];
    sentences.into_iter().flatten().collect()
}

fn key_figures(material: &Material) -> Vec<KeyFigure> {
    let mut band = Vec::new();
    let now = Shown::outcome(material.period);
    let result = amount(material, line::RESULT, &now);
    let label = if material.kind == PeriodKind::Year {
        phrase("nyckel.årets_resultat")
    } else {
        phrase("nyckel.periodens_resultat")
    };
    band.extend(result.map(|figure| key_figure(label, figure, share_below(material, &now))));
    let (plan, compared_with) = target(material);
    if let Some((forecast, budget)) = plan {
        let deviation = Figure {
            value: forecast.value - budget.value,
            query: forecast.query.clone().minus(budget.query.clone()),
            formula: None,
        };
        if material.kind != PeriodKind::Year {
            band.push(key_figure(&forecast_label(material), forecast, String::new()));
        }
        let values = [("jämfört", compared(deviation.value)), ("budget", mkr(budget.value))];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let below = filled("nyckel.mot_budget", &values);
        band.push(deviating(compared_with, deviation, below));
    }
    let (reached, countable) = super::financial::count(material);
    if material.kind == PeriodKind::Year && countable > 0 {
        let values = [("antal", reached.to_string()), ("alla", countable.to_string())];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        band.push(KeyFigure {
            label: phrase("finansiella.rubrik").to_string(),
            value: Cell::Text(filled("nyckel.mål_antal", &values)),
            signed: false,
            below: phrase("nyckel.nådda").to_string(),
        });
    }
    let followed_up = goals::are_followed_up(material);
    let (counts, missing) = goals::counts(material);
    let rated: usize = counts.iter().map(|(_, count)| count).sum();
    if let Some((best, count)) = counts.first().filter(|_| followed_up && rated + missing > 0) {
        let all = (rated + missing).to_string();
        let value = filled("nyckel.mål_antal", &[("antal", &count.to_string()), ("alla", &all)]);
        let label = filled("nyckel.mål", &[("ord", best)]);
        let below = filled("nyckel.mål_per", &[("månad", &month_name(goals::rated_in(material)))]);
        band.push(KeyFigure { label, value: Cell::Text(value), signed: false, below });
    }
    let query = net_investments_query(material.registers, material.period);
    if let Some(value) = material.cube.value(&query) {
        band.push(key_figure(
            phrase("nyckel.investeringar"),
            Figure { value, query, formula: None },
            String::new(),
        ));
    }
    band.truncate(5);
    band
}

/// The net cost of a part: budget and outcome so far, and the year's forecast against its budget.
pub fn part_figures(material: &Material) -> Vec<KeyFigure> {
    let net = |shown: Shown| amount(material, line::NET_COST, &material.of_scope(&shown));
    let less = |a: &Figure, b: &Figure| Figure {
        value: a.value - b.value,
        query: a.query.clone().minus(b.query.clone()),
        formula: None,
    };
    let mut band = Vec::new();
    let budget = net(Shown::budget(material.period.year));
    let to_date = net(Shown::budget_through(material.period));
    let outcome = net(Shown::outcome(material.period));
    let month = crate::text::report::year_to_date(material.period);
    let plus = phrase("del.plus");
    let named = |label: &str, net: Option<(Figure, String)>| {
        net.map(|(figure, below)| key_figure(label, figure, below))
    };
    let apart = |label: &str, net: Option<Figure>, below: String| net.map(|net| deviating(label, net, below));
    band.extend(named(phrase("del.budget"), budget.clone().map(named_net)));
    let so_far = outcome.clone().map(named_net);
    band.extend(named(phrase("del.utfall"), so_far.map(|(net, words)| (net, format!("{words} {month}")))));
    let deviation = outcome.as_ref().zip(to_date.as_ref()).map(|(a, b)| less(a, b));
    band.extend(apart(phrase("nyckel.avvikelse"), deviation, format!("{month}, {plus}")));
    if let Some(given) = material.forecast.filter(|_| material.kind != PeriodKind::Year) {
        let forecast = net(Shown::forecast(given));
        band.extend(named(&forecast_label(material), forecast.clone().map(named_net)));
        let deviation = forecast.as_ref().zip(budget.as_ref()).map(|(a, b)| less(a, b));
        band.extend(apart(phrase("nyckel.prognosavvikelse"), deviation, plus.to_string()));
    }
    band
}

/// A net cost without its minus, as it is spoken of, or what comes in net: the words say which.
fn named_net(net: Figure) -> (Figure, String) {
    if net.value > Money::ZERO {
        return (net, phrase("del.nettointäkt").to_string());
    }
    (Figure { value: -net.value, query: net.query.negated(), formula: None }, phrase("del.netto").to_string())
}

/// A forecast of an earlier month is not this month's.
fn forecast_label(material: &Material) -> String {
    match earlier_forecast(material) {
        Some(month) => filled("nyckel.prognos_per", &[("månad", &month_name(month))]),
        None => phrase("nyckel.prognos").to_string(),
    }
}

fn earlier_forecast(material: &Material) -> Option<Month> {
    material.forecast.filter(|given| *given != material.period)
}

/// What the result is held against: at year end the outcome, during the year the forecast, and the year's budget.
fn target(material: &Material) -> (Option<(Figure, Figure)>, &'static str) {
    let budget = amount(material, line::RESULT, &Shown::budget(material.period.year));
    let (found, label) = if material.kind == PeriodKind::Year {
        (amount(material, line::RESULT, &Shown::outcome(material.period)), phrase("nyckel.avvikelse"))
    } else {
        let forecast =
            material.forecast.and_then(|given| amount(material, line::RESULT, &Shown::forecast(given)));
        (forecast, phrase("nyckel.prognosavvikelse"))
    };
    (found.zip(budget), label)
}

fn share_below(material: &Material, shown: &Shown) -> String {
    let taxes = amount(material, line::TAXES, shown).map(|figure| figure.value);
    let grants = amount(material, line::GRANTS, shown).map(|figure| figure.value);
    let result = amount(material, line::RESULT, shown).map(|figure| figure.value);
    let share =
        taxes.zip(grants).zip(result).and_then(|((taxes, grants), result)| percent(result, taxes + grants));
    share.map(|share| filled("nyckel.andel", &[("andel", &percent_text(share, 1))])).unwrap_or_default()
}

fn key_figure(label: &str, figure: Figure, below: String) -> KeyFigure {
    KeyFigure { label: label.to_string(), value: Cell::Amount(figure), signed: false, below }
}

/// Plus is better, and says so.
fn deviating(label: &str, figure: Figure, below: String) -> KeyFigure {
    KeyFigure { signed: true, ..key_figure(label, figure, below) }
}

pub fn amount(material: &Material, code: &str, shown: &Shown) -> Option<Figure> {
    let query = line_query(material.registers, StatementKind::Income, code, shown)?;
    let value = material.cube.value(&query).filter(|_| !material.lacks_forecast(&query))?;
    Some(Figure { value, query, formula: None })
}

/// A few short paragraphs drafted from the facts: the result, the forecast, the lines and the units that deviate most.
pub fn paragraphs(material: &Material, drift: Option<&Table>) -> Vec<String> {
    let mut result = result(material);
    let mut target = target_sentence(material);
    if material.kind == PeriodKind::Year {
        result.append(&mut target);
        target.extend(net_cost(material));
    }
    target.extend(already_above(material));
    let lines = largest_lines(material).into_iter().collect();
    let units = drift.and_then(|drift| largest_sentence(material, drift)).into_iter().collect();
    let said = [result, target, lines, units];
    said.into_iter().filter(|one: &Vec<String>| !one.is_empty()).map(|one| one.join(" ")).collect()
}

fn value(material: &Material, code: &str, shown: &Shown) -> Option<Money> {
    amount(material, code, shown).map(|figure| figure.value)
}

/// What the result is, and what it was a year ago.
fn result(material: &Material) -> Vec<String> {
    let Some(result) = value(material, line::RESULT, &Shown::outcome(material.period)) else {
        return Vec::new();
    };
    let year_end = material.kind == PeriodKind::Year;
    let (said, month) = (mkr(result), month_name(material.period));
    let values = [("resultat", said.as_str()), ("månad", &month)];
    let mut sentences = vec![match year_end {
        true => filled("mening.årets_resultat", &values),
        false => filled("mening.periodens_resultat", &values),
    }];
    if let Some(before) = value(material, line::RESULT, &Shown::outcome(material.last_year())) {
        let (compared, before) = (compared(result - before), mkr(before));
        let values = [("jämfört", compared.as_str()), ("förra", &before)];
        sentences.push(match year_end {
            true => filled("mening.mot_fg_år", &values),
            false => filled("mening.mot_fg", &values),
        });
    }
    sentences
}

/// The forecast, or at year end the result, against the year's budget.
fn target_sentence(material: &Material) -> Vec<String> {
    let (Some((held, planned)), _) = target(material) else { return Vec::new() };
    let compared = compared(held.value - planned.value);
    let given = earlier_forecast(material).map(month_name).unwrap_or_default();
    let (held, planned) = (mkr(held.value), mkr(planned.value));
    let values =
        [("prognos", held.as_str()), ("jämfört", &compared), ("budget", &planned), ("månad", &given)];
    vec![match (material.kind, given.is_empty()) {
        (PeriodKind::Year, _) => filled("mening.mot_budget", &values),
        (_, true) => filled("mening.prognos", &values),
        (_, false) => filled("mening.prognos_per", &values),
    }]
}

/// The year's net cost against its budget.
fn net_cost(material: &Material) -> Option<String> {
    let outcome = value(material, line::NET_COST, &Shown::outcome(material.period))?;
    let planned = value(material, line::NET_COST, &Shown::budget(material.period.year))?;
    let (net, compared) = (mkr(outcome.abs()), compared(outcome - planned));
    Some(filled("mening.nettokostnad", &[("netto", &net), ("jämfört", &compared)]))
}

/// That the result so far is above an earlier forecast of the whole year: either it is out of date, or the rest of the year
/// is expected to cost more than it brings in. Silence would leave the reader to find out.
fn already_above(material: &Material) -> Option<String> {
    let given = earlier_forecast(material)?;
    let result = |shown: &Shown| value(material, line::RESULT, shown);
    let above = result(&Shown::outcome(material.period))? - result(&Shown::forecast(given))?;
    (above >= WORTH_A_WORD)
        .then(|| filled("mening.över_prognos", &[("belopp", &mkr(above)), ("månad", &month_name(given))]))
}

/// The lines of the resultaträkning that deviate most from the year's budget, two when both are worth a word.
fn largest_lines(material: &Material) -> Option<String> {
    let table = statements::income(material)?;
    let at = table.column("prognosavvikelse").or_else(|| table.column("avvikelse"))?;
    let deviation = |row: &Row| match (row.cells.first(), row.cells.get(at)) {
        (Some(Cell::Text(name)), Some(Cell::Amount(figure))) => Some((name.to_lowercase(), figure.value)),
        _ => None,
    };
    let mut lines: Vec<(String, Money)> =
        table.rows.iter().filter(|row| row.role == Role::Item).filter_map(deviation).collect();
    lines.sort_by(|(a, one), (b, other)| other.abs().cmp(&one.abs()).then(a.cmp(b)));
    lines.retain(|(_, value)| value.abs() >= WORTH_A_WORD);
    let (name, value) = lines.first()?;
    let other = lines
        .get(1)
        .map(|(name, value)| filled("mening.rader_andra", &[("rad", name), ("belopp", &signed_mkr(*value))]));
    let values = [
        ("rad", name.as_str()),
        ("belopp", &signed_mkr(*value)),
        ("andra", other.as_deref().unwrap_or_default()),
    ];
    Some(filled("mening.rader", &values))
}

/// Half of the last digit of a figure in mkr says nothing in a sentence: a tenth of a million.
const WORTH_A_WORD: Money = Money::from_ore(10_000_000);

fn largest_sentence(material: &Material, drift: &Table) -> Option<String> {
    let forecast = material.kind != PeriodKind::Year && material.forecast.is_some();
    let Largest { best, worst } = largest(drift, if forecast { "prognosavvikelse" } else { "avvikelse" }, 1);
    let best = best
        .first()
        .map(|(name, value)| filled("mening.störst_över", &[("enhet", name), ("belopp", &mkr(*value))]));
    let worst = worst.first().map(|(name, value)| {
        filled("mening.störst_under", &[("enhet", name), ("belopp", &mkr(value.abs()))])
    });
    let mut parts: Vec<String> = best.into_iter().chain(worst).collect();
    if parts.is_empty() {
        return None;
    }
    parts.extend(forecast.then(|| rests_on(material, drift)));
    parts.extend(actions::adjusted(material).filter(|_| forecast));
    Some(parts.join(" "))
}

/// That a comparison is one of forecasts, whose, and of how many units when some are missing.
fn rests_on(material: &Material, drift: &Table) -> String {
    if let Some(month) = earlier_forecast(material) {
        return filled("mening.störst_prognos_per", &[("månad", &month_name(month))]);
    }
    let missing: BTreeSet<&Code> = material.gaps.iter().map(|gap| &gap.unit).collect();
    let units = drift.rows.iter().filter(|row| row.role == Role::Item).filter_map(|row| match &row.key {
        RowKey::Org(unit) => Some(unit),
        _ => None,
    });
    let units: BTreeSet<&Code> = units.collect();
    let given = units.difference(&missing).count();
    if given == units.len() {
        return phrase("mening.störst_prognos").to_string();
    }
    let (given, all) = (given.to_string(), units.len().to_string());
    filled("mening.störst_prognos_av", &[("svarat", &given), ("alla", &all)])
}

/// A row of another table with some of its figures, which the workbook fetches from there.
pub(super) fn linked(from: &Table, row: &Row, columns: &[usize], depth: u8) -> Row {
    let mut cells = vec![row.cells[0].clone()];
    for column in columns {
        let mut cell = row.cells[*column].clone();
        if let (Cell::Amount(figure), Some(row)) = (&mut cell, from.row(&row.key)) {
            let fetched = CellOf { table: from.id.clone(), row, column: *column, subtracted: false };
            figure.formula = Some(Formula::Cells(vec![fetched]));
        }
        cells.push(cell);
    }
    Row { key: row.key.clone(), role: Role::Item, depth, cells }
}

/// The rows that hold units, and units that none of them holds: together the whole.
fn activities(drift: &Table) -> Vec<&Row> {
    let mut found: Vec<&Row> = Vec::new();
    let mut inside: Option<u8> = None;
    for (at, row) in drift.rows.iter().enumerate() {
        inside = inside.filter(|depth| row.depth > *depth);
        if inside.is_some()
            || !matches!(row.role, Role::Group | Role::Item)
            || matches!(row.key, RowKey::Line(_))
        {
            continue;
        }
        let holds_units =
            drift.rows.get(at + 1).is_some_and(|next| next.role == Role::Item && next.depth > row.depth);
        if row.role == Role::Item || holds_units {
            found.push(row);
            inside = Some(row.depth);
        }
    }
    found
}

/// What units are parts of, from the best to the worst deviation, and a picture of it. Nothing of fewer than two.
pub fn by_activity(drift: &Table) -> Vec<Block> {
    let at = drift.column("prognosavvikelse").or_else(|| drift.column("avvikelse"));
    let Some(at) = at else { return Vec::new() };
    let groups = activities(drift);
    let worth = |row: &Row| if let Cell::Amount(figure) = &row.cells[at] { Some(figure.value) } else { None };
    let mut groups: Vec<(Money, &Row)> =
        groups.into_iter().filter_map(|row| Some((worth(row)?, row))).collect();
    groups.sort_by(|(a, one), (b, other)| b.cmp(a).then(one.key.cmp(&other.key)));
    if groups.len() < 2 {
        return Vec::new();
    }
    let mut rows: Vec<Row> = groups.iter().map(|(_, row)| linked(drift, row, &[at], 0)).collect();
    let shown = rows.len();
    // What the parts come to, where the whole municipality is shown.
    let whole = drift.rows.iter().find(|row| row.role == Role::Subtotal);
    rows.extend(whole.map(|row| Row { role: Role::Total, ..linked(drift, row, &[at], 0) }));
    let heading = &drift.columns[at].heading;
    let columns = vec![
        column("rad", phrase("kolumn.verksamhet"), ColumnKind::Text { wide: true }),
        column("avvikelse", heading.clone(), ColumnKind::Signed),
    ];
    let values = [("kolumn", heading.as_str())];
    let caption = filled("översikt.verksamheter", &values);
    let picture = Chart {
        id: "diagram_verksamheter".to_string(),
        title: caption.clone(),
        alt: filled("översikt.diagram_alt", &values),
        axis: phrase("diagram.tkr").to_string(),
        kind: ChartKind::Bars,
        table: "verksamheter".to_string(),
        rows: (0..shown).collect(),
        series: vec![1],
    };
    let built = super::build::table("verksamheter", caption, columns, rows);
    let picture = described(picture, &built);
    vec![Block::Table(built), Block::Chart(picture)]
}
