//! The sections of the PDF reports, each made when it is asked for and there when its data is. Which sections a report has,
//! and in which order, is said in `templates/rapportavsnitt.csv` or the register of that name.

use super::deviations::Words;
use super::drift::Detail;
use super::finance::Breaches;
use super::proof::{Extent, note};
use super::prose::{own_text, paragraph};
use super::{
    Material, actions, balance_requirement, budget, changes, chapters, contents, deviations, drift, finance,
    financial, five_years, forecasts, goals, good_economy, indicators, investments, largest, months, notes,
    overview, proof, staff, statements, stories, tariffs, volume_costs, volumes,
};
use crate::doc::{Block, Cell, Document, Role, Section, SectionKind, Table};
use crate::domain::period::PeriodKind;
use crate::domain::section::{ReportSection, SectionName};
use crate::text::format::listed;
use crate::text::phrase::{filled, phrase};

/// The sections of the period's report.
pub fn of_report(material: &Material) -> Vec<Section> {
    let all = &material.registers.sections;
    let asked: Vec<&ReportSection> = all.iter().filter(|one| one.kind == material.kind).collect();
    let made: Vec<Vec<Section>> = asked.iter().map(|one| made(material, one)).collect();
    let there: Vec<&Section> = made.iter().flatten().collect();
    let contents = contents::blocks(material, &there);
    let mut missing = contents::missing_sentence(material, &contents);
    let mut sections = Vec::new();
    for (one, mut own) in asked.into_iter().zip(made) {
        if one.name == SectionName::Contents && !contents.is_empty() {
            own = titled(one, upright(CONTENTS, phrase("innehåll.rubrik"), contents.clone())).collect();
        }
        if one.name == SectionName::Summary
            && let Some(first) = own.first_mut()
        {
            first.blocks.extend(missing.take().map(paragraph));
        }
        sections.extend(own);
    }
    sections
}

/// What the law asks of a report, and where in it that is; nothing where the law asks nothing.
pub fn contents_of(report: &Document) -> Option<&Section> {
    report.sections.iter().find(|section| section.key == CONTENTS)
}

const CONTENTS: &str = "innehall";

/// One section, or a nämnd's each, or none. The contents are made of all the others.
fn made(material: &Material, asked: &ReportSection) -> Vec<Section> {
    let one = match asked.name {
        SectionName::Told => return told(material),
        SectionName::Boards => return chapters::of_boards(material),
        SectionName::Contents => None,
        SectionName::Summary => Some(summary(material)),
        SectionName::FiveYears => five_years(material),
        SectionName::Events => of_text(material, "händelser", phrase("avsnitt.händelser")),
        SectionName::Outlook => of_text(material, "förväntad_utveckling", phrase("avsnitt.utveckling")),
        SectionName::Principles => of_text(material, "redovisningsprinciper", phrase("avsnitt.principer")),
        SectionName::Goals => goals(material, asked.short),
        SectionName::GoodEconomy => good_economy(material),
        SectionName::BalanceRequirement => balance_requirement(material),
        SectionName::Policy => policy(material, asked.short),
        SectionName::PolicyByMonth => policy_by_month(material),
        SectionName::Indicators => indicators(material),
        SectionName::Income => of_table(
            "rr",
            phrase("rr.rubrik"),
            material.standing("rr.källa"),
            noted(material, statements::income(material)),
        ),
        SectionName::Months => sourced(
            "manader",
            phrase("månader.rubrik"),
            material.standing("månader.källa"),
            months::result(material),
        ),
        SectionName::Balance => of_table(
            "br",
            phrase("br.rubrik"),
            material.standing("br.källa"),
            noted(material, statements::balance(material)),
        ),
        SectionName::CashFlow => {
            let table = statements::cash_flow(material);
            of_table("kassaflode", phrase("kassaflöde.rubrik"), material.standing("kassaflöde.källa"), table)
        }
        SectionName::Notes => of_notes(material, asked.short),
        SectionName::Operations => operations(material, asked.short),
        SectionName::Forecasts => {
            let table = forecasts::table_of(material);
            let (title, source) =
                (phrase("prognossäkerhet.rubrik"), material.standing("prognossäkerhet.källa"));
            of_table("prognossakerhet", title, source, table)
        }
        SectionName::BudgetChanges => {
            let tables = budget::tables(material).into_iter().map(Block::Table).collect();
            sourced("budget", phrase("budget.rubrik"), material.standing("budget.källa"), tables)
        }
        SectionName::Deviations => deviations(material, asked.short),
        SectionName::Investments => investments(material, asked.short),
        SectionName::Tariffs => {
            let table = tariffs::table_of(material);
            of_table("taxekollektiv", phrase("taxa.rubrik"), material.standing("taxa.källa"), table)
                .map(across)
        }
        SectionName::Volumes => volumes(material, asked.short),
        SectionName::Staff => {
            let (title, source) = (phrase("personal.rubrik"), material.standing("personal.källa"));
            sourced("personal", title, source, staff::blocks(material)).map(across)
        }
        SectionName::Stories => {
            let (title, source) = (phrase("berättelse.rubrik"), material.standing("berättelse.källa"));
            sourced("berattelse", title, source, stories::blocks(material))
        }
        SectionName::Proof => proved(material, asked.short),
    };
    one.into_iter().flat_map(|section| titled(asked, section)).collect()
}

