//! Which sections a report has: the program's own choice, and the office's.

use uppfolj::domain::period::PeriodKind;
use uppfolj::register::schema::{REPORTS, TEXT_REPORTS, TEXT_SECTIONS};
use uppfolj::text::report::{COVERING_LETTER, report_word};
use uppfolj::write::pdf;
use uppfolj::write::pdf::read_back::{Element, ReadBack};

use crate::common::{output, report, sample, told};
use crate::personal::with;

const HEADS: &str = "Typ;Avsnitt;Kort;Rubrik";

fn headings(read: &ReadBack) -> Vec<&str> {
    read.elements
        .iter()
        .filter_map(|element| match element {
            Element::Heading { level: 1, text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

fn read(folder: &std::path::Path, period: &str) -> ReadBack {
    let (_, outputs) = report(folder, period);
    pdf::read_back(&output(&outputs, if period.ends_with("-08") { "Delår" } else { "Månad" }, ".pdf"))
        .expect("the PDF")
}

#[test]
fn a_month_is_short_and_begins_with_what_kommunstyrelsen_asks_first() {
    let folder = sample();
    let read = read(folder.path(), "2020-10");
    assert!(read.pages.len() <= 8, "{}", read.pages.len());
    let headings = headings(&read);
    assert_eq!(headings[..3], ["Sammanfattning", "Resultaträkning", "Måluppfyllelse"], "{headings:?}");
    let units = read.tables().find(|table| table.caption.starts_with("Driftredovisning")).expect("the table");
    let named = |name: &str| units.rows.iter().any(|row| row[0].text.replace('\u{ad}', "") == name);
    assert!(named("Bildningsverksamhet") && !named("Nya Centralskolan"), "verksamheter and no units");
}

#[test]
fn the_office_says_which_sections_a_kind_of_report_has_and_what_they_are_called() {
    let folder = sample();
    let rows = [
        "månad;driftredovisning;;Verksamhetens ekonomi",
        "månad;resultaträkning;;",
        "månad;sammanfattning;ja;",
    ];
    with(folder.path(), "Rapportavsnitt", "rapportavsnitt", HEADS, &rows);
    let month = read(folder.path(), "2020-10");
    assert_eq!(headings(&month), ["Verksamhetens ekonomi", "Resultaträkning", "Sammanfattning"]);
    let units =
        month.tables().find(|table| table.caption.starts_with("Driftredovisning")).expect("the table");
    assert!(units.rows.iter().any(|row| row[0].text == "Nya Centralskolan"), "the long form has the units");
    let interim = read(folder.path(), "2020-08");
    assert!(headings(&interim).len() > 15, "another kind keeps the program's own");
}

#[test]
fn a_section_that_is_none_is_told_at_its_row() {
    let folder = sample();
    with(folder.path(), "Rapportavsnitt", "rapportavsnitt", HEADS, &["månad;resultatrekning;;"]);
    let (outcome, _) = report(folder.path(), "2020-10");
    let told = told(&outcome);
    let start = "fel R05 grunddata/rapportavsnitt.csv rad 2, kolumn Avsnitt";
    assert!(told.iter().any(|line| line.starts_with(start)), "{told:?}");
}

#[test]
fn a_text_that_has_no_place_is_told_at_its_row_and_every_text_that_the_law_asks_for_has_one() {
    let folder = sample();
    let heads = "Period;Rapport;Avsnitt;Enhet;Text;Godkänd av";
    let rows = [
        "2020-10;månadsrapporten;sammanfattning;;Hej.;Ekonomichef",
        "2020-10;månadsrapport;sammanfatning;;Hej.;",
    ];
    with(folder.path(), "Texter", "texter", heads, &rows);
    let (outcome, _) = report(folder.path(), "2020-10");
    let told = told(&outcome);
    for start in [
        "fel R05 grunddata/texter.csv rad 2, kolumn Rapport",
        "fel R05 grunddata/texter.csv rad 3, kolumn Avsnitt",
    ] {
        assert!(told.iter().any(|line| line.starts_with(start)), "{start}: {told:?}");
    }
    let asked = include_str!("../../templates/texter/innehall.csv");
    for key in asked.lines().skip(1).filter_map(|line| line.split(';').nth(4)).filter(|key| !key.is_empty()) {
        assert!(TEXT_SECTIONS.contains(&key), "{key}");
    }
    // The registers' words for reports are those that reports ask for.
    for kind in [PeriodKind::Month, PeriodKind::Tertial, PeriodKind::Interim, PeriodKind::Year] {
        let word = report_word(kind);
        assert!(REPORTS.contains(&word) && TEXT_REPORTS.contains(&word), "{word}");
    }
    assert!(TEXT_REPORTS.contains(&COVERING_LETTER));
}

/// A goal of the plan whose perspective has been given an end is still a goal.
#[test]
fn a_goal_of_a_perspective_that_has_ended_is_counted_with_it() {
    let folder = sample();
    let heads = "Kod;Namn;Giltig från;Giltig till";
    let rows = [
        "KUN;Kund;;2019-12-31",
        "VER;Verksamhet;;2019-12-31",
        "PER;Personal;;2019-12-31",
        "EKO;Ekonomi;;2019-12-31",
        "ARB;Attraktiv arbetsplats;;2020-06-30",
        "SAM;Samhällsutveckling;;",
        "VAL;Välfärdsutveckling;;",
    ];
    with(folder.path(), "Perspektiv", "perspektiv", heads, &rows);
    let read = read(folder.path(), "2020-08");
    let table =
        read.tables().find(|table| table.caption.starts_with("Bedömningar per perspektiv")).expect("it");
    assert!(table.rows.iter().any(|row| row[0].text == "Attraktiv arbetsplats"), "{:?}", table.rows);
}

/// Jämförelsestörande items are told in a report within the year too, and the notes that have none are left out.
#[test]
fn notes_in_short_are_those_that_set_something_apart() {
    let captions = |short: &str| {
        let folder = sample();
        let row = format!("månad;noter;{short};");
        with(folder.path(), "Rapportavsnitt", "rapportavsnitt", HEADS, &[&row]);
        let month = read(folder.path(), "2020-10");
        month.tables().map(|table| table.caption.replace('\u{a0}', " ")).collect::<Vec<_>>()
    };
    let (short, whole) = (captions("ja"), captions("nej"));
    assert!(short.len() == 1 && short[0].starts_with("Not 1 Verksamhetens intäkter"), "{short:?}");
    assert!(whole.len() > 10 && whole.iter().any(|caption| caption.starts_with("Not 2 ")), "{whole:?}");
}

/// Letters and marks that stand apart, as on a Mac, are letters; what has no form is replaced by a word and told at its row.
#[test]
fn signs_that_cannot_be_printed_are_replaced_by_words_and_told_at_their_row() {
    let folder = sample();
    let heads = "Period;Rapport;Avsnitt;Enhet;Text;Godkänd av";
    let rows = [
        "2020-10;månadsrapport;händelser;;A\u{308}ldre\u{200b}boendet 🙂👍🏽 och cafe\u{301}et 漢 klart;Ekonomichef",
    ];
    with(folder.path(), "Texter", "texter", heads, &rows);
    let (outcome, _) = report(folder.path(), "2020-10");
    let told = told(&outcome);
    let start = "varning R76 grunddata/texter.csv rad 2, kolumn Text";
    let found: Vec<&String> = told.iter().filter(|line| line.starts_with(start)).collect();
    assert_eq!(found.len(), 1, "{told:?}");
    assert!(found[0].contains("2 emojier och ett tecken som typsnittet saknar (U+6F22)"), "{found:?}");
    let read = read(folder.path(), "2020-10");
    let words = "Äldreboendet [emoji][emoji] och caféet [tecken saknas] klart";
    assert!(
        read.elements.iter().any(|one| matches!(one, Element::Paragraph(text) if text == words)),
        "{read:?}"
    );
}
