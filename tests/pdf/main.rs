//! The PDF writer, proved on a document with everything in it: standards, read-back, determinism, geometry.

mod attached;
mod charts;
mod cover;
mod dump;
mod geometry;
mod mutations;
mod sample;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use uppfolj::doc::Document;
use uppfolj::write::pdf::{self, Placed, ReadBack};

pub fn placed(document: &Document) -> Placed {
    pdf::place(document).expect("the document can be placed")
}

pub fn emitted(placed: &Placed) -> Vec<u8> {
    pdf::emit(placed).expect("the pages can be emitted")
}

pub fn read(bytes: &[u8]) -> ReadBack {
    pdf::read_back(bytes).expect("the bytes can be read back")
}

/// The pages of the sample, written where a person can look at them: `target/tmp/prov.pdf`.
#[test]
fn the_standards_are_met() {
    let bytes = emitted(&placed(&sample::document()));
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/prov.pdf"), &bytes).expect("written");
    assert_eq!(failures(&bytes), Vec::<String>::new());
}

fn failures(bytes: &[u8]) -> Vec<String> {
    failures_of(bytes, ValidationProfile::PdfA2a)
}

/// What breaks PDF/UA-1 and this part of PDF/A.
pub fn failures_of(bytes: &[u8], archive: ValidationProfile) -> Vec<String> {
    let mut all = Vec::new();
    for profile in [ValidationProfile::PdfUa1, archive] {
        let report = validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile))
            .expect("the file can be read");
        all.extend(report.failures.iter().map(|failure| format!("{profile:?}: {failure:?}")));
    }
    all
}

#[test]
fn a_document_of_one_section_without_markings_meets_the_standards_too() {
    let mut document = sample::document();
    document.sections.truncate(1);
    document.markings.clear();
    document.status.clear();
    document.cover.clear();
    let placed = placed(&document);
    let bytes = emitted(&placed);
    assert_eq!(failures(&bytes), Vec::<String>::new());
    assert_eq!(pdf::check(&document, &read(&bytes)), Vec::new());
}

#[test]
fn everything_the_document_says_is_read_back() {
    let document = sample::document();
    let read = read(&emitted(&placed(&document)));
    let mismatches: Vec<String> = pdf::check(&document, &read).iter().map(ToString::to_string).collect();
    assert_eq!(mismatches, Vec::<String>::new());
    assert_eq!(read.title, "Årsredovisning – ekonomidel, Januari–december 2020");
    assert_eq!(read.tables().count(), document.tables().count());
    let statement =
        read.tables().find(|table| table.caption == "Resultaträkning Belopp i tkr").expect("the table");
    let total: Vec<&str> =
        statement.rows.last().expect("a row").iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(total, ["Årets resultat", "", "8 935", "27 125", "0", "+18 190"]);
}

#[test]
fn the_same_document_gives_the_same_bytes_whatever_was_written_before() {
    let (one, mut other) = (placed(&sample::document()), sample::document());
    other.title = "Delårsrapport".into();
    other.sections.truncate(2);
    let other = placed(&other);
    let first = (emitted(&one), emitted(&other));
    let turned = (emitted(&other), emitted(&one));
    assert!(first.0 == turned.1 && first.1 == turned.0);
    assert!(first.0 != first.1);
}

#[test]
fn a_character_without_glyph_is_an_error_that_names_it() {
    let mut document = sample::document();
    document.cover.push("Bra jobbat \u{1F600}".into());
    let error = pdf::place(&document).expect_err("not drawable");
    assert_eq!(error, pdf::Error::MissingGlyph('\u{1F600}'));
    assert!(error.to_string().contains("U+1F600"), "{error}");
}

#[test]
fn a_table_wider_than_any_page_is_an_error_that_names_it() {
    let mut document = sample::document();
    let mut table = sample::statement("bred", "Bred", 3);
    for copy in 0..40 {
        table.columns.push(uppfolj::doc::Column { key: format!("k{copy}"), ..table.columns[2].clone() });
        for row in &mut table.rows {
            row.cells.push(sample::amount(123_456_000));
        }
    }
    document.sections[0].blocks.push(uppfolj::doc::Block::Table(table));
    assert_eq!(pdf::place(&document).expect_err("too wide"), pdf::Error::TooWide("bred".into()));
}

