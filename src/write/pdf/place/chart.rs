//! Charts as outlines and text: told apart in black and white by fill, outline and dash, named where they end, with zero
//! always in sight. What they show is read from the table they are of; the picture as a whole says its alternative text.

mod bars;
mod lines;
mod scale;

use rust_decimal::prelude::ToPrimitive;

use crate::doc::{Cell, Chart, ChartKind, Quantity, Table};
use crate::text::cell::cell_text;
use crate::write::look::{ACCENT, BUDGET, FORECAST, INK, MUTED, PAPER, RULE, Rgb};
use crate::write::pdf::Error;
use crate::write::pdf::look::{CAPTION, CHART, HAIRLINE, Style};
use crate::write::pdf::placed::{NodeId, Owner, Tag};

use super::lines::{Hyphens, Line, natural, wrap};
use super::paper::Paper;

const AFTER: f32 = 12.0;
/// Side of the square beside a series' name.
const SWATCH: f32 = 7.0;
const OUTLINE: f32 = 0.7;

/// A chart laid out; its marks count from its upper left corner.
pub struct Picture {
    title: Vec<Line>,
    alt: String,
    width: f32,
    height: f32,
    marks: Vec<Drawn>,
}

enum Drawn {
    Text { x: f32, y: f32, line: Line, style: Style },
    Shape { points: Vec<(f32, f32)>, fill: Rgb },
}

impl Picture {
    /// `table`: the one the chart is of.
    pub fn lay(chart: &Chart, table: &Table, width: f32) -> Result<Picture, Error> {
        let shown = Shown::of(chart, table);
        let mut sheet = Sheet { width, height: 0.0, marks: Vec::new() };
        match chart.kind {
            ChartKind::Lines => lines::draw(&mut sheet, &shown)?,
            ChartKind::Columns => bars::standing(&mut sheet, &shown)?,
            ChartKind::Bars => bars::lying(&mut sheet, &shown)?,
            ChartKind::Stacks => bars::stacked(&mut sheet, &shown)?,
        }
        let title = wrap(&chart.title, CAPTION, width, Hyphens::IfNeeded)?;
        let Sheet { height, marks, .. } = sheet;
        Ok(Picture { title, alt: chart.alt.clone(), width, height, marks })
    }

    pub fn height(&self) -> f32 {
        CAPTION.leading * self.title.len() as f32 + self.height + AFTER
    }

    /// Places title and picture on one page.
    pub fn place(&self, paper: &mut Paper, parent: NodeId) {
        paper.ensure(self.height());
        let title = paper.node(Tag::P, parent);
        for line in &self.title {
            paper.text(Owner::Node(title), 0.0, paper.y, line, CAPTION);
            paper.advance(CAPTION.leading);
        }
        let node = paper.figure(&self.alt, (paper.edge(), paper.y, self.width, self.height), parent);
        let (owner, top) = (Owner::Node(node), paper.y);
        for mark in &self.marks {
            match mark {
                Drawn::Text { x, y, line, style } => paper.text(owner, *x, top + y, line, *style),
                Drawn::Shape { points, fill } => {
                    paper.shape(owner, points.iter().map(|(x, y)| (*x, top + y)).collect(), *fill);
                }
            }
        }
        paper.advance(self.height);
        paper.space(AFTER);
    }
}

/// What a chart shows: names, and each series' values and how the table writes them.
struct Shown {
    axis: String,
    names: Vec<String>,
    series: Vec<Series>,
}

struct Series {
    /// Which look it has.
    look: usize,
    name: String,
    values: Vec<Option<f32>>,
    written: Vec<String>,
}

impl Shown {
    fn of(chart: &Chart, table: &Table) -> Shown {
        let rows: Vec<_> = chart.rows.iter().filter_map(|row| table.rows.get(*row)).collect();
        let text = |cell: &Cell, column: usize| {
            table.columns.get(column).map(|column| cell_text(cell, column, table)).unwrap_or_default()
        };
        let names = rows.iter().map(|row| row.cells.first().map(|cell| text(cell, 0)).unwrap_or_default());
        // Of states the best is the darkest.
        let looks = if chart.kind == ChartKind::Stacks { [1, 0, 2, 3] } else { [0, 1, 2, 3] };
        let series = chart.series.iter().enumerate().map(|(at, column)| {
            let cells = || rows.iter().filter_map(|row| row.cells.get(*column));
            Series {
                look: looks.get(at).copied().unwrap_or(at),
                name: table.columns.get(*column).map(|one| one.heading.clone()).unwrap_or_default(),
                values: cells().map(|cell| value(cell, table)).collect(),
                written: cells().map(|cell| text(cell, *column)).collect(),
            }
        });
        Shown { axis: chart.axis.clone(), names: names.collect(), series: series.collect() }
    }

    /// The least and the greatest value, zero among them.
    fn reach(&self) -> (f32, f32) {
        let values = self.series.iter().flat_map(|series| &series.values).flatten();
        values.fold((0.0, 0.0), |(low, high), value| (value.min(low), value.max(high)))
    }
}

/// A value in the table's unit: only for drawing.
fn value(cell: &Cell, table: &Table) -> Option<f32> {
    match cell {
        Cell::Amount(figure) => Some((figure.value.ore() as f64 / table.unit.ore() as f64) as f32),
        Cell::Number(Quantity { value, .. }) | Cell::Percent(Quantity { value, .. }) => value.to_f32(),
        _ => None,
    }
}

