//! The structure tree walked from its root: headings, paragraphs, list items, contents, tables.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::{PageContent, text_string};
use super::{CellRead, Element, TableRead, plain, unreadable};
use crate::write::pdf::Error;
use crate::write::pdf::placed::Scope;

struct Walk<'a> {
    document: &'a Document,
    pages: &'a [ObjectId],
    contents: &'a mut [PageContent],
    elements: Vec<Element>,
}

/// One kid of an element.
enum Kid<'a> {
    Element(&'a Dictionary),
    Content {
        page: usize,
        mcid: i64,
    },
    /// A link's annotation: no text of its own.
    Annotation,
}

/// All elements that say something, in the order of the tree.
pub fn elements(
    document: &Document,
    pages: &[ObjectId],
    contents: &mut [PageContent],
) -> Result<Vec<Element>, Error> {
    let catalog = document.catalog().map_err(unreadable)?;
    let root =
        catalog.get_deref(b"StructTreeRoot", document).and_then(Object::as_dict).map_err(unreadable)?;
    let mut walk = Walk { document, pages, contents, elements: Vec::new() };
    for kid in walk.kids(root)? {
        if let Kid::Element(element) = kid {
            walk.element(element)?;
        }
    }
    Ok(walk.elements)
}

impl<'a> Walk<'a> {
    fn element(&mut self, element: &'a Dictionary) -> Result<(), Error> {
        match tag(element)? {
            "Document" | "Sect" | "BlockQuote" | "L" | "TOC" => {
                for kid in self.kids(element)? {
                    match kid {
                        Kid::Element(kid) => self.element(kid)?,
                        _ => return Err(unreadable("text in an element that holds elements")),
                    }
                }
            }
            "H1" => self.heading(element, 1)?,
            "H2" => self.heading(element, 2)?,
            "H3" => self.heading(element, 3)?,
            "P" => {
                let text = self.text(element)?;
                self.elements.push(Element::Paragraph(text));
            }
            "LI" => self.list_item(element)?,
            "TOCI" => {
                let text = self.text(element)?;
                self.elements.push(Element::Entry(text));
            }
            "Figure" => {
                // What stands in the picture is told by its alternative text.
                self.text(element)?;
                let alt = element.get(b"Alt").and_then(Object::as_str).map_err(unreadable)?;
                self.elements.push(Element::Figure(plain(&text_string(alt))));
            }
            "Table" => {
                let table = self.table(element)?;
                self.elements.push(Element::Table(table));
            }
            other => return Err(unreadable(format!("unexpected element {other}"))),
        }
        Ok(())
    }

    fn heading(&mut self, element: &'a Dictionary, level: u8) -> Result<(), Error> {
        let page = self.page_of(element).ok_or_else(|| unreadable("a heading without a page"))?;
        let text = self.text(element)?;
        self.elements.push(Element::Heading { level, text, page });
        Ok(())
    }

    /// The body is the item; the label is its bullet.
    fn list_item(&mut self, element: &'a Dictionary) -> Result<(), Error> {
        for kid in self.kids(element)? {
            let Kid::Element(kid) = kid else { return Err(unreadable("text beside a list item's body")) };
            let text = self.text(kid)?;
            if tag(kid)? == "LBody" {
                self.elements.push(Element::ListItem(text));
            }
        }
        Ok(())
    }

    fn table(&mut self, element: &'a Dictionary) -> Result<TableRead, Error> {
        let mut table = TableRead::default();
        for kid in self.kids(element)? {
            let Kid::Element(kid) = kid else { return Err(unreadable("text between the rows of a table")) };
            match tag(kid)? {
                "Caption" => table.caption = self.text(kid)?,
                "TR" => {
                    let row = self.row(kid)?;
                    table.rows.push(row);
                }
                other => return Err(unreadable(format!("{other} in a table"))),
            }
        }
        Ok(table)
    }

    fn row(&mut self, element: &'a Dictionary) -> Result<Vec<CellRead>, Error> {
        let mut row = Vec::new();
        for kid in self.kids(element)? {
            let Kid::Element(kid) = kid else { return Err(unreadable("text between the cells of a row")) };
            let header = match tag(kid)? {
                "TH" => Some(scope(kid)?),
                "TD" => None,
                other => return Err(unreadable(format!("{other} in a row"))),
            };
            row.push(CellRead { header, text: self.text(kid)? });
        }
        Ok(row)
    }

    /// All text below an element, in order.
    fn text(&mut self, element: &'a Dictionary) -> Result<String, Error> {
        let mut text = String::new();
        self.gather(element, &mut text)?;
        Ok(plain(&text))
    }

    fn gather(&mut self, element: &'a Dictionary, text: &mut String) -> Result<(), Error> {
        for kid in self.kids(element)? {
            match kid {
                Kid::Element(kid) => self.gather(kid, text)?,
                Kid::Content { page, mcid } => text.push_str(&self.contents[page].take(mcid)?),
                Kid::Annotation => {}
            }
        }
        Ok(())
    }

    fn page_of(&self, element: &Dictionary) -> Option<usize> {
        let id = element.get(b"Pg").and_then(Object::as_reference).ok()?;
        self.pages.iter().position(|page| *page == id)
    }

    fn kids(&self, element: &'a Dictionary) -> Result<Vec<Kid<'a>>, Error> {
        let kids = match element.get(b"K") {
            Err(_) => return Ok(Vec::new()),
            Ok(Object::Array(kids)) => kids.iter().collect(),
            Ok(kid) => vec![kid],
        };
        kids.into_iter().map(|kid| self.kid(kid, element)).collect()
    }

    fn kid(&self, kid: &'a Object, parent: &Dictionary) -> Result<Kid<'a>, Error> {
        let at = |owner: &Dictionary, mcid: i64| {
            let page = self.page_of(owner).ok_or_else(|| unreadable("marked content without a page"))?;
            Ok(Kid::Content { page, mcid })
        };
        let (_, kid) = self.document.dereference(kid).map_err(unreadable)?;
        if let Ok(mcid) = kid.as_i64() {
            return at(parent, mcid);
        }
        let kid = kid.as_dict().map_err(unreadable)?;
        match kid.get(b"Type").and_then(Object::as_name) {
            Ok(b"MCR") => at(kid, kid.get(b"MCID").and_then(Object::as_i64).map_err(unreadable)?),
            Ok(b"OBJR") => Ok(Kid::Annotation),
            _ => Ok(Kid::Element(kid)),
        }
    }
}

fn tag(element: &Dictionary) -> Result<&str, Error> {
    let name = element.get(b"S").and_then(Object::as_name).map_err(unreadable)?;
    std::str::from_utf8(name).map_err(unreadable)
}

fn scope(cell: &Dictionary) -> Result<Scope, Error> {
    let attributes = cell.get(b"A").and_then(Object::as_dict).map_err(unreadable)?;
    match attributes.get(b"Scope").and_then(Object::as_name) {
        Ok(b"Column") => Ok(Scope::Column),
        Ok(b"Row") => Ok(Scope::Row),
        _ => Err(unreadable("a TH without Scope")),
    }
}
