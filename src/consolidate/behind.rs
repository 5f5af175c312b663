//! What a figure rests on: how many times an amount counts in a query, looked up as the cube does.

use super::lookup::{Belongs, belongs, scopes};
use crate::domain::code::Code;
use crate::domain::fact::Subject;
use crate::domain::period::LedgerPeriod;
use crate::domain::query::{Basis, FactQuery, Query};
use crate::domain::registers::Registers;

/// How many times the outcome booked on a subject counts in a query: below zero where it is subtracted.
pub fn weight(registers: &Registers, query: &Query, subject: &Subject, period: LedgerPeriod) -> i128 {
    let belongs = belongs(registers, subject, period);
    let scopes = scopes(registers, belongs.unit.as_ref());
    weigh(query, &belongs, &scopes, period)
}

fn weigh(query: &Query, belongs: &Belongs, scopes: &[Option<Code>], period: LedgerPeriod) -> i128 {
    let all = |parts: &[Query]| parts.iter().map(|part| weigh(part, belongs, scopes, period)).sum::<i128>();
    match query {
        Query::Facts(one) => times(one, belongs, scopes, period),
        Query::Net { plus, minus } => all(plus) - all(minus),
        Query::Counted { .. } | Query::Given { .. } => 0,
    }
}

fn times(query: &FactQuery, belongs: &Belongs, scopes: &[Option<Code>], period: LedgerPeriod) -> i128 {
    let asked = query.basis == Basis::Outcome
        && query.span.contains(period)
        && query.internal.is_none_or(|only| only == belongs.internal)
        && scopes.contains(&query.org);
    let picks = belongs.picks.iter().filter(|pick| asked && **pick == query.pick);
    picks.map(|_| 1).sum()
}

/// Whether all of a query is asked of the facts: what a register gives has no rows behind it.
pub fn is_booked(query: &Query) -> bool {
    match query {
        Query::Facts(_) => true,
        Query::Net { plus, minus } => plus.iter().chain(minus).all(is_booked),
        Query::Counted { .. } | Query::Given { .. } => false,
    }
}
