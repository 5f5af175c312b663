//! What real programs write in their own way: prefixes, alternatives, empty elements, targets, order, old editions.

use crate::package;
use crate::workbook::{
    FIRST, NOTES, SECOND, assert_no_trace, cells, coloured, fault, marked, noted, notes, plain, read,
};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// Every element of the main namespace with a prefix.
fn prefixed(xml: &str) -> String {
    let mut made = String::new();
    for piece in xml.split_inclusive('<') {
        let own = made.ends_with('<') && piece.starts_with(|sign: char| sign.is_ascii_alphabetic());
        if own {
            made.push_str("x:");
        }
        match piece.strip_prefix('/').filter(|_| made.ends_with('<')) {
            Some(end) => made.push_str(&format!("/x:{end}")),
            None => made.push_str(piece),
        }
    }
    made.replace(&format!("xmlns=\"{MAIN}\""), &format!("xmlns:x=\"{MAIN}\""))
}

#[test]
fn a_workbook_of_prefixes_is_marked_in_its_own_spelling() {
    let before = package::altered(&noted(), |name, text| {
        let own = [FIRST, SECOND, NOTES, "xl/styles.xml", "xl/workbook.xml"].contains(&name);
        (name.to_string(), if own { prefixed(&text) } else { text })
    });
    assert!(package::text(&before, FIRST).contains("<x:sheetData>"));
    let after = marked(
        &before,
        &[fault("Ekonomi", 3, 3, "a"), fault("Ekonomi", 4, 3, "b"), fault("Mål & mått", 3, 3, "c")],
    );
    assert_eq!(read(&after), read(&before));
    assert_eq!(coloured(&after, FIRST, "fel"), ["C3", "C4"]);
    assert_eq!(notes(&after, NOTES)["C4"], "FEL: b\n– Svarskontrollen");
    assert!(package::text(&after, FIRST).contains("<x:conditionalFormatting sqref=\"C3\"><x:cfRule "));
    assert!(package::text(&after, SECOND).contains("<x:legacyDrawing "));
    assert!(package::text(&after, "xl/styles.xml").contains("<x:dxf><x:font>"));
    let cleaned = marked(&after, &[]);
    assert_no_trace(&cleaned);
    assert_eq!(cells(&cleaned, FIRST), cells(&before, FIRST));
}

#[test]
fn an_empty_sheet_and_alternatives_find_their_order() {
    let mc = "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
    let sheet = format!(
        "<worksheet xmlns=\"{MAIN}\" {mc}><sheetData/><mc:AlternateContent><mc:Choice Requires=\"x14\"><controls/>\
         </mc:Choice></mc:AlternateContent></worksheet>"
    );
    let before = package::edit(&plain(), SECOND, |_| sheet.clone());
    let after = marked(&before, &[fault("Mål & mått", 3, 3, "a")]);
    let made = package::text(&after, SECOND);
    let place = |tag: &str| made.find(tag).unwrap_or_else(|| panic!("{tag}"));
    let order = ["<sheetData/>", "<conditionalFormatting", "<legacyDrawing", "<mc:AlternateContent>"];
    assert!(order.windows(2).all(|pair| place(pair[0]) < place(pair[1])), "{made}");
    assert_eq!(package::text(&marked(&after, &[]), SECOND), sheet);
}

#[test]
fn targets_from_the_root_and_tabs_in_another_order_are_followed() {
    let rels = "xl/_rels/workbook.xml.rels";
    let before = package::edit(&plain(), rels, |text| {
        text.replace("\"worksheets/sheet", "\"/xl/worksheets/sheet")
            .replace("\"styles.xml\"", "\"./../xl/styles.xml\"")
    });
    let before = package::edit(&before, "xl/workbook.xml", |text| {
        let from = text.find("<sheet ").expect("a sheet");
        let second = from + text[from..].find("/>").expect("its end") + 2;
        let end = text.find("</sheets>").expect("the end");
        format!("{}{}{}{}", &text[..from], &text[second..end], &text[from..second], &text[end..])
    });
    let after = marked(&before, &[fault("Mål & mått", 3, 3, "a")]);
    assert_eq!(coloured(&after, SECOND, "fel"), ["C3"]);
    assert_eq!(package::packed(&after)[FIRST], package::packed(&before)[FIRST]);
}

