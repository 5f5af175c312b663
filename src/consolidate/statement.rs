//! Statement lines as queries: what a line of a layout asks of the facts for a column.

use super::cube::Cube;
use super::given;
use crate::domain::account::LineId;
use crate::domain::code::Code;
use crate::domain::period::Month;
use crate::domain::query::{Basis, FactQuery, Pick, Query, Span};
use crate::domain::registers::Registers;
use crate::domain::statement::{Draw, DrawOf, Extent, Layout, LayoutLine, LineKind, StatementKind};

/// The lines of the income statement that the program itself speaks of, by their codes in the layout.
pub mod line {
    pub const INCOME: &str = "VI";
    pub const COSTS: &str = "VK";
    pub const DEPRECIATION: &str = "AVS";
    pub const NET_COST: &str = "VN";
    pub const TAXES: &str = "SK";
    pub const GRANTS: &str = "GB";
    pub const RESULT: &str = "AR";
    pub const CASH: &str = "KASSA";
    pub const CASH_FLOW: &str = "AKF";
    pub const ASSETS: &str = "STILL";
    pub const EQUITY_AND_DEBT: &str = "SEK";
    pub const EQUITY: &str = "EKS";
    pub const LONG_DEBT: &str = "LSKULD";
    /// Varav resultatutjämningsreserv, and varav resultatreserv (LKBR 6 kap. 2 §) in a layout that has it.
    pub const RESERVE: &str = "RUR";
    pub const RESULT_RESERVE: &str = "RESR";
    /// Borgensförbindelser, below the balance sheet.
    pub const GUARANTEES: &str = "BORG";
}

/// What a column of a statement shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub basis: Basis,
    /// The last month included; for budgets and forecasts of the whole year, December.
    pub through: Month,
    /// An organisation node, or the whole municipality.
    pub org: Option<Code>,
    /// The closing of a year that the ledger does not hold, as the year after has it as its opening.
    pub from_opening: bool,
}

impl Shown {
    pub fn outcome(through: Month) -> Shown {
        Shown { basis: Basis::Outcome, through, org: None, from_opening: false }
    }

    /// The whole year's revised budget.
    pub fn budget(year: i32) -> Shown {
        Shown::budget_through(Month { year, month: 12 })
    }

    pub fn budget_through(through: Month) -> Shown {
        Shown { basis: Basis::BudgetRevised, ..Shown::outcome(through) }
    }

    /// A whole year's budget of one kind.
    pub fn budget_of(basis: Basis, year: i32) -> Shown {
        Shown { basis, ..Shown::budget(year) }
    }

    /// The whole year's forecast given in a month.
    pub fn forecast(given: Month) -> Shown {
        Shown { basis: Basis::Forecast { given }, ..Shown::outcome(Month { month: 12, ..given }) }
    }

    /// The balance at the end of a year: what is booked to it, else what the year after opens with.
    pub fn closing(cube: &Cube, registers: &Registers, year: i32) -> Shown {
        let booked = Shown::outcome(Month { year, month: 12 });
        let known = |shown: &Shown| {
            let query = line_query(registers, StatementKind::Balance, line::ASSETS, shown);
            query.and_then(|query| cube.value(&query)).is_some()
        };
        let opening = Shown { from_opening: true, ..booked.clone() };
        if !known(&booked) && known(&opening) { opening } else { booked }
    }

    pub fn on(self, org: &Code) -> Shown {
        Shown { org: Some(org.clone()), ..self }
    }

    pub fn span(&self, extent: Extent) -> Span {
        let year = self.through.year;
        match (extent, self.from_opening) {
            (Extent::Opening, false) => Span::opening(year),
            (Extent::Movement, false) => Span::movement(self.through),
            (Extent::Closing, false) => Span::balance(self.through),
            (Extent::Movement, true) => Span::none(year + 1),
            (Extent::Opening | Extent::Closing, true) => Span::opening(year + 1),
        }
    }

    /// The query of one selection.
    pub fn of(&self, pick: Pick, extent: Extent) -> Query {
        let span = self.span(extent);
        Query::Facts(FactQuery {
            pick,
            org: self.org.clone(),
            internal: None,
            basis: self.basis.clone(),
            span,
        })
    }
}

/// What a layout line asks for; `None` for a heading.
pub fn query(registers: &Registers, layout: &Layout, line: &LayoutLine, shown: &Shown) -> Option<Query> {
    match &line.kind {
        LineKind::Heading => None,
        LineKind::Post(draws) => Some(drawn(registers, draws, shown)),
        LineKind::Sum(parts) => Some(summed(registers, layout, parts, shown)),
        LineKind::Memo(draws, parts) if parts.is_empty() => Some(drawn(registers, draws, shown)),
        LineKind::Memo(_, parts) => Some(summed(registers, layout, parts, shown)),
        // Kommunfakta is known per 31 December: within the year it is not yet known.
        LineKind::Given(key) => (shown.through.month == 12).then(|| given::fact(shown.through.year, key)),
    }
}

/// The query of a line by its code, in the layout that holds.
pub fn line_query(registers: &Registers, kind: StatementKind, code: &str, shown: &Shown) -> Option<Query> {
    let layout = registers.layout(kind, shown.through)?;
    query(registers, layout, layout.line(&LineId::new(code))?, shown)
}

/// The posting lines a line of a layout rests on.
pub fn leaves(layout: &Layout, id: &LineId) -> Vec<LineId> {
    match layout.line(id).map(|line| &line.kind) {
        Some(LineKind::Sum(parts)) => parts.iter().flat_map(|(part, _)| leaves(layout, part)).collect(),
        Some(LineKind::Post(_)) => vec![id.clone()],
        _ => Vec::new(),
    }
}

fn drawn(registers: &Registers, draws: &[Draw], shown: &Shown) -> Query {
    let (mut plus, mut minus) = (Vec::new(), Vec::new());
    for draw in draws {
        let side = if draw.turned { &mut minus } else { &mut plus };
        match &draw.of {
            DrawOf::Line(line) => side.push(shown.of(Pick::Line(line.clone()), draw.extent)),
            DrawOf::CashFlow(line) => side.push(shown.of(Pick::CashFlow(line.clone()), draw.extent)),
            DrawOf::Income => {
                let lines = income_posts(registers, shown.through);
                side.extend(lines.into_iter().map(|line| shown.of(Pick::Line(line), draw.extent)));
            }
        }
    }
    match (plus.len(), minus.len()) {
        (1, 0) => plus.remove(0),
        _ => Query::Net { plus, minus },
    }
}

fn summed(registers: &Registers, layout: &Layout, parts: &[(LineId, bool)], shown: &Shown) -> Query {
    let (mut plus, mut minus) = (Vec::new(), Vec::new());
    for (part, subtracted) in parts {
        let Some(query) = layout.line(part).and_then(|line| query(registers, layout, line, shown)) else {
            continue;
        };
        if *subtracted { minus.push(query) } else { plus.push(query) }
    }
    Query::Net { plus, minus }
}

/// The posting lines of the income statement that holds in a month.
pub fn income_posts(registers: &Registers, month: Month) -> Vec<LineId> {
    let layout = registers.layout(StatementKind::Income, month);
    let lines = layout.into_iter().flat_map(|layout| &layout.lines);
    lines.filter(|line| matches!(line.kind, LineKind::Post(_))).map(|line| line.id.clone()).collect()
}
