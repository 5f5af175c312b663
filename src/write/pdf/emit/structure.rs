//! The structure tree: elements, the marked content each owns, the way back from content to element, and links.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::{library, name, text_string};
use crate::write::pdf::Error;
use crate::write::pdf::placed::{Figure, Link, Node, NodeId, Numbering, Placed, Scope, Target};

/// Which element owns each marked-content sequence, filled while the pages are drawn.
pub struct Contents {
    /// Per page, the owner of each sequence by its number (MCID).
    owners: Vec<Vec<NodeId>>,
    /// Per element, its sequences in reading order: page and MCID.
    sequences: Vec<Vec<(usize, i64)>>,
}

impl Contents {
    pub fn new(nodes: usize) -> Contents {
        Contents { owners: Vec::new(), sequences: vec![Vec::new(); nodes] }
    }

    /// The number of a new sequence on a page.
    pub fn next(&mut self, page: usize, node: NodeId) -> i64 {
        if self.owners.len() <= page {
            self.owners.resize(page + 1, Vec::new());
        }
        let mcid = self.owners[page].len() as i64;
        self.owners[page].push(node);
        self.sequences[node].push((page, mcid));
        mcid
    }
}

/// An annotation on its page, for the Link element that refers to it.
struct Annotation {
    node: NodeId,
    page: usize,
    id: ObjectId,
}

/// The elements' objects, in the order of their nodes.
pub fn add(
    document: &mut Document,
    placed: &Placed,
    contents: &Contents,
    pages: &[ObjectId],
) -> Result<Vec<ObjectId>, Error> {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = placed.nodes.iter().map(|_| document.new_object_id()).collect();
    let mut parents: Vec<Object> = Vec::new();
    for (number, owners) in contents.owners.iter().enumerate() {
        let owners: Vec<Object> = owners.iter().map(|node| ids[*node].into()).collect();
        let owners = document.add_object(owners);
        parents.extend([Object::from(number as i64), owners.into()]);
    }
    let mut key = pages.len() as i64;
    let mut annotations = Vec::new();
    for (number, page) in placed.pages.iter().enumerate() {
        for link in &page.links {
            let annotation = annotation(placed, link, page.height, pages, key)?;
            annotations.push(Annotation {
                node: link.node,
                page: number,
                id: document.add_object(annotation),
            });
            parents.extend([Object::from(key), ids[link.node].into()]);
            key += 1;
        }
    }
    for (number, node) in placed.nodes.iter().enumerate() {
        let sequences = &contents.sequences[number];
        let mut element = element(node, sequences, &ids, pages);
        if let (Some(figure), Some((page, _))) = (&node.figure, sequences.first()) {
            describe(&mut element, figure, placed.pages[*page].height);
        }
        element.set("P", node.parent.map_or(root, |parent| ids[parent]));
        refer_to_annotations(&mut element, number, &annotations, pages);
        document.objects.insert(ids[number], element.into());
    }
    let parents = document.add_object(dictionary! { "Nums" => parents });
    let identified = identify(document, placed, &ids)?;
    let mut tree = dictionary! {
        "Type" => name("StructTreeRoot"), "K" => vec![ids[0].into()], "ParentTree" => parents,
        "ParentTreeNextKey" => key
    };
    if let Some(identified) = identified {
        tree.set("IDTree", identified);
    }
    document.objects.insert(root, tree.into());
    mark_pages(document, pages, &annotations).map_err(library)?;
    let catalog = document.catalog_mut().map_err(library)?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(ids)
}

fn element(node: &Node, sequences: &[(usize, i64)], ids: &[ObjectId], pages: &[ObjectId]) -> Dictionary {
    let home = sequences.first().map(|(page, _)| *page);
    let mut kids: Vec<Object> = node.kids.iter().map(|kid| ids[*kid].into()).collect();
    kids.extend(sequences.iter().map(|(page, mcid)| {
        if Some(*page) == home {
            return Object::from(*mcid);
        }
        dictionary! { "Type" => name("MCR"), "Pg" => pages[*page], "MCID" => *mcid }.into()
    }));
    let mut element = dictionary! { "Type" => name("StructElem"), "S" => name(node.tag.name()) };
    if !kids.is_empty() {
        element.set("K", kids);
    }
    if let Some(page) = home {
        element.set("Pg", pages[page]);
    }
    if node.scope.is_some() || !node.heads.is_empty() {
        element.set("A", in_table(node));
    }
    if let Some(numbering) = node.numbering {
        let marks = match numbering {
            Numbering::Disc => "Disc",
            Numbering::Decimal => "Decimal",
        };
        element.set("A", dictionary! { "O" => name("List"), "ListNumbering" => name(marks) });
    }
    element
}

