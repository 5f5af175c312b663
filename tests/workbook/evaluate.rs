//! A small evaluator of the formulas the writer makes, in exact decimals: `ROUND(a-b,n)`, `ROUND(SUM(…)-SUM(…),n)`, with
//! `IF(COUNT(…)=0,"",…)` round them. Anything else fails the test.

use rust_decimal::{Decimal, RoundingStrategy};
use uppfolj::raw::{RawSheet, RawValue};

/// The value a cell with this formula has; `None` is the empty text.
pub fn formula(sheet: &RawSheet, formula: &str) -> Option<RawValue> {
    if let Some(guarded) = formula.strip_prefix("IF(COUNT(") {
        let (counted, rest) = guarded.split_once(")=0,\"\",").expect("a guard");
        if numbers(sheet, counted).is_empty() {
            return None;
        }
        return self::formula(sheet, rest.strip_suffix(')').expect("the guard's end"));
    }
    let inner = formula.strip_prefix("ROUND(").and_then(|rest| rest.strip_suffix(')')).expect("ROUND");
    let (sum, decimals) = inner.rsplit_once(',').expect("decimals");
    let away = RoundingStrategy::MidpointAwayFromZero;
    let value = terms(sheet, sum).round_dp_with_strategy(decimals.parse().expect("a number"), away);
    Some(RawValue::Number(value.normalize()))
}

fn terms(sheet: &RawSheet, text: &str) -> Decimal {
    let mut sum = Decimal::ZERO;
    let mut rest = text;
    while !rest.is_empty() {
        let (sign, unsigned) = match rest.strip_prefix('-') {
            Some(unsigned) => (-Decimal::ONE, unsigned),
            None => (Decimal::ONE, rest.strip_prefix('+').unwrap_or(rest)),
        };
        let end = match unsigned.strip_prefix("SUM(") {
            Some(_) => unsigned.find(')').expect("the sum's end") + 1,
            None => unsigned.find(['+', '-']).unwrap_or(unsigned.len()),
        };
        let (term, after) = unsigned.split_at(end);
        let cells = term.strip_prefix("SUM(").map_or(term, |inner| inner.trim_end_matches(')'));
        sum += sign * numbers(sheet, cells).into_iter().sum::<Decimal>();
        rest = after;
    }
    sum
}

/// The numbers in `B5,B7:B9`.
fn numbers(sheet: &RawSheet, cells: &str) -> Vec<Decimal> {
    let mut found = Vec::new();
    for range in cells.split(',') {
        let (from, to) = range.split_once(':').unwrap_or((range, range));
        let ((first, column), (last, _)) = (address(from), address(to));
        for row in first..=last {
            if let Some(RawValue::Number(number)) = sheet.cells.get(&(row, column)) {
                found.push(*number);
            }
        }
    }
    found
}

fn address(cell: &str) -> (u32, u32) {
    let digits = cell.find(|c: char| c.is_ascii_digit()).expect("a row");
    let (letters, row) = cell.split_at(digits);
    let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    (row.parse().expect("a row"), column)
}
