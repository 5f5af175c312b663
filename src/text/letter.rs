//! What the files that go back to the units are called, and how many there are.

pub fn letter(stem: &str) -> String {
    format!("{stem} brev")
}

pub fn receipt(stem: &str) -> String {
    format!("{stem} kvitto")
}

/// The manager's own file with the faults marked.
pub fn marked_copy(stem: &str) -> String {
    format!("{stem} att rätta.xlsx")
}

/// What was written and where.
pub fn written(letters: usize, receipts: usize, marked: usize, folder: &str) -> String {
    let receipts = if receipts == 1 { "1 kvitto".to_string() } else { format!("{receipts} kvitton") };
    let marked = if marked == 1 { "1 märkt fil".to_string() } else { format!("{marked} märkta filer") };
    format!("Till cheferna: {letters} brev, {receipts} och {marked} i {folder}.")
}
