//! Files made to take memory, time or the program itself: each is refused or read, within its bounds.

use std::fs;
use std::path::Path;
use std::process::Command;

use uppfolj::finding::Unreadable;
use uppfolj::source::xlsx::read_workbook;

use crate::package::{SHEET, STRINGS, STYLES, WORKBOOK, renamed, rows, sheets, workbook, zip};

/// Every hostile file by name, and what it is refused for; `None`: it is read.
fn zoo() -> Vec<(&'static str, Vec<u8>, Option<Unreadable>)> {
    let damaged = Some(Unreadable::Damaged);
    let large = Some(Unreadable::TooLarge);
    let blank = " ".repeat(3 << 20);
    let many: Vec<(String, &str)> = (0..900).map(|at| (format!("s{at}"), "rId1")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, id)| (name.as_str(), *id)).collect();
    let font = format!("<font><name val=\"{}\"/></font>", "x".repeat(900_000));
    let styles = format!(
        "<styleSheet><fonts>{font}</fonts><cellXfs>{}</cellXfs></styleSheet>",
        "<xf fontId=\"0\"/>".repeat(5_000)
    );
    let defined = "<definedName name=\"a\">A!$A$1</definedName>".repeat(250_000);
    let book = sheets(&[("A", "rId1")]);
    let far = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let turned = rows("").replace("<sheetData>", "<dimension ref=\"B5:A1\"/><sheetData>");
    let shared = |number: &str| {
        rows(&format!(
            "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:B2\" si=\"{number}\">1</f><v>1</v></c></row>"
        ))
    };
    let long = format!(
        "<row><c><f t=\"shared\" ref=\"A1:XFD1048576\" si=\"0\">{}1</f></c>{}</row>",
        "A1+".repeat(100_000),
        "<c><f t=\"shared\" si=\"0\"/></c>".repeat(1_000)
    );
    let with = |part, text: &str| workbook(&[(part, text)]);
    vec![
        (
            "a count of strings that is a lie",
            with(STRINGS, "<sst uniqueCount=\"4000000000\"><si/></sst>"),
            damaged,
        ),
        ("a number of a shared formula that is a lie", with(SHEET, &shared("4000000000")), damaged),
        (
            "millions of empty strings",
            with(STRINGS, &format!("<sst>{}</sst>", "<si/>".repeat(2_000_000))),
            large,
        ),
        ("one endless string", with(STRINGS, &format!("<sst><si><t>{blank}{blank}</t></si></sst>")), large),
        ("a font's name copied for every format", with(STYLES, &styles), large),
        ("more sheets than anyone has", with(WORKBOOK, &sheets(&many.repeat(2))), large),
        (
            "names without end",
            with(WORKBOOK, &book.replace("</sheets>", &format!("</sheets>{defined}"))),
            large,
        ),
        (
            "every sheet the same large part",
            workbook(&[(WORKBOOK, &sheets(&many)), (SHEET, &rows(&blank))]),
            damaged,
        ),
        ("a long formula shared by many", with(SHEET, &rows(&long)), large),
        (
            "more cells than are read",
            with(SHEET, &rows(&format!("<row>{}</row>", "<c><v>1</v></c>".repeat(10)).repeat(51_000))),
            large,
        ),
        ("tags that never end", with(SHEET, &rows(&"<a>".repeat(7_000_000))), large),
        ("two cells at the far corners", with(SHEET, &rows(far)), None),
        (
            "merged to the end of the sheet",
            with(
                SHEET,
                &rows("").replace(
                    "</worksheet>",
                    "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells></worksheet>",
                ),
            ),
            None,
        ),
        ("a used area that is turned round", with(SHEET, &turned), damaged),
        (
            "a cell beyond the sheet",
            with(SHEET, &rows("<row r=\"1\"><c r=\"A99999999999\"><v>1</v></c></row>")),
            damaged,
        ),
        ("two sheets with one name", with(WORKBOOK, &sheets(&[("A", "rId1"), ("A", "rId1")])), damaged),
        (
            "entities in entities",
            with(SHEET, "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><worksheet/>"),
            damaged,
        ),
        (
            "a string that is not there",
            with(SHEET, &rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>")),
            damaged,
        ),
        (
            "a part twice",
            renamed(&workbook(&[("xl/workbook.xmx", "<a/>")]), "xl/workbook.xmx", WORKBOOK),
            damaged,
        ),
        ("a part twice in other letters", workbook(&[("XL/workbook.xml", "<a/>")]), damaged),
        (
            "names that lead out of the folder",
            workbook(&[("../../../etc/passwd.xml", "<a/>"), ("/etc/x.xml", "<a/>")]),
            None,
        ),
        ("a directory without end", crowded(), large),
        ("sizes that are lies", lying(), None),
    ]
}

/// A zip of ten thousand empty parts.
fn crowded() -> Vec<u8> {
    let names: Vec<(String, &[u8])> = (0..10_000).map(|at| (format!("xl/{at}.xml"), [].as_slice())).collect();
    zip(&names)
}

/// The directory says that each part has four thousand million bytes.
fn lying() -> Vec<u8> {
    let mut bytes = workbook(&[]);
    let records: Vec<usize> =
        (0..bytes.len() - 4).filter(|at| bytes[*at..].starts_with(b"PK\x01\x02")).collect();
    for at in records {
        bytes[at + 20..at + 24].fill(0xFE);
        bytes[at + 24..at + 28].fill(0xFE);
    }
    bytes
}

#[test]
fn each_is_refused_or_read() {
    for (name, bytes, expected) in zoo() {
        let read = read_workbook("a.xlsx", &bytes);
        assert_eq!(
            read.as_ref().err(),
            expected.as_ref(),
            "{name}: {:?}",
            read.as_ref().map(|book| book.sheets.len())
        );
    }
}

/// All of them at once through the program, which is given little memory: it tells of each, and nothing is printed but
/// findings.
#[cfg(target_os = "linux")]
#[test]
fn the_program_tells_of_each_in_bounded_memory() {
    const MOST_KB: u32 = 1_000_000;
    let folder = crate::parallel::sample();
    let inbox = folder.path().join("inkommet/2020-08");
    let zoo = zoo();
    for (at, (_, bytes, _)) in zoo.iter().enumerate() {
        fs::write(inbox.join(format!("zoo {at:02}.xlsx")), bytes).expect("a file");
    }
    let limited = format!("ulimit -v {MOST_KB}; exec \"$0\" \"$@\"");
    let run = Command::new("sh")
        .args(["-c", &limited, env!("CARGO_BIN_EXE_uppfolj"), "kontroll"])
        .arg(folder.path() as &Path)
        .args(["--period", "2020-08", "--prov"])
        .output()
        .expect("the program runs");
    let (told, errors) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert_eq!(run.status.code(), Some(1), "{told}{errors}");
    assert!(!format!("{told}{errors}").contains("panicked"), "{told}{errors}");
    for (at, (name, _, expected)) in zoo.iter().enumerate() {
        let code = if expected.is_some() { "K01" } else { "K02" };
        let line = format!("fel {code} inkommet/2020-08/zoo {at:02}.xlsx");
        assert!(told.contains(&line) || errors.contains(&line), "{name}: no {line} in\n{told}{errors}");
    }
}
