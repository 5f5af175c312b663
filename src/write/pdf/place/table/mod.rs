//! Tables: caption with the unit, head row, rows by role, page turns with the head said again, notes.

mod cells;
mod columns;
mod groups;
mod rows;

use crate::doc::{AmountUnit, ParagraphStyle, Role, Table};
use crate::text::pdf as words;
use crate::write::look::RULE;
use crate::write::pdf::Error;
use crate::write::pdf::look::{CAPTION, HAIRLINE, Style, UNIT};
use crate::write::pdf::placed::{Artifact, CellAt, NodeId, Owner, Tag};

use super::lines::{Hyphens, Line, wrap};
use super::paper::Paper;
use super::prose::Paragraph;
use columns::Columns;
use groups::Groups;
use rows::Row;

/// Above the caption, and between the rows and the notes.
const AIR: f32 = 4.0;
const AFTER: f32 = 14.0;
/// A table up to this part of a page is kept whole.
const SMALL: f32 = 0.4;
/// A table of words that fits a page is moved whole only when less than this part of a page is left.
const LITTLE: f32 = 0.3;
/// Less than this part of a page is not left alone on the last page of a table.
const REST: f32 = 0.2;
/// What is then moved to it is at least this part of a page.
const ENOUGH: f32 = 0.12;
/// A page may end so much earlier for a group to begin on the next.
const CHEAP: f32 = 0.15;
/// A page is not ended earlier than here to give the next one more, nor than there for that to begin with a group.
const FILLED: f32 = 0.5;
const FILLED_TO_GROUP: f32 = 0.7;

/// A table, laid out but not yet on a page.
pub struct Laid {
    caption: Vec<Line>,
    continued: Vec<Line>,
    unit: Vec<Line>,
    columns: Columns,
    /// A statement of amounts is read as one: it stands whole on a page that can hold it.
    amounts: bool,
    head: Row,
    rows: Vec<Row>,
    groups: Groups,
    /// Whether a row stays on the page of the row before it.
    stays: Vec<bool>,
    notes: Vec<Paragraph>,
}

