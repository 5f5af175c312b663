//! The workbook writer: what stands in the finished bytes, and that the reading back finds every planted difference.

mod document;
mod evaluate;
mod package;
mod random;

use std::fmt::Write as _;

use uppfolj::doc::{Cell, Document, Formula};
use uppfolj::domain::money::Money;
use uppfolj::raw::{RawValue, RawWorkbook};
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::workbook::read_back::{Mismatch, check};
use uppfolj::write::workbook::{Sheets, WorkbookError, write};

use document::{all_kinds, figure_at, table_mut};

fn bytes(document: &Document) -> Vec<u8> {
    write(document).expect("the document is sound")
}

fn read(bytes: &[u8]) -> RawWorkbook {
    read_workbook("prov.xlsx", bytes).expect("our own workbook")
}

/// Sheet, address, type, value and formula of every cell, in order.
fn dump(book: &RawWorkbook) -> String {
    let mut out = String::new();
    for (name, target) in &book.names {
        let _ = writeln!(out, "name {name} = {target}");
    }
    for (name, value) in &book.properties {
        let _ = writeln!(out, "property {name} = {value}");
    }
    for sheet in &book.sheets {
        let _ = writeln!(out, "\nsheet {}", sheet.name);
        for ((row, column), value) in &sheet.cells {
            let letters = uppfolj::finding::column_letters(*column);
            let shown = match value {
                RawValue::Text(text) => format!("text {text:?}"),
                RawValue::Number(number) => format!("number {number}"),
                RawValue::Date(date) => format!("date {date}"),
                other => format!("{other:?}"),
            };
            let formula =
                sheet.formulas.get(&(*row, *column)).map_or(String::new(), |formula| format!("  ={formula}"));
            let _ = writeln!(out, "{letters}{row} {shown}{formula}");
        }
    }
    out
}

#[test]
fn every_kind_of_cell_stands_where_it_should() {
    insta::assert_snapshot!(dump(&read(&bytes(&all_kinds()))));
}

#[test]
fn formats_panes_and_print_settings_are_the_agreed_ones() {
    let bytes = bytes(&all_kinds());
    let mut out = String::new();
    for part in ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let xml = package::part(&bytes, part);
        for tag in [
            "<outlinePr",
            "<tabColor",
            "<sheetView ",
            "<pane ",
            "<col ",
            "<mergeCell ",
            "<conditionalFormatting",
            "<formula>",
            "<pageMargins",
            "<pageSetup",
            "<oddHeader>",
            "<oddFooter>",
            "<brk ",
            "<definedName ",
        ] {
            for found in package::elements(&xml, tag) {
                let _ = writeln!(out, "{part} {found}");
            }
        }
        for row in package::elements(&xml, "<row ").iter().filter(|row| row.contains("outlineLevel")) {
            let _ = writeln!(out, "{part} {row}");
        }
    }
    for found in package::elements(&package::part(&bytes, "xl/styles.xml"), "<numFmt ") {
        let _ = writeln!(out, "{found}");
    }
    let _ = writeln!(out, "{}", package::part(&bytes, "docProps/core.xml"));
    insta::assert_snapshot!(out);
}

#[test]
fn the_same_document_gives_the_same_bytes_and_reads_back_whole() {
    let document = all_kinds();
    let first = bytes(&document);
    assert_eq!(first, bytes(&document));
    assert_eq!(check(&read(&first), &document), []);
}

#[test]
fn every_formula_gives_its_cached_value() {
    let book = read(&bytes(&all_kinds()));
    let mut counted = 0;
    for sheet in &book.sheets {
        for (at, formula) in &sheet.formulas {
            let cached = sheet.cells.get(at).cloned();
            assert_eq!(evaluate::formula(sheet, formula), cached, "{} {at:?} ={formula}", sheet.name);
            counted += 1;
        }
    }
    assert_eq!(counted, document::FORMULAS);
}

#[test]
fn the_address_map_tells_the_truth() {
    let document = all_kinds();
    let sheets = Sheets::of(&document);
    let book = read(&bytes(&document));
    let (section, block) = (0, document::TABLE_BLOCK);
    let at = sheets.address(section, block, Some(1), 1).expect("an address");
    let sheet = book.sheets.iter().find(|sheet| *sheet.name == *at.sheet).expect("the sheet");
    let value = sheet.cells.get(&(at.row + 1, u32::from(at.column) + 1));
    assert!(matches!(value, Some(RawValue::Number(_))), "{value:?}");
    assert_eq!(sheets.address(section, block, Some(99), 1), None);
    assert_eq!(sheets.address(section, 1, None, 0), None, "a heading has no cells");
}

