//! Cells before they have a width: text, style by the row's role, alignment, and which amount they show.

use crate::doc::{Cell, Column, ColumnKind, Role, Row, Table};
use crate::text::cell::cell_text;
use crate::write::look::MUTED;
use crate::write::pdf::Error;
use crate::write::pdf::look::{INDENT, Style};
use crate::write::pdf::place::lines::{Hyphens, Line, narrowest, natural, wrap};
use crate::write::pdf::place::paper::Shown;
use crate::write::pdf::place::symbols::{self, Sign};
use crate::write::pdf::placed::CellAt;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

/// A cell that knows what it shows and how, but not where.
#[derive(Clone, Debug)]
pub struct Written {
    pub text: String,
    pub style: Style,
    pub align: Align,
    pub sign: Option<Sign>,
    /// Left of the text: the row's depth.
    pub indent: f32,
    pub shown: Shown,
}

/// A cell wrapped in its column.
#[derive(Clone, Debug)]
pub struct Wrapped {
    pub lines: Vec<Line>,
    pub written: Written,
    /// The line of its row on which its first line stands.
    pub first_line: usize,
}

impl Written {
    pub fn head(table: &Table, style: Style, origin: CellAt) -> Written {
        let column = &table.columns[origin.column];
        Written {
            text: column.heading.clone(),
            style: style.semibold(),
            align: align(table, column, origin.column),
            sign: None,
            indent: 0.0,
            shown: Shown { origin: Some(origin), amount: None },
        }
    }

    pub fn body(table: &Table, row: &Row, cell: &Cell, style: Style, origin: CellAt) -> Written {
        let column = &table.columns[origin.column];
        let amount = match cell {
            Cell::Amount(figure) => Some(figure.value),
            _ => None,
        };
        let first = origin.column == 0;
        Written {
            text: cell_text(cell, column, table),
            style: cell_style(style, row.role, cell),
            align: align(table, column, origin.column),
            sign: symbols::of(cell),
            indent: if first { INDENT * f32::from(row.depth) } else { 0.0 },
            shown: Shown { origin: Some(origin), amount },
        }
    }

    /// What the text needs beside itself.
    fn beside(&self) -> f32 {
        self.indent + self.sign.map_or(0.0, |_| symbols::room(self.style))
    }

    pub fn narrowest(&self, hyphens: Hyphens) -> Result<f32, Error> {
        Ok(narrowest(&self.text, self.style, hyphens)? + self.beside())
    }

    pub fn natural(&self) -> Result<f32, Error> {
        Ok(natural(&self.text, self.style)? + self.beside())
    }

    pub fn wrapped(self, width: f32) -> Result<Wrapped, Error> {
        let hyphens = if self.align == Align::Left { Hyphens::Free } else { Hyphens::IfNeeded };
        let lines = wrap(&self.text, self.style, width - self.beside(), hyphens)?;
        Ok(Wrapped { lines, written: self, first_line: 0 })
    }
}

impl Wrapped {
    /// Where a line begins in a column of this width.
    pub fn line_x(&self, line: &Line, width: f32) -> f32 {
        let beside = self.written.beside();
        match self.written.align {
            Align::Left => beside,
            Align::Centre => beside + (width - beside - line.width) / 2.0,
            Align::Right => width - line.width,
        }
    }

    /// The line of the row after its last.
    pub fn end_line(&self) -> usize {
        self.first_line + self.lines.len()
    }
}

/// A column's head and cells share their edge. Signs stand under each other, so a column of signs is not centred.
fn align(table: &Table, column: &Column, number: usize) -> Align {
    let signs =
        || table.rows.iter().filter_map(|row| row.cells.get(number)).any(|cell| symbols::of(cell).is_some());
    match column.kind {
        ColumnKind::Text { .. } | ColumnKind::Key => Align::Left,
        ColumnKind::Amount | ColumnKind::Signed | ColumnKind::Number => Align::Right,
        ColumnKind::Word if signs() => Align::Left,
        ColumnKind::Word => Align::Centre,
    }
}

fn cell_style(style: Style, role: Role, cell: &Cell) -> Style {
    let style = match role {
        Role::Group | Role::Subtotal | Role::Total => style.semibold(),
        Role::Item => style,
        Role::Memo => style.coloured(MUTED),
    };
    if matches!(cell, Cell::Missing(_)) { style.coloured(MUTED) } else { style }
}
