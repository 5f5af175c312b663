//! Where things stand: inside the page, clear of each other, no page empty, no line alone, no sum alone.

use uppfolj::doc::{Block, Cell, ParagraphStyle, Role};
use uppfolj::domain::money::Money;
use uppfolj::write::pdf::look::{ASCENT, DESCENT, MARGIN, MARGIN_INNER};
use uppfolj::write::pdf::placed::{Artifact, Mark, Owner, Page, Placed, Tag, Text};

use crate::{placed, sample};

/// Rounding of sums of widths.
const SLACK: f32 = 0.05;

fn texts(page: &Page) -> Vec<(Owner, &Text)> {
    page.items
        .iter()
        .filter_map(|item| match &item.mark {
            Mark::Text(text) => Some((item.owner, text)),
            _ => None,
        })
        .collect()
}

/// Left, top, right, bottom of a text's ink, somewhat tightened: accents of one line may touch the line above.
fn ink(text: &Text) -> [f32; 4] {
    let (up, down) = (text.size * ASCENT * 0.8, text.size * DESCENT * 0.8);
    [text.x, text.baseline - up, text.x + text.width, text.baseline + down]
}

fn overlap(a: [f32; 4], b: [f32; 4]) -> bool {
    a[0] + SLACK < b[2] && b[0] + SLACK < a[2] && a[1] + SLACK < b[3] && b[1] + SLACK < a[3]
}

pub fn overlaps(placed: &Placed) -> Vec<String> {
    let mut found = Vec::new();
    for (number, page) in placed.pages.iter().enumerate() {
        let texts = texts(page);
        for (at, (_, one)) in texts.iter().enumerate() {
            for (_, other) in &texts[at + 1..] {
                if overlap(ink(one), ink(other)) {
                    found.push(format!("page {number}: {:?} and {:?}", one.text, other.text));
                }
            }
        }
    }
    found
}

#[test]
fn no_two_texts_overlap() {
    assert_eq!(overlaps(&placed(&sample::document())), Vec::<String>::new());
}

#[test]
fn the_overlap_test_sees_an_overlap() {
    let mut pages = placed(&sample::document());
    let Some(item) = pages.pages[2].items.iter_mut().find(|item| matches!(item.mark, Mark::Text(_))) else {
        panic!("a text");
    };
    if let Mark::Text(text) = &mut item.mark {
        text.width += 400.0;
        text.size *= 4.0;
    }
    assert!(!overlaps(&pages).is_empty());
}

#[test]
fn every_text_is_inside_the_margins_and_furniture_inside_the_page() {
    let pages = placed(&sample::document());
    for (number, page) in pages.pages.iter().enumerate() {
        let left = if number % 2 == 0 { MARGIN_INNER } else { MARGIN };
        let right = page.width - (MARGIN + MARGIN_INNER - left);
        for (owner, text) in texts(page) {
            let [x, top, end, bottom] = ink(text);
            assert!(x >= left - SLACK && end <= right + SLACK, "page {number}: {:?} {x}–{end}", text.text);
            let edge = match owner {
                Owner::Artifact(Artifact::RunningHead | Artifact::RunningFoot) => 20.0,
                _ => MARGIN,
            };
            let inside = top >= edge - SLACK && bottom <= page.height - edge + SLACK;
            assert!(inside, "page {number}: {:?} {top}–{bottom}", text.text);
        }
    }
}

#[test]
fn no_page_is_empty_and_every_page_bears_its_number_and_markings() {
    let document = sample::document();
    let pages = placed(&document);
    for (number, page) in pages.pages.iter().enumerate() {
        let owned = texts(page).iter().filter(|(owner, _)| matches!(owner, Owner::Node(_))).count();
        assert!(owned > 0, "page {number} is empty");
        let foot: Vec<&str> = texts(page)
            .into_iter()
            .filter(|(owner, _)| *owner == Owner::Artifact(Artifact::RunningFoot))
            .map(|(_, text)| text.text.as_str())
            .collect();
        let page_of = format!("sida\u{a0}{}\u{a0}({})", number + 1, pages.pages.len());
        assert_eq!(foot, [document.markings[0].as_str(), page_of.as_str()]);
    }
}

#[test]
fn landscape_sections_stand_on_landscape_pages() {
    let document = sample::document();
    let pages = placed(&document);
    let wide: Vec<usize> =
        document.sections.iter().enumerate().filter(|(_, s)| s.landscape).map(|(n, _)| n).collect();
    for page in &pages.pages {
        for (_, text) in texts(page) {
            if let Some(at) = text.origin {
                assert_eq!(page.width > page.height, wide.contains(&at.section));
            }
        }
    }
}

/// The pages on which each row of a table stands.
fn pages_of_rows(pages: &Placed, section: usize, block: usize, rows: usize) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); rows];
    for (number, owner, text) in pages.texts() {
        let Some(at) = text.origin.filter(|at| (at.section, at.block) == (section, block)) else { continue };
        if let (Some(row), Owner::Node(_)) = (at.row, owner) {
            found[row].push(number);
        }
    }
    for pages in &mut found {
        pages.dedup();
    }
    found
}

