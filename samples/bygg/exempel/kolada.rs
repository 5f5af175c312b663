//! The file that would have been exported from Kolada: UTF-8, `;`, one row a value.

use std::path::Path;

use super::export::line;
use super::sources::table;

const HEADINGS: [&str; 6] = ["kpi", "municipality_id", "municipality", "period", "gender", "value"];

pub fn file(folder: &Path) -> Result<Vec<u8>, String> {
    let mut text = line(&HEADINGS.map(str::to_string));
    for row in table(folder, "kolada")? {
        let fields = HEADINGS.iter().map(|heading| row.text(heading).map(str::to_string));
        text.push_str(&line(&fields.collect::<Result<Vec<String>, String>>()?));
    }
    Ok(text.into_bytes())
}
