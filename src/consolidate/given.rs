//! Amounts that come from a register and not from the ledger: what lies outside the balance sheet, what is decided
//! about investments.

use std::collections::BTreeMap;

use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::query::Query;
use crate::domain::registers::Registers;

const FACTS: &str = "Kommunfakta";
const PROJECTS: &str = "Investeringar";

/// Which amount of an investment project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProjectAmount {
    Budget,
    DecidedTotal,
    AccumulatedBefore,
}

impl ProjectAmount {
    fn column(self) -> &'static str {
        match self {
            ProjectAmount::Budget => "Budget i år",
            ProjectAmount::DecidedTotal => "Beslutad totalutgift",
            ProjectAmount::AccumulatedBefore => "Ackumulerat t.o.m. föregående år",
        }
    }
}

/// A municipal fact that is an amount in kr.
pub fn fact(year: i32, key: &str) -> Query {
    Query::Given { table: FACTS.into(), row: key.into(), column: year.to_string() }
}

/// An amount of an investment project's row for a year.
pub fn project(year: i32, code: &Code, amount: ProjectAmount) -> Query {
    Query::Given { table: PROJECTS.into(), row: format!("{year} {code}"), column: amount.column().into() }
}

/// Every such amount, by table, row and column. A municipal fact with more than two decimals is no amount.
pub fn amounts(registers: &Registers) -> BTreeMap<(String, String, String), Money> {
    let mut found = BTreeMap::new();
    for row in &registers.municipal_facts {
        if let Some(amount) = Money::from_kr_decimal(row.value) {
            found.insert((FACTS.into(), row.key.clone(), row.year.to_string()), amount);
        }
    }
    for row in &registers.projects {
        let mut add = |which: ProjectAmount, amount: Money| {
            let key = (PROJECTS.into(), format!("{} {}", row.year, row.code), which.column().into());
            found.insert(key, amount);
        };
        add(ProjectAmount::Budget, row.budget);
        add(ProjectAmount::AccumulatedBefore, row.accumulated_before);
        if let Some(decided) = row.decided_total {
            add(ProjectAmount::DecidedTotal, decided);
        }
    }
    found
}
