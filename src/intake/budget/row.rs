//! One row of a budget file by its contract: codes, decision, and an amount for each month.

use std::sync::Arc;

use super::season::Seasons;
use super::spread::{EVEN, Weights, spread};
use super::unknown::Unknown;
use crate::domain::account::is_balance;
use crate::domain::budget::BudgetKind;
use crate::domain::code::Code;
use crate::domain::fact::{FactKey, Facts, Measure, Subject};
use crate::domain::money::Money;
use crate::domain::period::{LedgerPeriod, Month};
use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, ExportField, SignContract};
use crate::finding::{BudgetProblem, CodeKind, Expected, Findings, Place};
use crate::intake;
use crate::intake::amount::{self, Misread};
use crate::intake::code_cell;
use crate::intake::columns::Columns;
use crate::intake::grid::{place, shown, texts};
use crate::intake::row_kind::{RowKind, RowKinds};
use crate::raw::{RawGrid, RawRow, RawValue};
use crate::register::schema::{BUDGET_KINDS, SEASON, TWELFTHS};

pub(super) struct Reader<'a> {
    pub grid: &'a RawGrid,
    pub kinds: RowKinds,
    pub columns: Columns,
    pub contract: &'a ExportContract,
    pub registers: &'a Registers,
    pub seasons: &'a Seasons,
}

/// One row of the budget, in the program's sign.
pub(super) struct BudgetRow {
    pub year: i32,
    /// Of a row with a period of its own: its month.
    pub month: Option<u8>,
    pub ansvar: Code,
    pub account: Code,
    pub project: Code,
    pub counterpart: Code,
    pub internal: bool,
    pub kind: BudgetKind,
    pub decision: Code,
    pub months: [Money; 12],
    pub account_place: Place,
    pub ansvar_place: Place,
}

/// When a row's amount is, and which month of the year it is all in.
type Time = (i32, Option<u8>);

