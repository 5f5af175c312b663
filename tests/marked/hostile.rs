//! Files that cannot be patched: a reason, never a panic.

use uppfolj::write::marked::{MarkError, mark};

use crate::package;
use crate::workbook::{BOXES, FIRST, NOTES, fault, noted, notes, plain};

fn told(bytes: &[u8]) -> MarkError {
    mark(bytes, &[fault("Ekonomi", 3, 3, "a")]).expect_err("a reason")
}

#[test]
fn what_is_no_workbook_has_a_reason_in_swedish() {
    assert_eq!(told(b""), MarkError::NoPackage);
    assert_eq!(told(b"PK\x03\x04broken"), MarkError::NoPackage);
    let empty = package::zip(&[("a.txt".to_string(), b"a".to_vec())]);
    assert_eq!(told(&empty), MarkError::Damaged { part: "xl/workbook.xml".into() });
    assert_eq!(told(&empty).to_string(), "filen är skadad (xl/workbook.xml)");
}

#[test]
fn a_part_that_is_not_what_it_should_be_is_named() {
    for part in [FIRST, NOTES, BOXES, "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"] {
        for text in ["", "no xml", "<a>", "<a><b></a>"] {
            let file = package::edit(&noted(), part, |_| text.to_string());
            let outcome = mark(&file, &[fault("Ekonomi", 4, 3, "a")]);
            // The drawing is read as leniently as the programs that write it.
            if part != BOXES || !text.starts_with("<a>") {
                // The list of parts is not needed where notes and drawing are there already.
                let expected = Err(MarkError::Damaged { part: part.into() });
                assert!(outcome == expected || part == "[Content_Types].xml", "{part} {text:?}");
            }
        }
    }
}

#[test]
fn a_workbook_without_styles_is_told_and_stays_cleanable() {
    let file =
        package::edit(&plain(), "xl/_rels/workbook.xml.rels", |text| text.replace("/styles\"", "/other\""));
    assert_eq!(told(&file), MarkError::NoStyles);
    assert_eq!(mark(&file, &[]), Ok(file));
}

#[test]
fn parts_of_one_name_are_refused() {
    let file = package::with_part(&plain(), "XL/Worksheets/sheet1.xml", "<worksheet/>");
    assert_eq!(told(&file), MarkError::NoPackage);
}

#[test]
fn a_part_that_swells_is_not_inflated_to_its_end() {
    let file = package::edit(&plain(), FIRST, |text| {
        text.replace("<sheetData>", &format!("{}<sheetData>", " ".repeat(70 << 20)))
    });
    assert!(file.len() < 1 << 20);
    assert_eq!(told(&file), MarkError::TooLarge);
}

#[test]
fn nesting_without_end_is_refused() {
    let deep = format!("<worksheet>{}", "<a>".repeat(1_000_000));
    let file = package::edit(&plain(), FIRST, |_| deep.clone());
    assert_eq!(told(&file), MarkError::Damaged { part: FIRST.into() });
}

#[test]
fn a_note_of_a_million_lines_and_columns_without_end_are_seen_through() {
    let said = "FEL: a\n– Svarskontrollen\nb\n".repeat(200_000);
    let file = package::edit(&noted(), NOTES, |text| text.replace("En annan", &said));
    let file = package::edit(&file, FIRST, |text| {
        let columns = "<col min=\"1\" max=\"16384\" width=\"0\"/>".repeat(20_000);
        text.replace("<sheetData>", &format!("<cols>{columns}</cols><sheetData>"))
    });
    let made = mark(&file, &[fault("Ekonomi", 4, 3, "a")]).expect("a marked copy");
    assert_eq!(notes(&made, NOTES)["F9"], "b\n".repeat(200_000));
    assert!(package::text(&made, BOXES).contains("<x:Anchor>3, 15, 2, 0, 16383, "));
}

#[test]
fn many_sheets_of_one_part_are_not_inflated_for_each() {
    let file = package::edit(&plain(), FIRST, |text| {
        text.replace("<sheetData>", &format!("{}<sheetData>", " ".repeat(8 << 20)))
    });
    let file = package::edit(&file, "xl/workbook.xml", |text| {
        let from = text.find("<sheet ").expect("a sheet");
        let to = from + text[from..].find("/>").expect("its end") + 2;
        text.replace("</sheets>", &format!("{}</sheets>", text[from..to].repeat(500)))
    });
    assert_eq!(told(&file), MarkError::TooLarge);
}

#[test]
fn a_truncated_or_altered_file_never_panics() {
    let whole = noted();
    let marks = [fault("Ekonomi", 3, 3, "a")];
    for length in (0..whole.len()).step_by(97) {
        assert!(mark(&whole[..length], &marks).is_err(), "{length} bytes");
    }
    for at in (0..whole.len()).step_by(31) {
        let mut altered = whole.clone();
        altered[at] ^= 0x5A;
        // Either outcome is right; returning is what is asked.
        let _ = mark(&altered, &marks);
    }
}

#[test]
fn xml_cut_anywhere_never_panics() {
    for part in [FIRST, NOTES, BOXES, "xl/styles.xml", "xl/worksheets/_rels/sheet1.xml.rels"] {
        let file = noted();
        let text = package::text(&file, part);
        for at in (0..text.len()).step_by(text.len() / 60 + 1).filter(|at| text.is_char_boundary(*at)) {
            let cut = package::edit(&file, part, |text| text[..at].to_string());
            let _ = mark(&cut, &[fault("Ekonomi", 3, 3, "a"), fault("Ekonomi", 4, 3, "b")]);
        }
    }
}
