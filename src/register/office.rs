//! Kommunfakta, Investeringar, Kontrollsummor, Budgetbeslut and Tidplan.

use std::collections::{BTreeMap, BTreeSet};

use super::read::Desk;
use super::table::Row;
use crate::domain::budget::{BudgetDecision, BudgetKind};
use crate::domain::code::Code;
use crate::domain::document::{ControlSum, ScheduledPeriod};
use crate::domain::money::Money;
use crate::domain::municipal_fact::{self, MunicipalFact};
use crate::domain::period::{LedgerPeriod, PeriodKind};
use crate::domain::project::Project;
use crate::domain::statement::{Layout, LayoutLine, LineKind};
use crate::finding::{Expected, RegisterProblem};

pub(super) fn facts(desk: &mut Desk, layouts: &[Layout]) -> Vec<MunicipalFact> {
    check_keys(desk, layouts);
    let read = |row: &Row| {
        Some(MunicipalFact {
            year: row.year("År")?,
            key: row.text("Nyckel")?,
            value: row.number("Värde")?,
            source: row.words("Källa"),
        })
    };
    desk.rows("Kommunfakta").iter().filter_map(read).collect()
}

/// A key that nothing asks for is most likely misspelt. Told where it first stands.
fn check_keys(desk: &mut Desk, layouts: &[Layout]) {
    let of_line = |line: &LayoutLine| match &line.kind {
        LineKind::Given(key) => Some(key.clone()),
        _ => None,
    };
    let of_lines = layouts.iter().flat_map(|layout| &layout.lines).filter_map(of_line);
    let known: BTreeSet<String> =
        municipal_fact::KEYS.iter().map(|key| key.to_string()).chain(of_lines).collect();
    let mut unknown: BTreeMap<String, u32> = BTreeMap::new();
    for row in desk.rows("Kommunfakta") {
        if let Some(key) = row.text("Nyckel").filter(|key| !known.contains(key)) {
            unknown.entry(key).or_insert(row.number);
        }
    }
    let known: Vec<String> = known.into_iter().collect();
    for (key, row) in unknown {
        let problem = RegisterProblem::UnknownFact { key, known: known.clone() };
        desk.fault("Kommunfakta", row, "Nyckel", problem);
    }
}

pub(super) fn projects(desk: &Desk) -> Vec<Project> {
    let read = |row: &Row| {
        Some(Project {
            code: row.code("Projekt")?,
            name: row.text("Namn")?,
            unit: row.code("Enhet")?,
            category: row.words("Kategori"),
            decision: row.words("Beslut"),
            decided_total: row.amount("Beslutad totalutgift"),
            accumulated_before: row.amount("Ackumulerat t.o.m. föregående år").unwrap_or(Money::ZERO),
            budget: row.amount("Budget i år").unwrap_or(Money::ZERO),
            carried_over: row.amount("Ombudgeterat").unwrap_or(Money::ZERO),
            year: row.year("År")?,
            finished: row.truth("Färdigt").unwrap_or(false),
            at: row.at(),
        })
    };
    desk.rows("Investeringar").iter().filter_map(read).collect()
}

pub(super) fn control_sums(desk: &mut Desk) -> Vec<ControlSum> {
    const TABLE: &str = "Kontrollsummor";
    let mut read = Vec::new();
    let mut wrong = Vec::new();
    for row in desk.rows(TABLE) {
        let period = row.text("Period");
        let parsed = period.as_deref().map(LedgerPeriod::parse);
        if let (Some(found), Some(None)) = (period, parsed) {
            wrong.push((row.number, found));
            continue;
        }
        let Some(file) = row.text("Fil") else { continue };
        read.push(ControlSum {
            file,
            period: parsed.flatten(),
            rows: row.whole("Rader").map(u64::from),
            balance_classes: row.amount("Summa klass 1-2"),
            result_classes: row.amount("Summa klass 3-8"),
            source: row.words("Källa"),
            checked_by: row.words("Kontrollerad av"),
        });
    }
    for (row, found) in wrong {
        let problem = RegisterProblem::WrongValue {
            table: TABLE.into(),
            column: "Period".into(),
            found,
            expected: Expected::Period,
        };
        desk.fault(TABLE, row, "Period", problem);
    }
    read
}

pub(super) fn decisions(desk: &Desk) -> Vec<BudgetDecision> {
    let read = |row: &Row| {
        Some(BudgetDecision {
            year: row.year("År")?,
            name: Code::new(&row.text("Beslut")?),
            kind: row.choice("Slag", BudgetKind::ALL)?,
            date: row.date("Datum"),
            registration_number: row.words("Diarienummer"),
            result: row.amount("Summa resultat"),
        })
    };
    desk.rows("Budgetbeslut").iter().filter_map(read).collect()
}

pub(super) fn schedule(desk: &Desk) -> Vec<ScheduledPeriod> {
    const KINDS: &[PeriodKind] =
        &[PeriodKind::Month, PeriodKind::Tertial, PeriodKind::Interim, PeriodKind::Year];
    let read = |row: &Row| {
        Some(ScheduledPeriod {
            period: row.month("Period")?,
            kind: row.choice("Typ", KINDS)?,
            templates: row.truth("Mallar")?,
            templates_out: row.date("Mallar ut"),
            answers_due: row.date("Sista dag"),
            board: row.date("KS"),
            council: row.date("KF"),
            auditors: row.date("Revisorer"),
            at: row.at(),
        })
    };
    desk.rows("Tidplan").iter().filter_map(read).collect()
}
