//! What the template shows and asks for with given answers: the figures of its formulas, what each row still lacks, how
//! many fields are left. The written formulas are these rules in the spreadsheet's words; the reading back uses them as
//! they stand here. An answer here is of its field's kind; that something else was typed, only the formulas meet.

use super::answer::{Answer, Answers};
use super::field::{FieldKey, Guard, Need};
use super::kind::Kind;
use super::sheet::{Cell, Computed, ForecastColumns, RowRole, StatusOf, Table};
use super::{FieldPlace, Form};
use crate::domain::money::Money;

/// How many times off both budget and last year is taken for kr against tkr.
pub const FAR_OFF: i128 = 100;
/// No further than so many times off is near what is usual.
const NEAR: i128 = 3;

/// What a row of *Ekonomi* says about itself, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The forecast is missing.
    Forecast,
    /// The forecast and the sum of its details differ.
    Differs,
    /// The amount has two likely readings and is not confirmed.
    Doubtful,
    /// A large deviation lacks its cause or comment.
    Explain,
    /// The sum of the details counts.
    Details,
    Nothing,
}

/// Why an amount is taken for another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Too small: what it would be a thousand times larger, where that is near what is usual.
    TooSmall(Option<Money>),
    /// Too large: what it would be a thousand times smaller, where that is near what is usual.
    TooLarge(Option<Money>),
    /// The sign is against both budget and last year.
    Sign,
}

/// How far the demanded fields are filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub left: usize,
    pub of: usize,
}

/// An amount held against budget and last year; none of it where either is zero.
pub fn doubt(found: Money, budget: Money, last_year: Money) -> Option<Doubt> {
    if found.is_zero() || budget.is_zero() || last_year.is_zero() {
        return None;
    }
    let likely = |ore: i128| Some(Money::from_ore(ore)).filter(|meant| near(*meant, budget, last_year));
    if size(found) * FAR_OFF <= size(budget).min(size(last_year)) {
        Some(Doubt::TooSmall(likely(found.ore() * 1000)))
    } else if size(found) >= size(budget).max(size(last_year)) * FAR_OFF {
        Some(Doubt::TooLarge(likely(found.rounded(1000))))
    } else {
        (against(found, budget) && against(found, last_year)).then_some(Doubt::Sign)
    }
}

/// Of the sign and about the size of budget or last year: an amount to propose. It is never one to doubt.
pub fn near(found: Money, budget: Money, last_year: Money) -> bool {
    let about = |usual: Money| {
        size(found) <= size(usual) * NEAR && size(usual) <= size(found) * NEAR && !against(found, usual)
    };
    !found.is_zero() && (about(budget) || about(last_year))
}

fn size(amount: Money) -> i128 {
    amount.abs().ore()
}

/// Has the one the other sign?
fn against(found: Money, usual: Money) -> bool {
    (usual < Money::ZERO) != (found < Money::ZERO)
}

impl Table {
    /// The exact amount a cell shows; `None` is blank.
    pub fn amount(&self, row: usize, column: usize, answers: &Answers) -> Option<Money> {
        match self.cell(row, column)? {
            Cell::Amount(amount) => Some(*amount),
            Cell::Input(field) => answers.amount(&field.key),
            Cell::Computed(Computed::Difference { plus, minus }) => {
                Some(self.amount(row, *plus, answers)? - self.amount(row, *minus, answers)?)
            }
            Cell::Computed(Computed::Counts(columns)) => self.counted(row, columns, answers),
            Cell::Computed(Computed::Total) => self.total(column, answers),
            Cell::Empty
            | Cell::Text(_)
            | Cell::Number(..)
            | Cell::Computed(Computed::Status(_) | Computed::Progress(_)) => None,
        }
    }

    /// What counts as a line's amount: what was given, unless it is doubted and not confirmed.
    pub fn counted(&self, row: usize, columns: &ForecastColumns, answers: &Answers) -> Option<Money> {
        let given = self.given(row, columns.own, answers)?;
        let usual = [columns.budget, columns.last_year].map(|column| self.amount(row, column, answers));
        let doubted = match usual {
            [Some(budget), Some(last_year)] => doubt(given, budget, last_year).is_some(),
            _ => false,
        };
        (!doubted || self.filled(row, columns.confirm, answers)).then_some(given)
    }

    /// What was given as a line's amount: what stands in the column, or the sum of its details; nothing while they differ.
    pub fn given(&self, row: usize, column: usize, answers: &Answers) -> Option<Money> {
        match (self.amount(row, column, answers), self.detail_sum(row, column, answers)) {
            (Some(own), Some(details)) if own != details => None,
            (own, details) => own.or(details),
        }
    }

    /// The sum of a line's filled detail amounts; `None` when there are none.
    pub fn detail_sum(&self, row: usize, column: usize, answers: &Answers) -> Option<Money> {
        let mut amounts =
            self.details(row).filter_map(|detail| self.amount(detail, column, answers)).peekable();
        amounts.peek()?;
        Some(amounts.sum())
    }

    fn total(&self, column: usize, answers: &Answers) -> Option<Money> {
        let waits = self.waits_for_input(column);
        let mut sum = Money::ZERO;
        for row in self.item_rows() {
            match self.amount(row, column, answers) {
                Some(amount) => sum += amount,
                None if waits => return None,
                None => {}
            }
        }
        Some(sum)
    }

    fn filled(&self, row: usize, column: usize, answers: &Answers) -> bool {
        match self.cell(row, column) {
            Some(Cell::Input(field)) => answers.get(&field.key).is_some(),
            _ => false,
        }
    }

