//! The account plan (kontoplan) as configuration with a year: Kommun-Bas 13, 21, 25 and 26 coexist.

use super::code::{Code, CodeRange, RangeIndex};
use super::period::{Missed, Month};

/// Identity of a line in a statement layout, such as `VI` (verksamhetens intäkter).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineId(pub Code);

impl LineId {
    pub fn new(text: &str) -> LineId {
        LineId(Code::new(text))
    }
}

/// A cost type (kostnadsslag): a line of a unit's own table, by its Swedish name in the register Konton.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CostType(pub Code);

/// A row of a note: note number and row text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteRow {
    pub note: String,
    pub text: String,
}

/// A part of the balance sheet, as a setting names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BalanceRow {
    /// A line of the layout, by its code.
    Line(LineId),
    /// A row of a note, by its text in the register Konton.
    Note(NoteRow),
    /// A memo row of a note, by its text in the register Noter.
    Memo(NoteRow),
}

impl BalanceRow {
    /// As the setting writes it.
    pub fn name(&self) -> &str {
        match self {
            BalanceRow::Line(line) => line.0.as_str(),
            BalanceRow::Note(row) | BalanceRow::Memo(row) => &row.text,
        }
    }
}

/// In place of a line: the accounts are kept out of every statement.
pub const NO_LINE: &str = "INGEN";

/// One row of the register Konton.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    pub accounts: CodeRange,
    pub line: LineId,
    pub cost_type: Option<CostType>,
    pub note: Option<NoteRow>,
    pub cash_flow: Option<LineId>,
    /// `Some(true)`: for internal items only; `Some(false)`: for external only; `None`: both.
    pub internal: Option<bool>,
    /// First and last year the row holds; open ends hold for ever.
    pub from_year: Option<i32>,
    pub to_year: Option<i32>,
}

/// One row of the register Noter: a memo row ("varav") inside a note, shown and never summed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoRow {
    pub row: NoteRow,
    pub accounts: super::code::CodeSet,
}

impl AccountRow {
    /// Kept out of every statement.
    pub fn is_excluded(&self) -> bool {
        self.line.0.as_str() == NO_LINE
    }
}

/// The checked plan: for each account, kind of counterpart and year at most one row.
#[derive(Clone, Debug, Default)]
pub struct AccountPlan {
    rows: Vec<AccountRow>,
    memos: Vec<MemoRow>,
    by_account: RangeIndex,
}

impl AccountPlan {
    pub fn new(rows: Vec<AccountRow>, memos: Vec<MemoRow>) -> AccountPlan {
        let by_account = RangeIndex::of(rows.iter().map(|row| &row.accounts).enumerate());
        AccountPlan { rows, memos, by_account }
    }

    pub fn rows(&self) -> &[AccountRow] {
        &self.rows
    }

    pub fn memos(&self) -> &[MemoRow] {
        &self.memos
    }

    /// The row an account belongs to in a year, for internal or external items.
    pub fn row(&self, account: &Code, internal: bool, year: i32) -> Option<&AccountRow> {
        let holding = self.by_account.holding(account).iter().map(|at| &self.rows[*at]);
        holding.into_iter().find(|row| {
            row.internal.is_none_or(|only| only == internal)
                && row.from_year.is_none_or(|from| from <= year)
                && row.to_year.is_none_or(|to| year <= to)
        })
    }

    /// When an account that has no row in a month's year has one: the nearest time.
    pub fn missed(&self, account: &Code, internal: bool, month: Month) -> Option<Missed> {
        let rows = self
            .rows
            .iter()
            .filter(|row| row.accounts.contains(account) && row.internal.is_none_or(|only| only == internal));
        let missed = rows.filter_map(|row| {
            let ended = row.to_year.filter(|last| *last < month.year);
            let begins = row.from_year.filter(|first| *first > month.year);
            let ended = ended.map(|year| Missed::Ended(Month { year, month: 12 }));
            ended.or(begins.map(|year| Missed::Begins(Month { year, month: 1 })))
        });
        missed.min_by_key(|missed| missed.distance(month))
    }

    /// The cost types in the register's order, each once, with the line each belongs to and whether it is internal.
    pub fn cost_types(&self, year: i32) -> Vec<(&CostType, &LineId, bool)> {
        let mut found: Vec<(&CostType, &LineId, bool)> = Vec::new();
        for row in &self.rows {
            let Some(cost_type) = row.cost_type.as_ref().filter(|_| !row.is_excluded()) else { continue };
            let holds =
                row.from_year.is_none_or(|from| from <= year) && row.to_year.is_none_or(|to| year <= to);
            if holds && !found.iter().any(|(known, _, _)| *known == cost_type) {
                found.push((cost_type, &row.line, row.internal == Some(true)));
            }
        }
        found
    }

    /// The internal cost types whose accounts are all of class 3, income (Kommun-Bas).
    pub fn internal_income(&self, year: i32) -> Vec<&CostType> {
        let kinds = self.cost_types(year).into_iter().filter(|(_, _, internal)| *internal);
        let earned = |kind: &&CostType| {
            let mut rows = self.rows.iter().filter(|row| row.cost_type.as_ref() == Some(*kind));
            rows.all(|row| is_income(&row.accounts.from) && is_income(&row.accounts.to))
        };
        kinds.map(|(kind, _, _)| kind).filter(earned).collect()
    }
}

/// The account class (kontoklass): the first digit.
pub fn class(account: &Code) -> Option<u8> {
    account.as_str().bytes().next().filter(u8::is_ascii_digit).map(|digit| digit - b'0')
}

/// Class 3: income, external and internal (Kommun-Bas).
fn is_income(account: &Code) -> bool {
    class(account) == Some(3)
}

/// Classes 1–2: the balance sheet.
pub fn is_balance(account: &Code) -> bool {
    matches!(class(account), Some(1 | 2))
}
