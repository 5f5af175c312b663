//! Column widths by measured content. A table that does not fit is set tighter step by step; nothing is ever cut.

use crate::doc::{ColumnKind, Table};
use crate::write::pdf::Error;
use crate::write::pdf::look::{Style, TABLE, TABLE_SMALL};
use crate::write::pdf::place::lines::Hyphens;
use crate::write::pdf::placed::CellAt;

use super::cells::Written;

/// How tight a table is set.
#[derive(Clone, Copy, Debug)]
struct Step {
    style: Style,
    /// Left and right of each column's text.
    pad: f32,
    /// Whether words of heads and text may be divided to make columns narrower.
    hyphens: Hyphens,
    /// Text columns may be so narrow that words break anywhere.
    squeeze: bool,
}

/// Smaller padding, then divided words, then smaller text, then words broken anywhere.
const STEPS: [Step; 5] = [
    Step { style: TABLE, pad: 4.0, hyphens: Hyphens::IfNeeded, squeeze: false },
    Step { style: TABLE, pad: 2.0, hyphens: Hyphens::IfNeeded, squeeze: false },
    Step { style: TABLE, pad: 2.0, hyphens: Hyphens::Free, squeeze: false },
    Step { style: TABLE_SMALL, pad: 2.0, hyphens: Hyphens::Free, squeeze: false },
    Step { style: TABLE_SMALL, pad: 2.0, hyphens: Hyphens::Free, squeeze: true },
];

/// The narrowest text column of the last step, if the row depth allows.
const SQUEEZED: f32 = 45.0;
/// A figure column's head is set on one line up to this width.
const HEAD_ON_ONE_LINE: f32 = 62.0;
/// A text column that is not wide takes at most this part of the room for text while wide columns share it.
const NARROW_SHARE: f32 = 0.5;
/// Figure columns are made equally wide where text columns still get what they ask for, up to this part of the table.
const TEXT_SHARE: f32 = 0.5;

/// Chosen widths, text widths without padding.
#[derive(Clone, Debug)]
pub struct Columns {
    pub widths: Vec<f32>,
    pub style: Style,
    pub pad: f32,
}

impl Columns {
    /// The left edge of a column's text, and of the table's right end.
    pub fn x(&self, column: usize) -> f32 {
        self.widths[..column].iter().map(|width| width + 2.0 * self.pad).sum::<f32>() + self.pad
    }

    pub fn total(&self) -> f32 {
        self.x(self.widths.len()) - self.pad
    }
}

/// What a column asks for.
#[derive(Clone, Copy, Debug)]
struct Wish {
    least: f32,
    natural: f32,
    text: bool,
    wide: bool,
    figures: bool,
}

pub fn choose(table: &Table, width: f32) -> Result<Columns, Error> {
    for step in STEPS {
        let room = width - 2.0 * step.pad * table.columns.len() as f32;
        let wishes = even_figures(wishes(table, step)?, room);
        if let Some(widths) = share(&wishes, room) {
            return Ok(Columns { widths, style: step.style, pad: step.pad });
        }
    }
    Err(Error::TooWide(table.id.clone()))
}

fn wishes(table: &Table, step: Step) -> Result<Vec<Wish>, Error> {
    let mut wishes = Vec::new();
    for (number, column) in table.columns.iter().enumerate() {
        let at = |row| CellAt { section: 0, block: 0, row, column: number };
        let head = Written::head(table, step.style, at(None));
        let (mut least, mut natural) = (head.narrowest(step.hyphens)?, 0.0_f32);
        for row in &table.rows {
            let Some(cell) = row.cells.get(number) else { continue };
            let cell = Written::body(table, row, cell, step.style, at(Some(0)));
            least = least.max(cell.narrowest(step.hyphens)?);
            natural = natural.max(cell.natural()?);
        }
        let text = matches!(column.kind, ColumnKind::Text { .. });
        let head = head.natural()?;
        natural = if text { natural.max(head) } else { natural.max(head.min(HEAD_ON_ONE_LINE)) };
        if step.squeeze && text {
            least = least.min(SQUEEZED);
        }
        let figures = matches!(column.kind, ColumnKind::Amount | ColumnKind::Signed | ColumnKind::Number);
        // Words in a figure column ("prognos saknas") are wrapped before they widen it.
        natural = if figures { least.max(head.min(HEAD_ON_ONE_LINE)) } else { natural.max(least) };
        let wide = column.kind == ColumnKind::Text { wide: true };
        wishes.push(Wish { least, natural, text, wide, figures });
    }
    Ok(wishes)
}

