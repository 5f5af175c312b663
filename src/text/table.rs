//! Words round a table and at the foot of a page, the same in workbook and PDF.

use crate::doc::AmountUnit;

/// The unit of a table's amounts; empty for a table without amounts.
pub fn unit(unit: AmountUnit) -> &'static str {
    match unit {
        AmountUnit::Kr | AmountUnit::KrOre => "kr",
        AmountUnit::Tkr => "tkr",
        AmountUnit::Mkr => "mkr",
        AmountUnit::None => "",
    }
}

/// The line above a table: its caption, and the unit said once.
pub fn caption(caption: &str, amounts: AmountUnit) -> String {
    match (caption, unit(amounts)) {
        ("", "") => String::new(),
        ("", unit) => format!("Belopp i {unit}"),
        (caption, "") => caption.to_string(),
        (caption, unit) => format!("{caption}, {unit}"),
    }
}

/// `Sida 1 av 4`; a workbook gives the codes that Excel replaces.
pub fn page_of(page: &str, pages: &str) -> String {
    format!("Sida {page} av {pages}")
}
