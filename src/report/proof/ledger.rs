//! The ledger's part of the avstämning: where its rows went, debit and credit by period, what was counted twice.

use rust_decimal::Decimal;

use super::{Extent, counted, note};
use crate::consolidate::ledger::{Placement, control_name, period_name, row_name};
use crate::consolidate::reconcile::Proof;
use crate::doc::{
    AmountUnit, Block, Cell, Column, ColumnKind, Figure, Formula, Quantity, Role, Row, RowKey, Table,
};
use crate::domain::control::{Control, Counted, Destination};
use crate::domain::money::Money;
use crate::domain::tally::Tally;
use crate::report::build::{column, sum_rows, table, text};
use crate::text::phrase::{filled, phrase};
use crate::text::proof as words;

/// Nothing when there is no ledger.
pub fn blocks(proof: &Proof, extent: Extent) -> Vec<Block> {
    if proof.ledger.placements.is_empty() {
        return Vec::new();
    }
    let periods = periods(proof, extent);
    let tables = [Some(destinations(proof)), Some(by_file(proof, extent)), periods, controls(proof, extent)];
    let mut blocks: Vec<Block> = tables.into_iter().flatten().map(Block::Table).collect();
    blocks.extend((extent == Extent::Appendix).then(|| note(&balanced(proof))));
    blocks
}

fn in_kronor(table: Table) -> Table {
    Table { unit: AmountUnit::KrOre, ..table }
}

fn number(rows: u64) -> Cell {
    Cell::Number(Quantity::given(rows.into(), 0))
}

fn tally_columns(heading: &str) -> Vec<Column> {
    vec![
        column("till", heading, ColumnKind::Text { wide: true }),
        column("rader", phrase("avstämning.rader"), ColumnKind::Number),
        column("plus", phrase("avstämning.plus"), ColumnKind::Amount),
        column("minus", phrase("avstämning.minus"), ColumnKind::Amount),
        column("netto", phrase("avstämning.netto"), ColumnKind::Amount),
    ]
}

fn tally_row(proof: &Proof, key: String, heading: &str, tally: Tally, role: Role, depth: u8) -> Row {
    let sum = |column: &str| counted(proof, &key, column);
    let net = across(sum("netto"));
    let cells = vec![text(heading), number(tally.rows), sum("plus"), sum("minus"), net];
    Row { cells, role, depth, key: RowKey::Other(key) }
}

/// Plus and minus of the row together, as the workbook computes it.
fn across(cell: Cell) -> Cell {
    match cell {
        Cell::Amount(figure) => {
            Cell::Amount(Figure { formula: Some(Formula::Across(vec![PLUS, MINUS])), ..figure })
        }
        other => other,
    }
}

const PLUS: usize = 2;
const MINUS: usize = 3;

/// All files together, with what the report is made from beside it.
fn destinations(proof: &Proof) -> Table {
    let mut rows: Vec<Row> = Vec::new();
    for to in Destination::ALL {
        if let Some(tally) = proof.ledger.of(to) {
            let heading = words::destination(to);
            rows.push(tally_row(proof, row_name(None, Some(to)), heading, tally, Role::Item, 0));
        }
    }
    let parts: Vec<(usize, bool)> = (0..rows.len()).map(|row| (row, false)).collect();
    let all = phrase("avstämning.alla_rader");
    rows.push(tally_row(proof, row_name(None, None), all, proof.ledger.total(), Role::Total, 0));
    for row in &mut rows {
        if let RowKey::Other(key) = &row.key {
            row.cells.push(counted(proof, key, "fakta"));
        }
    }
    if let Some(total) = rows.last_mut() {
        sum_rows(total, &parts);
    }
    let mut columns = tally_columns(phrase("avstämning.till"));
    columns.push(column("fakta", phrase("avstämning.bearbetat"), ColumnKind::Amount));
    let mut built = table("rader", phrase("avstämning.rubrik_rader"), columns, rows);
    built.notes.push(phrase("avstämning.rader_not").to_string());
    in_kronor(built)
}

fn by_file(proof: &Proof, extent: Extent) -> Table {
    let mut rows = Vec::new();
    for file in &proof.ledger.placements {
        match extent {
            Extent::Whole => add_file(proof, file, &mut rows),
            Extent::Appendix | Extent::Brief => rows.push(file_row(proof, file, Role::Item)),
        }
    }
    let columns = tally_columns(phrase("avstämning.fil"));
    let mut built = table("rader_fil", phrase("avstämning.rubrik_rader_fil"), columns, rows);
    if extent == Extent::Whole {
        built.notes.extend(words::encodings(&proof.ledger.encodings));
    }
    in_kronor(built)
}

fn file_row(proof: &Proof, file: &Placement, role: Role) -> Row {
    tally_row(proof, row_name(Some(&file.file), None), &file.file, file.total, role, 0)
}

