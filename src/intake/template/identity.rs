//! Which template a file is, by its three carriers: hidden sheet, custom properties, visible code on every sheet.
//! Any one is enough; all that are there must agree, and agree with the register of issued templates.

use crate::domain::code::Code;
use crate::domain::period::Month;
use crate::finding::TemplateProblem;
use crate::form::identity::{Identity, VisibleCode};
use crate::form::{Issued, IssuedTemplate, Prefill};
use crate::raw::{RawSheet, RawValue, RawWorkbook};

/// The unit that all marks name.
pub fn unit(claims: &[VisibleCode]) -> Option<Code> {
    let (first, others) = claims.split_first()?;
    others.iter().all(|other| other.unit == first.unit).then(|| Code::new(&first.unit))
}

/// The issued template a file claims to be, or why it is not one of them.
pub fn identify(
    workbook: &RawWorkbook,
    claims: &[VisibleCode],
    period: Month,
    issued: &Issued,
) -> Result<IssuedTemplate, Box<TemplateProblem>> {
    let claim = match claims {
        [] => return Err(TemplateProblem::NotATemplate.into()),
        [claim] => claim,
        several => {
            let marks = several.iter().map(VisibleCode::to_string).collect();
            return Err(TemplateProblem::MarksDisagree { marks }.into());
        }
    };
    if claim.period != period.to_string() {
        return Err(TemplateProblem::WrongPeriod { found: claim.period.clone(), expected: period }.into());
    }
    let Some(template) = issued.get(&Code::new(&claim.unit)) else {
        return Err(TemplateProblem::NotIssued { unit: claim.unit.clone() }.into());
    };
    // A version the register has and this program does not is as unknown as one the register lacks.
    if claim.version != template.version || claim.version != crate::form::VERSION {
        let expected = template.version.clone();
        return Err(TemplateProblem::UnknownVersion { found: claim.version.clone(), expected }.into());
    }
    let own = Identity {
        unit: template.prefill.unit.clone(),
        period: template.prefill.period,
        version: template.version.clone(),
        content: template.content.clone(),
    };
    if own.code() != *claim || !long_hashes(workbook).all(|hash| hash == template.content) {
        return Err(TemplateProblem::OtherIssue { unit: claim.unit.clone() }.into());
    }
    Ok(template)
}

/// Is this the hidden sheet of a template? Its field map repeats the row keys, so fields are not looked for there.
pub fn is_hidden_sheet(sheet: &RawSheet) -> bool {
    sheet.name.as_ref() == crate::form::identity::HIDDEN_SHEET || fact(sheet, UNIT).is_some()
}

/// The other unit, if any, that the file is called after. The name decides nothing: a note for whoever named it.
pub fn named_after_another(file: &str, own: &Prefill, issued: &Issued) -> Option<String> {
    let name = file.rsplit('/').next().unwrap_or(file).to_lowercase();
    let called = |unit: &Code, unit_name: &str| {
        let code = unit.to_string().to_lowercase();
        let words = name.split(|sign: char| !sign.is_alphanumeric());
        name.contains(&unit_name.to_lowercase()) || words.into_iter().any(|word| word == code)
    };
    if called(&own.unit, &own.unit_name) {
        return None;
    }
    let mut others = issued.units().filter(|(unit, _)| **unit != own.unit);
    others.find(|(unit, unit_name)| called(unit, unit_name)).map(|(_, unit_name)| unit_name.to_string())
}

const UNIT: &str = "uppf_enhet";
const PERIOD: &str = "uppf_period";
const VERSION: &str = "uppf_version";
const CONTENT: &str = "uppf_innehall";

/// What the carriers that are there say, each thing once.
pub fn claims(workbook: &RawWorkbook) -> Vec<VisibleCode> {
    let mut claims: Vec<VisibleCode> = Vec::new();
    for sheet in &workbook.sheets {
        claims.extend(claim(|key| fact(sheet, key)));
        let texts = sheet.cells.values().filter_map(|value| match value {
            RawValue::Text(text) => VisibleCode::parse(text),
            _ => None,
        });
        claims.extend(texts);
    }
    claims.extend(claim(|key| workbook.properties.get(key).cloned()));
    claims.sort();
    claims.dedup();
    // A program that takes a code for a number drops its leading zeros: the mark that kept them says the same.
    let whole = claims.clone();
    claims.retain(|one| !whole.iter().any(|other| lost_zeros(one, other)));
    claims
}

/// Is the one what the other becomes without the leading zeros of the unit?
fn lost_zeros(one: &VisibleCode, other: &VisibleCode) -> bool {
    let bare = other.unit.trim_start_matches('0');
    one.unit != other.unit
        && one.unit == bare
        && VisibleCode { unit: one.unit.clone(), ..other.clone() } == *one
}

fn claim(fact: impl Fn(&str) -> Option<String>) -> Option<VisibleCode> {
    Some(VisibleCode {
        version: fact(VERSION)?,
        period: fact(PERIOD)?,
        unit: fact(UNIT)?,
        content: VisibleCode::short(&fact(CONTENT)?),
    })
}

/// The whole hash, where a carrier has it.
fn long_hashes(workbook: &RawWorkbook) -> impl Iterator<Item = String> {
    let sheets = workbook.sheets.iter().filter_map(|sheet| fact(sheet, CONTENT));
    sheets.chain(workbook.properties.get(CONTENT).cloned())
}

/// The text beside a key.
fn fact(sheet: &RawSheet, key: &str) -> Option<String> {
    let is_key = |value: &RawValue| matches!(value, RawValue::Text(text) if text == key);
    let ((row, column), _) = sheet.cells.iter().find(|(_, value)| is_key(value))?;
    match sheet.cells.get(&(*row, column + 1))? {
        RawValue::Text(text) => Some(text.trim().to_string()),
        // Another spreadsheet program may have turned the text into a number.
        RawValue::Number(number) => Some(number.normalize().to_string()),
        _ => None,
    }
}
