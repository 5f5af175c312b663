//! The check of the finished bytes must be able to fail: pages are altered after the layout, by code that knows nothing
//! of the check, and each alteration is found and named.

use uppfolj::write::pdf::check::{Mismatch, Place};
use uppfolj::write::pdf::placed::{Artifact, Mark, Owner, Placed, Tag, Text};
use uppfolj::write::pdf::{self};

use crate::{emitted, placed, read, sample};

fn mismatches(alter: impl FnOnce(&mut Placed)) -> Vec<Mismatch> {
    let document = sample::document();
    let mut pages = placed(&document);
    alter(&mut pages);
    pdf::check(&document, &read(&emitted(&pages)))
}

fn texts(pages: &mut Placed) -> impl Iterator<Item = &mut Text> {
    pages.pages.iter_mut().flat_map(|page| &mut page.items).filter_map(|item| match &mut item.mark {
        Mark::Text(text) => Some(text),
        _ => None,
    })
}

fn cell(row: &str, column: &str) -> Place {
    Place::Cell { id: "rr".into(), row: row.into(), column: column.into() }
}

#[test]
fn swapped_figures_are_named_by_table_row_and_column() {
    let found = mismatches(|pages| {
        let mut pair: Vec<&mut Text> =
            texts(pages).filter(|text| ["8\u{a0}935", "27\u{a0}125"].contains(&text.text.as_str())).collect();
        assert_eq!(pair.len(), 4, "budget and outcome of two tables");
        let (one, other) = (pair[0].text.clone(), pair[1].text.clone());
        pair[0].text = other;
        pair[1].text = one;
    });
    let places: Vec<&Place> = found.iter().map(|mismatch| &mismatch.place).collect();
    assert_eq!(places, [&cell("Årets resultat", "Budget 2020"), &cell("Årets resultat", "2020")]);
    assert_eq!(
        found[0].to_string(),
        "tabellen rr, raden ”Årets resultat”, kolumnen ”Budget 2020”: ”8 935” väntades, ”27 125” står i PDF-filen"
    );
}

#[test]
fn an_untagged_table_is_missing() {
    let found = mismatches(|pages| {
        let table =
            (0..pages.nodes.len()).find(|node| pages.nodes[*node].tag == Tag::Table).expect("a table");
        let parent = pages.nodes[table].parent.expect("a parent");
        pages.nodes[parent].kids.retain(|kid| *kid != table);
        let below = descendants(pages, table);
        for item in pages.pages.iter_mut().flat_map(|page| &mut page.items) {
            if matches!(item.owner, Owner::Node(node) if below.contains(&node)) {
                item.owner = Owner::Artifact(Artifact::Layout);
            }
        }
    });
    let table = Place::Table { id: "mal".into() };
    assert_eq!(found.iter().map(|mismatch| &mismatch.place).collect::<Vec<_>>(), [&table]);
    assert_eq!(found[0].found, None);
}

fn descendants(pages: &Placed, node: usize) -> Vec<usize> {
    let mut all = vec![node];
    let mut at = 0;
    while at < all.len() {
        all.extend(&pages.nodes[all[at]].kids);
        at += 1;
    }
    all
}

/// The elements of a tag, in the order of the tree.
fn of_tag(pages: &Placed, tag: Tag) -> Vec<usize> {
    descendants(pages, 0).into_iter().filter(|node| pages.nodes[*node].tag == tag).collect()
}

#[test]
fn rows_in_another_order_or_missing_are_found() {
    let swapped = mismatches(|pages| {
        let table = of_tag(pages, Tag::Table)[1];
        pages.nodes[table].kids.swap(4, 5);
    });
    assert!(!swapped.is_empty());
    let dropped = mismatches(|pages| {
        let table = of_tag(pages, Tag::Table)[1];
        pages.nodes[table].kids.remove(4);
    });
    let row = Place::Row { id: "rr".into(), row: "Kostnader för arbetskraft 2".into() };
    assert!(dropped.iter().any(|mismatch| mismatch.place == row && mismatch.found.is_none()), "{dropped:?}");
    assert!(dropped.iter().any(|mismatch| matches!(mismatch.place, Place::Page(_))), "text without element");
}

#[test]
fn a_cell_that_is_no_longer_a_heading_is_found() {
    let found = mismatches(|pages| {
        let table = of_tag(pages, Tag::Table)[1];
        let row = pages.nodes[table].kids[2];
        let first = pages.nodes[row].kids[0];
        pages.nodes[first].tag = Tag::TD;
        pages.nodes[first].scope = None;
    });
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place, cell("Verksamhetsområde 0", ""));
}

#[test]
fn a_missing_paragraph_an_altered_heading_and_a_dropped_marking_are_found() {
    let found = mismatches(|pages| {
        let text = texts(pages).find(|text| text.text.starts_with("Diarienummer")).expect("on the cover");
        text.text = "Diarienummer KS 2021/18".into();
    });
    assert_eq!(found.iter().map(|mismatch| &mismatch.place).collect::<Vec<_>>(), [&Place::Paragraph]);
    let found = mismatches(|pages| {
        for heading in of_tag(pages, Tag::H2) {
            pages.nodes[heading].tag = Tag::H3;
        }
    });
    assert!(found.iter().all(|mismatch| matches!(mismatch.place, Place::Heading | Place::Entry)));
    assert!(found.len() >= 3, "{found:?}");
    let found = mismatches(|pages| {
        pages.pages[3].items.retain(|item| item.owner != Owner::Artifact(Artifact::RunningFoot));
    });
    assert_eq!(found.iter().map(|mismatch| &mismatch.place).collect::<Vec<_>>(), [&Place::Page(4)]);
}
