//! The paper that a sheet is printed on: A4, upright or across, its width filled. How large the text comes out, and when a
//! sheet is too wide for a page.

use crate::doc::{Block, ColumnKind, Section, SectionKind};

use super::width;

/// Excel's number for A4.
pub const A4: u8 = 9;
/// Inches: left, right, top, bottom, header, footer. The header has two lines.
pub const MARGINS: [f64; 6] = [0.6, 0.5, 0.9, 0.7, 0.3, 0.3];
/// What the margins leave of A4, in pixels of which an inch has 96: upright and across.
const ACROSS: (u32, u32) = (688, 1_017);
/// The same downwards, in points, a little less than there is: programs differ in how they round.
const DOWN: (u32, u32) = (700, 462);
/// The smallest scale, in per cent: text of 11 points comes out as 7.3 and notes of 10 as 6.6.
const SMALLEST: u32 = 66;
/// The smallest scale that a sheet is turned round for: 7.7 points.
pub const READABLE: u32 = 70;
/// What a sheet is shrunk to where that saves a page, in per cent of its size: so little that it is narrower than the paper
/// in a program that sets its columns wider, and so much at most; and in which steps.
const SHRUNK: (u32, u32) = (94, 76);
const STEP: usize = 2;
/// Columns of a band of key figures.
const KEY_FIGURES: usize = 3;
/// Pixels of a character of a column, and of the air around a column.
const CHARACTER: u32 = 7;
const PADDING: u32 = 5;

/// How a sheet lies on paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    pub landscape: bool,
    /// Pages beside each other.
    pub across: u16,
    /// Per cent of the full size.
    pub scale: u32,
}

/// Pixels of a column.
pub fn pixels(width: u16) -> u32 {
    u32::from(width) * CHARACTER + PADDING
}

/// Room for text in columns that are merged or one: hundredths of a pixel.
pub fn text_room(widths: &[u16]) -> u32 {
    let whole: u32 = widths.iter().map(|width| pixels(*width)).sum();
    whole.saturating_sub(PADDING) * 100
}

/// The widest a sheet may be, in pixels.
pub fn widest(landscape: bool) -> u32 {
    let (upright, across) = ACROSS;
    (if landscape { across } else { upright }) * 100 / SMALLEST
}

impl Paper {
    /// A sheet is printed on pages beside each other rather than too small.
    pub fn of(section: &Section, widths: &[u16], landscape: bool) -> Paper {
        let width = printed_width(section, widths);
        let across =
            if section.kind == SectionKind::Data { 1 } else { width.div_ceil(widest(landscape)).max(1) };
        let room = if landscape { ACROSS.1 } else { ACROSS.0 };
        let repeated = widths.first().map_or(0, |first| pixels(*first));
        Paper { landscape, across: across as u16, scale: scale(room, across, width, repeated) }
    }

    /// Points of a page downwards, in the sheet's own measure.
    pub fn height(self) -> u32 {
        let room = if self.landscape { DOWN.1 } else { DOWN.0 };
        room * 100 / self.scale.max(1)
    }

    /// The same smaller and smaller, as long as it can be read.
    pub fn smaller(self) -> impl Iterator<Item = Paper> {
        let [most, least] = [SHRUNK.0, SHRUNK.1].map(|shrunk| self.scale * shrunk / 100);
        let scales = (least.max(SMALLEST)..=most).rev().step_by(STEP).take_while(move |_| self.across == 1);
        scales.map(move |scale| Paper { scale, ..self })
    }
}

/// Per cent of the full size on pages beside each other, of which each but the first has the first column again.
fn scale(room: u32, across: u32, width: u32, repeated: u32) -> u32 {
    (room * across * 100 / (width + repeated * (across - 1)).max(1)).min(100)
}

/// Pixels of a sheet's columns on paper.
pub fn printed_width(section: &Section, widths: &[u16]) -> u32 {
    let shown = widths.iter().enumerate().take(printed_columns(section, widths));
    shown.filter(|(at, _)| !is_folded(section, *at)).map(|(_, width)| pixels(*width)).sum()
}

/// How many columns are on paper: those of its tables, and those that prose runs over.
pub fn printed_columns(section: &Section, widths: &[u16]) -> usize {
    let columns = section.blocks.iter().map(|block| match block {
        Block::Table(table) if table.on_paper => table.columns.len(),
        Block::KeyFigures(_) => KEY_FIGURES,
        _ => 0,
    });
    columns.max().unwrap_or(0).clamp(usize::from(width::prose_span(widths)), widths.len())
}

/// Whether a column is folded away: what it says stands on no paper.
pub fn is_folded(section: &Section, at: usize) -> bool {
    section.blocks.iter().any(|block| match block {
        Block::Table(table) => table.columns.get(at).is_some_and(|one| one.kind == ColumnKind::Key),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::scale;

    #[test]
    fn pages_beside_each_other_have_room_for_the_column_that_is_repeated() {
        assert_eq!([scale(1_000, 1, 500, 200), scale(1_000, 1, 1_250, 200)], [100, 80]);
        assert_eq!([scale(1_000, 2, 2_000, 0), scale(1_000, 2, 2_000, 500)], [100, 80]);
    }
}
