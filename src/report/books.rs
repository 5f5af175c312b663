//! The workbooks: budgetuppföljning and måluppfyllelse, a section a sheet.

use super::deviations::Words;
use super::drift::Detail;
use super::flat::Flat;
use super::proof::Extent;
use super::prose::paragraph;
use super::{
    Material, about, actions, balance_requirement, budget, changes, cost_types, deviations, drift, finance,
    financial, financial_basis, five_years, flat, forecasts, goal_counts, goals, good_economy, indicators,
    investments, largest, live, months, notes, overview, papers, proof, sections, sheets, sick_leave, staff,
    statements, stories, tariffs, volume_costs, volumes,
};
use crate::doc::{Block, ColumnKind, Document, Section, SectionKind, Table};
use crate::domain::period::PeriodKind;
use crate::text::phrase::{filled, phrase};

/// Budgetuppföljning, beside the period's report.
pub fn follow_up(material: &Material, report: &Document) -> Document {
    let operations = drift::driftredovisning(material, Detail::Workbook);
    let mut first = overview::blocks(material, operations.as_ref());
    let units =
        operations.as_ref().and_then(|drift| largest::table_of(material, drift, Words::Own, largest::MANY));
    let activities = operations.as_ref().map(overview::by_activity).unwrap_or_default();
    first.extend(activities);
    let mut sections = vec![section("oversikt", phrase("blad.översikt"), SectionKind::Presentation, first)];
    let add = |sections: &mut Vec<Section>, key: &str, title: &str, table: Option<Table>| {
        sections.extend(
            table.map(|table| section(key, title, SectionKind::Presentation, vec![Block::Table(table)])),
        );
    };
    add(&mut sections, "storst", material.standing("översikt.störst"), units);
    add(&mut sections, "drift", phrase("drift.rubrik"), operations);
    let changes: Vec<Block> = budget::tables(material).into_iter().map(Block::Table).collect();
    if !changes.is_empty() {
        sections.push(section("budget", phrase("budget.rubrik"), SectionKind::Presentation, changes));
    }
    add(&mut sections, "plan", phrase("plan.blad"), statements::plan(material));
    add(&mut sections, "justeringar", phrase("justeringar.blad"), actions::adjustments(material));
    add(&mut sections, "rr", phrase("rr.rubrik"), statements::income(material));
    add(&mut sections, "kostnadsslag", phrase("kostnadsslag.rubrik"), cost_types::table_of(material));
    let by_month = months::blocks(material);
    if !by_month.is_empty() {
        sections.push(section("manader", phrase("månader.blad"), SectionKind::Presentation, by_month));
    }
    add(&mut sections, "prognoser", phrase("prognossäkerhet.rubrik"), forecasts::table_of(material));
    add(&mut sections, "br", phrase("br.rubrik"), statements::balance(material));
    if material.kind == PeriodKind::Year {
        add(&mut sections, "kassaflode", phrase("kassaflöde.rubrik"), statements::cash_flow(material));
    }
    let tables: Vec<Block> = notes::tables(material).into_iter().map(Block::Table).collect();
    if !tables.is_empty() {
        sections.push(section("noter", phrase("noter.rubrik"), SectionKind::Presentation, tables));
    }
    // A sheet each: two tables below each other would share widths that suit neither.
    add(&mut sections, "avvikelser", phrase("avvikelser.blad"), deviations::comments(material, Words::Own));
    add(&mut sections, "atgarder", phrase("åtgärder.rubrik"), actions::actions(material, Words::Own));
    sections.extend(projects(material, Detail::Workbook));
    add(&mut sections, "taxekollektiv", phrase("taxa.blad"), tariffs::table_of(material));
    add(&mut sections, "volymer", phrase("volymer.rubrik"), volumes::table_of(material));
    add(&mut sections, "volymkostnad", phrase("volymkostnad.rubrik"), volume_costs::table_of(material));
    add(&mut sections, "personal", phrase("personal.rubrik"), staff::table_of(material));
    add(&mut sections, "sjukfranvaro", phrase("personal.sjukfrånvaro"), sick_leave::table_of(material));
    add(&mut sections, "berattelse", phrase("berättelse.rubrik"), stories::table(material));
    sections.extend(working_pages(material, report));
    add_data(material, &mut sections);
    document(material, "bok.budget", sections)
}

