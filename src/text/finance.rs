//! Words of the finance policy: its measures, limits and what they lack.

use rust_decimal::Decimal;

use super::finding::with_capital;
use super::format::{number, unrounded};
use super::phrase::{filled, phrase};
use super::report::month_name;
use crate::domain::finance_policy::{Lack, LimitState, Matter, Measure, Since, Unit};
use crate::domain::goal::Condition;
use crate::domain::wording::Wording;

/// A measure's name without its unit, as it stands in a sentence.
pub fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Debt => phrase("finansmått.låneskuld"),
        Measure::DebtPerInhabitant => phrase("finansmått.låneskuld_invånare"),
        Measure::FrameUsed => phrase("finansmått.låneram"),
        Measure::DueWithinYear => phrase("finansmått.kapitalförfall"),
        Measure::CapitalBinding => phrase("finansmått.kapitalbindning"),
        Measure::FixingTime => phrase("finansmått.räntebindning"),
        Measure::FixingWithinYear => phrase("finansmått.ränteförfall"),
        Measure::AverageRate => phrase("finansmått.ränta"),
        Measure::LargestLender => phrase("finansmått.långivare"),
        Measure::LargestCounterparty => phrase("finansmått.motpart"),
        Measure::LiquidityReserve => phrase("finansmått.likviditetsreserv"),
        Measure::LiquidityDays => phrase("finansmått.likviditet_dagar"),
        Measure::CreditUsed => phrase("finansmått.checkkredit"),
        Measure::Lending => phrase("finansmått.utlåning"),
        Measure::Placements => phrase("finansmått.placeringar"),
        Measure::Guarantees => phrase("finansmått.borgen"),
        Measure::GuaranteesPerInhabitant => phrase("finansmått.borgen_invånare"),
    }
}

/// How a measure is computed.
pub fn formula(wording: &Wording, measure: Measure) -> &str {
    match measure {
        Measure::Debt => wording.text("finansformel.låneskuld"),
        Measure::DebtPerInhabitant => wording.text("finansformel.låneskuld_invånare"),
        Measure::FrameUsed => wording.text("finansformel.låneram"),
        Measure::DueWithinYear => wording.text("finansformel.kapitalförfall"),
        Measure::CapitalBinding => wording.text("finansformel.kapitalbindning"),
        Measure::FixingTime => wording.text("finansformel.räntebindning"),
        Measure::FixingWithinYear => wording.text("finansformel.ränteförfall"),
        Measure::AverageRate => wording.text("finansformel.ränta"),
        Measure::LargestLender => wording.text("finansformel.långivare"),
        Measure::LargestCounterparty => wording.text("finansformel.motpart"),
        Measure::LiquidityReserve => wording.text("finansformel.likviditetsreserv"),
        Measure::LiquidityDays => wording.text("finansformel.likviditet_dagar"),
        Measure::CreditUsed => wording.text("finansformel.checkkredit"),
        Measure::Lending => wording.text("finansformel.utlåning"),
        Measure::Placements => wording.text("finansformel.placeringar"),
        Measure::Guarantees => wording.text("finansformel.borgen"),
        Measure::GuaranteesPerInhabitant => wording.text("finansformel.borgen_invånare"),
    }
}

/// A unit as it stands after a number.
fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Mkr => phrase("finansenhet.mkr"),
        Unit::Kr => phrase("finansenhet.kr"),
        Unit::Percent => phrase("finansenhet.procent"),
        Unit::Years => phrase("finansenhet.år"),
        Unit::Days => phrase("finansenhet.dagar"),
    }
}

/// "Låneskuld per invånare, kr".
pub fn measure_with_unit(of: Measure) -> String {
    with_capital(&filled("finansmått.med_enhet", &[("mått", measure(of)), ("enhet", unit(of.unit()))]))
}

/// "61,4 %".
pub fn value(of: Measure, value: Decimal) -> String {
    format!("{}\u{a0}{}", number(value, of.decimals()), unit(of.unit()))
}

/// "minst 50", "högst 60", "2–4": as exact as it is decided.
pub fn limit(condition: Condition, limit: Decimal) -> String {
    let shown = |number: Decimal| unrounded(number.normalize());
    match condition {
        Condition::UpTo(last) => {
            filled("gräns.intervall", &[("från", &shown(limit)), ("till", &shown(last))])
        }
        Condition::AtMost | Condition::LessThan => filled("gräns.högst", &[("värde", &shown(limit))]),
        _ => filled("gräns.minst", &[("värde", &shown(limit))]),
    }
}

/// As [`limit`], with the measure's unit.
pub fn limit_with_unit(of: Measure, condition: Condition, decided: Decimal) -> String {
    format!("{}\u{a0}{}", limit(condition, decided), unit(of.unit()))
}

/// "sedan maj 2020".
pub fn since(since: Since) -> String {
    let month = month_name(since.month);
    if since.open {
        filled("gräns.åtminstone_sedan", &[("månad", &month)])
    } else {
        filled("gräns.sedan", &[("månad", &month)])
    }
}

pub fn state(state: LimitState) -> &'static str {
    match state {
        LimitState::Held => phrase("gräns.inom"),
        LimitState::Breached => phrase("gräns.bryts"),
        LimitState::NotMeasured => phrase("gräns.ej_mätt"),
    }
}

/// Why a measure has no value.
pub fn lack(lack: Lack) -> &'static str {
    match lack {
        Lack::Loans => phrase("underlag.lån"),
        Lack::Placements => phrase("underlag.placeringar"),
        Lack::Lending => phrase("underlag.utlåning"),
        Lack::Guarantees => phrase("underlag.borgen"),
        Lack::Liquidity => phrase("underlag.likviditet"),
        Lack::CreditUsed => phrase("underlag.checkkredit"),
        Lack::Inhabitants => phrase("underlag.invånare"),
        Lack::Frame => phrase("underlag.låneram"),
        Lack::Ledger => phrase("underlag.bokföring"),
        Lack::NothingHeld => phrase("underlag.inget"),
    }
}

/// What is reconciled to the balance sheet.
pub fn matter(matter: Matter) -> &'static str {
    match matter {
        Matter::Loans => phrase("avstämd.lån"),
        Matter::Guarantees => phrase("avstämd.borgen"),
        Matter::Cash => phrase("avstämd.kassa"),
    }
}
