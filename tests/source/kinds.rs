//! Packages that are no workbooks, and workbooks under other names.

use uppfolj::finding::Unreadable;
use uppfolj::raw::RawValue;
use uppfolj::source::xlsx::read_workbook;

use crate::package::{SHEET, WORKBOOK, rows, workbook, zip};

#[test]
fn packages_of_other_programs_are_told_apart() {
    let sheet: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let text: &[u8] = b"application/vnd.oasis.opendocument.text";
    let cases: Vec<(Vec<u8>, Unreadable)> = vec![
        (zip(&[("mimetype", sheet), ("content.xml", b"<a/>")]), Unreadable::OpenDocument),
        (zip(&[("content.xml", b"<a/>".as_slice())]), Unreadable::OpenDocument),
        (zip(&[("mimetype", text), ("content.xml", b"<a/>")]), Unreadable::Document),
        (zip(&[("[Content_Types].xml", b"".as_slice()), ("xl/workbook.bin", b"")]), Unreadable::BinaryExcel),
        (
            zip(&[("word/document.xml", b"<a/>".as_slice()), ("word/embeddings/a.xlsx", b"")]),
            Unreadable::Document,
        ),
        (zip(&[("ppt/presentation.xml", b"<a/>".as_slice())]), Unreadable::Document),
        (zip(&[("Index/Document.iwa", b"".as_slice())]), Unreadable::Numbers),
        (zip(&[("310.xlsx", workbook(&[]).as_slice())]), Unreadable::Archive),
        (zip::<&str>(&[]), Unreadable::Empty),
    ];
    for (bytes, why) in cases {
        assert_eq!(read_workbook("a.xlsx", &bytes), Err(why));
    }
}

#[test]
fn a_workbook_is_one_whatever_it_is_called_and_wherever_its_parts_lie() {
    let plain = workbook(&[]);
    for name in ["a.xlsx", "a.xlsm", "a.xls", "a", "a.pdf"] {
        let book = read_workbook(name, &plain).expect("a workbook");
        assert_eq!(book.sheets[0].cells[&(1, 1)], RawValue::Number(1.into()), "{name}");
    }
    for (name, other) in
        [(WORKBOOK, "XL/Workbook.xml"), (WORKBOOK, "xl\\workbook.xml"), (SHEET, "xl/WORKSHEETS/sheet1.XML")]
    {
        let moved = crate::package::renamed(&plain, name, other);
        assert!(read_workbook("a.xlsx", &moved).is_ok(), "{other}");
    }
}

#[test]
fn a_workbook_that_is_cut_short_is_damaged() {
    let whole = workbook(&[]);
    for length in [4, 30, whole.len() / 2, whole.len() - 1] {
        assert_eq!(read_workbook("a.xlsx", &whole[..length]), Err(Unreadable::Damaged), "{length} bytes");
    }
}

/// Pictures, charts and the parts of other programs are not what is read.
#[test]
fn what_else_a_workbook_carries_may_be_as_it_likes() {
    let odd = "<!DOCTYPE a [<!ENTITY b \"c\">]>";
    let book = workbook(&[
        ("xl/drawings/vmlDrawing1.vml", "<xml><br></xml>"),
        ("customXml/item1.xml", odd),
        ("xl/theme/theme1.xml", odd),
        ("xl/media/image1.png", "\u{0}<"),
        ("../../etc/x.xml", odd),
    ]);
    assert!(read_workbook("a.xlsx", &book).is_ok());
}

#[test]
fn dates_count_from_1904_where_the_workbook_says_so() {
    let styles = "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let dated = rows("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>42612</v></c></row>");
    let plain = crate::package::sheets(&[("A", "rId1")]);
    let mac = plain.replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>");
    let day = |book: &str| {
        let bytes = workbook(&[(crate::package::STYLES, styles), (SHEET, &dated), (WORKBOOK, book)]);
        let read = read_workbook("a.xlsx", &bytes).expect("a workbook");
        match &read.sheets[0].cells[&(1, 1)] {
            RawValue::Date(date) => date.to_string(),
            other => panic!("no date: {other:?}"),
        }
    };
    assert_eq!((day(&plain).as_str(), day(&mac).as_str()), ("2016-08-30", "2020-08-31"));
}
