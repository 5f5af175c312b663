//! Mått and Mätvärden.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::org;
use super::read::{Desk, unknown};
use super::table::Row;
use crate::domain::code::{Code, CodeSet};
use crate::domain::frequency::Frequency;
use crate::domain::goal::{Condition, Direction, Indicator, IndicatorKind, Reading};
use crate::domain::indicator::{Comparison, Gender, Kolada, Peer, Protection, is_percent, is_share};
use crate::domain::org::OrgNode;
use crate::finding::RegisterProblem;

const TABLE: &str = "Mått";
const READINGS: &str = "Mätvärden";
const TARGET: &str = "Målvärde";

/// In the order of the register's words.
const KINDS: &[IndicatorKind] = &[IndicatorKind::Goal, IndicatorKind::Volume, IndicatorKind::Staff];
const DIRECTIONS: &[Direction] = &[Direction::Higher, Direction::Lower, Direction::Within];
const CONDITIONS: &[Condition] =
    &[Condition::AtLeast, Condition::AtMost, Condition::Equal, Condition::MoreThan, Condition::LessThan];

/// Units are listed by code or by range; a range means the units that exist in it.
pub(super) fn indicators(desk: &mut Desk, org: &[OrgNode]) -> Vec<Indicator> {
    let mut read = Vec::new();
    let mut faults = Vec::new();
    for row in desk.rows(TABLE) {
        faults.extend(interval_problem(row).map(|(column, problem)| (row.number, column, problem)));
        let listed = row.codes("Enheter").cloned().unwrap_or_default();
        let (units, unknown_units) = units(&listed, org);
        let problem =
            |found: String| unknown(TABLE, "Enheter", &found, org::TABLE, org.iter().map(|node| &node.code));
        faults.extend(unknown_units.into_iter().map(|found| (row.number, "Enheter", problem(found))));
        read.extend(indicator(row, units));
    }
    for (row, column, problem) in faults {
        desk.fault(TABLE, row, column, problem);
    }
    for (row, problem) in outliving(desk) {
        desk.fault(TABLE, row, "Giltig till", problem);
    }
    read
}

/// Indicators that are followed on when their goal has ended: they are shown under their goal, and nowhere without it.
fn outliving(desk: &Desk) -> Vec<(u32, RegisterProblem)> {
    let ended = |code: &Code| {
        let goal = desk.rows("Mål").iter().find(|row| row.code("Mål").as_ref() == Some(code))?;
        goal.validity().to
    };
    let outlives = |row: &Row| {
        let goal = row.code("Mål")?;
        let end = ended(&goal)?;
        let problem = RegisterProblem::IndicatorOutlivesGoal {
            indicator: row.code("Mått")?.to_string(),
            goal: goal.to_string(),
            ended: end.to_string(),
        };
        row.validity().to.is_none_or(|own| own > end).then_some((row.number, problem))
    };
    desk.rows(TABLE).iter().filter_map(outlives).collect()
}

fn indicator(row: &Row, units: Vec<Code>) -> Option<Indicator> {
    let condition = condition(row)?;
    Some(Indicator {
        code: row.code("Mått")?,
        goal: row.code("Mål"),
        kind: row.choice("Typ", KINDS)?,
        text: row.text("Text")?,
        adopted_text: row.text("Antagen lydelse"),
        unit_of_measure: row.text("Måttenhet")?,
        direction: row.choice("Riktning", DIRECTIONS)?,
        target: target(row, condition),
        condition,
        tolerance: row.number("Tolerans"),
        base: row.number("Bas"),
        decimals: row.whole("Decimaler").and_then(|count| u8::try_from(count).ok()).unwrap_or(0),
        frequency: row.choice("Mäts", Frequency::ALL),
        source: row.words("Källa"),
        kolada: row
            .code("Kolada-id")
            .map(|id| Kolada { id, gender: row.choice("Kön", Gender::ALL).unwrap_or(Gender::All) }),
        responsible: row.words("Ansvarig"),
        units,
        protection: row.choice("Skydd", Protection::ALL),
        part_of: row.code("Del av"),
        replaces: row.code("Ersätter"),
        validity: row.validity(),
        at: row.at(),
    })
}

/// What is to rise or fall does so from its base, where it has no target of its own.
fn target(row: &Row, condition: Condition) -> Option<Decimal> {
    let from_base = matches!(condition, Condition::MoreThan | Condition::LessThan);
    row.number(TARGET).or_else(|| row.number("Bas").filter(|_| from_base))
}