/// Måluppfyllelse.
pub fn goals_book(material: &Material) -> Document {
    let sentences = std::iter::once(goals::summary(material)).chain(financial::sentence(material));
    let mut first: Vec<Block> = sentences.chain(changes::sentence(material)).map(paragraph).collect();
    if matches!(material.kind, PeriodKind::Year | PeriodKind::Interim) {
        first.push(Block::Heading { level: 2, text: phrase("geh.rubrik").to_string() });
        first.extend(good_economy::blocks(material));
    } else {
        first.extend(goals::drawn_distribution(material));
    }
    let perspectives = goals::by_perspective(material, Extent::Whole);
    goal_counts::make_live(material, &mut first, &perspectives);
    let mut sections = vec![section("oversikt", phrase("blad.översikt"), SectionKind::Presentation, first)];
    for (name, table) in perspectives {
        let key = table.id.clone();
        sections.push(section(&key, &name, SectionKind::Presentation, vec![Block::Table(table)]));
    }
    let rest = [
        ("matt", phrase("mått.rubrik"), indicators::table_of(material, Extent::Whole)),
        ("mattkallor", phrase("mått.källor_blad"), indicators::sources(material)),
        ("andrat", phrase("ändrat.blad"), changes::table_of(material, Extent::Whole)),
        ("matris", phrase("matris.rubrik"), goals::matrix(material)),
        ("dialog", phrase("dialog.rubrik"), goals::dialogue(material)),
        ("finansiella", phrase("finansiella.rubrik"), financial::table_of(material, Detail::Workbook)),
        ("balanskrav", phrase("balanskrav.blad"), balance_requirement::table_of(material)),
        ("underlag", phrase("finansiella.underlag_blad"), financial_basis::whole(material)),
        // Before the overview: a figure rests on what stands before it.
        ("femarsunderlag", phrase("femår.underlag_blad"), five_years::basis_of(material)),
        ("femarsoversikt", phrase("femår.blad"), five_years::table_of(material, true)),
        ("volymer", phrase("volymer.rubrik"), volumes::table_of(material)),
    ];
    for (key, title, table) in rest {
        sections.extend(
            table.map(|table| section(key, title, SectionKind::Presentation, vec![Block::Table(table)])),
        );
    }
    sections.extend(policy_sheets(material));
    sections.push(section("om", phrase("om.rubrik"), SectionKind::Work, about::blocks(material, false)));
    live::make_live(material, &[], &mut sections);
    document(material, "bok.mål", sections)
}

/// The projects, and their picture.
pub fn projects(material: &Material, detail: Detail) -> Option<Section> {
    let table = investments::table_of(material, detail)?;
    let picture = Block::Chart(investments::picture(&table));
    let over = investments::overruns(material).into_iter().map(paragraph);
    let blocks = over.chain([Block::Table(table), picture]).collect();
    let title = phrase("investeringar.rubrik");
    Some(Section { landscape: true, ..section("investeringar", title, SectionKind::Presentation, blocks) })
}

/// The flat tables last, before which the figures that can be are made to rest on them.
pub fn add_data(material: &Material, sections: &mut Vec<Section>) {
    let (data, months) = (flat::data(material), flat::months(material));
    let flats: Vec<&Flat> = data.iter().chain(&months).collect();
    let live = live::innermost_are_live(material);
    live::make_live(material, if live { &flats } else { &[] }, sections);
    live::add_keys(sections);
    let about = sections.pop();
    let mut add = |key: &str, title: &str, flat: Option<Flat>| {
        let blocks = |flat: Flat| vec![proof::note(phrase("data.utskrift")), Block::Table(flat.table)];
        sections.extend(flat.map(|flat| section(key, title, SectionKind::Data, blocks(flat))));
    };
    add("data", phrase("data.blad"), data);
    add("manadsdata", phrase("månadsdata.blad"), months);
    sections.extend(about);
}

