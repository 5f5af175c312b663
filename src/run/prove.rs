//! The right side of the avstämning: amounts re-added from the placed pages and the workbook's document, against what
//! the files held.

use crate::consolidate::lookup::counts_in;
use crate::consolidate::reconcile::{Difference, Expected, Meet};
use crate::consolidate::statement::{Shown, income_posts, leaves, line, line_query};
use crate::doc::{Block, Cell, Document, Role, Row, RowKey, Table};
use crate::domain::account::{LineId, is_balance};
use crate::domain::fact::{FactKey, Subject};
use crate::domain::money::Money;
use crate::domain::query::{Basis, Pick, Span};
use crate::domain::statement::{Draw, DrawOf, Extent, LayoutLine, LineKind, StatementKind};
use crate::report::{Material, notes};
use crate::text::proof as words;
use crate::write::pdf::placed::Placed;

/// The meets of every complete table: statements and driftredovisning, column by column.
pub fn meets(material: &Material, expected: &Expected, right: Right) -> Vec<Meet> {
    let document = right.document();
    let mut meets = Vec::new();
    let shown = columns(material);
    for (column, shown) in &shown {
        let span = span(shown);
        let income = left_income(material, expected, &shown.basis, span);
        let mut add = |table: &str, left: Money, leaf: &dyn Fn(&Row) -> bool| {
            let heading = document.table(table).and_then(|table| heading(table, column)).unwrap_or_default();
            let right = right.against(left, table, column, leaf);
            meets.extend(right.map(|right| Meet { what: words::meet(table, &heading), left, right }));
        };
        let item = |row: &Row| row.role == Role::Item;
        add("rr", income, &item);
        let unit = |row: &Row| row.role == Role::Item && !matches!(row.key, RowKey::Line(_));
        let net = left_lines(material, expected, &shown.basis, span, line::NET_COST);
        add("drift", net, &unit);
        if shown.basis == Basis::Outcome {
            // The balance sheet is compared with the last closing, the income statement with the same month last year.
            let now = shown.through == material.period;
            let closing = if now { Shown::outcome(material.period) } else { material.last_closing() };
            for (total, left) in balance_sides(expected, &closing) {
                let posts = posts_of(material, total);
                let leaf = |row: &Row| matches!(&row.key, RowKey::Line(id) if posts.contains(id));
                let right = right.against(left, "br", column, &leaf);
                let heading =
                    document.table("br").and_then(|table| heading(table, column)).unwrap_or_default();
                meets.extend(right.map(|right| Meet {
                    what: words::balance_meet(total, &heading),
                    left,
                    right,
                }));
            }
        }
    }
    meets.extend(balanced(material, right));
    meets.extend(cash_flow(material, expected, right));
    meets.extend(notes(material, expected, right));
    meets
}

/// The two sides of the balance sheet against each other, column by column.
fn balanced(material: &Material, right: Right) -> Vec<Meet> {
    let side = |total: &'static str, column: &str| {
        let posts = posts_of(material, total);
        right.sum("br", column, &|row| matches!(&row.key, RowKey::Line(id) if posts.contains(id)))
    };
    let meet = |column: &str| {
        let heading =
            heading(right.document().table("br")?, column).filter(|_| right.has_amounts("br", column))?;
        let (left, right) = (side(line::ASSETS, column)?, side(line::EQUITY_AND_DEBT, column)?);
        Some(Meet { what: words::balanced_meet(&heading), left, right })
    };
    ["utfall", "utfall_fg"].into_iter().filter_map(meet).collect()
}

/// The sum of the cash flow statement against the movement on the cash accounts, where the register gives every other
/// balance account a line of it.
fn cash_flow(material: &Material, expected: &Expected, right: Right) -> Vec<Meet> {
    let columns = [("utfall", material.period), ("utfall_fg", material.last_year())];
    let meet = |(column, month): (&str, crate::domain::period::Month)| {
        let heading = heading(right.document().table("kassaflode")?, column)?;
        let total = |row: &Row| matches!(&row.key, RowKey::Line(id) if *id == LineId::new(line::CASH_FLOW));
        let cash = Pick::Line(LineId::new(line::CASH));
        let span = Span::movement(month);
        let moved = expected
            .sum_where(|key, belongs| counted(key, &Basis::Outcome, span) && belongs.picks.contains(&cash));
        let mapped =
            line_query(material.registers, StatementKind::CashFlow, line::CASH_FLOW, &Shown::outcome(month));
        let whole = mapped.and_then(|query| expected.value(&query)) == Some(-moved);
        let right = right.against(-moved, "kassaflode", column, &total).filter(|_| whole)?;
        Some(Meet { what: words::cash_flow_meet(&heading), left: -moved, right })
    };
    columns.into_iter().filter_map(meet).collect()
}

