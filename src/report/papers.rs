//! The PDF reports: årsredovisning – ekonomidel, delårsrapport, månadsrapport. What all documents of a run share.

use super::{Material, sections};
use crate::consolidate::board::State;
use crate::doc::{Document, Logo, Profile, Section, Shape};
use crate::domain::document::{DocumentRow, Status};
use crate::domain::period::PeriodKind;
use crate::text::phrase::{filled, phrase};
use crate::text::report::{month_name, report_name, report_word, status_word};

/// The report of the period's kind.
pub fn report(material: &Material) -> Document {
    let title = report_name(material.kind);
    let period = material.period.to_string();
    let file_stem = filled("bok.fil", &[("titel", &title.replace(" –", "")), ("period", &period)]);
    Document { file_stem, title: title.to_string(), ..frame(material, sections::of_report(material)) }
}

/// What all documents of a run share.
pub fn frame(material: &Material, sections: Vec<Section>) -> Document {
    let settings = &material.registers.settings;
    let mut markings = Vec::new();
    if settings.example {
        markings.push(phrase("märkning.exempel").to_string());
    }
    if material.preliminary() {
        let some = |state| material.board.is_some_and(|board| board.in_state(state).next().is_some());
        let unwritten = material.board.is_some_and(|board| !board.handed_out);
        let stray = material.board.is_some_and(|board| !board.strays.is_empty());
        markings.push(
            match (some(State::Missing), some(State::Faulty)) {
                _ if unwritten => phrase("märkning.utan_mallar"),
                (true, false) if !stray => phrase("märkning.svar_saknas"),
                (false, true) if !stray => phrase("märkning.svar_fel"),
                _ => phrase("märkning.preliminär"),
            }
            .to_string(),
        );
    }
    Document {
        shape: Shape::Report,
        file_stem: String::new(),
        title: String::new(),
        subtitle: subtitle(material),
        organisation: settings.municipality.clone(),
        status: status(material).map(status_word).unwrap_or_default().to_string(),
        markings,
        date: material.date,
        cover: cover(material),
        sections,
        profile: Profile { logo: logo(material), accent: settings.accent },
    }
}

fn logo(material: &Material) -> Option<Logo> {
    let municipality = &material.registers.settings.municipality;
    material.logo.map(|picture| Logo {
        picture: picture.clone(),
        alt: filled("omslag.logotyp", &[("kommun", municipality)]),
    })
}

fn subtitle(material: &Material) -> String {
    match material.kind {
        PeriodKind::Year => material.period.year.to_string(),
        _ => filled("omslag.period", &[("månad", &month_name(material.period))]),
    }
}

/// What the register Dokument says of the period's report.
pub fn document_row<'a>(material: &Material<'a>) -> Option<&'a DocumentRow> {
    let word = report_word(material.kind);
    let mut rows = material.registers.documents.iter();
    rows.find(|row| row.period == material.period && row.report == word)
}

/// What the register says, or PRELIMINÄR; nothing where the report has not left the office.
pub fn status(material: &Material) -> Option<Status> {
    match document_row(material) {
        _ if material.preliminary() => Some(Status::Preliminary),
        // A part is for those who work with it; what goes to the council is the whole.
        _ if material.scope.is_some() => None,
        row => row.and_then(|row| row.status),
    }
}

fn cover(material: &Material) -> Vec<String> {
    let mut lines = Vec::new();
    let numbered = |row: &&DocumentRow| material.scope.is_none() && !row.registration_number.is_empty();
    if let Some(row) = document_row(material).filter(numbered) {
        lines.push(filled("omslag.diarienummer", &[("nummer", &row.registration_number)]));
    }
    lines.push(filled("omslag.datum", &[("datum", &material.date.to_string())]));
    lines.extend(waits_for(material));
    if let Some(proof) = material.proof.filter(|proof| !proof.unproven.is_empty()) {
        lines.push(filled("omslag.ej_styrkt", &[("filer", &proof.unproven.join(", "))]));
    }
    lines
}

/// What a report that is PRELIMINÄR waits for: units without an answer, units with faults, files that are nobody's.
pub fn waits_for(material: &Material) -> Vec<String> {
    let mut lines = Vec::new();
    let of =
        |state| material.board.map(|board| board.names(state).join(", ")).filter(|names| !names.is_empty());
    lines.extend(match material.board {
        Some(board) if !board.handed_out => Some(phrase("omslag.utan_mallar").to_string()),
        Some(board) if !board.units.is_empty() && board.received() == 0 => {
            Some(filled("omslag.saknas_alla", &[("antal", &board.units.len().to_string())]))
        }
        _ => of(State::Missing).map(|names| filled("omslag.saknas", &[("enheter", &names)])),
    });
    lines.extend(of(State::Faulty).map(|names| filled("omslag.fel_i_svar", &[("enheter", &names)])));
    let strays = material.board.map_or(0, |board| board.strays.len());
    if strays > 0 {
        lines.push(filled("omslag.filer_utan_enhet", &[("antal", &strays.to_string())]));
    }
    lines
}
