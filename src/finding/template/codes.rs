//! What each problem of the templates is: its code, how severe it is, the field it is about, and whether the file itself
//! can be put right.

use super::{LostPart, TemplateProblem};
use crate::finding::Severity;

impl TemplateProblem {
    /// The digits of the finding's code.
    pub fn number(&self) -> u8 {
        match self {
            TemplateProblem::UnreadableFile { .. } => 1,
            TemplateProblem::NotATemplate => 2,
            TemplateProblem::WrongPeriod { .. } => 3,
            TemplateProblem::UnknownVersion { .. } => 4,
            TemplateProblem::OtherIssue { .. } => 5,
            TemplateProblem::NotIssued { .. } => 6,
            TemplateProblem::MarksDisagree { .. } => 7,
            TemplateProblem::SeveralFiles { .. } => 8,
            TemplateProblem::SameAnswerTwice { .. } => 9,
            TemplateProblem::NothingFilled { .. } => 10,
            TemplateProblem::FieldLost { .. } => 11,
            TemplateProblem::FoundByKey { .. } => 12,
            TemplateProblem::FieldsCollide { .. } => 13,
            TemplateProblem::FieldMoved { .. } => 14,
            TemplateProblem::FieldTwice { .. } => 15,
            TemplateProblem::NotAnAmount { .. } => 16,
            TemplateProblem::ReadAs { .. } => 17,
            TemplateProblem::WrongValue { .. } => 18,
            TemplateProblem::DateOutside { .. } => 19,
            TemplateProblem::TooLong { .. } => 20,
            TemplateProblem::Formula { .. } => 21,
            TemplateProblem::FormulaWithoutValue { .. } => 22,
            TemplateProblem::ExternalLink { .. } => 23,
            TemplateProblem::ErrorValue { .. } => 24,
            TemplateProblem::MissingAnswer { .. } => 25,
            TemplateProblem::MissingComment { .. } => 26,
            TemplateProblem::TkrOrKr { .. } => 27,
            TemplateProblem::OtherSign { .. } => 28,
            TemplateProblem::TinyAmount { .. } => 29,
            TemplateProblem::PercentOrShare { .. } => 30,
            TemplateProblem::SheetRenamed { .. } => 31,
            TemplateProblem::IssuedRegister { .. } => 32,
            TemplateProblem::NoAnswer { .. } => 33,
            TemplateProblem::AnsweredAlready { .. } => 34,
            TemplateProblem::PassedOver { .. } => 35,
            TemplateProblem::DetailsDiffer { .. } => 36,
            TemplateProblem::DateNumber { .. } => 37,
            TemplateProblem::Changed { .. } => 38,
            TemplateProblem::MoreChanged { .. } => 39,
            TemplateProblem::Beside { .. } => 40,
            TemplateProblem::MoreBeside { .. } => 41,
            TemplateProblem::FieldsLost { .. } => 42,
            TemplateProblem::FieldsFoundByKey { .. } => 43,
            TemplateProblem::PersonalNumber { .. } => 44,
            TemplateProblem::PersonWord { .. } => 45,
            TemplateProblem::WeakText { .. } => 46,
            TemplateProblem::ForecastEquals { .. } => 47,
            TemplateProblem::ForecastsAsBudget { .. } => 48,
            TemplateProblem::ValuesAsBefore { .. } => 49,
            TemplateProblem::FarOff { .. } => 50,
            TemplateProblem::OtherUnitsName { .. } => 51,
            TemplateProblem::OlderFile { .. } => 52,
            TemplateProblem::ContactDetails { .. } => 53,
            TemplateProblem::PersonName { .. } => 54,
            TemplateProblem::SmallEffect { .. } => 55,
            TemplateProblem::SheetInThousands { .. } => 56,
            TemplateProblem::RowsShifted { .. } => 57,
            TemplateProblem::Unprintable { .. } => 58,
            TemplateProblem::NoEarlierForecasts { .. } => 59,
        }
    }

    /// The layout is broken or is not the one that was handed out: the answers must go over to another file.
    pub fn needs_new_template(&self) -> bool {
        matches!(
            self,
            TemplateProblem::NotATemplate
                | TemplateProblem::WrongPeriod { .. }
                | TemplateProblem::UnknownVersion { .. }
                | TemplateProblem::OtherIssue { .. }
                | TemplateProblem::MarksDisagree { .. }
                | TemplateProblem::FieldLost { .. }
                | TemplateProblem::FieldsCollide { .. }
                | TemplateProblem::FieldMoved { .. }
                | TemplateProblem::RowsShifted { .. }
                | TemplateProblem::FieldsLost {
                    part: LostPart::Sheet | LostPart::Row | LostPart::Column,
                    ..
                }
        )
    }

    /// Is it told together with others of its kind by this one?
    pub fn told_by(&self, other: &TemplateProblem) -> bool {
        let scaled = matches!(self, TemplateProblem::TkrOrKr { meant: Some(_), .. });
        scaled && matches!(other, TemplateProblem::SheetInThousands { .. })
    }

