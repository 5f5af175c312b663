//! `[Content_Types].xml`: what kind of part each is.

use super::MarkError;
use super::package::Package;
use super::xml::{Broken, Edits, Element, elements, escaped, root};

const PART: &str = "[Content_Types].xml";
const NOTES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const RELATIONSHIPS: &str = "application/vnd.openxmlformats-package.relationships+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// Makes a new part of notes known, and the relationships that name it: some programs list each part of those alone.
pub fn add_notes(package: &mut Package, part: &str) -> Result<(), MarkError> {
    edit(package, |edits, root, known| {
        add_ending(edits, root, known, ("rels", RELATIONSHIPS));
        let (prefix, part) = (root.prefix(), escaped(part));
        edits.append(root, &format!("<{prefix}Override PartName=\"/{part}\" ContentType=\"{NOTES}\"/>"));
    })
}

/// Makes drawings of notes known, by their ending.
pub fn add_drawings(package: &mut Package) -> Result<(), MarkError> {
    edit(package, |edits, root, known| add_ending(edits, root, known, ("vml", DRAWING)))
}

/// First, so that it stands in the same place whether it is new or left from an earlier marking.
fn add_ending(edits: &mut Edits, root: &Element, known: &[Element], (ending, kind): (&str, &str)) {
    let same = |element: &Element| element.local() == "Default" && is(element, "Extension", ending);
    if known.iter().any(same) {
        return;
    }
    let text = format!("<{}Default Extension=\"{ending}\" ContentType=\"{kind}\"/>", root.prefix());
    match &root.inner {
        Some(inner) => edits.insert(inner.start, text),
        None => edits.append(root, &text),
    }
}

/// Forgets a part that is gone.
pub fn remove(package: &mut Package, part: &str) -> Result<(), MarkError> {
    let name = format!("/{part}");
    edit(package, |edits, _, known| {
        let gone = known.iter().filter(|element| is(element, "PartName", &name));
        gone.for_each(|element| edits.remove(element.outer.clone()));
    })
}

fn is(element: &Element, attribute: &str, value: &str) -> bool {
    element.attribute(attribute).is_some_and(|known| known.eq_ignore_ascii_case(value))
}

fn edit(package: &mut Package, change: impl Fn(&mut Edits, &Element, &[Element])) -> Result<(), MarkError> {
    let text = package.need(PART)?;
    let changed = || -> Result<String, Broken> {
        let found = elements(&text, |depth, _| depth < 2)?;
        let mut edits = Edits::default();
        change(&mut edits, &root(&found)?, &found);
        edits.apply(&text)
    };
    let changed = changed().map_err(|Broken| MarkError::Damaged { part: PART.to_string() })?;
    if changed != text {
        package.put(PART, changed);
    }
    Ok(())
}
