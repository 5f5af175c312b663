//! A worksheet's own XML: the colour of the marked cells, as conditional formats that hold while the cell does, the
//! number formats that marked fields get back, marked rows unfolded, and the place of the drawing of notes. Values and
//! formulas are not touched.

use std::collections::{BTreeMap, BTreeSet};

use super::a1::{self, Area, Cell};
use super::held;
use super::xml::{Broken, Edits, Element, characters, elements, escaped, place_for, root};

/// The order of a worksheet's children (ISO/IEC 29500-1, CT_Worksheet).
const ORDER: &[&str] = &[
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

const MAIN_NAMESPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// How grave the gravest mark of a cell is. The graver comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    Fault,
    Warning,
}

impl Grade {
    /// What our rules are known by when the file comes back, also from programs that write rules in their own way:
    /// never change it, copies with it are out.
    const fn marker(self) -> &'static str {
        match self {
            Grade::Fault => "\"uppfolj-fel\"",
            Grade::Warning => "\"uppfolj-varning\"",
        }
    }

    /// True while the conditions are; without any, always.
    fn formula(self, conditions: &[String]) -> String {
        let marker = format!("LEN({})>0", self.marker());
        if conditions.is_empty() { marker } else { format!("AND({marker},{})", conditions.join(",")) }
    }
}

/// The sheet without the rules of an earlier marking.
pub fn without_rules(xml: &str) -> Result<String, Broken> {
    let groups = elements(xml, |depth, name| depth == 1 && name == "conditionalFormatting")?;
    let rules = elements(xml, |depth, name| depth == 2 && name == "cfRule")?;
    let mut ours = Vec::new();
    for rule in &rules {
        let formula = characters(rule.inner_text())?;
        ours.push([Grade::Fault, Grade::Warning].iter().any(|grade| formula.contains(grade.marker())));
    }
    let mut edits = Edits::default();
    let mut at = 0;
    for group in &groups {
        while rules.get(at).is_some_and(|rule| rule.outer.start < group.outer.start) {
            at += 1;
        }
        let from = at;
        while rules.get(at).is_some_and(|rule| rule.within(group)) {
            at += 1;
        }
        if from < at && ours[from..at].iter().all(|ours| *ours) {
            edits.remove(group.outer.clone());
        } else {
            let gone = rules[from..at].iter().zip(&ours[from..at]).filter(|(_, ours)| **ours);
            gone.for_each(|(rule, _)| edits.remove(rule.outer.clone()));
        }
    }
    edits.apply(xml)
}

/// An area to colour, and while what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    pub grade: Grade,
    pub area: Area,
    pub conditions: Vec<String>,
}

/// The sheet with the areas coloured: each has its rule, before and above every rule that stands there.
pub fn with_rules(
    xml: &str,
    rules: &BTreeSet<Rule>,
    formats: &BTreeMap<Grade, usize>,
) -> Result<String, Broken> {
    let found = elements(xml, |depth, name| depth < 2 || name == "cfRule")?;
    let root = root(&found)?;
    let mut edits = Edits::default();
    give_way(xml, &found, rules.len(), &mut edits)?;
    let children: Vec<Element> = found.into_iter().filter(|element| element.depth == 1).collect();
    let prefix = root.prefix();
    let mut made = String::new();
    for (rule, priority) in rules.iter().zip(1..) {
        let format = formats.get(&rule.grade).ok_or(Broken)?;
        made += &format!(
            "<{prefix}conditionalFormatting sqref=\"{cells}\"><{prefix}cfRule type=\"expression\" dxfId=\"{format}\" \
             priority=\"{priority}\" stopIfTrue=\"1\"><{prefix}formula>{formula}</{prefix}formula></{prefix}cfRule>\
             </{prefix}conditionalFormatting>",
            cells = a1::area(rule.area),
            formula = escaped(&rule.grade.formula(&rule.conditions)),
        );
    }
    edits.insert(place_for(&root, &children, ORDER, "conditionalFormatting")?, made);
    edits.apply(xml)
}

