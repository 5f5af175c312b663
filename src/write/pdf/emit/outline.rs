//! The outline (bookmarks), nested by heading level.

use lopdf::{Dictionary, Document, ObjectId, dictionary};

use super::structure::destination;
use super::{library, name, text_string};
use crate::write::pdf::Error;
use crate::write::pdf::placed::{Bookmark, Placed};

pub fn add(document: &mut Document, placed: &Placed, pages: &[ObjectId]) -> Result<(), Error> {
    let bookmarks = &placed.bookmarks;
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| document.new_object_id()).collect();
    let parents = parents(bookmarks);
    for (number, bookmark) in bookmarks.iter().enumerate() {
        let brothers = children(&parents, parents[number]);
        let at = brothers.iter().position(|brother| *brother == number).unwrap_or(0);
        let mut entry = dictionary! {
            "Title" => text_string(&bookmark.title),
            "Parent" => parents[number].map_or(root, |parent| ids[parent]),
            "Dest" => destination(placed, bookmark.target, pages)?
        };
        if let Some(before) = at.checked_sub(1).and_then(|before| brothers.get(before)) {
            entry.set("Prev", ids[*before]);
        }
        if let Some(after) = brothers.get(at + 1) {
            entry.set("Next", ids[*after]);
        }
        // A negative count: closed until the reader opens it.
        link_children(&mut entry, &children(&parents, Some(number)), &ids, -1);
        document.objects.insert(ids[number], entry.into());
    }
    let mut outlines = dictionary! { "Type" => name("Outlines") };
    link_children(&mut outlines, &children(&parents, None), &ids, 1);
    document.objects.insert(root, outlines.into());
    let catalog = document.catalog_mut().map_err(library)?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", name("UseOutlines"));
    Ok(())
}

/// The nearest bookmark above of a higher level, for each.
fn parents(bookmarks: &[Bookmark]) -> Vec<Option<usize>> {
    let above = |number: usize| (0..number).rev().find(|up| bookmarks[*up].level < bookmarks[number].level);
    (0..bookmarks.len()).map(above).collect()
}

fn children(parents: &[Option<usize>], parent: Option<usize>) -> Vec<usize> {
    (0..parents.len()).filter(|number| parents[*number] == parent).collect()
}

fn link_children(entry: &mut Dictionary, children: &[usize], ids: &[ObjectId], sign: i64) {
    if let (Some(first), Some(last)) = (children.first(), children.last()) {
        entry.set("First", ids[*first]);
        entry.set("Last", ids[*last]);
        entry.set("Count", sign * children.len() as i64);
    }
}
