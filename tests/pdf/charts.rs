//! Charts of every kind: inside their page, named, told by their alternative text, and within the standards.

use uppfolj::doc::{Block, Cell, Chart, ChartKind, Document};
use uppfolj::write::pdf;
use uppfolj::write::pdf::placed::{Mark, Owner, Placed, Tag};
use uppfolj::write::pdf::read_back::Element;

use crate::{emitted, failures, placed, read, sample};

const KINDS: [ChartKind; 4] = [ChartKind::Lines, ChartKind::Columns, ChartKind::Bars, ChartKind::Stacks];

fn document() -> Document {
    let mut document = sample::document();
    document.sections.truncate(1);
    let mut table = sample::statement("diagramtabell", "Resultat", 12);
    // A blank, a negative and a very large amount among them.
    table.rows[1].cells[2] = Cell::Empty;
    table.rows[2].cells[2] = sample::amount(-98_765_432_100);
    let rows = table.rows.len();
    document.sections[0].blocks.push(Block::Table(table));
    for (number, kind) in KINDS.into_iter().enumerate() {
        document.sections[0].blocks.push(Block::Chart(Chart {
            id: format!("diagram{number}"),
            title: format!("Resultat som {kind:?}"),
            alt: format!("Bild {number}: resultat rad för rad."),
            axis: "tkr".into(),
            kind,
            table: "diagramtabell".into(),
            rows: (0..rows).collect(),
            series: vec![2, 3],
        }));
    }
    document
}

fn figures(placed: &Placed) -> Vec<usize> {
    (0..placed.nodes.len()).filter(|node| placed.nodes[*node].tag == Tag::Figure).collect()
}

#[test]
fn every_kind_meets_the_standards_and_is_read_back_by_its_text() {
    let document = document();
    let bytes = emitted(&placed(&document));
    assert_eq!(failures(&bytes), Vec::<String>::new());
    let read = read(&bytes);
    assert_eq!(pdf::check(&document, &read), Vec::new());
    let said = read.elements.iter().filter_map(|element| match element {
        Element::Figure(text) => Some(text.as_str()),
        _ => None,
    });
    let expected: Vec<String> =
        (0..4).map(|number| format!("Bild {number}: resultat rad för rad.")).collect();
    assert_eq!(said.collect::<Vec<_>>(), expected);
}

#[test]
fn a_picture_that_says_something_else_is_found() {
    let mut document = document();
    let bytes = emitted(&placed(&document));
    for block in &mut document.sections[0].blocks {
        if let Block::Chart(chart) = block {
            chart.alt = "Något annat.".into();
        }
    }
    assert_eq!(pdf::check(&document, &read(&bytes)).len(), 4);
}

#[test]
fn all_marks_of_a_picture_are_inside_its_rectangle() {
    let placed = placed(&document());
    let own = figures(&placed);
    assert_eq!(own.len(), 4);
    for node in own {
        let (x, y, width, height) = placed.nodes[node].figure.as_ref().expect("a figure").area;
        let inside = |px: f32, py: f32| {
            assert!(px >= x - 1.0 && px <= x + width + 1.0, "{px} outside {x} + {width}");
            assert!(py >= y - 6.0 && py <= y + height + 6.0, "{py} outside {y} + {height}");
        };
        let mut marks = 0;
        for item in placed.pages.iter().flat_map(|page| &page.items) {
            if item.owner != Owner::Node(node) {
                continue;
            }
            marks += 1;
            match &item.mark {
                Mark::Shape { points, .. } => points.iter().for_each(|(x, y)| inside(*x, *y)),
                Mark::Text(text) => {
                    inside(text.x, text.baseline);
                    inside(text.x + text.width, text.baseline);
                }
                other => panic!("{other:?} in a picture"),
            }
        }
        assert!(marks > 20, "{marks} marks");
    }
}

#[test]
fn bars_carry_the_amounts_of_their_table_in_its_own_writing() {
    let placed = placed(&document());
    let bars = figures(&placed)[2];
    let texts: Vec<&str> = placed
        .texts()
        .filter(|(_, owner, _)| *owner == Owner::Node(bars))
        .map(|(_, _, text)| text.text.as_str())
        .collect();
    assert!(texts.contains(&"−98\u{a0}765\u{a0}432"), "{texts:?}");
    assert!(texts.contains(&"tkr"), "{texts:?}");
}

#[test]
fn a_chart_of_a_table_that_is_not_there_is_an_error_that_names_it() {
    let mut document = document();
    document.sections[0]
        .blocks
        .retain(|block| !matches!(block, Block::Table(table) if table.id == "diagramtabell"));
    assert_eq!(pdf::place(&document).expect_err("no table"), pdf::Error::Library("diagram0".into()));
}
