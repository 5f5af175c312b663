//! The drawing (VML) that holds the boxes in which the notes of a sheet are shown.

use std::collections::{BTreeMap, BTreeSet};

use super::a1::Cell;
use super::grid::Anchor;
use super::xml::{Broken, Edits, Element, lenient_elements, root};

const VML: &str = "urn:schemas-microsoft-com:vml";
const OFFICE: &str = "urn:schemas-microsoft-com:office:office";
const EXCEL: &str = "urn:schemas-microsoft-com:office:excel";

/// What a box is: a text box, in the numbering of the drawing language.
const KIND: &str = "_x0000_t202";
/// Numbers of boxes begin here in each sheet's thousand.
const THOUSAND: u32 = 1024;
/// Points of a row in the size of a box that has no place in the grid.
const ROW_POINTS: f64 = 15.0;
const POINTS_OF_PIXEL: f64 = 0.75;

/// Pixels of a character, of a line, and of the air around them; and how long a line is.
const CHARACTER: u32 = 7;
const LINE: u32 = 16;
const PADDING: u32 = 16;
const SHORTEST_LINE: usize = 24;
const LONGEST_LINE: usize = 48;
/// Higher than a screen serves nobody.
const MOST: usize = 60;

/// A box that is new.
pub struct New {
    pub cell: Cell,
    pub anchor: Anchor,
    pub width: u32,
    pub height: u32,
}

/// Width and height in pixels of a box that shows lines of these lengths in 9 points.
pub fn size(lines: &[usize]) -> (u32, u32) {
    let longest = lines.iter().copied().max().unwrap_or(0).clamp(SHORTEST_LINE, LONGEST_LINE);
    let rows: usize = lines.iter().map(|length| length.div_ceil(longest).max(1)).sum();
    // One more, since words are not cut where the line is full.
    let rows = if lines.iter().any(|length| *length > longest) { rows + 1 } else { rows };
    let pixels = |count: usize, each: u32| u32::try_from(count.min(MOST)).unwrap_or(0) * each + PADDING;
    (pixels(longest, CHARACTER), pixels(rows, LINE))
}

/// A drawing without boxes; `sheet` is the number of the sheet, which numbers its boxes.
pub fn empty(sheet: u32) -> String {
    format!(
        "<xml xmlns:v=\"{VML}\" xmlns:o=\"{OFFICE}\" xmlns:x=\"{EXCEL}\"><o:shapelayout v:ext=\"edit\">\
         <o:idmap v:ext=\"edit\" data=\"{sheet}\"/></o:shapelayout></xml>"
    )
}

/// The drawing with new boxes last.
pub fn with_new(xml: &str, new: &[New]) -> Result<String, Broken> {
    let found = lenient_elements(xml, |_| true)?;
    let root = root(&found)?;
    let mut text = String::new();
    if !found.iter().any(|element| element.local() == "shapetype" && is(element, "id", KIND)) {
        text += &format!(
            "<v:shapetype{}{} id=\"{KIND}\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">\
             <v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>",
            declared(&root, "v", VML),
            declared(&root, "o", OFFICE),
        );
    }
    let spaces = [("v", VML), ("o", OFFICE), ("x", EXCEL)]
        .map(|(prefix, space)| declared(&root, prefix, space))
        .concat();
    for (number, new) in (free_number(&found)..).zip(new) {
        text += &shape(new, number, &spaces);
    }
    let mut edits = Edits::default();
    edits.append(&root, &text);
    edits.apply(xml)
}

/// The drawing without the boxes of some cells.
pub fn without(xml: &str, cells: &BTreeSet<Cell>) -> Result<String, Broken> {
    let mut edits = Edits::default();
    for found in boxes(xml)?.iter().filter(|found| found.cell.is_some_and(|cell| cells.contains(&cell))) {
        edits.remove(found.shape.outer.clone());
    }
    edits.apply(xml)
}

