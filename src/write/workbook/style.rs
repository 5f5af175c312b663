//! Formats by role: what a line, a head cell and a cell of a row look like.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::doc::{AmountUnit, Cell, ColumnKind, Role};
use crate::domain::goal::{RatingShape, Trend};
use crate::text;
use crate::write::look::{self, Rgb};

use super::letters::Face;
use super::plan::LineRole;

/// Shown by the reader's own program with its own grouping and decimal sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberFormat {
    /// Typed as text: what starts with `=` or has leading zeros stays as it is, also when the cell is edited.
    Text,
    /// Amounts and other numbers.
    Amount(Decimals),
    /// With their sign always shown.
    Signed(Decimals),
    /// In mkr with the unit behind, for key figures.
    AmountMkr,
    SignedMkr,
    Percent(Decimals),
    /// A number, or per cent, that is shown as zero: without sign.
    Zero(Decimals),
    ZeroPercent(Decimals),
    Date,
    General,
}

pub type Decimals = u8;

impl NumberFormat {
    fn code(self) -> String {
        match self {
            NumberFormat::Text => "@".to_string(),
            NumberFormat::Amount(decimals) => {
                let digits = digits(decimals);
                format!("{digits};\"−\"{digits}")
            }
            NumberFormat::AmountMkr => {
                let (digits, unit) = (digits(1), text::table::unit(AmountUnit::Mkr));
                format!("{digits}\"\u{a0}{unit}\";\"−\"{digits}\"\u{a0}{unit}\"")
            }
            NumberFormat::SignedMkr => {
                let (digits, zero, unit) = (digits(1), zero(1), text::table::unit(AmountUnit::Mkr));
                let unit = format!("\"\u{a0}{unit}\"");
                format!("+{digits}{unit};\"−\"{digits}{unit};{zero}{unit}")
            }
            NumberFormat::Signed(decimals) => {
                let digits = digits(decimals);
                format!("+{digits};\"−\"{digits};{}", zero(decimals))
            }
            NumberFormat::Percent(decimals) => {
                let digits = digits(decimals);
                format!("{digits}\"\u{a0}\"%;\"−\"{digits}\"\u{a0}\"%")
            }
            NumberFormat::Zero(decimals) => {
                let zero = zero(decimals);
                format!("{zero};{zero};{zero}")
            }
            NumberFormat::ZeroPercent(decimals) => {
                let zero = format!("{}\"\u{a0}\"%", zero(decimals));
                format!("{zero};{zero};{zero}")
            }
            NumberFormat::Date => "yyyy\\-mm\\-dd".to_string(),
            NumberFormat::General => "General".to_string(),
        }
    }
}

fn digits(decimals: Decimals) -> String {
    if decimals == 0 { "#,##0".to_string() } else { format!("#,##{}", zero(decimals)) }
}

fn zero(decimals: Decimals) -> String {
    if decimals == 0 { "0".to_string() } else { format!("0.{}", "0".repeat(decimals.into())) }
}

/// Decimals an amount is shown with.
pub fn amount_decimals(unit: AmountUnit) -> Decimals {
    match unit {
        AmountUnit::Mkr => 1,
        AmountUnit::KrOre => 2,
        AmountUnit::Kr | AmountUnit::Tkr | AmountUnit::None => 0,
    }
}

/// For amounts that are shown as zero: no sign, whichever side of zero they are on.
pub fn plain_zero(unit: AmountUnit) -> Format {
    Format::new().set_num_format(NumberFormat::Zero(amount_decimals(unit)).code())
}

/// What decides the look of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    Line(LineRole),
    Head { first: bool, side: Side, indent: u8 },
    Row { role: RoleKey, indent: u8, side: Side, ink: Ink, number: NumberFormat },
    KeyLabel,
    KeyValue { number: NumberFormat, ink: Ink },
    KeyBelow,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Left,
    Right,
    Centre,
}

impl From<ColumnKind> for Side {
    fn from(kind: ColumnKind) -> Side {
        match kind {
            ColumnKind::Text { .. } | ColumnKind::Key => Side::Left,
            ColumnKind::Amount | ColumnKind::Signed | ColumnKind::Number => Side::Right,
            ColumnKind::Word => Side::Centre,
        }
    }
}

/// Colour and slant of a cell's own text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    Plain,
    /// What should be there and is not.
    Missing,
    State(RatingShape),
    Trend(Trend),
    Link,
}

impl Ink {
    pub fn of(cell: &Cell) -> Ink {
        match cell {
            Cell::Missing(_) => Ink::Missing,
            Cell::State { shape, .. } => Ink::State(*shape),
            Cell::Trend { trend, .. } => Ink::Trend(*trend),
            Cell::Link { .. } => Ink::Link,
            _ => Ink::Plain,
        }
    }
}

/// [`Role`], in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoleKey {
    Group,
    Item,
    Subtotal,
    Total,
    Memo,
}

impl From<Role> for RoleKey {
    fn from(role: Role) -> RoleKey {
        match role {
            Role::Group => RoleKey::Group,
            Role::Item => RoleKey::Item,
            Role::Subtotal => RoleKey::Subtotal,
            Role::Total => RoleKey::Total,
            Role::Memo => RoleKey::Memo,
        }
    }
}

/// The formats of a sheet, each built once.
#[derive(Default)]
pub struct Formats {
    built: BTreeMap<Style, Format>,
}

impl Formats {
    pub fn get(&mut self, style: Style) -> &Format {
        self.built.entry(style).or_insert_with(|| build(style))
    }
}

