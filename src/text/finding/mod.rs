//! Findings in Swedish: what was found, what was expected and how to mend it, each finding with its place.

mod books;
mod budget;
mod choice;
mod columns;
mod contract;
mod folder;
mod goal;
mod ledger;
mod left_out;
mod reconciliation;
mod register;
mod sie;
mod signs;
mod template;
mod unknown_code;
mod unreadable;
mod workbook;

use unreadable::unreadable;

use crate::domain::period::LedgerPeriod;
use crate::domain::personnummer;
use crate::finding::{Expected, Finding, Place, Problem, Severity, column_letters};
use crate::text::format::listed;

/// The three sentences of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub found: String,
    pub expected: String,
    pub remedy: String,
}

impl Told {
    fn new(found: impl Into<String>, expected: impl Into<String>, remedy: impl Into<String>) -> Told {
        Told { found: found.into(), expected: expected.into(), remedy: remedy.into() }
    }
}

pub fn told(problem: &Problem) -> Told {
    match problem {
        Problem::Register(problem) => register::told(problem),
        Problem::Ledger(problem) => ledger::told(problem),
        Problem::Budget(problem) => budget::told(problem),
        Problem::Template(problem) => template::told(problem),
        Problem::Goal(problem) => goal::told(problem),
        Problem::Folder(problem) => folder::told(problem),
        Problem::Reconciliation(problem) => reconciliation::told(problem),
        Problem::Sie(problem) => sie::told(problem),
        Problem::Books(problem) => books::told(problem),
    }
}

/// As [`told`], to a manager: what to do where that is not what the office is to do, and no long lists.
pub fn told_to_manager(problem: &Problem) -> Told {
    let told = told(problem);
    let Problem::Template(own) = problem else { return told };
    Told {
        found: template::manager::found(own).unwrap_or(told.found),
        remedy: template::manager::remedy(own).map_or(told.remedy, str::to_string),
        expected: told.expected,
    }
}

/// The finding as it is listed: severity, code, place, what was found and expected; on a second line the remedy.
pub fn line(finding: &Finding) -> String {
    let (severity, code) = (severity(finding.severity()), finding.problem.code());
    format!(
        "{severity} {code} {}: {}",
        place(&finding.place),
        sentences(&finding.problem).replace('\n', "\n    ")
    )
}

/// What was found and expected; on a second line the remedy.
pub fn sentences(problem: &Problem) -> String {
    let told = told(problem);
    format!("{} Väntat: {}\nGör så: {}", told.found, told.expected, told.remedy)
}

pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Fault => "fel",
        Severity::Warning => "varning",
        Severity::Note => "upplysning",
    }
}

pub fn place(place: &Place) -> String {
    match place {
        Place::Folder => "mappen".to_string(),
        Place::File { file } => file.to_string(),
        Place::Line { file, .. } => format!("{file} {}", spot(place)),
        Place::Sheet { file, sheet } => format!("{file} flik {sheet}"),
        Place::Cell { file, sheet, .. } => format!("{file} flik {sheet} cell {}", spot(place)),
    }
}

/// The sheet it is in, if it is in one.
pub fn tab(place: &Place) -> &str {
    match place {
        Place::Sheet { sheet, .. } | Place::Cell { sheet, .. } => sheet,
        Place::Folder | Place::File { .. } | Place::Line { .. } => "",
    }
}

/// `I10`, or `rad 3, kolumn Belopp`; empty where neither cell nor line is meant.
pub fn spot(place: &Place) -> String {
    match place {
        Place::Line { line, column: None, .. } => format!("rad {line}"),
        Place::Line { line, column: Some(column), .. } => format!("rad {line}, kolumn {column}"),
        Place::Cell { row, column, .. } => format!("{}{row}", column_letters(*column)),
        Place::Folder | Place::File { .. } | Place::Sheet { .. } => String::new(),
    }
}

/// What was found as it stands beside the field's name, which then need not be said twice.
pub fn beside_field<'a>(found: &'a str, field: Option<&str>) -> &'a str {
    let stripped = field.and_then(|field| found.strip_prefix(field)?.strip_prefix(": "));
    stripped.unwrap_or(found)
}

/// As a sentence of its own.
pub fn with_capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// What a cell should have held, as the end of "Väntat:".
fn expected(what: &Expected) -> String {
    match what {
        Expected::Text => "text.".to_string(),
        Expected::Code => "en kod utan mellanslag.".to_string(),
        Expected::Codes => "koder och kodintervall av samma längd, till exempel 4010-4019; 4030.".to_string(),
        Expected::Amount => "ett belopp i kronor med högst två decimaler, till exempel -1 234,50.".to_string(),
        Expected::Number => "ett tal, till exempel 12,5.".to_string(),
        Expected::Whole => "ett heltal från noll och uppåt.".to_string(),
        Expected::Date => "ett datum, till exempel 2020-08-31.".to_string(),
        Expected::Month => "en månad, till exempel 2020-08.".to_string(),
        Expected::Year => "ett årtal, till exempel 2020.".to_string(),
        Expected::Period => "en period som ÅÅÅÅPP, till exempel 202008 (00 ingående balans, 13 bokslut).".to_string(),
        Expected::YesNo => "ja eller nej.".to_string(),
        Expected::Choice(words) if words.len() == 1 => format!("{}, eller tomt.", words.concat()),
        Expected::Choice(words) => format!("ett av orden {}.", words.join(", ")),
        Expected::Scale => {
            "ord och tecken som ord=tecken med semikolon mellan, varje ord en gång; tecknen är full, halv, tom, \
             streck och fråga."
                .to_string()
        }
        Expected::Words => "ord med komma mellan, vart och ett en gång, till exempel volym, pris, löner.".to_string(),
        Expected::Weights => "minst en vikt större än noll.".to_string(),
        Expected::Mark => {
            "ett enda tecken, eller ordet semikolon, komma, punkt, tabb, mellanslag eller inget.".to_string()
        }
        Expected::Dimensions => {
            "numret på en dimension i SIE-filen, till exempel 1, flera med semikolon emellan, eller ordet inget."
                .to_string()
        }
        Expected::Colour => {
            "ordet standard, eller en färg som # och sex siffror eller bokstäver A till F, till exempel #0B4F6C.".to_string()
        }
        Expected::Draws => {
            "radkoder ur uppställningen med + eller - mellan, till exempel VI + VK eller EK/ib.".to_string()
        }
    }
}

/// What stands in the file, in quotation marks, cut where it is too long to read in a list.
fn quoted(found: &str) -> String {
    const LONGEST: usize = 60;
    let found = personnummer::masked(found);
    let shown: String =
        found.chars().take(LONGEST).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    let cut = if found.chars().count() > LONGEST { "…" } else { "" };
    format!("”{shown}{cut}”")
}

fn period(period: LedgerPeriod) -> String {
    format!("period {period}")
}

#[cfg(test)]
mod tests;
