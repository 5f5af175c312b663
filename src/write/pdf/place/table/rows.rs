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

    /// Places the head row; an element of its own, or an artifact where it is said again. Gives the heads' elements.
    pub fn place_head(&self, paper: &mut Paper, columns: &Columns, table: Option<NodeId>) -> Vec<NodeId> {
        let height = self.height(columns);
        paper.rectangle(0.0, paper.y, columns.total(), height, TINT);
        let row = table.map(|table| paper.node(Tag::TR, table));
        let heads: Vec<NodeId> = match row {
            Some(row) => self.cells.iter().map(|_| paper.scoped(Tag::TH, Some(Scope::Column), row)).collect(),
            None => Vec::new(),
        };
        let owner =
            |number| heads.get(number).map_or(Owner::Artifact(Artifact::Repeated), |head| Owner::Node(*head));
        let owners: Vec<Owner> = (0..self.cells.len()).map(owner).collect();
        self.part(paper, columns, &owners, 0, self.lines);
        paper.advance(height);
        heads
    }

    /// Places a row of the body, and gives its head's element. A row that is taller than a whole page goes on where the page
    /// turns; `turn` opens the next one. `over`: the heads of the columns and of the groups it stands in.
    pub fn place(
        &self,
        paper: &mut Paper,
        columns: &Columns,
        table: NodeId,
        over: (&[NodeId], &[NodeId]),
        mut turn: impl FnMut(&mut Paper),
    ) -> NodeId {
        let row = paper.node(Tag::TR, table);
        let nodes: Vec<NodeId> = (0..self.cells.len())
            .map(|number| match number {
                0 => paper.scoped(Tag::TH, Some(Scope::Row), row),
                _ => paper.node(Tag::TD, row),
            })
            .collect();
        head_cells(paper, &nodes, over);
        let owners: Vec<Owner> = nodes.iter().map(|node| Owner::Node(*node)).collect();
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
                return nodes[0];
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

/// Scope tells a cell's column and row. That its row stands in a group is told by naming all heads (ISO 32000-1, 14.8.5.7).
fn head_cells(paper: &mut Paper, nodes: &[NodeId], (columns, groups): (&[NodeId], &[NodeId])) {
    let Some((head, cells)) = nodes.split_first() else { return };
    if groups.is_empty() {
        return;
    }
    paper.headed_by(*head, groups.to_vec());
    for (cell, column) in cells.iter().zip(columns.iter().skip(1)) {
        let own = std::iter::once(column).chain(groups).chain([head]);
        paper.headed_by(*cell, own.copied().collect());
    }
}

/// Figures stand on the last line of a row heading that takes several; beside running text all begin on the first.
fn figures_on_last_line(cells: &mut [Wrapped]) {
    let Some((heading, others)) = cells.split_first_mut() else { return };
    for cell in others {
        cell.first_line = heading.lines.len().saturating_sub(cell.lines.len());
    }
}
