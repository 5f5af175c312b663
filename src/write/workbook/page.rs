//! How a sheet opens and prints: widths, frozen heads, paper, print titles, header and footer.

use rust_xlsxwriter::Worksheet;

use crate::doc::{Block, Document, Section, SectionKind};
use crate::text;
use crate::write::look;

use super::plan::{Place, SheetPlan, cut};
use super::{WorkbookError, style};

/// Excel's number for A4.
const A4: u8 = 9;
/// The frozen part may take this many rows: more would leave a laptop no room for the figures.
const FROZEN_ROWS: u32 = 10;
/// A frozen first column may be this wide.
const FROZEN_WIDTH: u16 = 60;
/// Rows of an upright sheet that are still readable on one page.
const LONGEST_PAGE: u32 = 64;
/// Excel's limit for a whole header or footer, in UTF-16 units.
const HEADER_LIMIT: usize = 255;

pub fn set_up(
    sheet: &mut Worksheet,
    document: &Document,
    section: &Section,
    plan: &SheetPlan,
) -> Result<(), WorkbookError> {
    for (column, width) in plan.widths.iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
    }
    sheet.set_tab_color(style::colour(look::tab_colour(section.kind)));
    sheet.set_screen_gridlines(section.kind != SectionKind::Presentation);
    sheet.set_zoom(100);
    freeze(sheet, section, plan)?;
    filter(sheet, section, plan)?;
    sheet.set_paper_size(A4);
    if section.landscape {
        sheet.set_landscape();
    }
    // Inches: left, right, top, bottom, header, footer. The header has two lines.
    sheet.set_margins(0.6, 0.5, 0.9, 0.7, 0.3, 0.3);
    let across = pages_across(section, plan);
    sheet.set_print_fit_to_pages(across, u16::from(across == 1 && on_one_page(section, plan)));
    if across > 1 {
        sheet.set_repeat_columns(0, 0)?;
    }
    not_printed(sheet, section, plan)?;
    let breaks = page_breaks(section, plan);
    if !breaks.is_empty() {
        sheet.set_page_breaks(&breaks)?;
    }
    sheet.set_header(header(document));
    sheet.set_footer(footer(document, section));
    Ok(())
}

/// Characters of a sheet's width that are still readable on one page, upright and across.
const READABLE: (u16, u16) = (165, 245);

/// A very wide sheet is printed on pages beside each other, each with the row headings, rather than too small.
fn pages_across(section: &Section, plan: &SheetPlan) -> u16 {
    let width: u16 = plan.widths.iter().sum();
    let room = if section.landscape { READABLE.1 } else { READABLE.0 };
    if section.kind == SectionKind::Data { 1 } else { width.div_ceil(room).max(1) }
}

/// A flat table is read by programs: of its sheet only the heading is printed. A print area is what keeps cells from paper
/// in every program.
fn not_printed(sheet: &mut Worksheet, section: &Section, plan: &SheetPlan) -> Result<(), WorkbookError> {
    let table = tables(section, plan);
    if let (SectionKind::Data, [only]) = (section.kind, table.as_slice()) {
        sheet.set_print_area(0, 0, only.first_row.saturating_sub(2), plan.span.max(1) - 1)?;
    }
    Ok(())
}

/// The head row of a sheet's only table stays in sight and is repeated on paper; a sheet with several tables keeps
/// its title, for a repeated head would stand above columns that are not its own.
fn freeze(sheet: &mut Worksheet, section: &Section, plan: &SheetPlan) -> Result<(), WorkbookError> {
    let tables = tables(section, plan);
    let head = match tables.as_slice() {
        [] => return Ok(()),
        [only] => only.first_row,
        _ => 0,
    };
    if section.kind != SectionKind::Data {
        sheet.set_repeat_rows(head, head)?;
    }
    let rows = if head < FROZEN_ROWS { head + 1 } else { 1 };
    let narrow = plan.widths.first().is_some_and(|width| *width <= FROZEN_WIDTH);
    // A merged line of prose would be cut at the frozen column, but only while the sheet is scrolled sideways.
    sheet.set_freeze_panes(rows, u16::from(narrow))?;
    Ok(())
}

/// The only table of a sheet to work in can be filtered.
fn filter(sheet: &mut Worksheet, section: &Section, plan: &SheetPlan) -> Result<(), WorkbookError> {
    if let (SectionKind::Work, [only]) = (section.kind, tables(section, plan).as_slice())
        && let (Some(last_row), Some(last)) = (only.rows.checked_sub(1), only.columns.checked_sub(1))
    {
        sheet.autofilter(only.first_row, 0, only.first_row + last_row, last)?;
    }
    Ok(())
}

/// A sheet a little longer than an upright page is printed a little smaller rather than on two.
fn on_one_page(section: &Section, plan: &SheetPlan) -> bool {
    let rows = plan.blocks.iter().map(|place| place.first_row + place.rows).max().unwrap_or(0);
    let broken = section.blocks.contains(&Block::PageBreak);
    !section.landscape && !broken && rows <= LONGEST_PAGE
}

fn tables<'a>(section: &Section, plan: &'a SheetPlan) -> Vec<&'a Place> {
    let blocks = section.blocks.iter().zip(&plan.blocks);
    blocks.filter(|(block, _)| matches!(block, Block::Table(_))).map(|(_, place)| place).collect()
}

fn page_breaks(section: &Section, plan: &SheetPlan) -> Vec<u32> {
    let blocks = section.blocks.iter().zip(&plan.blocks);
    blocks
        .filter(|(block, place)| matches!(block, Block::PageBreak) && place.first_row > 0)
        .map(|(_, place)| place.first_row)
        .collect()
}

/// Organisation, title and status; what must stand on every page below them, alone on its line so that nothing
/// covers it. Left and right only: a middle part would run into the left one.
fn header(document: &Document) -> String {
    let marking = escaped(&cut(&document.markings.join(" · "), 120));
    let status = escaped(&cut(&document.status, 30));
    let room =
        HEADER_LIMIT.saturating_sub(marking.encode_utf16().count() + status.encode_utf16().count() + 24);
    let title = joined(&[&document.organisation, &document.title, &document.subtitle]);
    let left = escaped_within(&title, room);
    let mut header = format!("&L&8{left}");
    if !marking.is_empty() {
        header += &format!("\n&B{marking}&B");
    }
    if !status.is_empty() {
        header += &format!("&R&8&B{status}&B");
    }
    header
}

fn footer(document: &Document, section: &Section) -> String {
    let pages = text::table::page_of("&P", "&N");
    let room = HEADER_LIMIT - 60;
    format!("&L&8{}&R&8{pages}", escaped_within(&joined(&[&section.title, &document.file_stem]), room))
}

fn joined(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// `&` starts a code of its own, and a digit right after a font size would be read as part of the size.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&&");
    if text.starts_with(|c: char| c.is_ascii_digit()) { format!(" {text}") } else { text }
}

/// Cut so that it keeps within `room` after escaping.
fn escaped_within(text: &str, room: usize) -> String {
    let mut limit = room;
    loop {
        let found = escaped(&cut(text, limit));
        if found.encode_utf16().count() <= room || limit == 0 {
            return found;
        }
        limit -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, escaped_within};

    #[test]
    fn header_texts_are_not_read_as_codes() {
        assert_eq!(escaped("Vård & omsorg"), "Vård && omsorg");
        assert_eq!(escaped("2020 helår"), " 2020 helår");
        assert_eq!(escaped_within("A & B & C", 8), "A && B…");
    }
}
