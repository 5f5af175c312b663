//! How a sheet opens and prints: widths, frozen heads, paper, print titles, header and footer.

use rust_xlsxwriter::Worksheet;

use crate::doc::{Document, Section, SectionKind};
use crate::text;
use crate::write::limit::cut;
use crate::write::look;

use super::paper::{A4, MARGINS};
use super::plan::SheetPlan;
use super::print::{Print, tables};
use super::{WorkbookError, paper, style};

/// The frozen part may take this many rows: more would leave a laptop no room for the figures.
const FROZEN_ROWS: u32 = 10;
/// A frozen first column may be this wide.
const FROZEN_WIDTH: u16 = 60;
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
    sheet.set_header(header(document));
    sheet.set_footer(footer(document, section));
    for (row, points) in &plan.heights {
        sheet.set_row_height(*row, *points)?;
    }
    lay_out(sheet, section, plan)
}

/// Paper, titles and pages.
fn lay_out(sheet: &mut Worksheet, section: &Section, plan: &SheetPlan) -> Result<(), WorkbookError> {
    let Print { paper, is_shrunk, title, breaks } = &plan.print;
    sheet.set_paper_size(A4);
    if paper.landscape {
        sheet.set_landscape();
    }
    let [left, right, top, bottom, header, footer] = MARGINS;
    sheet.set_margins(left, right, top, bottom, header, footer);
    // However small the sheet is printed, who, what and which page are as large.
    sheet.set_header_footer_scale_with_doc(false);
    if paper.across > 1 {
        sheet.set_repeat_columns(0, 0)?;
    }
    if let Some(last) = plan.last_printed {
        // A print area is what keeps cells from paper in every program.
        let columns = match section.kind {
            SectionKind::Data => plan.span.into(),
            _ => paper::printed_columns(section, &plan.widths),
        };
        sheet.set_print_area(0, 0, last, columns.max(1) as u16 - 1)?;
    }
    if *is_shrunk && !breaks.is_empty() {
        // Narrower than the paper: a program that fits a sheet to it would make it larger again.
        sheet.set_print_scale(paper.scale as u16);
    } else {
        let one_page = title.is_some() && breaks.is_empty() && paper.across == 1;
        sheet.set_print_fit_to_pages(paper.across, u16::from(one_page));
    }
    if let Some(title) = title {
        sheet.set_repeat_rows(*title, *title)?;
    }
    if !breaks.is_empty() {
        sheet.set_page_breaks(breaks)?;
    }
    Ok(())
}

/// The head row of a sheet's only table stays in sight; a sheet with several tables keeps its title.
fn freeze(sheet: &mut Worksheet, section: &Section, plan: &SheetPlan) -> Result<(), WorkbookError> {
    let tables = tables(section, plan);
    let head = match tables.as_slice() {
        [] => return Ok(()),
        [only] => only.first_row,
        _ => 0,
    };
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
