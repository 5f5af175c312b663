//! Tables: caption with the unit, head row, rows by role, page turns with the head said again, notes.

mod cells;
mod columns;
mod rows;

use crate::doc::{ParagraphStyle, Role, Table};
use crate::text::pdf as words;
use crate::write::look::RULE;
use crate::write::pdf::Error;
use crate::write::pdf::look::{CAPTION, HAIRLINE, Style, UNIT};
use crate::write::pdf::placed::{Artifact, CellAt, NodeId, Owner, Tag};

use super::lines::{Hyphens, Line, wrap};
use super::paper::Paper;
use super::prose::Paragraph;
use columns::Columns;
use rows::Row;

const AFTER: f32 = 14.0;
/// A table up to this part of a page is kept whole.
const SMALL: f32 = 0.4;
/// A table up to this part of a page is moved whole when less than half a page is left.
const WHOLE: f32 = 0.92;

/// A table, laid out but not yet on a page.
pub struct Laid {
    caption: Vec<Line>,
    continued: Vec<Line>,
    unit: Vec<Line>,
    columns: Columns,
    head: Row,
    rows: Vec<Row>,
    /// Whether a row stays on the page of the row before it.
    stays: Vec<bool>,
    notes: Vec<Paragraph>,
}

impl Laid {
    pub fn lay(table: &Table, width: f32, section: usize, block: usize) -> Result<Laid, Error> {
        let columns = columns::choose(table, width)?;
        let mut rows = Vec::new();
        for row in 0..table.rows.len() {
            rows.push(Row::body(table, &columns, CellAt { section, block, row: Some(row), column: 0 })?);
        }
        let unit = words::unit_line(table.unit).unwrap_or_default();
        let notes = table.notes.iter().map(|note| Paragraph::lay(note, ParagraphStyle::Note, width));
        Ok(Laid {
            caption: wrap(&table.caption, CAPTION, width, Hyphens::IfNeeded)?,
            continued: wrap(&words::continued(&table.caption), CAPTION, width, Hyphens::IfNeeded)?,
            unit: wrap(unit, UNIT, width, Hyphens::IfNeeded)?,
            head: Row::head(table, &columns, section, block)?,
            stays: stays(table),
            notes: notes.collect::<Result<_, _>>()?,
            columns,
            rows,
        })
    }

    /// What must have room where the table begins, when so much is left of a page of so much room.
    pub fn start(&self, left: f32, page: f32) -> f32 {
        let whole = self.caption_height(&self.caption)
            + self.head.height(&self.columns)
            + self.rows_height(0..self.rows.len())
            + self.notes.first().map_or(0.0, Paragraph::start);
        if whole <= page * SMALL || (whole <= page * WHOLE && left < page / 2.0) {
            return whole;
        }
        let second = self.part_end(self.part_end(0));
        self.caption_height(&self.caption)
            + self.head.height(&self.columns)
            + self.rows_height(0..second).min(page * SMALL)
    }

    fn rows_height(&self, rows: std::ops::Range<usize>) -> f32 {
        self.rows[rows].iter().map(|row| row.height(&self.columns)).sum()
    }

    /// Where the part that begins at `row` ends: the next row that may stand on another page.
    fn part_end(&self, row: usize) -> usize {
        (row + 1..self.rows.len()).find(|row| !self.stays[*row]).unwrap_or(self.rows.len())
    }

    fn beside(&self, caption: &[Line]) -> bool {
        let widest = |lines: &[Line]| lines.iter().map(|line| line.width).fold(0.0, f32::max);
        widest(caption) + widest(&self.unit) + 20.0 <= self.columns.total()
    }

    fn caption_height(&self, caption: &[Line]) -> f32 {
        let below = if self.beside(caption) { 0 } else { self.unit.len() };
        CAPTION.leading * (caption.len().max(1) + below) as f32 + 3.0
    }

    pub fn place(&self, paper: &mut Paper, parent: NodeId) {
        paper.space(4.0);
        paper.ensure(self.start(paper.room(), paper.page_room()));
        let table = paper.node(Tag::Table, parent);
        let caption = paper.node(Tag::Caption, table);
        self.place_caption(paper, &self.caption, Owner::Node(caption));
        self.head.place_head(paper, &self.columns, Some(table));
        let mut row = 0;
        while row < self.rows.len() {
            let end = self.part_end(row);
            self.place_part(paper, table, row, end);
            row = end;
        }
        paper.rule(0.0, paper.y, self.columns.total(), HAIRLINE, RULE);
        paper.space(4.0);
        for note in &self.notes {
            note.place(paper, parent);
        }
        paper.space(AFTER);
    }

    /// Rows that belong together, on one page where a page can hold them.
    fn place_part(&self, paper: &mut Paper, table: NodeId, from: usize, to: usize) {
        if self.rows_height(from..to) > paper.room() {
            self.turn(paper);
        }
        for row in &self.rows[from..to] {
            if row.height(&self.columns) > paper.room() && !self.just_turned(paper) {
                self.turn(paper);
            }
            row.place(paper, &self.columns, table, |paper| self.turn(paper));
        }
    }

    /// Nothing but the repeated head stands on the page: turning again would not help.
    fn just_turned(&self, paper: &Paper) -> bool {
        let head = self.caption_height(&self.continued) + self.head.height(&self.columns);
        paper.y <= paper.top() + head + 0.01
    }

    /// Turns the page and says caption and head again, as artifacts.
    fn turn(&self, paper: &mut Paper) {
        paper.rule(0.0, paper.y, self.columns.total(), HAIRLINE, RULE);
        paper.turn_page();
        paper.ensure(0.0);
        self.place_caption(paper, &self.continued, Owner::Artifact(Artifact::Repeated));
        self.head.place_head(paper, &self.columns, None);
    }

    /// The caption, and the unit at the right of its last line, or below where there is no room beside it.
    fn place_caption(&self, paper: &mut Paper, caption: &[Line], owner: Owner) {
        let (top, beside) = (paper.y, self.beside(caption));
        let mut caption = caption.to_vec();
        if let (Some(last), false) = (caption.last_mut(), self.unit.is_empty()) {
            last.text.push(' ');
        }
        place_lines(paper, owner, &caption, CAPTION, 0.0);
        if beside {
            paper.y -= CAPTION.leading;
        }
        let width = self.columns.total();
        let x = if beside { width - self.unit.first().map_or(0.0, |line| line.width) } else { 0.0 };
        place_lines(paper, owner, &self.unit, UNIT, x);
        paper.y = top;
        paper.advance(self.caption_height(&caption));
    }
}

fn place_lines(paper: &mut Paper, owner: Owner, lines: &[Line], style: Style, x: f32) {
    for line in lines {
        paper.text(owner, x, paper.y, line, style);
        paper.advance(style.leading);
    }
}

/// A sum never stands alone on a page, a group's heading never without its first row, a "varav" row never without
/// what it is part of.
fn stays(table: &Table) -> Vec<bool> {
    let role = |row: usize| table.rows[row].role;
    (0..table.rows.len())
        .map(|row| {
            row > 0
                && (role(row - 1) == Role::Group
                    || matches!(role(row), Role::Subtotal | Role::Total)
                    || (role(row) == Role::Memo && role(row - 1) != Role::Memo))
        })
        .collect()
}
