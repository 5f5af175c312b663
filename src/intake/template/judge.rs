//! What stands in the located fields: read by kind, then held against the other fields and against what is usual.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::asked::{asks, example};
use super::likely;
use super::locate::{Address, Located, cell_place};
use super::said::shown;
use crate::domain::indicator::is_share;
use crate::domain::money::{KronorUnit, Money};
use crate::domain::personnummer;
use crate::finding::{
    AmountTrouble, Confirm, Expected, Findings, Lacking, Place, Problem, Severity, TemplateProblem, Unlikely,
    column_letters,
};
use crate::form::{
    Answer, Answers, DetailPart, Doubt, Field, FieldKey, FieldPlace, Form, Guard, Kind, Need, Prefill, Sense,
    state,
};
use crate::intake::value::{self, Trouble, Value};
use crate::raw::RawWorkbook;

/// Below this an amount is remarked on, typed in kronor and in thousands.
const TINY_KR: Money = Money::from_kr(10);
const TINY_TKR: Money = Money::from_kr(1_000);
/// A number that may be a date's inside is let pass when it is a multiple of this: people write round amounts.
const ROUND: i64 = 100;
/// Budget and last year so many times off, and the amount is nothing like them.
const UNLIKE: i128 = 10;
/// An effect no larger than this part of the deviation that must be explained is hardly meant: it would not be seen.
const SMALL_PART: i128 = 100;
/// Fewer forecasts than this are told one by one only.
const SEVERAL: usize = 3;

pub struct Judged {
    pub answers: Answers,
    pub findings: Findings,
    /// The date of handing in is there and cannot be read.
    pub misdated: bool,
}

/// The findings and the answers while they are gathered.
struct Court<'a> {
    workbook: &'a RawWorkbook,
    prefill: &'a Prefill,
    located: &'a Located,
    answers: Answers,
    findings: Findings,
    /// Fields with something in them that is not an answer: not missing, and not to be remarked on twice.
    faulty: BTreeSet<FieldKey>,
    /// Forecasts held against what is usual, those of them that are too small, and of these those that a thousand times
    /// more are as usual.
    weighed: usize,
    too_small: usize,
    in_thousands: Vec<FieldKey>,
}

pub fn judge(workbook: &RawWorkbook, prefill: &Prefill, form: &Form, located: &Located) -> Judged {
    let mut court = Court {
        workbook,
        prefill,
        located,
        answers: Answers::default(),
        findings: Findings::default(),
        faulty: BTreeSet::new(),
        weighed: 0,
        too_small: 0,
        in_thousands: Vec::new(),
    };
    // What is held against what is usual comes after the answers that clear it.
    let (held, free): (Vec<&Field>, Vec<&Field>) = form.fields().partition(|field| field.guard.is_some());
    for field in free.into_iter().chain(held) {
        court.read(field);
    }
    for place in form.places() {
        court.details(&place);
    }
    for place in form.places() {
        court.guard(&place);
    }
    court.whole_sheet(form);
    if !court.answers.0.is_empty() {
        for place in form.places() {
            court.need(&place);
            for problem in likely::field(prefill, &place, &court.answers, |key| court.written(key)) {
                court.tell(place.field, problem);
            }
        }
        let place = Place::File { file: workbook.file.clone() };
        for problem in likely::whole(prefill, form, &court.answers) {
            court.findings.add(place.clone(), problem);
        }
    }
    court.once();
    let misdated = court.faulty.contains(&FieldKey::SignedOn);
    Judged { answers: court.answers, findings: court.findings, misdated }
}

