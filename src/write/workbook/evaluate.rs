//! The proof that a live formula gives what the document says: each is computed here as a program that opens the workbook
//! would, exactly.

use rust_decimal::Decimal;

use crate::doc::{
    AmountUnit, Block, Cell, CellOf, Counted, DataSum, Document, Figure, Formula, Operand, Quantity, Ratio,
    Section, Table,
};
use crate::domain::money::Money;

use super::WorkbookError;
use super::formula::{column_heading, row_heading};

/// What may differ between two ways of dividing the same, of a value of about one.
const LAST_DIGITS: Decimal = Decimal::from_parts(1, 0, 0, false, 20);

/// Every row is as wide as its table, and every formula of a section gives exactly its cell's value.
pub fn verify(section: &Section, document: &Document) -> Result<(), WorkbookError> {
    for block in &section.blocks {
        match block {
            Block::Table(table) => verify_table(table, document)?,
            Block::KeyFigures(figures) => {
                for figure in figures {
                    let names = || (section.key.clone(), figure.label.clone(), String::new());
                    holds(&figure.value, &names, &|formula| elsewhere(document, formula))?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn verify_table(table: &Table, document: &Document) -> Result<(), WorkbookError> {
    for (at, row) in table.rows.iter().enumerate() {
        if row.cells.len() != table.columns.len() {
            return Err(WorkbookError::UnevenRow { table: table.id.clone(), row: row_heading(table, at) });
        }
        for (column, cell) in row.cells.iter().enumerate() {
            let names = || (table.id.clone(), row_heading(table, at), column_heading(table, column));
            let own = Own { table, document, row: at, column };
            holds(cell, &names, &|formula| own.evaluate(formula))?;
        }
    }
    Ok(())
}

/// Whether a cell's formula, if it has one, gives its value.
fn holds(
    cell: &Cell,
    names: &dyn Fn() -> (String, String, String),
    evaluate: &dyn Fn(&Formula) -> Option<Decimal>,
) -> Result<(), WorkbookError> {
    let Some(formula) = formula_of(cell) else { return Ok(()) };
    let Some(found) = evaluate(formula) else {
        let (table, row, column) = names();
        return Err(WorkbookError::FormulaIsBroken { table, row, column });
    };
    let expected = value(cell);
    let exact = matches!(cell, Cell::Amount(_));
    let allowed = if exact { Decimal::ZERO } else { LAST_DIGITS * expected.abs().max(Decimal::ONE) };
    if (found - expected).abs() <= allowed {
        return Ok(());
    }
    let (table, row, column) = names();
    Err(match (cell, Money::from_kr_decimal(found)) {
        (Cell::Amount(Figure { value, .. }), Some(formula)) => {
            WorkbookError::FormulaDiffers { table, row, column, formula, value: *value }
        }
        _ => WorkbookError::NumberDiffers { table, row, column, formula: found, value: expected },
    })
}

/// How the workbook computes a cell; `None` when it is a value there.
pub fn formula_of(cell: &Cell) -> Option<&Formula> {
    match cell {
        Cell::Amount(Figure { formula, .. })
        | Cell::Percent(Quantity { formula, .. })
        | Cell::Number(Quantity { formula, .. }) => formula.as_ref(),
        _ => None,
    }
}

/// An amount in kr, a number as it is, a percentage in per cent. Blank and text count as nothing.
fn value(cell: &Cell) -> Decimal {
    match cell {
        Cell::Amount(figure) => figure.value.to_kr().unwrap_or_default(),
        Cell::Percent(one) | Cell::Number(one) => one.value,
        _ => Decimal::ZERO,
    }
}

/// What can stand in a sum: amounts beside amounts, numbers beside numbers, and what counts as nothing.
fn is_alike(cell: &Cell, other: &Cell) -> bool {
    match cell {
        Cell::Amount(_) => matches!(other, Cell::Amount(_)),
        Cell::Percent(_) => matches!(other, Cell::Percent(_)),
        Cell::Number(_) => matches!(other, Cell::Number(_)),
        Cell::Date(_) => false,
        Cell::Empty
        | Cell::Missing(_)
        | Cell::Text(_)
        | Cell::Link { .. }
        | Cell::State { .. }
        | Cell::Trend { .. } => true,
    }
}

/// A cell of a table of a document.
struct Own<'a> {
    table: &'a Table,
    document: &'a Document,
    row: usize,
    column: usize,
}

impl Own<'_> {
    fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.table.rows.get(row)?.cells.get(column)
    }

    /// What the workbook computes; `None` when the formula names its own cell or one that is not there.
    fn evaluate(&self, formula: &Formula) -> Option<Decimal> {
        match formula {
            Formula::Cells(cells) if cells.iter().any(|one| one.table == self.table.id) => None,
            Formula::Data(sums) if sums.iter().any(|one| one.table == self.table.id) => None,
            Formula::Ratio(ratio) => self.ratio(ratio),
            Formula::Count(counted) => self.count(counted),
            Formula::Less { figure, rows } => {
                let whole = elsewhere(self.document, figure.formula.as_ref()?)?;
                let rows: Vec<_> = rows.iter().map(|row| (*row, self.column, true)).collect();
                Some(whole + self.sum(&rows, true)?)
            }
            Formula::Cells(_) | Formula::Data(_) => elsewhere(self.document, formula),
            _ => self.sum(&terms(formula, self.row, self.column), true),
        }
    }

    /// Σ cells of the table, `alike` only those that are what the cell itself is.
    fn sum(&self, terms: &[(usize, usize, bool)], alike: bool) -> Option<Decimal> {
        let own = self.cell(self.row, self.column)?;
        let mut sum = Decimal::ZERO;
        for (row, column, subtracted) in terms {
            let cell = self.cell(*row, *column)?;
            let allowed = if alike { is_alike(cell, own) } else { !matches!(cell, Cell::Date(_)) };
            if !allowed || (*row, *column) == (self.row, self.column) {
                return None;
            }
            sum += if *subtracted { -value(cell) } else { value(cell) };
        }
        Some(sum)
    }

    fn ratio(&self, ratio: &Ratio) -> Option<Decimal> {
        let of = |operand: &Operand| match operand {
            Operand::Cells(cells) => self.sum(cells, false),
            Operand::Figure(figure) => {
                let found = elsewhere(self.document, figure.formula.as_ref()?)?;
                (Some(found) == figure.value.to_kr()).then_some(found)
            }
            Operand::Number { cell, value } => {
                let table = self.document.table(&cell.table).filter(|table| table.id != self.table.id)?;
                match table.rows.get(cell.row)?.cells.get(cell.column)? {
                    Cell::Number(found) if found.value == *value => Some(found.value),
                    _ => None,
                }
            }
            Operand::Constant(number) => Some((*number).into()),
        };
        let (over, under) = (of(&ratio.over)?, of(&ratio.under)?);
        let under = if ratio.size { under.abs() } else { under };
        let percent = ratio.in_percent || matches!(self.cell(self.row, self.column)?, Cell::Percent(_));
        (if percent { over * Decimal::ONE_HUNDRED } else { over }).checked_div(under)
    }

    fn count(&self, counted: &Counted) -> Option<Decimal> {
        let table = match &counted.table {
            Some(other) => self.document.table(other).filter(|other| other.id != self.table.id)?,
            None => self.table,
        };
        let (from, to) = counted.rows;
        let own = counted.table.is_none() && counted.column == self.column;
        if own && (from..=to).contains(&self.row) {
            return None;
        }
        let rows = table.rows.get(from..=to)?;
        let same = rows.iter().filter(|row| row.cells.get(counted.column) == Some(&counted.like));
        Some(same.count().into())
    }
}

/// The cells of the table that a formula sums (`true` = subtracted): row, column.
pub fn terms(formula: &Formula, row: usize, column: usize) -> Vec<(usize, usize, bool)> {
    match formula {
        Formula::Rows(rows) => rows.iter().map(|(row, subtracted)| (*row, column, *subtracted)).collect(),
        Formula::Columns { plus, minus } => vec![(row, *plus, false), (row, *minus, true)],
        Formula::Across(columns) => columns.iter().map(|column| (row, *column, false)).collect(),
        Formula::Running { of, to } => (0..=*to).map(|row| (row, *of, false)).collect(),
        Formula::Cells(_)
        | Formula::Data(_)
        | Formula::Less { .. }
        | Formula::Ratio(_)
        | Formula::Count(_) => Vec::new(),
    }
}

/// Figures that stand in other tables, in kr.
fn elsewhere(document: &Document, formula: &Formula) -> Option<Decimal> {
    match formula {
        Formula::Cells(cells) => {
            unit_of(document, cells)?;
            let mut sum = Money::ZERO;
            for one in cells {
                let table = document.table(&one.table)?;
                let Cell::Amount(figure) = table.rows.get(one.row)?.cells.get(one.column)? else {
                    return None;
                };
                sum += if one.subtracted { -figure.value } else { figure.value };
            }
            sum.to_kr()
        }
        Formula::Data(sums) => {
            let of = |sum: &DataSum| document.table(sum.table)?.sum_of(std::slice::from_ref(sum));
            sums.iter().map(of).sum::<Option<Money>>()?.to_kr()
        }
        _ => None,
    }
}

/// The one unit that all the cells are in.
pub fn unit_of(document: &Document, cells: &[CellOf]) -> Option<AmountUnit> {
    let mut units = cells.iter().map(|one| document.table(&one.table).map(|table| table.unit));
    let first = units.next()??;
    units.all(|unit| unit == Some(first)).then_some(first)
}
