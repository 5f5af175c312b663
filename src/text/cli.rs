//! The words of the command line: help, wrong use, closing sentences.

pub const ABOUT: &str =
    "Följer upp kommunens budget och mål: mallar ut, svar och bokföring in, rapporter ut.";
pub const NEW: &str = "Skapar en ny arbetsmapp med grunddata att fylla i";
pub const TEMPLATES: &str = "Skriver en mall per enhet, förifylld med budget och utfall";
pub const CHECK: &str = "Läser och granskar allt i arbetsmappen; skriver inga rapporter";
pub const STATUS: &str = "Visar vilka enheter som har svarat; skriver inga filer";
pub const REPORT: &str = "Huvudjobbet: granskar, sammanställer och skriver arbetsböcker och rapporter";
pub const BEHIND: &str = "Visar bokföringens rader bakom ett belopp i rapporten";
pub const PARTS: &str =
    "Skriver också en arbetsbok och en PDF för varje del på nivån, till exempel enhet eller nämnd";
pub const UNIT: &str = "Enhetens kod eller namn; utan den hela kommunen";
pub const ROW: &str = "Kostnadsslag eller rad i räkningarna, till exempel personal eller VK";
pub const PROJECT: &str = "Investeringsprojektets kod eller namn, i stället för --rad";
pub const ALL: &str = "Visar alla rader och inte bara de första";
pub const WORKBOOK: &str = "Skriver raderna som arbetsbok i mappen underlag";
pub const INTERPRET: &str = "Tittar på en export och visar hur den läses, med raderna till tabellen Exporter";
pub const FILE: &str = "Filen: en export ur ekonomisystemet (.csv, .txt, .xlsx, .se)";
pub const BESIDE: &str = "Arbetsmappen vars konton filen jämförs med; annars den som filen ligger i";
pub const FOLDER: &str = "Arbetsmappen";
pub const PERIOD: &str = "Månaden som följs upp, till exempel 2020-08";
pub const DATE: &str = "Datum som står på handlingarna, till exempel 2020-09-15; annars Tidplanens";
pub const JSON: &str = "Skriver resultatet som JSON, för ett annat program";
pub const QUIET: &str = "Skriver bara fel";
pub const DRY: &str = "Prövar utan att skriva några filer";
pub const HELP: &str = "Visar den här hjälpen";
pub const VERSION: &str = "Visar programmets version";

/// Help page of the program and of each command; clap fills the braces.
pub const PAGE: &str = "{about}\n\nAnvändning: {usage}\n\n{all-args}\n";
pub const COMMANDS: &str = "Kommandon";
pub const OPTIONS: &str = "Val";
pub const ARGUMENTS: &str = "Uppgifter";

pub const ERROR: &str = "fel";
pub const SEE_HELP: &str = "Skriv uppfolj --hjalp för att se hur programmet används.";

pub fn unknown_word(word: &str, close: &str) -> String {
    match close {
        "" => format!("{word} är inget som programmet känner till här."),
        _ => format!("{word} är inget som programmet känner till här. Menade du {close}?"),
    }
}

pub fn unknown_command(word: &str, close: &str) -> String {
    if ["hjälp", "hjalp", "help"].contains(&word) {
        "Hjälpen visas med uppfolj --hjalp, och för ett kommando med till exempel uppfolj rapport --hjalp."
            .to_string()
    } else if close.is_empty() {
        format!(
            "Kommandot {word} finns inte. Kommandona är ny, tolka, mallar, status, kontroll, rapport och underlag."
        )
    } else {
        format!("Kommandot {word} finns inte. Menade du {close}?")
    }
}

pub fn no_command() -> String {
    "Skriv vilket kommando som ska köras: ny, tolka, mallar, status, kontroll, rapport eller underlag."
        .to_string()
}

pub fn missing(names: &str) -> String {
    format!("Uppgift saknas: {names}.")
}

pub fn row_or_project() -> String {
    "Skriv antingen --rad eller --projekt, inte båda.".to_string()
}

pub fn no_value(name: &str) -> String {
    format!("{name} ska följas av ett värde.")
}

pub fn twice(name: &str) -> String {
    format!("{name} får bara stå en gång.")
}

pub fn not_a_period(found: &str) -> String {
    format!("{found} är ingen månad. Skriv år och månad så här: 2020-08.")
}

pub fn not_a_date(found: &str) -> String {
    format!("{found} är inget datum. Skriv så här: 2020-09-15.")
}

pub fn wrong_use() -> String {
    "Kommandot kan inte tolkas.".to_string()
}

/// A level that the organisation does not have.
pub fn unknown_level(found: &str, known: &[&str]) -> String {
    format!("Ingen nivå heter {found}. Nivåerna i fliken Organisation: {}.", known.join(", "))
}
