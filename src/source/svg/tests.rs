//! Drawings that are read, those that are refused with what they hold, and those that would never end.

use super::{drawing, is_svg};
use crate::domain::colour::Rgb;
use crate::domain::picture::{Content, Outline, Picture};
use crate::finding::{FolderProblem, Undrawable};

/// A drawing of 120 by 40 with this in it.
fn svg(inside: &str) -> String {
    let open = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 120 40">"#;
    format!("{open}{inside}</svg>")
}

fn read(text: &str) -> Result<Picture, FolderProblem> {
    assert!(is_svg(text.as_bytes()));
    drawing(text.as_bytes(), "ab")
}

fn outlines(text: &str) -> Vec<Outline> {
    match read(text).map(|picture| picture.content) {
        Ok(Content::Outlines(outlines)) => outlines.to_vec(),
        other => panic!("{text}: {:?}", other.map(|_| "pixels")),
    }
}

/// Left, top, right and lower edge of an outline's points.
fn box_of(outline: &Outline) -> (i32, i32, i32, i32) {
    let points = || outline.rings.iter().flatten();
    let edge = |values: Vec<i32>| (values.iter().min().copied(), values.iter().max().copied());
    let (left, right) = edge(points().map(|point| point.x).collect());
    let (top, below) = edge(points().map(|point| point.y).collect());
    (left.unwrap_or(0), top.unwrap_or(0), right.unwrap_or(0), below.unwrap_or(0))
}

#[test]
fn shapes_strokes_classes_and_transforms_become_outlines_of_their_colour() {
    let text = svg("<style>.a{fill:#0B4F6C}</style><rect class='a' width='60' height='40'/>\
         <g transform='translate(60 0)'><path d='M0 20 h30' stroke='#b34e00' stroke-width='10' fill='none'/></g>\
         <path fill-rule='evenodd' d='M90 5 h20 v30 h-20z M95 10 v20 h10 v-20z'/>");
    let picture = read(&text).expect("a drawing");
    assert_eq!((picture.width, picture.height), (100_000, 33_333));
    let found = outlines(&text);
    assert_eq!(found[0].fill, Rgb::from_hex(0x0B_4F6C));
    assert_eq!(box_of(&found[0]), (0, 0, 50_000, 33_333));
    // Ten wide round a line at 20: from 15 to 25.
    assert_eq!(found[1].fill, Rgb::from_hex(0xB3_4E00));
    assert_eq!(box_of(&found[1]), (50_000, 12_500, 75_000, 20_833));
    assert!(found[2].even_odd && found[2].rings.len() == 2);
}

#[test]
fn curves_end_in_a_point_after_two_control_points() {
    for path in ["M0 0 Q10 0 10 10 T20 20z", "M0 0 C1 2 3 4 5 6z", "M0 0 A9 9 0 0 1 9 9z"] {
        let ring = &outlines(&svg(&format!("<path d='{path}'/>")))[0].rings[0];
        let controls: Vec<bool> = ring.iter().map(|point| point.control).collect();
        assert!(!controls[0] && controls[1..].chunks(3).all(|three| three == [true, true, false]), "{path}");
    }
}

