//! Tables, columns and rows of grunddata that are not there, or are there twice.

use super::super::{Told, listed, quoted};
use super::columns_named;

pub fn missing_table(table: &str) -> Told {
    Told::new(
        format!("Tabellen {table} saknas."),
        format!("en flik som heter {table} i grunddata.xlsx, eller filen grunddata/{table}.csv."),
        "Lägg till tabellen. Kommandot uppfolj ny skriver en färdig grunddata.xlsx att kopiera fliken från.",
    )
}

pub fn missing_columns(table: &str, columns: &[String]) -> Told {
    Told::new(
        format!("Tabellen {table} saknar {}.", columns_named(columns)),
        "en rubrikrad med alla kolumner som behövs.",
        "Lägg till rubrikerna precis så som de skrivs här, i vilken ordning som helst.",
    )
}

pub fn unknown_column(table: &str, column: &str) -> Told {
    Told::new(
        format!("Kolumnen {} hör inte till tabellen {table} och läses inte.", quoted(column)),
        "bara kolumner som tabellen har.",
        "Rätta rubriken om den är felstavad, annars kan kolumnen tas bort eller stå kvar.",
    )
}

pub fn table_twice(table: &str, other: &str) -> Told {
    Told::new(
        format!("Tabellen {table} finns också i {other}."),
        "varje tabell på ett enda ställe.",
        "Ta bort den som inte gäller.",
    )
}

pub fn unknown_table(name: &str) -> Told {
    Told::new(
        format!("{} är ingen av grunddatas tabeller och läses inte.", quoted(name)),
        "flikar och filer som heter som tabellerna.",
        "Rätta namnet om det är felstavat, annars kan fliken eller filen stå kvar.",
    )
}

pub fn unreadable_row(table: &str, expected: usize, found: usize) -> Told {
    Told::new(
        format!("Raden i tabellen {table} har {found} fält men rubrikraden {expected}."),
        "lika många fält på varje rad.",
        "Sätt citattecken om text som innehåller semikolon, eller ta bort det som är för mycket.",
    )
}

pub fn missing_optional_columns(table: &str, columns: &[String]) -> Told {
    Told::new(
        match columns {
            [column] => {
                format!("Kolumnen {column} saknas i tabellen {table}; den räknas som tom på alla rader.")
            }
            several => format!(
                "Kolumnerna {} saknas i tabellen {table}; de räknas som tomma på alla rader.",
                listed(several)
            ),
        },
        "tabellens alla kolumner, också de som får vara tomma.",
        "Lägg till rubriken sist i tabellen. Är kolumnen borttagen av misstag, hämta den ur en tidigare kopia.",
    )
}
