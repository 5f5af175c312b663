//! A logo drawn as SVG made into filled outlines. What would need more than that (text, pictures, gradients, transparency)
//! is refused and named; what would take long to work out is refused before it is worked out.

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};

use usvg::roxmltree::{Document, Node, ParsingOptions};
use usvg::tiny_skia_path::{Path, PathSegment, PathStroker, Point, Transform};
use usvg::{BlendMode, FillRule, Group, ImageHrefResolver, Options, Paint, PaintOrder, Tree};

use crate::domain::colour::Rgb;
use crate::domain::picture::{Content, GRID, Outline, PathPoint, Picture};
use crate::finding::{FolderProblem, Undrawable};

/// The file's bytes: a mark drawn by hand or by a program takes some tens of thousands.
const MOST_BYTES: usize = 1_000_000;
/// Elements, each clone counted (`use` within `use` grows without end).
const MOST_ELEMENTS: u32 = 20_000;
/// Points of all outlines together.
const MOST_POINTS: usize = 100_000;
/// Elements within each other: the drawing is gone through by recursion.
const DEEPEST: u32 = 100;
/// Style rules are tried on every element.
const MOST_STYLE: usize = 20_000;
/// What may refer to itself by way of others, so that following it never ends. It takes precedence over all that the file
/// says; what it would have meant has then been looked at, and refused, or takes nothing away.
const UNFOLLOWED: &str = "* { clip-path: none !important; mask: none !important; filter: none !important; \
                          marker-start: none !important; marker-mid: none !important; marker-end: none !important }";
const TOO_DETAILED: FolderProblem = FolderProblem::LogoTooDetailed {
    most_bytes: MOST_BYTES,
    most_elements: MOST_ELEMENTS,
    most_points: MOST_POINTS,
};
const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Whether a file's first bytes are those of an SVG, whatever its name.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4000)];
    String::from_utf8_lossy(head).contains("<svg")
}

/// The drawing as outlines, in drawing order. Nothing outside the file is read.
///
/// # Errors
/// Why it cannot be drawn: damaged, more than outlines, too much, or nothing at all.
pub(super) fn drawing(bytes: &[u8], sha256: &str) -> Result<Picture, FolderProblem> {
    if bytes.len() > MOST_BYTES {
        return Err(TOO_DETAILED);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| FolderProblem::LogoDamaged)?;
    // Drawing programs declare the document type; its entities are bounded by the reader itself.
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: 10 * MOST_ELEMENTS, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|_| FolderProblem::LogoDamaged)?;
    weigh(&document)?;
    refuse(named(&document))?;
    let nothing_outside =
        ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = Options {
        image_href_resolver: nothing_outside,
        style_sheet: Some(UNFOLLOWED.to_string()),
        ..Options::default()
    };
    let tree = Tree::from_xmltree(&document, &options).map_err(|_| FolderProblem::LogoDamaged)?;
    let mut reader = Reader::new(&tree);
    reader.group(tree.root())?;
    refuse(std::mem::take(&mut reader.undrawable))?;
    if reader.outlines.is_empty() {
        return Err(FolderProblem::LogoEmpty);
    }
    let (width, height) = (reader.on_grid(tree.size().width()), reader.on_grid(tree.size().height()));
    Ok(Picture {
        width: width.max(1).unsigned_abs(),
        height: height.max(1).unsigned_abs(),
        content: Content::Outlines(reader.outlines.into()),
        sha256: sha256.to_string(),
    })
}

fn refuse(what: BTreeSet<Undrawable>) -> Result<(), FolderProblem> {
    if what.is_empty() { Ok(()) } else { Err(FolderProblem::LogoHolds { what }) }
}

/// Counts the elements as they will be when every clone stands in its place.
fn weigh(document: &Document<'_>) -> Result<(), FolderProblem> {
    let named = document.descendants().filter_map(|node| Some((node.attribute("id")?, node)));
    let by_id: HashMap<&str, Node<'_, '_>> = named.collect();
    let style = document.descendants().filter(|node| node.has_tag_name("style"));
    let written: usize =
        style.flat_map(|node| node.children()).filter_map(|text| text.text()).map(str::len).sum();
    let mut left = MOST_ELEMENTS;
    let fits = written <= MOST_STYLE && expand(document.root_element(), &by_id, DEEPEST, &mut left).is_some();
    if fits { Ok(()) } else { Err(TOO_DETAILED) }
}

fn expand(node: Node<'_, '_>, by_id: &HashMap<&str, Node<'_, '_>>, deep: u32, left: &mut u32) -> Option<()> {
    *left = left.checked_sub(1)?;
    let deep = deep.checked_sub(1)?;
    if node.tag_name().name() == "use"
        && let Some(target) = reference(node).and_then(|id| by_id.get(id.trim_start_matches('#')))
    {
        expand(*target, by_id, deep, left)?;
    }
    node.children().filter(Node::is_element).try_for_each(|child| expand(child, by_id, deep, left))
}

fn reference<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute((XLINK, "href")).or_else(|| node.attribute("href"))
}

