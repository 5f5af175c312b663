//! The report as a screen reader goes through it: the whole structure tree as text, in reading order, to be read from top
//! to bottom; and the finished file's tree, which is the same. After a wanted change:
//! `INSTA_UPDATE=always cargo test --test huvudjobb aloud`.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};
use uppfolj::write::pdf::placed::{NodeId, Owner, Placed, Scope, Tag};

use crate::runs::{interim, year};

/// What each element says itself.
fn said(placed: &Placed) -> BTreeMap<NodeId, String> {
    let mut said: BTreeMap<NodeId, String> = BTreeMap::new();
    for (_, owner, text) in placed.texts() {
        if let Owner::Node(node) = owner {
            said.entry(node).or_default().push_str(&text.text);
        }
    }
    said
}

/// An element a line, its kids indented below it; a row of a table, an item of a list and an entry of the contents are
/// read in one go and stand on one line. `↓` and `→` head a column and a row, which stands in the groups before `›`; a figure says its
/// alternative text.
fn aloud(placed: &Placed) -> String {
    let mut out = String::new();
    tell(placed, &said(placed), 0, 0, &mut out);
    out
}

fn tell(placed: &Placed, said: &BTreeMap<NodeId, String>, at: NodeId, depth: usize, out: &mut String) {
    let node = &placed.nodes[at];
    out.push_str(&" ".repeat(depth));
    match node.tag {
        Tag::TR | Tag::LI | Tag::Toci => {
            let mut parts = Vec::new();
            leaves(placed, said, at, &mut parts);
            let head = node.kids.first().map(|head| placed.nodes[*head].heads.as_slice()).unwrap_or_default();
            let groups: String = head.iter().map(|group| format!("{} › ", spoken(said, *group))).collect();
            out.push_str(&format!("{}: {groups}{}\n", node.tag.name(), parts.join(" | ")));
        }
        tag => {
            let text = node.figure.as_ref().map(|figure| figure.alt.clone());
            let text = text.unwrap_or_else(|| spoken(said, at));
            out.push_str(format!("{}: {text}", tag.name()).trim_end_matches([' ', ':']));
            out.push('\n');
            for kid in &node.kids {
                tell(placed, said, *kid, depth + 1, out);
            }
        }
    }
}

fn leaves(placed: &Placed, said: &BTreeMap<NodeId, String>, at: NodeId, parts: &mut Vec<String>) {
    let node = &placed.nodes[at];
    if node.kids.is_empty() {
        let heads = match node.scope {
            Some(Scope::Column) => "↓",
            Some(Scope::Row) => "→",
            None => "",
        };
        parts.push(format!("{heads}{}", spoken(said, at)));
    }
    node.kids.iter().for_each(|kid| leaves(placed, said, *kid, parts));
}

fn spoken(said: &BTreeMap<NodeId, String>, at: NodeId) -> String {
    said.get(&at).map(|text| visible(text)).unwrap_or_default()
}

/// As the golden dumps show it: no-break space and soft hyphen told apart from what they look like.
fn visible(text: &str) -> String {
    text.trim_end().replace('\u{a0}', "_").replace('\u{ad}', "~")
}

/// Type, scope, number of heads and alternative text of every element, in the order of the tree.
type Told = (String, Option<String>, usize, Option<String>);

fn of_pages(placed: &Placed, at: NodeId, found: &mut Vec<Told>) {
    let node = &placed.nodes[at];
    let scope = node.scope.map(|scope| format!("{scope:?}"));
    let alt = node.figure.as_ref().map(|figure| figure.alt.clone());
    found.push((node.tag.name().to_string(), scope, node.heads.len(), alt));
    node.kids.iter().for_each(|kid| of_pages(placed, *kid, found));
}

fn of_file(document: &Document, element: &Dictionary, found: &mut Vec<Told>) {
    let name = |object: &Object| object.as_name().map(|name| String::from_utf8_lossy(name).to_string()).ok();
    if let Some(kind) = element.get(b"S").ok().and_then(name) {
        let attributes = element.get_deref(b"A", document).and_then(Object::as_dict);
        let attributes = attributes.ok();
        let scope = attributes.and_then(|attributes| attributes.get(b"Scope").ok()).and_then(name);
        let heads =
            attributes.and_then(|attributes| attributes.get(b"Headers").and_then(Object::as_array).ok());
        let alt = element.get(b"Alt").and_then(lopdf::decode_text_string).ok();
        found.push((kind, scope, heads.map_or(0, Vec::len), alt));
    }
    let kids = match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(kid) => vec![kid.clone()],
        Err(_) => Vec::new(),
    };
    for kid in kids {
        if let Ok((_, Object::Dictionary(kid))) = document.dereference(&kid) {
            of_file(document, kid, found);
        }
    }
}

#[test]
fn the_interim_report_read_aloud() {
    insta::assert_snapshot!("aloud_2020_08", aloud(&interim().placed));
}

#[test]
fn the_tree_of_the_file_is_that_of_the_pages() {
    for run in [interim(), year()] {
        let document = Document::load_mem(run.file(&run.document.file_stem, ".pdf")).expect("a PDF");
        let catalog = document.catalog().expect("a catalog");
        let root = catalog.get_deref(b"StructTreeRoot", &document).and_then(Object::as_dict).expect("a tree");
        let (mut in_file, mut on_pages) = (Vec::new(), Vec::new());
        of_file(&document, root, &mut in_file);
        of_pages(&run.placed, 0, &mut on_pages);
        assert!(in_file.len() > 3000 && in_file.iter().any(|(_, _, _, alt)| alt.is_some()));
        assert_eq!(in_file, on_pages);
    }
}
