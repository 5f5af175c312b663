//! What a run says on the terminal: findings one line each with the remedy below, then what to do next; or JSON.

use serde::Serialize;

use super::Request;
use super::outcome::{Exit, Outcome};
use crate::finding::Severity;
use crate::text;

/// What goes to standard output, and what goes to standard error.
pub fn tell(request: &Request, outcome: &Outcome, colours: bool) -> (String, String) {
    if request.options.json {
        return (json(outcome), String::new());
    }
    let mut lines = Vec::new();
    for finding in &outcome.findings {
        if request.options.quiet && finding.severity() != Severity::Fault {
            continue;
        }
        lines.push(coloured(&text::finding::line(finding), finding.severity(), colours));
    }
    if outcome.exit == Exit::Broken {
        return (joined(&lines), joined(&outcome.closing));
    }
    if !request.options.quiet {
        let count = |severity| outcome.count(severity);
        lines.push(text::run::count(count(Severity::Fault), count(Severity::Warning), count(Severity::Note)));
        lines.extend(outcome.closing.iter().cloned());
    }
    (joined(&lines), String::new())
}

fn joined(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// Fault red, warning yellow, note dim; the word says it too.
fn coloured(line: &str, severity: Severity, colours: bool) -> String {
    let code = match severity {
        Severity::Fault => "31",
        Severity::Warning => "33",
        Severity::Note => "2",
    };
    if colours { format!("\u{1b}[{code}m{line}\u{1b}[0m") } else { line.to_string() }
}

/// The frozen form of `--json`.
#[derive(Serialize)]
struct Told<'a> {
    slutkod: u8,
    påpekanden: Vec<ToldFinding>,
    skrivna_filer: &'a [String],
    meddelanden: &'a [String],
}

#[derive(Serialize)]
struct ToldFinding {
    grad: &'static str,
    kod: String,
    plats: String,
    fann: String,
    väntat: String,
    åtgärd: String,
}

fn json(outcome: &Outcome) -> String {
    let findings = outcome.findings.iter().map(|finding| {
        let told = text::finding::told(&finding.problem);
        ToldFinding {
            grad: text::finding::severity(finding.severity()),
            kod: finding.problem.code().to_string(),
            plats: text::finding::place(&finding.place),
            fann: told.found,
            väntat: told.expected,
            åtgärd: told.remedy,
        }
    });
    let told = Told {
        slutkod: outcome.exit.code(),
        påpekanden: findings.collect(),
        skrivna_filer: &outcome.written,
        meddelanden: &outcome.closing,
    };
    serde_json::to_string_pretty(&told).map(|text| text + "\n").unwrap_or_default()
}
