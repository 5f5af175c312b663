//! What stands in the located fields: read by kind, then held against the other fields and against what is usual.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::locate::{Address, Located, cell_place};
use crate::domain::money::Money;
use crate::finding::{Findings, TemplateProblem};
use crate::form::{Answer, Answers, Doubt, Field, FieldKey, FieldPlace, Form, Guard, Kind, Need};
use crate::intake::value::{self, Trouble};
use crate::raw::{RawValue, RawWorkbook};

/// Below this an amount in kronor is remarked on.
const TINY: Money = Money::from_kr(10);
/// From this on a usual value is taken for per cent, and a value up to one for a share.
const USUAL_PERCENT: i64 = 10;

pub struct Judged {
    pub answers: Answers,
    pub findings: Findings,
}

/// The findings and the answers while they are gathered.
struct Court<'a> {
    workbook: &'a RawWorkbook,
    located: &'a Located,
    answers: Answers,
    findings: Findings,
    /// Fields with something in them that is not an answer: not missing, and not to be remarked on twice.
    faulty: BTreeSet<FieldKey>,
}

pub fn judge(workbook: &RawWorkbook, form: &Form, located: &Located) -> Judged {
    let mut court = Court {
        workbook,
        located,
        answers: Answers::default(),
        findings: Findings::default(),
        faulty: BTreeSet::new(),
    };
    for field in form.fields() {
        court.read(field);
    }
    for place in form.places() {
        court.details(&place);
    }
    for place in form.places() {
        court.guard(&place);
    }
    if !court.answers.0.is_empty() {
        for place in form.places() {
            court.need(&place);
        }
    }
    Judged { answers: court.answers, findings: court.findings }
}

