//! Lines over rows, each named where it ends.

use super::scale::Scale;
use super::{CHART, Error, Hyphens, Line, Look, MUTED, Series, Sheet, Shown, look, wrap};

const HEIGHT: f32 = 150.0;
/// Room for the names at the right.
const NAMES: f32 = 108.0;
const GAP: f32 = 8.0;

pub fn draw(sheet: &mut Sheet, shown: &Shown) -> Result<(), Error> {
    let top = sheet.unit(shown, 0.0)? + CHART.leading / 2.0;
    let right = sheet.width - NAMES - GAP;
    let scale = Scale::of(shown.reach());
    let left = scale.draw(sheet, top, HEIGHT, right)?;
    let slot = (right - left) / shown.names.len().max(1) as f32;
    let x = |at: usize| left + slot * (at as f32 + 0.5);
    let y = |value: f32| top + HEIGHT * (1.0 - scale.share(value));
    let zero = y(0.0);
    sheet.stroke((left, zero), (right, zero), 0.8, MUTED);
    sheet.height = sheet.names(shown, left, slot, top + HEIGHT + 4.0)?;
    let mut ends = Vec::new();
    for series in &shown.series {
        let own = look(series.look);
        let points: Vec<(f32, f32)> =
            series.values.iter().enumerate().filter_map(|(at, value)| Some((x(at), y((*value)?)))).collect();
        follow(sheet, &points, &own);
        let Some(last) = points.last() else { continue };
        if points.len() == 1 {
            sheet.rectangle((last.0 - 3.0, last.1 - 3.0), (6.0, 6.0), own.line);
        }
        ends.push(End { from: *last, own, lines: named(series)?, y: 0.0 });
    }
    name(sheet, ends, right + GAP, (top, top + HEIGHT));
    Ok(())
}

/// A line through points, dashed by its own length.
fn follow(sheet: &mut Sheet, points: &[(f32, f32)], own: &Look) {
    let Some((dash, gap)) = own.dash else {
        for pair in points.windows(2) {
            sheet.stroke(pair[0], pair[1], own.thickness, own.line);
        }
        // Joints without notches.
        let half = own.thickness / 2.0;
        for (x, y) in points {
            sheet.rectangle((x - half, y - half), (own.thickness, own.thickness), own.line);
        }
        return;
    };
    let mut into = 0.0;
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let at =
            |part: f32| (from.0 + (to.0 - from.0) * part / length, from.1 + (to.1 - from.1) * part / length);
        let mut begin = -into;
        while begin < length {
            let (start, end) = (begin.max(0.0), (begin + dash).min(length));
            if end > start {
                sheet.stroke(at(start), at(end), own.thickness, own.line);
            }
            begin += dash + gap;
        }
        into = length - (begin - dash - gap);
    }
}

/// The end of a line and its name.
struct End {
    from: (f32, f32),
    own: Look,
    lines: Vec<Line>,
    y: f32,
}

impl End {
    fn height(&self) -> f32 {
        CHART.leading * self.lines.len() as f32
    }
}

/// The series' name and its last value.
fn named(series: &Series) -> Result<Vec<Line>, Error> {
    let last = series.values.iter().rposition(Option::is_some);
    let value = last.and_then(|at| series.written.get(at)).map_or("", String::as_str);
    wrap(&format!("{} {value}", series.name), CHART, NAMES, Hyphens::IfNeeded)
}

/// Puts the names beside the ends, pushed apart where they would cover each other, and joined to their lines.
fn name(sheet: &mut Sheet, mut ends: Vec<End>, x: f32, (top, bottom): (f32, f32)) {
    ends.sort_by(|a, b| a.from.1.total_cmp(&b.from.1));
    let mut free = top - CHART.leading / 2.0;
    for end in &mut ends {
        end.y = (end.from.1 - end.height() / 2.0).max(free);
        free = end.y + end.height() + 2.0;
    }
    let mut limit = bottom + CHART.leading;
    for end in ends.iter_mut().rev() {
        end.y = end.y.min(limit - end.height());
        limit = end.y - 2.0;
    }
    for end in ends {
        let middle = end.y + end.height() / 2.0;
        join(sheet, end.from, (x - 3.0, middle));
        let style = CHART.coloured(end.own.line);
        for (at, line) in end.lines.into_iter().enumerate() {
            sheet.line(x, end.y + CHART.leading * at as f32, line, style);
        }
    }
}

/// From the end of a line to its name: thin, pale and level until close to the name, for a slope or dots would look like more
/// of the line.
fn join(sheet: &mut Sheet, (from, level): (f32, f32), (to, name): (f32, f32)) {
    let turn = (to - GAP).max(from);
    sheet.hairline((from, level), (turn, level));
    sheet.hairline((turn, level), (to, name));
}