/// Under the heading that the office wants.
fn titled(asked: &ReportSection, mut section: Section) -> impl Iterator<Item = Section> + use<> {
    if !asked.heading.is_empty() {
        section.title.clone_from(&asked.heading);
    }
    std::iter::once(section)
}

fn summary(material: &Material) -> Section {
    let operations = drift::driftredovisning(material, Detail::Paper);
    let mut blocks = overview::blocks(material, operations.as_ref());
    // A breached limit is told whoever writes.
    if goals::are_followed_up(material) && overview::is_drafted(material) {
        let goals = [Some(goals::summary(material)), financial::sentence(material)];
        blocks.push(paragraph(goals.into_iter().flatten().collect::<Vec<_>>().join(" ")));
    }
    let told = if material.kind == PeriodKind::Month { Breaches::Named } else { Breaches::Explained };
    blocks.extend(finance::breach_sentence(material, told).map(paragraph));
    upright("sammanfattning", phrase("avsnitt.sammanfattning"), blocks)
}

/// In short how the ratings fall; else each goal, what has changed, and the financial goals.
fn goals(material: &Material, short: bool) -> Option<Section> {
    let perspectives = goals::by_perspective(material, Extent::Appendix);
    if perspectives.is_empty() || !goals::are_followed_up(material) {
        return None;
    }
    // Where the office has written the summary itself the counts stand here.
    let counted = (!overview::is_drafted(material)).then(|| goals::summary(material));
    let mut blocks: Vec<Block> =
        counted.into_iter().chain(goals::dialogues(material)).map(paragraph).collect();
    blocks.extend(changes::sentence(material).map(paragraph));
    // With the assessment of the whole it stands there.
    if short || material.kind == PeriodKind::Tertial {
        blocks.extend(goals::drawn_distribution(material));
    }
    if !short {
        blocks.extend(perspectives.into_iter().map(|(_, table)| Block::Table(table)));
        blocks.extend(changes::table_of(material, Extent::Appendix).map(Block::Table));
        if let Some(table) = financial::table_of(material, Detail::Paper) {
            blocks.push(Block::Heading { level: 2, text: phrase("finansiella.rubrik").to_string() });
            blocks.push(note(material.standing("finansiella.källa")));
            blocks.extend(financial::sentence(material).map(paragraph));
            blocks.push(Block::Table(table));
        }
    }
    sourced("mal", phrase("mål.rubrik"), material.standing("mål.källa"), blocks)
}

