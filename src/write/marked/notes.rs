//! The part that holds the notes of one sheet.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;
use std::slice::Iter;

use super::a1::{self, Cell};
use super::rich::{Line, Rich};
use super::xml::{Broken, Edits, Element, characters, elements, escaped, root};
use crate::text::marked::AUTHOR;

/// A part without notes.
pub fn empty(namespace: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <comments xmlns=\"{}\"><authors></authors><commentList></commentList></comments>",
        escaped(namespace)
    )
}

/// What an earlier marking left, taken out.
pub struct Cleaned {
    pub xml: String,
    /// Notes that are gone.
    pub removed: BTreeSet<Cell>,
    /// Notes of a person that lost our lines, and how many rows those took.
    pub shortened: BTreeMap<Cell, u32>,
    /// Notes that are left.
    pub left: usize,
}

pub fn without_ours(xml: &str) -> Result<Cleaned, Broken> {
    let found = Found::read(xml)?;
    let mut edits = Edits::default();
    let mut cleaned = Cleaned {
        xml: String::new(),
        removed: BTreeSet::new(),
        shortened: BTreeMap::new(),
        left: found.notes.len(),
    };
    let mut authors = BTreeSet::new();
    for note in &found.notes {
        let ours = note.rich()?.without_ours();
        match (ours, note.at) {
            (Some((left, _)), Some(at)) if left.is_blank() => {
                edits.remove(note.element.outer.clone());
                cleaned.removed.insert(at);
                cleaned.left -= 1;
                continue;
            }
            (Some((left, rows)), Some(at)) => {
                note.write(&mut edits, &left);
                cleaned.shortened.insert(at, rows);
            }
            _ => {}
        }
        authors.extend(note.element.number::<usize>("authorId"));
    }
    // Notes name their authors by number: only the last can go without a new numbering.
    if let Some((last, author)) = found.authors.iter().enumerate().next_back()
        && is_ours(author)?
        && !authors.contains(&last)
        && !edits.is_empty()
    {
        edits.remove(author.outer.clone());
    }
    cleaned.xml = edits.apply(xml)?;
    Ok(cleaned)
}

/// The notes with what is now said.
pub struct Added {
    pub xml: String,
    /// New notes, and the length of each of their lines.
    pub new: BTreeMap<Cell, Vec<usize>>,
    /// Notes that stood there and grew, by how many rows.
    pub grown: BTreeMap<Cell, u32>,
}

pub fn with_lines(xml: &str, lines: &BTreeMap<Cell, Vec<Line>>) -> Result<Added, Broken> {
    let found = Found::read(xml)?;
    let prefix = found.root.prefix();
    let mut edits = Edits::default();
    let mut added = Added { xml: String::new(), new: BTreeMap::new(), grown: BTreeMap::new() };
    let mut standing: BTreeMap<Cell, &Note> = BTreeMap::new();
    for note in &found.notes {
        if let Some(at) = note.at {
            standing.entry(at).or_insert(note);
        }
    }
    let mut new = String::new();
    let author = found.author()?;
    for (at, lines) in lines {
        if let Some(note) = standing.get(at) {
            let mut rich = note.rich()?;
            added.grown.insert(*at, rich.add(lines, prefix));
            note.write(&mut edits, &rich);
            continue;
        }
        let mut rich = Rich::default();
        rich.add(lines, prefix);
        new += &format!(
            "<{prefix}comment ref=\"{}\" authorId=\"{author}\"><{prefix}text>{}</{prefix}text></{prefix}comment>",
            a1::cell(*at),
            rich.write(prefix)
        );
        added.new.insert(*at, rich.line_lengths());
    }
    if !new.is_empty() {
        edits.append(found.list.as_ref().ok_or(Broken)?, &new);
        if author == found.authors.len() {
            let authors = found.author_list.as_ref().ok_or(Broken)?;
            edits.append(authors, &format!("<{prefix}author>{}</{prefix}author>", escaped(AUTHOR)));
        }
    }
    added.xml = edits.apply(xml)?;
    Ok(added)
}

struct Found<'x> {
    root: Element<'x>,
    author_list: Option<Element<'x>>,
    authors: Vec<Element<'x>>,
    list: Option<Element<'x>>,
    notes: Vec<Note<'x>>,
}

struct Note<'x> {
    at: Option<Cell>,
    element: Element<'x>,
    text: Option<Element<'x>>,
}

