//! What a marking changes, and what it leaves as it lies.

use uppfolj::write::marked::{MarkError, mark};

use crate::package;
use crate::workbook::{
    BOXES, FIRST, NOTES, SECOND, cells, coloured, fault, marked, noted, notes, plain, read, warning,
};

#[test]
fn only_the_marked_sheet_its_notes_styles_and_the_list_of_parts_change() {
    let before = plain();
    let after = marked(&before, &[fault("Ekonomi", 3, 3, "Skriv ett belopp.")]);
    let (old, new) = (package::packed(&before), package::packed(&after));
    let differ: Vec<&str> = old
        .iter()
        .filter(|(name, bytes)| new.get(*name) != Some(bytes))
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(differ, ["[Content_Types].xml", "xl/styles.xml", FIRST]);
    let fresh: Vec<&str> = new.keys().filter(|name| !old.contains_key(*name)).map(String::as_str).collect();
    assert_eq!(fresh, [NOTES, BOXES, "xl/worksheets/_rels/sheet1.xml.rels"]);
}

#[test]
fn every_value_formula_style_name_and_property_stays() {
    for before in [plain(), noted()] {
        let marks =
            [fault("Ekonomi", 3, 3, "a"), warning("Ekonomi", 4, 4, "b"), fault("Mål & mått", 3, 3, "c")];
        let after = marked(&before, &marks);
        assert_eq!(read(&after), read(&before));
        for part in [FIRST, SECOND] {
            assert_eq!(cells(&after, part), cells(&before, part));
        }
    }
}

#[test]
fn a_cell_is_coloured_and_noted_with_its_word_first() {
    let marks = [
        warning("Ekonomi", 5, 3, "Tolkad som -5."),
        fault("Ekonomi", 5, 3, "Skriv ett\nbelopp <kr> & inget annat."),
        warning("Ekonomi", 200, 9, "Här finns ingen cell."),
    ];
    let after = marked(&plain(), &marks);
    assert_eq!(coloured(&after, FIRST, "fel"), ["C5"]);
    assert_eq!(coloured(&after, FIRST, "varning"), ["I200"]);
    let said = notes(&after, NOTES);
    assert_eq!(
        said["C5"],
        "FEL: Skriv ett belopp <kr> & inget annat.\nVARNING: Tolkad som -5.\n– Svarskontrollen"
    );
    assert_eq!(said["I200"], "VARNING: Här finns ingen cell.\n– Svarskontrollen");
    let boxes = package::text(&after, BOXES);
    assert!(boxes.contains("<x:Row>4</x:Row><x:Column>2</x:Column>"));
    assert_eq!(boxes.matches("visibility:hidden").count(), 2, "shown only when pointed at");
}

#[test]
fn the_colours_are_the_themes_and_win_over_the_sheets_own_rules() {
    let after = marked(&plain(), &[fault("Ekonomi", 3, 3, "a"), warning("Ekonomi", 4, 3, "b")]);
    let styles = package::text(&after, "xl/styles.xml");
    for colour in ["FFFDE7E9", "FFA4262C", "FFFFDDA6", "FF805300"] {
        assert!(styles.contains(colour), "{colour}");
    }
    assert!(styles.contains("<dxfs count=\"3\">"), "after the format of the sheet's own rule");
    let sheet = package::text(&after, FIRST);
    let priority = |mark: &str| {
        let rule = sheet.split("<cfRule ").find(|rule| rule.contains(mark)).expect("the rule");
        let number = rule.split_once("priority=\"").expect("a priority").1;
        number.split('"').next().and_then(|number| number.parse::<u32>().ok()).expect("a number")
    };
    assert!(priority("uppfolj-fel") < priority("uppfolj-varning"));
    assert!(priority("uppfolj-varning") < priority("<formula>C3&lt;0"));
    let place = |tag: &str| sheet.find(tag).unwrap_or_else(|| panic!("{tag}"));
    let order = [
        "<sheetProtection",
        "<mergeCells",
        "<conditionalFormatting",
        "<dataValidations",
        "<pageMargins",
        "<legacyDrawing",
    ];
    assert!(order.windows(2).all(|pair| place(pair[0]) < place(pair[1])));
}

#[test]
fn thirty_faults_in_one_file_are_thirty_notes_each_at_its_cell() {
    let marks: Vec<_> = (3..33).map(|row| fault("Ekonomi", row, 3, &format!("Fel på rad {row}."))).collect();
    let after = marked(&plain(), &marks);
    let said = notes(&after, NOTES);
    assert_eq!(said.len(), 30);
    for row in 3..33 {
        assert_eq!(said[&format!("C{row}")], format!("FEL: Fel på rad {row}.\n– Svarskontrollen"));
    }
    assert_eq!(coloured(&after, FIRST, "fel").len(), 30);
    assert_eq!(package::text(&after, BOXES).matches("ObjectType=\"Note\"").count(), 30);
}

#[test]
fn a_merged_area_is_coloured_whole_and_noted_where_it_begins() {
    // The second mark is on a cell that the merged area covers.
    let after = marked(&plain(), &[fault("Ekonomi", 42, 2, "Ett."), warning("Ekonomi", 44, 4, "Två.")]);
    assert_eq!(coloured(&after, FIRST, "fel"), ["B42:D45"]);
    assert_eq!(notes(&after, NOTES)["B42"], "FEL: Ett.\nVARNING: Två.\n– Svarskontrollen");
}

#[test]
fn notes_stand_before_the_tables_of_a_sheet() {
    let after = marked(&plain(), &[fault("Mål & mått", 3, 3, "a")]);
    let sheet = package::text(&after, SECOND);
    assert!(sheet.find("<legacyDrawing").expect("notes") < sheet.find("<tableParts").expect("a table"));
    let rels = package::text(&after, "xl/worksheets/_rels/sheet2.xml.rels");
    assert_eq!(rels.matches("<Relationship ").count(), 3);
}

#[test]
fn the_same_marks_give_the_same_bytes() {
    let marks = [fault("Ekonomi", 3, 3, "a"), warning("Mål & mått", 4, 3, "b")];
    let file = noted();
    assert_eq!(marked(&file, &marks), marked(&file, &marks));
    assert_eq!(marked(&file, &[]), file, "no marks: the file itself");
}

#[test]
fn a_mark_without_its_sheet_or_cell_is_told() {
    let file = plain();
    assert_eq!(
        mark(&file, &[fault("Åtgärder", 1, 1, "a")]),
        Err(MarkError::NoSheet { sheet: "Åtgärder".into() })
    );
    for (row, column) in [(0, 1), (1, 0), (1_048_577, 1), (1, 16_385)] {
        let error = mark(&file, &[fault("Ekonomi", row, column, "a")]).expect_err("no such cell");
        assert_eq!(error, MarkError::OutsideSheet { sheet: "Ekonomi".into(), row, column });
        assert!(error.to_string().contains("Ekonomi"));
    }
}
