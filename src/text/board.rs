//! Words of the board of who has answered: the same in terminal, workbook and JSON.

use super::format::listed;
use crate::domain::period::{Date, Month};

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

/// Nobody can have answered.
pub fn none_handed_out(period: Month) -> String {
    format!(
        "Inga mallar är skrivna för {period}, så ingen enhet har kunnat svara. Kommandot mallar skriver dem."
    )
}

/// Units from which no file has come.
pub fn missing(names: &[String], asked: usize) -> String {
    match (most(names, asked), names.len()) {
        (Some(most), _) => format!("Svar saknas från {most}. Kommandot status visar alla."),
        (None, 1) => format!("Svar saknas från 1 enhet: {}.", names.concat()),
        (None, count) => format!("Svar saknas från {count} enheter: {}.", names.join(", ")),
    }
}

/// So many names of a long list are told.
const FIRST: usize = 3;

/// `27 av 29 enheter, bland dem Bygg, Miljö och VA`, where these are most of those that were asked: a list of all but a
/// few says little, and the board has it.
pub fn most(names: &[String], asked: usize) -> Option<String> {
    let many = names.len() > FIRST && names.len() * 2 > asked;
    many.then(|| format!("{} av {asked} enheter, bland dem {}", names.len(), listed(&names[..FIRST])))
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

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn units_without_an_answer_are_named_until_they_are_most_of_all() {
        let names: Vec<String> = (1..=5).map(|number| format!("Enhet {number}")).collect();
        assert_eq!(missing(&names[..1], 1), "Svar saknas från 1 enhet: Enhet 1.");
        assert_eq!(missing(&names[..3], 3), "Svar saknas från 3 enheter: Enhet 1, Enhet 2, Enhet 3.");
        assert!(
            missing(&names, 10).ends_with("från 5 enheter: Enhet 1, Enhet 2, Enhet 3, Enhet 4, Enhet 5.")
        );
        let most = "Svar saknas från 5 av 9 enheter, bland dem Enhet 1, Enhet 2 och Enhet 3. Kommandot status visar alla.";
        assert_eq!(missing(&names, 9), most);
    }
}
