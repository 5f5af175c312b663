//! The text of live formulas in a sheet.

use rust_xlsxwriter::Url;
use rust_xlsxwriter::utility::{quote_sheet_name, row_col_to_cell, row_col_to_cell_absolute};

use crate::doc::{
    AmountUnit, Block, Cell, CellOf, Counted, DataSum, Document, Figure, Formula, Operand, Ratio, Table,
    Target,
};

use super::cells::{cell_text, written};
use super::evaluate;
use super::plan::{Place, SheetPlan, Sheets};

/// Most arguments of one SUM, below Excel's 255.
const ARGUMENTS: usize = 200;
/// Numbers that are no amounts are summed to this many decimals.
const NUMBER_DECIMALS: u8 = 10;
/// Signs that a text to look for uses for others.
const WILDCARDS: [char; 3] = ['*', '?', '~'];

pub fn row_heading(table: &Table, row: usize) -> String {
    match table.rows.get(row).and_then(|row| row.cells.first()) {
        Some(Cell::Text(text) | Cell::Missing(text)) => text.clone(),
        _ => (row + 1).to_string(),
    }
}

pub fn column_heading(table: &Table, column: usize) -> String {
    table.columns.get(column).map_or_else(|| (column + 1).to_string(), |column| column.heading.clone())
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

/// The cell that a formula stands in: its table, where that stands, its row and column there.
pub struct Here<'a> {
    pub table: &'a Table,
    pub origin: Origin<'a>,
    pub row: usize,
    pub column: usize,
}

