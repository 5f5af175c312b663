//! Workbooks to mark, and how a marked one is looked at.

use std::collections::BTreeMap;

use quick_xml::escape::unescape;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, DataValidation, Format, Formula, Note, Table, TableColumn, Workbook,
    Worksheet,
};
use uppfolj::raw::RawWorkbook;
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::marked::{Mark, mark};

use crate::package;

pub const FIRST: &str = "xl/worksheets/sheet1.xml";
pub const SECOND: &str = "xl/worksheets/sheet2.xml";
pub const NOTES: &str = "xl/comments1.xml";
pub const BOXES: &str = "xl/drawings/vmlDrawing1.vml";

/// Two sheets with values, formulas, a rule, a validation, a merged area, a table and no notes.
pub fn plain() -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    table(book.add_worksheet());
    book.define_name("in_prognos", "=Ekonomi!$C$3").expect("a name");
    book.save_to_buffer().expect("a workbook")
}

/// The same with a note by Anna in C3 and one in F9 of the first sheet.
pub fn noted() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet);
    let note = |text: &str| Note::new(text).set_author("Anna").add_author_prefix(false);
    sheet.insert_note(2, 2, &note("Min egen\nanteckning <1>")).expect("a note");
    sheet.insert_note(8, 5, &note("En annan")).expect("a note");
    table(book.add_worksheet());
    book.save_to_buffer().expect("a workbook")
}

fn fill(sheet: &mut Worksheet) {
    sheet.set_name("Ekonomi").expect("a name");
    let input = Format::new().set_background_color(Color::RGB(0x00FF_F7DB)).set_unlocked();
    for row in 2..40 {
        sheet.write(row, 1, format!("Rad {row} å")).expect("text");
        sheet.write_with_format(row, 2, f64::from(row) * -1000.25, &input).expect("a number");
        let sum =
            Formula::new(format!("=C{0}*2", row + 1)).set_result((f64::from(row) * -2000.5).to_string());
        sheet.write_formula(row, 3, sum).expect("a formula");
    }
    sheet.merge_range(41, 1, 44, 3, "Sammanfattning", &input).expect("merged");
    let rule = ConditionalFormatFormula::new().set_rule("=C3<0").set_format(Format::new().set_bold());
    sheet.add_conditional_format(2, 2, 39, 2, &rule).expect("a rule");
    let rule = DataValidation::new().allow_list_strings(&["ja"]).expect("a list");
    sheet.add_data_validation(2, 4, 39, 4, &rule).expect("a validation");
    sheet.protect();
}

fn table(sheet: &mut Worksheet) {
    sheet.set_name("Mål & mått").expect("a name");
    let columns = ["Mått", "Utfall"].map(|header| TableColumn::new().set_header(header));
    sheet.add_table(1, 1, 5, 2, &Table::new().set_columns(&columns)).expect("a table");
    sheet.write(2, 1, "Nöjda brukare").expect("text");
}

pub fn fault(sheet: &str, row: u32, column: u32, text: &str) -> Mark {
    let (format, with) = (None, Vec::new());
    Mark { sheet: sheet.into(), row, column, fault: true, text: text.into(), format, with }
}

pub fn warning(sheet: &str, row: u32, column: u32, text: &str) -> Mark {
    Mark { fault: false, ..fault(sheet, row, column, text) }
}

pub fn marked(bytes: &[u8], marks: &[Mark]) -> Vec<u8> {
    mark(bytes, marks).expect("a marked copy")
}

pub fn read(bytes: &[u8]) -> RawWorkbook {
    read_workbook("svar.xlsx", bytes).expect("a readable workbook")
}

/// Everything between the tags of `sheetData`: values, formulas and the styles of the cells.
pub fn cells(bytes: &[u8], part: &str) -> String {
    let sheet = package::text(bytes, part);
    let from = sheet.find("sheetData").expect("cells");
    let to = sheet.rfind("sheetData").expect("cells");
    sheet[from..to].to_string()
}

/// Cell → text of the notes in one part.
pub fn notes(bytes: &[u8], part: &str) -> BTreeMap<String, String> {
    let xml = package::text(bytes, part);
    let mut found = BTreeMap::new();
    for note in xml.split("comment ref=\"").skip(1) {
        let cell = note.split('"').next().expect("a cell");
        let text =
            note.split_once("text>").map_or("", |(_, rest)| rest.split("text>").next().unwrap_or_default());
        let plain: String =
            text.split('<').filter_map(|piece| piece.split_once('>').map(|(_, plain)| plain)).collect();
        found.insert(cell.to_string(), unescape(&plain).expect("plain text").into_owned());
    }
    found
}

/// The cells of the rule that is ours for faults (`fel`) or warnings (`varning`).
pub fn coloured(bytes: &[u8], part: &str, grade: &str) -> Vec<String> {
    let xml = package::text(bytes, part);
    let marker = format!("uppfolj-{grade}");
    let groups = xml.split("conditionalFormatting sqref=\"").skip(1);
    let ours = groups.filter(|group| group.split("cfRule>").next().unwrap_or_default().contains(&marker));
    ours.flat_map(|group| group.split('"').next().unwrap_or_default().split(' ').map(String::from)).collect()
}

/// Nothing of ours is left to see or to find.
pub fn assert_no_trace(bytes: &[u8]) {
    for (name, content) in package::parts(bytes) {
        let text = String::from_utf8_lossy(&content).into_owned();
        assert!(!text.contains("uppfolj-"), "a rule in {name}");
        assert!(!text.contains("Svarskontrollen"), "a note in {name}");
    }
}
