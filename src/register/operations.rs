//! Taxekollektiv, Volymkostnad, Personalkostnad and Sjukfrånvaro.

use super::org;
use super::read::{Desk, unknown};
use super::table::Row;
use crate::domain::account::{CostType, is_balance};
use crate::domain::code::{Code, CodeSet};
use crate::domain::goal::{Indicator, IndicatorKind};
use crate::domain::org::OrgNode;
use crate::domain::tariff::{Collective, TariffPart};
use crate::domain::volume::{CostBasis, Operations, SickLeave, VolumeCost};
use crate::finding::RegisterProblem;

const TABLE: &str = "Taxekollektiv";
const VOLUMES: &str = "Volymkostnad";

/// Of indicators that are no goals, and årsarbetare in one way only.
pub(super) fn operations(desk: &mut Desk, indicators: &[Indicator]) -> Operations {
    let read = |row: &Row| {
        let of = VolumeCost { indicator: row.code("Mått")?, basis: row.choice("Underlag", CostBasis::ALL)? };
        Some((row.number, of))
    };
    let rows: Vec<(u32, VolumeCost)> = desk.rows(VOLUMES).iter().filter_map(read).collect();
    let is_goal =
        |code: &Code| indicators.iter().any(|known| known.code == *code && known.kind == IndicatorKind::Goal);
    let staff = rows.iter().find(|(_, one)| one.basis == CostBasis::Staff).map(|(first, _)| *first);
    for (row, one) in &rows {
        if is_goal(&one.indicator) {
            let problem = RegisterProblem::GoalAsVolume { indicator: one.indicator.to_string() };
            desk.fault(VOLUMES, *row, "Mått", problem);
        }
        if let Some(first_row) = staff.filter(|first| one.basis == CostBasis::Staff && first != row) {
            desk.fault(VOLUMES, *row, "Underlag", RegisterProblem::ManYearsTwice { first_row });
        }
    }
    let kind = |row: &Row| row.text("Kostnadsslag").map(|text| CostType(Code::new(&text)));
    let sick = |row: &Row| Some((row.choice("Del", SickLeave::ALL)?, row.code("Mått")?));
    Operations {
        sick_leave: desk.rows("Sjukfrånvaro").iter().filter_map(sick).collect(),
        volume_costs: rows.into_iter().map(|(_, one)| one).collect(),
        staff_costs: desk.rows("Personalkostnad").iter().filter_map(kind).collect(),
    }
}

/// The column of a part's accounts.
const fn column(part: TariffPart) -> &'static str {
    match part {
        TariffPart::Capital => "Kapitalkonton",
        TariffPart::Settlement => "Regleringskonton",
        TariffPart::Debt => "Skuldkonton",
    }
}

pub(super) fn collectives(desk: &mut Desk, org: &[OrgNode]) -> Vec<Collective> {
    let read: Vec<(u32, Collective, CodeSet)> = desk
        .rows(TABLE)
        .iter()
        .filter_map(|row| {
            let listed = row.codes("Enheter")?.clone();
            Some((row.number, collective(row, &listed, org)?, listed))
        })
        .collect();
    let mut faults = Vec::new();
    for (at, (row, one, listed)) in read.iter().enumerate() {
        faults.extend(unknown_units(listed, org).map(|problem| (*row, "Enheter", problem)));
        faults.extend(wrong_side(one).map(|(column, problem)| (*row, column, problem)));
        let earlier = read[..at].iter().filter(|(_, other, _)| other.validity.overlaps(one.validity));
        for (first_row, other, _) in earlier {
            let taken = |codes: String| RegisterProblem::OverlappingCodes {
                table: TABLE.into(),
                codes,
                first_row: *first_row,
            };
            let shared = one.units.iter().find(|unit| under_each_other(org, unit, &other.units));
            faults.extend(shared.map(|unit| (*row, "Enheter", taken(unit.to_string()))));
            for part in TariffPart::ALL {
                let known = &other.accounts(part).0;
                let twice =
                    one.accounts(part).0.iter().find(|range| known.iter().any(|other| other.overlaps(range)));
                let shown = twice.map(|range| org::shown(&range.from, &range.to));
                faults.extend(shown.map(|codes| (*row, column(part), taken(codes))));
            }
        }
    }
    for (row, column, problem) in faults {
        desk.fault(TABLE, row, column, problem);
    }
    read.into_iter().map(|(_, one, _)| one).collect()
}

fn collective(row: &Row, listed: &CodeSet, org: &[OrgNode]) -> Option<Collective> {
    let accounts = |part| row.codes(column(part)).cloned().unwrap_or_default();
    let units: Vec<Code> =
        org.iter().filter(|node| listed.contains(&node.code)).map(|node| node.code.clone()).collect();
    // What is booked below a unit is already the unit's.
    let innermost = units.iter().filter(|unit| !above(org, unit).any(|node| units.contains(&node.code)));
    Some(Collective {
        name: Code::new(&row.text("Kollektiv")?),
        units: innermost.cloned().collect(),
        capital: accounts(TariffPart::Capital),
        settlement: accounts(TariffPart::Settlement),
        debt: accounts(TariffPart::Debt),
        note: row.words("Förklaring"),
        validity: row.validity(),
        at: row.at(),
    })
}

fn unknown_units(listed: &CodeSet, org: &[OrgNode]) -> impl Iterator<Item = RegisterProblem> {
    let missing = listed.0.iter().filter(|range| !org.iter().any(|node| range.contains(&node.code)));
    missing.map(|range| {
        let known = org.iter().map(|node| &node.code);
        unknown(TABLE, "Enheter", &org::shown(&range.from, &range.to), org::TABLE, known)
    })
}

/// Accounts of the balance sheet where those of the result are asked for, or the other way round.
fn wrong_side(one: &Collective) -> impl Iterator<Item = (&'static str, RegisterProblem)> {
    TariffPart::ALL.into_iter().flat_map(|part| {
        let wrong =
            one.accounts(part).0.iter().filter(move |range| is_balance(&range.from) != part.is_balance());
        wrong.map(move |range| {
            let codes = org::shown(&range.from, &range.to);
            (column(part), RegisterProblem::AccountOfOtherSide { codes, balance: part.is_balance() })
        })
    })
}

/// Whether a unit is one of others, or above or below one of them.
fn under_each_other(org: &[OrgNode], unit: &Code, others: &[Code]) -> bool {
    others.contains(unit)
        || above(org, unit).any(|node| others.contains(&node.code))
        || others.iter().any(|other| above(org, other).any(|node| node.code == *unit))
}

/// The nodes above one, nearest first; a ring ends where it began.
fn above<'a>(org: &'a [OrgNode], unit: &Code) -> impl Iterator<Item = &'a OrgNode> {
    let parent = |of: &Code| {
        let node = org.iter().find(|node| node.code == *of)?;
        org.iter().find(|above| Some(&above.code) == node.parent.as_ref())
    };
    std::iter::successors(parent(unit), move |node| parent(&node.code)).take(org.len())
}
