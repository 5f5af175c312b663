//! What a run says on the terminal: findings one line each with the remedy below, then what to do next; or JSON.

use serde::Serialize;

use super::outcome::{Exit, Outcome};
use super::{Request, Task};
use crate::consolidate::board::{Board, State, UnitState};
use crate::domain::money::Money;
use crate::domain::personnummer;
use crate::domain::posting::Posting;
use crate::finding::{Finding, Problem, Severity, TemplateProblem};
use crate::report::behind::{Behind, heading, short_table as short_table_of};
use crate::report::board::{short_table, state_word};
use crate::text;
use crate::write::plain;

/// What goes to standard output, and what goes to standard error.
pub fn tell(request: &Request, outcome: &Outcome, colours: bool) -> (String, String) {
    if request.options.json {
        return (json(outcome), String::new());
    }
    let mut lines = board(outcome);
    lines.extend(listing(outcome));
    let unanswered = outcome.findings.iter().filter(|one| is_no_answer(one)).count();
    for finding in &outcome.findings {
        // The board tells how many; `kontroll` tells which.
        if outcome.board.is_some() {
            break;
        }
        if unanswered > FEW && is_no_answer(finding) {
            continue;
        }
        if request.options.quiet && finding.severity() != Severity::Fault {
            continue;
        }
        lines.push(coloured(&text::finding::line(finding), finding.severity(), colours));
    }
    if outcome.exit == Exit::Broken {
        return (joined(&lines), joined(&outcome.closing));
    }
    // Rows, or why there are none, or what was written wrong: nothing has been checked that there would be anything to
    // count of.
    let asked = matches!(request.task, Task::Behind(..)) || outcome.exit == Exit::WrongUse;
    if asked && outcome.findings.is_empty() {
        lines.extend(outcome.closing.iter().cloned());
        return (joined(&lines), String::new());
    }
    if !request.options.quiet {
        let count = |severity| outcome.count(severity);
        let counted =
            text::run::count(count(Severity::Fault), count(Severity::Warning), count(Severity::Note));
        lines.push(match outcome.board {
            Some(_) => text::run::count_of_answers(&counted),
            None => counted,
        });
        lines.extend(outcome.closing.iter().cloned());
    }
    (joined(&lines), String::new())
}

/// More units than this without an answer are told by the closing sentence alone, which names them, or tells how many
/// and where they are named.
const FEW: usize = 3;

fn is_no_answer(finding: &Finding) -> bool {
    matches!(finding.problem, Problem::Template(TemplateProblem::NoAnswer { .. }))
}

/// Who has answered, in columns.
fn board(outcome: &Outcome) -> Vec<String> {
    let Some(board) = &outcome.board else { return Vec::new() };
    let mut lines = plain::table_lines(&short_table(board));
    lines.push(String::new());
    lines
}

/// Rows that a terminal shows unless all are asked for.
const SHOWN: usize = 40;

/// The rows behind a figure, in columns.
fn listing(outcome: &Outcome) -> Vec<String> {
    let Some((behind, all)) = &outcome.listing else { return Vec::new() };
    let shown = if *all { behind.rows.len() } else { SHOWN.min(behind.rows.len()) };
    let table = short_table_of(behind, shown);
    let mut lines = vec![text::table::caption(&table.caption, table.unit), String::new()];
    lines.extend(plain::table_lines(&table));
    lines.push(String::new());
    lines.extend(table.notes);
    if shown < behind.rows.len() {
        lines.push(text::behind::more_rows(shown, behind.rows.len()));
    }
    lines
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
    #[serde(skip_serializing_if = "Option::is_none")]
    inlämning: Option<ToldBoard>,
    #[serde(skip_serializing_if = "Option::is_none")]
    underlag: Option<ToldBehind>,
    påpekanden: Vec<ToldFinding>,
    skrivna_filer: &'a [String],
    meddelanden: &'a [String],
}

