//! Counterparts (motparter) that a file names and its profile does not read: without them internal items would become
//! external without a word.

use crate::domain::settings::{ExportContract, ExportField};
use crate::finding::BooksProblem;

/// What counterparts are called in Swedish ledgers.
const NAME: &str = "motpart";

/// Whether a heading or a dimension is the counterpart by its name.
pub fn is_named(name: &str) -> bool {
    name.to_lowercase().contains(NAME)
}

/// The heading of a column of counterparts that the contract leaves out.
pub fn unread<'a>(
    headings: impl Iterator<Item = &'a str>,
    contract: &ExportContract,
) -> Option<BooksProblem> {
    if contract.column(ExportField::Counterpart).is_some() {
        return None;
    }
    let mut named = headings.map(str::trim).filter(|heading| is_named(heading));
    let name = named.next()?.to_string();
    Some(BooksProblem::CounterpartUnread { profile: contract.profile.clone(), name, dimension: None })
}
