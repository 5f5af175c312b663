//! Each limit of the policy against its measure: now, month by month of the year, and since when it is breached.

use rust_decimal::Decimal;

use super::measures::value;
use crate::consolidate::cube::Cube;
use crate::domain::finance_policy::{Departure, Lack, Limit, LimitState, Measure, Since};
use crate::domain::period::Month;
use crate::domain::registers::Registers;
use crate::finding::{Findings, GoalProblem, Place, RegisterProblem};

/// A limit and what it was measured to be.
pub struct Tested<'a> {
    pub limit: &'a Limit,
    pub value: Result<Decimal, Lack>,
    pub state: LimitState,
    /// The months of the year up to the period, by the limit that held then; `None` where none did.
    pub months: Vec<Option<(Option<Decimal>, LimitState)>>,
    /// Of a breach: the first of the months without a break in which the limit is known to be breached.
    pub since: Option<Since>,
    /// Of a breach: its cause and what is done, each time that the office has said it, the first first.
    pub words: Vec<&'a Departure>,
    /// The year's breaches that have ended.
    pub ended: Ended<'a>,
}

/// Months of the year in which a limit was breached, before a month in which it was not, and what was said then.
#[derive(Default)]
pub struct Ended<'a> {
    pub months: Vec<Month>,
    pub words: Vec<&'a Departure>,
}

/// How far back a breach is followed: what a register gives no first day for has always been so.
const MONTHS_BACK: usize = 120;

/// The limits that hold at the end of a period: breaches first, then what is not measured, then the rest.
pub fn test<'a>(registers: &'a Registers, cube: &Cube, period: Month) -> Vec<Tested<'a>> {
    let holds = |limit: &&Limit| limit.validity.holds_on(period.last_day());
    let limits = registers.finances.limits.iter().filter(holds);
    let mut tested: Vec<Tested> = limits.map(|limit| tested(registers, cube, limit, period)).collect();
    tested.sort_by_key(|one| one.state);
    tested
}

fn tested<'a>(registers: &'a Registers, cube: &Cube, limit: &'a Limit, period: Month) -> Tested<'a> {
    let measured = value(registers, cube, limit.measure, period);
    let tried = |month: Month| tried(registers, cube, limit.measure, month);
    let state = limit.state(measured.ok());
    let year: Vec<Month> = (1..=period.month).map(|month| Month { month, ..period }).collect();
    let breached = |month: &Month| tried(*month).is_some_and(|(_, state)| state == LimitState::Breached);
    let backwards = std::iter::successors(Some(period), |month| Some(month.previous()));
    let since = backwards.take(MONTHS_BACK).take_while(breached).last().map(|month| Since {
        month,
        open: tried(month.previous()).is_some_and(|(_, state)| state != LimitState::Held),
    });
    let words = since.map(|since| words(registers, limit.measure, since.month, period)).unwrap_or_default();
    let is_over = |month: &&Month| since.is_none_or(|since| **month < since.month) && breached(month);
    let over: Vec<Month> = year.iter().filter(is_over).copied().collect();
    let ended = ended(registers, limit.measure, over, since.map_or(period.next(), |since| since.month));
    let months = year.into_iter().map(tried).collect();
    Tested { limit, value: measured, state, months, since, words, ended }
}

/// What was said from the first of the months on, before the breach that has not ended.
fn ended(registers: &Registers, measure: Measure, months: Vec<Month>, until: Month) -> Ended<'_> {
    let words = months.first().map(|first| words(registers, measure, *first, until.previous()));
    Ended { months, words: words.unwrap_or_default() }
}

/// The words about a breach: those of an earlier one say nothing of it.
fn words(registers: &Registers, measure: Measure, since: Month, period: Month) -> Vec<&Departure> {
    let own = registers.finances.departures.iter().filter(|row| row.measure == measure);
    let mut words: Vec<&Departure> = own.filter(|row| since <= row.from && row.from <= period).collect();
    words.sort_by_key(|row| row.from);
    words
}

/// A measure in a month, against the limit of that month.
pub(super) fn tried(
    registers: &Registers,
    cube: &Cube,
    measure: Measure,
    month: Month,
) -> Option<(Option<Decimal>, LimitState)> {
    let mut limits = registers.finances.limits.iter();
    let own = limits.find(|one| one.measure == measure && one.validity.holds_on(month.last_day()))?;
    let measured = value(registers, cube, measure, month).ok();
    Some((measured, own.state(measured)))
}

/// Breaches, and limits that nothing is known about.
pub fn check(registers: &Registers, cube: &Cube, period: Month) -> Findings {
    let mut findings = Findings::default();
    for one in test(registers, cube, period) {
        let Limit { measure, condition, limit, .. } = *one.limit;
        let place = || Place::in_row(&one.limit.at, "Gräns");
        match (one.value, one.since) {
            (Err(lack), _) => {
                findings.add(place(), GoalProblem::LimitNotMeasured { measure, month: period, lack });
            }
            (Ok(value), Some(since)) => {
                let explained: Vec<u32> = one.words.iter().map(|row| row.at.number).collect();
                if explained.is_empty() {
                    let problem = RegisterProblem::BreachWithoutWords { measure, since: since.month };
                    findings.add(place(), problem);
                }
                let problem =
                    GoalProblem::LimitBreached { measure, condition, limit, value, since, explained };
                findings.add(place(), problem);
            }
            (Ok(_), None) => {}
        }
    }
    findings
}