/// The drawing with some boxes made higher or lower by a number of rows.
pub fn resized(xml: &str, rows: &BTreeMap<Cell, i64>) -> Result<String, Broken> {
    let mut edits = Edits::default();
    for found in boxes(xml)? {
        let Some(by) = found.cell.and_then(|cell| rows.get(&cell)) else { continue };
        match &found.anchor {
            Some(anchor) => {
                let text = anchor.inner_text();
                let mut numbers: Vec<i64> =
                    text.split(',').filter_map(|part| part.trim().parse().ok()).collect();
                if let ([.., top, _, _, _, bottom, _], Some(inner)) = (numbers.as_mut_slice(), &anchor.inner)
                {
                    *bottom = (*bottom + by).max(*top + 1);
                    let text: Vec<String> = numbers.iter().map(i64::to_string).collect();
                    edits.replace(inner.clone(), text.join(", "));
                }
            }
            None => resize_style(xml, &found.shape, *by, &mut edits),
        }
    }
    edits.apply(xml)
}

/// A box without a place in the grid has its height in its style: `height:79px`.
fn resize_style(xml: &str, shape: &Element, by: i64, edits: &mut Edits) {
    let Some(at) = shape.attribute_at("style") else { return };
    let style = &xml[at.clone()];
    let Some(value) = style.split(';').find_map(|part| part.trim().strip_prefix("height:")) else { return };
    let unit = value.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == '.');
    let Ok(height) = value[..value.len() - unit.len()].parse::<f64>() else { return };
    let row = if unit == "px" { ROW_POINTS / POINTS_OF_PIXEL } else { ROW_POINTS };
    let height = (height + row * by as f64).max(row);
    edits.replace(at, style.replace(&format!("height:{value}"), &format!("height:{height}{unit}")));
}

/// Are there boxes, pictures or fields left in the drawing?
pub fn is_empty(xml: &str) -> Result<bool, Broken> {
    let kinds = ["shape", "group", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "image"];
    Ok(lenient_elements(xml, |name| kinds.contains(&name))?.is_empty())
}

struct NoteBox<'x> {
    shape: Element<'x>,
    cell: Option<Cell>,
    anchor: Option<Element<'x>>,
}

/// The boxes of notes; fields and pictures are none.
fn boxes(xml: &str) -> Result<Vec<NoteBox<'_>>, Broken> {
    let kinds = ["shape", "ClientData", "Row", "Column", "Anchor"];
    let mut found: Vec<NoteBox> = Vec::new();
    let mut place: (Option<u32>, Option<u32>) = (None, None);
    for element in lenient_elements(xml, |name| kinds.contains(&name))? {
        if element.local() == "shape" {
            place = (None, None);
            found.push(NoteBox { shape: element, cell: None, anchor: None });
            continue;
        }
        let Some(last) = found.last_mut().filter(|last| element.within(&last.shape)) else { continue };
        let number = || element.inner_text().trim().parse::<u32>().ok()?.checked_add(1);
        match element.local() {
            "ClientData" if !is(&element, "ObjectType", "Note") => {
                found.pop();
                continue;
            }
            "Row" => place.0 = number(),
            "Column" => place.1 = number(),
            "Anchor" => last.anchor = Some(element),
            _ => {}
        }
        last.cell = place.0.zip(place.1);
    }
    Ok(found)
}

fn is(element: &Element, attribute: &str, value: &str) -> bool {
    element.attribute(attribute).as_deref() == Some(value)
}

/// A declaration of a namespace where the root has not declared it by this prefix.
fn declared(root: &Element, prefix: &str, space: &str) -> String {
    match root.namespace(prefix) {
        Some(known) if known == space => String::new(),
        _ => format!(" xmlns:{prefix}=\"{space}\""),
    }
}

/// After the highest number that a box of the drawing has, and in its sheet's thousand.
fn free_number(found: &[Element]) -> u32 {
    let number = |element: &Element| element.attribute("id")?.strip_prefix("_x0000_s")?.parse::<u32>().ok();
    let highest = found.iter().filter(|element| element.local() == "shape").filter_map(number).max();
    let data = found.iter().find(|element| element.local() == "idmap");
    let thousand = data.and_then(|map| map.attribute("data")?.split(',').next()?.trim().parse::<u32>().ok());
    let first = thousand.unwrap_or(1).saturating_mul(THOUSAND);
    highest.unwrap_or(0).max(first).saturating_add(1)
}

