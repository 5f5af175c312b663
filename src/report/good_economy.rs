//! God ekonomisk hushållning: the office's words of the whole, never the program's, and the counts behind them
//! (kommunallagen 11 kap. 1 and 6 §§, LKBR 11 kap. 8 §).

use super::Material;
use super::build::{column, text, word_table};
use super::{balance_requirement, finance, financial, goals, prose};
use crate::consolidate::goals::{Counts, Followed, follow};
use crate::doc::{Block, Cell, ColumnKind, Role, Row, RowKey, Table};
use crate::text::phrase::{filled, phrase};

/// The section of the register Texter.
pub const SECTION: &str = "god_ekonomisk_hushållning";

/// The assessment in the office's words, or that it is missing; then what it rests on.
pub fn blocks(material: &Material) -> Vec<Block> {
    let mut blocks = assessment(material);
    blocks.push(Block::Table(grounds(material)));
    blocks.extend(goals::drawn_distribution(material));
    blocks
}

/// The assessment in the office's words, or that it is missing.
pub fn assessment(material: &Material) -> Vec<Block> {
    let own = prose::own_text(material, SECTION);
    if own.is_empty() { vec![prose::paragraph(material.standing("geh.saknas"))] } else { own }
}

/// The counts behind the assessment.
fn grounds(material: &Material) -> Table {
    let followed = follow(material.registers, material.readings, material.period);
    let goals_in_all = followed.len();
    let (rated, missing) = goals::told_counts(material);
    let mut rows: Vec<Row> = Vec::new();
    let mut add = |key: &str, name: String, cell: Cell| {
        let cells = vec![text(name), cell];
        rows.push(Row { key: RowKey::Other(key.to_string()), role: Role::Item, depth: 0, cells });
    };
    for (word, count) in rated {
        add(&word, filled("geh.mål", &[("ord", &word)]), text(of(count, goals_in_all)));
    }
    if missing > 0 {
        add("utan", phrase("geh.utan").to_string(), text(of(missing, goals_in_all)));
    }
    let (reached, countable) = financial::count(material);
    if !material.registers.financial_goals.is_empty() {
        add("finansiella", phrase("geh.finansiella").to_string(), text(of(reached, countable)));
    }
    if let Some((held, limits)) = finance::held(material) {
        add("policy", phrase("geh.policy").to_string(), text(of(held, limits)));
    }
    if let Some(verdict) = balance_requirement::verdict(material) {
        add("balanskrav", phrase("geh.balanskrav").to_string(), verdict);
    }
    let counts: Counts = followed.iter().map(Followed::counts).sum();
    if counts.all > 0 {
        add("mätta", phrase("geh.mätta").to_string(), text(of(counts.measured, counts.all)));
    }
    if counts.judged > 0 {
        add("nådda", phrase("geh.nådda").to_string(), text(of(counts.met, counts.judged)));
    }
    let columns = vec![
        column("underlag", phrase("kolumn.underlag"), ColumnKind::Text { wide: true }),
        column("antal", phrase("kolumn.antal"), ColumnKind::Word),
    ];
    word_table("geh", material.standing("geh.underlag"), columns, rows)
}

/// "12 av 15".
fn of(count: usize, all: usize) -> String {
    filled("nyckel.mål_antal", &[("antal", &count.to_string()), ("alla", &all.to_string())])
}