#[test]
fn rows_are_not_split_and_sums_never_stand_alone() {
    let document = sample::document();
    let pages = placed(&document);
    let mut turned = 0;
    for (section_number, section) in document.sections.iter().enumerate() {
        for (block, table) in section.blocks.iter().enumerate() {
            let Block::Table(table) = table else { continue };
            let found = pages_of_rows(&pages, section_number, block, table.rows.len());
            for (row, on) in found.iter().enumerate() {
                assert_eq!(on.len(), 1, "{} row {row}", table.id);
                let sum = matches!(table.rows[row].role, Role::Subtotal | Role::Total);
                if row > 0 && on != &found[row - 1] {
                    turned += 1;
                    assert!(!sum, "{} row {row} begins a page", table.id);
                    assert!(
                        table.rows[row - 1].role != Role::Group,
                        "{} row {row} left its heading",
                        table.id
                    );
                }
            }
        }
    }
    assert!(turned > 1, "the sample must turn pages inside tables");
}

#[test]
fn a_table_that_turns_says_its_caption_and_head_again_as_artifacts() {
    let pages = placed(&sample::document());
    let repeated: Vec<&str> = pages
        .texts()
        .filter(|(_, owner, _)| *owner == Owner::Artifact(Artifact::Repeated))
        .map(|(_, _, text)| text.text.trim())
        .collect();
    assert!(repeated.contains(&"Driftredovisning per verksamhet, fortsättning"), "{repeated:?}");
    assert!(repeated.contains(&"2019"));
}

/// The amounts carried by the placed cells, re-added, against the document's; and the text of each.
#[test]
fn every_amount_is_carried_once_exactly_and_shown_by_its_text() {
    let document = sample::document();
    let pages = placed(&document);
    let mut carried = Money::ZERO;
    let mut count = 0;
    for (_, _, text) in pages.texts() {
        let (Some(amount), Some(at)) = (text.amount, text.origin) else { continue };
        let Block::Table(table) = &document.sections[at.section].blocks[at.block] else { continue };
        let cell = &table.rows[at.row.expect("amounts stand in the body")].cells[at.column];
        assert_eq!(text.text, uppfolj::text::cell::cell_text(cell, &table.columns[at.column], table));
        carried += amount;
        count += 1;
    }
    let amounts = document.tables().flat_map(|(_, table)| &table.rows).flat_map(|row| &row.cells);
    let amounts: Vec<Money> = amounts
        .filter_map(|cell| match cell {
            Cell::Amount(figure) => Some(figure.value),
            _ => None,
        })
        .collect();
    assert_eq!((count, carried), (amounts.len(), amounts.into_iter().sum()));
}

/// Lines of one paragraph per page: never one alone when the paragraph has more than one.
#[test]
fn no_line_of_a_paragraph_is_left_alone() {
    let mut document = sample::document();
    document.sections.truncate(1);
    let long = [sample::LOREM; 9].join(" ");
    for length in 1..60 {
        let text = long.chars().take(length * 37).collect::<String>();
        document.sections[0].blocks.push(Block::Paragraph { text, style: ParagraphStyle::Body });
    }
    let pages = placed(&document);
    let mut lines: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for (page, owner, _) in pages.texts() {
        if let Owner::Node(node) = owner
            && pages.nodes[node].tag == Tag::P
        {
            lines.entry(node).or_default().push(page);
        }
    }
    let split: Vec<&Vec<usize>> = lines.values().filter(|on| on.first() != on.last()).collect();
    assert!(!split.is_empty(), "some paragraph must turn the page");
    for on in split {
        let first = on.iter().filter(|page| Some(*page) == on.first()).count();
        let last = on.iter().filter(|page| Some(*page) == on.last()).count();
        assert!(first >= 2 && last >= 2, "{on:?}");
    }
}

#[test]
fn a_row_taller_than_a_page_goes_on_where_the_page_turns() {
    let mut document = sample::document();
    let mut table = sample::goals("hog");
    table.rows[1].cells[6] = Cell::Text([sample::LOREM; 12].join(" "));
    document.sections[0].blocks.push(Block::Table(table));
    let pages = placed(&document);
    assert_eq!(overlaps(&pages), Vec::<String>::new());
    let read = crate::read(&crate::emitted(&pages));
    assert_eq!(uppfolj::write::pdf::check(&document, &read), Vec::new());
}

/// Tables of every length, so that some end at the foot of a page: the notes stand on the page of the last row.
#[test]
fn notes_are_not_parted_from_the_last_row_of_their_table() {
    let mut document = sample::document();
    document.sections.truncate(1);
    document.sections[0].blocks.clear();
    for lines in 1..70 {
        let mut table = sample::statement(&format!("t{lines}"), &format!("Tabell {lines}"), lines);
        table.notes =
            vec![format!("Första noten till tabell {lines}."), format!("Andra noten till tabell {lines}.")];
        document.sections[0].blocks.push(Block::Table(table));
    }
    let pages = placed(&document);
    let page_of = |words: &str| {
        let found = pages.texts().find(|(_, _, text)| text.text.starts_with(words));
        found.unwrap_or_else(|| panic!("{words}")).0
    };
    let mut turned = 0;
    for (block, content) in document.sections[0].blocks.iter().enumerate() {
        let Block::Table(table) = content else { continue };
        let rows = pages_of_rows(&pages, 0, block, table.rows.len());
        turned += usize::from(rows.first() != rows.last());
        let last = *rows.last().expect("a row").last().expect("a page");
        for note in &table.notes {
            assert_eq!(page_of(note), last, "{note}");
        }
    }
    assert!(turned > 5, "{turned} tables turn the page");
}
