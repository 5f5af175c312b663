//! What the files that go back to the units are called, and how many there are.

pub fn letter(stem: &str) -> String {
    format!("{stem} brev")
}

pub fn receipt(stem: &str) -> String {
    format!("{stem} kvitto")
}

/// The manager's own file with the faults marked; numbered where a unit has several.
pub fn marked_copy(stem: &str, number: usize) -> String {
    match number {
        1 => format!("{stem} att rätta.xlsx"),
        _ => format!("{stem} att rätta ({number}).xlsx"),
    }
}

/// A cell, in a sentence to the one who fills it in.
pub fn cell(sheet: &str, row: u32, column: u32) -> String {
    format!("fliken {sheet}, cell {}{row}", crate::finding::column_letters(column))
}

pub fn reminder(stem: &str) -> String {
    format!("{stem} påminnelse")
}

/// How many of each kind were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    pub letters: usize,
    pub reminders: usize,
    pub receipts: usize,
    pub marked: usize,
}

/// What was written and where.
pub fn written(counts: &Counts, folder: &str) -> String {
    let Counts { letters, reminders, receipts, marked } = *counts;
    let receipts = if receipts == 1 { "1 kvitto".to_string() } else { format!("{receipts} kvitton") };
    let marked = if marked == 1 { "1 märkt fil".to_string() } else { format!("{marked} märkta filer") };
    let reminders = match reminders {
        0 => String::new(),
        1 => ", 1 påminnelse".to_string(),
        _ => format!(", {reminders} påminnelser"),
    };
    format!("Till cheferna: {letters} brev{reminders}, {receipts} och {marked} i {folder}.")
}
