//! Findings about the registers (grunddata): codes R01 and on.

use rust_decimal::Decimal;

use super::{Expected, Problem, Severity};
use crate::domain::document::Status;
use crate::domain::finance_policy::{Measure, Unprinted};
use crate::domain::money::Money;
use crate::domain::period::Month;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RegisterProblem {
    /// A required table is not in the folder.
    MissingTable { table: String },
    /// Required columns that the header row lacks, all of them.
    MissingColumns { table: String, columns: Vec<String> },
    /// A column the table does not have.
    UnknownColumn { table: String, column: String },
    /// A required cell is empty.
    MissingValue { table: String, column: String },
    /// A cell that cannot be read as what the column holds.
    WrongValue { table: String, column: String, found: String, expected: Expected },
    /// A key that stands on an earlier row.
    DuplicateKey { table: String, key: String, first_row: u32 },
    /// A code that the table it refers to does not have.
    UnknownReference {
        table: String,
        column: String,
        found: String,
        refers_to: String,
        /// What it could have been, where that is known.
        known: Vec<String>,
    },
    /// A code range that an earlier row already covers.
    OverlappingCodes { table: String, codes: String, first_row: u32 },
    /// A file that cannot be opened or read.
    UnreadableFile { why: super::Unreadable },
    /// Rows that are above each other in a ring, by their keys.
    Cycle { table: String, keys: Vec<String> },
    /// A cost type on two lines of the income statement.
    CostTypeOnTwoLines { cost_type: String, line: String, first_line: String, first_row: u32 },
    /// Fields an export contract must name, all that are missing.
    MissingExportFields { profile: String, fields: Vec<String> },
    /// The same table in two places.
    TableTwice { table: String, other: String },
    /// A sheet or a file that is none of the tables.
    UnknownTable { name: String },
    /// The organisation has no root or several.
    NotOneRoot { roots: Vec<String> },
    /// A row that ends before it begins.
    TurnedValidity { table: String, from: String, to: String },
    /// A row with another number of fields than the header.
    UnreadableRow { table: String, expected: usize, found: usize },
    /// A setting without a default that no row gives.
    MissingSetting { key: String },
    /// The period is not a row of Tidplan.
    PeriodNotScheduled { period: String },
    /// Tidplan says that the period has no templates.
    NoTemplatesScheduled { period: String },
    /// A column that may be empty is not there at all.
    MissingOptionalColumns { table: String, columns: Vec<String> },
    /// An interval that ends below where it begins.
    TurnedInterval { from: Decimal, to: Decimal },
    /// An upper limit where there is no interval, or no lower limit.
    LimitOfNothing { to: Decimal },
    /// A post of Balanskrav in a year that the law does not know it in.
    PostOutsideYears { post: String, year: i32, first: i32, last: i32 },
    /// Accounts of the result where those of the balance sheet are asked for (`balance`), or the other way round.
    AccountOfOtherSide { codes: String, balance: bool },
    /// An indicator of a goal where one of volumes or staff is asked for.
    GoalAsVolume { indicator: String },
    /// A second indicator of årsarbetare.
    ManYearsTwice { first_row: u32 },
    /// An amount below zero where the post itself says which way it counts.
    SignOfPost { post: String, amount: Money },
    /// An amount below zero in a register of what is owed or held.
    NegativeAmount { table: String, column: String, amount: Money },
    /// Two dates of a row in the wrong order, each with its column.
    TurnedDates { earlier: String, first: String, later: String, last: String },
    /// A part of one where per cent is asked for: 0,95 for 95.
    FractionForPercent { found: Decimal },
    /// A row that holds at the same time as an earlier one of the same subject.
    RowsAtTheSameTime { table: String, key: String, first_row: u32 },
    /// More of a checkkredit is used than there is.
    UsedAboveCredit { used: Money, credit: Money },
    /// What others have, said of a unit.
    ComparisonOfUnit,
    /// A colour that text cannot be read in: contrast with white and with its own tint, in hundredths, and the nearest
    /// darker one that will do.
    FaintColour { colour: String, on_white: u32, on_tint: u32, darker: String },
    /// A standing text that the program does not have, and those that it has.
    UnknownStandingText { key: String, known: Vec<String> },
    /// A key of Kommunfakta that nothing is computed with, and those that something is.
    UnknownFact { key: String, known: Vec<String> },
    /// A standing text in the municipality's words with other places to fill in than the program's.
    OtherPlaces { key: String, expected: Vec<String>, found: Vec<String> },
    /// The program's own text is another now than the one that the municipality's was written for.
    StandingTextChanged { key: String, now: String },
    /// A row of Texter or Dokument for a report that its period does not have, and those that it has.
    NoSuchReport {
        table: String,
        period: String,
        report: String,
        letter: bool,
        own: Vec<String>,
        /// The one period of the year that has such a report.
        only: Option<String>,
    },
    /// A text of what no section of its report prints.
    TextWithoutPlace { report: String, section: String },
    /// The short form is asked of a section that has none, and those that have one.
    NoShortForm { section: String, short: Vec<String> },
    /// An indicator that is valid longer than its goal.
    IndicatorOutlivesGoal { indicator: String, goal: String, ended: String },
    /// A limit of the finance policy is breached, and Avsteg says neither why nor what is done.
    BreachWithoutWords { measure: Measure, since: Month },
    /// A row of Avsteg that no report prints.
    DepartureUnprinted { measure: Measure, month: Month, why: Unprinted },
    /// The column that shows the program's own text holds another, and the municipality's column is empty.
    NotTheProgramsText { key: String, own: String },
    /// A report that Dokument says is adopted and that has not all that the law asks for.
    AdoptedLacking { report: String, missing: Vec<String>, partly: Vec<String> },
    /// The status of Dokument is not printed: the report is PRELIMINÄR, for no templates were `written`, or for so many
    /// units without an answer and with faults, and so many files that are nobody's.
    StatusDisplaced { status: Status, written: bool, missing: usize, faulty: usize, strays: usize },
    /// A row of a unit that the indicator is not followed in.
    UnitNotFollowed { table: String, indicator: String, unit: String },
    /// A text of a unit, of what a report says of the whole municipality.
    TextOfUnit { section: String },
    /// An investment project that is booked on in a year that Investeringar has no row of; expenditure +.
    ProjectWithoutYear { project: String, name: String, year: i32, spent: Money },
    /// A name that rows are gathered by, and nearly another one of its column.
    NearlyAnotherName { table: String, column: String, name: String, other: String, rows: usize },
    /// A code of digits that is shorter than the others of its column.
    ZerosLost { table: String, column: String, code: String, meant: String },
    /// Signs that no report can print.
    Unprintable { table: String, column: String, signs: String },
    /// Tidplan asks for answers, and no templates were written; `needed`: the report cannot do without.
    TemplatesNotWritten { period: String, needed: bool },
}

