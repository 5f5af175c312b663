//! The look of the PDF: page and type sizes as tokens, nowhere else. Rgbs are shared with the workbooks.

use crate::write::look::{ACCENT, INK, MUTED, Rgb, WORSE};

/// Points of one millimetre.
pub const MM: f32 = 72.0 / 25.4;

/// A4, portrait.
pub const PAGE_SHORT: f32 = 210.0 * MM;
pub const PAGE_LONG: f32 = 297.0 * MM;
/// Outer margins; the inner one leaves room for binding.
pub const MARGIN: f32 = 22.0 * MM;
pub const MARGIN_INNER: f32 = 25.0 * MM;
/// Baselines of the running head and of the last line of the foot, from the paper's edges.
pub const HEAD_BASELINE: f32 = 13.0 * MM;
pub const FOOT_BASELINE: f32 = 11.0 * MM;
/// Air between the furniture of the page and the body.
pub const FURNITURE_GAP: f32 = 10.0;

/// Prose is not set wider than this: about 85 characters.
pub const MEASURE: f32 = 410.0;
/// One step of row depth.
pub const INDENT: f32 = 3.0 * MM;

/// The two weights of Source Sans 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Regular,
    SemiBold,
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub weight: Weight,
    pub size: f32,
    pub leading: f32,
    pub colour: Rgb,
}

const fn style(weight: Weight, size: f32, leading: f32, colour: Rgb) -> Style {
    Style { weight, size, leading, colour }
}

pub const TITLE: Style = style(Weight::SemiBold, 30.0, 36.0, INK);
pub const SUBTITLE: Style = style(Weight::Regular, 16.0, 22.0, INK);
pub const ORGANISATION: Style = style(Weight::SemiBold, 12.0, 16.0, ACCENT);
pub const STATUS: Style = style(Weight::SemiBold, 14.0, 20.0, WORSE);
pub const MARKING: Style = style(Weight::SemiBold, 11.0, 15.0, INK);
pub const COVER: Style = style(Weight::Regular, 11.0, 16.0, INK);

pub const H1: Style = style(Weight::SemiBold, 20.0, 26.0, INK);
pub const H2: Style = style(Weight::SemiBold, 14.0, 18.0, INK);
pub const H3: Style = style(Weight::SemiBold, 11.0, 15.0, INK);
pub const BODY: Style = style(Weight::Regular, 10.0, 14.0, INK);
pub const NOTE: Style = style(Weight::Regular, 8.0, 11.0, MUTED);
pub const CAPTION: Style = style(Weight::SemiBold, 9.0, 13.0, INK);
pub const UNIT: Style = style(Weight::Regular, 8.0, 13.0, MUTED);
pub const RUNNING: Style = style(Weight::Regular, 8.0, 11.0, MUTED);
pub const RUNNING_MARK: Style = style(Weight::SemiBold, 8.0, 11.0, INK);
pub const CONTENTS_1: Style = style(Weight::SemiBold, 10.0, 14.0, INK);
pub const CONTENTS_2: Style = style(Weight::Regular, 10.0, 14.0, INK);

pub const KEY_LABEL: Style = style(Weight::Regular, 8.5, 11.0, MUTED);
pub const KEY_VALUE: Style = style(Weight::SemiBold, 16.0, 20.0, ACCENT);
pub const KEY_VALUE_SMALL: Style = style(Weight::SemiBold, 12.0, 16.0, ACCENT);
pub const KEY_BELOW: Style = style(Weight::Regular, 8.0, 10.5, MUTED);

/// Words and numbers of a chart.
pub const CHART: Style = style(Weight::Regular, 8.0, 10.5, INK);

/// Table text, and the step down for a table that does not fit.
pub const TABLE: Style = style(Weight::Regular, 9.0, 12.0, INK);
pub const TABLE_SMALL: Style = style(Weight::Regular, 8.0, 10.5, INK);

/// Thicknesses of rules.
pub const HAIRLINE: f32 = 0.4;
pub const SUBTOTAL_RULE: f32 = 0.6;
pub const TOTAL_RULE: f32 = 1.0;

impl Style {
    pub const fn semibold(self) -> Style {
        Style { weight: Weight::SemiBold, ..self }
    }

    pub const fn coloured(self, colour: Rgb) -> Style {
        Style { colour, ..self }
    }

    /// From the top of a line to its baseline, so that ascenders and descenders share the leading evenly.
    pub fn drop(self) -> f32 {
        (self.leading + self.size * (ASCENT - DESCENT)) / 2.0
    }
}

/// How far ink reaches over and under the baseline, in sizes: accents on capitals, and descenders.
pub const ASCENT: f32 = 0.87;
pub const DESCENT: f32 = 0.25;
