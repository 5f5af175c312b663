//! What `tolka` says of a file: what is seen, what decides it, what is undecided, and the rows to paste.

use std::collections::BTreeMap;

use super::finding::with_capital;
use super::format::{kr_ore, rows_named, whole};
use crate::domain::money::Money;
use crate::domain::sie::SieEncoding;

fn number(count: u64) -> String {
    whole(i128::from(count))
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 12;
    let words: Vec<&str> = words.collect();
    let more = if words.len() > MOST { " …" } else { "" };
    words.iter().take(MOST).copied().collect::<Vec<_>>().join(", ") + more
}

/// A mark by the word that Exporter has for it.
pub fn mark(mark: Option<char>) -> String {
    match mark {
        None => "inget".to_string(),
        Some(';') => "semikolon".to_string(),
        Some(',') => "komma".to_string(),
        Some('.') => "punkt".to_string(),
        Some('\t') => "tabb".to_string(),
        Some(' ') => "mellanslag".to_string(),
        Some('\'') => "apostrof".to_string(),
        Some(other) => other.to_string(),
    }
}

pub fn text(encoding: &str, separator: u8, rows: usize) -> String {
    format!(
        "Textfil med {}. Kodning: {encoding} (av innehållet). Skiljetecken: {}.",
        rows_named(rows as u64),
        mark(Some(char::from(separator)))
    )
}

/// What is wrong at a line.
pub fn at_line(name: &str, line: u32, sentences: &str) -> String {
    format!("{name} rad {line}: {sentences}")
}

pub fn workbook(sheets: usize) -> String {
    format!(
        "Excel-arbetsbok med {}.",
        if sheets == 1 { "en flik".to_string() } else { format!("{sheets} flikar") }
    )
}

pub fn sheet(name: &str) -> String {
    format!("Flik {name}:")
}

pub fn no_table(name: &str) -> String {
    format!(
        "I {name} finns ingen tabell som kan vara bokföring eller budget: ingen rad har rubriker för konto och belopp."
    )
}

/// A sheet of a workbook that has another that is a table.
pub fn passed_by() -> String {
    "Ingen rad har rubriker för konto och belopp. Fliken läses inte.".to_string()
}

pub fn registers(name: &str) -> String {
    format!(
        "{name} är kommunens grunddata (organisation, konton, inställningar) och ingen export. Programmet läser den i \
         arbetsmappen; där finns också tabellen Exporter."
    )
}

pub fn not_there(name: &str) -> String {
    format!("Filen {name} finns inte. Kontrollera namnet och mappen.")
}

pub fn is_folder(name: &str) -> String {
    format!("{name} är en mapp. Skriv namnet på en fil i den.")
}

pub fn sie(encoding: SieEncoding, labels: &BTreeMap<&str, usize>) -> Vec<String> {
    let encoding = match encoding {
        SieEncoding::Cp437 => "CP437",
        SieEncoding::Utf8 => "UTF-8",
        SieEncoding::Utf16 => "UTF-16",
        SieEncoding::Windows1252 => "Windows-1252",
    };
    let counts: Vec<String> = labels.iter().map(|(label, count)| format!("#{label} {count}")).collect();
    vec![format!("SIE-fil. Kodning: {encoding} (av innehållet)."), format!("Poster: {}.", counts.join(", "))]
}

/// A dimension, how many objects it has, and what it would be read as.
pub fn dimension(number: &str, name: &str, objects: usize, field: Option<&str>) -> String {
    let named = if name.is_empty() { String::new() } else { format!(" {name}") };
    let read = field.map_or("läses inte".to_string(), |field| format!("läses som {field}"));
    format!("  dimension {number}{named} ({objects} objekt): {read}")
}

pub fn dimensions(none: bool) -> String {
    if none {
        "Filen har inga dimensioner: raderna får inget ansvar.".to_string()
    } else {
        "Dimensioner:".to_string()
    }
}

pub fn sie_sum(rows: usize, sum: Money) -> String {
    format!(
        "Rader i verifikationer: {}. Summa {} kr; debet och kredit är lika stora när den är noll.",
        number(rows as u64),
        kr_ore(sum)
    )
}

/// Headings that were not understood are told as such.
pub fn column(heading: &str, field: Option<&str>) -> String {
    match field {
        Some(field) => format!("  {heading}: läses som {field}"),
        None if heading.is_empty() => "  (kolumn utan rubrik): läses inte".to_string(),
        None => format!("  {heading}: okänd, läses inte"),
    }
}

pub fn header(row: u32, above: usize) -> String {
    let above = match above {
        0 => String::new(),
        1 => " En rad står ovanför.".to_string(),
        more => format!(" {more} rader står ovanför."),
    };
    format!("Rubrikraden är rad {row}.{above} Kolumner:")
}

pub fn no_amounts() -> String {
    "Ingen kolumn känns igen som belopp. Skriv i Exporter vad kolumnen heter.".to_string()
}

/// Without amounts nothing is known of how they are written.
pub fn nothing_to_paste() -> String {
    "Inga rader till tabellen Exporter kan föreslås förrän en kolumn känns igen som belopp: ge den rubriken Belopp, eller \
     Debet och Kredit, och kör tolka igen."
        .to_string()
}

/// `columns` from 1.
pub fn doubled(heading: &str, columns: &[usize]) -> String {
    let columns: Vec<String> = columns.iter().map(ToString::to_string).collect();
    format!(
        "Rubriken {heading} står över kolumnerna {}: vilken som menas går inte att veta. Ge dem olika rubriker i exporten \
         och kör tolka igen.",
        super::format::listed(&columns)
    )
}

