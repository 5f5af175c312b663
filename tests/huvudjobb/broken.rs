//! Broken files of every kind in every place where a file is read: always findings in Swedish that name the file, exit
//! code 1, earlier reports as they were; never a panic.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use uppfolj::run::Task;
use uppfolj::run::outcome::Outcome;

use crate::common::{month, run, sample, told};
use crate::package;

const PERIOD: &str = "2020-12";

/// Kind → bytes, made anew each time in the same way.
fn corpus(folder: &Path) -> Vec<(&'static str, Vec<u8>)> {
    let inbox = folder.join("inkommet").join(PERIOD);
    let template = fs::read(inbox.join("013 Ekonomi uppföljning 2020-12.xlsx")).expect("a template");
    let mut noise = 0x2545_F491_4F6C_DD1D_u64;
    let random = (0..4096).map(|_| {
        noise ^= noise << 13;
        noise ^= noise >> 7;
        noise ^= noise << 17;
        (noise >> 32) as u8
    });
    let utf16: Vec<u8> = "Ansvar;Konto;Belopp\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        ("tom", Vec::new()),
        ("blanka", b"\r\n;;\r\n  \r\n".to_vec()),
        ("slump", random.collect()),
        ("avbruten", template[..template.len() / 2].to_vec()),
        ("avbruten-sist", template[..template.len() - 30].to_vec()),
        ("webbsida", b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body></html>".to_vec()),
        ("gammal", [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 2048]].concat()),
        ("pdf", b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n".to_vec()),
        ("jättestor", huge_reference()),
        ("utan-blad", package::edit(&template, "xl/workbook.xml", |_| "<workbook/>".to_string())),
        (
            "trasigt-blad",
            package::edit(&template, "xl/worksheets/sheet2.xml", |xml| xml.replace("</row>", "<row>")),
        ),
        ("en-kolumn", b"Bara en kolumn\r\n1\r\n2\r\n".to_vec()),
        ("utan-rubriker", b"2020;0110;4411;;;-355527,75\r\n2020;0112;4411;;;1\r\n".to_vec()),
        ("utf16", utf16.clone()),
        ("utf16-märkt", [b"\xFF\xFE".as_slice(), &utf16].concat()),
        ("citat", b"a;\"b\r\n1;\"2;3\r\n".to_vec()),
    ]
}

/// One cell in the last row and column that a sheet can have.
fn huge_reference() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Konto").expect("a cell");
    sheet.write(1_048_575, 16_383, "längst bort").expect("a cell");
    book.save_to_buffer().expect("a workbook")
}

/// What stands in the output folder before the run.
fn earlier(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let outputs = folder.join("rapporter").join(PERIOD);
    let entries = fs::read_dir(outputs).expect("the earlier report").map(|entry| entry.expect("an entry"));
    entries
        .map(|entry| {
            (entry.file_name().to_string_lossy().to_string(), fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

/// The sample with a finished report in it.
fn reported() -> tempfile::TempDir {
    let folder = sample();
    let outputs = folder.path().join("rapporter").join(PERIOD);
    fs::create_dir_all(&outputs).expect("a folder");
    for (name, bytes) in crate::runs::year().files() {
        fs::write(outputs.join(name), bytes).expect("a file of the earlier report");
    }
    folder
}

fn assert_told(outcome: &Outcome, what: &str, file: &str) {
    assert_eq!(outcome.exit.code(), 1, "{what}: {:?} {:#?}", outcome.closing, told(outcome));
    let lines = told(outcome);
    let named = lines
        .iter()
        .any(|line| line.contains(file) && line.contains("Väntat: ") && line.contains("Gör så: "));
    assert!(named, "{what}: no finding names {file}: {lines:#?}");
}

/// Places that take files under any name: all broken files at once.
#[test]
fn broken_files_beside_whole_ones_are_each_named() {
    for (place, endings) in [
        ("redovisning", ["csv", "xlsx"]),
        ("budget", ["csv", "xlsx"]),
        ("uppstallningar", ["csv", "xlsx"]),
        ("grunddata", ["csv", "xlsx"]),
    ] {
        let folder = reported();
        let before = earlier(folder.path());
        let names = plant(folder.path(), place, &endings);
        let outcome = run(folder.path(), Task::Report(month(PERIOD)));
        for name in &names {
            assert_told(&outcome, place, name);
        }
        assert!(earlier(folder.path()) == before, "{place}: the earlier report is changed");
    }
}

/// Puts every kind of broken file into a place; their paths.
fn plant(folder: &Path, place: &str, endings: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    for (kind, bytes) in corpus(folder) {
        for ending in endings {
            let name = format!("{place}/trasig-{kind}.{ending}");
            fs::create_dir_all(folder.join(place)).expect("a folder");
            // Two files with the same bytes are another fault.
            let bytes = if *ending == "csv" || bytes.len() < 3 {
                bytes.clone()
            } else {
                [bytes.as_slice(), b" "].concat()
            };
            fs::write(folder.join(&name), bytes).expect("a broken file");
            names.push(name);
        }
    }
    names
}

#[test]
fn broken_answers_are_each_named_and_the_report_is_preliminary() {
    let folder = reported();
    let names = plant(folder.path(), &format!("inkommet/{PERIOD}"), &["xlsx", "csv"]);
    let outcome = run(folder.path(), Task::Report(month(PERIOD)));
    for name in &names {
        assert_told(&outcome, "inkommet", name);
    }
    assert!(outcome.closing.join(" ").contains("PRELIMINÄR"), "{:?}", outcome.closing);
    assert_eq!(earlier(folder.path()).len(), 5);
}

/// Files that have one name: one broken file at a time.
#[test]
fn a_broken_file_in_the_place_of_a_whole_one_is_named() {
    let folder = reported();
    let before = earlier(folder.path());
    for place in ["grunddata.xlsx", "mallar/2020-12/utgivna.csv"] {
        let whole = fs::read(folder.path().join(place)).expect("a whole file");
        for (kind, bytes) in corpus(folder.path()) {
            fs::write(folder.path().join(place), bytes).expect("a broken file");
            let outcome = run(folder.path(), Task::Check(month(PERIOD)));
            assert_told(&outcome, &format!("{place} {kind}"), place);
        }
        fs::write(folder.path().join(place), whole).expect("the whole file");
    }
    assert!(earlier(folder.path()) == before);
}

/// That a folder holds no export is untrue of one whose file cannot be read.
#[test]
fn files_that_cannot_be_read_are_told_alone() {
    let folder = sample();
    for name in ["redovisning", "budget"] {
        let at = folder.path().join(name);
        fs::remove_dir_all(&at).expect("the folder");
        fs::create_dir(&at).expect("an empty folder");
    }
    fs::write(folder.path().join("redovisning/a.xlsx"), b"PK\x03\x04trasig").expect("a broken workbook");
    fs::write(folder.path().join("budget/c.se"), b"#FLAGGA 0\n#SIETYP 4\n").expect("a SIE file");
    let told = told(&run(folder.path(), Task::Report(month("2020-10"))));
    let faults: Vec<&str> = told.iter().filter_map(|line| line.strip_prefix("fel ")).collect();
    let [budget, ledger] = faults[..] else { panic!("{told:#?}") };
    assert!(budget.starts_with("B31 budget/c.se: Filen är en SIE-fil."), "{budget}");
    assert!(ledger.starts_with("L11 redovisning/a.xlsx: Filen är skadad"), "{ledger}");
}
