//! A copy of the sample to work in, and a run of the program on it.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use uppfolj::domain::period::Month;
use uppfolj::register::schema::file_stem;
use uppfolj::run::outcome::Outcome;
use uppfolj::run::stations::{Stations, Untouched};
use uppfolj::run::{Options, Request, Task, guarded};

pub fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

/// The sample folder, inputs only.
pub fn sample() -> TempDir {
    let copy = TempDir::new().expect("a temporary folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/grastorp");
    for name in [
        "grunddata.xlsx",
        "logotyp.png",
        "grunddata",
        "budget",
        "redovisning",
        "matvarden",
        "inkommet",
        "mallar",
    ] {
        copy_all(&root.join(name), &copy.path().join(name));
    }
    copy
}

fn copy_all(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder of the sample") {
            let entry = entry.expect("an entry");
            copy_all(&entry.path(), &to.join(entry.file_name()));
        }
    } else if from.exists()
        && !(from.starts_with("mallar") && from.extension().is_some_and(|end| end == "xlsx"))
    {
        fs::copy(from, to).expect("a file of the sample");
    }
}

pub fn request(folder: &Path, task: Task) -> Request {
    Request { folder: folder.to_path_buf(), task, options: Options::default() }
}

pub fn run(folder: &Path, task: Task) -> Outcome {
    run_with(folder, task, &mut Untouched)
}

pub fn run_with(folder: &Path, task: Task, stations: &mut dyn Stations) -> Outcome {
    guarded(&request(folder, task), 0, stations)
}

/// Runs `rapport` and gives the folder of its outputs.
pub fn report(folder: &Path, period: &str) -> (Outcome, PathBuf) {
    let outcome = run(folder, Task::Report(month(period)));
    (outcome, folder.join("rapporter").join(period))
}

/// The finished file whose name ends so.
pub fn output(folder: &Path, start: &str, ending: &str) -> Vec<u8> {
    let names = fs::read_dir(folder).expect("the output folder").map(|entry| entry.expect("an entry").path());
    let found: Vec<PathBuf> = names
        .filter(|path| {
            let name = path.file_name().map(|name| name.to_string_lossy().to_string()).unwrap_or_default();
            name.starts_with(start) && name.ends_with(ending)
        })
        .collect();
    assert_eq!(found.len(), 1, "one file {start}…{ending} in {}: {found:?}", folder.display());
    fs::read(&found[0]).expect("a finished file")
}

/// The findings as they are told, code and place.
pub fn told(outcome: &Outcome) -> Vec<String> {
    outcome.findings.iter().map(uppfolj::text::finding::line).collect()
}

/// Replaces text in a file of a folder that is kept in Windows-1252; the text must be there.
pub fn edit(folder: &Path, name: &str, from: &str, to: &str) {
    let path = folder.join(name);
    let bytes = fs::read(&path).expect("a file to edit");
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&bytes);
    assert!(text.contains(from), "{name} does not hold {from}");
    let edited = text.replacen(from, to, 1);
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&edited);
    fs::write(path, bytes).expect("the edited file");
}

/// Adds lines at the end of a text file in Windows-1252.
pub fn append(folder: &Path, name: &str, lines: &[&str]) {
    let path = folder.join(name);
    let mut bytes = fs::read(&path).expect("a file to add to");
    for line in lines {
        let (encoded, _, _) = encoding_rs::WINDOWS_1252.encode(line);
        bytes.extend_from_slice(&encoded);
        bytes.extend_from_slice(b"\r\n");
    }
    fs::write(path, bytes).expect("the longer file");
}

/// The folder without one register table: its file gone, or its sheet called something else.
pub fn without_table(folder: &Path, table: &str) {
    let text = folder.join("grunddata").join(format!("{}.csv", file_stem(table)));
    if text.exists() {
        return fs::remove_file(text).expect("the table's file");
    }
    let path = folder.join("grunddata.xlsx");
    let bytes = fs::read(&path).expect("grunddata.xlsx");
    let name = format!("name=\"{table}\"");
    let aside = format!("name=\"Undanlagt {table}\"");
    let renamed = crate::package::edit(&bytes, "xl/workbook.xml", |xml| xml.replace(&name, &aside));
    fs::write(path, renamed).expect("grunddata.xlsx");
}
