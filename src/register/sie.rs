//! The profile `sie` of Exporter: which dimension of a SIE file is which code, and whether its budget is read.

use super::read::Desk;
use super::schema::{self, SIE_DIMENSIONS as FIELDS};
use crate::domain::sie::SieSettings;
use crate::finding::{Expected, RegisterProblem};

const TABLE: &str = "Exporter";

pub(super) fn read(desk: &mut Desk) -> SieSettings {
    let mut dimensions = Vec::new();
    let mut budget = false;
    let mut wrong = Vec::new();
    for row in
        desk.rows(TABLE).iter().filter(|row| row.text("Profil").as_deref() == Some(schema::SIE_PROFILE))
    {
        let (Some(word), Some(text)) = (row.choice("Fält", schema::EXPORT_FIELDS), row.text("Kolumn"))
        else {
            continue;
        };
        let field = FIELDS.iter().find(|(known, _)| *known == word).map(|(_, field)| *field);
        match (word, field) {
            ("budget", _) => match text.to_lowercase().as_str() {
                "ja" => budget = true,
                "nej" => budget = false,
                _ => wrong.push((row.number, text, Expected::YesNo)),
            },
            (_, Some(field)) => match numbers(&text) {
                Some(numbers) => dimensions.push((field, numbers)),
                None => wrong.push((row.number, text, Expected::Dimensions)),
            },
            (_, None) => wrong.push((row.number, text, Expected::Choice(words()))),
        }
    }
    for (row, found, expected) in wrong {
        let column = if matches!(expected, Expected::Choice(_)) { "Fält" } else { "Kolumn" };
        let problem =
            RegisterProblem::WrongValue { table: TABLE.into(), column: column.into(), found, expected };
        desk.fault(TABLE, row, column, problem);
    }
    SieSettings::new(dimensions, budget)
}

/// What the profile may name.
fn words() -> Vec<String> {
    FIELDS.iter().map(|(word, _)| *word).chain(["budget"]).map(str::to_string).collect()
}

/// `1`, `21; 1`, or the word for none.
fn numbers(text: &str) -> Option<Vec<String>> {
    if text.to_lowercase() == schema::NONE {
        return Some(Vec::new());
    }
    let numbers: Vec<String> = text.split([';', ',']).map(|number| number.trim().to_string()).collect();
    let whole = |number: &String| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    numbers.iter().all(whole).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn dimension_numbers_are_read_in_their_order() {
        assert_eq!(numbers("21; 1"), Some(vec!["21".to_string(), "1".to_string()]));
        assert_eq!(numbers("Inget"), Some(Vec::new()));
        for wrong in ["", "kst", "1;", "1 2"] {
            assert_eq!(numbers(wrong), None, "{wrong}");
        }
    }
}
