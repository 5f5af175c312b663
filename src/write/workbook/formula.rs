//! Live formulas: their text in a sheet, and the proof that they give the amount the document says.

use rust_xlsxwriter::utility::{quote_sheet_name, row_col_to_cell};

use crate::doc::{AmountUnit, Block, Cell, DATA, DataSum, Document, Formula, Table};
use crate::domain::money::Money;

use super::WorkbookError;
use super::plan::{Place, SheetPlan, Sheets};

/// Most arguments of one SUM, below Excel's 255.
const ARGUMENTS: usize = 200;

/// Every row is as wide as the table and every formula gives exactly its cell's amount.
pub fn verify(table: &Table, document: &Document) -> Result<(), WorkbookError> {
    for (at, row) in table.rows.iter().enumerate() {
        if row.cells.len() != table.columns.len() {
            return Err(WorkbookError::UnevenRow { table: table.id.clone(), row: row_heading(table, at) });
        }
        for (column, cell) in row.cells.iter().enumerate() {
            let Cell::Amount(figure) = cell else { continue };
            let Some(formula) = &figure.formula else { continue };
            let place = || (table.id.clone(), row_heading(table, at), column_heading(table, column));
            match evaluate(table, document, at, column, formula) {
                None => {
                    let (table, row, column) = place();
                    return Err(WorkbookError::FormulaIsBroken { table, row, column });
                }
                Some(sum) if sum != figure.value => {
                    let (table, row, column) = place();
                    let (formula, value) = (sum, figure.value);
                    return Err(WorkbookError::FormulaDiffers { table, row, column, formula, value });
                }
                Some(_) => {}
            }
        }
    }
    Ok(())
}

pub fn row_heading(table: &Table, row: usize) -> String {
    match table.rows.get(row).and_then(|row| row.cells.first()) {
        Some(Cell::Text(text) | Cell::Missing(text)) => text.clone(),
        _ => (row + 1).to_string(),
    }
}

pub fn column_heading(table: &Table, column: usize) -> String {
    table.columns.get(column).map_or_else(|| (column + 1).to_string(), |column| column.heading.clone())
}

/// What Excel computes, in öre; `None` when the formula names itself or a cell outside the table.
pub fn evaluate(
    table: &Table,
    document: &Document,
    row: usize,
    column: usize,
    formula: &Formula,
) -> Option<Money> {
    let amount = |row: usize, column: usize| -> Option<Money> {
        match table.rows.get(row)?.cells.get(column)? {
            Cell::Amount(figure) => Some(figure.value),
            // Blank and text count as nothing in SUM, and the references are put in SUM where they can occur.
            Cell::Empty | Cell::Missing(_) | Cell::Text(_) | Cell::State { .. } | Cell::Trend { .. } => {
                Some(Money::ZERO)
            }
            Cell::Percent { .. } | Cell::Number { .. } | Cell::Date(_) => None,
        }
    };
    match formula {
        Formula::Rows(rows) => {
            let mut sum = Money::ZERO;
            for (other, subtracted) in rows {
                let value = amount(*other, column).filter(|_| *other != row)?;
                sum += if *subtracted { -value } else { value };
            }
            Some(sum)
        }
        Formula::Columns { plus, minus } => {
            let other = *plus != column && *minus != column;
            Some(amount(row, *plus)? - amount(row, *minus)?).filter(|_| other)
        }
        Formula::Running { of, to } => {
            let sum = (0..=*to).map(|row| amount(row, *of)).sum::<Option<Money>>();
            sum.filter(|_| *of != column)
        }
        Formula::Of { table: other, row, column } => {
            let other =
                document.table(other).filter(|other| other.id != table.id && other.unit == table.unit)?;
            match other.rows.get(*row)?.cells.get(*column)? {
                Cell::Amount(figure) => Some(figure.value),
                _ => None,
            }
        }
        Formula::Data(sums) => document.table(DATA).filter(|data| data.id != table.id)?.sum_of(sums),
    }
}

/// A document, and where everything of it stands.
#[derive(Clone, Copy)]
pub struct Book<'a> {
    pub document: &'a Document,
    pub sheets: &'a Sheets,
}

/// Where the table's first data row stands, from zero, in which workbook.
pub struct Origin<'a> {
    pub first_row: u32,
    pub book: Book<'a>,
}

impl<'a> Book<'a> {
    /// A table with its sheet and its place there.
    fn find(self, id: &str) -> Option<(&'a SheetPlan, &'a Place, &'a Table)> {
        let sections = self.document.sections.iter().zip(&self.sheets.sheets);
        let mut blocks = sections.flat_map(|(section, plan)| {
            section.blocks.iter().zip(&plan.blocks).map(move |(block, place)| (plan, place, block))
        });
        blocks.find_map(|(plan, place, block)| match block {
            Block::Table(table) if table.id == id => Some((plan, place, table)),
            _ => None,
        })
    }
}

