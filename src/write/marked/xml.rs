//! XML as the text it is: where elements stand in it, and the text with some places changed. What is not changed stays
//! as it was to the byte, whatever prefixes, spaces and order its program chose.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::{BytesStart, Event};

/// Deepest nesting and most gathered elements: far above what a workbook has, low enough to hold.
const DEPTH: usize = 256;
const GATHERED: usize = 1_200_000;

/// The text is not the XML it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

/// An element and where it stands.
#[derive(Clone, Debug)]
pub struct Element<'x> {
    xml: &'x str,
    /// The name with its prefix.
    pub name: &'x str,
    /// 0 for the root.
    pub depth: usize,
    /// From `<` of the opening tag to `>` of the closing one.
    pub outer: Range<usize>,
    /// Where the opening tag ends.
    head_end: usize,
    /// Between the tags; `None` for `<a/>`.
    pub inner: Option<Range<usize>>,
}

impl<'x> Element<'x> {
    pub fn local(&self) -> &'x str {
        local(self.name)
    }

    /// The prefix with its colon, or nothing.
    pub fn prefix(&self) -> &'x str {
        self.name.split_at(self.name.len() - self.local().len()).0
    }

    pub fn text(&self) -> &'x str {
        &self.xml[self.outer.clone()]
    }

    pub fn inner_text(&self) -> &'x str {
        self.inner.clone().map_or("", |inner| &self.xml[inner])
    }

    /// The opening tag between its angle brackets.
    fn head(&self) -> &'x str {
        let head = &self.xml[self.outer.start + 1..self.head_end - 1];
        head.strip_suffix('/').unwrap_or(head)
    }

    /// Every attribute in order: its name and where its raw value stands.
    pub fn attributes(&self) -> Vec<(String, Range<usize>)> {
        let tag = BytesStart::from_content(self.head(), self.name.len());
        let mut attributes = tag.attributes();
        let found = attributes.with_checks(false).flatten().filter_map(|attribute| {
            let Cow::Borrowed(value) = attribute.value else { return None };
            // Both are slices of the same text.
            let start = value.as_ptr().addr().checked_sub(self.xml.as_ptr().addr())?;
            Some((attribute.key.as_ref().to_string(), start..start + value.len()))
        });
        found.collect()
    }

    /// Where the raw value of an attribute stands.
    pub fn attribute_at(&self, name: &str) -> Option<Range<usize>> {
        self.attributes().into_iter().find(|(known, _)| known == name).map(|(_, at)| at)
    }

    pub fn attribute(&self, name: &str) -> Option<String> {
        self.attribute_at(name).and_then(|at| plain(&self.xml[at]))
    }

    pub fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Is the attribute there and true?
    pub fn is(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| value == "1" || value == "true")
    }

    /// An attribute that must have a prefix, whichever it is: `r:id`.
    pub fn prefixed(&self, name: &str) -> Option<String> {
        let mut attributes = self.attributes().into_iter();
        let found = attributes.find(|(known, _)| known.contains(':') && local(known) == name);
        found.and_then(|(_, at)| plain(&self.xml[at]))
    }

    /// What an opening tag of this element declares: the namespaces of `prefix`.
    pub fn namespace(&self, prefix: &str) -> Option<String> {
        let prefix = prefix.trim_end_matches(':');
        if prefix.is_empty() { self.attribute("xmlns") } else { self.attribute(&format!("xmlns:{prefix}")) }
    }

    /// Does it stand inside the other?
    pub fn within(&self, other: &Element) -> bool {
        other.outer.start < self.outer.start && self.outer.end <= other.outer.end
    }
}

pub fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The elements that are wanted, by depth and local name, in the order of their opening tags.
pub fn elements<'x>(xml: &'x str, wanted: impl Fn(usize, &str) -> bool) -> Result<Vec<Element<'x>>, Broken> {
    gather(xml, wanted, true)
}

/// The same of the half-HTML that drawings of notes may hold: an end without its beginning is passed over.
pub fn lenient_elements<'x>(xml: &'x str, wanted: impl Fn(&str) -> bool) -> Result<Vec<Element<'x>>, Broken> {
    gather(xml, |_, name| wanted(name), false)
}

