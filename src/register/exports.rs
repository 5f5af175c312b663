//! The register Exporter: per profile what the columns are called and how the numbers are written.

use std::collections::BTreeMap;

use super::read::Desk;
use super::schema;
use crate::domain::money::KronorUnit;
use crate::domain::settings::{ExportContract, ExportField, PeriodForm, SEPARATORS, SignContract};
use crate::finding::{Expected, RegisterProblem};

const TABLE: &str = "Exporter";
/// The field that says which files a profile is for.
const FILES: &str = "fil";
const SEPARATOR: &str = "skiljetecken";
const SHEET: &str = "blad";

/// The fields that are columns of a file, in the order of their words.
pub const FIELDS: &[ExportField] = &[
    ExportField::Ansvar,
    ExportField::Account,
    ExportField::Activity,
    ExportField::Project,
    ExportField::Counterpart,
    ExportField::Period,
    ExportField::Date,
    ExportField::Voucher,
    ExportField::Text,
    ExportField::Amount,
    ExportField::Year,
    ExportField::Profile,
    ExportField::Decision,
    ExportField::DecisionKind,
    ExportField::Month(1),
    ExportField::Month(2),
    ExportField::Month(3),
    ExportField::Month(4),
    ExportField::Month(5),
    ExportField::Month(6),
    ExportField::Month(7),
    ExportField::Month(8),
    ExportField::Month(9),
    ExportField::Month(10),
    ExportField::Month(11),
    ExportField::Month(12),
    ExportField::Debit,
    ExportField::Credit,
];

/// What a field is called in the register.
pub fn export_word(field: ExportField) -> &'static str {
    let at = FIELDS.iter().position(|known| *known == field);
    at.and_then(|at| schema::EXPORT_FIELDS.get(at)).copied().unwrap_or_default()
}

/// One profile's rows: field → row number and text.
type Written = BTreeMap<&'static str, (u32, String)>;

pub(super) fn read(desk: &mut Desk) -> Vec<ExportContract> {
    let mut profiles: Vec<(String, Written)> = Vec::new();
    for row in desk.rows(TABLE) {
        let field = row.choice("Fält", schema::EXPORT_FIELDS);
        let (Some(profile), Some(field), Some(text)) = (row.text("Profil"), field, row.text("Kolumn")) else {
            continue;
        };
        let at = profiles.iter().position(|(name, _)| *name == profile);
        let at = at.unwrap_or_else(|| {
            profiles.push((profile, Written::new()));
            profiles.len() - 1
        });
        profiles[at].1.insert(field, (row.number, text));
    }
    let used = |written: &Written| written.contains_key(FILES);
    let own = profiles.iter().filter(|(_, written)| used(written)).map(|(name, _)| name.as_str());
    let standing = [schema::LEDGER_PROFILE, schema::BUDGET_PROFILE];
    let others: Vec<&str> =
        own.filter(|name| !standing.contains(name) && *name != schema::SIE_PROFILE).collect();
    for profile in standing.into_iter().chain(others) {
        let written = profiles.iter().find(|(name, _)| name == profile).map(|(_, written)| written);
        let missing = lacking(profile, written.unwrap_or(&Written::new()));
        if let (false, Some(rows)) = (missing.is_empty(), desk.table(TABLE)) {
            let place = rows.place_of_all();
            let problem = RegisterProblem::MissingExportFields { profile: profile.into(), fields: missing };
            desk.findings.add(place, problem);
        }
    }
    // A SIE file says itself how it is written: its profile is no contract of columns.
    let columned = profiles.iter().filter(|(name, _)| name != schema::SIE_PROFILE);
    columned.filter_map(|(name, written)| contract(name, written, desk)).collect()
}

/// The fields that the program needs of a profile and that no row gives.
fn lacking(profile: &str, written: &Written) -> Vec<String> {
    let has = |field: &&str| written.contains_key(*field);
    let ledger = profile != schema::BUDGET_PROFILE;
    let needed = if ledger { schema::LEDGER_FIELDS } else { schema::BUDGET_FIELDS };
    // A workbook has no separator: a profile that names a sheet needs none.
    let unneeded = |field: &&&str| **field == SEPARATOR && written.contains_key(SHEET);
    let needed = needed.iter().filter(|field| !has(field) && !unneeded(field));
    let mut missing: Vec<&str> = needed.copied().collect();
    let times = if ledger { schema::LEDGER_TIMES } else { schema::BUDGET_TIMES };
    missing.extend(times.first().filter(|_| !times.iter().any(has)));
    if ledger {
        let sides = has_sides(written);
        let amounts = if sides { schema::LEDGER_SIDES } else { schema::LEDGER_AMOUNT };
        missing.extend(amounts.iter().filter(|field| !has(field)));
    } else {
        let months = schema::BUDGET_MONTHS.iter().filter(|month| has(month)).count();
        match months {
            0 => missing.extend([schema::BUDGET_AMOUNT].iter().filter(|field| !has(field))),
            _ => missing.extend(schema::BUDGET_MONTHS.iter().filter(|month| !has(month))),
        }
    }
    missing.into_iter().map(ToString::to_string).collect()
}

/// Debit and credit stand in columns of their own.
fn has_sides(written: &Written) -> bool {
    !written.contains_key("belopp") && schema::LEDGER_SIDES.iter().any(|side| written.contains_key(side))
}