impl Court<'_> {
    fn address(&self, field: &Field) -> Option<Address> {
        self.located.fields.get(&field.key).copied()
    }

    /// `K32`, as a person calls the cell.
    fn written(&self, key: &FieldKey) -> String {
        let address = self.located.fields.get(key);
        address.map(|(_, row, column)| format!("{}{row}", column_letters(*column))).unwrap_or_default()
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
        let formula = sheet.formulas.get(&(row, column)).cloned();
        match (&formula, raw) {
            (Some(formula), _) if fetches(formula) => {
                let formula = formula.clone();
                return self.fault(field, TemplateProblem::ExternalLink { field: label, formula });
            }
            (Some(formula), None) => {
                let formula = formula.clone();
                return self.fault(field, TemplateProblem::FormulaWithoutValue { field: label, formula });
            }
            _ => {}
        }
        let Some(raw) = raw else { return };
        match value::read(&field.kind, raw) {
            Ok(None) => {}
            Ok(Some(Value { answer: Answer::Text(found), .. })) if personnummer::within(&found) => {
                self.fault(field, TemplateProblem::PersonalNumber { field: label, found });
            }
            Ok(Some(read)) => {
                if let Some(found) = read.read_from {
                    let value = shown(&field.kind, &read.answer);
                    self.tell(field, TemplateProblem::ReadAs { field: label.clone(), found, value });
                }
                if let Some(formula) = formula {
                    self.tell(field, TemplateProblem::Formula { field: label, formula });
                }
                self.answers.0.insert(field.key.clone(), read.answer);
            }
            Err(trouble) => self.fault(field, self.problem(field, trouble)),
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
            let unit = self.prefill.amount_unit;
            let filled = parts.iter().filter(|part| self.answers.get(part).is_some());
            let at = |key: &FieldKey| self.located.fields.get(key).map(|(_, row, column)| (*row, *column));
            let (cell, filled) = (at(&place.field.key).unwrap_or_default(), filled.filter_map(at).collect());
            let problem = TemplateProblem::DetailsDiffer { field, own, details, unit, cell, parts: filled };
            self.fault(place.field, problem);
            self.forget(parts);
        }
    }

    /// Not taken, for a fault that is told elsewhere: nor missing, then.
    fn forget(&mut self, keys: &[FieldKey]) {
        for key in keys {
            self.answers.0.remove(key);
            self.faulty.insert(key.clone());
        }
    }

    /// Kr or tkr, plus or minus, share or per cent: where a value has two likely readings.
    fn guard(&mut self, place: &FieldPlace) {
        let field = place.field;
        match &field.guard {
            Some(guard @ Guard::Usual { budget, last_year, .. }) => {
                let own = self.answers.amount(&field.key);
                let found = place.table.given(place.row, place.column, &self.answers);
                let doubt = found.and_then(|found| Some((found, guard.doubts(found, &self.answers)?)));
                self.weighed += usize::from(found.is_some_and(|found| !found.is_zero()));
                if let Some((found, doubt)) = doubt {
                    if let Doubt::TooSmall(meant) = doubt {
                        self.too_small += 1;
                        self.in_thousands.extend(meant.map(|_| field.key.clone()));
                    }
                    let usual = (*budget, *last_year, self.prefill.amount_unit);
                    let problem = doubtful(field, found, doubt, usual, self.confirms(field, found));
                    self.fault(field, problem);
                    if let Need::Unless(parts) = &field.need {
                        self.forget(parts);
                    }
                } else if own.is_some_and(|own| unlike(own, *budget) && unlike(own, *last_year)) {
                    self.date_number(field);
                }
            }
            Some(Guard::Percent { usual }) => self.percent(field, *usual),
            None => {
                if let Some(problem) = self.small(field) {
                    self.tell(field, problem);
                }
                self.date_number(field);
            }
        }
    }

    /// What is told of a cell that cannot be read as its field's kind.
    fn problem(&self, field: &Field, trouble: Trouble) -> TemplateProblem {
        let label = field.label.clone();
        match trouble {
            Trouble::Amount { found, why, unit, sense } => {
                let (why, usual) = (self.meant(field, why), field.usual);
                TemplateProblem::NotAnAmount { field: label, found, why, unit, sense, usual }
            }
            Trouble::Wrong { found, expected, meant } => {
                let example = (expected == Expected::Date).then(|| example(self.prefill, field));
                TemplateProblem::WrongValue { field: label, found, expected, meant, example }
            }
            Trouble::Outside { found, from, to } => {
                TemplateProblem::DateOutside { field: label, found, from, to }
            }
            Trouble::TooLong { characters, most } => {
                TemplateProblem::TooLong { field: label, characters, most }
            }
            Trouble::Error { found } => TemplateProblem::ErrorValue { field: label, found },
        }
    }

    /// The reading to propose, judged as it would be when it is typed: nobody is asked to write what is then refused.
    fn meant(&self, field: &Field, why: AmountTrouble) -> AmountTrouble {
        let Some(guard @ Guard::Usual { budget, last_year, .. }) = &field.guard else {
            // The number inside a date is proposed only where something tells that it is like an amount.
            return if let AmountTrouble::Date(_) = why { AmountTrouble::Date(None) } else { why };
        };
        let doubts = |amount: Money| guard.doubts(amount, &self.answers);
        match why {
            AmountTrouble::Meant(amount) => doubts(amount).map_or(why, |doubt| {
                let (budget, last_year, confirm) = (*budget, *last_year, self.confirms(field, amount));
                let meant = matches!(doubt, Doubt::Sign).then(|| -amount);
                AmountTrouble::MeantUnlike(Box::new(Unlikely { amount, meant, budget, last_year, confirm }))
            }),
            AmountTrouble::Percent(amount) => {
                AmountTrouble::Percent(amount.filter(|amount| doubts(*amount).is_none()))
            }
            AmountTrouble::Date(amount) => {
                AmountTrouble::Date(amount.filter(|amount| state::near(*amount, *budget, *last_year)))
            }
            other => other,
        }
    }

    /// How the field's amount is confirmed, and what that leaves to explain: nobody is to be told that the next time.
    fn confirms(&self, field: &Field, amount: Money) -> Confirm {
        let (FieldKey::Forecast(name), Some(Guard::Usual { budget, cleared_by, .. })) =
            (&field.key, &field.guard)
        else {
            return Confirm { cell: String::new(), unexplained: None };
        };
        let explained = [FieldKey::Cause(name.clone()), FieldKey::Comment(name.clone())];
        let explained = explained.iter().all(|key| self.answers.get(key).is_some());
        let deviation = amount - *budget;
        let large = deviation.abs() >= self.prefill.comment_limit && !explained;
        Confirm { cell: self.written(cleared_by), unexplained: large.then_some(deviation) }
    }

    /// Of a cell with a fault nothing says besides that what stands there is used.
    fn once(&mut self) {
        let faults = self.findings.iter().filter(|one| one.severity() == Severity::Fault);
        let faulty: BTreeSet<Place> = faults.flat_map(|one| one.places()).collect();
        self.findings.retain(|one| {
            let used = matches!(
                one.problem,
                Problem::Template(TemplateProblem::ReadAs { .. } | TemplateProblem::Formula { .. })
            );
            !(used && faulty.contains(&one.place))
        });
    }

    /// A few kronor; or an effect so small beside what a deviation must be to be explained that thousands are meant.
    fn small(&self, field: &Field) -> Option<TemplateProblem> {
        let unit = self.prefill.amount_unit;
        let found = self.answers.amount(&field.key).filter(|found| !found.is_zero())?;
        let label = field.label.clone();
        if found.abs() < tiny(unit) {
            return Some(TemplateProblem::TinyAmount { field: label, found, unit });
        }
        let effect = matches!(field.kind, Kind::Amount { sense: Sense::Effect, .. })
            || matches!(field.key, FieldKey::Adjustment(..));
        let small = found.abs().ore() * SMALL_PART <= self.prefill.comment_limit.ore();
        (effect && small && unit == KronorUnit::Kr).then(|| {
            let meant = Money::from_ore(found.ore() * 1000);
            TemplateProblem::SmallEffect { field: label, found, meant }
        })
    }

    /// All forecasts a thousand times too small are one slip.
    fn whole_sheet(&mut self, form: &Form) {
        let cells = self.in_thousands.len();
        if self.prefill.amount_unit != KronorUnit::Kr || cells < SEVERAL || self.too_small < self.weighed {
            return;
        }
        let field = form.fields().find(|field| self.in_thousands.first() == Some(&field.key));
        let sheet = field.and_then(|field| self.workbook.sheets.get(self.address(field)?.0));
        if let Some(sheet) = sheet {
            let place = Place::Sheet { file: self.workbook.file.clone(), sheet: sheet.name.clone() };
            self.findings.add(place, TemplateProblem::SheetInThousands { cells });
        }
    }

    /// A date typed in a cell for amounts becomes its day number in some programs.
    fn date_number(&mut self, field: &Field) {
        let unit = self.prefill.amount_unit;
        let Some(number) = self.answers.amount(&field.key).and_then(|found| found.to_decimal(unit)) else {
            return;
        };
        let Some(date) = value::date_of(number) else { return };
        let near = (date.year() - self.prefill.period.year).abs() <= 1;
        if near && !(number % Decimal::from(ROUND)).is_zero() {
            let problem =
                TemplateProblem::DateNumber { field: field.label.clone(), found: plain(number), date };
            self.tell(field, problem);
        }
    }

    fn percent(&mut self, field: &Field, usual: Decimal) {
        let Some(found) = self.answers.number(&field.key) else { return };
        if is_share(found, usual) {
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
                let Some(lacking) = self.lacking(field) else { return };
                let deviation = place.table.amount(place.row, *column, &self.answers).unwrap_or_default();
                TemplateProblem::MissingComment { field: label, lacking, deviation, limit: *limit }
            }
            _ if self.left_over(field) => return,
            _ => TemplateProblem::MissingAnswer { field: label, asks: asks(self.prefill, field) },
        };
        self.tell(field, problem);
    }

    /// What is missing beside a large deviation; `None` for the second of two that are told together.
    fn lacking(&self, field: &Field) -> Option<Lacking> {
        let lacks = |key: &FieldKey| self.answers.get(key).is_none() && !self.faulty.contains(key);
        match &field.key {
            FieldKey::Cause(name) if lacks(&FieldKey::Comment(name.clone())) => Some(Lacking::Both),
            FieldKey::Comment(name) if lacks(&FieldKey::Cause(name.clone())) => None,
            FieldKey::Comment(_) => Some(Lacking::Comment),
            _ => Some(Lacking::Cause),
        }
    }

    /// A detail without an amount on a line that has its own forecast: a text left over, and nothing is lost.
    fn left_over(&self, field: &Field) -> bool {
        match &field.key {
            FieldKey::Detail(name, _, DetailPart::Amount) => {
                self.answers.amount(&FieldKey::Forecast(name.clone())).is_some()
            }
            _ => false,
        }
    }
}