#[test]
fn the_strict_edition_keeps_its_own_names() {
    let strict = |text: String| {
        text.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        .replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    };
    let before = package::altered(&plain(), |name, text| (name.to_string(), strict(text)));
    let after = marked(&before, &[fault("Ekonomi", 3, 3, "a")]);
    let rels = package::text(&after, "xl/worksheets/_rels/sheet1.xml.rels");
    assert!(rels.contains("\"http://purl.oclc.org/ooxml/officeDocument/relationships/comments\""), "{rels}");
    assert!(package::text(&after, NOTES).contains("xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\""));
}

#[test]
fn parts_with_another_slash_or_case_are_found() {
    let before = package::altered(&noted(), |name, text| {
        (if name == FIRST { "xl\\Worksheets\\sheet1.xml".to_string() } else { name.to_string() }, text)
    });
    let after = marked(&before, &[fault("Ekonomi", 3, 3, "a")]);
    assert_eq!(package::names(&after), package::names(&before), "no second part beside it");
    assert_eq!(coloured(&after, "xl\\Worksheets\\sheet1.xml", "fel"), ["C3"]);
}

#[test]
fn a_drawing_of_header_pictures_is_not_taken_for_the_notes() {
    let before = package::edit(&plain(), FIRST, |text| {
        text.replace("</worksheet>", "<legacyDrawingHF r:id=\"rId1\"/></worksheet>")
    });
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing";
    let before = package::with_part(
        &before,
        "xl/worksheets/_rels/sheet1.xml.rels",
        &format!(
            "<Relationships><Relationship Id=\"rId1\" Type=\"{kind}\" Target=\"../drawings/vmlDrawing1.vml\"/></Relationships>"
        ),
    );
    let before =
        package::with_part(&before, "xl/drawings/vmlDrawing1.vml", "<xml><v:shape id=\"LH\"/></xml>");
    let after = marked(&before, &[fault("Ekonomi", 3, 3, "a")]);
    assert_eq!(package::text(&after, "xl/drawings/vmlDrawing1.vml"), "<xml><v:shape id=\"LH\"/></xml>");
    assert!(package::text(&after, "xl/drawings/vmlDrawing2.vml").contains("ObjectType=\"Note\""));
    let cleaned = marked(&after, &[]);
    assert_eq!(package::names(&cleaned), package::names(&before));
}

#[test]
fn links_out_of_the_file_keep_their_ids() {
    let rels = "xl/worksheets/_rels/sheet1.xml.rels";
    let link = "<Relationship Id=\"rId1\" Type=\"x/hyperlink\" Target=\"https://exempel.se\" TargetMode=\"External\"/>";
    let before = package::with_part(&plain(), rels, &format!("<Relationships>{link}</Relationships>"));
    let after = marked(&before, &[fault("Ekonomi", 3, 3, "a")]);
    let made = package::text(&after, rels);
    assert!(made.contains(link) && made.contains("Id=\"rId2\"") && made.contains("Id=\"rId3\""), "{made}");
    assert_eq!(package::packed(&marked(&after, &[])).len(), package::packed(&before).len());
}

#[test]
fn a_list_of_parts_without_endings_learns_them() {
    let list = "[Content_Types].xml";
    let before = package::edit(&plain(), list, |text| {
        let from = text.find("<Default Extension=\"rels\"").expect("the ending");
        let to = from + text[from..].find("/>").expect("its end") + 2;
        format!("{}{}", &text[..from], &text[to..])
    });
    let made = package::text(&marked(&before, &[fault("Ekonomi", 3, 3, "a")]), list);
    for ending in ["rels", "vml"] {
        assert_eq!(made.matches(&format!("<Default Extension=\"{ending}\"")).count(), 1, "{made}");
    }
}