/// `None`: a profile that is not whole, which is told where it is needed, or a fault.
fn contract(name: &str, written: &Written, desk: &mut Desk) -> Option<ExportContract> {
    let mut reader = Reader { written, desk };
    let columns = FIELDS
        .iter()
        .zip(schema::EXPORT_FIELDS)
        .filter_map(|(field, word)| Some((*field, written.get(word)?.1.clone())))
        .collect();
    let separator = reader.separator();
    let decimal = reader.mark("decimaltecken", schema::DECIMAL_MARKS, None);
    let thousands = reader.mark("tusentalstecken", schema::THOUSANDS_MARKS, Some(""));
    let thousands = reader.other_than(decimal, thousands);
    const SIGNS: &[SignContract] = &[SignContract::DebitPositive, SignContract::IncomePositive];
    let (signs, known) = if has_sides(written) { (1, Some(SignContract::DebitPositive)) } else { (2, None) };
    let sign = reader.word("tecken", &schema::SIGNS[..signs], SIGNS, known);
    let parentheses = reader.word("parentes", schema::YES_NO, &[true, false], Some(false));
    const UNITS: &[KronorUnit] = &[KronorUnit::Kr, KronorUnit::Tkr];
    let unit = reader.word("enhet", schema::TEMPLATE_UNITS, UNITS, Some(KronorUnit::Kr));
    const FORMS: &[PeriodForm] = &[PeriodForm::Whole, PeriodForm::ShortYear];
    let periods = reader.word("periodform", schema::PERIOD_FORMS, FORMS, Some(PeriodForm::Whole));
    let cumulative = reader.word("ackumulerat", schema::YES_NO, &[true, false], Some(false));
    let replaces = reader.word("ersätter", schema::YES_NO, &[true, false], Some(false));
    let decimals = reader.decimals();
    Some(ExportContract {
        profile: name.to_string(),
        columns,
        separator: separator?,
        decimal_mark: decimal?.chars().next()?,
        thousands_mark: thousands?.chars().next(),
        sign: sign?,
        parentheses: parentheses?,
        unit: unit?,
        decimals: decimals?,
        periods: periods?,
        cumulative: cumulative?,
        replaces: replaces?,
        sheet: written.get(SHEET).map(|(_, text)| text.clone()),
        files: written.get(FILES).map(|(_, text)| text.clone()),
    })
}

struct Reader<'a> {
    written: &'a Written,
    desk: &'a mut Desk,
}

impl Reader<'_> {
    fn separator(&mut self) -> Option<u8> {
        let Some((row, text)) = self.written.get(SEPARATOR) else {
            return self.written.contains_key(SHEET).then_some(SEPARATORS[0]);
        };
        let mut characters = meant(text).chars();
        let one = characters.next().filter(|c| c.is_ascii() && !c.is_ascii_alphanumeric());
        let one = one.filter(|_| characters.next().is_none());
        if one.is_none() {
            self.wrong(*row, text, Expected::Mark);
        }
        one.and_then(|one| u8::try_from(one).ok())
    }

    /// A mark by its word or as it stands; what it is when no row says, if that is allowed.
    fn mark(&mut self, field: &str, of: &[&str], unwritten: Option<&'static str>) -> Option<&'static str> {
        let Some((row, text)) = self.written.get(field) else { return unwritten };
        let marks = schema::MARKS.iter().filter(|(word, _)| of.contains(word));
        let found = marks.map(|(_, mark)| *mark).find(|mark| *mark == meant(text));
        if found.is_none() {
            self.wrong(*row, text, choice(of));
        }
        found
    }

    /// With one mark for both no number could be read in one way only.
    fn other_than(
        &mut self,
        decimal: Option<&'static str>,
        thousands: Option<&'static str>,
    ) -> Option<&'static str> {
        if decimal.is_none() || decimal != thousands {
            return thousands;
        }
        let (row, text) = self.written.get("tusentalstecken")?;
        let words = schema::THOUSANDS_MARKS.iter().filter(|word| Some(meant(word)) != decimal);
        self.wrong(*row, text, choice(&words.copied().collect::<Vec<_>>()));
        None
    }

    fn word<T: Copy>(
        &mut self,
        field: &str,
        words: &[&str],
        values: &[T],
        unwritten: Option<T>,
    ) -> Option<T> {
        let Some((row, text)) = self.written.get(field) else { return unwritten };
        let at = words.iter().position(|word| word.to_lowercase() == text.trim().to_lowercase());
        if at.is_none() {
            self.wrong(*row, text, choice(words));
        }
        values.get(at?).copied()
    }

    fn decimals(&mut self) -> Option<u8> {
        let Some((row, text)) = self.written.get("decimaler") else {
            return Some(ExportContract::DECIMALS);
        };
        let found = text.trim().parse().ok().filter(|found| *found <= ExportContract::MOST_DECIMALS);
        if found.is_none() {
            let words = (0..=ExportContract::MOST_DECIMALS).map(|number| number.to_string()).collect();
            self.wrong(*row, text, Expected::Choice(words));
        }
        found
    }

    fn wrong(&mut self, row: u32, found: &str, expected: Expected) {
        let problem = RegisterProblem::WrongValue {
            table: TABLE.into(),
            column: "Kolumn".into(),
            found: found.to_string(),
            expected,
        };
        self.desk.fault(TABLE, row, "Kolumn", problem);
    }
}

fn choice(words: &[&str]) -> Expected {
    Expected::Choice(words.iter().map(ToString::to_string).collect())
}

/// The mark that a word stands for, else the text itself.
fn meant(text: &str) -> &str {
    let lower = text.to_lowercase();
    schema::MARKS.iter().find(|(word, _)| *word == lower).map_or(text, |(_, mark)| mark)
}
