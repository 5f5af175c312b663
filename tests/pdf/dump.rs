//! The placed pages as text, line by line, so that a change of the layout is seen in a review.

use std::collections::BTreeMap;

use uppfolj::write::pdf::placed::{Mark, Owner, Page, Placed};

use crate::{placed, sample};

/// Whole points: `how far down: how far in text [element]`.
fn dump(pages: &Placed) -> String {
    pages.pages.iter().enumerate().map(|(number, page)| dump_page(pages, number, page)).collect()
}

fn dump_page(pages: &Placed, number: usize, page: &Page) -> String {
    let mut lines: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for item in &page.items {
        let tag = match item.owner {
            Owner::Node(node) => pages.nodes[node].tag.name().to_string(),
            Owner::Artifact(artifact) => format!("{artifact:?}"),
        };
        let (y, x, what) = match &item.mark {
            Mark::Text(text) => {
                (text.baseline, text.x, text.text.replace('\u{a0}', "_").replace('\u{ad}', "~"))
            }
            Mark::Symbol { symbol, x, y, .. } => (*y, *x, format!("{symbol:?}")),
            Mark::Picture { x, y, .. } => (*y, *x, "Picture".to_string()),
            Mark::Rectangle { .. } | Mark::Rule { .. } | Mark::Shape { .. } => continue,
        };
        lines.entry(y.round() as i64).or_default().push(format!("{:.0} {what} [{tag}]", x));
    }
    let lines: String =
        lines.into_iter().map(|(y, parts)| format!("{y:>4}: {}\n", parts.join(" · "))).collect();
    format!("-- page {} {:.0} x {:.0}\n{lines}", number + 1, page.width, page.height)
}

#[test]
fn the_pages_of_the_sample() {
    let mut document = sample::document();
    document.sections.truncate(2);
    insta::assert_snapshot!(dump(&placed(&document)));
}
