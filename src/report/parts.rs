//! A part of the municipality by itself: a nämnd, a verksamhet or a unit, with the same tables as the whole.

use super::deviations::Words;
use super::drift::Detail;
use super::{
    Material, about, actions, books, cost_types, deviations, drift, goals, largest, months, overview, papers,
    proof, sheets, staff, stories, volume_costs, volumes,
};
use crate::consolidate::board::Board;
use crate::consolidate::forecast::Gap;
use crate::doc::{Block, Document, Section, SectionKind, Table};
use crate::domain::org::OrgNode;
use crate::domain::submission::Submission;
use crate::text::phrase::{filled, phrase};

/// What is the part's own of the material.
pub struct Part<'a> {
    node: &'a OrgNode,
    answers: Vec<Submission>,
    spoken: Vec<Submission>,
    gaps: Vec<Gap>,
    board: Option<Board>,
}

impl<'a> Part<'a> {
    pub fn of(material: &Material<'a>, node: &'a OrgNode) -> Part<'a> {
        let whole = Material { scope: Some(node), ..*material };
        let board = material.board.map(|board| Board {
            units: board.units.iter().filter(|unit| whole.holds(&unit.unit)).cloned().collect(),
            // A file that nobody's is may be this part's: the whole report says so.
            strays: board.strays.clone(),
            ..*board
        });
        let own = |answers: &[Submission]| -> Vec<Submission> {
            answers.iter().filter(|one| whole.holds(&one.unit)).cloned().collect()
        };
        Part {
            node,
            answers: own(material.answers),
            spoken: own(material.spoken),
            gaps: material.gaps.iter().filter(|gap| whole.holds(&gap.unit)).cloned().collect(),
            board,
        }
    }

    /// The whole's material, narrowed to the part.
    pub fn material<'m>(&'m self, material: &Material<'m>) -> Material<'m>
    where
        'a: 'm,
    {
        Material {
            scope: Some(self.node),
            answers: &self.answers,
            spoken: &self.spoken,
            gaps: &self.gaps,
            board: self.board.as_ref(),
            ..*material
        }
    }

    /// The working book, with the part's own table of data.
    pub fn book<'m>(&'m self, material: &Material<'m>) -> Document
    where
        'a: 'm,
    {
        let own = self.material(material);
        let mut sections = self.sections(&own, Words::Own, Detail::Workbook);
        sections.extend(
            stories::table(&own)
                .map(|table| section("berattelse", phrase("berättelse.rubrik"), vec![Block::Table(table)])),
        );
        if let Some(board) = own.board.filter(|board| !board.units.is_empty()) {
            let (title, blocks) = (phrase("inlämning.rubrik"), proof::handed_in(board));
            sections.push(Section { kind: SectionKind::Work, ..section("inlamning", title, blocks) });
        }
        let blocks = about::blocks(&own, true);
        let title = phrase("om.rubrik");
        sections.push(Section { kind: SectionKind::Work, ..section("om", title, blocks) });
        books::add_data(&own, &mut sections);
        self.document(&own, sheets::divided(sections))
    }

    /// The same on paper, with the units' accounts in words.
    pub fn paper<'m>(&'m self, material: &Material<'m>) -> Document
    where
        'a: 'm,
    {
        let own = self.material(material);
        let mut sections = self.sections(&own, Words::of(&own), Detail::Paper);
        let words = stories::blocks(&own);
        if !words.is_empty() {
            let source = material.standing("berättelse.källa");
            sections.push(sourced("berattelse", phrase("berättelse.rubrik"), source, words));
        }
        self.document(&own, sections)
    }

    fn sections(&self, material: &Material, words: Words, detail: Detail) -> Vec<Section> {
        // The sides of each figure are said on paper too: a part is for those who work with it.
        let operations = drift::driftredovisning(material, Detail::Workbook);
        let mut first = vec![Block::KeyFigures(overview::part_figures(material))];
        // A unit alone deviates from nobody.
        let several =
            operations.as_ref().filter(|_| material.registers.org.children(&self.node.code).next().is_some());
        let units = several.and_then(|drift| largest::table_of(material, drift, words, largest::MANY));
        first.extend(several.map(overview::by_activity).unwrap_or_default());
        let mut sections = vec![section("oversikt", phrase("blad.översikt"), first)];
        let answers = material.standing("avvikelser.källa");
        let of = |key: &str, title: &str, source: &str, table: Option<Table>| {
            table.map(|table| sourced(key, title, source, vec![Block::Table(table)]))
        };
        let kinds = cost_types::table_of(material);
        let costs = volume_costs::table_of(material);
        let largest = material.standing("översikt.störst");
        let found = [
            of("storst", largest, material.standing("avvikelser.källa_kort"), units),
            of("drift", phrase("drift.rubrik"), material.standing("drift.källa"), operations),
            of("kostnadsslag", phrase("kostnadsslag.rubrik"), material.standing("kostnadsslag.källa"), kinds),
            of("avvikelser", phrase("avvikelser.blad"), answers, deviations::comments(material, words)),
            of("atgarder", phrase("åtgärder.rubrik"), answers, actions::actions(material, words)),
            projects(material, detail),
            of(
                "volymer",
                phrase("volymer.rubrik"),
                material.standing("volymer.källa"),
                volumes::table_of(material),
            ),
            of("volymkostnad", phrase("volymkostnad.rubrik"), material.standing("volymkostnad.källa"), costs),
            of(
                "personal",
                phrase("personal.rubrik"),
                material.standing("personal.källa"),
                staff::table_of(material),
            ),
            of(
                "dialog",
                phrase("dialog.rubrik"),
                material.standing("dialog.källa"),
                goals::ratings(material, words),
            ),
        ];
        sections.extend(found.into_iter().flatten());
        let by_month = months::net_cost(material);
        if !by_month.is_empty() {
            sections.push(sourced(
                "manader",
                phrase("månader.blad"),
                material.standing("månader.källa"),
                by_month,
            ));
        }
        sections
    }

    fn document(&self, material: &Material, sections: Vec<Section>) -> Document {
        let period = material.period.to_string();
        let values = [("kod", self.node.code.as_str()), ("namn", &self.node.name), ("period", &period)];
        Document {
            file_stem: filled("del.fil", &values),
            title: filled("del.titel", &values),
            ..papers::frame(material, sections)
        }
    }
}

fn projects(material: &Material, detail: Detail) -> Option<Section> {
    let mut section = books::projects(material, detail)?;
    section.blocks.insert(0, proof::note(material.standing("investeringar.källa")));
    Some(section)
}

fn section(key: &str, title: &str, blocks: Vec<Block>) -> Section {
    books::section(key, title, SectionKind::Presentation, blocks)
}

/// With where its figures come from.
fn sourced(key: &str, title: &str, source: &str, blocks: Vec<Block>) -> Section {
    section(key, title, std::iter::once(proof::note(source)).chain(blocks).collect())
}
