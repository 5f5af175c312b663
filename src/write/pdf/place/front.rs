//! The cover and the table of contents.

use crate::doc::Document;
use crate::text::pdf as words;
use crate::text::phrase::phrase;
use crate::write::look::{ACCENT, RULE};
use crate::write::pdf::Error;
use crate::write::pdf::look::{
    CONTENTS_1, CONTENTS_2, COVER, HAIRLINE, INDENT, MARKING, MM, ORGANISATION, STATUS, SUBTITLE, Style,
    TITLE,
};
use crate::write::pdf::placed::{Bookmark, Link, NodeId, Owner, Tag, Target};

use super::lines::{Hyphens, Line, natural, wrap};
use super::paper::{Paper, ROOT};
use super::prose::Heading;

/// How far down the cover the title stands.
const TITLE_DROP: f32 = 150.0;
const PAGE_COLUMN: f32 = 40.0;
/// Width and height of which the logo fills one: on a cover, and at the head of a letter, which begins below it.
const COVER_LOGO: (f32, f32) = (60.0 * MM, 22.0 * MM);
const LETTERHEAD: (f32, f32) = (45.0 * MM, 14.0 * MM);
const BELOW_LOGO: f32 = 12.0;

/// Who, what, when, and what must be known before reading: status, markings, who is missing.
pub fn cover(paper: &mut Paper, document: &Document) -> Result<(), Error> {
    let sect = paper.node(Tag::Sect, ROOT);
    let taken = logo(paper, sect, document, COVER_LOGO);
    line_of(paper, sect, &document.organisation, ORGANISATION, 0.0)?;
    paper.advance(TITLE_DROP - taken);
    line_of(paper, sect, &document.title, TITLE, 8.0)?;
    let width = paper.width();
    paper.rule(0.0, paper.y, width, 2.0, ACCENT);
    paper.advance(14.0);
    line_of(paper, sect, &document.subtitle, SUBTITLE, 10.0)?;
    // What a reader must not miss is red; where a document stands in its handling is not.
    let status =
        if document.status == phrase("status.preliminär") { STATUS } else { STATUS.coloured(ACCENT) };
    line_of(paper, sect, &document.status, status, 12.0)?;
    for marking in &document.markings {
        line_of(paper, sect, marking, MARKING, 4.0)?;
    }
    paper.space(16.0);
    for line in &document.cover {
        line_of(paper, sect, line, COVER, 4.0)?;
    }
    Ok(())
}

/// The municipality's logo at the head of the first page; how much height it takes.
fn logo(paper: &mut Paper, sect: NodeId, document: &Document, (most_wide, most_high): (f32, f32)) -> f32 {
    let Some(logo) = &document.profile.logo else { return 0.0 };
    let (wide, high) = (logo.picture.width.max(1) as f32, logo.picture.height.max(1) as f32);
    let scale = (most_wide / wide).min(most_high / high);
    let (width, height) = (wide * scale, high * scale);
    paper.ensure(height);
    let node = paper.figure(&logo.alt, (paper.edge(), paper.y, width, height), sect);
    paper.picture(Owner::Node(node), logo.picture.clone(), 0.0, paper.y, width, height);
    paper.advance(height + BELOW_LOGO);
    height + BELOW_LOGO
}

/// Who a letter is from; it goes on below.
pub fn sender(paper: &mut Paper, document: &Document) -> Result<(), Error> {
    let sect = paper.node(Tag::Sect, ROOT);
    logo(paper, sect, document, LETTERHEAD);
    line_of(paper, sect, &document.organisation, ORGANISATION, 0.0)
}

/// One paragraph of the cover; nothing where there is no text.
fn line_of(paper: &mut Paper, sect: NodeId, text: &str, style: Style, after: f32) -> Result<(), Error> {
    let lines = wrap(text, style, paper.width(), Hyphens::IfNeeded)?;
    if lines.is_empty() {
        return Ok(());
    }
    let node = paper.node(Tag::P, sect);
    for line in &lines {
        paper.ensure(style.leading);
        paper.text(Owner::Node(node), 0.0, paper.y, line, style);
        paper.advance(style.leading);
    }
    paper.space(after);
    Ok(())
}