/// Moves the priorities of the rules that stand there, as far as needed for the first `free` to be free. Their own
/// order stays.
fn give_way(xml: &str, found: &[Element], free: usize, edits: &mut Edits) -> Result<(), Broken> {
    let free = i64::try_from(free).map_err(|_| Broken)?;
    let rules = found.iter().filter(|element| element.local() == "cfRule");
    let priorities: Vec<(std::ops::Range<usize>, i64)> = rules
        .filter_map(|rule| rule.attribute_at("priority"))
        .filter_map(|at| Some((at.clone(), xml[at].trim().parse().ok()?)))
        .collect();
    let Some(first) = priorities.iter().map(|(_, priority)| *priority).min() else { return Ok(()) };
    if first <= free {
        for (at, priority) in priorities {
            // The schema wants a 32-bit number.
            let moved = priority.saturating_add(free - first + 1).min(i64::from(i32::MAX));
            edits.replace(at, moved.to_string());
        }
    }
    Ok(())
}

/// The sheet with other numbers of formats in some cells.
pub fn with_formats(xml: &str, formats: &BTreeMap<Cell, usize>) -> Result<String, Broken> {
    let wanted = formats.keys().copied().collect();
    let mut edits = Edits::default();
    for (at, found) in held::cells(xml, &wanted, &[])? {
        let number = formats.get(&at).copied().unwrap_or(found.format);
        if number != found.format {
            let (place, named) = found.format_at;
            edits.replace(place, if named { number.to_string() } else { format!(" s=\"{number}\"") });
        }
    }
    edits.apply(xml)
}

/// The sheet with these rows in sight.
pub fn with_rows(xml: &str, rows: &BTreeSet<u32>) -> Result<String, Broken> {
    let mut edits = Edits::default();
    let mut number = 0;
    for row in elements(xml, |depth, name| depth == 2 && name == "row")? {
        number = row.number("r").unwrap_or(number + 1);
        if let Some(at) = row.attribute_at("hidden").filter(|_| row.is("hidden") && rows.contains(&number)) {
            edits.replace(at, "0");
        }
    }
    edits.apply(xml)
}

/// The merged areas.
pub fn merged(xml: &str) -> Result<Vec<Area>, Broken> {
    let found = elements(xml, |depth, name| depth == 2 && name == "mergeCell")?;
    Ok(found.iter().filter_map(|element| a1::parse_area(&element.attribute("ref")?)).collect())
}

/// The relationship of the drawing of notes.
pub fn drawing(xml: &str) -> Result<Option<String>, Broken> {
    let found = elements(xml, |depth, name| depth == 1 && name == "legacyDrawing")?;
    Ok(found.first().and_then(|element| element.prefixed("id")))
}

pub fn without_drawing(xml: &str) -> Result<String, Broken> {
    let found = elements(xml, |depth, name| depth == 1 && name == "legacyDrawing")?;
    let mut edits = Edits::default();
    found.iter().for_each(|element| edits.remove(element.outer.clone()));
    edits.apply(xml)
}

/// `kinds` is the namespace of relationships.
pub fn with_drawing(xml: &str, id: &str, kinds: &str) -> Result<String, Broken> {
    let found = elements(xml, |depth, _| depth < 2)?;
    let root = root(&found)?;
    let children: Vec<Element> = found.into_iter().filter(|element| element.depth == 1).collect();
    let (prefix, kinds) = (root.prefix(), escaped(kinds));
    let mut edits = Edits::default();
    edits.insert(
        place_for(&root, &children, ORDER, "legacyDrawing")?,
        format!("<{prefix}legacyDrawing xmlns:r=\"{kinds}\" r:id=\"{id}\"/>"),
    );
    edits.apply(xml)
}