/// LKBR 11 kap. 1 §: the office's words, and the table at year end.
fn five_years(material: &Material) -> Option<Section> {
    let mut blocks = own_text(material, "verksamhetens_utveckling");
    if let Some(table) = five_years::table_of(material, false) {
        blocks.insert(0, note(material.standing("femår.källa")));
        blocks.push(Block::Table(table));
    }
    (!blocks.is_empty()).then(|| upright("femarsoversikt", phrase("femår.rubrik"), blocks))
}

/// LKBR 11 kap. 8 § and 13 kap. 2 §. Nothing where there are no goals.
fn good_economy(material: &Material) -> Option<Section> {
    let any = !goals::by_perspective(material, Extent::Appendix).is_empty();
    let blocks = if any { good_economy::blocks(material) } else { Vec::new() };
    sourced("geh", phrase("geh.rubrik"), material.standing("geh.källa"), blocks)
}

/// By the outcome of the year, or within it by the forecast (LKBR 13 kap.).
fn balance_requirement(material: &Material) -> Option<Section> {
    let table = balance_requirement::table_of(material)?;
    let mut blocks: Vec<Block> =
        balance_requirement::sentences(material).into_iter().map(paragraph).collect();
    blocks.push(Block::Table(table));
    sourced("balanskrav", phrase("balanskrav.rubrik"), material.standing("balanskrav.källa"), blocks)
}

/// In short the limits; else also what falls due, what is owed and held, and the catalogue of measures.
fn policy(material: &Material, short: bool) -> Option<Section> {
    let mut blocks = finance::opening(material);
    if blocks.is_empty() {
        return None;
    }
    blocks.extend(finance::limits(material, Detail::Paper).map(Block::Table));
    if !short {
        blocks.extend(finance::held_and_owed(material).into_iter().map(Block::Table));
        blocks.extend(finance::by_year(material));
        blocks.extend(finance::measures(material).map(Block::Table));
    }
    Some(upright("finanspolicy", phrase("finanspolicy.rubrik"), blocks))
}

fn policy_by_month(material: &Material) -> Option<Section> {
    let table = finance::by_month(material)?;
    let title = phrase("finanspolicy.månader");
    let source = material.standing("finanspolicy.källa");
    sourced("finanspolicy_manader", title, source, vec![Block::Table(table)]).map(across)
}

/// The indicators behind the goals; in a plain month nobody is asked for them.
fn indicators(material: &Material) -> Option<Section> {
    let table =
        indicators::table_of(material, Extent::Appendix).filter(|_| material.kind != PeriodKind::Month);
    of_table("matt", phrase("mått.rubrik"), material.standing("mått.källa"), table).map(across)
}

/// The column of notes is for reports that have them.
fn noted(material: &Material, table: Option<Table>) -> Option<Table> {
    match material.kind {
        PeriodKind::Year => table,
        _ => table.map(statements::without_notes),
    }
}

/// In short those alone that set something apart: jämförelsestörande items are told in a delårsrapport too (RKR R17).
fn of_notes(material: &Material, short: bool) -> Option<Section> {
    let counts = |cell: &Cell| matches!(cell, Cell::Amount(figure) if !figure.value.is_zero());
    let sets_apart =
        |table: &Table| table.rows.iter().any(|row| row.role == Role::Memo && row.cells.iter().any(counts));
    let tables = notes::tables(material).into_iter().filter(|table| !short || sets_apart(table));
    let tables: Vec<Block> = tables.map(Block::Table).collect();
    let without = notes::without(material);
    let told = (!short && !tables.is_empty() && !without.is_empty())
        .then(|| paragraph(filled("noter.utan", &[("rader", &listed(&without))])));
    let blocks = told.into_iter().chain(tables).collect();
    sourced("noter", phrase("noter.rubrik"), material.standing("noter.källa"), blocks)
}