/// One öre in one cell of the file.
#[test]
fn an_ore_more_in_the_file_is_found() {
    let document = all_kinds();
    let before = "<v>-341523.99995</v>";
    let after = "<v>-341523.99994</v>";
    let changed = package::edit(&bytes(&document), "xl/worksheets/sheet1.xml", |xml| {
        assert_eq!(xml.matches(before).count(), 1);
        xml.replace(before, after)
    });
    let found = check(&read(&changed), &document);
    let expected = Mismatch {
        table: "resultatrakning".to_string(),
        row: "Verksamhetens kostnader".to_string(),
        column: "2020".to_string(),
        expected: "−341\u{a0}523\u{a0}999,95".to_string(),
        found: "−341\u{a0}523\u{a0}999,94".to_string(),
    };
    assert_eq!(found, [expected]);
}

#[test]
fn swapped_headings_are_found() {
    let document = all_kinds();
    let changed = package::edit(&bytes(&document), "xl/sharedStrings.xml", |xml| {
        xml.replace(">2020<", ">x<").replace(">Budget 2020<", ">2020<").replace(">x<", ">Budget 2020<")
    });
    let found = check(&read(&changed), &document);
    let columns: Vec<&str> = found.iter().map(|mismatch| mismatch.column.as_str()).collect();
    assert_eq!(columns, ["Budget 2020", "2020"]);
}

#[test]
fn what_is_missing_moved_or_too_much_is_found() {
    let document = all_kinds();
    let good = bytes(&document);
    let sheet = "xl/worksheets/sheet1.xml";
    let tampered: Vec<(&str, Vec<u8>)> = vec![
        ("a formula became a value", package::edit(&good, sheet, |xml| package::without_formula(&xml))),
        ("a cell is lost", package::edit(&good, sheet, |xml| package::without_number(&xml))),
        (
            "a name points one row down",
            package::edit(&good, "xl/workbook.xml", |xml| package::shifted_name(&xml, "tbl_resultatrakning")),
        ),
        (
            "a name is lost",
            package::edit(&good, "xl/workbook.xml", |xml| xml.replace("tbl_resultatrakning", "tbl_x")),
        ),
        (
            "a cell too much",
            package::edit(&good, sheet, |xml| {
                xml.replace("</sheetData>", "<row r=\"900\"><c r=\"B900\"><v>1</v></c></row></sheetData>")
            }),
        ),
        (
            "a marking is lost",
            package::edit(&good, "xl/sharedStrings.xml", |xml| xml.replacen(">EXEMPEL – prov<", "> <", 1)),
        ),
        (
            "a sheet has another name",
            package::edit(&good, "xl/workbook.xml", |xml| xml.replacen("name=\"Mål", "name=\"Mol", 1)),
        ),
    ];
    for (what, changed) in tampered {
        assert_ne!(changed, good, "{what}: the fault was not planted");
        assert_ne!(check(&read(&changed), &document), [], "{what}");
    }
}

#[test]
fn a_formula_that_gives_another_amount_is_never_written() {
    let mut document = all_kinds();
    let figure = figure_at(&mut document, "resultatrakning", 2, 2);
    figure.value += Money::from_ore(1);
    let WorkbookError::FormulaDiffers { row, column, .. } = write(&document).expect_err("one öre off")
    else {
        panic!("another error")
    };
    assert_eq!((row.as_str(), column.as_str()), ("Verksamhetens nettokostnader", "2020"));

    let mut document = all_kinds();
    figure_at(&mut document, "resultatrakning", 2, 2).formula = Some(Formula::Rows(vec![(99, false)]));
    assert!(matches!(write(&document), Err(WorkbookError::FormulaIsBroken { .. })));
}

#[test]
fn what_excel_cannot_hold_is_refused_in_swedish() {
    let mut document = all_kinds();
    table_mut(&mut document, "celler").rows[0].cells[1] = Cell::Text("å".repeat(32_768));
    let error = write(&document).expect_err("too long");
    assert_eq!(error.to_string(), "en text i celler har 32768 tecken, men en cell i Excel rymmer 32767");
    let mut document = all_kinds();
    table_mut(&mut document, "celler").rows[0].cells.pop();
    assert!(matches!(write(&document), Err(WorkbookError::UnevenRow { .. })));
}
