//! The registers of a folder (grunddata): their one description, and their reading into checked values.

mod accounts;
mod alike;
mod exports;
mod finance;
mod finance_policy;
mod goals;
mod indicators;
mod layout;
mod office;
mod operations;
mod org;
pub mod read;
pub mod schema;
mod schema_budget;
mod schema_exports;
mod schema_finance;
mod schema_goals;
mod schema_layouts;
mod schema_operations;
mod schema_sections;
mod sections;
mod settings;
mod sie;
pub mod starter;
mod table;
mod texts;
mod unprintable;
mod value;
mod wording;

pub use exports::{FIELDS as EXPORT_COLUMNS, export_word};
pub use read::{is_book, read};
pub use table::is_number;
pub use value::swedish_number;
