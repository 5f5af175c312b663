//! The words of the register Exporter: its fields, and how an export's numbers and periods are written.

use crate::domain::settings::ExportField;

/// Fields of an export contract, in the order of `domain::settings::ExportField`, then the number contract.
pub const EXPORT_FIELDS: &[&str] = &[
    "ansvar",
    "konto",
    "verksamhet",
    "projekt",
    "motpart",
    "period",
    "datum",
    "verifikation",
    "text",
    "belopp",
    "år",
    "profil",
    "beslut",
    "slag",
    "jan",
    "feb",
    "mar",
    "apr",
    "maj",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
    "debet",
    "kredit",
    "skiljetecken",
    "decimaltecken",
    "tusentalstecken",
    "tecken",
    "budget",
    "parentes",
    "enhet",
    "decimaler",
    "periodform",
    "blad",
    "fil",
    "ackumulerat",
    "ersätter",
];
/// How many of [`EXPORT_FIELDS`] are columns of the file; the rest say how it is written.
pub const EXPORT_COLUMNS: usize = 28;
/// What every ledger profile must name.
pub const LEDGER_FIELDS: &[&str] = &["ansvar", "konto", "skiljetecken", "decimaltecken"];
pub const SIGNS: &[&str] = &["debet plus", "intäkt plus"];

/// The word for no mark and no dimension.
pub const NONE: &str = "inget";
/// Characters that cannot stand alone in a cell, by the word that stands for them; an empty string is none.
pub const MARKS: &[(&str, &str)] = &[
    ("semikolon", ";"),
    ("komma", ","),
    ("punkt", "."),
    ("tabb", "\t"),
    ("mellanslag", " "),
    ("\u{a0}", " "),
    ("\u{202f}", " "),
    ("apostrof", "'"),
    ("’", "'"),
    (NONE, ""),
];
/// What the mark of decimals and that of thousands may be, by their words in [`MARKS`]. A comma between thousands is
/// none of them: `57,957` is never 57 957 kr.
pub const DECIMAL_MARKS: &[&str] = &["komma", "punkt"];
pub const THOUSANDS_MARKS: &[&str] = &["mellanslag", "punkt", "apostrof", NONE];

/// What a ledger's amounts are: in one column, whose sign the profile tells, or in two, where debit less credit is meant.
pub const LEDGER_AMOUNT: &[&str] = &["belopp", "tecken"];
pub const LEDGER_SIDES: &[&str] = &["debet", "kredit"];
/// Where a ledger takes its periods from: a column of its own, else the date.
pub const LEDGER_TIMES: &[&str] = &["period", "datum"];
/// In the order of `domain::settings::PeriodForm`.
pub const PERIOD_FORMS: &[&str] = &["ÅÅÅÅPP", "ÅÅPP"];
/// The fields that a dimension of a SIE file can stand for, by their words.
pub const SIE_DIMENSIONS: &[(&str, ExportField)] = &[
    ("ansvar", ExportField::Ansvar),
    ("verksamhet", ExportField::Activity),
    ("projekt", ExportField::Project),
    ("motpart", ExportField::Counterpart),
];
/// Truth as a word in Exporter.
pub const YES_NO: &[&str] = &["ja", "nej"];