/// The policy's limits, their months, what is owed and held, when it falls due, and the catalogue of measures. A sheet for
/// each shape of table: those below each other share widths.
fn policy_sheets(material: &Material) -> Vec<Section> {
    let mut blocks = finance::opening(material);
    if blocks.is_empty() {
        return Vec::new();
    }
    let (kind, title) = (SectionKind::Presentation, phrase("finanspolicy.rubrik"));
    let tables = |found: Vec<Table>| found.into_iter().map(Block::Table).collect::<Vec<_>>();
    blocks.extend(finance::limits(material, Detail::Workbook).map(Block::Table));
    let rest = [
        (
            "finansmanader",
            phrase("finanspolicy.månader"),
            tables(Vec::from_iter(finance::by_month(material))),
        ),
        ("finansbestand", phrase("finanspolicy.bestånd_blad"), tables(finance::held_and_owed(material))),
        ("forfall", phrase("finanspolicy.per_år_blad"), finance::by_year(material)),
        ("finansmatt", phrase("finanspolicy.mått_blad"), tables(Vec::from_iter(finance::measures(material)))),
    ];
    let rest = rest.into_iter().filter(|(_, _, blocks)| !blocks.is_empty());
    let rest = rest.map(|(key, title, blocks)| section(key, title, kind, blocks));
    std::iter::once(section("finanspolicy", title, kind, blocks)).chain(rest).collect()
}

fn working_pages(material: &Material, report: &Document) -> Vec<Section> {
    let mut sections: Vec<Section> = sections::contents_of(report).into_iter().cloned().collect();
    if let Some(proof) = material.proof {
        let blocks = proof::reconciliation(proof, Extent::Whole);
        sections.push(section("avstamning", phrase("avstämning.rubrik"), SectionKind::Proof, blocks));
    }
    if let Some(board) = material.board {
        let blocks = proof::handed_in(board);
        sections.push(section("inlamning", phrase("inlämning.rubrik"), SectionKind::Work, blocks));
    }
    if let Some(table) = proof::finding_table(material.findings, Some(material.registers)) {
        sections.push(section(
            "papekanden",
            phrase("påpekanden.rubrik"),
            SectionKind::Work,
            vec![Block::Table(table)],
        ));
    }
    sections.push(section("om", phrase("om.rubrik"), SectionKind::Work, about::blocks(material, true)));
    sections
}

pub fn section(key: &str, title: &str, kind: SectionKind, blocks: Vec<Block>) -> Section {
    Section { key: key.to_string(), title: title.to_string(), landscape: is_wide(&blocks), kind, blocks }
}

/// Columns of figures beside the row headings that an upright sheet prints large enough.
const UPRIGHT: usize = 6;

/// Whether a sheet prints across the paper: many columns, or running text beside the row headings.
fn is_wide(blocks: &[Block]) -> bool {
    let wide = |table: &Table| {
        let texts = table.columns.iter().skip(1).filter(|one| matches!(one.kind, ColumnKind::Text { .. }));
        table.columns.len() > UPRIGHT || texts.count() > 0
    };
    // A picture stands below its table on the same page.
    let drawn = blocks.iter().any(|block| matches!(block, Block::Chart(_)));
    !drawn && blocks.iter().any(|block| matches!(block, Block::Table(table) if wide(table)))
}

fn document(material: &Material, title_key: &str, sections: Vec<Section>) -> Document {
    let title = if title_key == "bok.mål" { phrase("bok.mål") } else { phrase("bok.budget") };
    Document {
        file_stem: filled("bok.fil", &[("titel", title), ("period", &material.period.to_string())]),
        title: title.to_string(),
        ..papers::frame(material, sheets::divided(sections))
    }
}
