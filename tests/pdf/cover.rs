//! The municipality's own look: the logo on the cover is a figure that says what it is, the accent colour stands wherever
//! the theme's would.

use page_validation::ValidationProfile;
use uppfolj::doc::{Document, Logo, Profile};
use uppfolj::domain::colour::Rgb;
use uppfolj::domain::picture::{Content, GRID, Outline, PathPoint, Picture};
use uppfolj::write::look::{ACCENT, TINT};
use uppfolj::write::pdf::placed::{Mark, Owner, Placed, Tag};
use uppfolj::write::pdf::read_back::Element;
use uppfolj::write::pdf::{self};

use crate::{emitted, failures_of, placed, read, sample};

const WINE: Rgb = Rgb::from_hex(0x7A1F3D);

fn own(width: u32, height: u32) -> Document {
    let pixels: Vec<u8> = (0..width * height * 3).map(|at| (at % 251) as u8).collect();
    bearing(Picture { width, height, content: Content::Pixels(pixels.into()), sha256: "ab12".to_string() })
}

/// A square with a round hole that reaches outside the drawing's right edge.
fn drawn() -> Document {
    let point = |x, y, control| PathPoint { x, y, control };
    let square = [(0, 0), (200_000, 0), (200_000, 40_000), (0, 40_000)];
    let hole = [
        point(10_000, 20_000, false),
        point(10_000, 5_000, true),
        point(30_000, 5_000, true),
        point(30_000, 20_000, false),
    ];
    let rings = vec![square.map(|(x, y)| point(x, y, false)).to_vec(), hole.to_vec()];
    let outline = Outline { rings, fill: WINE, even_odd: true };
    let content = Content::Outlines(vec![outline].into());
    bearing(Picture { width: GRID, height: 40_000, content, sha256: "cd34".to_string() })
}

fn bearing(picture: Picture) -> Document {
    let logo = Logo { picture, alt: "Logotyp för Provkommun".to_string() };
    Document { profile: Profile { logo: Some(logo), accent: Some(WINE) }, ..sample::document() }
}

#[test]
fn a_cover_with_logo_meets_the_standards_and_says_what_the_logo_is() {
    let document = own(120, 40);
    let bytes = emitted(&placed(&document));
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/omslag.pdf"), &bytes).expect("written");
    assert_eq!(failures_of(&bytes, ValidationProfile::PdfA2a), Vec::<String>::new());
    let read = read(&bytes);
    assert_eq!(read.elements[0], Element::Figure("Logotyp för Provkommun".to_string()));
    assert_eq!(pdf::check(&document, &read), Vec::new());
}

#[test]
fn a_drawn_logo_is_outlines_cut_at_its_own_edge() {
    let document = drawn();
    let pages = placed(&document);
    let (width, height) = size(&pages);
    assert!((width / height - 2.5).abs() < 0.01 && height > 60.0, "{width} {height}");
    let bytes = emitted(&pages);
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/omslag-ritat.pdf"), &bytes).expect("written");
    for profile in [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1] {
        assert_eq!(failures_of(&bytes, profile), Vec::<String>::new());
    }
    assert_eq!(pdf::check(&document, &read(&bytes)), Vec::new());
}

#[test]
fn a_logo_without_its_words_is_seen() {
    let mut pages = placed(&own(120, 40));
    let figure = pages.nodes.iter_mut().find(|node| node.tag == Tag::Figure).expect("the logo");
    figure.figure = None;
    assert_ne!(failures_of(&emitted(&pages), ValidationProfile::PdfA2a), Vec::<String>::new());
}

/// Width and height on the cover, in points.
fn size(pages: &Placed) -> (f32, f32) {
    let marks = pages.pages[0].items.iter().filter(|item| matches!(item.owner, Owner::Node(_)));
    let mut sizes = marks.filter_map(|item| match item.mark {
        Mark::Picture { width, height, .. } => Some((width, height)),
        _ => None,
    });
    sizes.next().expect("the logo")
}

#[test]
fn a_logo_of_any_shape_keeps_its_shape_in_the_same_room_and_moves_no_title() {
    let title = |pages: &Placed| {
        let words = pages.texts().find(|(_, _, text)| text.text.starts_with("Årsredovisning"));
        words.map(|(_, _, text)| text.baseline)
    };
    let plain = title(&placed(&sample::document()));
    for (width, height) in [(400, 10), (10, 400), (64, 64), (1, 1)] {
        let pages = placed(&own(width, height));
        let (wide, high) = size(&pages);
        assert!(wide <= 170.1 && high <= 62.4, "{wide} {high}");
        assert!((wide / high - width as f32 / height as f32).abs() < 0.01 * width as f32 / height as f32);
        assert_eq!(title(&pages), plain);
    }
}

#[test]
fn the_accent_colour_stands_wherever_the_theme_s_would() {
    let colours = |pages: &Placed, wanted: Rgb| {
        let items = pages.pages.iter().flat_map(|page| &page.items);
        let is = |mark: &Mark| match mark {
            Mark::Text(text) => text.colour == wanted,
            Mark::Rectangle { fill, .. } | Mark::Shape { fill, .. } => *fill == wanted,
            Mark::Rule { colour, .. } | Mark::Symbol { colour, .. } => *colour == wanted,
            Mark::Picture { .. } => false,
        };
        items.filter(|item| is(&item.mark)).count()
    };
    let (theme, own) = (placed(&sample::document()), placed(&own(1, 1)));
    assert!(colours(&theme, ACCENT) > 10 && colours(&theme, TINT) > 3);
    assert_eq!((colours(&own, ACCENT), colours(&own, TINT)), (0, 0));
    assert_eq!(colours(&own, WINE), colours(&theme, ACCENT));
    assert_eq!(colours(&own, WINE.tint()), colours(&theme, TINT));
}
