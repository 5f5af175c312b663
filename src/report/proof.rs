//! The pages that show the work: avstämning, inlämning, påpekanden, om.

use super::build::{column, table, text, word_table};
use super::{FindingLine, Material};
use crate::consolidate::reconcile::Proof;
use crate::doc::{AmountUnit, Block, Cell, ColumnKind, Figure, ParagraphStyle, Role, Row, RowKey, Table};
use crate::domain::query::Query;
use crate::text::phrase::{filled, phrase};

/// The proof that nothing was lost or counted twice: per file what was read, per statement both sides.
pub fn reconciliation(proof: &Proof) -> Vec<Block> {
    let mut blocks = vec![note(phrase("avstämning.ingress"))];
    blocks.push(Block::Table(meets(proof)));
    blocks.push(Block::Table(files(proof)));
    for file in &proof.unproven {
        blocks.push(note(&filled("avstämning.ej_styrkt", &[("fil", file)])));
    }
    blocks
}

fn meets(proof: &Proof) -> Table {
    let rows = proof.meets.iter().map(|meet| {
        let sum = |column: &str| counted(proof, &meet.what, column);
        let cells = vec![text(meet.what.clone()), sum("indata"), sum("rapport"), sum("skillnad")];
        Row { key: RowKey::Other(meet.what.clone()), role: Role::Item, depth: 0, cells }
    });
    let columns = vec![
        column("vad", phrase("avstämning.vad"), ColumnKind::Text { wide: true }),
        column("indata", phrase("avstämning.indata"), ColumnKind::Amount),
        column("rapport", phrase("avstämning.rapport"), ColumnKind::Amount),
        column("skillnad", phrase("avstämning.skillnad"), ColumnKind::Amount),
    ];
    let rows = rows.collect();
    Table {
        unit: AmountUnit::KrOre, ..table("avstamning", phrase("avstämning.rubrik_sidor"), columns, rows)
    }
}

fn files(proof: &Proof) -> Table {
    let rows = proof.files.iter().map(|file| {
        let rows = Cell::Number { value: file.rows.into(), decimals: 0 };
        let sum = |column: &str| counted(proof, &file.file, column);
        let cells = vec![text(file.file.clone()), rows, sum("plus"), sum("minus"), sum("netto")];
        Row { key: RowKey::Other(file.file.clone()), role: Role::Item, depth: 0, cells }
    });
    let columns = vec![
        column("fil", phrase("avstämning.fil"), ColumnKind::Text { wide: true }),
        column("rader", phrase("avstämning.rader"), ColumnKind::Number),
        column("plus", phrase("avstämning.plus"), ColumnKind::Amount),
        column("minus", phrase("avstämning.minus"), ColumnKind::Amount),
        column("netto", phrase("avstämning.netto"), ColumnKind::Amount),
    ];
    let rows = rows.collect();
    Table { unit: AmountUnit::KrOre, ..table("filer", phrase("avstämning.rubrik_filer"), columns, rows) }
}

/// A control sum is no query on facts: it is what was counted.
fn counted(proof: &Proof, what: &str, column: &str) -> Cell {
    let query = Query::Counted { what: what.to_string(), column: column.to_string() };
    let figure = |value| Cell::Amount(Figure { value, query, formula: None });
    proof.counted(what, column).map_or(Cell::Empty, figure)
}

/// Who has answered.
pub fn handed_in(material: &Material) -> Option<Table> {
    let rows: Vec<Row> = material
        .registers
        .org
        .with_template(material.period)
        .map(|(node, _)| {
            let answer = material.answers.iter().find(|answer| answer.unit == node.code);
            let cells = vec![
                text(node.name.clone()),
                text(node.manager.clone()),
                match answer {
                    Some(_) if material.faulty.contains(&node.name) => {
                        Cell::Missing(phrase("inlämning.med_fel").to_string())
                    }
                    Some(_) => text(phrase("inlämning.ja")),
                    None => Cell::Missing(phrase("inlämning.nej").to_string()),
                },
                text(answer.map(|answer| answer.file.to_string()).unwrap_or_default()),
            ];
            Row { key: RowKey::Org(node.code.clone()), role: Role::Item, depth: 0, cells }
        })
        .collect();
    let columns = vec![
        column("enhet", phrase("kolumn.enhet"), ColumnKind::Text { wide: true }),
        column("chef", phrase("kolumn.chef"), ColumnKind::Text { wide: false }),
        column("läge", phrase("inlämning.läge"), ColumnKind::Word),
        column("fil", phrase("avstämning.fil"), ColumnKind::Text { wide: true }),
    ];
    (!rows.is_empty()).then(|| word_table("inlamning", phrase("inlämning.rubrik"), columns, rows))
}

/// All findings of the run.
pub fn finding_table(lines: &[FindingLine]) -> Option<Table> {
    let rows: Vec<Row> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let words = [&line.severity, &line.code, &line.place, &line.text, &line.expected, &line.remedy];
            let cells = words.into_iter().map(|word| text(word.clone())).collect();
            Row { key: RowKey::Other(at.to_string()), role: Role::Item, depth: 0, cells }
        })
        .collect();
    let columns = vec![
        column("grad", phrase("påpekanden.grad"), ColumnKind::Text { wide: false }),
        column("kod", phrase("påpekanden.kod"), ColumnKind::Text { wide: false }),
        column("plats", phrase("påpekanden.plats"), ColumnKind::Text { wide: true }),
        column("text", phrase("påpekanden.text"), ColumnKind::Text { wide: true }),
        column("väntat", phrase("påpekanden.väntat"), ColumnKind::Text { wide: true }),
        column("åtgärd", phrase("påpekanden.åtgärd"), ColumnKind::Text { wide: true }),
    ];
    (!rows.is_empty()).then(|| word_table("papekanden", phrase("påpekanden.rubrik"), columns, rows))
}

/// What the report was made from and how its columns are defined.
pub fn about(material: &Material) -> Vec<Block> {
    let lines = [phrase("om.avvikelse"), phrase("om.budget"), phrase("om.prognos"), phrase("om.avrundning")];
    let mut blocks = vec![note(&filled("om.version", &[("version", material.version)]))];
    blocks.push(Block::List(lines.iter().map(ToString::to_string).collect()));
    let rows = material.inputs.iter().map(|input| {
        let size = Cell::Number { value: input.size.into(), decimals: 0 };
        let cells = vec![text(input.path.clone()), size, text(input.sha256.clone())];
        Row { key: RowKey::Other(input.path.clone()), role: Role::Item, depth: 0, cells }
    });
    let columns = vec![
        column("fil", phrase("avstämning.fil"), ColumnKind::Text { wide: true }),
        column("storlek", phrase("om.storlek"), ColumnKind::Number),
        column("sha256", phrase("om.sha256"), ColumnKind::Text { wide: true }),
    ];
    blocks.push(Block::Table(word_table("indata", phrase("om.indata"), columns, rows.collect())));
    blocks
}

pub fn note(text: &str) -> Block {
    Block::Paragraph { text: text.to_string(), style: ParagraphStyle::Note }
}
