//! What the office says about its documents: timetable, status, registration number, its own prose.

use super::code::Code;
use super::money::Money;
use super::period::{Date, Month, PeriodKind};
use super::register_row::RegisterRow;

/// One row of the register Tidplan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduledPeriod {
    pub period: Month,
    pub kind: PeriodKind,
    pub templates: bool,
    pub templates_out: Option<Date>,
    pub answers_due: Option<Date>,
    /// When kommunstyrelsen / kommunfullmäktige / the auditors get it.
    pub board: Option<Date>,
    pub council: Option<Date>,
    pub auditors: Option<Date>,
    /// Where it stands in the register.
    pub at: RegisterRow,
}

/// One row of the register Dokument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    pub period: Month,
    pub report: String,
    pub registration_number: String,
    pub status: Option<Status>,
    /// Who has prepared the matter: printed on the covering letter.
    pub handler: String,
    /// Where it stands in the register.
    pub at: RegisterRow,
}

/// How far a report has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Preliminary,
    ToBoard,
    ToCouncil,
    Adopted,
}

impl Status {
    /// In the order of the register's words.
    pub const ALL: &[Status] = &[Status::Preliminary, Status::ToBoard, Status::ToCouncil, Status::Adopted];

    /// Whether the report goes to those who decide, with a covering letter.
    pub fn is_for_decision(self) -> bool {
        matches!(self, Status::ToBoard | Status::ToCouncil)
    }
}

/// One row of the register Texter: the office's own prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportText {
    /// Nothing for a standing text, which holds in every period that has none of its own.
    pub period: Option<Month>,
    pub report: String,
    /// A word of `register::schema::TEXT_SECTIONS`.
    pub section: String,
    pub unit: Option<Code>,
    pub text: String,
    pub approved_by: String,
}

/// One row of the register Kontrollsummor: totals typed from the accounting system itself. Ledger sign (debit +).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlSum {
    pub file: String,
    pub period: Option<super::period::LedgerPeriod>,
    pub rows: Option<u64>,
    pub balance_classes: Option<Money>,
    pub result_classes: Option<Money>,
    pub source: String,
    pub checked_by: String,
}

impl ControlSum {
    /// A row names a file with or without its folder.
    pub fn names(&self, file: &str) -> bool {
        self.file == file || file.rsplit('/').next() == Some(self.file.as_str())
    }
}