impl Court<'_> {
    fn address(&self, field: &Field) -> Option<Address> {
        self.located.fields.get(&field.key).copied()
    }

    fn tell(&mut self, field: &Field, problem: TemplateProblem) {
        if let Some(address) = self.address(field) {
            self.findings.add(cell_place(self.workbook, address), problem);
        }
    }

    fn fault(&mut self, field: &Field, problem: TemplateProblem) {
        self.answers.0.remove(&field.key);
        self.faulty.insert(field.key.clone());
        self.tell(field, problem);
    }

    fn read(&mut self, field: &Field) {
        let Some((sheet, row, column)) = self.address(field) else { return };
        let Some(sheet) = self.workbook.sheets.get(sheet) else { return };
        let raw = sheet.cells.get(&(row, column));
        let label = field.label.clone();
        if let Some(formula) = sheet.formulas.get(&(row, column)) {
            let formula = formula.clone();
            if formula.contains('[') {
                return self.fault(field, TemplateProblem::ExternalLink { field: label, formula });
            }
            match raw {
                None => {
                    return self.fault(field, TemplateProblem::FormulaWithoutValue { field: label, formula });
                }
                Some(RawValue::Error(_)) => {}
                Some(_) => self.tell(field, TemplateProblem::Formula { field: label, formula }),
            }
        }
        let Some(raw) = raw else { return };
        match value::read(&field.kind, raw) {
            Ok(None) => {}
            Ok(Some(read)) => {
                if let Some(found) = read.read_from {
                    let value = written(&read.answer);
                    self.tell(field, TemplateProblem::ReadAs { field: field.label.clone(), found, value });
                }
                self.answers.0.insert(field.key.clone(), read.answer);
            }
            Err(trouble) => self.fault(field, problem(&field.label, trouble)),
        }
    }

    /// A forecast and its details that differ: neither is taken, for nothing says which is meant.
    fn details(&mut self, place: &FieldPlace) {
        let FieldKey::Forecast(_) = place.field.key else { return };
        let Need::Unless(parts) = &place.field.need else { return };
        if parts.iter().any(|part| self.faulty.contains(part)) {
            // The sum of what could be read is not the sum that was meant.
            self.forget(parts);
            self.faulty.insert(place.field.key.clone());
            return;
        }
        let own = self.answers.amount(&place.field.key);
        let details = place.table.detail_sum(place.row, place.column, &self.answers);
        if let (Some(own), Some(details)) = (own, details)
            && own != details
        {
            let field = place.field.label.clone();
            self.fault(place.field, TemplateProblem::DetailsDiffer { field, own, details });
            self.forget(parts);
        }
    }

    fn forget(&mut self, keys: &[FieldKey]) {
        for key in keys {
            self.answers.0.remove(key);
        }
    }

    /// Kr or tkr, plus or minus, share or per cent: where a value has two likely readings.
    fn guard(&mut self, place: &FieldPlace) {
        let field = place.field;
        match &field.guard {
            Some(guard @ Guard::Usual { budget, last_year, .. }) => {
                let own = self.answers.amount(&field.key);
                let found = own.or_else(|| place.table.detail_sum(place.row, place.column, &self.answers));
                let doubt = found.and_then(|found| Some((found, guard.doubts(found, &self.answers)?)));
                if let Some((found, doubt)) = doubt {
                    let problem = doubtful(&field.label, found, doubt, (*budget, *last_year));
                    self.fault(field, problem);
                    if let Need::Unless(parts) = &field.need {
                        self.forget(parts);
                    }
                }
            }
            Some(Guard::Percent { usual }) => self.percent(field, *usual),
            None => {
                if let Some(Answer::Amount(found)) = self.answers.get(&field.key)
                    && !found.is_zero()
                    && found.abs() < TINY
                {
                    let problem = TemplateProblem::TinyAmount { field: field.label.clone(), found: *found };
                    self.tell(field, problem);
                }
            }
        }
    }

    fn percent(&mut self, field: &Field, usual: Decimal) {
        let Some(found) = self.answers.number(&field.key) else { return };
        let share = !found.is_zero() && found.abs() <= Decimal::ONE;
        if share && usual >= Decimal::from(USUAL_PERCENT) {
            let problem = TemplateProblem::PercentOrShare {
                field: field.label.clone(),
                found: plain(found),
                percent: plain(found * Decimal::ONE_HUNDRED),
            };
            self.fault(field, problem);
        }
    }

    fn need(&mut self, place: &FieldPlace) {
        let field = place.field;
        if !place.lacks(&self.answers) || self.faulty.contains(&field.key) {
            return;
        }
        let label = field.label.clone();
        let problem = match &field.need {
            Need::Deviates { column, limit } => {
                let deviation = place.table.amount(place.row, *column, &self.answers).unwrap_or_default();
                TemplateProblem::MissingComment { field: label, deviation, limit: *limit }
            }
            _ => TemplateProblem::MissingAnswer { field: label },
        };
        self.tell(field, problem);
    }
}

/// Far off both budget and last year, or with the sign against both.
fn doubtful(field: &str, found: Money, doubt: Doubt, (budget, last_year): (Money, Money)) -> TemplateProblem {
    let field = field.to_string();
    match doubt {
        Doubt::TooSmall(meant) | Doubt::TooLarge(meant) => {
            TemplateProblem::TkrOrKr { field, found, meant, budget, last_year }
        }
        Doubt::Sign => TemplateProblem::OtherSign { field, found, budget, last_year },
    }
}

fn problem(field: &str, trouble: Trouble) -> TemplateProblem {
    let field = field.to_string();
    match trouble {
        Trouble::Amount { found, why, unit, sense } => {
            TemplateProblem::NotAnAmount { field, found, why, unit, sense }
        }
        Trouble::Wrong { found, expected } => TemplateProblem::WrongValue { field, found, expected },
        Trouble::Outside { found, from, to } => TemplateProblem::DateOutside { field, found, from, to },
        Trouble::TooLong { characters, most } => TemplateProblem::TooLong { field, characters, most },
        Trouble::Error { found } => TemplateProblem::ErrorValue { field, found },
    }
}

fn written(answer: &Answer) -> String {
    match answer {
        Answer::Amount(amount) => amount.to_kr().map(plain).unwrap_or_default(),
        Answer::Number(number) => plain(*number),
        Answer::Date(date) => date.to_string(),
        Answer::Text(text) => text.clone(),
        Answer::Unmeasured => Kind::UNMEASURED.to_string(),
    }
}

fn plain(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}
