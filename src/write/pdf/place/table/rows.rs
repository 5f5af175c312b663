//! Rows of a table, wrapped in their columns, and their marks on the paper.

use crate::doc::{Cell, ColumnKind, Role, Table};
use crate::write::look::{ACCENT, MUTED, RULE, TINT};
use crate::write::pdf::Error;
use crate::write::pdf::look::{HAIRLINE, SUBTOTAL_RULE, TOTAL_RULE};
use crate::write::pdf::place::paper::Paper;
use crate::write::pdf::place::symbols;
use crate::write::pdf::placed::{Artifact, CellAt, NodeId, Owner, Scope, Tag};

use super::cells::{Wrapped, Written};
use super::columns::Columns;

/// Above and below the text of a row.
pub const PAD: f32 = 1.7;
/// More air above a group's heading.
const GROUP_AIR: f32 = 4.0;

/// One row, wrapped.
pub struct Row {
    pub cells: Vec<Wrapped>,
    lines: usize,
    /// `None`: the head row.
    role: Option<Role>,
    first: bool,
}

impl Row {
    pub fn head(table: &Table, columns: &Columns, section: usize, block: usize) -> Result<Row, Error> {
        let mut cells = Vec::new();
        for number in 0..table.columns.len() {
            let origin = CellAt { section, block, row: None, column: number };
            cells.push(Written::head(table, columns.style, origin).wrapped(columns.widths[number])?);
        }
        let lines = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
        for cell in &mut cells {
            cell.first_line = lines - cell.lines.len();
        }
        Ok(Row { cells, lines, role: None, first: true })
    }

    pub fn body(table: &Table, columns: &Columns, at: CellAt) -> Result<Row, Error> {
        let row = &table.rows[at.row.unwrap_or(0)];
        let alone = row.role == Role::Group && row.cells.iter().skip(1).all(|cell| *cell == Cell::Empty);
        let mut cells = Vec::new();
        for (number, cell) in row.cells.iter().enumerate().take(table.columns.len()) {
            let origin = CellAt { column: number, ..at };
            let written = Written::body(table, row, cell, columns.style, origin);
            // A group's heading without figures reaches over the blank cells beside it.
            let width = if alone { columns.total() - 2.0 * columns.pad } else { columns.widths[number] };
            cells.push(written.wrapped(width)?);
        }
        if !table.columns.iter().skip(1).any(|column| matches!(column.kind, ColumnKind::Text { .. })) {
            figures_on_last_line(&mut cells);
        }
        let lines = cells.iter().map(Wrapped::end_line).max().unwrap_or(0).max(1);
        Ok(Row { cells, lines, role: Some(row.role), first: at.row == Some(0) })
    }

    pub fn is_group(&self) -> bool {
        self.role == Some(Role::Group)
    }

    fn air(&self) -> f32 {
        if self.role == Some(Role::Group) && !self.first { GROUP_AIR } else { 0.0 }
    }

    pub fn height(&self, columns: &Columns) -> f32 {
        self.air() + self.part_height(columns, self.lines)
    }

    fn part_height(&self, columns: &Columns, lines: usize) -> f32 {
        2.0 * PAD + columns.style.leading * lines as f32
    }

    /// Places the head row; an element of its own, or an artifact where it is said again.
    pub fn place_head(&self, paper: &mut Paper, columns: &Columns, table: Option<NodeId>) {
        let height = self.height(columns);
        paper.rectangle(0.0, paper.y, columns.total(), height, TINT);
        let row = table.map(|table| paper.node(Tag::TR, table));
        let owner = |_: &Wrapped| match row {
            Some(row) => Owner::Node(paper.scoped(Tag::TH, Some(Scope::Column), row)),
            None => Owner::Artifact(Artifact::Repeated),
        };
        let owners: Vec<Owner> = self.cells.iter().map(owner).collect();
        self.part(paper, columns, &owners, 0, self.lines);
        paper.advance(height);
    }

    /// Places a row of the body. A row that is taller than a whole page goes on where the page turns; `turn` opens the
    /// next one.
    pub fn place(
        &self,
        paper: &mut Paper,
        columns: &Columns,
        table: NodeId,
        mut turn: impl FnMut(&mut Paper),
    ) {
        let row = paper.node(Tag::TR, table);
        let owners: Vec<Owner> = (0..self.cells.len())
            .map(|number| match number {
                0 => Owner::Node(paper.scoped(Tag::TH, Some(Scope::Row), row)),
                _ => Owner::Node(paper.node(Tag::TD, row)),
            })
            .collect();
        self.rule_above(paper, columns);
        paper.y += self.air();
        let mut from = 0;
        loop {
            let fits = ((paper.room() - 2.0 * PAD) / columns.style.leading).max(1.0) as usize;
            let to = if self.lines - from <= fits { self.lines } else { from + fits };
            self.part(paper, columns, &owners, from, to);
            paper.advance(self.part_height(columns, to - from));
            from = to;
            if from >= self.lines {
                return;
            }
            turn(paper);
        }
    }

    fn rule_above(&self, paper: &mut Paper, columns: &Columns) {
        let (thickness, colour) = match self.role {
            Some(Role::Subtotal) => (SUBTOTAL_RULE, MUTED),
            Some(Role::Total) => (TOTAL_RULE, ACCENT),
            _ if self.first => return,
            _ => (HAIRLINE, RULE),
        };
        paper.rule(0.0, paper.y, columns.total(), thickness, colour);
    }

    /// The marks of some of the row's lines, cell by cell, so that each cell is read whole.
    fn part(&self, paper: &mut Paper, columns: &Columns, owners: &[Owner], from: usize, to: usize) {
        for (number, (cell, owner)) in self.cells.iter().zip(owners).enumerate() {
            let (left, width) = (columns.x(number), columns.widths[number]);
            let style = cell.written.style;
            for (line_number, line) in cell.lines.iter().enumerate() {
                let at = cell.first_line + line_number;
                if at < from || at >= to {
                    continue;
                }
                let y = paper.y + PAD + style.leading * (at - from) as f32;
                let x = left + cell.line_x(line, width);
                if let (0, Some(sign)) = (line_number, cell.written.sign) {
                    sign.place(paper, x - symbols::room(style), y, style);
                }
                paper.cell_text(*owner, x, y, line, style, cell.written.shown);
            }
        }
    }
}

/// Figures stand on the last line of a row heading that takes several; beside running text all begin on the first.
fn figures_on_last_line(cells: &mut [Wrapped]) {
    let Some((heading, others)) = cells.split_first_mut() else { return };
    for cell in others {
        cell.first_line = heading.lines.len().saturating_sub(cell.lines.len());
    }
}
