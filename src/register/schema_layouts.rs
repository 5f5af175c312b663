//! The one description of the statement layouts, as tables.

use super::schema::{Column, Kind, Table, may, must};

/// What a row of a statement layout is.
pub const LINE_KINDS: &[&str] = &["rubrik", "post", "summa", "varav", "fakta", "fakta varav"];
/// Endings and prefixes of what a layout row draws on.
pub const OPENING: &str = "ib";
pub const MOVEMENT: &str = "rörelse";
pub const CLOSING: &str = "ub";
pub const CASH_FLOW_PREFIX: &str = "KF:";
pub const INCOME_RESULT: &str = "RESULTAT";

const LAYOUT_COLUMNS: &[Column] = &[
    must("Rad", Kind::Code, "Radens kod."),
    must("Text", Kind::Text, "Radens text i räkningen."),
    must("Slag", Kind::Choice(LINE_KINDS), ""),
    may("Hämtas", Kind::Text, "Vad raden hämtar eller summerar."),
    may("Not", Kind::Text, "Notens nummer."),
    may("Nivå", Kind::Whole, "0 ytterst."),
    may("Slutrad", Kind::YesNo, "ja för räkningens slutrad."),
    may("Text under året", Kind::Text, "Radens text i delårsrapporten, om den är en annan."),
    may("Giltig från", Kind::Date, "Första dag; tom = alltid."),
    may("Giltig till", Kind::Date, "Sista dag; tom = tills vidare."),
];

const fn layout(name: &'static str) -> Table {
    Table {
        name,
        required: false,
        help: "Uppställningsform: raderna i ordning.",
        key: &[],
        columns: LAYOUT_COLUMNS,
    }
}

/// The statement layouts, in the order of `domain::statement::StatementKind`; each a file of that name.
pub const LAYOUTS: &[Table] = &[layout("resultatrakning"), layout("balansrakning"), layout("kassaflode")];
