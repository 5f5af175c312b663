//! What a workbook was made from, and what its columns mean.

use super::Material;
use super::build::{column, text, word_table};
use super::live::innermost_are_live;
use super::proof::note;
use crate::doc::{Block, Cell, ColumnKind, Quantity, Role, Row, RowKey, Table};
use crate::text::phrase::{filled, phrase};

/// The sheet *Om*. `data`: the workbook has the flat tables.
pub fn blocks(material: &Material, data: bool) -> Vec<Block> {
    let mut blocks = vec![note(&filled("om.version", &[("version", material.version)]))];
    if data {
        let live = innermost_are_live(material);
        blocks.push(note(match (material.scope, live) {
            (Some(_), _) => phrase("om.data_del"),
            (None, true) => phrase("om.data"),
            (None, false) => phrase("om.data_värden"),
        }));
    }
    blocks.push(note(phrase("om.avrundning")));
    blocks.push(note(phrase("om.indata_ord")));
    blocks.push(Block::Table(definitions(material)));
    blocks.push(Block::Table(Table { on_paper: false, ..inputs(material) }));
    blocks
}

/// Every kind of column with its meaning.
fn definitions(material: &Material) -> Table {
    let kinds = [
        (phrase("om.ursprunglig"), material.standing("om.ursprunglig_ord")),
        (phrase("om.förändringar"), material.standing("om.förändringar_ord")),
        (phrase("om.budget_kolumn"), material.standing("om.budget_ord")),
        (phrase("om.utfall"), material.standing("om.utfall_ord")),
        (phrase("om.utfall_fg"), material.standing("om.utfall_fg_ord")),
        (phrase("om.avvikelse_kolumn"), material.standing("om.avvikelse_ord")),
        (phrase("om.prognos_kolumn"), material.standing("om.prognos_ord")),
        (phrase("om.prognosavvikelse"), material.standing("om.prognosavvikelse_ord")),
        (phrase("om.ackumulerat"), material.standing("om.ackumulerat_ord")),
        (phrase("om.ombudgeterat"), material.standing("om.ombudgeterat_ord")),
        (phrase("om.läge"), material.standing("om.läge_ord")),
        (phrase("om.gräns"), material.standing("om.gräns_ord")),
        (phrase("om.varav"), material.standing("om.varav_ord")),
        (phrase("om.procent"), material.standing("om.procent_ord")),
    ];
    let row = |(name, meaning): (&str, &str)| Row {
        key: RowKey::Other(name.to_string()),
        role: Role::Item,
        depth: 0,
        cells: vec![text(name), text(meaning)],
    };
    let columns = vec![
        column("kolumn", phrase("om.kolumn"), ColumnKind::Text { wide: false }),
        column("betydelse", phrase("om.betydelse"), ColumnKind::Text { wide: true }),
    ];
    word_table("definitioner", phrase("om.kolumner"), columns, kinds.into_iter().map(row).collect())
}

fn inputs(material: &Material) -> Table {
    let rows = material.inputs.iter().map(|input| {
        let size = Cell::Number(Quantity::given(input.size.into(), 0));
        let cells = vec![text(input.path.clone()), text(input.sha256.clone()), size];
        Row { key: RowKey::Other(input.path.clone()), role: Role::Item, depth: 0, cells }
    });
    let columns = vec![
        column("fil", phrase("avstämning.fil"), ColumnKind::Text { wide: true }),
        column("sha256", phrase("om.sha256"), ColumnKind::Text { wide: true }),
        column("storlek", phrase("om.storlek"), ColumnKind::Number),
    ];
    word_table("indata", phrase("om.indata"), columns, rows.collect())
}