/// Far off both budget and last year, or with the sign against both.
fn doubtful(
    field: &Field,
    found: Money,
    doubt: Doubt,
    (budget, last_year, unit): (Money, Money, KronorUnit),
    confirm: Confirm,
) -> TemplateProblem {
    let field = field.label.clone();
    match doubt {
        Doubt::TooSmall(meant) | Doubt::TooLarge(meant) => {
            TemplateProblem::TkrOrKr { field, found, meant, budget, last_year, unit, confirm }
        }
        Doubt::Sign => TemplateProblem::OtherSign { field, found, budget, last_year, unit, confirm },
    }
}

fn unlike(found: Money, usual: Money) -> bool {
    let (found, usual) = (found.abs().ore(), usual.abs().ore());
    found * UNLIKE <= usual || found >= usual * UNLIKE
}

fn tiny(unit: KronorUnit) -> Money {
    match unit {
        KronorUnit::Kr => TINY_KR,
        KronorUnit::Tkr => TINY_TKR,
    }
}

/// Does a formula draw on another workbook? `[1]Blad1!A1` does; `Tabell1[Belopp]` is a column of a table here.
fn fetches(formula: &str) -> bool {
    let mut depth = 0_u32;
    let mut before = ' ';
    for sign in formula.chars() {
        match sign {
            '[' if depth == 0 && !(before.is_alphanumeric() || before == '_') => return true,
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = sign;
    }
    false
}

pub fn plain(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}
