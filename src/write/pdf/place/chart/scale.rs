//! The axis of amounts: round numbers from below the least to above the greatest value.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use super::{CHART, Error, MUTED, Sheet, natural};
use crate::text::format::number;

/// Round numbers on the axis, at most.
const MOST: f32 = 6.0;

pub struct Scale {
    low: f32,
    high: f32,
    step: f32,
}

impl Scale {
    pub fn of((low, high): (f32, f32)) -> Scale {
        let span = (high - low).max(f32::MIN_POSITIVE);
        let rough = span / MOST;
        let power = 10_f32.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|one| one * power).find(|step| *step >= rough);
        let step = step.unwrap_or(power * 10.0);
        Scale { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// How far up a value lies, from 0 to 1.
    pub fn share(&self, value: f32) -> f32 {
        (value - self.low) / (self.high - self.low).max(f32::MIN_POSITIVE)
    }

    fn ticks(&self) -> Vec<f32> {
        let count = ((self.high - self.low) / self.step).round() as usize;
        (0..=count).map(|at| self.low + self.step * at as f32).collect()
    }

    fn written(&self, value: f32) -> String {
        let decimals = if self.step < 1.0 { 1 } else { 0 };
        Decimal::from_f32(value).map(|value| number(value, decimals)).unwrap_or_default()
    }

    /// Draws lines and numbers of an upright axis from `top` over `height`; where the plot begins.
    pub fn draw(&self, sheet: &mut Sheet, top: f32, height: f32, right: f32) -> Result<f32, Error> {
        let ticks = self.ticks();
        let mut left: f32 = 0.0;
        for tick in &ticks {
            left = left.max(natural(&self.written(*tick), CHART)?);
        }
        for tick in ticks {
            let y = top + height * (1.0 - self.share(tick));
            let text = self.written(tick);
            let x = left - natural(&text, CHART)?;
            sheet.text(x, y - CHART.leading / 2.0, &text, CHART.coloured(MUTED))?;
            sheet.hairline((left + 5.0, y), (right, y));
        }
        Ok(left + 5.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn the_axis_goes_in_round_steps_past_the_values() {
        let scale = Scale::of((-4_128.0, 27_125.0));
        assert_eq!((scale.low, scale.high, scale.step), (-10_000.0, 30_000.0, 10_000.0));
        assert_eq!(scale.ticks(), [-10_000.0, 0.0, 10_000.0, 20_000.0, 30_000.0]);
        assert_eq!((scale.share(-10_000.0), scale.share(30_000.0)), (0.0, 1.0));
        let nothing = Scale::of((0.0, 0.0));
        assert!(nothing.share(0.0).is_finite());
    }
}
