//! The registers of the policy against the balance sheet: Σ loans, Σ guarantees, cash. Two sums that may differ, which is
//! told; no station of the program's own.

use super::held::{self, Register};
use crate::consolidate::cube::Cube;
use crate::consolidate::statement::{Shown, line, line_query};
use crate::domain::account::BalanceRow;
use crate::domain::finance_policy::Matter;
use crate::domain::period::Month;
use crate::domain::query::{Pick, Query};
use crate::domain::registers::Registers;
use crate::domain::statement::{Extent, StatementKind};
use crate::finding::{Findings, Place, ReconciliationProblem};

/// One matter with its two sums; `None` where a side is not known.
pub struct Sums {
    pub matter: Matter,
    pub register: Option<Query>,
    pub balance: Option<Query>,
}

/// Each matter that a register of the municipality is about, at the end of a month.
pub fn sums(registers: &Registers, through: Month) -> Vec<Sums> {
    let finances = &registers.finances;
    let of_rows = |register: Register| {
        register.standing(finances, through.last_day()).map(|rows| register.total(&rows))
    };
    let shown = Shown::outcome(through);
    let on_line = |code: &str| line_query(registers, StatementKind::Balance, code, &shown);
    let all = [
        (!finances.loans.is_empty(), Matter::Loans, of_rows(Register::Loans), debts(registers, &shown)),
        (
            !finances.guarantees.is_empty(),
            Matter::Guarantees,
            of_rows(Register::Guarantees),
            on_line(line::GUARANTEES),
        ),
        (!finances.liquidity.is_empty(), Matter::Cash, Some(held::cash(through)), on_line(line::CASH)),
    ];
    let kept = all.into_iter().filter(|(kept, ..)| *kept);
    kept.map(|(_, matter, register, balance)| Sums { matter, register, balance }).collect()
}

/// The lines and note rows that the setting names. Debts stand as they are stored: credit +.
fn debts(registers: &Registers, shown: &Shown) -> Option<Query> {
    let rows = registers.settings.loan_rows.iter();
    let parts: Vec<Query> = rows
        .filter_map(|row| match row {
            BalanceRow::Line(id) => line_query(registers, StatementKind::Balance, id.0.as_str(), shown),
            BalanceRow::Note(row) => Some(shown.of(Pick::Note(row.clone()), Extent::Closing)),
            BalanceRow::Memo(row) => Some(shown.of(Pick::Memo(row.clone()), Extent::Closing)),
        })
        .collect();
    (!parts.is_empty()).then(|| Query::sum(parts))
}

/// Sums that are both known and differ.
pub fn check(registers: &Registers, cube: &Cube, period: Month) -> Findings {
    let mut findings = Findings::default();
    let known = |query: Option<Query>| query.and_then(|query| cube.value(&query));
    for Sums { matter, register, balance } in sums(registers, period) {
        if let (Some(register), Some(balance)) = (known(register), known(balance))
            && register != balance
        {
            let problem = ReconciliationProblem::RegisterDiffers { matter, month: period, register, balance };
            findings.add(Place::Folder, problem);
        }
    }
    findings
}
