//! The drawing layer: what a page needs to be drawn, and printpdf's operators behind it. Another backend would replace
//! this file.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, LinePoint, Op, PaintMode, PdfFontHandle, Point, Polygon, PolygonRing, Pt,
    Rgb, TextItem, WindingOrder, XObjectTransform,
};

use super::{fonts, pictures, utf16};
use crate::domain::picture::{self, Content, Outline, Picture};
use crate::text::pdf::spelt_out;
use crate::write::look;
use crate::write::pdf::Error;
use crate::write::pdf::font::font;
use crate::write::pdf::look::Weight;
use crate::write::pdf::placed::{Artifact, Text};

/// A closed outline to be filled; `y` counts downwards from the top of the page.
#[derive(Clone, Debug)]
pub struct Path {
    /// The rings of the outline; a ring inside another is a hole.
    pub rings: Vec<Vec<PathPoint>>,
}

/// A point of an outline; two control points stand before the end of a curve.
#[derive(Clone, Copy, Debug)]
pub struct PathPoint {
    pub x: f32,
    pub y: f32,
    pub control: bool,
}

impl Path {
    fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Path {
        let corner = |x, y| PathPoint { x, y, control: false };
        let (right, below) = (x + width, y + height);
        Path { rings: vec![vec![corner(x, y), corner(right, y), corner(right, below), corner(x, below)]] }
    }
}

pub trait Canvas {
    /// Begins content that belongs to an element of the structure tree.
    fn begin(&mut self, tag: &str, mcid: i64);
    fn begin_artifact(&mut self, artifact: Artifact);
    fn end(&mut self);
    fn text(&mut self, text: &Text) -> Result<(), Error>;
    fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32, fill: look::Rgb);
    /// Filled, a ring inside another being a hole.
    fn path(&mut self, path: &Path, fill: look::Rgb);
    /// In the rectangle with this upper left corner; nothing is seen outside it.
    fn picture(&mut self, picture: &Picture, x: f32, y: f32, width: f32, height: f32);
}

/// printpdf's operators of one page. A colour or a font that is set already is not set again: half the operators of a page of
/// tables would be that, and each costs when it is written, packed and read back.
pub struct Operators {
    height: f32,
    ops: Vec<Op>,
    fill: Option<look::Rgb>,
    font: Option<(Weight, f32)>,
}

impl Operators {
    pub fn new(height: f32) -> Operators {
        Operators { height, ops: Vec::new(), fill: None, font: None }
    }

    pub fn finish(self) -> Vec<Op> {
        self.ops
    }

    fn point(&self, x: f32, y: f32) -> Point {
        Point { x: Pt(x), y: Pt(self.height - y) }
    }

    fn begin_with(&mut self, tag: &str, properties: &[(&str, DictItem)]) {
        let map: BTreeMap<String, DictItem> =
            properties.iter().map(|(key, value)| ((*key).to_string(), value.clone())).collect();
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_string(), properties });
    }

    fn fill(&mut self, colour: look::Rgb) {
        if self.fill.replace(colour) == Some(colour) {
            return;
        }
        let part = |value: u8| f32::from(value) / 255.0;
        let (r, g, b) = (part(colour.red), part(colour.green), part(colour.blue));
        self.ops.push(Op::SetFillColor { col: Color::Rgb(Rgb { r, g, b, icc_profile: None }) });
    }

    fn font(&mut self, weight: Weight, size: f32) {
        if self.font.replace((weight, size)) != Some((weight, size)) {
            let font = PdfFontHandle::External(fonts::id(weight));
            self.ops.push(Op::SetFont { font, size: Pt(size) });
        }
    }

    fn polygon(&mut self, path: &Path, mode: PaintMode, winding_order: WindingOrder) {
        let ring = |points: &Vec<PathPoint>| PolygonRing {
            points: points
                .iter()
                .map(|point| LinePoint { p: self.point(point.x, point.y), bezier: point.control })
                .collect(),
        };
        let rings = path.rings.iter().map(ring).collect();
        self.ops.push(Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order } });
    }

    /// A drawing in the rectangle with this corner and size; `scale` points to a step of its grid.
    fn outlines(
        &mut self,
        outlines: &[Outline],
        (x, y): (f32, f32),
        (width, height): (f32, f32),
        scale: f32,
    ) {
        self.ops.push(Op::SaveGraphicsState);
        self.polygon(&Path::rectangle(x, y, width, height), PaintMode::Clip, WindingOrder::EvenOdd);
        for outline in outlines {
            let place = |point: &picture::PathPoint| PathPoint {
                x: x + point.x as f32 * scale,
                y: y + point.y as f32 * scale,
                control: point.control,
            };
            let rings = outline.rings.iter().map(|ring| ring.iter().map(place).collect()).collect();
            let order = if outline.even_odd { WindingOrder::EvenOdd } else { WindingOrder::NonZero };
            self.fill(outline.fill);
            self.polygon(&Path { rings }, PaintMode::Fill, order);
        }
        self.ops.push(Op::RestoreGraphicsState);
        self.fill = None;
    }

    /// Letters where the last ones ended. A code says its own lowest character when read. What else is drawn with it (a soft
    /// hyphen with the hyphen's) says so by ActualText; white space that breaks is a space whatever its width.
    fn letters(&mut self, text: &str, weight: Weight) -> Result<(), Error> {
        let face = font(weight);
        let mut items = Vec::new();
        for character in text.chars() {
            let code = face.code(character)?;
            let says = face.character(code);
            if says == ' ' || says != character && says.is_whitespace() {
                items.push(drawn(code, ' '));
            } else if says.is_whitespace() {
                items.push(drawn(code, says));
            } else if says == character {
                say(&mut items, character);
            } else {
                self.show(&mut items);
                self.span("ActualText", &character.to_string());
                self.show(&mut vec![drawn(code, says)]);
                self.end();
            }
        }
        self.show(&mut items);
        Ok(())
    }

    /// Begins a part of a text that says something else than what is drawn.
    fn span(&mut self, key: &str, says: &str) {
        self.begin_with("Span", &[(key, DictItem::Bytes(utf16(says)))]);
    }

    fn show(&mut self, items: &mut Vec<TextItem>) {
        if !items.is_empty() {
            self.ops.push(Op::ShowText { items: std::mem::take(items) });
        }
    }
}

