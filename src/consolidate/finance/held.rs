//! What stands in the registers of the policy on a day, as queries on their rows. Rows are numbered from 0.

use crate::consolidate::given::GivenKey;
use crate::domain::finance_policy::{Finances, Holding, Loan, Term};
use crate::domain::money::Money;
use crate::domain::period::{Date, Month};
use crate::domain::query::Query;

/// A register of amounts that stand from one day to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Register {
    Loans,
    Placements,
    Lending,
    Guarantees,
}

impl Register {
    pub const ALL: [Register; 4] =
        [Register::Loans, Register::Placements, Register::Lending, Register::Guarantees];

    fn name(self) -> &'static str {
        match self {
            Register::Loans => "Lån",
            Register::Placements => "Placeringar",
            Register::Lending => "Utlåning",
            Register::Guarantees => "Borgen",
        }
    }

    /// The rows' amounts and terms, in order.
    pub fn amounts(self, finances: &Finances) -> Vec<(Money, Term)> {
        let of = |rows: &[Holding]| rows.iter().map(|row| (row.amount, row.term)).collect();
        match self {
            Register::Loans => finances.loans.iter().map(|loan| (loan.amount, loan.term)).collect(),
            Register::Placements => of(&finances.placements),
            Register::Lending => of(&finances.lending),
            Register::Guarantees => of(&finances.guarantees),
        }
    }

    /// The numbers of the rows that stand at the end of a day. `None`: the register says nothing of so early a day.
    pub fn standing(self, finances: &Finances, on: Date) -> Option<Vec<usize>> {
        let rows = self.amounts(finances);
        let known = rows.iter().any(|(_, term)| term.begins.is_none_or(|first| first <= on));
        let standing = rows.iter().enumerate().filter(|(_, (_, term))| term.stands(on));
        known.then(|| standing.map(|(at, _)| at).collect())
    }

    /// The amount of one row.
    pub fn row(self, at: usize) -> Query {
        Query::Given { table: self.name().into(), row: at.to_string(), column: AMOUNT.into() }
    }

    /// The sum of what stands. That nothing does is zero, and known: a row less itself.
    pub fn total(self, rows: &[usize]) -> Query {
        if rows.is_empty() { self.row(0).minus(self.row(0)) } else { self.sum(rows) }
    }

    /// The sum of rows; nothing where there are none.
    pub fn sum(self, rows: &[usize]) -> Query {
        Query::sum(rows.iter().map(|at| self.row(*at)).collect())
    }
}

const AMOUNT: &str = "Belopp";
const LIQUIDITY: &str = "Likviditet";
const CASH: &str = "Kassa och bank";

/// The loans that stand at the end of a day; `None` as for [`Register::standing`].
pub fn loans(finances: &Finances, on: Date) -> Option<Vec<&Loan>> {
    let standing = Register::Loans.standing(finances, on)?;
    Some(standing.into_iter().filter_map(|at| finances.loans.get(at)).collect())
}

/// Cash and bank as the register Likviditet has it for a month.
pub fn cash(month: Month) -> Query {
    Query::Given { table: LIQUIDITY.into(), row: month.to_string(), column: CASH.into() }
}

/// Every such amount, by the query that asks for it.
pub fn amounts(finances: &Finances) -> Vec<(GivenKey, Money)> {
    let key = |query: Query| match query {
        Query::Given { table, row, column } => Some((table, row, column)),
        _ => None,
    };
    let mut found: Vec<(Query, Money)> = Vec::new();
    for register in Register::ALL {
        let rows = register.amounts(finances).into_iter().enumerate();
        found.extend(rows.map(|(at, (amount, _))| (register.row(at), amount)));
    }
    found.extend(finances.liquidity.iter().map(|row| (cash(row.month), row.cash)));
    found.into_iter().filter_map(|(query, amount)| Some((key(query)?, amount))).collect()
}
