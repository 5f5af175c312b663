//! The sheet *Berättelse*: the account in words, at delårsbokslut and year end.

use super::field::{Field, FieldKey, Need};
use super::kind::Kind;
use super::prefill::Prefill;
use super::sheet::{Cell, Column, Row, RowRole, Sheet, Show, Table};
use crate::text::form as text;

const MOST: u16 = 1500;
const WIDTHS: [u16; 2] = [30, 118];

pub(super) fn sheet(prefill: &Prefill) -> Sheet {
    let column = |caption: &str, place| Column { caption: caption.into(), place, span: 1, show: Show::Text };
    let asked = text::STORY.into_iter().zip(text::STORY_QUESTIONS);
    Sheet {
        title: "Berättelse".into(),
        heading: text::heading("Berättelse", &prefill.unit_name, &prefill.unit),
        lines: text::story_lines(),
        widths: WIDTHS.to_vec(),
        tables: vec![Table {
            key: "rubrik:berattelse".into(),
            columns: vec![column(text::STORY_HEADING, 2), column(text::STORY_TEXT, 3)],
            rows: (1..).zip(asked).map(|(at, (heading, question))| row(at, heading, question)).collect(),
            folding: None,
        }],
        charts: Vec::new(),
    }
}

fn row(at: u8, heading: &str, question: &str) -> Row {
    let kind = Kind::Text { most: MOST };
    let field = Field::new(FieldKey::Story(at), usize::from(at), heading.into(), kind, Need::Never);
    Row {
        key: format!("berattelse:{at}"),
        role: RowRole::Item,
        cells: vec![Cell::Text(text::story_asks(heading, question)), Cell::Input(Box::new(field))],
        lines: None,
    }
}