    /// What a row says about itself.
    pub fn status(&self, row: usize, of: &StatusOf, answers: &Answers) -> Status {
        if let Some(columns) = &of.forecast {
            if self.given(row, columns.own, answers).is_none() {
                let own = self.filled(row, columns.own, answers);
                return if own { Status::Differs } else { Status::Forecast };
            }
            if self.counted(row, columns, answers).is_none() {
                return Status::Doubtful;
            }
        }
        let large = self.amount(row, of.deviation, answers).is_some_and(|amount| amount.abs() >= of.limit);
        let explained = [of.cause, of.comment].iter().all(|column| self.filled(row, *column, answers));
        if large && !explained {
            return Status::Explain;
        }
        let parts = of.forecast.is_some_and(|columns| !self.filled(row, columns.own, answers));
        if parts { Status::Details } else { Status::Nothing }
    }
}

impl FieldPlace<'_> {
    /// Must the field be answered, given the other answers?
    pub fn demanded(&self, answers: &Answers) -> bool {
        match &self.field.need {
            Need::Never => false,
            Need::Always | Need::Unless(_) => true,
            Need::With(others) => others.iter().any(|other| answers.holds(other)),
            Need::Deviates { column, limit } => {
                self.table.amount(self.row, *column, answers).is_some_and(|amount| amount.abs() >= *limit)
            }
        }
    }

    /// Is the demanded answer lacking?
    pub fn lacks(&self, answers: &Answers) -> bool {
        let instead = match &self.field.need {
            Need::Unless(others) => others.iter().any(|other| answers.get(other).is_some()),
            _ => false,
        };
        self.demanded(answers) && answers.get(&self.field.key).is_none() && !instead
    }
}

impl<'a> FieldPlace<'a> {
    /// The column whose words speak of the field, a line's forecast, and what they are drawn from.
    pub fn spoken_of(&self) -> Option<(usize, &'a StatusOf)> {
        let cells = &self.table.rows.get(self.row)?.cells;
        (0..).zip(cells).find_map(|(column, cell)| match cell {
            Cell::Computed(Computed::Status(of)) if of.forecast?.own == self.column => Some((column, of)),
            _ => None,
        })
    }

    /// Do the words of the line above speak of the field too? They do of the amounts of its details.
    pub fn is_part(&self) -> bool {
        let detail = self.table.rows.get(self.row).is_some_and(|row| row.role == RowRole::Detail);
        detail && matches!(self.field.kind, Kind::Amount { .. })
    }

    /// Is there something left to do: an answer that lacks, or a forecast that cannot stand as it is?
    pub fn is_left(&self, answers: &Answers) -> bool {
        let said = self.spoken_of().map(|(_, of)| self.table.status(self.row, of, answers));
        self.lacks(answers) || matches!(said, Some(Status::Differs | Status::Doubtful))
    }
}

impl Form {
    /// The demanded fields of one sheet, by its title, or of all.
    pub fn progress(&self, sheet: Option<&str>, answers: &Answers) -> Progress {
        let mut progress = Progress::default();
        for place in self.places().filter(|place| sheet.is_none_or(|title| place.sheet.title == title)) {
            progress.of += usize::from(place.demanded(answers));
            progress.left += usize::from(place.is_left(answers));
        }
        progress
    }

    /// What a line's own forecast, or its details, come to with the answers: the forecast that counts.
    pub fn forecasts(&self, answers: &Answers) -> Vec<(crate::domain::account::CostType, Money)> {
        let mut found = Vec::new();
        for place in self.places() {
            if let (FieldKey::Forecast(cost_type), Some((_, of))) = (&place.field.key, place.spoken_of())
                && let Some(columns) = &of.forecast
            {
                let counts = place.table.counted(place.row, columns, answers);
                found.extend(counts.map(|amount| (cost_type.clone(), amount)));
            }
        }
        found
    }
}

impl Guard {
    /// Why an answer is taken for another one; `None` when it is likely or confirmed.
    pub fn doubts(&self, found: Money, answers: &Answers) -> Option<Doubt> {
        match self {
            Guard::Usual { budget, last_year, cleared_by } => {
                let confirmed = matches!(answers.get(cleared_by), Some(Answer::Text(_)));
                if confirmed { None } else { doubt(found, *budget, *last_year) }
            }
            Guard::Percent { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Doubt, doubt, near};
    use crate::domain::money::Money;

    #[test]
    fn a_thousand_times_more_or_less_is_proposed_only_where_it_is_near_and_then_never_doubted() {
        let (budget, last_year) = (Money::from_kr(-3_000_000), Money::from_kr(-2_400_000));
        let said = |found: i64| doubt(Money::from_kr(found), budget, last_year);
        let meant = |amount: i64| Some(Money::from_kr(amount));
        assert_eq!(said(-2_900), Some(Doubt::TooSmall(meant(-2_900_000))));
        assert_eq!(said(-9_000), Some(Doubt::TooSmall(meant(-9_000_000))));
        assert_eq!(said(-9_001), Some(Doubt::TooSmall(None)));
        assert_eq!(said(-800), Some(Doubt::TooSmall(meant(-800_000))));
        assert_eq!(said(-799), Some(Doubt::TooSmall(None)));
        // Of the other sign it would be doubted again.
        assert_eq!(said(2_900), Some(Doubt::TooSmall(None)));
        assert_eq!(said(-3_000_000_000), Some(Doubt::TooLarge(meant(-3_000_000))));
        assert_eq!(said(-30_000_000_000), Some(Doubt::TooLarge(None)));
        for found in (1..200).map(|step| Money::from_kr(-step * 50_000)) {
            assert!(
                !near(found, budget, last_year) || doubt(found, budget, last_year).is_none(),
                "{found:?}"
            );
        }
    }
}
