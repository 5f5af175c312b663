//! The tables of a new folder, as they stand in `templates/ny`: what `uppfolj ny` writes, and the defaults of
//! settings that a folder does not give.

use super::read::of_template;
use super::schema::{self, Table};
use crate::raw::RawText;

/// Table name and its text. Every table of the schema that a new municipality should not meet empty.
const TEXTS: &[(&str, &str)] = &[
    ("Inställningar", include_str!("../../templates/ny/installningar.csv")),
    ("Exporter", include_str!("../../templates/ny/exporter.csv")),
    ("Profiler", include_str!("../../templates/ny/profiler.csv")),
    ("Organisation", include_str!("../../templates/ny/organisation.csv")),
    ("Konton", include_str!("../../templates/ny/konton.csv")),
    ("Perspektiv", include_str!("../../templates/ny/perspektiv.csv")),
    ("Finansiella mål", include_str!("../../templates/ny/finansiella-mal.csv")),
    (super::wording::TABLE, super::wording::OWN),
    ("Tidplan", include_str!("../../templates/ny/tidplan.csv")),
];

/// One table as rows of text; the first row names the columns.
pub type StarterTable = (&'static str, Vec<Vec<String>>);

/// The tables of a new folder in the schema's order; a table without rows of its own has its headings.
pub fn tables() -> Vec<StarterTable> {
    schema::TABLES.iter().map(|table| (table.name, rows(table))).collect()
}

fn rows(table: &'static Table) -> Vec<Vec<String>> {
    match TEXTS.iter().find(|(name, _)| *name == table.name) {
        Some((name, text)) => {
            let text = RawText::of_template(name, text);
            text.records.iter().map(|record| record.fields().map(str::to_string).collect()).collect()
        }
        None => vec![table.columns.iter().map(|column| column.name.to_string()).collect()],
    }
}

/// The settings' defaults by key.
pub(super) fn defaults() -> Vec<(&'static str, String)> {
    const NAME: &str = "Inställningar";
    let found = TEXTS.iter().find(|(name, _)| *name == NAME).zip(schema::table(NAME));
    let Some(((name, text), table)) = found else { return Vec::new() };
    let rows = of_template(table, name, text);
    let default =
        |row: &super::table::Row| Some((row.choice("Nyckel", schema::SETTINGS)?, row.text("Värde")?));
    rows.list.iter().filter_map(default).collect()
}
