//! The covering letter (tjänsteskrivelse) with which the office hands a report to kommunstyrelsen: what it is about,
//! what is proposed, what it means for the economy. It is drafted from the facts; the register Texter replaces any part.

use super::finance::Breaches;
use super::prose::{own_text_in, paragraph};
use super::statements;
use super::{
    Material, balance_requirement, contents, drift, finance, financial, goals, good_economy, overview, papers,
};
use crate::doc::{Block, Cell, Document, Role, Section, SectionKind, Shape, Table};
use crate::domain::document::{DocumentRow, Status};
use crate::domain::period::PeriodKind;
use crate::text::format::listed;
use crate::text::phrase::{filled, phrase};
use crate::text::report::{COVERING_LETTER, day_in_words, month_name};

/// The letter with the period's report; nothing where the register Dokument does not say that it goes to a decision.
pub fn letter(material: &Material, report: &Document) -> Option<Document> {
    let row = papers::document_row(material)?;
    if !row.status.is_some_and(Status::is_for_decision) {
        return None;
    }
    let matter = matter(material);
    let section = Section {
        key: "skrivelse".to_string(),
        title: matter.clone(),
        landscape: false,
        kind: SectionKind::Presentation,
        blocks: blocks(material, report, row),
    };
    // Where the report goes is said of the report.
    let status =
        if material.preliminary() { phrase("status.preliminär").to_string() } else { String::new() };
    Some(Document {
        shape: Shape::Letter,
        file_stem: filled("skrivelse.fil", &[("period", &material.period.to_string())]),
        title: phrase("skrivelse.titel").to_string(),
        subtitle: matter,
        status,
        ..papers::frame(material, vec![section])
    })
}

fn blocks(material: &Material, report: &Document, row: &DocumentRow) -> Vec<Block> {
    let mut blocks = vec![
        paragraph(phrase("skrivelse.till").to_string()),
        Block::List(addressed(material, row)),
        heading(phrase("skrivelse.förslag")),
    ];
    blocks.extend(proposals(material, row));
    blocks.push(heading(phrase("skrivelse.ärendet")));
    blocks.extend(written(material, "ärendet", || vec![paragraph(background(material))]));
    // Whatever the office has written: nobody is to approve what is not there.
    blocks.extend(lacking(material, report).map(paragraph));
    let operations = drift::driftredovisning(material, drift::Detail::Paper);
    blocks.push(heading(phrase("avsnitt.sammanfattning")));
    blocks.extend(written(material, "sammanfattning", || overview::summary(material, operations.as_ref())));
    blocks.push(heading(phrase("skrivelse.konsekvenser")));
    blocks.extend(written(material, "ekonomiska_konsekvenser", || {
        consequences(material, operations.as_ref()).into_iter().map(paragraph).collect()
    }));
    blocks.extend(in_brief(material).map(Block::Table));
    if is_of_law(material) {
        blocks.push(heading(phrase("skrivelse.mål")));
        blocks.extend(written(material, good_economy::SECTION, || goals_and_economy(material)));
    }
    blocks.push(heading(phrase("skrivelse.underlag")));
    let values = [("rapport", matter(material)), ("datum", material.date.to_string())];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    blocks.push(Block::List(vec![filled("skrivelse.underlag_rad", &values)]));
    let receivers = receivers(material);
    if !receivers.is_empty() {
        blocks.push(heading(phrase("skrivelse.skickas")));
        blocks.push(Block::List(receivers));
    }
    blocks
}

fn addressed(material: &Material, row: &DocumentRow) -> Vec<String> {
    let mut lines = vec![filled("skrivelse.datum", &[("datum", &material.date.to_string())])];
    if !row.registration_number.is_empty() {
        lines.push(filled("skrivelse.diarienummer", &[("nummer", &row.registration_number)]));
    }
    if !row.handler.is_empty() {
        lines.push(filled("skrivelse.handläggare", &[("handläggare", &row.handler)]));
    }
    lines
}

/// "Delårsrapport per den 31 augusti 2020".
fn matter(material: &Material) -> String {
    let [year, day] = dates(material);
    let values = [("år", year.as_str()), ("dag", &day)];
    match material.kind {
        PeriodKind::Year => filled("skrivelse.ärende_år", &values),
        PeriodKind::Interim => filled("skrivelse.ärende_delår", &values),
        PeriodKind::Month | PeriodKind::Tertial => filled("skrivelse.ärende_månad", &values),
    }
}

/// The same in a sentence: "delårsrapporten per den 31 augusti 2020".
fn the_report(material: &Material) -> String {
    let [year, day] = dates(material);
    let values = [("år", year.as_str()), ("dag", &day)];
    match material.kind {
        PeriodKind::Year => filled("skrivelse.rapporten_år", &values),
        PeriodKind::Interim => filled("skrivelse.rapporten_delår", &values),
        PeriodKind::Month | PeriodKind::Tertial => filled("skrivelse.rapporten_månad", &values),
    }
}

/// The report's year, and its last day in words.
fn dates(material: &Material) -> [String; 2] {
    [material.period.year.to_string(), day_in_words(material.period.last_day())]
}

