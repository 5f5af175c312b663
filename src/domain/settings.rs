//! Standing choices of the municipality (Inställningar) and the contracts of its accounting exports (Exporter).

use super::code::CodeSet;
use super::colour::Rgb;
use super::goal::RatingStep;
use super::money::{KronorUnit, Money};

/// What stands in for the forecast of a unit that has not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingForecast {
    /// Say so, and leave the line without a forecast.
    Said,
    /// The unit's last forecast, else say so.
    Last,
    /// The year's budget.
    Budget,
}

/// Checked settings; each field's key and default stand in the table `installningar` of `templates/ny`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub municipality: String,
    /// Constructed example: every page and sheet says so.
    pub example: bool,
    /// A deviation of at least this much demands a comment.
    pub comment_limit: Money,
    /// What amounts in the unit templates are shown and typed in.
    pub template_unit: KronorUnit,
    /// Free detail rows below each line of a unit template.
    pub detail_rows: u8,
    /// Causes of a deviation to choose among.
    pub causes: Vec<String>,
    /// Counterpart codes that mean an internal item.
    pub internal_counterparts: CodeSet,
    pub missing_forecast: MissingForecast,
    /// Person-based values with fewer persons are masked.
    pub smallest_group: u32,
    /// The rating scale, best first.
    pub scale: Vec<RatingStep>,
    /// The unit (organisation code) on which internal items are eliminated: finansförvaltningen.
    pub elimination_unit: super::code::Code,
    /// The balance line that spending booked in classes 3–7 on an investment project belongs to until it is
    /// capitalised, and its line of the cash flow statement.
    pub investment_line: super::account::LineId,
    pub investment_cash_flow: super::account::LineId,
    /// What of the balance sheet the register Lån is reconciled to: lines, or rows of their notes.
    pub loan_rows: Vec<super::account::BalanceRow>,
    pub kolada: KoladaNames,
    /// The PDFs carry their tables and the list of inputs as attached files (PDF/A-3a instead of PDF/A-2a).
    pub attachments: bool,
    /// The colour of rules, key figures and charts in the PDFs; the program's own without one.
    pub accent: Option<Rgb>,
}

/// What a municipality is called in the files from Kolada, by code and name; `*` stands for any text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KoladaNames {
    pub own: Vec<String>,
    pub nation: Vec<String>,
    pub similar: Vec<String>,
}

impl KoladaNames {
    /// Whether one of the names is a row's code or name.
    pub fn is_among(names: &[String], found: &str) -> bool {
        let found = found.trim().to_lowercase();
        !found.is_empty() && names.iter().any(|name| matches(&name.to_lowercase(), &found))
    }
}

/// The profile of the register Exporter by which a ledger is read.
pub const LEDGER_PROFILE: &str = "huvudbok";
/// That of the budget's tables.
pub const BUDGET_PROFILE: &str = "budget";

/// What may stand between the fields of an export.
pub const SEPARATORS: [u8; 4] = [b';', b'\t', b',', b'|'];

/// Which sign a file gives to a debit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignContract {
    /// Debit +, credit −: a ledger. The reader turns it.
    DebitPositive,
    /// Income +, cost − ("vänt tecken"): taken as it is.
    IncomePositive,
}

/// The contract of one kind of export: how its columns are called and its numbers are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportContract {
    /// The profile's name: `huvudbok`, `budget`.
    pub profile: String,
    /// Field → column heading, in the register's order.
    pub columns: Vec<(ExportField, String)>,
    pub separator: u8,
    pub decimal_mark: char,
    /// Between groups of three: a blank stands for every kind of blank, `'` for both apostrophes.
    pub thousands_mark: Option<char>,
    pub sign: SignContract,
    /// `(5)` is minus five.
    pub parentheses: bool,
    /// What the amounts are given in.
    pub unit: KronorUnit,
    /// Decimals that an amount may have, at most [`ExportContract::MOST_DECIMALS`].
    pub decimals: u8,
    pub periods: PeriodForm,
    /// Each month holds the year from January on: it is read less the month before it.
    pub cumulative: bool,
    /// Of files with the same months the last by name counts, when it holds all months of the other.
    pub replaces: bool,
    /// The sheet of a workbook; else the only one that has the headings.
    pub sheet: Option<String>,
    /// Which files are read by this profile, as `raindance*.csv`.
    pub files: Option<String>,
}

/// How the column of periods is written, where it can be read in two ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PeriodForm {
    /// `202008`, `2020-08`, `aug 2020`: none of them can be taken for another.
    #[default]
    Whole,
    /// `2008` is August 2020.
    ShortYear,
}

impl ExportContract {
    pub const MOST_DECIMALS: u8 = 6;
    pub const DECIMALS: u8 = 2;

    /// Amounts are counted in 10⁻ⁿ kr: öre, or finer where the contract allows more decimals.
    pub fn scale(&self) -> u8 {
        self.decimals.max(Self::DECIMALS)
    }

    /// Whether the profile is for a file of this name: `*` stands for any text, several names have `;` between them.
    pub fn is_for(&self, file: &str) -> bool {
        let name = file.rsplit('/').next().unwrap_or(file).to_lowercase();
        let names = self.files.iter().flat_map(|files| files.split(';'));
        names.map(|one| one.trim().to_lowercase()).any(|one| !one.is_empty() && matches(&one, &name))
    }

    pub fn column(&self, field: ExportField) -> Option<&str> {
        self.columns.iter().find(|(known, _)| *known == field).map(|(_, heading)| heading.as_str())
    }
}

/// Whether a name is what a pattern says, `*` being any text.
fn matches(pattern: &str, name: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else { return pattern == name };
    let Some(rest) = name.strip_prefix(before) else { return false };
    let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    ends.any(|at| matches(after, &rest[at..]))
}

/// The fields an export can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExportField {
    Ansvar,
    Account,
    Activity,
    Project,
    Counterpart,
    Period,
    Date,
    Voucher,
    Text,
    Amount,
    Year,
    Profile,
    Decision,
    DecisionKind,
    /// Instead of an amount: debit in one column, credit in another.
    Debit,
    Credit,
    /// Budget only: the amount of one month, 1–12.
    Month(u8),
}

/// How a year's budget falls on twelve months (periodisering): weights, at least one above zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    pub name: String,
    pub weights: [u32; 12],
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_is_any_text() {
        for (pattern, name, expected) in [
            ("raindance*.csv", "raindance_2026.csv", true),
            ("raindance*.csv", "raindance.csv", true),
            ("raindance*.csv", "raindance.txt", false),
            ("*kv*", "2026-kv1.csv", true),
            ("*", "å.csv", true),
            ("a.csv", "a.csv", true),
            ("a.csv", "aa.csv", false),
            ("*.csv", "a.csv.txt", false),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}