fn shape(new: &New, number: u32, spaces: &str) -> String {
    let place: Vec<String> = new.anchor.iter().map(|(at, into)| format!("{at}, {into}")).collect();
    let points = |pixels: u32| f64::from(pixels) * POINTS_OF_PIXEL;
    let (row, column) = new.cell;
    format!(
        "<v:shape{spaces} id=\"_x0000_s{number}\" type=\"#{KIND}\" style=\"position:absolute;margin-left:59.25pt;\
         margin-top:1.5pt;width:{width}pt;height:{height}pt;z-index:{number};visibility:hidden\" fillcolor=\"#ffffe1\" \
         o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>\
         <v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div>\
         </v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{place}</x:Anchor>\
         <x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
        width = points(new.width),
        height = points(new.height),
        place = place.join(", "),
        row = row.saturating_sub(1),
        column = column.saturating_sub(1),
    )
}

#[cfg(test)]
mod tests {
    use super::{New, empty, is_empty, resized, with_new, without};
    use std::collections::{BTreeMap, BTreeSet};

    fn new(cell: (u32, u32)) -> New {
        New { cell, anchor: [(3, 15), (0, 0), (5, 10), (4, 2)], width: 200, height: 80 }
    }

    #[test]
    fn boxes_come_and_go() {
        let before = with_new(&empty(2), &[new((3, 2))]).expect("a drawing");
        assert!(
            before.contains("id=\"_x0000_s2049\"")
                && before.contains("<x:Row>2</x:Row><x:Column>1</x:Column>")
        );
        let after = with_new(&before, &[new((9, 9))]).expect("a drawing");
        assert!(after.contains("id=\"_x0000_s2050\""), "{after}");
        assert_eq!(after.matches("<v:shapetype").count(), 1);
        assert_eq!(without(&after, &BTreeSet::from([(9, 9)])).as_deref(), Ok(before.as_str()));
        let none = without(&before, &BTreeSet::from([(3, 2)])).expect("a drawing");
        assert_eq!((is_empty(&before), is_empty(&none)), (Ok(false), Ok(true)));
    }

    #[test]
    fn a_drawing_of_other_prefixes_takes_new_boxes() {
        let xml = "<xml xmlns:ns1=\"urn:schemas-microsoft-com:vml\"><ns1:shape id=\"_x0000_s1030\"><br></ns1:shape></xml>";
        let made = with_new(xml, &[new((1, 1))]).expect("a drawing");
        assert!(made.contains("<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o="), "{made}");
        assert!(made.contains("id=\"_x0000_s1031\""), "{made}");
        assert!(made.ends_with("</v:shape></xml>"));
    }

    #[test]
    fn a_box_grows_and_shrinks_by_rows() {
        let by = |rows: i64| BTreeMap::from([((3, 2), rows)]);
        let before = with_new(&empty(1), &[new((3, 2)), new((4, 2))]).expect("a drawing");
        let after = resized(&before, &by(7)).expect("a drawing");
        assert!(after.contains("<x:Anchor>3, 15, 0, 0, 5, 10, 11, 2</x:Anchor>"), "{after}");
        assert_eq!(resized(&after, &by(-7)).as_deref(), Ok(before.as_str()));
        let low = resized(&before, &by(-70)).expect("a drawing");
        assert!(low.contains("<x:Anchor>3, 15, 0, 0, 5, 10, 1, 2</x:Anchor>"), "{low}");
        let free = "<xml><s:shape style=\"width:144px;height:79px;z-index:1\"><ClientData ObjectType=\"Note\"><Row>2</Row><Column>1</Column></ClientData></s:shape></xml>";
        let after = resized(free, &by(2)).expect("a drawing");
        assert!(after.contains("height:119px;"), "{after}");
        assert_eq!(resized(&after, &by(-2)).as_deref(), Ok(free));
    }

    #[test]
    fn a_button_at_the_same_place_is_left() {
        let xml = "<xml><v:shape><x:ClientData ObjectType=\"Button\"><x:Row>2</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>";
        assert_eq!(without(xml, &BTreeSet::from([(3, 2)])).as_deref(), Ok(xml));
    }
}
