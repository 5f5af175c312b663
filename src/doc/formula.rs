//! Figures with what gives them: the query, and how the workbook computes them.

use rust_decimal::Decimal;

use super::{Cell, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::money::Money;
use crate::domain::query::Query;

/// An exact amount, the query that gives it, and how the workbook computes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub value: Money,
    pub query: Query,
    pub formula: Option<Formula>,
}

/// A number that is no amount, how many decimals it is shown with, and how the workbook computes it. Without a formula it
/// is a fact: measured, counted or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    pub value: Decimal,
    pub decimals: u8,
    pub formula: Option<Formula>,
}

impl Quantity {
    pub fn given(value: Decimal, decimals: u8) -> Quantity {
        Quantity { value, decimals, formula: None }
    }

    pub fn computed(value: Decimal, decimals: u8, formula: Formula) -> Quantity {
        Quantity { formula: Some(formula), ..Quantity::given(value, decimals) }
    }
}

/// Row and column indices count from zero within the same table; column 0 is the row heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// Σ rows (`true` = subtracted) of the same column.
    Rows(Vec<(usize, bool)>),
    /// Column minus column of the same row.
    Columns { plus: usize, minus: usize },
    /// Σ columns of the same row.
    Across(Vec<usize>),
    /// Σ of another column of the same table, from its first row to the row `to`.
    Running { of: usize, to: usize },
    /// A figure that stands elsewhere, less rows of the same column.
    Less { figure: Box<Figure>, rows: Vec<usize> },
    /// Σ of figures of other tables of the document.
    Cells(Vec<CellOf>),
    /// Sums of the document's flat tables.
    Data(Vec<DataSum>),
    /// One figure divided by another; blank where that is zero.
    Ratio(Box<Ratio>),
    /// How many cells say the same.
    Count(Box<Counted>),
}

impl Formula {
    pub fn ratio(over: Operand, under: Operand) -> Formula {
        Formula::Ratio(Box::new(Ratio { over, under, size: false, in_percent: false }))
    }
}

/// A cell of another table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellOf {
    pub table: String,
    pub row: usize,
    pub column: usize,
    pub subtracted: bool,
}

/// Σ of a column of a flat table over the rows that have these texts in these columns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DataSum {
    /// [`DATA`] or [`MONTHS`].
    pub table: &'static str,
    pub column: usize,
    pub wanted: Vec<(usize, String)>,
    pub subtracted: bool,
}

/// The ids of the flat tables: of the period, and month by month.
pub const DATA: &str = "data";
pub const MONTHS: &str = "manadsdata";

/// `over` divided by `under`. An amount is counted in kr beside a number that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratio {
    pub over: Operand,
    pub under: Operand,
    /// Divided by how large `under` is, whatever its sign.
    pub size: bool,
    /// Times a hundred: a number that is read as per cent beside others that are not.
    pub in_percent: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand {
    /// Σ cells of the same table (`true` = subtracted): row, column.
    Cells(Vec<(usize, usize, bool)>),
    /// An amount that does not stand in the table, by its own formula.
    Figure(Figure),
    /// A number that stands in another table.
    Number { cell: CellOf, value: Decimal },
    /// What an amount in kr is divided by to be in another unit.
    Constant(u32),
}

/// How many cells of a column, from a row to another, show what a cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Another table of the document; `None` is the same.
    pub table: Option<String>,
    pub column: usize,
    pub rows: (usize, usize),
    pub like: Cell,
}

impl Table {
    /// Whether a number follows from others and is to be computed by a workbook: a total or the figure of a group, a
    /// deviation, a percentage, an amount that several facts make up. What accounts are posted to is a fact, whatever a
    /// line of a statement draws on.
    pub fn is_derived(&self, row: usize, column: usize) -> bool {
        let Some(own) = self.rows.get(row) else { return false };
        let posted = own.role == Role::Item && matches!(own.key, RowKey::Line(_));
        let signed = self.columns.get(column).is_some_and(|column| column.kind == ColumnKind::Signed);
        let made_up = match own.cells.get(column) {
            Some(Cell::Amount(figure)) => match figure.query.parts().len() {
                0 => signed,
                1 => false,
                _ => !posted,
            },
            Some(Cell::Percent(_)) => true,
            Some(Cell::Number(_)) => signed,
            _ => return false,
        };
        made_up || matches!(own.role, Role::Group | Role::Subtotal | Role::Total)
    }

    /// What sums of this flat table come to; `None` when a cell they count is no amount. Texts are alike whatever their
    /// case, as they are to the programs that compute workbooks.
    pub fn sum_of(&self, sums: &[DataSum]) -> Option<Money> {
        let is_it = |row: &Row, (at, text): &(usize, String)| match row.cells.get(*at) {
            Some(Cell::Text(own)) => alike(own, text),
            _ => false,
        };
        let mut total = Money::ZERO;
        for sum in sums {
            for row in self.rows.iter().filter(|row| sum.wanted.iter().all(|wanted| is_it(row, wanted))) {
                let value = match row.cells.get(sum.column)? {
                    Cell::Amount(figure) => figure.value,
                    Cell::Empty => Money::ZERO,
                    _ => return None,
                };
                total += if sum.subtracted { -value } else { value };
            }
        }
        Some(total)
    }
}

fn alike(a: &str, b: &str) -> bool {
    a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase))
}
