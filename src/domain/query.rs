//! A figure of a report is a query on the facts plus its value. Formulas, control sums and tests use the same query.

use std::collections::BTreeMap;

use super::account::{CostType, LineId, NoteRow};
use super::code::Code;
use super::period::{LedgerPeriod, Month};
use super::tariff::TariffPart;

/// Which facts by content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pick {
    /// A posting line of a statement (accounts whose register row names it).
    Line(LineId),
    /// A cost type, optionally within one line's sign: the unit's own table.
    CostType(CostType),
    /// A row of a note.
    Note(NoteRow),
    /// A memo row ("varav") of a note: accounts listed in the register Noter.
    Memo(NoteRow),
    /// A line of the cash flow statement: accounts whose register row names it.
    CashFlow(LineId),
    /// An investment project's booked spending.
    Project(Code),
    /// The accounts of a part of a taxekollektiv, by its name.
    Tariff(TariffPart, Code),
}

/// Which basic measure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    Outcome,
    BudgetOriginal,
    /// All later decisions together.
    BudgetChanges,
    /// One later decision.
    BudgetDecision(Code),
    /// Original and all changes (reviderad budget).
    BudgetRevised,
    Forecast {
        given: Month,
    },
}

/// Which periods of one year, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub year: i32,
    /// 0 for closing balances (opening included), 1 for movements.
    pub from: u8,
    /// 0 for the opening balance alone; 13 takes the closing entries.
    pub to: u8,
}

impl Span {
    /// Movements of the year up to and including a month; December takes period 13.
    pub fn movement(through: Month) -> Span {
        Span { year: through.year, from: 1, to: Self::last(through) }
    }

    /// Balance at the end of a month.
    pub fn balance(through: Month) -> Span {
        Span { year: through.year, from: 0, to: Self::last(through) }
    }

    pub fn opening(year: i32) -> Span {
        Span { year, from: 0, to: 0 }
    }

    /// No period of a year: what has not moved.
    pub fn none(year: i32) -> Span {
        Span { year, from: 1, to: 0 }
    }

    pub fn full_year(year: i32) -> Span {
        Span { year, from: 1, to: LedgerPeriod::CLOSING }
    }

    pub fn contains(self, period: LedgerPeriod) -> bool {
        period.year == self.year && self.from <= period.number && period.number <= self.to
    }

    fn last(through: Month) -> u8 {
        if through.month == 12 { LedgerPeriod::CLOSING } else { through.month }
    }
}

/// One selection of facts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactQuery {
    pub pick: Pick,
    /// The organisation node and all below it; `None` is the whole municipality.
    pub org: Option<Code>,
    /// `Some(true)` only internal items, `Some(false)` only external, `None` both.
    pub internal: Option<bool>,
    pub basis: Basis,
    pub span: Span,
}

/// A figure: signed selections of facts, or an amount that a register gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Query {
    Facts(FactQuery),
    /// Σ plus − Σ minus.
    Net {
        plus: Vec<Query>,
        minus: Vec<Query>,
    },
    /// A sum of the avstämning itself, named by what it is of: counted, not asked of the facts.
    Counted {
        what: String,
        column: String,
    },
    /// An amount typed in a register: table, row key, column.
    Given {
        table: String,
        row: String,
        column: String,
    },
}

impl Query {
    pub fn sum(parts: Vec<Query>) -> Query {
        Query::Net { plus: parts, minus: Vec::new() }
    }

    pub fn minus(self, other: Query) -> Query {
        Query::Net { plus: vec![self], minus: vec![other] }
    }

    /// Every selection of facts that the query rests on, whatever its sign.
    pub fn selections(&self) -> Vec<&FactQuery> {
        match self {
            Query::Facts(one) => vec![one],
            Query::Net { plus, minus } => plus.iter().chain(minus).flat_map(Query::selections).collect(),
            Query::Counted { .. } | Query::Given { .. } => Vec::new(),
        }
    }

    /// What is counted of facts and registers, each once with how many times: alike for all ways to ask the same. A sum of
    /// the avstämning is none of them.
    pub fn parts(&self) -> Vec<(Query, i32)> {
        let mut found = BTreeMap::new();
        self.add_parts(1, &mut found);
        found.into_iter().filter(|(_, times)| *times != 0).collect()
    }

    fn add_parts(&self, times: i32, found: &mut BTreeMap<Query, i32>) {
        match self {
            Query::Net { plus, minus } => {
                plus.iter().for_each(|part| part.add_parts(times, found));
                minus.iter().for_each(|part| part.add_parts(-times, found));
            }
            Query::Facts(_) | Query::Given { .. } => *found.entry(self.clone()).or_default() += times,
            Query::Counted { .. } => {}
        }
    }

    pub fn negated(self) -> Query {
        Query::Net { plus: Vec::new(), minus: vec![self] }
    }
}
