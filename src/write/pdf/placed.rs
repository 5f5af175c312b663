//! Placed pages: what [`super::place`] hands to [`super::emit`]. Plain data, so that a proof can re-add it and a test
//! can alter it. Lengths are points; `y` counts downwards from the top of the page.

use crate::domain::money::Money;
use crate::domain::period::Date;
use crate::domain::picture::Picture;

use super::look::Weight;
use crate::write::look::Rgb;

/// Index in [`Placed::nodes`]; 0 is the Document element.
pub type NodeId = usize;

#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    pub title: String,
    pub subject: String,
    /// The organisation; never a person.
    pub author: String,
    pub date: Date,
    pub pages: Vec<Page>,
    pub nodes: Vec<Node>,
    pub bookmarks: Vec<Bookmark>,
    /// Files inside the file, by name. With any of them it claims PDF/A-3a, else PDF/A-2a.
    pub attachments: Vec<Attachment>,
}

/// A file that the PDF carries (ISO 19005-3, 6.8).
#[derive(Clone, Debug, PartialEq)]
pub struct Attachment {
    pub name: String,
    /// What it is, for those who open it.
    pub description: String,
    /// Media type, such as `text/csv`.
    pub media: &'static str,
    pub relation: Relation,
    /// The table it holds the figures of, counted from 0 in reading order.
    pub table: Option<usize>,
    pub bytes: Vec<u8>,
}

/// What an attached file is to the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The figures of a table.
    Data,
    /// What the document was made from.
    Source,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub width: f32,
    pub height: f32,
    /// In drawing order, which is also reading order.
    pub items: Vec<Item>,
    pub links: Vec<Link>,
}

/// One mark on the paper, and the element it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub owner: Owner,
    pub mark: Mark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Node(NodeId),
    Artifact(Artifact),
}

/// What is drawn but not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    RunningHead,
    RunningFoot,
    /// A table's caption and head row, said again on a later page.
    Repeated,
    /// Rules, backgrounds, symbols that stand beside their word.
    Layout,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    Text(Text),
    Rectangle {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        fill: Rgb,
    },
    /// A filled outline of straight lines.
    Shape {
        points: Vec<(f32, f32)>,
        fill: Rgb,
    },
    /// A horizontal rule.
    Rule {
        x: f32,
        y: f32,
        width: f32,
        thickness: f32,
        colour: Rgb,
    },
    /// Pixels or a drawing, in the rectangle with this upper left corner.
    Picture {
        picture: Picture,
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
    /// A symbol in the square with this upper left corner.
    Symbol {
        symbol: Symbol,
        x: f32,
        y: f32,
        size: f32,
        colour: Rgb,
    },
}

/// One run of text on one line, already written as it shall be read. A trailing U+00AD is drawn as a hyphen; a trailing
/// space keeps words apart when the text is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub x: f32,
    pub baseline: f32,
    /// Of what is seen: trailing space not counted.
    pub width: f32,
    pub weight: Weight,
    pub size: f32,
    pub colour: Rgb,
    pub text: String,
    /// The cell it shows, for every text inside a table or a band of key figures.
    pub origin: Option<CellAt>,
    /// The exact amount it shows, where the cell is an amount.
    pub amount: Option<Money>,
}

/// Where a cell stands in the document. In a band of key figures `row` is 0 and `column` counts the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellAt {
    pub section: usize,
    pub block: usize,
    /// `None`: the head row.
    pub row: Option<usize>,
    pub column: usize,
}

/// Drawn as vectors, so that no font lacks them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    Full,
    Half,
    Empty,
    Dash,
    Question,
    Up,
    Level,
    Down,
}

/// One element of the structure tree. It holds either other elements or marks, never both.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub tag: Tag,
    /// Of a TH.
    pub scope: Option<Scope>,
    /// Of a cell with more heads than its column and its row: all of them, the column's first, then from the outermost
    /// group's to its own row's.
    pub heads: Vec<NodeId>,
    /// Of a Figure.
    pub figure: Option<Figure>,
    /// Of an L whose items have a mark each.
    pub numbering: Option<Numbering>,
    pub parent: Option<NodeId>,
    pub kids: Vec<NodeId>,
}

/// What a picture says to those who do not see it, and the rectangle it fills: x, y, width and height, `y` downwards.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    pub alt: String,
    pub area: (f32, f32, f32, f32),
}

/// What the items of a list are marked with (ISO 32000-1, table 347).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    Disc,
    /// 1, 2, 3.
    Decimal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Column,
    Row,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Document,
    Sect,
    H1,
    H2,
    H3,
    P,
    BlockQuote,
    L,
    LI,
    Lbl,
    LBody,
    Table,
    Caption,
    TR,
    TH,
    TD,
    Toc,
    Toci,
    Reference,
    Link,
    Figure,
}

impl Tag {
    /// The standard structure type's name (ISO 32000-1, 14.8.4).
    pub const fn name(self) -> &'static str {
        match self {
            Tag::Document => "Document",
            Tag::Sect => "Sect",
            Tag::H1 => "H1",
            Tag::H2 => "H2",
            Tag::H3 => "H3",
            Tag::P => "P",
            Tag::BlockQuote => "BlockQuote",
            Tag::L => "L",
            Tag::LI => "LI",
            Tag::Lbl => "Lbl",
            Tag::LBody => "LBody",
            Tag::Table => "Table",
            Tag::Caption => "Caption",
            Tag::TR => "TR",
            Tag::TH => "TH",
            Tag::TD => "TD",
            Tag::Toc => "TOC",
            Tag::Toci => "TOCI",
            Tag::Reference => "Reference",
            Tag::Link => "Link",
            Tag::Figure => "Figure",
        }
    }
}

/// A link inside the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    /// Its Link element.
    pub node: NodeId,
    /// What a screen reader says.
    pub contents: String,
    pub target: Target,
}

/// A place in the document: page index from 0, and how far down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    pub page: usize,
    pub y: f32,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// 1 outermost.
    pub level: u8,
    pub title: String,
    pub target: Target,
}

impl Placed {
    /// All text items in reading order, page by page.
    pub fn texts(&self) -> impl Iterator<Item = (usize, Owner, &Text)> {
        self.pages.iter().enumerate().flat_map(|(number, page)| {
            page.items.iter().filter_map(move |item| match &item.mark {
                Mark::Text(text) => Some((number, item.owner, text)),
                _ => None,
            })
        })
    }
}
