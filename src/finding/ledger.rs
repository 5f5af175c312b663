//! Findings about the accounting exports: codes L01 and on.

use super::{LeftOutProblem, Problem, Severity};
use crate::domain::settings::ExportField;

/// Which code of the code string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeKind {
    Ansvar,
    Account,
}

/// Which total of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ControlQuantity {
    BalanceClasses,
    ResultClasses,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LedgerProblem {
    /// No accounting export in the folder.
    NoFiles,
    /// Columns of the contract that the header row lacks, all of them, and the headings it has.
    /// `others`: headings that it lacks too and may lack.
    MissingColumns { columns: Vec<String>, others: Vec<String>, found: Vec<String>, profile: String },
    /// An amount that cannot be read by the contract.
    NotAnAmount { found: String, profile: String },
    /// A period that cannot be read.
    NotAPeriod { found: String },
    /// A code no register knows for its period.
    UnknownCodes {
        kind: CodeKind,
        code: String,
        /// As a file names it beside the code; empty where none does.
        name: Box<str>,
        rows: u64,
        sum: crate::domain::money::Money,
        why: Box<super::WhyUnknown>,
    },
    /// A voucher whose rows of a period do not sum to zero.
    UnbalancedVoucher {
        voucher: String,
        period: crate::domain::period::LedgerPeriod,
        difference: crate::domain::money::Money,
    },
    /// The opening balance of an account differs from the closing balance of the year before.
    OpeningDiffers {
        account: String,
        year: i32,
        opening: crate::domain::money::Money,
        closing: crate::domain::money::Money,
    },
    /// A file does not give the totals typed in Kontrollsummor.
    ControlSumDiffers {
        period: Option<crate::domain::period::LedgerPeriod>,
        what: ControlQuantity,
        expected: crate::domain::money::Money,
        found: crate::domain::money::Money,
    },
    /// A file without vouchers, control sums or totals of its own.
    NotProven,
    /// A row with another number of fields than the header.
    UnreadableRow { expected: usize, found: usize },
    /// A file that cannot be opened or read.
    UnreadableFile { why: super::Unreadable },
    /// Months up to the period without a single row.
    MissingMonths { months: Vec<String> },
    /// Internal items that do not cancel.
    InternalRemainder { year: i32, remainder: crate::domain::money::Money },
    /// A file has another number of rows than Kontrollsummor says.
    ControlRowsDiffer { period: Option<crate::domain::period::LedgerPeriod>, expected: u64, found: u64 },
    /// Kontrollsummor names a file that is not in the folder.
    ControlFileMissing,
    /// Two files with the same bytes: every row would count twice.
    SameFileTwice { other: String },
    /// What is always income and what is always cost stand on the wrong side: the contract's sign looks turned.
    /// Whether it is so of the whole ledger and not of this file alone.
    SignLooksTurned { income: crate::domain::money::Money, costs: crate::domain::money::Money, all: bool },
    /// An account of classes 3–9 with an opening balance.
    ResultInOpening { account: String },
    /// A year with bookings on balance accounts but no opening balance.
    MissingOpening { year: i32 },
    /// An opening balance whose accounts do not sum to zero.
    OpeningUnbalanced { year: i32, difference: crate::domain::money::Money },
    /// Rows with faults beyond those that are told one by one.
    MoreRows { rows: u64 },
    /// All rows of a period do not sum to zero; in debit.
    UnbalancedPeriod { period: crate::domain::period::LedgerPeriod, difference: crate::domain::money::Money },
    /// Vouchers of a file that stand in another file too: how many, their debit, and the first of them.
    SameVouchers {
        other: String,
        vouchers: u64,
        voucher: String,
        period: crate::domain::period::LedgerPeriod,
        debit: crate::domain::money::Money,
    },
    /// Kontrollsummor has rows, but none for this file.
    NotInControlSums,
    /// A quote opens on the line and swallows the rows that follow.
    OpenQuote,
    /// A column has more codes than a ledger has.
    TooManyCodes { codes: u64 },
    /// Vouchers that do not balance beyond those that are told one by one; whether there are still more.
    MoreVouchers { vouchers: u64, more: bool },
    /// An amount that the contract does not allow, and every way it can be read.
    UnclearAmount { found: String, readings: Vec<rust_decimal::Decimal> },
    /// A few rows of a file are of a year after the report's: the first of their periods.
    StrayYear { period: crate::domain::period::LedgerPeriod, rows: u64 },
    /// What a file holds besides its postings.
    LeftOut(LeftOutProblem),
    /// A heading of the contract that stands over several columns, from 1.
    DoubledColumn { heading: String, columns: Vec<usize> },
    /// A cell of a workbook that shows an error, or a formula without a value.
    BrokenCell { found: String },
    /// Codes of a column that Excel made numbers of, and which only one code of the registers can have been: how many
    /// cells, and the first with the code that is used.
    LostZeros { heading: String, cells: u64, first: String, code: String },
    /// A code that Excel made a number of, and the codes that it can have been.
    UnclearZeros { found: String, codes: Vec<String> },
    /// A project that is no investment, and the investments that it is but for its zeros; debit as in the file.
    ProjectWithoutZeros { found: String, codes: Vec<String>, rows: u64, sum: crate::domain::money::Money },
    /// The sheet that the profile names is not in the workbook, and those that are.
    SheetMissing { sheet: String, sheets: Vec<String> },
    /// Sheets of a workbook that all have the headings.
    SeveralSheets { sheets: Vec<String> },
    /// Cells that hold a name behind the code: how many kinds, and the first of them with the code that is used.
    CodesWithNames { cells: u64, first: String, code: String },
    /// The file's fields are separated by something else than its profile says.
    OtherSeparator { found: u8, expected: u8, profile: String },
    /// A row with an amount in debit and one in credit.
    BothSides { debit: String, credit: String },
    /// Columns of the profile that the file does without, and the headings it has.
    WithoutColumns { columns: Vec<(ExportField, String)>, found: Vec<String>, profile: String },
    /// Letters that were lost or written in two encodings before the file came here: how many.
    DestroyedLetters { letters: u64 },
    /// The same fault on more rows than the one it is told of, and the first of those.
    OnRows { problem: Box<LedgerProblem>, others: u64, lines: Vec<u32> },
}