/// What a cell is in its table: a head's direction, and all heads where column and row are not all.
fn in_table(node: &Node) -> Dictionary {
    let mut attributes = dictionary! { "O" => name("Table") };
    if let Some(scope) = node.scope {
        let scope = match scope {
            Scope::Column => "Column",
            Scope::Row => "Row",
        };
        attributes.set("Scope", name(scope));
    }
    if !node.heads.is_empty() {
        attributes.set("Headers", node.heads.iter().map(|head| identifier(*head)).collect::<Vec<Object>>());
    }
    attributes
}

/// What an element is called where others refer to it; as long for all, so that they sort as they are numbered.
fn identifier(node: NodeId) -> Object {
    Object::string_literal(format!("e{node:06}"))
}

/// Gives every element that others refer to its identifier; the tree by which it is found, if there is any.
fn identify(document: &mut Document, placed: &Placed, ids: &[ObjectId]) -> Result<Option<ObjectId>, Error> {
    let named: BTreeSet<NodeId> = placed.nodes.iter().flat_map(|node| node.heads.iter().copied()).collect();
    let mut names: Vec<Object> = Vec::new();
    for node in &named {
        document.get_dictionary_mut(ids[*node]).map_err(library)?.set("ID", identifier(*node));
        names.extend([identifier(*node), ids[*node].into()]);
    }
    let (Some(first), Some(last)) = (named.first(), named.last()) else { return Ok(None) };
    let limits = vec![identifier(*first), identifier(*last)];
    let leaf = document.add_object(dictionary! { "Limits" => limits, "Names" => names });
    Ok(Some(document.add_object(dictionary! { "Kids" => vec![Object::from(leaf)] })))
}

/// A picture's alternative text, and its rectangle on the page (ISO 14289-1, 7.3).
fn describe(element: &mut Dictionary, figure: &Figure, page_height: f32) {
    let (x, y, width, height) = figure.area;
    let below = page_height - y - height;
    let area = [x, below, x + width, below + height].map(Object::Real).to_vec();
    element.set("Alt", text_string(&figure.alt));
    element.set("A", dictionary! { "O" => name("Layout"), "Placement" => name("Block"), "BBox" => area });
}

fn refer_to_annotations(
    element: &mut Dictionary,
    node: NodeId,
    annotations: &[Annotation],
    pages: &[ObjectId],
) {
    for annotation in annotations.iter().filter(|annotation| annotation.node == node) {
        let reference = dictionary! {
            "Type" => name("OBJR"), "Pg" => pages[annotation.page], "Obj" => annotation.id
        };
        match element.get_mut(b"K").and_then(Object::as_array_mut) {
            Ok(kids) => kids.push(reference.into()),
            Err(_) => element.set("K", vec![reference.into()]),
        }
    }
}

fn annotation(
    placed: &Placed,
    link: &Link,
    page_height: f32,
    pages: &[ObjectId],
    key: i64,
) -> Result<Dictionary, Error> {
    let below = page_height - link.y - link.height;
    let rectangle = [link.x, below, link.x + link.width, below + link.height];
    Ok(dictionary! {
        "Type" => name("Annot"), "Subtype" => name("Link"),
        "Rect" => rectangle.map(Object::Real).to_vec(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // Printed with the page, as PDF/A asks.
        "F" => 4,
        "Contents" => text_string(&link.contents),
        "StructParent" => key,
        "Dest" => destination(placed, link.target, pages)?
    })
}

/// A place to go to: page and height, the reader's own zoom.
pub fn destination(placed: &Placed, target: Target, pages: &[ObjectId]) -> Result<Vec<Object>, Error> {
    let page = placed.pages.get(target.page).ok_or_else(|| library("target page"))?;
    let id = pages.get(target.page).ok_or_else(|| library("target page"))?;
    let y = page.height - target.y;
    Ok(vec![(*id).into(), name("XYZ"), Object::Null, Object::Real(y), Object::Null])
}

fn mark_pages(document: &mut Document, pages: &[ObjectId], annotations: &[Annotation]) -> lopdf::Result<()> {
    for (number, id) in pages.iter().enumerate() {
        let page = document.get_dictionary_mut(*id)?;
        page.set("StructParents", number as i64);
        page.set("Tabs", name("S"));
        let own: Vec<Object> = annotations
            .iter()
            .filter(|annotation| annotation.page == number)
            .map(|annotation| annotation.id.into())
            .collect();
        if own.is_empty() {
            page.remove(b"Annots");
        } else {
            page.set("Annots", own);
        }
    }
    Ok(())
}
