//! The real reports' PDF against their documents: every heading, table, row and cell has one element, and the check of
//! the finished bytes sees two figures that changed places and a table that lost its tags.

use std::collections::BTreeMap;

use uppfolj::doc::{Block, Document};
use uppfolj::write::pdf::check::Place;
use uppfolj::write::pdf::placed::{Artifact, Mark, Owner, Placed, Tag, Text};
use uppfolj::write::pdf::read_back::{Element, TableRead};
use uppfolj::write::pdf::{self, Mismatch};

use crate::runs::{Finished, interim, year};

fn mismatches(run: &Finished, alter: impl FnOnce(&mut Placed)) -> Vec<Mismatch> {
    let mut pages = run.placed.clone();
    alter(&mut pages);
    let bytes = pdf::emit(&pages).expect("a PDF");
    pdf::check(&run.document, &pdf::read_back(&bytes).expect("a readable PDF"))
}

/// Rows and cells of every table of the document by its caption; a head row counts as a row.
fn tables(document: &Document) -> BTreeMap<&str, (usize, usize)> {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let mut sizes = BTreeMap::new();
    for table in tables {
        let rows = table.rows.len() + 1;
        let twice = sizes.insert(table.caption.as_str(), (rows, rows * table.columns.len()));
        assert_eq!(twice, None, "two tables are called {}", table.caption);
    }
    sizes
}

fn size(table: &TableRead) -> (usize, usize) {
    (table.rows.len(), table.rows.iter().map(Vec::len).sum())
}

#[test]
fn every_heading_table_row_and_cell_has_one_element() {
    for run in [year(), interim()] {
        let read = run.pdf();
        assert_eq!(pdf::check(&run.document, &read), Vec::<Mismatch>::new());
        let expected = tables(&run.document);
        assert!(expected.len() > 5);
        assert_eq!(read.tables().count(), expected.len());
        for (caption, counted) in expected {
            // A month is kept together by a no-break space, which a reader of the PDF gives as a blank.
            let plain = |text: &str| text.replace('\u{a0}', " ");
            let called = |table: &&TableRead| plain(&table.caption).starts_with(&plain(caption));
            let named: Vec<&TableRead> = read.tables().filter(called).collect();
            assert!(named.iter().any(|table| size(table) == counted), "{caption}: {counted:?}");
        }
        for section in &run.document.sections {
            let headings = read
                .elements
                .iter()
                .filter(|element| matches!(element, Element::Heading { level: 1, text, .. } if *text == section.title));
            assert_eq!(headings.count(), 1, "{}", section.title);
        }
        assert!(read.pages.iter().all(|page| page.unowned.is_empty()));
    }
}

#[test]
fn two_figures_that_changed_places_are_found_at_both() {
    for run in [year(), interim()] {
        let found = mismatches(run, |pages| {
            let figures = pages.pages.iter_mut().flat_map(|page| &mut page.items);
            let mut figures: Vec<&mut Text> = figures
                .filter_map(|item| match &mut item.mark {
                    Mark::Text(text) if text.amount.is_some() => Some(text),
                    _ => None,
                })
                .collect();
            assert!(figures.len() > 200, "{} figures", figures.len());
            let other =
                (61..figures.len()).find(|at| figures[*at].text != figures[60].text).expect("another");
            let (one, two) = (figures[60].text.clone(), figures[other].text.clone());
            figures[60].text = two;
            figures[other].text = one;
        });
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|mismatch| matches!(mismatch.place, Place::Cell { .. })), "{found:?}");
        assert_eq!(found[0].expected, found[1].found);
    }
}

#[test]
fn a_table_without_tags_is_missing_whichever_it_is() {
    let run = interim();
    let tables: Vec<usize> =
        (0..run.placed.nodes.len()).filter(|node| run.placed.nodes[*node].tag == Tag::Table).collect();
    assert_eq!(tables.len(), self::tables(&run.document).len());
    for table in tables {
        let found = mismatches(run, |pages| untag(pages, table));
        assert!(
            found.iter().any(|mismatch| matches!(mismatch.place, Place::Table { .. })),
            "table at {table}: {found:?}"
        );
    }
}

/// The table is drawn as before, and no element says that it is there.
fn untag(pages: &mut Placed, table: usize) {
    let parent = pages.nodes[table].parent.expect("a parent");
    pages.nodes[parent].kids.retain(|kid| *kid != table);
    let mut below = vec![table];
    let mut at = 0;
    while at < below.len() {
        below.extend(pages.nodes[below[at]].kids.clone());
        at += 1;
    }
    for item in pages.pages.iter_mut().flat_map(|page| &mut page.items) {
        if matches!(item.owner, Owner::Node(node) if below.contains(&node)) {
            item.owner = Owner::Artifact(Artifact::Layout);
        }
    }
}
