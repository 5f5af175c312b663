//! What Dokument says of a period's report, held against what the report is: a status that PRELIMINÄR displaces, and an
//! adopted report that lacks what the law asks for.

use super::gather::Gathered;
use super::report;
use crate::consolidate::board::{Board, State};
use crate::consolidate::cube::Cube;
use crate::domain::document::{DocumentRow, Status};
use crate::finding::{Findings, Place, RegisterProblem};
use crate::report::{contents, papers};
use crate::text::report::report_word;

/// Each at the status's cell.
pub(super) fn check(gathered: &Gathered) -> Findings {
    let mut findings = Findings::default();
    let word = report_word(gathered.kind);
    let own = |row: &&DocumentRow| row.period == gathered.period && row.report == word;
    let row = gathered.registers.documents.iter().find(own);
    let Some((row, status)) = row.and_then(|row| Some((row, row.status?))) else { return findings };
    let board = gathered.board().filter(|board| !board.complete());
    let problem = match (board, status) {
        (Some(_), Status::Preliminary) => None,
        (Some(board), status) => Some(displaced(&board, status)),
        (None, Status::Adopted) => lacking(gathered, word),
        (None, _) => None,
    };
    if let Some(problem) = problem {
        findings.add(Place::in_row(&row.at, "Status"), problem);
    }
    findings
}

fn displaced(board: &Board, status: Status) -> RegisterProblem {
    let count = |state| board.in_state(state).count();
    RegisterProblem::StatusDisplaced {
        status,
        written: board.handed_out,
        missing: count(State::Missing),
        faulty: count(State::Faulty),
        strays: board.strays.len(),
    }
}

fn lacking(gathered: &Gathered, word: &str) -> Option<RegisterProblem> {
    let cube = Cube::roll_up(&gathered.closed.facts, &gathered.registers, gathered.spoken().1);
    let board = gathered.board();
    let material = report::material(gathered, &cube, &[], &[], board.as_ref());
    let (missing, partly) = contents::missing_and_partly(&material, &papers::report(&material));
    let whole = missing.is_empty() && partly.is_empty();
    (!whole).then(|| RegisterProblem::AdoptedLacking { report: word.to_string(), missing, partly })
}
