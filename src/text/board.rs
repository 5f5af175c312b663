//! Words of the board of who has answered: the same in terminal, workbook and JSON.

use crate::domain::period::Date;

pub const MISSING: &str = "saknas";
pub const FAULTY: &str = "fel";
pub const WARNED: &str = "varning";
pub const READY: &str = "klar";
pub const IN_TIME: &str = "ja";
pub const LATE: &str = "nej";

/// `24 av 29 enheter har svarat, 2 med fel.`
pub fn answered(answered: usize, asked: usize, faulty: usize) -> String {
    let faulty = if faulty == 0 { String::new() } else { format!(", {faulty} med fel") };
    format!("{answered} av {asked} enheter har svarat{faulty}.")
}

pub fn due(due: Option<Date>) -> String {
    due.map_or_else(
        || "Tidplanen har ingen sista dag att lämna.".to_string(),
        |due| format!("Sista dag att lämna: {due}."),
    )
}

/// Files that belong to no unit, by their own names.
pub fn strays(files: &[&str]) -> String {
    let which = if files.len() == 1 { "En fil som" } else { "Filer som" };
    format!("{which} inte hör till någon enhet med mall: {}.", files.join(", "))
}
