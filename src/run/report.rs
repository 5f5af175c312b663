//! The main job: gather, consolidate, write, read back, swap in.

use std::collections::BTreeSet;

use super::attach::Attach;
use super::disk::{DiskError, OutputSet, earlier_outputs};
use super::gather::{Gathered, gather};
use super::lines::{Units, entries, finding_lines};
use super::outcome::{Exit, Outcome};
use super::prove::{self, Right};
use super::session::with_folder;
use super::stations::Stations;
use super::{Request, attach, findings_file, paper, parts};
use crate::consolidate::board::Board;
use crate::consolidate::cube::Cube;
use crate::consolidate::ledger::{self, LedgerAccount};
use crate::consolidate::reconcile::{Difference, Expected, Proof, check_cube, check_document, check_facts};
use crate::doc::Document;
use crate::domain::period::Month;
use crate::finding::Findings;
use crate::report::board::answers;
use crate::report::{FindingLine, InputLine, Material, books, covering_letter, papers};
use crate::source::folder::{Folder, Seen};
use crate::source::xlsx;
use crate::text;
use crate::write::manifest::{self, ControlTotal, FileEntry, Manifest, Parts};
use crate::write::{pdf, workbook};

/// Why no reports could be made from gathered facts: our own fault.
pub(super) struct Broken(pub String);

/// A finished set, and the characters that the print face lacks.
struct Outputs {
    files: Vec<(String, Vec<u8>)>,
    lacking: BTreeSet<char>,
}

/// Runs `rapport`.
/// `levels`: of the organisation, whose nodes get a workbook and a paper each.
pub fn write(
    request: &Request,
    period: Month,
    levels: &[String],
    now: &str,
    stations: &mut dyn Stations,
) -> Outcome {
    with_folder(request, now, |folder| reported(request, period, levels, &folder, stations))
}

fn reported(
    request: &Request,
    period: Month,
    levels: &[String],
    folder: &Folder,
    stations: &mut dyn Stations,
) -> Result<Outcome, DiskError> {
    match gather(folder, period, request.options, stations) {
        Err(stopped) => findings_file::stopped(request, period, folder, &stopped),
        Ok(gathered) => match parts::unknown_level(&gathered.registers, levels) {
            Some(said) => {
                Ok(Outcome { exit: Exit::WrongUse, ..Outcome::new(&Findings::default(), vec![said]) })
            }
            None => finished(request, levels, folder, &gathered, stations),
        },
    }
}

fn finished(
    request: &Request,
    levels: &[String],
    folder: &Folder,
    gathered: &Gathered,
    stations: &mut dyn Stations,
) -> Result<Outcome, DiskError> {
    match outputs(folder, gathered, levels, stations) {
        Err(Broken(said)) => Ok(Outcome::broken(text::run::programme_fault(&said))),
        Ok(outputs) => deliver(request, gathered, outputs),
    }
}

/// Puts a finished set in place and says what it is.
fn deliver(
    request: &Request,
    gathered: &Gathered,
    Outputs { files, lacking }: Outputs,
) -> Result<Outcome, DiskError> {
    let target = format!("rapporter/{}", gathered.period);
    let mut set = OutputSet::new(&target);
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    for (name, bytes) in files {
        set.add(&name, bytes)?;
    }
    let mut closing = Vec::new();
    if !lacking.is_empty() {
        closing.push(text::run::lacking_characters(&lacking));
    }
    let board = gathered.board();
    if let Some(board) = board.as_ref().filter(|board| !board.complete()) {
        closing.push(match board.handed_out {
            true => text::run::preliminary(),
            false => text::run::preliminary_without_templates(),
        });
        if board.handed_out && !gathered.findings.has_fault() {
            closing.push(text::run::missing_is_no_fault());
        }
    }
    closing.extend(board.iter().flat_map(answers));
    let shown = request.folder.join(&target).display().to_string();
    if request.options.dry_run {
        closing.push(text::run::would_write(&shown, &names));
        return Ok(Outcome::new(&gathered.findings, closing));
    }
    set.write(&request.folder, manifest::NAME, &earlier_outputs(&request.folder, &target))?;
    closing.push(text::run::written(&shown));
    let written = names.into_iter().map(|name| format!("{target}/{name}")).collect();
    Ok(Outcome { written, ..Outcome::new(&gathered.findings, closing) })
}

