//! The PDF reports: årsredovisning – ekonomidel, delårsrapport, månadsrapport. Each section is there when its data is.

use super::deviations::Words;
use super::drift::Detail;
use super::proof::Extent;
use super::{
    Material, actions, balance_requirement, budget, changes, chapters, contents, deviations, drift, finance,
    financial, forecasts, goals, good_economy, indicators, investments, months, notes, overview, proof,
    prose, staff, statements, stories, tariffs, volume_costs, volumes,
};
use crate::consolidate::board::State;
use crate::doc::{Block, Document, ParagraphStyle, Section, SectionKind, Shape, Table};
use crate::domain::period::PeriodKind;
use crate::text::phrase::{filled, phrase};
use crate::text::report::{month_name, report_name, report_word};

/// The report of the period's kind.
pub fn report(material: &Material) -> Document {
    let title = report_name(material.kind);
    let period = material.period.to_string();
    let file_stem = filled("bok.fil", &[("titel", &title.replace(" –", "")), ("period", &period)]);
    Document { file_stem, title: title.to_string(), ..frame(material, sections(material)) }
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
        let stray = material.board.is_some_and(|board| !board.strays.is_empty());
        markings.push(
            match (some(State::Missing), some(State::Faulty)) {
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
        status: status(material),
        markings,
        date: material.date,
        cover: cover(material),
        sections,
    }
}

fn subtitle(material: &Material) -> String {
    match material.kind {
        PeriodKind::Year => material.period.year.to_string(),
        _ => filled("omslag.period", &[("månad", &month_name(material.period))]),
    }
}

/// The register's word, or PRELIMINÄR.
pub fn status(material: &Material) -> String {
    let word = report_word(material.kind);
    let row =
        material.registers.documents.iter().find(|row| row.period == material.period && row.report == word);
    match row {
        _ if material.preliminary() => phrase("status.preliminär").to_string(),
        // A part is for those who work with it; what goes to the council is the whole.
        _ if material.scope.is_some() => String::new(),
        Some(row) => row.status.clone(),
        None => String::new(),
    }
}

fn cover(material: &Material) -> Vec<String> {
    let word = report_word(material.kind);
    let row =
        material.registers.documents.iter().find(|row| row.period == material.period && row.report == word);
    let mut lines = Vec::new();
    let numbered = |row: &&crate::domain::document::DocumentRow| {
        material.scope.is_none() && !row.registration_number.is_empty()
    };
    if let Some(row) = row.filter(numbered) {
        lines.push(filled("omslag.diarienummer", &[("nummer", &row.registration_number)]));
    }
    lines.push(material.date.to_string());
    let of =
        |state| material.board.map(|board| board.names(state).join(", ")).filter(|names| !names.is_empty());
    lines.extend(of(State::Missing).map(|names| filled("omslag.saknas", &[("enheter", &names)])));
    lines.extend(of(State::Faulty).map(|names| filled("omslag.fel_i_svar", &[("enheter", &names)])));
    let strays = material.board.map_or(0, |board| board.strays.len());
    if strays > 0 {
        lines.push(filled("omslag.filer_utan_enhet", &[("antal", &strays.to_string())]));
    }
    if let Some(proof) = material.proof.filter(|proof| !proof.unproven.is_empty()) {
        lines.push(filled("omslag.ej_styrkt", &[("filer", &proof.unproven.join(", "))]));
    }
    lines
}

/// What the law asks of the report, and where in it that is; nothing where the law asks nothing.
pub fn contents_section(material: &Material) -> Option<Section> {
    sections(material).into_iter().find(|section| section.key == CONTENTS)
}

const CONTENTS: &str = "innehall";

fn sections(material: &Material) -> Vec<Section> {
    let operations = drift::driftredovisning(material, drift::Detail::Paper);
    let mut sections = vec![upright(
        "sammanfattning",
        phrase("avsnitt.sammanfattning"),
        summary(material, operations.as_ref()),
    )];
    sections.extend(own_section(material, "händelser", phrase("avsnitt.händelser")));
    sections.extend(own_section(material, "förväntad_utveckling", phrase("avsnitt.utveckling")));
    sections.extend(told_sections(material));
    sections.extend(goal_sections(material));
    sections.extend(balance_section(material));
    sections.extend(policy_sections(material));
    sections.extend(indicator_section(material));
    let noted = material.kind == PeriodKind::Year;
    let lines = |table: Option<Table>| match noted {
        true => table,
        false => table.map(statements::without_notes),
    };
    let sourced = |key: &str, title: &str, table: Option<Table>, source: &str| {
        table.map(|table| upright(key, title, vec![proof::note(source), Block::Table(table)]))
    };
    sections.extend(sourced(
        "rr",
        phrase("rr.rubrik"),
        lines(statements::income(material)),
        phrase("rr.källa"),
    ));
    let by_month = months::result(material);
    if !by_month.is_empty() {
        let source = std::iter::once(proof::note(phrase("månader.källa")));
        sections.push(upright("manader", phrase("månader.rubrik"), source.chain(by_month).collect()));
    }
    sections.extend(sourced(
        "br",
        phrase("br.rubrik"),
        lines(statements::balance(material)),
        phrase("br.källa"),
    ));
    if material.kind == PeriodKind::Year {
        sections.extend(sourced(
            "kassaflode",
            phrase("kassaflöde.rubrik"),
            statements::cash_flow(material),
            phrase("kassaflöde.källa"),
        ));
        let tables: Vec<Block> = notes::tables(material).into_iter().map(Block::Table).collect();
        if !tables.is_empty() {
            sections.push(upright("noter", phrase("noter.rubrik"), tables));
        }
    }
    sections.extend(operations.map(|table| {
        let wide = table.columns.len() > 6;
        let activities = overview::by_activity(&table);
        let mut blocks = vec![proof::note(phrase("drift.källa")), Block::Table(table)];
        blocks.extend(activities);
        blocks.extend(actions::adjustments(material).map(Block::Table));
        Section { landscape: wide, ..upright("drift", phrase("drift.rubrik"), blocks) }
    }));
    if let Some(table) = forecasts::table_of(material) {
        let blocks = vec![proof::note(phrase("prognossäkerhet.källa")), Block::Table(table)];
        let title = phrase("prognossäkerhet.rubrik");
        sections.push(upright("prognossakerhet", title, blocks));
    }
    let changes: Vec<Block> = budget::tables(material).into_iter().map(Block::Table).collect();
    if matches!(material.kind, PeriodKind::Year | PeriodKind::Interim) && !changes.is_empty() {
        let source = std::iter::once(proof::note(phrase("budget.källa")));
        sections.push(upright("budget", phrase("budget.rubrik"), source.chain(changes).collect()));
    }
    // In the delårsrapport each nämnd tells of its own.
    let by_board = material.kind == PeriodKind::Interim;
    sections.extend(deviation_section(material).filter(|_| !by_board));
    let across = |section: Option<Section>| section.map(|section| Section { landscape: true, ..section });
    sections.extend(investments::table_of(material, Detail::Paper).map(|table| {
        let picture = Block::Chart(investments::picture(&table));
        let blocks = vec![proof::note(phrase("investeringar.källa")), Block::Table(table), picture];
        Section { landscape: true, ..upright("investeringar", phrase("investeringar.rubrik"), blocks) }
    }));
    sections.extend(across(sourced(
        "taxekollektiv",
        phrase("taxa.rubrik"),
        tariffs::table_of(material),
        phrase("taxa.källa"),
    )));
    let of_volumes =
        sourced("volymer", phrase("volymer.rubrik"), volumes::table_of(material), phrase("volymer.källa"));
    sections.extend(across(of_volumes.map(|mut section| {
        section.blocks.extend(volume_costs::table_of(material).map(Block::Table));
        section
    })));
    sections.extend(across(staff_section(material)));
    if by_board {
        sections.extend(chapters::of_boards(material));
    } else {
        sections.extend(story_section(material));
    }
    sections.extend(own_section(material, "redovisningsprinciper", phrase("avsnitt.principer")));
    let contents = contents::blocks(material, &sections);
    if let Some(first) = sections.first_mut() {
        let said = contents::missing_sentence(material, &contents);
        first.blocks.extend(said.map(|text| Block::Paragraph { text, style: ParagraphStyle::Body }));
    }
    sections.extend((!contents.is_empty()).then(|| upright(CONTENTS, phrase("innehåll.rubrik"), contents)));
    sections.extend(material.proof.map(|proof| {
        upright("avstamning", phrase("avstämning.rubrik"), proof::reconciliation(proof, Extent::Appendix))
    }));
    sections
}

fn summary(material: &Material, operations: Option<&Table>) -> Vec<Block> {
    let mut blocks = overview::blocks(material, operations);
    if goals::are_followed_up(material) {
        blocks.push(Block::Paragraph { text: goals::summary(material), style: ParagraphStyle::Body });
        let financial = financial::sentence(material);
        blocks.extend(financial.map(|text| Block::Paragraph { text, style: ParagraphStyle::Body }));
    }
    let breach = finance::breach_sentence(material);
    blocks.extend(breach.map(|text| Block::Paragraph { text, style: ParagraphStyle::Body }));
    blocks
}

/// The goals and the assessment of the whole.
fn goal_sections(material: &Material) -> Vec<Section> {
    let perspectives = goals::by_perspective(material, Extent::Appendix);
    if perspectives.is_empty() || material.kind == PeriodKind::Month {
        return Vec::new();
    }
    let body = |text| Block::Paragraph { text, style: ParagraphStyle::Body };
    let mut blocks = vec![proof::note(phrase("mål.källa"))];
    blocks.extend(goals::dialogues(material).into_iter().map(body));
    blocks.extend(changes::sentence(material).map(body));
    // In the other reports it stands with the assessment of the whole.
    if material.kind == PeriodKind::Tertial {
        blocks.extend(goals::drawn_distribution(material));
    }
    blocks.extend(perspectives.into_iter().map(|(_, table)| Block::Table(table)));
    blocks.extend(changes::table_of(material, Extent::Appendix).map(Block::Table));
    if let Some(table) = financial::table_of(material, Detail::Paper) {
        blocks.push(Block::Heading { level: 2, text: phrase("finansiella.rubrik").to_string() });
        blocks.extend(financial::sentence(material).map(body));
        blocks.push(Block::Table(table));
    }
    let mut sections = vec![upright("mal", phrase("mål.rubrik"), blocks)];
    // LKBR 11 kap. 8 § and 13 kap. 2 §: in årsredovisning and delårsrapport.
    if matches!(material.kind, PeriodKind::Year | PeriodKind::Interim) {
        let source = std::iter::once(proof::note(phrase("geh.källa")));
        let blocks = source.chain(good_economy::blocks(material)).collect();
        sections.push(upright("geh", phrase("geh.rubrik"), blocks));
    }
    sections
}

/// The indicators behind the goals, on a page across.
fn indicator_section(material: &Material) -> Option<Section> {
    let table =
        indicators::table_of(material, Extent::Appendix).filter(|_| material.kind != PeriodKind::Month)?;
    let blocks = vec![proof::note(phrase("mått.källa")), Block::Table(table)];
    Some(Section { landscape: true, ..upright("matt", phrase("mått.rubrik"), blocks) })
}

/// In the reports that the law asks it of: årsredovisning, and delårsrapport by its forecast (LKBR 13 kap.).
fn balance_section(material: &Material) -> Option<Section> {
    let asked = matches!(material.kind, PeriodKind::Year | PeriodKind::Interim);
    let table = balance_requirement::table_of(material).filter(|_| asked)?;
    let mut blocks = vec![proof::note(phrase("balanskrav.källa"))];
    let body = |text| Block::Paragraph { text, style: ParagraphStyle::Body };
    blocks.extend(balance_requirement::sentences(material).into_iter().map(body));
    blocks.push(Block::Table(table));
    Some(upright("balanskrav", phrase("balanskrav.rubrik"), blocks))
}

/// What the law asks for in words and the office has written, a section each.
fn told_sections(material: &Material) -> Vec<Section> {
    let told = contents::texts(material, OWN_PLACE).enumerate();
    told.map(|(at, (part, words))| upright(&format!("text_{at}"), part.what, words)).collect()
}

/// Texts that have their place in the report already.
const OWN_PLACE: &[&str] = &["händelser", "förväntad_utveckling", "personal", "redovisningsprinciper"];

/// In every report: kommunstyrelsen is told each month, fullmäktige at delår and year end.
fn policy_sections(material: &Material) -> Vec<Section> {
    let mut blocks = finance::opening(material);
    if blocks.is_empty() {
        return Vec::new();
    }
    let tables = finance::tables(material, Detail::Paper).into_iter().chain(finance::measures(material));
    blocks.extend(tables.map(Block::Table));
    let months = finance::by_month(material).map(|table| {
        let title = phrase("finanspolicy.månader");
        Section { landscape: true, ..upright("finanspolicy_manader", title, vec![Block::Table(table)]) }
    });
    let policy = upright("finanspolicy", phrase("finanspolicy.rubrik"), blocks);
    std::iter::once(policy).chain(months).collect()
}

/// In the årsredovisning, of which the law asks it, and in the delårsrapport.
fn staff_section(material: &Material) -> Option<Section> {
    let asked = matches!(material.kind, PeriodKind::Year | PeriodKind::Interim);
    let blocks = Some(staff::blocks(material)).filter(|blocks| asked && !blocks.is_empty())?;
    let source = std::iter::once(proof::note(phrase("personal.källa")));
    Some(upright("personal", phrase("personal.rubrik"), source.chain(blocks).collect()))
}

/// What deviates, what the managers say of it, and what they do.
fn deviation_section(material: &Material) -> Option<Section> {
    let words = Words::of(material);
    let tables = [deviations::comments(material, words), actions::actions(material, words)];
    let tables: Vec<Block> = tables.into_iter().flatten().map(Block::Table).collect();
    let source = std::iter::once(proof::note(phrase("avvikelser.källa")));
    let section =
        || upright("avvikelser", phrase("avvikelser.rubrik"), source.chain(tables.clone()).collect());
    (!tables.is_empty()).then(|| Section { landscape: true, ..section() })
}

/// Months have no accounts in words: their templates do not ask for any.
fn story_section(material: &Material) -> Option<Section> {
    let blocks = stories::blocks(material);
    let source = std::iter::once(proof::note(phrase("berättelse.källa")));
    (!blocks.is_empty())
        .then(|| upright("berattelse", phrase("berättelse.rubrik"), source.chain(blocks).collect()))
}

fn own_section(material: &Material, key: &str, title: &str) -> Option<Section> {
    let blocks = prose::own_text(material, key);
    (!blocks.is_empty()).then(|| upright(key, title, blocks))
}

fn upright(key: &str, title: &str, blocks: Vec<Block>) -> Section {
    Section {
        key: key.to_string(),
        title: title.to_string(),
        landscape: false,
        kind: SectionKind::Presentation,
        blocks,
    }
}
