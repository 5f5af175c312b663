//! The command line: Swedish whatever is typed, exit codes as promised.

use std::process::{Command, Output};

use tempfile::TempDir;

fn uppfolj(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_uppfolj")).args(arguments).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Words that only an English message has.
const ENGLISH: &[&str] = &[
    "error",
    "usage",
    "unexpected",
    "argument",
    "required",
    "following",
    "provided",
    "for more",
    "try",
    "invalid",
    "value for",
    "command",
    "options",
    "print",
    "help",
    "found",
    "tip:",
    "unrecognized",
    "subcommand",
    "cannot",
];

fn assert_swedish(arguments: &[&str], text: &str) {
    let lower = text.to_lowercase();
    for word in ENGLISH {
        // The long option itself is not a sentence.
        assert!(!lower.replace("--help", "").contains(word), "{arguments:?} says {word:?}:\n{text}");
    }
    assert!(!text.trim().is_empty(), "{arguments:?} says nothing");
}

#[test]
fn every_wrong_use_is_told_in_swedish_with_exit_2() {
    let wrong: &[&[&str]] = &[
        &[],
        &["raport"],
        &["rapport"],
        &["rapport", "mapp"],
        &["rapport", "mapp", "--period"],
        &["rapport", "mapp", "--period", "2020-13"],
        &["rapport", "mapp", "--period", "2020-12", "--period", "2020-11"],
        &["rapport", "mapp", "--period=2020-12", "--fel"],
        &["rapport", "mapp", "extra", "--period", "2020-12"],
        &["rapport", "mapp", "--period", "2020-12", "--datum", "imorgon"],
        &["rapport", "mapp", "--period", "2020-12", "--json=ja"],
        &["rapport", "--period", "2020-12"],
        &["ny"],
        &["ny", "a", "b"],
        &["mallar", "mapp", "-x"],
        &["kontroll", "mapp", "--period", "augusti"],
        &["--ok"],
        &["-v"],
    ];
    for arguments in wrong {
        let output = uppfolj(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert_swedish(arguments, &said(&output));
        assert!(said(&output).ends_with('\n'), "{arguments:?}: the last line is not ended");
    }
}

#[test]
fn a_misspelt_command_is_met_with_the_one_that_was_meant() {
    let told = said(&uppfolj(&["raport", "mapp", "--period", "2020-12"]));
    assert!(told.contains("Menade du rapport?"), "{told}");
    let unlike = said(&uppfolj(&["xyz"]));
    assert!(
        unlike.contains("Kommandona är ny, tolka, mallar, status, kontroll, rapport och underlag."),
        "{unlike}"
    );
}

#[test]
fn help_and_version_are_swedish_with_exit_0() {
    let pages: &[&[&str]] = &[
        &["--hjalp"],
        &["-h"],
        &["--help"],
        &["--hjälp"],
        &["rapport", "--hjälp"],
        &["rapport", "-h"],
        &["ny", "--hjalp"],
        &["mallar", "-h"],
        &["kontroll", "-h"],
        &["status", "-h"],
    ];
    for arguments in pages {
        let output = uppfolj(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_swedish(arguments, &said(&output));
    }
    let version = said(&uppfolj(&["--version"]));
    assert_eq!(version.trim(), format!("uppfolj {}", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_folder_that_is_not_there_is_told_with_exit_3() {
    let output = uppfolj(&["rapport", "finns-inte", "--period", "2020-12"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(said(&output).contains("finns inte"), "{}", said(&output));
    assert_swedish(&["rapport"], &said(&output));
}

#[test]
fn a_new_folder_is_ready_and_is_not_written_over() {
    let home = TempDir::new().expect("a temporary folder");
    let folder = home.path().join("min-kommun");
    let name = folder.to_string_lossy().to_string();
    let first = uppfolj(&["ny", &name]);
    assert_eq!(first.status.code(), Some(0), "{}", said(&first));
    assert!(folder.join("grunddata.xlsx").exists());
    let before = std::fs::read(folder.join("grunddata.xlsx")).expect("the workbook");
    let again = uppfolj(&["ny", &name]);
    assert_eq!(again.status.code(), Some(3), "{}", said(&again));
    assert_eq!(std::fs::read(folder.join("grunddata.xlsx")).expect("the workbook"), before);
    // A starter folder has no ledger yet: that is told as a fault, not as an English error or an empty report.
    let run = uppfolj(&["rapport", &name, "--period", "2027-01"]);
    assert_eq!(run.status.code(), Some(1), "{}", said(&run));
    assert!(said(&run).contains("L01"), "{}", said(&run));
}

#[test]
fn json_is_json_and_holds_the_findings() {
    let home = TempDir::new().expect("a temporary folder");
    let name = home.path().join("ny").to_string_lossy().to_string();
    uppfolj(&["ny", &name]);
    let output = uppfolj(&["kontroll", &name, "--period", "2027-01", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(told["slutkod"], 1);
    assert!(told["påpekanden"].as_array().is_some_and(|list| !list.is_empty()));
}