    /// The field it is about; a test holds that every problem with a field tells it.
    pub fn field(&self) -> Option<&str> {
        match self {
            TemplateProblem::FieldLost { field, .. }
            | TemplateProblem::FoundByKey { field, .. }
            | TemplateProblem::FieldsCollide { field, .. }
            | TemplateProblem::FieldMoved { field, .. }
            | TemplateProblem::FieldTwice { field, .. }
            | TemplateProblem::NotAnAmount { field, .. }
            | TemplateProblem::DetailsDiffer { field, .. }
            | TemplateProblem::ReadAs { field, .. }
            | TemplateProblem::WrongValue { field, .. }
            | TemplateProblem::DateOutside { field, .. }
            | TemplateProblem::TooLong { field, .. }
            | TemplateProblem::Formula { field, .. }
            | TemplateProblem::FormulaWithoutValue { field, .. }
            | TemplateProblem::ExternalLink { field, .. }
            | TemplateProblem::ErrorValue { field, .. }
            | TemplateProblem::MissingAnswer { field, .. }
            | TemplateProblem::MissingComment { field, .. }
            | TemplateProblem::TkrOrKr { field, .. }
            | TemplateProblem::OtherSign { field, .. }
            | TemplateProblem::TinyAmount { field, .. }
            | TemplateProblem::DateNumber { field, .. }
            | TemplateProblem::Changed { field, .. }
            | TemplateProblem::PersonalNumber { field, .. }
            | TemplateProblem::PersonWord { field, .. }
            | TemplateProblem::WeakText { field, .. }
            | TemplateProblem::ForecastEquals { field, .. }
            | TemplateProblem::FarOff { field, .. }
            | TemplateProblem::ContactDetails { field, .. }
            | TemplateProblem::PersonName { field, .. }
            | TemplateProblem::SmallEffect { field, .. }
            | TemplateProblem::Unprintable { field, .. }
            | TemplateProblem::PercentOrShare { field, .. } => Some(field),
            _ => None,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            TemplateProblem::SameAnswerTwice { .. }
            | TemplateProblem::SheetRenamed { .. }
            | TemplateProblem::ForecastsAsBudget { .. }
            | TemplateProblem::ValuesAsBefore { .. }
            | TemplateProblem::OtherUnitsName { .. }
            | TemplateProblem::NoEarlierForecasts { .. }
            | TemplateProblem::PassedOver { .. } => Severity::Note,
            TemplateProblem::FoundByKey { .. }
            | TemplateProblem::ReadAs { .. }
            | TemplateProblem::Formula { .. }
            | TemplateProblem::MissingAnswer { .. }
            | TemplateProblem::MissingComment { .. }
            | TemplateProblem::NoAnswer { .. }
            | TemplateProblem::TinyAmount { .. }
            | TemplateProblem::DateNumber { .. }
            | TemplateProblem::Changed { .. }
            | TemplateProblem::MoreChanged { .. }
            | TemplateProblem::Beside { .. }
            | TemplateProblem::MoreBeside { .. }
            | TemplateProblem::FieldsFoundByKey { .. }
            | TemplateProblem::PersonWord { .. }
            | TemplateProblem::WeakText { .. }
            | TemplateProblem::ForecastEquals { .. }
            | TemplateProblem::FarOff { .. }
            | TemplateProblem::ContactDetails { .. }
            | TemplateProblem::PersonName { .. }
            | TemplateProblem::SmallEffect { .. }
            | TemplateProblem::Unprintable { .. }
            | TemplateProblem::OlderFile { .. } => Severity::Warning,
            TemplateProblem::UnreadableFile { .. }
            | TemplateProblem::NotATemplate
            | TemplateProblem::WrongPeriod { .. }
            | TemplateProblem::UnknownVersion { .. }
            | TemplateProblem::OtherIssue { .. }
            | TemplateProblem::NotIssued { .. }
            | TemplateProblem::MarksDisagree { .. }
            | TemplateProblem::SeveralFiles { .. }
            | TemplateProblem::NothingFilled { .. }
            | TemplateProblem::FieldLost { .. }
            | TemplateProblem::FieldsCollide { .. }
            | TemplateProblem::FieldMoved { .. }
            | TemplateProblem::FieldTwice { .. }
            | TemplateProblem::NotAnAmount { .. }
            | TemplateProblem::DetailsDiffer { .. }
            | TemplateProblem::WrongValue { .. }
            | TemplateProblem::DateOutside { .. }
            | TemplateProblem::TooLong { .. }
            | TemplateProblem::FormulaWithoutValue { .. }
            | TemplateProblem::ExternalLink { .. }
            | TemplateProblem::ErrorValue { .. }
            | TemplateProblem::TkrOrKr { .. }
            | TemplateProblem::OtherSign { .. }
            | TemplateProblem::PercentOrShare { .. }
            | TemplateProblem::AnsweredAlready { .. }
            | TemplateProblem::IssuedRegister { .. }
            | TemplateProblem::FieldsLost { .. }
            | TemplateProblem::SheetInThousands { .. }
            | TemplateProblem::RowsShifted { .. }
            | TemplateProblem::PersonalNumber { .. } => Severity::Fault,
        }
    }
}