/// Widths that fill the room, or `None` where not even the least fits.
fn share(wishes: &[Wish], room: f32) -> Option<Vec<f32>> {
    let mut widths: Vec<f32> = wishes.iter().map(|wish| wish.least).collect();
    let mut left = room - widths.iter().sum::<f32>();
    if left < 0.0 {
        return None;
    }
    let for_text = room - wishes.iter().filter(|wish| !wish.text).map(|wish| wish.natural).sum::<f32>();
    let some_wide = wishes.iter().any(|wish| wish.wide);
    grow(&mut widths, &mut left, wishes, |wish| if wish.text { 0.0 } else { wish.natural });
    grow(&mut widths, &mut left, wishes, |wish| match (wish.text && !wish.wide, some_wide) {
        (true, true) => wish.natural.min(for_text * NARROW_SHARE),
        (true, false) => wish.natural,
        (false, _) => 0.0,
    });
    grow(&mut widths, &mut left, wishes, |wish| if wish.wide { wish.natural } else { 0.0 });
    let taker = wishes.iter().position(|wish| wish.wide).unwrap_or(0);
    if let Some(width) = widths.get_mut(taker) {
        *width += left;
    }
    Some(widths)
}

/// Grows columns towards their goals, each by the same part of what it lacks.
fn grow(widths: &mut [f32], left: &mut f32, wishes: &[Wish], goal: impl Fn(&Wish) -> f32) {
    let lacks: Vec<f32> =
        widths.iter().zip(wishes).map(|(width, wish)| (goal(wish) - width).max(0.0)).collect();
    let total: f32 = lacks.iter().sum();
    if total <= 0.0 {
        return;
    }
    let part = (*left / total).min(1.0);
    for (width, lack) in widths.iter_mut().zip(&lacks) {
        *width += lack * part;
    }
    *left -= total * part;
}

/// Figure columns of equal width read calmly: all as wide as the widest wishes, or with heads wrapped as the text leaves
/// room for.
fn even_figures(mut wishes: Vec<Wish>, room: f32) -> Vec<Wish> {
    let others: f32 = wishes.iter().filter(|wish| !wish.figures && !wish.text).map(|wish| wish.natural).sum();
    let text: f32 = wishes.iter().filter(|wish| wish.text).map(|wish| wish.natural).sum();
    let for_figures = room - others - text.min(room * TEXT_SHARE);
    let figures = || wishes.iter().filter(|wish| wish.figures);
    let widest = |width: fn(&Wish) -> f32| figures().map(width).fold(0.0, f32::max);
    let even = widest(|wish| wish.natural).min(for_figures / figures().count().max(1) as f32);
    if even >= widest(|wish| wish.least) {
        for wish in wishes.iter_mut().filter(|wish| wish.figures) {
            wish.natural = even;
        }
    }
    wishes
}

#[cfg(test)]
mod tests {
    use super::{Wish, share};

    const LABEL: Wish = Wish { least: 60.0, natural: 150.0, text: true, wide: false, figures: false };
    const COMMENT: Wish = Wish { least: 50.0, natural: 2000.0, text: true, wide: true, figures: false };
    const FIGURE: Wish = Wish { least: 40.0, natural: 50.0, text: false, wide: false, figures: true };

    #[test]
    fn the_room_is_filled_and_never_exceeded() {
        for wishes in
            [vec![LABEL, FIGURE, FIGURE], vec![LABEL, FIGURE, COMMENT], vec![LABEL; 4], vec![FIGURE; 9]]
        {
            let widths = share(&wishes, 460.0).expect("fits");
            assert!((widths.iter().sum::<f32>() - 460.0).abs() < 0.01, "{widths:?}");
            assert!(widths.iter().zip(&wishes).all(|(width, wish)| *width >= wish.least - 0.01));
        }
    }

    #[test]
    fn a_comment_takes_what_room_is_left_and_labels_keep_theirs() {
        let widths = share(&[LABEL, FIGURE, COMMENT], 460.0).expect("fits");
        assert!(widths[0] >= 149.0 && widths[2] > 250.0, "{widths:?}");
    }

    #[test]
    fn too_little_room_is_told() {
        assert_eq!(share(&[LABEL, FIGURE], 99.0), None);
    }
}
