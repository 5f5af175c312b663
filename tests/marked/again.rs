//! Corrected and marked again: nothing is left of the earlier marking, also where another program has saved the file.

use proptest::prelude::{any, prop, prop_assert_eq, proptest};

use crate::package;
use crate::workbook::{
    FIRST, NOTES, assert_no_trace, cells, coloured, fault, marked, noted, notes, plain, read, warning,
};

#[test]
fn a_second_marking_leaves_nothing_of_the_first() {
    for before in [plain(), noted()] {
        let first = marked(&before, &[fault("Ekonomi", 3, 3, "a"), warning("Mål & mått", 3, 3, "b")]);
        let second = marked(&first, &[fault("Ekonomi", 8, 3, "c")]);
        assert_eq!(coloured(&second, FIRST, "fel"), ["C8"]);
        let said: Vec<String> =
            notes(&second, NOTES).into_values().filter(|text| text.contains("FEL")).collect();
        assert_eq!(said, ["FEL: c\n– Svarskontrollen"]);
        assert_eq!(
            package::names(&second).len(),
            package::names(&marked(&before, &[fault("Ekonomi", 8, 3, "c")])).len()
        );
    }
}

#[test]
fn no_marks_left_no_trace_left() {
    for before in [plain(), noted()] {
        let first = marked(&before, &[fault("Ekonomi", 3, 3, "a"), warning("Mål & mått", 3, 3, "b")]);
        let cleaned = marked(&first, &[]);
        assert_no_trace(&cleaned);
        assert_eq!(package::names(&cleaned), package::names(&before));
        assert_eq!(read(&cleaned), read(&before));
        for (name, content) in package::parts(&before) {
            // The formats of the colours may stay, rules keep the room they gave, a part's ending stays known.
            if !["xl/styles.xml", FIRST, "[Content_Types].xml", NOTES].contains(&name.as_str()) {
                assert_eq!(package::text(&cleaned, &name).into_bytes(), content, "{name}");
            }
        }
    }
}

#[test]
fn marking_twice_alike_changes_nothing() {
    for before in [plain(), noted()] {
        let marks =
            [fault("Ekonomi", 3, 3, "a"), warning("Ekonomi", 9, 6, "b"), fault("Mål & mått", 3, 3, "c")];
        let first = marked(&before, &marks);
        assert!(marked(&first, &marks) == first, "the bytes differ");
    }
}

/// As LibreOffice saves: authors are gone, a note is one run, a rule has attributes of its own and another format, the
/// drawing has other names.
fn as_by_libreoffice(bytes: &[u8]) -> Vec<u8> {
    package::altered(bytes, |name, text| {
        let text = match name {
            NOTES => merged_runs(&text)
                .replace("<author>Svarskontrollen</author>", "")
                .replace("authorId=\"1\"", "authorId=\"0\"")
                .replace('\n', "&#10;"),
            FIRST => text
                .replace(
                    "dxfId=\"1\" priority=\"1\" stopIfTrue=\"1\"",
                    "priority=\"2\" rank=\"0\" text=\"\" dxfId=\"4\"",
                )
                .replace("&quot;)&gt;0", "&quot;) &gt; 0"),
            name if name.ends_with(".vml") => text.replace("_x0000_s", "shape_"),
            _ => text,
        };
        (name.to_string(), text)
    })
}

/// The text of each note as one piece.
fn merged_runs(xml: &str) -> String {
    let (head, rest) = xml.split_once("<text>").expect("a note");
    let notes = rest.split("<text>").map(|note| {
        let (text, after) = note.split_once("</text>").expect("its end");
        let plain: String = text
            .split("<t")
            .skip(1)
            .filter_map(|piece| piece.split_once('>')?.1.split("</t>").next())
            .collect();
        format!("<text><r><rPr><sz val=\"11\"/></rPr><t xml:space=\"preserve\">{plain}</t></r></text>{after}")
    });
    format!("{head}{}", notes.collect::<String>())
}

/// As openpyxl saves: parts moved and named from the root, other prefixes, boxes without a place.
fn as_by_openpyxl(bytes: &[u8]) -> Vec<u8> {
    package::altered(bytes, |name, text| {
        let text = text
            .replace("/xl/comments1.xml", "/xl/comments/comment1.xml")
            .replace("../comments1.xml", "/xl/comments/comment1.xml");
        if name.ends_with(".vml") {
            let text = text.replace("v:", "ns1:").replace("x:", "ns2:");
            return (name.to_string(), without(&text, "<ns2:Anchor>", "</ns2:Anchor>"));
        }
        (if name == NOTES { "xl/comments/comment1.xml".to_string() } else { name.to_string() }, text)
    })
}

fn without(text: &str, from: &str, to: &str) -> String {
    let mut pieces = text.split(from);
    let head = pieces.next().unwrap_or_default().to_string();
    pieces.fold(head, |made, piece| made + piece.split_once(to).map_or("", |(_, rest)| rest))
}

#[test]
fn a_file_that_another_program_saved_loses_its_marking_too() {
    for save in [as_by_libreoffice as fn(&[u8]) -> Vec<u8>, as_by_openpyxl] {
        for before in [plain(), noted()] {
            let first =
                marked(&before, &[fault("Ekonomi", 3, 3, "Ett <fel>."), warning("Ekonomi", 5, 3, "b")]);
            let saved = save(&first);
            assert_ne!(saved, first);
            let cleaned = marked(&saved, &[]);
            assert_no_trace(&cleaned);
            assert_eq!(read(&cleaned), read(&before));
            assert_eq!(cells(&cleaned, FIRST), cells(&before, FIRST));
            let part = package::names(&cleaned).into_iter().find(|name| name.contains("comment"));
            let left = part.map(|part| notes(&cleaned, &part)).unwrap_or_default();
            let own = if package::names(&before).contains(&NOTES.to_string()) {
                notes(&before, NOTES)
            } else {
                left.clone()
            };
            assert_eq!(left, own);
            let again = marked(&saved, &[fault("Ekonomi", 3, 3, "Nytt.")]);
            assert_eq!(coloured(&again, FIRST, "fel"), ["C3"]);
        }
    }
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]
    #[test]
    fn any_marks_come_and_go(
        marks in prop::collection::vec((1_u32..60, 1_u32..12, any::<bool>(), "\\PC{0,80}"), 0..25)
    ) {
        let before = noted();
        let marks: Vec<_> = marks
            .into_iter()
            .map(|(row, column, is_fault, text)| {
                if is_fault { fault("Ekonomi", row, column, &text) } else { warning("Ekonomi", row, column, &text) }
            })
            .collect();
        let after = marked(&before, &marks);
        prop_assert_eq!(read(&after), read(&before));
        let cleaned = marked(&after, &[]);
        assert_no_trace(&cleaned);
        prop_assert_eq!(notes(&cleaned, NOTES), notes(&before, NOTES));
    }
}
