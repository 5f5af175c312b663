//! Perspektiv, Mål, Mått, Mätvärden, Bedömningar and Finansiella mål.

use super::org;
use super::read::{Desk, unknown};
use super::table::Row;
use crate::domain::code::{Code, CodeSet};
use crate::domain::goal::{
    BudgetedVolume, Condition, Direction, FinancialGoal, Goal, Indicator, IndicatorKind, KeyFigure,
    Perspective, Rating, RatingStep, Reading,
};
use crate::domain::org::OrgNode;
use crate::finding::RegisterProblem;

pub(super) fn perspectives(desk: &Desk) -> Vec<Perspective> {
    let read = |row: &super::table::Row| {
        Some(Perspective { code: row.code("Kod")?, name: row.text("Namn")?, validity: row.validity() })
    };
    desk.rows("Perspektiv").iter().filter_map(read).collect()
}

pub(super) fn goals(desk: &Desk) -> Vec<Goal> {
    let read = |row: &super::table::Row| {
        Some(Goal {
            code: row.code("Mål")?,
            perspective: row.code("Perspektiv")?,
            focus_area: row.text("Fokusområde")?,
            text: row.text("Text")?,
            validity: row.validity(),
        })
    };
    desk.rows("Mål").iter().filter_map(read).collect()
}

/// Units are listed by code or by range; a range means the units that exist in it.
pub(super) fn indicators(desk: &mut Desk, org: &[OrgNode]) -> Vec<Indicator> {
    let mut read = Vec::new();
    let mut faults = Vec::new();
    let mut intervals = Vec::new();
    for row in desk.rows("Mått") {
        intervals.extend(interval_problem(row).map(|(column, problem)| (row.number, column, problem)));
        let listed = row.codes("Enheter").cloned().unwrap_or_default();
        let (units, unknown_units) = units(&listed, org);
        faults.extend(unknown_units.into_iter().map(|range| (row.number, range)));
        let indicator = || {
            Some(Indicator {
                code: row.code("Mått")?,
                goal: row.code("Mål"),
                kind: row
                    .choice("Typ", &[IndicatorKind::Goal, IndicatorKind::Volume, IndicatorKind::Staff])?,
                text: row.text("Text")?,
                unit_of_measure: row.text("Måttenhet")?,
                direction: row.choice("Riktning", DIRECTIONS)?,
                target: row.number("Målvärde"),
                condition: condition(row)?,
                tolerance: row.number("Tolerans"),
                decimals: row.whole("Decimaler").and_then(|count| u8::try_from(count).ok()).unwrap_or(0),
                source: row.words("Källa"),
                units,
                validity: row.validity(),
            })
        };
        read.extend(indicator());
    }
    for (row, found) in faults {
        desk.fault("Mått", row, "Enheter", unknown("Mått", "Enheter", &found, org::TABLE));
    }
    for (row, column, problem) in intervals {
        desk.fault("Mått", row, column, problem);
    }
    read
}

/// In the order of the register's words.
const DIRECTIONS: &[Direction] = &[Direction::Higher, Direction::Lower, Direction::Within];
const CONDITIONS: &[Condition] =
    &[Condition::AtLeast, Condition::AtMost, Condition::Equal, Condition::MoreThan, Condition::LessThan];

/// What the row says, else what its direction asks for. `None`: an interval without its upper limit.
fn condition(row: &Row) -> Option<Condition> {
    let direction = row.choice("Riktning", DIRECTIONS)?;
    if direction == Direction::Within && row.number("Målvärde").is_some() {
        return row.number("Övre gräns").map(Condition::UpTo);
    }
    Some(row.choice("Villkor", CONDITIONS).unwrap_or(Condition::of(direction)))
}

/// An interval that has no upper limit, or one below the lower; an upper limit of what is no interval.
fn interval_problem(row: &Row) -> Option<(&'static str, RegisterProblem)> {
    const COLUMN: &str = "Övre gräns";
    let within = row.choice("Riktning", DIRECTIONS)? == Direction::Within;
    match (within, row.number("Målvärde"), row.number(COLUMN)) {
        (true, Some(_), None) => {
            Some((COLUMN, RegisterProblem::MissingValue { table: "Mått".into(), column: COLUMN.into() }))
        }
        (true, Some(from), Some(to)) if to < from => {
            Some((COLUMN, RegisterProblem::TurnedInterval { from, to }))
        }
        (true, None, Some(to)) | (false, _, Some(to)) => {
            Some((COLUMN, RegisterProblem::LimitOfNothing { to }))
        }
        _ => None,
    }
}

fn units(listed: &CodeSet, org: &[OrgNode]) -> (Vec<Code>, Vec<String>) {
    let mut unknown_units = Vec::new();
    for range in &listed.0 {
        if !org.iter().any(|node| range.contains(&node.code)) {
            unknown_units.push(org::shown(&range.from, &range.to));
        }
    }
    let units = org.iter().filter(|node| listed.contains(&node.code)).map(|node| node.code.clone()).collect();
    (units, unknown_units)
}

pub(super) fn volumes(desk: &Desk) -> Vec<BudgetedVolume> {
    let read = |row: &super::table::Row| {
        Some(BudgetedVolume {
            indicator: row.code("Mått")?,
            unit: row.code("Enhet")?,
            year: row.year("År")?,
            value: row.number("Budgeterat")?,
        })
    };
    desk.rows("Volymbudget").iter().filter_map(read).collect()
}

pub(super) fn readings(desk: &Desk) -> Vec<Reading> {
    let read = |row: &super::table::Row| {
        Some(Reading {
            indicator: row.code("Mått")?,
            unit: row.code("Enhet"),
            period: row.month("Period")?,
            value: row.number("Värde"),
            measured: row.date("Mätdatum"),
            source: row.words("Källa"),
            group_size: row.whole("Antal i gruppen"),
        })
    };
    desk.rows("Mätvärden").iter().filter_map(read).collect()
}

pub(super) fn ratings(desk: &mut Desk, scale: &[RatingStep]) -> Vec<Rating> {
    const TABLE: &str = "Bedömningar";
    let mut read = Vec::new();
    let mut faults = Vec::new();
    for row in desk.rows(TABLE) {
        let Some(found) = row.text("Bedömning") else { continue };
        let step = scale.iter().find(|step| step.word.to_lowercase() == found.to_lowercase());
        let Some(step) = step else {
            faults.push((row.number, found));
            continue;
        };
        let rating = || {
            Some(Rating {
                goal: row.code("Mål")?,
                unit: row.code("Enhet"),
                period: row.month("Period")?,
                word: step.word.clone(),
                words_of_dialogue: row.words("Ord"),
                date: row.date("Datum"),
                participants: row.words("Deltagare"),
                reason: row.words("Skäl"),
            })
        };
        read.extend(rating());
    }
    for (row, found) in faults {
        desk.fault(TABLE, row, "Bedömning", unknown(TABLE, "Bedömning", &found, SCALE_NAME));
    }
    read
}

/// What findings call the rating scale.
const SCALE_NAME: &str = "bedömningsskalan";

pub(super) fn financial(desk: &Desk) -> Vec<FinancialGoal> {
    let read = |row: &super::table::Row| {
        Some(FinancialGoal {
            code: row.code("Mål")?,
            name: row.text("Namn")?,
            key_figure: row.choice("Nyckeltal", KeyFigure::ALL)?,
            at_least: row.choice("Villkor", &[true, false])?,
            limit: row.number("Gräns")?,
        })
    };
    desk.rows("Finansiella mål").iter().filter_map(read).collect()
}
