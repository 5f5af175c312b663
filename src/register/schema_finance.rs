//! What is said of the municipality's finances beside the accounts: balanskravet.

use super::schema::{Kind, Table, may, must};

/// In the order of `domain::balance_requirement::Post::ALL`.
pub const BALANCE_POSTS: &[&str] = &[
    "realisationsvinster",
    "realisationsförluster",
    "orealiserade vinster",
    "orealiserade förluster",
    "återförda orealiserade vinster",
    "återförda orealiserade förluster",
    "reservering till resultatreserv",
    "användning av resultatreserv",
    "reservering till resultatutjämningsreserv",
    "användning av resultatutjämningsreserv",
    "underskott att återställa",
];

pub(super) const BALANCE_REQUIREMENT: Table = Table {
    name: "Balanskrav",
    required: false,
    help: "Vad som skiljer årets resultat från balanskravsresultatet (2018:597, 11 kap. 10 §). Utan rader är de lika.",
    key: &["År", "Post", "Från år"],
    columns: &[
        must("År", Kind::Year, ""),
        must(
            "Post",
            Kind::Choice(BALANCE_POSTS),
            "Realisationsvinster som inte är i linje med god ekonomisk hushållning, och realisationsförluster som är det. \
             Posten säger åt vilket håll beloppet räknas.",
        ),
        may("Från år", Kind::Year, "Bara för underskott att återställa: året då det uppkom."),
        may("Utfall", Kind::Amount, "Belopp i kr utan minus, vid årsbokslutet."),
        may("Prognos", Kind::Amount, "Belopp i kr utan minus som väntas för helåret, för delårsrapporten."),
        may(
            "Förklaring",
            Kind::Text,
            "Trycks under tabellen: vad beloppet är, eller till vad och varför reserven används.",
        ),
    ],
};
