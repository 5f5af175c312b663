//! The sample's two reports, made once for all tests that only read them.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use uppfolj::doc::Document;
use uppfolj::raw::RawWorkbook;
use uppfolj::run::Task;
use uppfolj::run::outcome::Outcome;
use uppfolj::run::stations::Stations;
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::pdf::placed::Placed;
use uppfolj::write::pdf::{self, ReadBack};

use crate::common::{month, run_with, sample};

/// A finished run: what it said, what it wrote, and the PDF's document and pages on their way.
pub struct Finished {
    pub outcome: Outcome,
    files: BTreeMap<String, Vec<u8>>,
    pub document: Document,
    /// All documents of the run, workbooks and papers, in the order they were made.
    pub documents: Vec<Document>,
    pub placed: Placed,
}

/// Årsredovisning, without a fault.
pub fn year() -> &'static Finished {
    static RUN: OnceLock<Finished> = OnceLock::new();
    RUN.get_or_init(|| finish("2020-12"))
}

/// Delårsrapport, with two faults in the answers.
pub fn interim() -> &'static Finished {
    static RUN: OnceLock<Finished> = OnceLock::new();
    RUN.get_or_init(|| finish("2020-08"))
}

fn finish(period: &str) -> Finished {
    let folder = sample();
    let mut seen = Seen::default();
    let outcome = run_with(folder.path(), Task::Report(month(period)), &mut seen);
    let entries = fs::read_dir(folder.path().join("rapporter").join(period)).expect("the outputs");
    let files = entries.map(|entry| {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().to_string();
        (name, fs::read(path).expect("a file"))
    });
    let files = files.collect();
    let (document, placed) = seen.pages.expect("placed pages");
    Finished { outcome, files, document, documents: seen.all, placed }
}

/// Notes the document whose pages are placed.
#[derive(Default)]
struct Seen {
    last: Option<Document>,
    all: Vec<Document>,
    pages: Option<(Document, Placed)>,
}

impl Stations for Seen {
    fn document(&mut self, document: &mut Document) {
        self.last = Some(document.clone());
        self.all.push(document.clone());
    }
    fn placed(&mut self, placed: &mut Placed) {
        let document = self.last.take().expect("a document comes before its pages");
        self.pages = Some((document, placed.clone()));
    }
}

impl Finished {
    /// The period's report.
    pub fn report(&self) -> &[u8] {
        self.file(&self.document.file_stem, ".pdf")
    }

    /// The finished file whose name begins and ends so.
    pub fn file(&self, start: &str, ending: &str) -> &[u8] {
        let mut found =
            self.files.iter().filter(|(name, _)| name.starts_with(start) && name.ends_with(ending));
        let file = found.next().unwrap_or_else(|| panic!("no {start}…{ending} in {:?}", self.files.keys()));
        assert!(found.next().is_none(), "more than one {start}…{ending}");
        file.1
    }

    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    pub fn pdf(&self) -> ReadBack {
        pdf::read_back(self.report()).expect("the PDF")
    }

    pub fn workbook(&self, start: &str) -> RawWorkbook {
        read_workbook("bok.xlsx", self.file(start, ".xlsx")).expect("the workbook")
    }
}
