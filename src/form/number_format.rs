//! How numbers look in a template: the cells that are handed out, the fields to fill in, and a field that gets its look
//! back when it is marked.

use super::kind::Kind;
use super::sheet::Show;
use crate::domain::money::KronorUnit;

const DATE: &str = "yyyy\\-mm\\-dd";
const TEXT: &str = "@";

/// Of a field; a choice has none of its own.
pub fn of_field(kind: &Kind, show: Show) -> Option<String> {
    match kind {
        Kind::Amount { unit, .. } if show == Show::Signed => Some(signed(*unit)),
        Kind::Amount { unit, .. } => Some(amount(*unit)),
        Kind::Number { decimals, .. } => Some(number(*decimals)),
        Kind::Date { .. } => Some(DATE.to_string()),
        // As text: "- färre vikarier" must not be taken for a formula.
        Kind::Text { .. } => Some(TEXT.to_string()),
        Kind::Choice { .. } => None,
    }
}

pub fn amount(unit: KronorUnit) -> String {
    number(decimals(unit))
}

/// Always with its sign.
pub fn signed(unit: KronorUnit) -> String {
    let part = decimal_part(decimals(unit));
    format!("+#,##0{part};\"−\"#,##0{part};0{part}")
}

pub fn number(decimals: u8) -> String {
    let part = decimal_part(decimals);
    format!("#,##0{part};\"−\"#,##0{part}")
}

/// Decimals an amount is shown with: whole kronor, and the hundreds that a person types in tkr.
fn decimals(unit: KronorUnit) -> u8 {
    match unit {
        KronorUnit::Kr => 0,
        KronorUnit::Tkr => 1,
    }
}

fn decimal_part(decimals: u8) -> String {
    if decimals == 0 { String::new() } else { format!(".{}", "0".repeat(usize::from(decimals))) }
}
