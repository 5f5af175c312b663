//! Findings about the budget files: codes B01 and on.

use super::{Expected, LeftOutProblem, Problem, Severity};
use crate::domain::settings::ExportField;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BudgetProblem {
    /// No budget file in the folder.
    NoFiles,
    /// Columns of the contract that the header row lacks, all of them, and the headings it has.
    /// `others`: headings that it lacks too and may lack.
    MissingColumns { columns: Vec<String>, others: Vec<String>, found: Vec<String> },
    /// An amount that cannot be read by the contract.
    NotAnAmount { found: String },
    /// An amount that has several readings, or one that the contract does not allow.
    UnclearAmount { found: String, readings: Vec<rust_decimal::Decimal> },
    /// The same fault on more rows than the one it is told of, and the first of those.
    OnRows { problem: Box<BudgetProblem>, others: u64, lines: Vec<u32> },
    /// A code no register knows.
    UnknownCodes {
        kind: super::CodeKind,
        code: String,
        rows: u64,
        sum: crate::domain::money::Money,
        why: Box<super::WhyUnknown>,
    },
    /// A profile the register Profiler does not have.
    UnknownProfile { found: String, rows: u64 },
    /// A cell that cannot be read as what the column holds.
    WrongValue { column: String, found: String, expected: Expected },
    /// A row with another number of fields than the header.
    UnreadableRow { expected: usize, found: usize },
    /// A file that cannot be opened or read.
    UnreadableFile { why: super::Unreadable },
    /// A SIE file among the tables of the budget.
    SieFile,
    /// A change of the budget without the name of its decision.
    MissingDecision,
    /// Two files with the same bytes: every row would count twice.
    SameFileTwice { other: String },
    /// Internal items of a year's budget that do not cancel.
    InternalRemainder { year: i32, remainder: crate::domain::money::Money },
    /// Rows with faults beyond those that are told one by one.
    MoreRows { rows: u64 },
    /// Rows with the same codes and decision as rows of another file or sheet; `other` is where the first stands.
    SameRows { other: super::Place, rows: u64, sum: crate::domain::money::Money },
    /// Rows that are like an earlier row of their table in every cell; `first`: the row that the first of them repeats.
    RepeatedRows { rows: u64, sum: crate::domain::money::Money, first: u32 },
    /// The year of the report has no budget; those that have one.
    NoBudgetOfYear { year: i32, years: Vec<i32> },
    /// A year's budget in a SIE file that stands in a table too.
    BudgetOfTwoKinds { year: i32, other: String },
    /// A year that the period does not use.
    UnusedYear { year: i32, rows: u64, sum: crate::domain::money::Money },
    /// A transfer within the budget that changes its sum.
    TransferNotZero { decision: String, year: i32, remainder: crate::domain::money::Money },
    /// The rows of a decision do not come to what Budgetbeslut says; without a name, the original budget.
    DecisionDiffers {
        decision: String,
        year: i32,
        expected: crate::domain::money::Money,
        found: crate::domain::money::Money,
    },
    /// Budgetbeslut has a decision that no row of the budget names.
    DecisionWithoutRows { decision: String, year: i32 },
    /// A decision of the budget files that Budgetbeslut, which has rows for the year, does not list.
    DecisionNotListed { decision: String, year: i32, rows: u64, sum: crate::domain::money::Money },
    /// A decision that was made after the period, and is in its budget; what it does to the result.
    DecisionAfter {
        decision: String,
        date: crate::domain::period::Date,
        period: crate::domain::period::Month,
        sum: crate::domain::money::Money,
    },
    /// Rows that follow last year's season, of units and cost types that had no outcome to follow.
    NoSeason { year: i32, of: i32, rows: u64, sum: crate::domain::money::Money },
    /// A row whose months do not sum to its amount of the year.
    MonthsDiffer { year: crate::domain::money::Money, months: crate::domain::money::Money },
    /// What a table holds besides its rows.
    LeftOut(LeftOutProblem),
    /// Columns of the profile that the table does without, and the headings it has.
    WithoutColumns { columns: Vec<(ExportField, String)>, found: Vec<String> },
    /// What is always income or always cost stands on the wrong side.
    SignLooksTurned { income: crate::domain::money::Money, costs: crate::domain::money::Money },
    /// The budget of a unit's line is a hundred times, or a hundredth of, both the outcome and last year.
    Scale {
        unit: String,
        line: String,
        budget: crate::domain::money::Money,
        outcome: crate::domain::money::Money,
        last_year: crate::domain::money::Money,
    },
}

impl BudgetProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            BudgetProblem::NoFiles => 1,
            BudgetProblem::MissingColumns { .. } => 2,
            BudgetProblem::NotAnAmount { .. } => 3,
            BudgetProblem::UnknownCodes { .. } => 4,
            BudgetProblem::UnknownProfile { .. } => 5,
            BudgetProblem::WrongValue { .. } => 6,
            BudgetProblem::UnreadableRow { .. } => 7,
            BudgetProblem::UnreadableFile { .. } => 8,
            BudgetProblem::MissingDecision => 9,
            BudgetProblem::SameFileTwice { .. } => 10,
            BudgetProblem::InternalRemainder { .. } => 11,
            BudgetProblem::MoreRows { .. } => 12,
            BudgetProblem::SameRows { .. } => 13,
            BudgetProblem::UnusedYear { .. } => 14,
            BudgetProblem::TransferNotZero { .. } => 15,
            BudgetProblem::DecisionDiffers { .. } => 16,
            BudgetProblem::DecisionWithoutRows { .. } => 17,
            BudgetProblem::DecisionNotListed { .. } => 18,
            BudgetProblem::NoSeason { .. } => 19,
            BudgetProblem::MonthsDiffer { .. } => 20,
            BudgetProblem::WithoutColumns { .. } => 21,
            BudgetProblem::SignLooksTurned { .. } => 22,
            BudgetProblem::Scale { .. } => 23,
            BudgetProblem::UnclearAmount { .. } => 24,
            BudgetProblem::NoBudgetOfYear { .. } => 25,
            BudgetProblem::RepeatedRows { .. } => 26,
            BudgetProblem::BudgetOfTwoKinds { .. } => 27,
            BudgetProblem::LeftOut(LeftOutProblem::Rows { .. }) => 28,
            BudgetProblem::LeftOut(LeftOutProblem::TotalDiffers { .. }) => 29,
            BudgetProblem::LeftOut(LeftOutProblem::CountDiffers { .. }) => 30,
            BudgetProblem::SieFile => 31,
            BudgetProblem::DecisionAfter { .. } => 32,
            BudgetProblem::OnRows { problem, .. } => problem.number(),
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            // Own work in investment projects stands against the register Investeringar.
            BudgetProblem::InternalRemainder { .. }
            | BudgetProblem::UnusedYear { .. }
            | BudgetProblem::DecisionAfter { .. }
            | BudgetProblem::NoSeason { .. } => Severity::Note,
            BudgetProblem::DecisionNotListed { .. }
            | BudgetProblem::RepeatedRows { .. }
            | BudgetProblem::Scale { .. } => Severity::Warning,
            BudgetProblem::WithoutColumns { columns, .. } => super::ledger::without(columns),
            BudgetProblem::LeftOut(problem) => problem.severity(),
            BudgetProblem::OnRows { problem, .. } => problem.severity(),
            _ => Severity::Fault,
        }
    }
}

impl From<BudgetProblem> for Problem {
    fn from(problem: BudgetProblem) -> Problem {
        Problem::Budget(problem)
    }
}
