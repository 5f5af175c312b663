//! A register table of a working copy of the sample, changed row by row as an office would, and what the outputs then say.

use std::fs;
use std::path::Path;

use uppfolj::intake::grid::shown;
use uppfolj::raw::RawGrid;
use uppfolj::register::schema::file_stem;
use uppfolj::source::csv::read_text;
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::pdf;
use uppfolj::write::pdf::read_back::Element;

use crate::common::{output, without_table};

/// Column and value, of a row.
pub type Cells<'a> = &'a [(&'a str, &'a str)];

struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn read(folder: &Path, name: &str) -> Table {
        let text = folder.join("grunddata").join(format!("{}.csv", file_stem(name)));
        let grid = match fs::read(text) {
            Ok(bytes) => RawGrid::of_text(&read_text(name, &bytes, b';').expect("a table")),
            Err(_) => {
                let bytes = fs::read(folder.join("grunddata.xlsx")).expect("grunddata.xlsx");
                let book = read_workbook("grunddata.xlsx", &bytes).expect("a workbook");
                let sheet = book.sheets.iter().find(|sheet| &*sheet.name == name).expect("the table");
                RawGrid::of_sheet(&book.file, sheet)
            }
        };
        let width = grid.rows[0].cells.len() as u32;
        let row = |row: &uppfolj::raw::RawRow| {
            (1..=width).map(|at| row.cells.get(&at).map(shown).unwrap_or_default()).collect()
        };
        let mut rows: Vec<Vec<String>> = grid.rows.iter().map(row).collect();
        Table { head: rows.remove(0), rows }
    }

    fn column(&self, name: &str) -> usize {
        self.head.iter().position(|head| head == name).unwrap_or_else(|| panic!("no column {name}"))
    }

    fn is(&self, row: &[String], cells: Cells) -> bool {
        cells.iter().all(|(name, value)| row[self.column(name)] == *value)
    }

    fn save(&self, folder: &Path, name: &str) {
        let file = folder.join("grunddata").join(format!("{}.csv", file_stem(name)));
        if !file.exists() {
            without_table(folder, name);
            fs::create_dir_all(folder.join("grunddata")).expect("the folder");
        }
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(";") + "\n";
        let lines: String = std::iter::once(&self.head).chain(&self.rows).map(line).collect();
        fs::write(file, lines).expect("the register");
    }
}

/// Sets a column of every row that has these values; there must be one.
pub fn set(folder: &Path, table: &str, of: Cells, column: &str, value: &str) {
    let mut read = Table::read(folder, table);
    let at = read.column(column);
    let places: Vec<usize> = (0..read.rows.len()).filter(|row| read.is(&read.rows[*row], of)).collect();
    assert!(!places.is_empty(), "{table}: no row {of:?}");
    for place in places {
        read.rows[place][at] = value.to_string();
    }
    read.save(folder, table);
}

pub fn remove(folder: &Path, table: &str, of: Cells) {
    let mut read = Table::read(folder, table);
    let before = read.rows.len();
    let kept = read.rows.iter().filter(|row| !read.is(row, of)).cloned().collect();
    read.rows = kept;
    assert!(read.rows.len() < before, "{table}: no row {of:?}");
    read.save(folder, table);
}

pub fn add(folder: &Path, table: &str, cells: Cells) {
    let mut read = Table::read(folder, table);
    let mut row = vec![String::new(); read.head.len()];
    for (name, value) in cells {
        row[read.column(name)] = value.to_string();
    }
    read.rows.push(row);
    read.save(folder, table);
}

/// Without the signs that the workbook has before the words of states and trends: the PDF draws them.
fn plain(text: &str) -> String {
    let text = text.replace(['\u{a0}', '\u{ad}'], " ");
    let signs = ["● ", "◐ ", "○ ", "– ", "? ", "↗ ", "→ ", "↘ "];
    let bare = signs.iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(&text);
    bare.trim().to_string()
}

/// The PDF's paragraphs, and its tables' rows with ` | ` between the cells, line by line.
pub fn pages(outputs: &Path, start: &str) -> String {
    let read = pdf::read_back(&output(outputs, start, ".pdf")).expect("the PDF");
    let paragraphs = read.elements.iter().filter_map(|element| match element {
        Element::Paragraph(text) => Some(plain(text)),
        _ => None,
    });
    let rows = read.tables().flat_map(|table| &table.rows);
    let rows = rows.map(|row| row.iter().map(|cell| plain(&cell.text)).collect::<Vec<_>>().join(" | "));
    paragraphs.chain(rows).collect::<Vec<_>>().join("\n")
}

/// The cells of the goals workbook: a row a line, `sheet: cell | cell`.
pub fn workbook(outputs: &Path) -> String {
    let book = read_workbook("bok.xlsx", &output(outputs, "Mål", ".xlsx")).expect("the workbook");
    let mut lines = Vec::new();
    for sheet in &book.sheets {
        let grid = RawGrid::of_sheet(&book.file, sheet);
        lines.extend(grid.rows.iter().map(|row| {
            let last = *row.cells.keys().next_back().unwrap_or(&0);
            let cells =
                (1..=last).map(|at| row.cells.get(&at).map(|cell| plain(&shown(cell))).unwrap_or_default());
            format!("{}: {}", sheet.name, cells.collect::<Vec<_>>().join(" | "))
        }));
    }
    lines.join("\n")
}

/// The one line that begins so, or holds it.
pub fn line<'a>(text: &'a str, holds: &str) -> &'a str {
    text.lines().find(|line| line.contains(holds)).unwrap_or_else(|| panic!("nothing of {holds} in\n{text}"))
}
