//! Sentences for findings about exports that are Excel workbooks.

use super::ledger::number;
use super::{Told, listed, quoted};
use crate::domain::money::Money;
use crate::text::format::kr_ore;

pub(super) fn broken_cell(found: &str) -> Told {
    if let Some(formula) = found.strip_prefix('=') {
        return Told::new(
            format!("Cellen har en formel, {}, men inget uträknat värde.", quoted(formula)),
            "ett värde i varje cell.",
            "Öppna arbetsboken i Excel, spara den och lägg den i mappen igen.",
        );
    }
    Told::new(
        format!("Cellen visar felet {}.", quoted(found)),
        "ett värde i varje cell.",
        "Rätta formeln i Excel, eller exportera på nytt med värden i stället för formler.",
    )
}

pub(super) fn lost_zeros(heading: &str, cells: u64, first: &str, code: &str) -> Told {
    let cells = if cells == 1 { "en cell".to_string() } else { format!("{} celler", number(cells)) };
    Told::new(
        format!(
            "I kolumnen {heading} har Excel gjort om koder till tal, så att inledande nollor saknas i {cells}. Den första, {first}, läses som {code}: den enda kod i grunddata som den kan vara."
        ),
        "koder som text, med sina nollor.",
        "Kontrollera att koderna är de rätta. Ge kolumnen formatet Text nästa gång filen skapas.",
    )
}

/// Of a text file too.
pub(super) fn project_without_zeros(found: &str, codes: &[String], rows: &str, sum: Money) -> Told {
    Told::new(
        format!(
            "Projektet {found} finns inte i tabellen Investeringar, men det gör {}. Har koden förlorat sina nollor räknas {rows} \
             som drift i stället för investering. De är tillsammans {} kr med filens tecken.",
            listed(codes),
            kr_ore(sum)
        ),
        "projektets kod som den står i tabellen Investeringar.",
        "Exportera på nytt med koderna som text; ett kalkylprogram tar bort nollor när en textfil öppnas och sparas där. Är \
         det ett annat projekt behöver inget göras.",
    )
}

pub(super) fn unclear_zeros(found: &str, codes: &[String]) -> Told {
    Told::new(
        format!(
            "Cellen innehåller talet {found}. Koder som det kan vara när inledande nollor saknas: {}.",
            listed(codes)
        ),
        "koden som text, med sina nollor.",
        "Ge kolumnen formatet Text och skriv koden som den är, eller exportera på nytt.",
    )
}

pub(super) fn sheet_missing(sheet: &str, sheets: &[String]) -> Told {
    Told::new(
        format!("Arbetsboken har ingen ifylld flik som heter {}. Den har {}.", quoted(sheet), tabs(sheets)),
        "den flik som fältet blad i tabellen Exporter anger.",
        "Byt namn på fliken, eller rätta raden blad i Exporter.",
    )
}

pub(super) fn several_sheets(sheets: &[String]) -> Told {
    Told::new(
        format!("Flera flikar har rubrikerna som profilen i tabellen Exporter anger: {}.", tabs(sheets)),
        "en enda flik med bokföringens rader, eller ett besked om vilken.",
        "Lägg till en rad i Exporter med fältet blad och flikens namn, eller ta bort de andra flikarna.",
    )
}

fn tabs(sheets: &[String]) -> String {
    listed(&sheets.iter().map(|sheet| quoted(sheet)).collect::<Vec<_>>())
}
