//! How a sheet is printed: A4 across, all its columns on one page, and no chart cut in two.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::chart;
use super::sheet::{Draw, head_height, repeated_height, table_height};
use crate::form::Sheet;
use crate::text::form as text;

const A4: u8 = 9;
/// Margins of a printed page in inches: sides, above and below, footer.
const SIDES: f64 = 0.25;
const ABOVE: f64 = 0.5;
const FOOTER: f64 = 0.3;
/// A4 across, in points, and a point by inches.
const PAPER: (f64, f64) = (842.0, 595.0);
const INCH: f64 = 72.0;
/// Points of a column: each character, and its edges.
const CHARACTER: f64 = 5.25;
const EDGES: f64 = 3.75;
/// Programs differ by a little in how high they draw a row.
const CERTAIN: f64 = 0.95;

pub fn set_up(target: &mut Worksheet, sheet: &Sheet, draw: &Draw, guide: bool) -> Result<(), XlsxError> {
    // The guide fits on one page; another sheet has as many as its texts need.
    target.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, u16::from(guide));
    target.set_margins(SIDES, SIDES, ABOVE, ABOVE, FOOTER, FOOTER);
    target.set_print_area(
        0,
        0,
        sheet.last_row() + chart::rows_below(sheet) - 1,
        sheet.widths.len() as u16,
    )?;
    target.set_footer(text::footer(&draw.form.identity.code().to_string()));
    if !guide {
        // The heads of one table say nothing of the next one.
        let repeated = if sheet.tables.len() == 1 { sheet.header_row(0) } else { Sheet::ABOVE };
        target.set_repeat_rows(0, repeated - 1)?;
    }
    let breaks = breaks(sheet, draw);
    if !breaks.is_empty() {
        target.set_page_breaks(&breaks)?;
    }
    Ok(())
}

/// A table, and its chart with it, that has no room left on a page begins the next, the empty row above it first.
fn breaks(sheet: &Sheet, draw: &Draw) -> Vec<u32> {
    let room = room(sheet);
    let mut used = head_height(sheet);
    let mut breaks = Vec::new();
    for (at, table) in sheet.tables.iter().enumerate() {
        let drawn = sheet.charts.iter().any(|chart| chart.table == at);
        let own =
            table_height(sheet, table, draw.answers) + if drawn { chart::points_below(sheet) } else { 0.0 };
        if at > 0 && used + own > room {
            breaks.push(sheet.header_row(at) - 2);
            used = repeated_height();
        }
        used += own;
    }
    breaks
}

/// The points of a sheet that have room on a page as its width is made to fit.
fn room(sheet: &Sheet) -> f64 {
    let wide: f64 = sheet.widths.iter().map(|width| f64::from(*width) * CHARACTER + EDGES).sum();
    let scale = ((PAPER.0 - 2.0 * SIDES * INCH) / wide).min(1.0);
    (PAPER.1 - 2.0 * ABOVE * INCH) / scale * CERTAIN
}
