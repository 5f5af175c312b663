//! How a sheet is printed: which way the paper lies, how small, where its pages end and which row each of them repeats.

use crate::doc::{Block, Section, SectionKind};

use super::pages::{self, Printed, Whole};
use super::paper::{self, Paper};
use super::plan::{Place, SheetPlan};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Print {
    pub paper: Paper,
    /// Smaller than the paper asks for.
    pub is_shrunk: bool,
    /// The row that the pages after it repeat.
    pub title: Option<u32>,
    /// The rows before which a page ends.
    pub breaks: Vec<u32>,
}

/// On the given paper, smaller where that saves a page or keeps a table whole.
pub fn of(section: &Section, plan: &SheetPlan, paper: Paper) -> Print {
    if section.kind == SectionKind::Data {
        return Print { paper, ..Print::default() };
    }
    let rows = pages::printed(section, plan);
    let print = |own: Paper| {
        let (title, breaks) = titles(section, plan, own, &rows);
        Print { paper: own, is_shrunk: own != paper, title: Some(title), breaks }
    };
    let tables = tables(section, plan);
    let cost = |own: &Print| {
        let torn = |row: &&u32| tables.iter().any(|table| table.goes_on_at(**row));
        (own.breaks.len(), own.breaks.iter().filter(torn).count())
    };
    // Of several that cost the same, the first: the largest.
    std::iter::once(paper).chain(paper.smaller()).map(print).min_by_key(cost).unwrap_or_default()
}

impl Print {
    fn pages(&self) -> usize {
        usize::from(self.paper.across) * (self.breaks.len() + 1)
    }

    /// Whether a sheet is better printed like this than as the document wishes: on fewer pages that can be read as well.
    /// What is too wide for an upright page lies.
    pub fn is_better(&self, wished: &Print) -> bool {
        let fewer = self.pages() < wished.pages() && self.paper.scale >= paper::READABLE;
        fewer || (!wished.paper.landscape && wished.paper.across > 1)
    }
}

/// The row that pages repeat, and where they end. The last table that goes on over a page has its head repeated, if no
/// page after it begins with what is not its own; else the sheet's title is.
fn titles(section: &Section, plan: &SheetPlan, paper: Paper, rows: &[Printed]) -> (u32, Vec<u32>) {
    let breaks = |title: u32, whole: Whole| {
        let height = rows.get(title as usize).map_or(0, |row| row.height);
        pages::breaks(rows, paper.height(), height, whole)
    };
    let tables = tables(section, plan);
    // Where no other table could lack its head, a page is filled.
    let whole = if tables.len() > 1 { Whole::Tables } else { Whole::FullPages };
    let headed = tables.iter().rev().find_map(|table| {
        let found = breaks(table.first_row, whole);
        let mut after = found.iter().filter(|row| **row > table.first_row).peekable();
        let goes_on = after.peek().is_some() || tables.len() == 1 && found.is_empty();
        (goes_on && after.all(|row| table.goes_on_at(*row))).then_some((table.first_row, found))
    });
    headed.unwrap_or_else(|| (0, breaks(0, whole)))
}

pub fn tables<'a>(section: &Section, plan: &'a SheetPlan) -> Vec<&'a Place> {
    let blocks = section.blocks.iter().zip(&plan.blocks);
    blocks.filter(|(block, _)| matches!(block, Block::Table(_))).map(|(_, place)| place).collect()
}