#[derive(Serialize)]
struct ToldBehind {
    rubrik: String,
    summa: String,
    rader: Vec<ToldRow>,
}

#[derive(Serialize)]
struct ToldRow {
    fil: String,
    rad: u32,
    verifikation: String,
    datum: String,
    period: String,
    ansvar: String,
    konto: String,
    projekt: String,
    text: String,
    belopp: String,
}

fn told_behind(behind: &Behind) -> ToldBehind {
    let kr = |amount: Money| amount.to_kr().map(|kr| kr.to_string()).unwrap_or_default();
    let row = |row: &Posting| ToldRow {
        fil: row.file.to_string(),
        rad: row.line,
        verifikation: row.voucher.to_string(),
        datum: row.date.clone(),
        period: row.period.to_string(),
        ansvar: row.ansvar.to_string(),
        konto: row.account.to_string(),
        projekt: row.project.to_string(),
        text: personnummer::masked(&row.text),
        belopp: kr(row.amount),
    };
    ToldBehind {
        rubrik: heading(behind),
        summa: kr(behind.total),
        rader: behind.rows.iter().map(row).collect(),
    }
}

#[derive(Serialize)]
struct ToldFinding {
    grad: &'static str,
    kod: String,
    plats: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    fält: Option<String>,
    fann: String,
    väntat: String,
    åtgärd: String,
}

#[derive(Serialize)]
struct ToldBoard {
    period: String,
    sista_dag: Option<String>,
    enheter: Vec<ToldUnit>,
    lämnat: usize,
    svarat: usize,
    med_fel: usize,
    filer_utan_enhet: Vec<String>,
}

#[derive(Serialize)]
struct ToldUnit {
    enhet: String,
    namn: String,
    ansvarig: String,
    läge: &'static str,
    lämnad: Option<String>,
    lämnad_av: String,
    försent: bool,
    fel: usize,
    varningar: usize,
    prognos_saknas: bool,
    filer: Vec<String>,
}

fn told_board(board: &Board) -> ToldBoard {
    let unit = |unit: &UnitState| ToldUnit {
        enhet: unit.unit.to_string(),
        namn: unit.name.clone(),
        ansvarig: unit.manager.clone(),
        läge: state_word(unit.state),
        lämnad: unit.signed_on.map(|date| date.to_string()),
        lämnad_av: unit.signed_by.clone(),
        försent: unit.late,
        fel: unit.faults,
        varningar: unit.warnings,
        prognos_saknas: unit.without_forecast,
        filer: unit.files.iter().map(ToString::to_string).collect(),
    };
    ToldBoard {
        period: board.period.to_string(),
        sista_dag: board.due.map(|date| date.to_string()),
        enheter: board.units.iter().map(unit).collect(),
        lämnat: board.received(),
        svarat: board.counted(),
        med_fel: board.in_state(State::Faulty).count(),
        filer_utan_enhet: board.strays.iter().map(ToString::to_string).collect(),
    }
}

fn json(outcome: &Outcome) -> String {
    let findings = outcome.findings.iter().map(|finding| {
        let told = text::finding::told(&finding.problem);
        ToldFinding {
            grad: text::finding::severity(finding.severity()),
            kod: finding.problem.code().to_string(),
            plats: text::finding::place(&finding.place),
            fält: finding.problem.field().map(str::to_string),
            fann: told.found,
            väntat: told.expected,
            åtgärd: told.remedy,
        }
    });
    let told = Told {
        slutkod: outcome.exit.code(),
        inlämning: outcome.board.as_ref().map(told_board),
        underlag: outcome.listing.as_ref().map(|(behind, _)| told_behind(behind)),
        påpekanden: findings.collect(),
        skrivna_filer: &outcome.written,
        meddelanden: &outcome.closing,
    };
    serde_json::to_string_pretty(&told).map(|text| text + "\n").unwrap_or_default()
}
