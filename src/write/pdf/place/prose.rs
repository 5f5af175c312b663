//! Headings, paragraphs and lists.

use crate::doc::ParagraphStyle;
use crate::write::look::ACCENT;
use crate::write::pdf::Error;
use crate::write::pdf::look::{BODY, H1, H2, H3, MEASURE, MM, NOTE, Style};
use crate::write::pdf::placed::{NodeId, Numbering, Owner, Tag};

use super::lines::{Hyphens, Line, natural, wrap};
use super::paper::Paper;

const QUOTE_INDENT: f32 = 5.0 * MM;
const QUOTE_BAR: f32 = 1.5;
const LIST_INDENT: f32 = 5.0 * MM;
const BULLET_INDENT: f32 = 4.0;
const BULLET: &str = "•";
/// Fewer lines than this are never left alone at the foot or the head of a page.
const TOGETHER: usize = 2;

/// A paragraph of at most so many lines keeps with the table it leads to.
const SHORT: usize = 3;

/// A heading, wrapped.
pub struct Heading {
    level: u8,
    text: String,
    lines: Vec<Line>,
}

impl Heading {
    pub fn lay(level: u8, text: &str, width: f32) -> Result<Heading, Error> {
        let lines = wrap(text, heading_style(level), width, Hyphens::IfNeeded)?;
        Ok(Heading { level, text: text.to_string(), lines })
    }

    fn before(&self) -> f32 {
        match self.level {
            1 => 26.0,
            2 => 16.0,
            _ => 10.0,
        }
    }

    fn after(&self) -> f32 {
        match self.level {
            1 => 12.0,
            2 => 5.0,
            _ => 2.0,
        }
    }

    pub fn height(&self) -> f32 {
        self.before() + heading_style(self.level).leading * self.lines.len() as f32 + self.after()
    }

    /// Places the heading on a page where it and what it heads have room.
    pub fn place(&self, paper: &mut Paper, parent: NodeId, together: f32) {
        let style = heading_style(self.level);
        paper.ensure(self.height() + together);
        paper.space(self.before());
        paper.bookmark(self.level, &self.text);
        let node = paper.node(heading_tag(self.level), parent);
        for line in &self.lines {
            paper.text(Owner::Node(node), 0.0, paper.y, line, style);
            paper.advance(style.leading);
        }
        if self.level == 1 {
            let width = paper.width();
            paper.rule(0.0, paper.y + 2.0, width, 1.0, ACCENT);
        }
        paper.advance(self.after());
    }
}

fn heading_style(level: u8) -> Style {
    match level {
        1 => H1,
        2 => H2,
        _ => H3,
    }
}

fn heading_tag(level: u8) -> Tag {
    match level {
        1 => Tag::H1,
        2 => Tag::H2,
        _ => Tag::H3,
    }
}

/// A paragraph, wrapped.
pub struct Paragraph {
    lines: Vec<Line>,
    kind: ParagraphStyle,
}

impl Paragraph {
    pub fn lay(text: &str, kind: ParagraphStyle, width: f32) -> Result<Paragraph, Error> {
        let indent = if kind == ParagraphStyle::Quote { QUOTE_INDENT } else { 0.0 };
        let lines = wrap(text, paragraph_style(kind), width.min(MEASURE) - indent, Hyphens::Free)?;
        Ok(Paragraph { lines, kind })
    }

    /// What must stand together at its beginning.
    pub fn start(&self) -> f32 {
        paragraph_style(self.kind).leading * first_part(self.lines.len()) as f32
    }

    pub fn is_short(&self) -> bool {
        self.lines.len() <= SHORT
    }

    pub fn height(&self) -> f32 {
        if self.lines.is_empty() {
            return 0.0;
        }
        paragraph_style(self.kind).leading * self.lines.len() as f32 + self.after()
    }

    fn after(&self) -> f32 {
        if self.kind == ParagraphStyle::Note { 4.0 } else { 7.0 }
    }

    pub fn place(&self, paper: &mut Paper, parent: NodeId) {
        if self.lines.is_empty() {
            return;
        }
        let style = paragraph_style(self.kind);
        let quote = self.kind == ParagraphStyle::Quote;
        let parent = if quote { paper.node(Tag::BlockQuote, parent) } else { parent };
        let node = paper.node(Tag::P, parent);
        let indent = if quote { QUOTE_INDENT } else { 0.0 };
        for (number, line) in self.lines.iter().enumerate() {
            paper.ensure(style.leading * part_from(number, self.lines.len()) as f32);
            if quote {
                paper.rectangle(0.0, paper.y, QUOTE_BAR, style.leading, ACCENT);
            }
            paper.text(Owner::Node(node), indent, paper.y, line, style);
            paper.advance(style.leading);
        }
        paper.space(self.after());
    }
}

fn paragraph_style(kind: ParagraphStyle) -> Style {
    match kind {
        ParagraphStyle::Body | ParagraphStyle::Quote => BODY,
        ParagraphStyle::Note => NOTE,
    }
}

/// How many lines must have room at the beginning of a text, so that neither end leaves one line alone.
fn first_part(lines: usize) -> usize {
    if lines <= TOGETHER + 1 { lines } else { TOGETHER }
}

/// How many lines must have room where line `number` is placed.
fn part_from(number: usize, lines: usize) -> usize {
    match (number, lines - number) {
        (0, _) => first_part(lines),
        (_, TOGETHER) => TOGETHER,
        _ => 1,
    }
}

/// A list, wrapped.
pub struct List {
    items: Vec<Vec<Line>>,
    numbering: Numbering,
}

impl List {
    pub fn lay(items: &[String], numbering: Numbering, width: f32) -> Result<List, Error> {
        let width = width.min(MEASURE) - LIST_INDENT;
        let items = items.iter().map(|item| wrap(item, BODY, width, Hyphens::Free));
        Ok(List { items: items.collect::<Result<_, _>>()?, numbering })
    }

    pub fn start(&self) -> f32 {
        self.items.first().map_or(0.0, |lines| BODY.leading * first_part(lines.len()) as f32)
    }

    pub fn place(&self, paper: &mut Paper, parent: NodeId) -> Result<(), Error> {
        if self.items.is_empty() {
            return Ok(());
        }
        let list = paper.list(self.numbering, parent);
        for (at, lines) in (1..).zip(&self.items) {
            let (mark, indent) = match self.numbering {
                Numbering::Disc => (BULLET.to_string(), BULLET_INDENT),
                Numbering::Decimal => (format!("{at}."), 0.0),
            };
            let mark = Line { width: natural(&mark, BODY)?, text: mark };
            let item = paper.node(Tag::LI, list);
            let label = paper.node(Tag::Lbl, item);
            let body = paper.node(Tag::LBody, item);
            for (number, line) in lines.iter().enumerate() {
                paper.ensure(BODY.leading * part_from(number, lines.len()) as f32);
                if number == 0 {
                    paper.text(Owner::Node(label), indent, paper.y, &mark, BODY);
                }
                paper.text(Owner::Node(body), LIST_INDENT, paper.y, line, BODY);
                paper.advance(BODY.leading);
            }
            paper.space(2.0);
        }
        paper.space(5.0);
        Ok(())
    }
}
