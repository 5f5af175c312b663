//! The drawing layer: what a page needs to be drawn, and printpdf's operators behind it. Another backend would replace
//! this file.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, LinePoint, Op, PaintMode, PdfFontHandle, Point, Polygon, PolygonRing, Pt,
    Rgb, TextItem, WindingOrder, XObjectTransform,
};

use super::{fonts, pictures, utf16};
use crate::domain::picture::Picture;
use crate::write::look;
use crate::write::pdf::Error;
use crate::write::pdf::font::font;
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

pub trait Canvas {
    /// Begins content that belongs to an element of the structure tree.
    fn begin(&mut self, tag: &str, mcid: i64);
    fn begin_artifact(&mut self, artifact: Artifact);
    fn end(&mut self);
    fn text(&mut self, text: &Text) -> Result<(), Error>;
    fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32, fill: look::Rgb);
    fn path(&mut self, path: &Path, fill: look::Rgb);
    fn picture(&mut self, picture: &Picture, x: f32, y: f32, width: f32, height: f32);
}

/// printpdf's operators of one page.
pub struct Operators {
    height: f32,
    ops: Vec<Op>,
}

impl Operators {
    pub fn new(height: f32) -> Operators {
        Operators { height, ops: Vec::new() }
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
        let part = |value: u8| f32::from(value) / 255.0;
        let (r, g, b) = (part(colour.red), part(colour.green), part(colour.blue));
        self.ops.push(Op::SetFillColor { col: Color::Rgb(Rgb { r, g, b, icc_profile: None }) });
    }

    fn show(&mut self, glyphs: &mut Vec<Codepoint>) {
        if !glyphs.is_empty() {
            let items = vec![TextItem::GlyphIds(std::mem::take(glyphs))];
            self.ops.push(Op::ShowText { items });
        }
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

    /// A glyph says its own lowest character when read. What else is drawn with it (a soft hyphen with the hyphen's)
    /// says so by ActualText; white space is a space whatever its width.
    fn text(&mut self, text: &Text) -> Result<(), Error> {
        let face = font(text.weight);
        let handle = PdfFontHandle::External(fonts::id(text.weight));
        self.fill(text.colour);
        self.ops.push(Op::StartTextSection);
        self.ops.push(Op::SetFont { font: handle, size: Pt(text.size) });
        self.ops.push(Op::SetTextCursor { pos: self.point(text.x, text.baseline) });
        let mut glyphs = Vec::new();
        for character in text.text.chars() {
            let glyph = face.glyph(character)?;
            let says = face.character(glyph);
            let read = if says.is_whitespace() { ' ' } else { says };
            let codepoint = Codepoint::with_cid(glyph, 0.0, read.to_string());
            if says == character || says.is_whitespace() {
                glyphs.push(codepoint);
                continue;
            }
            self.show(&mut glyphs);
            self.begin_with("Span", &[("ActualText", DictItem::Bytes(utf16(&character.to_string())))]);
            self.show(&mut vec![codepoint]);
            self.end();
        }
        self.show(&mut glyphs);
        self.ops.push(Op::EndTextSection);
        Ok(())
    }

    fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32, fill: look::Rgb) {
        let corner = |x, y| PathPoint { x, y, control: false };
        let (right, below) = (x + width, y + height);
        let ring = vec![corner(x, y), corner(right, y), corner(right, below), corner(x, below)];
        self.path(&Path { rings: vec![ring] }, fill);
    }

    fn path(&mut self, path: &Path, fill: look::Rgb) {
        self.fill(fill);
        let ring = |points: &Vec<PathPoint>| PolygonRing {
            points: points
                .iter()
                .map(|point| LinePoint { p: self.point(point.x, point.y), bezier: point.control })
                .collect(),
        };
        let rings = path.rings.iter().map(ring).collect();
        let polygon = Polygon { rings, mode: PaintMode::Fill, winding_order: WindingOrder::EvenOdd };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    fn picture(&mut self, picture: &Picture, x: f32, y: f32, width: f32, height: f32) {
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
