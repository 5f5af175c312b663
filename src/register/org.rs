//! Organisation: one tree, no cycle, no ansvar on two units at the same time.

use super::read::Desk;
use super::table::Row;
use crate::domain::code::Code;
use crate::domain::org::{OrgNode, TemplateKind};
use crate::finding::RegisterProblem;

pub(super) const TABLE: &str = "Organisation";

pub(super) fn read(desk: &mut Desk) -> Vec<OrgNode> {
    let read: Vec<(u32, OrgNode)> =
        desk.rows(TABLE).iter().filter_map(|row| node(row).map(|node| (row.number, node))).collect();
    check_overlaps(&read, desk);
    check_cycles(&read, desk);
    check_root(&read, desk);
    read.into_iter().map(|(_, node)| node).collect()
}

fn node(row: &Row) -> Option<OrgNode> {
    Some(OrgNode {
        code: row.code("Kod")?,
        name: row.text("Namn")?,
        level: row.text("Nivå")?,
        parent: row.code("Överordnad"),
        ansvar: row.codes("Ansvar").cloned().unwrap_or_default(),
        appropriation: row.truth("Anslagsnivå").unwrap_or(false),
        manager: row.words("Chef"),
        email: row.words("E-post"),
        template: row.choice("Mall", &[TemplateKind::Unit, TemplateKind::Finance]),
        validity: row.validity(),
        at: row.at(),
    })
}

fn check_overlaps(read: &[(u32, OrgNode)], desk: &mut Desk) {
    for (at, (row, node)) in read.iter().enumerate() {
        for (place_in_row, range) in node.ansvar.0.iter().enumerate() {
            let earlier_here = node.ansvar.0[..place_in_row].iter().any(|other| other.overlaps(range));
            let earlier = read[..at].iter().find(|(_, other)| {
                other.validity.overlaps(node.validity)
                    && other.ansvar.0.iter().any(|known| known.overlaps(range))
            });
            let first_row = if earlier_here { Some(*row) } else { earlier.map(|(first, _)| *first) };
            if let Some(first_row) = first_row {
                let codes = shown(&range.from, &range.to);
                let problem = RegisterProblem::OverlappingCodes { table: TABLE.into(), codes, first_row };
                desk.fault(TABLE, *row, "Ansvar", problem);
            }
        }
    }
}

pub(super) fn shown(from: &Code, to: &Code) -> String {
    if from == to { from.to_string() } else { format!("{from}-{to}") }
}

/// Each ring is told once, at its first row.
fn check_cycles(read: &[(u32, OrgNode)], desk: &mut Desk) {
    let parent = |code: &Code| {
        read.iter().find(|(_, node)| node.code == *code).and_then(|(_, node)| node.parent.clone())
    };
    let mut told: Vec<Code> = Vec::new();
    for (row, node) in read {
        let mut ring = vec![node.code.clone()];
        let mut at = node.parent.clone();
        while let Some(code) = at {
            if code == node.code {
                break;
            }
            if ring.contains(&code) {
                // The way leads into a ring that this row is no part of.
                ring.clear();
                break;
            }
            at = parent(&code);
            ring.push(code);
            if at.is_none() {
                ring.clear();
            }
        }
        let on_a_ring = !ring.is_empty() && node.parent.is_some();
        if on_a_ring && !told.contains(&node.code) {
            let keys = ring.iter().map(ToString::to_string).collect();
            desk.fault(TABLE, *row, "Överordnad", RegisterProblem::Cycle { table: TABLE.into(), keys });
            told.extend(ring);
        }
    }
}

fn check_root(read: &[(u32, OrgNode)], desk: &mut Desk) {
    let roots: Vec<&(u32, OrgNode)> = read.iter().filter(|(_, node)| node.parent.is_none()).collect();
    // An unreadable or missing table has its own finding.
    if roots.len() == 1 || read.is_empty() {
        return;
    }
    let row = roots.get(1).map_or(read[0].0, |(row, _)| *row);
    let roots = roots.iter().map(|(_, node)| node.code.to_string()).collect();
    desk.fault(TABLE, row, "Överordnad", RegisterProblem::NotOneRoot { roots });
}