fn gather<'x>(
    xml: &'x str,
    wanted: impl Fn(usize, &str) -> bool,
    strict: bool,
) -> Result<Vec<Element<'x>>, Broken> {
    let mut found: Vec<Element> = Vec::new();
    // Name of each open element, and which of the found ones it is.
    let mut open: Vec<(&str, Option<usize>)> = Vec::new();
    walk(xml, strict, |piece| {
        match piece {
            Piece::Opened { name, at, empty } => {
                let index = wanted(open.len(), local(name)).then_some(found.len());
                if index.is_some() {
                    let (depth, head_end) = (open.len(), at.end);
                    found.push(Element { xml, name, depth, outer: at, head_end, inner: None });
                }
                if !empty {
                    open.push((name, index));
                }
            }
            Piece::Closed { name, at } => {
                let Some(own) = open.iter().rposition(|(known, _)| *known == name) else { return Ok(()) };
                for (known, index) in open.drain(own..) {
                    if let Some(element) = index.and_then(|index| found.get_mut(index)) {
                        // What was never closed is taken as empty.
                        if known == name {
                            element.inner = Some(element.head_end..at.start);
                            element.outer.end = at.end;
                        }
                    }
                }
            }
        }
        if open.len() > DEPTH || found.len() > GATHERED { Err(Broken) } else { Ok(()) }
    })?;
    if strict && !open.is_empty() { Err(Broken) } else { Ok(found) }
}

enum Piece<'x> {
    Opened { name: &'x str, at: Range<usize>, empty: bool },
    Closed { name: &'x str, at: Range<usize> },
}

fn walk<'x>(
    xml: &'x str,
    strict: bool,
    mut each: impl FnMut(Piece<'x>) -> Result<(), Broken>,
) -> Result<(), Broken> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = strict;
    config.allow_unmatched_ends = !strict;
    config.allow_dangling_amp = !strict;
    loop {
        let start = position(&reader)?;
        let event = reader.read_event().map_err(|_| Broken)?;
        let at = start..position(&reader)?;
        let name_at = |length: usize| xml.get(at.start + 1..at.start + 1 + length).ok_or(Broken);
        match &event {
            Event::Start(tag) => {
                let name = name_at(tag.name().as_ref().len())?;
                each(Piece::Opened { name, at: at.clone(), empty: false })?;
            }
            Event::Empty(tag) => {
                let name = name_at(tag.name().as_ref().len())?;
                each(Piece::Opened { name, at: at.clone(), empty: true })?;
            }
            Event::End(tag) => {
                let length = tag.name().as_ref().len();
                let name = xml.get(at.start + 2..at.start + 2 + length).ok_or(Broken)?;
                each(Piece::Closed { name, at: at.clone() })?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> Result<usize, Broken> {
    usize::try_from(reader.buffer_position()).map_err(|_| Broken)
}

/// The first element of the text.
pub fn root<'x>(all: &[Element<'x>]) -> Result<Element<'x>, Broken> {
    all.iter().find(|element| element.depth == 0).cloned().ok_or(Broken)
}

/// The characters of a piece of XML, without its tags.
pub fn characters(xml: &str) -> Result<String, Broken> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut text = String::new();
    loop {
        match reader.read_event().map_err(|_| Broken)? {
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(part) => {
                text.push_str(&plain(&format!("&{};", part.xml10_content())).ok_or(Broken)?);
            }
            Event::Eof => return Ok(text),
            _ => {}
        }
    }
}

/// Raw characters with their entities resolved.
fn plain(raw: &str) -> Option<String> {
    unescape(raw).ok().map(Cow::into_owned)
}

/// Text fit to stand between tags or in an attribute. Characters that XML cannot hold become spaces.
pub fn escaped(text: &str) -> String {
    let held = |sign: char| match sign {
        '\n' | '\t' => sign,
        '\u{fffe}' | '\u{ffff}' => ' ',
        sign if sign < ' ' => ' ',
        sign => sign,
    };
    escape(text.chars().map(held).collect::<String>()).into_owned()
}

/// Changes to one text, made all at once.
#[derive(Debug, Default)]
pub struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn replace(&mut self, at: Range<usize>, with: impl Into<String>) {
        self.0.push((at, with.into()));
    }

    pub fn remove(&mut self, at: Range<usize>) {
        self.replace(at, "");
    }

    pub fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    /// New content last in an element, which may be empty.
    pub fn append(&mut self, to: &Element, text: &str) {
        match &to.inner {
            Some(inner) => self.insert(inner.end, text),
            None => {
                self.replace(to.outer.clone(), format!("<{}>{text}</{}>", to.head().trim_end(), to.name));
            }
        }
    }

    /// Two changes of one place mean that the text was not what it was taken for.
    pub fn apply(mut self, xml: &str) -> Result<String, Broken> {
        self.0.sort_by_key(|(at, _)| (at.start, at.end));
        let mut made = String::with_capacity(xml.len());
        let mut from = 0;
        for (at, text) in self.0 {
            made.push_str(xml.get(from..at.start).ok_or(Broken)?);
            made.push_str(&text);
            from = at.end;
        }
        made.push_str(xml.get(from..).ok_or(Broken)?);
        Ok(made)
    }
}

