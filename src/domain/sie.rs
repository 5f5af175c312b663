//! SIE files as a ledger: which of their dimensions is which code of the municipality's code string, and the fixed form
//! in which their rows are handed on.

use super::money::KronorUnit;
use super::settings::{ExportContract, ExportField, PeriodForm, SignContract};

/// How SIE files are understood: the rows of the profile `sie` in the register Exporter, else what the standard says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SieSettings {
    /// Field → dimension numbers; the first that a row has an object in counts.
    pub dimensions: Vec<(ExportField, Vec<String>)>,
    /// Whether `#PBUDGET` is read as the budget.
    pub budget: bool,
    /// The contract of the rows that are handed on.
    pub contract: ExportContract,
}

/// The encodings that SIE files come in, whatever their `#FORMAT` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SieEncoding {
    Cp437,
    Utf8,
    Utf16,
    /// Windows-1252, which holds ISO 8859-1.
    Windows1252,
}

/// What keeps a line from being a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SieFlaw {
    /// Begins with neither `#` nor a brace.
    NoRecord { found: String },
    /// A quotation mark that is not closed on its line.
    OpenQuote,
    /// An object list that is not closed, or has a dimension without an object.
    BrokenList,
    /// A row of a voucher that stands in none.
    Outside,
    /// A voucher whose rows are not closed.
    OpenVoucher,
    /// A brace that closes nothing, or opens what is no voucher.
    StrayBrace,
}

/// The records that the months of a year are taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SieSource {
    /// `#VER` with `#TRANS`.
    Vouchers,
    /// `#PSALDO`.
    PeriodBalances,
}

/// The records that others are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SieRecordKind {
    Opening,
    Closing,
    Result,
    PeriodBalance,
}

/// Why a file cannot be a municipality's ledger.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SieUnfit {
    /// A year that is not the calendar year.
    BrokenYear {
        from: String,
        to: String,
    },
    Currency {
        found: String,
    },
    /// Balances by investment project without ansvar: they cannot be told from the unit's own.
    ProjectsAlone {
        projects: Vec<String>,
    },
}

/// The standard reserves dimension 1 for kostnadsställe and 6 for projekt (SIE filformat 4B, Reserverade
/// dimensionsnummer).
const STANDARD: [(ExportField, &str); 2] = [(ExportField::Ansvar, "1"), (ExportField::Project, "6")];

/// The columns of the rows that are handed on, in order.
pub const COLUMNS: [(ExportField, &str); 10] = [
    (ExportField::Ansvar, "Ansvar"),
    (ExportField::Activity, "Verksamhet"),
    (ExportField::Account, "Konto"),
    (ExportField::Project, "Projekt"),
    (ExportField::Counterpart, "Motpart"),
    (ExportField::Period, "Period"),
    (ExportField::Date, "Datum"),
    (ExportField::Voucher, "Verifikation"),
    (ExportField::Text, "Text"),
    (ExportField::Amount, "Belopp"),
];

impl SieSettings {
    /// The fields that the register names; the others as in the standard.
    pub fn new(named: Vec<(ExportField, Vec<String>)>, budget: bool) -> SieSettings {
        let mut dimensions = named;
        for (field, number) in STANDARD {
            if !dimensions.iter().any(|(known, _)| *known == field) {
                dimensions.push((field, vec![number.to_string()]));
            }
        }
        SieSettings { dimensions, budget, contract: contract() }
    }

    pub fn dimensions_of(&self, field: ExportField) -> &[String] {
        self.dimensions.iter().find(|(known, _)| *known == field).map_or(&[], |(_, numbers)| numbers)
    }
}

/// Amounts as the standard writes them: decimal point, minus before, debit plus.
fn contract() -> ExportContract {
    ExportContract {
        profile: "sie".to_string(),
        columns: COLUMNS.map(|(field, heading)| (field, heading.to_string())).to_vec(),
        separator: b';',
        decimal_mark: '.',
        thousands_mark: None,
        sign: SignContract::DebitPositive,
        parentheses: false,
        unit: KronorUnit::Kr,
        decimals: ExportContract::DECIMALS,
        periods: PeriodForm::Whole,
        cumulative: false,
        replaces: false,
        sheet: None,
        files: None,
    }
}

/// Whether a file is a SIE file by its name.
pub fn is_named(file: &str) -> bool {
    let ending = file.rsplit('.').next().unwrap_or_default().to_lowercase();
    ["se", "si", "sie"].contains(&ending.as_str())
}
