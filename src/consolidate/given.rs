//! Amounts that come from a register or an answer and not from the ledger: what lies outside the balance sheet, what is
//! decided and expected about investments, what managers say of their measures.

use std::collections::BTreeMap;

use super::finance::held;
use crate::domain::balance_requirement::Entry;
use crate::domain::budget::BudgetKind;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::query::Query;
use crate::domain::registers::Registers;
use crate::domain::submission::Submission;

const FACTS: &str = "Kommunfakta";
const PROJECTS: &str = "Investeringar";
const ANSWERS: &str = "Svar";
const DECISIONS: &str = "Budgetbeslut";
const BALANCE: &str = "Balanskrav";

/// Which amount of an investment project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProjectAmount {
    Budget,
    /// Of which carried over from the year before.
    CarriedOver,
    DecidedTotal,
    AccumulatedBefore,
}

impl ProjectAmount {
    fn column(self) -> &'static str {
        match self {
            ProjectAmount::Budget => "Budget i år",
            ProjectAmount::CarriedOver => "Ombudgeterat",
            ProjectAmount::DecidedTotal => "Beslutad totalutgift",
            ProjectAmount::AccumulatedBefore => "Ackumulerat t.o.m. föregående år",
        }
    }
}

/// Which amount of a unit's answer. Rows are numbered from 0 in the answer's order.
#[derive(Clone, Copy, Debug)]
pub enum Said<'a> {
    /// Part of a forecast.
    Detail(usize),
    EffectThisYear(usize),
    EffectNextYear(usize),
    Adjustment(usize),
    ProjectForecast(&'a Code),
    ProjectTotal(&'a Code),
}

impl Said<'_> {
    fn row(self, unit: &Code) -> String {
        match self {
            Said::Detail(at) => format!("{unit} detalj {at}"),
            Said::EffectThisYear(at) | Said::EffectNextYear(at) => format!("{unit} åtgärd {at}"),
            Said::Adjustment(at) => format!("{unit} justering {at}"),
            Said::ProjectForecast(project) | Said::ProjectTotal(project) => {
                format!("{unit} projekt {project}")
            }
        }
    }

    fn column(self) -> &'static str {
        match self {
            Said::Detail(_) | Said::Adjustment(_) => "Belopp",
            Said::EffectThisYear(_) => "Effekt i år",
            Said::EffectNextYear(_) => "Effekt nästa år",
            Said::ProjectForecast(_) => "Prognos",
            Said::ProjectTotal(_) => "Beräknad totalutgift",
        }
    }
}

/// An amount that a unit's manager has given.
pub fn said(unit: &Code, which: Said) -> Query {
    Query::Given { table: ANSWERS.into(), row: which.row(unit), column: which.column().into() }
}

/// A municipal fact that is an amount in kr.
pub fn fact(year: i32, key: &str) -> Query {
    Query::Given { table: FACTS.into(), row: key.into(), column: year.to_string() }
}

/// An amount of an investment project's row for a year.
pub fn project(year: i32, code: &Code, amount: ProjectAmount) -> Query {
    Query::Given { table: PROJECTS.into(), row: format!("{year} {code}"), column: amount.column().into() }
}

/// What a budget decision does to the result, as the office has written it down.
pub fn decided(year: i32, kind: BudgetKind, name: &Code) -> Query {
    Query::Given {
        table: DECISIONS.into(),
        row: decision_row(year, kind, name),
        column: "Summa resultat".into(),
    }
}

/// The size of a post of balanskravet, at year end or as it is expected.
pub fn balance_post(entry: &Entry, expected: bool) -> Query {
    let column = if expected { "Prognos" } else { "Utfall" };
    Query::Given { table: BALANCE.into(), row: balance_row(entry), column: column.into() }
}

fn balance_row(entry: &Entry) -> String {
    let of_year = entry.of_year.map(|year| format!(" från {year}")).unwrap_or_default();
    format!("{} {:?}{of_year}", entry.year, entry.post)
}

fn decision_row(year: i32, kind: BudgetKind, name: &Code) -> String {
    format!("{year} {kind:?} {name}")
}

/// Table, row and column.
pub type GivenKey = (String, String, String);

/// Every such amount of the registers and of a period's answers. A municipal fact with more than two decimals is no
/// amount.
pub fn amounts(registers: &Registers, answers: &[Submission]) -> BTreeMap<GivenKey, Money> {
    let mut found: BTreeMap<GivenKey, Money> = answers.iter().flat_map(answered).collect();
    for row in &registers.municipal_facts {
        if let Some(amount) = Money::from_kr_decimal(row.value) {
            found.insert((FACTS.into(), row.key.clone(), row.year.to_string()), amount);
        }
    }
    for row in &registers.decisions {
        if let Some(amount) = row.result {
            let name = decision_row(row.year, row.kind, &row.name);
            found.insert((DECISIONS.into(), name, "Summa resultat".into()), amount);
        }
    }
    for row in &registers.balance_requirement {
        let columns = [("Utfall", row.outcome), ("Prognos", row.forecast)];
        for (column, amount) in columns.into_iter().filter_map(|(column, amount)| Some((column, amount?))) {
            found.insert((BALANCE.into(), balance_row(row), column.into()), amount);
        }
    }
    found.extend(held::amounts(&registers.finances));
    for row in &registers.projects {
        let mut add = |which: ProjectAmount, amount: Money| {
            let key = (PROJECTS.into(), format!("{} {}", row.year, row.code), which.column().into());
            found.insert(key, amount);
        };
        add(ProjectAmount::Budget, row.budget);
        add(ProjectAmount::CarriedOver, row.carried_over);
        add(ProjectAmount::AccumulatedBefore, row.accumulated_before);
        if let Some(decided) = row.decided_total {
            add(ProjectAmount::DecidedTotal, decided);
        }
    }
    found
}

fn answered(answer: &Submission) -> Vec<(GivenKey, Money)> {
    let mut found = Vec::new();
    let mut add = |which: Said, amount: Option<Money>| {
        let key = (ANSWERS.into(), which.row(&answer.unit), which.column().into());
        found.extend(amount.map(|amount| (key, amount)));
    };
    for (at, detail) in answer.details.iter().enumerate() {
        add(Said::Detail(at), Some(detail.amount));
    }
    for (at, action) in answer.actions.iter().enumerate() {
        add(Said::EffectThisYear(at), action.effect);
        add(Said::EffectNextYear(at), action.effect_next_year);
    }
    for (at, adjustment) in answer.adjustments.iter().enumerate() {
        add(Said::Adjustment(at), Some(adjustment.amount));
    }
    for one in &answer.projects {
        add(Said::ProjectForecast(&one.project), one.forecast);
        add(Said::ProjectTotal(&one.project), one.total);
    }
    found
}