/// What is drawn on.
struct Sheet {
    width: f32,
    height: f32,
    marks: Vec<Drawn>,
}

impl Sheet {
    /// A line of text with its top at `y`.
    fn text(&mut self, x: f32, y: f32, text: &str, style: Style) -> Result<(), Error> {
        let line = Line { width: natural(text, style)?, text: text.to_string() };
        self.marks.push(Drawn::Text { x, y, line, style });
        Ok(())
    }

    fn line(&mut self, x: f32, y: f32, line: Line, style: Style) {
        self.marks.push(Drawn::Text { x, y, line, style });
    }

    fn shape(&mut self, points: Vec<(f32, f32)>, fill: Rgb) {
        self.marks.push(Drawn::Shape { points, fill });
    }

    fn rectangle(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), fill: Rgb) {
        self.shape(vec![(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill);
    }

    /// A straight stroke.
    fn stroke(&mut self, from: (f32, f32), to: (f32, f32), thickness: f32, colour: Rgb) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy);
        if length > 0.0 {
            let (nx, ny) = (-dy / length * thickness / 2.0, dx / length * thickness / 2.0);
            self.shape(
                vec![
                    (from.0 + nx, from.1 + ny),
                    (to.0 + nx, to.1 + ny),
                    (to.0 - nx, to.1 - ny),
                    (from.0 - nx, from.1 - ny),
                ],
                colour,
            );
        }
    }

    /// A bar of a series: filled, with an outline.
    fn bar(&mut self, series: usize, (x, y): (f32, f32), (width, height): (f32, f32)) {
        let Look { fill, .. } = look(series);
        self.rectangle((x, y), (width, height), ACCENT);
        let (inner_width, inner_height) = (width - 2.0 * OUTLINE, height - 2.0 * OUTLINE);
        if inner_width > 0.0 && inner_height > 0.0 {
            self.rectangle((x + OUTLINE, y + OUTLINE), (inner_width, inner_height), fill);
        }
    }

    /// The names of the series beside their squares, from the top; what room they take.
    fn legend(&mut self, shown: &Shown) -> Result<f32, Error> {
        if shown.series.len() < 2 {
            return Ok(0.0);
        }
        let (mut x, mut y) = (0.0, 0.0);
        for series in &shown.series {
            let wide = SWATCH + 4.0 + natural(&series.name, CHART)? + 14.0;
            if x + wide > self.width && x > 0.0 {
                (x, y) = (0.0, y + CHART.leading);
            }
            self.bar(series.look, (x, y + (CHART.leading - SWATCH) / 2.0), (SWATCH, SWATCH));
            self.text(x + SWATCH + 4.0, y, &series.name, CHART)?;
            x += wide;
        }
        Ok(y + CHART.leading + 6.0)
    }

    /// The unit of the axis, above it.
    fn unit(&mut self, shown: &Shown, y: f32) -> Result<f32, Error> {
        self.text(0.0, y, &shown.axis, CHART.coloured(MUTED))?;
        Ok(y + CHART.leading)
    }

    /// The names of the rows below their places, which are so wide; where they end.
    fn names(&mut self, shown: &Shown, left: f32, slot: f32, y: f32) -> Result<f32, Error> {
        let mut most = 1;
        for (row, name) in shortened(&shown.names, slot - 2.0)?.iter().enumerate() {
            let lines = wrap(name, CHART, slot - 2.0, Hyphens::IfNeeded)?;
            most = most.max(lines.len());
            for (at, line) in lines.into_iter().enumerate() {
                let x = left + slot * (row as f32 + 0.5) - line.width / 2.0;
                self.line(x, y + CHART.leading * at as f32, line, CHART.coloured(MUTED));
            }
        }
        Ok(y + CHART.leading * most as f32)
    }

    fn hairline(&mut self, from: (f32, f32), to: (f32, f32)) {
        self.stroke(from, to, HAIRLINE, RULE);
    }
}

/// How a series looks.
struct Look {
    fill: Rgb,
    /// Of text on the fill.
    on_fill: Rgb,
    line: Rgb,
    thickness: f32,
    /// Lengths of dash and gap; whole when there is none.
    dash: Option<(f32, f32)>,
}

fn look(series: usize) -> Look {
    let (fill, on_fill, line, thickness, dash) = match series {
        0 => (BUDGET, INK, MUTED, 1.4, Some((5.0, 3.0))),
        1 => (ACCENT, PAPER, ACCENT, 2.2, None),
        2 => (PAPER, INK, INK, 0.9, Some((1.2, 2.4))),
        _ => (RULE, INK, FORECAST, 1.2, None),
    };
    Look { fill, on_fill, line, thickness, dash }
}

/// Names cut to three letters where that keeps them apart and they are wider than their room, as months are.
fn shortened(names: &[String], room: f32) -> Result<Vec<String>, Error> {
    let mut fits = true;
    for name in names {
        fits &= natural(name, CHART)? <= room;
    }
    if fits {
        return Ok(names.to_vec());
    }
    let cut: Vec<String> = names.iter().map(|name| name.chars().take(3).collect()).collect();
    let mut sorted = cut.clone();
    sorted.sort_unstable();
    let apart = sorted.windows(2).all(|pair| pair[0] != pair[1]);
    Ok(if apart { cut } else { names.to_vec() })
}
