//! A page's operators read for their text: which marked-content sequence says what.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::cmap::ToUnicode;
use super::{PageRead, plain, unreadable};
use crate::write::pdf::Error;

/// The text of one page, by marked-content number.
#[derive(Clone, Debug, Default)]
pub struct PageContent {
    marked: BTreeMap<i64, String>,
    artifacts: String,
    unmarked: String,
}

impl PageContent {
    /// The text of a sequence; each belongs to one element, so it is taken once.
    pub fn take(&mut self, mcid: i64) -> Result<String, Error> {
        self.marked
            .remove(&mcid)
            .ok_or_else(|| unreadable(format!("marked content {mcid} is missing or owned twice")))
    }

    pub fn leftover(self) -> PageRead {
        let mut unowned = self.unmarked;
        for text in self.marked.into_values() {
            unowned.push(' ');
            unowned.push_str(&text);
        }
        PageRead { artifacts: plain(&self.artifacts), unowned: plain(&unowned) }
    }
}

/// What an open sequence does with the text inside it.
enum Frame {
    Marked(i64),
    Artifact,
    /// The text stands for what is drawn inside, which is not read.
    Replaced,
    Other,
}

/// What each font says, by the object that tells it: all pages share a few.
pub type Fonts = BTreeMap<ObjectId, Rc<ToUnicode>>;

struct Reader {
    fonts: BTreeMap<Vec<u8>, Rc<ToUnicode>>,
    font: Option<Rc<ToUnicode>>,
    /// Names of what is drawn as pixels: nothing else that is drawn from elsewhere can be without text.
    images: BTreeSet<Vec<u8>>,
    frames: Vec<Frame>,
    page: PageContent,
}

pub fn page(document: &Document, page: ObjectId, known: &mut Fonts) -> Result<PageContent, Error> {
    let content = Content::decode(&document.get_page_content(page)).map_err(unreadable)?;
    let mut fonts = BTreeMap::new();
    for (name, font) in document.get_page_fonts(page).map_err(unreadable)? {
        let id = font.get(b"ToUnicode").and_then(Object::as_reference).map_err(unreadable)?;
        let says = match known.get(&id) {
            Some(says) => Rc::clone(says),
            None => {
                let cmap = document.get_object(id).and_then(Object::as_stream).map_err(unreadable)?;
                let says = Rc::new(ToUnicode::parse(&cmap.get_plain_content().map_err(unreadable)?));
                known.insert(id, Rc::clone(&says));
                says
            }
        };
        fonts.insert(name, says);
    }
    let images = images(document, page).map_err(unreadable)?;
    let mut reader = Reader { fonts, font: None, images, frames: Vec::new(), page: PageContent::default() };
    for operation in &content.operations {
        reader.operation(operation)?;
    }
    if !reader.frames.is_empty() {
        return Err(unreadable("marked content is not closed"));
    }
    Ok(reader.page)
}

fn images(document: &Document, page: ObjectId) -> lopdf::Result<BTreeSet<Vec<u8>>> {
    let Ok(resources) = document.get_dictionary(page)?.get_deref(b"Resources", document) else {
        return Ok(BTreeSet::new());
    };
    let Ok(objects) = resources.as_dict()?.get_deref(b"XObject", document) else {
        return Ok(BTreeSet::new());
    };
    let mut images = BTreeSet::new();
    for (name, object) in objects.as_dict()? {
        let stream = document.dereference(object)?.1.as_stream()?;
        if stream.dict.get(b"Subtype")?.as_name()? == b"Image" {
            images.insert(name.clone());
        }
    }
    Ok(images)
}

impl Reader {
    fn operation(&mut self, operation: &Operation) -> Result<(), Error> {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BMC" | "BDC" => self.begin(operands)?,
            "EMC" => {
                let artifact = matches!(self.frames.pop(), Some(Frame::Artifact));
                if artifact {
                    self.page.artifacts.push(' ');
                }
            }
            "Tf" => {
                let name = operands.first().and_then(|name| name.as_name().ok());
                self.font = name.and_then(|name| self.fonts.get(name)).cloned();
            }
            "Tj" => self.show(operands)?,
            "TJ" => {
                if let Some(Object::Array(parts)) = operands.first() {
                    self.show(parts)?;
                }
            }
            "Td" | "TD" | "T*" | "Tm" if self.in_artifact() => self.page.artifacts.push(' '),
            "Do" if self.is_image(operands) => {}
            "'" | "\"" | "Do" => return Err(unreadable(format!("operator {}", operation.operator))),
            _ => {}
        }
        Ok(())
    }

    fn is_image(&self, operands: &[Object]) -> bool {
        let name = operands.first().and_then(|name| name.as_name().ok());
        name.is_some_and(|name| self.images.contains(name))
    }

    fn in_artifact(&self) -> bool {
        self.frames.iter().any(|frame| matches!(frame, Frame::Artifact))
    }

    fn begin(&mut self, operands: &[Object]) -> Result<(), Error> {
        let tag = operands.first().and_then(|tag| tag.as_name().ok()).unwrap_or_default();
        let properties = operands.get(1).and_then(|properties| properties.as_dict().ok());
        let get = |key: &[u8]| properties.and_then(|properties: &Dictionary| properties.get(key).ok());
        let frame = if tag == b"Artifact" {
            Frame::Artifact
        } else if let Some(mcid) = get(b"MCID") {
            let mcid = mcid.as_i64().map_err(unreadable)?;
            if self.page.marked.insert(mcid, String::new()).is_some() {
                return Err(unreadable(format!("marked content {mcid} begins twice")));
            }
            Frame::Marked(mcid)
        } else if let Some(text) = get(b"ActualText") {
            self.say(&text_string(text.as_str().map_err(unreadable)?));
            Frame::Replaced
        } else {
            Frame::Other
        };
        self.frames.push(frame);
        Ok(())
    }

    fn show(&mut self, parts: &[Object]) -> Result<(), Error> {
        if self.frames.iter().any(|frame| matches!(frame, Frame::Replaced)) {
            return Ok(());
        }
        let font = self.font.as_ref().ok_or_else(|| unreadable("text without a font"))?;
        let text: String =
            parts.iter().filter_map(|part| part.as_str().ok()).map(|shown| font.text(shown)).collect();
        self.say(&text);
        Ok(())
    }

    fn say(&mut self, text: &str) {
        for frame in self.frames.iter().rev() {
            match frame {
                Frame::Marked(mcid) => {
                    self.page.marked.entry(*mcid).or_default().push_str(text);
                    return;
                }
                Frame::Artifact => return self.page.artifacts.push_str(text),
                Frame::Replaced | Frame::Other => {}
            }
        }
        self.page.unmarked.push_str(text);
    }
}

/// A text string of the file: UTF-16 with its mark, else taken as ASCII.
pub fn text_string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(wide) => {
            let units = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
