//! All checked registers of one folder: what is left when grunddata has been read without a fault.

use super::account::AccountPlan;
use super::balance_requirement;
use super::budget::BudgetDecision;
use super::code::Code;
use super::document::{ControlSum, DocumentRow, ReportText, ScheduledPeriod};
use super::fact::Subject;
use super::finance_policy::Finances;
use super::goal::{BudgetedVolume, FinancialGoal, Goal, Indicator, Perspective, Rating, Reading};
use super::indicator::Comparison;
use super::municipal_fact::MunicipalFact;
use super::org::OrgTree;
use super::period::Month;
use super::project::Project;
use super::section::ReportSection;
use super::settings::{BUDGET_PROFILE, ExportContract, LEDGER_PROFILE, Profile, Settings};
use super::sie::{self, SieSettings};
use super::statement::{Layout, StatementKind};
use super::tariff::Collective;
use super::volume::Operations;
use super::wording::Wording;

#[derive(Clone, Debug)]
pub struct Registers {
    pub settings: Settings,
    pub exports: Vec<ExportContract>,
    pub sie: SieSettings,
    pub profiles: Vec<Profile>,
    pub org: OrgTree,
    pub accounts: AccountPlan,
    pub layouts: Vec<Layout>,
    pub perspectives: Vec<Perspective>,
    pub goals: Vec<Goal>,
    pub indicators: Vec<Indicator>,
    pub readings: Vec<Reading>,
    pub comparisons: Vec<Comparison>,
    pub volumes: Vec<BudgetedVolume>,
    pub ratings: Vec<Rating>,
    pub financial_goals: Vec<FinancialGoal>,
    pub municipal_facts: Vec<MunicipalFact>,
    pub projects: Vec<Project>,
    pub texts: Vec<ReportText>,
    pub documents: Vec<DocumentRow>,
    pub control_sums: Vec<ControlSum>,
    pub decisions: Vec<BudgetDecision>,
    pub schedule: Vec<ScheduledPeriod>,
    pub sections: Vec<ReportSection>,
    pub wording: Wording,
    pub balance_requirement: Vec<balance_requirement::Entry>,
    pub finances: Finances,
    pub collectives: Vec<Collective>,
    pub operations: Operations,
}

impl Registers {
    /// The layout of a statement that holds in a month.
    pub fn layout(&self, kind: StatementKind, month: Month) -> Option<&Layout> {
        self.layouts.iter().find(|layout| layout.kind == kind && layout.validity.covers(month))
    }

    pub fn scheduled(&self, period: Month) -> Option<&ScheduledPeriod> {
        self.schedule.iter().find(|row| row.period == period)
    }

    pub fn project(&self, code: &Code, year: i32) -> Option<&Project> {
        self.projects.iter().find(|project| project.code == *code && project.year == year)
    }

    /// An investment project in any year.
    pub fn is_investment(&self, code: &Code) -> bool {
        self.projects.iter().any(|project| project.code == *code)
    }

    /// What a unit is budgeted to do in a year.
    pub fn budgeted_volume(&self, indicator: &Code, unit: &Code, year: i32) -> Option<rust_decimal::Decimal> {
        let mut own = self.volumes.iter();
        own.find(|one| one.indicator == *indicator && one.unit == *unit && one.year == year)
            .map(|one| one.value)
    }

    pub fn municipal_fact(&self, year: i32, key: &str) -> Option<&MunicipalFact> {
        self.municipal_facts.iter().find(|fact| fact.year == year && fact.key == key)
    }

    /// The contract that a ledger file is read by: that of its kind, else the first profile that names the file, else
    /// the profile of the ledger.
    pub fn contract_for(&self, file: &str) -> Option<&ExportContract> {
        let own = Some(&self.sie.contract).filter(|_| sie::is_named(file));
        let named = || self.exports.iter().find(|contract| contract.is_for(file));
        own.or_else(named).or_else(|| self.export(LEDGER_PROFILE))
    }

    /// The contract that a file of the budget is read by: that of its kind, else the profile of the budget.
    pub fn budget_contract_for(&self, file: &str) -> Option<&ExportContract> {
        let own = Some(&self.sie.contract).filter(|_| sie::is_named(file));
        own.or_else(|| self.export(BUDGET_PROFILE))
    }

    /// What a row of the ledger is booked on: a project that is no investment says nothing, and the counterpart says
    /// only whether the item is internal.
    pub fn subject(&self, ansvar: &Code, account: &Code, project: &Code, counterpart: &Code) -> Subject {
        Subject::Coded {
            ansvar: ansvar.clone(),
            account: account.clone(),
            project: Some(project).filter(|code| self.is_investment(code)).cloned(),
            internal: self.settings.internal_counterparts.contains(counterpart),
        }
    }

    pub fn export(&self, profile: &str) -> Option<&ExportContract> {
        self.exports.iter().find(|contract| contract.profile == profile)
    }
}
