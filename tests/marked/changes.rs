//! A mark goes out when its cell is changed, a field gets its number format back, and no marked row stays folded.

use rust_xlsxwriter::{Format, Workbook};

use crate::package;
use crate::workbook::{FIRST, cells, coloured, fault, marked, plain, read, warning};
use uppfolj::write::marked::Mark;

/// The formula of our rule for a cell.
fn rule(bytes: &[u8], cell: &str) -> String {
    let xml = package::text(bytes, FIRST);
    let group = xml.split(&format!("sqref=\"{cell}\"")).nth(1).expect("a rule for the cell");
    let formula = group.split_once("<formula>").expect("a formula").1;
    formula.split("</formula>").next().unwrap_or_default().replace("&quot;", "\"").replace("&lt;", "<")
}

#[test]
fn a_mark_stands_while_its_cell_does() {
    let marks = [
        fault("Ekonomi", 3, 2, "text"),
        fault("Ekonomi", 4, 3, "number"),
        warning("Ekonomi", 5, 4, "formula"),
        warning("Ekonomi", 200, 9, "nothing"),
    ];
    let after = marked(&plain(), &marks);
    assert!(rule(&after, "B3").ends_with(",ISTEXT($B$3),EXACT(TRIM($B$3),\"Rad 2 å\"))"));
    assert!(rule(&after, "C4").ends_with(",ISNUMBER($C$4),ABS($C$4-(-3000.75))<=ABS(-3000.75)*1E-9)"));
    assert!(rule(&after, "D5").ends_with(",_xlfn.ISFORMULA($D$5))"));
    assert!(rule(&after, "I200").ends_with(",LEN(TRIM($I$200))=0)"));
}

#[test]
fn a_mark_goes_out_too_when_it_is_mended_in_another_cell() {
    let with = |cells: &[(u32, u32)]| Mark { with: cells.to_vec(), ..fault("Ekonomi", 3, 3, "a") };
    let both = [with(&[(4, 3), (5, 3)]), with(&[(5, 3), (6, 3)])];
    let after = marked(&plain(), &both);
    let said = rule(&after, "C3");
    assert!(said.contains("$C$3") && said.contains("$C$5"), "{said}");
    assert!(!said.contains("$C$4") && !said.contains("$C$6"), "one cell must mend all that is said: {said}");
}

/// An amount and a date in cells that have become text, and an amount in its own format.
fn as_text() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Ekonomi").expect("a name");
    let text = Format::new().set_num_format("@").set_unlocked();
    sheet.write_with_format(0, 0, "(245 000)", &text).expect("text");
    sheet.write_with_format(1, 0, "sista augusti", &text).expect("text");
    let own = Format::new().set_num_format("#,##0").set_unlocked();
    sheet.write_with_format(2, 0, 12.0, &own).expect("a number");
    book.save_to_buffer().expect("a workbook")
}

fn style_of(bytes: &[u8], cell: &str) -> usize {
    let xml = package::text(bytes, FIRST);
    let rest = xml.split(&format!("<c r=\"{cell}\" s=\"")).nth(1).expect("a cell with a format");
    rest.split('"').next().and_then(|number| number.parse().ok()).expect("a number")
}

#[test]
fn a_field_that_has_become_text_is_made_a_number_again() {
    let before = as_text();
    let field = |row, format: &str| Mark {
        format: Some(format.to_string()),
        ..fault("Ekonomi", row, 1, "Skriv ett tal.")
    };
    let marks = [field(1, "#,##0"), field(2, "yyyy\\-mm\\-dd"), field(3, "#,##0;\"−\"#,##0")];
    let after = marked(&before, &marks);
    assert_eq!(read(&after), read(&before), "what was typed stands");
    let formats = package::text(&after, "xl/styles.xml");
    let xfs: Vec<&str> = formats.split("<cellXfs").nth(1).expect("formats").split("<xf ").skip(1).collect();
    assert!(formats.contains("numFmtId=\"165\" formatCode=\"#,##0\"/>"), "{formats}");
    assert!(xfs[style_of(&after, "A1")].contains("numFmtId=\"165\""), "{formats}");
    assert!(formats.contains("formatCode=\"yyyy\\-mm\\-dd\""), "{formats}");
    assert!(xfs[style_of(&after, "A1")].contains("locked=\"0\""), "it is open still");
    assert_eq!(style_of(&after, "A3"), style_of(&before, "A3"), "a number's own format will do");
    let old = package::text(&before, "xl/styles.xml");
    let own = |xml: &str| {
        xml.split("<cellXfs").nth(1).and_then(|rest| rest.split_once("<xf ")).map(|rest| rest.1.to_string())
    };
    let (old, new) = (own(&old).expect("formats"), own(&formats).expect("formats"));
    assert!(new.starts_with(old.split("</cellXfs>").next().expect("formats")), "appended only");
    assert!(marked(&after, &marks) == after, "marked again it is as it was");
}

#[test]
fn a_folded_row_that_is_marked_is_unfolded_and_no_other() {
    let before = package::edit(&plain(), FIRST, |xml| {
        xml.replace("<row r=\"5\"", "<row r=\"5\" hidden=\"1\"")
            .replace("<row r=\"6\"", "<row r=\"6\" hidden=\"1\"")
    });
    let after = marked(&before, &[fault("Ekonomi", 5, 3, "a")]);
    let xml = package::text(&after, FIRST);
    assert!(xml.contains("<row r=\"5\" hidden=\"0\"") && xml.contains("<row r=\"6\" hidden=\"1\""), "{xml}");
    assert_eq!(coloured(&after, FIRST, "fel"), ["C5"]);
    assert_eq!(cells(&after, FIRST).replace("hidden=\"0\"", "hidden=\"1\""), cells(&before, FIRST));
}