#[test]
fn empty_and_odd_content_is_written_too() {
    let mut document = sample::document();
    let mut table = sample::statement("tom", "Tabell utan rader", 0);
    table.rows.clear();
    table.notes.clear();
    let odd = "Rad ett\nrad\u{ad}två\u{200b} med \u{2003}tabb\toch \u{b}paus & < > \" ’ “ ” ½ € ‑";
    let paragraph = |text: &str| uppfolj::doc::Block::Paragraph {
        text: text.into(),
        style: uppfolj::doc::ParagraphStyle::Body,
    };
    document.cover.push(odd.into());
    document.title = format!("{} {odd}", document.title);
    document.sections[0].blocks.extend([
        uppfolj::doc::Block::Table(table),
        paragraph(""),
        paragraph(odd),
        uppfolj::doc::Block::List(vec![odd.into(), String::new()]),
        uppfolj::doc::Block::List(Vec::new()),
        uppfolj::doc::Block::KeyFigures(Vec::new()),
        uppfolj::doc::Block::Heading { level: 3, text: "Nivå tre utan nivå två före".into() },
        uppfolj::doc::Block::Heading { level: 3, text: odd.into() },
    ]);
    document.sections[1].blocks = vec![uppfolj::doc::Block::Heading { level: 3, text: "Djupt".into() }];
    document.markings.push("PRELIMINÄR – svar saknas från många enheter. ".repeat(6));
    let bytes = emitted(&placed(&document));
    assert_eq!(failures(&bytes), Vec::<String>::new());
    assert_eq!(pdf::check(&document, &read(&bytes)), Vec::new());
}

/// What is copied keeps its figures together: "18 190 tkr" is not parted at a line's end in the text it lands in.
#[test]
fn spaces_that_do_not_break_are_read_as_such() {
    let mut document = sample::document();
    document.sections.truncate(1);
    let said = "Det blev 18\u{a0}190 eller 1\u{202f}000, och inte mer.";
    let style = uppfolj::doc::ParagraphStyle::Body;
    document.sections[0].blocks = vec![uppfolj::doc::Block::Paragraph { text: said.into(), style }];
    let bytes = emitted(&placed(&document));
    assert_eq!(failures(&bytes), Vec::<String>::new());
    let file = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let text = file.extract_text(&[2]).expect("the text").replace('\n', " ");
    assert!(text.contains(said), "{text:?}");
}

/// A screen reader says "1 of 11" only of a list that says how it is marked (ISO 14289-1, 7.6).
#[test]
fn a_numbered_list_says_that_it_is_and_its_numbers_stand_beside_the_text() {
    let mut document = sample::document();
    let steps: Vec<String> = (1..=11).map(|number| format!("Steg nummer {number}.")).collect();
    document.sections.truncate(1);
    document.sections[0].blocks = vec![uppfolj::doc::Block::Steps(steps)];
    let pages = placed(&document);
    let bytes = emitted(&pages);
    assert_eq!(failures(&bytes), Vec::<String>::new());
    assert_eq!(pdf::check(&document, &read(&bytes)), Vec::new());
    let file = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let lists =
        file.objects.values().filter_map(|object| object.as_dict().ok()).filter(|element| {
            element.get(b"S").and_then(lopdf::Object::as_name).is_ok_and(|name| name == b"L")
        });
    let marks = lists.map(|list| list.get(b"A").and_then(lopdf::Object::as_dict).expect("attributes"));
    let marks: Vec<_> =
        marks.map(|one| one.get(b"ListNumbering").and_then(lopdf::Object::as_name).ok()).collect();
    assert_eq!(marks, [Some(b"Decimal".as_slice())]);
    assert!(geometry::overlaps(&pages).is_empty());
}

/// Compressed bytes end by chance: among many documents none may end a stream so that its length is doubtful.
#[test]
fn no_stream_ends_ambiguously_in_any_of_many_documents() {
    let mut document = sample::document();
    document.sections.truncate(1);
    for number in 0..60 {
        document.cover = vec![format!("Diarienummer KS 2021/{number}")];
        let bytes = emitted(&placed(&document));
        assert!(!bytes.windows(11).any(|window| window == b"\r\nendstream"), "{number}");
    }
}
