//! Which parts of the package are the sheets and the styles.

use super::MarkError;
use super::package::Package;
use super::rels::Rels;
use super::xml::{Broken, elements};

pub struct Book {
    /// In the order of the tabs.
    pub sheets: Vec<Sheet>,
    /// The part of styles; a workbook can do without.
    pub styles: Option<String>,
    /// The part of the texts that cells share, where there is one.
    pub strings: Option<String>,
}

pub struct Sheet {
    pub name: String,
    pub part: String,
    /// What stands before the kind in the types of this package's relationships.
    pub kinds: String,
}

pub fn read(package: &mut Package) -> Result<Book, MarkError> {
    let main = Rels::of(package, "")?.by_kind("officeDocument").map(|(_, part)| part.to_string());
    let main = main.unwrap_or_else(|| "xl/workbook.xml".to_string());
    let text = package.need(&main)?;
    let rels = Rels::of(package, &main)?;
    let found = elements(&text, |depth, name| depth == 2 && name == "sheet")
        .map_err(|Broken| MarkError::Damaged { part: main.clone() })?;
    let sheets = found.iter().filter_map(|element| {
        let known = rels.by_id(&element.prefixed("id")?)?;
        let (kinds, kind) = known.kind.rsplit_once('/')?;
        let sheet =
            Sheet { name: element.attribute("name")?, part: known.target.clone()?, kinds: kinds.to_string() };
        // Sheets of only a chart or a macro have no cells.
        (kind == "worksheet").then_some(sheet)
    });
    let sheets: Vec<Sheet> = sheets.collect();
    if sheets.is_empty() {
        return Err(MarkError::Damaged { part: main });
    }
    let part = |kind| rels.by_kind(kind).map(|(_, part)| part.to_string()).filter(|part| package.has(part));
    Ok(Book { styles: part("styles"), strings: part("sharedStrings"), sheets })
}
