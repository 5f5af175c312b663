//! What the targets share: the registers of a new folder, their contract, and a workbook around any sheet.

use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use uppfolj::domain::period::Month;
use uppfolj::domain::registers::Registers;
use uppfolj::domain::settings::ExportContract;
use uppfolj::intake::{control, ledger};
use uppfolj::raw::{Postings, RawRecord, RawRegisters, RawText};
use uppfolj::register::{self, starter};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub fn registers() -> Registers {
    let table = |(name, rows): (&str, Vec<Vec<String>>)| {
        let record = |(line, row): (u32, &Vec<String>)| RawRecord::new(line, row.iter().map(String::as_str));
        let records = (1..).zip(&rows).filter_map(record).collect();
        RawText { file: format!("grunddata/{name}.csv").into(), records }
    };
    let tables = starter::tables().into_iter().map(table).collect();
    register::read(&RawRegisters { tables, ..RawRegisters::default() }).0.expect("the starter has no fault")
}

/// Reads the files as a ledger: what the left side counts, when there is no fault, is what the facts are.
pub fn both_sides_meet(files: &[&dyn Postings], registers: &Registers) {
    let through = Month::new(2026, 2).expect("a month");
    let read = ledger::read_files(files, registers, through, &mut |_| {});
    if !read.findings.has_fault() {
        let left = control::ledger_amounts(&read.counts, registers);
        assert!(left.iter().map(|(key, amount)| (key, *amount)).eq(read.facts.iter()));
    }
}

/// A folder of this process with one file in it.
pub fn folder_with(file: &str, bytes: &[u8]) -> PathBuf {
    let root = std::env::temp_dir().join(format!("uppfolj-fuzz-{}", std::process::id()));
    let path = root.join(file);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
    root
}

pub fn contract() -> ExportContract {
    registers_once().export("huvudbok").expect("the ledger's profile").clone()
}

fn registers_once() -> &'static Registers {
    static ONCE: std::sync::OnceLock<Registers> = std::sync::OnceLock::new();
    ONCE.get_or_init(registers)
}

const PARTS: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Rader" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

/// A workbook with the bytes as its only sheet.
pub fn package(sheet: &[u8]) -> Vec<u8> {
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = PARTS.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, bytes) in parts.chain([("xl/worksheets/sheet1.xml", sheet)]) {
        made.start_file(name, SimpleFileOptions::default()).expect("a part");
        made.write_all(bytes).expect("a whole part");
    }
    made.finish().expect("a package").into_inner()
}