/// Delårsrapport and årsredovisning are handed over to fullmäktige and the auditors (kommunallagen 11 kap. 16 and 20 §§);
/// a monthly report goes where Dokument says. Of a report that is PRELIMINÄR nothing is proposed.
fn proposals(material: &Material, row: &DocumentRow) -> Vec<Block> {
    let own = own(material, "förslag_till_beslut");
    if !own.is_empty() {
        return own;
    }
    if material.preliminary() {
        return unfinished(material);
    }
    let report = the_report(material);
    let of_law = is_of_law(material);
    let to_council = of_law || row.status == Some(Status::ToCouncil);
    let approve = filled("skrivelse.godkänna", &[("rapporten", &report)]);
    let mut blocks = Vec::new();
    if of_law {
        blocks.push(paragraph(phrase("skrivelse.ks_beslutar").to_string()));
        blocks.push(Block::List(vec![filled("skrivelse.lämna_över", &[("rapporten", &report)])]));
    }
    blocks.push(paragraph(match to_council {
        true => phrase("skrivelse.ks_föreslår").to_string(),
        false => phrase("skrivelse.ks_beslutar").to_string(),
    }));
    let decided = balance_requirement::decisions(material);
    blocks.push(Block::List(std::iter::once(approve).chain(decided).collect()));
    blocks
}

/// Whether the law asks for the report (LKBR 3 kap. and 13 kap.).
fn is_of_law(material: &Material) -> bool {
    matches!(material.kind, PeriodKind::Year | PeriodKind::Interim)
}

/// Why nothing is proposed, and what the report waits for.
fn unfinished(material: &Material) -> Vec<Block> {
    let why = filled("skrivelse.preliminär", &[("rapporten", &the_report(material))]);
    vec![paragraph(why), Block::List(papers::waits_for(material))]
}

/// Which parts the law asks for and the report has not, or not whole.
fn lacking(material: &Material, report: &Document) -> Option<String> {
    let (missing, partly) = contents::missing_and_partly(material, report);
    let missing = (!missing.is_empty()).then(|| {
        let (report, parts) = (the_report(material), listed(&missing));
        filled("skrivelse.delar_saknas", &[("rapporten", report.as_str()), ("delar", &parts)])
    });
    let partly =
        (!partly.is_empty()).then(|| filled("skrivelse.delar_delvis", &[("delar", &listed(&partly))]));
    let said: Vec<String> = [missing, partly].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn background(material: &Material) -> String {
    match material.kind {
        PeriodKind::Year => material.standing("skrivelse.bakgrund_år").to_string(),
        PeriodKind::Interim => material.standing("skrivelse.bakgrund_delår").to_string(),
        PeriodKind::Month | PeriodKind::Tertial => {
            material.standing_with("skrivelse.bakgrund_månad", &[("månad", &month_name(material.period))])
        }
    }
}

/// The figures in words where the office has written the summary itself, balanskravet, and limits that are breached.
fn consequences(material: &Material, operations: Option<&Table>) -> Vec<String> {
    let mut said = match overview::is_drafted(material) {
        true => Vec::new(),
        false => overview::paragraphs(material, operations),
    };
    said.extend(overview::stood_in(material));
    if is_of_law(material) {
        said.extend(balance_requirement::sentences(material));
    }
    said.extend(finance::breach_sentence(material, Breaches::Explained));
    said
}

/// How many goals got which rating, how many financial goals are reached, and the report's assessment of the whole.
fn goals_and_economy(material: &Material) -> Vec<Block> {
    let goals = goals::are_followed_up(material).then(|| goals::summary(material));
    let counted = [goals, financial::sentence(material)];
    let mut blocks: Vec<Block> = counted.into_iter().flatten().map(paragraph).collect();
    blocks.extend(good_economy::assessment(material));
    blocks
}

/// The lines and sums of the income statement.
fn in_brief(material: &Material) -> Option<Table> {
    let mut table = statements::without_notes(statements::income(material)?);
    table.id = "rr_i_korthet".to_string();
    table.caption = phrase("skrivelse.rr").to_string();
    table
        .rows
        .retain(|row| row.role != Role::Memo && row.cells.iter().any(|cell| matches!(cell, Cell::Amount(_))));
    // What the sums are made of is not here.
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        if let Cell::Amount(figure) = cell {
            figure.formula = None;
        }
    }
    Some(table)
}

fn receivers(material: &Material) -> Vec<String> {
    let auditors = is_of_law(material).then(|| phrase("skrivelse.revisorerna").to_string());
    auditors.into_iter().chain([phrase("skrivelse.ekonomiavdelningen").to_string()]).collect()
}

/// The office's own words for a part, else the draft.
fn written(material: &Material, part: &str, draft: impl FnOnce() -> Vec<Block>) -> Vec<Block> {
    let own = own(material, part);
    if own.is_empty() { draft() } else { own }
}

fn own(material: &Material, part: &str) -> Vec<Block> {
    own_text_in(material, COVERING_LETTER, part, None)
}

fn heading(text: &str) -> Block {
    Block::Heading { level: 2, text: text.to_string() }
}
