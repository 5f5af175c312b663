//! How high the rows of a sheet are, in points: the height of their text. A merged row does not grow by itself, and not
//! every reader lets the others.

use std::collections::BTreeMap;

use crate::doc::{Block, ColumnKind, KeyFigure, Role, Section, Table};

use super::cells::{STEP, cell_text, indent};
use super::letters::{self, Face};
use super::plan::{Line, LineRole, Place, SheetPlan};
use super::{paper, style};

/// Points of one line of the default font, and of Excel's highest row.
const LINE: u32 = 15;
const HIGHEST: u32 = 409;
/// More than its lines, so that text keeps off the rule above.
const AIR: u32 = 3;
/// Points of a line of key figures.
const KEY_FIGURE: u32 = 22;

/// The rows that are given a height.
pub type Heights = BTreeMap<u32, u32>;

pub fn of(section: &Section, plan: &SheetPlan) -> Heights {
    let mut found: Heights = plan.lines.iter().map(|line| (line.row, of_line(plan, line))).collect();
    for (block, place) in section.blocks.iter().zip(&plan.blocks) {
        match block {
            Block::Table(table) => found.extend(of_table(table, place, &plan.widths)),
            Block::KeyFigures(figures) => {
                found.extend((place.first_row..).zip(figures.iter().map(|one| of_key_figure(plan, one))));
            }
            _ => {}
        }
    }
    found.values_mut().for_each(|points| *points = HIGHEST.min(*points));
    found
}

/// The columns that a line of prose is merged over.
pub fn span(plan: &SheetPlan, line: &Line) -> u16 {
    // The rule under the title runs over the whole sheet.
    let is_title = line.role == LineRole::Title && plan.span > 1;
    if is_title { plan.widths.len() as u16 } else { plan.span }
}

fn of_line(plan: &SheetPlan, line: &Line) -> u32 {
    let room = paper::text_room(&plan.widths[..usize::from(span(plan, line))]);
    let room = room.saturating_sub(u32::from(style::line_indent(line.role)) * STEP);
    let lines = letters::lines(&line.text, room, style::line_face(line.role));
    lines * style::line_height(line.role) + style::line_air(line.role)
}

/// The columns of what is said beside a key figure's label and value, the first and the last.
pub fn beside(plan: &SheetPlan) -> (u16, u16) {
    (2, plan.span.max(3) - 1)
}

fn of_key_figure(plan: &SheetPlan, figure: &KeyFigure) -> u32 {
    let lines = |text: &str, (from, to): (u16, u16)| {
        let widths = plan.widths.get(from.into()..=to.into()).unwrap_or(&[]);
        letters::lines(text, paper::text_room(widths), Face::PLAIN)
    };
    (lines(&figure.below, beside(plan)).max(lines(&figure.label, (0, 0))) * LINE).max(KEY_FIGURE)
}

fn of_table(table: &Table, place: &Place, widths: &[u16]) -> Heights {
    let heads: Vec<String> = table.columns.iter().map(|column| column.heading.clone()).collect();
    let rows = table.rows.iter().map(|row| {
        let texts: Vec<String> = row.cells.iter().map(cell_text).collect();
        let plain = matches!(row.role, Role::Item | Role::Memo);
        of_row(table, widths, &texts, row.depth, if plain { Face::PLAIN } else { Face::BOLD })
    });
    (place.first_row..)
        .zip(std::iter::once(of_row(table, widths, &heads, 0, Face::BOLD)).chain(rows))
        .collect()
}

fn of_row(table: &Table, widths: &[u16], texts: &[String], depth: u8, face: Face) -> u32 {
    let columns = table.columns.iter().zip(widths);
    let shown =
        texts.iter().zip(columns).enumerate().filter(|(_, (_, (one, _)))| one.kind != ColumnKind::Key);
    let lines = shown.map(|(at, (text, (column, width)))| {
        let indent = u32::from(indent(depth, column.kind, at)) * STEP;
        letters::lines(text, paper::text_room(&[*width]).saturating_sub(indent), face)
    });
    lines.max().unwrap_or(1).max(1) * LINE + AIR
}