/// Every file of the set, the manifest last, proved against the documents they were made from.
fn outputs(
    folder: &Folder,
    gathered: &Gathered,
    levels: &[String],
    stations: &mut dyn Stations,
) -> Result<Outputs, Broken> {
    must_meet(prove::unmet(&gathered.left.handed))?;
    must_meet(check_facts(&gathered.left, &gathered.closed.facts))?;
    let account = ledger_account(gathered)?;
    let (_, submissions) = gathered.spoken();
    let mut cube = Cube::roll_up(&gathered.closed.facts, &gathered.registers, submissions);
    stations.consolidated(&mut cube);
    must_meet(check_cube(&gathered.left, &gathered.registers, &mut cube))?;
    let expected = Expected::new(&gathered.left, &gathered.registers, submissions);
    let lines = finding_lines(&gathered.findings, Units::new(&gathered.registers, &gathered.received));
    let board = gathered.board();
    let inputs: Vec<InputLine> = used(folder, gathered);
    let material = material(gathered, &cube, &lines, &inputs, board.as_ref());

    let proof = prove_pages(&material, gathered, &expected, account)?;
    let proven = Material { proof: Some(&proof), ..material };
    let mut files = Vec::new();
    let report = papers::report(&proven);
    for document in [books::follow_up(&proven, &report), books::goals_book(&proven)] {
        files.push(workbook_file(document, &proven, &expected, &proof, stations)?);
    }
    let attach = Attach::wanted(&proven, &proof)?;
    let letter = covering_letter::letter(&proven, &report);
    let (name, bytes, mut lacking) = pdf_file(report, &proven, &expected, (&proof, &attach), stations)?;
    files.push((name, bytes));
    if let Some(letter) = letter {
        let name = format!("{}.pdf", letter.file_stem);
        let (bytes, lacking_in_letter) = paper::written(letter, &expected, &proof, &attach)?;
        files.push((name, bytes));
        lacking.extend(lacking_in_letter);
    }
    let (parts, lacking_in_parts) = parts::files(&proven, &expected, &proof, &attach, levels)?;
    files.extend(parts);
    lacking.extend(lacking_in_parts);
    files.push((manifest::NAME.to_string(), manifest_bytes(&proven, &proof, &files)?));
    Ok(Outputs { files, lacking })
}

pub(super) fn material<'a>(
    gathered: &'a Gathered,
    cube: &'a Cube,
    findings: &'a [FindingLine],
    inputs: &'a [InputLine],
    board: Option<&'a Board>,
) -> Material<'a> {
    let (spoken_in, spoken) = gathered.spoken();
    Material {
        registers: &gathered.registers,
        cube,
        period: gathered.period,
        kind: gathered.kind,
        scope: None,
        answers: gathered.answered(),
        spoken,
        spoken_in,
        forecast: gathered.closed.forecast,
        gaps: &gathered.closed.gaps,
        passed: &gathered.passed,
        earlier: &gathered.closed.earlier,
        readings: &gathered.readings,
        findings,
        board,
        inputs,
        logo: gathered.logo.as_ref(),
        proof: None,
        date: gathered.date,
        version: env!("CARGO_PKG_VERSION"),
    }
}

/// Lays the report out once to add up what its pages carry; the avstämning prints these sums.
fn prove_pages(
    material: &Material,
    gathered: &Gathered,
    expected: &Expected,
    ledger: LedgerAccount,
) -> Result<Proof, Broken> {
    let mut document = papers::report(material);
    pdf::printable(&mut document);
    let placed = pdf::place(&document).map_err(|error| Broken(error.to_string()))?;
    let meets = prove::meets(material, expected, Right::Pages(&document, &placed));
    let left = &gathered.left;
    let (files, profiles) = (left.files.clone(), left.profiles.clone());
    Ok(Proof { files, ledger, profiles, meets, unproven: gathered.unproven.clone() })
}

/// Where the ledger's rows went, with the facts of each destination beside them.
fn ledger_account(gathered: &Gathered) -> Result<LedgerAccount, Broken> {
    let mut account = gathered.left.ledger.clone();
    let facts = &gathered.closed.facts;
    must_meet(ledger::check(&mut account, &gathered.registers, facts, gathered.period))?;
    Ok(account)
}

