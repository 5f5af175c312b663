//! Cells that cannot be what their column holds, or do not agree with others of their table.

use rust_decimal::Decimal;

use super::super::signs::{self, counted};
use super::super::{Told, choice, expected, quoted};
use crate::domain::money::Money;
use crate::finding::Expected;
use crate::text::format::{kr_ore, unrounded};

pub fn missing_value(table: &str, column: &str) -> Told {
    Told::new(
        format!("Cellen i kolumnen {column} är tom."),
        format!("ett värde på varje rad i tabellen {table}."),
        "Fyll i cellen. Ta bort raden bara om den inte ska finnas.",
    )
}

pub fn wrong_value(table: &str, column: &str, found: &str, what: &Expected) -> Told {
    Told::new(
        format!("I kolumnen {column} i tabellen {table} står {}.", quoted(found)),
        match what {
            Expected::Choice(words) => choice::choices(words),
            other => expected(other),
        },
        match meant(found, what) {
            Some(near) => format!("Menas {near}? Rätta cellen."),
            None => "Rätta cellen.".to_string(),
        },
    )
}

pub fn duplicate_key(table: &str, key: &str, first_row: u32) -> Told {
    Told::new(
        format!("{} finns redan på rad {first_row} i tabellen {table}.", quoted(key)),
        "varje rad en gång.",
        "Ta bort en av raderna, eller rätta det som ska skilja dem åt.",
    )
}

pub fn unknown_reference(table: &str, column: &str, found: &str, refers_to: &str, known: &[String]) -> Told {
    Told::new(
        format!("{} i kolumnen {column} i tabellen {table} finns inte i {refers_to}.", quoted(found)),
        match known.len() {
            1..=choice::LISTED => format!("ett värde som finns i {refers_to}: {}.", known.join(", ")),
            _ => format!("ett värde som finns i {refers_to}."),
        },
        match choice::nearest(found, known) {
            Some(near) => {
                format!("Menas {near}? Rätta annars värdet, eller lägg till det i {refers_to}.")
            }
            None => format!("Rätta värdet, eller lägg till det i {refers_to}."),
        },
    )
}

pub fn overlapping_codes(table: &str, codes: &str, first_row: u32) -> Told {
    Told::new(
        format!("Koderna {codes} täcks redan av rad {first_row} i tabellen {table}."),
        "att varje kod hör till en enda rad vid samma tid.",
        "Dela eller korta ett av intervallen, eller ge raderna olika giltighetstid.",
    )
}

pub fn nearly_another_name([table, column, name, other]: [&String; 4], rows: usize) -> Told {
    let on = if rows == 1 { "en rad".to_string() } else { format!("{rows} rader") };
    Told::new(
        format!(
            "I kolumnen {column} i tabellen {table} står {}. Det är nästan {}, som står på {on}.",
            quoted(name),
            quoted(other)
        ),
        "ett namn som skrivs lika på alla rader. Det som skrivs olika blir olika grupper i rapporten.",
        format!("Menas {other}? Rätta cellen. Är det två olika namn behöver inget göras."),
    )
}

pub fn zeros_lost(table: &str, column: &str, code: &str, meant: &str) -> Told {
    Told::new(
        format!(
            "I kolumnen {column} i tabellen {table} står koden {code}, som är kortare än de andra koderna. Kalkylprogram tar bort \
             nollor i början av ett tal."
        ),
        format!("en kod med {} siffror, som de andra.", meant.len()),
        format!(
            "Menas {meant}? Skriv koden med en apostrof först (’{meant}), så blir nollan kvar. Är {code} rätt behöver inget \
                 göras."
        ),
    )
}

pub fn unprintable(table: &str, column: &str, found: &str) -> Told {
    let them = if counted(found).len() == 1 { "det" } else { "dem" };
    Told::new(
        format!(
            "I kolumnen {column} i tabellen {table} står {}. Det kan inte tryckas i rapporten.",
            signs::unprintable(found)
        ),
        "bokstäver, siffror och vanliga skiljetecken.",
        format!(
            "Ta bort {them} eller skriv med ord. Annars står [emoji] eller [tecken saknas] i stället i PDF-rapporten."
        ),
    )
}

pub fn turned_validity(table: &str, from: &str, to: &str) -> Told {
    Told::new(
        format!("Raden i tabellen {table} gäller från {from} men till {to}."),
        "ett slut som inte ligger före början.",
        "Rätta giltighetstiden.",
    )
}

