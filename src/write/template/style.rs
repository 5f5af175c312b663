//! The cell formats of a template.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};

use super::colour;
use crate::domain::money::KronorUnit;
use crate::form::{Kind, RowRole, Show, number_format};
use crate::write::look;

/// A text of more characters is a long account.
const LONG: u16 = 500;

pub struct Styles {
    pub heading: Format,
    pub code: Format,
    pub marking: Format,
    pub line: Format,
    amount: String,
    signed: String,
    base: Format,
}

impl Styles {
    pub fn new(unit: KronorUnit) -> Styles {
        let base = Format::new().set_font_name("Calibri").set_font_size(11).set_font_color(colour(look::INK));
        Styles {
            heading: base.clone().set_bold().set_font_size(16).set_font_color(colour(look::ACCENT)),
            code: base.clone().set_font_size(9).set_font_color(colour(look::MUTED)),
            marking: base.clone().set_bold().set_font_color(colour(look::FORECAST)),
            line: base.clone().set_align(FormatAlign::VerticalCenter),
            amount: number_format::amount(unit),
            signed: number_format::signed(unit),
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
            Show::Text | Show::Word => format.set_text_wrap(),
            Show::Amount => format.set_num_format(&self.amount),
            Show::Signed => format.set_num_format(&self.signed),
            Show::Number => format.set_num_format(number_format::number(decimals)),
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

    /// Over the words of what is left: nothing is.
    pub fn ready(&self) -> Format {
        Format::new().set_font_color(colour(look::BETTER))
    }

    /// Over the words of what is left: told, and nothing to do.
    pub fn told(&self) -> Format {
        Format::new().set_font_color(colour(look::MUTED))
    }

    /// The name of a sheet that a click leads to.
    pub fn link(&self) -> Format {
        self.shown(Show::Text, RowRole::Item, 0)
            .set_font_color(colour(look::ACCENT))
            .set_underline(FormatUnderline::Single)
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
        let format = match number_format::of_field(kind, show) {
            Some(code) => format.set_num_format(code),
            None => format,
        };
        match kind {
            // A few lines stand in the middle of their row, clear of the rules above and below; a long account does not.
            Kind::Text { most } if *most > LONG => format.set_text_wrap().set_align(FormatAlign::Top),
            Kind::Text { .. } => format.set_text_wrap(),
            _ => format,
        }
    }
}

/// Texts and figures keep clear of the cell's edge.
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
