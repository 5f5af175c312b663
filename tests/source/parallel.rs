//! The same answers and the same bytes on one thread and on two.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::ThreadPoolBuilder;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use uppfolj::domain::period::Month;
use uppfolj::finding::{Place, Problem, TemplateProblem, Trace, Unreadable};
use uppfolj::run::gather::{Gathered, gather};
use uppfolj::run::outcome::Outcome;
use uppfolj::run::stations::Untouched;
use uppfolj::run::{Options, Request, Task, guarded};
use uppfolj::source::folder;
use uppfolj::source::returned;

use crate::package::workbook;

/// A copy of the sample's inputs.
pub fn sample() -> TempDir {
    let copy = TempDir::new().expect("a temporary folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/grastorp");
    for name in ["grunddata.xlsx", "grunddata", "budget", "redovisning", "inkommet", "mallar"] {
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
    } else if from.exists() {
        fs::copy(from, to).expect("a file of the sample");
    }
}

/// Does something on so many threads.
fn on<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("threads").install(work)
}

fn month() -> Month {
    Month::new(2020, 8).expect("a month")
}

fn gathered(root: &Path) -> Gathered {
    let folder = folder::read(root).expect("the folder");
    gather(&folder, month(), Options::default(), &mut Untouched).unwrap_or_else(|found| panic!("{found:?}"))
}

#[test]
fn answers_are_the_same_on_one_thread_and_on_two() {
    let root = sample();
    let [one, two] = [1, 2].map(|threads| on(threads, || gathered(root.path())));
    assert_eq!(one.answers, two.answers);
    assert_eq!(one.findings, two.findings);
    assert_eq!(one.received, two.received);
    assert_eq!(one.seen, two.seen);
    assert!(one.received.len() > 20 && one.received.is_sorted_by_key(|one| &one.file));
}

/// The checksums are those of the bytes on the disk, each file once.
#[test]
fn what_was_read_is_what_is_said_to_be_read() {
    let root = sample();
    let seen = gathered(root.path()).seen;
    assert!(seen.iter().any(|one| one.path.starts_with("mallar/")));
    let mut paths = BTreeMap::new();
    for one in &seen {
        let bytes = fs::read(root.path().join(&*one.path)).expect("the file");
        let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((&one.sha256, one.size), (&sum, bytes.len() as u64), "{}", one.path);
        *paths.entry(one.path.clone()).or_insert(0) += 1;
    }
    assert!(paths.values().all(|count| *count == 1));
}

fn issued(folder: &Path) -> Outcome {
    let request =
        Request { folder: folder.to_path_buf(), task: Task::Templates(month()), options: Options::default() };
    guarded(&request, 0, &mut Untouched)
}

#[test]
fn templates_are_the_same_bytes_on_one_thread_and_on_two() {
    let [one, two] = [1, 2].map(|threads| {
        let root = sample();
        fs::remove_dir_all(root.path().join("mallar/2020-08")).expect("removed");
        let outcome = on(threads, || issued(root.path()));
        assert_eq!(outcome.exit.code(), 0, "{:?}", outcome.closing);
        let files = fs::read_dir(root.path().join("mallar/2020-08")).expect("the templates");
        let read = |entry: std::io::Result<fs::DirEntry>| {
            let entry = entry.expect("an entry");
            (entry.file_name(), fs::read(entry.path()).expect("a template"))
        };
        (outcome.written, files.map(read).collect::<BTreeMap<_, _>>())
    });
    assert!(one.1.len() > 20, "{} templates", one.1.len());
    assert!(one == two);
}

#[test]
fn the_order_is_that_of_the_list_and_large_ones_are_read_after_the_others() {
    let root = TempDir::new().expect("a temporary folder");
    let inbox = root.path().join("inkommet/2020-08");
    fs::create_dir_all(&inbox).expect("a folder");
    let large =
        crate::package::rows(&format!("<row r=\"1\"><c r=\"A1\"><v>2</v></c></row>{}", " ".repeat(4 << 20)));
    let pads = " ".repeat(4 << 20);
    let large = workbook(&[(crate::package::SHEET, &large), ("xl/a.xml", &pads), ("xl/b.xml", &pads)]);
    for (name, bytes) in [("a", large.as_slice()), ("b", &workbook(&[])), ("c", b"text"), ("d", b"")] {
        fs::write(inbox.join(name), bytes).expect("a file");
    }
    let folder = folder::read(root.path()).expect("the folder");
    let files: Vec<_> = folder.listed_under("inkommet/").collect();
    let cell = |book: &uppfolj::raw::RawWorkbook| format!("{:?}", book.sheets[0].cells.values().next());
    let read = on(2, || returned::each(&files, cell));
    let told: Vec<(&str, Result<&str, &Unreadable>)> =
        read.iter().map(|one| (&one.path[17..], one.read.as_ref().map(String::as_str))).collect();
    let number = |text: &'static str| Ok::<_, &Unreadable>(text);
    assert_eq!(
        told,
        [
            ("a", number("Some(Number(2))")),
            ("b", number("Some(Number(1))")),
            ("c", Err(&Unreadable::Text)),
            ("d", Err(&Unreadable::Empty)),
        ]
    );
    assert!(read.iter().all(|one| one.seen.is_some()));
}

#[test]
fn a_lock_file_among_the_answers_is_a_note_that_names_the_open_file() {
    let root = sample();
    let name = "inkommet/2020-08/.~lock.310.xlsx#";
    fs::write(root.path().join(name), ",root,dator,31.08.2020 08:00,file:///hem;").expect("a lock file");
    let found = gathered(root.path()).findings;
    let what = Trace::OpenFile { name: "310.xlsx".to_string() };
    let problem = Problem::from(TemplateProblem::PassedOver { what });
    let place = Place::File { file: name.into() };
    assert!(found.iter().any(|one| one.place == place && one.problem == problem));
    let told = found.iter().filter(|one| one.place == place).count();
    assert_eq!(told, 1, "and nothing else is said of it");
}