impl RegisterProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            RegisterProblem::MissingTable { .. } => 1,
            RegisterProblem::MissingColumns { .. } => 2,
            RegisterProblem::UnknownColumn { .. } => 3,
            RegisterProblem::MissingValue { .. } => 4,
            RegisterProblem::WrongValue { .. } => 5,
            RegisterProblem::DuplicateKey { .. } => 6,
            RegisterProblem::UnknownReference { .. } => 7,
            RegisterProblem::OverlappingCodes { .. } => 8,
            RegisterProblem::UnreadableFile { .. } => 9,
            RegisterProblem::Cycle { .. } => 10,
            RegisterProblem::CostTypeOnTwoLines { .. } => 11,
            RegisterProblem::MissingExportFields { .. } => 12,
            RegisterProblem::TableTwice { .. } => 13,
            RegisterProblem::UnknownTable { .. } => 14,
            RegisterProblem::NotOneRoot { .. } => 15,
            RegisterProblem::TurnedValidity { .. } => 16,
            RegisterProblem::UnreadableRow { .. } => 17,
            RegisterProblem::MissingSetting { .. } => 18,
            RegisterProblem::PeriodNotScheduled { .. } => 19,
            RegisterProblem::NoTemplatesScheduled { .. } => 20,
            RegisterProblem::MissingOptionalColumns { .. } => 21,
            RegisterProblem::PostOutsideYears { .. } => 22,
            RegisterProblem::SignOfPost { .. } => 23,
            RegisterProblem::TurnedInterval { .. } => 24,
            RegisterProblem::LimitOfNothing { .. } => 25,
            RegisterProblem::NegativeAmount { .. } => 26,
            RegisterProblem::TurnedDates { .. } => 27,
            RegisterProblem::FractionForPercent { .. } => 28,
            RegisterProblem::RowsAtTheSameTime { .. } => 29,
            RegisterProblem::UsedAboveCredit { .. } => 30,
            RegisterProblem::ComparisonOfUnit => 36,
            RegisterProblem::AccountOfOtherSide { .. } => 45,
            RegisterProblem::GoalAsVolume { .. } => 46,
            RegisterProblem::ManYearsTwice { .. } => 47,
            RegisterProblem::FaintColour { .. } => 50,
            RegisterProblem::UnknownStandingText { .. } => 51,
            RegisterProblem::UnknownFact { .. } => 69,
            RegisterProblem::OtherPlaces { .. } => 52,
            RegisterProblem::StandingTextChanged { .. } => 53,
            RegisterProblem::NoSuchReport { .. } => 54,
            RegisterProblem::TextWithoutPlace { .. } => 55,
            RegisterProblem::NoShortForm { .. } => 56,
            RegisterProblem::IndicatorOutlivesGoal { .. } => 57,
            RegisterProblem::BreachWithoutWords { .. } => 58,
            RegisterProblem::DepartureUnprinted { .. } => 59,
            RegisterProblem::NotTheProgramsText { .. } => 60,
            RegisterProblem::AdoptedLacking { .. } => 61,
            RegisterProblem::StatusDisplaced { .. } => 62,
            RegisterProblem::TemplatesNotWritten { .. } => 63,
            RegisterProblem::UnitNotFollowed { .. } => 64,
            RegisterProblem::TextOfUnit { .. } => 65,
            RegisterProblem::ProjectWithoutYear { .. } => 66,
            RegisterProblem::NearlyAnotherName { .. } => 67,
            RegisterProblem::ZerosLost { .. } => 68,
            RegisterProblem::Unprintable { .. } => 76,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            RegisterProblem::UnknownColumn { .. }
            | RegisterProblem::UnknownTable { .. }
            | RegisterProblem::FractionForPercent { .. }
            | RegisterProblem::UsedAboveCredit { .. }
            | RegisterProblem::FaintColour { .. }
            | RegisterProblem::UnknownStandingText { .. }
            | RegisterProblem::UnknownFact { .. }
            | RegisterProblem::OtherPlaces { .. }
            | RegisterProblem::BreachWithoutWords { .. }
            | RegisterProblem::DepartureUnprinted { .. }
            | RegisterProblem::NotTheProgramsText { .. }
            | RegisterProblem::AdoptedLacking { .. }
            | RegisterProblem::TextOfUnit { .. }
            | RegisterProblem::NearlyAnotherName { .. }
            | RegisterProblem::ZerosLost { .. }
            | RegisterProblem::Unprintable { .. }
            | RegisterProblem::TemplatesNotWritten { needed: true, .. }
            | RegisterProblem::NoSuchReport { .. }
            | RegisterProblem::TextWithoutPlace { .. }
            | RegisterProblem::MissingOptionalColumns { .. } => Severity::Warning,
            RegisterProblem::StandingTextChanged { .. }
            | RegisterProblem::StatusDisplaced { .. }
            | RegisterProblem::UnitNotFollowed { .. }
            | RegisterProblem::TemplatesNotWritten { .. }
            | RegisterProblem::NoShortForm { .. }
            | RegisterProblem::IndicatorOutlivesGoal { .. } => Severity::Note,
            _ => Severity::Fault,
        }
    }
}

impl From<RegisterProblem> for Problem {
    fn from(problem: RegisterProblem) -> Problem {
        Problem::Register(problem)
    }
}
