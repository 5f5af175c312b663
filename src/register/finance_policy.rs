//! Finanspolicy, Avsteg, Lån, Placeringar, Utlåning, Borgen and Likviditet.

use rust_decimal::Decimal;

use super::read::Desk;
use super::schema::MEASURES;
use super::table::Row;
use crate::domain::finance_policy::{Departure, Finances, Holding, Limit, Liquidity, Loan, Measure, Term};
use crate::domain::goal::Condition;
use crate::domain::money::Money;
use crate::domain::period::{Date, Validity};
use crate::finding::RegisterProblem;

const LIMITS: &str = "Finanspolicy";
const LOANS: &str = "Lån";
const LIQUIDITY: &str = "Likviditet";
const UPPER: &str = "Övre gräns";
const RATE: &str = "Ränta";
/// Registers of amounts, the column that names whose each is, and the one that says the first day.
const HOLDINGS: [Columns; 3] = [
    Columns { table: "Placeringar", party: "Motpart", detail: "Slag", begins: Some("Datum") },
    Columns { table: "Utlåning", party: "Låntagare", detail: "Ändamål", begins: None },
    Columns { table: "Borgen", party: "Borgen för", detail: "Långivare", begins: None },
];
/// Columns of amounts, none of which is below zero.
const AMOUNTS: [(&str, &str); 8] = [
    (LOANS, "Belopp"),
    ("Placeringar", "Belopp"),
    ("Utlåning", "Belopp"),
    ("Borgen", "Belopp"),
    (LIQUIDITY, "Kassa och bank"),
    (LIQUIDITY, "Checkkredit"),
    (LIQUIDITY, "Utnyttjad checkkredit"),
    (LIQUIDITY, "Övriga likvida medel"),
];
/// Dates of a row, of which the first is not after the second.
const IN_ORDER: [(&str, &str, &str); 3] = [
    (LOANS, "Upptaget", "Förfaller"),
    (LOANS, "Räntan bunden till", "Förfaller"),
    ("Placeringar", "Datum", "Förfaller"),
];
/// A yearly rate below this, in per cent, is most likely a fraction: 0,0125 for 1,25 %.
const LEAST_RATE: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

struct Columns {
    table: &'static str,
    party: &'static str,
    detail: &'static str,
    begins: Option<&'static str>,
}

/// A finding, with the table, row and column it stands in.
type Found = (&'static str, u32, &'static str, RegisterProblem);

pub(super) fn read(desk: &mut Desk) -> Finances {
    let mut found = Vec::new();
    for (table, column) in AMOUNTS {
        found.extend(desk.rows(table).iter().filter_map(|row| negative(table, row, column)));
    }
    for (table, earlier, later) in IN_ORDER {
        found.extend(desk.rows(table).iter().filter_map(|row| turned(table, row, earlier, later)));
    }
    found
        .extend(desk.rows(LIMITS).iter().filter_map(|row| Some((LIMITS, row.number, UPPER, interval(row)?))));
    found.extend(desk.rows(LIMITS).iter().flat_map(fraction));
    found.extend(desk.rows(LOANS).iter().filter_map(low_rate));
    found.extend(desk.rows(LIQUIDITY).iter().filter_map(above_credit));
    let of_measure = |row: &Row| Some(measure_word(row.choice("Mått", Measure::ALL)?));
    found.extend(at_the_same_time(LIMITS, "Mått", desk.rows(LIMITS), of_measure));
    found.extend(at_the_same_time(LOANS, "Lån", desk.rows(LOANS), |row| Some(row.code("Lån")?.to_string())));
    for (table, row, column, problem) in found {
        desk.fault(table, row, column, problem);
    }
    let [placements, lending, guarantees] = HOLDINGS.map(|columns| holdings(desk, &columns));
    Finances {
        limits: desk.rows(LIMITS).iter().filter_map(limit).collect(),
        departures: desk.rows("Avsteg").iter().filter_map(departure).collect(),
        loans: desk.rows(LOANS).iter().filter_map(loan).collect(),
        placements,
        lending,
        guarantees,
        liquidity: desk.rows(LIQUIDITY).iter().filter_map(liquidity).collect(),
    }
}

fn limit(row: &Row) -> Option<Limit> {
    Some(Limit {
        measure: row.choice("Mått", Measure::ALL)?,
        condition: condition(row)?,
        limit: row.number("Gräns")?,
        decision: row.words("Beslut"),
        validity: row.validity(),
        at: row.at(),
    })
}

fn departure(row: &Row) -> Option<Departure> {
    Some(Departure {
        from: row.month("Period")?,
        measure: row.choice("Mått", Measure::ALL)?,
        cause: row.text("Orsak")?,
        action: row.text("Åtgärd")?,
        decision: row.words("Beslut"),
        at: row.at(),
    })
}

/// The register's conditions; `None` stands for an interval, whose upper limit is in a column of its own.
const CONDITIONS: &[Option<Condition>] = &[Some(Condition::AtLeast), Some(Condition::AtMost), None];

