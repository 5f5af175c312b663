//! Words of the board of who has answered: the same in terminal, workbook and JSON.

use crate::domain::period::Date;

pub const MISSING: &str = "saknas";
pub const FAULTY: &str = "fel";
pub const WARNED: &str = "varning";
pub const READY: &str = "klar";
pub const IN_TIME: &str = "ja";
pub const LATE: &str = "nej";

/// `29 av 29 enheter har svarat.`, or with two numbers where two things are meant: `24 av 29 enheter har lämnat en fil,
/// och 20 svar räknas. 9 enheter har fel att rätta.`
pub fn answered(received: usize, counted: usize, asked: usize, faulty: usize) -> String {
    let came = if received == counted {
        format!("{counted} av {asked} enheter har svarat.")
    } else {
        format!("{received} av {asked} enheter har lämnat en fil, och {counted} svar räknas.")
    };
    match faulty {
        0 => came,
        1 => format!("{came} En enhet har fel att rätta."),
        _ => format!("{came} {faulty} enheter har fel att rätta."),
    }
}

/// Units from which no file has come.
pub fn missing(names: &[String]) -> String {
    let units = if names.len() == 1 { "enhet" } else { "enheter" };
    format!("Svar saknas från {} {units}: {}.", names.len(), names.join(", "))
}

pub fn without_forecast(names: &[String]) -> String {
    format!("Prognos saknas helt i svaret från {}.", names.join(", "))
}

/// Of several files the one that is used.
pub fn counts(file: &str) -> String {
    format!("{file} (räknas)")
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
