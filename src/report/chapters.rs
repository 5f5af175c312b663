//! A chapter for each nämnd in the delårsrapport: its figures, its units' deviations and actions, and their accounts.

use super::deviations::Words;
use super::drift::top_nodes;
use super::overview::{amount, part_figures};
use super::parts::Part;
use super::prose::{own_text_of, paragraph};
use super::{Material, actions, deviations, goals, proof, stories};
use crate::consolidate::statement::{Shown, line};
use crate::doc::{Block, Section, SectionKind, Table};
use crate::domain::money::Money;
use crate::domain::org::OrgNode;
use crate::text::phrase::{filled, phrase};
use crate::text::report::{compared, mkr, month_name};

/// In the register's order; a nämnd without units that answer has no chapter.
pub fn of_boards(material: &Material) -> Vec<Section> {
    let answers = |node: &&&OrgNode| {
        let own = Material { scope: Some(node), ..*material };
        material.answers.iter().any(|answer| own.holds(&answer.unit))
    };
    let nodes = top_nodes(material);
    nodes.iter().filter(answers).flat_map(|node| of_board(material, node)).collect()
}

/// What is read upright, and what needs the width of the paper.
fn of_board(material: &Material, node: &OrgNode) -> Vec<Section> {
    let part = Part::of(material, node);
    let own = part.material(material);
    let mut blocks =
        vec![proof::note(material.standing("kapitel.källa")), Block::KeyFigures(part_figures(&own))];
    let words = own_text_of(material, "sammanfattning", Some(&node.code));
    let drafted = || sentence(&own).into_iter().map(paragraph).collect();
    blocks.extend(if words.is_empty() { drafted() } else { words });
    blocks.extend(goals::ratings(&own, Words::of(material)).map(|table| named(table, node)));
    let stories = stories::blocks(&own);
    if !stories.is_empty() {
        blocks.push(proof::note(material.standing("berättelse.källa")));
        blocks.extend(stories);
    }
    let words = Words::of(material);
    let tables = [deviations::comments(&own, words), actions::actions(&own, words)];
    let tables: Vec<Block> = tables.into_iter().flatten().map(|table| named(table, node)).collect();
    let title = filled("kapitel.avvikelser", &[("namn", &node.name)]);
    let wide = (!tables.is_empty()).then(|| {
        let blocks =
            std::iter::once(proof::note(material.standing("avvikelser.källa"))).chain(tables).collect();
        section(&format!("avvikelser_{}", node.code), title, true, blocks)
    });
    let upright = section(&format!("namnd_{}", node.code), node.name.clone(), false, blocks);
    std::iter::once(upright).chain(wide).collect()
}

/// A table of one nämnd, told apart from the others'.
fn named(mut table: Table, node: &OrgNode) -> Block {
    table.id = format!("{}_{}", table.id, node.code);
    table.caption = filled("kapitel.tabell", &[("rubrik", &table.caption), ("namn", &node.name)]);
    Block::Table(table)
}

/// What the net cost is, and what it is expected to be.
fn sentence(own: &Material) -> Option<String> {
    let net = |shown: Shown| amount(own, line::NET_COST, &own.of_scope(&shown)).map(|figure| figure.value);
    let (outcome, to_date) = net(Shown::outcome(own.period)).zip(net(Shown::budget_through(own.period)))?;
    let values = [
        ("netto_av", net_word(outcome).to_string()),
        ("månad", month_name(own.period)),
        ("netto", mkr(outcome.abs())),
        ("jämfört", compared(outcome - to_date)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut said = vec![filled("kapitel.utfall", &values)];
    let forecast = own.forecast.and_then(|given| net(Shown::forecast(given)));
    said.extend(forecast.zip(net(Shown::budget(own.period.year))).map(|(forecast, budget)| {
        let (of_year, compared) = (mkr(forecast.abs()), compared(forecast - budget));
        filled("kapitel.prognos", &[("prognos", &of_year), ("jämfört", &compared)])
    }));
    Some(said.join(" "))
}

fn net_word(value: Money) -> &'static str {
    if value > Money::ZERO { phrase("kapitel.nettointäkt") } else { phrase("kapitel.nettokostnad") }
}

fn section(key: &str, title: String, landscape: bool, blocks: Vec<Block>) -> Section {
    Section { key: key.to_string(), title, landscape, kind: SectionKind::Presentation, blocks }
}