fn condition(row: &Row) -> Option<Condition> {
    row.choice("Villkor", CONDITIONS)?.or_else(|| row.number(UPPER).map(Condition::UpTo))
}

fn loan(row: &Row) -> Option<Loan> {
    let raised = row.date("Upptaget")?;
    Some(Loan {
        code: row.code("Lån")?,
        lender: row.text("Långivare")?,
        amount: row.amount("Belopp")?,
        term: Term { due: Some(row.date("Förfaller")?), ..term(row, Some(raised)) },
        rate: row.number(RATE)?,
        fixed_until: row.date("Räntan bunden till"),
    })
}

fn holdings(desk: &Desk, columns: &Columns) -> Vec<Holding> {
    let read = |row: &Row| {
        let begins = columns.begins.and_then(|column| row.date(column));
        Some(Holding {
            party: row.text(columns.party)?,
            detail: row.words(columns.detail),
            amount: row.amount("Belopp")?,
            term: term(row, begins),
        })
    };
    desk.rows(columns.table).iter().filter_map(read).collect()
}

/// The row's time, which does not begin before the amount itself.
fn term(row: &Row, begins: Option<Date>) -> Term {
    let Validity { from, to } = row.validity();
    Term { begins: from.max(begins), ends: to, due: row.date("Förfaller") }
}

fn liquidity(row: &Row) -> Option<Liquidity> {
    Some(Liquidity {
        month: row.month("Månad")?,
        cash: row.amount("Kassa och bank")?,
        credit: row.amount("Checkkredit"),
        credit_used: row.amount("Utnyttjad checkkredit"),
        other: row.amount("Övriga likvida medel"),
    })
}

fn negative(table: &'static str, row: &Row, column: &'static str) -> Option<Found> {
    let amount = row.amount(column).filter(|amount| *amount < Money::ZERO)?;
    let problem = RegisterProblem::NegativeAmount { table: table.into(), column: column.into(), amount };
    Some((table, row.number, column, problem))
}

fn turned(table: &'static str, row: &Row, earlier: &'static str, later: &'static str) -> Option<Found> {
    let (first, last) = (row.date(earlier)?, row.date(later)?);
    let problem = || RegisterProblem::TurnedDates {
        earlier: earlier.into(),
        first: first.to_string(),
        later: later.into(),
        last: last.to_string(),
    };
    (last < first).then(|| (table, row.number, earlier, problem()))
}

/// An interval without an upper limit or with one below the lower; an upper limit of what is no interval.
fn interval(row: &Row) -> Option<RegisterProblem> {
    let within = row.choice("Villkor", CONDITIONS)?.is_none();
    match (within, row.number("Gräns"), row.number(UPPER)) {
        (true, _, None) => Some(RegisterProblem::MissingValue { table: LIMITS.into(), column: UPPER.into() }),
        (true, Some(from), Some(to)) if to < from => Some(RegisterProblem::TurnedInterval { from, to }),
        (false, _, Some(to)) => Some(RegisterProblem::LimitOfNothing { to }),
        _ => None,
    }
}

/// 0,95 where the measure is in per cent.
fn fraction(row: &Row) -> Vec<Found> {
    let share = row.choice("Mått", Measure::ALL).is_some_and(Measure::is_share);
    let read = ["Gräns", UPPER].into_iter().filter_map(|column| Some((column, row.number(column)?)));
    let low = read.filter(|(_, found)| share && *found > Decimal::ZERO && *found <= Decimal::ONE);
    low.map(|(column, found)| (LIMITS, row.number, column, RegisterProblem::FractionForPercent { found }))
        .collect()
}

fn low_rate(row: &Row) -> Option<Found> {
    let found = row.number(RATE).filter(|rate| *rate > Decimal::ZERO && *rate < LEAST_RATE)?;
    Some((LOANS, row.number, RATE, RegisterProblem::FractionForPercent { found }))
}

fn above_credit(row: &Row) -> Option<Found> {
    let used = row.amount("Utnyttjad checkkredit")?;
    let credit = row.amount("Checkkredit").unwrap_or_default();
    let problem = RegisterProblem::UsedAboveCredit { used, credit };
    (used > credit).then_some((LIQUIDITY, row.number, "Utnyttjad checkkredit", problem))
}

/// Rows of the same subject that hold on a common day: each is told of the first it meets.
fn at_the_same_time(
    table: &'static str,
    column: &'static str,
    rows: &[Row],
    subject: impl Fn(&Row) -> Option<String>,
) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let Some(own) = subject(row) else { continue };
        let same = |earlier: &&Row| {
            subject(earlier).as_ref() == Some(&own) && earlier.validity().overlaps(row.validity())
        };
        if let Some(first) = rows.iter().take(at).find(same) {
            let problem =
                RegisterProblem::RowsAtTheSameTime { table: table.into(), key: own, first_row: first.number };
            found.push((table, row.number, column, problem));
        }
    }
    found
}

fn measure_word(measure: Measure) -> String {
    let at = Measure::ALL.iter().position(|known| *known == measure);
    at.and_then(|at| MEASURES.get(at)).map(ToString::to_string).unwrap_or_default()
}
