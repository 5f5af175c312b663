//! What a fact belongs to, by the registers valid that month: the one place where codes become lines and units.

use crate::domain::account::{AccountRow, is_balance};
use crate::domain::code::Code;
use crate::domain::fact::{Measure, Subject};
use crate::domain::period::LedgerPeriod;
use crate::domain::query::{Basis, Pick};
use crate::domain::registers::Registers;

/// What one fact belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belongs {
    /// The unit's code; `None` when no register knows the ansvar.
    pub unit: Option<Code>,
    pub internal: bool,
    /// Everything a query can pick the fact by; the first is its posting line.
    pub picks: Vec<Pick>,
}

/// Looks up a subject for its period.
pub fn belongs(registers: &Registers, subject: &Subject, period: LedgerPeriod) -> Belongs {
    match subject {
        Subject::Coded { ansvar, account, project, internal } => {
            let unit = registers.org.of_ansvar(ansvar, period.month()).map(|node| node.code.clone());
            let row = registers.accounts.row(account, *internal, period.year);
            let investment = project.as_ref().filter(|code| registers.is_investment(code));
            let picks = picks(registers, account, row, investment, period);
            Belongs { unit, internal: *internal, picks }
        }
        Subject::Unit { unit, cost_type } => {
            let kinds = registers.accounts.cost_types(period.year);
            let known = kinds.iter().find(|(known, _, _)| *known == cost_type);
            let mut picks: Vec<Pick> = known.iter().map(|(_, line, _)| Pick::Line((*line).clone())).collect();
            picks.push(Pick::CostType(cost_type.clone()));
            let internal = known.is_some_and(|(_, _, internal)| *internal);
            Belongs { unit: Some(unit.clone()), internal, picks }
        }
    }
}

fn picks(
    registers: &Registers,
    account: &Code,
    row: Option<&AccountRow>,
    investment: Option<&Code>,
    period: LedgerPeriod,
) -> Vec<Pick> {
    let Some(row) = row.filter(|row| !row.is_excluded()) else { return Vec::new() };
    let mut picks = Vec::new();
    // Spending on an investment project is an asset, wherever it is booked: it never reaches the drift.
    let capitalised = investment.is_some() && !is_balance(account);
    if capitalised {
        picks.push(Pick::Line(registers.settings.investment_line.clone()));
        picks.push(Pick::CashFlow(registers.settings.investment_cash_flow.clone()));
    } else {
        picks.push(Pick::Line(row.line.clone()));
        picks.extend(row.cash_flow.iter().cloned().map(Pick::CashFlow));
        picks.extend(row.cost_type.iter().cloned().map(Pick::CostType));
        picks.extend(row.note.iter().cloned().map(Pick::Note));
        let memos = registers.accounts.memos().iter().filter(|memo| memo.accounts.contains(account));
        picks.extend(memos.map(|memo| Pick::Memo(memo.row.clone())));
        let collectives = registers.collectives.iter().filter(|one| one.validity.covers(period.month()));
        picks.extend(
            collectives
                .flat_map(|one| one.parts_of(account).map(|part| Pick::Tariff(part, one.name.clone()))),
        );
    }
    picks.extend(investment.cloned().map(Pick::Project));
    picks
}

/// The unit and all above it, then the whole municipality (`None`).
pub fn scopes(registers: &Registers, unit: Option<&Code>) -> Vec<Option<Code>> {
    let above = unit.map(|code| registers.org.lineage(code)).unwrap_or_default();
    above.iter().map(|node| Some(node.code.clone())).chain([None]).collect()
}

/// Whether a measure counts in a basis.
pub fn counts_in(measure: &Measure, basis: &Basis) -> bool {
    match (measure, basis) {
        (Measure::Outcome, Basis::Outcome)
        | (Measure::BudgetOriginal, Basis::BudgetOriginal | Basis::BudgetRevised)
        | (Measure::BudgetChange(_), Basis::BudgetChanges | Basis::BudgetRevised) => true,
        (Measure::BudgetChange(decision), Basis::BudgetDecision(asked)) => decision == asked,
        (Measure::Forecast { given }, Basis::Forecast { given: asked }) => given == asked,
        _ => false,
    }
}

/// The bases a measure counts in.
pub fn bases(measure: &Measure) -> Vec<Basis> {
    match measure {
        Measure::Outcome => vec![Basis::Outcome],
        Measure::BudgetOriginal => vec![Basis::BudgetOriginal, Basis::BudgetRevised],
        Measure::BudgetChange(decision) => {
            vec![Basis::BudgetChanges, Basis::BudgetDecision(decision.clone()), Basis::BudgetRevised]
        }
        Measure::Forecast { given } => vec![Basis::Forecast { given: *given }],
    }
}
