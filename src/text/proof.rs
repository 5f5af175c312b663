//! Words of the avstämning.

use std::collections::BTreeMap;

use super::format::kr_ore;
use super::phrase::{filled, phrase};
use crate::domain::control::{ControlOf, Destination};
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;

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

/// Where rows of the ledger went.
pub fn destination(to: Destination) -> &'static str {
    match to {
        Destination::Operations => phrase("rader.drift"),
        Destination::Investment => phrase("rader.investering"),
        Destination::ResultTransfer => phrase("rader.omföring"),
        Destination::Opening => phrase("rader.ingående"),
        Destination::Balance => phrase("rader.balans"),
        Destination::Comparison => phrase("rader.jämförelseår"),
        Destination::Later => phrase("rader.senare"),
        Destination::Earlier => phrase("rader.tidigare"),
        Destination::Excluded => phrase("rader.undantagna"),
        Destination::LeftOut => phrase("rader.utelämnade"),
        Destination::Rounding => phrase("rader.avrundning"),
        Destination::Refused => phrase("rader.ej_lästa"),
    }
}

/// How the letters of the files are written: one sentence for each way.
pub fn encodings(files: &BTreeMap<String, &str>) -> Vec<String> {
    let mut by_encoding: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (file, encoding) in files {
        by_encoding.entry(encoding).or_default().push(file);
    }
    let all = by_encoding.len() == 1;
    let said = |(encoding, files): (&str, Vec<&str>)| {
        let files = if all { phrase("avstämning.alla_textfiler").to_string() } else { files.join(", ") };
        filled("avstämning.teckenkodning", &[("filer", &files), ("kodning", encoding)])
    };
    by_encoding.into_iter().map(said).collect()
}

/// What two ways of counting are of.
pub fn control(of: &ControlOf) -> String {
    let place = |file: &str, period: &Option<LedgerPeriod>| match period {
        Some(period) => filled("kontroll.period", &[("fil", file), ("period", &period.to_string())]),
        None => file.to_string(),
    };
    match of {
        ControlOf::OpeningAssets { year } => filled("kontroll.ib_tillgångar", &[("år", &year.to_string())]),
        ControlOf::OpeningEquity { year } => filled("kontroll.ib_skulder", &[("år", &year.to_string())]),
        ControlOf::Internal { year } => filled("kontroll.interna", &[("år", &year.to_string())]),
        ControlOf::Rows { file, period } => filled("kontroll.rader", &[("fil", &place(file, period))]),
        ControlOf::BalanceClasses { file, period } => {
            filled("kontroll.klass_1_2", &[("fil", &place(file, period))])
        }
        ControlOf::ResultClasses { file, period } => {
            filled("kontroll.klass_3_8", &[("fil", &place(file, period))])
        }
    }
}
