//! What stands in the cells that are marked, and how a rule says that it still stands there: a mark goes out when the
//! cell is changed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::a1::{self, Area, Cell};
use super::xml::{Broken, Element, characters, elements};

/// Longest text that a rule names in full; Excel takes a few more characters.
const NAMED: usize = 200;
/// A number is the same when it differs by less than a spreadsheet program keeps of it.
const SAME: &str = "1E-9";

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    Nothing,
    Number(String),
    Text(String),
    Truth,
    Error,
    Formula,
    /// Something that no rule is made for.
    Other,
}

/// One cell of a sheet's XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub held: Held,
    /// Number of its format.
    pub format: usize,
    /// Where that number stands, or would stand with the name of its attribute before it.
    pub format_at: (Range<usize>, bool),
}

/// The wanted cells that the sheet has. `strings`: the texts that cells share.
pub fn cells(
    xml: &str,
    wanted: &BTreeSet<Cell>,
    strings: &[String],
) -> Result<BTreeMap<Cell, Found>, Broken> {
    let found = elements(xml, |depth, name| (depth == 2 && name == "row") || (depth == 3 && name == "c"))?;
    let mut cells = BTreeMap::new();
    let (mut row, mut column) = (0, 0);
    for element in &found {
        // A row or a cell without a number is the one after the one before it.
        if element.local() == "row" {
            (row, column) = (element.number("r").unwrap_or(row + 1), 0);
            continue;
        }
        let at = element.attribute("r").and_then(|text| a1::parse_cell(&text)).unwrap_or((row, column + 1));
        column = at.1;
        if wanted.contains(&at) {
            let format_at = match element.attribute_at("s") {
                Some(at) => (at, true),
                None => {
                    let end = element.outer.start + 1 + element.name.len();
                    (end..end, false)
                }
            };
            let format = element.number("s").unwrap_or_default();
            cells.insert(at, Found { held: held(element, strings)?, format, format_at });
        }
    }
    Ok(cells)
}

fn held(cell: &Element, strings: &[String]) -> Result<Held, Broken> {
    let parts = elements(cell.text(), |depth, name| depth == 1 && matches!(name, "f" | "v" | "is"))?;
    let part = |name: &str| parts.iter().find(|part| part.local() == name);
    if part("f").is_some() {
        return Ok(Held::Formula);
    }
    let value = match part("v") {
        Some(value) => characters(value.inner_text())?,
        None => String::new(),
    };
    Ok(match cell.attribute("t").as_deref() {
        Some("inlineStr") => part("is").map_or(Ok(Held::Nothing), |text| shared(text).map(Held::Text))?,
        _ if value.is_empty() => Held::Nothing,
        Some("s") => {
            let number: Option<usize> = value.trim().parse().ok();
            number.and_then(|at| strings.get(at)).map_or(Held::Other, |text| Held::Text(text.clone()))
        }
        Some("str") => Held::Text(value),
        Some("b") => Held::Truth,
        Some("e") => Held::Error,
        None | Some("n") if value.trim().parse().is_ok_and(f64::is_finite) => {
            Held::Number(value.trim().to_string())
        }
        _ => Held::Other,
    })
}

/// The texts of the part of shared strings.
pub fn strings(xml: &str) -> Result<Vec<String>, Broken> {
    elements(xml, |depth, name| depth == 1 && name == "si")?.iter().map(shared).collect()
}

/// A text of one or more runs, without the reading aids of other scripts.
fn shared(element: &Element) -> Result<String, Broken> {
    let found = elements(element.text(), |_, name| matches!(name, "t" | "rPh"))?;
    let aids: Vec<&Element> = found.iter().filter(|one| one.local() == "rPh").collect();
    let runs = found.iter().filter(|one| one.local() == "t" && !aids.iter().any(|aid| one.within(aid)));
    runs.map(|run| characters(run.inner_text())).collect()
}

/// The condition that the area, whose first cell holds this, has not been changed; `None` when no rule can tell.
pub fn unchanged(area: Area, held: &Held) -> Option<String> {
    let cell = a1::absolute(area.first);
    Some(match held {
        Held::Nothing => format!("LEN(TRIM({cell}))=0"),
        Held::Number(number) => {
            format!("ISNUMBER({cell}),ABS({cell}-({number}))<=ABS({number})*{SAME}")
        }
        Held::Text(text) => format!("ISTEXT({cell}),{}", same_text(&cell, text)?),
        Held::Truth => format!("ISLOGICAL({cell})"),
        Held::Error => format!("ISERROR({cell})"),
        Held::Formula => format!("_xlfn.ISFORMULA({cell})"),
        Held::Other => return None,
    })
}

/// Spaces are left out of account: which of them a program keeps is not known.
fn same_text(cell: &str, text: &str) -> Option<String> {
    // Programs write such signs in their own ways, or count them differently.
    if text.contains("_x") || text.chars().any(|sign| u32::from(sign) > 0xFFFF || sign == '\r') {
        return None;
    }
    let trimmed: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let trimmed = trimmed.join(" ");
    let length = trimmed.chars().count();
    Some(if length <= NAMED && !trimmed.chars().any(char::is_control) {
        format!("EXACT(TRIM({cell}),\"{}\")", trimmed.replace('"', "\"\""))
    } else {
        format!("LEN(TRIM({cell}))={length}")
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Area, Held, cells, strings, unchanged};

    #[test]
    fn every_kind_of_content_is_told_wherever_its_cell_stands() {
        let texts = strings(
            "<sst><si><t>ett</t></si><si><r><t>två </t></r><r><t>delar</t></r><rPh><t>aid</t></rPh></si></sst>",
        )
        .expect("texts");
        let xml = "<worksheet><sheetData><row r=\"2\"><c r=\"B2\" s=\"4\" t=\"s\"><v>1</v></c><c><v>-1.5</v></c>\
            <c t=\"b\"><v>1</v></c></row><row><c t=\"e\"><v>#N/A</v></c><c t=\"inlineStr\"><is><t>tre</t></is></c>\
            <c s=\"1\"/><c t=\"str\"><f>A1</f><v>x</v></c><c t=\"s\"><v>9</v></c></row></sheetData></worksheet>";
        let wanted: BTreeSet<_> =
            [(2, 2), (2, 3), (2, 4), (3, 1), (3, 2), (3, 3), (3, 4), (3, 5), (9, 9)].into();
        let found = cells(xml, &wanted, &texts).expect("a sheet");
        let held: Vec<Held> = found.values().map(|one| one.held.clone()).collect();
        let text = |text: &str| Held::Text(text.into());
        let number = Held::Number("-1.5".into());
        let expected =
            [text("två delar"), number, Held::Truth, Held::Error, text("tre"), Held::Nothing, Held::Formula];
        assert_eq!(held[..7], expected);
        assert_eq!(held[7..], [Held::Other]);
        assert_eq!((found[&(2, 2)].format, found[&(2, 3)].format), (4, 0));
    }

    #[test]
    fn what_cannot_be_compared_is_never_taken_for_changed() {
        let said = |text: &str| unchanged(Area::of((3, 2)), &Held::Text(text.into()));
        assert_eq!(said(" 1  \"mkr\" ").as_deref(), Some("ISTEXT($B$3),EXACT(TRIM($B$3),\"1 \"\"mkr\"\"\")"));
        assert_eq!(said(&"å".repeat(201)).as_deref(), Some("ISTEXT($B$3),LEN(TRIM($B$3))=201"));
        assert_eq!(said("a_x000D_b"), None);
        assert_eq!(said("\u{1F600}"), None);
        assert_eq!(unchanged(Area::of((3, 2)), &Held::Other), None);
    }
}
