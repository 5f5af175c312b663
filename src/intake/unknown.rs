//! Why a code of a row is in no register.

use super::lost_zeros;
use crate::domain::code::Code;
use crate::domain::period::Month;
use crate::domain::registers::Registers;
use crate::domain::settings::ExportField;
use crate::finding::WhyUnknown;

pub fn ansvar(registers: &Registers, code: &Code, month: Month) -> WhyUnknown {
    match registers.org.missed(code, month) {
        Some(missed) => WhyUnknown::OtherTime(missed),
        None => unheard_of(registers, code, ExportField::Ansvar),
    }
}

/// Of an account on internal rows, or external.
pub fn account(registers: &Registers, code: &Code, internal: bool, month: Month) -> WhyUnknown {
    if registers.accounts.row(code, !internal, month.year).is_some() {
        return WhyUnknown::OnlyInternal(!internal);
    }
    match registers.accounts.missed(code, internal, month) {
        Some(missed) => WhyUnknown::OtherTime(missed),
        None => unheard_of(registers, code, ExportField::Account),
    }
}

fn unheard_of(registers: &Registers, code: &Code, field: ExportField) -> WhyUnknown {
    if code.as_str().is_empty() {
        return WhyUnknown::Empty;
    }
    match lost_zeros::meant(code.as_str(), field, registers) {
        meant if meant.is_empty() => WhyUnknown::Nowhere,
        meant => WhyUnknown::ZerosLost(meant),
    }
}
