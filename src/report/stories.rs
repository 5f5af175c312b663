//! The units' words: their accounts, and whether their comments may be read. A report that has left the office says only
//! what the office has approved.

use super::build::{column, text, word_table};
use super::deviations::unit_name;
use super::{Material, prose};
use crate::doc::{Block, Cell, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::submission::Submission;
use crate::text::form::STORY;
use crate::text::phrase::phrase;
use crate::text::report::{AS_HANDED_IN, report_word};

/// The sections of the register Texter that replace a unit's account, and its comments to deviations.
const SECTION: &str = "berättelse";
const COMMENTS: &str = "kommentarer";

/// Has the report not left the office yet? It has no status, or is PRELIMINÄR.
pub fn inside(material: &Material) -> bool {
    material.preliminary() || super::papers::status(material).is_none()
}

/// What the office has approved in place of a unit's comments, or of them.
pub fn approved_comments<'a>(material: &Material<'a>, answer: &Submission) -> Option<Approved<'a>> {
    approved(material, answer, COMMENTS)
}

/// What the office lets a report say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approved<'a> {
    /// The unit's own words.
    AsHandedIn,
    Instead(&'a str),
}

/// Every account as it was handed in, for the working book.
pub fn table(material: &Material) -> Option<Table> {
    let mut rows = Vec::new();
    for answer in material.answers.iter().filter(|answer| !answer.stories.is_empty()) {
        let name = text(unit_name(material, &answer.unit));
        let key = RowKey::Org(answer.unit.clone());
        rows.push(Row { key, role: Role::Group, depth: 0, cells: vec![name, Cell::Empty] });
        rows.extend(told(answer).map(|(heading, story)| {
            let key = RowKey::Other(format!("{} {heading}", answer.unit));
            Row { key, role: Role::Item, depth: 1, cells: vec![text(heading), text(story)] }
        }));
    }
    let columns = vec![
        column("rubrik", phrase("kolumn.enhet_rubrik"), ColumnKind::Text { wide: false }),
        column("text", phrase("kolumn.enhetens_ord"), ColumnKind::Text { wide: true }),
    ];
    (!rows.is_empty()).then(|| word_table("berattelse", phrase("berättelse.rubrik"), columns, rows))
}

/// The accounts of the report, unit by unit: the office's wording where it has approved one. Without it, a unit's own
/// words stand only while the report has no status or is PRELIMINÄR.
pub fn blocks(material: &Material) -> Vec<Block> {
    let inside = inside(material);
    let mut blocks = Vec::new();
    for answer in material.answers {
        let own = match approved(material, answer, SECTION) {
            Some(Approved::Instead(text)) => prose::blocks(text),
            None if !inside => Vec::new(),
            None | Some(Approved::AsHandedIn) => told(answer)
                .flat_map(|(heading, story)| {
                    let heading = Block::Heading { level: 3, text: heading.to_string() };
                    std::iter::once(heading).chain(prose::blocks(story))
                })
                .collect(),
        };
        if !own.is_empty() {
            blocks.push(Block::Heading { level: 2, text: unit_name(material, &answer.unit) });
            blocks.extend(own);
        }
    }
    blocks
}

/// Heading and text, in the template's order.
fn told(answer: &Submission) -> impl Iterator<Item = (&'static str, &str)> {
    (1..).zip(STORY).filter_map(|(number, heading)| Some((heading, answer.stories.get(&number)?.as_str())))
}

/// The unit's own row of the register, else the one without a unit, which is for all.
/// What was approved for the report of the month that the words were given in is approved as long as they stand.
fn approved<'a>(material: &Material<'a>, answer: &Submission, section: &str) -> Option<Approved<'a>> {
    let word = report_word(material.kind);
    let rows = material.registers.texts.iter().filter(|row| {
        row.period == Some(material.spoken_in)
            && (row.report == word || material.spoken_in != material.period)
            && row.section == section
            && !row.approved_by.is_empty()
            && row.unit.as_ref().is_none_or(|unit| *unit == answer.unit)
    });
    let row = rows.max_by_key(|row| row.unit.is_some())?;
    let own = row.text.trim().to_lowercase() == AS_HANDED_IN;
    Some(if own { Approved::AsHandedIn } else { Approved::Instead(&row.text) })
}
