//! Layout: a document to placed pages. Pure; names no PDF library.

mod chart;
mod front;
mod key_figures;
mod lines;
mod paper;
mod prose;
mod symbols;
mod table;

use crate::doc::{Block, Chart, Document, Section, Shape};

use super::Error;
use super::placed::{Mark, NodeId, Numbering, Placed, Tag};
use crate::write::look::{ACCENT, Rgb, TINT};
use key_figures::Band;
use paper::{Paper, ROOT};
use prose::{Heading, List, Paragraph};

/// A contents page is written for a document with at least this many sections: what is shorter is leafed through.
pub const SECTIONS_FOR_CONTENTS: usize = 10;

/// Lays the whole document out: cover, contents, sections, then what stands on every page. A letter has neither cover
/// nor contents.
pub fn place(document: &Document) -> Result<Placed, Error> {
    let mut paper = Paper::new(document)?;
    let contents = match document.shape {
        Shape::Report => {
            front::cover(&mut paper, document)?;
            paper.turn_page();
            reserve_contents(&mut paper, document)?
        }
        Shape::Letter => {
            front::sender(&mut paper, document)?;
            None
        }
    };
    let mut first = 0;
    for run in document.sections.chunk_by(|one, next| one.landscape == next.landscape) {
        place_run(&mut paper, first, run)?;
        first += run.len();
    }
    if let Some((sect, first)) = contents {
        let entries: Vec<_> =
            paper.placed.bookmarks.iter().filter(|bookmark| bookmark.level <= 2).cloned().collect();
        paper.go_back_to(first);
        front::contents(&mut paper, sect, &entries)?;
    }
    let mut placed = paper.finish()?;
    if let Some(accent) = document.profile.accent {
        recolour(&mut placed, accent);
    }
    Ok(placed)
}

/// The municipality's colour wherever the theme's own was, and its tint on the grounds.
fn recolour(placed: &mut Placed, accent: Rgb) {
    let tint = accent.tint();
    for item in placed.pages.iter_mut().flat_map(|page| &mut page.items) {
        let colour = match &mut item.mark {
            Mark::Text(text) => &mut text.colour,
            Mark::Rectangle { fill, .. } | Mark::Shape { fill, .. } => fill,
            Mark::Rule { colour, .. } | Mark::Symbol { colour, .. } => colour,
            Mark::Picture { .. } => continue,
        };
        *colour = match *colour {
            ACCENT => accent,
            TINT => tint,
            other => other,
        };
    }
}

/// Keeps as many pages free as the contents will take: they are written last, when the page numbers are known, but
/// stand first. Gives the contents' element and first page.
fn reserve_contents(paper: &mut Paper, document: &Document) -> Result<Option<(NodeId, usize)>, Error> {
    if document.sections.len() < SECTIONS_FOR_CONTENTS {
        return Ok(None);
    }
    let sect = paper.node(Tag::Sect, ROOT);
    let first = paper.placed.pages.len();
    let mut trial = paper.clone();
    front::contents(&mut trial, sect, &front::entries(document))?;
    paper.keep_free(trial.placed.pages.len() - first);
    Ok(Some((sect, first)))
}

/// A block, laid out but not yet on a page.
enum Laid {
    Heading(Heading),
    Paragraph(Paragraph),
    List(List),
    KeyFigures(Band),
    Table(Box<table::Laid>),
    Picture(chart::Picture),
    PageBreak,
}

/// A page with less of its body written on is nearly empty.
const NEARLY_EMPTY: f32 = 0.2;

/// Places sections that follow each other on paper of one orientation. Where they end on a nearly empty page, the air
/// between the blocks is drawn together if that saves the page.
fn place_run(paper: &mut Paper, first: usize, run: &[Section]) -> Result<(), Error> {
    let before = paper.checkpoint();
    let place = |paper: &mut Paper| {
        (first..).zip(run).try_for_each(|(number, section)| place_section(paper, number, section))
    };
    let began = paper.page();
    place(paper)?;
    let pages = paper.page();
    if pages == began || paper.filled() >= paper.page_room() * NEARLY_EMPTY {
        return Ok(());
    }
    paper.back_to(&before);
    paper.draw_together(true);
    place(paper)?;
    paper.draw_together(false);
    if paper.page() == pages {
        paper.back_to(&before);
        place(paper)?;
    }
    Ok(())
}

