//! What an empty field asks for.

use crate::finding::Asks;

use super::super::Told;
use super::super::choice::choices;
use super::amount::Wanted;
use super::doubts::date_like;

pub(super) fn missing(field: &str, asks: &Asks) -> Told {
    let remedy = match asks {
        Asks::Amount { .. } => "Fyll i fältet. Tomt betyder ej lämnat, inte noll.",
        Asks::Choice(_) => "Välj i listan i cellen.",
        _ => "Fyll i fältet.",
    };
    Told::new(format!("{field}: inget svar."), wanted(asks), remedy)
}

fn wanted(asks: &Asks) -> String {
    match asks {
        Asks::Amount { unit, sense, usual } => Wanted::new(*sense, *unit, *usual).said(),
        Asks::Number { percent, unmeasured } => {
            let number = if *percent { "ett tal i procent, till exempel 87,5" } else { "ett tal" };
            let or = if *unmeasured { ", eller ej mätt" } else { "" };
            format!("{number}{or}.")
        }
        Asks::Date(date) => date_like(*date),
        Asks::Role => "en funktion, till exempel rektor eller enhetschef.".to_string(),
        Asks::Words => "några ord.".to_string(),
        Asks::Sentences => "en eller ett par meningar.".to_string(),
        Asks::Choice(words) => choices(words),
    }
}