/// What the contents will list, before any page number is known.
pub fn entries(document: &Document) -> Vec<Bookmark> {
    let target = Target { page: 0, y: 0.0 };
    let entry = |(level, title): (u8, &str)| Bookmark { level, title: title.to_string(), target };
    super::listed_headings(document).into_iter().map(entry).collect()
}

/// Heading, and one linked entry for each heading of level 1 and 2.
pub fn contents(paper: &mut Paper, sect: NodeId, entries: &[Bookmark]) -> Result<(), Error> {
    let bookmarks = paper.placed.bookmarks.len();
    let heading = Heading::lay(1, words::CONTENTS, paper.width())?;
    let air = air(entries, paper.width(), paper.page_room() - heading.height())?;
    heading.place(paper, sect, 0.0);
    // Readers list the headings of the report; the contents are where they already are.
    paper.placed.bookmarks.truncate(bookmarks);
    let toc = paper.node(Tag::Toc, sect);
    for entry in entries {
        contents_entry(paper, toc, entry, air)?;
    }
    Ok(())
}

/// Air above an entry of level 1, and what it may be drawn together to where that saves a page.
const ENTRY_AIR: f32 = 6.0;
const LEAST_AIR: f32 = 1.5;
/// Below each entry.
const BELOW_ENTRY: f32 = 2.0;

/// The air with which the entries fit the room of a page; where they do not at all, as much as there should be.
fn air(entries: &[Bookmark], width: f32, room: f32) -> Result<f32, Error> {
    let mut height = ENTRY_AIR;
    for entry in entries {
        let (style, lines) = entry_lines(entry, width)?;
        height += style.leading * lines.len() as f32 + BELOW_ENTRY;
    }
    let first = entries.iter().filter(|entry| entry.level == 1).count().max(1) as f32;
    let left = (room - height) / first;
    Ok(if left < LEAST_AIR { ENTRY_AIR } else { left.min(ENTRY_AIR) })
}

fn indent(entry: &Bookmark) -> f32 {
    if entry.level == 1 { 0.0 } else { INDENT * 1.5 }
}

fn entry_lines(entry: &Bookmark, width: f32) -> Result<(Style, Vec<Line>), Error> {
    let style = if entry.level == 1 { CONTENTS_1 } else { CONTENTS_2 };
    let lines = wrap(&entry.title, style, width - indent(entry) - PAGE_COLUMN, Hyphens::IfNeeded)?;
    Ok((style, lines))
}

fn contents_entry(paper: &mut Paper, toc: NodeId, entry: &Bookmark, air: f32) -> Result<(), Error> {
    let width = paper.width();
    let (style, mut lines) = entry_lines(entry, width)?;
    let indent = indent(entry);
    let height = style.leading * lines.len() as f32;
    paper.ensure(height + air);
    paper.space(if entry.level == 1 { air } else { 0.0 });
    let item = paper.node(Tag::Toci, toc);
    let reference = paper.node(Tag::Reference, item);
    let link = paper.node(Tag::Link, reference);
    let top = paper.y;
    if let Some(last) = lines.last_mut() {
        last.text.push(' ');
    }
    for line in &lines {
        paper.text(Owner::Node(link), indent, paper.y, line, style);
        paper.advance(style.leading);
    }
    let number = (entry.target.page + 1).to_string();
    let number = Line { width: natural(&number, style)?, text: number };
    paper.text(Owner::Node(link), width - number.width, paper.y - style.leading, &number, style);
    paper.rule(0.0, paper.y, width, HAIRLINE, RULE);
    let (page, x) = (paper.page(), paper.edge());
    paper.placed.pages[page].links.push(Link {
        x,
        y: top,
        width,
        height,
        node: link,
        contents: words::link(&entry.title, entry.target.page + 1),
        target: entry.target,
    });
    paper.advance(BELOW_ENTRY);
    Ok(())
}