/// In short nämnd and verksamhet; else each unit, the picture, and what the office adds.
fn operations(material: &Material, short: bool) -> Option<Section> {
    let table = drift::driftredovisning(material, if short { Detail::Brief } else { Detail::Paper })?;
    let wide = !short && table.columns.len() > UPRIGHT;
    let pictures = overview::by_activity(&table);
    let mut blocks = vec![note(material.standing("drift.källa")), Block::Table(table)];
    if !short {
        blocks.extend(pictures);
    }
    blocks.extend(actions::adjustments(material).map(Block::Table));
    Some(Section { landscape: wide, ..upright("drift", phrase("drift.rubrik"), blocks) })
}

/// Columns that an upright page has room for beside the units' long names.
const UPRIGHT: usize = 6;

/// What deviates, what the managers say of it, and what they do. In short the units that deviate most.
fn deviations(material: &Material, short: bool) -> Option<Section> {
    let words = Words::of(material);
    if short {
        let units = drift::driftredovisning(material, Detail::Workbook)?;
        let table = largest::table_of(material, &units, words, largest::FEW)?;
        let (title, source) = (phrase("avvikelser.rubrik"), material.standing("avvikelser.källa_kort"));
        return sourced("avvikelser", title, source, vec![Block::Table(table)]).map(across);
    }
    let tables = [deviations::comments(material, words), actions::actions(material, words)];
    let tables = tables.into_iter().flatten().map(Block::Table).collect();
    sourced("avvikelser", phrase("avvikelser.rubrik"), material.standing("avvikelser.källa"), tables)
        .map(across)
}

/// In short without the picture.
/// The office's own words on the projects' deviations stand first.
fn investments(material: &Material, short: bool) -> Option<Section> {
    let table = investments::table_of(material, Detail::Paper)?;
    let picture = (!short).then(|| Block::Chart(investments::picture(&table)));
    let over = investments::overruns(material).into_iter().map(paragraph);
    let own = own_text(material, "investeringar").into_iter();
    let blocks = own.chain(over).chain([Block::Table(table)]).chain(picture).collect();
    let (title, source) = (phrase("investeringar.rubrik"), material.standing("investeringar.källa"));
    let section = sourced("investeringar", title, source, blocks)?;
    Some(if short { section } else { across(section) })
}

/// In short without what one of a volume costs.
fn volumes(material: &Material, short: bool) -> Option<Section> {
    let table = volumes::table_of(material);
    let mut section =
        of_table("volymer", phrase("volymer.rubrik"), material.standing("volymer.källa"), table)?;
    section.blocks.extend(volume_costs::table_of(material).filter(|_| !short).map(Block::Table));
    Some(across(section))
}

fn proved(material: &Material, short: bool) -> Option<Section> {
    let extent = if short { Extent::Brief } else { Extent::Appendix };
    let blocks = proof::reconciliation(material.proof?, extent);
    Some(upright("avstamning", phrase("avstämning.rubrik"), blocks))
}

/// What the law asks for in words and the office has written, a section each.
fn told(material: &Material) -> Vec<Section> {
    let told = contents::texts(material, OWN_PLACE).enumerate();
    told.map(|(at, (part, words))| upright(&format!("text_{at}"), part.heading, words)).collect()
}

/// Texts that have a section of their own.
const OWN_PLACE: &[&str] = &["händelser", "förväntad_utveckling", "personal", "redovisningsprinciper"];

fn of_text(material: &Material, key: &str, title: &str) -> Option<Section> {
    let blocks = own_text(material, key);
    (!blocks.is_empty()).then(|| upright(key, title, blocks))
}

fn of_table(key: &str, title: &str, source: &str, table: Option<Table>) -> Option<Section> {
    sourced(key, title, source, table.map(Block::Table).into_iter().collect())
}

/// Where the figures come from, and the blocks; nothing without any.
fn sourced(key: &str, title: &str, source: &str, blocks: Vec<Block>) -> Option<Section> {
    let all = || std::iter::once(note(source)).chain(blocks.clone()).collect();
    (!blocks.is_empty()).then(|| upright(key, title, all()))
}

fn across(section: Section) -> Section {
    Section { landscape: true, ..section }
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