/// The rows of each note against the line that refers to it, where the register gives every account of the line a row of
/// the note.
fn notes(material: &Material, expected: &Expected, right: Right) -> Vec<Meet> {
    let lines = notes::lines(material);
    let noted = lines.filter_map(|(kind, line)| Some((kind, line.note.as_deref()?, drawn(line)?)));
    let mut meets = Vec::new();
    for (kind, number, (own, turned)) in noted {
        let table = format!("not_{number}");
        let (extent, shown) = notes::compared(material, kind);
        for (column, shown) in ["utfall", "utfall_fg"].into_iter().zip(shown) {
            let span = shown.span(extent);
            let of_line =
                |key: &FactKey, picks: &[Pick]| counted(key, &Basis::Outcome, span) && picks.contains(&own);
            let left = expected.sum_where(|key, belongs| of_line(key, &belongs.picks));
            let in_note = |pick: &Pick| matches!(pick, Pick::Note(row) if row.note == number);
            let in_rows = expected
                .sum_where(|key, belongs| of_line(key, &belongs.picks) && belongs.picks.iter().any(in_note));
            if in_rows != left {
                continue;
            }
            let left = if turned { -left } else { left };
            let heading = right.document().table(&table).and_then(|table| heading(table, column));
            let sum = right.against(left, &table, column, &|row| row.role == Role::Item);
            meets.extend(heading.zip(sum).map(|(heading, right)| {
                let what = words::note_meet(number, &heading);
                Meet { what, left, right }
            }));
        }
    }
    meets
}

/// The one line of accounts that a line of a statement shows, and whether with its sign turned.
fn drawn(line: &LayoutLine) -> Option<(Pick, bool)> {
    match &line.kind {
        LineKind::Post(draws) => match draws.as_slice() {
            [Draw { of: DrawOf::Line(own), turned, .. }] => Some((Pick::Line(own.clone()), *turned)),
            _ => None,
        },
        _ => None,
    }
}

/// Column keys of the tables and what they show; the balance sheet's comparison is the last closing.
fn columns(material: &Material) -> Vec<(&'static str, Shown)> {
    let mut columns = vec![
        ("budget", Shown::budget(material.period.year)),
        ("utfall", Shown::outcome(material.period)),
        ("utfall_fg", Shown::outcome(material.last_year())),
    ];
    columns.extend(material.forecast.map(|given| ("prognos", Shown::forecast(given))));
    columns
}

fn span(shown: &Shown) -> Span {
    Span::movement(shown.through)
}

fn counted(key: &FactKey, basis: &Basis, span: Span) -> bool {
    counts_in(&key.measure, basis) && span.contains(key.period)
}

/// Classes 3–8 but the booking of årets resultat and what belongs to investments; of forecasts everything.
fn left_income(material: &Material, expected: &Expected, basis: &Basis, span: Span) -> Money {
    let posts = income_posts(material.registers, material.period);
    expected.sum_where(|key, belongs| {
        let result = match &key.subject {
            Subject::Coded { account, .. } => !is_balance(account),
            Subject::Unit { .. } => true,
        };
        let inside =
            belongs.picks.iter().any(|pick| matches!(pick, Pick::Line(line) if posts.contains(line)));
        counted(key, basis, span) && result && inside
    })
}

fn left_lines(material: &Material, expected: &Expected, basis: &Basis, span: Span, code: &str) -> Money {
    let layout = material.registers.layout(StatementKind::Income, material.period);
    let lines = layout.map(|layout| leaves(layout, &LineId::new(code))).unwrap_or_default();
    expected.sum_where(|key, belongs| {
        let inside =
            belongs.picks.iter().any(|pick| matches!(pick, Pick::Line(line) if lines.contains(line)));
        counted(key, basis, span) && inside
    })
}

