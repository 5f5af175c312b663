//! Mistakes an office makes with its folder, planted one at a time: each is told, once, and nothing silent follows.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use uppfolj::run::Task;
use uppfolj::run::outcome::Outcome;

use crate::common::{edit, month, report, run, sample, told};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    entries.map(|name| name.to_string_lossy().to_string()).collect()
}

fn check(folder: &Path) -> Outcome {
    run(folder, Task::Check(month("2020-12")))
}

/// One answer less; the file that is gone.
fn without_an_answer(folder: &Path) {
    let inbox = folder.join("inkommet/2020-12");
    let mut answers = names(&inbox);
    answers.sort();
    fs::remove_file(inbox.join(&answers[0])).expect("one answer less");
}

#[test]
fn another_folder_is_left_as_it_is() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("semester.txt"), "bilder").expect("a file");
    for task in
        [Task::Check(month("2020-12")), Task::Report(month("2020-12")), Task::Templates(month("2020-12"))]
    {
        let outcome = run(folder.path(), task);
        assert_eq!(outcome.exit.code(), 3);
        assert_eq!(outcome.closing.len(), 1, "{:?}", outcome.closing);
        assert!(outcome.closing[0].contains("finns ingen grunddata.xlsx; är det rätt arbetsmapp?"));
        assert!(outcome.findings.is_empty());
        assert_eq!(names(folder.path()), ["semester.txt"]);
    }
    let file = folder.path().join("semester.txt");
    for task in [Task::New, Task::Check(month("2020-12"))] {
        let outcome = run(&file, task);
        assert!(outcome.exit.code() == 3 && outcome.closing[0].contains("är en fil, inte en mapp"));
    }
}

#[test]
fn a_damaged_grunddata_is_one_fault() {
    let folder = sample();
    fs::write(folder.path().join("grunddata.xlsx"), b"PK\x03\x04 inte hela filen").expect("a damaged file");
    let outcome = check(folder.path());
    let told = told(&outcome);
    assert!(told.len() == 1 && told[0].starts_with("fel R09 grunddata.xlsx"), "{told:#?}");
}

#[test]
fn an_absent_answer_is_a_warning_and_named_at_the_end() {
    let folder = sample();
    without_an_answer(folder.path());
    let reminders = |outcome: &Outcome| told(outcome).iter().filter(|line| line.contains(" K33 ")).count();
    let checked = check(folder.path());
    assert_eq!((checked.exit.code(), reminders(&checked)), (0, 1), "{:#?}", told(&checked));
    let (reported, _) = report(folder.path(), "2020-12");
    assert_eq!((reported.exit.code(), reminders(&reported)), (0, 1), "{:#?}", told(&reported));
    for outcome in [checked, reported] {
        let said = outcome.closing.join(" ");
        assert!(said.contains("Svar saknas från 1 enhet: "), "{said}");
    }
    // A month without templates asks nobody, and new templates ask before anybody can have answered.
    assert_eq!(reminders(&run(folder.path(), Task::Check(month("2020-01")))), 0);
    fs::remove_dir_all(folder.path().join("inkommet/2020-12")).expect("no answers");
    assert_eq!(reminders(&run(folder.path(), Task::Templates(month("2020-12")))), 0);
}

#[test]
fn a_check_that_stopped_does_not_say_that_all_is_checked() {
    let folder = sample();
    edit(folder.path(), "redovisning/2020-kv1.csv", "202001", "2020XX");
    let said = check(folder.path()).closing.join(" ");
    assert!(said.contains("Granskningen stannade") && !said.contains("Allt är läst"), "{said}");
    let said = run(folder.path(), Task::Templates(month("2020-12"))).closing.join(" ");
    assert!(said.contains("Inga mallar är skrivna.") && !said.contains("rapporter"), "{said}");
}

#[test]
fn a_longer_export_beside_a_shorter_is_a_fault() {
    let folder = sample();
    let ledger = folder.path().join("redovisning");
    let quarter = fs::read(ledger.join("2020-kv1.csv")).expect("the first quarter");
    let cut = quarter.iter().rposition(|byte| *byte == b'\n').expect("lines");
    let shorter = &quarter[..quarter[..cut].iter().rposition(|byte| *byte == b'\n').expect("lines") + 1];
    fs::write(ledger.join("2020-kv1-preliminar.csv"), shorter).expect("the overlapping export");
    let told = told(&check(folder.path()));
    let overlaps = told.iter().filter(|line| line.starts_with("fel L41 ")).count();
    assert_eq!(overlaps, 1, "{told:#?}");
}

#[test]
fn templates_are_not_issued_over_answers_that_would_no_longer_fit() {
    let folder = sample();
    let register = folder.path().join("mallar/2020-12/utgivna.csv");
    let before = fs::read(&register).expect("the register");
    let again = run(folder.path(), Task::Templates(month("2020-12")));
    assert_eq!(again.exit.code(), 0, "the same content: {:#?}", told(&again));
    // Moved between two rows: the adopted total stays.
    edit(folder.path(), "budget/budget-2020.csv", "-2444336,11", "-2445336,11");
    edit(folder.path(), "budget/budget-2020.csv", "-355527,75", "-354527,75");
    let stopped = run(folder.path(), Task::Templates(month("2020-12")));
    let faults: Vec<String> = told(&stopped).into_iter().filter(|line| line.starts_with("fel")).collect();
    assert!(faults.len() == 1 && faults[0].contains(" K34 "), "{faults:#?}");
    assert!(faults[0].contains("ta bort mappen mallar/2020-12 för hand"), "{}", faults[0]);
    assert!(fs::read(&register).expect("the register") == before, "the register is as it was");
    fs::remove_dir_all(folder.path().join("mallar/2020-12")).expect("removed by hand");
    assert_eq!(run(folder.path(), Task::Templates(month("2020-12"))).exit.code(), 0);
}
