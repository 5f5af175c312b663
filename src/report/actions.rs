//! What is done about deviations: the units' actions, and what the finance office adds to their forecasts.

use super::Material;
use super::build::{column, figure, said_rounding, sum_rows, table, text};
use super::deviations::{Words, by_deviation, given_before, unit_name};
use crate::consolidate::given::{Said, said};
use crate::doc::{Cell, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::money::Money;
use crate::domain::query::Query;
use crate::domain::submission::{Action, Submission};
use crate::text::format::listed;
use crate::text::phrase::{filled, phrase};
use crate::text::report::signed_mkr;

/// Each action with its effect this year and next, who answers for it, when it is done and how far it has come.
/// Of a unit whose own words are not approved what is left are the amounts, the dates and the states.
pub fn actions(material: &Material, words: Words) -> Option<Table> {
    let (mut rows, mut own, mut withheld) = (Vec::new(), false, false);
    for answer in by_deviation(material).into_iter().filter(|answer| !answer.actions.is_empty()) {
        let may = words.of_unit(material, answer) == Words::Own;
        own |= may;
        withheld |= !may;
        let actions = answer.actions.iter().enumerate();
        rows.extend(actions.map(|(at, action)| action_row(material, answer, at, action, may)));
    }
    let columns = vec![
        column("enhet", phrase("kolumn.enhet"), ColumnKind::Text { wide: false }),
        column("åtgärd", phrase("kolumn.åtgärd"), ColumnKind::Text { wide: true }),
        column("effekt", phrase("kolumn.effekt"), ColumnKind::Signed),
        column("effekt_nästa", phrase("kolumn.effekt_nästa"), ColumnKind::Signed),
        column("ansvarig", phrase("kolumn.ansvarig"), ColumnKind::Text { wide: false }),
        column("datum", phrase("kolumn.datum"), ColumnKind::Word),
        column("läge", phrase("kolumn.läge"), ColumnKind::Word),
    ];
    let mut built = table("atgarder", phrase("åtgärder.rubrik"), columns, rows);
    if !own {
        built.without(&["åtgärd", "ansvarig"]);
    }
    built.notes.extend(given_before(material));
    built.notes.extend(withheld.then(|| phrase("åtgärder.väntar").to_string()));
    (!built.rows.is_empty()).then_some(built)
}

/// What an action is said to be worth this year; better +.
pub fn effect_this_year(material: &Material, answer: &Submission, at: usize) -> Cell {
    figure(material, Some(said(&answer.unit, Said::EffectThisYear(at))))
}

fn action_row(material: &Material, answer: &Submission, at: usize, action: &Action, own_words: bool) -> Row {
    let said_words = |words: &str| if own_words { text(words) } else { Cell::Empty };
    let cells = vec![
        text(unit_name(material, &answer.unit)),
        said_words(&action.what),
        effect_this_year(material, answer, at),
        figure(material, Some(said(&answer.unit, Said::EffectNextYear(at)))),
        said_words(&action.responsible),
        action.date.map_or(Cell::Empty, Cell::Date),
        text(action.state.clone()),
    ];
    Row { key: RowKey::Other(format!("{} {at}", answer.unit)), role: Role::Item, depth: 0, cells }
}

/// That the units' forecasts stand as they were given, and where the office's adjustments of them are.
pub fn adjusted(material: &Material) -> Option<String> {
    let holders: Vec<&Submission> =
        material.spoken.iter().filter(|answer| !answer.adjustments.is_empty()).collect();
    if holders.is_empty() {
        return None;
    }
    let sum: Money = holders.iter().flat_map(|answer| &answer.adjustments).map(|one| one.amount).sum();
    let names: Vec<String> =
        holders.iter().map(|answer| unit_name(material, &answer.unit).to_string()).collect();
    Some(filled("mening.justeringar", &[("belopp", &signed_mkr(sum)), ("enhet", &listed(&names))]))
}

/// What the finance office adds to the units' forecasts, a row each with its reason, and the sum.
pub fn adjustments(material: &Material) -> Option<Table> {
    let (mut rows, mut all) = (Vec::new(), Vec::new());
    for answer in material.spoken {
        for (at, one) in answer.adjustments.iter().enumerate() {
            let query = said(&answer.unit, Said::Adjustment(at));
            let cells = vec![
                text(unit_name(material, &one.unit)),
                text(one.cost_type.0.as_str()),
                figure(material, Some(query.clone())),
                text(one.reason.clone()),
            ];
            all.push(query);
            let key = RowKey::Other(format!("{} {at}", answer.unit));
            rows.push(Row { key, role: Role::Item, depth: 0, cells });
        }
    }
    if rows.is_empty() {
        return None;
    }
    let sum = figure(material, Some(Query::sum(all)));
    let cells = vec![text(phrase("not.summa")), Cell::Empty, sum, Cell::Empty];
    let mut total = Row { key: RowKey::Other("summa".into()), role: Role::Total, depth: 0, cells };
    sum_rows(&mut total, &(0..rows.len()).map(|at| (at, false)).collect::<Vec<_>>());
    rows.push(total);
    let columns = vec![
        column("enhet", phrase("kolumn.enhet"), ColumnKind::Text { wide: false }),
        column("kostnadsslag", phrase("kolumn.kostnadsslag"), ColumnKind::Text { wide: false }),
        column("belopp", phrase("kolumn.justering"), ColumnKind::Signed),
        column("skäl", phrase("kolumn.skäl"), ColumnKind::Text { wide: true }),
    ];
    let mut built = table("justeringar", phrase("justeringar.rubrik"), columns, rows);
    built.notes.push(material.standing("justeringar.egna").to_string());
    Some(said_rounding(built))
}

/// Says whose forecast the adjustments are counted in.
pub fn adjusted_note(material: &Material) -> Option<String> {
    let office = material.spoken.iter().find(|answer| !answer.adjustments.is_empty())?;
    Some(filled("justeringar.not", &[("enhet", &unit_name(material, &office.unit))]))
}
