//! The look of marked cells, as differential formats at the end of the workbook's own.

use std::collections::BTreeMap;

use super::sheet::Grade;
use super::xml::{Broken, Edits, Element, elements, place_for, root};
use crate::write::look::{self, Rgb};

/// The order of a style sheet's children (ISO/IEC 29500-1, CT_Stylesheet).
pub const ORDER: &[&str] = &[
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
];

/// The styles with a format for each grade, and the number of each. A format that is there already is used again.
pub fn with_formats(xml: &str, grades: &[Grade]) -> Result<(String, BTreeMap<Grade, usize>), Broken> {
    let found = elements(xml, |depth, name| depth < 2 || (depth == 2 && name == "dxf"))?;
    let root = root(&found)?;
    let prefix = root.prefix();
    let children: Vec<Element> = found.iter().filter(|element| element.depth == 1).cloned().collect();
    let list = children.iter().find(|element| element.local() == "dxfs");
    let mut known = Vec::new();
    for element in found.iter().filter(|element| list.is_some_and(|list| element.within(list))) {
        known.push(meaning(element.text())?);
    }
    let standing = known.len();
    let mut numbers = BTreeMap::new();
    let mut new = String::new();
    for grade in grades {
        let made = format(*grade, prefix);
        let means = meaning(&made)?;
        let number = known.iter().position(|known| *known == means).unwrap_or(known.len());
        if number == known.len() {
            known.push(means);
            new += &made;
        }
        numbers.insert(*grade, number);
    }
    if known.len() == standing {
        return Ok((xml.to_string(), numbers));
    }
    let count = known.len();
    let mut edits = Edits::default();
    match list {
        Some(list) => match (list.attribute_at("count"), &list.inner) {
            (Some(at), Some(inner)) => {
                edits.replace(at, count.to_string());
                edits.insert(inner.end, new);
            }
            (None, Some(inner)) => edits.insert(inner.end, new),
            (_, None) => edits.replace(list.outer.clone(), whole_list(prefix, count, &new)),
        },
        None => edits.insert(place_for(&root, &children, ORDER, "dxfs")?, whole_list(prefix, count, &new)),
    }
    Ok((edits.apply(xml)?, numbers))
}

fn whole_list(prefix: &str, count: usize, formats: &str) -> String {
    format!("<{prefix}dxfs count=\"{count}\">{formats}</{prefix}dxfs>")
}

/// Fill, border and the ink that is read on the fill, whatever colour the cell's own text has. The borders differ in
/// shape too: a whole line for a fault, a broken one for a warning.
fn format(grade: Grade, prefix: &str) -> String {
    let (fill, border, line) = match grade {
        Grade::Fault => (look::FAULTY, look::FAULTY_BORDER, "thin"),
        Grade::Warning => (look::DOUBTFUL, look::DOUBTFUL_BORDER, "dashed"),
    };
    let colour = |name: &str, colour: Rgb| format!("<{prefix}{name} rgb=\"FF{:06X}\"/>", colour.hex());
    let edges: String = ["left", "right", "top", "bottom"]
        .map(|edge| format!("<{prefix}{edge} style=\"{line}\">{}</{prefix}{edge}>", colour("color", border)))
        .concat();
    format!(
        "<{prefix}dxf><{prefix}font>{ink}</{prefix}font><{prefix}fill><{prefix}patternFill patternType=\"solid\">{fill}\
         </{prefix}patternFill></{prefix}fill><{prefix}border>{edges}</{prefix}border></{prefix}dxf>",
        ink = colour("color", look::INK),
        fill = colour("bgColor", fill),
    )
}

/// What a format says, whatever its spaces, prefixes and order of attributes: of each element its depth, its name and
/// its attributes.
type Meaning = Vec<(usize, String, BTreeMap<String, String>)>;

fn meaning(xml: &str) -> Result<Meaning, Broken> {
    let found = elements(xml, |_, _| true)?;
    let one = |element: &Element| {
        let attributes = element.attributes().into_iter().map(|(name, at)| (name, xml[at].to_string()));
        (element.depth, element.local().to_string(), attributes.collect())
    };
    Ok(found.iter().map(one).collect())
}

#[cfg(test)]
mod tests {
    use super::{Grade, with_formats};

    const BOTH: [Grade; 2] = [Grade::Fault, Grade::Warning];

    #[test]
    fn formats_come_last_and_are_used_again() {
        let xml =
            "<styleSheet><cellXfs/><dxfs count=\"1\"><dxf><font/></dxf></dxfs><tableStyles/></styleSheet>";
        let (made, numbers) = with_formats(xml, &BOTH).expect("styles");
        assert_eq!(numbers.into_values().collect::<Vec<_>>(), [1, 2]);
        assert!(
            made.contains("<dxfs count=\"3\"><dxf><font/></dxf><dxf><font><color rgb=\"FF1B1F23\"/>"),
            "{made}"
        );
        let rewritten = made.replace("\"/>", "\" />").replace("\"><", "\">\n<");
        let (again, numbers) = with_formats(&rewritten, &BOTH).expect("styles");
        assert_eq!((again, numbers.into_values().collect::<Vec<_>>()), (rewritten, vec![1, 2]));
    }

    #[test]
    fn a_list_that_is_empty_or_absent_is_made() {
        for xml in [
            "<x:styleSheet><x:cellStyles/><x:tableStyles/></x:styleSheet>",
            "<x:styleSheet><x:cellStyles/><x:dxfs count=\"0\"/><x:tableStyles/></x:styleSheet>",
        ] {
            let (made, numbers) = with_formats(xml, &[Grade::Warning]).expect("styles");
            assert!(
                made.starts_with("<x:styleSheet><x:cellStyles/><x:dxfs count=\"1\"><x:dxf><x:font>"),
                "{made}"
            );
            assert!(made.ends_with("</x:dxf></x:dxfs><x:tableStyles/></x:styleSheet>"), "{made}");
            assert_eq!(numbers[&Grade::Warning], 0);
        }
    }
}
