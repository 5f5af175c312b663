//! Words of the avstämning.

use super::format::kr_ore;
use crate::domain::money::Money;

/// What two sides are of: a table of the report and one of its columns.
pub fn meet(table: &str, heading: &str) -> String {
    let name = if table == "rr" { "Resultaträkning" } else { "Driftredovisning, nettokostnad per enhet" };
    format!("{name}: {heading}")
}

/// One side of the balance sheet in one column.
pub fn balance_meet(total: &str, heading: &str) -> String {
    let name = if total == "STILL" { "tillgångar" } else { "eget kapital, avsättningar och skulder" };
    format!("Balansräkning, {name}: {heading}")
}

/// The two sides of the balance sheet.
pub fn balanced_meet(heading: &str) -> String {
    format!("Tillgångar mot eget kapital, avsättningar och skulder: {heading}")
}

pub fn cash_flow_meet(heading: &str) -> String {
    format!("Årets kassaflöde mot förändringen av likvida medel: {heading}")
}

pub fn note_meet(note: &str, heading: &str) -> String {
    format!("Not {note} mot sin rad: {heading}")
}

/// Our own invariant is broken: where, and both sides.
pub fn differs(station: &str, what: &str, left: Option<Money>, right: Option<Money>) -> String {
    let say = |side: Option<Money>| {
        side.map_or_else(|| "saknas".to_string(), |amount| format!("{} kr", kr_ore(amount)))
    };
    format!("Programfel vid stationen {station}: {what}. Indata {}, här {}.", say(left), say(right))
}

/// A finished file that cannot be read back.
pub fn unreadable(name: &str, why: crate::finding::Unreadable) -> String {
    format!("{name} går inte att läsa tillbaka ({why:?})")
}

/// The avstämning prints other sums than the finished pages carry.
pub fn moved() -> String {
    "avstämningens summor är inte de som står på de färdiga sidorna".to_string()
}
