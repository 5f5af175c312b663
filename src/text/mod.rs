//! Everything a user reads, in Swedish: sentences, labels, the writing of numbers. Other modules name texts, they do
//! not spell them (exceptions: the names that stand in the users' own files, in `register::schema` and `form`).

pub mod behind;
pub mod board;
pub mod cell;
pub mod cli;
pub mod contents;
pub mod disk;
pub mod finance;
pub mod finding;
pub mod form;
pub mod format;
pub mod grunddata;
pub mod handbook;
pub mod interpret;
pub mod letter;
pub mod marked;
pub mod pdf;
pub mod phrase;
pub mod proof;
pub mod report;
pub mod run;
pub mod settings;
pub mod table;
pub mod workbook;