/// The namespace that the sheet's elements are in.
pub fn namespace(xml: &str) -> Result<String, Broken> {
    let root = root(&elements(xml, |depth, _| depth == 0)?)?;
    Ok(root.namespace(root.prefix()).unwrap_or_else(|| MAIN_NAMESPACE.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{Grade, Rule, drawing, with_drawing, with_rows, with_rules, without_drawing, without_rules};
    use crate::write::marked::a1::Area;
    use std::collections::{BTreeMap, BTreeSet};

    fn marked(xml: &str) -> String {
        let rule = |grade, area, condition: &str| {
            let conditions = Some(condition).filter(|text| !text.is_empty()).map(String::from);
            Rule { grade, area, conditions: conditions.into_iter().collect() }
        };
        let rules = BTreeSet::from([
            rule(Grade::Warning, Area::of((5, 3)), "ISERROR($C$5)"),
            rule(Grade::Fault, Area { first: (2, 2), last: (2, 4) }, ""),
        ]);
        let formats = BTreeMap::from([(Grade::Fault, 7), (Grade::Warning, 9)]);
        with_rules(xml, &rules, &formats).expect("a sheet")
    }

    #[test]
    fn rules_stand_first_and_the_others_give_way() {
        let rule = |priority: u32| {
            format!(
                "<conditionalFormatting sqref=\"A1\"><cfRule type=\"expression\" priority=\"{priority}\"><formula>A1&gt;2</formula></cfRule></conditionalFormatting>"
            )
        };
        let sheet = |rules: &str| {
            format!(
                "<worksheet><sheetData/><mergeCells/>{rules}<dataValidations/><extLst><ext><x14:cfRule priority=\"4\"/></ext></extLst></worksheet>"
            )
        };
        let before = sheet(&format!("{}{}", rule(1), rule(2)));
        let after = marked(&before);
        let ours = "<conditionalFormatting sqref=\"B2:D2\"><cfRule type=\"expression\" dxfId=\"7\" priority=\"1\" stopIfTrue=\"1\"><formula>LEN(&quot;uppfolj-fel&quot;)&gt;0</formula></cfRule></conditionalFormatting>\
            <conditionalFormatting sqref=\"C5\"><cfRule type=\"expression\" dxfId=\"9\" priority=\"2\" stopIfTrue=\"1\"><formula>AND(LEN(&quot;uppfolj-varning&quot;)&gt;0,ISERROR($C$5))</formula></cfRule></conditionalFormatting>";
        let moved =
            sheet(&format!("{ours}{}{}", rule(3), rule(4))).replace("priority=\"4\"/>", "priority=\"6\"/>");
        assert_eq!(after, moved);
        let cleaned = without_rules(&after).expect("a sheet");
        assert_eq!(marked(&cleaned), after, "a second marking moves nothing further");
    }

    #[test]
    fn a_sheet_of_prefixes_and_of_nothing_is_marked_and_cleaned() {
        for xml in [
            "<x:worksheet xmlns:x=\"m\"><x:sheetData/><x:tableParts/></x:worksheet>",
            "<worksheet><sheetData/></worksheet>",
        ] {
            let after = marked(xml);
            assert_eq!(after.matches("cfRule ").count(), 2);
            assert_eq!(without_rules(&after).as_deref(), Ok(xml));
            let drawn = with_drawing(xml, "rId1", "kinds").expect("a sheet");
            assert_eq!(drawing(&drawn), Ok(Some("rId1".to_string())));
            assert_eq!(without_drawing(&drawn).as_deref(), Ok(xml));
        }
    }

    #[test]
    fn only_the_rows_that_are_asked_for_are_unfolded() {
        let xml = "<worksheet><sheetData><row r=\"4\" hidden=\"1\"/><row hidden=\"true\"/><row/></sheetData></worksheet>";
        let shown = xml.replace("\"true\"", "\"0\"");
        assert_eq!(with_rows(xml, &BTreeSet::from([5, 6])), Ok(shown));
    }

    #[test]
    fn a_rule_of_another_in_the_same_group_stays() {
        let xml = "<worksheet><conditionalFormatting sqref=\"A1\"><cfRule><formula>LEN(&quot;uppfolj-fel&quot;) &gt; 0</formula></cfRule><cfRule><formula>A1</formula></cfRule></conditionalFormatting></worksheet>";
        let left = "<worksheet><conditionalFormatting sqref=\"A1\"><cfRule><formula>A1</formula></cfRule></conditionalFormatting></worksheet>";
        assert_eq!(without_rules(xml).as_deref(), Ok(left));
    }
}
