//! The paper being written on: pages, the place reached on the last one, the structure tree, and what stands on every
//! page (running head and foot with the markings).

use crate::doc::Document;
use crate::domain::money::Money;
use crate::domain::picture::Picture;
use crate::text::pdf as words;
use crate::write::look::{ACCENT, RULE, Rgb};
use crate::write::pdf::Error;
use crate::write::pdf::look::{
    FOOT_BASELINE, FURNITURE_GAP, HAIRLINE, HEAD_BASELINE, MARGIN, MARGIN_INNER, PAGE_LONG, PAGE_SHORT,
    RUNNING, RUNNING_MARK, Style,
};
use crate::write::pdf::placed::{
    Artifact, Bookmark, CellAt, Figure, Item, Mark, Node, NodeId, Numbering, Owner, Page, Placed, Scope,
    Symbol, Tag, Target, Text,
};

use super::lines::{Hyphens, Line, natural, wrap};

/// Room for `sida 12 (34)` at the right of the foot.
const PAGE_NUMBER_WIDTH: f32 = 80.0;

pub const ROOT: NodeId = 0;

/// Which cell a text shows, and its exact amount.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown {
    pub origin: Option<CellAt>,
    pub amount: Option<Money>,
}

#[derive(Clone, Debug)]
pub struct Paper {
    pub placed: Placed,
    furniture: [Furniture; 2],
    /// The page written on; `None` before the first.
    current: Option<usize>,
    /// How far down the current page is written.
    pub y: f32,
    landscape: bool,
    /// Nothing stands on the current page yet.
    fresh: bool,
    /// A new page comes before anything else.
    turn: bool,
    /// Air is drawn together.
    tight: bool,
}

/// What is kept of the air between blocks when it is drawn together.
const TIGHT: f32 = 0.6;

/// How far a paper was written, to go back to.
pub struct Checkpoint {
    pages: usize,
    /// Items and links of the last page, and the elements right below the document.
    items: usize,
    links: usize,
    sections: usize,
    nodes: usize,
    bookmarks: usize,
    current: Option<usize>,
    y: f32,
    landscape: bool,
    fresh: bool,
    turn: bool,
}

/// Running head and foot of one orientation, wrapped for its width.
#[derive(Clone, Debug)]
struct Furniture {
    left: Vec<Line>,
    right: Vec<Line>,
    /// Title and period share their line.
    beside: bool,
    foot: Vec<Line>,
}

impl Furniture {
    fn new(document: &Document, landscape: bool) -> Result<Furniture, Error> {
        let width = text_width(landscape);
        let parts = [document.subtitle.as_str(), document.status.as_str()];
        let right = parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ");
        let beside = natural(&document.title, RUNNING)? + natural(&right, RUNNING)? + 20.0 <= width;
        let mut foot = Vec::new();
        for marking in &document.markings {
            foot.extend(wrap(marking, RUNNING_MARK, width - PAGE_NUMBER_WIDTH, Hyphens::IfNeeded)?);
        }
        Ok(Furniture {
            left: wrap(&document.title, RUNNING, width, Hyphens::IfNeeded)?,
            right: wrap(&right, RUNNING, width, Hyphens::IfNeeded)?,
            beside,
            foot,
        })
    }

    fn head_lines(&self) -> usize {
        if self.beside { 1 } else { self.left.len() + self.right.len() }
    }
}

fn text_width(landscape: bool) -> f32 {
    let page = if landscape { PAGE_LONG } else { PAGE_SHORT };
    page - MARGIN - MARGIN_INNER
}

impl Paper {
    pub fn new(document: &Document) -> Result<Paper, Error> {
        let title = match document.subtitle.is_empty() {
            true => document.title.clone(),
            false => format!("{}, {}", document.title, document.subtitle),
        };
        let root = Node {
            tag: Tag::Document,
            scope: None,
            heads: Vec::new(),
            figure: None,
            numbering: None,
            parent: None,
            kids: Vec::new(),
        };
        Ok(Paper {
            placed: Placed {
                subject: title.clone(),
                title,
                author: document.organisation.clone(),
                date: document.date,
                pages: Vec::new(),
                nodes: vec![root],
                bookmarks: Vec::new(),
                attachments: Vec::new(),
            },
            furniture: [Furniture::new(document, false)?, Furniture::new(document, true)?],
            current: None,
            y: 0.0,
            landscape: false,
            fresh: true,
            turn: true,
            tight: false,
        })
    }

    fn furniture(&self) -> &Furniture {
        &self.furniture[usize::from(self.landscape)]
    }

    pub fn width(&self) -> f32 {
        text_width(self.landscape)
    }

    /// Where the body begins.
    pub fn top(&self) -> f32 {
        let head = HEAD_BASELINE + RUNNING.leading * self.furniture().head_lines().max(1) as f32;
        MARGIN.max(head + FURNITURE_GAP)
    }

    fn bottom(&self) -> f32 {
        let height = if self.landscape { PAGE_SHORT } else { PAGE_LONG };
        let foot = FOOT_BASELINE + RUNNING.leading * self.furniture().foot.len().max(1) as f32;
        height - MARGIN.max(foot + FURNITURE_GAP)
    }

