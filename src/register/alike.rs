//! What is most likely a slip of the pen, and fits every rule of its table: a name that is nearly another one of its column
//! makes a group of its own in reports, and a code that Excel has made a number of is another code.

use std::collections::BTreeMap;

use super::read::Desk;
use super::schema::{self, Kind};
use crate::finding::RegisterProblem;

/// The columns of names that rows are gathered by, and that no list of words or other table holds.
const GATHERED_BY: &[(&str, &str)] = &[
    ("Konton", "Kostnadsslag"),
    ("Konton", "Notrad"),
    ("Investeringar", "Kategori"),
    ("Lån", "Långivare"),
    ("Placeringar", "Motpart"),
    ("Organisation", "Nivå"),
];

/// Shorter words that differ by a letter are seldom the same word.
const SHORTEST: usize = 6;

/// A value with the rows that hold it, in order.
type Values = BTreeMap<String, Vec<u32>>;

pub(super) fn check(desk: &mut Desk) {
    let mut found = Vec::new();
    for (table, column) in GATHERED_BY {
        let named = nearly_another(&values(desk, table, column));
        found.extend(named.into_iter().map(|(row, name, other, rows)| {
            let (table_name, column_name) = ((*table).to_string(), (*column).to_string());
            let problem = RegisterProblem::NearlyAnotherName {
                table: table_name,
                column: column_name,
                name,
                other,
                rows,
            };
            (*table, *column, row, problem)
        }));
    }
    for table in schema::TABLES {
        for column in table.columns.iter().filter(|column| column.kind == Kind::Code) {
            let short = zeros_lost(&values(desk, table.name, column.name));
            found.extend(short.into_iter().map(|(row, code, meant)| {
                let (table_name, column_name) = (table.name.to_string(), column.name.to_string());
                let problem =
                    RegisterProblem::ZerosLost { table: table_name, column: column_name, code, meant };
                (table.name, column.name, row, problem)
            }));
        }
    }
    for (table, column, row, problem) in found {
        desk.fault(table, row, column, problem);
    }
}

fn values(desk: &Desk, table: &str, column: &str) -> Values {
    let mut values = Values::new();
    for row in desk.rows(table) {
        let value = row.shown(column);
        if !value.is_empty() {
            values.entry(value).or_default().push(row.number);
        }
    }
    values
}

/// First row and name of each that is nearly another name on more rows, or on as many that begin earlier; the other name,
/// and on how many rows it stands.
fn nearly_another(values: &Values) -> Vec<(u32, String, String, usize)> {
    let weight = |rows: &Vec<u32>| (rows.len(), std::cmp::Reverse(rows.first().copied()));
    let mut found = Vec::new();
    for (name, rows) in values {
        let heavier = values.iter().filter(|(other, more)| weight(more) > weight(rows) && alike(name, other));
        let heaviest = heavier.max_by_key(|(_, more)| weight(more));
        let first = rows.first().copied().unwrap_or_default();
        found.extend(heaviest.map(|(other, more)| (first, name.clone(), other.clone(), more.len())));
    }
    found
}

/// Whether two names are the same but for capitals, or one letter of one long word.
fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let (words, others): (Vec<&str>, Vec<&str>) =
        (one.split_whitespace().collect(), other.split_whitespace().collect());
    let apart: Vec<_> = words.iter().zip(&others).filter(|(word, other)| word != other).collect();
    let is_long =
        |word: &str| word.chars().count() >= SHORTEST && !word.contains(|c: char| c.is_ascii_digit());
    words.len() == others.len()
        && match apart.as_slice() {
            [] => true,
            [(word, other)] => is_long(word) && is_long(other) && strsim::osa_distance(word, other) == 1,
            _ => false,
        }
}

/// First row of each code of digits that is shorter than all others of its column, where some of those begin with a zero; and
/// the code with zeros in front.
fn zeros_lost(values: &Values) -> Vec<(u32, String, String)> {
    let digits = |code: &&String| code.bytes().all(|byte| byte.is_ascii_digit());
    let length = values.keys().filter(digits).filter(|code| code.starts_with('0')).map(String::len).max();
    let Some(length) = length else { return Vec::new() };
    if values.keys().filter(digits).any(|code| code.len() > length) {
        return Vec::new();
    }
    let short = values.iter().filter(|(code, _)| digits(code) && code.len() < length);
    short
        .map(|(code, rows)| {
            (rows.first().copied().unwrap_or_default(), code.clone(), format!("{code:0>length$}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Values, alike, nearly_another, zeros_lost};

    #[test]
    fn one_letter_of_a_long_word_is_a_slip_and_a_name_of_its_own_is_not() {
        for (one, other) in [
            ("Personalkosnader", "Personalkostnader"),
            ("Nämndrelaterade kostander", "Nämndrelaterade kostnader"),
            ("Långivaren A", "Långivare A"),
            ("personalkostnader", "Personalkostnader"),
        ] {
            assert!(alike(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("Långivare A", "Långivare B"),
            ("Interna intäkter", "Externa intäkter"),
            ("Lån", "Län"),
            ("Förskola 12", "Förskola 13"),
            ("Räntor på lån", "Räntor"),
        ] {
            assert!(!alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn the_name_on_fewer_rows_is_told_and_of_as_many_the_later() {
        let values = |of: &[(&str, &[u32])]| -> Values {
            of.iter().map(|(name, rows)| ((*name).to_string(), rows.to_vec())).collect()
        };
        let two = values(&[("Kostnader", &[2, 3]), ("Kostnadr", &[7])]);
        assert_eq!(nearly_another(&two), [(7, "Kostnadr".into(), "Kostnader".into(), 2)]);
        let even = values(&[("Kostnader", &[9]), ("Kostnadr", &[7])]);
        assert_eq!(nearly_another(&even), [(9, "Kostnader".into(), "Kostnadr".into(), 1)]);
    }

    #[test]
    fn a_short_code_among_codes_with_zeros_has_lost_its_own() {
        let values = |codes: &[&str]| -> Values {
            (1..).zip(codes).map(|(row, code)| ((*code).to_string(), vec![row])).collect()
        };
        assert_eq!(zeros_lost(&values(&["013", "13", "210"])), [(2, "13".into(), "013".into())]);
        assert!(zeros_lost(&values(&["13", "210"])).is_empty(), "no code begins with a zero");
        assert!(zeros_lost(&values(&["013", "KS"])).is_empty(), "letters are no number");
        assert!(zeros_lost(&values(&["01", "1000", "13"])).is_empty(), "codes of several lengths");
    }
}