fn add_file(proof: &Proof, file: &Placement, rows: &mut Vec<Row>) {
    let at = rows.len();
    rows.push(file_row(proof, file, Role::Group));
    for (to, tally) in &file.by {
        let (key, heading) = (row_name(Some(&file.file), Some(*to)), words::destination(*to));
        rows.push(tally_row(proof, key, heading, *tally, Role::Item, 1));
    }
    let parts: Vec<(usize, bool)> = (at + 1..rows.len()).map(|row| (row, false)).collect();
    sum_rows(&mut rows[at], &parts);
}

/// On paper only the periods that do not balance; [`balanced`] counts the others.
fn periods(proof: &Proof, extent: Extent) -> Option<Table> {
    let listed = |tally: &Tally| extent == Extent::Whole || !is_balanced(tally);
    let periods = proof.ledger.periods.iter().filter(|(_, tally)| listed(tally));
    let rows = periods.map(|(period, tally)| {
        let key = period_name(*period);
        tally_row(proof, key, &period.to_string(), *tally, Role::Item, 0)
    });
    let rows: Vec<Row> = rows.collect();
    let mut columns = tally_columns(phrase("kolumn.period"));
    let headings = [phrase("avstämning.debet"), phrase("avstämning.kredit"), phrase("avstämning.skillnad")];
    for (column, heading) in columns.iter_mut().skip(2).zip(headings) {
        column.heading = heading.to_string();
    }
    let built = || in_kronor(table("perioder", phrase("avstämning.rubrik_perioder"), columns, rows.clone()));
    (!rows.is_empty()).then(built)
}

fn is_balanced(tally: &Tally) -> bool {
    tally.net() == Money::ZERO
}

fn balanced(proof: &Proof) -> String {
    let met = proof.ledger.periods.iter().filter(|(_, tally)| is_balanced(tally)).count().to_string();
    let all = proof.ledger.periods.len().to_string();
    filled("avstämning.perioder_lika", &[("lika", &met), ("alla", &all)])
}

fn controls(proof: &Proof, extent: Extent) -> Option<Table> {
    let listed = |control: &&Control| extent == Extent::Whole || !control.of.is_of_period();
    let all = &proof.ledger.controls;
    let rows: Vec<Row> = all
        .iter()
        .filter(listed)
        .map(|control| {
            let key = control_name(control);
            let side = |counted_as: Counted, column: &str| match counted_as {
                Counted::Kr(_) => counted(proof, &key, column),
                Counted::Rows(rows) => number(rows),
            };
            let difference = match (control.expected, control.found) {
                (Counted::Rows(expected), Counted::Rows(found)) => counted_apart(expected, found),
                _ => difference(counted(proof, &key, "skillnad")),
            };
            let cells = vec![
                text(words::control(&control.of)),
                side(control.expected, "väntat"),
                side(control.found, "funnet"),
                difference,
            ];
            Row { key: RowKey::Other(key), role: Role::Item, depth: 0, cells }
        })
        .collect();
    let columns = vec![
        column("kontroll", phrase("avstämning.kontroll"), ColumnKind::Text { wide: true }),
        column("väntat", phrase("avstämning.väntat"), ColumnKind::Amount),
        column("funnet", phrase("avstämning.funnet"), ColumnKind::Amount),
        column("skillnad", phrase("avstämning.skillnad"), ColumnKind::Amount),
    ];
    let mut built = table("kontroller", phrase("avstämning.rubrik_kontroller"), columns, rows);
    built.notes.push(phrase("avstämning.kontroller_not").to_string());
    let counted: Vec<&Control> = all.iter().filter(|control| !listed(control)).collect();
    if !counted.is_empty() {
        let met = counted.iter().filter(|control| control.expected == control.found).count();
        let numbers = [("alla", counted.len().to_string()), ("stämmer", met.to_string())];
        let numbers: Vec<(&str, &str)> =
            numbers.iter().map(|(name, number)| (*name, number.as_str())).collect();
        built.notes.push(filled("avstämning.kontroller_per_period", &numbers));
    }
    (!built.rows.is_empty()).then(|| in_kronor(built))
}

/// Rows found less rows expected, as the workbook computes it.
fn counted_apart(expected: u64, found: u64) -> Cell {
    let apart = Decimal::from(found) - Decimal::from(expected);
    Cell::Number(Quantity::computed(apart, 0, Formula::Columns { plus: 2, minus: 1 }))
}

/// Found less expected, as the workbook computes it.
fn difference(cell: Cell) -> Cell {
    match cell {
        Cell::Amount(figure) => {
            Cell::Amount(Figure { formula: Some(Formula::Columns { plus: 2, minus: 1 }), ..figure })
        }
        other => other,
    }
}
