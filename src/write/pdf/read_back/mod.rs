//! Finished bytes read back through the structure tree, as a screen reader would: element, marked content, glyphs,
//! ToUnicode, text. Shares nothing with what drew them.

mod attached;
mod cmap;
mod content;
mod tree;

use std::collections::BTreeMap;

use lopdf::Document;

use super::Error;
use super::placed::Scope;

/// What the file says, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadBack {
    pub title: String,
    pub language: String,
    pub pages: Vec<PageRead>,
    pub elements: Vec<Element>,
    /// Files inside the file, by name.
    pub attachments: BTreeMap<String, Vec<u8>>,
}

/// What stands on a page beside its elements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageRead {
    /// Running head and foot, repeated heads of tables.
    pub artifacts: String,
    /// Text that no element owns; there must be none.
    pub unowned: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    Heading {
        level: u8,
        text: String,
        /// Index of the page it stands on.
        page: usize,
    },
    Paragraph(String),
    ListItem(String),
    /// One line of the table of contents: heading and page number.
    Entry(String),
    /// A picture's alternative text.
    Figure(String),
    Table(TableRead),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableRead {
    pub caption: String,
    pub rows: Vec<Vec<CellRead>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRead {
    /// Of a TH.
    pub header: Option<Scope>,
    pub text: String,
}

impl ReadBack {
    pub fn tables(&self) -> impl Iterator<Item = &TableRead> {
        self.elements.iter().filter_map(|element| match element {
            Element::Table(table) => Some(table),
            _ => None,
        })
    }
}

/// Reads a finished PDF. Fails where the tree and the pages contradict each other.
pub fn read_back(bytes: &[u8]) -> Result<ReadBack, Error> {
    let document = Document::load_mem(bytes).map_err(unreadable)?;
    let pages: Vec<lopdf::ObjectId> = document.get_pages().into_values().collect();
    let (mut contents, mut fonts) = (Vec::new(), content::Fonts::new());
    for page in &pages {
        contents.push(content::page(&document, *page, &mut fonts)?);
    }
    let elements = tree::elements(&document, &pages, &mut contents)?;
    let catalog = document.catalog().map_err(unreadable)?;
    let language = catalog.get(b"Lang").and_then(lopdf::Object::as_str).map_err(unreadable)?;
    let info =
        document.trailer.get(b"Info").and_then(|info| document.dereference(info)).map_err(unreadable)?.1;
    let title = info.as_dict().and_then(|info| info.get(b"Title")?.as_str()).map_err(unreadable)?;
    Ok(ReadBack {
        title: content::text_string(title),
        language: content::text_string(language),
        pages: contents.into_iter().map(content::PageContent::leftover).collect(),
        elements,
        attachments: attached::files(&document).map_err(unreadable)?,
    })
}

fn unreadable(what: impl std::fmt::Display) -> Error {
    Error::Unreadable(what.to_string())
}

/// Text as it is compared: hyphens of line breaks and signs without width left out, white space of any kind one space.
pub fn plain(text: &str) -> String {
    let seen: String = text.chars().filter(|character| !is_silent(*character)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_silent(character: char) -> bool {
    let control = character.is_control() && !character.is_whitespace();
    control || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}