impl Here<'_> {
    /// The formula's text. An amount is rounded to the öre, so that binary noise neither tips a figure over a half nor
    /// leaves a minus before a zero.
    pub fn text(&self, formula: &Formula) -> String {
        match formula {
            Formula::Ratio(ratio) => self.ratio(ratio),
            Formula::Count(counted) => self.count(counted),
            Formula::Less { figure, rows } => self.less(figure, rows),
            Formula::Cells(_) | Formula::Data(_) => {
                let decimals = ore_decimals(self.table.unit);
                format!("=ROUND({},{decimals})", self.elsewhere(formula, self.table.unit))
            }
            _ => self.local(&evaluate::terms(formula, self.row, self.column)),
        }
    }

    /// A figure that stands elsewhere, less rows of the column.
    fn less(&self, figure: &Figure, rows: &[usize]) -> String {
        let whole = figure.formula.as_ref().map(|formula| self.elsewhere(formula, self.table.unit));
        let rows: Vec<_> = rows.iter().map(|row| (*row, self.column, true)).collect();
        let less = if rows.is_empty() { String::new() } else { self.sum(&rows, false).0 };
        format!("=ROUND({}{less},{})", whole.unwrap_or_default(), ore_decimals(self.table.unit))
    }

    /// Σ cells of the table itself.
    fn local(&self, terms: &[(usize, usize, bool)]) -> String {
        let filled = |(row, column, _): &(usize, usize, bool)| {
            let cell = self.table.rows.get(*row).and_then(|row| row.cells.get(*column));
            matches!(cell, Some(Cell::Amount(_) | Cell::Number(_) | Cell::Percent(_)))
        };
        let operands: Vec<bool> = terms.iter().map(filled).collect();
        let (sum, counted) = self.sum(terms, operands.iter().all(|filled| *filled));
        let amount = matches!(self.cell(), Some(Cell::Amount(_)));
        let decimals = if amount { ore_decimals(self.table.unit) } else { NUMBER_DECIMALS };
        let rounded = format!("ROUND({sum},{decimals})");
        let some_blank = operands.contains(&true) && operands.contains(&false);
        if some_blank && counted.len() <= ARGUMENTS {
            // When the last of the amounts is taken away by hand, nothing is left to show: blank, not 0.
            format!("=IF(COUNT({})=0,\"\",{rounded})", counted.join(","))
        } else {
            format!("={rounded}")
        }
    }

    /// The sum's text and the ranges it counts. A cell that may be blank stands in a SUM: a text is no number to `-`.
    fn sum(&self, terms: &[(usize, usize, bool)], all_filled: bool) -> (String, Vec<String>) {
        let ranges = |wanted: bool| -> Vec<String> {
            let chosen = terms.iter().filter(|(_, _, subtracted)| *subtracted == wanted);
            let cells: Vec<(usize, usize)> = chosen.map(|(row, column, _)| (*row, *column)).collect();
            let columns = cells.chunk_by(|a, b| a.1 == b.1);
            columns
                .flat_map(|own| {
                    let column = own[0].1;
                    let at = move |row: usize| self.at(row, column);
                    runs(own.iter().map(|(row, _)| *row))
                        .into_iter()
                        .map(move |(from, to)| range(&at(from), &at(to)))
                })
                .collect()
        };
        let (plus, minus) = (ranges(false), ranges(true));
        let single = |ranges: &[String]| ranges.iter().all(|one| !one.contains(':'));
        let few = terms.len() <= 2 && terms.iter().any(|(row, ..)| *row == self.row);
        let text = if all_filled && few && single(&plus) && single(&minus) && !plus.is_empty() {
            let minus: String = minus.iter().map(|cell| format!("-{cell}")).collect();
            plus.join("+") + &minus
        } else {
            signed_sums(&plus, &minus)
        };
        (text, [plus, minus].concat())
    }

    fn at(&self, row: usize, column: usize) -> String {
        row_col_to_cell(self.origin.first_row + row as u32, column as u16)
    }

    fn cell(&self) -> Option<&Cell> {
        self.table.rows.get(self.row)?.cells.get(self.column)
    }

    /// Figures that stand in other tables, in a unit.
    fn elsewhere(&self, formula: &Formula, unit: AmountUnit) -> String {
        match formula {
            Formula::Data(sums) => self.data_sums(sums, unit),
            Formula::Cells(cells) => self.origin.book.cells(cells, unit),
            _ => String::new(),
        }
    }

    fn ratio(&self, ratio: &Ratio) -> String {
        let (over_unit, under_unit) = (self.unit(&ratio.over), self.unit(&ratio.under));
        // Amounts in the same unit need no other; beside a number an amount is in kr.
        let apart = over_unit != under_unit;
        let (over, under) = (self.operand(&ratio.over, apart), self.operand(&ratio.under, apart));
        let divisor = if ratio.size { format!("ABS({under})") } else { in_brackets(&under) };
        let quotient =
            format!("{}/{divisor}{}", in_brackets(&over), if ratio.in_percent { "*100" } else { "" });
        match ratio.under {
            Operand::Constant(_) => format!("={quotient}"),
            _ => format!("=IF({under}=0,\"\",{quotient})"),
        }
    }

    /// What an operand is in; `None` for a number that is no amount.
    fn unit(&self, operand: &Operand) -> Option<AmountUnit> {
        match operand {
            Operand::Figure(_) => Some(AmountUnit::Kr),
            Operand::Number { .. } | Operand::Constant(_) => None,
            Operand::Cells(cells) => {
                let amount = |(row, column, _): &(usize, usize, bool)| {
                    matches!(
                        self.table.rows.get(*row).and_then(|row| row.cells.get(*column)),
                        Some(Cell::Amount(_))
                    )
                };
                cells.iter().any(amount).then_some(self.table.unit)
            }
        }
    }

    fn operand(&self, operand: &Operand, in_kr: bool) -> String {
        match operand {
            Operand::Figure(figure) => figure
                .formula
                .as_ref()
                .map(|formula| self.elsewhere(formula, AmountUnit::Kr))
                .unwrap_or_default(),
            Operand::Number { cell, .. } => self.origin.book.cell(cell).unwrap_or_default(),
            Operand::Constant(number) => number.to_string(),
            Operand::Cells(cells) => {
                let (sum, _) = match cells.as_slice() {
                    [(row, column, false)] => (self.at(*row, *column), Vec::new()),
                    _ => self.sum(cells, false),
                };
                let kr = self.unit(operand).map_or(1, |unit| unit.ore() / AmountUnit::Kr.ore());
                if in_kr && kr != 1 { format!("{}*{kr}", in_brackets(&sum)) } else { sum }
            }
        }
    }

    fn count(&self, counted: &Counted) -> String {
        let (from, to) = counted.rows;
        let cells = |first: u32| {
            let at = |row: usize| row_col_to_cell_absolute(first + row as u32, counted.column as u16);
            range(&at(from), &at(to))
        };
        let range = match &counted.table {
            None => cells(self.origin.first_row),
            Some(other) => self.origin.book.find(other).map_or_else(String::new, |(sheet, place, _)| {
                format!("{}!{}", quote_sheet_name(&sheet.name), cells(place.first_row + 1))
            }),
        };
        format!("=COUNTIF({range},{})", wanted(&cell_text(&counted.like)))
    }

    /// `SUMIFS(…)+SUMIFS(…)`, from the data's unit to another.
    fn data_sums(&self, sums: &[DataSum], unit: AmountUnit) -> String {
        let mut of_data = 1;
        let mut text = String::new();
        for sum in sums {
            let Some((_, place, data)) = self.origin.book.find(sum.table) else { continue };
            let name = place.flat.as_deref().unwrap_or_default();
            let of = |column: usize| format!("{name}[{}]", column_name(&column_heading(data, column)));
            let wanted: String = sum
                .wanted
                .iter()
                .map(|(column, text)| format!(",{},{}", of(*column), self.criterion(text)))
                .collect();
            text += if sum.subtracted { "-" } else { "+" };
            let function = if wanted.is_empty() { "SUM" } else { "SUMIFS" };
            text += &format!("{function}({}{wanted})", of(sum.column));
            of_data = unit.ore() / data.unit.ore();
        }
        let text = text.strip_prefix('+').unwrap_or(&text);
        match of_data {
            1 => text.to_string(),
            _ if sums.len() == 1 => format!("{text}/{of_data}"),
            _ => format!("({text})/{of_data}"),
        }
    }

    /// A text to look for: the row's own cell that says it, so that the formula can be copied down, else the text itself.
    fn criterion(&self, text: &str) -> String {
        let says = |cell: &Cell| matches!(cell, Cell::Text(own) if written(own) == text);
        let row = self.table.rows.get(self.row);
        let found = row.and_then(|row| row.cells.iter().position(says));
        match found.filter(|_| !text.contains(WILDCARDS)) {
            Some(column) => {
                let row = self.origin.first_row + self.row as u32;
                format!("\"=\"&{}", row_col_to_cell_with(row, column as u16))
            }
            None => wanted(text),
        }
    }
}

