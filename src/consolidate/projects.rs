//! Investment projects that the ledger books on in a year that Investeringar has no row of: the table of projects would leave
//! them out.

use std::collections::BTreeMap;

use crate::domain::code::Code;
use crate::domain::fact::{Facts, Measure, Subject};
use crate::domain::money::Money;
use crate::domain::period::Month;
use crate::domain::registers::Registers;
use crate::finding::{Findings, Place, RegisterProblem};

/// Each at the project's row of another year, with what is booked on it through the period; expenditure +.
pub fn check(registers: &Registers, facts: &Facts, period: Month) -> Findings {
    let mut booked: BTreeMap<&Code, Money> = BTreeMap::new();
    for (key, amount) in facts.iter() {
        let within = key.period.year == period.year && key.period.number <= period.month;
        if let Subject::Coded { project: Some(project), .. } = &key.subject
            && key.measure == Measure::Outcome
            && within
        {
            *booked.entry(project).or_default() -= amount;
        }
    }
    let mut findings = Findings::default();
    for (code, spent) in booked.into_iter().filter(|(_, spent)| !spent.is_zero()) {
        let row = registers.projects.iter().find(|one| one.code == *code);
        let Some(row) = row.filter(|_| registers.project(code, period.year).is_none()) else { continue };
        let (project, year) = (code.to_string(), period.year);
        let problem = RegisterProblem::ProjectWithoutYear { project, name: row.name.clone(), year, spent };
        findings.add(Place::in_row(&row.at, "År"), problem);
    }
    findings
}