impl Reader<'_> {
    fn cell<'r>(&self, row: &'r RawRow, field: ExportField) -> Option<&'r RawValue> {
        let at = u32::try_from(self.columns.index(field)?).ok()?;
        row.cells.get(&(at + 1))
    }

    fn text(&self, row: &RawRow, field: ExportField) -> String {
        self.cell(row, field).map(shown).unwrap_or_default()
    }

    fn code(&self, row: &RawRow, field: ExportField) -> Code {
        Code::new(code_cell::code(&self.text(row, field)).0)
    }

    fn place(&self, row: &RawRow, field: ExportField) -> Place {
        let at = self.columns.index(field).and_then(|at| u32::try_from(at + 1).ok());
        place(self.grid, row.number, at.zip(self.contract.column(field)))
    }

    /// Between the file's sign and the program's.
    pub fn turned(&self, amount: Money) -> Money {
        match self.contract.sign {
            SignContract::DebitPositive => -amount,
            SignContract::IncomePositive => amount,
        }
    }

    /// What a row that is none of the budget is, with the amount of one that is a total, in the file's sign; without
    /// one, its amount is a fault.
    pub fn left_out(&self, row: &RawRow, findings: &mut Findings) -> Option<(RowKind, Option<Money>)> {
        let texts = texts(row);
        match self.kinds.of(|at| texts.get(at).map_or("", String::as_str), texts.len()) {
            RowKind::Posting => None,
            kind @ RowKind::Total { .. } => Some((kind, self.total(row, findings))),
            kind => Some((kind, Some(Money::ZERO))),
        }
    }

    /// The amount of a year, else Σ of its months.
    fn total(&self, row: &RawRow, findings: &mut Findings) -> Option<Money> {
        if !self.text(row, ExportField::Amount).is_empty() {
            return self.amount(row, ExportField::Amount, findings);
        }
        let months = self.given_months(row, findings)?.unwrap_or([Money::ZERO; 12]);
        Some(months.iter().copied().sum())
    }

    /// `None`: the row has a fault, or nothing in any column of the contract.
    pub fn row(&self, row: &RawRow, unknown: &mut Unknown, findings: &mut Findings) -> Option<BudgetRow> {
        let fields = self.contract.columns.iter().map(|(field, _)| *field);
        if fields.into_iter().all(|field| self.text(row, field).is_empty()) {
            return None;
        }
        let time = self.time(row, findings);
        let kind = self.kind(row, findings);
        let counterpart = self.code(row, ExportField::Counterpart);
        let mut read = BudgetRow {
            year: time.map_or(0, |(year, _)| year),
            month: time.and_then(|(_, month)| month),
            ansvar: self.code(row, ExportField::Ansvar),
            account: self.code(row, ExportField::Account),
            project: self.code(row, ExportField::Project),
            internal: self.registers.settings.internal_counterparts.contains(&counterpart),
            counterpart,
            kind: kind.unwrap_or(BudgetKind::Original),
            decision: Code::new(&self.text(row, ExportField::Decision)),
            months: [Money::ZERO; 12],
            account_place: self.place(row, ExportField::Account),
            ansvar_place: self.place(row, ExportField::Ansvar),
        };
        let months = self.months(row, time, &read, unknown, findings);
        read.months = months?.map(|amount| self.turned(amount));
        (time.is_some() && kind.is_some()).then_some(read)
    }

    /// The amounts of the year's months, in the file's sign: as they stand, or spread by the row's profile.
    fn months(
        &self,
        row: &RawRow,
        time: Option<Time>,
        read: &BudgetRow,
        unknown: &mut Unknown,
        findings: &mut Findings,
    ) -> Option<[Money; 12]> {
        let given = self.given_months(row, findings)?;
        let blank = self.text(row, ExportField::Amount).is_empty();
        if let Some(months) = given {
            let total: Money = months.iter().copied().sum();
            let year = if blank { total } else { self.amount(row, ExportField::Amount, findings)? };
            if year != total {
                let problem = BudgetProblem::MonthsDiffer { year, months: total };
                findings.add(self.place(row, ExportField::Month(1)), problem);
            }
            return (year == total).then_some(months);
        }
        let amount = self.amount(row, ExportField::Amount, findings);
        let weights = match time? {
            (_, Some(month)) => Some(only(month)),
            (year, None) => self.weights(row, read, year, amount, unknown),
        };
        Some(spread(amount?, &weights?))
    }

    /// The twelve columns of months, when any of them is filled. `None`: one of them is no amount.
    fn given_months(&self, row: &RawRow, findings: &mut Findings) -> Option<Option<[Money; 12]>> {
        let mut months = [Money::ZERO; 12];
        let (mut any, mut whole) = (false, true);
        for (field, month) in (1..).map(ExportField::Month).zip(&mut months) {
            if !self.text(row, field).is_empty() {
                any = true;
                let read = self.amount(row, field, findings);
                whole &= read.is_some();
                *month = read.unwrap_or(Money::ZERO);
            }
        }
        whole.then_some(any.then_some(months))
    }

    fn amount(&self, row: &RawRow, field: ExportField, findings: &mut Findings) -> Option<Money> {
        let read = match self.cell(row, field) {
            Some(RawValue::Number(kr)) => Money::from_kr_decimal(*kr),
            Some(RawValue::Text(text)) => amount::read(text, self.contract),
            _ => None,
        };
        if read.is_none() {
            let found = self.text(row, field);
            let problem = match amount::units(&found, self.contract) {
                Err(Misread::Unclear(readings)) => BudgetProblem::UnclearAmount { found, readings },
                Ok(_) | Err(Misread::NotANumber) => BudgetProblem::NotAnAmount { found },
            };
            findings.add(self.place(row, field), problem);
        }
        read
    }

    /// The year of a column of its own, or the year and month of a period.
    fn time(&self, row: &RawRow, findings: &mut Findings) -> Option<Time> {
        if self.contract.column(ExportField::Period).is_some() {
            let found = self.text(row, ExportField::Period);
            let period = LedgerPeriod::parse(&found).filter(|period| (1..=12).contains(&period.number));
            if period.is_none() {
                self.wrong(row, ExportField::Period, found, Expected::Period, findings);
            }
            return period.map(|period| (period.year, Some(period.number)));
        }
        let found = self.text(row, ExportField::Year);
        let year = found.parse().ok().and_then(|year| Month::new(year, 1)).map(|month| month.year);
        if year.is_none() {
            self.wrong(row, ExportField::Year, found, Expected::Year, findings);
        }
        year.map(|year| (year, None))
    }

    /// An empty cell is the original budget; a change must name its decision.
    fn kind(&self, row: &RawRow, findings: &mut Findings) -> Option<BudgetKind> {
        let found = self.text(row, ExportField::DecisionKind);
        let at = BUDGET_KINDS.iter().position(|kind| *kind == found.to_lowercase());
        let kind = at.and_then(|at| BudgetKind::ALL.get(at)).copied();
        match kind {
            None if found.is_empty() => Some(BudgetKind::Original),
            None => {
                let words = Expected::Choice(BUDGET_KINDS.iter().map(ToString::to_string).collect());
                self.wrong(row, ExportField::DecisionKind, found, words, findings);
                None
            }
            Some(BudgetKind::Addition | BudgetKind::Transfer)
                if self.text(row, ExportField::Decision).is_empty() =>
            {
                findings.add(self.place(row, ExportField::Decision), BudgetProblem::MissingDecision);
                None
            }
            kind => kind,
        }
    }

    /// Twelfths when no profile is named, and where there is no season to follow.
    fn weights(
        &self,
        row: &RawRow,
        read: &BudgetRow,
        year: i32,
        amount: Option<Money>,
        unknown: &mut Unknown,
    ) -> Option<Weights> {
        let found = self.text(row, ExportField::Profile);
        let named = |name: &str| name.to_lowercase() == found.to_lowercase();
        if let Some(profile) = self.registers.profiles.iter().find(|profile| named(&profile.name)) {
            return Some(profile.weights.map(i128::from));
        }
        if found.is_empty() || named(TWELFTHS) {
            return Some(EVEN);
        }
        let place = self.place(row, ExportField::Profile);
        if !named(SEASON) {
            unknown.profile(found, place);
            return None;
        }
        let codes = (&read.ansvar, &read.account, read.internal);
        let season = self.seasons.weights(self.registers, codes, year);
        if season.is_none() {
            let sum = self.turned(amount.unwrap_or_default());
            unknown.season(year, sum, place);
        }
        Some(season.unwrap_or(EVEN))
    }

    fn wrong(
        &self,
        row: &RawRow,
        field: ExportField,
        found: String,
        expected: Expected,
        findings: &mut Findings,
    ) {
        let column = self.contract.column(field).unwrap_or_default().to_string();
        findings.add(self.place(row, field), BudgetProblem::WrongValue { column, found, expected });
    }
}