    /// Height of the body of a whole page.
    pub fn page_room(&self) -> f32 {
        self.bottom() - self.top()
    }

    /// What is left of the current page.
    pub fn room(&self) -> f32 {
        if self.turn { self.page_room() } else { self.bottom() - self.y }
    }

    /// At the top of a page, or about to turn to one.
    pub fn at_top(&self) -> bool {
        self.turn || self.fresh
    }

    /// What comes next stands on a new page; nothing happens where the page is still empty.
    pub fn turn_page(&mut self) {
        self.turn |= !self.fresh;
    }

    pub fn orient(&mut self, landscape: bool) {
        if self.landscape != landscape {
            self.turn = true;
            self.landscape = landscape;
        }
    }

    /// Goes back to write on pages that were kept free, the first of them `page`.
    pub fn go_back_to(&mut self, page: usize) {
        self.current = page.checked_sub(1);
        self.landscape = false;
        self.turn = true;
    }

    /// Keeps pages free to be written on later.
    pub fn keep_free(&mut self, pages: usize) {
        for _ in 0..pages {
            self.open();
        }
        self.fresh = false;
        self.turn = true;
    }

    /// Makes sure that `height` fits below; turns the page otherwise.
    pub fn ensure(&mut self, height: f32) {
        if self.turn || (!self.fresh && self.y + height > self.bottom() + 0.01) {
            self.open();
        }
    }

    fn open(&mut self) {
        let next = self.current.map_or(0, |page| page + 1);
        if next == self.placed.pages.len() {
            let (width, height) =
                if self.landscape { (PAGE_LONG, PAGE_SHORT) } else { (PAGE_SHORT, PAGE_LONG) };
            self.placed.pages.push(Page { width, height, ..Page::default() });
        }
        self.current = Some(next);
        self.y = self.top();
        self.fresh = true;
        self.turn = false;
    }

    /// Moves down without marks; at the top of a page no space is needed.
    pub fn space(&mut self, height: f32) {
        if !self.at_top() {
            self.y += if self.tight { height * TIGHT } else { height };
        }
    }

    pub fn advance(&mut self, height: f32) {
        self.y += height;
        self.fresh = false;
    }

    pub fn draw_together(&mut self, tight: bool) {
        self.tight = tight;
    }

    pub fn checkpoint(&self) -> Checkpoint {
        let last = self.placed.pages.last();
        Checkpoint {
            pages: self.placed.pages.len(),
            items: last.map_or(0, |page| page.items.len()),
            links: last.map_or(0, |page| page.links.len()),
            sections: self.placed.nodes[ROOT].kids.len(),
            nodes: self.placed.nodes.len(),
            bookmarks: self.placed.bookmarks.len(),
            current: self.current,
            y: self.y,
            landscape: self.landscape,
            fresh: self.fresh,
            turn: self.turn,
        }
    }

    /// Forgets what has been written since: whole sections, on the last page of then and later ones.
    pub fn back_to(&mut self, then: &Checkpoint) {
        self.placed.pages.truncate(then.pages);
        if let Some(last) = self.placed.pages.last_mut() {
            last.items.truncate(then.items);
            last.links.truncate(then.links);
        }
        self.placed.nodes[ROOT].kids.truncate(then.sections);
        self.placed.nodes.truncate(then.nodes);
        self.placed.bookmarks.truncate(then.bookmarks);
        (self.current, self.y) = (then.current, then.y);
        (self.landscape, self.fresh, self.turn) = (then.landscape, then.fresh, then.turn);
    }

    /// How much of the page's body is written on.
    pub fn filled(&self) -> f32 {
        self.y - self.top()
    }

    /// Index of the page written on.
    pub fn page(&self) -> usize {
        self.current.unwrap_or(0)
    }

    pub fn here(&self) -> Target {
        Target { page: self.page(), y: self.y }
    }

    pub fn node(&mut self, tag: Tag, parent: NodeId) -> NodeId {
        self.scoped(tag, None, parent)
    }

    pub fn scoped(&mut self, tag: Tag, scope: Option<Scope>, parent: NodeId) -> NodeId {
        let id = self.placed.nodes.len();
        self.placed.nodes.push(Node {
            tag,
            scope,
            heads: Vec::new(),
            figure: None,
            numbering: None,
            parent: Some(parent),
            kids: Vec::new(),
        });
        self.placed.nodes[parent].kids.push(id);
        id
    }

    pub fn list(&mut self, numbering: Numbering, parent: NodeId) -> NodeId {
        let id = self.node(Tag::L, parent);
        self.placed.nodes[id].numbering = Some(numbering);
        id
    }

    pub fn headed_by(&mut self, node: NodeId, heads: Vec<NodeId>) {
        self.placed.nodes[node].heads = heads;
    }

    /// A picture's element. `area` counts from the page's upper left corner.
    pub fn figure(&mut self, alt: &str, area: (f32, f32, f32, f32), parent: NodeId) -> NodeId {
        let id = self.node(Tag::Figure, parent);
        self.placed.nodes[id].figure = Some(Figure { alt: alt.to_string(), area });
        id
    }

