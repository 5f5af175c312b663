//! Which sections a report has, and in which order.

use super::period::PeriodKind;

/// What a section tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionName {
    Summary,
    FiveYears,
    Events,
    Outlook,
    Told,
    Goals,
    GoodEconomy,
    BalanceRequirement,
    Policy,
    PolicyByMonth,
    Indicators,
    Income,
    Months,
    Balance,
    CashFlow,
    Notes,
    Operations,
    Forecasts,
    BudgetChanges,
    Deviations,
    Investments,
    Tariffs,
    Volumes,
    Staff,
    Stories,
    Boards,
    Principles,
    Contents,
    Proof,
}

impl SectionName {
    /// In the order of the register's words.
    pub const ALL: &[SectionName] = &[
        SectionName::Summary,
        SectionName::FiveYears,
        SectionName::Events,
        SectionName::Outlook,
        SectionName::Told,
        SectionName::Goals,
        SectionName::GoodEconomy,
        SectionName::BalanceRequirement,
        SectionName::Policy,
        SectionName::PolicyByMonth,
        SectionName::Indicators,
        SectionName::Income,
        SectionName::Months,
        SectionName::Balance,
        SectionName::CashFlow,
        SectionName::Notes,
        SectionName::Operations,
        SectionName::Forecasts,
        SectionName::BudgetChanges,
        SectionName::Deviations,
        SectionName::Investments,
        SectionName::Tariffs,
        SectionName::Volumes,
        SectionName::Staff,
        SectionName::Stories,
        SectionName::Boards,
        SectionName::Principles,
        SectionName::Contents,
        SectionName::Proof,
    ];

    /// Whether there is a short form of it.
    pub fn has_short_form(self) -> bool {
        matches!(
            self,
            SectionName::Goals
                | SectionName::Policy
                | SectionName::Notes
                | SectionName::Operations
                | SectionName::Deviations
                | SectionName::Investments
                | SectionName::Volumes
                | SectionName::Proof
        )
    }
}

/// One row of the register Rapportavsnitt: a section of the reports of a kind of period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportSection {
    pub kind: PeriodKind,
    pub name: SectionName,
    /// Only what is told of first.
    pub short: bool,
    /// In place of the program's own; empty for that.
    pub heading: String,
}
