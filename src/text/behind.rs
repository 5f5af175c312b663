//! Words round the rows behind a figure.

use crate::domain::period::Month;
use crate::text::format::whole;

pub const SHEET: &str = "Underlag";
pub const LINE: &str = "Rad";
pub const VOUCHER: &str = "Verifikation";
pub const DATE: &str = "Datum";
pub const PERIOD: &str = "Period";
pub const ANSVAR: &str = "Ansvar";
pub const ACCOUNT: &str = "Konto";
pub const PROJECT: &str = "Projekt";
pub const TEXT: &str = "Text";
pub const AMOUNT: &str = "Belopp";
pub const TOTAL: &str = "Summa";
pub const SIGN: &str = "Intäkt är plus och kostnad minus, som i resultaträkningen. Ett projekts utgifter står här med minus, i investeringsredovisningen med plus.";

pub fn heading(what: &str, unit: &str, period: Month) -> String {
    format!("{what}, {unit}, utfall till och med {period}")
}

pub fn file_stem(what: &str, unit: &str, period: Month) -> String {
    let code = unit.split(' ').next().unwrap_or(unit);
    format!("Underlag {code} {} {period}", what.to_lowercase())
}

pub fn more_rows(shown: usize, all: usize) -> String {
    format!(
        "De första {} av {} rader visas; summan gäller alla. Lägg till --alla för att se alla, eller --xlsx för en \
         arbetsbok.",
        whole(shown as i128),
        whole(all as i128)
    )
}

pub fn no_rows(heading: &str) -> String {
    format!("{heading}: inga rader i bokföringen.")
}

/// The title of the workbook, whose subtitle says how far the outcome goes.
pub fn title(what: &str, unit: &str) -> String {
    format!("Utfall {}, {unit}", what.to_lowercase())
}

/// One line of an answer to a word that stands for nothing, then the choices, one a line.
pub fn unknown(what: &str, found: &str, choices: &[String]) -> Vec<String> {
    let first = format!("{what} {found} finns inte. Skriv en kod eller ett namn ur listan:");
    std::iter::once(first).chain(choices.iter().map(|choice| format!("  {choice}"))).collect()
}

/// A part of one or several names.
pub fn close(what: &str, found: &str, choices: &[String]) -> Vec<String> {
    let first = format!("{what} {found} finns inte. Skriv hela namnet eller koden på den som menas:");
    std::iter::once(first).chain(choices.iter().map(|choice| format!("  {choice}"))).collect()
}

/// The rows to choose among when none is asked for.
pub fn rows(choices: &[String]) -> Vec<String> {
    let first = "Lägg till --rad med en av raderna, eller --projekt med ett investeringsprojekt:".to_string();
    std::iter::once(first).chain(choices.iter().map(|choice| format!("  {choice}"))).collect()
}

pub const UNIT: &str = "Enheten";
pub const ROW: &str = "Raden";
pub const A_PROJECT: &str = "Projektet";

pub fn not_booked(what: &str) -> String {
    format!("{what} hämtas ur grunddata och har inga rader i bokföringen.")
}

pub fn differs(what: &str) -> String {
    format!("raderna bakom {what} summerar inte till beloppet i rapporten.")
}

pub fn too_many(rows: usize) -> String {
    format!("{} rader får inte plats i en arbetsbok. Välj en enhet eller en mindre rad.", whole(rows as i128))
}

pub fn stopped() -> String {
    "Underlaget går inte att visa. Rätta felen ovan och kör igen.".to_string()
}