fn workbook_file(
    mut document: Document,
    material: &Material,
    expected: &Expected,
    proof: &Proof,
    stations: &mut dyn Stations,
) -> Result<(String, Vec<u8>), Broken> {
    stations.document(&mut document);
    must_meet(check_document(expected, proof, &document))?;
    must_meet(prove::unmet(&prove::meets(material, expected, Right::Document(&document))))?;
    let name = format!("{}.xlsx", document.file_stem);
    let mut bytes = workbook::write(&document).map_err(|error| Broken(error.to_string()))?;
    stations.workbook(&name, &mut bytes);
    let book = xlsx::read_own(&name, &bytes).map_err(|why| Broken(text::proof::unreadable(&name, why)))?;
    agree(workbook::read_back::check(&book, &document))?;
    Ok((name, bytes))
}

fn pdf_file(
    mut document: Document,
    material: &Material,
    expected: &Expected,
    (proof, attach): (&Proof, &Attach),
    stations: &mut dyn Stations,
) -> Result<(String, Vec<u8>, BTreeSet<char>), Broken> {
    let broken = |error: pdf::Error| Broken(error.to_string());
    stations.document(&mut document);
    must_meet(check_document(expected, proof, &document))?;
    let lacking = pdf::printable(&mut document);
    let mut placed = pdf::place(&document).map_err(broken)?;
    stations.placed(&mut placed);
    agree(pdf::check_placed(&document, &placed))?;
    let meets = prove::meets(material, expected, Right::Pages(&document, &placed));
    must_meet(prove::unmet(&meets))?;
    if meets != proof.meets {
        return Err(Broken(text::proof::moved()));
    }
    let name = format!("{}.pdf", document.file_stem);
    attach.to(&mut placed, &document);
    let mut bytes = pdf::emit(&placed).map_err(broken)?;
    stations.pdf(&name, &mut bytes);
    let read = pdf::read_back(&bytes).map_err(broken)?;
    agree(pdf::check(&document, &read))?;
    attach::check(&placed, &read)?;
    Ok((name, bytes, lacking))
}

pub(super) fn must_meet(differences: Vec<Difference>) -> Result<(), Broken> {
    match differences.first() {
        None => Ok(()),
        Some(first) => Err(Broken(text::proof::differs(first.station, &first.what, first.left, first.right))),
    }
}

pub(super) fn agree<M: std::fmt::Display>(mismatches: Vec<M>) -> Result<(), Broken> {
    mismatches.first().map_or(Ok(()), |first| Err(Broken(first.to_string())))
}

fn manifest_bytes(
    material: &Material,
    proof: &Proof,
    files: &[(String, Vec<u8>)],
) -> Result<Vec<u8>, Broken> {
    manifest(material, proof, files).to_bytes().map_err(|error| Broken(error.to_string()))
}

pub(super) fn manifest(material: &Material, proof: &Proof, files: &[(String, Vec<u8>)]) -> Manifest {
    let target = format!("rapporter/{}", material.period);
    let input = |input: &InputLine| FileEntry {
        path: input.path.to_string(),
        size: input.size,
        sha256: input.sha256.clone(),
    };
    let output = |(name, bytes): &(String, Vec<u8>)| FileEntry::of(&format!("{target}/{name}"), bytes);
    let totals = proof.meets.iter().map(|meet| ControlTotal::new(&meet.what, meet.left, meet.right));
    Manifest::new(Parts {
        period: material.period.to_string(),
        settings: text::settings::listed(&material.registers.settings),
        inputs: material.inputs.iter().map(input).collect(),
        outputs: files.iter().map(output).collect(),
        control_totals: totals.collect(),
        findings: entries(material.findings),
    })
}

/// What the report rests on, by path: later periods' templates and answers are in the folder and not in the report.
fn used(folder: &Folder, gathered: &Gathered) -> Vec<InputLine> {
    let read = folder.inputs.iter().map(|input| &input.seen);
    let read = read.chain(folder.streamed.iter().map(|file| &file.seen)).chain(&gathered.seen);
    let line =
        |seen: &Seen| InputLine { path: seen.path.to_string(), sha256: seen.sha256.clone(), size: seen.size };
    let mut lines: Vec<InputLine> = read.map(line).collect();
    lines.sort_by(|a, b| a.path.cmp(&b.path));
    lines
}
