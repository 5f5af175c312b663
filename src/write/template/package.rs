//! What the library cannot write, put right in the finished package. Rows that grow with what is typed in them: the
//! library marks every height it writes as set by a person, and a spreadsheet program leaves such a row as it is. The
//! structure of the workbook locked: a sheet that is removed or renamed takes its answers with it.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::XlsxError;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

const FIXED: &str = " customHeight=\"1\"";

const WORKBOOK: &str = "xl/workbook.xml";
/// The schema has it before the views.
const VIEWS: &str = "<bookViews>";
const LOCKED: &str = "<workbookProtection lockStructure=\"1\"/>";

/// `sheets`: for each sheet of the workbook, in order, the rows (from 1) that are to grow.
pub fn finish(bytes: &[u8], sheets: &[BTreeSet<u32>]) -> Result<Vec<u8>, XlsxError> {
    let failed = |error: &dyn std::fmt::Display| XlsxError::ParameterError(error.to_string());
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    // The time of every other part of the package.
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for at in 0..package.len() {
        let part = package.by_index_raw(at).map_err(|error| failed(&error))?;
        let name = part.name().map_err(|error| failed(&error))?.to_string();
        let rows = (1..).zip(sheets).find(|(number, _)| name == sheet_part(*number)).map(|(_, rows)| rows);
        if rows.is_none() && name != WORKBOOK {
            out.raw_copy_file(part).map_err(|error| failed(&error))?;
            continue;
        }
        drop(part);
        let mut xml = String::new();
        let mut part = package.by_index(at).map_err(|error| failed(&error))?;
        part.read_to_string(&mut xml).map_err(|error| failed(&error))?;
        out.start_file(name, options).map_err(|error| failed(&error))?;
        let patched = match rows {
            Some(rows) => growing(&xml, rows),
            None => xml.replacen(VIEWS, &format!("{LOCKED}{VIEWS}"), 1),
        };
        out.write_all(patched.as_bytes()).map_err(|error| failed(&error))?;
    }
    Ok(out.finish().map_err(|error| failed(&error))?.into_inner())
}

fn sheet_part(number: u32) -> String {
    format!("xl/worksheets/sheet{number}.xml")
}

fn growing(xml: &str, rows: &BTreeSet<u32>) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(start) = rest.find("<row r=\"") {
        let (before, row) = rest.split_at(start);
        let (head, after) = row.split_at(row.find('>').unwrap_or(row.len()));
        let number = head.split('"').nth(1).and_then(|number| number.parse().ok());
        out.push_str(before);
        if number.is_some_and(|number: u32| rows.contains(&number)) {
            out.push_str(&head.replace(FIXED, ""));
        } else {
            out.push_str(head);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}