impl Book<'_> {
    /// Where a cell leads.
    pub fn url(self, cell: &Cell) -> Option<Url> {
        let Cell::Link { to, .. } = cell else { return None };
        let sheet_cell = |sheet: &str, cell: &str| format!("{}!{cell}", quote_sheet_name(sheet));
        let target = match to {
            // A sign that a link gives a meaning of its own: the file would not be found.
            Target::File { path, .. } if path.contains(['#', '%', '?', '\\']) => return None,
            Target::File { path, cell } => {
                let place = cell.as_ref().map(|(sheet, cell)| format!("#{}", sheet_cell(sheet, cell)));
                format!("file:///{}{}", path.replace(' ', "%20"), place.unwrap_or_default())
            }
            Target::Row { table, key } => {
                let (sheet, place, table) = self.find(table)?;
                let row = place.first_row + 1 + table.row(key)? as u32;
                format!("internal:{}", sheet_cell(&sheet.name, &row_col_to_cell(row, 0)))
            }
        };
        Some(Url::new(target))
    }

    /// A cell of another table.
    fn cell(self, cell: &CellOf) -> Option<String> {
        let (sheet, place, _) = self.find(&cell.table)?;
        let at = row_col_to_cell(place.first_row + 1 + cell.row as u32, cell.column as u16);
        Some(format!("{}!{at}", quote_sheet_name(&sheet.name)))
    }

    /// Σ cells of other tables, in a unit.
    pub fn cells(self, cells: &[CellOf], unit: AmountUnit) -> String {
        let one = |cell: &CellOf| {
            let sign = if cell.subtracted { "-" } else { "+" };
            Some(format!("{sign}{}", self.cell(cell)?))
        };
        let text: String = cells.iter().filter_map(one).collect();
        let text = text.strip_prefix('+').unwrap_or(&text);
        let from = evaluate::unit_of(self.document, cells).unwrap_or(unit);
        let (from, to) = (from.ore(), unit.ore());
        let text = if cells.len() > 1 && from != to { format!("({text})") } else { text.to_string() };
        match () {
            () if from < to => format!("{text}/{}", to / from),
            () if from > to => format!("{text}*{}", from / to),
            () => text,
        }
    }
}

/// A sum or a difference that is to be divided.
fn in_brackets(text: &str) -> String {
    let outer = text.chars().scan(0, |depth, sign| {
        *depth += i32::from(sign == '(') - i32::from(sign == ')');
        Some((*depth, sign))
    });
    let mut outer = outer.filter(|(depth, sign)| *depth == 0 && "+-".contains(*sign));
    if outer.next().is_some() { format!("({text})") } else { text.to_string() }
}

/// `$A9`: the same column wherever the formula is copied.
fn row_col_to_cell_with(row: u32, column: u16) -> String {
    format!("${}", row_col_to_cell(row, column))
}

/// A text that is looked for as it is: a quote is doubled, a wildcard is none.
fn wanted(text: &str) -> String {
    let plain: String = text
        .chars()
        .flat_map(|sign| WILDCARDS.contains(&sign).then_some('~').into_iter().chain([sign]))
        .collect();
    format!("\"={}\"", plain.replace('"', "\"\""))
}

/// A heading as a formula names its column.
fn column_name(heading: &str) -> String {
    heading.chars().flat_map(|sign| "[]#'".contains(sign).then_some('\'').into_iter().chain([sign])).collect()
}

/// Decimals that one öre has in mkr.
pub const MKR_DECIMALS: u8 = 8;

/// Decimals that one öre has in the unit.
fn ore_decimals(unit: AmountUnit) -> u8 {
    match unit {
        AmountUnit::Kr | AmountUnit::KrOre | AmountUnit::None => 2,
        AmountUnit::Tkr => 5,
        AmountUnit::Mkr => MKR_DECIMALS,
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
