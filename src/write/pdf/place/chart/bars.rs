//! Bars: beside each other over rows, lying a row each, or one after the other in a row.

use super::scale::Scale;
use super::{CHART, Error, Hyphens, MUTED, Sheet, Shown, look, natural, wrap};

const HEIGHT: f32 = 150.0;
/// A lying bar, and the air between two rows.
const THICK: f32 = 9.0;
const AIR: f32 = 7.0;
/// The names of lying bars take at most so much of the width.
const NAMES: f32 = 0.34;
const GAP: f32 = 5.0;
/// Of a row's room, what its standing bars fill.
const FILLED: f32 = 0.72;

pub fn standing(sheet: &mut Sheet, shown: &Shown) -> Result<(), Error> {
    let top = sheet.legend(shown)?;
    let top = sheet.unit(shown, top)? + CHART.leading / 2.0;
    let scale = Scale::of(shown.reach());
    let right = sheet.width;
    let left = scale.draw(sheet, top, HEIGHT, right)?;
    let slot = (right - left) / shown.names.len().max(1) as f32;
    let wide = slot * FILLED / shown.series.len().max(1) as f32;
    let y = |value: f32| top + HEIGHT * (1.0 - scale.share(value));
    for (at, series) in shown.series.iter().enumerate() {
        for (row, value) in series.values.iter().enumerate() {
            let Some(value) = value else { continue };
            let x = left + slot * (row as f32 + (1.0 - FILLED) / 2.0) + wide * at as f32;
            let (high, low) = (y(value.max(0.0)), y(value.min(0.0)));
            sheet.bar(series.look, (x, high), (wide, low - high));
        }
    }
    let zero = y(0.0);
    sheet.stroke((left, zero), (right, zero), 0.8, MUTED);
    sheet.height = sheet.names(shown, left, slot, top + HEIGHT + 4.0)?;
    Ok(())
}

pub fn lying(sheet: &mut Sheet, shown: &Shown) -> Result<(), Error> {
    let mut y = sheet.legend(shown)?;
    y = sheet.unit(shown, y)? + 2.0;
    let names = names_room(sheet, shown)?;
    // Each bar has its amount behind its end: room for the widest on the sides that have bars.
    let mut widest: f32 = 0.0;
    for written in shown.series.iter().flat_map(|series| &series.written) {
        widest = widest.max(natural(written, CHART)?);
    }
    let (low, high) = shown.reach();
    let side = |there: bool| if there { widest + GAP } else { 0.0 };
    let (left, right) = (names + GAP + side(low < 0.0), sheet.width - side(high > 0.0));
    let x = |value: f32| left + (right - left) * (value - low) / (high - low).max(f32::MIN_POSITIVE);
    let (zero, from) = (x(0.0), y);
    for (row, name) in shown.names.iter().enumerate() {
        let lines = wrap(name, CHART, names, Hyphens::IfNeeded)?;
        let bars = THICK * shown.series.len() as f32;
        let height = bars.max(CHART.leading * lines.len() as f32);
        let text = y + (height - CHART.leading * lines.len() as f32) / 2.0;
        for (at, line) in lines.into_iter().enumerate() {
            sheet.line(0.0, text + CHART.leading * at as f32, line, CHART);
        }
        let mut bar = y + (height - bars) / 2.0;
        for series in &shown.series {
            if let (Some(Some(value)), Some(written)) = (series.values.get(row), series.written.get(row)) {
                let (begin, end) = (x(value.min(0.0)), x(value.max(0.0)));
                sheet.bar(series.look, (begin, bar), (end - begin, THICK - 1.0));
                let wide = natural(written, CHART)?;
                let at = if *value < 0.0 { begin - wide - GAP } else { end + GAP };
                sheet.text(at, bar + (THICK - 1.0 - CHART.leading) / 2.0, written, CHART)?;
            }
            bar += THICK;
        }
        y += height + AIR;
    }
    sheet.stroke((zero, from - 2.0), (zero, y - AIR + 2.0), 0.8, MUTED);
    sheet.height = y;
    Ok(())
}

pub fn stacked(sheet: &mut Sheet, shown: &Shown) -> Result<(), Error> {
    const HIGH: f32 = 15.0;
    let mut y = sheet.legend(shown)?;
    let names = names_room(sheet, shown)?;
    let left = names + GAP;
    // What is below nothing has no length.
    let above = |at: usize, row: usize| {
        shown.series.get(at)?.values.get(row).copied().flatten().filter(|value| *value > 0.0)
    };
    let sum = |row: usize| (0..shown.series.len()).filter_map(|at| above(at, row)).sum::<f32>();
    let most = (0..shown.names.len()).map(sum).fold(f32::MIN_POSITIVE, f32::max);
    for (row, name) in shown.names.iter().enumerate() {
        let lines = wrap(name, CHART, names, Hyphens::IfNeeded)?;
        let height = HIGH.max(CHART.leading * lines.len() as f32);
        let text = y + (height - CHART.leading * lines.len() as f32) / 2.0;
        for (at, line) in lines.into_iter().enumerate() {
            sheet.line(0.0, text + CHART.leading * at as f32, line, CHART);
        }
        let mut x = left;
        for (at, series) in shown.series.iter().enumerate() {
            let Some(value) = above(at, row) else { continue };
            let wide = (sheet.width - left) * value / most;
            sheet.bar(series.look, (x, y + (height - HIGH) / 2.0), (wide, HIGH));
            let written = series.written.get(row).map_or("", String::as_str);
            let style = CHART.coloured(look(series.look).on_fill).semibold();
            let text = x + (wide - natural(written, style)?) / 2.0;
            sheet.text(text, y + (height - CHART.leading) / 2.0, written, style)?;
            x += wide;
        }
        y += height + AIR;
    }
    sheet.height = y;
    Ok(())
}

/// Room for the names at the left.
fn names_room(sheet: &Sheet, shown: &Shown) -> Result<f32, Error> {
    let mut widest: f32 = 0.0;
    for name in &shown.names {
        widest = widest.max(natural(name, CHART)?);
    }
    Ok(widest.min(sheet.width * NAMES))
}
