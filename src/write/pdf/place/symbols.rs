//! The symbol beside the word of a state or a trend: shape and word carry it, colour is third.

use crate::doc::Cell;
use crate::domain::goal::{RatingShape, Trend};
use crate::write::look::{BETTER, MUTED, Rgb, WORSE, state_colour};
use crate::write::pdf::look::Style;
use crate::write::pdf::placed::Symbol;

use super::paper::Paper;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sign {
    symbol: Symbol,
    colour: Rgb,
}

/// The symbol of a cell, if it has one.
pub fn of(cell: &Cell) -> Option<Sign> {
    match cell {
        Cell::State { shape, .. } => {
            Some(Sign { symbol: shape_symbol(*shape), colour: state_colour(*shape) })
        }
        Cell::Trend { trend, .. } => Some(trend_sign(*trend)),
        _ => None,
    }
}

fn shape_symbol(shape: RatingShape) -> Symbol {
    match shape {
        RatingShape::Full => Symbol::Full,
        RatingShape::Half => Symbol::Half,
        RatingShape::Empty => Symbol::Empty,
        RatingShape::Dash => Symbol::Dash,
        RatingShape::Question => Symbol::Question,
    }
}

fn trend_sign(trend: Trend) -> Sign {
    match trend {
        Trend::Better => Sign { symbol: Symbol::Up, colour: BETTER },
        Trend::Same => Sign { symbol: Symbol::Level, colour: MUTED },
        Trend::Worse => Sign { symbol: Symbol::Down, colour: WORSE },
    }
}

/// How much a symbol and the gap after it take of a line.
pub fn room(style: Style) -> f32 {
    style.size * 0.8 + 3.5
}

impl Sign {
    /// Stands on the line whose top is `y`, as high as its capitals.
    pub fn place(self, paper: &mut Paper, x: f32, y: f32, style: Style) {
        let size = style.size * 0.8;
        let middle = y + style.drop() - style.size * 0.33;
        paper.symbol(self.symbol, x, middle - size / 2.0, size, self.colour);
    }
}