pub fn turned_interval(from: Decimal, to: Decimal) -> Told {
    Told::new(
        format!("Intervallet går från {} till {}.", unrounded(from), unrounded(to)),
        "en övre gräns som inte är lägre än den undre.",
        "Byt plats på den undre och den övre gränsen, eller rätta den som är fel.",
    )
}

pub fn limit_of_nothing(to: Decimal) -> Told {
    Told::new(
        format!("Raden har en övre gräns, {}, men är inget intervall med undre gräns.", unrounded(to)),
        "en övre gräns bara för ett intervall som också har en undre.",
        "Ange intervall och fyll i den undre gränsen, eller töm Övre gräns.",
    )
}

pub fn negative_amount(table: &str, column: &str, amount: Money) -> Told {
    Told::new(
        format!("Beloppet i kolumnen {column} i tabellen {table} är {} kr.", kr_ore(amount)),
        "ett belopp utan minus.",
        "Ta bort minustecknet. Är raden avslutad, fyll i Giltig till i stället.",
    )
}

pub fn turned_dates(earlier: &str, first: &str, later: &str, last: &str) -> Told {
    Told::new(
        format!("{earlier} är {first}, och {later} är {last}."),
        format!("att {earlier} inte ligger efter {later}."),
        "Rätta det datum som är fel.",
    )
}

pub fn fraction_for_percent(found: Decimal) -> Told {
    Told::new(
        format!(
            "Här står {}. Det läses som {}, men kan vara skrivet som andel och betyda {}.",
            unrounded(found),
            percent_of(found),
            percent_of(found * Decimal::ONE_HUNDRED)
        ),
        "ett tal i procent: 95 betyder 95 procent.",
        "Skriv talet i procent. Är det rätt som det står behöver inget göras.",
    )
}

pub fn rows_at_the_same_time(table: &str, key: &str, first_row: u32) -> Told {
    Told::new(
        format!("{} gäller här samtidigt som på rad {first_row} i tabellen {table}.", quoted(key)),
        "en enda rad vid varje tid.",
        if table == "Finanspolicy" {
            "Avsluta den ena raden med Giltig till, eller ta bort den. Två gränser för samma mått skrivs som ett intervall."
        } else {
            "Avsluta den ena raden med Giltig till, eller ta bort den."
        },
    )
}

/// The word of a list that was meant, or the number that stands before its unit.
fn meant(found: &str, what: &Expected) -> Option<String> {
    match what {
        Expected::Choice(words) => choice::nearest(found, words).map(str::to_string),
        Expected::Number => without_unit(found, &[("%", 0), ("procent", 0), ("år", 0), ("kr", 0), ("st", 0)]),
        Expected::Amount => without_unit(found, &[("kr", 0), ("tkr", 3), ("mkr", 6)]),
        _ => None,
    }
}

/// `units`: each with its power of ten.
fn without_unit(found: &str, units: &[(&str, u32)]) -> Option<String> {
    let at = found.find(|c: char| c.is_alphabetic() || c == '%')?;
    let (number, unit) = found.split_at(at);
    let unit = unit.trim().trim_end_matches('.').to_lowercase();
    let (_, power) = units.iter().find(|(known, _)| *known == unit)?;
    let digits: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    let number: Decimal = digits.replace(',', ".").replace('\u{2212}', "-").parse().ok()?;
    let number = number.checked_mul(Decimal::from(10_u32.pow(*power)))?;
    Some(unrounded(number.normalize()))
}

/// "0,95 procent".
fn percent_of(number: Decimal) -> String {
    format!("{} procent", unrounded(number.normalize()))
}

#[cfg(test)]
mod tests {
    use super::{Expected, meant};

    #[test]
    fn a_number_with_its_unit_is_offered_without_it() {
        for (found, what, number) in [
            ("0,34 %", Expected::Number, Some("0,34")),
            ("12 procent", Expected::Number, Some("12")),
            ("24,2 mkr", Expected::Amount, Some("24 200 000")),
            ("\u{2212}5 tkr", Expected::Amount, Some("−5 000")),
            ("många kr", Expected::Amount, None),
            ("12 hundar", Expected::Number, None),
            ("1.5.2 kr", Expected::Amount, None),
            ("79228162514264337593543950335 mkr", Expected::Amount, None),
        ] {
            let plain = meant(found, &what).map(|text| text.replace('\u{a0}', " "));
            assert_eq!(plain.as_deref(), number, "{found}");
        }
    }
}
