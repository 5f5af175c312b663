//! The pages that show the work: avstämning, inlämning, påpekanden, om.

mod ledger;

use super::build::{column, table, text, word_table};
use super::{FindingLine, board};
use crate::consolidate::board::Board;
use crate::consolidate::reconcile::Proof;
use crate::doc::{
    AmountUnit, Block, Cell, ColumnKind, Figure, Formula, ParagraphStyle, Quantity, Role, Row, RowKey, Table,
    Target,
};
use crate::domain::query::Query;
use crate::domain::registers::Registers;
use crate::text::phrase::{filled, phrase};

/// How much of the avstämning is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    Whole,
    /// The paper's: what the workbook lists by period and by profile is counted, not listed.
    Appendix,
    /// Both sides of the statements, and that the rest is in the workbook.
    Brief,
}

/// The proof that nothing was lost or counted twice: per file what was read, per statement both sides.
pub fn reconciliation(proof: &Proof, extent: Extent) -> Vec<Block> {
    let mut blocks = vec![note(phrase("avstämning.ingress"))];
    blocks.push(Block::Table(meets(proof)));
    if extent == Extent::Brief {
        blocks.push(note(phrase("avstämning.resten")));
        return blocks;
    }
    blocks.extend(ledger::blocks(proof, extent));
    blocks.push(Block::Table(files(proof)));
    blocks.extend(profiles(proof).filter(|_| extent == Extent::Whole).map(Block::Table));
    for file in &proof.unproven {
        blocks.push(note(&filled("avstämning.ej_styrkt", &[("fil", file)])));
    }
    blocks
}

fn meets(proof: &Proof) -> Table {
    let rows = proof.meets.iter().map(|meet| {
        let sum = |column: &str| counted(proof, &meet.what, column);
        let mut cells = vec![text(meet.what.clone()), sum("indata"), sum("rapport"), sum("skillnad")];
        if let Some(Cell::Amount(apart)) = cells.last_mut() {
            apart.formula = Some(Formula::Columns { plus: 1, minus: 2 });
        }
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
        let rows = Cell::Number(Quantity::given(file.rows.into(), 0));
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

/// How the year's budget is spread over the months.
fn profiles(proof: &Proof) -> Option<Table> {
    let rows: Vec<Row> = proof
        .profiles
        .iter()
        .map(|(name, tally)| {
            let shown = if name.is_empty() { phrase("avstämning.månadsbelopp") } else { name };
            let rows = Cell::Number(Quantity::given(tally.rows.into(), 0));
            let cells = vec![text(shown), rows, counted(proof, name, "netto")];
            Row { key: RowKey::Other(name.clone()), role: Role::Item, depth: 0, cells }
        })
        .collect();
    let columns = vec![
        column("profil", phrase("avstämning.profil"), ColumnKind::Text { wide: true }),
        column("rader", phrase("avstämning.rader"), ColumnKind::Number),
        column("netto", phrase("avstämning.netto"), ColumnKind::Amount),
    ];
    let built = table("profiler", phrase("avstämning.rubrik_profiler"), columns, rows);
    (!built.rows.is_empty()).then_some(Table { unit: AmountUnit::KrOre, ..built })
}

/// A control sum is no query on facts: it is what was counted.
fn counted(proof: &Proof, what: &str, column: &str) -> Cell {
    let query = Query::Counted { what: what.to_string(), column: column.to_string() };
    let figure = |value| Cell::Amount(Figure { value, query, formula: None });
    proof.counted(what, column).map_or(Cell::Empty, figure)
}

/// Who has answered.
pub fn handed_in(board: &Board) -> Vec<Block> {
    let mut blocks: Vec<Block> = board::sentences(board).iter().map(|line| note(line)).collect();
    blocks.push(Block::Table(board::table(board)));
    blocks
}

/// From where the workbooks lie to the arbetsmapp.
const FOLDER: &str = "../../";

/// Columns of a finding's unit, file, sheet and cell.
const UNIT: usize = 2;
const FILE: usize = 3;
const TAB: usize = 4;
const SPOT: usize = 5;

/// The shortest text that says where a finding is leads there: its cell, else its sheet, else its file. A long one would
/// not be wrapped: LibreOffice keeps a link on one line.
fn lead_to_file(cells: &mut [Cell], line: &FindingLine) {
    if !line.file.contains('.') {
        return;
    }
    let signs = line.spot.trim_start_matches(|sign: char| sign.is_ascii_uppercase());
    let is_cell = signs.len() < line.spot.len() && signs.bytes().all(|sign| sign.is_ascii_digit());
    let (column, words, spot) = match (line.tab.is_empty(), is_cell) {
        (true, _) => (FILE, &line.file, None),
        (false, false) => (TAB, &line.tab, Some("A1")),
        (false, true) => (SPOT, &line.spot, Some(line.spot.as_str())),
    };
    let cell = spot.map(|spot| (line.tab.clone(), spot.to_string()));
    let to = Target::File { path: format!("{FOLDER}{}", line.file), cell };
    cells[column] = Cell::Link { text: words.clone(), to };
}

/// The unit a finding is of, by a link to its row of the driftredovisning.
fn unit_cell(registers: Option<&Registers>, line: &FindingLine) -> Cell {
    let mut nodes = registers.into_iter().flat_map(|registers| registers.org.nodes());
    let node = nodes.find(|node| node.name == line.unit);
    node.map_or_else(
        || text(line.unit.clone()),
        |node| {
            let to = Target::Row { table: "drift".to_string(), key: RowKey::Org(node.code.clone()) };
            Cell::Link { text: line.unit.clone(), to }
        },
    )
}

/// All findings of the run. With registers a unit leads to its row of the driftredovisning.
pub fn finding_table(lines: &[FindingLine], registers: Option<&Registers>) -> Option<Table> {
    let rows: Vec<Row> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let words = [
                &line.severity,
                &line.code,
                &line.unit,
                &line.file,
                &line.tab,
                &line.spot,
                &line.field,
                &line.beside,
                &line.expected,
                &line.remedy,
            ];
            let mut cells: Vec<Cell> = words.into_iter().map(|word| text(word.clone())).collect();
            cells[UNIT] = unit_cell(registers, line);
            lead_to_file(&mut cells, line);
            Row { key: RowKey::Other(at.to_string()), role: Role::Item, depth: 0, cells }
        })
        .collect();
    let narrow = ColumnKind::Text { wide: false };
    let wide = ColumnKind::Text { wide: true };
    let columns = vec![
        column("allvar", phrase("påpekanden.allvar"), narrow),
        column("kod", phrase("påpekanden.kod"), narrow),
        column("enhet", phrase("kolumn.enhet"), narrow),
        column("fil", phrase("avstämning.fil"), narrow),
        column("flik", phrase("påpekanden.flik"), narrow),
        column("cell", phrase("påpekanden.cell"), narrow),
        column("fält", phrase("påpekanden.fält"), narrow),
        column("text", phrase("påpekanden.text"), wide),
        column("väntat", phrase("påpekanden.väntat"), wide),
        column("åtgärd", phrase("påpekanden.åtgärd"), wide),
    ];
    (!rows.is_empty()).then(|| word_table("papekanden", phrase("påpekanden.rubrik"), columns, rows))
}

pub fn note(text: &str) -> Block {
    Block::Paragraph { text: text.to_string(), style: ParagraphStyle::Note }
}