/// What the row says, else what its direction asks for. `None`: an interval without its upper limit.
fn condition(row: &Row) -> Option<Condition> {
    let direction = row.choice("Riktning", DIRECTIONS)?;
    if direction == Direction::Within && row.number(TARGET).is_some() {
        return row.number("Övre gräns").map(Condition::UpTo);
    }
    Some(row.choice("Villkor", CONDITIONS).unwrap_or(Condition::of(direction)))
}

/// An interval that has no upper limit, or one below the lower; an upper limit of what is no interval.
fn interval_problem(row: &Row) -> Option<(&'static str, RegisterProblem)> {
    const COLUMN: &str = "Övre gräns";
    let within = row.choice("Riktning", DIRECTIONS)? == Direction::Within;
    match (within, row.number(TARGET), row.number(COLUMN)) {
        (true, Some(_), None) => {
            Some((COLUMN, RegisterProblem::MissingValue { table: TABLE.into(), column: COLUMN.into() }))
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

/// The municipality's and its units' values, and others' to compare with.
pub(super) fn readings(desk: &mut Desk, indicators: &[Indicator]) -> (Vec<Reading>, Vec<Comparison>) {
    let by_code: BTreeMap<&Code, &Indicator> = indicators.iter().map(|one| (&one.code, one)).collect();
    let (mut own, mut others, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for row in desk.rows(READINGS) {
        let indicator = row.code("Mått").and_then(|code| by_code.get(&code).copied());
        faults.extend(share(row, indicator).map(|problem| (row.number, "Värde", problem)));
        let other = not_followed(READINGS, row, indicator);
        faults.extend(other.map(|problem| (row.number, "Enhet", problem)));
        match row.choice("Jämförelse", Peer::ALL) {
            None => own.extend(reading(row)),
            Some(_) if row.code("Enhet").is_some() => {
                faults.push((row.number, "Enhet", RegisterProblem::ComparisonOfUnit));
            }
            Some(peer) => others.extend(comparison(row, peer)),
        }
    }
    for (row, column, problem) in faults {
        desk.fault(READINGS, row, column, problem);
    }
    (own, others)
}

fn reading(row: &Row) -> Option<Reading> {
    Some(Reading {
        indicator: row.code("Mått")?,
        unit: row.code("Enhet"),
        period: row.month("Period")?,
        value: row.number("Värde"),
        measured: row.date("Mätdatum"),
        source: row.words("Källa"),
        group_size: row.whole("Antal i gruppen"),
        hidden: false,
    })
}

fn comparison(row: &Row, peer: Peer) -> Option<Comparison> {
    Some(Comparison {
        indicator: row.code("Mått")?,
        peer,
        period: row.month("Period")?,
        value: row.number("Värde")?,
        source: row.words("Källa"),
    })
}

/// A unit that the indicator is not followed in: nothing shows the row.
fn not_followed(table: &str, row: &Row, indicator: Option<&Indicator>) -> Option<RegisterProblem> {
    let (indicator, unit) = (indicator?, row.code("Enhet")?);
    let own = row.choice("Jämförelse", Peer::ALL).is_none() && !indicator.units.contains(&unit);
    own.then(|| RegisterProblem::UnitNotFollowed {
        table: table.into(),
        indicator: indicator.code.to_string(),
        unit: unit.to_string(),
    })
}

/// Rows of Volymbudget that no template and no table shows.
pub(super) fn check_volumes(desk: &mut Desk, indicators: &[Indicator]) {
    const VOLUMES: &str = "Volymbudget";
    let indicator = |row: &Row| {
        let code = row.code("Mått")?;
        indicators.iter().find(|one| one.code == code)
    };
    let found = |row: &Row| Some((row.number, not_followed(VOLUMES, row, indicator(row))?));
    let found: Vec<(u32, RegisterProblem)> = desk.rows(VOLUMES).iter().filter_map(found).collect();
    for (row, problem) in found {
        desk.fault(VOLUMES, row, "Enhet", problem);
    }
}

/// 0,95 where 95 per cent is meant.
fn share(row: &Row, indicator: Option<&Indicator>) -> Option<RegisterProblem> {
    let (indicator, found) = (indicator?, row.number("Värde")?);
    let usual = indicator.target.or(indicator.base)?;
    (is_percent(&indicator.unit_of_measure) && is_share(found, usual))
        .then_some(RegisterProblem::FractionForPercent { found })
}
