//! What is said: figures put into documents, purely from the facts. Knows no writer and no file.

pub mod about;
pub mod actions;
pub mod balance_requirement;
pub mod behind;
pub mod board;
pub mod books;
pub mod budget;
pub mod build;
pub mod changes;
pub mod chapters;
pub mod contents;
pub mod cost_types;
pub mod covering_letter;
mod described;
mod deviations;
pub mod drift;
pub mod finance;
pub mod financial;
pub mod financial_basis;
pub mod five_years;
pub mod flat;
pub mod forecasts;
pub mod goal_counts;
pub mod goals;
pub mod good_economy;
pub mod indicators;
pub mod investments;
pub mod largest;
pub mod letter;
pub mod live;
pub mod months;
pub mod notes;
pub mod overview;
pub mod papers;
pub mod parts;
pub mod passed;
pub mod prefill;
pub mod proof;
pub mod prose;
pub mod receipt;
pub mod sections;
mod sheets;
pub mod sick_leave;
pub mod staff;
pub mod statements;
pub mod stories;
pub mod tariffs;
pub mod volume_costs;
pub mod volumes;

use crate::consolidate::board::Board;
use crate::consolidate::cube::Cube;
use crate::consolidate::forecast::{Forecasts, Gap};
use crate::consolidate::goals::{Measured, other_indicators};
use crate::consolidate::passed::PassedForecasts;
use crate::consolidate::reconcile::Proof;
use crate::consolidate::statement::Shown;
use crate::domain::account::LineId;
use crate::domain::code::Code;
use crate::domain::goal::Reading;
use crate::domain::org::OrgNode;
use crate::domain::period::{Date, Month, PeriodKind};
use crate::domain::picture::Picture;
use crate::domain::query::{Basis, FactQuery, Pick, Query};
use crate::domain::registers::Registers;
use crate::domain::submission::Submission;

/// Everything a report is made from.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    pub registers: &'a Registers,
    pub cube: &'a Cube,
    pub period: Month,
    pub kind: PeriodKind,
    /// What the report is of: a node and all below it; the whole municipality without one.
    pub scope: Option<&'a OrgNode>,
    /// The period's accepted answers.
    pub answers: &'a [Submission],
    /// The answers whose words on deviations, actions and adjustments stand, and the month they were given in: the period's
    /// own, else those that the forecasts are from.
    pub spoken: &'a [Submission],
    pub spoken_in: Month,
    /// In which month the forecasts were given; `None` when the report has none.
    pub forecast: Option<Month>,
    pub gaps: &'a [Gap],
    /// Forecasts that the outcome has passed.
    pub passed: &'a PassedForecasts,
    /// The forecasts of the year that were given before, oldest first.
    pub earlier: &'a [Forecasts],
    pub readings: &'a [Reading],
    pub findings: &'a [FindingLine],
    /// Who has answered; `None` in periods without templates.
    pub board: Option<&'a Board>,
    pub inputs: &'a [InputLine],
    /// The municipality's, where the folder has one that can be printed.
    pub logo: Option<&'a Picture>,
    /// `None` while the control sums are still being added up from the placed pages.
    pub proof: Option<&'a Proof>,
    pub date: Date,
    pub version: &'a str,
}

/// A finding as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingLine {
    pub severity: String,
    pub code: String,
    pub place: String,
    /// The unit whose file it is in, by name.
    pub unit: String,
    pub file: String,
    pub tab: String,
    /// Cell or line.
    pub spot: String,
    pub field: String,
    /// What was found, as a sentence of its own.
    pub text: String,
    /// What was found, to stand beside the field.
    pub beside: String,
    pub expected: String,
    pub remedy: String,
}

/// An input as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputLine {
    pub path: String,
    pub sha256: String,
    pub size: u64,
}

impl<'a> Material<'a> {
    /// A standing sentence by its key in `templates/texter/standardtexter.csv`, in the municipality's words where it has
    /// its own.
    pub fn standing(&self, key: &str) -> &'a str {
        self.registers.wording.text(key)
    }

    /// The same with its places filled in.
    pub fn standing_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.registers.wording.with(key, values)
    }

    /// Whether a unit is of what the report is of.
    pub fn holds(&self, unit: &Code) -> bool {
        let below =
            |node: &OrgNode| self.registers.org.lineage(unit).iter().any(|above| above.code == node.code);
        self.scope.is_none_or(below)
    }

    /// The volumes and staff indicators of what the report is of; those of the whole municipality only in its own.
    pub fn other_indicators(&self) -> Vec<Measured<'a>> {
        let mut measured = other_indicators(self.registers, self.readings, self.period);
        let own = |one: &Measured| one.unit.as_ref().is_some_and(|unit| self.holds(unit));
        measured.retain(|one| self.scope.is_none() || own(one));
        measured
    }

    /// The same shown of what the report is of.
    pub fn of_scope(&self, shown: &Shown) -> Shown {
        match self.scope {
            Some(node) => shown.clone().on(&node.code),
            None => shown.clone(),
        }
    }

    /// PRELIMINÄR while an answer is missing or faulty, or a file may hold one.
    pub fn preliminary(&self) -> bool {
        self.board.is_some_and(|board| !board.complete())
    }

    /// Whether a forecast that the query rests on is missing and nothing stands in for it: a sum without it would
    /// count it as zero.
    pub fn lacks_forecast(&self, query: &Query) -> bool {
        let own = self.forecast.map(|given| (given, self.gaps));
        let earlier = self.earlier.iter().map(|one| (one.given, one.gaps.as_slice()));
        own.into_iter().chain(earlier).any(|(given, gaps)| self.lacks(query, given, gaps))
    }

    fn lacks(&self, query: &Query, given: Month, gaps: &[Gap]) -> bool {
        let unsaid = gaps.iter().filter(|gap| gap.stand_in.is_none());
        let kinds = self.registers.accounts.cost_types(self.period.year);
        let mut lines = unsaid.map(|gap| {
            let line = kinds.iter().find(|(known, _, _)| **known == gap.cost_type).map(|(_, line, _)| *line);
            (gap, line)
        });
        let basis = Basis::Forecast { given };
        let selections: Vec<&FactQuery> =
            query.selections().into_iter().filter(|one| one.basis == basis).collect();
        lines.any(|(gap, line)| selections.iter().any(|one| self.is_about(one, gap, line)))
    }

    /// The last forecast before the one that is shown.
    pub fn last_forecast(&self) -> Option<Month> {
        self.earlier.last().map(|one| one.given)
    }

    fn is_about(&self, one: &FactQuery, gap: &Gap, line: Option<&LineId>) -> bool {
        let picked = match &one.pick {
            Pick::Line(asked) => line == Some(asked),
            Pick::CostType(asked) => *asked == gap.cost_type,
            _ => false,
        };
        let below = |org: &Code| self.registers.org.lineage(&gap.unit).iter().any(|node| node.code == *org);
        picked && one.org.as_ref().is_none_or(below)
    }

    /// The same month last year.
    pub fn last_year(&self) -> Month {
        self.period.year_before()
    }

    /// December of the year before: the last balance sheet.
    pub fn last_closing(&self) -> Shown {
        Shown::closing(self.cube, self.registers, self.period.year - 1)
    }
}
