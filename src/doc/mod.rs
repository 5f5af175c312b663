//! The document model: what a report says, in roles, without fonts, colours or addresses. Workbook and PDF are written
//! from the same values; a writer never computes a figure and never decides a text.

mod formula;

use crate::domain::account::LineId;
use crate::domain::code::Code;
use crate::domain::colour::Rgb;
use crate::domain::goal::{RatingShape, Trend};
use crate::domain::period::Date;
use crate::domain::picture::Picture;

pub use formula::{CellOf, Counted, DATA, DataSum, Figure, Formula, MONTHS, Operand, Quantity, Ratio};

/// One report or one workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub shape: Shape,
    /// Output file name without ending, such as `Budgetuppföljning 2020-12`.
    pub file_stem: String,
    pub title: String,
    pub subtitle: String,
    /// The municipality: author of the document's metadata; never a person.
    pub organisation: String,
    /// `PRELIMINÄR`, `till KS` …; empty when there is none.
    pub status: String,
    /// What must stand on every page and sheet, such as the EXEMPEL line.
    pub markings: Vec<String>,
    /// The document's own date, never the clock's.
    pub date: Date,
    /// Lines of the cover below the title: diarienummer, period, who is missing.
    pub cover: Vec<String>,
    pub sections: Vec<Section>,
    pub profile: Profile,
}

/// What makes a document the municipality's own to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// On the cover; at the head of a letter.
    pub logo: Option<Logo>,
    /// Instead of the theme's colour.
    pub accent: Option<Rgb>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    pub picture: Picture,
    /// For those who do not see it.
    pub alt: String,
}

/// How a document opens on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A cover and, where there is much, a table of contents.
    Report,
    /// The text begins on the first page, below the sender; title and markings stand at head and foot.
    Letter,
}

/// A chapter of a report, a sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Stable key, unique in the document, such as `resultatrakning`.
    pub key: String,
    /// Heading; in a workbook also the sheet's name (at most 31 characters).
    pub title: String,
    pub landscape: bool,
    pub kind: SectionKind,
    pub blocks: Vec<Block>,
}

/// What a section is for: colours the sheet tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    Presentation,
    Work,
    Proof,
    /// One flat table of facts, which formulas and pivots refer to by its name.
    Data,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Level 2 or 3; level 1 is the section's title.
    Heading {
        level: u8,
        text: String,
    },
    Paragraph {
        text: String,
        style: ParagraphStyle,
    },
    /// A band of at most five figures.
    KeyFigures(Vec<KeyFigure>),
    List(Vec<String>),
    /// A list whose items are numbered from 1.
    Steps(Vec<String>),
    Table(Table),
    Chart(Chart),
    PageBreak,
}

/// A picture of some figures of a table in the same section, which stands before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Stable key, unique in the document.
    pub id: String,
    pub title: String,
    /// What the picture shows, for those who do not see it.
    pub alt: String,
    /// The unit of its amounts.
    pub axis: String,
    pub kind: ChartKind,
    /// The table, those of its rows that are shown, ascending, and a column for each series. The first column names the
    /// rows.
    pub table: String,
    pub rows: Vec<usize>,
    pub series: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// A line for each series over the rows.
    Lines,
    /// Bars that lie, a row each.
    Bars,
    /// Bars that stand beside each other for each row.
    Columns,
    /// Bars that lie, a row each, their series one after the other.
    Stacks,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphStyle {
    Body,
    /// A quotation from a manager or a dialogue.
    Quote,
    /// Small and muted: sources, rounding.
    Note,
}

/// One figure of the band: a short label, the value as text in mkr or words, and a line below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFigure {
    pub label: String,
    pub value: Cell,
    /// Whether an amount shows its sign also when it is plus: a deviation.
    pub signed: bool,
    pub below: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Stable key, unique in the document.
    pub id: String,
    pub caption: String,
    /// The unit of all its amounts, said once in the caption's line.
    pub unit: AmountUnit,
    /// The first column heads the rows.
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub notes: Vec<String>,
    /// Whether a sheet prints it: what only a screen can use stands last, and is left out on paper.
    pub on_paper: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountUnit {
    Kr,
    /// Kronor with öre: control sums.
    KrOre,
    Tkr,
    /// One decimal.
    Mkr,
    /// The table has no amounts.
    None,
}

impl AmountUnit {
    /// Öre in one unit.
    pub fn ore(self) -> i128 {
        match self {
            AmountUnit::Kr | AmountUnit::KrOre | AmountUnit::None => 100,
            AmountUnit::Tkr => 100_000,
            AmountUnit::Mkr => 100_000_000,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Stable key, unique in the table.
    pub key: String,
    pub heading: String,
    pub kind: ColumnKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Left-aligned text; `wide` takes what room is left.
    Text { wide: bool },
    /// Right-aligned amounts.
    Amount,
    /// Right-aligned amounts with their sign always shown: deviations, plus is better.
    Signed,
    /// Right-aligned numbers and per cent.
    Number,
    /// Centred short words: states, dates.
    Word,
    /// What a workbook's formulas look a row up by: folded away there, and in no other document.
    Key,
}

/// What a row is about: the same key wherever the subject stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKey {
    Line(LineId),
    Org(Code),
    Goal(Code),
    Indicator(Code),
    Project(Code),
    /// Anything else, unique in its table.
    Other(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub key: RowKey,
    pub role: Role,
    /// 0 outermost; each step is indented.
    pub depth: u8,
    /// As many as the table has columns; the first is the row's heading.
    pub cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading row, with or without figures of its own (a group total above its parts).
    Group,
    Item,
    Subtotal,
    Total,
    /// "varav": shown, never summed.
    Memo,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Not applicable: blank. Zero is an amount.
    Empty,
    /// Something that should be there and is not; the words say what.
    Missing(String),
    Text(String),
    /// A text that leads somewhere in a workbook.
    Link {
        text: String,
        to: Target,
    },
    Amount(Figure),
    /// In per cent, already multiplied by 100.
    Percent(Quantity),
    Number(Quantity),
    Date(Date),
    State {
        shape: RatingShape,
        word: String,
    },
    Trend {
        trend: Trend,
        word: String,
    },
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another file, by its path from the document's own, and sheet and cell in it where it is a workbook.
    File { path: String, cell: Option<(String, String)> },
    /// A row of a table of the same document; nowhere when the document has none.
    Row { table: String, key: RowKey },
}

impl Document {
    /// All tables in reading order, with the section each stands in.
    pub fn tables(&self) -> impl Iterator<Item = (&Section, &Table)> {
        self.sections.iter().flat_map(|section| {
            section.blocks.iter().filter_map(move |block| match block {
                Block::Table(table) => Some((section, table)),
                _ => None,
            })
        })
    }

    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables().map(|(_, table)| table).find(|table| table.id == id)
    }
}

impl Table {
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// Takes columns away, with their cells. No formula may count on them.
    pub fn without(&mut self, keys: &[&str]) {
        let kept: Vec<bool> =
            self.columns.iter().map(|column| !keys.contains(&column.key.as_str())).collect();
        for row in &mut self.rows {
            let mut kept = kept.iter();
            row.cells.retain(|_| kept.next() == Some(&true));
        }
        self.columns.retain(|column| !keys.contains(&column.key.as_str()));
    }

    pub fn row(&self, key: &RowKey) -> Option<usize> {
        self.rows.iter().position(|row| row.key == *key)
    }
}