/// The elements of the heads placed so far: of the columns, and of each row.
struct Heads {
    columns: Vec<NodeId>,
    rows: Vec<NodeId>,
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
            amounts: table.unit != AmountUnit::None,
            groups: Groups::of(table, &columns)?,
            columns,
            rows,
        })
    }

    /// What must have room where the table begins, when so much is left of a page of so much room.
    pub fn start(&self, left: f32, page: f32) -> f32 {
        let whole = self.caption_height(&self.caption)
            + self.head.height(&self.columns)
            + self.with_notes(0..self.rows.len(), page);
        if whole <= page * SMALL || (whole <= page && (self.amounts || left < page * LITTLE)) {
            return whole;
        }
        let second = self.part_end(self.part_end(0));
        self.caption_height(&self.caption)
            + self.head.height(&self.columns)
            + AIR
            + self.rows_height(0..second).min(page * SMALL)
    }

    /// The row before which the page is turned early: where a group begins, if that costs little; and so that more than
    /// a few rows stand on the table's last page. `None` where the rest from `from` fits the room, or the page ends well
    /// by itself.
    fn early_turn(&self, from: usize, room: f32, page: f32) -> Option<usize> {
        let starts = || (from..self.rows.len()).filter(|row| *row == from || !self.stays[*row]);
        let natural = starts().find(|row| self.with_notes(from..self.part_end(*row), page) > room)?;
        let rest = |row: usize| self.rows_height(row..self.rows.len());
        let last = |wanted: &dyn Fn(usize) -> bool| {
            let earlier = starts().filter(|row| *row > from && *row < natural);
            earlier.filter(|row| wanted(*row)).last()
        };
        let group = |row: usize| self.rows[row].is_group();
        if rest(natural) >= page * REST {
            let cheap = |row: usize| group(row) && self.rows_height(row..natural) <= page * CHEAP;
            return if group(natural) { None } else { last(&cheap) };
        }
        let filled = |row: usize| (page - room + self.rows_height(from..row)) / page;
        let enough = |row: usize| rest(row) >= page * ENOUGH && filled(row) >= FILLED;
        let at_group = |row: usize| group(row) && enough(row) && filled(row) >= FILLED_TO_GROUP;
        last(&at_group).or_else(|| last(&enough))
    }

    /// With the notes after the last row: one that explains a figure is not left to the next page. Notes that would fill
    /// much of a page begin below their table and go on.
    fn with_notes(&self, rows: std::ops::Range<usize>, page: f32) -> f32 {
        let rows_height = self.rows_height(rows.clone());
        if rows.end < self.rows.len() || self.notes.is_empty() {
            return rows_height;
        }
        let all: f32 = self.notes.iter().map(Paragraph::height).sum();
        let kept = if all <= page * REST { all } else { self.notes[0].start() };
        rows_height + AIR + kept
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

    /// Room for a table that is `headed` was made sure of together with its heading.
    pub fn place(&self, paper: &mut Paper, parent: NodeId, headed: bool) {
        paper.space(AIR);
        let needed = if headed { 0.0 } else { self.start(paper.room(), paper.page_room()) };
        paper.ensure(needed);
        let table = paper.node(Tag::Table, parent);
        let caption = paper.node(Tag::Caption, table);
        self.place_caption(paper, &self.caption, Owner::Node(caption));
        let mut heads =
            Heads { columns: self.head.place_head(paper, &self.columns, Some(table)), rows: Vec::new() };
        let mut row = 0;
        let mut early = self.early_turn(row, paper.room(), paper.page_room());
        while row < self.rows.len() {
            let (end, page) = (self.part_end(row), paper.page());
            if early == Some(row) {
                self.turn(paper, row);
            }
            self.place_part(paper, table, &mut heads, row, end);
            row = end;
            if paper.page() != page {
                early = self.early_turn(row, paper.room(), paper.page_room());
            }
        }
        paper.rule(0.0, paper.y, self.columns.total(), HAIRLINE, RULE);
        paper.space(AIR);
        for note in &self.notes {
            note.place(paper, parent);
        }
        paper.space(AFTER);
    }

    /// Rows that belong together, on one page where a page can hold them.
    fn place_part(&self, paper: &mut Paper, table: NodeId, heads: &mut Heads, from: usize, to: usize) {
        // The first rows stay with the caption.
        let noted = from > 0 && self.with_notes(from..to, paper.page_room()) > paper.room();
        if self.rows_height(from..to) > paper.room() || (noted && !self.just_turned(paper, from)) {
            self.turn(paper, from);
        }
        for (number, row) in (from..to).zip(&self.rows[from..to]) {
            if row.height(&self.columns) > paper.room() && !self.just_turned(paper, number) {
                self.turn(paper, number);
            }
            let groups: Vec<NodeId> =
                self.groups.over(number).iter().map(|group| heads.rows[*group]).collect();
            let over = (heads.columns.as_slice(), groups.as_slice());
            let head = row.place(paper, &self.columns, table, over, |paper| self.turn(paper, number));
            heads.rows.push(head);
        }
    }

    /// Nothing but what is said again stands on the page: turning again would not help.
    fn just_turned(&self, paper: &Paper, row: usize) -> bool {
        let head = self.caption_height(&self.continued)
            + self.head.height(&self.columns)
            + self.groups.height(row, &self.columns);
        paper.y <= paper.top() + head + 0.01
    }

    /// Turns the page before a row, and says caption, head and the row's groups again, as artifacts.
    fn turn(&self, paper: &mut Paper, row: usize) {
        paper.rule(0.0, paper.y, self.columns.total(), HAIRLINE, RULE);
        paper.turn_page();
        paper.ensure(0.0);
        self.place_caption(paper, &self.continued, Owner::Artifact(Artifact::Repeated));
        self.head.place_head(paper, &self.columns, None);
        self.groups.place(paper, row, &self.columns);
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
