//! The rows of the ledger behind a figure, as a table for the terminal and as a workbook.

use super::Material;
use super::build::{column, text};
use crate::doc::{
    AmountUnit, Block, Cell, ColumnKind, Document, Figure, Quantity, Role, Row, RowKey, Section, SectionKind,
    Table,
};
use crate::domain::money::Money;
use crate::domain::period::Month;
use crate::domain::personnummer;
use crate::domain::posting::Posting;
use crate::domain::query::Query;
use crate::text::behind as words;
use crate::text::phrase::phrase;

/// A figure and its rows, which sum to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// What it is of: a cost type, a line, a project.
    pub what: String,
    /// The unit by code and name; the municipality by its name.
    pub unit: String,
    pub period: Month,
    pub rows: Vec<Posting>,
    pub total: Money,
    pub query: Query,
}

/// Short enough for a terminal: the columns that tell a row, the first rows of many, and the total of all.
pub fn short_table(behind: &Behind, most: usize) -> Table {
    let mut table = table(behind);
    let total = table.rows.pop();
    table.rows.truncate(most);
    table.rows.extend(total);
    let shown = |key: &str| !matches!(key, "ansvar" | "projekt" | "period");
    let kept: Vec<bool> = table.columns.iter().map(|column| shown(&column.key)).collect();
    for row in &mut table.rows {
        let mut kept = kept.iter();
        row.cells.retain(|_| kept.next() == Some(&true));
    }
    table.columns.retain(|column| shown(&column.key));
    table
}

fn table(behind: &Behind) -> Table {
    let words_of = |wide| ColumnKind::Text { wide };
    let columns = vec![
        column("fil", phrase("avstämning.fil"), words_of(true)),
        column("rad", words::LINE, ColumnKind::Number),
        column("verifikation", words::VOUCHER, words_of(false)),
        column("datum", words::DATE, ColumnKind::Word),
        column("period", words::PERIOD, ColumnKind::Word),
        column("ansvar", words::ANSVAR, words_of(false)),
        column("konto", words::ACCOUNT, words_of(false)),
        column("projekt", words::PROJECT, words_of(false)),
        column("text", words::TEXT, words_of(true)),
        column("belopp", words::AMOUNT, ColumnKind::Amount),
    ];
    let mut rows: Vec<Row> = behind.rows.iter().enumerate().map(row).collect();
    let mut cells = vec![Cell::Text(words::TOTAL.to_string())];
    cells.resize(columns.len() - 1, Cell::Empty);
    cells.push(amount(behind.total, behind.query.clone()));
    rows.push(Row { key: RowKey::Other("summa".to_string()), role: Role::Total, depth: 0, cells });
    Table {
        id: "underlag".to_string(),
        caption: heading(behind),
        unit: AmountUnit::KrOre,
        columns,
        rows,
        notes: vec![words::SIGN.to_string()],
        on_paper: true,
    }
}

pub fn heading(behind: &Behind) -> String {
    words::heading(&behind.what, &behind.unit, behind.period)
}

fn row((at, row): (usize, &Posting)) -> Row {
    let key = format!("{}:{}:{at}", row.file, row.line);
    let query = Query::Counted { what: key.clone(), column: "belopp".to_string() };
    let file = row.file.rsplit('/').next().unwrap_or_default();
    let cells = vec![
        text(file),
        Cell::Number(Quantity::given(row.line.into(), 0)),
        text(row.voucher.as_str()),
        text(row.date.as_str()),
        text(row.period.to_string()),
        text(row.ansvar.as_str()),
        text(row.account.as_str()),
        text(row.project.as_str()),
        // A row may name a person by number; the list goes to people who must not see it.
        text(personnummer::masked(&row.text)),
        amount(row.amount, query),
    ];
    Row { key: RowKey::Other(key), role: Role::Item, depth: 0, cells }
}

fn amount(value: Money, query: Query) -> Cell {
    Cell::Amount(Figure { value, query, formula: None })
}

/// The workbook: one sheet with every row.
pub fn workbook(material: &Material, behind: &Behind) -> Document {
    let section = Section {
        key: "underlag".to_string(),
        title: words::SHEET.to_string(),
        landscape: true,
        kind: SectionKind::Work,
        blocks: vec![Block::Table(table(behind))],
    };
    Document {
        file_stem: words::file_stem(&behind.what, &behind.unit, behind.period),
        title: words::title(&behind.what, &behind.unit),
        ..super::papers::frame(material, vec![section])
    }
}
