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

/// The loans' capital that falls due in the twelve months after a period; `None` as for [`calendar`].
pub fn loans_due_within_a_year(finances: &Finances, period: Month) -> Option<Query> {
    due(finances, Dated::Capital, period).map(|due| Query::sum(due.months))
}

fn due(finances: &Finances, what: Dated, period: Month) -> Option<Due> {
    let standing = Standing::of(finances, what, period)?;
    let months = months(period);
    let last = *months.last()?;
    // A rate without a day floats, which says when it is set anew; another amount without a day says nothing.
    let says = |day: &Option<Month>| day.is_some() || what == Dated::Fixing;
    standing.rows.iter().any(|(_, day)| says(day)).then(|| Due {
        what,
        months: months.iter().map(|month| standing.sum(&|day| day == Some(*month))).collect(),
        later: standing.sum(&|day| day.is_some_and(|day| day > last)),
        undated: standing.sum(&|day| day.is_none_or(|day| day <= period)),
    })
}

/// What stands of a register at the end of a month, each row with the month it falls due in.
struct Standing {
    register: Register,
    rows: Vec<(usize, Option<Month>)>,
}

impl Standing {
    fn of(finances: &Finances, what: Dated, period: Month) -> Option<Standing> {
        let (register, days) = (what.register(), what.days(finances));
        let standing = register.standing(finances, period.last_day())?.into_iter();
        let rows = standing.map(|at| (at, days.get(at).copied().flatten().map(Month::of))).collect();
        Some(Standing { register, rows })
    }

    /// The sum of the rows whose month is asked for.
    fn sum(&self, is: &dyn Fn(Option<Month>) -> bool) -> Query {
        let rows: Vec<usize> = self.rows.iter().filter(|(_, day)| is(*day)).map(|(at, _)| *at).collect();
        self.register.sum(&rows)
    }
}

/// The loans by the year in which their capital falls due and the year in which their rate is set anew.
pub struct ByYear {
    /// From the year of the month after the period on.
    pub years: Vec<DueInYear>,
    pub later: DueInYear,
    /// Without a day, or with one that has passed: a floating rate.
    pub undated: DueInYear,
}

pub struct DueInYear {
    pub year: i32,
    pub capital: Query,
    pub fixing: Query,
}

/// So many years are told one by one.
const YEARS: i32 = 10;

/// Nothing of loans that all lack a day.
pub fn by_year(finances: &Finances, period: Month) -> Option<ByYear> {
    let capital = Standing::of(finances, Dated::Capital, period)?;
    let fixing = Standing::of(finances, Dated::Fixing, period)?;
    let days = capital.rows.iter().chain(&fixing.rows).filter_map(|(_, day)| *day);
    let first = period.next().year;
    let last = days.filter(|day| *day > period).map(|day| day.year).max()?.min(first + YEARS - 1);
    let of = |year: i32, is: &dyn Fn(Option<Month>) -> bool| DueInYear {
        year,
        capital: capital.sum(is),
        fixing: fixing.sum(is),
    };
    let within = |year: i32| of(year, &|day| day.is_some_and(|day| day > period && day.year == year));
    Some(ByYear {
        years: (first..=last).map(within).collect(),
        later: of(last, &|day| day.is_some_and(|day| day.year > last)),
        undated: of(last, &|day| day.is_none_or(|day| day <= period)),
    })
}
