//! The words in the marked copy of a manager's own workbook, and why a copy could not be made.

/// Who the notes are by.
pub const AUTHOR: &str = "Svarskontrollen";
/// The last line of what the program writes in a note. It is what a note is known by when the file comes back: never
/// change it, copies with it are out.
pub const SIGNATURE: &str = "– Svarskontrollen";
/// Between a person's own note and what the program writes below it in the same cell.
pub const SEPARATOR: &str = "–––––";
/// What each fault and each warning begins with.
pub const FAULT: &str = "FEL:";
pub const WARNING: &str = "VARNING:";

pub fn no_package() -> String {
    "filen går inte att öppna som Excel-fil".to_string()
}

pub fn damaged(part: &str) -> String {
    format!("filen är skadad ({part})")
}

pub fn too_large() -> String {
    "filen är för stor".to_string()
}

pub fn no_styles() -> String {
    "filen saknar format, så fälten kan inte färgas".to_string()
}

pub fn no_sheet(sheet: &str) -> String {
    format!("filen har ingen flik som heter {sheet}")
}

pub fn outside(sheet: &str, row: u32, column: u32) -> String {
    format!("fliken {sheet} har ingen cell på rad {row}, kolumn {column}")
}