fn drawn(code: u16, says: char) -> TextItem {
    TextItem::GlyphIds(vec![Codepoint::with_cid(code, 0.0, says.to_string())])
}

/// Adds a character that its glyph says itself.
fn say(items: &mut Vec<TextItem>, character: char) {
    match items.last_mut() {
        Some(TextItem::Text(run)) => run.push(character),
        _ => items.push(TextItem::Text(character.to_string())),
    }
}

impl Canvas for Operators {
    fn begin(&mut self, tag: &str, mcid: i64) {
        self.begin_with(tag, &[("MCID", DictItem::Int(mcid))]);
    }

    fn begin_artifact(&mut self, artifact: Artifact) {
        let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
        let kind = if artifact == Artifact::Layout { "Layout" } else { "Pagination" };
        let mut properties = vec![("Type", name(kind))];
        match artifact {
            Artifact::RunningHead => properties.push(("Subtype", name("Header"))),
            Artifact::RunningFoot => properties.push(("Subtype", name("Footer"))),
            Artifact::Repeated | Artifact::Layout => {}
        }
        self.begin_with("Artifact", &properties);
    }

    fn end(&mut self) {
        self.ops.push(Op::EndMarkedContent);
    }

    /// An abbreviated unit carries what it is short for (ISO 32000-1, 14.9.5).
    fn text(&mut self, text: &Text) -> Result<(), Error> {
        self.fill(text.colour);
        self.ops.push(Op::StartTextSection);
        self.font(text.weight, text.size);
        self.ops.push(Op::SetTextCursor { pos: self.point(text.x, text.baseline) });
        for (part, long) in spelt_out(&text.text) {
            let Some(long) = long else {
                self.letters(part, text.weight)?;
                continue;
            };
            self.span("E", long);
            self.letters(part, text.weight)?;
            self.end();
        }
        self.ops.push(Op::EndTextSection);
        Ok(())
    }

    fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32, fill: look::Rgb) {
        self.path(&Path::rectangle(x, y, width, height), fill);
    }

    fn path(&mut self, path: &Path, fill: look::Rgb) {
        self.fill(fill);
        self.polygon(path, PaintMode::Fill, WindingOrder::EvenOdd);
    }

    fn picture(&mut self, picture: &Picture, x: f32, y: f32, width: f32, height: f32) {
        if let Content::Outlines(outlines) = &picture.content {
            self.outlines(outlines, (x, y), (width, height), width / picture.width as f32);
            return;
        }
        let corner = self.point(x, y + height);
        let transform = XObjectTransform {
            translate_x: Some(corner.x),
            translate_y: Some(corner.y),
            scale_x: Some(width),
            scale_y: Some(height),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.ops.push(Op::UseXobject { id: pictures::id(picture), transform });
    }
}