fn build(style: Style) -> Format {
    let base = Format::new().set_font_color(colour(look::INK)).set_align(FormatAlign::Top);
    match style {
        Style::Line(role) => line(base.set_text_wrap(), role),
        Style::Head { first, side, indent } => head(first, side).set_indent(indent),
        Style::Row { role, indent, side, ink, number } => {
            let format = numbered(row(base, role).set_text_wrap().set_indent(indent), number);
            inked(sided(format, side), ink)
        }
        Style::KeyLabel => banded(base).set_text_wrap(),
        Style::KeyValue { number, ink } => {
            let format = numbered(banded(base).set_bold().set_font_size(14), number);
            inked(sided(format, Side::Left), ink)
        }
        Style::KeyBelow => banded(base).set_text_wrap().set_font_color(colour(look::MUTED)),
    }
}

fn line(base: Format, role: LineRole) -> Format {
    let accent = colour(look::ACCENT);
    let face = line_face(role);
    let base = base.set_font_size(face.points);
    let base = if face.bold { base.set_bold() } else { base };
    match role {
        LineRole::Title => base
            .set_font_color(accent)
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(accent),
        LineRole::Origin => base.set_font_color(colour(look::MUTED)).set_align(FormatAlign::Bottom),
        LineRole::Status => base.set_font_color(accent),
        LineRole::Heading(_) => base.set_font_color(accent).set_align(FormatAlign::Bottom),
        LineRole::Marking => base.set_font_color(colour(look::WORSE)),
        LineRole::Caption => base.set_align(FormatAlign::Bottom),
        LineRole::Cover | LineRole::Body => base,
        LineRole::Item => base.set_indent(line_indent(role)),
        LineRole::Quote => base.set_italic().set_indent(line_indent(role)),
        LineRole::Note => base.set_font_color(colour(look::MUTED)).set_align(FormatAlign::Bottom),
    }
}

/// Points of a line of text in this role, for rows whose height the program must set itself.
pub fn line_height(role: LineRole) -> u32 {
    match role {
        LineRole::Title => 26,
        LineRole::Heading(2) => 22,
        LineRole::Heading(_) => 18,
        LineRole::Note => 14,
        _ => 15,
    }
}

/// Points that a line in this role keeps to the one above: to the rule under the title, which may stand right above it
/// where a page begins, or to the last row of a table.
pub fn line_air(role: LineRole) -> u32 {
    match role {
        LineRole::Origin => 4,
        LineRole::Caption | LineRole::Heading(_) => 6,
        LineRole::Note => 2,
        _ => 0,
    }
}

/// How the text of a line is set.
pub fn line_face(role: LineRole) -> Face {
    let (points, bold) = match role {
        LineRole::Title => (18, true),
        LineRole::Heading(2) => (14, true),
        LineRole::Heading(_) => (12, true),
        LineRole::Note => (10, false),
        LineRole::Status | LineRole::Marking | LineRole::Caption => (11, true),
        _ => (11, false),
    };
    Face { points, bold }
}

/// Steps that a line stands in.
pub fn line_indent(role: LineRole) -> u8 {
    match role {
        LineRole::Quote => 2,
        LineRole::Item => 1,
        _ => 0,
    }
}

fn head(first: bool, side: Side) -> Format {
    let format = banded(Format::new())
        .set_bold()
        .set_font_color(colour(look::ACCENT))
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(colour(look::ACCENT))
        .set_align(FormatAlign::Bottom)
        .set_text_wrap()
        .set_num_format(NumberFormat::Text.code());
    sided(format, if first { Side::Left } else { side })
}

fn row(base: Format, role: RoleKey) -> Format {
    let base = base.set_align(FormatAlign::VerticalCenter);
    let ruled = base.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(colour(look::RULE));
    match role {
        RoleKey::Item => ruled,
        RoleKey::Group => ruled.set_bold(),
        RoleKey::Subtotal => {
            ruled.set_bold().set_border_top(FormatBorder::Thin).set_border_top_color(colour(look::MUTED))
        }
        RoleKey::Total => {
            ruled.set_bold().set_border_top(FormatBorder::Medium).set_border_top_color(colour(look::ACCENT))
        }
        RoleKey::Memo => ruled.set_italic().set_font_color(colour(look::MUTED)),
    }
}

fn numbered(format: Format, number: NumberFormat) -> Format {
    if number == NumberFormat::General { format } else { format.set_num_format(number.code()) }
}

fn banded(format: Format) -> Format {
    format.set_background_color(colour(look::TINT))
}

fn sided(format: Format, side: Side) -> Format {
    format.set_align(match side {
        Side::Left => FormatAlign::Left,
        Side::Right => FormatAlign::Right,
        Side::Centre => FormatAlign::Center,
    })
}

fn inked(format: Format, ink: Ink) -> Format {
    match ink {
        Ink::Plain => format,
        Ink::Missing => format.set_italic().set_font_color(colour(look::MUTED)),
        Ink::State(shape) => format.set_bold().set_font_color(colour(look::state_colour(shape))),
        Ink::Link => format.set_underline(FormatUnderline::Single).set_font_color(colour(look::ACCENT)),
        Ink::Trend(Trend::Better) => format.set_font_color(colour(look::BETTER)),
        Ink::Trend(Trend::Worse) => format.set_font_color(colour(look::WORSE)),
        Ink::Trend(Trend::Same) => format.set_font_color(colour(look::MUTED)),
    }
}

pub fn colour(rgb: Rgb) -> Color {
    Color::RGB(rgb.hex())
}
