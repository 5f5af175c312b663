//! What a user reads when files cannot be written: what happened, to which file, and what to do.

const UNTOUCHED: &str = "Det som fanns där sedan tidigare är orört.";

pub fn denied(path: &str) -> String {
    format!(
        "Programmet får inte skriva här: {path}. {UNTOUCHED} Be den som äger mappen om skrivrättighet, \
         eller stäng filen om den är öppen i Excel, och kör igen."
    )
}

pub fn busy(path: &str) -> String {
    format!(
        "Filen eller mappen används av ett annat program: {path}. {UNTOUCHED} Stäng den i Excel och kör igen."
    )
}

pub fn full(path: &str) -> String {
    format!("Disken är full: {path} kunde inte skrivas. {UNTOUCHED} Frigör utrymme och kör igen.")
}

pub fn missing(path: &str) -> String {
    format!("Mappen finns inte: {path}. Kontrollera sökvägen och kör igen.")
}

pub fn other(path: &str, reason: &str) -> String {
    format!("Det gick inte att skriva {path} ({reason}). {UNTOUCHED} Kontrollera disken och kör igen.")
}

/// `holder` is what the lock file says of the run that holds it; empty when it cannot be read.
pub fn locked(holder: &str) -> String {
    let who = if holder.is_empty() { String::new() } else { format!(" ({holder})") };
    format!("En annan körning arbetar redan i mappen{who}. Vänta tills den är klar och kör igen.")
}

pub fn bad_name(name: &str) -> String {
    format!("programfel: {name} är inget giltigt filnamn")
}

pub fn duplicate(name: &str) -> String {
    format!("programfel: filen {name} skulle skrivas två gånger")
}

pub fn incomplete(name: &str) -> String {
    format!("programfel: {name} saknas bland de filer som skulle skrivas")
}

/// The lock file's content.
pub fn lock_holder(process: u32, time: &str) -> String {
    format!("process {process}, startad {time}")
}

pub fn unwritable(what: &str) -> String {
    format!("programfel: filen kunde inte byggas ({what})")
}
