//! Förfallokalender: when what stands at the end of a month falls due.

use super::held::Register;
use crate::domain::finance_policy::Finances;
use crate::domain::period::{Date, Month};
use crate::domain::query::Query;

/// What falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dated {
    /// The loans' capital.
    Capital,
    /// The rates that are set anew.
    Fixing,
    Placements,
    Guarantees,
}

impl Dated {
    const ALL: [Dated; 4] = [Dated::Capital, Dated::Fixing, Dated::Placements, Dated::Guarantees];

    fn register(self) -> Register {
        match self {
            Dated::Capital | Dated::Fixing => Register::Loans,
            Dated::Placements => Register::Placements,
            Dated::Guarantees => Register::Guarantees,
        }
    }

    /// The day of each row of the register.
    fn days(self, finances: &Finances) -> Vec<Option<Date>> {
        match self {
            Dated::Fixing => finances.loans.iter().map(|loan| loan.fixed_until).collect(),
            _ => self.register().amounts(finances).iter().map(|(_, term)| term.due).collect(),
        }
    }
}

/// One kind of due days: sums that together are all that stands.
pub struct Due {
    pub what: Dated,
    /// The twelve months after the period.
    pub months: Vec<Query>,
    pub later: Query,
    /// Without a day, or with one that has passed: a floating rate.
    pub undated: Query,
}

/// The months of the calendar: the twelve after a period.
pub fn months(period: Month) -> Vec<Month> {
    std::iter::successors(Some(period.next()), |month| Some(month.next())).take(12).collect()
}

/// What of each register falls due when; nothing of a register that says nothing of the time, or of amounts that all lack
/// a day.
pub fn calendar(finances: &Finances, period: Month) -> Vec<Due> {
    let kinds = Dated::ALL.into_iter();
    kinds.filter_map(|what| due(finances, what, period)).collect()
}

fn due(finances: &Finances, what: Dated, period: Month) -> Option<Due> {
    let register = what.register();
    let days = what.days(finances);
    let standing: Vec<(usize, Option<Month>)> = register
        .standing(finances, period.last_day())?
        .into_iter()
        .map(|at| (at, days.get(at).copied().flatten().map(Month::of)))
        .collect();
    let months = months(period);
    let last = *months.last()?;
    let sum = |is: &dyn Fn(Option<Month>) -> bool| {
        let rows: Vec<usize> = standing.iter().filter(|(_, day)| is(*day)).map(|(at, _)| *at).collect();
        register.sum(&rows)
    };
    // A rate without a day floats, which says when it is set anew; another amount without a day says nothing.
    let says = |day: &Option<Month>| day.is_some() || what == Dated::Fixing;
    standing.iter().any(|(_, day)| says(day)).then(|| Due {
        what,
        months: months.iter().map(|month| sum(&|day| day == Some(*month))).collect(),
        later: sum(&|day| day.is_some_and(|day| day > last)),
        undated: sum(&|day| day.is_none_or(|day| day <= period)),
    })
}