/// All in one month.
fn only(month: u8) -> Weights {
    let mut weights = [0; 12];
    if let Some(weight) = weights.get_mut(usize::from(month) - 1) {
        *weight = 1;
    }
    weights
}

impl BudgetRow {
    pub fn total(&self) -> Money {
        self.months.iter().copied().sum()
    }

    pub fn measure(&self) -> Measure {
        match self.kind {
            BudgetKind::Original => Measure::BudgetOriginal,
            BudgetKind::Addition | BudgetKind::Transfer => Measure::BudgetChange(self.decision.clone()),
        }
    }

    /// Whether the row is of the year's result: no balance account, no investment.
    pub fn is_result(&self, registers: &Registers) -> bool {
        !is_balance(&self.account) && !registers.is_investment(&self.project)
    }

    pub fn book(self, registers: &Registers, facts: &mut Facts, unknown: &mut Unknown) {
        if registers.accounts.row(&self.account, self.internal, self.year).is_none() {
            let january = Month { year: self.year, month: 1 };
            let why = intake::unknown::account(registers, &self.account, self.internal, january);
            unknown.code(CodeKind::Account, &self.account, self.total(), &self.account_place, why);
        }
        let subject = Subject::Coded {
            ansvar: self.ansvar.clone(),
            account: self.account.clone(),
            project: Some(self.project.clone()).filter(|code| registers.is_investment(code)),
            internal: self.internal,
        };
        let mut homeless = Money::ZERO;
        let mut first = None;
        for (number, share) in (1..).zip(self.months) {
            let Some(month) = Month::new(self.year, number).filter(|_| !share.is_zero()) else { continue };
            if !is_balance(&self.account) && registers.org.of_ansvar(&self.ansvar, month).is_none() {
                homeless += share;
                first.get_or_insert(month);
            }
            let (measure, period) = (self.measure(), LedgerPeriod::from(month));
            facts.add(FactKey { measure, period, subject: subject.clone() }, share);
        }
        if let Some(month) = first.filter(|_| !homeless.is_zero()) {
            let why = intake::unknown::ansvar(registers, &self.ansvar, month);
            unknown.code(CodeKind::Ansvar, &self.ansvar, homeless, &self.ansvar_place, why);
        }
    }

    /// The file it stands in.
    pub fn file(&self) -> Arc<str> {
        self.account_place.file().map_or_else(|| Arc::from(""), Arc::from)
    }
}