    pub fn bookmark(&mut self, level: u8, title: &str) {
        let target = self.here();
        self.placed.bookmarks.push(Bookmark { level, title: title.to_string(), target });
    }

    /// The left edge of the text on a page: the inner margin is left on odd pages.
    fn left(page: usize) -> f32 {
        if page.is_multiple_of(2) { MARGIN_INNER } else { MARGIN }
    }

    /// The page's own left edge, for what is placed without a `Spot`.
    pub fn edge(&self) -> f32 {
        Self::left(self.page())
    }

    fn put(&mut self, owner: Owner, mark: Mark) {
        let page = self.page();
        self.placed.pages[page].items.push(Item { owner, mark });
        self.fresh = false;
    }

    /// A line of text with its top at `y`; `x` counts from the text's left edge.
    pub fn text(&mut self, owner: Owner, x: f32, y: f32, line: &Line, style: Style) {
        self.cell_text(owner, x, y, line, style, Shown::default());
    }

    pub fn cell_text(&mut self, owner: Owner, x: f32, y: f32, line: &Line, style: Style, shown: Shown) {
        let text = Text {
            x: self.edge() + x,
            baseline: y + style.drop(),
            width: line.width,
            weight: style.weight,
            size: style.size,
            colour: style.colour,
            text: line.text.clone(),
            origin: shown.origin,
            amount: shown.amount,
        };
        self.put(owner, Mark::Text(text));
    }

    pub fn rule(&mut self, x: f32, y: f32, width: f32, thickness: f32, colour: Rgb) {
        let x = self.edge() + x;
        self.put(Owner::Artifact(Artifact::Layout), Mark::Rule { x, y, width, thickness, colour });
    }

    pub fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32, fill: Rgb) {
        let x = self.edge() + x;
        self.put(Owner::Artifact(Artifact::Layout), Mark::Rectangle { x, y, width, height, fill });
    }

    /// An outline that belongs to a picture; `x` counts from the text's left edge.
    pub fn shape(&mut self, owner: Owner, points: Vec<(f32, f32)>, fill: Rgb) {
        let edge = self.edge();
        let points = points.into_iter().map(|(x, y)| (edge + x, y)).collect();
        self.put(owner, Mark::Shape { points, fill });
    }

    /// `x` counts from the text's left edge.
    pub fn picture(&mut self, owner: Owner, picture: Picture, x: f32, y: f32, width: f32, height: f32) {
        let x = self.edge() + x;
        self.put(owner, Mark::Picture { picture, x, y, width, height });
    }

    pub fn symbol(&mut self, symbol: Symbol, x: f32, y: f32, size: f32, colour: Rgb) {
        let x = self.edge() + x;
        self.put(Owner::Artifact(Artifact::Layout), Mark::Symbol { symbol, x, y, size, colour });
    }

    /// Running heads and feet, when the number of pages is known. The cover has no running head.
    pub fn finish(mut self) -> Result<Placed, Error> {
        let pages = self.placed.pages.len();
        for page in 0..pages {
            self.current = Some(page);
            self.landscape = self.placed.pages[page].width > self.placed.pages[page].height;
            if page > 0 {
                self.running_head();
            }
            self.running_foot(page, pages)?;
        }
        Ok(self.placed)
    }

    fn running_head(&mut self) {
        let owner = Owner::Artifact(Artifact::RunningHead);
        let furniture = self.furniture().clone();
        let width = self.width();
        let mut y = HEAD_BASELINE - RUNNING.drop();
        for line in &furniture.left {
            self.text(owner, 0.0, y, line, RUNNING);
            y += RUNNING.leading;
        }
        if furniture.beside {
            y = HEAD_BASELINE - RUNNING.drop();
        }
        for line in &furniture.right {
            self.text(owner, width - line.width, y, line, RUNNING);
            y += RUNNING.leading;
        }
        let below = HEAD_BASELINE - RUNNING.drop() + RUNNING.leading * furniture.head_lines() as f32 + 2.0;
        self.rule(0.0, below, width, HAIRLINE, RULE);
    }

    fn running_foot(&mut self, page: usize, pages: usize) -> Result<(), Error> {
        let owner = Owner::Artifact(Artifact::RunningFoot);
        let lines = self.furniture().foot.clone();
        let width = self.width();
        let last = self.placed.pages[page].height - FOOT_BASELINE - RUNNING.drop();
        let first = last - RUNNING.leading * lines.len().saturating_sub(1) as f32;
        self.rule(0.0, first - 3.0, width, HAIRLINE, ACCENT);
        for (number, line) in lines.iter().enumerate() {
            let y = first + RUNNING.leading * number as f32;
            self.text(owner, 0.0, y, line, RUNNING_MARK);
        }
        let number = words::page_of(page + 1, pages);
        let line = Line { width: natural(&number, RUNNING)?, text: number };
        self.text(owner, width - line.width, last, &line, RUNNING);
        Ok(())
    }
}