impl<'x> Found<'x> {
    fn read(xml: &'x str) -> Result<Found<'x>, Broken> {
        let all = elements(xml, |depth, name| {
            let known = ["authors", "author", "commentList", "comment", "text"];
            depth == 0 || (depth < 4 && known.contains(&name))
        })?;
        let mut found = Found {
            root: root(&all)?,
            author_list: None,
            authors: Vec::new(),
            list: None,
            notes: Vec::new(),
        };
        let mut rest = all.iter().peekable();
        while let Some(element) = rest.next() {
            match (element.depth, element.local()) {
                (1, "authors") => found.author_list = Some(element.clone()),
                (2, "author") => found.authors.push(element.clone()),
                (1, "commentList") => found.list = Some(element.clone()),
                (2, "comment") => found.notes.push(Note::read(element, &mut rest)),
                _ => {}
            }
        }
        Ok(found)
    }

    /// The number of our author, which is the next one where it is not there yet.
    fn author(&self) -> Result<usize, Broken> {
        for (number, author) in self.authors.iter().enumerate() {
            if is_ours(author)? {
                return Ok(number);
            }
        }
        Ok(self.authors.len())
    }
}

fn is_ours(author: &Element) -> Result<bool, Broken> {
    Ok(characters(author.inner_text())?.trim() == AUTHOR)
}

impl<'x> Note<'x> {
    fn read(element: &Element<'x>, rest: &mut Peekable<Iter<Element<'x>>>) -> Note<'x> {
        let at = element.attribute("ref").and_then(|at| a1::parse_cell(&at));
        let text = rest.next_if(|next| next.local() == "text" && next.within(element)).cloned();
        Note { at, element: element.clone(), text }
    }

    fn rich(&self) -> Result<Rich, Broken> {
        Rich::read(self.text.as_ref().map_or("", |text| text.inner_text()))
    }

    /// Puts another text in its place.
    fn write(&self, edits: &mut Edits, rich: &Rich) {
        let prefix = self.element.prefix();
        let text = format!("<{prefix}text>{}</{prefix}text>", rich.write(prefix));
        match (&self.text, &self.element.inner) {
            (Some(known), _) => edits.replace(known.outer.clone(), text),
            (None, Some(inner)) => edits.insert(inner.start, text),
            (None, None) => edits.append(&self.element, &text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, empty, with_lines, without_ours};
    use std::collections::BTreeMap;

    fn said() -> BTreeMap<(u32, u32), Vec<Line>> {
        let line = |text: &str| vec![Line { fault: true, text: text.into() }];
        BTreeMap::from([((2, 2), line("ett")), ((4, 3), line("två"))])
    }

    #[test]
    fn new_notes_leave_as_they_came() {
        let before = empty("m");
        let added = with_lines(&before, &said()).expect("notes");
        assert!(added.xml.contains("<authors><author>Svarskontrollen</author></authors>"), "{}", added.xml);
        assert_eq!((added.new.len(), added.grown.len()), (2, 0));
        let cleaned = without_ours(&added.xml).expect("notes");
        assert_eq!((cleaned.xml, cleaned.left, cleaned.removed.len()), (before, 0, 2));
    }

    #[test]
    fn a_note_in_the_same_cell_grows_and_shrinks() {
        let before = "<x:comments><x:authors><x:author>Anna</x:author></x:authors><x:commentList><x:comment ref=\"C4\" \
            authorId=\"0\"><x:text><x:t xml:space=\"preserve\">min</x:t></x:text></x:comment><x:comment ref=\"D1\" \
            authorId=\"0\"/></x:commentList></x:comments>";
        let added = with_lines(before, &said()).expect("notes");
        assert_eq!(added.grown, BTreeMap::from([((4, 3), 3)]));
        assert!(added.xml.contains("<x:comment ref=\"B2\" authorId=\"1\">"), "{}", added.xml);
        let cleaned = without_ours(&added.xml).expect("notes");
        assert_eq!((cleaned.xml.as_str(), cleaned.shortened, cleaned.left), (before, added.grown, 2));
    }

    #[test]
    fn an_author_whose_note_was_answered_stays() {
        let xml = "<comments><authors><author>Svarskontrollen</author></authors><commentList><comment ref=\"A1\" authorId=\"0\">\
            <text><t>FEL: a\n– Svarskontrollen\nsvar</t></text></comment></commentList></comments>";
        let cleaned = without_ours(xml).expect("notes");
        assert!(cleaned.xml.contains(">svar</t>") && cleaned.xml.contains("<author>"), "{}", cleaned.xml);
    }
}