/// So many accounts of those that could.
pub fn growth(year: i32, growing: u64, codes: u64) -> String {
    format!(
        "OSÄKERT: {} av {} konton växer månad för månad {year}. Varje månad ser ut att innehålla året från januari \
         (ackumulerat). Kontrollera, och ta annars bort raden ackumulerat.",
        number(growing),
        number(codes)
    )
}

pub fn missing(fields: &[&str]) -> String {
    format!("Känns inte igen bland rubrikerna: {}. Skriv i Exporter vad de heter.", fields.join(", "))
}

/// `evidence`: a number of the file that tells it.
pub fn decimal(mark_found: char, evidence: Option<&str>, other: Option<char>) -> String {
    let word = mark(Some(mark_found));
    match (evidence, other) {
        (_, Some(other)) => format!(
            "Decimaltecken: OSÄKERT. Talen kan läsas med {word} och med {}, till olika summor.",
            mark(Some(other))
        ),
        (Some(found), None) => format!("Decimaltecken: {word}, till exempel ”{found}”."),
        (None, None) => format!("Decimaltecken: {word} antas. Inget tal i filen har decimaler."),
    }
}

pub fn thousands(mark_found: Option<char>, evidence: Option<&str>) -> String {
    match evidence {
        Some(found) => format!("Tusentalstecken: {}, till exempel ”{found}”.", mark(mark_found)),
        None => "Tusentalstecken: inget.".to_string(),
    }
}

pub fn minus(evidence: Option<&str>) -> String {
    match evidence {
        Some(found) => format!("Minus skrivs som i ”{found}”."),
        None => "Inget belopp är negativt.".to_string(),
    }
}

pub fn refused(cells: u64, first: &str) -> String {
    format!("OSÄKERT: {} belopp passar inte det skrivsättet; det första är ”{first}”.", number(cells))
}

pub fn unread(rows: u64, line: u32, found: &str) -> String {
    let cause = match found {
        "" => "där saknas något".to_string(),
        found => format!("”{found}”"),
    };
    match rows {
        1 => format!("Rad {line} går inte att läsa: {cause}."),
        more => format!("{} går inte att läsa; den första är rad {line}: {cause}.", rows_named(more)),
    }
}

pub fn sign(found: Option<&str>) -> String {
    match found {
        Some(word) => format!("Tecken: {word} (klass 3 och klass 5 står på var sin sida)."),
        None => "Tecken: OSÄKERT. Klass 3 och klass 5 visar inte vilken sida som är plus; debet plus antas."
            .to_string(),
    }
}

pub fn unit(thousands: bool) -> String {
    if thousands {
        "Enhet: tkr (ordet står i filen).".to_string()
    } else {
        "Enhet: kr antas. Står beloppen i tkr, lägg till en rad med enhet tkr.".to_string()
    }
}

pub fn periods(first: &str, last: &str, count: usize, short_years: bool) -> String {
    let form = if short_years { " De skrivs ÅÅPP." } else { "" };
    format!("Perioder: {first}–{last}, {count} olika.{form}")
}

pub fn years(first: i32, last: i32) -> String {
    if first == last { format!("År: {first}.") } else { format!("År: {first}–{last}.") }
}

pub fn budget() -> String {
    "Det är en budget: konton med belopp för år eller månader, utan period och verifikation. Lägg filen i mappen \
     budget. Den är ingen huvudbok."
        .to_string()
}

pub fn span(from: &str, to: &str) -> String {
    format!(
        "Ovanför rubrikerna står {from}–{to}: beloppen kan vara ackumulerade. Kontrollera före inläsning."
    )
}

pub fn codes<'a>(ansvar: impl Iterator<Item = &'a str>, count: usize) -> String {
    format!("Ansvar: {count} olika ({}).", list(ansvar))
}

pub fn unknown_accounts(accounts: &[&str]) -> String {
    if accounts.is_empty() {
        return "Alla konton finns i tabellen Konton.".to_string();
    }
    format!(
        "Konton som inte finns i tabellen Konton: {} ({}).",
        accounts.len(),
        list(accounts.iter().copied())
    )
}

pub fn totals(rows: u64, left_out: u64, vouched: bool, budget: bool) -> String {
    let out = if left_out > 0 {
        let are =
            if left_out == 1 { "är rubrik, text eller summa" } else { "är rubriker, text eller summor" };
        format!(" {} {are} och räknas inte.", with_capital(&rows_named(left_out)))
    } else {
        String::new()
    };
    let vouchers = if vouched { "" } else { " Verifikationer saknas." };
    let what = if budget { "budget" } else { "bokföring" };
    format!("Rader med {what}: {}.{out}{vouchers}", number(rows))
}

pub fn class(class: char, sum: Money) -> String {
    format!("  klass {class}: {} kr", kr_ore(sum))
}

pub fn sum(sum: Money, budget: bool) -> String {
    if budget {
        format!("Summan av alla rader är {} kr.", kr_ore(sum))
    } else if sum.is_zero() {
        "Summan av alla rader är noll: debet och kredit är lika stora.".to_string()
    } else {
        format!("Summan av alla rader är {} kr. En hel huvudbok summerar till noll.", kr_ore(sum))
    }
}

pub fn paste(profile: &str) -> String {
    format!(
        "Rader till tabellen Exporter i grunddata.xlsx. Ersätt raderna för profilen {profile} i fliken Exporter med dem \
         (klistra in i kolumnen Profil):"
    )
}

pub const UNCERTAIN: &str = "osäkert, kontrollera";
