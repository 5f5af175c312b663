//! What stands in the located fields: read by kind, then held against the other fields and against what is usual.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::locate::{Address, Located, cell_place};
use crate::domain::money::Money;
use crate::finding::{Findings, TemplateProblem};
use crate::form::{Answer, Answers, Field, FieldKey, Form, Guard, Need};
use crate::intake::value::{self, Trouble};
use crate::raw::{RawValue, RawWorkbook};

/// How many times off both budget and last year is taken for kr against tkr.
const FAR_OFF: i128 = 100;
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
    for field in form.fields() {
        court.guard(field);
    }
    if !court.answers.0.is_empty() {
        for field in form.fields() {
            court.need(field);
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

    /// Kr or tkr, plus or minus, share or per cent: where a value has two likely readings.
    fn guard(&mut self, field: &Field) {
        match (&field.guard, self.answers.get(&field.key).cloned()) {
            (Some(Guard::Usual { budget, last_year, cleared_by }), Some(Answer::Amount(found))) => {
                if self.answers.text(cleared_by).is_empty()
                    && let Some(problem) = unlikely(&field.label, found, *budget, *last_year)
                {
                    self.fault(field, problem);
                }
            }
            (Some(Guard::Percent { usual }), Some(Answer::Number(found))) => {
                let share = !found.is_zero() && found.abs() <= Decimal::ONE;
                if share && *usual >= Decimal::from(USUAL_PERCENT) {
                    let percent = plain(found * Decimal::ONE_HUNDRED);
                    let problem = TemplateProblem::PercentOrShare {
                        field: field.label.clone(),
                        found: plain(found),
                        percent,
                    };
                    self.fault(field, problem);
                }
            }
            (None, Some(Answer::Amount(found))) if !found.is_zero() && found.abs() < TINY => {
                self.tell(field, TemplateProblem::TinyAmount { field: field.label.clone(), found });
            }
            _ => {}
        }
    }

    fn need(&mut self, field: &Field) {
        if self.answers.get(&field.key).is_some() || self.faulty.contains(&field.key) {
            return;
        }
        let label = field.label.clone();
        match &field.need {
            Need::Never => {}
            Need::Always => self.tell(field, TemplateProblem::MissingAnswer { field: label }),
            Need::With(other) => {
                if self.answers.get(other).is_some() {
                    self.tell(field, TemplateProblem::MissingAnswer { field: label });
                }
            }
            Need::ForecastDeviates { forecast, budget, limit } => {
                if let Some(amount) = self.answers.amount(forecast) {
                    self.comment(field, amount - *budget, *limit);
                }
            }
            Need::Deviates { deviation, limit } => self.comment(field, *deviation, *limit),
        }
    }

    fn comment(&mut self, field: &Field, deviation: Money, limit: Money) {
        if deviation.abs() >= limit {
            let field_label = field.label.clone();
            self.tell(field, TemplateProblem::MissingComment { field: field_label, deviation, limit });
        }
    }
}

/// Far off both budget and last year, or with the sign against both.
fn unlikely(field: &str, found: Money, budget: Money, last_year: Money) -> Option<TemplateProblem> {
    let field = field.to_string();
    let size = |amount: Money| amount.abs().ore();
    if found.is_zero() {
        return None;
    }
    let meant = if size(found) * FAR_OFF <= size(budget).min(size(last_year)) {
        Money::from_ore(found.ore() * 1000)
    } else if size(found) >= size(budget).max(size(last_year)) * FAR_OFF {
        Money::from_ore(found.rounded(1000))
    } else {
        let against = |usual: Money| (usual < Money::ZERO) != (found < Money::ZERO);
        return (against(budget) && against(last_year)).then_some(TemplateProblem::OtherSign {
            field,
            found,
            budget,
            last_year,
        });
    };
    Some(TemplateProblem::TkrOrKr { field, found, meant, budget, last_year })
}

fn problem(field: &str, trouble: Trouble) -> TemplateProblem {
    let field = field.to_string();
    match trouble {
        Trouble::Amount { found, why } => TemplateProblem::NotAnAmount { field, found, why },
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
    }
}

fn plain(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}