/// What the elements' own names tell. Definitions that nothing refers to are left by many programs and do no harm.
fn named(document: &Document<'_>) -> BTreeSet<Undrawable> {
    let referred = referred(document.input_text());
    let used = |node: Node<'_, '_>| node.attribute("id").is_some_and(|id| referred.contains(id));
    let mut what = BTreeSet::new();
    for node in document.descendants().filter(|node| node.tag_name().namespace() == Some(SVG)) {
        what.extend(match node.tag_name().name() {
            "text" | "flowRoot" => Some(Undrawable::Text),
            "image" => Some(Undrawable::Picture),
            // The other branch of a switch is what is drawn.
            "foreignObject" if !node.ancestors().any(|above| above.has_tag_name((SVG, "switch"))) => {
                Some(Undrawable::Text)
            }
            "script" | "set" | "animate" | "animateMotion" | "animateTransform" => Some(Undrawable::Moving),
            "pattern" => Some(Undrawable::Gradient),
            "filter" if used(node) => Some(Undrawable::Filter),
            "mask" if used(node) => Some(Undrawable::Mask),
            "clipPath" if used(node) && !clips_to_paper(document, node) => Some(Undrawable::Mask),
            "marker" if used(node) => Some(Undrawable::Marker),
            "use" if reference(node).is_some_and(|to| !to.starts_with('#')) => Some(Undrawable::Outside),
            _ => None,
        });
    }
    what
}

/// The names that stand as `url(#name)` anywhere in the file.
fn referred(text: &str) -> BTreeSet<&str> {
    let named = text.split("url(").skip(1).map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ', '#']);
        rest.split(['"', '\'', ' ', ')', '&']).next().unwrap_or_default()
    });
    named.collect()
}

/// Programs clip a drawing to the paper's edge, where it ends anyway: a rectangle at least as large as the paper.
fn clips_to_paper(document: &Document<'_>, clip: Node<'_, '_>) -> bool {
    let Some(shape) = only_shape(document, clip) else { return false };
    let as_written = |node: &Node<'_, '_>| {
        ["transform", "clip-path"].iter().all(|attribute| !node.has_attribute(*attribute))
            && node.attribute("clipPathUnits") != Some("objectBoundingBox")
    };
    let is_plain = shape.has_tag_name((SVG, "rect")) && [clip, shape].iter().all(as_written);
    match (Rectangle::of_paper(document.root_element()), Rectangle::of(shape)) {
        (Some(paper), Some(own)) => is_plain && own.covers(paper),
        _ => false,
    }
}

/// The one shape of a clip path, or what it is a clone of.
fn only_shape<'a, 'i>(document: &'a Document<'i>, clip: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    let mut shapes = clip.children().filter(Node::is_element);
    let shape = shapes.next().filter(|_| shapes.next().is_none())?;
    if !shape.has_tag_name((SVG, "use")) {
        return Some(shape);
    }
    let id = reference(shape).unwrap_or_default().trim_start_matches('#');
    document.descendants().find(|node| node.attribute("id") == Some(id))
}

/// In the units of the drawing.
#[derive(Clone, Copy)]
struct Rectangle {
    left: f32,
    top: f32,
    width: f32,
    height: f32,
}

impl Rectangle {
    fn of(node: Node<'_, '_>) -> Option<Rectangle> {
        let length = |name: &str| -> Option<f32> {
            node.attribute(name).map_or(Some(0.0), |text| text.trim().trim_end_matches("px").parse().ok())
        };
        let (left, top) = (length("x")?, length("y")?);
        Some(Rectangle { left, top, width: length("width")?, height: length("height")? })
    }

    fn of_paper(root: Node<'_, '_>) -> Option<Rectangle> {
        let Some(text) = root.attribute("viewBox") else { return Rectangle::of(root) };
        let parts = text.split([' ', ',']).filter(|part| !part.is_empty()).map(str::parse);
        match parts.collect::<Result<Vec<f32>, _>>().ok()?.as_slice() {
            [left, top, width, height] => {
                Some(Rectangle { left: *left, top: *top, width: *width, height: *height })
            }
            _ => None,
        }
    }

    /// But for a hundredth of the paper: programs round.
    fn covers(self, paper: Rectangle) -> bool {
        let slack = paper.width.max(paper.height) / 100.0;
        self.left <= paper.left + slack
            && self.top <= paper.top + slack
            && self.left + self.width >= paper.left + paper.width - slack
            && self.top + self.height >= paper.top + paper.height - slack
    }
}

/// The outlines read so far, and what could not be one.
struct Reader {
    /// Grid steps of one unit of the drawing.
    scale: f32,
    points: usize,
    outlines: Vec<Outline>,
    undrawable: BTreeSet<Undrawable>,
}

impl Reader {
    fn new(tree: &Tree) -> Reader {
        let scale = GRID as f32 / tree.size().width().max(tree.size().height());
        Reader { scale, points: 0, outlines: Vec::new(), undrawable: BTreeSet::new() }
    }