#[test]
fn what_drawing_programs_leave_is_read() {
    let dtd = "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" \
               [<!ENTITY c \"#0B4F6C\">]>";
    let clipped = "<g clip-path='url(#c)'><path d='M5 5 h10 v10z'/></g>\
                   <defs><clipPath id='c'><rect width='120' height='40'/></clipPath></defs>";
    let by_use = "<defs><rect id='s' width='120' height='40'/></defs><clipPath id='c'><use xlink:href='#s'/></clipPath>\
                  <style>.st0{clip-path:url(#c);}</style><g class='st0'><path d='M0 0h20v20z'/></g>";
    let either =
        "<switch><foreignObject requiredExtensions='x' width='1' height='1'/><path d='M0 0h5v5z'/></switch>";
    let unused = "<filter id='f'><feFlood/></filter><linearGradient id='g'><stop/></linearGradient><path d='M0 0h5v5z'/>";
    let clones = "<path id='p' d='M0 0h5v5z'/><use href='#p' x='9'/>";
    let hidden =
        "<path d='M0 0h5v5z'/><path visibility='hidden' d='M0 0h5v5z'/><path display='none' d='M0 0h5v5z'/>";
    for (inside, expected) in [(clipped, 1), (by_use, 1), (either, 1), (unused, 1), (clones, 2), (hidden, 1)]
    {
        assert_eq!(outlines(&svg(inside)).len(), expected, "{inside}");
    }
    let text = format!("<?xml version=\"1.0\"?>{dtd}{}", svg("<path fill='&c;' d='M0 0h5v5z'/>"));
    assert_eq!(outlines(&text)[0].fill, Rgb::from_hex(0x0B_4F6C));
}

#[test]
fn what_is_no_outline_is_named() {
    const DOT: &str = "<rect width='9' height='9'/>";
    let used = |definition: &str, by: &str| format!("{definition}<rect width='9' height='9' {by}/>");
    let gradient = "<linearGradient id='a'><stop stop-color='red'/><stop offset='1'/></linearGradient>";
    let one = [
        (format!("{DOT}<text y='9'>Kommun</text>"), Undrawable::Text),
        (format!("{DOT}<foreignObject width='9' height='9'/>"), Undrawable::Text),
        (format!("{DOT}<image href='/etc/passwd' width='9' height='9'/>"), Undrawable::Picture),
        (
            format!("{DOT}<image href='data:image/png;base64,AAAA' width='9' height='9'/>"),
            Undrawable::Picture,
        ),
        (used(gradient, "fill=\"url('#a')\""), Undrawable::Gradient),
        (used(gradient, "stroke='url(#a)'"), Undrawable::Gradient),
        (format!("<pattern id='p'/>{DOT}"), Undrawable::Gradient),
        (used("", "fill-opacity='.5'"), Undrawable::Transparency),
        (used("", "opacity='.5'"), Undrawable::Transparency),
        (used("", "style='mix-blend-mode:multiply'"), Undrawable::Transparency),
        (used("<filter id='f'><feGaussianBlur/></filter>", "filter='url(#f)'"), Undrawable::Filter),
        (used("<mask id='m'><rect width='5' height='5'/></mask>", "mask='url(#m)'"), Undrawable::Mask),
        (used("<clipPath id='c'><circle r='4'/></clipPath>", "clip-path='url(#c)'"), Undrawable::Mask),
        (
            used("<clipPath id='c'><rect width='60' height='40'/></clipPath>", "style='clip-path:url(#c)'"),
            Undrawable::Mask,
        ),
        (used("<marker id='k'><path d='M0 0h1v1z'/></marker>", "marker-end='url(#k)'"), Undrawable::Marker),
        (used("", "stroke='red' stroke-dasharray='0.00001'"), Undrawable::Dashes),
        (format!("{DOT}<script>alert(1)</script>"), Undrawable::Moving),
        (format!("{DOT}<use href='https://example.org/logo.svg#a'/>"), Undrawable::Outside),
    ];
    for (inside, what) in one {
        assert_eq!(read(&svg(&inside)), Err(FolderProblem::LogoHolds { what: [what].into() }), "{inside}");
    }
    let both = svg("<text>a</text><image/>");
    let what = [Undrawable::Picture, Undrawable::Text].into();
    assert_eq!(read(&both), Err(FolderProblem::LogoHolds { what }));
}

#[test]
fn what_is_broken_or_empty_is_told_apart() {
    for text in
        [svg("<rect"), "<svg>".to_string(), "<svg xmlns='http://www.w3.org/2000/svg' width='0'/>".to_string()]
    {
        assert_eq!(read(&text), Err(FolderProblem::LogoDamaged), "{text}");
    }
    assert_eq!(drawing(b"<svg>\xff</svg>", ""), Err(FolderProblem::LogoDamaged));
    for inside in ["", "<g/>", "<path d='M0 0'/>", "<rect width='9' height='9' fill='none'/>"] {
        assert_eq!(read(&svg(inside)), Err(FolderProblem::LogoEmpty), "{inside}");
    }
    assert!(!is_svg(b"\x1f\x8b svgz") && !is_svg(b"<html/>"));
}

/// Each would take hours or all memory if it were worked out.
#[test]
fn what_would_never_end_is_refused_at_once() {
    let doubling = (1..30).fold("<g id='a0'><path d='M0 0h1v1z'/></g>".to_string(), |text, at| {
        format!("{text}<g id='a{at}'>{}</g>", format!("<use href='#a{}'/>", at - 1).repeat(10))
    });
    let entities: String = ('b'..='j')
        .zip('a'..)
        .map(|(name, of)| format!("<!ENTITY {name} \"{}\">", format!("&{of};").repeat(20)))
        .collect();
    let laughing = format!("<!DOCTYPE svg [<!ENTITY a \"aaaa\">{entities}]>{}", svg("<path d='&j;'/>"));
    assert_eq!(read(&laughing), Err(FolderProblem::LogoDamaged));
    let too_much = [
        doubling,
        "<g id='a'><use href='#a'/></g>".to_string(),
        format!("{}{}", "<g>".repeat(90_000), "</g>".repeat(90_000)),
        format!("<path d='M0 0{}'/>", " l1 1".repeat(150_000)),
        format!("<style>{}</style><path d='M0 0h1v1z'/>", "rect rect *{fill:red}".repeat(2_000)),
        format!(
            "<path stroke='red' stroke-linejoin='round' stroke-width='99' d='M0 0{}'/>",
            " l1 9 -1 -3".repeat(9_000)
        ),
        "<rect width='1' height='1'/>".repeat(20_001),
        format!("<!--{}-->", " ".repeat(1_000_000)),
    ];
    for inside in too_much {
        let refused = matches!(read(&svg(&inside)), Err(FolderProblem::LogoTooDetailed { .. }));
        assert!(refused, "{}", &inside[..200.min(inside.len())]);
    }
    let circle: String = (0..5)
        .map(|at| {
            format!(
                "<clipPath id='p{at}'><rect style='clip-path:url(#p{}) !important'/></clipPath>",
                (at + 1) % 5
            )
        })
        .collect();
    let circle = svg(&format!("{circle}<rect width='9' height='9' clip-path='url(#p0)'/>"));
    assert_eq!(read(&circle), Err(FolderProblem::LogoHolds { what: [Undrawable::Mask].into() }));
    let far = svg(
        "<rect x='1e30' width='9e30' height='1e38'/><rect width='9' height='9' transform='scale(1e38)'/>",
    );
    assert!(
        outlines(&far).iter().flat_map(|one| one.rings.iter().flatten()).all(|p| p.x.abs() <= 10_000_000)
    );
}