fn place_section(paper: &mut Paper, number: usize, section: &Section) -> Result<(), Error> {
    paper.orient(section.landscape);
    let sect = paper.node(Tag::Sect, ROOT);
    let mut laid = vec![Laid::Heading(Heading::lay(1, &section.title, paper.width())?)];
    let mut level = 1;
    for (at, block) in section.blocks.iter().enumerate() {
        laid.push(lay(block, section, paper.width(), (number, at), &mut level)?);
    }
    for at in 0..laid.len() {
        match &laid[at] {
            Laid::Heading(heading) => {
                let room = |room: f32| room - heading.height();
                let together = start(&laid[at + 1..], room(paper.room()), room(paper.page_room()));
                heading.place(paper, sect, together);
            }
            Laid::Paragraph(paragraph) => paragraph.place(paper, sect),
            Laid::List(list) => list.place(paper, sect)?,
            Laid::KeyFigures(band) => band.place(paper, sect),
            Laid::Table(table) => {
                let headed = headed(&laid[..at]);
                if !headed && matches!(laid.get(at + 1), Some(Laid::Picture(_))) {
                    paper.ensure(start(&laid[at..], paper.room(), paper.page_room()));
                }
                table.place(paper, sect, headed);
            }
            Laid::Picture(picture) => picture.place(paper, sect),
            Laid::PageBreak => paper.turn_page(),
        }
    }
    Ok(())
}

/// A picture of a table of the section.
fn picture(chart: &Chart, section: &Section, width: f32) -> Result<Laid, Error> {
    let mut tables = section.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    match tables.find(|table| table.id == chart.table) {
        Some(table) => Ok(Laid::Picture(chart::Picture::lay(chart, table, width)?)),
        None => Err(Error::Library(chart.id.clone())),
    }
}

/// Whether a table or a list follows, with nothing but short paragraphs before it.
fn leads_on(next: &[Laid]) -> bool {
    match next.first() {
        Some(Laid::Table(_) | Laid::List(_)) => true,
        Some(Laid::Paragraph(paragraph)) => paragraph.is_short() && leads_on(&next[1..]),
        _ => false,
    }
}

/// The level a heading gets below one of level `above`: never more than one deeper, for readers navigate by levels.
pub fn heading_level(above: u8, asked: u8) -> u8 {
    asked.clamp(2, above + 1).min(3)
}

/// The headings that the contents list, level 1 and 2.
pub fn listed_headings(document: &Document) -> Vec<(u8, &str)> {
    let mut listed = Vec::new();
    for section in &document.sections {
        let mut above = 1;
        listed.push((above, section.title.as_str()));
        for block in &section.blocks {
            if let Block::Heading { level, text } = block {
                above = heading_level(above, *level);
                listed.push((above, text));
            }
        }
    }
    listed.retain(|(level, _)| *level <= 2);
    listed
}

/// Lays one block out.
fn lay(
    block: &Block,
    section: &Section,
    width: f32,
    (number, at): (usize, usize),
    above: &mut u8,
) -> Result<Laid, Error> {
    Ok(match block {
        Block::Heading { level, text } => {
            *above = heading_level(*above, *level);
            Laid::Heading(Heading::lay(*above, text, width)?)
        }
        Block::Paragraph { text, style } => Laid::Paragraph(Paragraph::lay(text, *style, width)?),
        Block::KeyFigures(figures) => Laid::KeyFigures(Band::lay(figures, width, number, at)?),
        Block::List(items) => Laid::List(List::lay(items, Numbering::Disc, width)?),
        Block::Steps(items) => Laid::List(List::lay(items, Numbering::Decimal, width)?),
        Block::Table(table) => Laid::Table(Box::new(table::Laid::lay(table, width, number, at)?)),
        Block::Chart(chart) => picture(chart, section, width)?,
        Block::PageBreak => Laid::PageBreak,
    })
}

/// Whether what stands before a block leads to it without a gap: its heading, and short notes between them. The room
/// for the block's beginning was then made sure of where the heading was placed.
fn headed(before: &[Laid]) -> bool {
    match before.last() {
        Some(Laid::Heading(_)) => true,
        Some(Laid::Paragraph(paragraph)) if paragraph.is_short() => headed(&before[..before.len() - 1]),
        _ => false,
    }
}

/// What must have room where the next blocks begin, when so much is left of a page of so much room. A short paragraph
/// keeps with the table or the list it leads to.
fn start(next: &[Laid], left: f32, page: f32) -> f32 {
    match next.first() {
        Some(Laid::Heading(heading)) => {
            let height = heading.height();
            height + start(&next[1..], left - height, page - height)
        }
        Some(Laid::Paragraph(paragraph)) if paragraph.is_short() && leads_on(&next[1..]) => {
            let height = paragraph.height();
            height + start(&next[1..], left - height, page - height)
        }
        Some(Laid::Paragraph(paragraph)) => paragraph.start(),
        Some(Laid::List(list)) => list.start(),
        Some(Laid::KeyFigures(band)) => band.start(),
        Some(Laid::Table(table)) => {
            let own = table.start(left, page);
            // A picture stays with its table where a page has room for both.
            let both = match next.get(1) {
                Some(Laid::Picture(picture)) => own + picture.height(),
                _ => own,
            };
            if both <= page { both } else { own }
        }
        Some(Laid::Picture(picture)) => picture.height(),
        Some(Laid::PageBreak) | None => 0.0,
    }
}
