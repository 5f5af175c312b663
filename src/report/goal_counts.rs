//! How the counts of ratings rest on the sheets that the ratings stand on.

use super::Material;
use super::goals::rating_cell;
use crate::doc::{Block, Cell, Counted, Formula, Quantity, Role, Table};

/// Lets the workbook count the ratings of each perspective on its own sheet, and sum them to rows and to the whole.
pub fn make_live(material: &Material, blocks: &mut [Block], perspectives: &[(String, Table)]) {
    for block in blocks {
        if let Block::Table(table) = block
            && table.id == super::goals::DISTRIBUTION
        {
            count(material, table, perspectives);
        }
    }
}

fn count(material: &Material, table: &mut Table, perspectives: &[(String, Table)]) {
    let words: Vec<(usize, Cell)> = (WORDS..table.columns.len())
        .filter(|at| matches!(table.rows.first().map(|row| &row.cells[*at]), Some(Cell::Number(_))))
        .map(|at| (at, like(material, &table.columns[at].key)))
        .collect();
    let across: Vec<usize> = words.iter().map(|(at, _)| *at).collect();
    let parts: Vec<(usize, bool)> = (0..table.rows.len() - 1).map(|row| (row, false)).collect();
    for row in &mut table.rows {
        let own =
            perspectives.iter().map(|(_, of)| of).find(|of| row.key == super::goals::perspective_key(of));
        let total = row.role == Role::Total;
        for (column, like) in &words {
            let formula = match own {
                _ if total => Some(Formula::Rows(parts.clone())),
                Some(own) => Some(counted(own, like)),
                // A perspective without goals has no sheet: none of its goals has a rating.
                None => None,
            };
            set(&mut row.cells[*column], formula);
        }
        set(&mut row.cells[ALL], own.is_some().then(|| Formula::Across(across.clone())));
        if total {
            set(&mut row.cells[ALL], Some(Formula::Rows(parts.clone())));
        }
    }
}

/// The columns of how many goals there are, and of the first word of the scale.
const ALL: usize = 1;
const WORDS: usize = 2;

/// What a cell shows that has the word of a column.
fn like(material: &Material, key: &str) -> Cell {
    let known = material.registers.settings.scale.iter().any(|step| step.word == key);
    rating_cell(material.registers, known.then_some(key))
}

fn counted(of: &Table, like: &Cell) -> Formula {
    let rows = (0, of.rows.len().saturating_sub(1));
    let column = of.column(super::goals::RATING).unwrap_or_default();
    Formula::Count(Box::new(Counted { table: Some(of.id.clone()), column, rows, like: like.clone() }))
}

fn set(cell: &mut Cell, formula: Option<Formula>) {
    if let Cell::Number(Quantity { formula: own, .. }) = cell {
        *own = formula;
    }
}
