//! What stands in a new grunddata.xlsx beside the tables themselves.

pub const TITLE: &str = "Grunddata";

/// How the workbook works, a paragraph each.
pub const ABOUT: &[&str] = &[
    "Här står allt som programmet behöver veta om kommunen. Varje blad är en tabell med en rubrikrad.",
    "Kolumner med * efter rubriken i listan nedan måste fyllas i på varje rad. Ändra inte rubrikerna. Kolumnerna får \
     byta plats, rader får sorteras, läggas till och tas bort.",
    "Koder är text: 0310 är inte samma kod som 310. Datum skrivs 2027-08-31, månader 2027-08 och belopp i kronor.",
    "Håll muspekaren över en rubrik för att se vad kolumnen betyder. Kommandot uppfolj kontroll säger vad som \
     behöver rättas, med blad och cell.",
];

pub const COLUMNS: [&str; 4] = ["Tabell", "Vad den innehåller", "Måste finnas", "Kolumner"];

pub const YES: &str = "ja";
pub const NO: &str = "nej";

/// A column in the list of a table's columns.
pub fn column(name: &str, required: bool) -> String {
    if required { format!("{name}*") } else { name.to_string() }
}

/// The note on a heading.
pub fn note(help: &str, required: bool) -> String {
    match (help.is_empty(), required) {
        (true, true) => "Måste fyllas i.".to_string(),
        (true, false) => String::new(),
        (false, true) => format!("{help}\nMåste fyllas i."),
        (false, false) => help.to_string(),
    }
}

pub const WRONG_CHOICE: (&str, &str) = ("Välj ur listan", "Cellen ska ha ett av orden i listan.");