/// Assets are class 1 and what is spent on investments; the other side is class 2 and the result so far.
fn balance_sides(expected: &Expected, shown: &Shown) -> [(&'static str, Money); 2] {
    let span = shown.span(Extent::Closing);
    let side = |assets: bool| {
        expected.sum_where(|key, belongs| {
            let Subject::Coded { account, .. } = &key.subject else { return false };
            let capitalised =
                !is_balance(account) && belongs.picks.iter().any(|pick| matches!(pick, Pick::Project(_)));
            let asset = account.as_str().starts_with('1') || capitalised;
            counted(key, &Basis::Outcome, span) && asset == assets
        })
    };
    [(line::ASSETS, -side(true)), (line::EQUITY_AND_DEBT, side(false))]
}

fn posts_of(material: &Material, code: &str) -> Vec<LineId> {
    let layout = material.registers.layout(StatementKind::Balance, material.period);
    layout.map(|layout| leaves(layout, &LineId::new(code))).unwrap_or_default()
}

fn heading(table: &Table, column: &str) -> Option<String> {
    table.column(column).map(|at| table.columns[at].heading.clone())
}

/// Where the right side's amounts are taken from.
#[derive(Clone, Copy)]
pub enum Right<'a> {
    /// The exact amounts that placed pages carry.
    Pages(&'a Document, &'a Placed),
    /// The document itself: a workbook has no pages.
    Document(&'a Document),
}

impl<'a> Right<'a> {
    fn document(self) -> &'a Document {
        match self {
            Right::Pages(document, _) | Right::Document(document) => document,
        }
    }

    /// As [`Right::sum`], where there is anything to meet: nothing against nothing proves nothing.
    fn against(self, left: Money, table: &str, column: &str, leaf: &dyn Fn(&Row) -> bool) -> Option<Money> {
        let something = !left.is_zero() || self.has_amounts(table, column);
        self.sum(table, column, leaf).filter(|_| something)
    }

    /// Whether any amount stands in a column.
    fn has_amounts(self, table: &str, column: &str) -> bool {
        let Some(found) = self.document().table(table) else { return false };
        let Some(at) = found.column(column) else { return false };
        found.rows.iter().any(|row| matches!(row.cells[at], Cell::Amount(_)))
    }

    /// Σ in one column of a table over the rows that `leaf` picks; `None` without such a table or column.
    fn sum(self, table: &str, column: &str, leaf: &dyn Fn(&Row) -> bool) -> Option<Money> {
        let found = self.document().table(table)?;
        let at = found.column(column)?;
        // A column in which something is missing is not whole: it has no sum to meet.
        if found.rows.iter().filter(|row| leaf(row)).any(|row| matches!(row.cells[at], Cell::Missing(_))) {
            return None;
        }
        match self {
            Right::Document(_) => {
                let cells = found.rows.iter().filter(|row| leaf(row)).map(|row| &row.cells[at]);
                Some(
                    cells
                        .filter_map(
                            |cell| if let Cell::Amount(figure) = cell { Some(figure.value) } else { None },
                        )
                        .sum(),
                )
            }
            Right::Pages(document, placed) => Some(placed_sum(document, placed, table, at, leaf)),
        }
    }
}

fn placed_sum(
    document: &Document,
    placed: &Placed,
    table: &str,
    at: usize,
    leaf: &dyn Fn(&Row) -> bool,
) -> Money {
    let mut total = Money::ZERO;
    for (_, _, text) in placed.texts() {
        let (Some(cell), Some(amount)) = (text.origin, text.amount) else { continue };
        let block = document.sections.get(cell.section).and_then(|section| section.blocks.get(cell.block));
        let Some(Block::Table(found)) = block else { continue };
        let row = cell.row.and_then(|row| found.rows.get(row));
        if found.id == table && cell.column == at && row.is_some_and(leaf) {
            total += amount;
        }
    }
    total
}

/// The meets whose sides differ.
pub fn unmet(meets: &[Meet]) -> Vec<Difference> {
    let differing = meets.iter().filter(|meet| meet.left != meet.right);
    differing
        .map(|meet| Difference {
            station: "sidor",
            what: meet.what.clone(),
            left: Some(meet.left),
            right: Some(meet.right),
        })
        .collect()
}
