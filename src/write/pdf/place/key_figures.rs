//! The band of key figures: label, value, and a line below, side by side on tint. Read as a list.

use crate::doc::{Cell, KeyFigure};
use crate::text::cell::key_figure_text;
use crate::write::look::{MUTED, Rgb, TINT};
use crate::write::pdf::Error;
use crate::write::pdf::look::{KEY_BELOW, KEY_LABEL, KEY_VALUE, KEY_VALUE_SMALL, Style};
use crate::write::pdf::placed::{CellAt, NodeId, Owner, Tag};

use super::lines::{Hyphens, Line, natural, wrap};
use super::paper::{Paper, Shown};
use super::symbols::{self, Sign};

/// Figures side by side; a sixth begins a second band.
const ACROSS: usize = 5;
const PAD: f32 = 9.0;
const AFTER: f32 = 12.0;

pub struct Band {
    bands: Vec<Vec<Figure>>,
    value: Style,
}

struct Figure {
    label: Vec<Line>,
    value: Vec<Line>,
    /// A value that is missing is said in muted words.
    colour: Rgb,
    below: Vec<Line>,
    sign: Option<Sign>,
    shown: Shown,
}

impl Band {
    pub fn lay(figures: &[KeyFigure], width: f32, section: usize, block: usize) -> Result<Band, Error> {
        let across = figures.len().clamp(1, ACROSS);
        let inner = width / across as f32 - 2.0 * PAD;
        let mut value = KEY_VALUE;
        for figure in figures {
            let wide = natural(&key_figure_text(figure), KEY_VALUE)? + sign_room(&figure.value, KEY_VALUE);
            if wide > inner {
                value = KEY_VALUE_SMALL;
            }
        }
        let mut laid = Vec::new();
        for (column, figure) in figures.iter().enumerate() {
            let origin = Some(CellAt { section, block, row: Some(0), column });
            laid.push(Figure::lay(figure, inner, value, origin)?);
        }
        let mut bands = Vec::new();
        while !laid.is_empty() {
            let rest = laid.split_off(laid.len().min(ACROSS));
            bands.push(std::mem::replace(&mut laid, rest));
        }
        Ok(Band { bands, value })
    }

    pub fn start(&self) -> f32 {
        self.bands.first().map_or(0.0, |band| self.height(band))
    }

    fn height(&self, band: &[Figure]) -> f32 {
        let label = band.iter().map(|figure| figure.label.len()).max().unwrap_or(0);
        let below = |figure: &Figure| {
            self.value.leading * figure.value.len() as f32 + KEY_BELOW.leading * figure.below.len() as f32
        };
        let tallest = band.iter().map(below).fold(0.0, f32::max);
        2.0 * PAD + KEY_LABEL.leading * label as f32 + tallest
    }

    pub fn place(&self, paper: &mut Paper, parent: NodeId) {
        if self.bands.is_empty() {
            return;
        }
        let list = paper.node(Tag::L, parent);
        for band in &self.bands {
            let height = self.height(band);
            paper.ensure(height);
            let width = paper.width();
            paper.rectangle(0.0, paper.y, width, height, TINT);
            let column = width / self.bands[0].len() as f32;
            let label = band.iter().map(|figure| figure.label.len()).max().unwrap_or(0);
            for (number, figure) in band.iter().enumerate() {
                let item = paper.node(Tag::LI, list);
                let body = paper.node(Tag::LBody, item);
                self.figure(paper, figure, body, column * number as f32 + PAD, label);
            }
            paper.advance(height);
            paper.space(AFTER);
        }
    }

    /// Labels stand on their last line, so that the values of a band share a line.
    fn figure(&self, paper: &mut Paper, figure: &Figure, body: NodeId, x: f32, label_lines: usize) {
        let owner = Owner::Node(body);
        let mut y = paper.y + PAD + KEY_LABEL.leading * (label_lines - figure.label.len()) as f32;
        let label = Shown { amount: None, ..figure.shown };
        for line in &figure.label {
            paper.cell_text(owner, x, y, line, KEY_LABEL, label);
            y += KEY_LABEL.leading;
        }
        let mut indent = 0.0;
        if let Some(sign) = figure.sign {
            sign.place(paper, x, y, self.value);
            indent = symbols::room(self.value);
        }
        for line in &figure.value {
            paper.cell_text(owner, x + indent, y, line, self.value.coloured(figure.colour), figure.shown);
            y += self.value.leading;
        }
        for line in &figure.below {
            paper.cell_text(owner, x, y, line, KEY_BELOW, label);
            y += KEY_BELOW.leading;
        }
    }
}

fn sign_room(cell: &Cell, style: Style) -> f32 {
    symbols::of(cell).map_or(0.0, |_| symbols::room(style))
}

impl Figure {
    fn lay(figure: &KeyFigure, inner: f32, style: Style, origin: Option<CellAt>) -> Result<Figure, Error> {
        let amount = match &figure.value {
            Cell::Amount(amount) => Some(amount.value),
            _ => None,
        };
        let room = inner - sign_room(&figure.value, style);
        let mut label = wrap(&figure.label, KEY_LABEL, inner, Hyphens::IfNeeded)?;
        let mut value = wrap(&key_figure_text(figure), style, room, Hyphens::IfNeeded)?;
        // The three parts are one text to a reader: spaces keep them apart.
        for lines in [&mut label, &mut value] {
            if let Some(last) = lines.last_mut() {
                last.text.push(' ');
            }
        }
        let below = wrap(&figure.below, KEY_BELOW, inner, Hyphens::IfNeeded)?;
        let colour = if matches!(figure.value, Cell::Missing(_)) { MUTED } else { style.colour };
        Ok(Figure {
            label,
            value,
            colour,
            below,
            sign: symbols::of(&figure.value),
            shown: Shown { origin, amount },
        })
    }
}
