//! The marked copy of a manager's own workbook: what is marked, what stays as it was, and marking again.

mod again;
mod changes;
mod hostile;
mod marks;
mod notes;
mod package;
mod sample;
mod spellings;
mod workbook;
