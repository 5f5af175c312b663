//! Figures that a workbook computes from its table of data: which sums give them is read from their queries.

use std::collections::BTreeMap;

use super::Material;
use super::flat::{self, Flat};
use crate::doc::{Block, Cell, DataSum, Formula, Section};
use crate::domain::query::{FactQuery, Pick, Query};

/// A formula with more sums than this is no longer read by anybody.
const MOST_SUMS: usize = 12;

/// Above so many units a workbook takes too long to compute: its innermost figures are values.
const MOST_UNITS: usize = 300;

/// Whether the innermost figures are formulas on the table of data.
pub fn innermost_are_live(material: &Material) -> bool {
    flat::own_nodes(material).count() <= MOST_UNITS
}

/// Gives every figure that has no formula yet, and is a sum of the table's rows, the formula for it.
pub fn make_live(material: &Material, data: &Flat, sections: &mut [Section]) {
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        let Block::Table(table) = block else { continue };
        for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            if let Cell::Amount(figure) = cell
                && figure.formula.is_none()
            {
                let sums = sums(material, data, &figure.query);
                // A cost type that has moved to another line since last year gives that year other sums.
                let same = |sums: &Vec<DataSum>| data.table.sum_of(sums) == Some(figure.value);
                figure.formula = sums.filter(same).map(Formula::Data);
            }
        }
    }
}

/// Each sum of the table with how many times it is counted.
type Counted = BTreeMap<DataSum, i32>;

fn sums(material: &Material, data: &Flat, query: &Query) -> Option<Vec<DataSum>> {
    let mut counted = Counted::new();
    count(material, data, query, 1, &mut counted)?;
    counted.retain(|_, times| *times != 0);
    let counted = in_groups(data, counted);
    let whole =
        !counted.is_empty() && counted.len() <= MOST_SUMS && counted.values().all(|times| times.abs() == 1);
    let signed = |(sum, times): (DataSum, i32)| DataSum { subtracted: times < 0, ..sum };
    whole.then(|| counted.into_iter().map(signed).collect())
}

/// Where all lines of a subtotal are counted alike, the subtotal is counted instead.
fn in_groups(data: &Flat, mut counted: Counted) -> Counted {
    for (group, lines) in data.groups().into_iter().filter(|(_, lines)| lines.len() > 1) {
        let of_line = |sum: &DataSum, at: usize, text: &str| {
            let wanted = sum.wanted.iter().filter(|(column, _)| *column == flat::UNIT).cloned();
            DataSum { wanted: wanted.chain([(at, text.to_string())]).collect(), ..sum.clone() }
        };
        let first = lines.first().map(ToString::to_string).unwrap_or_default();
        let is_first = |sum: &&DataSum| sum.wanted.contains(&(flat::LINE, first.clone()));
        for sum in counted.keys().filter(is_first).cloned().collect::<Vec<_>>() {
            let all: Vec<DataSum> = lines.iter().map(|line| of_line(&sum, flat::LINE, line)).collect();
            let times = counted[&sum];
            if all.iter().all(|one| counted.get(one) == Some(&times)) {
                counted.retain(|one, _| !all.contains(one));
                counted.insert(of_line(&sum, flat::GROUP, group), times);
            }
        }
    }
    counted
}

/// `None` when a part of the query is not in the table.
fn count(material: &Material, data: &Flat, query: &Query, times: i32, counted: &mut Counted) -> Option<()> {
    match query {
        Query::Facts(one) => {
            for sum in selected(material, data, one)? {
                *counted.entry(sum).or_default() += times;
            }
        }
        Query::Net { plus, minus } => {
            for (parts, times) in [(plus, times), (minus, -times)] {
                parts.iter().try_for_each(|part| count(material, data, part, times, counted))?;
            }
        }
        Query::Counted { .. } | Query::Given { .. } => return None,
    }
    Some(())
}

fn selected(material: &Material, data: &Flat, query: &FactQuery) -> Option<Vec<DataSum>> {
    let column = data.column(query).filter(|_| query.internal.is_none())?;
    let content = match &query.pick {
        Pick::Line(line) => (flat::LINE, flat::line_label(material, line)),
        Pick::CostType(kind) => (flat::COST_TYPE, kind.0.to_string()),
        Pick::Note(_) | Pick::Memo(_) | Pick::CashFlow(_) | Pick::Project(_) | Pick::Tariff(..) => {
            return None;
        }
    };
    let is_there = |(at, text): &(usize, String)| {
        data.table.rows.iter().any(|row| matches!(&row.cells[*at], Cell::Text(own) if own == text))
    };
    let sum = |wanted| DataSum { column, wanted, subtracted: false };
    match &query.org {
        _ if !is_there(&content) => Some(Vec::new()),
        None => Some(vec![sum(vec![content])]),
        Some(org) => {
            let units = flat::own_below(material, org);
            // All that the table has: nothing is told apart.
            if units.len() == flat::own_nodes(material).count() {
                return Some(vec![sum(vec![content])]);
            }
            Some(
                units
                    .into_iter()
                    .map(|unit| sum(vec![(flat::UNIT, flat::unit_label(unit)), content.clone()]))
                    .collect(),
            )
        }
    }
}
