//! Sentences for exports that do not keep to their contract, and for what is left out of them by rule.

use rust_decimal::Decimal;

use super::ledger::number;
use super::{Told, column_letters, listed, quoted};
use crate::text::format::unrounded;

pub(super) fn unclear_amount(found: &str, readings: &[Decimal]) -> Told {
    let reading = |value: &Decimal| format!("{} kr", unrounded(*value));
    let readings: Vec<String> = readings.iter().map(reading).collect();
    let said = match readings.as_slice() {
        [one] => format!("Beloppet {} är {one} bara med ett annat skrivsätt än profilens.", quoted(found)),
        several => format!("Beloppet {} kan läsas som {}.", quoted(found), several.join(" eller ")),
    };
    Told::new(
        said,
        "tal skrivna så som profilen i tabellen Exporter anger, så att de bara kan läsas på ett sätt.",
        "Kontrollera profilens decimaltecken, tusentalstecken, parentes och decimaler. Kommandot uppfolj tolka visar \
         hur filens tal är skrivna. Är det bara det här beloppet som avviker, rätta det i exporten.",
    )
}

pub(super) fn doubled_column(heading: &str, columns: &[usize]) -> Told {
    let named = |column: &usize| {
        let letters = u32::try_from(*column).map(column_letters).unwrap_or_default();
        format!("{column} ({letters})")
    };
    let columns: Vec<String> = columns.iter().map(named).collect();
    Told::new(
        format!("Rubriken {} står över kolumnerna {}.", quoted(heading), listed(&columns)),
        "varje rubrik som profilen anger en enda gång; annars går det inte att veta vilken kolumn som menas.",
        "Ge kolumnerna olika rubriker i exporten, och skriv den rätta i tabellen Exporter.",
    )
}

pub(super) fn codes_with_names(cells: u64, first: &str, code: &str) -> Told {
    let others = if cells > 1 { format!(", och {} olika till", number(cells - 1)) } else { String::new() };
    Told::new(
        format!("I filen står kod och text i samma cell: {}{others}.", quoted(first)),
        format!("koden ensam. Det som står före mellanslaget läses som kod: {code}."),
        "Inget behöver göras om koden är rätt.",
    )
}

/// Each missing heading with the found one that is most like it, when one is like it at all.
pub(super) fn near<'a>(missing: &'a [String], found: &'a [String]) -> Vec<(&'a str, &'a str)> {
    let likest = |wanted: &'a String| {
        let small = wanted.to_lowercase();
        let distance = |heading: &String| {
            let heading = heading.to_lowercase();
            let inside = small.chars().count() > 2 && heading.contains(&small);
            if inside { 1 } else { strsim::damerau_levenshtein(&small, &heading) }
        };
        let most = wanted.chars().count() / 2;
        let best = found.iter().map(|heading| (distance(heading), heading)).min()?;
        (best.0 <= most).then_some((wanted.as_str(), best.1.as_str()))
    };
    missing.iter().filter_map(likest).collect()
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn a_renamed_column_is_proposed_only_when_it_is_like() {
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        let found = words(&["Ansvarskod", "Kto", "Kr", "Vernr"]);
        let missing = words(&["Ansvar", "Konto", "Belopp", "Motpart"]);
        assert_eq!(near(&missing, &found), [("Ansvar", "Ansvarskod"), ("Konto", "Kto")]);
        assert_eq!(near(&missing, &[]), []);
    }
}
