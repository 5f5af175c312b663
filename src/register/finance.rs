//! Balanskrav.

use super::read::Desk;
use super::schema::BALANCE_POSTS;
use super::table::Row;
use crate::domain::balance_requirement::{Entry, Post};
use crate::domain::money::Money;
use crate::finding::RegisterProblem;

const TABLE: &str = "Balanskrav";
const AMOUNTS: [&str; 2] = ["Utfall", "Prognos"];

pub(super) fn balance_entries(desk: &mut Desk) -> Vec<Entry> {
    let read = |row: &Row| {
        Some(Entry {
            year: row.year("År")?,
            post: row.choice("Post", Post::ALL)?,
            of_year: row.year("Från år"),
            outcome: row.amount("Utfall"),
            forecast: row.amount("Prognos"),
            note: row.words("Förklaring"),
        })
    };
    let rows: Vec<(u32, Entry)> =
        desk.rows(TABLE).iter().filter_map(|row| Some((row.number, read(row)?))).collect();
    for (row, entry) in &rows {
        for (column, problem) in problems(entry) {
            desk.fault(TABLE, *row, column, problem);
        }
    }
    rows.into_iter().map(|(_, entry)| entry).collect()
}

/// What is wrong with a row, each in its column.
fn problems(entry: &Entry) -> Vec<(&'static str, RegisterProblem)> {
    let mut found = Vec::new();
    let (first, last) = entry.post.years();
    if !(first..=last).contains(&entry.year) {
        let post = word(entry.post);
        found.push(("Post", RegisterProblem::PostOutsideYears { post, year: entry.year, first, last }));
    }
    let missing = || RegisterProblem::MissingValue { table: TABLE.into(), column: "Från år".into() };
    if entry.post == Post::EarlierDeficit && entry.of_year.is_none() {
        found.push(("Från år", missing()));
    }
    let amounts = AMOUNTS.into_iter().zip([entry.outcome, entry.forecast]);
    for (column, amount) in amounts.filter(|(_, amount)| amount.is_some_and(|one| one < Money::ZERO)) {
        let post = word(entry.post);
        found.push((column, RegisterProblem::SignOfPost { post, amount: amount.unwrap_or_default() }));
    }
    found
}

fn word(post: Post) -> String {
    let at = Post::ALL.iter().position(|known| *known == post);
    at.and_then(|at| BALANCE_POSTS.get(at)).map(ToString::to_string).unwrap_or_default()
}
