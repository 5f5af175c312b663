//! SIE files as a ledger: which of their dimensions is which code of the municipality's code string, and the fixed form
//! in which their rows are handed on.

use super::settings::{ExportContract, ExportField, SignContract};

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
    }
}

/// Whether a file is a SIE file by its name.
pub fn is_named(file: &str) -> bool {
    let ending = file.rsplit('.').next().unwrap_or_default().to_lowercase();
    ["se", "si", "sie"].contains(&ending.as_str())
}