/// Where a new child belongs among the root's children, by the order its schema demands: before those of its own name.
pub fn place_for(root: &Element, children: &[Element], order: &[&str], name: &str) -> Result<usize, Broken> {
    let inner = root.inner.clone().ok_or(Broken)?;
    let rank = |name: &str| order.iter().position(|known| *known == name);
    let own = rank(name);
    let mut place = inner.start;
    for child in children {
        // An alternative stands where its first content that is known belongs.
        let theirs = match rank(child.local()) {
            Some(known) => Some(known),
            None => elements(child.text(), |_, name| rank(name).is_some())?
                .first()
                .and_then(|content| rank(content.local())),
        };
        if theirs.is_some() && theirs < own {
            place = child.outer.end;
        }
    }
    Ok(place)
}

#[cfg(test)]
mod tests {
    use super::{Broken, Edits, characters, elements, escaped, lenient_elements, place_for, root};

    #[test]
    fn elements_stand_where_they_stand_whatever_their_prefix() {
        let xml = "<?xml version=\"1.0\"?><x:a k='1 &amp; 2'><!-- <x:b/> --><x:b/><c r:id=\"å\">t<x:b>u</x:b></c></x:a>";
        let found = elements(xml, |_, name| name == "b").expect("xml");
        let texts: Vec<&str> = found.iter().map(|element| element.text()).collect();
        assert_eq!(texts, ["<x:b/>", "<x:b>u</x:b>"]);
        assert_eq!((found[0].prefix(), found[1].inner_text(), found[1].depth), ("x:", "u", 2));
        let all = elements(xml, |_, _| true).expect("xml");
        assert_eq!(root(&all).expect("a root").attribute("k").as_deref(), Some("1 & 2"));
        assert_eq!(all[2].prefixed("id").as_deref(), Some("å"));
        assert_eq!(all[2].attribute("id"), None);
    }

    #[test]
    fn what_is_not_xml_is_refused() {
        for xml in ["<a>", "<a></b>", "</a>", "<a", "<a><b></a>"] {
            assert_eq!(elements(xml, |_, _| true).err(), Some(Broken), "{xml}");
        }
        assert!(elements(&"<a>".repeat(1000), |_, _| false).is_err(), "too deep");
    }

    #[test]
    fn html_inside_a_drawing_is_seen_through() {
        let xml = "<xml><v:shape><div>a<br>b & c</div><x:Row>1</x:Row></v:shape></i><v:shape/></xml>";
        let found = lenient_elements(xml, |name| name == "shape" || name == "Row").expect("a drawing");
        let texts: Vec<&str> = found.iter().map(|element| element.inner_text()).collect();
        assert_eq!(texts, ["<div>a<br>b & c</div><x:Row>1</x:Row>", "1", ""]);
    }

    #[test]
    fn characters_are_resolved_and_escaped() {
        assert_eq!(
            characters("a&#10;b &lt;<br/>&amp; <![CDATA[<c>]]>\r\nd").as_deref(),
            Ok("a\nb <& <c>\nd")
        );
        assert_eq!(characters("&unknown;"), Err(Broken));
        assert_eq!(escaped("a\u{1}<\"\n"), "a &lt;&quot;\n");
    }

    #[test]
    fn edits_touch_nothing_else() {
        let xml = "<a x=\"1\"><b/></a>";
        let all = elements(xml, |_, _| true).expect("xml");
        let mut edits = Edits::default();
        edits.append(&all[1], "new");
        edits.replace(all[0].attribute_at("x").expect("the attribute"), "2");
        assert_eq!(edits.apply(xml).as_deref(), Ok("<a x=\"2\"><b>new</b></a>"));
        let mut edits = Edits::default();
        edits.remove(0..5);
        edits.remove(3..6);
        assert_eq!(edits.apply(xml), Err(Broken));
    }

    #[test]
    fn a_new_child_stands_where_the_schema_wants_it() {
        let order = ["one", "two", "three", "four"];
        let place = |xml: &str, name: &str| {
            let all = elements(xml, |depth, _| depth < 2).expect("xml");
            place_for(&all[0], &all[1..], &order, name).map(|at| xml[at..].to_string())
        };
        assert_eq!(place("<a><one/><three/></a>", "two").as_deref(), Ok("<three/></a>"));
        assert_eq!(place("<a><one/><two/></a>", "two").as_deref(), Ok("<two/></a>"));
        assert_eq!(
            place("<a><mc:Alt><mc:C><two/></mc:C></mc:Alt><four/></a>", "three").as_deref(),
            Ok("<four/></a>")
        );
        assert_eq!(place("<a><two/></a>", "one").as_deref(), Ok("<two/></a>"));
        assert_eq!(place("<a/>", "one"), Err(Broken));
    }
}
