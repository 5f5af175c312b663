//! The sheet *Berättelse*: the account in words, at delårsbokslut and year end.

use super::field::{Field, FieldKey, Need};
use super::kind::Kind;
use super::prefill::Prefill;
use super::sheet::{Sheet, Table};
use crate::text::form as text;

const MOST: u16 = 1500;
const WIDTH: u16 = 130;
/// Lines a text needs at that width when it is half full; the row can be dragged higher.
const LINES: u16 = 7;

pub(super) fn sheet(prefill: &Prefill) -> Sheet {
    let tables = (1..).zip(text::STORY).map(|(at, heading): (u8, _)| {
        let kind = Kind::Text { most: MOST };
        let field = Field::new(FieldKey::Story(at), usize::from(at), heading.into(), kind, Need::Never);
        Table::of_text(&format!("berattelse:{at}"), 1, LINES, field)
    });
    Sheet {
        title: "Berättelse".into(),
        heading: text::heading("Berättelse", &prefill.unit_name, &prefill.unit),
        lines: text::story_lines(),
        widths: vec![WIDTH],
        tables: tables.collect(),
        charts: Vec::new(),
    }
}