impl LedgerProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            LedgerProblem::NoFiles => 1,
            LedgerProblem::MissingColumns { .. } => 2,
            LedgerProblem::NotAnAmount { .. } => 3,
            LedgerProblem::NotAPeriod { .. } => 4,
            LedgerProblem::UnknownCodes { .. } => 5,
            LedgerProblem::UnbalancedVoucher { .. } => 6,
            LedgerProblem::OpeningDiffers { .. } => 7,
            LedgerProblem::ControlSumDiffers { .. } => 8,
            LedgerProblem::NotProven => 9,
            LedgerProblem::UnreadableRow { .. } => 10,
            LedgerProblem::UnreadableFile { .. } => 11,
            LedgerProblem::MissingMonths { .. } => 12,
            LedgerProblem::InternalRemainder { .. } => 13,
            LedgerProblem::ControlRowsDiffer { .. } => 14,
            LedgerProblem::ControlFileMissing => 15,
            LedgerProblem::SameFileTwice { .. } => 16,
            LedgerProblem::SignLooksTurned { .. } => 17,
            LedgerProblem::ResultInOpening { .. } => 18,
            LedgerProblem::MissingOpening { .. } => 19,
            LedgerProblem::OpeningUnbalanced { .. } => 20,
            LedgerProblem::MoreRows { .. } => 21,
            LedgerProblem::UnbalancedPeriod { .. } => 22,
            LedgerProblem::SameVouchers { .. } => 23,
            LedgerProblem::NotInControlSums => 24,
            LedgerProblem::OpenQuote => 25,
            LedgerProblem::TooManyCodes { .. } => 26,
            LedgerProblem::MoreVouchers { .. } => 27,
            LedgerProblem::UnclearAmount { .. } => 30,
            LedgerProblem::StrayYear { .. } => 73,
            LedgerProblem::LeftOut(LeftOutProblem::Rows { .. }) => 31,
            LedgerProblem::LeftOut(LeftOutProblem::TotalDiffers { .. }) => 32,
            LedgerProblem::LeftOut(LeftOutProblem::CountDiffers { .. }) => 33,
            LedgerProblem::DoubledColumn { .. } => 34,
            LedgerProblem::CodesWithNames { .. } => 35,
            LedgerProblem::OtherSeparator { .. } => 36,
            LedgerProblem::BothSides { .. } => 37,
            LedgerProblem::WithoutColumns { .. } => 38,
            LedgerProblem::DestroyedLetters { .. } => 39,
            LedgerProblem::OnRows { problem, .. } => problem.number(),
            LedgerProblem::BrokenCell { .. } => 62,
            LedgerProblem::LostZeros { .. } => 63,
            LedgerProblem::ProjectWithoutZeros { .. } => 71,
            LedgerProblem::UnclearZeros { .. } => 64,
            LedgerProblem::SheetMissing { .. } => 60,
            LedgerProblem::SeveralSheets { .. } => 61,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            LedgerProblem::NotProven
            | LedgerProblem::NotInControlSums
            | LedgerProblem::LostZeros { .. }
            | LedgerProblem::StrayYear { .. }
            | LedgerProblem::ProjectWithoutZeros { .. }
            | LedgerProblem::InternalRemainder { .. }
            | LedgerProblem::SignLooksTurned { all: false, .. } => Severity::Warning,
            LedgerProblem::DestroyedLetters { .. } => Severity::Warning,
            LedgerProblem::WithoutColumns { columns, .. } => without(columns),
            LedgerProblem::CodesWithNames { .. } => Severity::Note,
            LedgerProblem::LeftOut(problem) => problem.severity(),
            LedgerProblem::OnRows { problem, .. } => problem.severity(),
            _ => Severity::Fault,
        }
    }
}

/// Without project and counterpart amounts go elsewhere; all other columns are only shown.
pub(super) fn without(columns: &[(ExportField, String)]) -> Severity {
    let moves =
        |(field, _): &(ExportField, String)| matches!(field, ExportField::Project | ExportField::Counterpart);
    if columns.iter().any(moves) { Severity::Warning } else { Severity::Note }
}

impl From<LedgerProblem> for Problem {
    fn from(problem: LedgerProblem) -> Problem {
        Problem::Ledger(problem)
    }
}