    fn group(&mut self, group: &Group) -> Result<(), FolderProblem> {
        if group.opacity().get() < 1.0 || group.blend_mode() != BlendMode::Normal {
            self.undrawable.insert(Undrawable::Transparency);
        }
        group.children().iter().try_for_each(|child| match child {
            usvg::Node::Group(group) => self.group(group),
            usvg::Node::Path(path) if path.is_visible() => self.path(path),
            usvg::Node::Path(_) => Ok(()),
            usvg::Node::Image(_) => {
                self.cannot(Undrawable::Picture);
                Ok(())
            }
            usvg::Node::Text(_) => {
                self.cannot(Undrawable::Text);
                Ok(())
            }
        })
    }

    fn cannot(&mut self, what: Undrawable) {
        self.undrawable.insert(what);
    }

    fn path(&mut self, path: &usvg::Path) -> Result<(), FolderProblem> {
        match path.paint_order() {
            PaintOrder::FillAndStroke => {
                self.fill(path)?;
                self.stroke(path)
            }
            PaintOrder::StrokeAndFill => {
                self.stroke(path)?;
                self.fill(path)
            }
        }
    }

    fn fill(&mut self, path: &usvg::Path) -> Result<(), FolderProblem> {
        let Some(fill) = path.fill() else { return Ok(()) };
        let colour = self.colour(fill.paint(), fill.opacity().get());
        self.outline(path.data(), path.abs_transform(), colour, fill.rule() == FillRule::EvenOdd)
    }

    /// A stroke is the outline of the line it leaves.
    fn stroke(&mut self, path: &usvg::Path) -> Result<(), FolderProblem> {
        let Some(stroke) = path.stroke() else { return Ok(()) };
        if stroke.dasharray().is_some() {
            self.cannot(Undrawable::Dashes);
            return Ok(());
        }
        let colour = self.colour(stroke.paint(), stroke.opacity().get());
        // The count before: round ends and joins make many points of few.
        self.count(path.data())?;
        let transform = path.abs_transform();
        let fine = PathStroker::compute_resolution_scale(&transform) * self.scale / 100.0;
        match path.data().stroke(&stroke.to_tiny_skia(), fine) {
            Some(line) => self.outline(&line, transform, colour, false),
            None => Ok(()),
        }
    }

    fn colour(&mut self, paint: &Paint, opacity: f32) -> Rgb {
        if opacity < 1.0 {
            self.cannot(Undrawable::Transparency);
        }
        match paint {
            Paint::Color(colour) => Rgb { red: colour.red, green: colour.green, blue: colour.blue },
            _ => {
                self.cannot(Undrawable::Gradient);
                Rgb { red: 0, green: 0, blue: 0 }
            }
        }
    }

    fn count(&mut self, path: &Path) -> Result<(), FolderProblem> {
        self.points += path.points().len();
        if self.points > MOST_POINTS { Err(TOO_DETAILED) } else { Ok(()) }
    }

    fn outline(
        &mut self,
        path: &Path,
        transform: Transform,
        fill: Rgb,
        even_odd: bool,
    ) -> Result<(), FolderProblem> {
        self.count(path)?;
        if let Some(path) = path.clone().transform(transform) {
            let rings = self.rings(&path);
            self.outlines.push(Outline { rings, fill, even_odd });
        }
        Ok(())
    }

    fn rings(&self, path: &Path) -> Vec<Vec<PathPoint>> {
        let mut rings: Vec<Vec<PathPoint>> = Vec::new();
        let mut at = Point::zero();
        let mut add = |points: &[(Point, bool)], begins: bool| {
            if begins {
                rings.push(Vec::new());
            }
            if let Some(ring) = rings.last_mut() {
                ring.extend(points.iter().map(|(point, control)| self.point(*point, *control)));
            }
        };
        for segment in path.segments() {
            match segment {
                PathSegment::MoveTo(to) => add(&[(to, false)], true),
                PathSegment::LineTo(to) => add(&[(to, false)], false),
                PathSegment::QuadTo(pull, to) => {
                    let towards = |end: Point| {
                        Point::from_xy(end.x + (pull.x - end.x) / 1.5, end.y + (pull.y - end.y) / 1.5)
                    };
                    add(&[(towards(at), true), (towards(to), true), (to, false)], false);
                }
                PathSegment::CubicTo(one, two, to) => add(&[(one, true), (two, true), (to, false)], false),
                PathSegment::Close => {}
            }
            at = match segment {
                PathSegment::MoveTo(to)
                | PathSegment::LineTo(to)
                | PathSegment::QuadTo(_, to)
                | PathSegment::CubicTo(_, _, to) => to,
                PathSegment::Close => at,
            };
        }
        rings
    }

    fn point(&self, point: Point, control: bool) -> PathPoint {
        PathPoint { x: self.on_grid(point.x), y: self.on_grid(point.y), control }
    }

    /// Far outside is as far as paper needs; what is no number at all is at the edge.
    fn on_grid(&self, length: f32) -> i32 {
        const FAR: i32 = 100 * GRID as i32;
        ((length * self.scale).round() as i32).clamp(-FAR, FAR)
    }
}