/// The formula's text. It is rounded to the öre, so that binary noise neither tips a figure over a half nor leaves
/// a minus before a zero.
pub fn text(table: &Table, origin: &Origin, row: usize, column: usize, formula: &Formula) -> String {
    let at = |row: usize, column: usize| row_col_to_cell(origin.first_row + row as u32, column as u16);
    let is_amount = |row: usize, column: usize| {
        matches!(table.rows.get(row).and_then(|row| row.cells.get(column)), Some(Cell::Amount(_)))
    };
    let (sum, counted, operands) = match formula {
        Formula::Running { of, to } => {
            (format!("SUM({}:{})", at(0, *of), at(*to, *of)), Vec::new(), Vec::new())
        }
        Formula::Data(sums) => {
            let found = origin.book.find(DATA);
            let sums = found
                .and_then(|(_, place, data)| Some(data_sums(place.flat.as_deref()?, data, sums, table.unit)));
            (sums.unwrap_or_default(), Vec::new(), Vec::new())
        }
        Formula::Of { table, row, column } => {
            let found = origin.book.find(table);
            let cell = found.map(|(sheet, place, _)| {
                let cell = row_col_to_cell(place.first_row + 1 + *row as u32, *column as u16);
                format!("{}!{cell}", quote_sheet_name(&sheet.name))
            });
            (cell.unwrap_or_default(), Vec::new(), Vec::new())
        }
        Formula::Rows(rows) => {
            let cells = |wanted: bool| -> Vec<String> {
                let chosen = rows.iter().filter(|(_, subtracted)| *subtracted == wanted);
                runs(chosen.map(|(row, _)| *row))
                    .into_iter()
                    .map(|(from, to)| range(&at(from, column), &at(to, column)))
                    .collect()
            };
            let (plus, minus) = (cells(false), cells(true));
            let operands: Vec<bool> = rows.iter().map(|(row, _)| is_amount(*row, column)).collect();
            (signed_sums(&plus, &minus), [plus, minus].concat(), operands)
        }
        Formula::Columns { plus, minus } => {
            let (plus_at, minus_at) = (at(row, *plus), at(row, *minus));
            let operands = vec![is_amount(row, *plus), is_amount(row, *minus)];
            let sum = if operands == [true, true] {
                format!("{plus_at}-{minus_at}")
            } else {
                format!("SUM({plus_at})-SUM({minus_at})")
            };
            (sum, vec![plus_at, minus_at], operands)
        }
    };
    let rounded = format!("ROUND({sum},{})", ore_decimals(table.unit));
    let some_blank = operands.contains(&true) && operands.contains(&false);
    if some_blank && counted.len() <= ARGUMENTS {
        // When the last of the amounts is taken away by hand, nothing is left to show: blank, not 0.
        format!("=IF(COUNT({})=0,\"\",{rounded})", counted.join(","))
    } else {
        format!("={rounded}")
    }
}

/// `SUMIFS(…)+SUMIFS(…)`, from the data's unit to the table's.
fn data_sums(name: &str, data: &Table, sums: &[DataSum], unit: AmountUnit) -> String {
    let of = |column: usize| format!("{name}[{}]", column_name(&column_heading(data, column)));
    let one = |sum: &DataSum| {
        let wanted: String =
            sum.wanted.iter().map(|(column, text)| format!(",{},{}", of(*column), wanted(text))).collect();
        format!("{}SUMIFS({}{wanted})", if sum.subtracted { "-" } else { "+" }, of(sum.column))
    };
    let text: String = sums.iter().map(one).collect();
    let text = text.strip_prefix('+').unwrap_or(&text);
    match unit.ore() / data.unit.ore() {
        1 => text.to_string(),
        of_data if sums.len() == 1 => format!("{text}/{of_data}"),
        of_data => format!("({text})/{of_data}"),
    }
}

/// A text that is looked for as it is: a quote is doubled, a wildcard is none.
fn wanted(text: &str) -> String {
    let plain: String =
        text.chars().flat_map(|sign| "*?~".contains(sign).then_some('~').into_iter().chain([sign])).collect();
    format!("\"={}\"", plain.replace('"', "\"\""))
}

/// A heading as a formula names its column.
fn column_name(heading: &str) -> String {
    heading.chars().flat_map(|sign| "[]#'".contains(sign).then_some('\'').into_iter().chain([sign])).collect()
}

/// Decimals that one öre has in the unit.
fn ore_decimals(unit: AmountUnit) -> u8 {
    match unit {
        AmountUnit::Kr | AmountUnit::KrOre | AmountUnit::None => 2,
        AmountUnit::Tkr => 5,
        AmountUnit::Mkr => 8,
    }
}

/// `SUM(…)-SUM(…)`, in several SUMs when there are more ranges than one can take.
fn signed_sums(plus: &[String], minus: &[String]) -> String {
    let sums = |ranges: &[String], sign: &str| -> String {
        ranges.chunks(ARGUMENTS).map(|part| format!("{sign}SUM({})", part.join(","))).collect()
    };
    let text = sums(plus, "+") + &sums(minus, "-");
    match text.strip_prefix('+') {
        Some(text) => text.to_string(),
        None if text.is_empty() => "0".to_string(),
        None => text,
    }
}

fn range(from: &str, to: &str) -> String {
    if from == to { from.to_string() } else { format!("{from}:{to}") }
}

/// Contiguous runs in the given order; a row named twice is counted twice.
pub fn runs(rows: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, to)) if *to + 1 == row => *to = row,
            _ => runs.push((row, row)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::{runs, signed_sums};

    #[test]
    fn rows_that_follow_each_other_become_one_range() {
        assert_eq!(runs([1, 2, 3, 5, 7, 8].into_iter()), [(1, 3), (5, 5), (7, 8)]);
        assert_eq!(runs([2, 2].into_iter()), [(2, 2), (2, 2)]);
    }

    #[test]
    fn sums_have_their_signs_and_keep_excels_limit_of_arguments() {
        let cells = |from: usize, to: usize| (from..to).map(|row| format!("B{row}")).collect::<Vec<_>>();
        assert_eq!(signed_sums(&cells(1, 3), &cells(9, 10)), "SUM(B1,B2)-SUM(B9)");
        assert_eq!(signed_sums(&[], &cells(1, 2)), "-SUM(B1)");
        assert_eq!(signed_sums(&cells(0, 450), &[]).matches("SUM(").count(), 3);
    }
}
