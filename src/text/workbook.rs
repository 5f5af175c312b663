//! What a user reads when a workbook cannot be written or does not read back: always a fault of the program.

/// The custom property that tells a workbook's language, and its value: the format itself has no place for it.
pub const LANGUAGE: (&str, &str) = ("Språk", "sv-SE");

pub fn library(message: &str) -> String {
    format!("arbetsboken kunde inte skrivas ({message})")
}

pub fn text_too_long(table: &str, length: usize, limit: usize) -> String {
    format!("en text i {table} har {length} tecken, men en cell i Excel rymmer {limit}")
}

pub fn amount_too_large(table: &str, row: &str, column: &str) -> String {
    format!("beloppet i {table}, raden {row}, kolumnen {column} är större än Excel kan visa på öret")
}

pub fn uneven_row(table: &str, row: &str) -> String {
    format!("raden {row} i {table} har inte lika många celler som tabellen har kolumner")
}

pub fn formula_differs(table: &str, row: &str, column: &str, formula: &str, value: &str) -> String {
    format!(
        "formeln i {table}, raden {row}, kolumnen {column} ger {formula} men beloppet i underlaget är {value}"
    )
}

pub fn formula_is_broken(table: &str, row: &str, column: &str) -> String {
    format!("formeln i {table}, raden {row}, kolumnen {column} hänvisar till en cell som inte finns")
}

pub fn mismatch(table: &str, row: &str, column: &str, expected: &str, found: &str) -> String {
    format!("{table}, raden {row}, kolumnen {column}: skulle vara {expected}, men filen har {found}")
}

/// An empty cell, in a mismatch.
pub const EMPTY: &str = "tomt";

/// A whole range, sheet or name that is not there, in a mismatch.
pub const ABSENT: &str = "saknas";
pub const FORMULA: &str = "en formel";
pub const NO_FORMULA: &str = "ett värde utan formel";
