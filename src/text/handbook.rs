//! The words of the handbook's table of the templates' fields.

use super::format;

pub const TITLE: &str = "Mallens fält";
pub const ABOUT: &str = "Varje slag av fält i enheternas och finansförvaltningens mallar vid delår, flik för flik. Tabellen skrivs av programmets egen beskrivning av mallen.";
pub const HEADS: [&str; 6] = ["Fält", "Nyckel", "Typ", "Krävs när", "Gränser", "Från version"];
pub const NUMBER: &str = "‹nr›";
pub const COST_TYPE: &str = "‹kostnadsslag›";
pub const INDICATOR: &str = "‹mått›";
pub const GOAL: &str = "‹mål›";
pub const PROJECT: &str = "‹projekt›";
pub const ALWAYS: &str = "alltid";
pub const NEVER: &str = "aldrig";
pub const DEVIATES: &str = "avvikelsen når kommentargränsen";
pub const OF_LIST: &str = "ett av listans ord";

/// `atgard‹nr›:effekt eller atgard‹nr›:ansvarig är ifyllt`
pub fn with(keys: &[String]) -> String {
    format!("{} är ifyllt", keys.join(" eller "))
}

pub fn unless(keys: &[String]) -> String {
    format!("alltid, om inte {} är ifyllt", keys.join(" eller "))
}

pub fn amount(limit: i64, unit: &str) -> String {
    format!("högst {} {unit} med eller utan minus, hela ören", format::whole(i128::from(limit)))
}

pub fn number(limit: i64, unmeasured: Option<&str>) -> String {
    let or = unmeasured.map(|word| format!(", eller {word}")).unwrap_or_default();
    format!("högst {} med eller utan minus{or}", format::whole(i128::from(limit)))
}

pub fn date(period: &str) -> String {
    format!("ett datum nära {period}; cellen säger vilka")
}

pub fn characters(most: u16) -> String {
    format!("högst {most} tecken")
}

/// The date fields' period in [`date`].
pub const PERIOD: &str = "perioden";
