//! The symbols of states and trends as filled outlines in a unit square, `y` downwards.

use super::canvas::{Path, PathPoint};
use crate::write::pdf::placed::Symbol;

/// Thickness of rings and bars, in the unit square.
const PEN: f32 = 0.13;
/// Control points of a quarter circle by a cubic curve.
const KAPPA: f32 = 0.552_284_8;

impl Path {
    /// The outline in the square with this upper left corner.
    pub fn at(&self, x: f32, y: f32, size: f32) -> Path {
        let place = |point: &PathPoint| PathPoint { x: x + point.x * size, y: y + point.y * size, ..*point };
        Path { rings: self.rings.iter().map(|ring| ring.iter().map(place).collect()).collect() }
    }
}

pub fn strokes(symbol: Symbol) -> Vec<Path> {
    match symbol {
        Symbol::Full => vec![Path { rings: vec![circle(0.5)] }],
        Symbol::Half => vec![ring(), Path { rings: vec![left_half(0.5)] }],
        Symbol::Empty => vec![ring()],
        Symbol::Dash => vec![bar((0.1, 0.5), (0.9, 0.5), PEN * 1.2)],
        Symbol::Question => question(),
        Symbol::Up => arrow((0.1, 0.9), (0.9, 0.1)),
        Symbol::Level => arrow((0.0, 0.5), (1.0, 0.5)),
        Symbol::Down => arrow((0.1, 0.1), (0.9, 0.9)),
    }
}

fn corner(x: f32, y: f32) -> PathPoint {
    PathPoint { x, y, control: false }
}

fn control(x: f32, y: f32) -> PathPoint {
    PathPoint { x, y, control: true }
}

/// A circle around the middle of the square.
fn circle(radius: f32) -> Vec<PathPoint> {
    let (near, far, pull) = (0.5 - radius, 0.5 + radius, radius * KAPPA);
    let (before, after) = (0.5 - pull, 0.5 + pull);
    vec![
        corner(0.5, near),
        control(after, near),
        control(far, before),
        corner(far, 0.5),
        control(far, after),
        control(after, far),
        corner(0.5, far),
        control(before, far),
        control(near, after),
        corner(near, 0.5),
        control(near, before),
        control(before, near),
        corner(0.5, near),
    ]
}

fn left_half(radius: f32) -> Vec<PathPoint> {
    circle(radius).split_off(6)
}

fn ring() -> Path {
    Path { rings: vec![circle(0.5), circle(0.5 - PEN)] }
}

/// A straight bar between two points.
fn bar(from: (f32, f32), to: (f32, f32), thickness: f32) -> Path {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    let (nx, ny) = (-dy / length * thickness / 2.0, dx / length * thickness / 2.0);
    let ring = vec![
        corner(from.0 + nx, from.1 + ny),
        corner(to.0 + nx, to.1 + ny),
        corner(to.0 - nx, to.1 - ny),
        corner(from.0 - nx, from.1 - ny),
    ];
    Path { rings: vec![ring] }
}

/// A shaft and a filled head at its end.
fn arrow(from: (f32, f32), to: (f32, f32)) -> Vec<Path> {
    const HEAD: f32 = 0.45;
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    let (ux, uy) = (dx / length, dy / length);
    let neck = (to.0 - ux * HEAD, to.1 - uy * HEAD);
    let half = HEAD * 0.55;
    let head = vec![
        corner(to.0, to.1),
        corner(neck.0 - uy * half, neck.1 + ux * half),
        corner(neck.0 + uy * half, neck.1 - ux * half),
    ];
    vec![bar(from, (neck.0 + ux * 0.05, neck.1 + uy * 0.05), PEN), Path { rings: vec![head] }]
}

/// A question mark: hook, stem and dot.
fn question() -> Vec<Path> {
    let hook = vec![
        corner(0.22, 0.28),
        control(0.26, -0.06),
        control(0.84, -0.06),
        corner(0.82, 0.3),
        control(0.80, 0.52),
        control(0.57, 0.5),
        corner(0.57, 0.72),
        corner(0.42, 0.72),
        control(0.40, 0.44),
        control(0.66, 0.46),
        corner(0.67, 0.3),
        control(0.68, 0.08),
        control(0.38, 0.08),
        corner(0.36, 0.3),
    ];
    let dot: Vec<PathPoint> = circle(0.09).into_iter().map(|p| PathPoint { y: p.y + 0.4, ..p }).collect();
    vec![Path { rings: vec![hook] }, Path { rings: vec![dot] }]
}
