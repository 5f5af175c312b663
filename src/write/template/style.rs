//! The cell formats of a template.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use super::colour;
use crate::form::{Kind, RowRole, Show};
use crate::write::look;

const AMOUNT: &str = "#,##0;\"−\"#,##0";
const SIGNED: &str = "+#,##0;\"−\"#,##0;0";
const DATE: &str = "yyyy\\-mm\\-dd";
const TEXT: &str = "@";

pub struct Styles {
    pub heading: Format,
    pub code: Format,
    pub marking: Format,
    pub line: Format,
    base: Format,
}

impl Styles {
    pub fn new() -> Styles {
        let base = Format::new().set_font_name("Calibri").set_font_size(11).set_font_color(colour(look::INK));
        Styles {
            heading: base.clone().set_bold().set_font_size(16).set_font_color(colour(look::ACCENT)),
            code: base.clone().set_font_size(9).set_font_color(colour(look::MUTED)),
            marking: base.clone().set_bold().set_font_color(colour(look::FORECAST)),
            line: base.clone().set_align(FormatAlign::VerticalCenter),
            base,
        }
    }

    pub fn header(&self, show: Show, input: bool) -> Format {
        let format = self
            .base
            .clone()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Bottom)
            .set_align(across(show))
            .set_indent(indent(show))
            .set_background_color(colour(look::TINT))
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(colour(look::ACCENT));
        // Weight and a rule mark the columns to fill in, not the colour alone.
        if input {
            format
                .set_font_color(colour(look::ACCENT))
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(colour(look::INPUT_BORDER))
        } else {
            format
        }
    }

    /// A locked cell.
    pub fn shown(&self, show: Show, role: RowRole, decimals: u8) -> Format {
        let format = self
            .base
            .clone()
            .set_align(FormatAlign::VerticalCenter)
            .set_align(across(show))
            .set_indent(indent(show))
            .set_border_bottom(FormatBorder::Hair)
            .set_border_bottom_color(colour(look::RULE));
        let format = match show {
            Show::Text => format.set_text_wrap(),
            Show::Word => format,
            Show::Amount => format.set_num_format(AMOUNT),
            Show::Signed => format.set_num_format(SIGNED),
            Show::Number => format.set_num_format(decimal_format(decimals)),
        };
        match role {
            RowRole::Item => format,
            RowRole::Remark | RowRole::Detail => format.set_font_color(colour(look::MUTED)),
            RowRole::Group => format.set_bold().set_background_color(colour(look::TINT)),
            RowRole::Total => format
                .set_bold()
                .set_border_top(FormatBorder::Thin)
                .set_border_top_color(colour(look::ACCENT)),
        }
    }

    /// What is left to do, in words.
    pub fn status(&self, role: RowRole) -> Format {
        self.shown(Show::Text, role, 0).set_bold().set_font_color(colour(look::FORECAST))
    }

    /// A comment that is demanded and missing.
    pub fn demanded(&self) -> Format {
        Format::new().set_background_color(colour(look::FAULTY))
    }

    pub fn input(&self, kind: &Kind, show: Show) -> Format {
        let format = self
            .base
            .clone()
            .set_unlocked()
            .set_align(FormatAlign::VerticalCenter)
            .set_align(across(show))
            .set_indent(indent(show))
            .set_background_color(colour(look::INPUT))
            .set_border(FormatBorder::Thin)
            .set_border_color(colour(look::INPUT_BORDER));
        match kind {
            Kind::Amount { .. } if show == Show::Signed => format.set_num_format(SIGNED),
            Kind::Amount { .. } => format.set_num_format(AMOUNT),
            Kind::Number { decimals, .. } => format.set_num_format(decimal_format(*decimals)),
            Kind::Date { .. } => format.set_num_format(DATE),
            // As text: "- färre vikarier" must not be taken for a formula.
            Kind::Text { .. } => format.set_num_format(TEXT).set_text_wrap(),
            Kind::Choice { .. } => format,
        }
    }
}

/// Text and figures keep clear of the cell's edge.
fn indent(show: Show) -> u8 {
    match show {
        Show::Word => 0,
        Show::Text | Show::Amount | Show::Signed | Show::Number => 1,
    }
}

fn across(show: Show) -> FormatAlign {
    match show {
        Show::Text => FormatAlign::Left,
        Show::Word => FormatAlign::Center,
        Show::Amount | Show::Signed | Show::Number => FormatAlign::Right,
    }
}

fn decimal_format(decimals: u8) -> String {
    let zeros = "0".repeat(usize::from(decimals));
    let part = if decimals == 0 { String::new() } else { format!(".{zeros}") };
    format!("#,##0{part};\"−\"#,##0{part}")
}
